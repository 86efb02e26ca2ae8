//! Long lists in pages: which rows a page shows, what it is called, how one turns them.

use std::ops::Range;

use super::list::List;
use crate::site::Listing;
use crate::tree::SitePath;
use crate::view::{Link, Pager, RowGroup, TeamRow};

/// Between the parts of a unit's path.
pub(super) const BETWEEN: &str = " / ";

impl<'a> List<'a, '_> {
    pub(super) fn listing(&self) -> &'a Listing {
        &self.presenter.site.listings[self.portfolio_ix]
    }

    /// The teams at these places, the first of each unit with the unit's name. The units are those
    /// next below the one that all the teams have in common.
    pub(super) fn sheet(&self, places: Range<usize>) -> Vec<TeamRow<'a>> {
        let order = &self.listing().order[places];
        let units: Vec<&'a [String]> = order.iter().map(|ix| self.unit_of(*ix)).collect();
        let common = common(&units);
        let key = |unit: &'a [String]| &unit[..unit.len().min(common + 1)];
        let mut rows: Vec<TeamRow<'a>> = order.iter().map(|ix| self.row(*ix)).collect();
        let mut start = 0;
        for group in units.chunk_by(|a, b| key(a) == key(b)) {
            let unit = key(group[0]);
            if group.len() < rows.len() {
                rows[start].group = Some(self.row_group(unit, common, group.len()));
                for row in &mut rows[start..start + group.len()] {
                    row.split_unit(unit.len());
                }
            }
            start += group.len();
        }
        rows
    }

    fn row_group(&self, unit: &[String], common: usize, here: usize) -> RowGroup {
        let words = self.presenter.words;
        let known = self.portfolio.unit(unit);
        let name = match unit.last() {
            // Below it stand the units of its own.
            Some(name) if unit.len() == common => {
                words.say("unit_itself", &[("unit", name.into())])
            }
            Some(name) => name.clone(),
            None => words.text("without_unit").to_owned(),
        };
        let is_whole = known.filter(|_| unit.len() > common);
        let to = self.presenter.unit_path(&self.portfolio.model.id, unit);
        RowGroup {
            name,
            href: to
                .filter(|to| is_whole.is_some() && *to != self.path)
                .map(|to| self.path.link_to(to)),
            here,
            teams: is_whole.map_or(here, |unit| unit.standing.ranked.len()),
        }
    }

    fn unit_of(&self, report: usize) -> &'a [String] {
        let team = self.report(report).team;
        &self.presenter.evaluation.teams[team].team.unit
    }

    /// What a page shows, in words: `Retail`, `Retail 251–500`, `Logistics to Retail`, `1–250`.
    pub(super) fn sheet_name(&self, places: &Range<usize>) -> String {
        let (listing, units) = (self.listing(), &self.portfolio.units);
        let words = self.presenter.words;
        // Those that hold the whole page stand before it, the largest first.
        let holds = |unit: &Range<usize>| unit.start <= places.start && places.end <= unit.end;
        let before = listing
            .units
            .partition_point(|unit| unit.start <= places.start);
        let holder = listing.units[..before].iter().rposition(holds);
        if let Some(holder) = holder {
            let (name, unit) = (units[holder].path.join(" / "), &listing.units[holder]);
            if unit == places {
                return name;
            }
            let numbers = self.numbers(places, unit.start);
            let told = [("unit", (&name).into()), ("numbers", (&numbers).into())];
            return words.say("unit_numbers", &told);
        }
        let without = listing.units.iter().map(|unit| unit.end).max().unwrap_or(0);
        if places.start >= without {
            let numbers = self.numbers(places, without);
            let name = words.text("without_unit");
            return if without == 0 {
                numbers
            } else if places.len() == listing.order.len() - without {
                name.to_owned()
            } else {
                let told = [("unit", name.into()), ("numbers", (&numbers).into())];
                words.say("unit_numbers", &told)
            };
        }
        let largest = |place: usize| self.unit_of(listing.order[place]).first();
        match (largest(places.start), largest(places.end - 1)) {
            (Some(first), Some(last)) => {
                let told = [("first", first.into()), ("last", last.into())];
                words.say("units_from_to", &told)
            }
            (Some(first), None) => words.say("unit_and_without", &[("unit", first.into())]),
            (None, _) => self.numbers(places, 0),
        }
    }

    /// Places as numbers that count from 1 at `start`.
    fn numbers(&self, places: &Range<usize>, start: usize) -> String {
        let (from, to) = (places.start - start + 1, places.end - start);
        let told = [("from", from.into()), ("to", to.into())];
        self.presenter.words.say("numbers_from_to", &told)
    }

    /// The way through pages; `number` counts from 1, and 0 is a page outside.
    pub(super) fn pager(
        &self,
        sheets: &[Range<usize>],
        number: usize,
        to: impl Fn(usize) -> SitePath,
    ) -> Option<Pager> {
        if sheets.len() < 2 {
            return None;
        }
        let pages: Vec<Link> = sheets
            .iter()
            .zip(1..)
            .map(|(places, number)| Link {
                text: self.sheet_name(places),
                href: self.path.link_to(&to(number)),
            })
            .collect();
        let at = |number: Option<usize>| pages.get(number?.checked_sub(1)?).cloned();
        Some(Pager {
            number,
            of: pages.len(),
            previous: at(number.checked_sub(1)),
            next: at(Some(number + 1).filter(|_| number > 0)),
            pages,
        })
    }
}

impl TeamRow<'_> {
    /// Sets apart the largest units of the row's path, which the head of its group says.
    fn split_unit(&mut self, units: usize) {
        let mut ends = self
            .unit
            .match_indices(BETWEEN)
            .map(|(at, _)| at + BETWEEN.len());
        let cut = match units.checked_sub(1) {
            None => 0,
            Some(n) => ends.nth(n).unwrap_or(self.unit.len()),
        };
        let (above, below) = self.unit.split_at(cut);
        (self.unit_above, self.unit_below) = (above.to_owned(), below.to_owned());
    }
}

/// How many of their largest units the paths have in common.
fn common(units: &[&[String]]) -> usize {
    let Some((first, rest)) = units.split_first() else {
        return 0;
    };
    rest.iter().fold(first.len(), |common, unit| {
        let same = first.iter().zip(*unit).take(common);
        same.take_while(|(a, b)| a == b).count()
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn units_have_their_beginning_in_common() {
        let path = |text: &str| text.split('/').map(str::to_owned).collect::<Vec<_>>();
        let common = |texts: &[&str]| {
            let paths: Vec<Vec<String>> = texts.iter().map(|text| path(text)).collect();
            super::common(&paths.iter().map(|path| &**path).collect::<Vec<_>>())
        };
        assert_eq!(common(&[]), 0);
        assert_eq!(common(&["a/b", "a/b"]), 2);
        assert_eq!(common(&["a", "a/b", "a/c"]), 1);
        assert_eq!(common(&["a/b", "c/b"]), 0);
    }
}

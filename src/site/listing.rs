use std::collections::HashMap;
use std::ops::Range;

use crate::score::{Evaluation, Portfolio, ReportIx};

/// Up to this many teams of a model, every list of them is one page.
pub const ROWS_ON_ONE_PAGE: usize = 500;

/// How many teams a page of a longer list shows.
pub const ROWS_PER_PAGE: usize = 250;

/// The teams of one model in the order of their units, and how they are cut into pages.
#[derive(Clone, Debug, Default)]
pub struct Listing {
    /// Current reports by the path of their unit, in each unit by rank (R19); those without a unit
    /// come last. The teams of a unit and of all units below it stand together.
    pub order: Vec<ReportIx>,
    /// By unit of the portfolio: where its teams stand in `order`.
    pub units: Vec<Range<usize>>,
    /// The pages of all teams, as places in `order`; none where the start page shows them all.
    pub pages: Vec<Range<usize>>,
    /// By unit: its pages, at least one.
    pub unit_pages: Vec<Vec<Range<usize>>>,
}

impl Listing {
    pub(super) fn new(portfolio: &Portfolio, evaluation: &Evaluation) -> Self {
        let units: Vec<&[String]> = portfolio.units.iter().map(|unit| &*unit.path).collect();
        let ranked = portfolio.all.ranked.iter().map(|ix| {
            let team = evaluation.reports[*ix].team;
            (*ix, evaluation.teams[team].team.unit.as_slice())
        });
        Self::arrange(&units, ranked)
    }

    /// `units` in the order of their paths, `ranked` in rank order, each with the unit it is in.
    fn arrange<'u>(
        units: &[&[String]],
        ranked: impl Iterator<Item = (ReportIx, &'u [String])>,
    ) -> Self {
        let numbers: HashMap<&[String], usize> = units.iter().copied().zip(0..).collect();
        let mut own: Vec<Vec<ReportIx>> = vec![Vec::new(); units.len() + 1];
        for (report, unit) in ranked {
            own[numbers.get(unit).copied().unwrap_or(units.len())].push(report);
        }
        let mut listing = Self::default();
        let mut open: Vec<usize> = Vec::new();
        for (ix, teams) in own.into_iter().enumerate() {
            let start = listing.order.len();
            let is_above =
                |above: &usize| units.get(ix).is_some_and(|u| u.starts_with(units[*above]));
            while let Some(above) = open.pop_if(|above| !is_above(above)) {
                listing.units[above].end = start;
            }
            listing.order.extend(teams);
            if ix < units.len() {
                listing.units.push(start..start);
                open.push(ix);
            }
        }
        listing.cut();
        listing
    }

    /// Whether the teams need more than one page.
    pub fn is_paged(&self) -> bool {
        self.order.len() > ROWS_ON_ONE_PAGE
    }

    fn cut(&mut self) {
        if !self.is_paged() {
            self.unit_pages = self.units.iter().map(|unit| vec![unit.clone()]).collect();
            return;
        }
        let end = self.units.len();
        self.pages = self.sheets(0..end, 0..self.order.len());
        self.unit_pages = (0..end)
            .map(|unit| {
                let all = self.units[unit].clone();
                if all.len() <= ROWS_PER_PAGE {
                    return vec![all];
                }
                let below = self.units[unit..].iter().take_while(|u| u.start < all.end);
                self.sheets(unit..unit + below.count(), all)
            })
            .collect();
    }

    /// The pages of a part of the teams, which these units divide. A unit that fits on a page is
    /// not cut; a longer one gives its own teams first, then the units below it.
    fn sheets(&self, units: Range<usize>, all: Range<usize>) -> Vec<Range<usize>> {
        let mut sheets = Sheets {
            done: Vec::new(),
            open: all.start..all.start,
        };
        let mut passed = all.start;
        for ix in units.start..units.end {
            let unit = &self.units[ix];
            // It lies in a unit that has its place already.
            if unit.start < passed {
                continue;
            }
            passed = if unit.len() <= ROWS_PER_PAGE {
                unit.end
            } else {
                let next = self.units[..units.end].get(ix + 1);
                next.map_or(unit.end, |next| next.start.min(unit.end))
            };
            sheets.add(unit.start..passed);
        }
        sheets.add(passed..all.end);
        sheets.finish()
    }
}

/// Pages that are being filled.
struct Sheets {
    done: Vec<Range<usize>>,
    open: Range<usize>,
}

impl Sheets {
    /// Adds the next block of teams: to the open page if it has room, else on a new one.
    fn add(&mut self, block: Range<usize>) {
        if self.open.len() + block.len() > ROWS_PER_PAGE {
            self.close();
        }
        self.open.end = block.end;
        while self.open.len() > ROWS_PER_PAGE {
            let cut = self.open.start + ROWS_PER_PAGE;
            self.done.push(self.open.start..cut);
            self.open.start = cut;
        }
    }

    fn close(&mut self) {
        if !self.open.is_empty() {
            self.done.push(self.open.clone());
            self.open.start = self.open.end;
        }
    }

    fn finish(mut self) -> Vec<Range<usize>> {
        self.close();
        self.done
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A book of these units, each with its own teams; teams are numbered in rank order, which goes
    /// round the units.
    fn listing(units: &[(&str, usize)], without: usize) -> Listing {
        let path = |text: &str| text.split('/').map(str::to_owned).collect::<Vec<_>>();
        let paths: Vec<Vec<String>> = units.iter().map(|unit| path(unit.0)).collect();
        let mut left: Vec<usize> = units.iter().map(|unit| unit.1).chain([without]).collect();
        let mut ranked: Vec<&[String]> = Vec::new();
        while left.iter().any(|teams| *teams > 0) {
            for (ix, teams) in left.iter_mut().enumerate().filter(|(_, n)| **n > 0) {
                *teams -= 1;
                ranked.push(paths.get(ix).map_or(&[], |path| path));
            }
        }
        let units: Vec<&[String]> = paths.iter().map(|path| &**path).collect();
        Listing::arrange(&units, ranked.into_iter().enumerate())
    }

    #[test]
    fn teams_stand_by_unit_and_then_by_rank() {
        let listing = listing(&[("A", 2), ("A/B", 1), ("C", 2)], 1);
        assert_eq!(listing.order, [0, 4, 1, 2, 5, 3]);
        assert_eq!(listing.units, [0..3, 2..3, 3..5]);
        assert_eq!(listing.unit_pages.concat(), listing.units);
        assert_eq!(listing.unit_pages.len(), 3);
        assert!(listing.pages.is_empty() && !listing.is_paged());
    }

    #[test]
    fn up_to_five_hundred_teams_are_one_page() {
        assert!(listing(&[("A", 500)], 0).pages.is_empty());
        assert_eq!(
            listing(&[("A", 300)], 201).pages,
            [0..250, 250..300, 300..501]
        );
        assert_eq!(listing(&[], 501).pages, [0..250, 250..500, 500..501]);
        assert!(listing(&[], 0).order.is_empty());
    }

    #[test]
    fn a_unit_that_fits_on_a_page_is_not_cut() {
        let listing = listing(
            &[("A", 100), ("B", 100), ("C", 100), ("D", 240), ("E", 10)],
            0,
        );
        assert_eq!(listing.pages, [0..200, 200..300, 300..550]);
    }

    #[test]
    fn a_long_unit_is_cut_between_the_units_below_it() {
        let units = [
            ("A", 10),
            ("A/B", 0),
            ("A/B/C", 200),
            ("A/B/D", 90),
            ("A/E", 255),
            ("F", 5),
        ];
        let listing = listing(&units, 0);
        assert_eq!(listing.pages, [0..210, 210..300, 300..550, 550..560]);
        assert_eq!(
            listing.unit_pages[0],
            [0..210, 210..300, 300..550, 550..555]
        );
        assert_eq!(listing.unit_pages[1], [10..210, 210..300]);
        assert_eq!(listing.unit_pages[5].first(), Some(&(555..560)));
    }
}

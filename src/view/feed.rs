use crate::score::{ReportIx, Status};
use crate::tree::SitePath;

use super::presenter::Presenter;
use super::{FeedEntry, FeedView};

/// How many changes of level the feed holds.
const ENTRIES: usize = 100;

/// The changes of level, latest first: every report whose level differs from the one before it.
pub fn feed(presenter: &Presenter<'_>, path: &SitePath) -> FeedView {
    let evaluation = presenter.evaluation;
    let mut changed: Vec<ReportIx> = (0..evaluation.reports.len())
        .filter(|ix| {
            let report = &evaluation.reports[*ix];
            report.card.status != Status::Unrated
                && report
                    .change
                    .as_ref()
                    .is_some_and(|change| change.level.is_some_and(|level| level != 0))
        })
        .collect();
    changed.sort_by(|a, b| {
        let (x, y) = (&evaluation.reports[*a], &evaluation.reports[*b]);
        y.assessment.date.cmp(&x.assessment.date).then(a.cmp(b))
    });
    changed.truncate(ENTRIES);
    let book = &presenter.config.book;
    let entries: Vec<FeedEntry> = changed
        .into_iter()
        .filter_map(|ix| entry(presenter, ix))
        .collect();
    let absolute = |path: &SitePath| presenter.absolute(path).unwrap_or_default();
    FeedView {
        title: legible(&book.title),
        subtitle: book.description.as_deref().map(legible),
        authors: authors(&book.authors, &book.title),
        id: tag(presenter, "feed"),
        home: absolute(&SitePath::new("index.html")),
        own: absolute(path),
        updated: entries
            .first()
            .map_or_else(|| timestamp("1970-01-01"), |entry| entry.updated.clone()),
        entries,
    }
}

/// A feed needs an author: where the book names none, it is its own.
fn authors(authors: &[String], title: &str) -> Vec<String> {
    let named: Vec<String> = authors.iter().map(|author| legible(author)).collect();
    if named.is_empty() {
        vec![legible(title)]
    } else {
        named
    }
}

fn entry(presenter: &Presenter<'_>, ix: ReportIx) -> Option<FeedEntry> {
    let report = &presenter.evaluation.reports[ix];
    let subject = presenter.subject(report);
    let before = &presenter.evaluation.reports[report.previous?];
    let moved = if report.change.as_ref()?.level? > 0 {
        "feed_rose"
    } else {
        "feed_fell"
    };
    let date = report.assessment.date.to_string();
    let model = &report.assessment.model;
    let from = &before.assessment.model.position(before.card.level).id;
    let to = &model.position(report.card.level).id;
    let told = [
        ("team", subject.name.into()),
        ("from", from.into()),
        ("to", to.into()),
        ("model", (&model.name).into()),
    ];
    let title = presenter.words.say(moved, &told);
    Some(FeedEntry {
        id: tag(
            presenter,
            &format!("{}/{}/{date}", report.assessment.team, model.id),
        ),
        title: legible(&title),
        summary: legible(&subject.sentences().change),
        href: presenter.absolute(&presenter.site.reports[ix])?,
        updated: timestamp(&date),
        model: model.id.clone(),
        model_name: legible(&model.name),
    })
}

fn timestamp(date: &str) -> String {
    format!("{date}T00:00:00Z")
}

/// A `tag:` URI (RFC 4151) under the site's host; the year is fixed, for an id must never change.
fn tag(presenter: &Presenter<'_>, rest: &str) -> String {
    let url = presenter.config.html.site_url.as_deref();
    tag_of(url.unwrap_or_default(), rest)
}

fn tag_of(url: &str, rest: &str) -> String {
    let address = url.split("://").nth(1).unwrap_or("localhost");
    let (host, path) = address.split_once('/').unwrap_or((address, ""));
    let host = host.rsplit('@').next().unwrap_or(host);
    let host = match host.strip_prefix('[') {
        Some(six) => six.split(']').next(),
        None => host.split(':').next(),
    };
    let encoded = |text: &str| SitePath::new(text).encoded();
    format!(
        "tag:{},2026:{path}{}",
        encoded(host.filter(|host| !host.is_empty()).unwrap_or("localhost")),
        encoded(rest)
    )
}

/// A text without the characters that XML cannot hold, not even escaped.
fn legible(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\t' | '\n' | '\r' => ' ',
            '\0'..' ' | '\u{fffe}' | '\u{ffff}' => '\u{fffd}',
            c => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_tags_of_the_host() {
        let id = |url| tag_of(url, "größe/cmm/2026-07-01");
        assert_eq!(
            id("https://reports.example.org:8443/maturity/"),
            "tag:reports.example.org,2026:maturity/gr%C3%B6%C3%9Fe/cmm/2026-07-01"
        );
        assert_eq!(
            id("http://me@example.org/"),
            "tag:example.org,2026:gr%C3%B6%C3%9Fe/cmm/2026-07-01"
        );
        assert!(id("http://[::1]:3000/").starts_with("tag:%3A%3A1,2026:gr"));
    }

    #[test]
    fn texts_hold_what_xml_allows() {
        assert_eq!(
            legible("a\tb\u{1b}[0m\u{ffff} <é>"),
            "a b\u{fffd}[0m\u{fffd} <é>"
        );
    }

    #[test]
    fn a_feed_has_an_author() {
        assert_eq!(authors(&[], "Level book"), ["Level book"]);
        assert_eq!(authors(&["A".to_owned(), "B".to_owned()], "x"), ["A", "B"]);
    }
}

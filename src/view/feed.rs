use crate::score::{ReportIx, Status};
use crate::site::Page;
use crate::tree::SitePath;

use super::presenter::Presenter;
use super::{FeedEntry, FeedView, SitemapView, Subject};

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
        title: book.title.clone(),
        id: tag(presenter, "feed"),
        home: absolute(&SitePath::new("index.html")),
        own: absolute(path),
        updated: entries
            .first()
            .map_or_else(|| timestamp("1970-01-01"), |entry| entry.updated.clone()),
        entries,
    }
}

fn entry(presenter: &Presenter<'_>, ix: ReportIx) -> Option<FeedEntry> {
    let report = &presenter.evaluation.reports[ix];
    let subject = Subject::new(presenter.evaluation, report);
    let before = &presenter.evaluation.reports[report.previous?];
    let verb = if report.change.as_ref()?.level? > 0 {
        "rose"
    } else {
        "fell"
    };
    let date = report.assessment.date.to_string();
    let model = &report.assessment.model;
    Some(FeedEntry {
        id: tag(
            presenter,
            &format!("{}/{}/{date}", report.assessment.team, model.id),
        ),
        title: format!(
            "{} {verb} from level {} to level {} ({})",
            subject.name,
            before.assessment.model.position(before.card.level).id,
            model.position(report.card.level).id,
            model.name
        ),
        summary: subject.sentences().change,
        href: presenter.absolute(&presenter.site.reports[ix])?,
        updated: timestamp(&date),
        author: presenter
            .config
            .book
            .authors
            .first()
            .cloned()
            .unwrap_or_else(|| presenter.config.book.title.clone()),
    })
}

fn timestamp(date: &str) -> String {
    format!("{date}T00:00:00Z")
}

/// A `tag:` URI (RFC 4151) under the site's host; the year is fixed, for an id must never change.
fn tag(presenter: &Presenter<'_>, rest: &str) -> String {
    let url = presenter
        .config
        .html
        .site_url
        .as_deref()
        .unwrap_or_default();
    let address = url.split("://").nth(1).unwrap_or("localhost");
    let (host, path) = address.split_once('/').unwrap_or((address, ""));
    format!(
        "tag:{},2026:{path}{rest}",
        host.split(':').next().unwrap_or(host)
    )
}

/// The addresses of all pages that people read.
pub fn sitemap(presenter: &Presenter<'_>) -> SitemapView {
    let addresses = presenter
        .site
        .entries
        .iter()
        .filter(|entry| {
            matches!(
                entry.page,
                Page::Portfolio { .. }
                    | Page::Team(_)
                    | Page::Report(_)
                    | Page::Model(_)
                    | Page::Kpa { .. }
                    | Page::Unit { .. }
                    | Page::Document(_)
            )
        })
        .filter_map(|entry| presenter.absolute(&entry.path))
        .collect();
    SitemapView { addresses }
}

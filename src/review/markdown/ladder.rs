use super::types::{Page, Step};
use super::{foot, head, models, table, team, warning};
use crate::review::words;

/// The fullest form that fits. Only whole blocks are left out, and the marker stays first.
pub(super) fn fit(page: &Page<'_>) -> String {
    if words::is_unchanged(page.diff) {
        return text(&[Some(head::nothing(page))]);
    }
    [Step::Full, Step::Closed, Step::Drops, Step::Table]
        .into_iter()
        .map(|step| at(page, step))
        .find(|text| text.len() <= page.room.bytes)
        .unwrap_or_else(|| at(page, Step::Verdict))
}

fn at(page: &Page<'_>, step: Step) -> String {
    if step == Step::Verdict {
        return text(&[Some(head::heading(page)), Some(foot::least(page))]);
    }
    let mut blocks = vec![
        Some(head::heading(page)),
        head::incomplete(page),
        table::table(page, step),
        words::others(page.diff),
        warning::block(page),
    ];
    blocks.extend(team::blocks(page, step).into_iter().map(Some));
    blocks.extend(models::blocks(page, step).into_iter().map(Some));
    blocks.push(models::settings(page));
    blocks.push(foot::problems(page, step));
    blocks.push(foot::list(page));
    blocks.push(Some(foot::line(page)));
    text(&blocks)
}

fn text(blocks: &[Option<String>]) -> String {
    let blocks: Vec<&str> = blocks.iter().flatten().map(String::as_str).collect();
    blocks.join("\n\n") + "\n"
}

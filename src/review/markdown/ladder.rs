use super::types::{Page, Step};
use super::{foot, head, models, table, team, warning};
use crate::review::words;

/// What stands between two blocks.
const BETWEEN: &str = "\n\n";
/// Room for the sentence that says what is left out, with its link.
const RESERVE: usize = 2_500;

/// The fullest form that fits. Only whole blocks are left out, and the marker stays first.
pub(super) fn fit(page: &Page<'_>) -> String {
    if words::is_unchanged(page.diff) {
        return text(vec![head::nothing(page)]);
    }
    let whole = [Step::Full, Step::Closed, Step::Drops];
    whole
        .into_iter()
        .map(|step| at(page, step))
        .chain([short(page)])
        .find(|text| text.len() <= page.room.bytes)
        .unwrap_or_else(|| text(vec![head::heading(page), foot::least(page)]))
}

fn at(page: &Page<'_>, step: Step) -> String {
    let mut blocks = above(page, step);
    let mut teams = team::falling(page, step, usize::MAX);
    if step < Step::Drops {
        teams.extend(team::others(page));
    }
    let left_out = team::left_out(page, teams.len());
    blocks.extend(teams);
    blocks.extend(left_out);
    let details = models::details(page);
    let lines = models::lines(page, details.len());
    blocks.extend(details);
    blocks.extend(lines);
    blocks.extend(foot::problems(page));
    blocks.extend(below(page));
    text(blocks)
}

/// A short table, and as many details as there is room for: of models first, which may be why so much
/// changed, then of problems, then of those that fall.
fn short(page: &Page<'_>) -> String {
    let mut blocks = above(page, Step::Table);
    let below = below(page);
    let taken: usize = blocks.iter().chain(&below).map(|block| size(block)).sum();
    let lines = models::lines(page, 0).map_or(0, |lines| size(&lines));
    let mut left = page.room.bytes.saturating_sub(taken + lines + RESERVE);
    let details = fitting(models::details(page), &mut left);
    let lines = models::lines(page, details.len());
    let problems = fitting(foot::problems(page).into_iter().collect(), &mut left);
    let falling = team::falling(page, Step::Table, page.room.rows);
    let falling = fitting(falling, &mut left);
    let left_out = team::left_out(page, falling.len());
    blocks.extend(falling);
    blocks.extend(left_out);
    blocks.extend(details);
    blocks.extend(lines);
    blocks.extend(problems);
    blocks.extend(below);
    text(blocks)
}

/// The verdict, the table, and what to look at.
fn above(page: &Page<'_>, step: Step) -> Vec<String> {
    let parts = [
        Some(head::heading(page)),
        head::incomplete(page),
        table::table(page, step),
        words::others(page.diff),
        warning::block(page),
    ];
    parts.into_iter().flatten().collect()
}

fn below(page: &Page<'_>) -> Vec<String> {
    let parts = [
        models::settings(page),
        foot::list(page),
        Some(foot::line(page)),
    ];
    parts.into_iter().flatten().collect()
}

/// The first blocks, as many as there is room for.
fn fitting(blocks: Vec<String>, left: &mut usize) -> Vec<String> {
    let fits = |block: &String| match left.checked_sub(size(block)) {
        Some(rest) => {
            *left = rest;
            true
        }
        None => false,
    };
    blocks.into_iter().take_while(fits).collect()
}

fn size(block: &str) -> usize {
    block.len() + BETWEEN.len()
}

fn text(blocks: Vec<String>) -> String {
    blocks.join(BETWEEN) + "\n"
}

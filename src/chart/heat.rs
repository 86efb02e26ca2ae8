//! The heat map: one strip of marks per row under one picture of column heads, in the same columns.

use std::fmt::Write;

use super::letters::shorten;
use super::svg::{Path, escape, number};

/// How many units of a picture make one of the text's root size. Strips and heads are given their
/// width in it, so that they fit each other at every size of the text.
const PER_REM: f64 = 16.0;
/// From one mark to the next: what a finger needs to hit a column's head.
const PITCH: f64 = 24.0;
const WIDTH: f64 = 18.0;
const HEIGHT: f64 = 14.0;
/// Of a row.
const ROW: f64 = 22.0;
const TOP: f64 = (ROW - HEIGHT) / 2.0;
/// Before the first mark of a group; the rule stands in the middle of it.
const GAP: f64 = 12.0;
/// The line on which the names of the groups stand.
const NAMES: f64 = 13.0;
/// The longest name of a column, in characters, and the width of one of them.
const LONGEST: usize = 12;
const LETTER: f64 = 7.4;

/// What a mark shows.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Mark {
    /// Ink up to this share of its height, 0 to 1.
    Fill(f64),
    /// Hatched.
    NotApplicable,
    /// A dotted outline.
    Unknown,
    /// Not asked at all: a short line.
    Absent,
}

/// Columns of one level.
pub struct Group<'a> {
    pub id: &'a str,
    pub name: &'a str,
    pub columns: Vec<Head<'a>>,
}

/// One column: what its head says and leads to.
pub struct Head<'a> {
    pub id: &'a str,
    pub name: &'a str,
    pub href: &'a str,
}

/// Where the columns of a heat map stand.
pub struct Columns {
    /// The left edge of each mark.
    marks: Vec<f64>,
    width: f64,
    /// What every strip begins with: its size, up to what it says, and the rules between the groups.
    open: String,
    rules: String,
}

impl Columns {
    /// Columns for groups of these sizes.
    pub fn new(groups: impl IntoIterator<Item = usize>) -> Self {
        let (mut x, mut marks, mut rules) = (0.0, Vec::new(), String::new());
        for size in groups.into_iter().filter(|size| *size > 0) {
            let _ = write!(rules, "M{} 0v{ROW}", number(x + 0.5));
            x += GAP;
            marks.extend((0..size).map(|column| x + PITCH * column as f64));
            x += PITCH * size as f64;
        }
        let mut open = String::new();
        tag(&mut open, "strip", "role=\"img\"", (x, ROW));
        Self {
            marks,
            width: x,
            open,
            rules: format!("\"><path class=\"r\" d=\"{rules}\"/>"),
        }
    }
}

fn tag(out: &mut String, class: &str, role: &str, (width, height): (f64, f64)) {
    let _ = write!(
        out,
        "<svg class=\"{class}\" {role} width=\"{}rem\" viewBox=\"0 0 {} {}\" aria-label=\"",
        number(width / PER_REM),
        number(width),
        number(height)
    );
}

/// A row of marks: one path for each kind of ink. `says` is the same in words.
pub fn strip(columns: &Columns, marks: &[Mark], says: &str) -> String {
    let mut inks = Inks::default();
    for (x, mark) in columns.marks.iter().zip(marks) {
        inks.add(*x, *mark);
    }
    let mut out = columns.open.clone();
    escape(&mut out, says);
    out.push_str(&columns.rules);
    for (class, d) in [
        ("f", inks.full),
        ("o", inks.outline),
        ("u", inks.unknown),
        ("n", inks.hatched),
    ] {
        if !d.data().is_empty() {
            out.push_str("<path class=\"");
            out.push_str(class);
            out.push_str("\" d=\"");
            out.push_str(d.data());
            out.push_str("\"/>");
        }
    }
    out.push_str("</svg>");
    out
}

#[derive(Default)]
struct Inks {
    full: Path,
    outline: Path,
    unknown: Path,
    hatched: Path,
}

impl Inks {
    fn add(&mut self, x: f64, mark: Mark) {
        match mark {
            Mark::Fill(share) => {
                let height = fill(share);
                if height > 0.0 {
                    self.full.rect(x, TOP + HEIGHT - height, WIDTH, height);
                }
                if height < HEIGHT {
                    outline(&mut self.outline, x);
                }
            }
            Mark::Unknown => outline(&mut self.unknown, x),
            Mark::NotApplicable => {
                outline(&mut self.hatched, x);
                // Three strokes from the lower left to the upper right.
                self.hatched
                    .raw("m0 6.5l6.5-6.5m-6.5 13l13-13m-6.5 13l10.5-10.5");
            }
            Mark::Absent => {
                self.hatched.to(x + 6.0, TOP + HEIGHT / 2.0).h(6.0);
            }
        }
    }
}

/// The height of the ink: nothing only for nothing, and the whole only for all.
fn fill(share: f64) -> f64 {
    if share >= 1.0 {
        HEIGHT
    } else if share > 0.0 {
        (share * HEIGHT).clamp(1.0, HEIGHT - 1.0)
    } else {
        0.0
    }
}

/// A mark's edge; the line lies within the mark.
fn outline(out: &mut Path, x: f64) {
    out.rect(x + 0.5, TOP + 0.5, WIDTH - 1.0, HEIGHT - 1.0);
}

/// The heads of the columns, written upwards, under the names of their groups; each leads to its
/// page. `label` says what they are.
pub fn heads(columns: &Columns, groups: &[Group<'_>], label: &str) -> String {
    let all = groups.iter().flat_map(|group| &group.columns);
    let letters = all.map(|head| head.id.chars().count()).max().unwrap_or(0);
    let tall = letters.clamp(3, LONGEST) as f64 * LETTER + 10.0;
    let height = NAMES + 9.0 + tall;
    let mut out = String::with_capacity(4096);
    tag(&mut out, "heads", "role=\"group\"", (columns.width, height));
    escape(&mut out, label);
    out.push_str("\">");
    let mut marks = columns.marks.iter();
    let mut rules = String::new();
    for group in groups.iter().filter(|group| !group.columns.is_empty()) {
        let mut left = None;
        let mut links = String::new();
        for (head, x) in group.columns.iter().zip(&mut marks) {
            left.get_or_insert(x - GAP);
            link(&mut links, head, *x, height);
        }
        let left = left.unwrap_or_default();
        let _ = write!(rules, "M{} 0v{}", number(left + 0.5), number(height));
        name(&mut out, group, left);
        out.push_str(&links);
    }
    let _ = write!(out, "<path class=\"r\" d=\"{rules}\"/></svg>");
    out
}

/// The name of a group, as much of it as stands over its columns; the pointer shows it in full.
fn name(out: &mut String, group: &Group<'_>, left: f64) {
    let width = GAP + PITCH * group.columns.len() as f64 - 8.0;
    let id = group.id.chars().count();
    let room = (width / 6.6) as usize;
    let _ = write!(
        out,
        "<text class=\"l\" x=\"{}\" y=\"{NAMES}\"><title>",
        number(left + 7.0)
    );
    escape(out, group.id);
    out.push(' ');
    escape(out, group.name);
    out.push_str("</title><tspan>");
    escape(out, group.id);
    out.push_str("</tspan>");
    if room > id + 4 {
        out.push(' ');
        escape(out, &shorten(group.name, room - id - 1));
    }
    out.push_str("</text>");
}

fn link(out: &mut String, head: &Head<'_>, x: f64, height: f64) {
    let top = NAMES + 7.0;
    out.push_str("<a href=\"");
    escape(out, head.href);
    out.push_str("\"><title>");
    escape(out, head.id);
    out.push(' ');
    escape(out, head.name);
    let _ = write!(
        out,
        "</title><rect x=\"{}\" y=\"{}\" width=\"{PITCH}\" height=\"{}\"/><text transform=\"translate({} {})rotate(-90)\">",
        number(x - (PITCH - WIDTH) / 2.0),
        number(top),
        number(height - top),
        number(x + WIDTH / 2.0 + 4.0),
        number(height - 5.0)
    );
    escape(out, &shorten(head.id, LONGEST));
    out.push_str("</text></a>");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_strip_has_one_path_for_each_kind_of_ink() {
        let columns = Columns::new([3, 0, 3]);
        let marks = [
            Mark::Fill(1.0),
            Mark::Fill(0.5),
            Mark::Fill(0.0),
            Mark::NotApplicable,
            Mark::Unknown,
            Mark::Absent,
        ];
        assert_eq!(
            strip(&columns, &marks, "A & B"),
            "<svg class=\"strip\" role=\"img\" width=\"10.5rem\" viewBox=\"0 0 168 22\" aria-label=\"A &amp; B\">\
             <path class=\"r\" d=\"M0.5 0v22M84.5 0v22\"/>\
             <path class=\"f\" d=\"M12 4h18v14h-18zM36 11h18v7h-18z\"/>\
             <path class=\"o\" d=\"M36.5 4.5h17v13h-17zM60.5 4.5h17v13h-17z\"/>\
             <path class=\"u\" d=\"M120.5 4.5h17v13h-17z\"/>\
             <path class=\"n\" d=\"M96.5 4.5h17v13h-17zm0 6.5l6.5-6.5m-6.5 13l13-13m-6.5 13l10.5-10.5M150 11h6\"/>\
             </svg>"
        );
    }

    #[test]
    fn only_nothing_is_empty_and_only_all_is_full() {
        assert_eq!(
            [0.0, 0.001, 0.5, 0.999, 1.0].map(fill),
            [0.0, 1.0, 7.0, 13.0, 14.0]
        );
    }

    #[test]
    fn heads_stand_over_their_marks_and_lead_to_their_pages() {
        let head = |id, name, href| Head { id, name, href };
        let groups = [
            Group {
                id: "2",
                name: "Repeatable",
                columns: vec![head("RM", "Requirements & more", "models/cmm/RM.html")],
            },
            Group {
                id: "3",
                name: "Defined",
                columns: vec![
                    head("A-very-long-identifier", "Long", "x.html"),
                    head("B", "Short", "y.html"),
                ],
            },
        ];
        let columns = Columns::new([1, 2]);
        assert_eq!(
            heads(&columns, &groups, "KPAs"),
            "<svg class=\"heads\" role=\"group\" width=\"6rem\" viewBox=\"0 0 96 120.8\" aria-label=\"KPAs\">\
             <text class=\"l\" x=\"7\" y=\"13\"><title>2 Repeatable</title><tspan>2</tspan></text>\
             <a href=\"models/cmm/RM.html\"><title>RM Requirements &amp; more</title>\
             <rect x=\"9\" y=\"20\" width=\"24\" height=\"100.8\"/>\
             <text transform=\"translate(25 115.8)rotate(-90)\">RM</text></a>\
             <text class=\"l\" x=\"43\" y=\"13\"><title>3 Defined</title><tspan>3</tspan> Defi…</text>\
             <a href=\"x.html\"><title>A-very-long-identifier Long</title>\
             <rect x=\"45\" y=\"20\" width=\"24\" height=\"100.8\"/>\
             <text transform=\"translate(61 115.8)rotate(-90)\">A-very-long…</text></a>\
             <a href=\"y.html\"><title>B Short</title>\
             <rect x=\"69\" y=\"20\" width=\"24\" height=\"100.8\"/>\
             <text transform=\"translate(85 115.8)rotate(-90)\">B</text></a>\
             <path class=\"r\" d=\"M0.5 0v120.8M36.5 0v120.8\"/></svg>"
        );
    }
}

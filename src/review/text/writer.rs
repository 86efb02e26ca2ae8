use crate::diagnostic::safe;
use crate::review::facts::{Fact, Item};
use crate::review::links::{At, Side};

/// The column in which facts begin, and that of their titles.
const FACTS: usize = 16;
const TITLES: usize = 2;
/// How much deeper a line stands that belongs to the one above it.
const STEP: usize = 2;

pub const BOLD: &str = "1";
pub const DIM: &str = "2";
pub const RED: &str = "1;31";
pub const GREEN: &str = "1;32";
pub const YELLOW: &str = "1;33";

/// A text that is being written.
pub struct Text {
    pub out: String,
    pub color: bool,
    /// Columns of the terminal.
    pub width: usize,
}

impl Text {
    pub fn finding(&mut self, severity: &str, id: &str, message: &str) {
        let is_error = severity == "error";
        let word = if is_error { "error" } else { "warning" };
        let id = safe::printable(id).into_owned();
        let mark = self.styled(
            if is_error { RED } else { YELLOW },
            &format!("{word}[{id}]"),
        );
        let message = safe::printable(message).into_owned();
        let message = self.styled(BOLD, &message);
        self.line(&format!("{mark}: {message}"));
    }

    pub fn arrow(&mut self, place: &str) {
        let place = safe::printable(place).into_owned();
        let arrow = self.styled(DIM, "-->");
        self.line(&format!("  {arrow} {place}"));
    }

    pub fn more(&mut self, all: usize, shown: usize) {
        if all > shown {
            self.line(&format!("\n…and {} more", all - shown));
        }
    }

    pub fn facts(&mut self, facts: &[Fact<'_>]) {
        for fact in facts {
            for (ix, item) in fact.items.iter().enumerate() {
                self.item(if ix == 0 { fact.title } else { "" }, item);
            }
        }
    }

    pub fn item(&mut self, title: &str, item: &Item<'_>) {
        let start = format!("{:TITLES$}{title:<1$}", "", FACTS - TITLES);
        let text = safe::printable(&item.text).into_owned();
        self.hanging(&start, FACTS, &text, item.at.as_ref());
    }

    /// A text broken at blanks, all lines but the first indented, and its place at the end.
    pub fn hanging(&mut self, start: &str, indent: usize, text: &str, at: Option<&At<'_>>) {
        let mut line = start.to_owned();
        let mut width = indent;
        let mut is_empty = true;
        for word in text.split(' ') {
            let more = word.chars().count() + usize::from(!is_empty);
            if !is_empty && width + more > self.width {
                self.line(line.trim_end());
                line = " ".repeat(indent + STEP);
                width = indent + STEP;
                is_empty = true;
            }
            if !is_empty {
                line.push(' ');
                width += 1;
            }
            line.push_str(word);
            width += word.chars().count();
            is_empty = false;
        }
        if let Some(at) = at {
            let place = safe::printable(&place(at)).into_owned();
            if width + 2 + place.chars().count() > self.width {
                self.line(line.trim_end());
                line = " ".repeat(indent + STEP);
            } else {
                line.push_str("  ");
            }
            line.push_str(&self.styled(DIM, &place));
        }
        self.line(line.trim_end());
    }

    /// A line, in which nothing is left that a runner would obey.
    pub fn line(&mut self, line: &str) {
        self.out.push_str(&safe::without_commands(line));
        self.out.push('\n');
    }

    pub fn styled(&self, style: &str, text: &str) -> String {
        match self.color {
            true => format!("\x1b[{style}m{text}\x1b[0m"),
            false => text.to_owned(),
        }
    }
}

/// A file, and the line in it.
pub fn place(at: &At<'_>) -> String {
    let line = at.line.map_or(String::new(), |line| format!(":{line}"));
    let before = match at.side {
        Side::Base => " in base",
        Side::Head => "",
    };
    format!("{}{line}{before}", at.file)
}

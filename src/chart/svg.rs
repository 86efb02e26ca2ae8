use std::fmt::Write;

/// An SVG text under construction. Numbers are rounded to two decimals, so that equal input gives
/// equal bytes on every machine and differences stay short.
pub struct Svg {
    out: String,
}

impl Svg {
    /// Opens a picture with its text equivalent. `id` must be unique in the page.
    pub fn open(
        class: &str,
        id: &str,
        (width, height): (f64, f64),
        title: &str,
        description: &str,
    ) -> Self {
        let mut svg = Self {
            out: String::with_capacity(2048),
        };
        let _ = write!(
            svg.out,
            "<svg class=\"chart {class}\" viewBox=\"0 0 {} {}\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\"><title id=\"{id}-t\">",
            number(width),
            number(height)
        );
        escape(&mut svg.out, title);
        let _ = write!(svg.out, "</title><desc id=\"{id}-d\">");
        escape(&mut svg.out, description);
        svg.out.push_str("</desc>");
        svg
    }

    /// An empty path is left out.
    pub fn path(&mut self, class: &str, path: &Path) {
        if path.0.is_empty() {
            return;
        }
        self.out.push_str("<path class=\"");
        self.out.push_str(class);
        self.out.push_str("\" d=\"");
        self.out.push_str(&path.0);
        self.out.push_str("\"/>");
    }

    /// An area that is filled with thin slanting lines; `id` must be unique in the page.
    pub fn hatched(&mut self, id: &str, path: &Path) {
        let _ = write!(
            self.out,
            "<pattern id=\"{id}\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\"><path class=\"c-hatch\" d=\"M-1 7L7-1M-1 1L1-1M5 7L7 5\"/></pattern>\
             <path fill=\"url(#{id})\" d=\"{}\"/>",
            path.0
        );
    }

    pub fn circle(&mut self, class: &str, x: f64, y: f64, r: f64) {
        self.out.push_str("<circle class=\"");
        self.out.push_str(class);
        for (name, value) in [("\" cx=\"", x), ("\" cy=\"", y), ("\" r=\"", r)] {
            self.out.push_str(name);
            push_number(&mut self.out, value);
        }
        self.out.push_str("\"/>");
    }

    /// Opens a group, which gives its texts their style.
    pub fn group(&mut self, class: &str) {
        self.out.push_str("<g class=\"");
        self.out.push_str(class);
        self.out.push_str("\">");
    }

    pub fn end(&mut self) {
        self.out.push_str("</g>");
    }

    /// A text of the open group; where it is anchored is the group's matter.
    pub fn text(&mut self, x: f64, y: f64, text: &str) {
        self.out.push_str("<text x=\"");
        push_number(&mut self.out, x);
        self.out.push_str("\" y=\"");
        push_number(&mut self.out, y);
        self.out.push_str("\">");
        escape(&mut self.out, text);
        self.out.push_str("</text>");
    }

    /// A text that stands alone.
    pub fn label(&mut self, class: &str, x: f64, y: f64, text: &str) {
        self.out.push_str("<text class=\"");
        self.out.push_str(class);
        self.out.push_str("\" x=\"");
        push_number(&mut self.out, x);
        self.out.push_str("\" y=\"");
        push_number(&mut self.out, y);
        self.out.push_str("\">");
        escape(&mut self.out, text);
        self.out.push_str("</text>");
    }

    pub fn close(mut self) -> String {
        self.out.push_str("</svg>");
        self.out
    }
}

/// How many bytes most paths need.
const TYPICAL_PATH: usize = 120;

/// The data of a path under construction.
#[derive(Default)]
pub struct Path(String);

impl Path {
    pub fn to(&mut self, x: f64, y: f64) -> &mut Self {
        self.pair('M', x, y)
    }

    pub fn h_to(&mut self, x: f64) -> &mut Self {
        self.single('H', x)
    }

    pub fn v_to(&mut self, y: f64) -> &mut Self {
        self.single('V', y)
    }

    /// To the right by `x`.
    pub fn h(&mut self, x: f64) -> &mut Self {
        self.single('h', x)
    }

    /// Down by `y`.
    pub fn v(&mut self, y: f64) -> &mut Self {
        self.single('v', y)
    }

    pub fn line(&mut self, x: f64, y: f64) -> &mut Self {
        self.pair('l', x, y)
    }

    pub fn line_to(&mut self, x: f64, y: f64) -> &mut Self {
        self.pair('L', x, y)
    }

    /// A rounded corner that ends `x`, `y` from here; the other two numbers are its control point.
    pub fn bend(&mut self, (control_x, control_y): (f64, f64), (x, y): (f64, f64)) -> &mut Self {
        self.pair('q', control_x, control_y).more(x).more(y)
    }

    pub fn close(&mut self) -> &mut Self {
        self.0.push('z');
        self
    }

    pub fn rect(&mut self, x: f64, y: f64, width: f64, height: f64) -> &mut Self {
        self.to(x, y).h(width).v(height).h(-width).close()
    }

    fn single(&mut self, command: char, value: f64) -> &mut Self {
        if self.0.is_empty() {
            self.0.reserve(TYPICAL_PATH);
        }
        self.0.push(command);
        push_number(&mut self.0, value);
        self
    }

    fn pair(&mut self, command: char, x: f64, y: f64) -> &mut Self {
        self.single(command, x).more(y)
    }

    /// Data as it stands.
    pub fn raw(&mut self, data: &str) -> &mut Self {
        self.0.push_str(data);
        self
    }

    pub fn data(&self) -> &str {
        &self.0
    }

    /// A further number; a minus parts it from the one before as well as a space does.
    fn more(&mut self, value: f64) -> &mut Self {
        if hundredths(value) >= 0 {
            self.0.push(' ');
        }
        push_number(&mut self.0, value);
        self
    }
}

/// At most two decimals, no trailing zeros.
pub fn number(value: f64) -> String {
    let mut text = String::new();
    push_number(&mut text, value);
    text
}

/// Appends a number; digit by digit, for a page has hundreds of them and formatting is slow.
pub fn push_number(out: &mut String, value: f64) {
    let hundredths = hundredths(value);
    if hundredths < 0 {
        out.push('-');
    }
    let (whole, rest) = (
        hundredths.unsigned_abs() / 100,
        hundredths.unsigned_abs() % 100,
    );
    push_digits(out, whole);
    if rest > 0 {
        out.push('.');
        out.push(digit(rest / 10));
        if rest % 10 > 0 {
            out.push(digit(rest % 10));
        }
    }
}

/// Rounded, a half away from zero.
fn hundredths(value: f64) -> i64 {
    (value * 100.0 + 0.5_f64.copysign(value)) as i64
}

fn push_digits(out: &mut String, value: u64) {
    match value {
        0..10 => out.push(digit(value)),
        10..100 => {
            out.push(digit(value / 10));
            out.push(digit(value % 10));
        }
        _ => {
            push_digits(out, value / 100);
            out.push(digit(value / 10 % 10));
            out.push(digit(value % 10));
        }
    }
}

fn digit(value: u64) -> char {
    char::from(b'0' + (value % 10) as u8)
}

pub fn escape(out: &mut String, text: &str) {
    let is_special = |c: char| matches!(c, '&' | '<' | '>' | '"') || c.is_control();
    let mut rest = text;
    while let Some(at) = rest.find(is_special) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let mut chars = from.chars();
        out.push_str(match chars.next() {
            Some('&') => "&amp;",
            Some('<') => "&lt;",
            Some('>') => "&gt;",
            Some('"') => "&quot;",
            _ => " ",
        });
        rest = chars.as_str();
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        for (value, text) in [
            (1.0, "1"),
            (1.5, "1.5"),
            (1.254, "1.25"),
            (-0.5, "-0.5"),
            (-12.34, "-12.34"),
            (134.0, "134"),
            (10.05, "10.05"),
            (0.0, "0"),
        ] {
            assert_eq!(number(value), text);
        }
    }
}

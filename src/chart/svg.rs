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

    /// A picture that only repeats what stands in words beside it.
    pub fn decorative(class: &str, (width, height): (f64, f64)) -> Self {
        let mut svg = Self {
            out: String::with_capacity(256),
        };
        let _ = write!(
            svg.out,
            "<svg class=\"chart {class}\" viewBox=\"0 0 {} {}\" aria-hidden=\"true\">",
            number(width),
            number(height)
        );
        svg
    }

    pub fn rect(&mut self, class: &str, x: f64, y: f64, width: f64, height: f64) {
        self.out.push_str("<rect class=\"");
        self.out.push_str(class);
        for (name, value) in [
            ("\" x=\"", x),
            ("\" y=\"", y),
            ("\" width=\"", width),
            ("\" height=\"", height),
        ] {
            self.out.push_str(name);
            push_number(&mut self.out, value);
        }
        self.out.push_str("\"/>");
    }

    pub fn path(&mut self, class: &str, d: &str) {
        let _ = write!(self.out, "<path class=\"{class}\" d=\"{d}\"/>");
    }

    pub fn circle(&mut self, class: &str, x: f64, y: f64, r: f64) {
        let _ = write!(
            self.out,
            "<circle class=\"{class}\" cx=\"{}\" cy=\"{}\" r=\"{}\"/>",
            number(x),
            number(y),
            number(r)
        );
    }

    /// `anchor`: `start`, `middle` or `end`.
    pub fn text(&mut self, class: &str, x: f64, y: f64, anchor: &str, text: &str) {
        self.out.push_str("<text class=\"");
        self.out.push_str(class);
        self.out.push_str("\" x=\"");
        push_number(&mut self.out, x);
        self.out.push_str("\" y=\"");
        push_number(&mut self.out, y);
        if anchor != "start" {
            self.out.push_str("\" text-anchor=\"");
            self.out.push_str(anchor);
        }
        self.out.push_str("\">");
        escape(&mut self.out, text);
        self.out.push_str("</text>");
    }

    pub fn close(mut self) -> String {
        self.out.push_str("</svg>");
        self.out
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
    let hundredths = (value * 100.0).round() as i64;
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
        push_digits(out, rest / 10);
        if rest % 10 > 0 {
            push_digits(out, rest % 10);
        }
    }
}

fn push_digits(out: &mut String, value: u64) {
    if value >= 10 {
        push_digits(out, value / 10);
    }
    out.push(char::from(b'0' + (value % 10) as u8));
}

pub fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
}

/// The text cut to a number of characters, with an ellipsis.
pub fn shorten(text: &str, max: usize) -> String {
    if text.chars().count() <= max {
        return text.to_owned();
    }
    let mut short: String = text.chars().take(max.saturating_sub(1)).collect();
    short.truncate(short.trim_end().len());
    short.push('…');
    short
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
        assert_eq!(shorten("Performance", 6), "Perfo…");
    }
}

use std::fmt::Write;

use super::svg::{escape, number};

/// A badge with a subject and a value, `maturity | 2 Repeatable`. It brings its own colors, for it
/// is shown on other sites; `ink` is the density of the value's ground from 0 to 4.
pub fn badge(subject: &str, value: &str, ink: u8) -> String {
    const PADDING: f64 = 6.0;
    let (left, right) = (width(subject) + 2.0 * PADDING, width(value) + 2.0 * PADDING);
    let all = left + right;
    let ground = badge_color(ink);
    let mut out = String::with_capacity(700);
    let _ = write!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"20\" viewBox=\"0 0 {0} 20\" role=\"img\"><title>",
        number(all)
    );
    escape(&mut out, subject);
    out.push_str(": ");
    escape(&mut out, value);
    let _ = write!(
        out,
        "</title><rect width=\"{}\" height=\"20\" rx=\"3\" fill=\"{ground}\"/><path fill=\"#2b2f36\" d=\"M3 0H{1}v20H3a3 3 0 0 1-3-3V3a3 3 0 0 1 3-3\"/>\
         <g fill=\"#fff\" font-family=\"Verdana,DejaVu Sans,sans-serif\" font-size=\"11\"><text x=\"{2}\" y=\"14\" textLength=\"{3}\">",
        number(all),
        number(left),
        number(PADDING),
        number(left - 2.0 * PADDING)
    );
    escape(&mut out, subject);
    let _ = write!(
        out,
        "</text><text x=\"{}\" y=\"14\" textLength=\"{}\">",
        number(left + PADDING),
        number(right - 2.0 * PADDING)
    );
    escape(&mut out, value);
    out.push_str("</text></g></svg>\n");
    out
}

/// The ground of a badge's value, for those who draw the badge themselves.
pub fn badge_color(ink: u8) -> &'static str {
    ["#8a94a6", "#6d7f9e", "#4f6a96", "#33558c", "#1c3f7a"][usize::from(ink.min(4))]
}

/// The width of a text in Verdana at 11 px, by classes of characters; `textLength` mends what is left.
fn width(text: &str) -> f64 {
    text.chars()
        .map(|c| match c {
            'i' | 'j' | 'l' | 'I' | '|' | '.' | ',' | ':' | ';' | '\'' | '!' => 3.6,
            'f' | 't' | 'r' | ' ' | '(' | ')' | '-' | '/' | '[' | ']' => 4.6,
            'm' | 'w' | 'M' | 'W' | '@' | '%' => 10.2,
            'A'..='Z' => 7.8,
            c if c.is_ascii() => 6.9,
            c if (c as u32) < 0x2e80 => 7.2,
            _ => 11.0,
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_badge_is_as_wide_as_its_words() {
        let narrow = badge("cmm", "1", 0);
        let wide = badge("cmm", "2b Monitoring", 2);
        let of = |svg: &str| {
            svg.split("width=\"")
                .nth(1)
                .unwrap()
                .split('"')
                .next()
                .unwrap()
                .parse::<f64>()
                .unwrap()
        };
        assert!(of(&wide) > of(&narrow) + 60.0);
        assert!(badge("<x>", "\"&", 9).contains("&lt;x&gt;: &quot;&amp;"));
    }
}

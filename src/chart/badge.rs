use std::fmt::Write;

use super::letters::shorten;
use super::svg::{escape, number};
use super::widths::width;

/// The ground under the subject of a badge.
pub const BADGE_INK: &str = "#1c2430";

/// How many characters of a value are shown; the title has all of them.
const SHOWN: usize = 60;

/// A badge with a subject and a value, `cmm level | 2 Repeatable`. It brings its own colors, for it
/// is shown on other sites, light and dark; `ink` is the density of the value's ground from 0 to 4.
pub fn badge(subject: &str, value: &str, ink: u8) -> String {
    let shown = (shorten(subject, SHOWN), shorten(value, SHOWN));
    let (left, right) = (half(&shown.0), half(&shown.1));
    let all = number(left + right);
    let ground = badge_color(ink);
    let mut out = String::with_capacity(1000);
    let _ = write!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{all}\" height=\"20\" viewBox=\"0 0 {all} 20\" role=\"img\" aria-label=\"",
    );
    said(&mut out, subject, value);
    out.push_str("\"><title>");
    said(&mut out, subject, value);
    // Whole pixels where the grounds meet, and a light line around for dark pages.
    let _ = write!(
        out,
        "</title><rect width=\"{all}\" height=\"20\" rx=\"3\" fill=\"{BADGE_INK}\"/>\
         <path fill=\"{ground}\" d=\"M{} 0h{}a3 3 0 0 1 3 3v14a3 3 0 0 1-3 3H{0}z\"/>\
         <rect x=\"0.5\" y=\"0.5\" width=\"{}\" height=\"19\" rx=\"2.5\" fill=\"none\" stroke=\"#fff\" stroke-opacity=\".16\"/>\
         <g font-family=\"Verdana,&quot;DejaVu Sans&quot;,Geneva,sans-serif\" font-size=\"11\" text-rendering=\"geometricPrecision\">",
        number(left),
        number(right - 3.0),
        number(left + right - 1.0),
    );
    word(&mut out, QUIET, PADDING, &shown.0);
    word(&mut out, "#fff", left + PADDING, &shown.1);
    out.push_str("</g></svg>\n");
    out
}

const PADDING: f64 = 7.0;

/// The subject's color.
const QUIET: &str = "#c3cad6";

/// The ground of a badge's value, for those who draw the badge themselves. White is legible on each.
pub fn badge_color(ink: u8) -> &'static str {
    ["#66728a", "#566a90", "#446096", "#305189", "#1f3a6e"][usize::from(ink.min(4))]
}

/// How wide one half of the badge is: the text with its padding, in whole pixels.
fn half(text: &str) -> f64 {
    (width(text) + 2.0 * PADDING).ceil()
}

fn said(out: &mut String, subject: &str, value: &str) {
    escape(out, subject);
    out.push_str(": ");
    escape(out, value);
}

fn word(out: &mut String, color: &str, x: f64, text: &str) {
    let _ = write!(
        out,
        "<text fill=\"{color}\" x=\"{}\" y=\"14\" textLength=\"{}\">",
        number(x),
        number(half(text) - 2.0 * PADDING)
    );
    escape(out, text);
    out.push_str("</text>");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attribute(svg: &str, name: &str) -> Vec<f64> {
        svg.split(&format!("{name}=\""))
            .skip(1)
            .map(|rest| rest.split('"').next().unwrap().parse().unwrap())
            .collect()
    }

    #[test]
    fn a_badge_is_as_wide_as_its_words() {
        let svg = badge("cmm level", "2 Repeatable", 1);
        // 57.1 and 73.3 pixels, and 14 of padding each.
        assert_eq!(attribute(&svg, " width")[..2], [160.0, 160.0]);
        assert_eq!(attribute(&svg, "textLength"), [58.0, 74.0]);
        assert_eq!(attribute(&svg, " x"), [0.5, 7.0, 79.0]);
        assert!(svg.contains("role=\"img\" aria-label=\"cmm level: 2 Repeatable\""));
    }

    #[test]
    fn words_are_escaped_and_long_ones_are_cut() {
        let svg = badge("<x>", "\"&\u{1b}", 9);
        assert!(
            svg.contains("<title>&lt;x&gt;: &quot;&amp; </title>"),
            "{svg}"
        );
        let long = "level ".repeat(40);
        let svg = badge("cmm", &long, 0);
        assert!(svg.contains(&format!("<title>cmm: {long}</title>")));
        assert!(attribute(&svg, " width")[0] < 500.0);
    }

    #[test]
    fn words_are_legible_on_every_ground() {
        for ink in 0..5 {
            assert!(contrast("#ffffff", badge_color(ink)) >= 4.5, "{ink}");
        }
        assert!(contrast(QUIET, BADGE_INK) >= 4.5);
    }

    /// By WCAG 2.2.
    fn contrast(a: &str, b: &str) -> f64 {
        let luminance = |color: &str| {
            let part = |at: usize| {
                let value = f64::from(u8::from_str_radix(&color[at..at + 2], 16).unwrap()) / 255.0;
                if value <= 0.040_45 {
                    value / 12.92
                } else {
                    ((value + 0.055) / 1.055).powf(2.4)
                }
            };
            0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
        };
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }
}

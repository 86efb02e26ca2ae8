//! Annotations of GitHub: one line each, which a runner obeys.

use super::safe::{printable, without_commands};

/// GitHub shows 10 annotations of a kind for each step and drops the rest without a word; the
/// tenth says how many more there are.
pub const SHOWN: usize = 9;

/// A workflow command with its line end. `kind` is `error`, `warning` or `notice`; the lines of the
/// message and the properties may hold anything.
pub fn command(kind: &str, properties: &[(&str, String)], lines: &[String]) -> String {
    let properties: Vec<String> = properties
        .iter()
        .map(|(name, value)| format!("{name}={}", property(&inert(value))))
        .collect();
    let lines: Vec<String> = lines.iter().map(|line| inert(line)).collect();
    let blank = if properties.is_empty() { "" } else { " " };
    format!(
        "::{kind}{blank}{}::{}\n",
        properties.join(","),
        data(&lines.join("\n"))
    )
}

/// Says how many annotations of a kind are left out, and where they are; nothing where there are none.
pub fn more(kind: &str, hidden: usize, place: &str) -> String {
    let plural = match hidden {
        0 => return String::new(),
        1 => "",
        _ => "s",
    };
    format!("::{kind}::and {hidden} more {kind}{plural}, see {place}\n")
}

fn inert(text: &str) -> String {
    without_commands(&printable(text)).into_owned()
}

/// The escapes of a command's message, `%` first.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// The escapes of a command's property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

//! How much room a text takes, without a font at hand.

/// The width of a text in columns: two for the wide letters of East Asia, else one.
pub fn columns(text: &str) -> usize {
    text.chars().map(column).sum()
}

fn column(c: char) -> usize {
    match c as u32 {
        0x1100..=0x115f | 0x2e80..=0xa4cf | 0xac00..=0xd7a3 | 0xf900..=0xfaff => 2,
        0xfe30..=0xfe4f | 0xff00..=0xff60 | 0x1f300..=0x1faff | 0x20000..=0x3fffd => 2,
        _ => 1,
    }
}

/// The text cut to a number of columns, with an ellipsis.
pub fn shorten(text: &str, max: usize) -> String {
    if columns(text) <= max {
        return text.to_owned();
    }
    let mut used = 1;
    let mut short: String = text
        .chars()
        .take_while(|c| {
            used += column(*c);
            used <= max
        })
        .collect();
    short.truncate(short.trim_end().len());
    short.push('…');
    short
}

/// A name broken between words into lines of `room` columns, `most` of them; what does not fit is cut.
pub fn lines(name: &str, room: usize, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in name.split_whitespace() {
        match lines.last_mut() {
            Some(line) if columns(line) + 1 + columns(word) <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    if lines.len() > most {
        let rest = lines.split_off(most.saturating_sub(1)).join(" ");
        lines.push(rest);
    }
    for line in &mut lines {
        if columns(line) > room {
            *line = shorten(line, room);
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_name_is_broken_between_words_and_cut_only_where_it_must_be() {
        assert_eq!(lines("Initial", 12, 3), ["Initial"]);
        assert_eq!(
            lines("Response times of purchased software", 12, 3),
            ["Response", "times of", "purchased s…"]
        );
        assert_eq!(lines("Institutionalized", 10, 3), ["Instituti…"]);
        assert_eq!(lines("  ", 10, 3), Vec::<String>::new());
    }

    #[test]
    fn wide_letters_take_two_columns() {
        assert_eq!(columns("成熟度"), 6);
        assert_eq!(shorten("成熟度", 5), "成熟…");
        assert_eq!(shorten("Performance", 6), "Perfo…");
    }
}

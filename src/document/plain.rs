use pulldown_cmark::{Event, Tag, TagEnd};

use super::Document;
use super::events::{Part, ends_text};
use crate::tree::Span;

/// The text of a part without markup, for descriptions and search: blanks made one, headings, raw
/// HTML and footnotes left out. A text of more than `max_chars` characters ends in `…` at a word.
pub fn plain_text(document: &Document, part: Span, max_chars: usize) -> String {
    let part = Part::new(document, part);
    let mut plain = Plain::new(max_chars);
    // Headings and footnotes that are open.
    let mut hidden = 0_usize;
    for piece in part.events() {
        if plain.is_full() {
            break;
        }
        match piece.event {
            Event::Start(Tag::Heading { .. } | Tag::FootnoteDefinition(_)) => hidden += 1,
            Event::End(TagEnd::Heading(_) | TagEnd::FootnoteDefinition) => {
                hidden = hidden.saturating_sub(1);
                plain.gap = true;
            }
            Event::End(end) if ends_text(end) => plain.gap = true,
            Event::SoftBreak | Event::HardBreak => plain.gap = true,
            Event::Text(text) | Event::Code(text) if hidden == 0 && piece.own => plain.push(&text),
            _ => {}
        }
    }
    plain.finish()
}

struct Plain {
    out: String,
    chars: usize,
    most: usize,
    /// Something stood between the last character and the next.
    gap: bool,
}

impl Plain {
    fn new(most: usize) -> Self {
        Self {
            out: String::new(),
            chars: 0,
            most,
            gap: false,
        }
    }

    fn is_full(&self) -> bool {
        self.chars > self.most
    }

    fn push(&mut self, text: &str) {
        for c in text.chars() {
            if self.is_full() {
                return;
            }
            if c.is_whitespace() || c.is_control() {
                self.gap = true;
                continue;
            }
            if std::mem::take(&mut self.gap) && !self.out.is_empty() {
                self.out.push(' ');
                self.chars += 1;
            }
            self.out.push(c);
            self.chars += 1;
        }
    }

    fn finish(mut self) -> String {
        if !self.is_full() {
            return self.out;
        }
        let kept = self.most.saturating_sub(1);
        let end = self
            .out
            .char_indices()
            .nth(kept)
            .map_or(self.out.len(), |(i, _)| i);
        let cuts_word = !self.out[end..].starts_with(' ');
        self.out.truncate(end);
        // A long word, as in languages without blanks, is cut rather than all before it lost.
        if cuts_word
            && let Some(blank) = self.out.rfind(' ')
            && blank >= end / 2
        {
            self.out.truncate(blank);
        }
        let trimmed = self.out.trim_end_matches([' ', ',', ';', ':', '.']).len();
        self.out.truncate(trimmed);
        if self.most > 0 {
            self.out.push('…');
        }
        self.out
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::read;
    use super::*;

    fn plain(text: &str, max_chars: usize) -> String {
        let document = read(text).value;
        plain_text(&document, document.body, max_chars)
    }

    #[test]
    fn markup_is_left_out() {
        assert_eq!(
            plain(
                "# Title\n\nA *b* `c`\nd[^1] &amp; [e](f).\n\n- [x] g\n- h\n\n| i | j |\n|---|---|\n| k | l |\n\n<b>m</b>\n\n[^1]: n\n",
                1000
            ),
            "A b c d & e. g h i j k l m"
        );
        assert_eq!(plain("", 10), "");
    }

    #[test]
    fn long_texts_end_at_a_word() {
        assert_eq!(plain("one two three", 13), "one two three");
        assert_eq!(plain("one two three", 12), "one two…");
        assert_eq!(plain("one two, three", 9), "one two…");
        assert_eq!(plain("one two three", 8), "one two…");
        assert_eq!(plain("长长长长长长", 4), "长长长…");
        assert_eq!(plain("a 长长长长长长", 6), "a 长长长…");
        assert_eq!(plain("one", 0), "");
        assert_eq!(plain("one", 1), "…");
    }

    #[test]
    fn only_the_part_is_read() {
        let text = "General[^1]\n\n# A {#A}\n\nMine[^1] [x]\n\n# B\n\n[^1]: note\n\n[x]: y\n";
        let document = read(text).value;
        let part = document.sections(|id| id == "A").bound[0].1;
        assert_eq!(plain_text(&document, part, 100), "Mine x");
    }
}

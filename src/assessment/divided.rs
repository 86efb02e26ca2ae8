use std::ops::Range;

use jiff::civil::Date;

use super::decode::is_assessment;
use super::evidence::{Looks, looks};
use crate::data::yaml_text;
use crate::data::{Decoder, Kind, Node};
use crate::document::{Document, Parsed};

/// The files of a folder that a one-file team becomes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Divided {
    /// `index.md`
    pub index: String,
    /// Date, the id of the model where the file names one, and the text of the assessment.
    pub assessment: Option<(Date, Option<String>, String)>,
    /// Relative links that may have to be changed by hand.
    pub unsure: Vec<String>,
}

/// The text of a file with other text in places of it.
struct Edits {
    edits: Vec<(Range<usize>, String)>,
    unsure: Vec<String>,
}

/// Divides the file of a one-file team into the files of a folder. All text is kept; only relative
/// paths get one `../` more, because the folder lies one deeper. `None` where the front matter could
/// not be read, is no list of keys below each other, or has no date to name the assessment by.
pub fn divided(parsed: &Parsed<'_>, name: &str) -> Option<Divided> {
    let document = &parsed.document;
    let text = &*document.text;
    let mut edits = Edits {
        edits: Vec::new(),
        unsure: Vec::new(),
    };
    edits.links(document);
    let Some(front) = parsed.front.as_ref() else {
        // Without front matter the whole file is about the team.
        return parsed.front_span.is_none().then(|| Divided {
            index: edits.applied(text),
            assessment: None,
            unsure: edits.unsure,
        });
    };
    if !is_assessment(front) {
        return Some(Divided {
            index: edits.applied(text),
            assessment: None,
            unsure: edits.unsure,
        });
    }
    let Kind::Map(entries) = &front.kind else {
        return None;
    };
    let in_braces = entries.first()?.0.span.start > front.span.start;
    if in_braces {
        return None;
    }
    let date = Decoder::new(&document.path).date(front.get("date")?)?;
    let model = front.get("model").and_then(Node::text);
    let model = model.map(|name| name.split('@').next().unwrap_or(name).trim().to_owned());
    edits.evidence(text, front);
    let head = match front.entry("team") {
        Some((key, value)) => {
            let lines = lines_of(text, key, value);
            let head = text[lines.clone()].to_owned();
            edits.edits.push((lines, String::new()));
            head
        }
        None => format!("team: {}\n", yaml_text(name)),
    };
    let end = if head.ends_with('\n') { "" } else { "\n" };
    Some(Divided {
        index: format!("---\n{head}{end}---\n"),
        assessment: Some((date, model, edits.applied(text))),
        unsure: edits.unsure,
    })
}

/// The whole lines of an entry.
fn lines_of(text: &str, key: &Node<'_>, value: &Node<'_>) -> Range<usize> {
    let start = key.span.start as usize;
    let start = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
    let end = value.span.end.max(key.span.end) as usize;
    // A block of text ends behind its last line end.
    let end = start + text[start..end].trim_end().len();
    let end = text[end..]
        .find('\n')
        .map_or(text.len(), |newline| end + newline + 1);
    start..end
}

impl Edits {
    /// The files that answers name as evidence.
    fn evidence(&mut self, text: &str, front: &Node<'_>) {
        let Some(Kind::Map(answers)) = front.get("answers").map(|answers| &answers.kind) else {
            return;
        };
        for evidence in answers
            .iter()
            .filter_map(|(_, answer)| answer.get("evidence"))
        {
            let items = match &evidence.kind {
                Kind::List(items) => items.as_slice(),
                _ => std::slice::from_ref(evidence),
            };
            for item in items {
                let (file, named) = match item.get("file") {
                    Some(file) => (file, true),
                    None => (item, false),
                };
                if let Some(path) = file.text().map(str::trim)
                    && (named || looks(path) == Looks::File)
                    && let Some(deeper) = deeper(path)
                {
                    self.edits.push(as_written(text, file, path, deeper));
                }
            }
        }
    }

    /// The links and images of the body.
    fn links(&mut self, document: &Document) {
        let mut elsewhere: Vec<&str> = Vec::new();
        for link in &document.links {
            let Some(deeper) = deeper(&link.target) else {
                continue;
            };
            if link.span.of(&document.text) == link.target {
                self.edits.push((link.span.range(), deeper));
            } else {
                elsewhere.push(&link.target);
            }
        }
        elsewhere.sort_unstable();
        elsewhere.dedup();
        for target in elsewhere {
            if !self.definitions(document, target) {
                self.unsure.push(target.to_owned());
            }
        }
    }

    /// The definitions of a link that is named elsewhere: `[label]: target`. False where there is none.
    fn definitions(&mut self, document: &Document, target: &str) -> bool {
        let mut found = false;
        let mut start = document.body.start as usize;
        for line in document.body_text().split_inclusive('\n') {
            let behind = line
                .trim_start_matches([' ', '>'])
                .strip_prefix('[')
                .and_then(|rest| rest.split_once("]:"));
            if let Some((_, rest)) = behind {
                let address = rest.trim_start().trim_start_matches('<');
                let ends =
                    |rest: &str| rest.is_empty() || rest.starts_with([' ', '\t', '\r', '\n', '>']);
                if let Some(deeper) = deeper(target)
                    && address.strip_prefix(target).is_some_and(ends)
                {
                    let at = start + line.len() - address.len();
                    self.edits.push((at..at + target.len(), deeper));
                    found = true;
                }
            }
            start += line.len();
        }
        found
    }

    fn applied(&mut self, text: &str) -> String {
        self.edits.sort_by_key(|(range, _)| range.start);
        let mut out = String::with_capacity(text.len() + 64);
        let mut at = 0;
        for (range, new) in &self.edits {
            // A place that two edits claim is changed once.
            if range.start < at {
                continue;
            }
            out.push_str(&text[at..range.start]);
            out.push_str(new);
            at = range.end;
        }
        out.push_str(&text[at..]);
        out
    }
}

/// A path in the place of another, in the same quotes where it stood in some without escapes.
fn as_written(text: &str, node: &Node<'_>, old: &str, new: String) -> (Range<usize>, String) {
    let range = node.span.range();
    let raw = node.span.of(text);
    let inner = match &node.kind {
        Kind::Scalar { quoted: true, .. } => raw.get(1..raw.len().saturating_sub(1)),
        _ => Some(raw),
    };
    match inner == Some(old) {
        true => {
            let start = range.start + (raw.len() - old.len()) / 2;
            (start..start + old.len(), new)
        }
        false => (range, yaml_text(&new).into_owned()),
    }
}

/// A relative path as it is written one folder deeper; `None` for everything else.
fn deeper(path: &str) -> Option<String> {
    let elsewhere = path.is_empty()
        || path.starts_with(['/', '#', '?'])
        || matches!(looks(path), Looks::Link | Looks::UnsafeLink);
    let below = path.strip_prefix("./").unwrap_or(path);
    (!elsewhere).then(|| format!("../{below}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::parse;
    use crate::tree::{BookPath, SourceFile};

    fn parts(text: &str) -> Option<Divided> {
        let path = BookPath::new("content/teams/a.md").unwrap();
        let file = SourceFile::new(path, text.into());
        divided(&parse(&file).value.unwrap(), "Team A")
    }

    #[test]
    fn keys_of_the_team_move_and_paths_get_longer() {
        let divided = parts(
            "---\n# About us\nteam:   # who\n  name: >\n    Team\n    A\n\n  unit: [R, S]  # where\nmodel: cmm@1.0\n\
             date: 2026-06-01\nanswers:\n  RM.1: { rating: yes, evidence: [./b/c.md, /d.md, \"e f/g.md\", no file, https://h.org/i] }\n  \
             RM.2:\n    rating: yes\n    evidence: { file: j.md, title: ./k }\n  SPP.1: { evidence: ../l.md#m }\n---\n\n\
             ./ is not a link, [n](./n.md) and ![o](../o.png 'o') are, [p][], [q](#q), <https://h.org/r>, [s](</s>)\n\n\
             [p]: <p.md> 'p'\n",
        )
        .unwrap();
        assert_eq!(
            divided.index,
            "---\nteam:   # who\n  name: >\n    Team\n    A\n\n  unit: [R, S]  # where\n---\n"
        );
        let (date, model, text) = divided.assessment.unwrap();
        assert_eq!(
            (date.to_string().as_str(), model.as_deref()),
            ("2026-06-01", Some("cmm"))
        );
        assert_eq!(
            text,
            "---\n# About us\nmodel: cmm@1.0\n\
             date: 2026-06-01\nanswers:\n  RM.1: { rating: yes, evidence: [../b/c.md, /d.md, \"e f/g.md\", no file, https://h.org/i] }\n  \
             RM.2:\n    rating: yes\n    evidence: { file: ../j.md, title: ./k }\n  SPP.1: { evidence: ../../l.md#m }\n---\n\n\
             ./ is not a link, [n](../n.md) and ![o](../../o.png 'o') are, [p][], [q](#q), <https://h.org/r>, [s](</s>)\n\n\
             [p]: <../p.md> 'p'\n"
        );
        assert_eq!(divided.unsure, [""; 0]);
    }

    #[test]
    fn a_team_without_an_assessment_becomes_the_index_whole() {
        let text = "---\r\nteam: A\r\ntitle: T\r\n---\r\n\r\n[n](n.md) [x](y&amp;z.md)\r\n";
        assert_eq!(
            parts(text),
            Some(Divided {
                index: text.replace("(n.md)", "(../n.md)"),
                assessment: None,
                unsure: vec!["y&z.md".to_owned()],
            })
        );
        assert_eq!(parts("# A\n").unwrap().index, "# A\n");
    }

    #[test]
    fn a_team_without_its_key_gets_one() {
        let divided = parts("---\ndate: 2026-06-01\nmodel: cmm\n---").unwrap();
        assert_eq!(divided.index, "---\nteam: Team A\n---\n");
        let text = divided.assessment.unwrap().2;
        assert_eq!(text, "---\ndate: 2026-06-01\nmodel: cmm\n---");
    }

    #[test]
    fn what_cannot_be_divided_is_left_alone() {
        for text in [
            "---\n{ team: A, date: 2026-06-01 }\n---\n",
            "---\nteam: A\nmodel: cmm\n---\n",
            "---\nteam: [A\n---\n",
            "---\nteam: A\n",
        ] {
            assert_eq!(parts(text), None, "{text}");
        }
    }
}

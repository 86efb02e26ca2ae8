use super::text::yaml_text;
use super::types::{Item, Items, Remark, Value, has_comment};

/// The longest line, in characters and without a comment at its end, on which a list or map stands.
const WIDTH: usize = 100;

/// How much deeper the inner of a list or map stands.
const STEP: usize = 2;

/// The entries of front matter. Maps that lie in it directly have a line for each of their entries,
/// so that an answer or a plan has a line of its own.
pub fn write_front(items: &Items) -> String {
    let mut writer = Writer::default();
    writer.items(items, 0, true);
    writer.out
}

/// An entry, indented by a number of blanks, on as few lines as its form allows.
pub fn write(item: &Item, indent: usize) -> String {
    let mut writer = Writer::default();
    writer.entry(item, indent, false);
    writer.out
}

#[derive(Default)]
struct Writer {
    out: String,
}

impl Writer {
    fn items(&mut self, items: &Items, indent: usize, is_front: bool) {
        for (ix, item) in items.list.iter().enumerate() {
            self.remarks(&item.before, indent, ix == 0);
            self.entry(item, indent, is_front);
        }
        self.remarks(&items.tail, indent, items.list.is_empty());
    }

    /// At most one blank line in a row, and none where a list or map begins or all ends.
    fn remarks(&mut self, remarks: &[Remark], indent: usize, is_first: bool) {
        let mut begun = !is_first;
        for remark in remarks {
            match remark {
                Remark::Blank if begun && !self.out.ends_with("\n\n") => self.out.push('\n'),
                Remark::Blank => {}
                Remark::Comment(text) => {
                    self.indent(indent);
                    self.line(text, None);
                    begun = true;
                }
            }
        }
    }

    fn entry(&mut self, item: &Item, indent: usize, is_front: bool) {
        let key = yaml_text(&item.key);
        self.keyed(&format!("{key}:"), item, indent, is_front);
    }

    /// A key with its colon, or the dash of a list, and the value behind or below it.
    fn keyed(&mut self, mark: &str, item: &Item, indent: usize, is_front: bool) {
        let behind = item.behind.as_deref();
        let spread = matches!(&item.value, Value::Map(items) if is_front && !items.list.is_empty());
        let room = WIDTH.saturating_sub(indent + width(mark) + 1);
        if let Some(flow) = flow(&item.value)
            && !spread
            && (is_scalar(&item.value) || width(&flow) <= room)
        {
            self.indent(indent);
            self.line(&format!("{mark} {flow}"), behind);
            return;
        }
        match &item.value {
            Value::Map(items) if mark == "-" => {
                if let Some(remark) = behind {
                    self.indent(indent);
                    self.line(remark, None);
                }
                self.dashed(items, indent);
            }
            Value::List(items) => {
                self.indent(indent);
                self.line(mark, behind);
                self.list(items, indent + STEP);
            }
            Value::Map(items) => {
                self.indent(indent);
                self.line(mark, behind);
                self.items(items, indent + STEP, false);
            }
            Value::Block(head, lines) => {
                self.indent(indent);
                self.line(&format!("{mark} {head}"), behind);
                for line in lines {
                    if !line.is_empty() {
                        self.indent(indent + STEP);
                    }
                    self.line(line, None);
                }
            }
            Value::Empty(tail) => {
                self.indent(indent);
                self.line(mark, behind);
                self.remarks(tail, indent + STEP, true);
            }
            Value::Text(_) => {}
        }
    }

    fn list(&mut self, items: &Items, indent: usize) {
        for (ix, item) in items.list.iter().enumerate() {
            self.remarks(&item.before, indent, ix == 0);
            self.keyed("-", item, indent, false);
        }
        self.remarks(&items.tail, indent, items.list.is_empty());
    }

    /// A map as an item of a list: the first entry stands behind the dash.
    fn dashed(&mut self, items: &Items, indent: usize) {
        let Some((first, others)) = items.list.split_first() else {
            return;
        };
        self.remarks(&first.before, indent, true);
        let start = self.out.len();
        self.entry(first, indent + STEP, false);
        self.out
            .replace_range(start + indent..start + indent + 1, "-");
        for item in others {
            self.remarks(&item.before, indent + STEP, false);
            self.entry(item, indent + STEP, false);
        }
        self.remarks(&items.tail, indent + STEP, false);
    }

    fn indent(&mut self, indent: usize) {
        self.out.extend(std::iter::repeat_n(' ', indent));
    }

    /// A comment has two blanks before it: behind one, it could be taken for a part of the text.
    fn line(&mut self, text: &str, behind: Option<&str>) {
        self.out.push_str(text);
        if let Some(comment) = behind {
            self.out.push_str("  ");
            self.out.push_str(comment);
        }
        self.out.push('\n');
    }
}

fn is_scalar(value: &Value) -> bool {
    matches!(value, Value::Text(_))
}

fn width(text: &str) -> usize {
    text.chars().count()
}

/// A value on one line; `None` where it holds comments or texts over several lines.
fn flow(value: &Value) -> Option<String> {
    match value {
        Value::Text(text) => Some(yaml_text(text).into_owned()),
        Value::Empty(_) | Value::Block(..) => None,
        Value::List(items) => {
            let parts = parts(items, |item| inner(&item.value))?;
            Some(format!("[{}]", parts.join(", ")))
        }
        Value::Map(items) => {
            let entry =
                |item: &Item| Some(format!("{}: {}", yaml_text(&item.key), inner(&item.value)?));
            let parts = parts(items, entry)?;
            Some(match parts.is_empty() {
                true => "{}".to_owned(),
                false => format!("{{ {} }}", parts.join(", ")),
            })
        }
    }
}

fn parts(items: &Items, part: impl Fn(&Item) -> Option<String>) -> Option<Vec<String>> {
    if has_comment(&items.tail) || !items.list.iter().all(Item::is_bare) {
        return None;
    }
    items.list.iter().map(part).collect()
}

/// As [`flow`], where an empty value has to be seen.
fn inner(value: &Value) -> Option<String> {
    match value {
        Value::Empty(tail) if !has_comment(tail) => Some("~".to_owned()),
        value => flow(value),
    }
}

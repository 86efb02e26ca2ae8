use std::collections::HashMap;
use std::ops::Range;

use crate::data::layout::Value;
use crate::data::{Kind, Node};

/// Where the keys and texts of front matter lie.
#[derive(Default)]
pub struct Leaves {
    /// In the order of the text.
    pub ranges: Vec<Range<usize>>,
    /// Texts over several lines, by where the tree has them.
    blocks: HashMap<u32, Block>,
}

/// A text over several lines, begun by `|` or `>`.
pub struct Block {
    pub head: Range<usize>,
    lines: Range<usize>,
}

impl Leaves {
    /// The block that a value is written as.
    pub fn block(&self, node: &Node<'_>) -> Option<&Block> {
        let is_text = matches!(node.kind, Kind::Scalar { quoted: true, .. });
        self.blocks.get(&node.span.start).filter(|_| is_text)
    }

    /// Adds all of a value, which lies behind `from`, and gives the end of its last one. `None` where
    /// a block is written in a way that is not understood here.
    pub fn add(&mut self, text: &str, node: &Node<'_>, from: usize) -> Option<usize> {
        let mut end = from;
        match &node.kind {
            Kind::Scalar { quoted, .. } => {
                let written = node.span.of(text);
                if *quoted && !written.starts_with(['"', '\'']) {
                    let block = Block::find(text, node, from)?;
                    end = block.lines.end;
                    self.ranges
                        .extend([block.head.clone(), block.lines.clone()]);
                    self.blocks.insert(node.span.start, block);
                } else {
                    end = end.max(node.span.end as usize);
                    self.ranges.push(node.span.range());
                }
            }
            Kind::List(list) => {
                for item in list {
                    if is_pair(text, node, item) {
                        return None;
                    }
                    end = self.add(text, item, end)?;
                }
            }
            Kind::Map(entries) => {
                for (key, value) in entries {
                    end = self.add(text, key, end)?;
                    end = self.add(text, value, end)?;
                }
            }
        }
        Some(end)
    }
}

/// A map without braces in brackets, as `a: b` in `[a: b]`, which is rather meant as a text.
fn is_pair(text: &str, list: &Node<'_>, item: &Node<'_>) -> bool {
    matches!(item.kind, Kind::Map(_))
        && list.span.of(text).starts_with('[')
        && !item.span.of(text).starts_with('{')
}

impl Block {
    fn find(text: &str, node: &Node<'_>, from: usize) -> Option<Self> {
        let span = node.span.range();
        let start = mark(text, from)?;
        let behind = &text[start + 1..];
        let length = behind.find(|c: char| !matches!(c, '+' | '-' | '0'..='9'))?;
        let head = start..start + 1 + length;
        if text[head.clone()].contains(|c: char| c.is_ascii_digit()) {
            // The indent is counted from elsewhere.
            return None;
        }
        let begin = head.end + text[head.end..].find('\n')? + 1;
        if span.start < begin {
            // It is empty, and its head stands for it.
            let lines = head.end..head.end;
            return Some(Self { head, lines });
        }
        let mut end = span.end;
        if text[head.clone()].contains('+') {
            let behind = text.get(end..)?;
            let blanks = behind.trim_start_matches([' ', '\r', '\n']);
            let blanks = &behind[..behind.len() - blanks.len()];
            end += blanks.rfind('\n').unwrap_or(0);
        }
        let lines = begin..end.max(begin);
        Some(Self { head, lines })
    }

    /// What is written of it: its lines without their indent.
    pub fn value(&self, text: &str) -> Value {
        let head = text[self.head.clone()].to_owned();
        if self.lines.is_empty() {
            return Value::Block(head, Vec::new());
        }
        let lines = text[self.lines.clone()].split('\n');
        let lines = lines.map(|line| line.strip_suffix('\r').unwrap_or(line));
        let mut full = lines.clone().filter(|line| !line.trim().is_empty());
        let indent = full
            .next()
            .map_or(0, |line| line.len() - line.trim_start_matches(' ').len());
        let lines = lines.map(|line| line.get(indent..).unwrap_or("").to_owned());
        Value::Block(head, lines.collect())
    }
}

/// The `|` or `>` that comes next, outside of comments.
fn mark(text: &str, from: usize) -> Option<usize> {
    let mut at = from;
    for line in text.get(from..)?.split_inclusive('\n') {
        let code = line.split('#').next().unwrap_or(line);
        if let Some(found) = code.find(['|', '>']) {
            return Some(at + found);
        }
        at += line.len();
    }
    None
}

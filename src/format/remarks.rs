use std::ops::Range;

use crate::data::layout::{Item, Items, Remark, Value};

/// A blank line or a comment of a text, where it stands.
#[derive(Debug)]
pub struct Found {
    pub at: usize,
    /// Of its first character, from 0.
    pub column: usize,
    /// Nothing stands before it on its line.
    pub alone: bool,
    pub remark: Remark,
}

/// All remarks of a part of a text, outside of its keys and texts, which are given in their order.
pub fn find(text: &str, part: Range<usize>, leaves: &[Range<usize>]) -> Vec<Found> {
    let mut found = Vec::new();
    let mut leaves = leaves.iter().filter(|leaf| !leaf.is_empty()).peekable();
    let bytes = text.as_bytes();
    let (mut at, mut line, mut alone) = (part.start, part.start, true);
    while at < part.end {
        if let Some(leaf) = leaves.next_if(|leaf| leaf.start <= at) {
            at = at.max(leaf.end);
            alone = false;
            continue;
        }
        match bytes[at] {
            b'\n' => {
                if alone {
                    found.push(Found {
                        at,
                        column: 0,
                        alone: true,
                        remark: Remark::Blank,
                    });
                }
                (line, alone) = (at + 1, true);
            }
            b'#' => {
                let rest = &text[at..part.end];
                let comment = rest.split('\n').next().unwrap_or(rest);
                found.push(Found {
                    at,
                    column: at - line,
                    alone,
                    remark: Remark::Comment(comment.trim_end().to_owned()),
                });
                at += comment.len();
                alone = false;
                continue;
            }
            b' ' | b'\t' | b'\r' => {}
            _ => alone = false,
        }
        at += 1;
    }
    found
}

/// The values without any remark; the comments are collected.
pub fn bare(items: Items, comments: &mut Vec<String>) -> Items {
    drain(items.tail, comments);
    let list = items.list.into_iter().map(|item| {
        drain(item.before, comments);
        comments.extend(item.behind);
        let value = match item.value {
            Value::Empty(tail) => {
                drain(tail, comments);
                Value::Empty(Vec::new())
            }
            Value::List(items) => Value::List(bare(items, comments)),
            Value::Map(items) => Value::Map(bare(items, comments)),
            value => value,
        };
        Item::new(&item.key, value)
    });
    Items::from(list.collect::<Vec<_>>())
}

fn drain(remarks: Vec<Remark>, comments: &mut Vec<String>) {
    comments.extend(remarks.into_iter().filter_map(|remark| match remark {
        Remark::Comment(text) => Some(text),
        Remark::Blank => None,
    }));
}

//! A readable difference between two texts.

/// Lines around a change that are shown as well.
const CONTEXT: usize = 1;

/// What must be done to `expected` to get `actual`, line by line.
pub fn difference(expected: &str, actual: &str) -> String {
    let old: Vec<&str> = expected.split('\n').collect();
    let new: Vec<&str> = actual.split('\n').collect();
    let begin = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let most = old.len().min(new.len()) - begin;
    let pairs = old.iter().rev().zip(new.iter().rev());
    let end = pairs.take_while(|(a, b)| a == b).count().min(most);
    let (old_end, new_end) = (old.len() - end, new.len() - end);

    let mut lines: Vec<(char, &str)> = old[..begin].iter().map(|line| (' ', *line)).collect();
    lines.extend(changes(&old[begin..old_end], &new[begin..new_end]));
    lines.extend(old[old_end..].iter().map(|line| (' ', *line)));
    shown(&lines)
}

fn changes<'t>(old: &[&'t str], new: &[&'t str]) -> Vec<(char, &'t str)> {
    if old.len() * new.len() > 4_000_000 {
        let removed = old.iter().map(|line| ('-', *line));
        return removed.chain(new.iter().map(|line| ('+', *line))).collect();
    }
    // The length of the longest common part from each pair of lines on.
    let mut common = vec![vec![0u32; new.len() + 1]; old.len() + 1];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            common[i][j] = if old[i] == new[j] {
                common[i + 1][j + 1] + 1
            } else {
                common[i + 1][j].max(common[i][j + 1])
            };
        }
    }
    let mut lines = Vec::new();
    let (mut i, mut j) = (0, 0);
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i] == new[j] {
            lines.push((' ', old[i]));
            (i, j) = (i + 1, j + 1);
        } else if j == new.len() || (i < old.len() && common[i + 1][j] >= common[i][j + 1]) {
            lines.push(('-', old[i]));
            i += 1;
        } else {
            lines.push(('+', new[j]));
            j += 1;
        }
    }
    lines
}

fn shown(lines: &[(char, &str)]) -> String {
    let is_near = |at: usize| {
        let around = at.saturating_sub(CONTEXT)..(at + CONTEXT + 1).min(lines.len());
        lines[around].iter().any(|(sign, _)| *sign != ' ')
    };
    let mut out = String::new();
    let mut skipped = false;
    for (at, (sign, line)) in lines.iter().enumerate() {
        if !is_near(at) {
            skipped = true;
            continue;
        }
        if std::mem::take(&mut skipped) {
            out.push_str("…\n");
        }
        let line: String = line.chars().take(400).collect();
        out.push_str(&format!("{sign}{line}\n"));
    }
    out
}

#[test]
fn differences_are_short() {
    let old = "a\nb\nc\nd\ne\nf";
    assert_eq!(difference(old, "a\nb\nX\nd\ne\nf"), "…\n b\n-c\n+X\n d\n");
    assert_eq!(difference("a", "a\nb"), " a\n+b\n");
    assert_eq!(difference(old, "b\nc\nd\ne\nf\ng"), "-a\n b\n…\n f\n+g\n");
}

use std::iter::Peekable;
use std::str::Chars;

/// Who is to be asked about a file, by a CODEOWNERS file. The syntax is that of GitHub; GitLab's is
/// understood as far as one owner line decides: headers of sections are passed over, and lines
/// without owners below one have the owners of the header.
#[derive(Clone, Default, Debug)]
pub struct Owners {
    rules: Vec<Rule>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
struct Rule {
    pattern: Vec<Segment>,
    owners: Vec<String>,
}

/// A part of a pattern between two slashes.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Segment {
    /// `**`: any number of folders, or none.
    Any,
    /// `**` at the end: everything in a folder, but not the folder.
    Inside,
    /// A name.
    Name(Vec<Glob>),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Glob {
    Is(char),
    One,
    Many,
}

/// Longer lines are no rules; matching takes time with the length of a pattern.
const LONGEST: usize = 4096;

impl Owners {
    /// Where a repository keeps the file, the first that is there counts; paths from its root.
    pub const PLACES: [&'static str; 4] = [
        ".github/CODEOWNERS",
        "CODEOWNERS",
        "docs/CODEOWNERS",
        ".gitlab/CODEOWNERS",
    ];

    /// Reads a CODEOWNERS file. A line that is wrong is passed over, as GitHub does it: one with `!`
    /// or `[` in its pattern, or with an owner that is neither `@name`, `@group/name` nor a mail address.
    pub fn parse(text: &str) -> Self {
        let mut rules = Vec::new();
        let mut inherited = Vec::new();
        for line in text.trim_start_matches('\u{feff}').lines() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') || line.len() > LONGEST {
                continue;
            }
            if let Some(owners) = header(line) {
                inherited = owners;
                continue;
            }
            let Some(mut rule) = rule(line) else {
                continue;
            };
            if rule.owners.is_empty() {
                rule.owners.clone_from(&inherited);
            }
            rules.push(rule);
        }
        Self { rules }
    }

    /// The owners of a file by its path from the root of the repository, in the order of the line. The
    /// last line that matches counts, even where it names nobody.
    pub fn of(&self, path: &str) -> &[String] {
        let names: Vec<&str> = path.split('/').filter(|name| !name.is_empty()).collect();
        let last = self.rules.iter().rfind(|rule| rule.matches(&names));
        last.map_or(&[], |rule| &rule.owners)
    }
}

/// The owners that GitLab's header of a section gives: `[Name]`, `^[Name][2] @a @b`.
fn header(line: &str) -> Option<Vec<String>> {
    let line = line.strip_prefix('^').unwrap_or(line);
    let (name, mut rest) = line.strip_prefix('[')?.split_once(']')?;
    if name.trim().is_empty() {
        return None;
    }
    if let Some(count) = rest.strip_prefix('[') {
        let (count, after) = count.split_once(']')?;
        if count.is_empty() || !count.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        rest = after;
    }
    let is_apart = rest.is_empty() || rest.starts_with(char::is_whitespace);
    is_apart.then(|| owners(rest)).flatten()
}

fn rule(line: &str) -> Option<Rule> {
    let mut chars = line.chars().peekable();
    let pattern = pattern(&mut chars)?;
    let rest: String = chars.collect();
    Some(Rule {
        pattern,
        owners: owners(&rest)?,
    })
}

/// Owners up to a comment; `None` where one of them is none.
fn owners(text: &str) -> Option<Vec<String>> {
    text.split_whitespace()
        .take_while(|word| !word.starts_with('#'))
        .map(|word| is_owner(word).then(|| word.to_owned()))
        .collect()
}

pub(super) fn is_owner(word: &str) -> bool {
    let is_name = |name: &str| {
        let is_allowed = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.');
        !name.is_empty() && name.bytes().all(is_allowed)
    };
    match word.split_once('@') {
        // GitLab names roles with two.
        Some(("", name)) => name
            .strip_prefix('@')
            .unwrap_or(name)
            .split('/')
            .all(is_name),
        Some((person, host)) => {
            let is_plain = |c: char| c.is_alphanumeric() || "._%+-'".contains(c);
            person.chars().all(is_plain) && is_name(host)
        }
        None => false,
    }
}

/// Reads up to the first blank that has no backslash before it.
fn pattern(chars: &mut Peekable<Chars<'_>>) -> Option<Vec<Segment>> {
    let mut names: Vec<Vec<Glob>> = vec![Vec::new()];
    while let Some(c) = chars.next_if(|c| !c.is_whitespace()) {
        let glob = match c {
            '!' if names.len() == 1 && names[0].is_empty() => return None,
            '[' | ']' => return None,
            '/' => {
                names.push(Vec::new());
                continue;
            }
            '\\' => Glob::Is(chars.next()?),
            '*' => Glob::Many,
            '?' => Glob::One,
            c => Glob::Is(c),
        };
        names.last_mut()?.push(glob);
    }
    segments(&names)
}

/// A pattern without a slash before its end is one of names anywhere; all others begin at the root.
fn segments(names: &[Vec<Glob>]) -> Option<Vec<Segment>> {
    let is_folder = names.len() > 1 && names.last()?.is_empty();
    let given: Vec<&Vec<Glob>> = names.iter().filter(|name| !name.is_empty()).collect();
    let is_anchored = names.len() - usize::from(is_folder) > 1;
    let mut out = Vec::new();
    if !is_anchored {
        out.push(Segment::Any);
    }
    let end = given.len().checked_sub(1)?;
    for (at, name) in given.into_iter().enumerate() {
        out.push(match name[..] {
            [Glob::Many, Glob::Many] if at == end && at > 0 && !is_folder => Segment::Inside,
            [Glob::Many, Glob::Many] => Segment::Any,
            _ => Segment::Name(name.clone()),
        });
    }
    match out.last() {
        Some(Segment::Inside) => {}
        // A folder is meant with all that is in it, and a name may be that of a folder; `docs/*`
        // means the files of this one folder.
        Some(Segment::Name(name)) if !is_folder && is_anchored && name[..] == [Glob::Many] => {}
        Some(_) if is_folder => out.push(Segment::Inside),
        _ => out.push(Segment::Any),
    }
    Some(out)
}

impl Rule {
    fn matches(&self, names: &[&str]) -> bool {
        // Which beginnings of the path the segments so far can stand for.
        let mut reached = vec![false; names.len() + 1];
        reached[0] = true;
        for segment in &self.pattern {
            let mut next = vec![false; names.len() + 1];
            let first = reached.iter().position(|is| *is);
            for at in 0..=names.len() {
                next[at] = match segment {
                    Segment::Any => first.is_some_and(|first| first <= at),
                    Segment::Inside => first.is_some_and(|first| first < at),
                    Segment::Name(globs) => {
                        at > 0 && reached[at - 1] && is_like(globs, names[at - 1])
                    }
                };
            }
            reached = next;
        }
        !names.is_empty() && reached[names.len()]
    }
}

/// Whether a name is like a pattern, in time of their lengths multiplied at most.
fn is_like(globs: &[Glob], name: &str) -> bool {
    let name: Vec<char> = name.chars().collect();
    let (mut glob, mut at) = (0, 0);
    // After the last star: the pattern's place, and how much of the name it has taken.
    let mut star = None;
    while at < name.len() {
        match globs.get(glob) {
            Some(Glob::Many) => {
                star = Some((glob + 1, at));
                glob += 1;
            }
            Some(Glob::One) => (glob, at) = (glob + 1, at + 1),
            Some(Glob::Is(c)) if *c == name[at] => (glob, at) = (glob + 1, at + 1),
            _ => match star {
                Some((after, taken)) => {
                    star = Some((after, taken + 1));
                    (glob, at) = (after, taken + 1);
                }
                None => return false,
            },
        }
    }
    globs[glob..].iter().all(|rest| *rest == Glob::Many)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn assert_like(pattern: &str, yes: &[&str], no: &[&str]) {
        let owners = Owners::parse(&format!("{pattern} @a"));
        assert_eq!(owners.rules.len(), 1, "`{pattern}` is a rule");
        for (paths, expected) in [(yes, true), (no, false)] {
            for path in paths {
                let is_owned = !owners.of(path).is_empty();
                assert_eq!(is_owned, expected, "`{pattern}` and {path}");
            }
        }
    }

    #[test]
    fn patterns_are_those_of_the_documentation() {
        assert_like("*", &["a", "a/b.md", ".github/x"], &[""]);
        assert_like("*.js", &["a.js", "x/y/a.js"], &["a.jsx", "js"]);
        assert_like(
            "/build/logs/",
            &["build/logs/a", "build/logs/b/c"],
            &["build/logs", "x/build/logs/a"],
        );
        assert_like(
            "docs/*",
            &["docs/a.md"],
            &["docs/build/a.md", "x/docs/a.md", "docs"],
        );
        assert_like("apps/", &["apps/a", "x/apps/b/c"], &["apps", "xapps/a"]);
        assert_like("/docs/", &["docs/a", "docs/b/c"], &["x/docs/a"]);
        assert_like("/scripts", &["scripts", "scripts/a/b"], &["x/scripts"]);
        assert_like(
            "**/logs",
            &["logs", "build/logs/a", "a/b/logs/c/d"],
            &["mylogs/a"],
        );
        assert_like(
            "content/**/evidence/*.png",
            &["content/evidence/a.png", "content/a/b/evidence/c.png"],
            &["content/evidence/a.md", "evidence/a.png"],
        );
        assert_like("content/**", &["content/a", "content/a/b"], &["content"]);
        assert_like("teams", &["teams", "content/teams/a.md"], &["teams.md"]);
    }

    #[test]
    fn odd_characters_have_their_meaning() {
        assert_like("a\\ b/*.md", &["a b/c.md"], &["a/c.md"]);
        assert_like("\\#1.md", &["#1.md", "x/#1.md"], &["1.md"]);
        assert_like("a?.md", &["ab.md", "aé.md"], &["a.md", "a/.md"]);
        assert_like("\\*.md", &["*.md"], &["a.md"]);
        assert_like("a*b*c", &["abc", "aXbXbXc"], &["acb", "abcd"]);
        assert_like("Teams", &["Teams"], &["teams"]);
    }

    #[test]
    fn the_last_line_that_matches_counts() {
        let owners = Owners::parse(
            "\u{feff}# who\n* @all # everything\r\ncontent/ @acme/board a.b@example.org\r\n\
             content/models/   # nobody\n",
        );
        assert_eq!(owners.of("README.md"), ["@all"]);
        let both = ["@acme/board", "a.b@example.org"];
        assert_eq!(owners.of("content/teams/a.md"), both);
        assert_eq!(owners.of("/content/teams/a.md"), both);
        assert!(owners.of("content/models/a.md").is_empty());
        assert!(Owners::default().of("a").is_empty());
    }

    #[test]
    fn wrong_lines_are_passed_over() {
        for line in [
            "!a.md @a",
            "[a-z].md @a",
            "a.md owner",
            "a.md @a/",
            "a.md @",
            "a.md @a b@c d",
            "a.md <script>@x",
            "/ @a",
            "// @a",
            "a.md\\",
        ] {
            let owners = Owners::parse(&format!("* @all\n{line}\n"));
            assert_eq!(owners.rules.len(), 1, "{line}");
            assert_eq!(owners.of("a.md"), ["@all"], "{line}");
        }
        let long = format!("{} @a", "*a".repeat(LONGEST));
        assert!(Owners::parse(&long).rules.is_empty());
    }

    #[test]
    fn sections_give_their_owners() {
        let owners = Owners::parse(
            "* @all\n[Teams][2] @acme/teams\ncontent/teams/\ncontent/teams/a.md @@developer\n\
             ^[Models]\ncontent/models/\n[a-z]*.md @nobody\n",
        );
        assert_eq!(owners.of("content/teams/b.md"), ["@acme/teams"]);
        assert_eq!(owners.of("content/teams/a.md"), ["@@developer"]);
        assert!(owners.of("content/models/m.md").is_empty());
        assert_eq!(owners.of("b.md"), ["@all"]);
    }

    #[test]
    fn a_hostile_pattern_takes_no_time() {
        let owners = Owners::parse(&format!("{} @a", "**/*a*".repeat(600)));
        let path = vec!["aaaaaaaaaaaaaaaaaaaaaaaaaaaaaab"; 100].join("/");
        assert!(owners.of(&path).is_empty());
    }

    proptest! {
        #[test]
        fn no_text_breaks_it(text in "[a*?/\\\\!\\[\\]#@ \n.é^]{0,60}", path in "[a/.é]{0,12}") {
            let owners = Owners::parse(&text);
            let found = owners.of(&path);
            prop_assert!(found.iter().all(|owner| is_owner(owner)));
        }

        #[test]
        fn a_path_is_its_own_pattern(path in "[a-z]{1,3}(/[a-z]{1,3}){0,4}") {
            let owners = Owners::parse(&format!("/{path} @a"));
            prop_assert_eq!(owners.of(&path), ["@a"]);
            let inside = format!("{path}/x");
            prop_assert_eq!(owners.of(&inside), ["@a"]);
            let deeper = format!("x/{path}/x");
            prop_assert!(owners.of(&deeper).is_empty());
        }
    }
}

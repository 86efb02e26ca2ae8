use std::io;
use std::path::{Path, PathBuf};

use super::blobs::Blob;
use super::{ask, path_of};
use crate::host::walk::SETTINGS;

/// A file that is not as the last commit has it.
#[derive(PartialEq, Eq, Debug)]
pub struct Difference {
    /// Relative to the book's folder.
    pub path: PathBuf,
    /// What the commit has there; `None` for nothing.
    pub before: Option<Blob>,
}

/// What differs from the last commit in book.toml and the folders. `prefix` is where the book lies in
/// the repository. A file is told once at most.
pub fn differences(root: &Path, prefix: &str, folders: &[String]) -> io::Result<Vec<Difference>> {
    let mut args = vec![
        "status",
        "--porcelain=v2",
        "-z",
        "--untracked-files=all",
        "--no-renames",
        "--ignore-submodules=all",
        "--",
        SETTINGS,
    ];
    args.extend(folders.iter().map(|folder| match folder.as_str() {
        "" => ".",
        folder => folder,
    }));
    Ok(read(&ask(root, &args)?, prefix.as_bytes()))
}

fn read(status: &[u8], prefix: &[u8]) -> Vec<Difference> {
    let mut differences: Vec<Difference> = Vec::new();
    for record in status.split(|byte| *byte == 0) {
        let Some((path, before)) = entry(record) else {
            continue;
        };
        let Some(path) = path.strip_prefix(prefix) else {
            continue;
        };
        let path = path_of(path.strip_suffix(b"/").unwrap_or(path));
        differences.push(Difference { path, before });
    }
    // A file that is to be forgotten and was kept is told twice: as deleted, and as unknown.
    differences.sort_by(|one, other| {
        let key = |difference: &Difference| difference.before.is_none();
        (&one.path, key(one)).cmp(&(&other.path, key(other)))
    });
    differences.dedup_by(|one, other| one.path == other.path);
    differences
}

/// The path of a record, and what the commit has there.
fn entry(record: &[u8]) -> Option<(&[u8], Option<Blob>)> {
    // The places of the commit's mode and id, and of the path.
    let (mode, id, path) = match record.first()? {
        b'1' => (3, 6, 8),
        // Of the three sides of a conflict, the second is the commit.
        b'u' => (4, 8, 10),
        b'?' => return Some((record.strip_prefix(b"? ")?, None)),
        _ => return None,
    };
    let fields: Vec<&[u8]> = record.splitn(path + 1, |byte| *byte == b' ').collect();
    let field = |at: usize| std::str::from_utf8(fields.get(at)?).ok();
    let before = Blob::new(field(mode)?, field(id)?);
    Some((fields.get(path)?, before))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_of_every_kind_are_read() {
        let status = b"1 .M N... 100644 100644 100644 aa bb book/a b.md\0\
            1 D. N... 100644 000000 000000 cc 00 book/kept.md\0\
            ? book/kept.md\0\
            1 A. N... 000000 100644 100644 00 dd book/new.md\0\
            u UU N... 100644 120000 100644 100644 ee ff gg book/both.md\0\
            ? book/nested/\0! book/ignored\0? elsewhere\x001 broken\0";
        let file = |id: &str| Some(Blob::File(id.to_owned()));
        let expected = [
            ("a b.md", file("aa")),
            ("both.md", Some(Blob::Link)),
            ("kept.md", file("cc")),
            ("nested", None),
            ("new.md", None),
        ];
        let expected = expected.map(|(path, before)| Difference {
            path: PathBuf::from(path),
            before,
        });
        assert_eq!(read(status, b"book/"), expected);
    }
}

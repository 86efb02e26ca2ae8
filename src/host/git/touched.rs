use std::collections::BTreeSet;
use std::io;
use std::path::Path;

use super::{ask, path_of};
use crate::host::HostError;
use crate::host::walk::book_path;
use crate::tree::BookPath;

/// Files in the book's folder that are not on the disk as a commit has them: changed, deleted, or
/// new and not ignored. A file whose name no book may hold is told by the readable form of it, as
/// refused files are. An error is a commit that git cannot read.
pub fn touched(root: &Path, base: &str) -> Result<BTreeSet<BookPath>, HostError> {
    let fail = |error| HostError::io("compare with a commit of", root, error);
    let mut names = differing(root, base).map_err(fail)?;
    let new = ["ls-files", "-z", "--others", "--exclude-standard"];
    names.extend(records(&ask(root, &new).map_err(fail)?));
    let paths = names.iter().filter_map(|name| {
        let path = book_path("", &path_of(name));
        path.or_else(|readable| BookPath::new(&readable)).ok()
    });
    Ok(paths.collect())
}

/// Files that a commit and the disk have differently, or that git would have to look for on either
/// side; new files that git does not know yet are not among them. Paths relative to the book's folder.
pub fn differing(root: &Path, commit: &str) -> io::Result<BTreeSet<Vec<u8>>> {
    let names = ask(
        root,
        &[
            "diff",
            "--name-only",
            "-z",
            "--relative",
            "--no-renames",
            "--no-color",
            "--no-ext-diff",
            "--no-textconv",
            "--ignore-submodules=all",
            commit,
            "--",
            ".",
        ],
    )?;
    Ok(records(&names))
}

fn records(listing: &[u8]) -> BTreeSet<Vec<u8>> {
    let records = listing.split(|byte| *byte == 0);
    records
        .filter(|record| !record.is_empty())
        .map(<[u8]>::to_vec)
        .collect()
}

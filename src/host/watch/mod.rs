//! Tells when files of a book change.

use std::collections::BTreeSet;
use std::path::PathBuf;

/// What happened on the disk until it became quiet.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Changes {
    /// Files and folders that came, went or were written to, or may have been; a folder stands for
    /// all that lies in it.
    pub paths: BTreeSet<PathBuf>,
    /// Something else may have changed as well: look at everything.
    pub everything: bool,
    /// Another commit may be checked out.
    pub revision: bool,
}

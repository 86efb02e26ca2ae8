/// What publishing did, in files and bytes; the manifest is not counted.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Report {
    /// New files and files that had changed.
    pub written: usize,
    pub kept: usize,
    pub removed: usize,
    /// The size of the whole site.
    pub bytes: u64,
    /// The size of the files that were written.
    pub bytes_written: u64,
    /// Files in the output folder that are not Levelbook's and were left there, in the order of
    /// their names. Looked for only when something changed.
    pub foreign: Vec<String>,
    /// Whether readers saw the old site or the new one and never a mixture.
    pub at_once: bool,
}

/// What cleaning did.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Cleaned {
    /// How many files were deleted.
    pub removed: usize,
    /// What is not Levelbook's and stays, relative to the output folder.
    pub left: Vec<String>,
}

/// How to publish. The default is right for every run; the fields serve the tests.
#[derive(Clone, Copy, Default, Debug)]
pub struct Options {
    /// Rename file by file even where folders could be exchanged.
    pub in_place: bool,
    /// Called before every change to the disk.
    pub before_change: Option<fn()>,
}

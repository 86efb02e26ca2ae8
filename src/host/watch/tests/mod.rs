use std::fs;

use super::*;
use crate::host::mirror::Mirror;
use crate::host::testing::{git, write};
use crate::tree::BookPath;

mod git;
mod places;
mod saves;

const FOLDERS: [&str; 3] = ["content", "themes/default", "models/one.md"];
/// What is waited for comes far earlier; only a failing test waits that long.
const DEADLINE: Duration = Duration::from_secs(20);
const BOTH: [Mode; 2] = [Mode::Native, Mode::Poll];

/// A book that is watched and mirrored.
struct Case {
    watch: Watch,
    mirror: Mirror,
    root: PathBuf,
    _folder: tempfile::TempDir,
}

impl Case {
    fn new(mode: Mode, files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().to_owned();
        for (path, text) in files {
            write(&root, path, text);
        }
        Self::open(folder, root, mode)
    }

    fn open(folder: tempfile::TempDir, root: PathBuf, mode: Mode) -> Self {
        let places = FOLDERS.map(str::to_owned);
        let watch = Watch::start(&root, &places, &[], mode).unwrap();
        assert_eq!(watch.notice(), None);
        Self {
            watch,
            mirror: Mirror::open(&root, &FOLDERS).unwrap(),
            root,
            _folder: folder,
        }
    }

    fn at(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    fn text(&self, path: &str) -> Option<&str> {
        self.mirror.sources().text(&BookPath::new(path).unwrap())
    }

    /// Follows the watch until the sources are as they should be and equal to a clean read; returns
    /// what each batch changed. Batches without a change are left out.
    #[track_caller]
    fn follow(&mut self, expected: &[(&str, Option<&str>)]) -> Vec<Vec<String>> {
        let until = Instant::now() + DEADLINE;
        let mut batches = Vec::new();
        loop {
            let is_right = expected.iter().all(|(path, text)| self.text(path) == *text);
            let clean = crate::host::fs::read(&self.root, &FOLDERS).unwrap();
            if is_right && clean.digest() == self.mirror.sources().digest() {
                return batches;
            }
            let wait = until.saturating_duration_since(Instant::now());
            let Some(changes) = self.watch.next(wait) else {
                panic!("not seen: {expected:?}, after {batches:?}");
            };
            let changed = self.mirror.refresh(&changes).unwrap();
            if !changed.is_empty() {
                batches.push(
                    changed
                        .iter()
                        .map(|path| path.as_str().to_owned())
                        .collect(),
                );
            }
        }
    }
}

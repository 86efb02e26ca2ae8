use std::fs;
use std::process::{Command, Stdio};
use std::sync::{RwLock, RwLockReadGuard};

use super::*;
use crate::host::mirror::Mirror;
use crate::tree::BookPath;

mod git;
mod places;
mod saves;

const FOLDERS: [&str; 3] = ["content", "themes/default", "models/one.md"];
/// What is waited for comes far earlier; only a failing test waits that long.
const DEADLINE: Duration = Duration::from_secs(20);
const BOTH: [Mode; 2] = [Mode::Native, Mode::Poll];

/// One test counts the program's threads, while no other has a watch.
static TURN: RwLock<()> = RwLock::new(());

/// A book that is watched and mirrored.
struct Case {
    watch: Watch,
    mirror: Mirror,
    root: PathBuf,
    _folder: tempfile::TempDir,
    _turn: RwLockReadGuard<'static, ()>,
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
        let turn = TURN.read().unwrap_or_else(PoisonError::into_inner);
        let places = FOLDERS.map(str::to_owned);
        let watch = Watch::start(&root, &places, &[], mode).unwrap();
        assert_eq!(watch.notice(), None);
        Self {
            watch,
            mirror: Mirror::open(&root, &FOLDERS).unwrap(),
            root,
            _folder: folder,
            _turn: turn,
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

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// Runs git in a folder, apart from all settings of the machine; false without git.
fn git(folder: &Path, args: &[&str]) -> bool {
    Command::new("git")
        .args([
            "-c",
            "user.name=book",
            "-c",
            "user.email=book@example.invalid",
        ])
        .args(args)
        .current_dir(folder)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_SYSTEM", "/dev/null")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

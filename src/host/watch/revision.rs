use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use crate::host::stat::Stat;
use crate::tree::Digest;

/// Which commit is checked out, as git's files tell it, without asking git.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Head {
    /// The folder of this checkout: `.git`, or where a worktree's file of that name leads.
    pub folder: PathBuf,
    /// Where branches lie; of worktrees, in the folder of the first.
    common: PathBuf,
    seen: Digest,
}

/// Git's own small files are not longer.
const LIMIT: u64 = 64 * 1024;
/// An older lock was left behind.
const FRESH: Duration = Duration::from_secs(60);

impl Head {
    /// The repository that the folder lies in; `None` outside of one.
    pub fn find(real: &Path) -> Option<Self> {
        let (around, git) = real
            .ancestors()
            .map(|folder| (folder, folder.join(".git")))
            .find(|(_, git)| fs::symlink_metadata(git).is_ok())?;
        let folder = match fs::metadata(&git).ok()?.is_dir() {
            true => git,
            false => around.join(line(&git)?.strip_prefix("gitdir:")?.trim()),
        };
        let folder = fs::canonicalize(folder).ok()?;
        let common = match line(&folder.join("commondir")) {
            Some(path) => fs::canonicalize(folder.join(path)).ok()?,
            None => folder.clone(),
        };
        let mut head = Self {
            folder,
            common,
            seen: Digest::of(b""),
        };
        head.moved();
        Some(head)
    }

    /// The folders in which something happens when another commit is checked out.
    pub fn folders(&self) -> [PathBuf; 2] {
        [self.folder.clone(), self.folder.join("logs")]
    }

    /// Whether something at this place may mean another commit.
    pub fn concerns(&self, real: &Path) -> bool {
        let below = real.strip_prefix(&self.folder);
        below.is_ok_and(|below| {
            ["HEAD", "index", "logs/HEAD"]
                .iter()
                .any(|name| below == Path::new(name))
        })
    }

    /// Whether another commit is checked out than at the last time it was asked.
    pub fn moved(&mut self) -> bool {
        let now = self.look();
        std::mem::replace(&mut self.seen, now) != now
    }

    /// Whether git is writing files just now.
    pub fn is_busy(&self) -> bool {
        let about = fs::symlink_metadata(self.folder.join("index.lock"));
        let written = about.and_then(|about| about.modified());
        written.is_ok_and(|time| {
            let age = SystemTime::now().duration_since(time);
            age.unwrap_or_default() < FRESH
        })
    }

    /// The list of changes of HEAD is not kept everywhere, and a branch lies in one of three places.
    fn look(&self) -> Digest {
        let head = line(&self.folder.join("HEAD")).unwrap_or_default();
        let branch = head.strip_prefix("ref:").map(str::trim);
        let branch =
            branch.filter(|name| !name.split('/').any(|part| part == ".." || part.is_empty()));
        let loose = branch.and_then(|name| line(&self.common.join(name)));
        let tables = text(&self.common.join("reftable/tables.list"));
        let stat = |path: PathBuf| fs::metadata(path).ok().map(|about| Stat::of(&about));
        let log = stat(self.folder.join("logs/HEAD"));
        let packed = match loose {
            Some(_) => None,
            None => stat(self.common.join("packed-refs")),
        };
        Digest::of(format!("{head:?} {loose:?} {tables:?} {log:?} {packed:?}").as_bytes())
    }
}

fn line(path: &Path) -> Option<String> {
    let text = text(path)?;
    text.lines().next().map(str::to_owned)
}

fn text(path: &Path) -> Option<String> {
    if !fs::metadata(path).ok()?.is_file() {
        return None;
    }
    let mut text = String::new();
    let file = File::open(path).ok()?;
    file.take(LIMIT).read_to_string(&mut text).ok()?;
    Some(text)
}

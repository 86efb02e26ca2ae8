use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use rayon::prelude::{IntoParallelIterator, ParallelIterator};

use super::HostError;
use super::stat::Stat;
use crate::tree::{BookPath, Refusal, SourceFile};

const MIB: u64 = 1024 * 1024;
const TEXT_LIMIT: u64 = MIB;
const OTHER_LIMIT: u64 = 64 * MIB;
const TEXTS: [&str; 9] = [
    "md", "toml", "html", "css", "js", "txt", "csv", "json", "svg",
];

/// Opens the files of one book. No symbolic link below the book's folder is ever followed, not
/// even one that replaces a folder while it is read: a link could publish a file from outside.
#[derive(Debug)]
pub struct Opener {
    root: PathBuf,
    #[cfg(target_os = "linux")]
    folder: File,
}

/// What became of opening a file.
#[derive(Clone, Debug)]
pub enum Opened {
    File(SourceFile),
    Refused(Refusal),
    Missing,
}

/// A file that was opened, and what the system said about it before it was read.
#[derive(Debug)]
pub(super) struct Look {
    pub opened: Opened,
    /// `None` where there was nothing to read.
    pub stat: Option<Stat>,
}

impl Look {
    fn without(opened: Opened) -> Self {
        Self { opened, stat: None }
    }
}

/// Reads many files, in any order on the disk and in the given one in the result.
pub(super) fn look_at(
    opener: &Opener,
    paths: Vec<BookPath>,
) -> Result<Vec<(BookPath, Look)>, HostError> {
    paths
        .into_par_iter()
        .map(|path| opener.look(&path).map(|look| (path, look)))
        .collect()
}

impl Opener {
    /// The opener for the book in the folder `root`, which itself may be reached over links.
    pub fn new(root: &Path) -> Result<Self, HostError> {
        let folder = match fs::metadata(root) {
            Ok(about) if about.is_dir() => root.to_owned(),
            Ok(_) => {
                return Err(HostError::NotAFolder {
                    path: root.to_owned(),
                });
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(HostError::NoFolder {
                    path: root.to_owned(),
                });
            }
            Err(error) => return Err(HostError::io("read", root, error)),
        };
        Ok(Self {
            #[cfg(target_os = "linux")]
            folder: File::open(&folder).map_err(|e| HostError::io("read", root, e))?,
            root: folder,
        })
    }

    /// Reads a file: texts up to 1 MiB, all others up to 64 MiB.
    pub fn read(&self, path: &BookPath) -> Result<Opened, HostError> {
        self.look(path).map(|look| look.opened)
    }

    /// Reads a file as [`Opener::read`] does, with what a later look can be compared with.
    pub(super) fn look(&self, path: &BookPath) -> Result<Look, HostError> {
        let result = self.open(path).and_then(|opened| match opened {
            Ok(file) => read_limited(file, path),
            Err(refusal) => Ok(Look::without(Opened::Refused(refusal))),
        });
        match result {
            Err(error) if is_missing(&error) => Ok(Look::without(Opened::Missing)),
            other => other.map_err(|e| HostError::io("read", &self.root.join(path.as_str()), e)),
        }
    }

    #[cfg(target_os = "linux")]
    fn open(&self, path: &BookPath) -> io::Result<Result<File, Refusal>> {
        use rustix::fs::{Mode, OFlags, ResolveFlags, openat2};
        let resolve =
            ResolveFlags::BENEATH | ResolveFlags::NO_SYMLINKS | ResolveFlags::NO_MAGICLINKS;
        let flags = OFlags::RDONLY | OFlags::CLOEXEC | OFlags::NONBLOCK | OFlags::NOCTTY;
        match openat2(&self.folder, path.as_str(), flags, Mode::empty(), resolve) {
            Ok(file) => Ok(Ok(File::from(file))),
            // Links and special files are told apart below; old kernels and some sandboxes do not
            // know the call at all.
            Err(_) => self.open_by_parts(path),
        }
    }

    #[cfg(not(target_os = "linux"))]
    fn open(&self, path: &BookPath) -> io::Result<Result<File, Refusal>> {
        self.open_by_parts(path)
    }

    fn open_by_parts(&self, path: &BookPath) -> io::Result<Result<File, Refusal>> {
        let mut place = self.root.clone();
        let mut kind = None;
        for part in path.as_str().split('/') {
            place.push(part);
            let found = fs::symlink_metadata(&place)?.file_type();
            if found.is_symlink() {
                return Ok(Err(Refusal::Symlink));
            }
            kind = Some(found);
        }
        if !kind.is_some_and(|kind| kind.is_file()) {
            return Ok(Err(Refusal::NotAFile));
        }
        let mut options = fs::OpenOptions::new();
        options.read(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt;
            let flags = rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK;
            options.custom_flags(flags.bits() as i32);
        }
        options.open(&place).map(Ok)
    }
}

/// How large a file may be, in bytes.
pub(super) fn limit(path: &BookPath) -> u64 {
    let extension = path.extension().to_ascii_lowercase();
    if TEXTS.contains(&extension.as_str()) {
        TEXT_LIMIT
    } else {
        OTHER_LIMIT
    }
}

fn read_limited(file: File, path: &BookPath) -> io::Result<Look> {
    let (about, limit) = (file.metadata()?, limit(path));
    let refused = |refusal| Ok(Look::without(Opened::Refused(refusal)));
    if !about.is_file() {
        return refused(Refusal::NotAFile);
    }
    let too_large = |size| refused(Refusal::TooLarge { size, limit });
    if about.len() > limit {
        return too_large(about.len());
    }
    let stat = Stat::of(&about);
    let mut bytes = Vec::with_capacity(about.len() as usize + 1);
    // The file may grow while it is read.
    let read = file.take(limit + 1).read_to_end(&mut bytes)? as u64;
    if read > limit {
        return too_large(read);
    }
    Ok(Look {
        opened: Opened::File(SourceFile::new(path.clone(), bytes)),
        stat: Some(stat),
    })
}

pub(super) fn is_missing(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn book() -> (tempfile::TempDir, Opener) {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("content/teams")).unwrap();
        fs::write(folder.path().join("content/teams/a.md"), "a").unwrap();
        let opener = Opener::new(folder.path()).unwrap();
        (folder, opener)
    }

    fn path(text: &str) -> BookPath {
        BookPath::new(text).unwrap()
    }

    #[test]
    fn files_are_read_and_missing_ones_are_missing() {
        let (_folder, opener) = book();
        let read = |text| opener.read(&path(text)).unwrap();
        assert!(matches!(
            read("content/teams/a.md"),
            Opened::File(file) if file.text() == Some("a")
        ));
        assert!(matches!(read("content/b.md"), Opened::Missing));
        assert!(matches!(read("content/teams/a.md/b.md"), Opened::Missing));
        assert!(matches!(
            read("content/teams"),
            Opened::Refused(Refusal::NotAFile)
        ));
        assert!(matches!(
            Opener::new(&_folder.path().join("none")),
            Err(HostError::NoFolder { .. })
        ));
    }

    #[test]
    fn sizes_are_limited_by_kind() {
        let (folder, opener) = book();
        let size = TEXT_LIMIT + 1;
        for name in ["big.MD", "big.png"] {
            let file = File::create(folder.path().join(name)).unwrap();
            file.set_len(size).unwrap();
        }
        let too_large = Refusal::TooLarge {
            size,
            limit: TEXT_LIMIT,
        };
        assert!(matches!(
            opener.read(&path("big.MD")).unwrap(),
            Opened::Refused(refusal) if refusal == too_large
        ));
        assert!(matches!(
            opener.read(&path("big.png")).unwrap(),
            Opened::File(file) if file.bytes().len() as u64 == size
        ));
    }

    #[cfg(unix)]
    #[test]
    fn links_are_refused_at_every_part_of_the_path_and_in_both_ways_of_opening() {
        use std::os::unix::fs::symlink;
        let (folder, opener) = book();
        let root = folder.path();
        symlink("teams", root.join("content/linked")).unwrap();
        symlink("/etc/passwd", root.join("content/passwd.txt")).unwrap();
        symlink("nowhere", root.join("content/dangling.md")).unwrap();
        for name in [
            "content/linked/a.md",
            "content/passwd.txt",
            "content/dangling.md",
        ] {
            let name = path(name);
            assert!(matches!(
                opener.read(&name),
                Ok(Opened::Refused(Refusal::Symlink))
            ));
            assert!(matches!(
                opener.open_by_parts(&name),
                Ok(Err(Refusal::Symlink))
            ));
        }
        let name = path("content/teams/a.md");
        let mut file = opener.open_by_parts(&name).unwrap().unwrap();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        assert_eq!(text, "a");
    }
}

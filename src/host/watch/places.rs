use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::revision::Head;
use crate::host::HostError;
use crate::host::walk::{SETTINGS, clean, is_passed_over};

/// What is watched.
#[derive(Clone, Debug)]
pub struct Places {
    /// The book's folder without links.
    pub root: PathBuf,
    pub areas: Vec<Area>,
    pub head: Option<Head>,
}

/// A folder with all below it, or a file; there or not.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Area {
    /// Where the system says it is.
    pub real: PathBuf,
    /// How it was named.
    pub shown: PathBuf,
}

impl Places {
    pub fn new(root: &Path, places: &[String], further: &[PathBuf]) -> Result<Self, HostError> {
        let fail = |path: &Path| {
            let path = path.to_owned();
            move |error| HostError::Io {
                action: "read",
                path,
                error,
            }
        };
        let real = fs::canonicalize(root).map_err(fail(root))?;
        let mut areas = vec![Area {
            real: real.join(SETTINGS),
            shown: root.join(SETTINGS),
        }];
        for place in places {
            let place = clean(place)?;
            let join = |root: &Path| match place.as_str() {
                "" => root.to_owned(),
                place => root.join(place),
            };
            areas.push(Area {
                real: join(&real),
                shown: join(root),
            });
        }
        for folder in further {
            areas.push(Area {
                real: real_place(folder).map_err(fail(folder))?,
                shown: folder.clone(),
            });
        }
        Ok(Self {
            head: Head::find(&real),
            root: real,
            areas,
        })
    }

    /// The paths to look at when something happens at the place `real`, as they were named; none
    /// where it is no matter of the book's.
    pub fn named<'a>(&'a self, real: &'a Path) -> impl Iterator<Item = PathBuf> + 'a {
        self.areas.iter().filter_map(move |area| {
            let below = real.strip_prefix(&area.real).ok()?;
            let hidden = |name: &std::ffi::OsStr| is_passed_over(&name.to_string_lossy());
            match below.iter().any(hidden) {
                true => None,
                false if below.as_os_str().is_empty() => Some(area.shown.clone()),
                false => Some(area.shown.join(below)),
            }
        })
    }

    /// The areas that come and go with the place `real`.
    pub fn below<'a>(&'a self, real: &'a Path) -> impl Iterator<Item = &'a Area> {
        self.areas
            .iter()
            .filter(move |area| area.real.starts_with(real))
    }

    /// Whether the repository may come or go with the place `real`.
    pub fn is_repository(&self, real: &Path) -> bool {
        real == self.root.join(".git")
            || self
                .head
                .as_ref()
                .is_some_and(|head| head.folders().iter().any(|folder| folder == real))
    }
}

/// The path without links; what does not exist is taken by its name.
fn real_place(path: &Path) -> io::Result<PathBuf> {
    let path = std::path::absolute(path)?;
    for existing in path.ancestors() {
        if let (Ok(real), Ok(rest)) = (fs::canonicalize(existing), path.strip_prefix(existing)) {
            // Joining an empty path would leave a slash at the end.
            return Ok(match rest.as_os_str().is_empty() {
                true => real,
                false => real.join(rest),
            });
        }
    }
    Ok(path)
}

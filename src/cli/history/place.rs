use std::collections::BTreeSet;
use std::path::Path;

use jiff::civil::Date;

use crate::assessment::role;
use crate::cli::Failure;
use crate::cli::load::settings;
use crate::config;
use crate::diagnostic::nearest;
use crate::host::git::{self, Commit, Like, Tree};
use crate::tree::BookPath;

/// Where in the book the past of a team lies; it grows while the past is read.
pub struct Place {
    /// The id of the team, and those that it had.
    pub ids: Vec<String>,
    /// The folders of contents.
    srcs: Vec<String>,
}

impl Place {
    /// An error is a team that the repository never had.
    pub fn new(dir: &Path, team: &str) -> Result<Self, Failure> {
        let head = git::resolve(dir, "HEAD")?;
        let tree = Tree::open_at(dir, &head, &[config::FILE.to_owned()])?;
        let files = tree.read(&[], Like::Nothing)?;
        let src = settings(&files).value.book.src;
        let mut place = Self {
            ids: Vec::new(),
            srcs: vec![src.clone()],
        };
        place.add_id(team);
        let files = place.team_files(&src);
        if files.is_empty() || git::log(dir, &files)?.is_empty() {
            return Err(unknown(dir, team, &head, &src)?);
        }
        Ok(place)
    }

    /// Notes an earlier id; one that no file can have is none.
    pub fn add_id(&mut self, id: &str) {
        let is_name = BookPath::new(id).is_ok_and(|path| path.as_str() == id && !id.contains('/'));
        if is_name && !self.ids.iter().any(|known| known == id) {
            self.ids.push(id.to_owned());
        }
    }

    pub fn add_src(&mut self, src: &str) {
        if !self.srcs.iter().any(|known| known == src) {
            self.srcs.push(src.to_owned());
        }
    }

    /// How much is known.
    pub fn size(&self) -> usize {
        self.ids.len() + self.srcs.len()
    }

    /// What the standing of the team depends on, by the folder of contents.
    pub fn files(&self, src: &str) -> Vec<String> {
        let mut files = vec![config::FILE.to_owned(), join(src, "models")];
        files.extend(self.team_files(src));
        files
    }

    fn team_files(&self, src: &str) -> Vec<String> {
        let ids = self.ids.iter();
        ids.flat_map(|id| {
            [
                join(src, &format!("teams/{id}.md")),
                join(src, &format!("teams/{id}")),
            ]
        })
        .collect()
    }

    /// The same for all folders of contents.
    pub fn all_files(&self) -> Vec<String> {
        let files = self.srcs.iter().flat_map(|src| self.files(src));
        files.collect::<BTreeSet<String>>().into_iter().collect()
    }

    /// The commits that may matter, newest first, up to a day.
    pub fn commits(&self, dir: &Path, end: Date) -> Result<Vec<Commit>, Failure> {
        let mut commits = git::log(dir, &self.all_files())?;
        commits.retain(|commit| commit.day <= end);
        Ok(commits)
    }
}

fn join(src: &str, path: &str) -> String {
    match src {
        "" => path.to_owned(),
        src => format!("{src}/{path}"),
    }
}

fn unknown(dir: &Path, team: &str, head: &str, src: &str) -> Result<Failure, Failure> {
    let tree = Tree::open_at(dir, head, &[join(src, "teams")])?;
    let roles = tree
        .paths()
        .filter_map(|path| path.below(src).map(role))
        .collect::<BTreeSet<_>>();
    let ids = roles.iter().filter_map(|role| role.team());
    let help = match nearest(team, ids) {
        Some(near) => format!("did you mean `{near}`?"),
        None => {
            "`levelbook show` lists all teams; what was never committed has no history".to_owned()
        }
    };
    Ok(Failure::Usage(
        format!("the repository has no team `{team}`"),
        help,
    ))
}

use std::io::{self, Write};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic};
use crate::tree::SitePath;

const MEGABYTE: u64 = 1_000_000;

/// How many of the largest files are named.
const NAMED: usize = 3;

/// What the files of a site weigh, from any number of threads.
#[derive(Default)]
pub struct Weight {
    bytes: AtomicU64,
    /// The largest, the very largest first.
    largest: Mutex<Vec<(u64, SitePath)>>,
    /// What a file has to have to be among them.
    least: AtomicU64,
}

type Content<'c> = dyn Fn(&mut dyn Write) -> io::Result<()> + 'c;

impl Weight {
    pub fn of(&self, path: &SitePath, bytes: u64) {
        self.bytes.fetch_add(bytes, Ordering::Relaxed);
        if bytes < self.least.load(Ordering::Relaxed) {
            return;
        }
        let mut largest = self.largest.lock().unwrap_or_else(PoisonError::into_inner);
        largest.push((bytes, path.clone()));
        // Equal files by their names, for threads come in any order.
        largest.sort_by(|(a, one), (b, other)| b.cmp(a).then_with(|| one.cmp(other)));
        largest.truncate(NAMED);
        if let Some((least, _)) = largest.get(NAMED - 1) {
            self.least.store(*least, Ordering::Relaxed);
        }
    }

    /// Weighs a file while it is written, as often as that is.
    pub fn of_large<E>(
        &self,
        path: &SitePath,
        content: &Content<'_>,
        put: impl FnOnce(&Content<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let size = AtomicU64::new(0);
        put(&|out| {
            let mut scale = Scale { out, bytes: 0 };
            content(&mut scale)?;
            size.store(scale.bytes, Ordering::Relaxed);
            Ok(())
        })?;
        self.of(path, size.into_inner());
        Ok(())
    }

    /// Warnings where the site, or one of its files, comes near to what hosts allow.
    pub fn diagnostics(self, config: &Config) -> Vec<Diagnostic> {
        let largest = self
            .largest
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner);
        let mut diagnostics = Vec::new();
        let limit = u64::from(config.html.size_limit) * MEGABYTE;
        let bytes = self.bytes.into_inner();
        if is_near(bytes, limit) {
            let message = format!("the site has {} of at most {}", size(bytes), size(limit));
            let named = largest.iter().take(NAMED);
            let named: Vec<String> = named
                .map(|(bytes, path)| format!("`{path}` ({})", size(*bytes)))
                .collect();
            let mut diagnostic = Diagnostic::new(Code::SiteSize, message)
                .help(format!("its largest files are {}", named.join(", ")))
                .help(
                    "another host may allow more: set `size-limit`, in MB, under `[output.html]`",
                );
            diagnostic.place.clone_from(&config.places.size_limit);
            diagnostics.push(diagnostic);
        }
        // GitHub allows a site 1 GB and a file 100 MB.
        let limit = limit / 10;
        for (bytes, path) in largest.iter().filter(|(bytes, _)| is_near(*bytes, limit)) {
            let (bytes, limit) = (size(*bytes), size(limit));
            let message = format!("the file `{path}` has {bytes} of at most {limit}");
            diagnostics.push(
                Diagnostic::new(Code::SiteSize, message)
                    .help("publish it elsewhere and link to it, or divide the book"),
            );
        }
        diagnostics
    }
}

/// From four fifths on.
fn is_near(bytes: u64, limit: u64) -> bool {
    bytes >= limit / 5 * 4
}

fn size(bytes: u64) -> String {
    format!("{}.{} MB", bytes / MEGABYTE, bytes % MEGABYTE / 100_000)
}

/// Counts what passes.
struct Scale<'o> {
    out: &'o mut dyn Write,
    bytes: u64,
}

impl Write for Scale<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(limit: u32, files: &[(&str, u64)]) -> Vec<String> {
        let mut config = Config::default();
        config.html.size_limit = limit;
        let weight = Weight::default();
        for (path, bytes) in files {
            weight.of(&SitePath::new(*path), *bytes * MEGABYTE);
        }
        let diagnostics = weight.diagnostics(&config).into_iter();
        diagnostics
            .map(|one| [vec![one.message], one.help].concat().join("; "))
            .collect()
    }

    #[test]
    fn a_site_is_warned_of_from_four_fifths_on() {
        assert_eq!(said(1000, &[("a.pdf", 799)][..]).len(), 1);
        assert_eq!(said(1000, &[("a.pdf", 79), ("b.pdf", 79)]), [""; 0]);
        let many: Vec<(String, u64)> = (0..20).map(|n| (format!("{n:02}.pdf"), 40)).collect();
        let many: Vec<(&str, u64)> = many.iter().map(|(name, size)| (&**name, *size)).collect();
        let all = said(1000, &many);
        assert_eq!(all.len(), 1);
        assert!(
            all[0].starts_with("the site has 800.0 MB of at most 1000.0 MB; its largest files are `00.pdf` (40.0 MB), `01.pdf`"),
            "{all:?}"
        );
        assert_eq!(said(2000, &many), [""; 0]);
    }

    #[test]
    fn large_files_are_told_one_by_one() {
        let files = [
            ("a", 79),
            ("b", 1),
            ("c", 99),
            ("d", 85),
            ("e", 300),
            ("f", 60),
        ];
        let all = said(1000, &files);
        let files: Vec<&str> = all.iter().filter_map(|one| one.split('`').nth(1)).collect();
        assert_eq!(files, ["e", "c", "d"]);
    }

    #[test]
    fn what_is_written_twice_weighs_once() {
        let weight = Weight::default();
        let content = |out: &mut dyn Write| out.write_all(&[0; 1000]);
        let put = |content: &Content<'_>| {
            content(&mut io::sink())?;
            content(&mut io::sink())
        };
        weight.of_large(&SitePath::new("x"), &content, put).unwrap();
        assert_eq!(weight.bytes.into_inner(), 1000);
    }
}

//! Publishing: all or nothing, and nothing where nothing changed.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use levelbook::host::HostError;
use levelbook::host::publish::{MANIFEST, Options, Publisher, Report, clean};
use levelbook::tree::{Digest, SitePath};

use tempfile::TempDir;

mod kill;

type Site = BTreeMap<&'static str, String>;

fn site(files: &[(&'static str, &str)]) -> Site {
    files
        .iter()
        .map(|(name, text)| (*name, text.repeat(3)))
        .collect()
}

fn old_site() -> Site {
    site(&[
        ("assets/old.css", "old style "),
        ("assets/same.svg", "same picture "),
        ("becomes-folder", "a file "),
        ("becomes-file/a.html", "a page "),
        ("gone/deep/page.html", "old page "),
        ("index.html", "old start, with assets/old.css "),
        ("teams/a.html", "old team a "),
        ("teams/b.html", "team b "),
    ])
}

fn new_site() -> Site {
    site(&[
        ("assets/new.css", "new style, longer "),
        ("assets/same.svg", "same picture "),
        ("becomes-file", "now a file "),
        ("becomes-folder/b.html", "now a page "),
        ("index.html", "new start, with assets/new.css "),
        ("teams/a.html", "new team a "),
        ("teams/b.html", "team b "),
        ("teams/c/d.html", "new team "),
    ])
}

fn inputs(site: &Site) -> Digest {
    Digest::of_parts(site.iter().flat_map(|(n, t)| [n.as_bytes(), t.as_bytes()]))
}

fn publish_with(target: &Path, site: &Site, options: Options) -> Result<Report, HostError> {
    let publisher = Publisher::open_with(target, options)?;
    for (name, text) in site {
        let path = SitePath::new(*name);
        match name.starts_with("assets/") {
            true => publisher.put_with(&path, &|out| in_pieces(text, out))?,
            false => publisher.put(&path, text.as_bytes())?,
        }
    }
    publisher.finish(inputs(site), "notes of the build")
}

/// As a file is written that is never whole in memory.
fn in_pieces(text: &str, out: &mut dyn Write) -> io::Result<()> {
    text.as_bytes()
        .chunks(7)
        .try_for_each(|piece| out.write_all(piece))
}

fn publish(target: &Path, site: &Site) -> Report {
    publish_with(target, site, Options::default()).unwrap()
}

/// Every file below a folder with its bytes; folders end in `/`.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let walk = walkdir::WalkDir::new(folder).min_depth(1);
    walk.into_iter()
        .map(|entry| {
            let entry = entry.unwrap();
            let name = entry.path().strip_prefix(folder).unwrap();
            let name = name.to_str().unwrap().replace('\\', "/");
            match entry.file_type().is_dir() {
                true => (name + "/", Vec::new()),
                false => (name, fs::read(entry.path()).unwrap()),
            }
        })
        .collect()
}

/// What a published site looks like, made by publishing it into an empty place.
fn published(site: &Site) -> BTreeMap<String, Vec<u8>> {
    let (_folder, target) = place();
    publish(&target, site);
    files(&target)
}

/// A new folder and an output folder in it that does not exist yet.
fn place() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("book");
    (folder, target)
}

/// Inode, time and mode of everything below a folder and of the folder above it.
#[cfg(unix)]
fn identities(folder: &Path) -> BTreeMap<PathBuf, (u64, i64, i64, u32)> {
    use std::os::unix::fs::MetadataExt;
    walkdir::WalkDir::new(folder)
        .into_iter()
        .map(|entry| {
            let entry = entry.unwrap();
            let about = entry.metadata().unwrap();
            let identity = (about.ino(), about.mtime(), about.mtime_nsec(), about.mode());
            (entry.path().to_owned(), identity)
        })
        .collect()
}

const IN_PLACE: Options = Options {
    in_place: true,
    before_change: None,
};

#[test]
fn a_site_is_replaced_by_exactly_the_new_one_in_both_ways() {
    for options in [Options::default(), IN_PLACE] {
        let (folder, target) = place();
        let first = publish_with(&target, &old_site(), options).unwrap();
        assert_eq!((first.written, first.kept, first.removed), (8, 0, 0));
        assert_eq!(files(&target), published(&old_site()));
        let second = publish_with(&target, &new_site(), options).unwrap();
        assert_eq!((second.written, second.kept, second.removed), (6, 2, 4));
        let size = |site: &Site| site.values().map(|text| text.len() as u64).sum::<u64>();
        assert_eq!(second.bytes, size(&new_site()));
        assert!(second.bytes_written < second.bytes);
        assert_eq!(files(&target), published(&new_site()));
        assert_eq!(second.at_once, !options.in_place && cfg!(unix));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}

#[cfg(unix)]
#[test]
fn an_unchanged_site_is_not_touched() {
    let (folder, target) = place();
    publish(&target, &old_site());
    let before = identities(folder.path());
    let publisher = Publisher::open(&target).unwrap();
    assert!(publisher.is_current(inputs(&old_site())));
    assert!(!publisher.is_current(inputs(&new_site())));
    assert_eq!(publisher.notes(), Some("notes of the build"));
    drop(publisher);
    let report = publish(&target, &old_site());
    assert_eq!((report.written, report.kept), (0, 8));
    assert_eq!(identities(folder.path()), before);
}

#[cfg(unix)]
#[test]
fn one_changed_page_leaves_all_others_alone() {
    for options in [Options::default(), IN_PLACE] {
        let (_folder, target) = place();
        publish(&target, &old_site());
        let before = identities(&target);
        let mut site = old_site();
        site.insert("teams/a.html", "changed".to_owned());
        let report = publish_with(&target, &site, options).unwrap();
        assert_eq!((report.written, report.kept, report.removed), (1, 7, 0));
        for (path, identity) in identities(&target) {
            let is_new = path.ends_with("teams/a.html") || path.ends_with(MANIFEST);
            if path.is_file() {
                assert_eq!(before[&path] != identity, is_new, "{}", path.display());
            }
        }
    }
}

#[cfg(unix)]
#[test]
fn new_inputs_with_the_same_pages_change_the_manifest_alone() {
    let (_folder, target) = place();
    publish(&target, &old_site());
    let before = identities(&target);
    let publisher = Publisher::open(&target).unwrap();
    for (name, text) in old_site() {
        publisher
            .put(&SitePath::new(name), text.as_bytes())
            .unwrap();
    }
    let report = publisher.finish(Digest::of(b"other"), "other").unwrap();
    assert_eq!((report.written, report.removed), (0, 0));
    let changed: Vec<_> = identities(&target)
        .into_iter()
        .filter(|(path, identity)| path.is_file() && before[path] != *identity)
        .map(|(path, _)| path)
        .collect();
    assert_eq!(changed, [target.join(MANIFEST)]);
    let publisher = Publisher::open(&target).unwrap();
    assert!(publisher.is_current(Digest::of(b"other")));
    assert_eq!(publisher.notes(), Some("other"));
}

#[test]
fn a_file_that_somebody_changed_is_written_again() {
    let (_folder, target) = place();
    publish(&target, &old_site());
    let page = target.join("teams/b.html");
    let text = fs::read_to_string(&page).unwrap();
    let touch = |text: &str| {
        fs::write(&page, text).unwrap();
        let manifest = fs::metadata(target.join(MANIFEST)).unwrap();
        let later = manifest.modified().unwrap() + std::time::Duration::from_millis(1);
        let file = fs::File::options().append(true).open(&page).unwrap();
        file.set_modified(later).unwrap();
    };
    let is_current = || {
        Publisher::open(&target)
            .unwrap()
            .is_current(inputs(&old_site()))
    };

    touch(&text.to_uppercase());
    assert!(!is_current());
    assert_eq!(publish(&target, &old_site()).written, 1);
    assert_eq!(fs::read_to_string(&page).unwrap(), text);
    assert!(is_current());

    touch(&text);
    assert!(!is_current());
    assert_eq!(publish(&target, &old_site()).written, 0);
    fs::remove_file(&page).unwrap();
    assert!(!is_current());
    assert_eq!(publish(&target, &old_site()).written, 1);
    assert_eq!(files(&target), published(&old_site()));
}

#[test]
fn a_build_that_fails_leaves_the_old_site() {
    let (folder, target) = place();
    publish(&target, &old_site());
    let before = files(folder.path());
    let publisher = Publisher::open(&target).unwrap();
    for (name, text) in new_site() {
        publisher
            .put(&SitePath::new(name), text.as_bytes())
            .unwrap();
    }
    assert!(folder.path().join(".book.levelbook-staging").is_dir());
    drop(publisher);
    assert_eq!(files(folder.path()), before);
}

#[test]
fn files_arrive_from_many_threads() {
    let (_folder, target) = place();
    let publisher = Publisher::open(&target).unwrap();
    std::thread::scope(|scope| {
        for thread in 0..8 {
            let publisher = &publisher;
            scope.spawn(move || {
                for file in 0..50 {
                    let path = SitePath::new(format!("teams/{file}/{thread}.html"));
                    publisher.put(&path, path.as_str().as_bytes()).unwrap();
                }
            });
        }
    });
    let report = publisher.finish(Digest::of(b""), "").unwrap();
    assert_eq!(report.written, 400);
    assert_eq!(
        fs::read(target.join("teams/7/3.html")).unwrap(),
        b"teams/7/3.html"
    );
}

#[test]
fn a_folder_of_somebody_else_is_refused() {
    let (_folder, target) = place();
    fs::create_dir(&target).unwrap();
    fs::write(target.join("thesis.txt"), "years of work").unwrap();
    assert!(matches!(
        Publisher::open(&target),
        Err(HostError::ForeignFolder { .. })
    ));
    assert!(matches!(
        clean(&target),
        Err(HostError::ForeignFolder { .. })
    ));
    fs::write(target.join(MANIFEST), "{").unwrap();
    assert!(matches!(
        Publisher::open(&target),
        Err(HostError::BadManifest { .. })
    ));
    fs::write(
        target.join(MANIFEST),
        "{\"schema\": \"levelbook.manifest/9\"}",
    )
    .unwrap();
    assert!(matches!(
        Publisher::open(&target),
        Err(HostError::NewerManifest { .. })
    ));
    assert!(matches!(
        Publisher::open(&target.join("thesis.txt")),
        Err(HostError::NotAFolder { .. })
    ));
    assert_eq!(
        fs::read(target.join("thesis.txt")).unwrap(),
        b"years of work"
    );
}

#[test]
fn files_of_others_stay_and_are_never_overwritten() {
    for options in [Options::default(), IN_PLACE] {
        let (folder, target) = place();
        publish(&target, &old_site());
        fs::write(target.join("CNAME"), "example.org").unwrap();
        fs::create_dir(target.join("gone/mine")).unwrap();
        fs::write(target.join("gone/mine/notes.txt"), "mine").unwrap();
        fs::write(target.join(".git"), "gitdir: elsewhere").unwrap();
        let report = publish_with(&target, &new_site(), options).unwrap();
        assert_eq!(report.foreign, ["CNAME", "gone/mine/notes.txt"]);
        let mut expected = published(&new_site());
        for (name, text) in [
            ("CNAME", "example.org"),
            ("gone/", ""),
            ("gone/mine/", ""),
            ("gone/mine/notes.txt", "mine"),
            (".git", "gitdir: elsewhere"),
        ] {
            expected.insert(name.to_owned(), text.into());
        }
        assert_eq!(files(&target), expected);

        for in_the_way in ["CNAME", "CNAME/x.html", "gone/mine"] {
            let mut site = new_site();
            site.insert(in_the_way, String::new());
            let result = publish_with(&target, &site, options);
            assert!(
                matches!(&result, Err(HostError::InTheWay { .. })),
                "{in_the_way}: {result:?}"
            );
            assert_eq!(files(&target), expected);
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}

#[test]
fn a_repository_in_the_output_is_not_moved() {
    let (_folder, target) = place();
    fs::create_dir_all(target.join(".git/refs")).unwrap();
    fs::write(target.join(".git/HEAD"), "ref: refs/heads/pages").unwrap();
    publish(&target, &old_site());
    let report = publish(&target, &new_site());
    assert!(!report.at_once && report.foreign.is_empty());
    assert!(target.join(".git/refs").is_dir());
    assert!(target.join(".git/HEAD").is_file());
    fs::remove_dir_all(target.join(".git")).unwrap();
    assert_eq!(files(&target), published(&new_site()));
}

#[cfg(unix)]
#[test]
fn links_in_the_output_are_not_followed() {
    use std::os::unix::fs::symlink;
    for options in [Options::default(), IN_PLACE] {
        let (folder, target) = place();
        let elsewhere = folder.path().join("elsewhere");
        fs::create_dir_all(elsewhere.join("deep")).unwrap();
        fs::write(elsewhere.join("deep/page.html"), "precious").unwrap();
        fs::write(elsewhere.join("start.html"), "precious").unwrap();
        publish(&target, &old_site());
        fs::remove_dir_all(target.join("gone")).unwrap();
        symlink(&elsewhere, target.join("gone")).unwrap();
        fs::remove_file(target.join("index.html")).unwrap();
        symlink(elsewhere.join("start.html"), target.join("index.html")).unwrap();
        publish_with(&target, &new_site(), options).unwrap();
        assert!(
            target
                .join("index.html")
                .symlink_metadata()
                .unwrap()
                .is_file()
        );

        fs::rename(target.join("teams"), folder.path().join("moved")).unwrap();
        symlink(&elsewhere, target.join("teams")).unwrap();
        let result = publish_with(&target, &old_site(), options);
        assert!(matches!(result, Err(HostError::InTheWay { .. })));
        fs::remove_file(target.join("teams")).unwrap();

        clean(&target).unwrap();
        let kept = files(&elsewhere);
        assert_eq!(kept["deep/page.html"], b"precious");
        assert_eq!(kept["start.html"], b"precious");
        assert_eq!(kept.len(), 3);
    }
}

#[cfg(unix)]
#[test]
fn an_output_folder_that_is_a_link_stays_one() {
    let (folder, target) = place();
    let real = folder.path().join("real");
    fs::create_dir(&real).unwrap();
    std::os::unix::fs::symlink(&real, &target).unwrap();
    publish(&target, &old_site());
    publish(&target, &new_site());
    assert!(target.symlink_metadata().unwrap().is_symlink());
    assert_eq!(files(&real), published(&new_site()));
}

#[cfg(unix)]
#[test]
fn files_can_be_read_by_everybody_and_nothing_stays_linked() {
    use std::os::unix::fs::MetadataExt;
    let (_folder, target) = place();
    publish(&target, &old_site());
    publish(&target, &new_site());
    for entry in walkdir::WalkDir::new(&target) {
        let about = entry.unwrap().metadata().unwrap();
        let mode = about.mode() & 0o777;
        assert_eq!(mode, if about.is_dir() { 0o755 } else { 0o644 });
        assert!(about.is_dir() || about.nlink() == 1);
    }
}

/// The folder above may belong to somebody else; root may write everywhere and sees no difference.
#[cfg(unix)]
#[test]
fn a_closed_folder_above_is_no_hindrance() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, target) = place();
    fs::create_dir(&target).unwrap();
    let set_mode = |mode| fs::set_permissions(folder.path(), fs::Permissions::from_mode(mode));
    set_mode(0o555).unwrap();
    publish(&target, &old_site());
    let report = publish(&target, &new_site());
    let is_open = fs::write(folder.path().join("probe"), "").is_ok();
    set_mode(0o755).unwrap();
    assert_eq!(report.at_once, is_open);
    assert_eq!(files(&target), published(&new_site()));
}

#[test]
fn two_builds_do_not_mix() {
    let (_folder, target) = place();
    publish(&target, &old_site());
    let put = |publisher: &Publisher| publisher.put(&SitePath::new("index.html"), b"new start");
    let late = Publisher::open(&target).unwrap();
    let first = Publisher::open(&target).unwrap();
    put(&first).unwrap();
    assert!(matches!(
        Publisher::open(&target),
        Err(HostError::Busy { .. })
    ));
    assert!(matches!(put(&late), Err(HostError::Busy { .. })));
    first.finish(Digest::of(b"first"), "").unwrap();
    assert!(matches!(put(&late), Err(HostError::Overtaken { .. })));
    drop(late);
    assert_eq!(files(&target).len(), 2);
}

#[test]
fn cleaning_deletes_the_site_and_nothing_else() {
    let (folder, target) = place();
    assert_eq!(clean(&target).unwrap().removed, 0);
    publish(&target, &old_site());
    let cleaned = clean(&target).unwrap();
    assert_eq!((cleaned.removed, cleaned.left.len()), (8, 0));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);

    publish(&target, &old_site());
    fs::write(target.join("teams/notes.txt"), "mine").unwrap();
    let cleaned = clean(&target).unwrap();
    assert_eq!(cleaned.left, ["teams/notes.txt"]);
    assert_eq!(
        files(&target).into_keys().collect::<Vec<_>>(),
        ["teams/", "teams/notes.txt"]
    );
}

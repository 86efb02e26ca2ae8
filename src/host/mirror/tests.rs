use std::fs;
use std::path::Path;

use proptest::prelude::*;

use super::*;
use crate::host::fs::read;
use crate::host::testing::write;

const FOLDERS: [&str; 4] = [
    "content",
    "content/teams",
    "themes/default",
    "extra/one.css",
];

fn changes(root: &Path, paths: &[&str]) -> Changes {
    Changes {
        paths: paths.iter().map(|path| root.join(path)).collect(),
        ..Changes::default()
    }
}

fn book(files: &[(&str, &str)]) -> (tempfile::TempDir, Mirror) {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        write(folder.path(), path, text);
    }
    let mirror = Mirror::open(folder.path(), &FOLDERS).unwrap();
    (folder, mirror)
}

/// Refreshes and says what changed; the sources are then those of a clean read.
#[track_caller]
fn refresh(mirror: &mut Mirror, changes: &Changes) -> Vec<String> {
    let before = Arc::clone(mirror.sources());
    let changed = mirror.refresh(changes).unwrap();
    let clean = read(&mirror.root.clone(), &FOLDERS).unwrap();
    assert_eq!(mirror.sources().refused, clean.refused);
    assert_eq!(mirror.sources().digest(), clean.digest());
    let differs: BTreeSet<BookPath> = before
        .files
        .keys()
        .chain(clean.files.keys())
        .chain(before.refused.iter().chain(&clean.refused).map(|r| &r.path))
        .filter(|path| {
            let digest = |sources: &Sources| sources.get(path).map(|file| file.digest);
            let refused = |sources: &Sources| {
                let all = sources.refused.iter().filter(|r| r.path == **path);
                all.cloned().collect::<Vec<_>>()
            };
            digest(&before) != digest(&clean) || refused(&before) != refused(&clean)
        })
        .cloned()
        .collect();
    assert_eq!(changed, differs);
    changed
        .iter()
        .map(|path| path.as_str().to_owned())
        .collect()
}

#[test]
fn only_what_changed_is_named_and_the_rest_is_shared() {
    let (folder, mut mirror) = book(&[("content/a.md", "a"), ("content/b.md", "b")]);
    let root = folder.path();
    let before = Arc::clone(mirror.sources());
    assert!(refresh(&mut mirror, &changes(root, &["content/a.md"])).is_empty());
    assert!(Arc::ptr_eq(&before, mirror.sources()), "nothing changed");

    write(root, "content/a.md", "c");
    assert_eq!(
        refresh(&mut mirror, &changes(root, &["content/a.md"])),
        ["content/a.md"]
    );
    let file = |sources: &Sources, path: &str| Arc::clone(&sources.files[path]);
    assert_eq!(file(&before, "content/a.md").text(), Some("a"));
    assert_eq!(file(mirror.sources(), "content/a.md").text(), Some("c"));
    assert!(Arc::ptr_eq(
        &file(&before, "content/b.md"),
        &file(mirror.sources(), "content/b.md")
    ));
}

#[test]
fn neighbors_that_nobody_named_are_seen() {
    let (folder, mut mirror) = book(&[
        ("content/a.md", "a"),
        ("content/old.md", "o"),
        ("content/sub/deep/x.md", "x"),
    ]);
    let root = folder.path();
    fs::rename(root.join("content/old.md"), root.join("content/new.md")).unwrap();
    fs::remove_dir_all(root.join("content/sub")).unwrap();
    write(root, "content/fresh/y.md", "y");
    assert_eq!(
        refresh(&mut mirror, &changes(root, &["content/a.md"])),
        [
            "content/fresh/y.md",
            "content/new.md",
            "content/old.md",
            "content/sub/deep/x.md"
        ]
    );
}

#[test]
fn a_folder_is_listed_again_when_its_names_changed() {
    let (folder, mut mirror) = book(&[("content/a.md", "a"), ("content/b.md", "b")]);
    let root = folder.path();
    let settle = || {
        let old = SystemTime::now() - std::time::Duration::from_secs(60);
        let open = fs::File::open(root.join("content")).unwrap();
        open.set_modified(old).unwrap();
    };
    let named = changes(root, &["content/a.md"]);
    settle();
    for _ in 0..2 {
        assert!(refresh(&mut mirror, &named).is_empty());
        assert!(mirror.is_listed("content"));
    }
    fs::remove_file(root.join("content/b.md")).unwrap();
    assert_eq!(refresh(&mut mirror, &named), ["content/b.md"]);
    write(root, "content/c.md", "c");
    settle();
    assert_eq!(refresh(&mut mirror, &named), ["content/c.md"]);
}

#[test]
fn a_write_that_leaves_size_and_time_alone_is_seen() {
    let (folder, mut mirror) = book(&[("content/a.md", "a")]);
    let path = folder.path().join("content/a.md");
    let everything = Changes {
        everything: true,
        ..Changes::default()
    };
    for text in ["b", "c", "d"] {
        let time = fs::metadata(&path).unwrap().modified().unwrap();
        let mut file = fs::File::options().write(true).open(&path).unwrap();
        std::io::Write::write_all(&mut file, text.as_bytes()).unwrap();
        file.set_modified(time).unwrap();
        assert_eq!(refresh(&mut mirror, &everything), ["content/a.md"]);
    }
}

#[test]
fn files_that_have_settled_are_not_read_again() {
    let (folder, mut mirror) = book(&[("content/a.md", "a")]);
    let root = folder.path();
    let everything = Changes {
        everything: true,
        ..Changes::default()
    };
    let path = BookPath::new("content/a.md").unwrap();
    assert!(!mirror.is_unchanged(&path), "just written");
    let old = SystemTime::now() - std::time::Duration::from_secs(60);
    let file = fs::File::options()
        .write(true)
        .open(root.join("content/a.md"))
        .unwrap();
    file.set_modified(old).unwrap();
    assert!(refresh(&mut mirror, &everything).is_empty());
    assert!(mirror.is_unchanged(&path));
    write(root, "content/a.md", "other");
    assert!(!mirror.is_unchanged(&path));
}

#[test]
fn what_is_not_the_books_is_not_looked_at() {
    let (folder, mut mirror) = book(&[("content/a.md", "a")]);
    let root = folder.path();
    write(root, "site/index.html", "built");
    write(root, "content/.a.md.swp", "x");
    let mut scopes = |paths: &[&str]| mirror.scopes(&changes(root, paths).paths).unwrap();
    assert!(scopes(&["site/index.html", "content/.a.md.swp", "content/a.md~"]).is_empty());
    assert!(scopes(&["../elsewhere.md", "content/.git/config"]).is_empty());
    assert_eq!(
        scopes(&["content/a.md"]),
        BTreeSet::from(["content/a.md".to_owned()])
    );
    let elsewhere = changes(Path::new("/nowhere"), &["content/a.md"]);
    assert!(mirror.scopes(&elsewhere.paths).unwrap().is_empty());
    assert!(refresh(&mut mirror, &changes(root, &["site", "book.toml"])).is_empty());
}

#[test]
fn after_an_error_the_next_look_is_at_everything() {
    let (folder, mut mirror) = book(&[("content/a.md", "a"), ("content/b.md", "b")]);
    let root = folder.path().to_owned();
    let away = root.with_extension("away");
    fs::rename(&root, &away).unwrap();
    assert!(matches!(
        mirror.refresh(&changes(&root, &["content/a.md"])),
        Err(HostError::NoFolder { .. })
    ));
    assert_eq!(mirror.sources().files.len(), 2, "the last state stays");
    fs::rename(&away, &root).unwrap();
    write(&root, "content/b.md", "other");
    assert_eq!(refresh(&mut mirror, &Changes::default()), ["content/b.md"]);
}

#[test]
fn a_book_is_opened_as_it_is_read() {
    let (folder, mirror) = book(&[("book.toml", ""), ("content/a.md", "a")]);
    let read = read(folder.path(), &FOLDERS).unwrap();
    assert_eq!(mirror.sources().digest(), read.digest());
    assert!(matches!(
        Mirror::open(&folder.path().join("none"), &[]),
        Err(HostError::NoFolder { .. })
    ));
    assert!(matches!(
        Mirror::open(folder.path(), &["../elsewhere"]),
        Err(HostError::OutsideBook { .. })
    ));
}

/// The places that the property test plays with: files, folders, names that are passed over, a bad
/// name and its readable form, and what is outside of all folders.
const PLACES: [&str; 20] = [
    "book.toml",
    "content",
    "content/index.md",
    "content/a-b/x.md",
    "content/a",
    "content/a/x.md",
    "content/a/b/y.md",
    "content/teams",
    "content/teams/a.md",
    "content/teams/a/index.md",
    "content/teams/.a.md.swp",
    "content/teams/\u{fffd}.md",
    "content/teams/bad\\name.md",
    "content/.hidden/x.md",
    "themes",
    "themes/default/theme.toml",
    "themes/other/x.css",
    "extra",
    "extra/one.css",
    "site/index.html",
];

#[derive(Clone, Debug)]
enum Deed {
    Write(usize, u8),
    Replace(usize, u8),
    Folder(usize),
    Remove(usize),
    Rename(usize, usize),
    Link(usize, usize),
    Large(usize),
}

fn deed() -> impl Strategy<Value = Deed> {
    let place = || 0..PLACES.len();
    prop_oneof![
        4 => (place(), 0..3u8).prop_map(|(at, text)| Deed::Write(at, text)),
        2 => (place(), 0..3u8).prop_map(|(at, text)| Deed::Replace(at, text)),
        1 => place().prop_map(Deed::Folder),
        3 => place().prop_map(Deed::Remove),
        3 => (place(), place()).prop_map(|(from, to)| Deed::Rename(from, to)),
        1 => (place(), place()).prop_map(|(at, to)| Deed::Link(at, to)),
        1 => place().prop_map(Deed::Large),
    ]
}

/// Does it as far as the disk allows, and returns the paths that a watcher names.
fn run(root: &Path, deed: &Deed) -> Vec<&'static str> {
    let make_room = |at: usize| {
        let _ = fs::create_dir_all(root.join(PLACES[at]).parent().unwrap());
        root.join(PLACES[at])
    };
    match *deed {
        Deed::Write(at, text) => {
            let _ = fs::write(make_room(at), [b'a' + text]);
            vec![PLACES[at]]
        }
        Deed::Replace(at, text) => {
            let path = make_room(at);
            let temporary = path.with_extension("tmp~");
            if fs::write(&temporary, [b'a' + text]).is_ok() {
                let _ = fs::rename(&temporary, path);
                let _ = fs::remove_file(&temporary);
            }
            vec![PLACES[at]]
        }
        Deed::Folder(at) => {
            let _ = fs::create_dir_all(root.join(PLACES[at]));
            vec![PLACES[at]]
        }
        Deed::Remove(at) => {
            let path = root.join(PLACES[at]);
            let _ = fs::remove_file(&path).or_else(|_| fs::remove_dir_all(&path));
            vec![PLACES[at]]
        }
        Deed::Rename(from, to) => {
            let _ = fs::rename(root.join(PLACES[from]), make_room(to));
            vec![PLACES[from], PLACES[to]]
        }
        Deed::Link(at, to) => {
            let path = make_room(at);
            #[cfg(unix)]
            let _ = std::os::unix::fs::symlink(root.join(PLACES[to]), path);
            let _ = (to, at);
            vec![PLACES[at]]
        }
        Deed::Large(at) => {
            if let Ok(file) = fs::File::create(make_room(at)) {
                let _ = file.set_len(1024 * 1024 + 1);
            }
            vec![PLACES[at]]
        }
    }
}

/// What a watcher reports when something happens at a path whose folders may be new: the highest of
/// the folders that were not there before, or the path itself.
fn reported(root: &Path, path: &str) -> String {
    let mut missing = path.to_owned();
    for (at, _) in path.match_indices('/') {
        if fs::symlink_metadata(root.join(&path[..at])).is_err() {
            path[..at].clone_into(&mut missing);
            break;
        }
    }
    missing
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_mirror_is_what_a_clean_read_gives(
        steps in proptest::collection::vec((proptest::collection::vec(deed(), 1..5), any::<bool>()), 1..8)
    ) {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        let mut mirror = Mirror::open(root, &FOLDERS).unwrap();
        for (deeds, everything) in steps {
            let mut paths = BTreeSet::new();
            for deed in &deeds {
                // A link may lead a deed to another place, which a watcher names as well.
                let before: Vec<String> = PLACES.iter().map(|path| reported(root, path)).collect();
                for path in run(root, deed) {
                    let at = PLACES.iter().position(|place| *place == path).unwrap();
                    paths.insert(root.join(&before[at]));
                    paths.insert(root.join(path));
                    if let Ok(real) = fs::canonicalize(root.join(path)) {
                        paths.insert(real);
                    }
                }
            }
            let changes = Changes {
                paths: if everything { BTreeSet::new() } else { paths },
                everything,
                revision: false,
            };
            refresh(&mut mirror, &changes);
        }
    }
}

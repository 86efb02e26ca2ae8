//! Folders and files that come, go and move.

use super::*;

#[test]
fn a_file_in_a_new_nested_folder_is_seen() {
    for (mode, rounds) in [(Mode::Native, 50), (Mode::Poll, 2)] {
        let mut case = Case::new(mode, &[("content/a.md", "a")]);
        for round in 0..rounds {
            let path = format!("content/new-{round}/deep/er/index.md");
            write(&case.root, &path, "made at once");
            case.follow(&[(&path, Some("made at once"))]);
            // The new folders are watched, too.
            let other = format!("content/new-{round}/deep/other.md");
            write(&case.root, &other, "later");
            fs::write(case.at(&path), "changed").unwrap();
            case.follow(&[(&other, Some("later")), (&path, Some("changed"))]);
        }
    }
}

#[test]
fn files_and_folders_go_and_move() {
    for mode in BOTH {
        let mut case = Case::new(
            mode,
            &[
                ("content/a.md", "a"),
                ("content/b/one.md", "1"),
                ("content/b/deep/two.md", "2"),
            ],
        );
        let elsewhere = tempfile::tempdir_in(case.root.parent().unwrap()).unwrap();
        fs::remove_file(case.at("content/a.md")).unwrap();
        case.follow(&[("content/a.md", None)]);

        fs::rename(case.at("content/b"), case.at("content/c")).unwrap();
        case.follow(&[
            ("content/b/one.md", None),
            ("content/c/deep/two.md", Some("2")),
        ]);
        write(&case.root, "content/c/deep/two.md", "after the move");
        case.follow(&[("content/c/deep/two.md", Some("after the move"))]);

        let out = elsewhere.path().join("c");
        fs::rename(case.at("content/c"), &out).unwrap();
        case.follow(&[("content/c/one.md", None), ("content/c/deep/two.md", None)]);
        fs::write(out.join("one.md"), "changed outside").unwrap();
        fs::rename(&out, case.at("content/d")).unwrap();
        case.follow(&[("content/d/one.md", Some("changed outside"))]);
        write(&case.root, "content/d/deep/three.md", "3");
        case.follow(&[("content/d/deep/three.md", Some("3"))]);

        fs::remove_dir_all(case.at("content/d")).unwrap();
        case.follow(&[
            ("content/d/one.md", None),
            ("content/d/deep/three.md", None),
        ]);
        write(&case.root, "content/d", "a file now");
        case.follow(&[("content/d", Some("a file now"))]);
    }
}

#[test]
fn places_that_come_later_are_watched() {
    for mode in BOTH {
        let mut case = Case::new(mode, &[]);
        write(&case.root, "book.toml", "[book]");
        case.follow(&[("book.toml", Some("[book]"))]);
        write(&case.root, "content/teams/a.md", "a");
        write(&case.root, "themes/default/extra.css", "c");
        write(&case.root, "models/one.md", "m");
        let all = [
            ("content/teams/a.md", Some("a")),
            ("themes/default/extra.css", Some("c")),
            ("models/one.md", Some("m")),
        ];
        case.follow(&all);
        for round in ["b", "c"] {
            let all = all.map(|(path, _)| (path, Some(round)));
            for (path, _) in all {
                write(&case.root, path, round);
                case.follow(&[(path, Some(round))]);
            }
            fs::remove_dir_all(case.at("content")).unwrap();
            fs::rename(case.at("themes"), case.at("away")).unwrap();
            case.follow(&[(all[0].0, None), (all[1].0, None)]);
            write(&case.root, all[0].0, "again");
            fs::rename(case.at("away"), case.at("themes")).unwrap();
            case.follow(&[(all[0].0, Some("again")), (all[1].0, Some(round))]);
        }
    }
}

#[test]
fn a_book_that_is_moved_away_and_back_is_watched_again() {
    for mode in BOTH {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("book");
        write(&root, "content/a.md", "a");
        let away = folder.path().join("away");
        let mut case = Case::open(folder, root.clone(), mode);
        fs::rename(&root, &away).unwrap();
        let changes = case.watch.next(DEADLINE).unwrap();
        assert!(case.mirror.refresh(&changes).is_err(), "{changes:?}");
        write(&away, "content/a.md", "b");
        fs::rename(&away, &root).unwrap();
        case.follow(&[("content/a.md", Some("b"))]);
        write(&root, "content/new/c.md", "c");
        case.follow(&[("content/new/c.md", Some("c"))]);
    }
}

#[test]
fn further_folders_are_told_as_they_were_named() {
    for mode in BOTH {
        let folder = tempfile::tempdir().unwrap();
        let book = folder.path().join("book");
        write(&book, "content/a.md", "a");
        let further = [book.join("../data"), folder.path().join("later/deep")];
        write(folder.path(), "data/x.csv", "x");
        let _turn = TURN.read().unwrap_or_else(PoisonError::into_inner);
        let watch = Watch::start(&book, &["content".to_owned()], &further, mode).unwrap();
        let expect = |path: PathBuf| {
            let until = Instant::now() + DEADLINE;
            let told = |changes: Changes| changes.paths.iter().any(|told| path.starts_with(told));
            while !watch.next(until - Instant::now()).map(told).unwrap() {}
        };
        write(folder.path(), "data/x.csv", "y");
        expect(further[0].join("x.csv"));
        write(folder.path(), "later/deep/y.csv", "y");
        expect(further[1].join("y.csv"));
        write(folder.path(), "later/deep/y.csv", "z");
        expect(further[1].join("y.csv"));
        fs::remove_dir_all(folder.path().join("data")).unwrap();
        expect(further[0].join("x.csv"));
        write(folder.path(), "data/x.csv", "back");
        expect(further[0].join("x.csv"));
        write(folder.path(), "data/x.csv", "again");
        expect(further[0].join("x.csv"));
    }
}

#[test]
#[cfg(unix)]
fn a_book_behind_a_link_is_told_as_it_was_named() {
    for mode in BOTH {
        let folder = tempfile::tempdir().unwrap();
        let real = folder.path().join("real");
        write(&real, "content/a.md", "a");
        let link = folder.path().join("link");
        std::os::unix::fs::symlink(&real, &link).unwrap();
        let mut case = Case::open(folder, link, mode);
        write(&real, "content/a.md", "b");
        case.follow(&[("content/a.md", Some("b"))]);
    }
}

#[test]
fn what_is_no_book_is_not_watched() {
    let folder = tempfile::tempdir().unwrap();
    let start = |root: &Path, place: &str| {
        Watch::start(root, &[place.to_owned()], &[], Mode::Poll).map(drop)
    };
    let none = folder.path().join("none");
    assert!(matches!(
        start(&none, "content"),
        Err(HostError::NoFolder { .. })
    ));
    assert!(matches!(
        start(folder.path(), "../content"),
        Err(HostError::OutsideBook { .. })
    ));
}

/// When the system has no room for more watches, files are looked at, and the user is told.
#[test]
fn the_limit_of_watches_leads_to_polling() {
    let mut case = Case::new(Mode::Native, &[("content/a.md", "a")]);
    let (sender, reports) = std::sync::mpsc::channel();
    sender
        .send(Err(notify::Error::new(notify::ErrorKind::MaxFilesWatch)))
        .unwrap();
    match &mut *lock(&case.watch.source) {
        Source::Native(native) => native.reports = reports,
        Source::Poll(_) => panic!("the system reports here"),
    }
    write(&case.root, "content/a.md", "lost");
    let changes = case.watch.next(DEADLINE).unwrap();
    assert!(changes.everything);
    case.mirror.refresh(&changes).unwrap();
    assert_eq!(case.text("content/a.md"), Some("lost"));
    assert!(matches!(&*lock(&case.watch.source), Source::Poll(_)));
    let notice = case.watch.notice().unwrap();
    assert!(notice.contains("max_user_watches"), "{notice}");
    write(&case.root, "content/b.md", "found");
    case.follow(&[("content/b.md", Some("found"))]);
}

#[test]
fn lost_reports_lead_to_a_look_at_everything() {
    use notify::event::{Event, EventKind, Flag};
    let case = Case::new(Mode::Native, &[("content/a.md", "a")]);
    let (sender, reports) = std::sync::mpsc::channel();
    let rescan = Event::new(EventKind::Other).set_flag(Flag::Rescan);
    sender.send(Ok(rescan)).unwrap();
    match &mut *lock(&case.watch.source) {
        Source::Native(native) => native.reports = reports,
        Source::Poll(_) => panic!("the system reports here"),
    }
    assert!(case.watch.next(DEADLINE).unwrap().everything);
}

#[test]
#[cfg(target_os = "linux")]
fn threads_end_with_the_watch() {
    let _turn = TURN.write().unwrap_or_else(PoisonError::into_inner);
    let threads = || {
        let tasks = fs::read_dir("/proc/self/task").unwrap().flatten();
        tasks
            .filter_map(|task| fs::read_to_string(task.path().join("comm")).ok())
            .filter(|name| name.starts_with("notify"))
            .count()
    };
    let wait_for = |count: usize| {
        let until = Instant::now() + DEADLINE;
        while threads() != count {
            assert!(Instant::now() < until, "{} threads", threads());
            std::thread::yield_now();
        }
    };
    wait_for(0);
    let folder = tempfile::tempdir().unwrap();
    for _ in 0..3 {
        let watch = Watch::start(folder.path(), &[], &[], Mode::Native).unwrap();
        wait_for(1);
        drop(watch);
        wait_for(0);
    }
}

//! The live preview as a program: what it says, what it answers, and that it follows the disk.

use std::fs;
use std::net::TcpListener;
use std::path::Path;

use serde_json::Value;

use crate::git_support::git;
use crate::serve_support::Preview;
use crate::site_support::{copy, levelbook, repository, temporary};

fn errors(state: &Value) -> usize {
    state["errors"].as_array().map_or(0, Vec::len)
}

/// The page as it was built, without what the preview adds.
fn plain(page: &str) -> String {
    page.lines()
        .filter(|line| {
            !line.contains("/__levelbook/live.js") && !line.contains("Content-Security-Policy")
        })
        .collect()
}

/// The build of the book as it is now, to compare with.
fn built(preview: &Preview, page: &str) -> String {
    let out = preview.folder.path().join("out");
    let out = out.to_str().expect("a path in UTF-8");
    levelbook(&preview.book(), &["build", "--quiet", "-d", out]).fine();
    fs::read_to_string(Path::new(out).join(page)).expect("the page is built")
}

#[test]
fn an_open_page_learns_whether_it_has_changed() {
    let preview = Preview::of("staged");
    let page = first_team(&preview);
    let (team, model) = (preview.events(&page), preview.events("no-such-page.html"));
    let before = team.until(|state| state["status"] == "ok");
    assert!(model.until(|state| state["status"] == "ok")["page"].is_null());
    let file = source_of(&preview, &page);
    let text = fs::read_to_string(preview.book().join(&file)).expect("the file is there");
    fs::write(preview.book().join(&file), text + "\nA further word.\n").expect("it can be written");
    let after = team.until(|state| state["page"]["digest"] != before["page"]["digest"]);
    assert!(after["generation"].as_u64() > before["generation"].as_u64());
    let shown = preview.until(&format!("/{page}"), |body| body.contains("A further word."));
    assert_eq!(plain(&shown), plain(&built(&preview, &page)));
    // The list of teams shows none of it.
    let list = preview.events("index.html");
    let now = list.until(|state| state["status"] == "ok");
    let digest = now["page"]["digest"].as_str().expect("a digest");
    assert!(preview.get("/").1.contains(digest));
}

fn first_team(preview: &Preview) -> String {
    let list = preview.until("/", |body| body.contains("href=\"teams/"));
    let at = list.find("href=\"teams/").expect("a team") + 6;
    list[at..].split('"').next().expect("an address").to_owned()
}

/// The file that a page is made of, as the preview tells the editor.
fn source_of(preview: &Preview, page: &str) -> String {
    let (_, places) = preview.get(&format!("/__levelbook/places?page={page}"));
    let places: Value = serde_json::from_str(&places).expect("JSON");
    places["places"][0]["file"]
        .as_str()
        .expect("a file")
        .to_owned()
}

#[test]
fn mistakes_stand_over_the_last_good_page() {
    let preview = Preview::of("staged");
    let page = first_team(&preview);
    let file = source_of(&preview, &page);
    let events = preview.events(&page);
    let good = events.until(|state| state["status"] == "ok");
    let text = fs::read_to_string(preview.book().join(&file)).expect("the file is there");
    let broken = text.replacen("answers:\n", "answers:\n  <b>nonsense</b>: yes\n", 1);
    assert_ne!(broken, text);
    fs::write(preview.book().join(&file), &broken).expect("it can be written");
    let state = events.until(|state| errors(state) == 1);
    assert_eq!(state["status"], "errors");
    assert_eq!(state["page"], good["page"], "the page stays as it was");
    let error = &state["errors"][0];
    assert_eq!(error["code"], "unknown-answer");
    assert_eq!(error["file"], Value::from(file.clone()));
    assert!(
        error["excerpt"][0]["text"]
            .as_str()
            .is_some_and(|line| line.contains("<b>nonsense</b>"))
    );
    let editor = error["editor"].as_str().expect("a link");
    assert!(
        editor.starts_with("vscode://file/") && editor.contains(&format!(":{}:", error["line"]))
    );
    fs::write(preview.book().join(&file), &text).expect("it can be written");
    events.until(|state| state["status"] == "ok" && errors(state) == 0);
}

#[test]
fn a_broken_book_starts_and_waits() {
    let preview = Preview::with("staged", &[], |book| {
        fs::create_dir_all(book.join("content/models")).expect("it can be made");
        fs::write(book.join("content/models/broken.md"), "---\nid: [\n---\n")
            .expect("it can be written");
    });
    let events = preview.events("index.html");
    let state = events.until(|state| errors(state) > 0);
    assert_eq!(state["status"], "errors");
    let (status, body) = preview.get("/");
    assert_eq!(status, 200);
    assert!(body.contains("The book has errors"), "{body}");
    fs::remove_file(preview.book().join("content/models/broken.md")).expect("it is there");
    events.until(|state| state["status"] == "ok");
    assert!(!preview.get("/").1.contains("The book has errors"));
}

#[test]
fn the_bar_says_what_an_edit_does_since_the_last_commit() {
    let preview = Preview::with("staged", &[], |book| {
        assert!(git(book, &["init", "--quiet"]) && git(book, &["add", "."]));
        assert!(git(book, &["commit", "--quiet", "-m", "first"]));
    });
    let page = first_team(&preview);
    let file = source_of(&preview, &page);
    let events = preview.events(&page);
    events.until(|state| state["change"].is_object());
    let text = fs::read_to_string(preview.book().join(&file)).expect("the file is there");
    let worse: String = text
        .replace(": yes", ": no")
        .replace("rating: yes", "rating: no");
    assert_ne!(text, worse);
    fs::write(preview.book().join(&file), worse).expect("it can be written");
    let state = events.until(|state| state["change"]["page"].is_string());
    let says = state["change"]["page"].as_str().unwrap_or_default();
    assert!(says.contains("opened"), "{says}");
    assert_eq!(state["change"]["teams"].as_array().map(Vec::len), Some(1));
    assert!(git(
        &preview.book(),
        &["commit", "--quiet", "-a", "-m", "worse"]
    ));
    events.until(|state| {
        state["change"]["teams"]
            .as_array()
            .is_some_and(Vec::is_empty)
    });
}

#[test]
fn a_thousand_saves_leave_the_right_state() {
    let preview = Preview::of("staged");
    let page = first_team(&preview);
    let file = preview.book().join(source_of(&preview, &page));
    let text = fs::read_to_string(&file).expect("the file is there");
    let threads = || {
        let folder = format!("/proc/{}/task", preview.child.id());
        fs::read_dir(folder)
            .map(Iterator::count)
            .unwrap_or_default()
    };
    preview.get(&format!("/{page}"));
    let before = threads();
    for n in 0..1000 {
        fs::write(&file, format!("{text}\nSave {n}.\n")).expect("it can be written");
    }
    let shown = preview.until(&format!("/{page}"), |body| body.contains("Save 999."));
    assert_eq!(plain(&shown), plain(&built(&preview, &page)));
    assert!(
        threads() <= before + 4,
        "{} threads, {before} before",
        threads()
    );
}

#[test]
fn settings_models_templates_and_styles_are_followed() {
    let preview = Preview::of("theme");
    let (title, footer) = ("A new title", "A new footer");
    preview.edit("book.toml", "House style", title);
    preview.until("/", |body| body.contains(title));
    fs::write(
        preview
            .book()
            .join("themes/house/templates/parts/footer.html"),
        format!("<footer>{footer}</footer>\n"),
    )
    .expect("it can be written");
    preview.until("/", |body| body.contains(footer));
    let events = preview.events("index.html");
    let before = events.until(|state| state["status"] == "ok");
    preview.edit("themes/house/assets/house.css", "{", "{ color: teal;");
    let after = events.until(|state| state["assets"] != before["assets"]);
    assert_ne!(after["assets"], before["assets"]);
}

#[test]
fn a_port_that_is_taken_is_said() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("an address").port();
    let folder = temporary();
    copy(
        &repository().join("tests/golden/staged/book"),
        &folder.path().join("book"),
    );
    let run = levelbook(
        &folder.path().join("book"),
        &["serve", "--port", &port.to_string()],
    );
    assert_eq!(run.code, Some(3), "{}", run.stderr);
    assert!(run.stderr.contains(&port.to_string()), "{}", run.stderr);
    let run = levelbook(folder.path(), &["serve", "nowhere"]);
    assert_eq!(run.code, Some(3), "{}", run.stderr);
    let run = levelbook(folder.path(), &["serve", "book", "--editor", "pen"]);
    assert_eq!(run.code, Some(2), "{}", run.stderr);
}

#[test]
fn looking_again_and_again_notices_changes_too() {
    let preview = Preview::with("staged", &["--watcher", "poll"], |_| {});
    let page = first_team(&preview);
    let file = preview.book().join(source_of(&preview, &page));
    let text = fs::read_to_string(&file).expect("the file is there");
    fs::write(&file, text + "\nA word that was looked for.\n").expect("it can be written");
    preview.until(&format!("/{page}"), |body| body.contains("was looked for"));
}

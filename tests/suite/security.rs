//! What content that nobody looked at may do to the published site: the threats of the manual's page
//! on security that no test of a single part covers.

use std::fs;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

use crate::site_support::{Run, Tree, build, case_sites, demo, temporary};

/// A book of one page, and what else is written into its content folder.
fn site_of(page: &str, files: &[(&str, &str)]) -> (Tree, Run) {
    let folder = temporary();
    let content = folder.path().join("content");
    write(folder.path(), "book.toml", "");
    write(&content, "page.md", page);
    for (name, text) in files {
        write(&content, name, text);
    }
    build(folder.path())
}

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    let parent = path.parent().expect("it has a folder");
    fs::create_dir_all(parent).expect("a folder can be made");
    fs::write(path, text).expect("a file can be written");
}

/// Links to a file outside of the book: by name, by folder, and a hard one, which is a file like any
/// other and cannot come by git.
#[cfg(unix)]
#[test]
fn a_link_publishes_no_file_of_the_machine() {
    use std::os::unix::fs::{MetadataExt, symlink};
    let folder = temporary();
    let (book, outside) = (folder.path().join("book"), folder.path().join("outside"));
    write(&outside, "secret.txt", "a secret of the machine");
    write(&book, "book.toml", "");
    write(&book, "content/page.md", "# Page\n");
    symlink(outside.join("secret.txt"), book.join("content/one.txt")).unwrap();
    symlink("../../outside", book.join("content/two")).unwrap();
    let (site, run) = build(&book);
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    for name in ["content/one.txt", "content/two"] {
        assert!(run.stderr.contains(&format!("`{name}` is a symbolic link")));
    }
    assert!(site.files.is_empty());

    fs::remove_file(book.join("content/one.txt")).unwrap();
    fs::remove_file(book.join("content/two")).unwrap();
    let there = book.join("content/hard.txt");
    fs::hard_link(outside.join("secret.txt"), &there).unwrap();
    let out = folder.path().join("site");
    let args = ["build", "--quiet", "-d", out.to_str().unwrap()];
    crate::site_support::levelbook(&book, &args).fine();
    let published = fs::metadata(out.join("hard.txt")).unwrap();
    assert_eq!(published.nlink(), 1);
    assert_ne!(published.ino(), fs::metadata(&there).unwrap().ino());
}

/// Files by whose name a host would change how it serves the site.
#[test]
fn content_brings_no_settings_of_a_host() {
    const NAMES: [&str; 17] = [
        "CNAME",
        "_headers",
        "_redirects",
        "_worker.js",
        "_routes.json",
        "_config.yml",
        "_config.yaml",
        "Vercel.json",
        "now.json",
        "netlify.toml",
        "firebase.json",
        "render.yaml",
        "staticwebapp.config.json",
        "web.config",
        "wrangler.toml",
        ".htaccess",
        ".well-known/x.txt",
    ];
    let files = NAMES.map(|name| (name, "x"));
    let (site, run) = site_of("# Page\n", &files);
    let run = run.fine();
    for name in NAMES {
        assert!(!site.has(name), "{name} is published");
        let is_hidden = name.starts_with('.');
        assert!(is_hidden || run.stderr.contains(name), "{}", run.stderr);
    }
    assert!(site.has("page.html") && site.has(".nojekyll"));
}

#[test]
fn active_files_of_the_content_are_not_published() {
    let svg = |inner: &str| format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{inner}</svg>");
    let (script, plain) = (svg("<script>alert(1)</script>"), svg("<rect/>"));
    let active = [
        "a.html", "a.HTM", "a.xhtml", "a.js", "a.mjs", "a.css", "a.xml", "a.swf", "a.wasm",
        "a.svgz",
    ];
    let mut files: Vec<(&str, &str)> = active.iter().map(|name| (*name, "x")).collect();
    files.extend([
        ("bad.svg", &*script),
        ("bad.SVG2", &*script),
        ("good.svg", &*plain),
        ("good.txt", "x"),
    ]);
    let page = "# Page\n\n[a](a.html) [b](a.js) ![c](bad.svg) ![d](good.svg) [e](good.txt)\n";
    let (site, run) = site_of(page, &files);
    run.fine();
    let brought = |name: &&String| name.starts_with("a.") || name.starts_with("bad");
    let found: Vec<&String> = site.files.keys().filter(brought).collect();
    assert!(found.is_empty(), "{found:?}");
    assert!(site.has("good.svg") && site.has("good.txt"));
    let html = site.text("page.html");
    for name in ["a.html", "a.js", "bad.svg"] {
        assert!(!html.contains(&format!("=\"{name}\"")), "{name} is linked");
    }
    assert!(html.contains("src=\"good.svg\"") && html.contains("href=\"good.txt\""));
}

#[test]
fn headings_keep_their_id_and_their_classes_only() {
    let page = "# Page\n\n## One {#one .wide onclick=alert(1) style=x data-y=z .a\"b}\n";
    let (site, run) = site_of(page, &[]);
    let run = run.fine();
    assert!(run.stderr.contains("heading-attribute"), "{}", run.stderr);
    let html = site.text("page.html");
    assert!(
        html.contains("<h2 id=\"one\" class=\"wide\">One</h2>"),
        "{html}"
    );
}

/// Signs by which a template would know that something is to be done.
#[test]
fn content_is_no_template() {
    let page = "# {{ 7 * 7 }}\n\n{% include \"parts/head.html\" %} {{ site.title }} {# a #}\n\n`{{ page }}`\n";
    let (site, run) = site_of(page, &[]);
    run.fine();
    let html = site.text("page.html");
    for text in ["{{ 7 * 7 }}</h1>", "{{ site.title }} {# a #}", "{{ page }}"] {
        assert!(html.contains(text), "{text}: {html}");
    }
}

#[test]
fn the_search_index_ends_no_script() {
    let page = "# </script><!-- <script>\u{2028}\u{2029}\n\n## </ScRiPt> `<!--`\n";
    let (site, run) = site_of(page, &[]);
    run.fine();
    let index = site.text("search-index.js");
    assert!(index.contains("\\u003c/script"), "{index}");
    assert!(!index.contains(['<', '\u{2028}', '\u{2029}']), "{index}");
}

/// What stands between two texts, wherever it does.
fn between<'t>(text: &'t str, from: &str, to: &str) -> Vec<&'t str> {
    let parts = text.split(from).skip(1);
    parts.filter_map(|part| part.split(to).next()).collect()
}

#[test]
fn every_page_has_a_policy_that_lets_in_only_what_is_its_own() {
    let mut inline = 0;
    let sites = case_sites()
        .iter()
        .map(|(name, (site, _))| (name.as_str(), site));
    for (name, site) in sites.chain([("demo", demo())]) {
        for (path, html) in site.pages() {
            let start = "<meta http-equiv=\"Content-Security-Policy\" content=\"";
            let policies = between(html, start, "\"");
            let [policy] = policies[..] else {
                panic!("{name}/{path} has {} policies", policies.len());
            };
            let before = html.split(start).next().unwrap_or_default();
            for word in ["<script", "<style", "<link", "src=", "href="] {
                assert!(
                    !before.contains(word),
                    "{name}/{path}: {word} before the policy"
                );
            }
            let policy = policy.replace("&#39;", "'").replace("&#x27;", "'");
            assert!(
                policy.starts_with("default-src 'none';"),
                "{name}/{path}: {policy}"
            );
            for word in [
                "unsafe",
                "*",
                "http:",
                "https:",
                "blob:",
                "'strict-dynamic'",
            ] {
                assert!(!policy.contains(word), "{name}/{path}: {word} in {policy}");
            }
            for word in ["base-uri 'none'", "form-action 'none'"] {
                assert!(
                    policy.contains(word),
                    "{name}/{path}: no {word} in {policy}"
                );
            }
            for style in between(html, "<style>", "</style>") {
                let digest = STANDARD.encode(Sha256::digest(style));
                assert!(
                    policy.contains(&format!("'sha256-{digest}'")),
                    "{name}/{path}"
                );
                inline += 1;
            }
            assert!(
                !html.contains("<script>"),
                "{name}/{path} has an inline script"
            );
        }
    }
    assert!(inline > 5, "only {inline} inline styles");
}

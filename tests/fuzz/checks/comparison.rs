use levelbook::diagnostic::safe;
use levelbook::review::{Format, Options, read, render};

/// The largest comment, in bytes, and the largest summary.
const COMMENT: usize = 60_000;
const SUMMARY: usize = 900 * 1024;

/// A record that is taken for one can be told in every form, within its limits, without anything
/// active; and it can be written and read again.
pub fn comparison(bytes: &[u8]) {
    let Ok(diff) = read(bytes) else {
        return;
    };
    let written = render(Format::Json, &diff, &Options::default());
    let again = read(written.as_bytes());
    assert_eq!(
        again.as_ref(),
        Ok(&diff),
        "not the same when it is read again"
    );
    let options = Options {
        stop_token: Some("TOKEN"),
        report_url: Some("https://example.org/run/1"),
        ..Options::default()
    };
    let comment = render(Format::Markdown, &diff, &options);
    assert!(
        comment.len() <= COMMENT,
        "a comment of {} bytes",
        comment.len()
    );
    let marker = "<!-- levelbook:diff v1 key=default";
    assert!(comment.starts_with(marker), "{comment:?}");
    assert_eq!(comment.matches("<!--").count(), 1, "{comment:?}");
    let summary = render(Format::Summary, &diff, &options);
    assert!(
        summary.len() <= SUMMARY,
        "a summary of {} bytes",
        summary.len()
    );
    let text = render(Format::Text, &diff, &options);
    let hidden = |c: char| safe::is_hidden(c) && !matches!(c, '\n');
    assert!(!text.contains(hidden), "{text:?}");
    let quality = render(Format::Gitlab, &diff, &options);
    let quality: Result<serde_json::Value, _> = serde_json::from_str(&quality);
    assert!(quality.is_ok_and(|value| value.is_array()));
    for line in render(Format::Github, &diff, &options).lines() {
        let own = ["::error", "::warning", "::notice", "::group", "::endgroup"];
        assert!(own.iter().any(|own| line.starts_with(own)), "{line:?}");
    }
    page(&render(Format::Html, &diff, &options));
}

/// The one thing in the page's head that leads anywhere: a mark without a picture.
const ICON: &str = "<link rel=\"icon\" href=\"data:,\">";

/// A page of its own: one style, no script, nothing from elsewhere.
fn page(html: &str) {
    assert_eq!(html.matches(ICON).count(), 1);
    let html = html.replace(ICON, "");
    for active in [
        "<script", "<iframe", "<object", "<embed", "<img", "<link", "<form",
    ] {
        assert!(!html.contains(active), "{active} in {html}");
    }
    for (at, _) in html.match_indices("href=\"") {
        let value = html[at + 6..].split('"').next().unwrap_or_default();
        let listed = ["https://", "http://", "#"];
        assert!(
            listed.iter().any(|begin| value.starts_with(begin)),
            "{value:?}"
        );
    }
    let attributes = html
        .split('<')
        .skip(1)
        .filter_map(|rest| rest.split('>').next());
    for tag in attributes.filter(|tag| !tag.starts_with('/')) {
        let outside: String = tag.split('"').step_by(2).collect();
        assert!(!outside.contains(" on"), "<{tag}> has a handler");
    }
}

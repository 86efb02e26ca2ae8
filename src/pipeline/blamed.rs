//! Where in the templates of a book's own theme a mistake of its pages may come from.

use crate::render::{Finding, Kind};
use crate::theme::Theme;
use crate::tree::{BookPath, Place, Span};

/// The place that is to blame for a finding; `None` where only the page is known.
pub fn place(theme: &Theme, finding: &Finding) -> Option<Place> {
    let (word, element) = (finding.word.as_str(), finding.element.as_str());
    let text = |text: &str| {
        theme
            .own_templates()
            .find_map(|(path, all)| find(path, all, text))
    };
    match finding.kind {
        // What stands before it comes from a variable.
        Kind::Rooted | Kind::NoFile | Kind::NoPart | Kind::OtherHost | Kind::ScriptAddress => {
            let bare = word.trim_start_matches("../").trim_start_matches('/');
            text(word).or_else(|| text(bare))
        }
        Kind::EventHandler => text(word),
        Kind::DoubledId => text(&format!("id=\"{word}\"")),
        Kind::StyleAttribute => text("style="),
        Kind::InlineScript => text("<script>"),
        Kind::NoAlt => theme
            .own_templates()
            .find_map(|(path, all)| bare_image(path, all)),
        Kind::Unclosed | Kind::ClosesNothing => theme
            .own_templates()
            .find(|(_, all)| is_uneven(all, element))
            .map(|(path, _)| Place {
                file: path.clone(),
                span: Span::default(),
            }),
        _ => None,
    }
}

fn find(path: &BookPath, all: &str, text: &str) -> Option<Place> {
    let at = all.find(text).filter(|_| !text.is_empty())?;
    Some(Place {
        file: path.clone(),
        span: Span::new(at, at + text.len()),
    })
}

/// The first image whose tag says nothing of a description.
fn bare_image(path: &BookPath, all: &str) -> Option<Place> {
    let mut images = all.match_indices("<img");
    let (at, tag) = images.find(|(at, _)| {
        let rest = &all[*at..];
        !rest[..rest.find('>').unwrap_or(rest.len())].contains("alt")
    })?;
    Some(Place {
        file: path.clone(),
        span: Span::new(at, at + tag.len()),
    })
}

/// Whether an element begins here more often than it ends, or less.
fn is_uneven(all: &str, element: &str) -> bool {
    let begin = format!("<{element}");
    let begins = all.match_indices(&begin).filter(|(at, _)| {
        let next = all[at + begin.len()..].chars().next();
        next.is_none_or(|c| !c.is_ascii_alphanumeric() && c != '-')
    });
    begins.count() != all.matches(&format!("</{element}>")).count()
}

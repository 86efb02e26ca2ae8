use super::Document;
use crate::tree::Span;

/// What a link of the source becomes in a page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum LinkTarget {
    /// A link with this address (already relative to the page, not yet escaped).
    To(String),
    /// No link: the text (or the image's description) alone.
    Text,
}

/// Decides what links become, where anchors stand, and how deep headings begin.
pub struct Markup<'a> {
    /// From the address as written (decoded) to what stands in the page.
    pub resolve: &'a dyn Fn(&str, bool) -> LinkTarget,
    /// Added to every heading's rank, so that a body fits under the page's own headings; ranks stop at 6.
    pub demote: u8,
}

/// Turns a part of a document's body into safe HTML: raw HTML as text, links through
/// [`Markup::resolve`], headings with the anchors of [`Document::headings`] and their classes only.
pub fn render(document: &Document, part: Span, markup: &Markup<'_>) -> String {
    let _ = (document, part, markup);
    todo!()
}

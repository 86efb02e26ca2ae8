use crate::tree::Span;

/// Where the YAML and the body of a text lie.
pub struct Split {
    /// Between the `---` lines; `None` where the text does not begin with `---`.
    pub front: Option<Span>,
    pub body: Span,
    /// The front matter begins and does not end.
    pub unclosed: bool,
}

pub fn split(text: &str) -> Split {
    let _ = text;
    todo!()
}

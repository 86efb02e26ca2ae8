use crate::data::{Kind, Node};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::Parsed;

/// Double answers are found where YAML is read, as double keys. This gives them the code that says
/// what they are; to be called with what [`crate::document::parse`] reported on the same file.
pub fn recode_duplicate_answers(parsed: &Parsed<'_>, diagnostics: &mut [Diagnostic]) {
    let answers = parsed.front.as_ref().and_then(|front| front.get("answers"));
    let Some(Node {
        span,
        kind: Kind::Map(entries),
    }) = answers
    else {
        return;
    };
    for diagnostic in diagnostics {
        let Some(place) = &diagnostic.place else {
            continue;
        };
        let at = place.span.start;
        // A key that is double inside one answer is no double answer.
        let inside = |node: &Node<'_>| node.span.start <= at && at < node.span.end;
        if diagnostic.code != Code::DuplicateKey
            || !(span.start <= at && at < span.end)
            || entries.iter().any(|(_, value)| inside(value))
        {
            continue;
        }
        let id = place.span.of(&parsed.document.text);
        diagnostic.message = format!("`{id}` is answered twice");
        diagnostic.help = vec!["keep one of the two answers".to_owned()];
        diagnostic.code = Code::DuplicateAnswer;
    }
}

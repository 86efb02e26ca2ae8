use serde::Serialize;
use tera::{Context, Value};

use crate::diagnostic::{Code, Diagnostic};
use crate::theme::Theme;

/// Renders a view with a template such as `report.html`; the fields of the view are the variables
/// of the template. A failure points into the template and names the page.
pub fn page(view: &impl Serialize, template: &str, theme: &Theme) -> Result<Vec<u8>, Diagnostic> {
    let context = Context::from_serialize(view)
        .map_err(|error| Diagnostic::new(Code::ThemeRender, error.to_string()))?;
    match theme.render(template, &context) {
        Ok(mut bytes) => {
            trim(&mut bytes);
            Ok(bytes)
        }
        Err(diagnostic) => {
            let path = context
                .get("page")
                .and_then(|page| page.get_from_path("path"))
                .and_then(Value::as_str)
                .unwrap_or(template);
            Err(diagnostic.help(format!("it failed for the page {path}")))
        }
    }
}

/// Exactly one line end at the end of the file, and no blank lines before its beginning.
fn trim(bytes: &mut Vec<u8>) {
    let end = bytes
        .iter()
        .rposition(|b| !b.is_ascii_whitespace())
        .map_or(0, |i| i + 1);
    bytes.truncate(end);
    bytes.push(b'\n');
    let start = bytes
        .iter()
        .position(|b| !b.is_ascii_whitespace())
        .unwrap_or(0);
    if start > 0 {
        bytes.drain(..start);
    }
}

//! Writes the fields of the views as a table in Rust, by which templates are checked.

use std::fmt::Write;

use super::views::{Kind, Views};

pub fn table(views: &Views) -> String {
    let names: Vec<&String> = views.records.keys().collect();
    let place = |name: &str| {
        names
            .iter()
            .position(|other| *other == name)
            .unwrap_or_default()
    };
    let mut out = String::from("static RECORDS: &[Record] = &[\n");
    for record in views.records.values() {
        out.push_str("    Record { fields: &[");
        for field in &record.fields {
            let _ = write!(out, "(\"{}\", {}), ", field.name, kind(&field.kind, &place));
        }
        out.push_str("] },\n");
    }
    out.push_str("];\n\npub(super) static VIEWS: &[(&str, Kind)] = &[\n");
    for (template, view) in &views.templates {
        let _ = writeln!(out, "    ({template:?}, Kind::Record({})),", place(view));
    }
    let _ = writeln!(
        out,
        "];\n\nconst SITE: Kind = Kind::Record({});\nconst THEME: Kind = Kind::Record({});",
        place("SiteView"),
        place("ThemeView")
    );
    out
}

fn kind(of: &Kind, place: &dyn Fn(&str) -> usize) -> String {
    match of {
        Kind::Text => "Kind::Text".to_owned(),
        Kind::Number => "Kind::Number".to_owned(),
        Kind::Flag => "Kind::Flag".to_owned(),
        Kind::Record(name) => format!("Kind::Record({})", place(name)),
        Kind::List(inner) => format!("Kind::List(&{})", kind(inner, place)),
        // That it may be missing is known when a page is rendered.
        Kind::Maybe(inner) => kind(inner, place),
        Kind::Other => "Kind::Other".to_owned(),
    }
}

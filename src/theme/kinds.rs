//! What is known of the fields of views, from their definitions: `build.rs` writes the table.

/// What a variable or a field is to a template. That it may be missing is no part of it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Kind {
    Text,
    Number,
    Flag,
    /// Its fields are in the table.
    Record(usize),
    List(&'static Kind),
    /// Nothing is known of it.
    Other,
}

struct Record {
    fields: &'static [(&'static str, Kind)],
}

include!(concat!(env!("OUT_DIR"), "/view_fields.rs"));

impl Kind {
    /// The field of a record; `None` where there is none of this name.
    pub(super) fn field(self, name: &str) -> Option<Kind> {
        let found = self.fields().iter().find(|(field, _)| *field == name)?;
        Some(found.1)
    }

    /// With their kinds, in their order; empty where it is no record.
    pub(super) fn fields(self) -> &'static [(&'static str, Kind)] {
        match self {
            Kind::Record(place) => RECORDS.get(place).map_or(&[], |record| record.fields),
            _ => &[],
        }
    }

    pub(super) fn names(self) -> impl Iterator<Item = &'static str> {
        self.fields().iter().map(|(name, _)| *name)
    }

    /// In words, with its article.
    pub(super) fn words(self) -> &'static str {
        match self {
            Kind::Text => "a text",
            Kind::Number => "a number",
            Kind::Flag => "yes or no",
            Kind::List(_) => "a list",
            Kind::Record(_) | Kind::Other => "something else",
        }
    }
}

/// The kind of a variable that every template sees.
pub(super) fn common(name: &str) -> Option<Kind> {
    match name {
        "site" => Some(SITE),
        "theme" => Some(THEME),
        _ => None,
    }
}

/// The view of a template such as `report.html`.
#[cfg(test)]
pub(super) fn view(template: &str) -> Kind {
    let found = VIEWS.iter().find(|(name, _)| *name == template);
    found.map_or(Kind::Other, |(_, kind)| *kind)
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::theme::samples;

    fn json(view: &impl serde::Serialize) -> Value {
        serde_json::to_value(view).unwrap()
    }

    /// Whether a value is what the table says of it.
    fn check(value: &Value, kind: Kind, place: &str) {
        match (kind, value) {
            (_, Value::Null) | (Kind::Other, _) => {}
            (Kind::Text, Value::String(_))
            | (Kind::Number, Value::Number(_))
            | (Kind::Flag, Value::Bool(_)) => {}
            (Kind::List(inner), Value::Array(items)) => {
                for item in items {
                    check(item, *inner, &format!("{place}[]"));
                }
            }
            (Kind::Record(_), Value::Object(fields)) => {
                let (mut own, mut listed): (Vec<&str>, Vec<&str>) = (
                    fields.keys().map(String::as_str).collect(),
                    kind.names().collect(),
                );
                own.sort_unstable();
                listed.sort_unstable();
                assert_eq!(own, listed, "{place}");
                for (name, value) in fields {
                    let kind = kind.field(name).unwrap();
                    check(value, kind, &format!("{place}.{name}"));
                }
            }
            _ => panic!("{place} is no {kind:?}: {value}"),
        }
    }

    #[test]
    fn the_table_says_what_the_views_hold() {
        let plain = samples::plain("search", "", "search.html", "");
        let views = [
            ("report.html", json(&samples::report(26, 2))),
            ("report.html", json(&samples::report_none())),
            ("portfolio.html", json(&samples::portfolio(12, 18))),
            ("unit.html", json(&samples::unit())),
            ("model.html", json(&samples::model())),
            ("kpa.html", json(&samples::kpa())),
            ("page.html", json(&samples::document())),
            ("search.html", json(&plain)),
            ("404.html", json(&plain)),
            ("redirect.html", json(&plain)),
            ("print.html", json(&samples::print())),
            ("feed.xml", json(&samples::feed())),
            ("sitemap.xml", json(&samples::sitemap())),
        ];
        for (template, value) in &views {
            check(value, view(template), template);
        }
        for (template, _) in VIEWS {
            assert!(views.iter().any(|(name, _)| name == template), "{template}");
        }
        check(&json(&samples::site(&[], &[])), SITE, "site");
    }
}

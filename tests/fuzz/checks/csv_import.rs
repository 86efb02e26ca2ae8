use std::collections::BTreeMap;

use levelbook::format::{Formatted, Models, format};
use levelbook::import::{Choices, Destination, import};
use levelbook::tree::Sources;

use super::common::{assessed, registry, sound, source};

/// A table is refused with something said of it, or becomes teams that nothing is wrong with and that
/// are in order.
pub fn csv_import(bytes: &[u8]) {
    let table = source("table.csv", bytes);
    let registry = registry();
    let today = "2026-07-01".parse().expect("a date");
    let destination = Destination {
        model: registry.find("cmm").expect("a built-in model"),
        registry,
        sources: &Sources::default(),
        src: "content",
        taken: &BTreeMap::new(),
        today,
        last: today,
    };
    let choices = Choices {
        numbers: Some((0, 5_000_000)),
        team: Some("Payments".to_owned()),
        ..Choices::default()
    };
    let read = import(&table, &choices, &destination);
    sound(&read.diagnostics, &table);
    let files = &read.value.files;
    assert_eq!(files.is_empty(), !read.diagnostics.is_empty());
    let models = Models {
        registry,
        default: None,
    };
    for one in files {
        let file = source(one.path.as_str(), one.text.as_bytes());
        let team = assessed(&file, registry);
        assert_eq!(team.diagnostics, [], "{}", one.text);
        let team = team.value.expect("a file of a team");
        assert!(team.introduction.is_some() && team.assessment.is_some() && !team.later);
        assert!(team.unresolved.is_empty());
        assert_eq!(format(&file, &models), Formatted::Unchanged, "{}", one.text);
    }
}

use super::elements::Elements;
use super::fields::{Field, field, remark};
use super::ratings::{Ratings, decimal};
use super::types::{Cell, Choices, Fact, Part, Problems, Question};
use super::{Table, table};
use crate::diagnostic::Diagnostic;
use crate::model::{MaturityModel, ONE, Rating, StepIx, built_in};
use crate::tree::{BookPath, Span};

fn with_problems<T>(run: impl FnOnce(&mut Problems<'_>) -> T) -> (T, Vec<Diagnostic>) {
    let file = BookPath::new("table.csv").unwrap();
    let mut problems = Problems {
        file: &file,
        list: Vec::new(),
    };
    let value = run(&mut problems);
    (value, problems.list)
}

fn read(text: &str) -> Table {
    let (table, problems) = with_problems(|problems| table::read(text, problems));
    assert_eq!(problems, []);
    table.unwrap()
}

fn texts(table: &Table) -> Vec<Vec<&str>> {
    let rows = table.rows.iter();
    rows.map(|row| row.iter().map(|cell| cell.text.as_str()).collect())
        .collect()
}

fn model() -> MaturityModel {
    (*built_in("cmm").unwrap()).clone()
}

#[test]
fn the_separator_is_found() {
    for (text, separator) in [
        ("a,b\n1,2\n", b','),
        ("a;b\n1,5;2\n", b';'),
        ("a\tb\n1;2\t3,4\n", b'\t'),
        ("\"a,b,c\";d\n", b';'),
        ("sep=;\r\na,b,c\n", b';'),
        ("\u{feff}sep=\t\na,b\n", b'\t'),
        ("\n\n;a\n,,,,\n", b';'),
        ("a\n", b','),
    ] {
        assert_eq!(read(text).separator, separator, "{text:?}");
    }
}

#[test]
fn cells_are_texts_without_what_csv_puts_around_them() {
    let table = read("\u{feff}a;\" b \"\r\n\r\n  \r\n\"c\r\n\"\"d\"\"\";'=1\r\n;'e;f");
    assert_eq!(
        texts(&table),
        [vec!["a", "b"], vec!["c\n\"d\"", "=1"], vec!["", "'e", "f"]]
    );
    assert_eq!(texts(&read("a,b\r1,2\r")), [["a", "b"], ["1", "2"]]);
}

#[test]
fn cells_know_their_place() {
    let text = "\u{feff}ä ; \"b\"\r\n\r\nc;\"d\ne\";f";
    let places = |table: &Table| -> Vec<String> {
        let cells = table.rows.iter().flatten();
        cells.map(|cell| cell.span.of(text).to_owned()).collect()
    };
    let table = read(text);
    assert_eq!(places(&table), ["ä", "b", "c", "d\ne", "f"]);
    assert_eq!(table.rows[0][0].span, Span::new(3, 5));
}

#[test]
fn an_open_quote_is_told_where_it_opens() {
    let (table, problems) = with_problems(|problems| table::read("a,b\n1,\"2\n3,4\n", problems));
    assert!(table.is_none());
    assert_eq!(problems[0].place.as_ref().unwrap().span, Span::new(6, 7));
}

#[test]
fn elements_are_found_by_id_and_by_text() {
    let model = model();
    let elements = Elements::new(&model);
    let id = |text: &str| elements.find(text).map(|question| question.id(&model));
    let statement = &model.goals[0].statement;
    for (text, expected) in [
        ("RM.1", "RM.1"),
        ("rm", "RM"),
        ("requirements  management", "RM"),
        (statement.to_uppercase().trim_end_matches('.'), "RM.1"),
        ("RM.1: whatever stands here", "RM.1"),
        ("(SPP.2) Plans", "SPP.2"),
    ] {
        assert_eq!(id(text), Some(expected), "{text}");
    }
    for text in ["RM.9", "", "RMX", "Level 2", "2"] {
        assert_eq!(id(text), None, "{text}");
    }
}

#[test]
fn headings() {
    assert_eq!(field(" Department: "), Some(Field::Fact(Fact::Unit)));
    assert_eq!(field("Payments"), None);
    assert_eq!(remark("RM.1 note"), Some(("RM.1", Part::Note)));
    assert_eq!(
        remark("Card payments - Comment"),
        Some(("Card payments", Part::Note))
    );
    assert_eq!(remark("RM date"), Some(("RM", Part::On)));
    assert_eq!(remark("note"), None);
    assert_eq!(remark("RM rating"), None);
}

#[test]
fn numbers() {
    for (text, number) in [
        ("0", Some(0)),
        ("2,5", Some(2_500_000)),
        ("0.75", Some(750_000)),
        ("100", Some(100 * ONE)),
        ("-1", None),
        ("1.000.000", None),
        (".5", None),
        ("5.", None),
        ("1e3", None),
        ("99999999999999999999", None),
        ("", None),
    ] {
        assert_eq!(decimal(text), number, "{text}");
    }
}

/// What a word means by the common scale, with numbers from 1 to 5.
fn rating(text: &str) -> Option<Rating> {
    let model = model();
    let choices = Choices {
        ratings: vec![
            ("Green".to_owned(), "yes".to_owned()),
            ("no".to_owned(), "partly".to_owned()),
        ],
        numbers: Some((ONE, 5 * ONE)),
        ..Choices::default()
    };
    let cell = Cell {
        text: text.to_owned(),
        span: Span::default(),
    };
    let (rating, problems) =
        with_problems(|problems| Ratings::new(&model, &choices, problems).read(&cell, problems));
    assert_eq!(
        rating.is_none(),
        !problems.is_empty() || text == "-",
        "{text}"
    );
    rating
}

#[test]
fn ratings() {
    let step = |ix| Some(Rating::Step(StepIx(ix)));
    for (text, expected) in [
        ("Yes", step(0)),
        ("ja", step(0)),
        ("X", step(0)),
        ("WAHR", step(0)),
        ("green", step(0)),
        ("nein", step(3)),
        // What was chosen wins over what a word means otherwise.
        ("no", step(2)),
        ("NO", step(2)),
        ("n/a", Some(Rating::NotApplicable)),
        ("n.a.", Some(Rating::NotApplicable)),
        ("?", Some(Rating::Unknown)),
        ("100 %", step(0)),
        ("99,9 %", step(1)),
        ("75%", step(1)),
        ("74.999999%", step(2)),
        ("0 %", step(3)),
        ("5", step(0)),
        ("4,0", step(1)),
        ("3.99", step(2)),
        ("3", step(2)),
        ("2,999", step(3)),
        ("1", step(3)),
        ("-", None),
        ("101 %", None),
        ("0", None),
        ("6", None),
        ("maybe", None),
    ] {
        assert_eq!(rating(text), expected, "{text}");
    }
}

#[test]
fn questions_are_elements_of_two_kinds() {
    let model = model();
    let kinds = model.ids.values().copied().filter_map(Question::of);
    assert_eq!(kinds.count(), model.kpas.len() + model.goals.len());
}

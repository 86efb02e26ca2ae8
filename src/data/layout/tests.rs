use super::{Item, Items, Remark, Value, write, write_front};

fn map(items: Vec<Item>) -> Value {
    Value::Map(Items::from(items))
}

fn comment(text: &str) -> Remark {
    Remark::Comment(text.to_owned())
}

#[test]
fn an_entry_stands_on_one_line_up_to_a_hundred_columns() {
    let answer = |length: usize| {
        let note = "x".repeat(length);
        let parts = vec![Item::text("rating", "no"), Item::text("note", &note)];
        write(&Item::new("RM.1", map(parts)), 2)
    };
    let fits = answer(100 - "  RM.1: { rating: no, note:  }".len());
    assert_eq!((fits.lines().count(), fits.len()), (1, 101));
    let long = answer(200);
    assert_eq!(
        long,
        format!("  RM.1:\n    rating: no\n    note: {}\n", "x".repeat(200))
    );
}

#[test]
fn remarks_keep_their_places() {
    let mut rating = Item::text("rating", "no");
    rating.before = vec![Remark::Blank, comment("# said in May")];
    let mut answer = Item::new("RM.1", map(vec![rating]));
    answer.behind = Some("# why".to_owned());
    let mut empty = Item::new("plan", Value::Empty(vec![comment("# RM:")]));
    empty.before = vec![Remark::Blank, Remark::Blank];
    let front = vec![Item::new("answers", map(vec![answer])), empty];
    assert_eq!(
        write_front(&Items::from(front)),
        "answers:\n  RM.1:  # why\n    # said in May\n    rating: no\n\nplan:\n  # RM:\n"
    );
}

#[test]
fn a_long_list_has_a_line_for_each_item() {
    let long = "x".repeat(90);
    let of = |keys: &[&str]| {
        let items = keys.iter().map(|key| Item::text(key, &long)).collect();
        Item::new("", map(items))
    };
    let list = vec![
        of(&["link", "title"]),
        of(&["text"]),
        Item::text("", "b, c"),
    ];
    let written = write(&Item::new("evidence", Value::List(list.into())), 4);
    assert_eq!(
        written,
        format!(
            "    evidence:\n      - link: {long}\n        title: {long}\n      - text: {long}\n      - \"b, c\"\n"
        )
    );
    let empty = Value::List(vec![Item::new("", Value::Empty(Vec::new()))].into());
    assert_eq!(write(&Item::new("evidence", empty), 0), "evidence: [~]\n");
}

//! A strict reader of RFC 4180.

/// The records of a table; whatever the standard does not know is an error of the test.
#[track_caller]
pub fn read(text: &str) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let mut row = Vec::new();
        loop {
            let (cell, after) = cell(rest);
            row.push(cell);
            if let Some(after) = after.strip_prefix(',') {
                rest = after;
            } else {
                rest = after
                    .strip_prefix("\r\n")
                    .expect("a row ends with CR and LF");
                break;
            }
        }
        rows.push(row);
    }
    rows
}

fn cell(text: &str) -> (String, &str) {
    let Some(mut rest) = text.strip_prefix('"') else {
        let end = text.find([',', '\r']).expect("a row has an end");
        let cell = &text[..end];
        assert!(
            !cell.contains(['"', '\n']),
            "a cell without quotes: {cell:?}"
        );
        return (cell.to_owned(), &text[end..]);
    };
    let mut cell = String::new();
    loop {
        let end = rest.find('"').expect("quotes are closed");
        cell.push_str(&rest[..end]);
        rest = &rest[end + 1..];
        match rest.strip_prefix('"') {
            Some(after) => {
                cell.push('"');
                rest = after;
            }
            None => return (cell, rest),
        }
    }
}

#[test]
fn the_standard_is_read() {
    assert_eq!(
        read("a,,\"b \"\"c\"\",\r\nd\"\r\n"),
        [["a", "", "b \"c\",\r\nd"]]
    );
}

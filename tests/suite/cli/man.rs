//! Manual pages.

use super::Book;

#[test]
fn every_command_has_a_page() {
    let book = Book::empty();
    book.run(&["man", "pages"]).fine();
    let mut expected = vec!["levelbook".to_owned()];
    let mut open = vec![("levelbook".to_owned(), levelbook::cli::command())];
    while let Some((name, command)) = open.pop() {
        for below in command.get_subcommands() {
            let name = format!("{name}-{}", below.get_name());
            expected.push(name.clone());
            open.push((name, below.clone()));
        }
    }
    assert!(expected.contains(&"levelbook-new-team".to_owned()));
    for name in &expected {
        let page = book.read(&format!("pages/{name}.1"));
        assert!(page.contains(".TH "), "{name}: {page}");
        assert!(page.contains(".SH NAME\n"), "{name}");
    }
    let count = std::fs::read_dir(book.path("pages")).unwrap().count();
    assert_eq!(count, expected.len());
    let page = book.read("pages/levelbook-diff.1");
    assert!(page.contains("fail\\-on"), "{page}");
}

#[test]
fn without_a_folder_the_page_of_the_program_is_printed() {
    let book = Book::empty();
    let run = book.run(&["man"]).fine();
    assert!(run.out().contains(".TH levelbook 1"), "{}", run.out());
    assert_eq!(std::fs::read_dir(book.root()).unwrap().count(), 0);
}

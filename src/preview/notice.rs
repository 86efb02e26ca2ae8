use super::page::attribute;

/// A page for moments without a page of the book: nothing has been compiled yet, or the book is
/// broken from the start. The preview's script shows the rest, and replaces it.
pub fn notice(title: &str, text: &str) -> Vec<u8> {
    let (title, text) = (attribute(title), attribute(text));
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         <link rel=\"icon\" href=\"data:,\">\n\
         <link rel=\"stylesheet\" href=\"/__levelbook/live.css\">\n</head>\n\
         <body class=\"lb-notice\">\n<main>\n<h1>{title}</h1>\n<p>{text}</p>\n</main>\n</body>\n</html>\n"
    )
    .into_bytes()
}

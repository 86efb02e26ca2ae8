use crate::diagnostic::safe::printable;
use crate::review::facts::{Item, clip};
use crate::review::links::{At, Links, Side};

/// A page that is being written.
#[derive(Default)]
pub(super) struct Html(String);

/// Where both sides are on the web, and whether models have to be named.
pub(super) struct Sides<'d> {
    pub links: Links<'d>,
    pub names_models: bool,
}

impl Html {
    pub fn finish(self) -> String {
        self.0
    }

    /// Markup of this program.
    pub fn raw(&mut self, markup: &str) {
        self.0.push_str(markup);
    }

    /// Anybody's words.
    pub fn text(&mut self, text: &str) {
        for c in printable(text).chars() {
            match c {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                '\'' => self.0.push_str("&#39;"),
                c => self.0.push(c),
            }
        }
    }

    /// An element with a text in it, and a class where it has one.
    pub fn element(&mut self, name: &str, class: &str, text: &str) {
        self.open(name, class);
        self.text(text);
        self.raw(&format!("</{name}>\n"));
    }

    pub fn open(&mut self, name: &str, class: &str) {
        match class {
            "" => self.raw(&format!("<{name}>")),
            class => self.raw(&format!("<{name} class=\"{class}\">")),
        }
    }

    /// A name, which may be written from right to left.
    pub fn name(&mut self, name: &str) {
        self.raw("<bdi>");
        self.text(name);
        self.raw("</bdi>");
    }

    pub fn cell(&mut self, class: &str, text: &str) {
        self.open("td", class);
        self.text(text);
        self.raw("</td>");
    }

    /// The first cell of a row that is about an element of a model.
    pub fn head_cell(&mut self, id: &str, name: &str) {
        self.raw("<tr><th scope=\"row\"><b>");
        self.text(&clip(id));
        self.raw("</b> ");
        self.text(&clip(name));
        self.raw("</th>");
    }

    /// The head of a table that may be wider than the page; `close_table` ends it.
    pub fn open_table(&mut self, label: &str, heads: &[(&str, &str)]) {
        self.raw("<div class=\"table-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"");
        self.text(label);
        self.raw("\">\n<table>\n<thead><tr>");
        for (class, head) in heads {
            let class = match *class {
                "" => String::new(),
                class => format!(" class=\"{class}\""),
            };
            self.raw(&format!("<th scope=\"col\"{class}>{head}</th>"));
        }
        self.raw("</tr></thead>\n<tbody>\n");
    }

    pub fn close_table(&mut self) {
        self.raw("</tbody>\n</table>\n</div>\n");
    }

    /// A sentence of ours in which words of others stand in backquotes.
    pub fn sentence(&mut self, text: &str) {
        let parts: Vec<&str> = text.split('`').collect();
        // An odd number of backquotes: nobody knows which words are meant.
        if parts.len().is_multiple_of(2) {
            self.text(text);
            return;
        }
        for (ix, part) in parts.into_iter().enumerate() {
            match ix % 2 {
                1 => {
                    self.raw("<code>");
                    self.text(part);
                    self.raw("</code>");
                }
                _ => self.text(part),
            }
        }
    }

    /// A file and line, as a link where they are on the web.
    pub fn place(&mut self, sides: &Sides<'_>, at: At<'_>) {
        let line = at.line.map_or(String::new(), |line| format!(":{line}"));
        let url = sides.links.url(at.side, at.file, at.line);
        if let Some(url) = &url {
            self.raw("<a href=\"");
            self.text(url);
            self.raw("\">");
        }
        self.raw("<code class=\"place\">");
        self.text(&format!("{}{line}", at.file));
        self.raw("</code>");
        if at.side == Side::Base {
            self.raw(" in base");
        }
        if url.is_some() {
            self.raw("</a>");
        }
    }

    /// Several items as a list, one as it is.
    pub fn items(&mut self, sides: &Sides<'_>, items: &[Item<'_>]) {
        if let [item] = items {
            self.item(sides, item);
            return;
        }
        self.raw("<ul>\n");
        for item in items {
            self.raw("<li>");
            self.item(sides, item);
            self.raw("</li>\n");
        }
        self.raw("</ul>\n");
    }

    fn item(&mut self, sides: &Sides<'_>, item: &Item<'_>) {
        self.text(&item.text);
        if let Some(at) = item.at {
            self.raw(" ");
            self.place(sides, at);
        }
    }
}

use pulldown_cmark::Alignment;

/// The table that is being written; tables do not nest.
#[derive(Default)]
pub(super) struct Table {
    alignments: Vec<Alignment>,
    column: usize,
    in_head: bool,
    has_body: bool,
}

impl Table {
    /// A table wider than the screen scrolls by itself, which needs a name and the keyboard.
    pub(super) fn start(alignments: Vec<Alignment>, out: &mut String) -> Self {
        out.push_str("<div class=\"table-scroll\" role=\"group\" tabindex=\"0\" aria-label=\"Table\"><table>\n");
        Self {
            alignments,
            ..Self::default()
        }
    }

    pub(super) fn end(&mut self, out: &mut String) {
        if self.has_body {
            out.push_str("</tbody>\n");
        }
        out.push_str("</table></div>\n");
    }

    pub(super) fn start_head(&mut self, out: &mut String) {
        self.in_head = true;
        self.column = 0;
        out.push_str("<thead><tr>");
    }

    pub(super) fn end_head(&mut self, out: &mut String) {
        self.in_head = false;
        out.push_str("</tr></thead>\n");
    }

    pub(super) fn start_row(&mut self, out: &mut String) {
        if !self.has_body {
            self.has_body = true;
            out.push_str("<tbody>\n");
        }
        self.column = 0;
        out.push_str("<tr>");
    }

    /// The alignment is a class: the page's Content-Security-Policy forbids the attribute `style`.
    pub(super) fn start_cell(&mut self, out: &mut String) {
        out.push_str(if self.in_head {
            "<th scope=\"col\""
        } else {
            "<td"
        });
        out.push_str(match self.alignments.get(self.column) {
            Some(Alignment::Left) => " class=\"left\">",
            Some(Alignment::Center) => " class=\"center\">",
            Some(Alignment::Right) => " class=\"right\">",
            Some(Alignment::None) | None => ">",
        });
    }

    pub(super) fn end_cell(&mut self, out: &mut String) {
        self.column += 1;
        out.push_str(if self.in_head { "</th>" } else { "</td>" });
    }
}

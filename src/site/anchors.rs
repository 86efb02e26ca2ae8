use std::sync::Arc;

use crate::document::Document;
use crate::model::{Element, MaturityModel, PositionIx};

/// The anchors that every report has by itself. Themes must place them.
pub const REPORT_ANCHORS: [&str; 4] = ["where", "missing", "how", "stops"];

/// Added to the anchors of a team's own text, which shares a page with its assessment's text.
pub const ABOUT_PREFIX: &str = "lb-about-";

/// What a page shows, as far as links may aim at parts of it.
#[derive(Clone, Default, Debug)]
pub struct Shown {
    /// Each with what is put before its anchors.
    pub documents: Vec<(Arc<Document>, &'static str)>,
    pub model: Option<Arc<MaturityModel>>,
    /// A report (with goals and chapters) rather than the model's own page.
    pub report: bool,
}

impl Shown {
    /// Adds a text; nearly all pages show one.
    pub(super) fn add(&mut self, document: &Arc<Document>, prefix: &'static str) {
        self.documents.reserve_exact(1);
        self.documents.push((Arc::clone(document), prefix));
    }

    /// The anchor in the page that `fragment` means when `document` is linked to.
    pub fn find(&self, file: &Document, fragment: &str) -> Option<String> {
        if let Some(anchor) = self.section_anchor(file, fragment) {
            return Some(anchor);
        }
        for (document, prefix) in &self.documents {
            if document.path == file.path && has_heading(document, fragment) {
                return Some(format!("{prefix}{fragment}"));
            }
        }
        self.has(fragment).then(|| fragment.to_owned())
    }

    /// A model's page places the sections of levels and dimensions under its own anchors.
    fn section_anchor(&self, file: &Document, fragment: &str) -> Option<String> {
        let model = self.model.as_ref()?;
        if self.report || *model.file() != file.path {
            return None;
        }
        match model.ids.get(fragment)? {
            Element::Level(level) => {
                let first = PositionIx(model.level(*level).positions.start);
                Some(format!("level-{}", model.position(first).id))
            }
            Element::SubLevel(position) => Some(format!("level-{}", model.position(*position).id)),
            Element::Dimension(dimension) => {
                Some(format!("dimension-{}", model.dimensions[dimension.ix()].id))
            }
            _ => None,
        }
    }

    /// Whether the page has this anchor.
    pub fn has(&self, anchor: &str) -> bool {
        let heading = |(document, prefix): &(Arc<Document>, &str)| {
            anchor
                .strip_prefix(prefix)
                .is_some_and(|rest| has_heading(document, rest))
        };
        (self.report && REPORT_ANCHORS.contains(&anchor))
            || self
                .model
                .as_ref()
                .is_some_and(|model| self.has_element(model, anchor))
            || self.documents.iter().any(heading)
    }

    fn has_element(&self, model: &MaturityModel, anchor: &str) -> bool {
        let Some((kind, id)) = anchor.split_once('-') else {
            return false;
        };
        match (kind, model.ids.get(id)) {
            ("kpa", Some(Element::Kpa(kpa))) => model.kpa(*kpa).id == id,
            ("goal", Some(Element::Goal(goal))) => self.report && model.goal(*goal).id == id,
            ("level", Some(Element::SubLevel(position))) => model.position(*position).id == id,
            ("level", Some(Element::Level(level))) => {
                let level = model.level(*level);
                level.id == id && !level.has_sub_levels
            }
            _ => false,
        }
    }
}

fn has_heading(document: &Document, anchor: &str) -> bool {
    document
        .headings
        .iter()
        .any(|heading| heading.anchor == anchor)
}

use std::sync::Arc;

use crate::document::{Document, Heading, RESERVED_ANCHORS};
use crate::model::{Element, KpaIx, MaturityModel, PositionIx};

/// The anchors that every report has by itself. Themes must place them.
pub const REPORT_ANCHORS: [&str; 4] = ["where", "missing", "how", "stops"];

/// Added to the anchors of a team's own text, which shares a page with its assessment's text.
pub const ABOUT_PREFIX: &str = "lb-about-";

/// What a page shows, as far as links may aim at parts of it.
#[derive(Clone, Default, Debug)]
pub struct Shown {
    /// Each with what is put before its anchors.
    pub documents: Vec<(Arc<Document>, &'static str)>,
    /// The anchor of the heading that is the title of an ordinary page: the template writes the
    /// title, so that who aims at it means the page.
    pub title: Option<String>,
    pub model: Option<Arc<MaturityModel>>,
    /// A report (with goals and chapters) rather than the model's own page.
    pub report: bool,
    /// What a report's profile leaves out, and the report does not show.
    pub out_of_scope: Vec<KpaIx>,
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
        self.has_by_itself(anchor) || self.documents.iter().any(heading)
    }

    /// The anchors of the headings that are shown, in their order.
    pub fn headings(&self) -> Vec<&str> {
        let documents = self.documents.iter().map(|(document, _)| document);
        documents
            .flat_map(|document| &document.headings)
            .map(|heading| heading.anchor.as_str())
            .collect()
    }

    /// The anchors that the page has by itself and that its template has to place: `where`,
    /// `kpa-ID`, `goal-ID`, `level-ID`.
    pub fn elements(&self) -> Vec<String> {
        let mut anchors = Vec::new();
        self.each_element(&mut |kind, id| anchors.push(format!("{kind}{id}")));
        anchors
    }

    /// Tells the anchors of [`Shown::elements`] one by one: what they begin with, and the id.
    pub fn each_element(&self, tell: &mut dyn FnMut(&'static str, &str)) {
        if self.report {
            REPORT_ANCHORS.iter().for_each(|chapter| tell(chapter, ""));
        }
        let Some(model) = &self.model else {
            return;
        };
        let positions = model.positions.iter().filter(|_| !self.report);
        let goals = model.goals.iter().filter(|_| self.report);
        let is_shown = |kpa: &KpaIx| !self.out_of_scope.contains(kpa);
        positions.for_each(|position| tell("level-", &position.id));
        let kpas = model.kpa_indices().filter(is_shown);
        kpas.for_each(|kpa| tell("kpa-", &model.kpa(kpa).id));
        let goals = goals.filter(|goal| is_shown(&goal.kpa));
        goals.for_each(|goal| tell("goal-", &goal.id));
    }

    /// The headings whose explicit id is an anchor that the page has by itself, each with its file.
    /// Those of chapters are told where the file is read.
    pub fn taken(&self) -> impl Iterator<Item = (&Document, &Heading)> {
        let own = self
            .documents
            .iter()
            .filter(|(_, prefix)| prefix.is_empty());
        own.flat_map(|(document, _)| {
            document
                .headings
                .iter()
                .map(|heading| (&**document, heading))
        })
        .filter(|(_, heading)| {
            let anchor = heading.anchor.as_str();
            heading.explicit && !RESERVED_ANCHORS.contains(&anchor) && self.has_by_itself(anchor)
        })
    }

    fn has_by_itself(&self, anchor: &str) -> bool {
        (self.report && REPORT_ANCHORS.contains(&anchor))
            || self
                .model
                .as_ref()
                .is_some_and(|model| self.has_element(model, anchor))
    }

    fn has_element(&self, model: &MaturityModel, anchor: &str) -> bool {
        let Some((kind, id)) = anchor.split_once('-') else {
            return false;
        };
        // Goals stand in reports, levels on the page of the model, KPAs on both.
        match (kind, model.ids.get(id)) {
            ("kpa", Some(Element::Kpa(kpa))) => {
                model.kpa(*kpa).id == id && !self.out_of_scope.contains(kpa)
            }
            ("goal", Some(Element::Goal(goal))) => {
                let goal = model.goal(*goal);
                self.report && goal.id == id && !self.out_of_scope.contains(&goal.kpa)
            }
            ("level", _) if self.report => false,
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

use serde::Serialize;

use crate::score::Status;

/// The name of the format.
pub const SCHEMA: &str = "levelbook.history/1";

/// Where a team stood by one model, over the commits.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct History {
    /// Always `levelbook.history/1`.
    pub schema: &'static str,
    /// The id of the team.
    pub team: String,
    pub name: String,
    /// The id of the model.
    pub model: String,
    pub model_name: String,
    /// The other models that the team is assessed by now.
    pub other_models: Vec<String>,
    /// The day up to which it is told.
    pub date: String,
    /// `false` where the clone is too shallow to tell how it began.
    pub complete: bool,
    /// Newest first.
    pub rows: Vec<Row>,
}

/// One change of the team's standing.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Row {
    /// In full; `null` where nothing but the day changed.
    pub commit: Option<String>,
    /// The first line of the commit's message.
    pub subject: Option<String>,
    /// Of the commit (UTC), or the day that changed the standing.
    pub date: String,
    #[serde(flatten)]
    pub step: Step,
}

/// From one standing to the next.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Step {
    /// Empty where the clone begins with this commit.
    pub causes: Vec<Cause>,
    /// `null` where there was no report.
    pub before: Option<Stand>,
    /// `null` where there is no report any more.
    pub after: Option<Stand>,
    /// KPAs that are rated otherwise than before, in the order of the model.
    pub kpas: Vec<KpaStep>,
    /// Goals that are answered otherwise than before, in the order of the model.
    pub answers: Vec<AnswerStep>,
    /// The assessments that came, went or stand otherwise, newest first.
    pub assessments: Vec<Dated>,
}

/// What a standing changed by.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cause {
    /// An assessment of another day is the current one.
    NewAssessment,
    /// Its answers, or its profile.
    Answers,
    /// The model, or the version that the answers are scored by.
    Model,
    /// book.toml.
    Settings,
    /// The day alone: an answer expired, or the day of an assessment came.
    Time,
    /// There is no report any more, or none that can be read.
    Removed,
}

/// Where a report stands.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Stand {
    /// The id.
    pub level: String,
    pub level_name: String,
    pub status: &'static str,
    /// Toward the next level, in percent.
    pub progress: Option<u8>,
    /// The version of the model.
    pub version: String,
}

#[derive(Clone, PartialEq, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct KpaStep {
    pub id: String,
    pub name: String,
    /// `satisfied`, `unsatisfied`, `not-rated` or `not-applicable`.
    pub before: &'static str,
    pub after: &'static str,
}

#[derive(Clone, PartialEq, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct AnswerStep {
    /// Of the goal.
    pub id: String,
    pub statement: String,
    /// The rating; `null` where there was no answer.
    pub before: Option<String>,
    pub after: Option<String>,
}

/// One assessment by its date.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Dated {
    pub date: String,
    /// `null` where it is new.
    pub before: Option<Stand>,
    /// `null` where it is gone.
    pub after: Option<Stand>,
}

impl Cause {
    /// For people.
    pub fn word(self) -> &'static str {
        match self {
            Self::NewAssessment => "new assessment",
            Self::Answers => "answers",
            Self::Model => "model",
            Self::Settings => "settings",
            Self::Time => "time",
            Self::Removed => "removed",
        }
    }
}

impl Stand {
    /// Whether there is anything rated to tell.
    pub fn is_rated(&self) -> bool {
        self.status != Status::Unrated.id()
    }
}

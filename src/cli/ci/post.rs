use serde_json::{Value, json};

use super::Job;
use super::thread::{Comment, Place, Thread};
use crate::cli::Failure;
use crate::host::github;

/// A comment that has to stand on a pull request, once.
pub struct Post<'a> {
    pub number: u64,
    /// The commit that the comment is about.
    pub head: &'a str,
    pub key: &'a str,
    pub body: &'a str,
    /// Nothing has changed. That is worth no comment, only the correction of one.
    pub is_empty: bool,
}

/// What became of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Posted {
    New,
    Edited,
    /// It says so already.
    Same,
    /// Nothing has changed, and nobody has said otherwise.
    Nothing,
    /// The pull request has gone on or is closed; what is newer stays.
    Overtaken,
}

impl Posted {
    pub fn text(self) -> &'static str {
        match self {
            Self::New => "The pull request has a comment",
            Self::Edited => "The comment of the pull request was edited",
            Self::Same => "The comment of the pull request says it already",
            Self::Nothing => "Nothing has changed, and so there is no comment",
            Self::Overtaken => "The pull request has gone on, and its comment was left alone",
        }
    }
}

impl Post<'_> {
    pub fn send(&self, job: &Job<'_>) -> Result<Posted, Failure> {
        let repository = job.runner.repository.as_deref().unwrap_or_default();
        let Some((owner, name)) = repository.split_once('/') else {
            return Err(Failure::Usage(
                "GITHUB_REPOSITORY names no repository".to_owned(),
                "run this in a workflow of GitHub".to_owned(),
            ));
        };
        let server = &job.runner.server;
        let ask = |query: &str, variables: Value| -> Result<Value, Failure> {
            Ok(github::query(server, query, &variables)?)
        };
        let place = Place {
            owner,
            name,
            number: self.number,
        };
        let Some(thread) = Thread::at(self.head, &place, &ask)? else {
            return Ok(Posted::Overtaken);
        };
        match self.decide(&thread) {
            Plan::Leave(posted) => Ok(posted),
            Plan::Add => {
                ask(ADD, json!({ "subject": thread.id, "body": self.body }))?;
                Ok(Posted::New)
            }
            Plan::Edit(id) => {
                ask(EDIT, json!({ "id": id, "body": self.body }))?;
                Ok(Posted::Edited)
            }
        }
    }

    /// The comment is known by its marker and by who has written it: anybody can write a marker, and
    /// other workflows share the author.
    fn decide<'t>(&self, thread: &'t Thread) -> Plan<'t> {
        let marker = format!("<!-- levelbook:diff v1 key={} ", self.key);
        let own = |comment: &&Comment| {
            !comment.is_minimized
                && comment.body.starts_with(&marker)
                && comment
                    .author
                    .as_ref()
                    .is_some_and(|a| a.is(&thread.viewer))
        };
        match thread.comments.iter().find(own) {
            None if self.is_empty => Plan::Leave(Posted::Nothing),
            None => Plan::Add,
            Some(comment) if same(&comment.body, self.body) => Plan::Leave(Posted::Same),
            Some(comment) => Plan::Edit(&comment.id),
        }
    }
}

/// GitHub stores other line ends than it was given, and none at the end.
fn same(stored: &str, new: &str) -> bool {
    stored.lines().eq(new.trim_end().lines())
}

#[derive(Debug, PartialEq, Eq)]
enum Plan<'t> {
    Leave(Posted),
    Add,
    Edit(&'t str),
}

const ADD: &str = "mutation($subject: ID!, $body: String!) {
  addComment(input: { subjectId: $subject, body: $body }) { clientMutationId }
}";

const EDIT: &str = "mutation($id: ID!, $body: String!) {
  updateIssueComment(input: { id: $id, body: $body }) { clientMutationId }
}";

#[cfg(test)]
mod tests {
    use super::super::thread::Author;
    use super::*;

    const HEAD: &str = "9f3c1e2";

    fn comment(id: &str, author: (&str, &str), body: &str) -> Comment {
        Comment {
            id: id.to_owned(),
            body: body.to_owned(),
            is_minimized: false,
            author: Some(Author {
                kind: author.0.to_owned(),
                login: author.1.to_owned(),
            }),
        }
    }

    fn decide(comments: Vec<Comment>, is_empty: bool) -> String {
        let thread = Thread {
            id: "PR".to_owned(),
            viewer: "github-actions[bot]".to_owned(),
            comments,
        };
        let post = Post {
            number: 7,
            head: HEAD,
            key: "default",
            body: "<!-- levelbook:diff v1 key=default head=2 -->\nnew\n",
            is_empty,
        };
        format!("{:?}", post.decide(&thread))
    }

    const BOT: (&str, &str) = ("Bot", "github-actions");
    const OLD: &str = "<!-- levelbook:diff v1 key=default head=1 -->\r\nold";

    #[test]
    fn the_comment_is_known_by_marker_and_author() {
        assert_eq!(decide(vec![], false), "Add");
        assert_eq!(decide(vec![comment("a", BOT, OLD)], false), "Edit(\"a\")");
        for other in [
            comment("a", ("User", "github-actions"), OLD),
            comment("a", ("Bot", "other"), OLD),
            comment("a", BOT, &format!("> {OLD}")),
            comment("a", BOT, &OLD.replace("default", "default2")),
            Comment {
                is_minimized: true,
                ..comment("a", BOT, OLD)
            },
            Comment {
                author: None,
                ..comment("a", BOT, OLD)
            },
        ] {
            assert_eq!(decide(vec![other], false), "Add");
        }
    }

    #[test]
    fn nothing_is_said_twice_or_about_nothing() {
        let said = "<!-- levelbook:diff v1 key=default head=2 -->\r\nnew";
        assert_eq!(decide(vec![comment("a", BOT, said)], false), "Leave(Same)");
        assert_eq!(decide(vec![], true), "Leave(Nothing)");
        assert_eq!(decide(vec![comment("a", BOT, OLD)], true), "Edit(\"a\")");
    }
}

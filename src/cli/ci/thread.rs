use serde::Deserialize;
use serde_json::{Value, json};

use crate::cli::Failure;
use crate::host::github;

/// A pull request of a repository.
pub struct Place<'a> {
    pub owner: &'a str,
    pub name: &'a str,
    pub number: u64,
}

/// A pull request with all its comments, and who asks.
#[derive(Debug, Default)]
pub struct Thread {
    pub id: String,
    pub viewer: String,
    pub comments: Vec<Comment>,
}

impl Thread {
    /// The pull request with all its comments; `None` where it is not at this head any more.
    pub fn at(
        head: &str,
        place: &Place<'_>,
        ask: &dyn Fn(&str, Value) -> Result<Value, Failure>,
    ) -> Result<Option<Self>, Failure> {
        let Place {
            owner,
            name,
            number,
        } = place;
        let mut thread = Thread::default();
        let mut after = Value::Null;
        loop {
            let answer = ask(
                THREAD,
                json!({ "owner": owner, "name": name, "number": number, "after": after }),
            )?;
            let page: Page = github::decoded(answer)?;
            let Some(pull) = page.repository.and_then(|found| found.pull_request) else {
                return Ok(None);
            };
            if pull.head_ref_oid != head || pull.state != "OPEN" {
                return Ok(None);
            }
            thread.id = pull.id;
            thread.viewer = page.viewer.login;
            thread.comments.extend(pull.comments.nodes);
            let next = pull.comments.page_info;
            match next.end_cursor.filter(|_| next.has_next_page) {
                Some(cursor) => after = Value::String(cursor),
                None => return Ok(Some(thread)),
            }
        }
    }
}

const THREAD: &str = "query($owner: String!, $name: String!, $number: Int!, $after: String) {
  viewer { login }
  repository(owner: $owner, name: $name) {
    pullRequest(number: $number) {
      id
      state
      headRefOid
      comments(first: 100, after: $after) {
        pageInfo { hasNextPage endCursor }
        nodes { id body isMinimized author { __typename login } }
      }
    }
  }
}";

#[derive(Deserialize)]
struct Page {
    viewer: Viewer,
    repository: Option<Found>,
}

#[derive(Deserialize)]
struct Viewer {
    login: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Found {
    pull_request: Option<Pull>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Pull {
    id: String,
    state: String,
    head_ref_oid: String,
    comments: Comments,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Comments {
    page_info: PageInfo,
    nodes: Vec<Comment>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct PageInfo {
    has_next_page: bool,
    end_cursor: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Comment {
    pub id: String,
    pub body: String,
    pub is_minimized: bool,
    /// Missing where the account was deleted.
    pub author: Option<Author>,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Author {
    #[serde(rename = "__typename")]
    pub kind: String,
    pub login: String,
}

impl Author {
    /// GitHub tells a bot as `name[bot]` when it is asked who is there, and as `name` of the kind
    /// `Bot` when it is asked who has written.
    pub fn is(&self, viewer: &str) -> bool {
        match viewer.strip_suffix("[bot]") {
            Some(bot) => self.kind == "Bot" && self.login == bot,
            None => self.kind != "Bot" && self.login == viewer,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(comment: &str, next: Option<&str>, head: &str) -> Value {
        json!({
            "viewer": { "login": "a" },
            "repository": { "pullRequest": {
                "id": "PR", "state": "OPEN", "headRefOid": head,
                "comments": {
                    "pageInfo": { "hasNextPage": next.is_some(), "endCursor": next },
                    "nodes": [{ "id": comment, "body": "", "isMinimized": false, "author": null }],
                },
            } },
        })
    }

    fn ask(head: &'static str) -> impl Fn(&str, Value) -> Result<Value, Failure> {
        move |_, variables| {
            Ok(match variables["after"].as_str() {
                None => page("one", Some("1"), "h"),
                Some("1") => page("two", Some("2"), head),
                other => page(other.unwrap_or_default(), None, head),
            })
        }
    }

    const PLACE: Place<'_> = Place {
        owner: "o",
        name: "n",
        number: 7,
    };

    #[test]
    fn comments_come_in_pages() {
        let thread = Thread::at("h", &PLACE, &ask("h")).unwrap().unwrap();
        let ids: Vec<&str> = thread.comments.iter().map(|one| &*one.id).collect();
        assert_eq!(ids, ["one", "two", "2"]);
    }

    #[test]
    fn a_head_that_moves_meanwhile_is_another_one() {
        assert!(Thread::at("h", &PLACE, &ask("i")).unwrap().is_none());
    }
}

use std::sync::Arc;

use crate::host::server::{Application, Event, Request, Response, Subscriber};
use crate::preview::Preview;

/// The preview as what the server asks.
pub struct Answers(pub Arc<Preview>);

impl Application for Answers {
    fn answer(&self, request: &Request) -> Response {
        let answer = self.0.answer(&request.path, request.get("page"));
        let policy = answer
            .policy
            .map(|policy| ("Content-Security-Policy", policy));
        Response {
            status: answer.status,
            content_type: answer.content_type.to_owned(),
            headers: policy.into_iter().collect(),
            body: answer.body,
        }
    }

    fn greet(&self, subscriber: &Subscriber) -> Option<Event> {
        let page = subscriber.request.get("page").unwrap_or_default();
        let (id, data) = self.0.message(page);
        Some(event(id, data))
    }
}

pub fn event(id: u64, data: String) -> Event {
    Event {
        name: "state",
        id,
        data,
    }
}

//! From what is answered to what hyper sends.

use std::sync::Arc;

use hyper::body::Bytes;
use hyper::header::{
    ALLOW, CACHE_CONTROL, CONNECTION, CONTENT_TYPE, HeaderName, HeaderValue, REFERRER_POLICY,
    X_CONTENT_TYPE_OPTIONS,
};
use hyper::{Response as Answer, StatusCode};

use super::body::{Content, Reply, Stream};
use super::gate::Refusal;
use super::types::Response;

const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// The length and the way of transport are the server's matter.
const OWN: [&str; 5] = [
    "connection",
    "content-length",
    "keep-alive",
    "transfer-encoding",
    "upgrade",
];

/// What every answer has. Nothing is cached, guessed at or told to others, and no other site may
/// use it.
const EVERYWHERE: [(HeaderName, HeaderValue); 4] = [
    (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (CACHE_CONTROL, HeaderValue::from_static("no-store")),
    (REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    (RESOURCE_POLICY, HeaderValue::from_static("same-origin")),
];

pub fn application(response: Response) -> Answer<Reply> {
    whole(response).unwrap_or_else(|| failure("an answer was made that HTTP does not allow"))
}

pub fn failure(reason: &'static str) -> Answer<Reply> {
    refused(Refusal {
        status: 500,
        reason,
    })
}

pub fn refused(refusal: Refusal) -> Answer<Reply> {
    let mut answer = text(refusal.reason);
    *answer.status_mut() = StatusCode::from_u16(refusal.status).unwrap_or(StatusCode::FORBIDDEN);
    let headers = answer.headers_mut();
    if refusal.status == 405 {
        headers.insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
    }
    if refusal.status != 500 {
        headers.insert(CONNECTION, HeaderValue::from_static("close"));
    }
    answer
}

pub fn events(stream: Option<Stream>) -> Answer<Reply> {
    let content = match stream {
        Some(stream) => Content::Events(stream),
        None => Content::Whole(Bytes::new()),
    };
    let mut answer = sealed(content, HeaderValue::from_static("text/event-stream"));
    // A stream ends because its subscriber was dropped; nothing follows on that connection.
    let headers = answer.headers_mut();
    headers.insert(CONNECTION, HeaderValue::from_static("close"));
    answer
}

fn text(reason: &'static str) -> Answer<Reply> {
    let content = Content::Whole(Bytes::from(format!("{reason}\n")));
    sealed(
        content,
        HeaderValue::from_static("text/plain; charset=utf-8"),
    )
}

fn whole(response: Response) -> Option<Answer<Reply>> {
    let status = StatusCode::from_u16(response.status).ok();
    let status = status.filter(|status| (200..600).contains(&status.as_u16()))?;
    let bytes = match status {
        StatusCode::NO_CONTENT | StatusCode::NOT_MODIFIED => Bytes::new(),
        _ => Bytes::from_owner(Shared(response.body)),
    };
    let kind = HeaderValue::from_maybe_shared(response.content_type).ok()?;
    let mut answer = sealed(Content::Whole(bytes), kind);
    *answer.status_mut() = status;
    for (name, value) in response.headers {
        let name = HeaderName::from_bytes(name.as_bytes()).ok()?;
        let value = HeaderValue::from_maybe_shared(value).ok()?;
        let taken = OWN.contains(&name.as_str()) || EVERYWHERE.iter().any(|(own, _)| *own == name);
        if !taken {
            answer.headers_mut().append(name, value);
        }
    }
    Some(answer)
}

fn sealed(content: Content, kind: HeaderValue) -> Answer<Reply> {
    let mut answer = Answer::new(Reply {
        content,
        busy: None,
    });
    answer.headers_mut().insert(CONTENT_TYPE, kind);
    answer.headers_mut().extend(EVERYWHERE);
    answer
}

/// Bytes that the application keeps, sent without a copy.
struct Shared(Arc<[u8]>);

impl AsRef<[u8]> for Shared {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

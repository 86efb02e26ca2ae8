use std::ops::RangeInclusive;
use std::sync::Arc;

/// The port to listen at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Port {
    /// This one and no other; 0 leaves the choice to the system.
    Exactly(u16),
    /// The first of these that nobody uses.
    FirstFree(RangeInclusive<u16>),
}

/// What is asked for. Only GET and HEAD arrive here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// Percent-decoded, begins with one `/`, has no part `..`, no backslash and no control character.
    pub path: String,
    /// The pairs behind the `?`, decoded, in their order.
    pub query: Vec<(String, String)>,
}

impl Request {
    /// The first value of that name in the query.
    pub fn get(&self, name: &str) -> Option<&str> {
        let mut pairs = self.query.iter();
        let (_, value) = pairs.find(|(key, _)| key == name)?;
        Some(value)
    }
}

/// What is answered. The server adds the length, the date and the headers that every answer has;
/// to HEAD, it keeps the body back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// 200 to 599.
    pub status: u16,
    pub content_type: String,
    /// Further headers. An answer with a header that HTTP does not allow becomes a 500.
    pub headers: Vec<(&'static str, String)>,
    pub body: Arc<[u8]>,
}

/// A message to a subscriber of the event stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    pub name: &'static str,
    /// Grows from event to event. Of what waits for a new subscriber, what is older than its
    /// greeting is left out.
    pub id: u64,
    /// May have several lines.
    pub data: String,
}

/// Somebody who listens to the event stream. Cheap to clone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subscriber {
    /// Never used twice by one server.
    pub id: u64,
    /// What the stream was asked for with.
    pub request: Arc<Request>,
}

/// What is served. Both are called by several threads at once and may take their time; a panic in
/// them costs the one answer only.
pub trait Application: Send + Sync + 'static {
    fn answer(&self, request: &Request) -> Response;
    /// What a new subscriber is told at once. It is among [`Server::subscribers`](crate::host::server::Server::subscribers) already.
    fn greet(&self, subscriber: &Subscriber) -> Option<Event>;
}

use std::time::Duration;

/// The path of the event stream.
pub const EVENTS: &str = "/__levelbook/events";

/// How much of everything there may be.
#[derive(Clone, Debug)]
pub struct Limits {
    /// For the whole head of a request; also how long a connection may stay unused.
    pub head_time: Duration,
    /// Bytes of a request's head.
    pub head_size: usize,
    pub headers: usize,
    /// How long a client may take nothing of what is written to it.
    pub stall_time: Duration,
    /// Between comments that keep an event stream open.
    pub keep_alive: Duration,
    pub connections: usize,
    /// Connections beyond those, which are told that there are too many.
    pub turned_away: usize,
    pub subscribers: usize,
    /// Events, and bytes of them, that may wait for one subscriber.
    pub events: usize,
    pub event_bytes: usize,
    /// Threads for the application's answers.
    pub workers: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            head_time: Duration::from_secs(5),
            head_size: 16 * 1024,
            headers: 64,
            stall_time: Duration::from_secs(20),
            keep_alive: Duration::from_secs(15),
            connections: 128,
            turned_away: 32,
            subscribers: 64,
            events: 32,
            event_bytes: 1024 * 1024,
            workers: 4,
        }
    }
}

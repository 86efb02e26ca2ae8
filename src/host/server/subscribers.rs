//! Who listens to the event stream.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use hyper::body::Bytes;

use super::limits::Limits;
use super::queue::Queue;
use super::types::{Event, Request, Subscriber};

#[derive(Default)]
pub struct Subscribers {
    table: Mutex<Table>,
}

#[derive(Default)]
struct Table {
    last: u64,
    entries: BTreeMap<u64, (Subscriber, Arc<Queue>)>,
}

/// A place among the subscribers, free again when this is dropped.
pub struct Subscription {
    pub subscriber: Subscriber,
    pub queue: Arc<Queue>,
    all: Arc<Subscribers>,
}

impl Drop for Subscription {
    fn drop(&mut self) {
        self.all.table().entries.remove(&self.subscriber.id);
    }
}

impl Subscribers {
    /// `None` when there are as many as there may be.
    pub fn enter(self: &Arc<Self>, request: Request, limits: &Limits) -> Option<Subscription> {
        let mut table = self.table();
        if table.entries.len() >= limits.subscribers {
            return None;
        }
        table.last += 1;
        let subscriber = Subscriber {
            id: table.last,
            request: Arc::new(request),
        };
        let queue = Arc::new(Queue::default());
        let entry = (subscriber.clone(), Arc::clone(&queue));
        table.entries.insert(subscriber.id, entry);
        Some(Subscription {
            subscriber,
            queue,
            all: Arc::clone(self),
        })
    }

    pub fn list(&self) -> Vec<Subscriber> {
        let table = self.table();
        let entries = table.entries.values();
        entries.map(|(subscriber, _)| subscriber.clone()).collect()
    }

    /// A subscriber who does not keep up is dropped; it connects again and is greeted.
    pub fn send(&self, subscriber: u64, event: &Event, limits: &Limits) {
        let mut table = self.table();
        let Some((_, queue)) = table.entries.get(&subscriber) else {
            return;
        };
        if !queue.push(event.id, wire(event), limits) {
            table.entries.remove(&subscriber);
        }
    }

    fn table(&self) -> MutexGuard<'_, Table> {
        self.table.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// An event as it is written to the stream.
pub fn wire(event: &Event) -> Bytes {
    let mut text = String::with_capacity(event.data.len() + 64);
    // Writing to a text cannot fail.
    let _ = write!(text, "event: {}\nid: {}\n", event.name, event.id);
    let data = event.data.replace("\r\n", "\n").replace('\r', "\n");
    for line in data.split('\n') {
        let _ = writeln!(text, "data: {line}");
    }
    text.push('\n');
    Bytes::from(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(data: &str) -> Event {
        Event {
            name: "state",
            id: 7,
            data: data.to_owned(),
        }
    }

    fn ids(all: &Subscribers) -> Vec<u64> {
        let list = all.list();
        list.iter().map(|subscriber| subscriber.id).collect()
    }

    #[test]
    fn no_line_of_the_data_becomes_a_field() {
        assert_eq!(
            wire(&event("a\nid: 9\rretry: 1\r\n\r\nend")),
            "event: state\nid: 7\ndata: a\ndata: id: 9\ndata: retry: 1\ndata: \ndata: end\n\n"
        );
    }

    #[test]
    fn a_place_is_free_again_and_its_number_is_not() {
        let all = Arc::new(Subscribers::default());
        let limits = Limits {
            subscribers: 1,
            ..Limits::default()
        };
        let first = all.enter(Request::default(), &limits).unwrap();
        assert!(all.enter(Request::default(), &limits).is_none());
        assert_eq!(ids(&all), [1]);
        drop(first);
        assert!(ids(&all).is_empty());
        let second = all.enter(Request::default(), &limits).unwrap();
        assert_eq!(second.subscriber.id, 2);
    }

    #[test]
    fn a_subscriber_who_does_not_read_is_dropped_alone() {
        let all = Arc::new(Subscribers::default());
        let limits = Limits {
            events: 3,
            ..Limits::default()
        };
        let slow = all.enter(Request::default(), &limits).unwrap();
        let other = all.enter(Request::default(), &limits).unwrap();
        for _ in 0..4 {
            all.send(slow.subscriber.id, &event("x"), &limits);
        }
        all.send(other.subscriber.id, &event("x"), &limits);
        assert_eq!(ids(&all), [other.subscriber.id]);
    }
}

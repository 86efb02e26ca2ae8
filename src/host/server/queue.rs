//! What waits to be written to one subscriber.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};

use hyper::body::Bytes;

use super::limits::Limits;

/// A bounded queue from any thread to the one that writes.
#[derive(Default)]
pub struct Queue {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    waiting: VecDeque<(u64, Bytes)>,
    bytes: usize,
    closed: bool,
    reader: Option<Waker>,
}

impl Queue {
    /// `false` when there is no room: the reader is too slow, and the queue is closed.
    pub fn push(&self, id: u64, text: Bytes, limits: &Limits) -> bool {
        let mut state = self.state();
        let size = state.bytes + text.len();
        // One event fits always, however long it is.
        let fits = state.waiting.is_empty()
            || (state.waiting.len() < limits.events && size <= limits.event_bytes);
        if fits && !state.closed {
            state.bytes = size;
            state.waiting.push_back((id, text));
        } else {
            *state = State {
                closed: true,
                reader: state.reader.take(),
                ..State::default()
            };
        }
        let open = !state.closed;
        let reader = state.reader.take();
        drop(state);
        if let Some(reader) = reader {
            reader.wake();
        }
        open
    }

    /// Leaves out what is older than the event of that id.
    pub fn skip_before(&self, id: u64) {
        let mut state = self.state();
        state.waiting.retain(|(other, _)| *other >= id);
        state.bytes = state.waiting.iter().map(|(_, text)| text.len()).sum();
    }

    /// The next event; `None` when the queue is closed.
    pub fn poll(&self, context: &Context<'_>) -> Poll<Option<Bytes>> {
        let mut state = self.state();
        if let Some((_, text)) = state.waiting.pop_front() {
            state.bytes -= text.len();
            return Poll::Ready(Some(text));
        }
        if state.closed {
            return Poll::Ready(None);
        }
        state.reader = Some(context.waker().clone());
        Poll::Pending
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn next(queue: &Queue) -> Poll<Option<Bytes>> {
        queue.poll(&Context::from_waker(Waker::noop()))
    }

    fn limits() -> Limits {
        Limits {
            events: 2,
            event_bytes: 10,
            ..Limits::default()
        }
    }

    #[test]
    fn events_come_in_their_order() {
        let queue = Queue::default();
        assert_eq!(next(&queue), Poll::Pending);
        assert!(queue.push(1, Bytes::from_static(b"one"), &limits()));
        assert!(queue.push(2, Bytes::from_static(b"two"), &limits()));
        assert_eq!(next(&queue), Poll::Ready(Some(Bytes::from_static(b"one"))));
        assert_eq!(next(&queue), Poll::Ready(Some(Bytes::from_static(b"two"))));
        assert_eq!(next(&queue), Poll::Pending);
    }

    #[test]
    fn too_many_events_close_it_for_good() {
        let queue = Queue::default();
        assert!(queue.push(1, Bytes::from_static(b"1"), &limits()));
        assert!(queue.push(2, Bytes::from_static(b"2"), &limits()));
        assert!(!queue.push(3, Bytes::from_static(b"3"), &limits()));
        assert_eq!(next(&queue), Poll::Ready(None));
        assert!(!queue.push(4, Bytes::from_static(b"4"), &limits()));
    }

    #[test]
    fn too_many_bytes_close_it_but_one_long_event_fits() {
        let queue = Queue::default();
        let long = Bytes::from_static(b"longer than ten bytes");
        assert!(queue.push(1, long.clone(), &limits()));
        assert_eq!(next(&queue), Poll::Ready(Some(long.clone())));
        assert!(queue.push(2, Bytes::from_static(b"short"), &limits()));
        assert!(!queue.push(3, long, &limits()));
    }

    #[test]
    fn what_is_older_than_the_greeting_is_left_out() {
        let queue = Queue::default();
        assert!(queue.push(4, Bytes::from_static(b"old"), &limits()));
        assert!(queue.push(5, Bytes::from_static(b"new"), &limits()));
        queue.skip_before(5);
        assert_eq!(next(&queue), Poll::Ready(Some(Bytes::from_static(b"new"))));
        assert_eq!(next(&queue), Poll::Pending);
    }
}

//! The bodies of answers: bytes, or the event stream.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use hyper::body::{Body, Bytes, Frame, SizeHint};
use tokio::time::{Instant, Sleep, sleep};

use super::connections::Busy;
use super::subscribers::Subscription;

pub struct Reply {
    pub content: Content,
    /// Keeps the connection from counting as idle until everything is handed over.
    pub busy: Option<Busy>,
}

pub enum Content {
    Whole(Bytes),
    Events(Stream),
}

/// What a subscriber reads.
pub struct Stream {
    /// What is written before any event.
    first: Option<Bytes>,
    subscription: Subscription,
    period: Duration,
    comment: Pin<Box<Sleep>>,
}

impl Stream {
    /// A stream that writes a comment whenever nothing else was written for a `period`.
    pub fn new(subscription: Subscription, first: Bytes, period: Duration) -> Self {
        Self {
            first: Some(first),
            subscription,
            period,
            comment: Box::pin(sleep(period)),
        }
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Bytes>> {
        let next = match self.first.take() {
            Some(first) => Poll::Ready(Some(first)),
            None => self.subscription.queue.poll(context),
        };
        let text = match next {
            Poll::Ready(text) => text,
            Poll::Pending => match self.comment.as_mut().poll(context) {
                Poll::Ready(()) => Some(Bytes::from_static(b":\n\n")),
                Poll::Pending => return Poll::Pending,
            },
        };
        self.comment.as_mut().reset(Instant::now() + self.period);
        Poll::Ready(text)
    }
}

impl Body for Reply {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let next = match &mut self.content {
            Content::Whole(bytes) => {
                let bytes = std::mem::take(bytes);
                Poll::Ready((!bytes.is_empty()).then_some(bytes))
            }
            Content::Events(stream) => stream.poll(context),
        };
        next.map(|bytes| bytes.map(|bytes| Ok(Frame::data(bytes))))
    }

    fn is_end_stream(&self) -> bool {
        matches!(&self.content, Content::Whole(bytes) if bytes.is_empty())
    }

    fn size_hint(&self) -> SizeHint {
        match &self.content {
            Content::Whole(bytes) => SizeHint::with_exact(bytes.len() as u64),
            Content::Events(_) => SizeHint::default(),
        }
    }
}

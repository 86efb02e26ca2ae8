//! One connection: its requests, one after the other.

use std::convert::Infallible;
use std::sync::Arc;

use hyper::body::{Bytes, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request as Incame, Response as Answer};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpStream;
use tokio::sync::Semaphore;

use super::address::Here;
use super::body::{Reply, Stream};
use super::connections::{Connections, Seat};
use super::gate::{Refusal, admit};
use super::limits::{EVENTS, Limits};
use super::patient::Patient;
use super::reply;
use super::subscribers::{Subscribers, Subscription, wire};
use super::types::{Application, Request};

/// What all connections of a server share.
pub struct House {
    pub app: Arc<dyn Application>,
    pub limits: Limits,
    pub connections: Arc<Connections>,
    pub subscribers: Arc<Subscribers>,
    /// A permit for each thread that answers; who waits for one waits in its connection.
    pub workers: Arc<Semaphore>,
}

pub struct Visit {
    pub house: Arc<House>,
    pub here: Here,
    pub seat: Seat,
    /// There are too many connections already; this one is told so.
    pub turned_away: bool,
}

/// Serves a connection until either side closes it. Whatever goes wrong concerns its client only.
pub async fn serve(stream: TcpStream, visit: Visit) {
    let limits = visit.house.limits.clone();
    let activity = Arc::clone(&visit.seat.activity);
    let stream = Patient::new(stream, limits.stall_time, activity);
    let visit = Arc::new(visit);
    let service = service_fn(move |request| {
        let visit = Arc::clone(&visit);
        async move { Ok::<_, Infallible>(visit.answer(request).await) }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.head_time)
        .max_header_size(limits.head_size)
        .max_headers(limits.headers)
        .serve_connection(TokioIo::new(stream), service);
    let _ = connection.await;
}

impl Visit {
    async fn answer(&self, request: Incame<Incoming>) -> Answer<Reply> {
        let busy = self.seat.busy();
        let (head, _) = request.into_parts();
        let mut answer = match admit(&head, &self.here) {
            Err(refusal) => reply::refused(refusal),
            Ok(_) if self.turned_away => reply::refused(TOO_MANY),
            Ok(request) if request.path != EVENTS => self.ask(request).await,
            Ok(_) if head.method == Method::HEAD => reply::events(None),
            Ok(request) => self.subscribe(request).await,
        };
        answer.body_mut().busy = Some(busy);
        answer
    }

    async fn ask(&self, request: Request) -> Answer<Reply> {
        let answer = self.work(move |app| app.answer(&request)).await;
        match answer {
            Some(response) => reply::application(response),
            None => reply::failure("this page could not be made; the terminal says why"),
        }
    }

    async fn subscribe(&self, request: Request) -> Answer<Reply> {
        let house = &self.house;
        let Some(subscription) = house.subscribers.enter(request, &house.limits) else {
            return reply::refused(TOO_MANY);
        };
        let first = self.first(&subscription).await;
        let period = house.limits.keep_alive;
        reply::events(Some(Stream::new(subscription, first, period)))
    }

    /// What a stream begins with: how soon to come back, and the greeting.
    async fn first(&self, subscription: &Subscription) -> Bytes {
        let mut first = b"retry: 500\n\n".to_vec();
        let subscriber = subscription.subscriber.clone();
        let greeting = self.work(move |app| app.greet(&subscriber)).await;
        if let Some(event) = greeting.flatten() {
            subscription.queue.skip_before(event.id);
            first.extend_from_slice(&wire(&event));
        }
        Bytes::from(first)
    }

    /// Lets the application work in a thread where it may take its time; `None` when it panics.
    async fn work<T: Send + 'static>(
        &self,
        work: impl FnOnce(&dyn Application) -> T + Send + 'static,
    ) -> Option<T> {
        let permit = Arc::clone(&self.house.workers).acquire_owned().await;
        let app = Arc::clone(&self.house.app);
        let done = tokio::task::spawn_blocking(move || {
            let _permit = permit;
            work(app.as_ref())
        });
        done.await.ok()
    }
}

const TOO_MANY: Refusal = Refusal {
    status: 503,
    reason: "too many connections are open; close some pages",
};

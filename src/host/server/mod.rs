//! The preview's server: HTTP/1.1 for this machine, with one stream of events.
//!
//! What is served comes from an [`Application`], never from the disk. The network has a thread of
//! its own; the application works in a few others, so that nobody waits for somebody else's page.
//! Requests of other sites, and more of anything than `Limits` allows, are refused here.

use std::future::poll_fn;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::{Builder, Runtime};
use tokio::sync::{Semaphore, oneshot};

use self::address::Here;
use self::limits::Limits;
use self::subscribers::Subscribers;
use self::visit::{House, Visit};
use super::error::HostError;

pub use types::{Application, Event, Port, Request, Response, Subscriber};

mod address;
mod body;
mod connections;
mod gate;
mod limits;
mod listen;
mod patient;
mod queue;
mod reply;
mod subscribers;
mod target;
#[cfg(test)]
mod tests;
mod types;
mod visit;

/// How long the end of a server waits for answers that are being made.
const LAST_ANSWERS: Duration = Duration::from_secs(1);

/// A server that listens. Dropping it closes all connections, frees the port and ends its threads.
pub struct Server {
    address: SocketAddr,
    house: Arc<House>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Listens on `host`. The event stream is at `/__levelbook/events`; all else is the
    /// application's.
    ///
    /// # Errors
    /// [`HostError::PortTaken`], [`HostError::NoFreePort`], [`HostError::NoAddress`], or
    /// [`HostError::Listen`] for anything else.
    pub fn start(host: IpAddr, port: Port, app: Arc<dyn Application>) -> Result<Self, HostError> {
        Self::start_with(host, &port, app, Limits::default())
    }

    fn start_with(
        host: IpAddr,
        port: &Port,
        app: Arc<dyn Application>,
        limits: Limits,
    ) -> Result<Self, HostError> {
        let listener = listen::listen(host, port)?;
        let wished = match port {
            Port::Exactly(port) => *port,
            Port::FirstFree(ports) => *ports.start(),
        };
        Self::run(listener, app, limits).map_err(|error| HostError::Listen {
            address: SocketAddr::new(host, wished),
            error,
        })
    }

    fn run(
        listener: std::net::TcpListener,
        app: Arc<dyn Application>,
        limits: Limits,
    ) -> io::Result<Self> {
        let address = listener.local_addr()?;
        let name = format!("http-{}", address.port());
        let runtime = runtime(&name, &limits)?;
        let listener = {
            let _inside = runtime.enter();
            TcpListener::from_std(listener)?
        };
        let house = Arc::new(House {
            app,
            connections: Arc::default(),
            subscribers: Arc::new(Subscribers::default()),
            workers: Arc::new(Semaphore::new(limits.workers)),
            limits,
        });
        let (stop, stopped) = oneshot::channel();
        let door = Door {
            listener,
            bound: address,
            house: Arc::clone(&house),
        };
        let thread = thread::Builder::new().name(name).spawn(move || {
            runtime.block_on(until(stopped, door.open()));
            runtime.shutdown_timeout(LAST_ANSWERS);
        })?;
        Ok(Self {
            address,
            house,
            stop: Some(stop),
            thread: Some(thread),
        })
    }

    /// Where it listens, with the port that was found.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Who listens to the event stream now, in the order in which they came.
    pub fn subscribers(&self) -> Vec<Subscriber> {
        self.house.subscribers.list()
    }

    /// Hands an event over, without waiting. One who has gone is passed over; one who does not
    /// keep up is dropped.
    pub fn send(&self, subscriber: u64, event: Event) {
        let house = &self.house;
        house.subscribers.send(subscriber, &event, &house.limits);
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn runtime(name: &str, limits: &Limits) -> io::Result<Runtime> {
    Builder::new_current_thread()
        .enable_io()
        .enable_time()
        .thread_name(name)
        .max_blocking_threads(limits.workers)
        .build()
}

/// Goes on with `work` until the other end sends or is dropped.
async fn until(mut stopped: oneshot::Receiver<()>, work: impl Future<Output = ()>) {
    let mut work = pin!(work);
    poll_fn(|context| {
        let stopped = Pin::new(&mut stopped).poll(context).map(|_| ());
        match stopped.is_ready() {
            true => stopped,
            false => work.as_mut().poll(context),
        }
    })
    .await;
}

/// Where connections come in.
struct Door {
    listener: TcpListener,
    bound: SocketAddr,
    house: Arc<House>,
}

impl Door {
    async fn open(self) {
        loop {
            match self.listener.accept().await {
                Ok((stream, _)) => self.admit(stream),
                // There are no more file descriptors, for example. That passes.
                Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
            }
        }
    }

    fn admit(&self, stream: TcpStream) {
        let house = &self.house;
        let limits = &house.limits;
        let full = house.connections.count() >= limits.connections
            && !house.connections.close_an_idle_one();
        if full && house.connections.count() >= limits.connections + limits.turned_away {
            return;
        }
        let Ok(reached) = stream.local_addr() else {
            return;
        };
        // Events are small and wanted at once.
        let _ = stream.set_nodelay(true);
        let visit = Visit {
            house: Arc::clone(house),
            here: Here {
                bound: self.bound,
                reached: reached.ip(),
            },
            seat: house.connections.enter(),
            turned_away: full,
        };
        let id = visit.seat.id;
        let task = tokio::spawn(visit::serve(stream, visit));
        house.connections.served_by(id, task.abort_handle());
    }
}

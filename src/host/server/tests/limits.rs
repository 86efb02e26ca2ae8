//! Clients that are slow, many, or gone.

use std::io::{ErrorKind, Read, Write};
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

use super::super::limits::Limits;
use super::super::{Application, Event, Port, Request, Response, Server, Subscriber};
use super::client::{Client, DEADLINE, HERE, event, eventually, server, server_with};

#[test]
fn a_slow_head_is_not_waited_for() {
    let limits = Limits {
        head_time: Duration::from_millis(100),
        ..Limits::default()
    };
    let server = server_with(limits);
    let start = Instant::now();
    let mut silent = Client::new(server.address());
    let mut half = Client::new(server.address());
    half.write("GET / HTTP/1.1\r\nHost: local");
    let mut second = Client::new(server.address());
    assert_eq!(second.get("/").status, 200);
    second.write("GET");
    silent.comes_to_an_end();
    half.comes_to_an_end();
    second.comes_to_an_end();
    assert!(start.elapsed() >= Duration::from_millis(100));
    eventually("all seats are free", || {
        server.house.connections.count() == 0
    });
}

#[test]
fn bytes_one_by_one_do_not_extend_the_time() {
    let limits = Limits {
        head_time: Duration::from_millis(200),
        ..Limits::default()
    };
    let server = server_with(limits);
    let mut client = Client::new(server.address());
    client.write("GET / HTTP/1.1\r\nHost: localhost:PORT\r\nX-A: ");
    client
        .stream
        .set_read_timeout(Some(Duration::from_millis(5)))
        .unwrap();
    let start = Instant::now();
    loop {
        let written = client.stream.write(b"a");
        let read = client.stream.read(&mut [0; 512]);
        let waits = read.as_ref().is_err_and(|error| {
            matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut)
        });
        if written.is_err() || !waits {
            break;
        }
        assert!(start.elapsed() < DEADLINE, "the connection stays open");
    }
}

#[test]
fn the_oldest_idle_connection_makes_room() {
    let limits = Limits {
        connections: 3,
        head_time: DEADLINE,
        ..Limits::default()
    };
    let server = server_with(limits);
    let mut clients: Vec<Client> = (0..3).map(|_| Client::new(server.address())).collect();
    for n in [1, 0, 2] {
        assert_eq!(clients[n].get("/").status, 200);
    }
    let mut newest = Client::new(server.address());
    assert_eq!(newest.get("/").status, 200);
    clients[1].comes_to_an_end();
    for n in [0, 2] {
        assert_eq!(clients[n].get("/").status, 200);
    }
}

#[test]
fn hundreds_of_silent_connections_shut_nobody_out() {
    let server = server();
    let silent: Vec<Client> = (0..250).map(|_| Client::new(server.address())).collect();
    for _ in 0..5 {
        assert_eq!(Client::new(server.address()).get("/").status, 200);
    }
    assert!(server.house.connections.count() <= 128 + 32);
    drop(silent);
    eventually("all seats are free", || {
        server.house.connections.count() == 0
    });
}

#[test]
fn when_nobody_is_idle_the_next_is_turned_away() {
    let limits = Limits {
        connections: 2,
        turned_away: 1,
        ..Limits::default()
    };
    let server = server_with(limits);
    let mut streams: Vec<Client> = (0..2).map(|_| Client::new(server.address())).collect();
    for stream in &mut streams {
        assert_eq!(stream.listen("").status, 200);
    }
    let mut third = Client::new(server.address());
    assert_eq!(third.get("/").status, 503);
    third.comes_to_an_end();
    streams.pop();
    eventually("there is room again", || {
        Client::new(server.address()).get("/").status == 200
    });
}

#[test]
fn subscribers_have_a_limit_of_their_own() {
    let server = server();
    let mut streams: Vec<Client> = (0..64).map(|_| Client::new(server.address())).collect();
    for stream in &mut streams {
        assert_eq!(stream.listen("").status, 200);
    }
    let mut next = Client::new(server.address());
    assert_eq!(next.listen("").status, 503);
    assert_eq!(server.subscribers().len(), 64);
    assert_eq!(Client::new(server.address()).get("/").status, 200);
    drop(streams);
    eventually("all have gone", || server.subscribers().is_empty());
}

#[test]
fn who_does_not_read_holds_nobody_up() {
    let server = server();
    let mut slow = Client::new(server.address());
    assert_eq!(slow.listen("").status, 200);
    let mut reader = Client::new(server.address());
    assert_eq!(reader.listen("").status, 200);
    let ids: Vec<u64> = server.subscribers().iter().map(|s| s.id).collect();
    let long = "x".repeat(100_000);
    let start = Instant::now();
    let mut sent = 0;
    while server.subscribers().len() == 2 {
        sent += 1;
        server.send(ids[0], event(sent, &long));
        server.send(ids[1], event(sent, &format!("number {sent}.")));
        reader.until(&format!("number {sent}."));
        assert!(
            start.elapsed() < DEADLINE,
            "the slow one stays after {sent} events"
        );
    }
    assert_eq!(server.subscribers()[0].id, ids[1]);
    assert!(
        sent > 10,
        "the buffers of the system take more than {sent} events"
    );
    slow.comes_to_an_end();
}

#[test]
fn an_answer_that_is_not_taken_is_given_up() {
    let limits = Limits {
        stall_time: Duration::from_millis(100),
        ..Limits::default()
    };
    let server = server_with(limits);
    let mut clients: Vec<Client> = (0..4).map(|_| Client::new(server.address())).collect();
    for client in &mut clients {
        client.write("GET /large HTTP/1.1\r\nHost: localhost:PORT\r\n\r\n");
        client.head().unwrap();
    }
    eventually("all are given up", || server.house.connections.count() == 0);
}

#[test]
fn a_quiet_stream_is_kept_open_by_comments() {
    let limits = Limits {
        keep_alive: Duration::from_millis(50),
        head_time: Duration::from_millis(10),
        ..Limits::default()
    };
    let server = server_with(limits);
    let mut client = Client::new(server.address());
    client.listen("?page=a");
    client.until("hello a\n\n");
    for _ in 0..3 {
        client.until(":\n\n");
    }
    assert_eq!(server.subscribers().len(), 1);
}

#[test]
fn a_greeting_that_panics_leaves_the_stream_open() {
    let server = server();
    let mut client = Client::new(server.address());
    assert_eq!(client.listen("?page=panic").status, 200);
    let id = server.subscribers()[0].id;
    server.send(id, event(1, "later"));
    client.until("data: later\n\n");
}

/// Answers when the gate is opened.
#[derive(Default)]
struct Gate {
    state: Mutex<(usize, bool)>,
    changed: Condvar,
}

impl Gate {
    fn pass(&self) {
        let mut state = self.state.lock().unwrap();
        state.0 += 1;
        self.changed.notify_all();
        let _open = self.changed.wait_while(state, |state| !state.1).unwrap();
    }

    fn open(&self) {
        self.state.lock().unwrap().1 = true;
        self.changed.notify_all();
    }

    fn wait_for(&self, count: usize) {
        let state = self.state.lock().unwrap();
        let waited = self
            .changed
            .wait_timeout_while(state, DEADLINE, |state| state.0 < count);
        assert!(!waited.unwrap().1.timed_out());
    }
}

impl Application for Gate {
    fn answer(&self, request: &Request) -> Response {
        if request.path == "/slow" {
            self.pass();
        }
        Response {
            status: 200,
            content_type: "text/plain".to_owned(),
            headers: Vec::new(),
            body: Arc::from(&b"done"[..]),
        }
    }

    fn greet(&self, _: &Subscriber) -> Option<Event> {
        self.pass();
        Some(event(5, "greeting"))
    }
}

fn gated() -> (Server, Arc<Gate>) {
    let gate = Arc::new(Gate::default());
    let app = Arc::clone(&gate);
    (Server::start(HERE, Port::Exactly(0), app).unwrap(), gate)
}

#[test]
fn a_slow_page_does_not_hold_up_another() {
    let (server, gate) = gated();
    let mut slow = Client::new(server.address());
    slow.write("GET /slow HTTP/1.1\r\nHost: localhost:PORT\r\n\r\n");
    gate.wait_for(1);
    assert_eq!(Client::new(server.address()).get("/").status, 200);
    gate.open();
    assert_eq!(slow.reply().text(), "done");
}

#[test]
fn the_greeting_comes_first_and_nothing_older_after_it() {
    let (server, gate) = gated();
    let mut client = Client::new(server.address());
    client.write("GET /__levelbook/events HTTP/1.1\r\nHost: localhost:PORT\r\n\r\n");
    gate.wait_for(1);
    let id = server.subscribers()[0].id;
    server.send(id, event(4, "older"));
    server.send(id, event(6, "newer"));
    gate.open();
    let text = client.until("newer");
    assert!(text.contains("greeting"), "{text}");
    assert!(!text.contains("older"), "{text}");
}

#[test]
fn clients_who_leave_do_not_leave_their_pages_behind() {
    let (server, gate) = gated();
    for _ in 0..40 {
        let mut client = Client::new(server.address());
        client.write("GET /slow HTTP/1.1\r\nHost: localhost:PORT\r\n\r\n");
    }
    gate.wait_for(4);
    eventually("all have gone", || server.house.connections.count() == 0);
    gate.open();
    assert_eq!(Client::new(server.address()).get("/").status, 200);
    assert!(
        gate.state.lock().unwrap().0 <= 8,
        "pages were made for nobody"
    );
}

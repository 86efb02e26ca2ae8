//! What is answered, and how fast.

use std::time::{Duration, Instant};

use super::client::{Client, event, eventually, server};

#[test]
fn one_connection_carries_many_requests() {
    let server = server();
    let mut client = Client::new(server.address());
    for n in 0..3 {
        let reply = client.get(&format!("/a%20b?n={n}"));
        assert_eq!(reply.status, 200);
        assert_eq!(reply.text(), format!("/a b [(\"n\", \"{n}\")]"));
    }
    assert_eq!(client.get("/missing").status, 404);
    assert_eq!(client.get("/empty").text(), "");
    assert_eq!(client.get("/large").body.len(), 8_000_000);
    assert_eq!(client.get("/").status, 200);
}

#[test]
fn every_answer_has_the_headers_that_protect_it() {
    let server = server();
    for path in ["/", "/missing", "/status", "/a/../b", "/headers"] {
        let reply = Client::new(server.address()).get(path);
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("cache-control", "no-store"),
            ("referrer-policy", "no-referrer"),
            ("cross-origin-resource-policy", "same-origin"),
        ] {
            assert_eq!(reply.header(name), Some(value), "{path}");
            assert_eq!(reply.head.matches(name).count(), 1, "{path}");
        }
        assert!(!reply.head.contains("access-control"), "{path}");
    }
}

#[test]
fn headers_of_the_application_are_added() {
    let server = server();
    let mut client = Client::new(server.address());
    let reply = client.get("/headers");
    assert_eq!(reply.header("etag"), Some("\"9f\""));
    assert_eq!(reply.text(), "/headers []");
}

#[test]
fn what_http_does_not_allow_is_an_error_of_that_answer() {
    let server = server();
    let mut client = Client::new(server.address());
    for path in ["/split", "/status", "/panic"] {
        let reply = client.get(path);
        assert_eq!(reply.status, 500, "{path}");
        assert!(!reply.head.contains("x-b"), "{path}");
    }
    assert_eq!(client.get("/").status, 200);
}

#[test]
fn head_is_answered_without_the_body() {
    let server = server();
    let mut client = Client::new(server.address());
    client.write("HEAD /abc HTTP/1.1\r\nHost: localhost:PORT\r\n\r\n");
    let head = client.head().unwrap();
    assert_eq!(
        (head.status, head.header("content-length")),
        (200, Some("7"))
    );
    assert_eq!(client.get("/abc").text(), "/abc []");
}

#[test]
fn an_event_arrives_at_once() {
    let server = server();
    let mut client = Client::new(server.address());
    let head = client.listen("?page=a.html");
    assert_eq!(head.header("content-type"), Some("text/event-stream"));
    let greeting = client.until("hello a.html");
    assert!(greeting.contains("retry: 500\n\n"), "{greeting}");
    let [subscriber] = &server.subscribers()[..] else {
        panic!("there is one subscriber");
    };
    assert_eq!(subscriber.request.get("page"), Some("a.html"));
    let mut times = Vec::new();
    for id in 2..12 {
        let start = Instant::now();
        server.send(subscriber.id, event(id, "two\nlines"));
        let text = client.until("lines\n\n");
        times.push(start.elapsed());
        assert!(
            text.contains(&format!(
                "event: state\nid: {id}\ndata: two\ndata: lines\n\n"
            )),
            "{text}"
        );
    }
    times.sort_unstable();
    assert!(times[5] < Duration::from_millis(50), "{times:?}");
    drop(client);
    eventually("the subscriber has gone", || {
        server.subscribers().is_empty()
    });
}

//! Requests that are refused.

use super::client::{Client, server};

/// The status of the answer to a request that is written as it stands.
#[track_caller]
fn status(client: &mut Client, request: &str) -> u16 {
    client.write(request);
    client.head().expect("there is an answer").status
}

#[test]
fn a_foreign_host_gets_nothing() {
    let server = server();
    for host in [
        "example.com",
        "example.com:PORT",
        "127.0.0.1.nip.io:PORT",
        "localhost.example.com:PORT",
        "user@localhost:PORT",
        "localhost",
        "localhost:1",
        "192.168.1.7:PORT",
        "0.0.0.0:PORT",
        "",
    ] {
        for path in ["/", "/__levelbook/events?page=a", "/__levelbook/places"] {
            let mut client = Client::new(server.address());
            client.write(&format!("GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n"));
            let reply = client.reply();
            assert_eq!(reply.status, 403, "{host} {path}");
            assert_eq!(reply.text(), "this server does not answer to that host\n");
            client.comes_to_an_end();
        }
    }
    assert!(server.subscribers().is_empty());
}

#[test]
fn own_hosts_are_answered() {
    let server = server();
    let mut client = Client::new(server.address());
    for host in [
        "localhost:PORT",
        "127.0.0.1:PORT",
        "[::1]:PORT",
        "book.localhost:PORT",
        "LOCALHOST:PORT",
    ] {
        let request = format!("GET / HTTP/1.1\r\nHost: {host}\r\nContent-Length: 0\r\n\r\n");
        client.write(&request);
        assert_eq!(client.reply().status, 200, "{host}");
    }
}

#[test]
fn the_host_is_named_once() {
    let server = server();
    for hosts in [
        "",
        "Host: localhost:PORT\r\nHost: localhost:PORT\r\n",
        "Host: localhost:PORT\r\nHost: example.com\r\n",
    ] {
        let request = format!("GET / HTTP/1.1\r\n{hosts}\r\n");
        assert_eq!(
            status(&mut Client::new(server.address()), &request),
            400,
            "{hosts}"
        );
    }
    let mut client = Client::new(server.address());
    assert_eq!(status(&mut client, "GET / HTTP/1.0\r\n\r\n"), 403);
}

#[test]
fn a_whole_url_as_the_target_has_to_be_own_too() {
    let server = server();
    for (target, expected) in [
        ("http://localhost:PORT/a", 200),
        ("http://example.com/a", 403),
        ("http://example.com:PORT/a", 403),
        ("https://localhost:PORT/a", 403),
        ("http://localhost:PORT@example.com/", 403),
        ("//example.com/a", 400),
        ("*", 400),
    ] {
        let request = format!("GET {target} HTTP/1.1\r\nHost: localhost:PORT\r\n\r\n");
        let mut client = Client::new(server.address());
        assert_eq!(status(&mut client, &request), expected, "{target}");
    }
}

#[test]
fn pages_of_other_sites_get_nothing() {
    let server = server();
    let refused = [
        "Origin: http://example.com",
        "Origin: https://localhost:PORT",
        "Origin: http://localhost:1",
        "Origin: null",
        "Origin: ",
        "Origin: http://localhost:PORT\r\nOrigin: http://example.com",
        "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors",
        "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: iframe",
    ];
    for header in refused {
        for path in ["/", "/__levelbook/events"] {
            let request =
                format!("GET {path} HTTP/1.1\r\nHost: localhost:PORT\r\n{header}\r\n\r\n");
            let mut client = Client::new(server.address());
            assert_eq!(status(&mut client, &request), 403, "{header} {path}");
        }
    }
    let mut client = Client::new(server.address());
    for header in [
        "Origin: http://localhost:PORT",
        "Origin: http://127.0.0.1:PORT",
        "Sec-Fetch-Site: same-origin\r\nSec-Fetch-Mode: cors",
        "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document",
    ] {
        client.write(&format!(
            "GET / HTTP/1.1\r\nHost: localhost:PORT\r\n{header}\r\n\r\n"
        ));
        assert_eq!(client.reply().status, 200, "{header}");
    }
}

#[test]
fn events_are_for_own_pages() {
    let server = server();
    for (site, expected) in [
        ("cross-site", 403),
        ("same-site", 403),
        ("same-origin", 200),
        ("none", 200),
    ] {
        for path in ["/__levelbook/events", "/__levelbook%2Fevents"] {
            let mut client = Client::new(server.address());
            let request = format!(
                "GET {path} HTTP/1.1\r\nHost: localhost:PORT\r\nSec-Fetch-Site: {site}\r\n\r\n"
            );
            assert_eq!(status(&mut client, &request), expected, "{site} {path}");
        }
    }
}

#[test]
fn no_path_leads_out() {
    let server = server();
    for path in [
        "/../etc/passwd",
        "/a/../../etc/passwd",
        "/%2e%2e/etc/passwd",
        "/.%2e/etc/passwd",
        "/%252e%252e/etc/passwd",
        "/a%2f..%2f..%2fetc/passwd",
        "/..%5c..%5cwindows",
        "/..\\..\\windows",
        "/a%00.html",
        "/%5c%5cserver%5cshare",
        "/%c0%ae%c0%ae/etc/passwd",
        "/%0d%0aX-A:%20b",
        "//localhost/a",
    ] {
        let mut client = Client::new(server.address());
        client.write(&format!(
            "GET {path} HTTP/1.1\r\nHost: localhost:PORT\r\n\r\n"
        ));
        assert_eq!(client.reply().status, 400, "{path}");
    }
}

#[test]
fn only_get_and_head_are_answered() {
    let server = server();
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "BREW"] {
        let mut client = Client::new(server.address());
        client.write(&format!(
            "{method} / HTTP/1.1\r\nHost: localhost:PORT\r\n\r\n"
        ));
        let reply = client.reply();
        assert_eq!(reply.status, 405, "{method}");
        assert_eq!(reply.header("allow"), Some("GET, HEAD"));
        client.comes_to_an_end();
    }
    let mut client = Client::new(server.address());
    let connect = "CONNECT localhost:PORT HTTP/1.1\r\nHost: localhost:PORT\r\n\r\n";
    assert_eq!(status(&mut client, connect), 405);
}

#[test]
fn bodies_are_refused() {
    let server = server();
    for header in [
        "Content-Length: 5",
        "Transfer-Encoding: chunked",
        "Content-Length: 99999999999",
    ] {
        let request = format!("GET / HTTP/1.1\r\nHost: localhost:PORT\r\n{header}\r\n\r\n");
        let mut client = Client::new(server.address());
        assert_eq!(status(&mut client, &request), 413, "{header}");
        client.comes_to_an_end();
    }
}

#[test]
fn what_is_no_http_is_refused() {
    let server = server();
    for text in [
        "\u{16}\u{3}\u{1}\r\n\r\n",
        "GET\r\n\r\n",
        "GET / HTTP/9.9\r\n\r\n",
        "GET /\u{0} HTTP/1.1\r\nHost: localhost:PORT\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: localhost:PORT\r\nContent-Length: x\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: localhost:PORT\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: localhost:PORT\r\n folded: a\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    ] {
        let mut client = Client::new(server.address());
        client.write(text);
        let status = client.head().map(|reply| reply.status);
        assert!(
            matches!(status, None | Some(400 | 413 | 505)),
            "{text:?}: {status:?}"
        );
        client.comes_to_an_end();
    }
    assert_eq!(Client::new(server.address()).get("/").status, 200);
}

#[test]
fn long_heads_are_refused() {
    let server = server();
    let long = "x".repeat(17 * 1024);
    let many = "X-A: b\r\n".repeat(64);
    for request in [
        format!("GET / HTTP/1.1\r\nHost: localhost:PORT\r\nX-A: {long}\r\n\r\n"),
        format!("GET /{long} HTTP/1.1\r\nHost: localhost:PORT\r\n\r\n"),
        format!("GET / HTTP/1.1\r\nHost: localhost:PORT\r\n{many}\r\n"),
    ] {
        let mut client = Client::new(server.address());
        client.write(&request);
        let status = client.head().map(|reply| reply.status);
        assert!(matches!(status, None | Some(414 | 431)), "{status:?}");
        client.comes_to_an_end();
    }
    let fitting = "X-A: b\r\n".repeat(63);
    let mut client = Client::new(server.address());
    client.write(&format!(
        "GET / HTTP/1.1\r\nHost: localhost:PORT\r\n{fitting}\r\n"
    ));
    assert_eq!(client.reply().status, 200);
}

//! Ports, and what is left when a server ends.

use std::io::ErrorKind;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;

use super::super::{Application, Port, Server};
use super::client::{Client, Echo, HERE, event, eventually, server};
use crate::host::HostError;

fn start(port: Port) -> Result<Server, HostError> {
    Server::start(HERE, port, Arc::new(Echo))
}

/// A port that somebody uses, followed by one that is free just now.
fn taken() -> (TcpListener, u16) {
    loop {
        let taken = TcpListener::bind((HERE, 0)).unwrap();
        let port = taken.local_addr().unwrap().port();
        let next = port.checked_add(1);
        if next.is_some_and(|next| TcpListener::bind((HERE, next)).is_ok()) {
            return (taken, port);
        }
    }
}

#[test]
fn a_port_that_is_taken_is_said() {
    let (_holder, port) = taken();
    let error = start(Port::Exactly(port)).err().unwrap();
    assert_eq!(
        error.to_string(),
        format!("port {port} of 127.0.0.1 is in use")
    );
    assert!(error.help().unwrap().contains("-p"));
}

#[test]
fn the_next_free_port_is_found() {
    // Somebody else may take the free port in between; then it is another one again.
    let found = (0..20).any(|_| {
        let (_holder, port) = taken();
        let server = start(Port::FirstFree(port..=port + 1));
        server.is_ok_and(|server| server.address().port() == port + 1)
    });
    assert!(found);
}

#[test]
fn no_free_port_is_said() {
    let (_holder, port) = taken();
    let error = start(Port::FirstFree(port..=port)).err().unwrap();
    let message = format!("the ports {port} to {port} of 127.0.0.1 are all in use");
    assert_eq!(error.to_string(), message);
    assert!(error.help().is_some());
}

#[test]
fn an_address_of_another_machine_is_said() {
    // 192.0.2.0/24 is reserved for documentation.
    let host = "192.0.2.1".parse().unwrap();
    let error = Server::start(host, Port::FirstFree(3000..=3010), Arc::new(Echo))
        .err()
        .unwrap();
    assert_eq!(error.to_string(), "this machine has no address 192.0.2.1");
    assert!(error.help().unwrap().contains("127.0.0.1"));
}

#[test]
fn dropping_it_closes_everything_and_frees_the_port() {
    let app = Arc::new(Echo);
    let shared: Arc<dyn Application> = app.clone();
    let server = Server::start(HERE, Port::Exactly(0), shared).unwrap();
    let address = server.address();
    let mut page = Client::new(address);
    assert_eq!(page.get("/").status, 200);
    let mut stream = Client::new(address);
    stream.listen("?page=a");
    stream.until("hello a");
    drop(server);
    page.comes_to_an_end();
    stream.comes_to_an_end();
    assert_eq!(Arc::strong_count(&app), 1);
    let refused = TcpStream::connect(address).err().map(|error| error.kind());
    assert_eq!(refused, Some(ErrorKind::ConnectionRefused));
    let again = start(Port::Exactly(address.port())).unwrap();
    assert_eq!(Client::new(again.address()).get("/").status, 200);
}

#[test]
fn subscribers_who_come_and_go_leave_nothing_behind() {
    let server = server();
    for round in 0..50 {
        let mut clients: Vec<Client> = (0..8).map(|_| Client::new(server.address())).collect();
        for client in &mut clients {
            client.listen("?page=a");
        }
        for subscriber in server.subscribers() {
            server.send(subscriber.id, event(round, "round"));
        }
        drop(clients);
        eventually("all have gone", || server.subscribers().is_empty());
    }
    eventually("all seats are free", || {
        server.house.connections.count() == 0
    });
    eventually("all places are free", || {
        Arc::strong_count(&server.house.subscribers) == 1
    });
    #[cfg(target_os = "linux")]
    assert!((1..=5).contains(&threads(server.address())));
}

#[cfg(target_os = "linux")]
#[test]
fn its_threads_end_with_it() {
    let server = server();
    let address = server.address();
    assert_eq!(Client::new(address).get("/").status, 200);
    assert!(threads(address) >= 2);
    drop(server);
    eventually("the threads have ended", || threads(address) == 0);
}

/// How many threads of this program carry the name of that server's.
#[cfg(target_os = "linux")]
fn threads(address: SocketAddr) -> usize {
    let name = format!("http-{}\n", address.port());
    let tasks = std::fs::read_dir("/proc/self/task").unwrap();
    let names =
        tasks.filter_map(|task| std::fs::read_to_string(task.ok()?.path().join("comm")).ok());
    names.filter(|found| *found == name).count()
}

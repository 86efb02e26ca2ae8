//! From the wish for a port to a socket that listens.

use std::io;
use std::net::{IpAddr, SocketAddr, TcpListener};

use super::types::Port;
use crate::host::HostError;

pub fn listen(host: IpAddr, port: &Port) -> Result<TcpListener, HostError> {
    match port {
        Port::Exactly(port) => at(SocketAddr::new(host, *port)),
        Port::FirstFree(ports) => {
            for port in ports.clone() {
                match at(SocketAddr::new(host, port)) {
                    Err(HostError::PortTaken { .. }) => {}
                    other => return other,
                }
            }
            Err(HostError::NoFreePort {
                host,
                first: *ports.start(),
                last: *ports.end(),
            })
        }
    }
}

fn at(address: SocketAddr) -> Result<TcpListener, HostError> {
    let bound = TcpListener::bind(address).and_then(|listener| {
        listener.set_nonblocking(true)?;
        Ok(listener)
    });
    bound.map_err(|error| match error.kind() {
        io::ErrorKind::AddrInUse => HostError::PortTaken { address },
        io::ErrorKind::AddrNotAvailable => HostError::NoAddress { host: address.ip() },
        _ => HostError::Listen { address, error },
    })
}

//! Which names of hosts are this server's own.
//!
//! A page of another site can make a browser send requests here, and by a DNS name that leads to
//! 127.0.0.1 even read the answers. The name it uses gives it away.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

/// Where a connection has arrived.
#[derive(Clone, Copy, Debug)]
pub struct Here {
    /// What the server listens on; perhaps all addresses of the machine.
    pub bound: SocketAddr,
    /// The address of the machine that the client has reached.
    pub reached: IpAddr,
}

impl Here {
    /// If `authority` (`localhost:3000`, `[::1]:3000`) names this server.
    pub fn is_named_by(&self, authority: &str) -> bool {
        let Some((name, port)) = parts(authority) else {
            return false;
        };
        port == self.bound.port() && (is_local_name(name) || self.has_address(name))
    }

    /// If a page of this server has sent a request that carries that `Origin`.
    pub fn is_origin(&self, origin: &str) -> bool {
        let authority = origin.strip_prefix("http://");
        authority.is_some_and(|authority| self.is_named_by(authority))
    }

    fn has_address(&self, name: &str) -> bool {
        let inner = name.strip_prefix('[').and_then(|n| n.strip_suffix(']'));
        let address = match inner {
            Some(inner) => inner.parse().map(IpAddr::V6),
            None => name.parse().map(IpAddr::V4),
        };
        let Ok(address) = address else { return false };
        let own = [
            IpAddr::V4(Ipv4Addr::LOCALHOST),
            IpAddr::V6(Ipv6Addr::LOCALHOST),
            self.bound.ip().to_canonical(),
            self.reached.to_canonical(),
        ];
        own.contains(&address.to_canonical())
    }
}

fn is_local_name(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let Some(before) = name.strip_suffix("localhost") else {
        return false;
    };
    let labels = before.strip_suffix('.');
    let is_label = |label: &str| {
        !label.is_empty()
            && label
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    before.is_empty() || labels.is_some_and(|labels| labels.split('.').all(is_label))
}

/// Name (an IPv6 address with its brackets) and port; 80 where none is written.
fn parts(authority: &str) -> Option<(&str, u16)> {
    let end = match authority.starts_with('[') {
        true => authority.find(']')? + 1,
        false => authority.find(':').unwrap_or(authority.len()),
    };
    let (name, rest) = authority.split_at(end);
    if rest.is_empty() {
        return Some((name, 80));
    }
    let digits = rest.strip_prefix(':')?;
    let plain = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    Some((name, plain.then(|| digits.parse().ok())??))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn here(bound: &str, reached: &str) -> Here {
        Here {
            bound: bound.parse().unwrap(),
            reached: reached.parse().unwrap(),
        }
    }

    #[test]
    fn own_names_are_known() {
        let here = here("127.0.0.1:3000", "127.0.0.1");
        for name in [
            "localhost",
            "LocalHost",
            "book.localhost",
            "a-b.c.localhost",
            "127.0.0.1",
            "[::1]",
        ] {
            assert!(here.is_named_by(&format!("{name}:3000")), "{name}");
        }
    }

    #[test]
    fn other_names_are_not() {
        let here = here("127.0.0.1:3000", "127.0.0.1");
        let names = [
            "example.com",
            "localhost.example.com",
            "notlocalhost",
            ".localhost",
            "a..localhost",
            "user@localhost",
            "example.com@localhost",
            "localhost.",
            "127.1",
            "2130706433",
            "127.0.0.2",
            "0.0.0.0",
            "192.168.1.7",
            "[::2]",
            "::1",
            "[::1",
            "127.0.0.1.nip.io",
            "",
            " localhost",
            "localhost/",
        ];
        for name in names {
            assert!(!here.is_named_by(&format!("{name}:3000")), "{name}");
        }
    }

    #[test]
    fn the_port_has_to_be_right() {
        let at = here("127.0.0.1:3000", "127.0.0.1");
        for port in [
            "",
            ":",
            ":80",
            ":3001",
            ":+3000",
            ":3000x",
            ":68536",
            ":3000:3000",
        ] {
            assert!(!at.is_named_by(&format!("localhost{port}")), "{port}");
        }
        assert!(here("127.0.0.1:80", "127.0.0.1").is_named_by("localhost"));
    }

    #[test]
    fn the_bound_and_the_reached_address_are_own() {
        let all = here("0.0.0.0:3000", "192.168.1.7");
        assert!(all.is_named_by("192.168.1.7:3000"));
        assert!(all.is_named_by("0.0.0.0:3000"));
        assert!(!all.is_named_by("192.168.1.8:3000"));
        let both = here("[::]:3000", "::ffff:192.168.1.7");
        assert!(both.is_named_by("192.168.1.7:3000"));
    }

    #[test]
    fn an_origin_has_the_scheme_too() {
        let here = here("127.0.0.1:3000", "127.0.0.1");
        assert!(here.is_origin("http://localhost:3000"));
        for origin in [
            "null",
            "https://localhost:3000",
            "http://localhost:3001",
            "http://example.com",
            "localhost:3000",
        ] {
            assert!(!here.is_origin(origin), "{origin}");
        }
    }
}

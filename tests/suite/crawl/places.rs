//! Where a site lies when it is crawled: on a server, or in a folder.

use std::cell::RefCell;
use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;

use super::addresses::Url;

/// What was answered.
pub struct Answer {
    pub status: u16,
    /// `text/html`; a file has what its name says.
    pub kind: String,
    pub body: Vec<u8>,
}

/// Something that can be asked for addresses.
pub enum Place {
    Server(Client),
    Folder,
}

impl Place {
    pub fn server(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).expect("the server is there");
        Self::Server(Client(RefCell::new(BufReader::new(stream))))
    }

    pub fn get(&self, url: &Url) -> Result<Answer, String> {
        match self {
            Self::Server(client) => client.get(url).map_err(|error| error.to_string()),
            Self::Folder => {
                let name = url.below(&Url::read("file:///")?)?;
                Ok(read(&Path::new("/").join(name)))
            }
        }
    }
}

/// A folder is no page: a browser lists what is in it.
fn read(path: &Path) -> Answer {
    let (status, body) = fs::read(path).map_or((404, Vec::new()), |body| (200, body));
    let kind = crate::server_support::kind(&path.to_string_lossy()).to_owned();
    Answer { status, kind, body }
}

/// A connection that stays open.
pub struct Client(RefCell<BufReader<TcpStream>>);

impl Client {
    fn get(&self, url: &Url) -> io::Result<Answer> {
        let host = url.origin.split("://").nth(1).unwrap_or_default();
        let mut stream = self.0.borrow_mut();
        let request = format!("GET {} HTTP/1.1\r\nHost: {host}\r\n\r\n", url.path);
        stream.get_mut().write_all(request.as_bytes())?;
        let mut line = String::new();
        stream.read_line(&mut line)?;
        let broken = || io::Error::from(io::ErrorKind::InvalidData);
        let status = line.split(' ').nth(1).and_then(|code| code.parse().ok());
        let (mut kind, mut length) = (String::new(), 0);
        loop {
            line.clear();
            stream.read_line(&mut line)?;
            let Some((key, value)) = line.trim_end().split_once(": ") else {
                break;
            };
            match key {
                "Content-Type" => kind = value.to_owned(),
                "Content-Length" => length = value.parse().map_err(|_| broken())?,
                _ => {}
            }
        }
        let mut body = vec![0; length];
        stream.read_exact(&mut body)?;
        let status = status.ok_or_else(broken)?;
        Ok(Answer { status, kind, body })
    }
}

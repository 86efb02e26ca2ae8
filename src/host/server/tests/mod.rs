//! The server as its clients see it: raw sockets on 127.0.0.1.

mod answers;
mod client;
mod hostile;
mod life;
mod limits;

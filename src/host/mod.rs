//! The outside world: files, git, the clock, the network. Nothing below the command line reads or writes it.
//!
//! Every read of a book's file goes through [`fs::Opener`], every write of a site through
//! [`publish::Publisher`].

#![allow(clippy::disallowed_methods)]

pub mod clock;
mod error;
pub mod fs;
pub mod git;
pub mod github;
pub mod mirror;
mod opener;
pub mod publish;
pub mod server;
mod stat;
#[cfg(test)]
mod testing;
mod walk;
pub mod watch;

pub use error::HostError;

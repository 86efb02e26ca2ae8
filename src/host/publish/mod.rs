//! Puts a site in its folder: all of it or nothing, and nothing where nothing changed.
//!
//! A [`Publisher`] is opened on the output folder, takes the files one by one from any number of
//! threads, and ends with [`Publisher::finish`]. What equals the published file is dropped at
//! once; the rest goes to a staging folder, which is made for the first difference only. Then
//! the unchanged files are hard-linked into it and the two folders exchanged in one step. Where
//! the file system has no such step, files are renamed one by one in an order that keeps every
//! file whole and every page with its assets, and the next build completes what was cut short.
//!
//! This holds when the process is killed at any moment. Nothing is flushed to the disk, so after
//! a loss of power the site may have to be built again.

mod clean;
mod disk;
mod in_place;
mod manifest;
mod meter;
mod publisher;
mod scan;
mod staging;
mod swap;
mod types;

pub use clean::clean;
pub use manifest::MANIFEST;
pub use publisher::Publisher;
pub use types::{Cleaned, Options, Report};

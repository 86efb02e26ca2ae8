//! Paths, spans, digests and the immutable sources of a book: the nouns that every other floor uses.

mod digest;
mod path;
mod side_by_side;
mod site_path;
mod slug;
mod sources;
mod span;

pub use digest::{Digest, Digester};
pub use path::{BadPath, BookPath};
pub use side_by_side::side_by_side;
pub use site_path::SitePath;
pub(crate) use slug::is_device_name;
pub use slug::{is_slug, readable_name, slug};
pub use sources::{Content, Output, Refusal, Refused, SourceFile, Sources};
pub use span::{LineIndex, Location, Place, Span};

//! The live preview as plain data: what `levelbook serve` answers, and what it tells open pages.
//! Sockets, clocks and files are the command's.

mod change;
mod editor;
mod notice;
mod page;
mod places;
mod problems;
mod state;

pub use change::{Change, change};
pub use editor::{EDITORS, Editor};
pub use notice::notice;
pub use page::{CLIENT, Content, STYLE};
pub use problems::{Problem, internal, outside};
pub use state::{Answer, Preview, Shown, State, Status, reason};

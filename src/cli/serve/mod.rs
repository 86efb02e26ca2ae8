//! `levelbook serve`: the live preview.

mod answers;
mod keeper;
mod since;

use std::path::Path;
use std::sync::Arc;

use super::args;
use super::build::open;
use super::{Failure, Outcome, Term};
use crate::host::server::{Port, Server};
use crate::preview::Preview;
use answers::Answers;
use keeper::Keeper;
use since::Since;

/// The ports that are tried where none is asked for.
const PORTS: std::ops::RangeInclusive<u16> = 3000..=3010;

/// All that is told what the keeper sees.
struct Audience<'a> {
    preview: Arc<Preview>,
    server: Arc<Server>,
    since: Since,
    term: &'a Term,
}

pub fn run(args: &args::Serve, term: &Term) -> Result<Outcome, Failure> {
    let mut keeper = Keeper::open(args)?;
    let preview = Arc::new(Preview::new(keeper.editor()?, args.navigate));
    let port = args.port.map_or(Port::FirstFree(PORTS), Port::Exactly);
    let app = Arc::new(Answers(Arc::clone(&preview)));
    let server = Arc::new(Server::start(args.hostname, port, app)?);
    let url = format!("http://{}/", server.address());
    keeper.serve_at(&url);
    tell(args, &server, &url, &keeper, term);
    let since = Since::start(Arc::clone(&preview), Arc::clone(&server));
    if args.open {
        open(Path::new(&url), term);
    }
    let audience = Audience {
        preview,
        server,
        since,
        term,
    };
    keeper.first(&audience);
    loop {
        keeper.wait(&audience);
    }
}

fn tell(args: &args::Serve, server: &Server, url: &str, keeper: &Keeper, term: &Term) {
    let port = server.address().port();
    if args.port.is_none() && port != *PORTS.start() {
        term.say(&format!(
            "note: port {} is taken; this is port {port}",
            PORTS.start()
        ));
    }
    if !args.hostname.is_loopback() {
        term.say(&format!(
            "warning: everybody who reaches {} can read this book; `-n 127.0.0.1` keeps it on this machine",
            args.hostname
        ));
    }
    if let Some(notice) = keeper.notice() {
        term.say(&format!("note: {notice}"));
    }
    term.say(&format!(
        "{} is shown at {url} (Ctrl+C ends it)",
        keeper.name()
    ));
}

/// Tells every open page of the newest state.
fn announce(preview: &Preview, server: &Server) {
    for subscriber in server.subscribers() {
        let page = subscriber.request.get("page").unwrap_or_default();
        let (id, data) = preview.message(page);
        server.send(subscriber.id, answers::event(id, data));
    }
}

//! The site in a real browser, with everything that a reader would do.
//!
//! Without Chromium these tests say that they are skipped; `TEST_BROWSER=required` makes that a
//! failure. All of them share one browser, each in a tab with a memory of its own, and none waits
//! for a time: what is waited for is an event of the browser or a condition on the page.

#![allow(clippy::disallowed_methods)]

mod chromium;
mod every_page;
mod findings;
mod hands;
mod hostile;
mod keyboard;
mod kinds;
mod live;
mod look;
mod modes;
mod page;
mod paper;
#[allow(dead_code)]
mod pictures;
mod review;
mod scripted;
mod shared;
mod sites;
mod speed;
mod tools;
mod valid;
mod weights;

#[allow(dead_code)]
#[path = "../bench/corpus.rs"]
mod corpus;
#[allow(dead_code)]
#[path = "../suite/serve_support.rs"]
mod serve_support;
#[allow(dead_code)]
#[path = "../suite/server_support.rs"]
mod server;
#[allow(dead_code)]
#[path = "../suite/site_support.rs"]
mod site_support;

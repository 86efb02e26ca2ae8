//! Tests of the program as a whole, one binary so that they link once.

#![allow(clippy::disallowed_methods)]

#[cfg(unix)]
mod action;
mod cli;
mod crawl;
mod diagnostics;
mod diff;
mod docs;
mod evaluation;
mod evaluation_again;
mod export;
mod feed;
mod fuzz;
mod git_support;
mod golden;
mod history;
mod html_support;
mod import;
mod incremental;
mod language;
mod lists;
mod package;
mod publish;
mod score_properties;
mod score_ways;
mod scoring;
mod scoring_support;
mod search;
mod security;
mod serve;
mod serve_support;
#[allow(dead_code)]
mod server_support;
mod session;
mod site_support;
mod theme_reference;
mod tidy;
mod titles;

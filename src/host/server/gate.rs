//! Which requests the application gets to see.

use hyper::header::{CONTENT_LENGTH, HOST, HeaderName, ORIGIN, TRANSFER_ENCODING};
use hyper::http::request::Parts;
use hyper::{HeaderMap, Method, Version};

use super::address::Here;
use super::limits::EVENTS;
use super::target;
use super::types::Request;

const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
const FETCH_MODE: HeaderName = HeaderName::from_static("sec-fetch-mode");
const FETCH_DEST: HeaderName = HeaderName::from_static("sec-fetch-dest");

/// Why a request is not answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refusal {
    pub status: u16,
    pub reason: &'static str,
}

const fn refusal(status: u16, reason: &'static str) -> Refusal {
    Refusal { status, reason }
}

/// The application's view of a request, if it may be answered.
pub fn admit(head: &Parts, here: &Here) -> Result<Request, Refusal> {
    check_host(head, here)?;
    check_sender(&head.headers, here)?;
    if !matches!(head.method, Method::GET | Method::HEAD) {
        return Err(refusal(405, "only GET and HEAD are answered here"));
    }
    if has_body(&head.headers) {
        return Err(refusal(413, "a request has no body here"));
    }
    let query = head.uri.query().unwrap_or_default();
    let bad_path = refusal(400, "this is not a path of a site");
    let request = target::request(head.uri.path(), query).ok_or(bad_path)?;
    if request.path == EVENTS && !is_own_fetch(&head.headers) {
        return Err(refusal(403, "only pages of this server get its events"));
    }
    Ok(request)
}

fn check_host(head: &Parts, here: &Here) -> Result<(), Refusal> {
    let mut hosts = head.headers.get_all(HOST).iter();
    let (host, second) = (hosts.next(), hosts.next());
    if second.is_some() || (host.is_none() && head.version >= Version::HTTP_11) {
        return Err(refusal(400, "a request names its host once"));
    }
    let named = host.map(|host| host.to_str().unwrap_or_default());
    // A whole URL in place of the path counts more than the header.
    let target = head.uri.authority().map(|authority| authority.as_str());
    let all_own = named
        .iter()
        .chain(&target)
        .all(|name| here.is_named_by(name));
    let any = named.is_some() || target.is_some();
    let scheme = head.uri.scheme_str().is_none_or(|scheme| scheme == "http");
    match any && all_own && scheme {
        true => Ok(()),
        false => Err(refusal(403, "this server does not answer to that host")),
    }
}

fn check_sender(headers: &HeaderMap, here: &Here) -> Result<(), Refusal> {
    let mut origins = headers.get_all(ORIGIN).iter();
    let own = origins.all(|origin| origin.to_str().is_ok_and(|origin| here.is_origin(origin)));
    // A link from elsewhere may lead here; a script, a picture or a frame of another site may not.
    let elsewhere = is(headers, &FETCH_SITE, "cross-site");
    let follows = is_or_absent(headers, &FETCH_MODE, "navigate")
        && is_or_absent(headers, &FETCH_DEST, "document");
    match own && (!elsewhere || follows) {
        true => Ok(()),
        false => Err(refusal(403, "pages of other sites get no answer")),
    }
}

fn is_own_fetch(headers: &HeaderMap) -> bool {
    let mut sites = headers.get_all(FETCH_SITE).iter();
    sites.all(|site| site == "same-origin" || site == "none")
}

fn has_body(headers: &HeaderMap) -> bool {
    let mut lengths = headers.get_all(CONTENT_LENGTH).iter();
    headers.contains_key(TRANSFER_ENCODING) || lengths.any(|length| length != "0")
}

fn is(headers: &HeaderMap, name: &HeaderName, value: &str) -> bool {
    headers.get_all(name).iter().any(|found| found == value)
}

fn is_or_absent(headers: &HeaderMap, name: &HeaderName, value: &str) -> bool {
    headers.get_all(name).iter().all(|found| found == value)
}

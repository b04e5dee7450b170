//! Every question one can ask of the facts: look up, browse, search. Pure functions over static
//! tables that `build.rs` writes from `data/`; no browser, no pages, no I/O.

pub mod catalog;
#[cfg(any(test, feature = "bench"))]
pub mod chance;
pub mod compare;
pub mod explain;
#[cfg(feature = "bench")]
pub mod growth;
pub mod guide;
pub mod part;
#[cfg(feature = "bench")]
pub mod quality;
pub mod search;

pub use catalog::Entry;

/// What a program means that shows 0, or 000 as curl does, for a status.
pub const NO_RESPONSE: &str = "A status of 0 is not a status code: there was no response. The request was blocked or canceled, or the connection failed.";

/// Whether a query is what software says that got no response, so that explaining it helps, whatever codes it finds.
/// `lower` is in lower case. `explain` knows more of these sayings, and what failed.
pub fn says_no_response(lower: &str) -> bool {
    KEPT_FROM_PAGE.iter().chain(&NO_RESPONSE_SAYINGS).any(|saying| part::holds(lower, saying))
        // Anywhere else it may be within a word: Java's `FileNotFoundException` is a 404.
        || lower.starts_with("enotfound")
}

/// What browsers, and libraries in them, say of a request whose response the page may not see, if there is one.
const KEPT_FROM_PAGE: [&str; 9] = [
    "failed to fetch",
    "networkerror when attempting to fetch",
    "typeerror: load failed",
    "error: network error",
    "network request failed",
    "err_network",
    "net::err_",
    "blocked by cors policy",
    "cross-origin request blocked",
];

const NO_RESPONSE_SAYINGS: [&str; 12] = [
    "curl: (",
    "econn",
    "etimedout",
    "getaddrinfo e",
    "socket hang up",
    "empty reply",
    "resolve host",
    "no such host",
    "connection refused",
    "connection reset by",
    "remotedisconnected",
    "sockettimeoutexception",
];

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
pub const NO_RESPONSE: &str = "The status is 0, which is no status code: there was no response. The request was blocked or cancelled, or the connection failed.";

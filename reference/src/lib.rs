//! Every question one can ask of the facts: look up, browse, search. Pure functions over static
//! tables that `build.rs` writes from `data/`; no browser, no pages, no I/O.

pub mod catalog;
pub mod compare;
pub mod explain;
#[cfg(feature = "build")]
pub mod growth;
pub mod guide;
pub mod part;
#[cfg(feature = "build")]
pub mod quality;
pub mod search;

pub use catalog::Entry;

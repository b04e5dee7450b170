//! [`Page`]: a [`Route`] with what is needed to show it.

use crate::route::Route;
use facts::Record;
use reference::Entry;
use std::sync::Arc;

/// A page that can be shown.
#[derive(Clone)]
pub enum Page {
    /// The page of a code, with its record.
    Code(&'static Entry, Arc<Record>),
    /// A page that needs nothing but the static tables; or, for a code's route, the page of a code whose
    /// record could not be had.
    Plain(Route),
}

impl Page {
    /// The page's route.
    pub fn route(&self) -> Route {
        match self {
            Page::Code(entry, _) => Route::Code(entry),
            Page::Plain(route) => *route,
        }
    }
}

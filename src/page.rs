//! [`Page`]: a [`Route`] with what is needed to show it.

use crate::{
    article::Article,
    head::{Head, SITE_NAME},
    route::{Route, Unused},
};
use reference::Entry;
use std::sync::Arc;

/// A page that can be shown.
#[derive(Clone)]
pub enum Page {
    /// The search page.
    Home(Arc<Article>),
    /// The page of a code.
    Code(&'static Entry, Arc<Article>),
    /// A page of text: a list of codes, or about.
    Text(Route, Arc<Article>),
    /// A number that nobody uses: it has no file, so the app says so itself.
    Unused(Unused),
    /// A page whose article could not be fetched.
    Unfetched(Route),
}

impl Page {
    /// The page of a route with its article; that of an unused number needs none.
    pub fn new(route: Route, article: Arc<Article>) -> Page {
        match route {
            Route::Home => Page::Home(article),
            Route::Code(entry) => Page::Code(entry, article),
            Route::Unused(unused) => Page::Unused(unused),
            Route::Codes | Route::Class(_) | Route::About | Route::Changes => {
                Page::Text(route, article)
            }
        }
    }

    /// The page's route.
    pub fn route(&self) -> Route {
        match self {
            Page::Home(_) => Route::Home,
            Page::Code(entry, _) => Route::Code(entry),
            Page::Text(route, _) | Page::Unfetched(route) => *route,
            Page::Unused(unused) => Route::Unused(*unused),
        }
    }

    /// The page's head.
    pub fn head(&self) -> Head {
        match self {
            Page::Home(article) | Page::Code(_, article) | Page::Text(_, article) => {
                article.head.clone()
            }
            Page::Unused(unused) => {
                let code = unused.code();
                let title = format!("{code} is not an HTTP status code in use - {SITE_NAME}");
                let description = format!(
                    "Nobody registers or documents {code}. A client treats it as {}00.",
                    code.get() / 100
                );
                Head { title, description, ..Head::unlisted(self.route()) }
            }
            Page::Unfetched(route) => {
                let title = format!("{} could not be loaded - {SITE_NAME}", route.path());
                Head { title, ..Head::unlisted(*route) }
            }
        }
    }
}

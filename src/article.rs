//! [`Article`]: what a page says, prepared when the site is published.
//!
//! The browser never reads a [`facts::Record`], and has no views for text that does not change: reading a
//! record's twenty types and building the views of every page more than doubled the program that each
//! visitor loads. `publish` prepares each page once, in [`crate::content`]; the page's file holds it as
//! HTML, which hydration adopts, and a move fetches it as this type.

use crate::head::Head;
use serde::{Deserialize, Serialize};

/// The prepared content of a page.
#[derive(Clone, PartialEq, Eq, Default, Debug, Serialize, Deserialize)]
pub struct Article {
    /// The head.
    pub head: Head,
    /// On the page of a code, what stands between its summary and its sections, as HTML.
    pub lead: String,
    /// What the page says, as HTML; empty for the search page, which is no text.
    pub body: String,
}

impl Article {
    /// The article that the prerendered page already shows. Hydration adopts the elements that hold `lead`
    /// and `body` with what is in them, and the head is in place: nothing needs to be read.
    pub fn in_page() -> Article {
        Article::default()
    }
}

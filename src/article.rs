//! [`Article`]: what a page says, prepared when the site is published.
//!
//! The browser never reads a [`facts::Record`], and has no views of text that does not change. `publish`
//! prepares each page once, in [`crate::content`]: its file holds it, and a move fetches it as this type.

use crate::head::Tag;

/// The prepared content of a page.
#[derive(Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "ssr", derive(serde::Serialize))]
pub struct Article {
    /// The elements of the head.
    pub head: Vec<Tag>,
    /// What `main` holds, as HTML.
    pub main: String,
}

//! [`Article`]: what a page says, prepared when the site is published.
//!
//! The browser never reads a [`facts::Record`], and has no views of text that does not change. `publish`
//! prepares each page once, in [`crate::content`]: its file holds it, and a move fetches it as this type.

/// The prepared content of a page.
#[derive(Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "ssr", derive(serde::Serialize))]
pub struct Article {
    /// The title of the document, as text.
    pub title: String,
    /// The other elements of the head, as HTML: see [`crate::head`].
    pub head: String,
    /// What `main` holds, as HTML.
    pub main: String,
}

/// Where in the article of a number that nobody uses the number stands. One article serves a class: the
/// browser, which alone knows the number, puts it there.
pub const NUMBER: &str = "{number}";
/// Where in that article the nearest codes in use are listed, as HTML.
pub const NEAREST: &str = "{nearest}";

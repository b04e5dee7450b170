//! The site. `publish` prints every page to a file (feature `ssr`); in the browser a small program
//! (feature `browser`) answers the search and the moves on those pages.

pub mod article;
#[cfg(feature = "browser")]
pub mod browser;
#[cfg(feature = "ssr")]
pub mod content;
pub mod head;
pub mod route;
pub mod sidebar;
pub mod words;

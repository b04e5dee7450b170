//! The search of the site's own records, with the index in the program: for what runs natively. The browser
//! fetches the text of the index beside its program, which would be a third larger by it.

use super::{Answer, Searcher, concepts::Concepts};

/// The index of the site's records and the words that mean the same, as [`Searcher::from_text`] reads them.
pub const TEXT: &str = include_str!(concat!(env!("OUT_DIR"), "/search.txt"));

thread_local! {
    static SITE: Searcher = Searcher::from_text(TEXT).expect("build.rs writes what is read here");
}

/// The words that mean the same, of the site's own data.
pub fn concepts_of_site() -> Concepts<'static> {
    let mut lines = TEXT.splitn(3, '\n');
    Concepts::read(lines.nth(2).unwrap_or_default())
}

/// Asks the index of the site's own records.
pub fn with_site<T>(ask: impl FnOnce(&Searcher) -> T) -> T {
    SITE.with(ask)
}

/// The answer to a query, of the site's own records. A blank one finds nothing.
pub fn search(query: &str) -> Answer {
    with_site(|site| site.search(query))
}

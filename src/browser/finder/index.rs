//! What answers: the searcher, once its index has been fetched, and until then what numbers and names tell. The
//! texts of all codes come after it, for showing where an answer stands in them.

use crate::browser::articles;
use facts::StatusCode;
use reference::search::{Answer, Searcher, at_hand};
use std::cell::{Cell, OnceCell, RefCell};

thread_local! {
    /// What knows all words that lead to a code, once its index has been fetched.
    static SEARCHER: OnceCell<Searcher> = const { OnceCell::new() };
    /// Whether the index is on its way.
    static IS_COMING: Cell<bool> = const { Cell::new(false) };
    /// The words of the codes' sections, by number; empty until they have been fetched.
    static TEXTS: RefCell<Vec<(StatusCode, String)>> = RefCell::default();
    /// Whether they are on their way, or here.
    static HAS_TEXTS: Cell<bool> = const { Cell::new(false) };
}

/// Has the index fetched, unless it is here or coming, and tells then whether that failed.
pub async fn load(tell: fn(bool)) {
    if SEARCHER.with(|searcher| searcher.get().is_some()) || IS_COMING.replace(true) {
        return;
    }
    // The searcher holds on to the text as long as the page lives.
    let index = articles::index().await.and_then(|text| Searcher::from_text(text.leak()));
    IS_COMING.set(false);
    let is_lost = index.is_none();
    if let Some(index) = index {
        SEARCHER.with(|searcher| {
            searcher.get_or_init(|| index);
        });
    }
    tell(is_lost);
}

/// The answer to a query, as far as it can be given by now.
pub fn answer_to(query: &str) -> Answer {
    SEARCHER.with(|searcher| match searcher.get() {
        Some(searcher) => searcher.search(query),
        None => at_hand(query),
    })
}

/// Has the texts fetched, unless they are here or coming.
pub async fn load_texts() {
    if HAS_TEXTS.replace(true) {
        return;
    }
    match articles::texts().await {
        Some(texts) => drop(TEXTS.replace(texts)),
        None => HAS_TEXTS.set(false),
    }
}

/// Shows the text of a code to who asks, if it is here.
pub fn with_text(code: StatusCode, show: impl FnOnce(&str)) {
    TEXTS.with_borrow(|texts| {
        if let Some((_, text)) = texts.iter().find(|(of, _)| *of == code) {
            show(text);
        }
    });
}

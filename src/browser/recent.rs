//! The codes that were looked up last: kept in this browser alone, and only until they are cleared.

use super::storage;
use facts::StatusCode;
use reference::{Entry, catalog};

/// Where the browser keeps them: numbers with a space between, the newest first.
const KEY: &str = "http-codes.recent";
/// How many are kept.
const MOST: usize = 6;

/// The codes, the newest first; none where the browser keeps nothing.
pub fn all() -> Vec<&'static Entry> {
    let kept =
        storage().and_then(|storage| storage.get_item(KEY).ok().flatten()).unwrap_or_default();
    kept.split(' ').filter_map(|code| catalog::find(StatusCode::parse(code)?)).take(MOST).collect()
}

/// Keeps a code as the newest, where the browser allows it.
pub fn add(entry: &'static Entry) {
    let mut codes = vec![entry.code.to_string()];
    codes.extend(all().iter().filter(|kept| **kept != entry).map(|kept| kept.code.to_string()));
    codes.truncate(MOST);
    if let Some(storage) = storage() {
        let _ = storage.set_item(KEY, &codes.join(" "));
    }
}

/// Forgets them all.
pub fn clear() {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(KEY);
    }
}

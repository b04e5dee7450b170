//! The search in the address and in the history: `?q=` follows what is typed, and Back finds the list again with
//! the row that was opened. What no address may hold the entry of the history keeps, which only this browser knows.

use crate::{
    browser::{replace_entry, text_of},
    route::Route,
};
use facts::StatusCode;
use leptos::prelude::*;
use reference::part::{from, replace, until};
use std::{cell::RefCell, time::Duration};
use wasm_bindgen::JsValue;
use web_sys::Storage;

/// The longest query that the address holds, in bytes: more than a line of an error message. What is longer was
/// pasted whole, and may hold what is nobody's business: the address is told to the host when the page is loaded again.
pub const LONGEST: usize = 300;

/// How long after a keystroke the address follows: writing it takes longer than the answers, and is not to be
/// in the way of the next key.
const PAUSE: Duration = Duration::from_millis(250);

/// Where the tab keeps the address of the last search.
const KEY: &str = "http-codes.search";

/// The longest text that an entry of the history keeps, in bytes: browsers limit all that it keeps, and write it again
/// at each pause.
const LONGEST_KEPT: usize = 50_000;

/// As many digits begin what an entry keeps: the row that was opened, or no code.
const ROW: usize = 3;

thread_local! {
    /// The address of the last search: the way back to it. The tab keeps it, too, for pages that are loaded anew.
    static LAST: RefCell<Option<String>> = RefCell::default();
    /// The last search itself, where its address holds nothing of it.
    static TEXT: RefCell<String> = RefCell::default();
    /// What writes it once one pauses in typing.
    static WRITING: RefCell<Option<TimeoutHandle>> = const { RefCell::new(None) };
}

/// The query that the address holds; empty where it holds none.
pub fn query_in_address() -> String {
    let search = window().location().search().unwrap_or_default();
    let parameters = web_sys::UrlSearchParams::new_with_str(&search);
    parameters.ok().and_then(|all| all.get("q")).unwrap_or_default()
}

/// What was searched for that no address holds: what the entry of the history keeps, or the fragment of the address,
/// from a page that leads here: taken out of it, since nobody has asked for it to be there.
pub fn text() -> Option<String> {
    if let Some(text) = text_of(&window().location().hash().ok()?) {
        replace_entry(&Route::Home.href(), &JsValue::NULL);
        return Some(text);
    }
    Some(from(&kept(), ROW).to_owned()).filter(|text| !text.is_empty())
}

/// What the entry of the history keeps: the row that was opened, and the text.
fn kept() -> String {
    let state = window().history().and_then(|history| history.state()).unwrap_or_default();
    state.as_string().unwrap_or_default()
}

/// Has the entry keep the last search, with the row that is opened, if one is.
fn keep(address: &str, row: &str) {
    let kept = TEXT.with_borrow(|text| [row, text].concat());
    replace_entry(address, &kept.into());
    keep_in_tab(address);
}

fn keep_in_tab(address: &str) {
    if let Some(tab) = tab() {
        let _ = tab.set_item(KEY, address);
    }
}

/// The address of a search; that of the search page, where there is nothing to search for or it is too long.
pub fn address(query: &str) -> String {
    let home = Route::Home.href();
    if query.is_empty() || query.len() > LONGEST {
        return home;
    }
    let encoded = String::from(js_sys::encode_uri_component(query));
    [&home, "?q=", &replace(&encoded, "%20", "+")].concat()
}

/// Writes the address of the search that is shown, where that was waiting for a pause.
pub fn write_address() {
    if wait_no_longer()
        && let Some(address) = LAST.with_borrow(Clone::clone)
    {
        keep(&address, "000");
    }
}

/// Gives up what was to be written into the address, if anything was. A move does, which has another.
pub fn wait_no_longer() -> bool {
    let waiting = WRITING.take();
    waiting.inspect(TimeoutHandle::clear).is_some()
}

/// Has the address follow what is asked, once one pauses: `query` is what it may hold of `text`.
pub fn follow(query: &str, text: String) {
    wait_no_longer();
    let address = address(query);
    let is_held = address != Route::Home.href() || text.len() > LONGEST_KEPT;
    let text = if is_held { String::new() } else { text };
    if query != query_in_address() || text != from(&kept(), ROW) {
        WRITING.replace(set_timeout_with_handle(write_address, PAUSE).ok());
    } else {
        keep_in_tab(&address);
    }
    LAST.replace(Some(address));
    TEXT.replace(text);
}

/// The address of the last search, if there was one.
pub fn last() -> Option<String> {
    LAST.with_borrow(Clone::clone).or_else(|| tab()?.get_item(KEY).ok()?)
}

/// Where the browser keeps things for as long as the tab is open, if it does.
fn tab() -> Option<Storage> {
    window().session_storage().ok().flatten()
}

/// Keeps the row that is being opened with the search it is on.
pub fn keep_row(code: StatusCode) {
    wait_no_longer();
    if let Some(address) = LAST.with_borrow(Clone::clone) {
        keep(&address, &code.to_string());
    }
}

/// The row that was opened from the search that the history has come back to.
pub fn kept_row() -> Option<StatusCode> {
    StatusCode::parse(until(&kept(), ROW))
}

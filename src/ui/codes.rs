//! Codes in lists: how one is named, and what marks its standing.

use crate::route::Route;
use facts::{State, StatusCode};
use leptos::prelude::*;
use reference::Entry;

/// What a reader must not miss of a code's standing; `None` for one registered and in force.
pub fn standing(entry: &Entry) -> Option<String> {
    match (entry.vendor, entry.state) {
        (None, State::Standard) => None,
        (None, state) => Some(state.word().to_owned()),
        (Some(vendor), State::Active) => Some(format!("unofficial, {vendor}")),
        (Some(vendor), state) => Some(format!("unofficial, {vendor}, {}", state.word())),
    }
}

/// A short mark for a tile; the whole standing is on the code's page.
fn mark(entry: &Entry) -> Option<&'static str> {
    match (entry.vendor, entry.state) {
        (None, State::Standard) => None,
        (Some(_), State::Active) => Some("unofficial"),
        (_, state) => Some(state.word()),
    }
}

/// Codes as a grid of tiles with number, name and mark.
pub fn tiles(entries: &'static [Entry]) -> impl IntoView {
    view! {
        <ul class="tiles">
            {entries
                .iter()
                .map(|entry| {
                    view! {
                        <li>
                            <a class="tile" href=Route::Code(entry).href()>
                                <b translate="no">{entry.code.get()}</b>
                                " "
                                <span>{entry.name}</span>
                                {mark(entry).map(|mark| view! { " " <small>{mark}</small> })}
                            </a>
                        </li>
                    }
                })
                .collect_view()}
        </ul>
    }
}

/// Codes as a list with their summaries.
#[cfg(feature = "ssr")]
pub fn rows(entries: &'static [Entry]) -> impl IntoView {
    view! { <ul class="rows">{entries.iter().map(|entry| row(entry, false)).collect_view()}</ul> }
}

/// A code with its standing and summary, as an item of a list; as a hit of a search its link carries
/// `data-code`.
pub fn row(entry: &'static Entry, is_hit: bool) -> impl IntoView {
    let code = entry.code.get();
    view! {
        <li class="row" data-class=entry.code.class().slug()>
            <a href=Route::Code(entry).href() data-code=is_hit.then_some(code)>
                <b translate="no">{code}</b>
                " "
                <span>{entry.name}</span>
            </a>
            {standing(entry).map(|standing| view! { " " <small>{standing}</small> })}
            <p>{entry.summary}</p>
        </li>
    }
}

/// The codes nearest to a number, as links.
pub fn nearest(code: StatusCode) -> impl IntoView {
    let (before, after) = reference::catalog::neighbors(code);
    [before, after].into_iter().flatten().map(named_link).collect_view()
}

/// A link to a code by number and name, as an item of a list.
pub fn named_link(entry: &'static Entry) -> impl IntoView {
    view! {
        <li>
            <a href=Route::Code(entry).href()>{entry.code.get()} " " {entry.name}</a>
        </li>
    }
}

//! Codes in lists: how one is named, and what marks its standing.

use crate::{route::Route, words::standing};
use facts::State;
use leptos::prelude::*;
use reference::Entry;

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
                            <a class="tile" href=Route::Code(entry).href() data-tile=entry.code.to_string()>
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
pub fn rows(entries: &'static [Entry]) -> impl IntoView {
    view! { <ul class="rows">{entries.iter().map(row).collect_view()}</ul> }
}

/// A code with its standing and summary, as an item of a list.
fn row(entry: &'static Entry) -> impl IntoView {
    view! {
        <li class="row" data-class=entry.code.class().slug()>
            <a href=Route::Code(entry).href()>
                <b translate="no">{entry.code.get()}</b>
                " "
                <span>{entry.name}</span>
            </a>
            {standing(entry).map(|standing| view! { " " <small>{standing}</small> })}
            <p>{entry.summary}</p>
        </li>
    }
}

//! Codes in lists: how one is named, and what marks its standing.

use crate::{
    route::Route,
    words::{class_title, standing},
};
use facts::{Class, State};
use leptos::prelude::*;
use reference::Entry;

/// A short mark for a tile; the whole standing is on the code's page.
pub fn mark(entry: &Entry) -> Option<&'static str> {
    match (entry.vendor, entry.state) {
        (None, State::Standard) => None,
        (Some(_), State::Active) => Some("unofficial"),
        (_, state) => Some(state.word()),
    }
}

/// Every class under its heading, with its `codes`.
pub fn by_class<V: IntoView + 'static>(codes: impl Fn(Class) -> V) -> impl IntoView {
    let section = |class: Class| {
        view! {
            <section data-class=class.slug()>
                <h2>
                    <a href=Route::Class(class).href()>{class_title(class)}</a>
                </h2>
                {codes(class)}
            </section>
        }
    };
    Class::ALL.map(section).into_iter().collect_view()
}

/// Codes as a wall of tiles: ten columns, one for each last digit, so that the gaps between the numbers
/// show. The standing can be told by the tile's edge alone.
pub fn wall(entries: &'static [Entry]) -> impl IntoView {
    let mut tens: Vec<u16> = entries.iter().map(|entry| entry.code.get() / 10).collect();
    tens.dedup();
    let rows = tens.len();
    let row = move |entry: &Entry| tens.iter().position(|ten| *ten == entry.code.get() / 10);
    view! {
        <ul class="tiles" data-rows=rows>
            {entries
                .iter()
                .map(|entry| {
                    view! {
                        <li data-row=row(entry) data-column=(entry.code.get() % 10).to_string()>
                            {tile(entry, "tile", false)}
                        </li>
                    }
                })
                .collect_view()}
        </ul>
    }
}

/// A code as a tile of the wall; `is_hit` while a search finds it.
pub fn tile(entry: &'static Entry, class: &'static str, is_hit: bool) -> impl IntoView {
    let mark = mark(entry);
    view! {
        <a
            class=class
            href=Route::Code(entry).href()
            data-tile=entry.code.to_string()
            data-mark=mark
            data-hit=is_hit
        >
            <b translate="no">{entry.code.get()}</b>
            " "
            <span>{entry.name}</span>
            {mark.map(|mark| view! { " " <small>{mark}</small> })}
        </a>
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

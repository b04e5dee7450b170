//! The wall of all codes on the search page: what was found is marked there, and the rest dimmed by style.
//!
//! The answers come first: the wall follows a keystroke once they have been painted. Until the first marks of a
//! search are there, style keeps it out of the frame: all of its tiles are laid out anew for a search.

use crate::browser::{all, first};
use facts::StatusCode;
use leptos::prelude::*;
use reference::search::Answer;
use std::cell::RefCell;
use web_sys::Element;

/// A tile, its code, and whether it is marked.
struct Tile {
    element: Element,
    code: StatusCode,
    is_hit: bool,
}

thread_local! {
    /// The tiles, once a search marks them.
    static TILES: RefCell<Vec<Tile>> = RefCell::default();
}

/// Marks what was found on the wall of the page that has just been shown: the place to which the browser scrolls
/// back may be on it. While the answer waits for the index, so does the wall: answers that come above what is seen
/// already would move it.
pub fn arrive(answer: RwSignal<Answer>) {
    answer.with_untracked(|answer| {
        if !answer.is_partial && is_searching() {
            mark(answer);
        }
    });
}

/// Lets go of it.
pub fn leave() {
    TILES.take();
}

/// Marks what was found. Tiles that stay as they are, most of them, are not touched.
pub fn mark(answer: &Answer) {
    if let Some(wall) = first::<Element>(".wall") {
        let _ = wall.toggle_attribute_with_force("data-marked", is_searching());
    }
    let is_hit_of = |code| answer.hits.iter().any(|hit| hit.entry.code == code);
    let tile = |element: Element| {
        let code = StatusCode::parse(&element.get_attribute("data-tile")?)?;
        Some(Tile { element, code, is_hit: false })
    };
    TILES.with_borrow_mut(|tiles| {
        if tiles.is_empty() {
            tiles.extend(all("[data-tile]").into_iter().filter_map(tile));
        }
        for tile in tiles {
            let is_hit = is_hit_of(tile.code);
            if is_hit != tile.is_hit {
                tile.is_hit = is_hit;
                let _ = tile.element.toggle_attribute_with_force("data-hit", is_hit);
            }
        }
    });
}

fn is_searching() -> bool {
    document().document_element().is_some_and(|root| root.has_attribute("data-searching"))
}

//! The tip under a tile of the wall: the name of its code and what it says, while a pointer or the focus is on it.

use super::{first, on, within};
use facts::StatusCode;
use leptos::prelude::document;
use reference::catalog;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent, MouseEvent};

/// How far it stays from the edges of the window, in pixels.
const EDGE: f64 = 6.0;

/// Shows and hides it from now on.
pub fn listen() {
    on("keydown", |event: KeyboardEvent| {
        // A tip can be put away without leaving its tile.
        if event.key() == "Escape" {
            hide();
        }
    });
    for event in ["pointerover", "focusin"] {
        on(event, |event: Event| {
            if let Some(tile) = within(&event, "[data-tile]") {
                show(&tile);
            }
        });
    }
    for event in ["pointerout", "focusout"] {
        on(event, |event: MouseEvent| {
            // A pointer may go on to the tip, to read it at leisure. (The focus has the same field.)
            let next = event.related_target().and_then(|next| next.dyn_into::<Element>().ok());
            if within(&event, "[data-tile], #tip").is_some()
                && next.is_none_or(|next| next.id() != "tip")
            {
                hide();
            }
        });
    }
}

/// Shows it under a tile.
fn show(tile: &Element) {
    let Some(tip) = first::<HtmlElement>("#tip") else { return };
    let code = tile.get_attribute("data-tile").and_then(|code| StatusCode::parse(&code));
    let Some(entry) = code.and_then(catalog::find) else { return };
    hide();
    tip.set_hidden(false);
    let _ = tile.set_attribute("aria-describedby", "tip");
    // A narrow wall has no room for names.
    tip.set_text_content(Some(&[entry.name, ": ", entry.summary].concat()));
    let (at, width) = (tile.get_bounding_client_rect(), f64::from(tip.offset_width()));
    let right = f64::from(document().document_element().map_or(0, |root| root.client_width()));
    let left = at.left().min(right - width - EDGE).max(EDGE);
    // Above the tile, where there is room, and none below.
    let height = f64::from(tip.offset_height());
    let bottom = f64::from(document().document_element().map_or(0, |root| root.client_height()));
    let above = at.top() - height - 2. * EDGE;
    let is_above = above >= 0. && at.bottom() + height + 2. * EDGE > bottom;
    let top = if is_above { above } else { at.bottom() };
    let style = tip.style();
    for (side, place) in [("left", left), ("top", top)] {
        let _ = style.set_property(side, &[&(place as i32).to_string(), "px"].concat());
    }
}

/// Hides it: its tile is not described by it any more.
fn hide() {
    if let Some(tip) = first::<HtmlElement>("#tip") {
        tip.set_hidden(true);
    }
    if let Some(tile) = first::<Element>("[aria-describedby=tip]") {
        let _ = tile.remove_attribute("aria-describedby");
    }
}

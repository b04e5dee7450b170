//! `/` and Ctrl-K or ⌘K lead to the search from anywhere: on the search page to its field, elsewhere to a
//! palette over the page. `/` alone may be what somebody dictates, so it can be turned off (WCAG 2.1.4): at
//! `/about`.

use super::{finder, first, on, storage};
use crate::{route::Route, words::search_field};
use leptos::prelude::document;
use std::cell::Cell;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlDialogElement, HtmlElement, HtmlInputElement, KeyboardEvent, MouseEvent};

/// The palette's field.
const FIELD: &str = "palette-q";
/// Where the browser keeps that `/` is turned off. Other sites of the same origin have names of their own.
const KEY: &str = "http-codes.slash";
const OFF: &str = "off";

thread_local! {
    /// Whether `/` is turned off and the browser refused to keep that.
    static IS_SLASH_OFF: Cell<bool> = const { Cell::new(false) };
}

/// Answers the keys from now on.
pub fn listen() {
    on("keydown", |event: KeyboardEvent| {
        let with_control = event.ctrl_key() || event.meta_key();
        let is_slash = event.key() == "/" && !with_control && !event.alt_key();
        let is_k = event.key().eq_ignore_ascii_case("k")
            && with_control
            && !event.shift_key()
            && !event.alt_key();
        if is_k || is_slash && !is_typing() && !is_slash_off() {
            event.prevent_default();
            open();
        }
    });
    // A press beside the dialog, on its backdrop, is one on the dialog itself, and so is one on its scrollbar. Not a
    // click: that may have begun in the field, with the text that is being selected.
    on("mousedown", |event: MouseEvent| {
        let target = event.target().and_then(|target| target.dyn_into::<HtmlDialogElement>().ok());
        if let Some(dialog) = target.filter(|dialog| dialog.id() == "palette") {
            let (at, x, y) =
                (dialog.get_bounding_client_rect(), event.client_x(), event.client_y());
            let (x, y) = (f64::from(x), f64::from(y));
            if x < at.left() || x >= at.right() || y < at.top() || y >= at.bottom() {
                // The press itself would take the focus from where it goes back to.
                event.prevent_default();
                dialog.close();
            }
        }
    });
}

/// Whether `/` is turned off. It is asked for at each press: another tab may have changed it.
fn is_slash_off() -> bool {
    let kept = || storage()?.get_item(KEY).ok().flatten();
    IS_SLASH_OFF.get() || kept().as_deref() == Some(OFF)
}

/// Turns `/` off, or on again.
pub fn switch_slash() {
    let is_off = !is_slash_off();
    let is_kept = storage().is_some_and(|storage| {
        if is_off { storage.set_item(KEY, OFF) } else { storage.remove_item(KEY) }.is_ok()
    });
    IS_SLASH_OFF.set(is_off && !is_kept);
    arrive();
}

/// Says on the page which keys there are.
pub fn arrive() {
    let is_off = is_slash_off();
    if let Some(choice) = first::<HtmlInputElement>("[data-action=slash]") {
        choice.set_checked(!is_off);
    }
    if let Some(button) = first::<HtmlElement>("[data-action=search]") {
        let keys = if is_off { "Control+K Meta+K" } else { "/ Control+K Meta+K" };
        let _ = button.set_attribute("aria-keyshortcuts", keys);
    }
}

/// Leads to the search.
pub fn open() {
    if let Some(field) = first::<HtmlInputElement>("#q, #palette-q") {
        let _ = field.focus();
        field.select();
        return;
    }
    let Ok(dialog) = document().create_element("dialog") else { return };
    let Ok(dialog) = dialog.dyn_into::<HtmlDialogElement>() else { return };
    dialog.set_id("palette");
    let _ = dialog.set_attribute("aria-label", "Search");
    dialog.set_inner_html(
        &[
            "<form class=\"search\" role=\"search\" action=\"",
            &Route::Home.href(),
            "\">",
            search_field!("palette-q", ""),
            "</form><div class=\"answers\"></div>\
             <p class=\"visually-hidden\" aria-live=\"polite\"></p>\
             <form method=\"dialog\"><button class=\"quiet\">Close</button></form>",
        ]
        .concat(),
    );
    let closed = wasm_bindgen::closure::Closure::once_into_js(move |event: Event| {
        finder::detach(FIELD);
        if let Some(dialog) = event.target().and_then(|of| of.dyn_into::<HtmlElement>().ok()) {
            dialog.remove();
        }
    });
    let _ = dialog.add_event_listener_with_callback("close", closed.unchecked_ref());
    let Some(body) = document().body() else { return };
    let _ = body.append_child(&dialog);
    if let Some(place) = first::<HtmlElement>("#palette .answers") {
        finder::attach(FIELD, place);
    }
    let _ = dialog.show_modal();
}

/// Closes the palette, where it is open.
pub fn close() {
    if let Some(dialog) = first::<HtmlDialogElement>("#palette") {
        dialog.close();
    }
}

fn is_typing() -> bool {
    let focused = document().active_element();
    focused.is_some_and(|element| {
        element
            .matches("input:not([type=checkbox]), textarea, select, [contenteditable]")
            .unwrap_or(false)
    })
}

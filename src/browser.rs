//! What runs in the browser, on pages that are whole without it: the search, the moves between pages, and
//! the buttons.

// See `reference::part`.
#![warn(clippy::string_slice)]

mod actions;
mod articles;
mod attempt;
mod choose;
mod clipboard;
mod compare;
mod dom;
mod explain;
mod finder;
mod navigation;
mod palette;
mod recent;
mod tip;
mod worker;

use crate::route::Route;
pub(crate) use dom::elements;
use dom::{all, first, member, object, on, on_target, replace_entry, within};
use leptos::prelude::*;
use std::{cell::RefCell, time::Duration};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, Event, Storage};

/// Takes over the page: the one that its file holds, or where that is another than the address names
/// (an unknown path, the development server's bare page), the one that belongs there.
pub fn start() {
    std::panic::set_hook(Box::new(|_| give_up()));
    let Some(app) = document().get_element_by_id("app").filter(|_| !is_plain()) else {
        return give_up();
    };
    // The page's own script may just have answered what was typed: that is painted first, and takes less.
    if first::<Element>("[data-finder=q] .row").is_some() && !document().hidden() {
        return request_animation_frame(move || {
            set_timeout(move || take_over(&app), Duration::ZERO)
        });
    }
    take_over(&app);
}

fn take_over(app: &Element) {
    let path = window().location().pathname().unwrap_or_default();
    let route = Route::parse(&path).unwrap_or(Route::not_found());
    if app.get_attribute("data-page").is_some_and(|held| held == route.path()) {
        return run(route);
    }
    let app = app.clone();
    spawn_local(async move {
        if app.first_element_child().is_none() {
            app.set_inner_html(&articles::shell().await.unwrap_or_default());
        }
        if let Some(article) = articles::get(route).await {
            navigation::put(route, &article);
        }
        run(route);
    });
}

fn run(route: Route) {
    if let Some(root) = document().document_element() {
        // Buttons that need the program are shown from here on.
        let _ = root.set_attribute("data-live", "");
    }
    navigation::listen(route);
    actions::listen();
    finder::listen();
    explain::listen();
    tip::listen();
    palette::listen();
    attempt::listen();
    navigation::arrive(route);
    choose::begin();
    // Whoever waits for the program: the script of `index.html`.
    if let Ok(started) = Event::new("started") {
        let _ = window().dispatch_event(&started);
    }
}

/// Whether the browser refuses markup from strings, which the head's script tries (Trusted Types).
fn is_plain() -> bool {
    document().document_element().is_some_and(|root| root.has_attribute("data-plain"))
}

/// The page stays as it is, a plain page whose links load; a line tells the reader what is missing.
fn give_up() {
    navigation::give_up();
    if let Some(root) = document().document_element() {
        // What the program had begun nobody ends.
        for mark in ["data-live", "data-searching", "data-loading"] {
            let _ = root.remove_attribute(mark);
        }
    }
    if let Some(line) = document().get_element_by_id("trouble") {
        let _ = line.remove_attribute("hidden");
    }
}

/// Where the browser keeps things beyond the visit, if it does. The names of what the site keeps begin with
/// `http-codes.`: other sites of the same origin have others.
fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

/// The text that a fragment hands on, `#text=…`; as it stands there, where it cannot be decoded.
fn text_of(fragment: &str) -> Option<String> {
    let text = fragment.strip_prefix("#text=")?;
    Some(js_sys::decode_uri_component(text).map_or_else(|_| text.to_owned(), String::from))
}

thread_local! {
    /// What tells something once one pauses.
    static TELLING: RefCell<Option<TimeoutHandle>> = const { RefCell::new(None) };
}

/// How long after a keystroke what came of it is told: while one types it would be another thing at each.
const PAUSE: Duration = Duration::from_millis(800);

/// Tells users of screen readers, once one pauses in typing, what there is to tell then.
fn tell_in_a_pause(what: Box<dyn Fn() -> String>) {
    tell("");
    TELLING.replace(set_timeout_with_handle(move || tell(&what()), PAUSE).ok());
}

/// Tells users of screen readers what happened.
fn tell(what: &str) {
    if let Some(telling) = TELLING.take() {
        telling.clear();
    }
    // What is outside of the palette is not told while that is open.
    if let Some(told) = first::<Element>("#palette[open] [aria-live]").or_else(|| first("#told")) {
        told.set_text_content(Some(what));
    }
}

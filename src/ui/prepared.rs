//! What prepared pages need of the browser: their copy buttons, and a table of contents that follows the
//! scroll. Both listen on the document, so that they serve every page that is ever shown.

use super::clipboard::copy;
use crate::app::Site;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, prelude::*};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, Event, HtmlElement};

/// How far below the top of the window a section counts as the one being read, in pixels.
const READING_LINE: f64 = 140.0;
/// What stays visible left of the current link, in pixels.
const MARGIN: i32 = 48;

/// Serves them from now on.
pub fn serve(site: Site) {
    if let Some(root) = document().document_element() {
        // Buttons that need the program are shown from here on.
        let _ = root.set_attribute("data-live", "");
    }
    on("click", move |event| copy_beside(site, &event));
    on("scroll", |_| follow_scroll());
}

fn on(name: &str, answer: impl Fn(Event) + 'static) {
    let answer = Closure::<dyn Fn(Event)>::new(answer).into_js_value();
    let _ = document().add_event_listener_with_callback(name, answer.unchecked_ref());
}

/// A press on `[data-action=copy]` copies the text beside it; where the browser refuses, it is selected.
fn copy_beside(site: Site, event: &Event) {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let button = target.and_then(|target| target.closest("[data-action=copy]").ok().flatten());
    let Some(button) = button else { return };
    let beside =
        button.parent_element().and_then(|parent| parent.query_selector("pre, code").ok()?);
    let Some(beside) = beside else { return };
    spawn_local(async move {
        let text = beside.text_content().unwrap_or_default();
        let told = if copy(&text).await {
            button.set_text_content(Some("Copied"));
            "Copied"
        } else {
            select(&beside);
            "The browser does not allow copying; the text is selected"
        };
        site.announcement.set(told.to_owned());
    });
}

fn select(element: &Element) {
    if let Ok(Some(selection)) = window().get_selection() {
        let _ = selection.select_all_children(element);
    }
}

/// Marks the section that is being read in the table of contents, and on a narrow screen, where the table
/// is one line, brings its link into view.
fn follow_scroll() {
    let Ok(links) = document().query_selector_all(".contents a") else { return };
    let links: Vec<HtmlElement> =
        (0..links.length()).filter_map(|at| links.get(at)?.dyn_into().ok()).collect();
    let current = links.iter().rposition(is_above_reading_line);
    for (at, link) in links.iter().enumerate() {
        if Some(at) != current {
            let _ = link.remove_attribute("aria-current");
        } else if !link.has_attribute("aria-current") {
            let _ = link.set_attribute("aria-current", "location");
            if let Ok(Some(table)) = link.closest(".contents") {
                table.set_scroll_left(link.offset_left() - MARGIN);
            }
        }
    }
}

/// Whether the section that the link leads to begins above the line at which one reads.
fn is_above_reading_line(link: &HtmlElement) -> bool {
    let id = link.get_attribute("href").unwrap_or_default();
    let heading = document().get_element_by_id(id.trim_start_matches('#'));
    heading.is_some_and(|heading| heading.get_bounding_client_rect().top() < READING_LINE)
}

//! The guide, a question at a time: of the page's sections the one that the address names is shown.

use super::{all, first};
use crate::head::SITE_NAME;
use leptos::prelude::document;
use web_sys::{Element, HtmlElement, Url};

/// Whoever loads an address within the guide begins at its place.
pub fn begin() {
    if let Some(place) = later() {
        let _ = place.focus();
    }
}

/// The place that is shown, unless it is the first.
fn later() -> Option<HtmlElement> {
    first("[data-node]:not([hidden], :first-child)")
}

/// Shows the place of the guide that an address names, or the nearest before it that there is.
pub fn arrive(url: &Url) {
    let places: Vec<Element> = all("[data-node]");
    let node = |place: &Element| place.get_attribute("data-node").unwrap_or_default();
    let mut path = url.search_params().get("path").unwrap_or_default();
    let at = loop {
        if let Some(at) = places.iter().position(|place| node(place) == path) {
            break at;
        }
        match path.rfind('.') {
            Some(dot) => path.truncate(dot),
            None => break 0,
        }
    };
    for (number, place) in places.iter().enumerate() {
        let _ = place.toggle_attribute_with_force("hidden", number != at);
    }
    // In the history each place is told from the others; the first has the title of the page.
    let heading = later().and_then(|place| place.query_selector("h2").ok().flatten());
    if let Some(question) = heading.and_then(|heading| heading.text_content()) {
        document().set_title(&[&question, " - ", SITE_NAME].concat());
    }
}

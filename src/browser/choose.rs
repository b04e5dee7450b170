//! The guide, a question at a time: of the page's sections the one that the address names is shown.

use super::{all, first};
use web_sys::{Element, HtmlElement, Url};

/// Whoever loads an address within the guide begins at its place.
pub fn begin() {
    if let Some(place) = first::<HtmlElement>("[data-node]:not([hidden], :first-child)") {
        let _ = place.focus();
    }
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
}

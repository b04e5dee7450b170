//! The guide, a question at a time: of the page's sections the one that the address names is shown.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, Url};

/// Shows the place of the guide that an address names, or the nearest before it that there is.
pub fn arrive(url: &Url) {
    let Ok(places) = document().query_selector_all("[data-node]") else { return };
    let places: Vec<HtmlElement> =
        (0..places.length()).filter_map(|at| places.get(at)?.dyn_into().ok()).collect();
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
    if let Some(place) = places.get(at).filter(|_| url.search_params().has("path")) {
        let _ = place.focus();
    }
}

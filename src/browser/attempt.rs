//! Trying a code: the service worker answers a real `fetch` with it, and what `fetch` gave goes into the page.
//! The words are in the prepared page (`content/code/attempt.rs`), as is what to ask for.

use super::{elements, member, object, on_target};
use crate::route::base;
use js_sys::{Array, JSON};
use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, Event, Response};

/// Shows the buttons while a service worker controls the page, from now on: it can arrive long after the page.
pub fn listen() {
    let workers = member(&window().navigator(), "serviceWorker");
    // Over plain HTTP, and where the browser has none, there is no such member.
    if workers.is_object() {
        mark(&workers);
        let changed = workers.clone();
        on_target(workers.unchecked_ref(), "controllerchange", move |_: Event| mark(&changed));
    }
}

/// Marks by an attribute whether a service worker controls the page.
fn mark(workers: &JsValue) {
    if let Some(root) = document().document_element() {
        let is_there = member(workers, "controller").is_object();
        let _ = root.toggle_attribute_with_force("data-worker", is_there);
    }
}

/// Asks for what the place of the button says, and shows the response there, or what was thrown.
pub async fn press(button: Element) {
    let Ok(Some(place)) = button.closest("[data-try]") else { return };
    let asked = |name: &str| {
        let value = place.get_attribute(name).unwrap_or_default();
        String::from(js_sys::encode_uri_component(&value))
    };
    let url = [
        base(),
        "/_try/",
        &asked("data-try"),
        "?reason=",
        &asked("data-reason"),
        "&fields=",
        &asked("data-fields"),
    ];
    let redirect = JsValue::from(button.get_attribute("data-redirect"));
    let init = object(&[("redirect", &redirect)]);
    let given = window().fetch_with_str_and_init(&url.concat(), init.unchecked_ref());
    let (outcome, given) = match JsFuture::from(given).await {
        Ok(response) => ("response", response),
        Err(error) => ("error", error),
    };
    let mut text = JsValue::UNDEFINED;
    if let Some(Ok(content)) = given.dyn_ref().map(Response::text) {
        text = JsFuture::from(content).await.unwrap_or_default();
    }
    each(&place, "data-outcome", &|part, of| {
        let _ = part.toggle_attribute_with_force("hidden", of != outcome);
        if of == outcome {
            each(part, "data-got", &|slot, name| {
                let value = match name {
                    "redirect" => literal(&redirect),
                    "text" => literal(&text),
                    "headers" => lines(&member(&given, name)),
                    _ => literal(&member(&given, name)),
                };
                slot.set_text_content(Some(&value));
            });
        }
    });
}

/// Answers each element in `place` that has the attribute, with its value.
fn each(place: &Element, attribute: &str, answer: &dyn Fn(&Element, &str)) {
    for element in elements::<Element>(place.query_selector_all(&["[", attribute, "]"].concat())) {
        answer(&element, &element.get_attribute(attribute).unwrap_or_default());
    }
}

/// A value as JavaScript writes it; the one object that is shown is the stream of a body.
fn literal(value: &JsValue) -> String {
    if value.is_object() {
        return "ReadableStream".to_owned();
    }
    JSON::stringify(value).ok().and_then(|text| text.as_string()).unwrap_or_default()
}

/// Field lines, one a line.
fn lines(headers: &JsValue) -> String {
    let mut lines = String::new();
    for pair in Array::from(headers) {
        lines += &String::from(Array::from(&pair).join(": "));
        lines += "\n";
    }
    lines
}

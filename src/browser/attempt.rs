//! Trying a code: the site's worker answers a real `fetch` with it, and what `fetch` gave goes into the page.
//! The words are in the prepared page (`content/code/attempt.rs`), as is what to ask for.

use crate::route::base;
use js_sys::{Array, JSON, Object, Reflect};
use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, Event, EventTarget, Response};

/// Shows the buttons while a worker controls the page, from now on: it can arrive long after the page.
pub fn listen() {
    let workers = Reflect::get(&window().navigator(), &"serviceWorker".into());
    // Over plain HTTP, and where the browser has none, there is no such member.
    let Ok(Ok(workers)) = workers.map(|workers| workers.dyn_into::<EventTarget>()) else { return };
    mark(&workers);
    let changed = workers.clone();
    let answer = Closure::<dyn Fn(Event)>::new(move |_| mark(&changed)).into_js_value();
    let _ = workers.add_event_listener_with_callback("controllerchange", answer.unchecked_ref());
}

/// Marks by an attribute whether a worker controls the page.
fn mark(workers: &EventTarget) {
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
    let init = Object::new();
    let _ = Reflect::set(&init, &"redirect".into(), &redirect);
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
    let Ok(found) = place.query_selector_all(&["[", attribute, "]"].concat()) else { return };
    for at in 0..found.length() {
        let element = found.get(at).and_then(|node| node.dyn_into::<Element>().ok());
        if let Some(element) = element {
            answer(&element, &element.get_attribute(attribute).unwrap_or_default());
        }
    }
}

fn member(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or_default()
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

//! The document and the browser's own objects, as the rest of the program asks them.

use js_sys::{Object, Reflect};
use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, JsValue, convert::FromWasmAbi, prelude::Closure};
use web_sys::{Element, Event, EventTarget, NodeList};

/// Answers an event of the document from now on: one listener serves every page that is ever shown.
pub fn on<E: FromWasmAbi + 'static>(event: &str, answer: impl Fn(E) + 'static) {
    on_target(&document(), event, answer);
}

/// Answers an event of something that is there as long as the document is.
pub fn on_target<E: FromWasmAbi + 'static>(
    target: &EventTarget,
    event: &str,
    answer: impl Fn(E) + 'static,
) {
    let answer = Closure::<dyn Fn(E)>::new(answer).into_js_value();
    let _ = target.add_event_listener_with_callback(event, answer.unchecked_ref());
}

/// The element that an event happened in: the nearest that matches `selector`.
pub fn within(event: &Event, selector: &str) -> Option<Element> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    target.closest(selector).ok().flatten()
}

/// The first element of the page that matches `selector`.
pub fn first<E: JsCast>(selector: &str) -> Option<E> {
    document().query_selector(selector).ok().flatten()?.dyn_into().ok()
}

/// The elements of the page that match `selector`.
pub fn all<E: JsCast>(selector: &str) -> Vec<E> {
    elements(document().query_selector_all(selector))
}

/// What `querySelectorAll` found.
pub fn elements<E: JsCast>(found: Result<NodeList, JsValue>) -> Vec<E> {
    let Ok(found) = found else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.get(at)?.dyn_into().ok()).collect()
}

/// A member of an object; `undefined` where it has none of that name.
pub fn member(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or_default()
}

/// An object of these members.
pub fn object(members: &[(&str, &JsValue)]) -> Object {
    let object = Object::new();
    for (name, value) in members {
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object
}

/// Changes this entry of the history: its address, and what it keeps, which only this browser knows.
pub fn replace_entry(address: &str, kept: &JsValue) {
    if let Ok(history) = window().history() {
        let _ = history.replace_state_with_url(kept, "", Some(address));
    }
}

//! Calls to the browser that answer with a promise and that a browser may lack or refuse.

use super::member;
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Copies a text; whether the browser allowed it.
pub async fn copy(text: &str) -> bool {
    let navigator: JsValue = window().navigator().into();
    let clipboard = member(&navigator, "clipboard");
    matches!(call(&clipboard, "writeText", &text.into()).await, Some(Ok(_)))
}

/// Calls a method that answers with a promise; `None` where the object does not have it.
pub async fn call(
    object: &JsValue,
    method: &str,
    argument: &JsValue,
) -> Option<Result<JsValue, JsValue>> {
    if object.is_undefined() || object.is_null() {
        return None;
    }
    let method: js_sys::Function = member(object, method).dyn_into().ok()?;
    match method.call1(object, argument) {
        Ok(promise) => Some(JsFuture::from(js_sys::Promise::resolve(&promise)).await),
        Err(error) => Some(Err(error)),
    }
}

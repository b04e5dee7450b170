//! What the worker runs: it hands each message to [`explainer::answer`].

#[cfg(target_arch = "wasm32")]
fn main() {
    use wasm_bindgen::{JsCast, JsValue, closure::Closure};
    use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

    let Ok(scope) = js_global().dyn_into::<DedicatedWorkerGlobalScope>() else { return };
    let page = scope.clone();
    // A message that cannot be posted has no one to be told of it.
    let post = move |text: &str| drop(page.post_message(&JsValue::from_str(text)));
    let ready = post.clone();
    let listen = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let message = event.data().as_string().unwrap_or_default();
        if let Some(answer) = explainer::answer(&message) {
            post(&answer);
        }
    });
    scope.set_onmessage(Some(listen.as_ref().unchecked_ref()));
    // It listens as long as the worker lives.
    listen.forget();
    ready(explainer::READY);
}

#[cfg(target_arch = "wasm32")]
fn js_global() -> wasm_bindgen::JsValue {
    wasm_bindgen::JsValue::from(js_sys::global())
}

/// Natively there is no worker; `cargo xtask explain` is the same for a terminal.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}

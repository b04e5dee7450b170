//! The share button: the system's share sheet where there is one, else the address is copied; where
//! copying is refused too, the address is shown, selected, to be copied by hand.

use super::clipboard::{call, copy};
use leptos::{html::Input, prelude::*, task::spawn_local};
use wasm_bindgen::JsValue;

/// What came of the last press.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// The button was not pressed, or the system's sheet took over.
    Quiet,
    /// The address is in the clipboard.
    Copied,
    /// The browser refused the clipboard.
    ByHand,
}

/// The button, with a line that says what happened.
#[component]
pub fn ShareButton(
    /// What is shared: the canonical address of the page.
    url: String,
    /// Its title.
    title: String,
) -> impl IntoView {
    let outcome = RwSignal::new(Outcome::Quiet);
    let field = NodeRef::<Input>::new();
    let by_hand = url.clone();
    let share = move |_| {
        let (url, title) = (url.clone(), title.clone());
        outcome.set(Outcome::Quiet);
        spawn_local(async move { outcome.set(send(&url, &title).await) });
    };
    Effect::new(move |_| {
        if outcome.get() == Outcome::ByHand
            && let Some(field) = field.get()
        {
            let _ = field.focus();
            field.select();
        }
    });
    view! {
        <div class="share">
            <button class="button" type="button" data-action="share" on:click=share>
                "Share"
            </button>
            <span role="status">
                {move || (outcome.get() == Outcome::Copied).then_some("Address copied")}
            </span>
            {move || {
                (outcome.get() == Outcome::ByHand)
                    .then(|| {
                        view! {
                            <label>
                                "The browser does not allow copying. The address: "
                                <input type="text" readonly node_ref=field value=by_hand.clone()/>
                            </label>
                        }
                    })
            }}
        </div>
    }
}

/// Shares, or else copies.
async fn send(url: &str, title: &str) -> Outcome {
    let navigator: JsValue = window().navigator().into();
    match call(&navigator, "share", &share_data(url, title)).await {
        Some(Ok(_)) => return Outcome::Quiet,
        // The person closed the sheet: that is an answer, not a failure.
        Some(Err(error)) if is_abort(&error) => return Outcome::Quiet,
        _ => {}
    }
    if copy(url).await { Outcome::Copied } else { Outcome::ByHand }
}

fn share_data(url: &str, title: &str) -> JsValue {
    let data = js_sys::Object::new();
    let _ = js_sys::Reflect::set(&data, &"title".into(), &title.into());
    let _ = js_sys::Reflect::set(&data, &"url".into(), &url.into());
    data.into()
}

fn is_abort(error: &JsValue) -> bool {
    let name = js_sys::Reflect::get(error, &"name".into()).unwrap_or_default();
    name.as_string().as_deref() == Some("AbortError")
}

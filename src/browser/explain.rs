//! `/explain`: what is pasted goes to a worker, and its report into the page.

use super::{first, on, tell};
use crate::route::{Route, base};
use js_sys::{JSON, Object, Reflect};
use leptos::prelude::{document, window};
use std::cell::{Cell, RefCell};
use wasm_bindgen::{JsCast, JsValue, prelude::*};
use web_sys::{Element, Event, HtmlElement, HtmlTextAreaElement, MessageEvent, Url, Worker};

thread_local! {
    /// The worker, from the first visit of the page on.
    static WORKER: RefCell<Option<Worker>> = RefCell::default();
    /// What was asked before it was up: until then it hears nothing.
    static WAITING: RefCell<Option<Vec<(String, String)>>> = const { RefCell::new(Some(Vec::new())) };
    /// Whether it is at work, and whether the field has changed meanwhile.
    static IS_BUSY: Cell<bool> = const { Cell::new(false) };
    /// What the address is to hold, while the reader is asked whether secrets may be in it.
    static HELD: RefCell<Option<String>> = const { RefCell::new(None) };
    /// Whether what is being redacted is to be shared then.
    static IS_SHARING: Cell<bool> = const { Cell::new(false) };
    static IS_STALE: Cell<bool> = const { Cell::new(false) };
}

/// Answers the field from now on.
pub fn listen() {
    on("input", |event: Event| {
        let field = event.target().and_then(|target| target.dyn_into::<HtmlTextAreaElement>().ok());
        if field.is_some_and(|field| field.name() == "response") {
            // What was asked about is no longer what the field holds.
            hold(None);
            explain();
        }
    });
}

/// Takes up the page: what was typed before the program came, or what the fragment of the address holds.
pub fn arrive(url: &Url) {
    start();
    let Some(field) = field() else { return };
    let fragment = url.hash();
    if let Some(text) = fragment.strip_prefix("#text=") {
        let text = js_sys::decode_uri_component(text).map(String::from);
        field.set_value(&text.unwrap_or_default());
    } else if let Some(packed) = fragment.strip_prefix("#z=") {
        ask("unpack", packed);
    }
    explain();
}

/// A press on one of the page's buttons.
pub fn press(action: &str) {
    let Some(field) = field() else { return };
    match action {
        "example" => {
            hold(None);
            field.set_value(&field.get_attribute("data-example").unwrap_or_default());
            explain();
        }
        "empty" => {
            hold(None);
            field.set_value("");
            explain();
            let _ = field.focus();
        }
        "redact" => {
            hold(None);
            ask("redact", &field.value());
        }
        // What should not be shared is looked for first; see `answered`.
        "address" => ask("pack", &field.value()),
        "share-redacted" => {
            IS_SHARING.set(true);
            ask("redact", &field.value());
        }
        "share-anyway" => {
            if let Some(packed) = HELD.take() {
                share(&packed);
            }
        }
        "share-not" => {
            hold(None);
            let _ = field.focus();
        }
        _ => {}
    }
}

/// Asks whether an address with `secrets`, in words, may be made, and keeps it until then; `None` closes
/// the question.
fn hold(asked: Option<(String, String)>) {
    let Some(warning) = first::<HtmlElement>("#explain-warning") else { return };
    warning.set_hidden(asked.is_none());
    let Some((packed, secrets)) = asked else {
        HELD.take();
        return;
    };
    HELD.replace(Some(packed));
    if let Some(place) = first::<Element>("#explain-warning [data-secrets]") {
        place.set_text_content(Some(&secrets));
    }
    if let Some(button) = first::<HtmlElement>("#explain-warning button") {
        let _ = button.focus();
    }
}

/// Puts what was pasted into the fragment of the address, which no browser sends.
fn share(packed: &str) {
    hold(None);
    let address = [&Route::Explain.href(), "#z=", packed].concat();
    if let Ok(history) = window().history() {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&address));
    }
    say("The address now holds what you pasted, for you to copy.");
}

fn field() -> Option<HtmlTextAreaElement> {
    first("textarea[name=response]")
}

/// Starts the worker, which has a program of its own.
fn start() {
    if WORKER.with_borrow(Option::is_some) {
        return;
    }
    let app = document().get_element_by_id("app");
    let build = app.and_then(|app| app.get_attribute("data-build"));
    let path = build.map_or_else(
        || [base(), "/explainer_loader.js"].concat(),
        |build| [base(), "/_app/", &build, "/explainer_loader.js"].concat(),
    );
    let origin = window().location().origin().unwrap_or_default();
    let Ok(worker) = Worker::new(&[origin, path].concat()) else {
        return say(
            "The part that explains cannot be started here. What you paste stays as it is.",
        );
    };
    let answer =
        Closure::<dyn Fn(MessageEvent)>::new(|event: MessageEvent| answered(&event.data()));
    worker.set_onmessage(Some(answer.into_js_value().unchecked_ref()));
    let failed = Closure::<dyn Fn(Event)>::new(|_| {
        say("The part that explains could not be loaded. Reloading the page may help.");
    });
    worker.set_onerror(Some(failed.into_js_value().unchecked_ref()));
    IS_BUSY.set(true);
    WORKER.replace(Some(worker));
}

/// Asks for a report on what the field holds; while the worker is at work, once that is done.
fn explain() {
    if IS_BUSY.replace(true) {
        return IS_STALE.set(true);
    }
    match field() {
        Some(field) => ask("explain", &field.value()),
        None => IS_BUSY.set(false),
    }
}

fn ask(op: &str, text: &str) {
    let is_waiting = WAITING.with_borrow_mut(|waiting| match waiting {
        Some(waiting) => {
            waiting.push((op.to_owned(), text.to_owned()));
            true
        }
        None => false,
    });
    if is_waiting {
        return;
    }
    let asked = Object::new();
    for (name, value) in [("op", op), ("text", text), ("base", base())] {
        let _ = Reflect::set(&asked, &name.into(), &value.into());
    }
    WORKER.with_borrow(|worker| {
        if let Some(worker) = worker {
            let _ = worker.post_message(&asked);
        }
    });
}

fn answered(data: &JsValue) {
    let answer = data.as_string().and_then(|json| JSON::parse(&json).ok());
    let member = |name: &str| {
        let answer = answer.as_ref()?;
        Reflect::get(answer, &name.into()).ok()?.as_string()
    };
    match member("op").as_deref() {
        // It is up.
        None => {
            IS_BUSY.set(false);
            IS_STALE.set(false);
            for (op, text) in WAITING.take().into_iter().flatten() {
                ask(&op, &text);
            }
            explain();
        }
        Some("explain") => {
            if let Some(report) = first::<Element>("#report") {
                report.set_inner_html(&member("html").unwrap_or_default());
            }
            IS_BUSY.set(false);
            if IS_STALE.replace(false) {
                explain();
            }
        }
        Some("redact") => {
            let secrets = member("secrets").unwrap_or_default();
            if secrets.is_empty() {
                say("Nothing was found that should not be shared. Look yourself too.");
            } else {
                say(&["Taken out: ", &secrets, ". Look through the rest yourself."].concat());
                if let Some(field) = field() {
                    field.set_value(&member("text").unwrap_or_default());
                    explain();
                }
            }
            if IS_SHARING.take() {
                ask("pack", &member("text").unwrap_or_default());
            }
        }
        Some("pack") => match (member("text"), member("secrets").unwrap_or_default()) {
            (Some(packed), secrets) if secrets.is_empty() => share(&packed),
            (Some(packed), secrets) => hold(Some((packed, secrets))),
            _ => say("This is too long for an address. Shorten it to the part that matters."),
        },
        Some("unpack") => match (member("text"), field()) {
            (Some(text), Some(field)) => {
                field.set_value(&text);
                explain();
            }
            _ => say(
                "The address holds something that cannot be read: it may have been cut off on the way.",
            ),
        },
        Some(_) => {}
    }
}

fn say(what: &str) {
    if let Some(said) = first::<Element>("#explain-said") {
        said.set_text_content(Some(what));
    }
    tell(what);
}

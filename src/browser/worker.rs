//! The worker with a program of its own, for what only some pages need: it explains and compares. It is started
//! when it is asked for the first time.

use super::{compare, explain, first, tell};
use crate::route::base;
use js_sys::{JSON, Object, Reflect};
use leptos::prelude::{document, window};
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue, prelude::*};
use web_sys::{Element, Event, MessageEvent, Worker};

thread_local! {
    static WORKER: RefCell<Option<Worker>> = RefCell::default();
    /// What was asked before it was up: until then it hears nothing.
    static WAITING: RefCell<Option<Vec<(String, String)>>> = const { RefCell::new(Some(Vec::new())) };
}

/// Asks the worker. The answer goes to whoever the kind of question, `op`, is of.
pub fn ask(op: &str, text: &str) {
    if WORKER.with_borrow(Option::is_none) {
        start();
    }
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

fn start() {
    let app = document().get_element_by_id("app");
    let build = app.and_then(|app| app.get_attribute("data-build"));
    let path = build.map_or_else(
        || [base(), "/explainer_loader.js"].concat(),
        |build| [base(), "/_app/", &build, "/explainer_loader.js"].concat(),
    );
    let origin = window().location().origin().unwrap_or_default();
    let Ok(worker) = Worker::new(&[origin, path].concat()) else {
        return say("This cannot be started here. What you typed stays as it is.");
    };
    let answer =
        Closure::<dyn Fn(MessageEvent)>::new(|event: MessageEvent| answered(&event.data()));
    worker.set_onmessage(Some(answer.into_js_value().unchecked_ref()));
    let failed = Closure::<dyn Fn(Event)>::new(|_| {
        // The next question starts another one.
        if let Some(worker) = WORKER.take() {
            worker.terminate();
        }
        WAITING.set(Some(Vec::new()));
        explain::reset();
        say(
            "A part of the site could not be loaded. What you typed stays as it is: change it to try again.",
        );
    });
    worker.set_onerror(Some(failed.into_js_value().unchecked_ref()));
    WORKER.replace(Some(worker));
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
            for (op, text) in WAITING.take().into_iter().flatten() {
                ask(&op, &text);
            }
        }
        Some("compare") => {
            if let (Some(html), Some(title)) = (member("html"), member("title")) {
                compare::show(&html, &title);
            }
        }
        Some(op) => explain::answered(op, &member),
    }
}

/// Says what happened, where the page has a place for it, and to users of screen readers.
pub fn say(what: &str) {
    if let Some(said) = first::<Element>("[data-said]") {
        said.set_text_content(Some(what));
    }
    tell(what);
}

//! The worker with a program of its own, for what only some pages need: it explains and compares. It is started
//! when it is asked for the first time.

use super::{articles, compare, explain, first, member, object, tell};
use crate::route::base;
use js_sys::{JSON, Object};
use leptos::prelude::window;
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue, prelude::*};
use web_sys::{Element, Event, MessageEvent, Worker};

thread_local! {
    static WORKER: RefCell<Option<Worker>> = RefCell::default();
    /// What was asked before it was up: until then it hears nothing.
    static WAITING: RefCell<Option<Vec<Object>>> = const { RefCell::new(Some(Vec::new())) };
}

/// Asks the worker. The answer goes to whoever the kind of question, `op`, is of.
pub fn ask(op: &str, text: &str) {
    if WORKER.with_borrow(Option::is_none) && !start() {
        return fail();
    }
    let asked = object(&[
        ("op", &op.into()),
        ("text", &text.into()),
        ("base", &base().into()),
        ("at", &explain::changes().into()),
    ]);
    WAITING.with_borrow_mut(|waiting| match waiting {
        Some(waiting) => waiting.push(asked),
        None => post(&asked),
    });
}

fn post(asked: &Object) {
    WORKER.with_borrow(|worker| {
        if let Some(worker) = worker {
            let _ = worker.post_message(asked);
        }
    });
}

/// Starts it; whether that could be done.
fn start() -> bool {
    let origin = window().location().origin().unwrap_or_default();
    let Ok(worker) = Worker::new(&[origin, articles::file("explainer_loader.js")].concat()) else {
        return false;
    };
    let answer =
        Closure::<dyn Fn(MessageEvent)>::new(|event: MessageEvent| answered(&event.data()));
    worker.set_onmessage(Some(answer.into_js_value().unchecked_ref()));
    let failed = Closure::<dyn Fn(Event)>::new(|_| fail());
    worker.set_onerror(Some(failed.into_js_value().unchecked_ref()));
    WORKER.replace(Some(worker));
    true
}

/// Says that there is no worker; the next question starts another one.
fn fail() {
    if let Some(worker) = WORKER.take() {
        worker.terminate();
    }
    WAITING.set(Some(Vec::new()));
    explain::reset();
    say("A part of the site could not be loaded. What you typed stays: change it, or reload.");
}

fn answered(data: &JsValue) {
    let answer = data.as_string().and_then(|json| JSON::parse(&json).ok()).unwrap_or_default();
    let member = |name: &str| member(&answer, name).as_string();
    match member("op").as_deref() {
        // It is up.
        None => {
            WAITING.take().into_iter().flatten().for_each(|asked| post(&asked));
        }
        Some("compare") => {
            if let (Some(with), Some(html)) = (member("text"), member("html")) {
                compare::show(&with, &html, member("title"));
            }
        }
        Some(op) => explain::answered(op, &member),
    }
}

/// Says what happened, in the page's place for that, which screen readers read out; to their users alone, where it
/// has none.
pub fn say(what: &str) {
    match first::<Element>("[data-said]") {
        Some(said) => said.set_text_content(Some(what)),
        None => tell(what),
    }
}

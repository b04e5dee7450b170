//! `/explain`: what is pasted goes to a worker, and its report into the page.

use super::{
    first, on, replace_entry, tell_in_a_pause, text_of,
    worker::{ask, say},
};
use crate::route::Route;
use leptos::prelude::{document, window};
use std::cell::{Cell, RefCell};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, HtmlDocument, HtmlElement, HtmlTextAreaElement, Url};

thread_local! {
    /// Whether the worker is at work, and whether the field has changed meanwhile.
    static IS_BUSY: Cell<bool> = const { Cell::new(false) };
    static IS_STALE: Cell<bool> = const { Cell::new(false) };
    /// The last text that was reported on, and its report: who comes back to the text has the report at once, and
    /// the browser a page as long as the one that was left, to scroll to its place.
    static REPORTED: RefCell<(String, String)> = RefCell::default();
    /// What the address is to hold, while the reader is asked whether secrets may be in it.
    static HELD: RefCell<Option<String>> = const { RefCell::new(None) };
    /// Whether what is being redacted is to be shared then.
    static IS_SHARING: Cell<bool> = const { Cell::new(false) };
    /// How often the text has become another.
    static CHANGES: Cell<u32> = const { Cell::new(0) };
}

/// Answers the field from now on.
pub fn listen() {
    on("input", |event: Event| {
        let field = event.target().and_then(|target| target.dyn_into::<HtmlTextAreaElement>().ok());
        if field.is_some_and(|field| field.name() == "response") {
            changed();
        }
    });
}

/// Takes up the page: what was typed before the program came, or what the fragment of the address holds, or
/// this entry of the history.
pub fn arrive(url: &Url) {
    let Some(field) = field() else { return };
    let is_empty = field.value().is_empty();
    // A later fragment is one that was followed on the page: it is asked for instead of what is there.
    let is_typed = !is_empty && CHANGES.get() == 0;
    count_change();
    let fragment = url.hash();
    if let Some(text) = text_of(&fragment) {
        if !is_typed {
            field.set_value(&text);
        }
        // Nobody has asked for it to be in the address: that could be sent on unread.
        replace_entry(&Route::Explain.href(), &field.value().into());
    } else if let Some(packed) = fragment.strip_prefix("#z=").filter(|_| !is_typed) {
        ask("unpack", packed);
    } else if let Some(text) = kept().filter(|_| is_empty) {
        field.set_value(&text);
        let is_reported = REPORTED.with_borrow(|(reported, html)| {
            let is_reported = *reported == text;
            if let (true, Some(report)) = (is_reported, first::<Element>("#report")) {
                report.set_inner_html(html);
            }
            is_reported
        });
        // An answer that is under way is about another text, and is followed by a question about this one.
        if is_reported && !IS_BUSY.get() {
            return;
        }
    }
    explain();
}

fn count_change() {
    CHANGES.set(CHANGES.get().wrapping_add(1));
}

/// How often the text has become another, which the worker is told with each question and tells again: an answer
/// about a text that is gone is none.
pub fn changes() -> String {
    CHANGES.get().to_string()
}

/// The field holds another text: what was asked and said about the one before goes, and its address.
fn changed() {
    count_change();
    hold(None);
    if let Some(said) = first::<Element>("[data-said]") {
        said.set_text_content(None);
    }
    if window().location().hash().is_ok_and(|hash| hash.starts_with("#z=")) {
        replace_entry(&Route::Explain.href(), &JsValue::NULL);
    }
    explain();
}

/// A press on one of the page's buttons.
pub fn press(action: &str) {
    let Some(field) = field() else { return };
    match action {
        "example" => {
            write(&field, &field.get_attribute("data-example").unwrap_or_default());
            focus("example");
        }
        "empty" => write(&field, ""),
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

/// Has the field hold `text`, as if it had been typed over what was there: the browser can undo that.
fn write(field: &HtmlTextAreaElement, text: &str) {
    let _ = field.focus();
    field.select();
    let document = document().unchecked_into::<HtmlDocument>();
    // It tells the page of what it types.
    let typed = document.exec_command_with_show_ui_and_value("insertText", false, text);
    // Some versions of Firefox say so of nothing, too, and leave all as it was.
    if typed != Ok(true) || text.is_empty() && field.text_length() > 0 {
        field.set_value(text);
        changed();
    }
}

/// Puts the focus on the button of an action.
fn focus(action: &str) {
    if let Some(button) = first::<HtmlElement>(&["[data-action=", action, "]"].concat()) {
        let _ = button.focus();
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
    // The button that was pressed may have gone with the question.
    focus("address");
    replace_entry(&[&Route::Explain.href(), "#z=", packed].concat(), &JsValue::NULL);
    say("The address now holds what you pasted: copy it.");
}

/// Has this entry of the history keep the text, for Back: only this browser knows of it. While a move is under
/// way the address is already that of the next page, and is left alone.
pub fn keep() {
    let Some(text) = field().map(|field| field.value()) else { return };
    let location = window().location();
    let path = location.pathname().unwrap_or_default();
    if Route::parse(&path) == Some(Route::Explain) && kept().unwrap_or_default() != text {
        replace_entry(&location.href().unwrap_or_default(), &text.into());
    }
}

/// The text that this entry of the history keeps.
fn kept() -> Option<String> {
    window().history().ok()?.state().ok()?.as_string()
}

/// After the worker has failed: the next change of the field asks another one.
pub fn reset() {
    IS_BUSY.set(false);
    IS_STALE.set(false);
    IS_SHARING.set(false);
}

fn field() -> Option<HtmlTextAreaElement> {
    first("textarea[name=response]")
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

/// Says what the worker has to tell of what it was asked to do.
fn say_told(member: &dyn Fn(&str) -> Option<String>) {
    say(&member("told").unwrap_or_default());
}

/// Takes the worker's answer, member by member.
pub fn answered(op: &str, member: &dyn Fn(&str) -> Option<String>) {
    match op {
        "explain" => {
            let html = member("html").unwrap_or_default();
            if let Some(report) = first::<Element>("#report") {
                report.set_inner_html(&html);
                let told = member("told").unwrap_or_default();
                tell_in_a_pause(Box::new(move || told.clone()));
            }
            IS_BUSY.set(false);
            if IS_STALE.replace(false) {
                explain();
            } else if let Some(field) = field() {
                REPORTED.replace((field.value(), html));
                keep();
            }
        }
        // The page has gone, and with it what was asked.
        _ if field().is_none() => IS_SHARING.set(false),
        _ if member("at") != Some(changes()) => {
            IS_SHARING.set(false);
            say("The text has changed meanwhile: nothing was done with it.");
        }
        "redact" => {
            let secrets = member("secrets").unwrap_or_default();
            if let (false, Some(field)) = (secrets.is_empty(), field()) {
                write(&field, &member("text").unwrap_or_default());
                focus("redact");
            }
            say_told(member);
            if IS_SHARING.take() {
                ask("pack", &member("text").unwrap_or_default());
            }
        }
        "pack" => match (member("text"), member("secrets").unwrap_or_default()) {
            (Some(packed), secrets) if secrets.is_empty() => share(&packed),
            (Some(packed), secrets) => hold(Some((packed, secrets))),
            _ => say_told(member),
        },
        "unpack" => match (member("text"), field()) {
            (Some(text), Some(field)) => {
                field.set_value(&text);
                explain();
            }
            _ => say_told(member),
        },
        _ => {}
    }
}

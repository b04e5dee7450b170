//! `/compare?with=401,403,407`: any two codes or three side by side. The worker makes it of their columns.

use super::{articles, first, navigation, tell, worker};
use crate::head::{SITE_NAME, escape};
use facts::StatusCode;
use leptos::prelude::document;
use reference::{catalog, part::replace};
use std::cell::Cell;
use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlElement, Url};

/// How many codes stand side by side.
const MOST: usize = 3;

thread_local! {
    /// The move that led to the page for which a comparison is being made.
    static ASKED_IN: Cell<u32> = const { Cell::new(0) };
    /// What of the comparison could not be had, as HTML.
    static MISSED: Cell<String> = const { Cell::new(String::new()) };
}

/// Asks for the comparison that an address names; says what of it there is not.
pub fn arrive(url: &Url) {
    let Some(with) = url.search_params().get("with") else { return };
    let mut codes: Vec<StatusCode> = Vec::new();
    let mut unread = Vec::new();
    for part in with.split([',', ' ']).filter(|part| !part.is_empty()) {
        match StatusCode::parse(part) {
            Some(code) if codes.contains(&code) => {}
            Some(code) if codes.len() < MOST => codes.push(code),
            _ => unread.push(escape(part)),
        }
    }
    let this = navigation::moves();
    spawn_local(async move {
        let mut notes = String::new();
        let mut note = |what: &str, of: &[String]| {
            if !of.is_empty() {
                notes += &["<p class=\"note\">", what, &of.join(" and "), ".</p>"].concat();
            }
        };
        let (mut columns, mut unknown, mut lost) = (Vec::new(), Vec::new(), Vec::new());
        for code in &codes {
            match articles::column(*code).await {
                Some(column) => columns.push(column),
                None if catalog::find(*code).is_none() => unknown.push(code.to_string()),
                None => lost.push(code.to_string()),
            }
        }
        if navigation::moves() != this {
            return;
        }
        note("Two or three numbers can be compared. Left out: ", &unread);
        note("Nothing is known here about ", &unknown);
        note("Could not be loaded, to be tried again: ", &lost);
        if codes.len() == 1 {
            note("A second number is needed beside ", &[codes[0].to_string()]);
        }
        MISSED.set(notes);
        if columns.len() > 1 {
            ASKED_IN.set(this);
            worker::ask("compare", &["[", &columns.join(","), "]"].concat());
        } else if let Some(main) = first::<HtmlElement>("#main") {
            main.set_inner_html(&noted(&main.inner_html()));
        }
    });
}

/// A page that says below its heading what could not be had.
fn noted(html: &str) -> String {
    replace(html, "</h1>", &["</h1>", &MISSED.take()].concat())
}

/// Shows the comparison, with its title, unless the reader has gone on meanwhile.
pub fn show(html: &str, title: &str) {
    let Some(main) = first::<HtmlElement>("#main") else { return };
    if navigation::moves() != ASKED_IN.get() {
        return;
    }
    let has_focus = first::<HtmlElement>("#main :focus").is_some();
    main.set_inner_html(&["<div class=\"compared\">", &noted(html), "</div>"].concat());
    document().set_title(&[title, " - ", SITE_NAME].concat());
    if has_focus {
        navigation::focus_heading();
    }
    tell(title);
}

//! `/compare?with=401,403,407`: any two or three codes side by side. The worker makes it of their columns.

use super::{articles, first, navigation, tell, worker};
use crate::head::SITE_NAME;
use facts::StatusCode;
use leptos::prelude::document;
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

/// Asks for the comparison that an address names, where it names two codes or three.
pub fn arrive(url: &Url) {
    let with = url.search_params().get("with").unwrap_or_default();
    let mut codes: Vec<StatusCode> = with.split([',', ' ']).filter_map(StatusCode::parse).collect();
    codes.dedup();
    codes.truncate(MOST);
    if codes.len() < 2 {
        return;
    }
    let this = navigation::moves();
    ASKED_IN.set(this);
    spawn_local(async move {
        let mut columns = Vec::new();
        let mut missed = Vec::new();
        for code in codes {
            match articles::column(code).await {
                Some(column) => columns.push(column),
                None => missed.push(code.to_string()),
            }
        }
        if navigation::moves() != this {
            return;
        }
        if !missed.is_empty() {
            let codes = missed.join(" and ");
            MISSED
                .set(["<p class=\"note\">Nothing is known here about ", &codes, ".</p>"].concat());
        }
        if columns.len() > 1 {
            worker::ask("compare", &["[", &columns.join(","), "]"].concat());
        } else if let Some(main) = first::<HtmlElement>("#main") {
            main.set_inner_html(&noted(&main.inner_html()));
        }
    });
}

/// A page that says below its heading what could not be had.
fn noted(html: &str) -> String {
    html.replacen("</h1>", &["</h1>", &MISSED.take()].concat(), 1)
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

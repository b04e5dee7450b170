//! `/compare?with=401,403,407`: any two or three codes side by side. The worker makes it of their columns.

use super::{articles, first, tell, worker};
use crate::head::SITE_NAME;
use facts::StatusCode;
use leptos::prelude::document;
use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlElement, Url};

/// How many codes stand side by side.
const MOST: usize = 3;

/// Asks for the comparison that an address names, where it names two codes or three.
pub fn arrive(url: &Url) {
    let with = url.search_params().get("with").unwrap_or_default();
    let mut codes: Vec<StatusCode> = with.split([',', ' ']).filter_map(StatusCode::parse).collect();
    codes.dedup();
    codes.truncate(MOST);
    if codes.len() < 2 {
        return;
    }
    spawn_local(async move {
        let mut columns = Vec::new();
        for code in codes {
            columns.extend(articles::column(code).await);
        }
        worker::ask("compare", &["[", &columns.join(","), "]"].concat());
    });
}

/// Shows the comparison, with its title.
pub fn show(html: &str, title: &str) {
    let Some(main) = first::<HtmlElement>("#main") else { return };
    main.set_inner_html(&["<div class=\"compared\">", html, "</div>"].concat());
    document().set_title(&[title, " - ", SITE_NAME].concat());
    tell(title);
}

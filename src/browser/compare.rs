//! `/compare?with=401,403,407`: any two codes or three side by side. The worker makes it.

use super::{
    first, navigation, tell,
    worker::{ask, say},
};
use crate::{head::SITE_NAME, route::base};
use leptos::prelude::{document, window};
use reference::part::from;
use web_sys::{Element, HtmlElement, HtmlInputElement, Url};

/// Asks for the comparison that an address names.
pub fn arrive(url: &Url) {
    if let Some(with) = asked(url) {
        say("Comparing…");
        if let Some(field) = first::<HtmlInputElement>("#with") {
            field.set_value(&with);
        }
        ask("compare", &with);
    }
}

/// The codes that an address names: by `with`, or as `/compare/200/503` does, two that are no pair.
fn asked(url: &Url) -> Option<String> {
    url.search_params().get("with").or_else(|| {
        let path = url.pathname();
        let codes = from(&path, base().len() + "/compare/".len());
        // Of other forms of the address of the list, none has as much behind it.
        let (codes, rest) = codes.split_at_checked("200/503".len())?;
        ["", "/", ".html"].contains(&rest).then(|| codes.to_owned())
    })
}

/// Shows the comparison of the codes that an address names; where there is no title, what there is to say in
/// its place. Not where the reader has gone on meanwhile.
pub fn show(with: &str, html: &str, title: Option<String>) {
    let url = window().location().href().ok().and_then(|address| Url::new(&address).ok());
    if url.and_then(|url| asked(&url)).as_deref() != Some(with) {
        return;
    }
    let Some(title) = title else {
        if let Some(said) = first::<Element>("[data-said]") {
            said.set_inner_html(html);
        }
        if let Some(field) = first::<HtmlElement>("#with") {
            let _ = field.focus();
        }
        return;
    };
    let Some(main) = first::<HtmlElement>("#main") else { return };
    let has_focus = first::<HtmlElement>("#main :focus").is_some();
    main.set_inner_html(html);
    document().set_title(&[&title, " - ", SITE_NAME].concat());
    if has_focus {
        navigation::focus_heading();
    }
    tell(&title);
}

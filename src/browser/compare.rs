//! `/compare?with=401,403,407`: any two codes or three side by side. The worker makes it.

use super::{
    first, navigation, tell,
    worker::{ask, say},
};
use crate::{head::SITE_NAME, route::Route};
use leptos::prelude::{document, window};
use web_sys::{Element, HtmlElement, HtmlInputElement, Url};

/// Asks for the comparison that an address names.
pub fn arrive(url: &Url) {
    if let Some(with) = url.search_params().get("with") {
        say("Comparing…");
        if let Some(field) = first::<HtmlInputElement>("#with") {
            field.set_value(&with);
        }
        ask("compare", &with);
    }
}

/// Shows the comparison of the codes that an address names by `with`; where there is no title, what there is to say in
/// its place. Not where the reader has gone on meanwhile.
pub fn show(with: &str, html: &str, title: Option<String>) {
    let url = window().location().href().ok().and_then(|address| Url::new(&address).ok());
    let is_asked = |url: Url| {
        Route::parse(&url.pathname()) == Some(Route::Compare)
            && url.search_params().get("with").as_deref() == Some(with)
    };
    if !url.is_some_and(is_asked) {
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

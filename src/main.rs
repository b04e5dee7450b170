//! The browser's entry: hydrates a prerendered page, mounts anywhere else.

use leptos::prelude::*;
use site::{
    app::{App, Site},
    articles, navigation,
    page::Page,
    route::Route,
    ui,
};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;

fn main() {
    std::panic::set_hook(Box::new(|_| give_up()));
    let Some(app) = document().get_element_by_id("app").filter(|_| !is_plain()) else {
        return give_up();
    };
    let app: HtmlElement = app.unchecked_into();
    let path = window().location().pathname().unwrap_or_default();
    let route = Route::parse(&path).unwrap_or(Route::not_found());
    let held = app.get_attribute("data-page");
    let is_held = held.is_some_and(|held| held == route.path()) && !is_translated();
    if is_held {
        let site = start(articles::in_page(route));
        leptos::mount::hydrate_from(app, move || view! { <App site/> }).forget();
    } else {
        // Not Leptos' `spawn_local`: that has an executor only once something is mounted.
        spawn_local(async move {
            let page = articles::page(route).await.unwrap_or(Page::Unfetched(route));
            page.head().apply(&document());
            app.set_inner_html("");
            let site = start(page);
            leptos::mount::mount_to(app, move || view! { <App site/> }).forget();
        });
    }
}

/// The state of the app, with everything that listens beside it.
fn start(page: Page) -> Site {
    let site = Site::new(page);
    navigation::listen(site);
    navigation::prefetch_on_intent();
    navigation::search_shortcuts();
    ui::prepared::serve(site);
    site
}

/// Whether a translator has been over the page: its text nodes are then not what hydration looks for.
fn is_translated() -> bool {
    let root = document().document_element();
    root.is_some_and(|root| root.matches(".translated-ltr, .translated-rtl").unwrap_or(false))
}

/// Whether the browser refuses markup from strings, which the head's script tries (Trusted Types).
fn is_plain() -> bool {
    document().document_element().is_some_and(|root| root.has_attribute("data-plain"))
}

/// The page stays as it is, a plain page whose links load; a line tells the reader what is missing.
fn give_up() {
    navigation::give_up();
    if let Some(line) = document().get_element_by_id("trouble") {
        let _ = line.remove_attribute("hidden");
    }
}

//! Moves within the site, through the browser's Navigation API: what is a new tab, a download, another
//! origin or a place on the same page is the browser's business, and so are history and scroll. Where
//! the API is missing, links load the prerendered files.

use crate::{app::Site, articles, route::Route};
use leptos::{prelude::*, task::tick};
use std::{
    cell::Cell,
    sync::atomic::{AtomicBool, Ordering},
};
use wasm_bindgen::{JsCast, JsValue, prelude::*};
use wasm_bindgen_futures::future_to_promise;
use web_sys::{EventTarget, Url};

#[wasm_bindgen]
extern "C" {
    /// An event of `window.navigation` (HTML Standard, the `NavigateEvent` interface).
    type NavigateEvent;
    #[wasm_bindgen(method, getter, js_name = canIntercept)]
    fn can_intercept(this: &NavigateEvent) -> bool;
    #[wasm_bindgen(method, getter, js_name = hashChange)]
    fn hash_change(this: &NavigateEvent) -> bool;
    #[wasm_bindgen(method, getter, js_name = downloadRequest)]
    fn download_request(this: &NavigateEvent) -> Option<String>;
    #[wasm_bindgen(method, getter, js_name = formData)]
    fn form_data(this: &NavigateEvent) -> JsValue;
    #[wasm_bindgen(method, getter, js_name = navigationType)]
    fn navigation_type(this: &NavigateEvent) -> String;
    #[wasm_bindgen(method, getter)]
    fn destination(this: &NavigateEvent) -> Destination;
    #[wasm_bindgen(method, getter)]
    fn signal(this: &NavigateEvent) -> Signal;
    #[wasm_bindgen(method)]
    fn intercept(this: &NavigateEvent, options: &JsValue);

    type Destination;
    #[wasm_bindgen(method, getter)]
    fn url(this: &Destination) -> String;
    #[wasm_bindgen(method, getter, js_name = sameDocument)]
    fn same_document(this: &Destination) -> bool;

    type Signal;
    #[wasm_bindgen(method, getter)]
    fn aborted(this: &Signal) -> bool;
}

/// Set once the app has panicked: from then on links load the prerendered files.
static GIVEN_UP: AtomicBool = AtomicBool::new(false);

/// Leaves every move to the browser from now on.
pub fn give_up() {
    GIVEN_UP.store(true, Ordering::Relaxed);
}

/// Answers the moves within the site from now on.
pub fn listen(site: Site) {
    let navigation = js_sys::Reflect::get(&window(), &"navigation".into());
    let Ok(Ok(navigation)) = navigation.map(|navigation| navigation.dyn_into::<EventTarget>())
    else {
        return;
    };
    let answer = Closure::<dyn Fn(NavigateEvent)>::new(move |event| answer(site, event));
    let answer = answer.into_js_value();
    let _ = navigation.add_event_listener_with_callback("navigate", answer.unchecked_ref());
}

fn answer(site: Site, event: NavigateEvent) {
    let Some((route, url)) = ours(site, &event) else { return };
    let signal = event.signal();
    let handler = Closure::once_into_js(move || {
        future_to_promise(async move {
            show(site, route, &url, &signal).await;
            Ok(JsValue::UNDEFINED)
        })
    });
    let options = js_sys::Object::new();
    let set = |key: &str, value: &JsValue| js_sys::Reflect::set(&options, &key.into(), value);
    let _ = set("handler", &handler);
    // The new heading takes the focus; see `settle`.
    let _ = set("focusReset", &"manual".into());
    event.intercept(&options);
}

/// Where a move leads, where the move is one for the app to answer.
fn ours(site: Site, event: &NavigateEvent) -> Option<(Route, Url)> {
    let destination = event.destination();
    let kind = event.navigation_type();
    let leave = GIVEN_UP.load(Ordering::Relaxed)
        || !event.can_intercept()
        || event.download_request().is_some()
        || !event.form_data().is_null()
        || kind == "reload";
    if leave {
        return None;
    }
    let url = Url::new(&destination.url()).ok()?;
    let is_back = kind == "traverse" && destination.same_document();
    let route = match Route::parse(&url.pathname()) {
        Some(route) => route,
        // Back to an address where there is nothing: this document showed the page about 404 there.
        None if is_back => Route::not_found(),
        None => return None,
    };
    // A place on the page that is shown is the browser's business. While a move is under way the address
    // is ahead of the page, and a jump within it completes the move.
    let is_shown = site.page.with_untracked(|page| page.route() == route);
    if event.hash_change() && is_shown {
        return None;
    }
    // The app's own change of the address while one types: nothing to show.
    let is_own = destination.same_document() && !is_back && !event.hash_change();
    if is_own { None } else { Some((route, url)) }
}

thread_local! {
    /// How many moves began: a move that was overtaken knows it by this.
    static MOVES: Cell<u32> = const { Cell::new(0) };
}

async fn show(site: Site, route: Route, url: &Url, signal: &Signal) {
    let this = MOVES.get() + 1;
    MOVES.set(this);
    mark_loading(true);
    let page = articles::page(route).await;
    if MOVES.get() == this {
        mark_loading(false);
    }
    // Another move began while the article was on its way: it is the one to be shown.
    if signal.aborted() {
        return;
    }
    let Some(page) = page else {
        // The address has changed already: loading it is the ordinary move.
        let _ = window().location().reload();
        return;
    };
    page.head().apply(&document());
    if route == Route::Home {
        site.query.set(url.search_params().get("q").unwrap_or_default());
    }
    site.page.set(page);
    tick().await;
    settle(site, url);
}

/// Shows, by style, that something is on its way.
fn mark_loading(is_loading: bool) {
    if let Some(root) = document().document_element() {
        let _ = root.toggle_attribute_with_force("data-loading", is_loading);
    }
}

/// After a move: closes what was open, puts the focus where the page begins, and tells its title.
fn settle(site: Site, url: &Url) {
    let document = document();
    if let Ok(Some(open)) = document.query_selector("[popover]:popover-open")
        && let Ok(open) = open.dyn_into::<web_sys::HtmlElement>()
    {
        let _ = open.hide_popover();
    }
    let place = url.hash().strip_prefix('#').and_then(|id| document.get_element_by_id(id));
    let heading = || document.query_selector("main h1").ok().flatten();
    if let Some(target) = place.or_else(heading)
        && let Ok(target) = target.dyn_into::<web_sys::HtmlElement>()
    {
        if !target.has_attribute("tabindex") {
            target.set_tab_index(-1);
        }
        focus_without_scroll(&target);
    }
    site.announcement.set(document.title());
}

/// Focuses an element and leaves the scroll place to the browser, which restores it on Back.
fn focus_without_scroll(element: &web_sys::HtmlElement) {
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = element.focus_with_options(&options);
}

/// Fetches a page's article when a link to it is hovered, focused or touched.
pub fn prefetch_on_intent() {
    let on = Closure::<dyn Fn(web_sys::Event)>::new(|event: web_sys::Event| {
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let link = target.and_then(|target| target.closest("a[href]").ok().flatten());
        let Some(href) = link.and_then(|link| link.get_attribute("href")) else { return };
        if let Some(route) = Route::parse(&href) {
            articles::prefetch(route);
        }
    });
    let on = on.into_js_value();
    for event in ["pointerover", "focusin", "touchstart"] {
        let _ = document().add_event_listener_with_callback(event, on.unchecked_ref());
    }
}

/// `/` and Ctrl-K or ⌘K lead to the search field from anywhere.
pub fn search_shortcuts() {
    let on = Closure::<dyn Fn(web_sys::KeyboardEvent)>::new(|event: web_sys::KeyboardEvent| {
        let slash =
            event.key() == "/" && !event.ctrl_key() && !event.meta_key() && !event.alt_key();
        let k = event.key() == "k" && (event.ctrl_key() || event.meta_key());
        if !(k || slash && !is_typing()) {
            return;
        }
        event.prevent_default();
        match document().get_element_by_id("q") {
            Some(field) => {
                let field = field.unchecked_into::<web_sys::HtmlInputElement>();
                let _ = field.focus();
                field.select();
            }
            None => {
                let _ = window().location().assign(&format!("{}#q", Route::Home.href()));
            }
        }
    });
    let on = on.into_js_value();
    let _ = document().add_event_listener_with_callback("keydown", on.unchecked_ref());
}

fn is_typing() -> bool {
    let focused = document().active_element();
    focused.is_some_and(|element| {
        element.matches("input, textarea, select, [contenteditable]").unwrap_or(false)
    })
}

//! Moves within the site, through the browser's Navigation API: what is a new tab, a download, another
//! origin or a place on the same page is the browser's business, and so are history and scroll. Where
//! the API is missing, links load the prerendered files.

use super::{
    all, articles, choose, compare, explain, finder, first, member, object, on, on_target, palette,
    recent, tell, within,
};
use crate::{article::Article, head, route::Route, sidebar};
use leptos::prelude::{document, set_timeout, window};
use std::{cell::Cell, rc::Rc, time::Duration};
use wasm_bindgen::{JsCast, JsValue, prelude::*};
use wasm_bindgen_futures::{JsFuture, future_to_promise, spawn_local};
use web_sys::{Element, Event, HtmlElement, Url};

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
    #[wasm_bindgen(method)]
    fn intercept(this: &NavigateEvent, options: &JsValue);

    type Destination;
    #[wasm_bindgen(method, getter)]
    fn url(this: &Destination) -> String;
    #[wasm_bindgen(method, getter, js_name = sameDocument)]
    fn same_document(this: &Destination) -> bool;
}

/// How long a move waits for the browser to begin its transition, in milliseconds.
const PATIENCE: i32 = 300;

/// After how long on a link a pointer rests there: one that goes on crosses a tile in less.
const REST: Duration = Duration::from_millis(60);

thread_local! {
    /// The page that is shown; `None` before the program is up, and once it has panicked: from then on
    /// links load the prerendered files.
    static SHOWN: Cell<Option<Route>> = const { Cell::new(None) };
    /// The page from which Back or Forward leads to another.
    static LEFT: Cell<Option<Route>> = const { Cell::new(None) };
    /// How many moves began: a move that was overtaken knows it by this.
    static MOVES: Cell<u32> = const { Cell::new(0) };
}

/// Leaves every move to the browser from now on.
pub fn give_up() {
    SHOWN.set(None);
}

/// Answers the moves within the site from now on; the page of `shown` is there.
pub fn listen(shown: Route) {
    SHOWN.set(Some(shown));
    for event in ["pointerover", "focusin", "touchstart"] {
        on(event, attend);
    }
    // The fragment of the page of explaining holds what it is to explain, where it is no place on it: a report
    // made anew would take a reader away from the place that was asked for.
    on_target(&window(), "hashchange", |_: Event| {
        if SHOWN.get() != Some(Route::Explain) {
            return;
        }
        if first::<Element>(":target").is_some() {
            return explain::keep();
        }
        close_all();
        arrive(Route::Explain);
    });
    let navigation = member(&window(), "navigation");
    if navigation.is_object() {
        on_target(navigation.unchecked_ref(), "navigate", answer);
    }
}

fn answer(event: NavigateEvent) {
    let Some((route, url)) = ours(&event) else { return };
    finder::wait_no_longer();
    LEFT.set(SHOWN.get().filter(|_| event.navigation_type() == "traverse"));
    let handler = Closure::once_into_js(move || {
        future_to_promise(async move {
            show(route, &url).await;
            Ok(JsValue::UNDEFINED)
        })
    });
    // The new heading takes the focus; see `settle`.
    event.intercept(&object(&[("handler", &handler), ("focusReset", &"manual".into())]));
}

/// Where a move leads, where the move is one for the app to answer.
fn ours(event: &NavigateEvent) -> Option<(Route, Url)> {
    let destination = event.destination();
    let kind = event.navigation_type();
    let shown = SHOWN.get()?;
    let leave = !event.can_intercept()
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
    if event.hash_change() && route == shown {
        return None;
    }
    // The app's own change of the address while one types: nothing to show.
    let is_own = destination.same_document() && !is_back && !event.hash_change();
    if is_own { None } else { Some((route, url)) }
}

async fn show(route: Route, url: &Url) {
    let this = MOVES.get() + 1;
    MOVES.set(this);
    mark_loading(true);
    let article = articles::get(route).await;
    // Another move began while the article was on its way: it is the one to be shown.
    if MOVES.get() != this {
        return;
    }
    mark_loading(false);
    // Somebody typed on meanwhile, and the address has followed.
    if window().location().href().is_ok_and(|address| address != url.href()) {
        return;
    }
    let Some(article) = article else {
        // The address has changed already: loading it is the ordinary move.
        let _ = window().location().reload();
        return;
    };
    // A place on the page that is shown, where that has places of its own.
    if SHOWN.get() == Some(route) && route == Route::Choose {
        close_all();
        document().set_title(&article.title);
        choose::arrive(url);
        if let Some(place) = first("[data-node]:not([hidden])") {
            focus(&place);
        }
        return;
    }
    let swap = Closure::once_into_js(move || {
        put(route, &article);
        arrive(route);
    });
    transition(route, swap.unchecked_ref()).await;
    // The row that a search is left at is marked behind this.
    let _ = JsFuture::from(js_sys::Promise::resolve(&JsValue::UNDEFINED)).await;
    settle(url);
}

/// Calls `swap`, which puts the page of `to` in place, within a view transition, where the browser has them
/// and the reader likes motion: the number moves from its tile or row to the page, and back.
async fn transition(to: Route, swap: &js_sys::Function) {
    let start = member(&document(), "startViewTransition").dyn_into::<js_sys::Function>();
    let still = window().match_media("(prefers-reduced-motion: reduce)").ok().flatten();
    let (Ok(start), false) = (start, still.is_some_and(|still| still.matches())) else {
        let _ = swap.call0(&JsValue::UNDEFINED);
        return;
    };
    let from = SHOWN.get();
    name_number(Some(to));
    // The browser takes a picture of the page before it calls back, and nothing says how soon: a page is not
    // kept waiting for its picture.
    let skip = Rc::new(Cell::new(0));
    let clear = Rc::clone(&skip);
    let put = swap.clone();
    let then = Closure::once_into_js(move || {
        window().clear_timeout_with_handle(clear.get());
        let _ = put.call0(&JsValue::UNDEFINED);
        name_number(from);
    });
    let Ok(transition) = start.call1(&document(), &then) else {
        let _ = swap.call0(&JsValue::UNDEFINED);
        return;
    };
    if let Ok(give_up) = member(&transition, "skipTransition").dyn_into::<js_sys::Function>() {
        let give_up = give_up.bind0(&transition);
        let timer =
            window().set_timeout_with_callback_and_timeout_and_arguments_0(&give_up, PATIENCE);
        skip.set(timer.unwrap_or_default());
    }
    let done = |name: &str| JsFuture::from(js_sys::Promise::resolve(&member(&transition, name)));
    let _ = done("updateCallbackDone").await;
    // A transition that the browser skips says so by rejecting these: nothing is lost by it.
    let (ready, finished) = (done("ready"), done("finished"));
    spawn_local(async move {
        let _ = ready.await;
        let _ = finished.await;
        name_number(None);
    });
}

/// Gives the number of a code, where it is on a tile or in a row, the name by which it is followed; on the
/// page of a code the number in its heading has that name. A rule with `:has()` could say so too, and would
/// have the browser look at every number of the page again whenever the answers change.
fn name_number(of: Option<Route>) {
    if let Some(named) = first::<Element>("[data-moving]") {
        let _ = named.remove_attribute("data-moving");
    }
    let Some(Route::Code(entry)) = of else { return };
    if first::<Element>("h1 .figure").is_some() {
        return;
    }
    let place = [":is(.row, .row a, .tile)[href=\"", &Route::Code(entry).href(), "\"]"];
    if let Some(place) = first::<Element>(&place.concat()) {
        let _ = place.set_attribute("data-moving", "");
    }
}

/// Puts a page in the place of the one that is shown.
pub fn put(route: Route, article: &Article) {
    close_all();
    finder::leave();
    head::apply(article, &document());
    if let Some(app) = first::<Element>("#app") {
        let _ = app.set_attribute("data-page", &route.path());
    }
    if let Some(items) = first::<HtmlElement>("#browse > ul") {
        items.set_inner_html(&sidebar::items(route));
    }
    for link in all::<Element>(".pages a") {
        let is_current = link.get_attribute("href").as_deref() == Some(&route.href());
        let _ = link.set_attribute("aria-current", if is_current { "page" } else { "false" });
    }
    if let Some(main) = first::<HtmlElement>("#main") {
        main.set_inner_html(&article.main);
        let _ = match route {
            Route::Code(entry) => main.set_attribute("data-code", &entry.code.to_string()),
            _ => main.remove_attribute("data-code"),
        };
    }
    SHOWN.set(Some(route));
}

/// Does what the page that is there now needs of the program.
pub fn arrive(route: Route) {
    finder::arrive();
    palette::arrive();
    let Some(url) = document().url().ok().and_then(|url| Url::new(&url).ok()) else { return };
    // The page of 404 where there is nothing was not looked up.
    if let Some(Route::Code(entry)) = Route::parse(&url.pathname()) {
        recent::add(entry);
    }
    match route {
        Route::Choose => choose::arrive(&url),
        Route::Compare => compare::arrive(&url),
        Route::Explain => explain::arrive(&url),
        _ => {}
    }
}

/// Shows, by style, that something is on its way.
fn mark_loading(is_loading: bool) {
    if let Some(root) = document().document_element() {
        let _ = root.toggle_attribute_with_force("data-loading", is_loading);
    }
}

/// Closes what lies over the page.
fn close_all() {
    palette::close();
    close_menu();
}

fn close_menu() {
    if let Some(open) = first::<HtmlElement>("[popover]:popover-open") {
        let _ = open.hide_popover();
    }
}

/// After a move: puts the focus where the page begins, or where Back comes to on it, and tells its title.
fn settle(url: &Url) {
    let document = document();
    let place = || {
        let place = url.hash().strip_prefix('#').and_then(|id| document.get_element_by_id(id));
        place.and_then(|place| place.dyn_into().ok())
    };
    // Back at a search, its keys go on from the row that was opened; elsewhere, from the link.
    let field = first("#q[aria-activedescendant]");
    let link = || {
        let left = LEFT.take()?;
        // Forward, to the last page of all, is no way back.
        let can_go_on = member(&member(&window(), "navigation"), "canGoForward");
        can_go_on.is_truthy().then_some(())?;
        // In the guide only one place is shown.
        first(&["#main a[href=\"", &left.href(), "\"]:not([hidden] *)"].concat())
    };
    match field.or_else(link).or_else(place) {
        Some(place) => focus(&place),
        None => focus_heading(),
    }
    tell(&document.title());
}

/// Puts the focus on the heading of the page.
pub fn focus_heading() {
    if let Some(heading) = first("main h1") {
        focus(&heading);
    }
}

/// Focuses an element and leaves the scroll place to the browser, which restores it on Back.
fn focus(element: &HtmlElement) {
    if element.tab_index() < 0 {
        element.set_tab_index(-1);
    }
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = element.focus_with_options(&options);
}

/// Fetches a page's article when a link to it is focused, touched, or a pointer rests on it: one that only crosses the
/// wall means none of its tiles. Closes the menu when the focus is elsewhere.
fn attend(event: Event) {
    let kind = event.type_();
    // Who leaves the open menu by key would go on behind it.
    if kind == "focusin" && within(&event, "#browse, .menu").is_none() {
        close_menu();
    }
    let Some(link) = within(&event, "a[href]") else { return };
    let is_crossing = kind == "pointerover";
    let fetch = move || {
        if is_crossing && !link.matches(":hover").unwrap_or(false) {
            return;
        }
        let href = link.get_attribute("href");
        if let Some(route) = href.and_then(|href| Route::parse(&href)) {
            articles::prefetch(route);
        }
    };
    if is_crossing { set_timeout(fetch, REST) } else { fetch() }
}

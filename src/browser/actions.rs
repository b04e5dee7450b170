//! The buttons of prepared pages, told apart by `data-action`, and the table of contents that follows the
//! scroll.

use super::{
    all, attempt,
    clipboard::{call, copy},
    explain, finder, first, member, object, on, palette, storage, tell, within,
};
use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement};

/// How far below the top of the window a section counts as the one being read, in pixels.
const READING_LINE: f64 = 140.0;
/// What stays visible left of the current link, in pixels.
const MARGIN: i32 = 48;

/// Answers the buttons from now on.
pub fn listen() {
    on("click", |event: Event| {
        let Some(button) = within(&event, "[data-action]") else { return };
        match button.get_attribute("data-action").as_deref() {
            Some("copy") => spawn_local(copy_beside(button)),
            Some("share") => spawn_local(share(button)),
            Some("try") => spawn_local(attempt::press(button)),
            Some("theme") => switch_theme(),
            Some("search") => palette::open(),
            Some("slash") => palette::switch_slash(),
            Some("all") => finder::show_all(),
            Some("forget") => finder::forget(),
            Some(action) => explain::press(action),
            None => {}
        }
    });
    on("scroll", |_: Event| follow_scroll());
    if let Some(chosen) =
        document().document_element().and_then(|root| root.get_attribute("data-theme"))
    {
        color_bars(&chosen);
    }
}

/// Copies the text beside the button; where the browser refuses, it is selected.
async fn copy_beside(button: Element) {
    let beside = button
        .parent_element()
        .and_then(|parent| parent.query_selector("pre, code").ok().flatten());
    let Some(beside) = beside else { return };
    let said = if copy(&beside.text_content().unwrap_or_default()).await {
        "Copied"
    } else {
        if let Ok(Some(selection)) = window().get_selection() {
            let _ = selection.select_all_children(&beside);
        }
        "Not copied, but selected"
    };
    // What it shows is its name: whoever speaks to the browser says what is there to be read.
    let _ = button.remove_attribute("aria-label");
    button.set_text_content(Some(said));
    tell(said);
}

/// Shares the page, at the place that the address has: the system's sheet where there is one, else its address is copied; where copying is
/// refused too, the address is shown, selected, to be copied by hand.
async fn share(button: Element) {
    let canonical = first::<Element>("link[rel=canonical]");
    let canonical = canonical.and_then(|link| link.get_attribute("href"));
    let Some((place, canonical)) = button.parent_element().zip(canonical) else { return };
    let heading = first::<HtmlElement>("main h1").and_then(|heading| heading.text_content());
    let here = window().location().hash().unwrap_or_default();
    let (url, title) = (canonical + &here, heading.unwrap_or_default());
    let status = place.query_selector("[role=status]").ok().flatten();
    let say = |what| status.iter().for_each(|status| status.set_text_content(Some(what)));
    say("");
    let data = object(&[("title", &title.into()), ("url", &url.as_str().into())]);
    let navigator: JsValue = window().navigator().into();
    match call(&navigator, "share", &data).await {
        Some(Ok(_)) => {}
        // The person closed the sheet: that is an answer, not a failure.
        Some(Err(error)) if is_abort(&error) => {}
        _ if copy(&url).await => say("Address copied"),
        _ => show_by_hand(&place, &url),
    }
}

fn is_abort(error: &JsValue) -> bool {
    member(error, "name").as_string().as_deref() == Some("AbortError")
}

fn show_by_hand(place: &Element, url: &str) {
    if place.query_selector("input").ok().flatten().is_none() {
        let Ok(label) = document().create_element("label") else { return };
        label.set_text_content(Some("The browser does not allow copying. The address: "));
        let Ok(field) = document().create_element("input") else { return };
        let _ = field.set_attribute("readonly", "");
        let _ = field.set_attribute("value", url);
        let _ = label.append_child(&field);
        let _ = place.append_child(&label);
    }
    let field = place.query_selector("input").ok().flatten();
    if let Some(field) = field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) {
        let _ = field.focus();
        field.select();
    }
}

/// Shows the other theme than the one that is shown, and keeps the choice where the browser allows it. The
/// inline script of `index.html` applies it before the first paint; without one the system decides.
fn switch_theme() {
    let Some(root) = document().document_element() else { return };
    let system_is_dark = || {
        let query = window().match_media("(prefers-color-scheme: dark)").ok().flatten();
        query.is_some_and(|query| query.matches())
    };
    let is_dark = root.get_attribute("data-theme").map_or_else(system_is_dark, |on| on == "dark");
    let chosen = if is_dark { "light" } else { "dark" };
    let _ = root.set_attribute("data-theme", chosen);
    tell(chosen);
    color_bars(chosen);
    if let Some(storage) = storage() {
        let _ = storage.set_item("http-codes.theme", chosen);
    }
}

/// Has the browser's own bars follow the theme that was chosen: of the two colors for them, for light and for dark,
/// which go by the system, one is for all and the other for none.
fn color_bars(chosen: &str) {
    for (color, theme) in all::<Element>("meta[name=theme-color]").iter().zip(["light", "dark"]) {
        let _ = color.set_attribute("media", if theme == chosen { "all" } else { "not all" });
    }
}

/// Marks the section that is being read in the table of contents, and on a narrow screen, where the table
/// is one line, brings its link into view.
fn follow_scroll() {
    let links: Vec<HtmlElement> = all(".contents a");
    let mut current = links.iter().rposition(is_above_reading_line);
    // At the end of the page the last ones cannot come that far up: of them it is the one that was asked for.
    if let Some(root) = document().document_element()
        && root.scroll_top() > 0
        && root.scroll_top() + root.client_height() >= root.scroll_height() - 1
    {
        let place = window().location().hash().unwrap_or_default();
        let is_asked = |link: &HtmlElement| link.get_attribute("href").as_deref() == Some(&place);
        let last = links.len().checked_sub(1);
        current = links.iter().position(is_asked).filter(|at| Some(*at) > current).or(last);
    }
    for (at, link) in links.iter().enumerate() {
        if Some(at) != current {
            let _ = link.remove_attribute("aria-current");
        } else if !link.has_attribute("aria-current") {
            let _ = link.set_attribute("aria-current", "location");
            if let Ok(Some(table)) = link.closest(".contents") {
                table.set_scroll_left(link.offset_left() - MARGIN);
            }
        }
    }
}

/// Whether the section that the link leads to begins above the line at which one reads.
fn is_above_reading_line(link: &HtmlElement) -> bool {
    let id = link.get_attribute("href").unwrap_or_default();
    let heading = document().get_element_by_id(id.trim_start_matches('#'));
    heading.is_some_and(|heading| heading.get_bounding_client_rect().top() < READING_LINE)
}

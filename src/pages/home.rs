//! `/`: search, answered at each keystroke, and all codes to browse.

use crate::{
    app::{Site, encode},
    route::Route,
    ui::codes::{row, tiles},
    words::class_title,
};
use facts::Class;
use leptos::{
    ev::{Event, KeyboardEvent, SubmitEvent},
    html::{Input, Ol},
    prelude::*,
};
use reference::{catalog, search::search};
use wasm_bindgen::JsCast;

/// The page.
#[component]
pub fn Home() -> impl IntoView {
    let site = expect_context::<Site>();
    let field = NodeRef::<Input>::new();
    let list = NodeRef::<Ol>::new();
    let hits = Memo::new(move |_| search(&site.query.read(), &site.texts.read()));
    adopt_field(site, field);
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| request_idle_callback(move || crate::articles::load_texts(site)));

    let on_input = move |_: Event| {
        let Some(field) = field.get_untracked() else { return };
        site.query.set(field.value());
        remember_in_address(&field.value());
    };
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        if let Some(first) = link(list, 0) {
            first.click();
        }
    };
    let on_field_key = move |event: KeyboardEvent| match event.key().as_str() {
        "ArrowDown" => move_focus(&event, link(list, 0)),
        "Escape" if !site.query.read_untracked().is_empty() => {
            event.prevent_default();
            if let Some(field) = field.get_untracked() {
                field.set_value("");
            }
            site.query.set(String::new());
            remember_in_address("");
        }
        _ => {}
    };
    let on_list_key = move |event: KeyboardEvent| {
        let Some(at) = focused_link(list) else { return };
        let to_field = || field.get_untracked().map(web_sys::HtmlElement::from);
        let last = || hits.read_untracked().len().saturating_sub(1);
        match event.key().as_str() {
            "ArrowDown" => move_focus(&event, link(list, at + 1)),
            "ArrowUp" if at == 0 => move_focus(&event, to_field()),
            "ArrowUp" => move_focus(&event, link(list, at - 1)),
            "Home" => move_focus(&event, link(list, 0)),
            "End" => move_focus(&event, link(list, last())),
            "Escape" => move_focus(&event, to_field()),
            _ => {}
        }
    };

    view! {
        <h1 class="home-title" tabindex="-1">"What does this status code mean?"</h1>
        <form class="search" role="search" action=Route::Home.href() on:submit=on_submit>
            <label class="visually-hidden" for="q">
                "Search by number, name, header or what went wrong"
            </label>
            <input
                id="q"
                type="search"
                name="q"
                placeholder="407, not found, retry-after, cloudflare…"
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                enterkeyhint="go"
                autofocus
                node_ref=field
                on:input=on_input
                on:keydown=on_field_key
            />
            <noscript>
                <p class="note">
                    "Searching needs JavaScript. Without it, find the code among "
                    <a href=Route::Codes.href()>"all codes by class"</a> "."
                </p>
            </noscript>
        </form>
        <p class="count" role="status">
            {move || {
                let query = site.query.read();
                (!query.trim().is_empty()).then(|| count(hits.read().len()))
            }}
        </p>
        {move || {
            let query = site.query.get();
            (!query.trim().is_empty())
                .then(|| {
                    view! {
                        <ol
                            class="rows results"
                            data-results
                            data-query=move || site.query.get()
                            node_ref=list
                            on:keydown=on_list_key
                        >
                            <For each=move || hits.get() key=|hit| hit.entry.code let:hit>
                                {row(hit.entry, true)}
                            </For>
                        </ol>
                        {move || hits.read().is_empty().then(NothingFound)}
                    }
                })
        }}
        <div class="wall">
            {Class::ALL
                .into_iter()
                .map(|class| {
                    view! {
                        <section data-class=class.slug()>
                            <h2>
                                <a href=Route::Class(class).href()>{class_title(class)}</a>
                            </h2>
                            {tiles(catalog::of_class(class))}
                        </section>
                    }
                })
                .collect_view()}
        </div>
    }
}

fn count(hits: usize) -> String {
    match hits {
        0 => "Nothing found".to_owned(),
        1 => "1 result".to_owned(),
        _ => format!("{hits} results"),
    }
}

/// Says so, and offers the way on.
#[component]
fn NothingFound() -> impl IntoView {
    let site = expect_context::<Site>();
    view! {
        <div class="note">
            <p>
                "No status code matches “" {move || site.query.get()} "”. "
                "Fewer or other words may help: a number (" <a href=format!("{}?q=40", Route::Home.href())>"40"</a> "), a class ("
                <a href=format!("{}?q=4xx", Route::Home.href())>"4xx"</a>
                "), a word of the name, a header field."
            </p>
            <p>
                <a href=Route::Codes.href()>"All codes by class"</a>
            </p>
        </div>
    }
}

/// Takes over the field as it is: what was typed before the app was up counts, and else the query of the
/// address. Later the field follows the query when something other than typing changes that.
fn adopt_field(site: Site, field: NodeRef<Input>) {
    Effect::new(move |adopted: Option<bool>| {
        let Some(field) = field.get() else { return false };
        let typed = field.value();
        let query = site.query.get();
        if adopted != Some(true) && !typed.is_empty() {
            remember_in_address(&typed);
            site.query.set(typed);
        } else if adopted != Some(true) && query.is_empty() {
            site.query.set(query_in_address());
        } else if query != typed {
            field.set_value(&query);
        }
        true
    });
    // The wall of codes gives way to the results, by style alone; see `index.html` for the first paint.
    Effect::new(move |_| {
        if let Some(root) = document().document_element() {
            let searching = !site.query.read().trim().is_empty();
            let _ = root.toggle_attribute_with_force("data-searching", searching);
        }
    });
}

fn query_in_address() -> String {
    let search = window().location().search().unwrap_or_default();
    let parameters = web_sys::UrlSearchParams::new_with_str(&search);
    parameters.ok().and_then(|all| all.get("q")).unwrap_or_default()
}

/// Keeps the query in the address, in place of the last one: Back leads to the page before the search.
fn remember_in_address(query: &str) {
    let home = Route::Home.href();
    let address = if query.is_empty() { home } else { format!("{home}?q={}", encode(query)) };
    if let Ok(history) = window().history() {
        let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&address));
    }
}

fn links(list: NodeRef<Ol>) -> Option<web_sys::NodeList> {
    list.get_untracked()?.query_selector_all("a[data-code]").ok()
}

fn link(list: NodeRef<Ol>, at: usize) -> Option<web_sys::HtmlElement> {
    links(list)?.get(u32::try_from(at).ok()?)?.dyn_into().ok()
}

fn focused_link(list: NodeRef<Ol>) -> Option<usize> {
    let focused = document().active_element()?;
    let links = links(list)?;
    (0..links.length())
        .find(|at| links.get(*at).is_some_and(|link| link == *focused.unchecked_ref()))
        .map(|at| at as usize)
}

fn move_focus(event: &KeyboardEvent, to: Option<web_sys::HtmlElement>) {
    if let Some(to) = to {
        event.prevent_default();
        let _ = to.focus();
    }
}

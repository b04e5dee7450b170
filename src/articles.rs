//! Where the browser has articles from: the page's own is in its file; any other comes from
//! `/_app/BUILD/407.json`; the words of all codes, for searching in them, from `/_app/BUILD/texts.json`.

use crate::{
    app::Site,
    article::Article,
    page::Page,
    route::{Route, base},
};
use facts::StatusCode;
use leptos::{prelude::*, task::spawn_local};
use reference::search::Texts;
use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    sync::Arc,
};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

thread_local! {
    /// The articles that were fetched so far, by the path of their page.
    static FETCHED: RefCell<BTreeMap<String, Arc<Article>>> = RefCell::default();
    /// Whether the words of all codes were asked for.
    static TEXTS_ASKED: Cell<bool> = const { Cell::new(false) };
}

/// The page of a route, as the prerendered file that holds it shows it.
pub fn in_page(route: Route) -> Page {
    Page::new(route, Arc::new(Article::in_page()))
}

/// The page of a route, its article fetched where it has one; `None` where that could not be had.
pub async fn page(route: Route) -> Option<Page> {
    let article = match route {
        Route::Unused(_) => Arc::default(),
        _ => article(route).await?,
    };
    Some(Page::new(route, article))
}

/// Fetches the article of a page that the reader is about to open.
pub fn prefetch(route: Route) {
    spawn_local(async move {
        let _ = page(route).await;
    });
}

/// Fetches the words of all codes, once, and gives them to the search.
pub fn load_texts(site: Site) {
    if TEXTS_ASKED.replace(true) {
        return;
    }
    spawn_local(async move {
        match fetch::<Vec<(StatusCode, String)>>("texts").await {
            Some(texts) => site.texts.set(Arc::new(Texts::new(texts))),
            None => TEXTS_ASKED.set(false),
        }
    });
}

async fn article(route: Route) -> Option<Arc<Article>> {
    let path = route.path();
    if let Some(article) = FETCHED.with_borrow(|fetched| fetched.get(&path).cloned()) {
        return Some(article);
    }
    let article = Arc::new(fetch(route.file()).await?);
    FETCHED.with_borrow_mut(|fetched| fetched.insert(path, Arc::clone(&article)));
    Some(article)
}

async fn fetch<T: serde::de::DeserializeOwned>(name: impl std::fmt::Display) -> Option<T> {
    let url = format!("{}/_app/{}/{name}.json", base(), build());
    let response = JsFuture::from(window().fetch_with_str(&url)).await.ok()?;
    let response: Response = response.dyn_into().ok()?;
    if !response.ok() {
        return None;
    }
    let text = JsFuture::from(response.text().ok()?).await.ok()?.as_string()?;
    serde_json::from_str(&text).ok()
}

/// The build that wrote the page; `dev` on the development server's bare page.
fn build() -> String {
    let app = document().get_element_by_id("app");
    app.and_then(|app| app.get_attribute("data-build")).unwrap_or_else(|| "dev".to_owned())
}

//! Where the browser has articles from: `/_app/BUILD/407.json`, fetched ahead of a move and kept; the words
//! of all codes, for showing where an answer stands in them, from `/_app/BUILD/texts.json`; the index of the
//! search from `/_app/BUILD/search.txt`.

use super::member;
use crate::{
    article::{Article, NEAREST, NUMBER},
    head::escape,
    route::{Route, Unused, base},
};
use facts::StatusCode;
use js_sys::{Array, JSON, Promise};
use leptos::prelude::{document, window};
use reference::{catalog, part::replace};
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise, spawn_local};
use web_sys::Response;

thread_local! {
    /// The articles that were asked for so far, with the name of their file: on their way, or here. A move
    /// waits for what a hover began to fetch. They are few: a map would be more code than looking is work.
    static ASKED: RefCell<Vec<(String, Promise)>> = RefCell::default();
}

/// The article of a page; `None` where it could not be had.
pub async fn get(route: Route) -> Option<Article> {
    let file = match route {
        Route::Unused(unused) => ["unused-", unused.code().class().slug(), ".json"].concat(),
        _ => [&route.file(), ".json"].concat(),
    };
    let asked = ASKED.with_borrow(|asked| {
        let known = asked.iter().find(|(name, _)| *name == file);
        known.map(|(_, article)| article.clone())
    });
    let article = asked.unwrap_or_else(|| {
        let name = file.clone();
        let article =
            future_to_promise(async move { JSON::parse(&fetch(&name).await.unwrap_or_default()) });
        ASKED.with_borrow_mut(|asked| asked.push((file.clone(), article.clone())));
        article
    });
    let Ok(json) = JsFuture::from(article).await else {
        // The next one who asks may have a network.
        ASKED.with_borrow_mut(|asked| asked.retain(|(name, _)| *name != file));
        return None;
    };
    let text = |name: &str| member(&json, name).as_string();
    let article = Article { title: text("title")?, head: text("head")?, main: text("main")? };
    Some(match route {
        Route::Unused(unused) => about(unused, &article),
        _ => article,
    })
}

/// The article about one number, of that for its class.
fn about(unused: Unused, article: &Article) -> Article {
    let number = unused.code().to_string();
    let (before, after) = catalog::neighbors(unused.code());
    let mut nearest = String::new();
    for entry in [before, after].into_iter().flatten() {
        let (href, code) = (Route::Code(entry).href(), entry.code.to_string());
        let parts = ["<li><a href=\"", &href, "\">", &code, " ", &escape(entry.name), "</a></li>"];
        nearest.push_str(&parts.concat());
    }
    let fill = |text: &str| replace(&replace(text, NUMBER, &number), NEAREST, &nearest);
    Article { title: fill(&article.title), head: fill(&article.head), main: fill(&article.main) }
}

/// Fetches the article of a page that the reader is about to open.
pub fn prefetch(route: Route) {
    spawn_local(async move {
        let _ = get(route).await;
    });
}

/// The shell around the page, for the development server's bare page.
pub async fn shell() -> Option<String> {
    fetch("shell.html").await
}

/// The index of the search, as [`reference::search::Searcher::from_text`] reads it.
pub async fn index() -> Option<String> {
    fetch("search.txt").await
}

/// The words of each code's sections.
pub async fn texts() -> Option<Vec<(StatusCode, String)>> {
    let texts: Array = JSON::parse(&fetch("texts.json").await?).ok()?.dyn_into().ok()?;
    let text = |pair: JsValue| {
        let pair: Array = pair.dyn_into().ok()?;
        Some((StatusCode::new(pair.get(0).as_f64()? as u16)?, pair.get(1).as_string()?))
    };
    texts.iter().map(text).collect()
}

async fn fetch(name: &str) -> Option<String> {
    let response = JsFuture::from(window().fetch_with_str(&file(name))).await.ok()?;
    let response: Response = response.dyn_into().ok()?;
    if !response.ok() {
        return None;
    }
    JsFuture::from(response.text().ok()?).await.ok()?.as_string()
}

/// The address of a file of the build that wrote the page; of `dev` on the development server's bare page.
pub fn file(name: &str) -> String {
    let app = document().get_element_by_id("app");
    let build = app.and_then(|app| app.get_attribute("data-build"));
    [base(), "/_app/", build.as_deref().unwrap_or("dev"), "/", name].concat()
}

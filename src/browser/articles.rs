//! Where the browser has articles from: `/_app/BUILD/407.json`, fetched ahead of a move and kept; the words
//! of all codes, for showing where an answer stands in them, from `/_app/BUILD/texts.json`.

use crate::{
    article::Article,
    comparison::{Apart, Column, Row},
    head::Tag,
    route::{Route, base},
    unused,
};
use facts::StatusCode;
use js_sys::{Array, JSON, Promise, Reflect};
use leptos::prelude::*;
use std::{cell::RefCell, collections::BTreeMap};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise, spawn_local};
use web_sys::Response;

thread_local! {
    /// The articles that were asked for so far, by the name of their file: on their way, or here. A move
    /// waits for what a hover began to fetch.
    static ASKED: RefCell<BTreeMap<String, Promise>> = RefCell::default();
}

/// The article of a page; `None` where it could not be had.
pub async fn get(route: Route) -> Option<Article> {
    if let Route::Unused(unused) = route {
        return Some(unused::article(unused));
    }
    let file = [&route.file(), ".json"].concat();
    let asked = ASKED.with_borrow_mut(|asked| {
        let ask = || {
            let file = file.clone();
            future_to_promise(async move { JSON::parse(&fetch(&file).await.unwrap_or_default()) })
        };
        asked.entry(file.clone()).or_insert_with(ask).clone()
    });
    let Ok(json) = JsFuture::from(asked).await else {
        // The next one who asks may have a network.
        ASKED.with_borrow_mut(|asked| asked.remove(&file));
        return None;
    };
    read(&json)
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

/// The words of each code's sections.
pub async fn texts() -> Option<Vec<(StatusCode, String)>> {
    let texts: Array = JSON::parse(&fetch("texts.json").await?).ok()?.dyn_into().ok()?;
    let text = |pair: JsValue| {
        let pair: Array = pair.dyn_into().ok()?;
        Some((StatusCode::new(pair.get(0).as_f64()? as u16)?, pair.get(1).as_string()?))
    };
    texts.iter().map(text).collect()
}

/// What a comparison says of a code.
pub async fn column(code: StatusCode) -> Option<Column> {
    let json = fetch(&["compare/", &code.to_string(), ".json"].concat()).await?;
    let column = JSON::parse(&json).ok()?;
    let text = |of: &JsValue, name: &str| member(of, name)?.as_string();
    let list = |of: &JsValue, name: &str| member(of, name)?.dyn_into::<Array>().ok();
    let apart = |apart: JsValue| {
        Some(Apart { from: member(&apart, "from")?.as_f64()? as u16, html: text(&apart, "html")? })
    };
    let row = |row: JsValue| {
        Some(Row {
            id: text(&row, "id")?,
            title: text(&row, "title")?,
            fact: text(&row, "fact")?,
            text: text(&row, "text")?,
            lines: list(&row, "lines")?
                .iter()
                .map(|line| line.as_string())
                .collect::<Option<_>>()?,
        })
    };
    Some(Column {
        code: code.get(),
        name: text(&column, "name")?,
        class: text(&column, "class")?,
        href: text(&column, "href")?,
        apart: list(&column, "apart")?.iter().map(apart).collect::<Option<_>>()?,
        rows: list(&column, "rows")?.iter().map(row).collect::<Option<_>>()?,
    })
}

/// Reads an article by hand: one type does not pay for a library in the first load.
fn read(article: &JsValue) -> Option<Article> {
    let tags = member(article, "head")?.dyn_into::<Array>().ok()?;
    let head = tags.iter().map(|tag| read_tag(&tag)).collect::<Option<_>>()?;
    Some(Article { head, main: member(article, "main")?.as_string()? })
}

fn read_tag(tag: &JsValue) -> Option<Tag> {
    let attributes = member(tag, "attributes")?.dyn_into::<Array>().ok()?;
    let pair = |pair: JsValue| {
        let pair: Array = pair.dyn_into().ok()?;
        Some((pair.get(0).as_string()?, pair.get(1).as_string()?))
    };
    Some(Tag {
        name: member(tag, "name")?.as_string()?,
        attributes: attributes.iter().map(pair).collect::<Option<_>>()?,
        text: member(tag, "text")?.as_string(),
    })
}

fn member(object: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(object, &name.into()).ok()
}

async fn fetch(name: &str) -> Option<String> {
    let url = [base(), "/_app/", &build(), "/", name].concat();
    let response = JsFuture::from(window().fetch_with_str(&url)).await.ok()?;
    let response: Response = response.dyn_into().ok()?;
    if !response.ok() {
        return None;
    }
    JsFuture::from(response.text().ok()?).await.ok()?.as_string()
}

/// The build that wrote the page; `dev` on the development server's bare page.
fn build() -> String {
    let app = document().get_element_by_id("app");
    app.and_then(|app| app.get_attribute("data-build")).unwrap_or_else(|| "dev".to_owned())
}

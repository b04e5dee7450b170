//! Where the browser reads records from: the page's own, embedded in its file; any other from
//! `/_app/BUILD/407.json`; all of them, for searching in their texts, from `/_app/BUILD/records.json`.

use crate::route::{Route, base};
use crate::{app::Site, page::Page};
use facts::{Record, StatusCode};
use leptos::{prelude::*, task::spawn_local};
use reference::search::Texts;
use std::{cell::RefCell, collections::HashMap, sync::Arc};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

thread_local! {
    /// The records that were read so far.
    static READ: RefCell<HashMap<StatusCode, Arc<Record>>> = RefCell::default();
}

/// The build that wrote the page; `dev` on the development server's bare page.
pub fn build() -> String {
    let app = document().get_element_by_id("app");
    app.and_then(|app| app.get_attribute("data-build")).unwrap_or_else(|| "dev".to_owned())
}

/// The page of a route as the file at hand holds it: nothing is fetched.
pub fn embedded(route: Route) -> Option<Page> {
    let Route::Code(entry) = route else { return Some(Page::Plain(route)) };
    let text = document().get_element_by_id("record")?.text_content()?;
    let record = read::<Record>(&text)?;
    (record.code == entry.code).then(|| Page::Code(entry, keep(record)))
}

/// The page of a route, its record fetched where that is needed; `None` where it could not be had.
pub async fn page(route: Route) -> Option<Page> {
    let Route::Code(entry) = route else { return Some(Page::Plain(route)) };
    Some(Page::Code(entry, record(entry.code).await?))
}

/// Fetches the record of a page that the reader is about to open.
pub fn prefetch(route: Route) {
    if let Route::Code(entry) = route {
        spawn_local(async move {
            let _ = record(entry.code).await;
        });
    }
}

async fn record(code: StatusCode) -> Option<Arc<Record>> {
    if let Some(record) = READ.with_borrow(|read| read.get(&code).cloned()) {
        return Some(record);
    }
    let record = read::<Record>(&fetch(&format!("{code}.json")).await?)?;
    Some(keep(record))
}

/// Fetches all records once, and gives their words to the search.
pub fn load_texts(site: Site) {
    thread_local! {
        static ASKED: std::cell::Cell<bool> = const { std::cell::Cell::new(false) };
    }
    if ASKED.replace(true) {
        return;
    }
    spawn_local(async move {
        let Some(text) = fetch("records.json").await else {
            ASKED.set(false);
            return;
        };
        let Some(records) = read::<Vec<Record>>(&text) else { return };
        let records: Vec<_> = records.into_iter().map(keep).collect();
        site.texts.set(Arc::new(Texts::new(records.iter().map(Arc::as_ref))));
    });
}

fn keep(record: Record) -> Arc<Record> {
    let record = Arc::new(record);
    READ.with_borrow_mut(|read| read.entry(record.code).or_insert(record).clone())
}

fn read<T: serde::de::DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_str(text).ok()
}

async fn fetch(file: &str) -> Option<String> {
    let url = format!("{}/_app/{}/{file}", base(), build());
    let response = JsFuture::from(window().fetch_with_str(&url)).await.ok()?;
    let response: Response = response.dyn_into().ok()?;
    if !response.ok() {
        return None;
    }
    JsFuture::from(response.text().ok()?).await.ok()?.as_string()
}

//! Where the page's facts come from, where programs find them, and how to correct them.

use crate::{
    content::correction_href,
    route::{Route, base},
};
use facts::{Record, Source};
use leptos::prelude::*;
use reference::Entry;

/// The sources, the document in force first, and the ways on.
pub fn view(entry: &'static Entry, record: &Record) -> impl IntoView + use<> {
    let file = format!("{}{}", base(), Route::Code(entry).path());
    view! {
        <ul class="sources">{record.sources.iter().map(source).collect_view()}</ul>
        <p class="reviewed">
            "Last held against its sources on " <time>{record.reviewed.as_str().to_owned()}</time>
            ". The same facts for programs: " <a href=format!("{file}.json")>"JSON"</a> ", "
            <a href=format!("{file}.md")>"Markdown"</a> ". "
            <a href=correction_href(record.code)>"Correct this record"</a> "."
        </p>
    }
}

/// A document as an item of a list.
pub fn source(source: &Source) -> impl IntoView + use<> {
    let section = source.section.as_ref().map(|section| format!(" §{section}"));
    let obsolete = source.obsoleted_by.as_ref().map(|by| format!(" Obsoleted by {by}."));
    view! {
        <li>
            <a href=source.url.clone()>
                {format!("{}{}", source.document, section.unwrap_or_default())}
            </a>
            {format!(", {}.", source.title)}
            {obsolete.map(|obsolete| view! { <small>{obsolete}</small> })}
        </li>
    }
}

//! `/changes`: what changed in the facts, newest first.

use super::prose::inline_html;
use crate::route::{Route, base};
use facts::Change;
use leptos::prelude::*;

/// The page.
pub fn view(changes: &[Change]) -> impl IntoView {
    let changes = changes
        .iter()
        .map(|change| {
            let codes = change
                .codes
                .iter()
                .filter_map(|code| {
                    let href = Route::of_code(*code)?.href();
                    Some(view! { " " <a href=href>{code.get()}</a> })
                })
                .collect_view();
            view! {
                <h2>
                    <time>{change.date.as_str().to_owned()}</time>
                </h2>
                <p>
                    <span inner_html=inline_html(&change.what)></span>
                    {codes}
                </p>
            }
        })
        .collect_view();
    view! {
        <h1 tabindex="-1">"Changes in the facts"</h1>
        <p class="lead">
            "What changed in the records, newest first. Also as an "
            <a href=format!("{}/feed.xml", base())>"Atom feed"</a> "."
        </p>
        {changes}
    }
}

//! `/changes`: what changed in the facts, newest first.

use super::{Facts, prose::inline_html};
use crate::route::{Route, base};
use leptos::prelude::*;

/// The page: each change at `#8`, its number.
pub fn view(facts: &Facts) -> impl IntoView + use<> {
    let changes = facts
        .numbered_changes()
        .map(|(number, change)| {
            let codes = change
                .codes
                .iter()
                .filter_map(|code| {
                    let href = Route::of_code(*code)?.href();
                    Some(view! { " " <a href=href>{code.get()}</a> })
                })
                .collect_view();
            view! {
                <h2 id=number.to_string()>
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
            <a href=format!("{}/feed.xml", base())>"Atom feed"</a> " and as "
            <a href=format!("{}/changes.json", base())>"JSON"</a> "."
        </p>
        {changes}
    }
}

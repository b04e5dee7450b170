//! `/changes`: what changed in the facts, newest first.

use super::{
    Facts,
    head::{page, with_feed, with_trail},
    prose::inline_html,
};
use crate::{
    head::{Head, SITE_NAME},
    route::{Route, base},
};
use leptos::prelude::*;

/// The head of the page of changes.
pub fn head() -> Head {
    let head = page(
        Route::Changes,
        format!("Changes in the facts - {SITE_NAME}"),
        "What changed in the records of the HTTP status codes, newest first, also as an Atom feed and as JSON.",
    );
    with_trail(with_feed(head), &[("Changes".to_owned(), Route::Changes)])
}

/// The page: each change at `#8`, its number.
pub fn view(facts: &Facts) -> impl IntoView + use<> {
    // A heading for each day.
    let mut last = None;
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
            let day = change.date.as_str();
            let is_another = last.replace(day) != Some(day);
            let heading = is_another.then(|| view! { <h2><time>{day.to_owned()}</time></h2> });
            view! {
                {heading}
                <p id=number.to_string()>
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

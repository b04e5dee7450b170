//! `/`: the search field, and all codes to browse. The browser answers the search: see
//! [`crate::browser::finder`].

use super::{
    head::{in_script, page, with_feed},
    listing::{by_class, wall},
    scripts, styles,
};
use crate::{
    head::{Head, SITE_NAME},
    route::Route,
    words::search_field,
};
use leptos::prelude::*;
use reference::catalog;
use serde_json::json;

/// The head of the search page.
pub fn head() -> Head {
    let website = json!({
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": SITE_NAME,
        "url": Route::Home.url(),
        "potentialAction": {
            "@type": "SearchAction",
            "target": format!("{}?q={{search_term_string}}", Route::Home.url()),
            "query-input": "required name=search_term_string",
        },
    });
    with_feed(Head {
        json_ld: vec![in_script(&website)],
        styles: vec![styles::HOME],
        ..page(
            Route::Home,
            format!("{SITE_NAME} - every HTTP status code, with its source"),
            "Type a status code, a name or what went wrong, and read what it means, when to send it and \
             which section of which RFC says so. Registered and unofficial codes.",
        )
    })
}

/// The page.
pub fn view() -> impl IntoView {
    let field = search_field!("q", " aria-describedby=\"q-keys\"");
    let hints = super::html(view! {
        <p id="q-keys" class="visually-hidden">
            "Results follow as you type: arrow keys to choose, Enter to open, Escape to clear."
        </p>
        <noscript>
            <p class="note">
                "Searching needs JavaScript. Without it, find the code among "
                <a href=Route::Codes.href()>"all codes by class"</a> "."
            </p>
        </noscript>
    });
    view! {
        <div class="home-head">
            <h1 class="home-title" tabindex="-1">"What does this status code mean?"</h1>
            <form
                class="search"
                role="search"
                action=Route::Home.href()
                inner_html=[field, &hints].concat()
            ></form>
            <ul class="legend" aria-label="How tiles are drawn">
                <li><span class="tile" aria-hidden="true"></span>"registered, in force"</li>
                <li>
                    <span class="tile" data-mark="unofficial" aria-hidden="true"></span>
                    "unofficial, on trial or out of use"
                </li>
                <li><s aria-hidden="true">"305"</s>"withdrawn"</li>
                <li><span class="tile" data-mark="gap" aria-hidden="true"></span>"a gap: no known use"</li>
            </ul>
        </div>
        <p id="tip" role="tooltip" hidden></p>
        <div class="territory">
            <div class="answers" data-finder="q"></div>
            <script inner_html=scripts::home()></script>
            <div class="wall">{by_class(|class| wall(catalog::of_class(class)))}</div>
        </div>
    }
}

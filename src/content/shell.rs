//! What is around every page: bar, sidebar, foot.

use crate::{head::SITE_NAME, route::Route, sidebar};
use leptos::prelude::*;

/// The whole of the app's element, with `main` in its place.
pub fn view(route: Route, main: String) -> impl IntoView {
    let code = match route {
        Route::Code(entry) => Some(entry.code.to_string()),
        _ => None,
    };
    view! {
        <a class="skip" href="#main">"Skip to content"</a>
        <header class="bar">
            <a class="mark" href=Route::Home.href()>
                <span class="mark-figure" aria-hidden="true" translate="no">"4.."</span>
                {SITE_NAME}
            </a>
            <nav class="pages" aria-label="Site">{pages(route)}</nav>
            <button class="button needs-program" type="button" data-action="search" aria-keyshortcuts="/ Control+K Meta+K" aria-label="Search">
                <span class="search-icon" aria-hidden="true"></span>
            </button>
            <button class="button" type="button" data-action="theme" aria-label="Switch between light and dark">
                <span class="theme-icon" aria-hidden="true"></span>
            </button>
            <button class="button menu" type="button" popovertarget="browse">"Browse"</button>
        </header>
        <div class="frame">
            <nav id="browse" class="sidebar" popover="auto" aria-label="Codes by class">
                <button class="button close" type="button" popovertarget="browse" popovertargetaction="hide">
                    "Close"
                </button>
                <ul inner_html=sidebar::items(route)></ul>
                // Where the bar has no room for them.
                <div class="pages">{pages(route)}</div>
            </nav>
            <main id="main" tabindex="-1" data-code=code inner_html=main></main>
        </div>
        <footer class="foot">
            <p>
                "Facts from the RFCs and the IANA registry, each with its section. "
                <a href=Route::About.href()>"Sources and corrections"</a>
                " · "
                <a href=format!("{}#programs", Route::About.href())>"For programs"</a>
            </p>
        </footer>
        <p id="told" class="visually-hidden" aria-live="polite"></p>
    }
}

/// The links to the pages that are not about codes one by one. The browser marks another one on a move.
fn pages(shown: Route) -> impl IntoView {
    let pages = [
        (Route::Codes, "All codes"),
        (Route::Explain, "Explain a response"),
        (Route::Compare, "Compare"),
        (Route::Choose, "Choose a code"),
        (Route::About, "About"),
    ];
    let link = move |(page, name): (Route, &'static str)| {
        let current = (page == shown).then_some("page");
        view! { <a href=page.href() aria-current=current>{name}</a> }
    };
    pages.map(link).into_iter().collect_view()
}

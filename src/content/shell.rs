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
            <nav class="bar-links" aria-label="Site">
                <a href=Route::Codes.href()>"All codes"</a>
                <a href=Route::Explain.href()>"Explain a response"</a>
                <a href=Route::Compare.href()>"Compare"</a>
                <a href=Route::Choose.href()>"Choose a code"</a>
                <a href=Route::About.href()>"About"</a>
            </nav>
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

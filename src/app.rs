//! The shell around every page, and what the pages share.

use crate::{
    head::SITE_NAME,
    page::Page,
    pages,
    route::Route,
    ui::{sidebar::Sidebar, theme::ThemeButton},
};
use leptos::prelude::*;
use reference::search::Texts;
use std::sync::Arc;

/// What the parts of the app share.
#[derive(Clone, Copy)]
pub struct Site {
    /// The page that is shown.
    pub page: RwSignal<Page>,
    /// What is searched for: kept over moves, so that the way back to the results knows it.
    pub query: RwSignal<String>,
    /// The words of all records, empty until they have been fetched.
    pub texts: RwSignal<Arc<Texts>>,
    /// The last message for screen readers: the title after a move.
    pub announcement: RwSignal<String>,
}

impl Site {
    /// A site that shows `page`.
    pub fn new(page: Page) -> Site {
        Site {
            page: RwSignal::new(page),
            query: RwSignal::default(),
            texts: RwSignal::default(),
            announcement: RwSignal::default(),
        }
    }

    /// The address of the search page with the query that is being looked for.
    pub fn search_href(self) -> String {
        let query = self.query.get();
        let home = Route::Home.href();
        if query.is_empty() { home } else { format!("{home}?q={}", encode(&query)) }
    }
}

/// Encodes a query for an address, as forms do: a space is `+`.
pub fn encode(query: &str) -> String {
    let mut encoded = String::with_capacity(query.len());
    for byte in query.bytes() {
        match byte {
            b' ' => encoded.push('+'),
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'*' => {
                encoded.push(byte.into())
            }
            _ => {
                let digit = |nibble: u8| char::from(b"0123456789ABCDEF"[usize::from(nibble)]);
                encoded.extend(['%', digit(byte >> 4), digit(byte & 15)]);
            }
        }
    }
    encoded
}

/// The whole site.
#[component]
pub fn App(
    /// What is shown, and searched for.
    site: Site,
) -> impl IntoView {
    provide_context(site);
    let code = move || site.page.with(code_of);
    view! {
        <a class="skip" href="#main">"Skip to content"</a>
        <header class="bar">
            <a class="mark" href=Route::Home.href()>
                <span class="mark-figure" aria-hidden="true" translate="no">"4xx"</span>
                {SITE_NAME}
            </a>
            <nav class="bar-links" aria-label="Site">
                <a class="wide" href=Route::Codes.href()>"All codes"</a>
                <a href=Route::About.href()>"About"</a>
            </nav>
            <ThemeButton/>
            <button class="button menu" type="button" popovertarget="browse">"Browse"</button>
        </header>
        <div class="frame">
            <Sidebar/>
            <main id="main" tabindex="-1" data-code=code>
                {move || pages::view(site.page.get())}
            </main>
        </div>
        <footer class="foot">
            <p>
                "Facts from the RFCs and the IANA registry, each with its section. "
                <a href=Route::About.href()>"Sources and corrections"</a>
            </p>
        </footer>
        <p class="visually-hidden" aria-live="polite">{move || site.announcement.get()}</p>
    }
}

fn code_of(page: &Page) -> Option<String> {
    match page.route() {
        Route::Code(entry) => Some(entry.code.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_encoded_as_a_form_would() {
        assert_eq!(encode("proxy auth"), "proxy+auth");
        assert_eq!(encode("a&b=c#d+é\n"), "a%26b%3Dc%23d%2B%C3%A9%0A");
    }
}

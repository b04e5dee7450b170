//! The button between light and dark. The choice is kept in the browser and applied before first paint
//! by the inline script of `index.html`; without one the system decides.

use leptos::prelude::*;

/// The button.
#[component]
pub fn ThemeButton() -> impl IntoView {
    view! {
        <button
            class="button"
            type="button"
            data-action="theme"
            aria-label="Switch between light and dark"
            on:click=move |_| switch()
        >
            <span class="theme-icon" aria-hidden="true"></span>
        </button>
    }
}

/// Shows the other theme than the one that is shown, and keeps the choice where the browser allows it.
fn switch() {
    let Some(root) = document().document_element() else { return };
    let system_is_dark = || {
        let query = window().match_media("(prefers-color-scheme: dark)").ok().flatten();
        query.is_some_and(|query| query.matches())
    };
    let is_dark = root.get_attribute("data-theme").map_or_else(system_is_dark, |on| on == "dark");
    let chosen = if is_dark { "light" } else { "dark" };
    let _ = root.set_attribute("data-theme", chosen);
    if let Ok(Some(storage)) = window().local_storage() {
        let _ = storage.set_item("theme", chosen);
    }
}

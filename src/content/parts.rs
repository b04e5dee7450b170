//! Parts that stand on pages of more than one kind.

use leptos::prelude::*;

/// What can be copied, with the button that does so; `crate::browser::actions` answers it.
pub fn copyable(shown: impl IntoView, what: &'static str) -> impl IntoView {
    view! {
        <div class="copyable">
            {shown}
            <button class="button copy" type="button" data-action="copy" aria-label=format!("Copy {what}")>
                "Copy"
            </button>
        </div>
    }
}

/// Lines to copy as they are.
pub fn copyable_text(text: String, what: &'static str) -> impl IntoView {
    copyable(view! { <pre translate="no" tabindex="0">{text}</pre> }, what)
}

//! The pages, a module each, and which of them shows a [`Page`].

mod about;
mod code;
mod codes;
mod home;
mod missing;

use crate::{page::Page, route::Route};
use leptos::prelude::*;

/// The content of `main` for a page.
pub fn view(page: Page) -> AnyView {
    match page {
        Page::Code(entry, record) => code::view(entry, &record).into_any(),
        Page::Plain(Route::Home) => view! { <home::Home/> }.into_any(),
        Page::Plain(Route::Codes) => codes::all().into_any(),
        Page::Plain(Route::Class(class)) => codes::of_class(class).into_any(),
        Page::Plain(Route::About) => about::view().into_any(),
        Page::Plain(Route::Unused(unused)) => missing::unused(unused).into_any(),
        Page::Plain(Route::Code(entry)) => missing::record(entry).into_any(),
    }
}

//! The pages, a module each, and which of them shows a [`Page`].

mod code;
mod home;
mod missing;
mod text;

use crate::page::Page;
use leptos::{either::EitherOf5, prelude::*};

/// The content of `main` for a page.
///
/// A sum of the pages' types rather than an `AnyView`: that would bring every way of hydrating a page
/// into the program, also those that are never used (38 kB of the first load when this was written).
pub fn view(page: Page) -> impl IntoView {
    match page {
        Page::Home(_) => EitherOf5::A(home::Home()),
        Page::Code(entry, article) => EitherOf5::B(code::view(entry, article)),
        Page::Text(_, article) => EitherOf5::C(text::view(article)),
        Page::Unused(unused) => EitherOf5::D(missing::unused(unused)),
        Page::Unfetched(route) => EitherOf5::E(missing::unfetched(route)),
    }
}

//! `/codes` and `/codes/4xx`: every code by class, each with its sentence.

use super::{
    head::{page, with_feed, with_trail},
    listing::{by_class, rows},
};
use crate::{
    head::{Head, SITE_NAME},
    route::Route,
    words::{class_sentence, class_title},
};
use facts::{Class, Section, State};
use leptos::prelude::*;
use reference::{Entry, catalog};

/// The head of the page of all codes.
pub fn head_of_all() -> Head {
    let head = page(
        Route::Codes,
        format!("All HTTP status codes by class - {SITE_NAME}"),
        "Every HTTP status code that IANA lists and the unofficial ones met in practice, by class, each \
         with what it says in one sentence.",
    );
    with_trail(with_feed(head), &[all_codes()])
}

/// The head of the page of a class.
pub fn head_of_class(class: Class) -> Head {
    let route = Route::Class(class);
    let head = page(
        route,
        format!("{} - HTTP status codes - {SITE_NAME}", class_title(class)),
        &format!("{} Every code of the class, each in one sentence.", class_sentence(class)),
    );
    with_trail(head, &[all_codes(), (class_title(class), route)])
}

/// Where the page of all codes stands, for the trail to those below it.
pub fn all_codes() -> (String, Route) {
    ("All codes".to_owned(), Route::Codes)
}

/// All codes by class.
pub fn all() -> impl IntoView {
    view! {
        <h1 tabindex="-1">"All HTTP status codes"</h1>
        <p class="lead">
            {catalog::all().len()}
            " numbers: everything that IANA lists, and the unofficial codes that are met in practice."
        </p>
        {by_class(|class| {
            view! {
                <p>{class_sentence(class)}</p>
                {rows(catalog::of_class(class))}
            }
        })}
    }
}

/// The codes of one class.
pub fn of_class(class: Class) -> impl IntoView {
    let section = Section::parse(class.section());
    let codes = catalog::of_class(class);
    view! {
        <h1 tabindex="-1">{class_title(class)} " status codes"</h1>
        <p class="lead">
            {class_sentence(class)} " "
            {section.map(|section| view! { <a href=section.url()>{class.section()}</a> })}
        </p>
        <p>{count_words(codes)}</p>
        <section data-class=class.slug()>{rows(codes)}</section>
    }
}

/// How many codes there are, and how many of them nobody should send any more.
fn count_words(codes: &[Entry]) -> String {
    let is_out =
        |entry: &&Entry| matches!(entry.state, State::Obsolete | State::Reserved | State::Retired);
    match codes.iter().filter(is_out).count() {
        0 => format!("{} codes.", codes.len()),
        1 => format!("{} codes, one of them no longer in use.", codes.len()),
        out => format!("{} codes, {out} of them no longer in use.", codes.len()),
    }
}

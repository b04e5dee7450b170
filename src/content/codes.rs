//! `/codes` and `/codes/4xx`: every code by class, each with its sentence.

use super::listing::rows;
use crate::{
    route::Route,
    words::{class_sentence, class_title},
};
use facts::{Class, Section};
use leptos::prelude::*;
use reference::catalog;

/// All codes by class.
pub fn all() -> impl IntoView {
    view! {
        <h1 tabindex="-1">"All HTTP status codes"</h1>
        <p class="lead">
            {catalog::all().len()}
            " numbers: everything that IANA lists, and the unofficial codes that are met in practice."
        </p>
        {Class::ALL
            .into_iter()
            .map(|class| {
                view! {
                    <section data-class=class.slug()>
                        <h2>
                            <a href=Route::Class(class).href()>{class_title(class)}</a>
                        </h2>
                        <p>{class_sentence(class)}</p>
                        {rows(catalog::of_class(class))}
                    </section>
                }
            })
            .collect_view()}
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
        <p>{codes.len()} " codes in use."</p>
        <section data-class=class.slug()>{rows(codes)}</section>
    }
}

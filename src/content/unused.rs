//! The page of a number that nobody uses. It has no file of its own: one article serves a class, and the
//! browser puts the number and the nearest codes into it.

use super::{page, styles};
use crate::{
    article::{Article, NEAREST, NUMBER},
    head::{Head, SITE_NAME},
    route::{Route, site_url},
    words::{class_sentence, class_title},
};
use facts::{Class, StatusCode};
use leptos::prelude::*;

/// The page for a class, by the name of its file.
pub fn articles() -> impl Iterator<Item = (String, Article)> {
    let classes = Class::ALL.into_iter().filter(|class| *class != Class::Other);
    classes.map(|class| (["unused-", class.slug()].concat(), article(class)))
}

fn article(class: Class) -> Article {
    let generic = [&class.slug()[..1], "00"].concat();
    let generic_href =
        StatusCode::parse(&generic).and_then(Route::of_code).map(Route::href).unwrap_or_default();
    let head = Head {
        title: format!("{NUMBER} is not an HTTP status code in use - {SITE_NAME}"),
        description: format!(
            "{NUMBER} is neither registered nor commonly met. A client treats it as {generic}."
        ),
        canonical: format!("{}/{NUMBER}", site_url()),
        styles: vec![styles::CODE],
        ..Head::default()
    };
    let view = view! {
        <article class="code" data-class=class.slug()>
            <p class="back"><a href=Route::Home.href()>"← Back to Search"</a></p>
            <h1 tabindex="-1">
                <span class="figure" translate="no">{NUMBER}</span>
                " "
                <span class="name">"is not in use"</span>
            </h1>
            <p class="summary">
                "IANA has not registered " {NUMBER}
                ", and it is none of the unofficial codes that people commonly meet."
            </p>
            <p>
                "If you received it, the server means something of its own: its documents may say what. Treat it by \
                 its first digit, as any client does: a code that it does not know counts as "
                <a href=generic_href>{generic}</a>
                " ("
                <a href="https://www.rfc-editor.org/rfc/rfc9110.html#section-15">"RFC 9110 §15"</a>
                ")."
            </p>
            <section>
                <h2><a href=Route::Class(class).href()>{class_title(class)}</a></h2>
                <p>{class_sentence(class)}</p>
            </section>
            <section>
                <h2>"The nearest codes in use"</h2>
                <ul inner_html=NEAREST></ul>
            </section>
        </article>
    };
    page(head, view)
}

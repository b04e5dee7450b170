//! `/about/design`: the visual system. The tokens are read from the style sheet, the parts are those of the
//! site, with the classes that they have everywhere.

mod parts;
mod samples;

use super::{
    Facts,
    code::{Part, sections},
    head::{page, with_trail},
    styles, tokens,
};
use crate::{
    head::{Head, SITE_NAME},
    route::Route,
    words::{class_sentence, class_title},
};
use facts::Class;
use leptos::prelude::*;

/// The head of the page.
pub fn head() -> Head {
    let head = page(
        Route::Design,
        format!("Design: the visual system - {SITE_NAME}"),
        "Every color, size, radius and duration of this site with its value in the light and the dark theme, \
         and every part of it in its states.",
    );
    let head = Head { styles: vec![styles::HOME, styles::CODE, styles::TEXT], ..head };
    with_trail(head, &[("About".to_owned(), Route::About), ("Design".to_owned(), Route::Design)])
}

/// The page; `None` where the records lack a code that it shows.
pub fn view(facts: &Facts) -> Option<impl IntoView + use<>> {
    let mut all = vec![Part::new("principles", "What it is for", principles())];
    all.extend(tokens::groups().iter().map(|group| {
        let (id, what) = samples::heading(group.title);
        Part::new(id, group.title, samples::table(group, what))
    }));
    all.push(Part::new("marks", "Told apart without color", marks()));
    all.extend(parts::all(facts)?);
    Some(view! {
        <article class="code design">
            <p class="back">
                <a href=Route::About.href()>"← About"</a>
            </p>
            <header class="hero">
                <h1 tabindex="-1">"The visual system"</h1>
                <p class="summary">
                    "Every token with its value, and every part of the site in its states. The values are read \
                     from the style sheet when the site is built; the parts are the site’s own."
                </p>
            </header>
            <div class="body">{sections(all)}</div>
        </article>
    })
}

fn principles() -> impl IntoView {
    view! {
        <ul>
            <li>
                <strong>"The answer comes first. "</strong>
                "The number is the largest thing on a page, then the sentence that answers, then whose move it is. \
                 History and sources come last."
            </li>
            <li>
                <strong>"Color says one thing: the class. "</strong>
                "Orange alone is the site’s own, for links, for the focus and for what must not be missed."
            </li>
            <li>
                <strong>"Nothing is said by color alone. "</strong>
                "Each tone has a digit, a word, a line or a place beside it that says the same."
            </li>
            <li>
                <strong>"Nothing moves without being asked. "</strong>
                "A number goes from its tile to its page when it is opened, and not even that where less motion \
                 is wanted."
            </li>
            <li>
                <strong>"What goes over the wire looks like it. "</strong>
                "Messages, fields and constants are monospaced, can be copied, and are never translated."
            </li>
        </ul>
    }
}

/// The classes with what marks them beside their color.
fn marks() -> impl IntoView {
    let classes = Class::ALL
        .into_iter()
        .map(|class| {
            let figure = if class == Class::Other { "…" } else { class.slug() };
            view! {
                <li data-class=class.slug()>
                    <span class="figure" translate="no">{figure}</span>
                    <strong>{class_title(class)}</strong>
                    <small>{class_sentence(class)}</small>
                </li>
            }
        })
        .collect_view();
    view! {
        <p>
            "The first digit names the class wherever a code is shown. In the wall and in lists a class has its \
             own place and heading, in a drawing a response is dashed and a request is not. In forced colors \
             the tones go and all of this stays."
        </p>
        <ul class="specimens">{classes}</ul>
    }
}

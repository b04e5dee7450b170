//! What stands where there is no record: a number that nobody uses, and an article that did not arrive.

use crate::{
    route::{Route, Unused},
    ui::codes::nearest,
    words::{class_sentence, class_title},
};
use leptos::prelude::*;

/// A number of a class that nobody uses.
pub fn unused(unused: Unused) -> impl IntoView {
    let code = unused.code();
    let class = code.class();
    let generic = code.get() / 100 * 100;
    view! {
        <article class="code" data-class=class.slug()>
            <p class="back">
                <a href=Route::Home.href()>"← Back to Search"</a>
            </p>
            <h1 tabindex="-1">
                <span class="figure" translate="no">{code.get()}</span>
                " "
                <span class="name">"is not in use"</span>
            </h1>
            <p class="summary">
                "IANA has not registered " {code.get()}
                ", and no vendor that we know of sends it."
            </p>
            <p>
                "If you received it, the server made it up or means something private. Treat it by its
                first digit, as any client does: a code that it does not know counts as "
                {generic} " ("
                <a href="https://www.rfc-editor.org/rfc/rfc9110.html#section-15">"RFC 9110 §15"</a>
                ")."
            </p>
            <h2>
                <a href=Route::Class(class).href()>{class_title(class)}</a>
            </h2>
            <p>{class_sentence(class)}</p>
            <h2>"The nearest codes in use"</h2>
            <ul>{nearest(code)}</ul>
        </article>
    }
}

/// A page whose article could not be fetched.
pub fn unfetched(route: Route) -> impl IntoView {
    view! {
        <h1 tabindex="-1">"This page could not be loaded"</h1>
        <p class="lead">
            "The connection failed on the way to " <code translate="no">{route.path()}</code>
            ". Once you are online, " <a href=route.href()>"load it again"</a> "."
        </p>
    }
}

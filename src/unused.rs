//! The page of a number that nobody uses. It has no file, so the browser makes it: hence as text.

use crate::{
    article::Article,
    head::{Head, SITE_NAME, escape},
    route::{Route, Unused},
    words::{class_sentence, class_title},
};
use reference::catalog;

/// The page.
pub fn article(unused: Unused) -> Article {
    let route = Route::Unused(unused);
    let number = unused.code().to_string();
    let class = unused.code().class();
    let generic = (unused.code().get() / 100 * 100).to_string();
    let head = Head {
        title: [&number, " is not an HTTP status code in use - ", SITE_NAME].concat(),
        description: [
            "Nobody registers or documents ",
            &number,
            ". A client treats it as ",
            &generic,
            ".",
        ]
        .concat(),
        ..Head::unlisted(route)
    };
    let (before, after) = catalog::neighbors(unused.code());
    let mut nearest = String::new();
    for entry in [before, after].into_iter().flatten() {
        let href = Route::Code(entry).href();
        let number = entry.code.to_string();
        let parts = ["<li><a href=\"", &href, "\">", &number, " ", &escape(entry.name)];
        nearest.push_str(&parts.concat());
        nearest.push_str("</a></li>");
    }
    let main = [
        "<article class=\"code\" data-class=\"",
        class.slug(),
        "\"><p class=\"back\"><a href=\"",
        &Route::Home.href(),
        "\">← Back to Search</a></p><h1 tabindex=\"-1\"><span class=\"figure\" translate=\"no\">",
        &number,
        "</span> <span class=\"name\">is not in use</span></h1><p class=\"summary\">IANA has not registered ",
        &number,
        ", and no vendor that we know of sends it.</p><p>If you received it, the server made it up or means \
         something private. Treat it by its first digit, as any client does: a code that it does not know \
         counts as ",
        &generic,
        " (<a href=\"https://www.rfc-editor.org/rfc/rfc9110.html#section-15\">RFC 9110 §15</a>).</p>\
         <h2><a href=\"",
        &Route::Class(class).href(),
        "\">",
        &class_title(class),
        "</a></h2><p>",
        class_sentence(class),
        "</p><h2>The nearest codes in use</h2><ul>",
        &nearest,
        "</ul></article>",
    ]
    .concat();
    Article { head: head.tags(), main }
}

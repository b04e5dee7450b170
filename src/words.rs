//! Words that several pages share, and the search.

use crate::{
    head::escape,
    route::{Route, Unused},
};
use facts::{Class, State, StatusCode};
use reference::{Entry, NO_RESPONSE};

/// A search field and its label, as HTML, with what else the field has of attributes; its list is called after it. A
/// macro, so that the palette's is one text of the program and none is put together there.
macro_rules! search_field {
    // What may be searched for, as an empty field shows it: as much as a phone has room for.
    (placeholder) => {
        "407, not found, retry-after"
    };
    ($id:literal, $attributes:literal) => {
        concat!(
            "<label class=\"visually-hidden\" for=\"",
            $id,
            "\">Search by number, name, header or what went wrong</label><input id=\"",
            $id,
            "\" type=\"search\" name=\"q\" placeholder=\"",
            $crate::words::search_field!(placeholder),
            "\" autocomplete=\"off\" autocapitalize=\"none\" spellcheck=\"false\" enterkeyhint=\"go\" \
             role=\"combobox\" aria-autocomplete=\"list\" aria-expanded=\"false\" aria-controls=\"",
            $id,
            "-list\"",
            $attributes,
            ">"
        )
    };
}
pub(crate) use search_field;

/// What the search says where it has no answer.
pub const NOTHING_FOUND: &str = "Nothing found";

/// Where the search has no answer: what may help, and the way on, as HTML. A number that nobody uses has a page, and 0
/// is no status.
pub fn nothing_found(query: &str) -> String {
    let unused = StatusCode::parse(query.trim()).and_then(Unused::new);
    if let Some(unused) = unused {
        return [
            "<div class=\"note\"><p>Neither registered nor commonly met: ",
            query.trim(),
            ".</p><p data-meant><a href=\"",
            &Route::Unused(unused).href(),
            "\">What a client makes of it, and the nearest codes</a></p></div>",
        ]
        .concat();
    }
    let query = query.trim();
    let zero = query.trim_end_matches('0');
    let before = zero.trim_end_matches([' ', ':', '=']).to_ascii_lowercase();
    let names = ["", "status", "status code", "http", "http code", "http status"];
    if zero.len() < query.len() && names.contains(&&*before) {
        return [
            "<div class=\"note\"><p>",
            NO_RESPONSE,
            " <a href=\"",
            &Route::Explain.href(),
            "\">What else it said may tell more</a></p></div>",
        ]
        .concat();
    }
    let home = Route::Home.href();
    let example = |query| ["<a href=\"", &home, "?q=", query, "\">", query, "</a>"].concat();
    [
        "<div class=\"note\"><p>No status code matches “",
        &escape(query),
        "”. Fewer or other words may help: a number (",
        &example("40"),
        "), a class (",
        &example("4xx"),
        "), a word of the name, a header field.</p><p><a href=\"",
        &Route::Codes.href(),
        "\">All codes by class</a> · <a href=\"",
        &Route::Choose.href(),
        "\">Choose a code</a></p></div>",
    ]
    .concat()
}

/// How a class is titled: `4xx Client Error`.
pub fn class_title(class: Class) -> String {
    match class {
        Class::Other => class.name().to_owned(),
        _ => [class.slug(), " ", class.name()].concat(),
    }
}

/// What a class says, in one sentence (RFC 9110 §15).
pub fn class_sentence(class: Class) -> &'static str {
    use Class::*;
    match class {
        Informational => "Interim: the request goes on, and a final response is still to come.",
        Successful => "The request was received, understood and accepted.",
        Redirection => {
            "The client has more to do, often at another address, to get what it asked for."
        }
        ClientError => {
            "The client seems to have erred, or the request cannot be fulfilled as it is."
        }
        ServerError => {
            "The server, or someone behind it, failed to fulfill a request that seems valid."
        }
        Other => "Numbers from 600 on: HTTP has no such class, and a client treats them as a 5xx.",
    }
}

/// What a reader must not miss of a code's standing; `None` for one registered and in force.
pub fn standing(entry: &Entry) -> Option<String> {
    match (entry.vendor, entry.state) {
        (None, State::Standard) => None,
        (None, state) => Some(state.word().to_owned()),
        (Some(vendor), State::Active) => Some(["unofficial, ", vendor].concat()),
        (Some(vendor), state) => Some(["unofficial, ", vendor, ", ", state.word()].concat()),
    }
}

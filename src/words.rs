//! Words that several pages share, and the search.

use facts::{Class, State};
use reference::Entry;

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
            "The request cannot be fulfilled as it is: by the server's account, the client's move."
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

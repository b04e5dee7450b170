//! Words that several pages share.

use facts::{Class, Turn};

/// How a class is titled: `4xx Client Error`.
pub fn class_title(class: Class) -> String {
    match class {
        Class::Other => class.name().to_owned(),
        _ => format!("{} {}", class.slug(), class.name()),
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

/// Whose move it is when a code is seen.
pub fn whose_move(turn: Turn) -> &'static str {
    match turn {
        Turn::Nobody => "Nothing to do",
        Turn::Client => "Your move, as the client",
        Turn::Server => "The server’s move",
        Turn::Intermediary => "The move of the proxy, gateway or CDN between",
    }
}

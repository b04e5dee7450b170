//! What a browser does with an answer that a service worker makes, and where that differs from one of the network.

use super::Attempt;
use facts::{Class, State};

/// What stands in place of the buttons while no service worker controls the page.
pub const NO_WORKER: &str = "No service worker controls this page yet: on a first visit one comes by itself. \
    There is none without JavaScript, over plain `http`, after a forced reload, or where the browser blocks or \
    saves data.";

/// Fields that a script may read in a response of another origin without being allowed to (Fetch Standard,
/// CORS-safelisted response-header name).
const READABLE: [&str; 7] = [
    "Cache-Control",
    "Content-Language",
    "Content-Length",
    "Content-Type",
    "Expires",
    "Last-Modified",
    "Pragma",
];

/// What the button does.
pub fn lead(attempt: &Attempt<'_>) -> String {
    let code = attempt.status;
    let fields = if attempt.fields.is_empty() { "" } else { " and the fields of the example" };
    let lead = format!(
        "The service worker of this site answers a real `fetch` with {code}{fields}. Nothing leaves the browser."
    );
    if attempt.record.state == State::LogOnly {
        return format!("{lead} From the software that logs {code}, no client receives it.");
    }
    lead
}

/// Why a browser cannot be given such an answer, a sentence or two a paragraph.
pub fn impossible(attempt: &Attempt<'_>) -> Vec<String> {
    let code = attempt.status;
    if attempt.record.code.class() != Class::Informational {
        return vec![format!(
            "It cannot be tried here: `new Response`, with which a service worker answers, takes a status from 200 to \
             599 and throws a `RangeError` for {code}. A server can send it all the same, and `fetch` then \
             gives `status` {code} with `ok` false (seen in Chromium)."
        )];
    }
    let mut words = vec![format!(
        "It cannot be tried here: {code} is an interim response, and `fetch` shows a script the final one alone. \
         Nor can a service worker answer with it: `new Response` takes a status from 200 to 599 and throws a \
         `RangeError` for {code}."
    )];
    words.extend(match code {
        101 => Some(
            "A script cannot ask for a change of protocol with `fetch` either, since `Upgrade` is a forbidden \
             request header. `WebSocket` asks for one, and keeps the 101 to itself.",
        ),
        103 => Some(
            "The browser uses the `Link` of a 103 that comes before a page. For a `fetch` it has no use for it.",
        ),
        _ => None,
    }
    .map(str::to_owned));
    words.push(
        "To see one, ask a server that sends it: `curl -i` prints interim responses before the final one."
            .to_owned(),
    );
    words
}

/// What a server’s answer would bring about and the service worker’s does not, and which fields do not arrive.
pub fn otherwise(attempt: &Attempt<'_>) -> Vec<String> {
    let code = attempt.status;
    let has = |name: &str| attempt.fields.iter().any(|(field, _)| field.eq_ignore_ascii_case(name));
    let mut words = Vec::new();
    if attempt.is_followed() {
        words.push(format!(
            "The browser follows a service worker’s redirect as it does a server’s: you get what is at its `Location`, \
             with `redirected` true, and never the {code} itself. The service worker puts `/_try/200` there, so that \
             nothing is asked of another site."
        ));
        words.push(
            "With `redirect: 'manual'` the response has `type` `opaqueredirect`, `status` 0 and no fields: \
             enough to know that there was a redirect. With `redirect: 'error'` the promise is rejected."
                .to_owned(),
        );
    }
    if attempt.is_without_content() {
        words.push(format!(
            "`new Response('text', {{ status: {code} }})` throws a `TypeError`: a {code} has no content. By the \
             Fetch Standard its `body` is null; Chromium gives a stream without a byte, so ask for the status, \
             or for an empty `text()`. `json()` rejects with a `SyntaxError`."
        ));
    }
    words.extend(of_status(code).map(str::to_owned));
    if has("Set-Cookie") {
        words.push(
            "`Set-Cookie` does not arrive: it is a forbidden response-header name, which a service worker cannot set and \
             `fetch` never shows to a script. From a server, the browser would keep the cookie."
                .to_owned(),
        );
    }
    if attempt.is_followed() {
        return words;
    }
    if attempt.has_content && !attempt.is_without_content() {
        words.push(
            "The content is a sentence of the service worker’s own, and `Content-Type` belongs to it. The content of \
             the example is left out, with the fields that describe it."
                .to_owned(),
        );
    }
    // Every example has a date, and nobody asks for it.
    let readable = READABLE.iter().chain(&["Date", "Set-Cookie"]);
    let hidden: Vec<_> = attempt
        .fields
        .iter()
        .map(|(name, _)| *name)
        .filter(|name| !readable.clone().any(|known| known.eq_ignore_ascii_case(name)))
        .map(|name| format!("`{name}`"))
        .collect();
    if let Some((last, others)) = hidden.split_last() {
        let (names, them) = match others {
            [] => (last.clone(), "it"),
            others => (format!("{} and {last}", others.join(", ")), "them"),
        };
        words.push(format!(
            "From another origin, a script can read {names} only if `Access-Control-Expose-Headers` lists {them}."
        ));
    }
    words
}

/// What the browser does with a status of the network before a script sees it.
fn of_status(code: u16) -> Option<&'static str> {
    Some(match code {
        300 | 305 | 306 => {
            "`fetch` does not follow it, `Location` or not: it does so for 301, 302, 303, 307 and 308 alone."
        }
        304 => {
            "From the network, the browser takes a 304 for itself: it answers from its cache, and the script sees \
             200. Only a script that sets `If-None-Match` or `If-Modified-Since` itself is given the 304."
        }
        401 => {
            "A service worker’s answer makes no browser ask for a password. From a server, a challenge that the browser \
             can meet itself, such as `Basic`, opens its sign-in dialog when the request is of the page’s own \
             origin, and `fetch` gives the 401 once the dialog is dismissed. A `Bearer` challenge opens none."
        }
        407 => {
            "A service worker’s answer makes no browser ask for credentials. From a proxy, the browser answers the \
             challenge itself, with a dialog of its own where it must, and the script sees the answer after that \
             or a rejected promise. A 407 from a server that is no proxy is rejected as well (seen in Chromium)."
        }
        421 => {
            "From the network, the browser first repeats the request over a new connection, and shows the script \
             the answer to that (seen in Chromium)."
        }
        _ => return None,
    })
}

//! `/explain`: a field for what was received. A worker answers it: see [`crate::browser::explain`].

use super::head::{page, with_trail};
use crate::{
    head::{Head, SITE_NAME},
    route::Route,
};
use leptos::prelude::*;

/// What a person may try.
const EXAMPLE: &str = "$ curl -i https://api.example.com/items/7 -X PUT\nHTTP/1.1 405 Method Not Allowed\nDate: Wed, 25 Nov 2026 09:30:00 GMT\nContent-Type: application/json\nContent-Length: 31\n\n{\"error\":\"method not allowed\"}\n";

/// The head of the page.
pub fn head() -> Head {
    let head = page(
        Route::Explain,
        format!("Explain an HTTP response - {SITE_NAME}"),
        "Paste a raw response, a log line or an exception: read which status counts, what to do, and what \
         breaks the RFCs, line by line, in your browser.",
    );
    with_trail(head, &[("Explain a response".to_owned(), Route::Explain)])
}

/// The page.
pub fn view() -> impl IntoView {
    view! {
        <h1 tabindex="-1">"What did I get?"</h1>
        <p class="lead">
            "Paste a response as "
            <code translate="no">"curl -i"</code> ", " <code translate="no">"curl -v"</code>
            " or your browser’s tools show it, a line of a log, or an exception: even one that names no status, if \
             the software’s words are known. You are told which status counts, what to do, and what in it \
             breaks the RFCs. Nothing that you paste leaves this browser."
        </p>
        <div class="explain">
            <noscript>
                <p class="note">
                    "Explaining needs JavaScript: it is done in your browser. Without it, find the number of the status \
                     line among "
                    <a href=Route::Codes.href()>"all codes by class"</a> "."
                </p>
            </noscript>
            <label for="response">"What you received"</label>
            <textarea
                id="response"
                name="response"
                rows="12"
                spellcheck="false"
                autocomplete="off"
                autocapitalize="none"
                translate="no"
                dir="ltr"
                placeholder="HTTP/1.1 404 Not Found…"
                data-example=EXAMPLE
            ></textarea>
            <p class="actions needs-program">
                <button class="button" type="button" data-action="example">"Try an example"</button>
                <button class="button" type="button" data-action="empty">"Clear"</button>
                <button class="button" type="button" data-action="address">"Put it in the address, to share"</button>
                <button class="button" type="button" data-action="redact">"Take out secrets"</button>
            </p>
            <div id="explain-warning" class="note" role="group" aria-labelledby="explain-found" hidden>
                <p id="explain-found">
                    "This holds " <strong data-secrets></strong>
                    ". Whoever has the address can read it. Nothing is in the address yet."
                </p>
                <p class="actions">
                    <button class="button" type="button" data-action="share-redacted">
                        "Take them out, then share"
                    </button>
                    <button class="button" type="button" data-action="share-anyway">"Share it as it is"</button>
                    <button class="button" type="button" data-action="share-not">"Do not share"</button>
                </p>
            </div>
            <p data-said role="status"></p>
            <div id="report"></div>
        </div>
    }
}

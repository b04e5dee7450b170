//! Trying a code: what `fetch` makes of it, answered by the site's own service worker (`public/sw.js`), with
//! the code to paste; and where a browser cannot be given such an answer, why.

mod snippet;
mod words;

use crate::content::{parts::copyable_text, prose::inline_html};
use facts::Record;
use leptos::prelude::*;
use std::ops::RangeInclusive;

/// The statuses that a script, and so a service worker, can give a response (Fetch Standard, the `Response` class).
const POSSIBLE: RangeInclusive<u16> = 200..=599;
/// Statuses that `fetch` follows to their Location (Fetch Standard, redirect status).
const FOLLOWED: [u16; 5] = [301, 302, 303, 307, 308];
/// Statuses whose responses have no body (Fetch Standard, null body status), of those that are possible.
const WITHOUT_CONTENT: [u16; 3] = [204, 205, 304];
/// Fields that describe the content of the example, which is not what the service worker sends.
const OF_CONTENT: [&str; 2] = ["Content-Type", "Content-Length"];

/// What the service worker is asked for: the response of the record's example.
struct Attempt<'a> {
    record: &'a Record,
    status: u16,
    /// The reason phrase of the example; without an example, the name of the code.
    reason: &'a str,
    /// Each name with its value, but for the fields that describe the content.
    fields: Vec<(&'a str, &'a str)>,
    /// Whether the example has such fields.
    has_content: bool,
}

impl<'a> Attempt<'a> {
    fn of(record: &'a Record) -> Attempt<'a> {
        let head = record.responses().next().and_then(|response| response.head.split_first());
        let (reason, lines) = match head {
            Some((start, lines)) => (start.splitn(3, ' ').nth(2).unwrap_or_default(), lines),
            None => (record.name.as_str(), &[][..]),
        };
        let fields = lines.iter().filter_map(|line| line.split_once(':'));
        let (of_content, fields): (Vec<_>, Vec<_>) = fields
            .map(|(name, value)| (name, value.trim()))
            .partition(|(name, _)| OF_CONTENT.iter().any(|of| of.eq_ignore_ascii_case(name)));
        let has_content = !of_content.is_empty();
        Attempt { record, status: record.code.get(), reason, fields, has_content }
    }

    fn is_followed(&self) -> bool {
        FOLLOWED.contains(&self.status)
    }

    fn is_without_content(&self) -> bool {
        WITHOUT_CONTENT.contains(&self.status)
    }

    /// The fields as the service worker takes them: a JSON list of `[name, value]`.
    fn json(&self) -> String {
        serde_json::to_string(&self.fields).unwrap_or_default()
    }
}

/// The section: the button, what comes of it, the code, and what is otherwise from a server.
pub fn view(record: &Record) -> impl IntoView + use<> {
    let attempt = Attempt::of(record);
    if !POSSIBLE.contains(&attempt.status) {
        return view! {
            {paragraphs(words::impossible(&attempt))}
            {copyable_text(snippet::impossible(&attempt), "code")}
        }
        .into_any();
    }
    view! {
        <p inner_html=inline_html(&words::lead(&attempt))></p>
        <div
            data-try=attempt.status
            data-reason=attempt.reason.to_owned()
            data-fields=attempt.json()
        >
            <div class="attempt">
                <p class="actions needs-program">{buttons(&attempt)}</p>
                <p class="note no-worker" inner_html=inline_html(words::NO_WORKER)></p>
            </div>
            <div role="status" aria-live="polite">{response(&attempt)} {error(&attempt)}</div>
        </div>
        {copyable_text(snippet::possible(&attempt), "code")}
        <ul>
            {words::otherwise(&attempt)
                .iter()
                .map(|words| view! { <li inner_html=inline_html(words)></li> })
                .collect_view()}
        </ul>
    }
    .into_any()
}

/// One for `fetch` as it is; for a redirect one for each of its modes.
fn buttons(attempt: &Attempt<'_>) -> impl IntoView + use<> {
    let button = |redirect: Option<&'static str>, label: String| {
        view! {
            <button class="button" type="button" data-action="try" data-redirect=redirect>
                {label}
            </button>
        }
    };
    let label = format!("Fetch a {}", attempt.status);
    if !attempt.is_followed() {
        return vec![button(None, label)];
    }
    ["follow", "manual", "error"]
        .map(|mode| button(Some(mode), format!("{label}, redirect: '{mode}'")))
        .into()
}

/// Where the response is shown once it is there.
fn response(attempt: &Attempt<'_>) -> impl IntoView + use<> {
    let row = |name: &'static str, got: &'static str| {
        view! {
            <dt translate="no">{name}</dt>
            <dd translate="no" data-got=got></dd>
        }
    };
    view! {
        <div class="outcome" data-outcome="response" hidden>
            <p>
                "The promise is fulfilled" {mode(attempt)} ". Look at it in the network panel."
            </p>
            <dl>
                {row("ok", "ok")} {row("status", "status")} {row("statusText", "statusText")}
                {row("redirected", "redirected")}
                {attempt.is_followed().then(|| row("url", "url"))} {row("type", "type")}
                {row("body", "body")} {row("await text()", "text")} {row("headers", "headers")}
            </dl>
        </div>
    }
}

/// Where it is shown what was thrown in place of a response.
fn error(attempt: &Attempt<'_>) -> impl IntoView + use<> {
    view! {
        <div class="outcome" data-outcome="error" hidden>
            <p>
                "The promise is rejected" {mode(attempt)} ", so "
                <code translate="no">"await"</code>
                " throws. Look at it in the network panel."
            </p>
            <dl>
                <dt translate="no">"name"</dt>
                <dd translate="no" data-got="name"></dd>
                <dt translate="no">"message"</dt>
                <dd translate="no" data-got="message"></dd>
            </dl>
        </div>
    }
}

/// The mode that was asked for, where there is a choice.
fn mode(attempt: &Attempt<'_>) -> impl IntoView + use<> {
    attempt.is_followed().then(|| {
        view! {
            " with redirect: "
            <code translate="no" data-got="redirect"></code>
        }
    })
}

fn paragraphs(words: Vec<String>) -> impl IntoView {
    words.iter().map(|words| view! { <p inner_html=inline_html(words)></p> }).collect_view()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::tests::facts;

    fn record(code: u16) -> Record {
        facts().records.into_iter().find(|record| record.code.get() == code).expect("a record")
    }

    #[test]
    fn what_is_asked_for_is_the_response_of_the_example_without_its_content() {
        let record = record(429);
        let attempt = Attempt::of(&record);
        assert_eq!((attempt.status, attempt.reason), (429, "Too Many Requests"));
        assert_eq!(
            attempt.json(),
            r#"[["Date","Tue, 24 Nov 2026 09:30:00 GMT"],["Retry-After","18"]]"#
        );
        assert!(attempt.has_content);
    }

    #[test]
    fn a_code_that_no_response_of_its_example_has_goes_by_its_name_alone() {
        let record = record(499);
        let attempt = Attempt::of(&record);
        assert_eq!((attempt.reason, attempt.json().as_str()), (record.name.as_str(), "[]"));
        assert!(!attempt.has_content);
    }

    #[test]
    fn what_is_asked_for_fits_into_a_status_line() {
        for record in facts().records {
            let Attempt { reason, fields, .. } = Attempt::of(&record);
            let texts = fields.iter().map(|(_, value)| *value).chain([reason]);
            for text in texts {
                let is_sent = text.bytes().all(|byte| matches!(byte, b'\t' | b' '..=b'~'));
                assert!(is_sent, "{}: {text:?}", record.code);
            }
        }
    }
}

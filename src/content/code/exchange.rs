//! The exchange: what goes over the wire between the parties, in order.

use ::facts::{Class, Event, Exchange, Message, Party, Record, Role, State, Step};
use leptos::prelude::*;
use serde_json::json;

/// The parties, and each message drawn from its sender to its receiver.
pub fn view(exchange: &Exchange) -> impl IntoView + use<> {
    let count = exchange.parties.len();
    let parties = exchange
        .parties
        .iter()
        .map(|party| {
            view! {
                <li>
                    <strong>{party.name.clone()}</strong>
                    " "
                    <small>{role(party.role)}</small>
                </li>
            }
        })
        .collect_view();
    let steps = exchange
        .steps
        .iter()
        .map(|step| match step {
            Step::Message(message) => self::message(message, &exchange.parties).into_any(),
            Step::Event(event) => happening(event, &exchange.parties, "event").into_any(),
            Step::Log(event) => log(event, &exchange.parties).into_any(),
        })
        .collect_view();
    view! {
        <figure class="exchange" data-parties=count>
            <figcaption class="visually-hidden">"The exchange, message by message"</figcaption>
            <ul class="parties">{parties}</ul>
            <ol class="wire">{steps}</ol>
        </figure>
    }
}

fn role(role: Role) -> &'static str {
    match role {
        Role::Client => "client",
        Role::Cache => "cache",
        Role::Proxy => "proxy",
        Role::Gateway => "gateway",
        Role::OriginServer => "origin server",
    }
}

/// Where a party stands among the others, from 1, and its name.
fn place<'a>(id: &str, parties: &'a [Party]) -> (usize, &'a str) {
    let at = parties.iter().position(|party| party.id == id).unwrap_or_default();
    (at + 1, parties.get(at).map_or("", |party| &party.name))
}

fn message(message: &Message, parties: &[Party]) -> impl IntoView + use<> {
    let (from, sender) = place(&message.from, parties);
    let (to, receiver) = place(&message.to, parties);
    let is_response = message.head.first().is_some_and(|line| line.starts_with("HTTP/"));
    let kind = if is_response { "response" } else { "request" };
    let way = if to > from { "inbound" } else { "outbound" };
    let start = message.head.first().cloned().unwrap_or_default();
    let rest: String = message.head.iter().skip(1).map(|line| format!("\n{line}")).collect();
    let body = if message.body.is_empty() {
        String::new()
    } else {
        format!("\n\n{}", message.body.replace("\r\n", "\n").trim_end())
    };
    view! {
        <li
            class="message"
            data-kind=kind
            data-from=from
            data-to=to
            data-way=way
        >
            <p>{format!("{sender} → {receiver}")}</p>
            <div class="arrow"></div>
            <div class="copyable">
                <pre translate="no" tabindex="0">
                    <b>{start}</b>
                    {rest}
                    <span class="content">{body}</span>
                </pre>
                {copy("message")}
            </div>
        </li>
    }
}

fn happening(event: &Event, parties: &[Party], class: &'static str) -> impl IntoView + use<> {
    let (at, name) = place(&event.at, parties);
    view! {
        <li class=class data-at=at>
            <p>
                <strong>{name.to_owned()}</strong>
                {format!(": {}", event.text)}
            </p>
        </li>
    }
}

fn log(event: &Event, parties: &[Party]) -> impl IntoView + use<> {
    let (at, name) = place(&event.at, parties);
    view! {
        <li class="log" data-at=at>
            <p>
                <strong>{name.to_owned()}</strong>
                " writes to its log:"
            </p>
            <div class="copyable">
                <pre translate="no" tabindex="0">{event.text.clone()}</pre>
                {copy("log line")}
            </div>
        </li>
    }
}

/// A button that copies the text beside it; `ui::copy` answers it.
pub fn copy(what: &'static str) -> impl IntoView + use<> {
    view! {
        <button class="button copy" type="button" data-action="copy" aria-label=format!("Copy {what}")>
            "Copy"
        </button>
    }
}

/// A problem details object (RFC 9457) that fits the code; for errors that a server sends.
pub fn problem(record: &Record) -> Option<impl IntoView + use<>> {
    let is_error = matches!(record.code.class(), Class::ClientError | Class::ServerError);
    if !is_error || record.state == State::LogOnly {
        return None;
    }
    let text = example_problem(record).unwrap_or_else(|| generic_problem(record));
    Some(view! {
        <p>
            "A body that tells a program what happened, in the format of "
            <a href="https://www.rfc-editor.org/rfc/rfc9457.html#section-3">"RFC 9457 §3"</a> ", sent as "
            <code translate="no">"Content-Type: application/problem+json"</code> "."
        </p>
        <div class="copyable">
            <pre translate="no" tabindex="0">{text}</pre>
            {copy("problem details")}
        </div>
    })
}

/// The problem details of the record's own exchange, where it has some.
fn example_problem(record: &Record) -> Option<String> {
    let own = format!(" {} ", record.code);
    record.exchange.steps.iter().find_map(|step| {
        let Step::Message(message) = step else { return None };
        let is_own = message.head.first().is_some_and(|line| format!("{line} ").contains(&own));
        let is_problem = message.head.iter().any(|line| line.contains("application/problem+json"));
        if !(is_own && is_problem) {
            return None;
        }
        let value: serde_json::Value = serde_json::from_str(&message.body).ok()?;
        serde_json::to_string_pretty(&value).ok()
    })
}

/// With no type of its own, a problem says what the status code says (RFC 9457 §4.2.1).
fn generic_problem(record: &Record) -> String {
    let problem = json!({
        "type": "about:blank",
        "title": record.name,
        "status": record.code.get(),
        "detail": record.summary,
    });
    serde_json::to_string_pretty(&problem).unwrap_or_default()
}

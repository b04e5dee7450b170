//! The exchange: what goes over the wire between the parties, in order; drawn at the head of the page, and
//! message by message in its example.

mod measure;
mod plan;
mod sequence;
#[cfg(test)]
mod tests;

use self::plan::{Answerer, Plan};
use crate::{
    content::parts::{copyable, copyable_text},
    head::escape,
};
use facts::{Class, Event, Exchange, Message, Record, Role, State, Step};
use leptos::prelude::*;
use serde_json::json;

/// The parties, and the drawing of what goes between them.
pub fn picture(record: &Record) -> impl IntoView + use<> {
    let parties = &record.exchange.parties;
    let plan = Plan::new(record);
    let answers = |at: usize| {
        let Answerer { only_logs, .. } = plan.answerer.filter(|who| who.at == at)?;
        Some(format!("{} {}", if only_logs { "logs" } else { "answers" }, record.code))
    };
    let title = plan.answerer.and_then(|Answerer { at, .. }| {
        Some(format!("Sequence diagram: {} {}.", parties.get(at)?.name, answers(at)?))
    });
    let title = title.unwrap_or_else(|| "Sequence diagram.".to_owned());
    let title = format!("{title} Each step is in the list of the example.");
    let drawing = sequence::draw(&plan, parties.len(), &title);
    let heads = parties
        .iter()
        .enumerate()
        .map(|(at, party)| {
            let answers = answers(at);
            let is_answerer = answers.is_some();
            view! {
                <li data-answers=is_answerer>
                    <span class="role" inner_html=glyph(party.role)></span>
                    <strong inner_html=breakable(&party.name)></strong>
                    " "
                    <small>{party.role.word().replace('-', " ")}</small>
                    {answers.map(|answers| view! { " " <em>{answers}</em> })}
                </li>
            }
        })
        .collect_view();
    view! {
        <figure class="exchange">
            <div class="drawing">
                <ul class="parties" data-count=parties.len()>{heads}</ul>
                <div inner_html=drawing></div>
            </div>
            <figcaption>
                "What goes over the wire. "
                <a href="#example">"Each message in full"</a>
            </figcaption>
        </figure>
    }
}

/// Each message and event in full, in order.
pub fn messages(record: &Record) -> impl IntoView + use<> {
    let exchange = &record.exchange;
    let steps = exchange
        .steps
        .iter()
        .map(|step| match step {
            Step::Message(message) => self::message(message, exchange).into_any(),
            Step::Event(event) => happening(event, exchange).into_any(),
            Step::Log(event) => log(event, exchange).into_any(),
        })
        .collect_view();
    view! { <ol class="exchange wire">{steps}</ol> }
}

/// A name, often a host's, with the places where a line may break.
fn breakable(name: &str) -> String {
    escape(name).replace('.', ".<wbr>").replace(':', "<wbr>:").replace('-', "-<wbr>")
}

/// What stands for a role: a window, a store, a relay, a gate, a rack.
fn glyph(role: Role) -> String {
    let path = match role {
        Role::Client => "M3 5h18v11H3zM1 20h22M3 8.5h18",
        Role::Cache => "M4 6v12c0 4 16 4 16 0V6c0-4-16-4-16 0 0 4 16 4 16 0M4 12c0 4 16 4 16 0",
        Role::Proxy => "M12 3l8 3v6c0 5-4 8-8 9-4-1-8-4-8-9V6zM8 10h7l-2-2M16 14H9l2 2",
        Role::Gateway => "M3 21V10a9 7 0 0 1 18 0v11M8 21V11a4 3.5 0 0 1 8 0v10M1 21h22",
        Role::OriginServer => "M4 3h16v5H4zM4 9.5h16v5H4zM4 16h16v5H4zM7 5.5h1M7 12h1M7 18.5h1",
    };
    format!("<svg viewBox=\"0 0 24 24\" aria-hidden=\"true\"><path d=\"{}\"/></svg>", path)
}

fn message(message: &Message, exchange: &Exchange) -> impl IntoView + use<> {
    let (sender, receiver) = (exchange.name(&message.from), exchange.name(&message.to));
    let is_inbound = exchange.place(&message.to) > exchange.place(&message.from);
    let is_response = message.head.first().is_some_and(|line| line.starts_with("HTTP/"));
    let kind = if is_response { "response" } else { "request" };
    let class = message.status().map(|status| status.class().slug());
    let way = if is_inbound { "inbound" } else { "outbound" };
    let start = message.head.first().cloned().unwrap_or_default();
    // What is empty would be printed as a space, which the button would copy.
    let rest: String = message.head.iter().skip(1).map(|line| format!("\n{line}")).collect();
    let rest = (!rest.is_empty()).then_some(rest);
    let body = (!message.body.is_empty()).then(|| {
        let body = format!("\n\n{}", message.body.replace("\r\n", "\n").trim_end());
        view! { <span class="content">{body}</span> }
    });
    let whole = view! {
        <pre translate="no" tabindex="0">
            <b>{start}</b>
            {rest}
            {body}
        </pre>
    };
    view! {
        <li class="message" data-kind=kind data-way=way data-class=class>
            <p>{format!("{sender} → {receiver}")}</p>
            {copyable(whole, "message")}
        </li>
    }
}

fn happening(event: &Event, exchange: &Exchange) -> impl IntoView + use<> {
    view! {
        <li class="event">
            <p>
                <strong>{exchange.name(&event.at).to_owned()}</strong>
                {format!(": {}", event.text)}
            </p>
        </li>
    }
}

fn log(event: &Event, exchange: &Exchange) -> impl IntoView + use<> {
    view! {
        <li class="log">
            <p>
                <strong>{exchange.name(&event.at).to_owned()}</strong>
                " writes to its log:"
            </p>
            {copyable_text(event.text.clone(), "log line")}
        </li>
    }
}

/// A problem details object (RFC 9457) that fits the code; for errors that a server sends.
pub fn problem_details(record: &Record) -> Option<String> {
    let is_error = matches!(record.code.class(), Class::ClientError | Class::ServerError);
    if !is_error || record.state == State::LogOnly {
        return None;
    }
    Some(example_problem(record).unwrap_or_else(|| generic_problem(record)))
}

/// The same, with what it is.
pub fn problem(record: &Record) -> Option<impl IntoView + use<>> {
    let text = problem_details(record)?;
    Some(view! {
        <p>
            "A body that tells a program what happened, in the format of "
            <a href="https://www.rfc-editor.org/rfc/rfc9457.html#section-3">"RFC 9457 §3"</a> ", sent as "
            <code class="long" translate="no">"Content-Type: application/problem+json"</code> "."
        </p>
        {copyable_text(text, "problem details")}
    })
}

/// The problem details of the record's own exchange, where it has some.
fn example_problem(record: &Record) -> Option<String> {
    let is_problem = |response: &&Message| {
        response.head.iter().any(|line| line.contains("application/problem+json"))
    };
    record.responses().filter(is_problem).find_map(|response| {
        let value: serde_json::Value = serde_json::from_str(&response.body).ok()?;
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

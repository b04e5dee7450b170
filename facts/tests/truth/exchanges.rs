//! The exchanges are what the RFCs allow on the wire.

use crate::{Faults, World, hold};
use facts::{Condition, Exchange, Field, Message, Record, Requirement, Role, Step};
use serde_json::Value;

#[test]
fn a_response_carries_the_fields_that_its_code_must_have() {
    hold(required_fields);
}

#[test]
fn no_content_goes_where_it_is_forbidden() {
    hold(no_content);
}

#[test]
fn an_origin_server_dates_its_2xx_3xx_and_4xx() {
    hold(dates);
}

#[test]
fn a_response_declares_its_length_unless_it_must_not() {
    hold(lengths);
}

#[test]
fn problem_details_are_json_and_say_the_status() {
    hold(problem_details);
}

/// A response in an exchange.
struct Response<'a> {
    /// The path of its step.
    field: String,
    status: u16,
    message: &'a Message,
    /// The request that it answers.
    request: Option<&'a Message>,
    /// The responses before it.
    earlier: Vec<&'a Message>,
}

impl Response<'_> {
    fn has(&self, name: &str) -> bool {
        value(self.message, name).is_some()
    }

    fn answers(&self, method: &str) -> bool {
        let line = self.request.and_then(|request| request.head.first());
        line.is_some_and(|line| line.split(' ').next() == Some(method))
    }

    /// A 2xx to CONNECT: what follows the head is the tunnel.
    fn opens_tunnel(&self) -> bool {
        self.answers("CONNECT") && (200..300).contains(&self.status)
    }

    /// Whether it ends with its head (RFC 9112 §6.3).
    fn has_no_content(&self) -> bool {
        matches!(self.status, 100..=199 | 204 | 304) || self.answers("HEAD") || self.opens_tunnel()
    }
}

/// The value of a field of the message.
fn value<'a>(message: &'a Message, name: &str) -> Option<&'a str> {
    let fields = message.head.iter().skip(1).filter_map(|line| line.split_once(':'));
    fields.into_iter().find(|(found, _)| found.eq_ignore_ascii_case(name)).map(|(_, v)| v.trim())
}

fn responses(exchange: &Exchange) -> Vec<Response<'_>> {
    let mut found = Vec::new();
    let mut before: Vec<&Message> = Vec::new();
    for (i, step) in exchange.steps.iter().enumerate() {
        let Step::Message(message) = step else { continue };
        if let Some(status) = message.status() {
            let answered = |other: &&&Message| {
                other.status().is_none() && other.from == message.to && other.to == message.from
            };
            found.push(Response {
                field: format!("exchange.steps[{i}].message"),
                status: status.get(),
                message,
                request: before.iter().rev().find(answered).copied(),
                earlier: before.iter().filter(|m| m.status().is_some()).copied().collect(),
            });
        }
        before.push(message);
    }
    found
}

/// Calls `check` with every response of every exchange.
fn each(world: &World, mut check: impl FnMut(&Record, &Response<'_>, &mut Faults)) -> Faults {
    let mut faults = Faults::default();
    for record in &world.records {
        for response in responses(&record.exchange) {
            check(record, &response, &mut faults);
        }
    }
    faults
}

/// Whether what a field's `MUST` depends on is so in this response.
fn is_due(field: &Field, response: &Response<'_>) -> bool {
    let has = |message, name, what: &str| {
        value(message, name).is_some_and(|value| value.to_ascii_lowercase().starts_with(what))
    };
    let has_parts = || has(response.message, "Content-Type", "multipart/byteranges");
    match field.when {
        None => true,
        // The exchange may show that 200. An origin server would always have dated it.
        Some(Condition::In200) => {
            let of_200 = |other: &&&Message| other.status().is_some_and(|code| code.get() == 200);
            let mut shown = response.earlier.iter().filter(of_200);
            field.name == "Date" || shown.any(|other| value(other, &field.name).is_some())
        }
        Some(Condition::SinglePart) => !has_parts(),
        Some(Condition::MultipleParts) => has_parts(),
        Some(Condition::WebSocket) => {
            let mut both = response.request.into_iter().chain([response.message]);
            both.all(|message| has(message, "Upgrade", "websocket"))
        }
        Some(Condition::Http11) => {
            response.message.head.first().is_some_and(|line| line.starts_with("HTTP/1.1 "))
        }
    }
}

pub fn required_fields(world: &World) -> Faults {
    each(world, |record, response, faults| {
        let Some(of_code) = world.record(response.status) else { return };
        let required = of_code.fields.iter().filter(|row| row.requirement == Requirement::Must);
        for row in required.filter(|row| is_due(row, response)) {
            if !response.has(&row.name) {
                let reason = format!("has no {}, which {} MUST have", row.name, response.status);
                faults.add(record, format!("{}.head", response.field), reason);
            }
        }
    })
}

pub fn no_content(world: &World) -> Faults {
    each(world, |record, response, faults| {
        let forbidden = response.has_no_content() || response.status == 205;
        if forbidden && !response.message.body.is_empty() {
            let reason = format!("a {} here has no content", response.status);
            faults.add(record, format!("{}.body", response.field), reason);
        }
    })
}

/// RFC 9110 §6.6.1. A gateway acts as an origin server (§3.7).
pub fn dates(world: &World) -> Faults {
    each(world, |record, response, faults| {
        let sender = record.exchange.parties.iter().find(|party| party.id == response.message.from);
        let is_origin =
            sender.is_some_and(|party| matches!(party.role, Role::OriginServer | Role::Gateway));
        if is_origin && (200..500).contains(&response.status) && !response.has("Date") {
            let reason = "has no Date, which 2xx, 3xx and 4xx MUST have (RFC 9110 §6.6.1)";
            faults.add(record, format!("{}.head", response.field), reason);
        }
    })
}

/// RFC 9110 §8.6 and RFC 9112 §6.1.
pub fn lengths(world: &World) -> Faults {
    each(world, |record, response, faults| {
        let field = format!("{}.head", response.field);
        let declared: Vec<_> = ["Content-Length", "Transfer-Encoding"]
            .into_iter()
            .filter(|f| response.has(f))
            .collect();
        let forbidden = matches!(response.status, 100..=199 | 204) || response.opens_tunnel();
        if forbidden && !declared.is_empty() {
            let reason =
                format!("a {} here MUST NOT have {}", response.status, declared.join(", "));
            faults.add(record, &field, reason);
        }
        if declared.len() == 2 {
            let reason = "has Content-Length beside Transfer-Encoding (RFC 9112 §6.2)";
            faults.add(record, &field, reason);
        }
        // Without a length the content ends with the connection (RFC 9112 §6.3): only where the response
        // says so, and never where the exchange shows a body.
        let closes = value(response.message, "Connection") == Some("close");
        let may_be_open = response.has_no_content() || (closes && response.message.body.is_empty());
        if declared.is_empty() && !may_be_open {
            faults.add(record, &field, "declares neither Content-Length nor Transfer-Encoding");
        }
        let zero = [None, Some("0")].contains(&value(response.message, "Content-Length"));
        if response.status == 205 && !zero {
            faults.add(record, &field, "a 205 has no content, so its length is 0");
        }
    })
}

/// RFC 9457 §3.1.
pub fn problem_details(world: &World) -> Faults {
    each(world, |record, response, faults| {
        let kind = value(response.message, "Content-Type").unwrap_or_default();
        if !kind.starts_with("application/problem+json") || response.message.body.is_empty() {
            return;
        }
        let field = format!("{}.body", response.field);
        let details: Value = match serde_json::from_str(&response.message.body) {
            Ok(details) => details,
            Err(error) => return faults.add(record, field, format!("is no JSON: {error}")),
        };
        if details["status"] != response.status {
            let reason = format!("has status {}, not {}", details["status"], response.status);
            faults.add(record, &field, reason);
        }
        if details["title"].as_str().is_none_or(|title| title.trim().is_empty()) {
            faults.add(record, &field, "has no title");
        }
    })
}

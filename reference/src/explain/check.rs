//! Holds what was read against the RFCs. A check says something only where the input shows it: what a
//! paste may have lost, or a tool changed, is no finding.

mod browser;
mod caching;
mod cookies;
mod date;
mod framing;
mod head;
mod required;
mod status;
mod values;

use super::{
    Finding, FindingId, Response, Severity,
    failure::{Failure, failure},
    finding,
    lines::Lines,
    read::{Message, has_exited, lower_tail},
    stand_alone,
};
use crate::NO_RESPONSE;
use facts::Section;
use serde::de::IgnoredAny;
use std::collections::BTreeMap;

/// Where findings are collected.
#[derive(Default)]
struct Findings(Vec<Finding>);

impl Findings {
    fn error(
        &mut self,
        id: FindingId,
        section: &str,
        lines: &[usize],
        sentence: impl Into<String>,
    ) {
        self.add(id, Severity::Error, section, lines, sentence.into());
    }

    fn warning(
        &mut self,
        id: FindingId,
        section: &str,
        lines: &[usize],
        sentence: impl Into<String>,
    ) {
        self.add(id, Severity::Warning, section, lines, sentence.into());
    }

    fn note(&mut self, id: FindingId, section: &str, lines: &[usize], sentence: impl Into<String>) {
        self.add(id, Severity::Note, section, lines, sentence.into());
    }

    fn add(
        &mut self,
        id: FindingId,
        severity: Severity,
        section: &str,
        lines: &[usize],
        sentence: String,
    ) {
        let (section, lines) = (Section::parse(section), lines.to_vec());
        self.0.push(Finding { id, severity, sentence, section, lines });
    }
}

/// Checks one response; what was found is in it, the gravest first.
pub(super) fn check(message: Message, lines: &Lines<'_>) -> Response {
    let mut found = Findings::default();
    status::check(&message.response, &message.said, &mut found);
    browser::check(&message.response, lines, &mut found);
    head::check(&message, &mut found);
    required::check(&message, &mut found);
    framing::check(&message, lines, &mut found);
    values::check(&message.response, &mut found);
    caching::check(&message.response, &mut found);
    cookies::check(&message.response, &mut found);
    finding::sort(&mut found.0);
    Response { findings: found.0, ..message.response }
}

/// What is to be said of the input as a whole.
pub(super) fn whole(lines: &Lines<'_>, responses: &[Response], omitted: usize) -> Vec<Finding> {
    let mut found = Findings::default();
    match responses {
        [] => {
            if let Some(line) = lines.iter().find(|line| !line.is_blank()) {
                let zero = lines.iter().find(|line| is_zero(line.text));
                let zero = zero.filter(|_| !is_body(lines.text));
                let failed = lines.iter().find_map(|line| Some((line.number, failure(line.text)?)));
                match (zero, failed) {
                    (Some(zero), _) => {
                        found.warning(FindingId::NoResponse, "", &[zero.number], NO_RESPONSE)
                    }
                    (None, Some((line, Failure { id, section, meaning }))) => found.warning(
                        id,
                        section,
                        &[line],
                        ["There is no status in this text: ", meaning].concat(),
                    ),
                    (None, None) => found.warning(
                        FindingId::NoStatusLine,
                        "RFC 9112 §4",
                        &[line.number],
                        "There is no status in this text: neither a status line nor anything else that names a code.",
                    ),
                }
            }
        }
        [_] => {}
        several => {
            let count = several.len() + omitted;
            let lines: Vec<usize> = several.iter().map(|response| response.status_line).collect();
            let which = if stand_alone(several) {
                "Each answers a request of its own."
            } else {
                "The last final one is the answer."
            };
            found.note(
                FindingId::SeveralResponses,
                "RFC 9110 §15",
                &lines,
                format!("There are {count} responses in this text. {which}"),
            );
        }
    }
    found.0
}

/// Whether the text is the content of a response, in which 0 is a word of its program: one JSON object that says more
/// than this, and nothing that a client or a HAR file says of a response.
fn is_body(text: &str) -> bool {
    let of_client = ["statusText", "readyState", "headers", "request", "response", "config", "log"];
    let object: Result<BTreeMap<String, IgnoredAny>, _> = serde_json::from_str(text);
    object.is_ok_and(|members| {
        members.len() > 1 && !of_client.iter().any(|name| members.contains_key(*name))
    })
}

/// Whether the line has the 0 that browsers, HAR files and `curl -w` (`http_code=000`) have where there is
/// no response, or the 000 as a word, which is no amount of anything.
fn is_zero(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    let mut before = "";
    for word in text.split_whitespace() {
        // `12 000`.
        if word == "000" && !before.ends_with(|c: char| c.is_ascii_digit()) {
            return true;
        }
        before = word;
    }
    ["status", "http_code"].iter().flat_map(|name| text.match_indices(name)).any(|(at, name)| {
        let value = text[at + name.len()..].trim_start_matches([' ', '"', '\'', ':', '=', '(']);
        let number = value.trim_start_matches('0');
        let ended = !number.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | '%'));
        let before = &text[..text.len() - value.len()];
        number.len() < value.len() && ended && !has_exited(&lower_tail(before))
    })
}

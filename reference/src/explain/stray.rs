//! A status where there is no head: in an archive of developer tools, in their panels, in a line of a log,
//! in an exception.

use super::{FieldLine, Request, Response};
use serde_json::Value;

/// The responses of an HTTP archive (HAR), an entry of one, or a problem details object (RFC 9457).
pub fn archive(text: &str) -> Option<Vec<Response>> {
    let value: Value = serde_json::from_str(text).ok()?;
    let entries = value.pointer("/log/entries").or_else(|| value.get("entries"));
    let entries: Vec<&Value> = match entries.unwrap_or(&value) {
        Value::Array(entries) => entries.iter().collect(),
        entry => vec![entry],
    };
    let found: Vec<Response> = entries.into_iter().filter_map(entry).collect();
    (!found.is_empty()).then_some(found)
}

fn entry(entry: &Value) -> Option<Response> {
    let response = entry.get("response").unwrap_or(entry);
    let status = response.get("status").or_else(|| response.get("statusCode"))?;
    let status = status
        .as_u64()
        .map(|status| status.to_string())
        .or_else(|| status.as_str().map(str::to_owned))?;
    let version = response
        .get("httpVersion")
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_ascii_lowercase();
    let version = version.trim_start_matches("http/").trim_start_matches('h').chars().next();
    let fields =
        response.get("headers").and_then(Value::as_array).into_iter().flatten().filter_map(
            |field| {
                let text = |name: &str| field.get(name).and_then(Value::as_str).map(str::to_owned);
                Some(FieldLine { name: text("name")?, value: text("value")?, line: 1 })
            },
        );
    let is_pseudo = |field: &FieldLine| field.name.starts_with(':');
    let method = entry.pointer("/request/method").and_then(Value::as_str);
    let reason = response.get("statusText").and_then(Value::as_str).filter(|text| !text.is_empty());
    Some(Response {
        status,
        line: 1,
        version: version.and_then(|version| version.to_digit(10)).map(|version| version as u8),
        reason: reason.map(str::to_owned),
        fields: fields.filter(|field| !is_pseudo(field)).collect(),
        request: Request { method: method.map(str::to_owned) },
        ..Response::default()
    })
}

/// What was copied from a panel of developer tools: `Status Code: 405 Method Not Allowed`, the fields after it.
pub fn tools(text: &str) -> Vec<Response> {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let mut response = Response::default();
    let mut request = Request::default();
    let mut at = 0;
    while at < lines.len() {
        let (line, number) = (lines[at].trim(), at + 1);
        let lower = line.to_ascii_lowercase();
        at += 1;
        let after = |label: &str| {
            let rest = lower.strip_prefix(label)?.trim_start_matches(':').trim();
            Some(if rest.is_empty() {
                lines.get(number).map(|line| line.trim()).unwrap_or_default()
            } else {
                &line[line.len() - rest.len()..]
            })
        };
        if let Some(value) = after("request method") {
            request.method = Some(value.to_owned());
        } else if let Some(value) = after("status code").or_else(|| {
            after("status").filter(|_| lower == "status" || lower.starts_with("status:"))
        }) {
            let value = value.trim_start_matches(|c: char| !c.is_ascii_digit());
            let (status, reason) = value.split_once(' ').unwrap_or((value, ""));
            let is_status = status.len() >= 3 && status.bytes().all(|byte| byte.is_ascii_digit());
            if response.status.is_empty() && is_status {
                response.status = status.to_owned();
                response.line = number;
                let reason =
                    reason.trim().trim_start_matches(['(', '"']).trim_end_matches([')', '"']);
                response.reason = (!reason.is_empty()).then(|| reason.to_owned());
            }
        } else if lower == "version"
            || lower.starts_with("version:")
            || lower.starts_with("protocol:")
        {
            let version = after("version").or_else(|| after("protocol")).unwrap_or_default();
            let digit =
                version.chars().find(char::is_ascii_digit).and_then(|digit| digit.to_digit(10));
            response.version = digit.map(|digit| digit as u8);
        } else if !response.status.is_empty() && is_request_part(&lower) {
            // What follows is the request's.
            break;
        } else if let Some((name, value)) = line.split_once(": ").filter(|(name, _)| is_field(name))
        {
            response.fields.push(FieldLine {
                name: name.to_owned(),
                value: value.trim().to_owned(),
                line: number,
            });
        }
    }
    response.request = request;
    if response.status.is_empty() { Vec::new() } else { vec![response] }
}

fn is_request_part(line: &str) -> bool {
    line.starts_with("request headers")
        || line.starts_with("query string")
        || line.starts_with("form data")
}

/// Whether a name is that of a field, and none of a panel's own labels.
fn is_field(name: &str) -> bool {
    const LABELS: [&str; 6] =
        ["request url", "remote address", "referrer policy", "status", "address", "scheme"];
    let is_name =
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    is_name && !LABELS.contains(&name.to_ascii_lowercase().as_str())
}

/// What stands before the status in the words of clients.
const BEFORE: [&str; 17] = [
    "status code ",
    "status code: ",
    "status: ",
    "status=",
    "statuscode=",
    "status_code=",
    "http code ",
    "response code: ",
    "response code ",
    "http error ",
    "httperror: ",
    "http status ",
    "returned error: ",
    "response ",
    "received http ",
    "unexpected status ",
    "success: ",
];

/// The status in a line of a log or of an exception.
pub fn in_line(line: &str, number: usize) -> Option<Response> {
    let (status, method, rest) = access_log(line).or_else(|| reported(line))?;
    let reason = rest.trim_start_matches([':', ' ', '-', '(', '"', ',']);
    let reason: String =
        reason.chars().take_while(|c| c.is_ascii_alphabetic() || *c == ' ').collect();
    let known = facts::StatusCode::parse(&status).and_then(crate::catalog::find);
    // Of what follows only a name of the code is its reason phrase.
    let is_name = |name: &&str| reason.to_ascii_lowercase().contains(&name.to_ascii_lowercase());
    let name =
        known.and_then(|entry| std::iter::once(entry.name).chain(entry.aliases()).find(is_name));
    Some(Response {
        status,
        line: number,
        reason: name.map(str::to_owned),
        request: Request { method },
        ..Response::default()
    })
}

/// In an access log the status follows the quoted request: `"GET / HTTP/1.1" 404 153`.
fn access_log(line: &str) -> Option<(String, Option<String>, &str)> {
    let end = line.find(" HTTP/").map(|at| at + line[at..].find('"').unwrap_or(0));
    let end = end.filter(|end| line[*end..].starts_with('"'))?;
    let rest = line[end + 1..].trim_start();
    let status: String = rest.chars().take_while(char::is_ascii_digit).collect();
    let start = line[..end].rfind('"').map_or(0, |at| at + 1);
    let method = line[start..end].split(' ').next().map(str::to_owned);
    (status.len() == 3).then_some((status, method, ""))
}

fn reported(line: &str) -> Option<(String, Option<String>, &str)> {
    let lower = line.to_ascii_lowercase();
    let mut best: Option<(usize, usize)> = None;
    for before in BEFORE {
        for (at, _) in lower.match_indices(before) {
            let start = at + before.len();
            let digits = lower[start..].bytes().take_while(u8::is_ascii_digit).count();
            if digits == 3 && best.is_none_or(|(_, then)| start < then) {
                best = Some((digits, start));
            }
        }
    }
    let start = best.map(|(_, start)| start).or_else(|| named(&lower))?;
    let status = line.get(start..start + 3)?.to_owned();
    let method = lower.contains("after connect").then(|| "CONNECT".to_owned());
    Some((status, method, line.get(start + 3..)?))
}

/// A number with the name of its code after it: `404 Not Found`, `500 Server Error`.
fn named(lower: &str) -> Option<usize> {
    let bytes = lower.as_bytes();
    (0..bytes.len().saturating_sub(2)).find(|at| {
        let is_number = bytes[*at..at + 3].iter().all(u8::is_ascii_digit);
        let before = at.checked_sub(1).map_or(b' ', |at| bytes[at]);
        let after = bytes.get(at + 3).copied().unwrap_or(b' ');
        if !is_number
            || before.is_ascii_alphanumeric()
            || b".-/:".contains(&before)
            || after.is_ascii_alphanumeric()
        {
            return false;
        }
        let rest = lower
            .get(at + 3..)
            .unwrap_or_default()
            .trim_start_matches([' ', ':', '(', '-', '"', '_']);
        let entry = lower
            .get(*at..at + 3)
            .and_then(facts::StatusCode::parse)
            .and_then(crate::catalog::find);
        let is_named = entry.is_some_and(|entry| {
            std::iter::once(entry.name)
                .chain(entry.aliases())
                .any(|name| rest.starts_with(&name.to_ascii_lowercase()))
        });
        is_named || rest.starts_with("client error") || rest.starts_with("server error")
    })
}

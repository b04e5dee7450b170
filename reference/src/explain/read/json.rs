//! JSON: HAR entries, problem documents, lines of a structured log.

use super::{Message, Said, start};
use crate::{
    catalog,
    explain::{Code, Field, Request, Source, lines::Lines},
};
use facts::StatusCode;
use serde::{Deserialize, de::IgnoredAny};
use serde_json::value::RawValue;
use std::{borrow::Cow, collections::BTreeMap};

/// Reads the input where it is one JSON document.
pub(super) fn read(lines: &Lines<'_>) -> Vec<Message> {
    let text = lines.text.trim();
    if !text.starts_with(['{', '[']) {
        return Vec::new();
    }
    let Some(entries) = entries(text) else {
        // Google's APIs have an error in a list of its own where a list was asked for.
        let list: Option<[&RawValue; 1]> = serde_json::from_str(text).ok();
        let text = list.map_or(text, |[one]| one.get());
        let status =
            status_of(text).map(|(code, raw)| bare(code, Source::Json, line_of(lines, raw)));
        return status.or_else(|| of_grpc(text, lines)).into_iter().collect();
    };
    entries.into_iter().filter_map(|entry| entry.message(lines)).collect()
}

/// The message of a JSON object that stands in one line of a log.
pub(super) fn log_line(text: &str, line: usize) -> Option<Message> {
    status_of(text).map(|(code, _)| bare(code, Source::Log, line))
}

fn bare(code: Code, source: Source, line: usize) -> Message {
    Message::bare(code, None, source, line)
}

/// An error of gRPC as a gateway gives it to clients of HTTP: `{"code":5,"message":"…","details":[]}`.
#[derive(Deserialize)]
struct GrpcError<'a> {
    #[serde(borrow)]
    code: &'a RawValue,
    #[serde(rename = "message")]
    _message: Cow<'a, str>,
    #[serde(rename = "details")]
    _details: Vec<IgnoredAny>,
}

/// What gRPC-Gateway sends for each code of gRPC from 2 on (`HTTPStatusFromCode`); for 1 its versions differ.
const OF_GRPC: [u16; 15] =
    [500, 400, 504, 404, 409, 403, 429, 400, 409, 400, 501, 500, 503, 500, 401];

/// The response whose content an error of gRPC is. Its code says the status, and is none.
fn of_grpc(text: &str, lines: &Lines<'_>) -> Option<Message> {
    let GrpcError { code, .. } = serde_json::from_str(text).ok()?;
    let number: usize = code.get().parse().ok()?;
    let status = StatusCode::new(*OF_GRPC.get(number.checked_sub(2)?)?)?;
    let line = line_of(lines, code);
    let words = format!("code {number} of gRPC");
    let said = vec![Said { words, codes: vec![status], lines: vec![line] }];
    Some(Message { said, ..bare(Code::Valid(status), Source::Said, line) })
}

#[derive(Deserialize)]
struct Har<'a> {
    #[serde(borrow)]
    log: HarLog<'a>,
}

#[derive(Deserialize)]
struct HarLog<'a> {
    #[serde(borrow)]
    entries: Vec<Entry<'a>>,
}

#[derive(Deserialize)]
struct Entry<'a> {
    #[serde(borrow)]
    request: Option<HarRequest<'a>>,
    #[serde(borrow)]
    response: HarResponse<'a>,
}

#[derive(Deserialize)]
struct HarRequest<'a> {
    #[serde(borrow)]
    method: Cow<'a, str>,
    #[serde(borrow)]
    url: Option<Cow<'a, str>>,
    #[serde(default, borrow)]
    headers: Vec<&'a RawValue>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct HarResponse<'a> {
    #[serde(borrow)]
    status: &'a RawValue,
    #[serde(borrow)]
    status_text: Option<Cow<'a, str>>,
    #[serde(borrow)]
    http_version: Option<Cow<'a, str>>,
    #[serde(borrow)]
    headers: Vec<&'a RawValue>,
    #[serde(borrow)]
    content: Option<HarContent<'a>>,
}

#[derive(Deserialize)]
struct HarContent<'a> {
    #[serde(borrow)]
    text: Option<&'a RawValue>,
}

#[derive(Deserialize)]
struct HarField<'a> {
    #[serde(borrow)]
    name: Cow<'a, str>,
    #[serde(borrow)]
    value: Cow<'a, str>,
}

/// The entries of a HAR file, a list of them, one, or the response of one.
fn entries(text: &str) -> Option<Vec<Entry<'_>>> {
    if let Ok(har) = serde_json::from_str::<Har<'_>>(text) {
        return Some(har.log.entries);
    }
    if let Ok(entries) = serde_json::from_str::<Vec<Entry<'_>>>(text) {
        return Some(entries);
    }
    if let Ok(entry) = serde_json::from_str::<Entry<'_>>(text) {
        return Some(vec![entry]);
    }
    let response = serde_json::from_str::<HarResponse<'_>>(text).ok()?;
    Some(vec![Entry { request: None, response }])
}

impl Entry<'_> {
    /// `None` where the status is 0: there was no response.
    fn message(self, lines: &Lines<'_>) -> Option<Message> {
        let HarResponse { status, status_text, http_version, headers, content } = self.response;
        let code = code_of(status)?;
        let reason = status_text.map(Cow::into_owned).filter(|reason| !reason.is_empty());
        let mut message = Message::bare(code, reason, Source::Har, line_of(lines, status));
        let response = &mut message.response;
        response.version = http_version.as_deref().and_then(version);
        response.fields = fields(&headers, lines);
        let last = response.fields.last().map_or(response.status_line, |field| field.line);
        response.lines.end = response.lines.end.max(last + 1);
        response.request = self.request.map(|request| Request {
            target: request.url.map(Cow::into_owned),
            fields: fields(&request.headers, lines),
            ..Request::of(&request.method)
        });
        if let Some(text) = content.and_then(|content| content.text).filter(|t| t.get().len() > 2) {
            let line = line_of(lines, text);
            message.content.lines = line - 1..line;
            message.content.any = true;
        }
        Some(message)
    }
}

fn fields(headers: &[&RawValue], lines: &Lines<'_>) -> Vec<Field> {
    let field = |raw: &&RawValue| {
        let HarField { name, value } = serde_json::from_str(raw.get()).ok()?;
        let (name, value) = (name.into_owned(), value.trim().to_owned());
        Some(Field { name, value, line: line_of(lines, raw) })
    };
    headers.iter().filter_map(field).collect()
}

fn version(text: &str) -> Option<crate::explain::Version> {
    let short = |major| crate::explain::Version { major, minor: 0 };
    match text {
        "h2" => Some(short(2)),
        "h3" => Some(short(3)),
        _ => start::version(text),
    }
}

/// The line on which a part of the input stands.
fn line_of(lines: &Lines<'_>, raw: &RawValue) -> usize {
    let start = raw.get().as_ptr() as usize;
    lines.number_at(start.wrapping_sub(lines.text.as_ptr() as usize))
}

/// The members that hold a status, the surest first.
const STATUS: [&str; 10] = [
    "status",
    "statusCode",
    "status_code",
    "http_status",
    "httpStatus",
    "httpStatusCode",
    "response_code",
    // Traefik's, and that of Cloudflare's logs.
    "DownstreamStatus",
    "EdgeResponseStatus",
    "httpCode",
];

/// Those that hold numbers of the program's own, too: OpenWeatherMap's `cod` is a status, Facebook's `code` is none.
const CODE: [&str; 3] = ["code", "cod", "error_code"];

/// The members in which to look further.
const WITHIN: [&str; 10] = [
    "response",
    "res",
    "error",
    "err",
    "data",
    "http",
    "meta",
    // Google's load balancer, Kubernetes' audit log, Azure's gateway.
    "httpRequest",
    "responseStatus",
    "properties",
];

/// The status that an object names, in itself or in a member of it.
fn status_of(text: &str) -> Option<(Code, &RawValue)> {
    // A program's own envelope is never deeper.
    find_status(text, 3, 200)
}

/// `least` is the least number that is taken for a status where a name can mean another one.
fn find_status(text: &str, depth: usize, least: u16) -> Option<(Code, &RawValue)> {
    let members: BTreeMap<Cow<'_, str>, &RawValue> = serde_json::from_str(text).ok()?;
    let here = STATUS.iter().filter_map(|name| members.get(*name));
    let found = here.copied().find_map(|raw| Some((code_of(raw)?, raw)));
    let known = |name: &str, raw| {
        let code = code_of(raw)?;
        let least = if name.starts_with("err") { 400 } else { least };
        catalog::find(code.valid().filter(|code| code.get() >= least)?)?;
        Some((code, raw))
    };
    let found = found.or_else(|| CODE.iter().find_map(|name| known(name, members.get(*name)?)));
    found.or_else(|| {
        WITHIN.iter().filter(|_| depth > 0).find_map(|name| {
            let least = if name.starts_with("err") { 400 } else { least };
            find_status(members.get(*name)?.get(), depth - 1, least)
        })
    })
}

/// A number of three digits, or a text that is one or begins with one: `"404 Not Found"`.
fn code_of(raw: &RawValue) -> Option<Code> {
    let text = raw.get().trim_matches('"');
    let number = text.split(' ').next()?;
    let code = Code::read(number);
    code.valid().map(|_| code)
}

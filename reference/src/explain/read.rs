//! Finds the responses in what a tool printed: raw heads, `curl -v` with its marks, `wget -S` with its
//! indentation, developer tools, archives (HAR); and where there is no head, a status in a log line or an
//! exception.
//!
//! A tolerant reader of lines, not a parser of messages: what was pasted has lost its carriage returns, its
//! ends and often its beginning, and a strict parser would give up at the first of these.

use super::{FieldLine, FindingId, Request, Response, stray};
use crate::catalog;
use facts::StatusCode;

/// How many responses are read, and how long content may be of which the end is looked for, in bytes: what
/// is longer is no paste that a person reads, and must not cost more than its length.
const MOST: usize = 500;
const LONGEST_CONTENT: usize = 1 << 20;

/// A line of the input with its number.
#[derive(Clone, Copy)]
struct Line<'a> {
    number: usize,
    text: &'a str,
}

/// The responses of an input, in order.
pub fn responses(text: &str) -> Vec<Response> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let lines = lines(text);
    if text.trim_start().starts_with(['{', '['])
        && let Some(found) = stray::archive(text)
    {
        return found;
    }
    let mut found =
        if lines.iter().any(|line| is_marked(line.text)) { marked(&lines) } else { raw(&lines) };
    if found.is_empty() {
        found = stray::tools(text);
    }
    if found.is_empty() {
        found = lines.iter().filter_map(|line| stray::in_line(line.text, line.number)).collect();
    }
    for response in &mut found {
        response.entry = StatusCode::parse(&response.status).and_then(catalog::find);
    }
    found
}

/// The lines of a text: they end with LF, CRLF or CR.
fn lines(text: &str) -> Vec<Line<'_>> {
    let text_lines =
        text.split('\n').flat_map(|line| line.strip_suffix('\r').unwrap_or(line).split('\r'));
    text_lines.enumerate().map(|(at, text)| Line { number: at + 1, text }).collect()
}

/// A status line: version, status, reason phrase.
struct StatusLine<'a> {
    version: u8,
    status: &'a str,
    reason: Option<&'a str>,
}

fn status_line(text: &str) -> Option<StatusLine<'_>> {
    let rest =
        text.trim_end().strip_prefix("HTTP/").or_else(|| text.trim_end().strip_prefix("http/"))?;
    let (version, rest) = rest.split_once([' ', '\t'])?;
    let is_version =
        !version.is_empty() && version.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let major = version.split('.').next()?.parse().ok().filter(|_| is_version)?;
    let rest = rest.trim_start();
    let (status, reason) = match rest.split_once(' ') {
        Some((status, reason)) => (status, Some(reason)),
        None => (rest, None),
    };
    (!status.is_empty()).then_some(StatusLine { version: major, status, reason })
}

/// The status of a pseudo-header field: `:status: 404`.
fn pseudo_status(text: &str) -> Option<&str> {
    let rest = text.trim().strip_prefix(":status")?;
    let status = rest.trim_start_matches([':', ' ', '\t', '=']).trim();
    (!status.is_empty() && rest != status).then_some(status)
}

fn is_head_start(text: &str) -> bool {
    status_line(text).is_some() || pseudo_status(text).is_some()
}

fn begin(line: Line<'_>, text: &str, request: &Request) -> Option<Response> {
    let mut response =
        Response { line: line.number, request: request.clone(), ..Response::default() };
    if let Some(StatusLine { version, status, reason }) = status_line(text) {
        response.version = Some(version);
        response.status = status.to_owned();
        response.reason = reason.map(str::to_owned);
        response.has_status_line = true;
    } else {
        response.status = pseudo_status(text)?.to_owned();
        response.version = Some(2);
        response.is_pseudo = true;
    }
    Some(response)
}

/// Adds a line of the head to a response.
fn add(response: &mut Response, line: Line<'_>, text: &str) {
    if text.starts_with([' ', '\t']) && !response.fields.is_empty() {
        response.broken.push((FindingId::FoldedHeader, line.number));
        if let Some(last) = response.fields.last_mut() {
            last.value.push(' ');
            last.value.push_str(text.trim());
        }
        return;
    }
    if let Some(status) = pseudo_status(text) {
        if response.status.is_empty() {
            response.status = status.to_owned();
        }
        response.is_pseudo = true;
        return;
    }
    let Some((name, value)) = text.split_once(':').filter(|(name, _)| !name.is_empty()) else {
        response.broken.push((FindingId::BadHeaderLine, line.number));
        return;
    };
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    if !name.bytes().all(is_name) {
        response.broken.push((FindingId::BadHeaderName, line.number));
    }
    let field = FieldLine {
        name: name.trim().to_owned(),
        value: value.trim().to_owned(),
        line: line.number,
    };
    response.fields.push(field);
}

/// The method of a request line: `GET / HTTP/1.1`.
fn request_method(text: &str) -> Option<&str> {
    let mut parts = text.split_whitespace();
    let (method, _, version) = (parts.next()?, parts.next()?, parts.next()?);
    let is_method = method.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'-');
    (is_method && version.starts_with("HTTP/")).then_some(method)
}

/// The method that a command asks for: `$ curl -I https://…`.
fn command_method(text: &str) -> Option<String> {
    let text = text.trim_start_matches(['$', '#', '%', '>', ' ']);
    let mut words = text.split_whitespace();
    let command = words.next()?;
    if !matches!(command, "curl" | "http" | "https" | "wget" | "xh" | "curlie") {
        return None;
    }
    let words: Vec<&str> = words.collect();
    let after = |flags: &[&str]| {
        words.windows(2).find(|pair| flags.contains(&pair[0])).map(|pair| pair[1].to_owned())
    };
    let joined =
        words.iter().find_map(|word| word.strip_prefix("-X").filter(|rest| !rest.is_empty()));
    let is_set = |flag: char, long: &str| {
        words.iter().any(|word| {
            *word == long || word.starts_with('-') && !word.starts_with("--") && word.contains(flag)
        })
    };
    if let Some(method) = after(&["-X", "--request", "--method"]).or(joined.map(str::to_owned)) {
        return Some(method.trim_matches(['"', '\'']).to_owned());
    }
    let plain = words.first().filter(|word| word.bytes().all(|byte| byte.is_ascii_uppercase()));
    if let (true, Some(method)) = (command != "curl", plain) {
        return Some((*method).to_owned());
    }
    if command == "curl" && is_set('I', "--head") {
        return Some("HEAD".to_owned());
    }
    let sends = [
        "-d",
        "--data",
        "--data-raw",
        "--data-binary",
        "--json",
        "-F",
        "--form",
        "--data-urlencode",
    ];
    (command == "curl" && words.iter().any(|word| sends.contains(word))).then(|| "POST".to_owned())
}

/// Whether a line is one that `curl -v` marks: `< HTTP/1.1 200 OK`.
fn is_marked(text: &str) -> bool {
    text.trim_start().strip_prefix('<').is_some_and(|rest| is_head_start(rest.trim_start()))
}

/// Reads what `curl -v` printed: `>` is the request, `<` the response, `*` and `{` are its own words.
fn marked(lines: &[Line<'_>]) -> Vec<Response> {
    let mut found: Vec<Response> = Vec::new();
    let mut request = Request::default();
    let mut in_head = false;
    for line in lines {
        let text = line.text.trim_start_matches(' ');
        if let Some(method) = command_method(text) {
            request = Request { method: Some(method) };
        } else if let Some(rest) = text.strip_prefix('>') {
            if let Some(method) = request_method(rest) {
                request = Request { method: Some(method.to_owned()) };
            }
        } else if let Some(rest) =
            text.strip_prefix('<').filter(|rest| in_head || is_head_start(rest.trim_start()))
        {
            let rest = rest.strip_prefix(' ').unwrap_or(rest);
            if rest.trim().is_empty() {
                in_head = false;
            } else if is_head_start(rest.trim_start()) {
                found.extend(begin(*line, rest.trim_start(), &request));
                in_head = true;
            } else if let Some(response) = found.last_mut() {
                add(response, *line, rest);
            }
        } else if text.starts_with(['*', '{', '}']) && is_own(text) {
            // What curl says of itself.
        } else if let Some(response) = found.last_mut().filter(|_| !in_head) {
            append(response, *line);
        }
    }
    found
}

/// Whether a line is a word of curl's own, not content that begins with the same sign.
fn is_own(text: &str) -> bool {
    text.starts_with("* ") || text == "*" || text.starts_with("{ [") || text.starts_with("} [")
}

fn append(response: &mut Response, line: Line<'_>) {
    match &mut response.content {
        Some((_, content)) => {
            content.push('\n');
            content.push_str(line.text);
        }
        None => response.content = Some((line.number, line.text.to_owned())),
    }
}

/// Reads heads as they go over the wire, also indented (`wget -S`).
fn raw(lines: &[Line<'_>]) -> Vec<Response> {
    let mut found: Vec<Response> = Vec::new();
    let mut request = Request::default();
    let mut at = 0;
    while at < lines.len() {
        let line = lines[at];
        let text = line.text.trim_start();
        let indent = &line.text[..line.text.len() - text.len()];
        at += 1;
        if let Some(method) = command_method(line.text) {
            request = Request { method: Some(method) };
            continue;
        }
        if found.is_empty()
            && let Some(method) = request_method(text)
        {
            request = Request { method: Some(method.to_owned()) };
            continue;
        }
        let begins = is_head_start(text)
            && found.len() < MOST
            && found.last().is_none_or(|last| may_follow(last, &lines[at - 1..]));
        if !begins {
            if let Some(last) = found.last_mut() {
                append(last, line);
            }
            continue;
        }
        let Some(mut response) = begin(line, text, &request) else { continue };
        while at < lines.len() {
            let line = lines[at];
            let Some(rest) = line.text.strip_prefix(indent).filter(|rest| !rest.trim().is_empty())
            else {
                // An indented head ends where the indentation does; another by a blank line.
                if line.text.trim().is_empty() {
                    at += 1;
                }
                break;
            };
            if is_head_start(rest.trim_start()) {
                break;
            }
            if indent.is_empty() || !rest.starts_with([' ', '\t']) || response.fields.is_empty() {
                add(&mut response, line, rest);
            }
            at += 1;
        }
        found.push(response);
    }
    found
}

/// Whether another head may follow where `rest` begins, or whether that is content which quotes one.
fn may_follow(last: &Response, rest: &[Line<'_>]) -> bool {
    let length: Option<usize> =
        last.field("Content-Length").next().and_then(|line| line.value.trim().parse().ok());
    if let Some((_, content)) = &last.content
        && !content.trim().is_empty()
    {
        // After content a head follows only where the content is known to be over.
        if content.len() > LONGEST_CONTENT {
            return false;
        }
        let lines = content.matches('\n').count() + 1;
        return length
            .is_some_and(|length| (content.len()..=content.len() + 2 * lines).contains(&length));
    }
    let code = last.code();
    let is_without = code / 100 == 1
        || code / 100 == 3
        || matches!(code, 204 | 205 | 401 | 407)
        || last.request.is("HEAD")
        || last.request.is("CONNECT")
        || last
            .reason
            .as_deref()
            .is_some_and(|reason| reason.eq_ignore_ascii_case("connection established"));
    if is_without || length == Some(0) {
        return true;
    }
    let rest = &rest[..rest.len().min(LONGEST_CONTENT)];
    let left: usize = rest.iter().map(|line| line.text.len() + 1).sum();
    match length {
        // Just as long as announced: it is the content.
        Some(length) => !(length <= left + rest.len() && length + 2 * rest.len() + 2 >= left),
        None => !last.has("Content-Type") && !last.has("Transfer-Encoding"),
    }
}

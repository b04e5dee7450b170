//! Lines of access logs: nginx, Apache, Squid, HAProxy, IIS, AWS load balancers, development servers, and
//! structured logs in JSON.

use super::{Message, json, start};
use crate::explain::{Code, Request, Source, lines::Lines};

/// Reads every line that is one of an access log.
pub(super) fn read(lines: &Lines<'_>) -> Vec<Message> {
    let mut columns = None;
    let mut messages = Vec::new();
    for line in lines.iter() {
        let text = line.text.trim();
        if let Some(names) = text.strip_prefix("#Fields:") {
            columns = names.split_whitespace().position(|name| name == "sc-status");
        }
        let extended = columns.filter(|_| !text.starts_with('#')).and_then(|column| {
            let (code, _) = code(text.split_whitespace().nth(column)?)?;
            Some(Message::bare(code, None, Source::Log, line.number))
        });
        messages.extend(extended.or_else(|| message(text, line.number)));
    }
    messages
}

fn message(text: &str, number: usize) -> Option<Message> {
    if text.starts_with('{') {
        return json::log_line(text, number);
    }
    let (code, reason, request) = load_balancer(text)
        .or_else(|| quoted_request(text))
        .or_else(|| common(text))
        .or_else(|| squid(text))
        .or_else(|| haproxy(text))
        .or_else(|| bare_request(text))?;
    let mut message = Message::bare(code, reason, Source::Log, number);
    message.response.request = request;
    Some(message)
}

type Logged = (Code, Option<String>, Option<Request>);

/// `"GET /path HTTP/1.1" 404`, whatever quotes are in the path; also `"GET /x HTTP/1.1" 404 Not Found`.
fn quoted_request(text: &str) -> Option<Logged> {
    let end = text.match_indices(" HTTP/").find_map(|(at, _)| {
        let after = text[at + 1..].find(['"', '\'', ' ']).map(|length| at + 1 + length)?;
        let rest = text[after..].strip_prefix(['"', '\''])?;
        start::version(&text[at + 1..after])?;
        Some((at, rest))
    });
    let (at, rest) = end?;
    let (code, after) = code(rest.trim_start())?;
    let begin = text[..at].find('"').map_or(0, |quote| quote + 1);
    let name = after.trim_start();
    let words = |c: char| c.is_ascii_alphabetic() || matches!(c, ' ' | '-' | '\'');
    let named =
        (!name.is_empty() && name.chars().all(words) && name != "-").then(|| name.to_owned());
    Some((code, named, request(&text[begin..at])))
}

/// `[date] "…" 400 0`: what stands in the quotes is no request line.
fn common(text: &str) -> Option<Logged> {
    let (_, rest) = text.split_once("] \"")?;
    let found = rest.match_indices("\" ").find_map(|(at, _)| {
        let (code, after) = code(&rest[at + 2..])?;
        let size = after.split_whitespace().next().unwrap_or("-");
        let sized = size == "-" || size.bytes().all(|b| b.is_ascii_digit());
        sized.then(|| (code, request(&rest[..at])))
    });
    found.map(|(code, request)| (code, None, request))
}

/// `1286536308.779 180 192.0.2.1 TCP_MISS/404 411 GET http://example.com/`.
fn squid(text: &str) -> Option<Logged> {
    let words: Vec<&str> = text.split_whitespace().take(8).collect();
    let at = words.iter().position(|word| {
        word.split_once('/').is_some_and(|(result, _)| {
            ["TCP_", "UDP_", "NONE"].iter().any(|start| result.starts_with(start))
        })
    })?;
    let (_, number) = words[at].split_once('/')?;
    let (code, _) = code(number)?;
    let method = words.get(at + 2).filter(|word| start::is_method(word));
    Some((code, None, method.map(|method| Request::of(method))))
}

/// `… http-in static/srv1 10/0/30/69/109 200 2750 - - ---- 1/1/1/1/0 0/0 "GET / HTTP/1.1"`.
fn haproxy(text: &str) -> Option<Logged> {
    let (head, quoted) = text.split_once(" \"")?;
    let mut words = head.split_whitespace();
    let timers = |word: &str| {
        word.matches('/').count() == 4
            && word.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'/' | b'-' | b'+'))
    };
    words.by_ref().find(|word| timers(word))?;
    let (code, _) = code(words.next()?)?;
    Some((code, None, request(quoted)))
}

/// `https 2018-07-02T22:23:00.186641Z app/… 192.0.2.1:2817 10.0.0.1:80 0.08 0.04 0.03 502 - …`.
fn load_balancer(text: &str) -> Option<Logged> {
    let mut words = text.split_whitespace();
    let kind = matches!(words.next()?, "http" | "https" | "h2" | "grpcs" | "ws" | "wss");
    let time = words.next().is_some_and(|word| word.contains('T') && word.ends_with('Z'));
    if !kind || !time {
        return None;
    }
    let (code, _) = code(words.nth(6)?)?;
    let asked = text.split_once(" \"").and_then(|(_, quoted)| request(quoted));
    Some((code, None, asked))
}

/// `GET /path 404 5.123 ms - 150`, `GET https://example.com/x 404 (Not Found)`, and Gin's
/// `| 404 | 1.2ms | 192.0.2.1 | GET "/x"`.
fn bare_request(text: &str) -> Option<Logged> {
    let words: Vec<&str> = text.split_whitespace().take(16).collect();
    for three in words.windows(3) {
        let is_target = |word: &str| word.starts_with('/') || word.contains("://");
        // Cypress has the code before the target.
        let (target, number) =
            if is_target(three[2]) { (three[2], three[1]) } else { (three[1], three[2]) };
        if start::is_method(three[0])
            && is_target(target)
            && let Some((code, _)) = code(number)
        {
            let request = Request { target: Some(target.to_owned()), ..Request::of(three[0]) };
            let named = text.split_once(&format!("{number} ("));
            let named = named.and_then(|(_, rest)| rest.split_once(')'));
            let reason = named.map(|(name, _)| name.to_owned()).filter(|name| !name.is_empty());
            return Some((code, reason, Some(request)));
        }
        if let ("|", Some((code, _)), "|") = (three[0], code(three[1]), three[2])
            && words.first() == Some(&"[GIN]")
        {
            let method = text.rsplit('|').next()?.split_whitespace().next()?;
            return Some((code, None, start::is_method(method).then(|| Request::of(method))));
        }
    }
    None
}

/// Three digits at the beginning that stand by themselves, and what follows them.
fn code(text: &str) -> Option<(Code, &str)> {
    let (digits, after) = text.split_at_checked(3)?;
    let alone =
        !after.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | '/' | ':' | '-'));
    let code = Code::read(digits);
    (alone && code.valid().is_some()).then_some((code, after))
}

fn request(text: &str) -> Option<Request> {
    let mut words = text.split_whitespace();
    let method = words.next().filter(|word| start::is_method(word))?;
    let target = words.next().map(|target| target.trim_matches('"').to_owned());
    Some(Request { target, ..Request::of(method) })
}

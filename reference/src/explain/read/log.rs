//! Lines of access logs: nginx, Apache, Squid, HAProxy, IIS, AWS load balancers, development servers, and
//! structured logs in JSON.

use super::{Message, json, start};
use crate::{
    catalog,
    explain::{Code, Request, Source, lines::Lines},
};

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
        .or_else(|| bare_request(text))
        .or_else(|| dotnet(text))
        .or_else(|| haproxy_check(text))
        .or_else(|| extended(text))?;
    let mut message = Message::bare(code, reason, Source::Log, number);
    message.response.request = request;
    Some(message)
}

type Logged = (Code, Option<String>, Option<Request>);

/// `"GET /path HTTP/1.1" 404`, whatever quotes are in the path; also `"GET /x HTTP/1.1" 404 Not Found`.
fn quoted_request(text: &str) -> Option<Logged> {
    let (at, rest) = request_end(text)?;
    // Go's chi has the client before the code: `from 192.0.2.1:7 - 404 19B in 12µs`.
    let rest = rest
        .strip_prefix(" from ")
        .and_then(|rest| rest.split_once(" - "))
        .map_or(rest, |(_, rest)| rest);
    let (code, after) = code(rest.trim_start())?;
    let begin = text[..at].find('"').map_or(0, |quote| quote + 1);
    let name = after.trim_start();
    let words = |c: char| c.is_ascii_alphabetic() || matches!(c, ' ' | '-' | '\'');
    let named =
        (!name.is_empty() && name.chars().all(words) && name != "-").then(|| name.to_owned());
    Some((code, named, request(&text[begin..at])))
}

/// Where the version of a quoted request begins, and what follows the quote.
fn request_end(text: &str) -> Option<(usize, &str)> {
    text.match_indices(" HTTP/").find_map(|(at, _)| {
        let after = text[at + 1..].find(['"', '\'', ' ']).map(|length| at + 1 + length)?;
        let rest = text[after..].strip_prefix(['"', '\''])?;
        let version = &text[at + 1..after];
        // urllib3 has no point in it.
        let is_version =
            matches!(version, "HTTP/11" | "HTTP/20") || start::version(version).is_some();
        is_version.then_some((at, rest))
    })
}

/// `[date] "…" 400 0`: what stands in the quotes is no request line.
fn common(text: &str) -> Option<Logged> {
    let (_, rest) = text.split_once("] \"")?;
    // Behind a request there was no code: Envoy has a 0 where there was no response.
    if request_end(text).is_some() {
        return None;
    }
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

/// What HAProxy logs of a server that it asks whether it is well: `… reason: Layer7 wrong status, code: 500, info: …`.
fn haproxy_check(text: &str) -> Option<Logged> {
    let (_, rest) = text.split_once("Layer7 wrong status, code: ")?;
    let (code, _) = code(rest)?;
    Some((code, None, None))
}

/// `https 2018-07-02T22:23:00.186641Z app/… 192.0.2.1:2817 10.0.0.1:80 0.08 0.04 0.03 502 - …`; the older
/// kind of them has no word before the time.
fn load_balancer(text: &str) -> Option<Logged> {
    let mut words = text.split_whitespace();
    let is_time = |word: &str| word.contains('T') && word.ends_with('Z');
    let first = words.next()?;
    let kind = matches!(first, "http" | "https" | "h2" | "grpcs" | "ws" | "wss");
    if !is_time(if kind { words.next()? } else { first }) {
        return None;
    }
    let (code, _) = code(words.nth(6)?)?;
    let asked = text.split_once(" \"").and_then(|(_, quoted)| request(quoted));
    // A time can begin any log.
    (kind || asked.is_some()).then_some((code, None, asked))
}

/// A line of IIS or of CloudFront without the line that names the columns, in the columns that they have
/// unless they are told others: `2026-11-25 09:30:00 10.0.0.1 GET /x - 443 - 10.0.0.2 curl - 404 0 2 15`.
fn extended(text: &str) -> Option<Logged> {
    let words: Vec<&str> = text.split_whitespace().take(40).collect();
    let is_number = |word: &str| word.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    let column = match words.iter().position(|word| start::is_method(word))? {
        3 if words.len() > 10 && words[words.len() - 3..].iter().all(|word| is_number(word)) => {
            words.len() - 4
        }
        5 => 8,
        _ => return None,
    };
    let (code, _) =
        code(words.get(column).filter(|_| words[0].len() == 10 && is_number(words[0]))?)?;
    Some((code, None, None))
}

/// `GET /path 404 5.123 ms - 150`, `GET https://example.com/x 404 (Not Found)`, `GET /path -> 404`,
/// Chromium's `GET https://example.com/x net::ERR_ABORTED 404`, a list's `https://example.com/x 404`,
/// PHP's `[404]: GET /x`, lychee's `[404] https://example.com/x`, OkHttp's
/// `<-- 404 Not Found https://example.com/x (5ms)`, and Gin's and Fiber's
/// `| 404 | 1.2ms | 192.0.2.1 | GET "/x"`.
fn bare_request(text: &str) -> Option<Logged> {
    // Java has the request in parentheses.
    let words = text.split_whitespace().take(16).map(|word| word.trim_matches(['(', ')']));
    let between = |word: &&str| matches!(*word, "->" | "=>" | "→") || word.starts_with("net::ERR_");
    let words: Vec<&str> = words.filter(|word| !between(word)).collect();
    let is_target = |word: &str| word.starts_with('/') || word.contains("://");
    if let ["<--", number, rest @ ..] = words.as_slice()
        && let Some((code, _)) = code(number)
    {
        let named: Vec<&str> = rest.iter().copied().take_while(|word| !is_target(word)).collect();
        return Some((code, Some(named.join(" ")).filter(|name| !name.is_empty()), None));
    }
    // A lower number can be that of a footnote.
    if let [first, target, ..] = words.as_slice()
        && let Some((code, "]")) = first.strip_prefix('[').and_then(code)
        && code.valid().is_some_and(|code| code.get() >= 400)
        && target.contains("://")
    {
        return Some((code, None, None));
    }
    // An address and its code, and nothing else: the other way round a lower number can be one of a list.
    let listed = match words.as_slice() {
        [target, number] if target.contains("://") => code(number),
        [number, target] if target.contains("://") => {
            code(number).filter(|(code, _)| code.valid().is_some_and(|code| code.get() >= 400))
        }
        _ => None,
    };
    if let Some((code, "")) = listed
        && code.valid().and_then(catalog::find).is_some()
    {
        return Some((code, None, None));
    }
    // hey and oha count the responses: `[200] 404 responses`.
    if let [first, _, "responses"] = words.as_slice()
        && let Some((code, "]")) = first.strip_prefix('[').and_then(code)
    {
        return Some((code, None, None));
    }
    for three in words.windows(3) {
        if let Some((code, "]:" | "]")) = three[0].strip_prefix('[').and_then(code)
            && start::is_method(three[1])
            && is_target(three[2])
        {
            let target = Some(three[2].to_owned());
            return Some((code, None, Some(Request { target, ..Request::of(three[1]) })));
        }
        // Cypress has the code before the target.
        let (target, number) =
            if is_target(three[2]) { (three[2], three[1]) } else { (three[1], three[2]) };
        if start::is_method(three[0])
            && is_target(target)
            && let Some((code, _)) = code(number)
        {
            // Go's client for GitHub has a colon behind it.
            let target = target.trim_end_matches(':').to_owned();
            let request = Request { target: Some(target), ..Request::of(three[0]) };
            let named = text.split_once(&format!("{number} ("));
            let named = named.and_then(|(_, rest)| rest.split_once(')'));
            let reason = named.map(|(name, _)| name.to_owned());
            // `200 (31 ms)` has a time there.
            let reason = reason.filter(|name| name.starts_with(char::is_alphabetic));
            return Some((code, reason, Some(request)));
        }
        if let ("|", Some((code, _)), "|") = (three[0], code(three[1]), three[2])
            && words.first().is_some_and(|first| *first == "[GIN]" || first.contains(':'))
            && let Some(method) = words.iter().find(|word| start::is_method(word))
        {
            return Some((code, None, Some(Request::of(method))));
        }
    }
    None
}

/// ASP.NET Core's `Request finished HTTP/1.1 GET http://localhost/x - 404 0 - 1.2ms`, before .NET 5
/// `Request finished in 1.2ms 404 text/html`.
fn dotnet(text: &str) -> Option<Logged> {
    let (_, rest) = text.split_once("Request finished ")?;
    if let Some(rest) = rest.strip_prefix("in ") {
        let (code, _) = code(rest.split_once("ms ")?.1)?;
        return Some((code, None, None));
    }
    let (_, asked) = rest.split_once(' ')?;
    let (code, _) =
        rest.match_indices(" - ").find_map(|(at, dash)| code(&rest[at + dash.len()..]))?;
    Some((code, None, request(asked)))
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

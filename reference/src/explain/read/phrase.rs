//! Sentences: exceptions of clients, messages of programs, error pages. A number counts where its name
//! follows it or where the words before it say that it is a status.

use super::Message;
use crate::{
    catalog,
    explain::{Code, Source, lines::Lines},
};
use facts::StatusCode;

/// Words after which a number is a status code.
const SURE: [&str; 39] = [
    "status code",
    "statuscode",
    "status_code",
    "status-code",
    "http status",
    "http_status",
    "httpstatus",
    "response code",
    "response_code",
    "responsecode",
    "http code",
    "http_code",
    "http error",
    "httperror",
    "http/1.1",
    "http/1.0",
    "http/2",
    "http/2.0",
    "http/3",
    "http",
    "status",
    "a status of",
    "status of",
    "returned error",
    "server response",
    "awaiting response...",
    "tunnel failed, response",
    "err_http_response_code_failure",
    "returned a status",
    "response status",
    "return code is",
    "status code is",
    "status code of",
    "status code was",
    "response status code was unacceptable",
    "clientresponseerror",
    "httpexception",
    "sc",
    // Phoenix.
    "[info] sent",
];

/// Words after which a number may be one, where the sentence speaks of HTTP.
const LIKELY: [&str; 20] = [
    "occurred",
    "was",
    "error",
    "code",
    "returned",
    "responded with",
    "response",
    "got",
    "received",
    "failed with",
    "exception",
    "completed",
    "answered",
    "answered with",
    "returns",
    "replied",
    "replied with",
    "rc",
    "with",
    "a",
];

/// Words of a sentence that speaks of HTTP.
const CONTEXT: [&str; 13] = [
    "operation",
    "http",
    "url",
    "status",
    "request",
    "server",
    "response",
    "connect",
    "proxy",
    "fetch",
    "download",
    "api",
    "upstream",
];

/// Reads every line that names a status. Lines that name the same one after another are one response.
pub(super) fn read(lines: &Lines<'_>) -> Vec<Message> {
    let mut messages: Vec<Message> = Vec::new();
    let mut last = None;
    // A few words in one line, and nothing else: what they name is what is asked about.
    let whole = lines.text.trim();
    let brief = whole.len() < 40 && !whole.contains(['\n', '\r']);
    let number = StatusCode::parse(whole).filter(|code| catalog::find(*code).is_some());
    for line in lines.iter().filter(|line| !line.is_blank()) {
        // `403 ERROR` is the heading of a page.
        let heading = line.text.trim();
        let brief = brief || heading.len() < 12 && heading.to_ascii_lowercase().contains("error");
        let found = number.map(|code| (code, None)).or_else(|| named(line.text, brief));
        let Some((code, reason)) = found else { continue };
        if last.replace(code) == Some(code) {
            continue;
        }
        let code = Code::Valid(code);
        messages.push(Message::bare(code, reason, Source::Text, line.number));
    }
    messages
}

/// The status that a line names, and the phrase beside it.
fn named(text: &str, brief: bool) -> Option<(StatusCode, Option<String>)> {
    if !text.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let context = brief || {
        let lower = text.to_ascii_lowercase();
        CONTEXT.iter().any(|word| lower.contains(word))
    };
    let mut best: Option<(u8, StatusCode, Option<String>)> = None;
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let end =
            bytes[at..].iter().position(|b| !b.is_ascii_digit()).map_or(bytes.len(), |n| at + n);
        if end - at == 3
            && let Some(code) = StatusCode::parse(&text[at..end])
            && let Some((weight, reason)) = weigh(&text[..at], &text[end..], code, context)
            && best.as_ref().is_none_or(|(most, ..)| weight > *most)
        {
            best = Some((weight, code, reason));
        }
        at = end;
    }
    best.map(|(_, code, reason)| (code, reason))
}

/// How surely the number between `before` and `after` is a status; `None` where nothing says so.
fn weigh(
    before: &str,
    after: &str,
    code: StatusCode,
    context: bool,
) -> Option<(u8, Option<String>)> {
    let joined = |c: char| c.is_alphanumeric() || "._-#$€%,".contains(c);
    if before.ends_with(joined) {
        return None;
    }
    let mut next = after.chars();
    // IIS adds a number of its own: `HTTP Error 404.0 - Not Found`.
    let mut numbered = false;
    // What Firefox copies: `"Status": "404Not Found"`.
    let is_cell = before.ends_with("\"Status\": \"");
    let glued = match next.next() {
        // The end of a sentence or of a clause.
        Some('.' | ',' | '-') => {
            let then = next.next();
            numbered = after.starts_with('.') && then.is_some_and(|c| c.is_ascii_digit());
            then.is_some_and(char::is_alphanumeric) && !numbered
        }
        Some(c) => joined(c) && !is_cell || c == '/',
        None => false,
    };
    if glued {
        return None;
    }
    let tail = lower_tail(before);
    if [
        "expected",
        "expecting",
        "expected status",
        "expected status code",
        "want",
        "wanted",
        "instead of",
    ]
    .iter()
    .any(|word| is_whole_word(&tail, word))
    {
        return None;
    }
    let reason = phrase_after(after, code);
    let sure = SURE.iter().any(|word| ends_with_word(&tail, word));
    // A constructor as Python and JavaScript print it.
    let sure = sure || before.ends_with("Error(") || before.ends_with("Exception(");
    // Spring names the class of the exception for the code: `HttpClientErrorException$NotFound: 404 :`.
    let of_spring = before.trim_end().strip_suffix(':');
    let of_spring = of_spring.and_then(|before| before.rsplit_once("Exception$"));
    let is_name = |name: &str| !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphabetic());
    let sure = sure || of_spring.is_some_and(|(_, name)| is_name(name));
    if numbered && !sure {
        return None;
    }
    let then = after.trim_start();
    let followed = ["error", "response", "status"]
        .iter()
        .any(|word| then.get(..word.len()).is_some_and(|then| then.eq_ignore_ascii_case(word)));
    let spoken = LIKELY.iter().any(|word| ends_with_word(&tail, word)) || followed;
    let known = code.get() < 600 || catalog::find(code).is_some();
    let likely = context && spoken && catalog::find(code).is_some();
    match (&reason, sure, likely) {
        (Some(_), true, _) => Some((5, reason)),
        (Some(_), ..) => Some((4, reason)),
        (None, true, _) if known => Some((3, requests_phrase(after))),
        (None, _, true) => Some((2, None)),
        _ => None,
    }
}

/// The last words before a number, in lower case, without what stands between them and it.
fn lower_tail(before: &str) -> String {
    let tail: Vec<char> = before.chars().rev().take(48).collect();
    let tail: String = tail.into_iter().rev().collect::<String>().to_ascii_lowercase();
    let between = |c: char| c.is_whitespace() || ":=([\"'`<>|*".contains(c);
    tail.trim_end_matches(between).to_owned()
}

/// Whether `text` ends with `word`, which may itself be the end of a longer name: `ClientResponseError`.
fn ends_with_word(text: &str, word: &str) -> bool {
    text.ends_with(word) && (word.len() > 4 || is_whole_word(text, word))
}

fn is_whole_word(text: &str, word: &str) -> bool {
    let before = text.strip_suffix(word);
    before.is_some_and(|before| !before.ends_with(|c: char| c.is_alphanumeric() || c == '_'))
}

/// The name of `code`, or an older or other one, right after the number.
pub(super) fn phrase_after(after: &str, code: StatusCode) -> Option<String> {
    let entry = catalog::find(code)?;
    let names = std::iter::once(entry.name).chain(entry.aliases());
    let open = after.trim_start_matches(|c: char| !c.is_alphanumeric());
    // Further away it is another's.
    if after.len() - open.len() > 4 {
        return None;
    }
    names
        .filter_map(|name| same_words(open, name))
        .max_by_key(|found| found.len())
        .map(str::to_owned)
}

/// The beginning of `text` that has the letters of `name`, whatever stands between them.
fn same_words<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let mut wanted =
        name.chars().filter(|c| c.is_alphanumeric()).map(|c| c.to_ascii_lowercase()).peekable();
    for (at, c) in text.char_indices() {
        if !c.is_alphanumeric() {
            continue;
        }
        if wanted.next() != Some(c.to_ascii_lowercase()) {
            return None;
        }
        if wanted.peek().is_none() {
            let end = at + c.len_utf8();
            let whole = !text[end..].starts_with(|c: char| c.is_alphanumeric());
            return whole.then(|| &text[..end]);
        }
    }
    None
}

/// `429 Client Error: Too Many Requests for url: …`, as Python's requests says it.
fn requests_phrase(after: &str) -> Option<String> {
    let rest =
        after.strip_prefix(" Client Error: ").or_else(|| after.strip_prefix(" Server Error: "))?;
    // No phrase is longer than a line of a terminal.
    let rest = rest.char_indices().nth(80).map_or(rest, |(end, _)| &rest[..end]);
    let phrase = rest.split(" for url").next()?.trim();
    (!phrase.is_empty()).then(|| phrase.to_owned())
}

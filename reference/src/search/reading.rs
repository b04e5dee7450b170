//! What a query is, before its words count: a number, a class, a pasted line, a question of two codes.

use super::{
    LONGEST_QUERY, Offer,
    analysis::{Word, is_letter, words},
};
use crate::{
    Entry, catalog,
    part::{from, holds, until},
    says_no_response,
};
use facts::{Class, StatusCode};

/// The class that the whole query names: by its slug (`4xx`, `4**`), by its name (`client errors`), or, where it asks
/// for many, by how its name begins (`redirects`, `success codes`).
pub fn class(query: &str) -> Option<Class> {
    let query = query.trim().to_ascii_lowercase();
    let asks_for_many = query.ends_with('s');
    let query = query.strip_prefix("http ").unwrap_or(&query);
    let query = ["codes", "code", "statuses", "status", "responses"]
        .iter()
        .fold(query, |query, word| query.strip_suffix(word).unwrap_or(query).trim_end());
    let slug = query.split(' ').next().unwrap_or_default().replace(['*', 'x'], "");
    Class::ALL.into_iter().find(|class| {
        let digit = class.slug().trim_end_matches('x');
        let is_slug = query.len() >= 3
            && slug == digit
            && ["xx", "**", "xxs", "xx error", "xx errors"].contains(&from(query, 1));
        let name = class.name().to_ascii_lowercase();
        let one = query.trim_end_matches('s');
        let rest = name.strip_prefix(one);
        let is_begun = asks_for_many && one.len() >= LEAST_OF_NAME;
        let is_name = match rest {
            Some("" | "s") => true,
            // A first word of two names none: `client`.
            Some(rest) => is_begun && !rest.starts_with(' '),
            None => false,
        };
        is_slug || !query.is_empty() && is_name
    })
}

/// Of how many letters the beginning of a class's name is at least.
const LEAST_OF_NAME: usize = 5;

/// The status that the query holds, and whether it is a line that was pasted.
pub struct Status {
    /// The number.
    pub code: StatusCode,
    /// Whether what stands around it is that of a log, a status line or a client's report.
    pub is_pasted: bool,
    /// Whether no word says that it is a status: it may count something.
    pub is_bare: bool,
}

/// Where a number stands; the later, the more surely is it a status.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    /// In a name, an address, an amount.
    Part,
    Alone,
    /// Behind a word such as `status`.
    Named,
    /// Where a status line has it, or a log.
    StatusLine,
}

/// Finds the number that is the status: that of the likeliest [`Place`], of several the first.
pub fn status(query: &str) -> Option<Status> {
    let lower = query.to_ascii_lowercase();
    let mut best: Option<(Place, StatusCode)> = None;
    for (start, end) in numbers(&lower) {
        let (before, after) = (until(&lower, start), from(&lower, end));
        let Some(code) = StatusCode::parse(from(until(&lower, end), start)) else { continue };
        let last_word = before
            .trim_end_matches([' ', ':', '=', '"', '\'', '(', '[', '/'])
            .rsplit([' ', '"', '(', ','])
            .next();
        let last_word = last_word.unwrap_or_default();
        let place = place(before, last_word, after);
        // What the operating system says: `(104: Connection reset by peer)`, `[Errno 104]`, `(os error 104)`.
        let is_errno = last_word.ends_with("errno")
            || before.ends_with("os error ")
            || code.get() < 200 && before.ends_with('(') && after.starts_with(": ");
        let is_known = catalog::find(code).is_some() && !is_errno;
        if place > Place::Part
            && (is_known || place == Place::StatusLine)
            && best.is_none_or(|(than, _)| place > than)
        {
            best = Some((place, code));
        }
    }
    let (place, code) = best?;
    let signs = [
        "http/",
        "request failed",
        "httperror",
        "response code",
        "from proxy after",
        "status code:",
        ":status",
    ];
    let is_pasted = place == Place::StatusLine || signs.iter().any(|sign| holds(&lower, sign));
    let is_named = ["status", "error", "code"].iter().any(|name| holds(&lower, name));
    Some(Status { code, is_pasted, is_bare: place == Place::Alone && !is_named && !is_pasted })
}

/// Where a number stands between what is before and after it; `last_word` is the last word before.
fn place(before: &str, last_word: &str, after: &str) -> Place {
    let names = [
        "status",
        "code",
        "error",
        "response",
        "returned",
        "http",
        "statuscode",
        "status_code",
        "failed",
        "answered",
    ];
    if is_version(last_word)
        || before.trim_end().ends_with("\"") && holds(before, " /")
        || before.ends_with(":status: ")
    {
        Place::StatusLine
    } else if names.iter().any(|name| last_word.ends_with(name)) {
        Place::Named
    } else if is_part(before, after) {
        Place::Part
    } else {
        Place::Alone
    }
}

/// Whether a number is a part of what stands around it, or an amount.
fn is_part(before: &str, after: &str) -> bool {
    before.ends_with(['.', '-', '/', '_', '$', '#'])
        || after.starts_with(['-', '/', '_', '%'])
        // What IIS counts within a code, `404.3`, is a part of it where nothing stands before that.
        || after.starts_with('.') && begins_with_digit(from(after, 1)) && !before.is_empty()
        || before.ends_with(':')
            && before.trim_end_matches(':').ends_with(is_letter)
            && !before.ends_with("status:")
            && !before.ends_with("code:")
            && !before.ends_with("error:")
        || is_amount(after)
        || after.starts_with(':') && begins_with_digit(from(after, 1))
}

/// What a number counts that stands before it.
const UNITS: &str = " bytes days gb hours items kb kilobytes mb megabytes milliseconds minutes ms rows sec \
    seconds times users ";

/// Whether what follows a number says that it is an amount, and no status: `100 seconds`.
fn is_amount(after: &str) -> bool {
    let next = words(after.strip_prefix(' ').unwrap_or(after)).into_iter().next();
    next.is_some_and(|unit| holds(UNITS, &[" ", &unit.text, " "].concat()))
}

/// Whether a word is the protocol with its version: `http/1.1`, `http/2`.
fn is_version(word: &str) -> bool {
    word.strip_prefix("http/").is_some_and(begins_with_digit)
}

fn begins_with_digit(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}

/// What stands beside a status in one word with it: `error404`, npm's `E404`.
const LABELS: &str = " code e err error errors http httperror httpstatus page status statuscode ";

/// The runs of exactly three digits that stand alone, beside a label, or before letters as long as a word
/// (`404notfound`): where they start and end. Others are of a name, `x509`, or of a hash.
fn numbers(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        while at < bytes.len() && bytes[at].is_ascii_digit() {
            at += 1;
        }
        if at - start == 3 {
            let before = until(text, start).rsplit(is_no_letter).next().unwrap_or_default();
            let after = from(text, at).split(is_no_letter).next().unwrap_or_default();
            let is_word = after.len() > 5 && !after.bytes().any(|byte| byte.is_ascii_digit());
            if is_word && before.is_empty() || is_label([before, after].concat()) {
                found.push((start, at));
            }
        }
        at = at.max(start + 1);
    }
    found
}

fn is_no_letter(c: char) -> bool {
    !is_letter(c)
}

/// Whether it is a label of a status, or nothing.
fn is_label(letters: String) -> bool {
    letters.is_empty() || is_among(&letters, LABELS)
}

/// Whether a word is one of a list, with a space around each.
fn is_among(word: &str, list: &str) -> bool {
    holds(list, &[" ", word, " "].concat())
}

/// Whether the query asks to tell codes apart, and which two or three it names by number: `401 vs 403`, `301 308`.
pub fn comparison(query: &str) -> (bool, Vec<&'static Entry>) {
    let (mut asks, mut is_all_numbers) = (false, true);
    let mut entries: Vec<&'static Entry> = Vec::new();
    for word in words(query) {
        let Some(code) = StatusCode::parse(&word.text) else {
            is_all_numbers = false;
            asks |= is_among(&word.text, " between vs or difference and compare versus than ");
            continue;
        };
        entries.extend(catalog::find(code).filter(|entry| !entries.contains(entry)));
    }
    asks |= is_all_numbers;
    if !asks || !(2..=3).contains(&entries.len()) {
        entries.clear();
    }
    (asks, entries)
}

/// Whether the query asks which code to send.
pub fn asks_to_choose(query: &str) -> bool {
    let lower = query.to_ascii_lowercase();
    let asks = ["which ", "what code", "what status", "choose", "pick a"]
        .iter()
        .any(|ask| holds(&lower, ask));
    asks && ["code", "status", "send", "return", "use"].iter().any(|of| holds(&lower, of))
}

/// What of a query is searched for, and whether that is not all of it.
pub fn cut(query: &str) -> (&str, bool) {
    let end = query.char_indices().nth(LONGEST_QUERY).map_or(query.len(), |(end, _)| end);
    (until(query, end).trim(), end < query.len())
}

/// What else answers a query.
pub fn offer(
    query: &str,
    is_cut: bool,
    compared: Vec<&'static Entry>,
    status: Option<Status>,
) -> Option<Offer> {
    match status {
        _ if !compared.is_empty() => Some(Offer::Compare(compared)),
        Some(status) if status.is_pasted || is_cut => Some(Offer::Explain),
        // No code answers it, and what it means can be told.
        None if says_no_response(&query.to_ascii_lowercase()) || ends_with_zero(query) => {
            Some(Offer::Explain)
        }
        _ if asks_to_choose(query) => Some(Offer::Choose),
        _ => None,
    }
}

/// Whether a query ends with the 000 that curl has where there was no response, which is no amount: `12 000`.
fn ends_with_zero(query: &str) -> bool {
    let before = query.strip_suffix(" 000");
    before.is_some_and(|before| !before.ends_with(|c: char| c.is_ascii_digit()))
}

/// The words of a query that may say which code is meant: all but those of addresses (`/blog/`,
/// `https://example.com`), of what a name is part of (`org.example.` of `org.example.NotFoundException`,
/// `Response::` of `Response::HTTP_FOUND`), and what ends the name of an error's type. Where that is all there is, all but the schemes of addresses.
pub fn telling(query: &str) -> Vec<Word> {
    let mut told = Vec::new();
    let mut start = 0;
    for token in query.split_inclusive(char::is_whitespace) {
        let is_address = token.starts_with('/') && token.len() > 1 || holds(token, "://");
        let begins_type = |at: &usize| {
            let before = until(token, *at);
            (before.ends_with('.') || before.ends_with("::"))
                && from(token, *at).starts_with(|c: char| c.is_ascii_uppercase())
        };
        let name = (0..token.len()).rev().find(begins_type).unwrap_or(0);
        let ends_type = |word: &Word| {
            matches!(word.text.as_str(), "exception" | "error")
                && until(token, name + word.start).ends_with(|c: char| c.is_ascii_lowercase())
        };
        let words = words(from(token, name)).into_iter();
        let words = words.filter(|word| !is_address && !ends_type(word));
        told.extend(words.map(|word| {
            let (from, to) = (start + name + word.start, start + name + word.end);
            Word { start: from, end: to, ..word }
        }));
        start += token.len();
    }
    if told.is_empty() {
        let is_scheme = |word: &Word| from(query, word.end).starts_with("://");
        told.extend(words(query).into_iter().filter(|word| !is_scheme(word)));
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_packages_say_nothing_of_a_code() {
        let told =
            |query: &str| telling(query).into_iter().map(|word| word.text).collect::<Vec<_>>();
        assert_eq!(told("Page not found at /blog/gateway"), ["page", "not", "found", "at"]);
        assert_eq!(told("https://example.com/a timed out"), ["timed", "out"]);
        assert_eq!(told("org.example.NotFoundException: no"), ["not", "found", "no"]);
        assert_eq!(told("Response::HTTP_USE_PROXY"), ["http", "use", "proxy"]);
        assert_eq!(told("/gateway"), ["gateway"]);
        assert_eq!(told("https://example.com/a"), ["example", "com", "a"]);
        assert_eq!(told("Conflict. Retry. é\u{a0}/x"), ["conflict", "retry", "é"]);
    }

    #[test]
    fn the_number_of_a_system_error_is_no_status() {
        let code = |query: &str| status(query).map(|status| status.code.get());
        assert_eq!(code("recv() failed (104: Connection reset by peer)"), None);
        assert_eq!(code("[Errno 104] Connection reset by peer"), None);
        assert_eq!(code("Connection refused (os error 103)"), None);
        assert_eq!(code("HTTP Error 404: Not Found"), Some(404));
        assert_eq!(code("server said (404: Not Found)"), Some(404));
    }

    #[test]
    fn a_code_in_one_word_with_its_label_or_with_words_is_read() {
        let code = |query: &str| status(query).map(|status| status.code.get());
        for query in [
            "error404",
            "npm ERR! code E404",
            "404Error:",
            "404notfound",
            "404NotFound?",
            "http404",
            "err404!",
            "404.3",
        ] {
            assert_eq!(code(query), Some(404), "{query}");
        }
        for query in [
            "500f3c2a9be1",
            "300seconds",
            "500milliseconds",
            "1404.3",
            "v 404.3",
            "x509",
            "sha256",
            "é404",
            "404s",
            "E1404",
            "utf404error",
            "a404notfound",
            "4040notfound",
        ] {
            assert_eq!(code(query), None, "{query}");
        }
    }

    #[test]
    fn an_amount_is_no_status() {
        let code = |query: &str| status(query).map(|status| status.code.get());
        assert_eq!(code("waited 100 seconds"), None);
        assert_eq!(code("HTTP 504 after 300 ms"), Some(504));
    }
}

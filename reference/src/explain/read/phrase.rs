//! Sentences: exceptions of clients, messages of programs, error pages. A number counts where its name
//! stands beside it or where the words around it say that it is a status.

mod name;
mod words;

pub(super) use name::phrase_after;
pub(super) use words::is_count;
pub(in crate::explain) use words::{is_of_exit, lower_tail};

use super::Message;
use crate::{
    catalog,
    explain::{Code, Source, VARIANTS, lines::Lines},
};
use facts::StatusCode;
use name::{phrase_before, requests_phrase};
use words::{
    CONTEXT, LIKELY, SURE, ends_with_word, is_answer_of, is_expected, is_of_client, near_before,
    word_length, words,
};

/// Reads every line that names a status. Lines that name the same one after another are one response.
pub(super) fn read(lines: &Lines<'_>) -> Vec<Message> {
    let mut messages: Vec<Message> = Vec::new();
    let mut last = None;
    // A few words in one line, and nothing else: what they name is what is asked about.
    let whole = lines.text.trim();
    let brief = whole.len() < 40 && !whole.contains(['\n', '\r']);
    let of_vendor = brief && is_of_vendor(whole);
    let number = StatusCode::parse(whole).filter(|code| catalog::find(*code).is_some());
    // Pages have the number alone above what they say: `404`, `There isn't a GitHub Pages site here.`
    let titled =
        whole.split_once(['\n', '\r']).and_then(|(first, rest)| error_above(first.trim(), rest));
    // Next.js has a sign between the two.
    let titled = titled.or_else(|| {
        let (first, rest) = whole.split_at_checked(3).filter(|_| brief)?;
        error_above(first, rest.trim_start().strip_prefix([':', '|', '-', '–'])?)
    });
    for line in lines.iter().filter(|line| !line.is_blank()) {
        // `403 ERROR` is the heading of a page.
        let heading = line.text.trim();
        let brief = brief || heading.len() < 12 && heading.to_ascii_lowercase().contains("error");
        let alone = number.or(titled.filter(|_| messages.is_empty()));
        let found = alone.map(|code| (code, None)).or_else(|| named(line.text, brief, of_vendor));
        let Some((code, reason)) = found else { continue };
        if last.replace(code) == Some(code) {
            // npm has the number alone above the name.
            if let Some(message) = messages.last_mut().filter(|m| m.response.reason.is_none()) {
                message.response.reason = reason;
            }
            continue;
        }
        let code = Code::Valid(code);
        messages.push(Message::bare(code, reason, Source::Text, line.number));
    }
    messages
}

/// Whether a few words name who is known for a code of its own: `Supabase 546`, `DeepL stopped, 456`, `nginx 502`.
fn is_of_vendor(text: &str) -> bool {
    let vendors = catalog::all().iter().filter_map(|entry| entry.vendor);
    let mut vendors = vendors.chain(VARIANTS.iter().map(|variant| variant.vendor));
    vendors.any(|vendor| {
        // Some of them are no names: `some HTTP proxies`.
        let name = vendor.split(' ').next().filter(|name| *name != "some");
        name.is_some_and(|name| words(text).any(|word| word.eq_ignore_ascii_case(name)))
    })
}

/// The error that `number` is where a page says something of it.
fn error_above(number: &str, said: &str) -> Option<StatusCode> {
    let code = StatusCode::parse(number).filter(|code| code.get() >= 400)?;
    let is_said = said.trim_start().starts_with(char::is_alphabetic);
    (is_said && catalog::find(code)?.vendor.is_none()).then_some(code)
}

/// The status that a line names, and the phrase beside it.
fn named(text: &str, brief: bool, of_vendor: bool) -> Option<(StatusCode, Option<String>)> {
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
            && let Some((weight, reason)) =
                weigh(&text[..at], &text[end..], code, context, of_vendor)
            && best.as_ref().is_none_or(|(most, ..)| weight > *most)
        {
            best = Some((weight, code, reason));
        }
        at = end;
    }
    best.map(|(_, code, reason)| (code, reason))
}

/// How surely the number between `before` and `after` is a status, in a line that speaks of HTTP (`context`) or of
/// whose code it is; `None` where nothing says so.
fn weigh(
    before: &str,
    after: &str,
    code: StatusCode,
    context: bool,
    of_vendor: bool,
) -> Option<(u8, Option<String>)> {
    if before.starts_with("npm ") && before.ends_with(" code E") {
        return Some((3, None));
    }
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
            // One number, and not three more as in the address of a host.
            numbered = after.strip_prefix('.').is_some_and(|after| {
                let rest = after.trim_start_matches(|c: char| c.is_ascii_digit());
                let mut next = rest.chars();
                let goes_on =
                    next.next() == Some('.') && next.next().is_some_and(|c| c.is_ascii_digit());
                rest.len() < after.len() && !goes_on
            });
            then.is_some_and(char::is_alphanumeric) && !numbered
        }
        Some(c) => joined(c) && !is_cell || c == '/',
        None => false,
    };
    let then = after.strip_prefix('-').unwrap_or(after.trim_start());
    let then = &then[..word_length(then)];
    // `404-Fehler` is glued, too.
    let followed = ["error", "fehler", "response", "status"]
        .iter()
        .any(|word| then.eq_ignore_ascii_case(word));
    if glued && !followed {
        return None;
    }
    let tail = lower_tail(before);
    if is_expected(before, &tail, after) || is_of_exit(&tail, code.get()) {
        return None;
    }
    let reason = phrase_after(after, code).or_else(|| phrase_before(before, code));
    let counts = is_count(after);
    // `Sync status: 200 items left`.
    let may_stand = |word: &str| word != "status" || !counts;
    let sure = SURE.iter().any(|word| ends_with_word(&tail, word) && may_stand(word));
    // A constructor as Python and JavaScript print it.
    let sure = sure || before.ends_with("Error(") || before.ends_with("Exception(");
    // Spring names the class of the exception for the code: `HttpClientErrorException$NotFound: 404 :`.
    let of_spring = near_before(before).trim_end().strip_suffix(':');
    let of_spring = of_spring.and_then(|before| before.rsplit_once("Exception$"));
    let is_name = |name: &str| !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphabetic());
    let sure = sure || of_spring.is_some_and(|(_, name)| is_name(name));
    let sure = sure || is_of_client(before, &tail, after, code.get());
    // requests' own sentence, aiohttp's, Google's page, and Go's.
    let sayings =
        [" Client Error", " Server Error", ", message=", ". That’s an error", " page not found"];
    let sure =
        sure || sayings.iter().any(|then| after.starts_with(then)) || is_answer_of(before, after);
    let sure = sure || of_vendor && code.get() >= 400 && !counts;
    if numbered && !sure {
        return None;
    }
    let spoken = LIKELY.iter().any(|word| ends_with_word(&tail, word)) || followed;
    let known = code.get() < 600 || catalog::find(code).is_some();
    let likely = context && spoken && !counts && catalog::find(code).is_some();
    match (&reason, sure, likely) {
        (Some(_), true, _) => Some((5, reason)),
        (Some(_), ..) => Some((4, reason)),
        (None, true, _) if known => Some((3, requests_phrase(after))),
        (None, _, true) => Some((2, None)),
        _ => None,
    }
}

//! Sentences: exceptions of clients, messages of programs, error pages. A number counts where its name
//! stands beside it or where the words around it say that it is a status.

mod name;
mod words;

pub(super) use name::phrase_after;
pub(super) use words::is_count;
pub(in crate::explain) use words::{has_exited, lower_tail};

use super::Message;
use crate::{
    catalog,
    explain::{Code, Source, VARIANTS, lines::Lines},
};
use facts::StatusCode;
use name::{phrase_before, requests_phrase};
use words::{
    CONTEXT, LIKELY, SURE, ends_with_word, is_answer_of, is_expected, is_of_client, is_of_exit,
    near_before, word_length, words,
};

/// Reads every line that names a status. Lines that name the same one after another are one response.
pub(super) fn read(lines: &Lines<'_>) -> Vec<Message> {
    let mut messages: Vec<Message> = Vec::new();
    let mut last = None;
    // A few words in one line, and nothing else: what they name is what is asked about.
    let whole = lines.text.trim();
    let brief = whole.len() < 40 && !whole.contains(['\n', '\r']);
    let about = match brief {
        true if is_of_vendor(whole) => About::Vendor,
        true => About::Http,
        false => About::Anything,
    };
    let number = StatusCode::parse(whole).filter(|code| catalog::find(*code).is_some());
    // Pages have the number alone above what they say: `404`, `There isn't a GitHub Pages site here.`
    let titled =
        whole.split_once(['\n', '\r']).and_then(|(first, rest)| error_above(first.trim(), rest));
    // Next.js has a sign between the two.
    let titled = titled.or_else(|| {
        let (first, rest) = whole.split_at_checked(3).filter(|_| brief)?;
        error_above(first, rest.trim_start().strip_prefix([':', '|', '-', '–'])?)
    });
    let of_mail = replies_of_mail(lines.text);
    let of_status = lines.iter().any(|line| line.text.to_ascii_lowercase().contains("status"));
    let (mut before, mut compared, mut printing) = ("", "", false);
    for line in lines.iter().filter(|line| !line.is_blank()) {
        // `403 ERROR` is the heading of a page.
        let heading = line.text.trim();
        let is_heading = heading.len() < 12 && heading.to_ascii_lowercase().contains("error");
        let about = if is_heading { about.max(About::Http) } else { about };
        let alone = number.or(titled.filter(|_| messages.is_empty()));
        let printed = printed_by_curl(line.text).filter(|_| printing);
        let came = came_in_test(line.text, compared)
            .or_else(|| came_below(before, line.text).filter(|_| of_status));
        printing = printed.is_some()
            || ["%{http_code}", "%{response_code}"].iter().any(|name| line.text.contains(name));
        before = line.text;
        compared = line.text.split_once("status_code").map_or(compared, |(_, rest)| rest);
        let found = alone.or(printed).or(came).map(|code| (code, None));
        let found = found.or_else(|| named(line.text, about, &of_mail));
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

/// The code that `curl -w "%{http_code} %{time_total}\n"` printed at the beginning of a line, as most have it, or right
/// behind content: `{"ok":false}503`.
fn printed_by_curl(line: &str) -> Option<StatusCode> {
    let begun = line.split([' ', '\t', ',', ';', '|']).next().and_then(StatusCode::parse);
    begun.or_else(|| StatusCode::parse(line.rsplit(['}', ']', '>']).next()?.trim_end()))
}

/// The code that came, below the one that a test hoped for: Jest's `Received: 401` below `Expected: 200`, and RSpec's
/// `got: 401`.
fn came_below(before: &str, line: &str) -> Option<StatusCode> {
    let behind = |line: &str, words: [&str; 2]| {
        let mut rest = words.iter().filter_map(|word| line.trim().strip_prefix(word));
        StatusCode::parse(rest.next()?.trim())
    };
    behind(before, ["Expected:", "expected:"])?;
    behind(line, ["Received:", "got:"])
}

/// The code that came, where one of Python's tests has it beside the one that it hoped for: `AssertionError: 401 != 200`.
/// They are in the order of `assertEqual(response.status_code, 200)`, of which `compared` is what follows the status. A
/// message may follow them: ` : Couldn't retrieve content`.
fn came_in_test(line: &str, compared: &str) -> Option<StatusCode> {
    let (first, second) = line.trim().strip_prefix("AssertionError: ")?.split_once(" != ")?;
    let second = second.split(" : ").next()?.trim();
    let (first, second) = (StatusCode::parse(first)?, StatusCode::parse(second)?);
    match compared.trim_start().chars().next()? {
        ',' => Some(first),
        ')' => Some(second),
        _ => None,
    }
}

/// The numbers that are replies of SMTP: such a one has a second number behind it, which begins alike, as in
/// `535-5.7.8 Username and Password not accepted`.
pub(super) fn replies_of_mail(text: &str) -> Vec<StatusCode> {
    let reply = |(at, _): (usize, &str)| {
        let start = at.checked_sub(3)?;
        let (number, rest) = (text.get(start..at)?, text.get(at + 1..)?);
        let code = StatusCode::parse(number).filter(|code| matches!(code.get(), 400..600))?;
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
        let mut parts = rest[..end].trim_end_matches('.').split('.');
        let is_of_class = parts.next() == number.get(..1);
        let is_short = |part: &str| (1..=3).contains(&part.len());
        let is_second = parts.next().is_some_and(is_short)
            && parts.next().is_some_and(is_short)
            && parts.next().is_none();
        (is_of_class && is_second).then_some(code)
    };
    text.match_indices([' ', '-']).filter_map(reply).collect()
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
    // A number that only a vendor has tells nothing without its name: Laravel's `419`, `Page Expired`.
    let is_known = catalog::find(code)?.vendor.is_none() || phrase_after(said, code).is_some();
    (is_said && is_known).then_some(code)
}

/// What a line speaks of.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum About {
    Anything,
    /// HTTP, by its words or by its briefness.
    Http,
    /// Who is known for codes, in a few words.
    Vendor,
}

/// How surely a number is a status.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Certainty {
    /// Words before it often have a status behind them.
    Likely,
    /// What stands around it says so.
    Said,
    /// Its name stands beside it.
    Named,
    NamedAndSaid,
}

/// The status that a line names, and the phrase beside it. What is in `of_mail` is none.
fn named(text: &str, about: About, of_mail: &[StatusCode]) -> Option<(StatusCode, Option<String>)> {
    if !text.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let about = about.max({
        let lower = text.to_ascii_lowercase();
        let is_of_http = CONTEXT.iter().any(|word| lower.contains(word));
        if is_of_http { About::Http } else { About::Anything }
    });
    let mut best: Option<(Certainty, StatusCode, Option<String>)> = None;
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
            && !of_mail.contains(&code)
            && let Some((certainty, reason)) = weigh(&text[..at], &text[end..], code, about)
            && best.as_ref().is_none_or(|(most, ..)| certainty > *most)
        {
            best = Some((certainty, code, reason));
        }
        at = end;
    }
    best.map(|(_, code, reason)| (code, reason))
}

/// How surely the number between `before` and `after` is a status, with the phrase beside it; `None` where nothing
/// says so.
fn weigh(
    before: &str,
    after: &str,
    code: StatusCode,
    about: About,
) -> Option<(Certainty, Option<String>)> {
    if before.starts_with("npm ") && before.ends_with(" code E") {
        return Some((Certainty::Said, None));
    }
    let then = after.strip_prefix('-').unwrap_or(after.trim_start());
    let then = &then[..word_length(then)];
    let followed = ["error", "fehler", "response", "status"]
        .iter()
        .any(|word| then.eq_ignore_ascii_case(word));
    let numbered = is_numbered(after);
    // `404-Fehler` is joined to what follows, too.
    if before.ends_with(joins) || is_joined(before, after) && !numbered && !followed {
        return None;
    }
    let tail = lower_tail(before);
    if is_expected(before, &tail, after) || is_of_exit(&tail, code.get()) {
        return None;
    }
    let reason = phrase_after(after, code).or_else(|| phrase_before(before, code));
    let counts = is_count(after);
    let is_said = is_said(before, &tail, after, code)
        || about == About::Vendor && code.get() >= 400 && !counts && !is_of_thousands(after);
    if numbered && !is_said {
        return None;
    }
    // The last word of an address says nothing: `https://example.com/a 200`.
    let is_path = tail.rsplit(' ').next().is_some_and(|word| word.contains('/'));
    let spoken = !is_path && LIKELY.iter().any(|word| ends_with_word(&tail, word)) || followed;
    let is_known = catalog::find(code).is_some();
    let is_likely = about >= About::Http && spoken && !counts && is_known;
    match (&reason, is_said, is_likely) {
        (Some(_), true, _) => Some((Certainty::NamedAndSaid, reason)),
        (Some(_), ..) => Some((Certainty::Named, reason)),
        (None, true, _) if is_known || code.get() < 600 => {
            Some((Certainty::Said, requests_phrase(after)))
        }
        (None, _, true) => Some((Certainty::Likely, None)),
        _ => None,
    }
}

/// Whether three digits more follow: `500 000 characters`.
fn is_of_thousands(after: &str) -> bool {
    let next = after.strip_prefix(' ').unwrap_or_default();
    next.len() - next.trim_start_matches(|c: char| c.is_ascii_digit()).len() == 3
}

/// Whether a character beside a number makes it a part of something else.
fn joins(c: char) -> bool {
    c.is_alphanumeric() || "._-#$€%,".contains(c)
}

/// Whether what follows a number makes it a part of something else; not the end of a sentence or of a clause.
fn is_joined(before: &str, after: &str) -> bool {
    // What Firefox copies: `"Status": "404Not Found"`.
    let is_cell = before.ends_with("\"Status\": \"");
    let mut next = after.chars();
    match next.next() {
        Some('.' | ',' | '-') => next.next().is_some_and(char::is_alphanumeric),
        Some(c) => joins(c) && !is_cell || c == '/',
        None => false,
    }
}

/// Whether a number of its own follows, as IIS adds one, and not three more, as in the address of a host:
/// `HTTP Error 404.0 - Not Found`.
fn is_numbered(after: &str) -> bool {
    after.strip_prefix('.').is_some_and(|after| {
        let rest = after.trim_start_matches(|c: char| c.is_ascii_digit());
        let mut next = rest.chars();
        let goes_on = next.next() == Some('.') && next.next().is_some_and(|c| c.is_ascii_digit());
        rest.len() < after.len() && !goes_on
    })
}

/// Whether what stands around a number says that it is a status; `tail` has the last words before it.
fn is_said(before: &str, tail: &str, after: &str, code: StatusCode) -> bool {
    // `Sync status: 200 items left`.
    let may_stand = |word: &str| !matches!(word, "status" | "iis") || !is_count(after);
    // Spring names the class of the exception for the code: `HttpClientErrorException$NotFound: 404 :`.
    let of_spring = || {
        let before = near_before(before).trim_end().strip_suffix(':');
        let name = before.and_then(|before| before.rsplit_once("Exception$"));
        name.is_some_and(|(_, name)| {
            !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphabetic())
        })
    };
    // requests' own sentence, aiohttp's, Google's page, Go's, and Vault's.
    let sayings = [
        " Client Error",
        " Server Error",
        ", message=",
        ". That’s an error",
        " page not found",
        ". Errors:",
    ];
    SURE.iter().any(|word| ends_with_word(tail, word) && may_stand(word))
        // A constructor as Python and JavaScript print it.
        || before.ends_with("Error(")
        || before.ends_with("Exception(")
        || of_spring()
        || is_of_client(before, tail, after, code.get())
        || sayings.iter().any(|then| after.starts_with(then))
        || is_answer_of(before, after)
}

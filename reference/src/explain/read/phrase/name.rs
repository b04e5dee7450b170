//! The name of a code beside its number.

use crate::{catalog, explain::read::LONG_WORD};
use facts::StatusCode;

/// The name of `code`, or an older or other one, right after the number.
pub(in crate::explain::read) fn phrase_after(after: &str, code: StatusCode) -> Option<String> {
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

/// The name of `code`, or an older or other one, right before the number: `Page not found (404)`. One short word, as in
/// `Locked 423`, can be another's.
pub fn phrase_before(before: &str, code: StatusCode) -> Option<String> {
    let entry = catalog::find(code).filter(|_| code.get() >= 400)?;
    let names = std::iter::once(entry.name).chain(entry.aliases());
    let before = before.trim_end_matches([' ', ':', '-', '(', '[']);
    let telling = names.filter(|name| name.len() >= LONG_WORD || name.contains([' ', '-']));
    telling
        .filter_map(|name| same_last_words(before, name))
        .max_by_key(|found| found.len())
        .map(str::to_owned)
}

/// The end of `text` that has the letters of `name`, whatever stands between them.
fn same_last_words<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let mut wanted = name.chars().rev().filter(|c| c.is_alphanumeric()).peekable();
    for (at, c) in text.char_indices().rev().filter(|(_, c)| c.is_alphanumeric()) {
        if !wanted.next().is_some_and(|wanted| wanted.eq_ignore_ascii_case(&c)) {
            return None;
        }
        if wanted.peek().is_none() {
            let whole = !text[..at].ends_with(|c: char| c.is_alphanumeric());
            return whole.then(|| &text[at..]);
        }
    }
    None
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
pub fn requests_phrase(after: &str) -> Option<String> {
    let rest =
        after.strip_prefix(" Client Error: ").or_else(|| after.strip_prefix(" Server Error: "))?;
    // No phrase is longer than a line of a terminal.
    let rest = rest.char_indices().nth(80).map_or(rest, |(end, _)| &rest[..end]);
    let phrase = rest.split(" for url").next()?.trim();
    (!phrase.is_empty()).then(|| phrase.to_owned())
}

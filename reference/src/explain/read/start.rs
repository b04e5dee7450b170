//! Start lines and field lines, read one by one and with tolerance.
//!
//! `httparse` reads a head as it comes over the wire, from its first byte and with its line ends. What
//! is pasted has marks before its lines, HTTP/2's version, no CR, and is to be read most of all where
//! it is wrong; so the start line is read here, and `httparse` only takes blocks of field lines (see
//! `message`).

use crate::{
    catalog,
    explain::{Code, Request, Version},
};

/// How a version begins (RFC 9112 §2.3).
pub(in crate::explain) const NAME: &str = "HTTP/";
/// How many letters a method has at most: `VERSION-CONTROL` has one less.
const LONGEST_METHOD: usize = 16;

/// What a status line says.
pub(in crate::explain) struct StatusLine {
    pub version: Version,
    pub code: Code,
    pub reason: Option<String>,
}

/// Reads `HTTP/1.1 404 Not Found`, `HTTP/2 404`: a version, and a code that is at least meant as one.
pub(in crate::explain) fn status_line(text: &str) -> Option<StatusLine> {
    let text = text.trim_start();
    if !begins_with_version(text) {
        return None;
    }
    let (first, rest) = text.trim_end().split_once(char::is_whitespace)?;
    let version = version(first)?;
    let rest = rest.trim_start();
    let (code, reason) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    // What is not at least meant as a number makes a sentence: `HTTP/1.1 was designed to …`.
    let meant = code.strip_prefix('-').unwrap_or(code).starts_with(|c: char| c.is_ascii_digit());
    let plain = code.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    if !meant || !plain || code.len() > 8 || code.starts_with("0x") {
        return None;
    }
    let reason = reason.trim();
    let reason = (!reason.is_empty()).then(|| reason.to_owned());
    Some(StatusLine { version, code: Code::read(code), reason })
}

/// Reads a status line without a number where the code should be: `HTTP/1.1 OK`.
pub(super) fn spoilt_status_line(text: &str) -> Option<StatusLine> {
    let text = text.trim();
    if !begins_with_version(text) {
        return None;
    }
    let named = text.split_once(char::is_whitespace).map_or("", |(_, name)| name.trim());
    let is_name = |name: &str| name.eq_ignore_ascii_case(named);
    // Anything else is a sentence that begins with a version.
    if !named.is_empty()
        && !catalog::all().iter().any(|entry| is_name(entry.name) || entry.aliases().any(is_name))
    {
        return None;
    }
    let mut words = text.splitn(3, char::is_whitespace);
    let version = version(words.next()?)?;
    let code = Code::Invalid(words.next().unwrap_or_default().to_owned());
    Some(StatusLine { version, code, reason: words.next().map(str::to_owned) })
}

/// Every line is asked this first: lines can be long.
fn begins_with_version(text: &str) -> bool {
    text.get(..NAME.len()).is_some_and(|name| name.eq_ignore_ascii_case(NAME))
}

/// Reads `HTTP/1.1`, `HTTP/2`, in any case.
pub(super) fn version(text: &str) -> Option<Version> {
    let (name, number) = text.split_at_checked(NAME.len())?;
    if !name.eq_ignore_ascii_case(NAME) {
        return None;
    }
    let (major, minor) = number.split_once('.').unwrap_or((number, "0"));
    let digit = |text: &str| (text.len() == 1).then(|| text.parse().ok()).flatten();
    Some(Version { major: digit(major)?, minor: digit(minor)? })
}

/// Reads `:status: 404`.
pub(in crate::explain) fn pseudo_status(text: &str) -> Option<Code> {
    let rest = text.trim().strip_prefix(":status")?;
    let value = rest.strip_prefix(':').unwrap_or(rest).trim();
    let code = value.split([' ', '\t']).next()?;
    let meant = !code.is_empty() && code.len() <= 8 && code.bytes().all(|b| b.is_ascii_digit());
    meant.then(|| Code::read(code))
}

/// Whether a response begins with this line.
pub(in crate::explain) fn is_response_start(text: &str) -> bool {
    status_line(text).is_some() || pseudo_status(text).is_some()
}

/// Reads `GET /path HTTP/1.1`.
pub(super) fn request_line(text: &str) -> Option<Request> {
    let text = text.trim();
    let space = text.bytes().take(LONGEST_METHOD + 1).position(|b| b == b' ')?;
    let (method, rest) = text.split_at(space);
    if !is_method(method) {
        return None;
    }
    let (target, last) = rest.trim().rsplit_once(' ')?;
    let version = version(last)?;
    if target.trim().is_empty() {
        return None;
    }
    let target = Some(target.trim().to_owned());
    Some(Request { target, version: Some(version), ..Request::of(method) })
}

/// Whether the word is written like a method: capital letters.
pub(super) fn is_method(word: &str) -> bool {
    (3..=LONGEST_METHOD).contains(&word.len())
        && word.bytes().all(|b| b.is_ascii_uppercase() || b == b'-')
}

/// Splits a well-formed field line into name and value.
pub(in crate::explain) fn field_line(text: &str) -> Option<(&str, &str)> {
    let (name, value) = text.split_once(':')?;
    is_token(name).then(|| (name, value.trim()))
}

/// A token (RFC 9110 §5.6.2).
pub(in crate::explain) fn is_token(text: &str) -> bool {
    let tchar = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b);
    !text.is_empty() && text.bytes().all(tchar)
}

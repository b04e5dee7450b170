//! Secrets that show by their looks: tokens, e-mail addresses, IP addresses.

use super::{Secret, bounds::first_of};
use std::{net::IpAddr, ops::Range};

/// Finds the first secret of a kind in a word.
pub type Look = fn(&str) -> Option<Range<usize>>;

pub const LOOKS: [(Look, Secret); 5] = [
    (issued_token, Secret::Token),
    (random_part, Secret::Token),
    (user, Secret::Authorization),
    (email, Secret::Email),
    (ip_address, Secret::IpAddress),
];

/// Whether `word` says who somebody is after the name of a `scheme`, and is neither prose nor a parameter
/// of a challenge.
pub fn is_credentials(scheme: &str, word: &str) -> bool {
    let any = |of: fn(&u8) -> bool| word.bytes().skip(1).any(|b| of(&b));
    let plain = word.trim_end_matches('=');
    let is_plain = plain.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~+/".contains(&b));
    let is_mixed = any(u8::is_ascii_uppercase) && word.bytes().any(|b| b.is_ascii_lowercase());
    let is_bearer = scheme.eq_ignore_ascii_case("bearer");
    let is_prose = plain.len() < word.len() || word.to_ascii_lowercase().starts_with("auth");
    (is_bearer || scheme.eq_ignore_ascii_case("basic"))
        && word.len() >= 8
        && is_plain
        && (any(u8::is_ascii_digit) || is_mixed || is_bearer && !is_prose)
}

/// How many characters a token has at least, with its prefix.
const SHORTEST_TOKEN: usize = 20;
/// How many characters what is drawn by chance has at least.
const SHORTEST_RANDOM: usize = 32;

/// A JSON Web Token, or a key with a prefix that its issuer gives it.
pub fn issued_token(word: &str) -> Option<Range<usize>> {
    const PREFIXES: [&str; 25] = [
        "ghp_",
        "gho_",
        "ghs_",
        "ghu_",
        "ghr_",
        "github_pat_",
        "glpat-",
        "xoxa-",
        "xoxb-",
        "xoxp-",
        "xoxr-",
        "xoxs-",
        "xapp-",
        "sk_live_",
        "sk_test_",
        "rk_live_",
        "shpat_",
        "whsec_",
        "sk-",
        "pypi-",
        "dop_v1_",
        "hvs.",
        "AIza",
        "AKIA",
        "ASIA",
    ];
    if word.len() < SHORTEST_TOKEN {
        return None;
    }
    let mut at = 0;
    while at < word.len() {
        let rest = &word[at..];
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && !"-_.".contains(c));
        let run = &rest[..end.unwrap_or(rest.len())];
        let is_jwt = run.starts_with("eyJ") && run.len() > 30 && run.contains('.');
        if is_jwt || run.len() >= SHORTEST_TOKEN && first_of(&PREFIXES, run).is_some() {
            return Some(at..at + run.len());
        }
        at += run.len() + rest[run.len()..].chars().next().map_or(0, char::len_utf8);
    }
    None
}

/// Whether it is a day, as in `2026-11-25T09:30:00Z`.
fn is_date(text: &str) -> bool {
    let same =
        |(at, b): (usize, u8)| if matches!(at, 4 | 7) { b == b'-' } else { b.is_ascii_digit() };
    text.len() == 10 && text.bytes().enumerate().all(same)
}

/// Whether a word looks drawn by chance: long, of letters in both cases and digits, or of hexadecimal
/// digits.
pub fn is_random(word: &str) -> bool {
    // The time in the name of a file, and a hash that a page or a header tells of its content.
    let is_dated = word.split_once('T').is_some_and(|(date, _)| is_date(date));
    let is_hash =
        first_of(&["sha256-", "sha384-", "sha512-", "sha-256=", "sha-512="], word).is_some();
    if word.len() < SHORTEST_RANDOM || is_dated || is_hash {
        return false;
    }
    let any = |part: &str, of: fn(&u8) -> bool| part.bytes().any(|b| of(&b));
    let plain = word.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.~+=".contains(&b));
    // Of a class of Java, `okhttp3.internal.http.RealInterceptorChain`, no part has all of it.
    let mixed = word.split('.').any(|part| {
        part.len() >= 20
            && any(part, u8::is_ascii_digit)
            && any(part, u8::is_ascii_uppercase)
            && any(part, u8::is_ascii_lowercase)
    });
    let hexadecimal = any(word, u8::is_ascii_digit) && word.bytes().all(|b| b.is_ascii_hexdigit());
    plain && (mixed || hexadecimal)
}

/// A part of an address that looks drawn by chance: that of a webhook, of a link to a new password.
pub fn random_part(word: &str) -> Option<Range<usize>> {
    if word.len() < SHORTEST_RANDOM || !word.contains('/') {
        return None;
    }
    let part = word.split(['/', '?', '&', '#', '=']).find(|part| is_random(part))?;
    let start = word.find(part)?;
    Some(start..start + part.len())
}

/// `me:password@host` without a scheme before it.
pub fn user(word: &str) -> Option<Range<usize>> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || "._%+-".contains(c);
    word.match_indices('@').find_map(|(at, _)| {
        let colon = word[..at].trim_end_matches(|c: char| !"/:@[]".contains(c));
        let start = colon.strip_suffix(':')?.trim_end_matches(is_name).len();
        let user = &word[start..colon.len() - 1];
        // `image:1.2@sha256:…` is no host.
        let host = word[at + 1..].split(':').next().unwrap_or_default();
        let fits = user.starts_with(|c: char| c.is_ascii_alphabetic())
            && user != "mailto"
            && colon.len() < at
            && host.starts_with(|c: char| c.is_ascii_alphanumeric())
            && host != "sha256";
        fits.then_some(start..at)
    })
}

/// How `@` is written, in addresses within addresses and in JSON, too.
const SIGNS: [&str; 4] = ["@", "%40", "%2540", AT];
/// What JSON can have for `@`.
pub const AT: &str = r"\u0040";

pub fn email(word: &str) -> Option<Range<usize>> {
    let local = |c: char| c.is_ascii_alphanumeric() || "._%+-".contains(c);
    let mut begins = 0;
    word.char_indices().find_map(|(at, _)| {
        let sign = first_of(&SIGNS, &word[at..])?;
        let start = begins + word[begins..at].trim_end_matches(local).len();
        begins = at + sign.len();
        let domain = &word[begins..];
        let length = domain.find(|c: char| !(c.is_ascii_alphanumeric() || c == '.' || c == '-'));
        let domain = domain[..length.unwrap_or(domain.len())].trim_end_matches('.');
        // What ends with a digit is a version: `node@18.0.0`.
        let top = domain.rsplit_once('.').map_or("", |(_, top)| top);
        let is_host = top.starts_with("xn--") || top.bytes().all(|b| b.is_ascii_alphabetic());
        let is_of_everybody = &word[start..at] == "git";
        let fits = start < at
            && !top.is_empty()
            && is_host
            && !domain.starts_with('.')
            && !is_of_everybody;
        fits.then(|| start..begins + domain.len())
    })
}

pub fn ip_address(word: &str) -> Option<Range<usize>> {
    let part = |c: char| c.is_ascii_hexdigit() || c == '.' || c == ':';
    if !word.bytes().any(|b| matches!(b, b'.' | b':')) {
        return None;
    }
    let mut at = 0;
    while at < word.len() {
        let rest = &word[at..];
        let start = at + rest.find(part)?;
        let end =
            word[start..].find(|c: char| !part(c)).map_or(word.len(), |length| start + length);
        let glued = word[..start].ends_with(|c: char| c.is_alphanumeric() || c == '-')
            || word[end..].starts_with(|c: char| c.is_alphanumeric() || c == '-');
        let text = word[start..end].trim_end_matches(['.', ':']);
        // With a port, the part before the colon.
        let host = match text.split_once(':') {
            Some((host, port)) if host.contains('.') && !port.contains(':') => host,
            _ => text,
        };
        if !glued && host.parse::<IpAddr>().is_ok_and(is_of_somebody) {
            return Some(start..start + host.len());
        }
        at = end;
    }
    None
}

/// Whether the address says something of somebody: those of the machine itself do not, nor do networks, which versions
/// look like: `Chrome/120.0.0.0`.
pub fn is_of_somebody(address: IpAddr) -> bool {
    let is_network = matches!(address, IpAddr::V4(address) if address.octets()[1..] == [0, 0, 0]);
    !address.is_loopback() && !address.is_unspecified() && !is_network
}

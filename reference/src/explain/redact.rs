//! Secrets in a paste: what kinds there are, and the text without them. Read before an input is shared.

use serde::Serialize;
use std::{net::IpAddr, ops::Range};

/// A kind of secret.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Secret {
    /// The value of `Authorization` or `Proxy-Authorization`.
    Authorization,
    /// The value of `Cookie` or `Set-Cookie`.
    Cookie,
    /// A token, a key or a password: in an address, in a field, or by its looks.
    Token,
    /// An e-mail address.
    Email,
    /// An IP address that is neither of this machine nor kept for documentation.
    IpAddress,
}

impl Secret {
    /// What stands in its place.
    const fn mark(self) -> &'static str {
        match self {
            Secret::Authorization | Secret::Cookie | Secret::Token => "[redacted]",
            Secret::Email => "[e-mail]",
            Secret::IpAddress => "[address]",
        }
    }
}

/// The kinds of secrets in `text`, each once, in the order of [`Secret`].
pub fn secrets(text: &str) -> Vec<Secret> {
    redact(text).1
}

/// `text` with a mark in place of each secret, and the kinds that were found. Line ends stay as they
/// are, so that line numbers do.
pub fn redact(text: &str) -> (String, Vec<Secret>) {
    let mut clean = String::with_capacity(text.len());
    let mut kinds = Vec::new();
    for line in text.split_inclusive(['\n', '\r']) {
        let end = line.trim_end_matches(['\n', '\r']).len();
        redact_line(&line[..end], &mut clean, &mut kinds);
        clean.push_str(&line[end..]);
    }
    kinds.sort_unstable();
    kinds.dedup();
    (clean, kinds)
}

/// Fields whose whole value is a secret.
const FIELDS: [(&str, Secret); 9] = [
    ("authorization", Secret::Authorization),
    ("proxy-authorization", Secret::Authorization),
    ("cookie", Secret::Cookie),
    ("set-cookie", Secret::Cookie),
    ("x-api-key", Secret::Token),
    ("x-auth-token", Secret::Token),
    ("x-csrf-token", Secret::Token),
    ("x-amz-security-token", Secret::Token),
    ("api-key", Secret::Token),
];

/// Names of parameters and members whose value is a secret.
const PARAMETERS: [&str; 20] = [
    "access_token",
    "api_key",
    "apikey",
    "auth",
    "client_secret",
    "code",
    "id_token",
    "jwt",
    "key",
    "pass",
    "passwd",
    "password",
    "pwd",
    "refresh_token",
    "secret",
    "session",
    "sessionid",
    "sig",
    "signature",
    "token",
];

fn redact_line(line: &str, clean: &mut String, kinds: &mut Vec<Secret>) {
    let mut rest = line;
    if let Some((secret, start)) = field_value(line) {
        clean.push_str(&line[..start]);
        clean.push_str(secret.mark());
        // HAR and logs have more after the value; a head has not.
        let end = value_end(&line[start..]);
        kinds.push(secret);
        rest = &line[start + end..];
    }
    redact_words(rest, clean, kinds);
}

/// Where the value of a secret field begins, if the line holds one: `cookie: …`, `"name": "cookie",
/// "value": "…"`, `-H 'Authorization: …'`.
fn field_value(line: &str) -> Option<(Secret, usize)> {
    let lower = line.to_ascii_lowercase();
    FIELDS.iter().find_map(|(name, secret)| {
        let (at, _) = lower.match_indices(name).find(|(at, _)| {
            let begins =
                !lower[..*at].ends_with(|c: char| c.is_alphanumeric() || c == '-' || c == '_');
            let after = lower[at + name.len()..].trim_start_matches(['"', '\'', ' ']);
            begins && after.starts_with([':', ','])
        })?;
        let after = at + name.len();
        let value = match lower[after..].find("\"value\"") {
            Some(value) => after + value + "\"value\"".len(),
            None => after,
        };
        let skipped =
            line[value..].find(|c: char| !matches!(c, ':' | ',' | '"' | '\'' | ' ' | '['))?;
        Some((*secret, value + skipped))
    })
}

/// The length of a field's value: to the quote that closes it, if its line is quoted.
fn value_end(value: &str) -> usize {
    let closing = value.match_indices(['"', '\'']).find(|(at, _)| {
        let after = value[at + 1..].trim_start();
        after.is_empty() || after.starts_with(['}', ',', ']', '-', '\\'])
    });
    closing.map_or(value.len(), |(at, _)| at)
}

/// Looks at each word: parameters, tokens by their looks, addresses.
fn redact_words(text: &str, clean: &mut String, kinds: &mut Vec<Secret>) {
    let separator = |c: char| {
        c.is_whitespace()
            || matches!(c, '"' | '\'' | '`' | '<' | '>' | '(' | ')' | ',' | ';' | '{' | '}')
    };
    let mut previous = "";
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find(separator).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        if word.is_empty() {
            let next = after.chars().next().map_or(0, char::len_utf8);
            clean.push_str(&after[..next]);
            rest = &after[next..];
            continue;
        }
        redact_word(word, previous, clean, kinds);
        if word.contains(|c: char| c.is_alphanumeric()) {
            previous = word;
        }
        rest = after;
    }
}

fn redact_word(word: &str, previous: &str, clean: &mut String, kinds: &mut Vec<Secret>) {
    let named = previous.trim_end_matches(':').to_ascii_lowercase();
    let bearer = matches!(named.as_str(), "bearer" | "basic") && word.len() >= 8;
    // `"password": "…"`.
    let member = PARAMETERS[..].contains(&named.as_str())
        && named != "code"
        && named != "key"
        && word != ":";
    if bearer || member && word.len() >= 4 || looks_like_token(word) {
        clean.push_str(Secret::Token.mark());
        kinds.push(Secret::Token);
        return;
    }
    let mut rest = word;
    while !rest.is_empty() {
        let (range, secret) = match next_secret(rest) {
            Some(found) => found,
            None => break,
        };
        clean.push_str(&rest[..range.start]);
        clean.push_str(secret.mark());
        kinds.push(secret);
        rest = &rest[range.end..];
    }
    clean.push_str(rest);
}

/// A JSON Web Token, or a key with a prefix that its issuer gives it.
fn looks_like_token(word: &str) -> bool {
    let jwt = word.starts_with("eyJ") && word.len() > 30 && word.contains('.');
    let prefixes =
        ["ghp_", "gho_", "github_pat_", "glpat-", "xoxb-", "xoxp-", "sk_live_", "sk-", "AKIA"];
    jwt || word.len() >= 20 && prefixes.iter().any(|prefix| word.starts_with(prefix))
}

/// The first secret in a word: a parameter of an address, credentials in it, an address.
fn next_secret(word: &str) -> Option<(Range<usize>, Secret)> {
    let found = [parameter(word), credentials(word), email(word), ip_address(word)];
    found.into_iter().flatten().min_by_key(|(range, _)| range.start)
}

fn parameter(word: &str) -> Option<(Range<usize>, Secret)> {
    let mut at = 0;
    for part in word.split_inclusive(['?', '&', '#']) {
        let text = part.trim_end_matches(['?', '&', '#']);
        if let Some((name, value)) = text.split_once('=')
            && !value.is_empty()
            && !value.starts_with('[')
            && PARAMETERS.contains(&name.to_ascii_lowercase().as_str())
        {
            let start = at + name.len() + 1;
            return Some((start..start + value.len(), Secret::Token));
        }
        at += part.len();
    }
    None
}

/// `https://user:password@host/`.
fn credentials(word: &str) -> Option<(Range<usize>, Secret)> {
    let start = word.find("://")? + 3;
    let authority = &word[start..];
    let authority = &authority[..authority.find(['/', '?', '#']).unwrap_or(authority.len())];
    let end = authority.rfind('@').filter(|end| !authority[..*end].starts_with('['))?;
    Some((start..start + end, Secret::Token))
}

fn email(word: &str) -> Option<(Range<usize>, Secret)> {
    let at = word.find('@')?;
    let local = |c: char| c.is_ascii_alphanumeric() || "._%+-".contains(c);
    let start =
        at - word[..at].chars().rev().take_while(|c| local(*c)).map(char::len_utf8).sum::<usize>();
    let domain = &word[at + 1..];
    let length = domain.find(|c: char| !(c.is_ascii_alphanumeric() || c == '.' || c == '-'));
    let domain = domain[..length.unwrap_or(domain.len())].trim_end_matches('.');
    let fits = start < at && domain.contains('.') && !domain.starts_with('.');
    fits.then(|| (start..at + 1 + domain.len(), Secret::Email))
}

fn ip_address(word: &str) -> Option<(Range<usize>, Secret)> {
    let part = |c: char| c.is_ascii_hexdigit() || c == '.' || c == ':';
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
        if !glued && host.parse::<IpAddr>().is_ok_and(is_private_matter) {
            return Some((start..start + host.len(), Secret::IpAddress));
        }
        at = end;
    }
    None
}

/// Whether the address says something of somebody: not loopback, not unspecified, not of an example.
fn is_private_matter(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => !(v4.is_loopback() || v4.is_unspecified() || v4.is_documentation()),
        IpAddr::V6(v6) => {
            let example = v6.segments()[..2] == [0x2001, 0x0db8];
            !(v6.is_loopback() || v6.is_unspecified() || example)
        }
    }
}

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
    /// An IP address that is not of this machine.
    IpAddress,
}

impl Secret {
    /// What it is, for people.
    pub const fn words(self) -> &'static str {
        match self {
            Secret::Authorization => "credentials",
            Secret::Cookie => "cookies",
            Secret::Token => "tokens",
            Secret::Email => "e-mail addresses",
            Secret::IpAddress => "IP addresses",
        }
    }

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
    if let Some((secret, value)) = field_value(line)
        && !line[value.clone()].starts_with(secret.mark())
    {
        clean.push_str(&line[..value.start]);
        clean.push_str(secret.mark());
        kinds.push(secret);
        rest = &line[value.end..];
    }
    redact_words(rest, clean, kinds);
}

/// Where the value of a secret field is, if the line holds one: `cookie: …`, `"name": "cookie",
/// "value": "…"`, `-H 'Authorization: …'`.
fn field_value(line: &str) -> Option<(Secret, Range<usize>)> {
    let lower = line.to_ascii_lowercase();
    FIELDS.iter().find_map(|(name, secret)| {
        let (at, _) = lower.match_indices(name).find(|(at, _)| {
            let inner = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
            let after = lower[at + name.len()..].trim_start_matches(['"', '\'', ' ']);
            !lower[..*at].ends_with(inner)
                && (after.starts_with(':') || after.starts_with(',') && after.contains("\"value\""))
        })?;
        let after = at + name.len();
        let named = lower[after..].find("\"value\"").map(|found| after + found + "\"value\"".len());
        let from = named.unwrap_or(after);
        let skipped = line[from..].find(|c: char| !matches!(c, ':' | ',' | '"' | '\'' | ' '))?;
        let start = from + skipped;
        // Quoted by itself as in JSON, or together with its name as on a command line, it ends there.
        let quote_before =
            |place: usize| line[..place].chars().next_back().filter(|c| matches!(c, '"' | '\''));
        let quote = quote_before(start).or_else(|| quote_before(at));
        let value = &line[start..];
        let mut end = quote.and_then(|quote| value.find(quote)).unwrap_or(value.len());
        // The attributes of a cookie are no secret, and findings are about them.
        if *name == "set-cookie" {
            end = value[..end].find(';').unwrap_or(end);
        }
        Some((*secret, start..start + end))
    })
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
    let member = is_secret_name(&named, false) && word != ":";
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
    jwt || is_random(word)
        || word.len() >= 20 && prefixes.iter().any(|prefix| word.starts_with(prefix))
}

/// Whether a word looks drawn by chance: long, of letters in both cases and digits, or of hexadecimal
/// digits.
fn is_random(word: &str) -> bool {
    let any = |of: fn(&u8) -> bool| word.bytes().any(|b| of(&b));
    let plain = word.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.~+=".contains(&b));
    let mixed = any(u8::is_ascii_uppercase) && any(u8::is_ascii_lowercase);
    word.len() >= 32
        && plain
        && any(u8::is_ascii_digit)
        && (mixed || word.bytes().all(|b| b.is_ascii_hexdigit()))
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
            && is_secret_name(&name.to_ascii_lowercase(), at > 0)
        {
            let start = at + name.len() + 1;
            return Some((start..start + value.len(), Secret::Token));
        }
        at += part.len();
    }
    None
}

/// Whether what is called so is a secret. Words of many meanings are so only in an address.
fn is_secret_name(name: &str, in_address: bool) -> bool {
    let many = matches!(name, "auth" | "code" | "key" | "pass" | "session" | "sig");
    PARAMETERS.contains(&name) && (in_address || !many)
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
        if !glued && host.parse::<IpAddr>().is_ok_and(is_of_somebody) {
            return Some((start..start + host.len(), Secret::IpAddress));
        }
        at = end;
    }
    None
}

/// Whether the address says something of somebody: those of the machine itself do not.
fn is_of_somebody(address: IpAddr) -> bool {
    !address.is_loopback() && !address.is_unspecified()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clean(text: &str) -> String {
        redact(text).0
    }

    #[test]
    fn secrets_are_taken_out_and_named() {
        let text = "> Authorization: Bearer abc\r\nSet-Cookie: id=7; Secure\nGET /?token=abc&a=1 from 203.0.113.9 by a@b.example\nServer: a";
        let (redacted, kinds) = redact(text);
        assert_eq!(
            redacted,
            "> Authorization: [redacted]\r\nSet-Cookie: [redacted]; Secure\nGET /?token=[redacted]&a=1 from [address] by [e-mail]\nServer: a"
        );
        assert_eq!(
            kinds,
            [
                Secret::Authorization,
                Secret::Cookie,
                Secret::Token,
                Secret::Email,
                Secret::IpAddress
            ]
        );
        assert_eq!(secrets(&redacted), []);
    }

    #[test]
    fn a_secret_is_found_wherever_it_stands() {
        for (text, expected) in [
            ("https://me:secret@a.example/x", "https://[redacted]@a.example/x"),
            (
                r#"{ "name": "Cookie", "value": "a=1; b=2" },"#,
                r#"{ "name": "Cookie", "value": "[redacted]" },"#,
            ),
            (
                "$ curl -H 'Authorization: Bearer x.y.z' https://a.example",
                "$ curl -H 'Authorization: [redacted]' https://a.example",
            ),
            (r#"{"password":"hunter22","a":1}"#, r#"{"password":"[redacted]","a":1}"#),
            ("[2001:db8::7]:8080", "[[address]]:8080"),
            ("2001:db8::1 - - [x]", "[address] - - [x]"),
            ("10.0.0.1:443", "[address]:443"),
            ("id 9f86d081884c7d659a2feaa0c55ad015", "id [redacted]"),
        ] {
            assert_eq!(clean(text), expected);
        }
    }

    #[test]
    fn what_is_no_secret_stays() {
        for text in [
            "HTTP/1.1 200 OK",
            "Date: Sun, 06 Nov 1994 08:49:37 GMT",
            "ETag: \"34aa387-d-1568eb00\"",
            "Server: nginx/1.22.1",
            "Listening on 127.0.0.1:8080 and ::1",
            "error code=404 in /app/node_modules/axios/lib/core/settle.js:19:12",
            "WWW-Authenticate: Basic realm=\"a\"",
            "Vary: Cookie, Authorization",
        ] {
            assert_eq!(clean(text), text);
        }
    }
}

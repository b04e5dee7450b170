//! What the names of values say: which are secrets, and what of them.

use super::{Secret, bounds::*};
use std::ops::Range;

/// Where the value begins that a member of its own gives to `name`: `"name": "…", "value": "…"`, in
/// HTML `name="…" value="…"`, in YAML on two lines.
pub fn value_member(text: &str, name: &Range<usize>) -> Option<usize> {
    let quotes = ['"', '\'', '\\'];
    let quoted = text[..name.start].trim_end_matches(quotes);
    let before = quoted.trim_end_matches([':', '=', ' ']);
    if before.len() == quoted.len() {
        return None;
    }
    let before = before.trim_end_matches(quotes);
    let after = text[name.end..].trim_start_matches(quotes);
    let after = after.trim_start_matches(|c: char| c == ',' || c.is_ascii_whitespace());
    let after = after.trim_start_matches(quotes).strip_prefix("value")?.trim_start_matches(quotes);
    let after = after.trim_start_matches(' ').strip_prefix([':', '='])?;
    let is_name = before.ends_with("name") || before.ends_with("key");
    is_name.then(|| text.len() - after.len())
}

/// The value that stands before its name, and what that says of it: `"value": "…", "name": "Cookie"`.
/// `value` is where the word stands.
pub fn value_of_next(text: &str, value: &Range<usize>) -> Option<(Range<usize>, Named)> {
    let quotes = "\"'\\";
    // The string that begins after a word and a sign.
    let string = |word: usize| {
        let sign = skip(text, skip(text, word, quotes), " ");
        let quote = skip(text, skip(text, sign, ":="), " ");
        let quote = (quote > sign).then(|| skip(text, quote, ESCAPES))?;
        let opened = Quote::at(text, quote)?;
        Some(quote + 1..value_end(text, quote + 1, Some(opened), ""))
    };
    let found = (&text[value.clone()] == "value").then(|| string(value.end))??;
    let next = skip(text, string_end(text, found.end), ", \t\r\n");
    let word = skip(text, next, quotes);
    let name = string(text[word..].strip_prefix("name").map(|_| word + "name".len())?)?;
    Some((found, Named::read(&text[name])?))
}

/// Where the string begins that a list has behind `name`, where it is its value: `["Cookie", "a=1"]`,
/// `('Cookie', 'a=1')`, and in a list of names and values by turns.
pub fn next_string(text: &str, name: &Range<usize>) -> Option<usize> {
    let quotes = ['"', '\''];
    let before = text[..name.start].strip_suffix(quotes)?;
    let after = text[name.end..].strip_prefix(quotes)?.trim_start().strip_prefix(',')?.trim_start();
    let start = text.len() - after.len();
    let quote = start + usize::from(after.starts_with('b'));
    let end = value_end(text, quote + 1, Some(Quote::at(text, quote)?), "");
    let begins = before.trim_end_matches('b').trim_end();
    let list = begins.strip_suffix(['[', '(', '{']).map(str::trim_end);
    // `"vary": ["Cookie", "Accept"]` is a list of names.
    let is_pair = list.is_some_and(|list| !list.ends_with([':', '=', '>']))
        && text[string_end(text, end)..].trim_start().starts_with([']', ')', '}']);
    let is_name = text[quote + 1..end].bytes().all(is_name_byte);
    (is_pair || !is_name).then_some(start)
}

/// Where the value begins that PowerShell has behind `name`: `{[Set-Cookie, a=1; path=/], …}`. In a list
/// of names, a comma or the end is behind the next one.
pub fn bare_pair(text: &str, name: &Range<usize>) -> Option<usize> {
    let value =
        text[name.end..].strip_prefix(", ").filter(|_| text[..name.start].ends_with('['))?;
    let word = length(value.as_bytes(), |b| !b" =,]\r\n".contains(&b));
    value[word..].starts_with([' ', '=']).then(|| text.len() - value.len())
}

/// Where the value begins that a command gives to `name` as a setting: `aws configure set aws_secret_access_key …`.
pub fn setting(text: &str, name: &Range<usize>) -> Option<usize> {
    let value = text[name.end..].strip_prefix(' ')?;
    // A section, a profile or an address can stand before it.
    let near = &text.as_bytes()[name.start.saturating_sub(LONGEST_SECTION)..name.start];
    let section = near.len() - near.iter().rposition(|b| *b == b' ')? - 1;
    let before = &text[..name.start - section];
    let is_set = ["config set ", "configure set "].iter().any(|set| before.ends_with(set));
    is_set.then(|| text.len() - value.len())
}

/// How many bytes there can be before the name of a setting.
const LONGEST_SECTION: usize = 200;

/// Where a cookie begins in the value of an attribute: some join several by commas or line ends.
pub fn next_cookie(attribute: &str) -> Option<usize> {
    let joined = [",", r"\n"].into_iter().flat_map(|join| attribute.match_indices(join));
    let starts = joined.map(|(at, join)| skip(attribute, at + join.len(), " "));
    let named = starts.filter(|start| {
        let rest = &attribute[*start..];
        rest.find(['=', ' ', ',', '\\']).is_some_and(|end| end > 0 && rest[end..].starts_with('='))
    });
    named.min()
}

/// Whether an attribute of a cookie is called so.
pub fn is_attribute(name: &str) -> bool {
    const ATTRIBUTES: [&str; 9] = [
        "domain",
        "expires",
        "httponly",
        "max-age",
        "partitioned",
        "path",
        "priority",
        "samesite",
        "secure",
    ];
    ATTRIBUTES.iter().any(|attribute| attribute.eq_ignore_ascii_case(name.trim()))
}

/// Whether it is a field that somebody gave to a key: `X-Master-Key`. What is kept in a cache has a key, too.
fn is_key_field(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let other = ["x-cache-key", "x-idempotency-key", "x-surrogate-key"];
    name.starts_with("x-") && name.ends_with("-key") && !other.contains(&name.as_str())
}

/// Whether what is called so looks drawn by chance and is no secret: it tells responses, traces and
/// challenges apart.
pub fn is_identifier(name: &str) -> bool {
    const IDENTIFIERS: [&str; 10] = [
        "etag",
        "if-match",
        "if-none-match",
        "opaque",
        "x-amz-cf-id",
        "x-amz-id-2",
        "x-amzn-trace-id",
        "x-b3-traceid",
        "x-cloud-trace-context",
        "x-fastly-request-id",
    ];
    IDENTIFIERS.iter().any(|identifier| identifier.eq_ignore_ascii_case(name))
}

/// What JSON can have for `&`, behind a backslash.
pub const AMPERSAND: &str = "u0026";

/// What a name says of its value.
#[derive(Clone, Copy)]
pub struct Named {
    pub secret: Secret,
    /// Whether the name has many meanings, and is that of a secret in an address or a form alone.
    pub is_common: bool,
    /// Whether there are attributes in the value. They are no secret, and findings are about them.
    pub has_attributes: bool,
}

impl Named {
    /// In any case, with or without hyphens and underscores: `X-Api-Key`, `api_key`, `apiKey`.
    pub fn read(name: &str) -> Option<Named> {
        const COMMON: [&str; 13] = [
            "auth",
            "bearer",
            "code",
            "credential",
            "key",
            "oauthverifier",
            "pass",
            "pw",
            "samlresponse",
            "session",
            "sid",
            "sig",
            "ticket",
        ];
        const TOKENS: [&str; 31] = [
            "accesskey",
            "accountkey",
            "apikey",
            "assertion",
            "authkey",
            "authpw",
            "csrf",
            "encryptionkey",
            "functionskey",
            "jwt",
            "kennwort",
            "motdepasse",
            "oauth2bearer",
            "otp",
            "passcode",
            "passphrase",
            "passwd",
            "password",
            "passwort",
            "privatekey",
            "protectionbypass",
            "pwd",
            "secret",
            "secretkey",
            "secretkeybase",
            "sessid",
            "sessionid",
            "signature",
            "signingkey",
            "subscriptionkey",
            "token",
        ];
        if name.len() > 64 {
            return None;
        }
        let name = name.strip_prefix(AMPERSAND).unwrap_or(name);
        let is_password = ["_pass", "-pass", "_PASS", "Pass"].iter().any(|end| name.ends_with(end));
        let is_pin = matches!(name, "pin" | "PIN")
            || ["_pin", "-pin", "_PIN", "Pin"].iter().any(|end| name.ends_with(end));
        let is_key = is_key_field(name);
        let name = name.replace(['-', '_'], "").to_ascii_lowercase();
        // A form asks for `password1` and `password2`.
        let unnumbered = name.trim_end_matches(|c: char| c.is_ascii_digit());
        let is_common = COMMON.contains(&name.as_str());
        let secret = if name.ends_with("authorization") || name.ends_with("basicauth") {
            Secret::Authorization
        } else if name.ends_with("cookie") || name == "cookies" {
            Secret::Cookie
        } else if is_common
            || is_password
            || is_pin
            || is_key
            || TOKENS.iter().any(|token| unnumbered.ends_with(token))
        {
            Secret::Token
        } else {
            return None;
        };
        Some(Named { secret, is_common, has_attributes: name.ends_with("setcookie") })
    }
}

//! What the names of values say: which are secrets, and what of them.

use super::{Secret, bounds::skip};
use std::ops::Range;

/// Where the value begins that a member of its own gives to `name`: `"name": "…", "value": "…"`, and in
/// HTML `name="…" value="…"`.
pub fn value_member(text: &str, name: &Range<usize>) -> Option<usize> {
    let quotes = ['"', '\'', '\\'];
    let before = text[..name.start].strip_suffix(quotes)?.trim_end_matches(quotes);
    let before = before.trim_end_matches([':', '=', ' ']).trim_end_matches(quotes);
    let after = text[name.end..].trim_start_matches(quotes);
    let after = after.trim_start_matches(|c: char| c == ',' || c.is_ascii_whitespace());
    let after = after.trim_start_matches(quotes).strip_prefix("value")?.trim_start_matches(quotes);
    let after = after.trim_start_matches(' ').strip_prefix([':', '='])?;
    let is_name = before.ends_with("name") || before.ends_with("key");
    is_name.then(|| text.len() - after.len())
}

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
    pub const ATTRIBUTES: &str =
        "domain expires httponly max-age partitioned path priority samesite secure";
    ATTRIBUTES.split(' ').any(|attribute| attribute.eq_ignore_ascii_case(name.trim()))
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
        const COMMON: &str = "auth code key pass session sid sig";
        const TOKENS: &str = "accesskey apikey assertion authkey jwt oauth2bearer passwd password \
            privatekey pwd secret secretkey sessid sessionid signature token";
        if name.len() > 64 {
            return None;
        }
        let name = name.strip_prefix(AMPERSAND).unwrap_or(name);
        let name = name.replace(['-', '_'], "").to_ascii_lowercase();
        let is_common = COMMON.split(' ').any(|common| common == name);
        let secret = if name.ends_with("authorization") {
            Secret::Authorization
        } else if name.ends_with("cookie") || name == "cookies" {
            Secret::Cookie
        } else if is_common || TOKENS.split(' ').any(|token| name.ends_with(token)) {
            Secret::Token
        } else {
            return None;
        };
        Some(Named { secret, is_common, has_attributes: name.ends_with("setcookie") })
    }
}

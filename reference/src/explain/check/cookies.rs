//! The attributes of cookies. Only what an input shows: whether a cookie is worth protecting it does
//! not, so that most of this is a note.

use super::Findings;
use crate::explain::{FindingId, Response};

pub(super) fn check(response: &Response, found: &mut Findings) {
    let cookies: Vec<Cookie> = response.values("Set-Cookie").map(Cookie::read).collect();
    let kept = cookies.iter().filter(|cookie| !cookie.deletes);
    let lines = |wanted: fn(&Cookie) -> bool| -> Vec<usize> {
        kept.clone().filter(|cookie| wanted(cookie)).map(|cookie| cookie.line).collect()
    };
    let none = lines(|cookie| cookie.same_site.as_deref() == Some("none") && !cookie.secure);
    if !none.is_empty() {
        found.warning(
            FindingId::CookieSameSiteNoneWithoutSecure,
            "",
            &none,
            "A cookie with `SameSite=None` and without `Secure` is refused by browsers.",
        );
    }
    let open = lines(|cookie| !cookie.secure && cookie.same_site.as_deref() != Some("none"));
    if !open.is_empty() {
        found.note(
            FindingId::CookieWithoutSecure,
            "RFC 6265 §8.3",
            &open,
            "A cookie without `Secure` is also sent over plain HTTP. A server that is reached over TLS should set it for every cookie.",
        );
    }
    let unset = lines(|cookie| cookie.same_site.is_none());
    if !unset.is_empty() {
        found.note(
            FindingId::CookieWithoutSameSite,
            "",
            &unset,
            "A cookie without `SameSite` is left to the browser's default, and the defaults differ.",
        );
    }
}

struct Cookie {
    line: usize,
    secure: bool,
    /// In lower case.
    same_site: Option<String>,
    /// Whether it only takes a cookie away.
    deletes: bool,
}

impl Cookie {
    fn read((text, line): (&str, usize)) -> Cookie {
        let mut cookie = Cookie { line, secure: false, same_site: None, deletes: false };
        for attribute in text.split(';').skip(1) {
            let (name, value) = attribute.split_once('=').unwrap_or((attribute, ""));
            let value = value.trim();
            match name.trim().to_ascii_lowercase().as_str() {
                "secure" => cookie.secure = true,
                "samesite" => cookie.same_site = Some(value.to_ascii_lowercase()),
                "max-age" => cookie.deletes |= value.starts_with('-') || value == "0",
                "expires" => cookie.deletes |= value.contains("1970") || value.contains("-70 "),
                _ => {}
            }
        }
        cookie
    }
}

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
    for cookie in &cookies {
        if let Some(why) = &cookie.bad {
            found.warning(
                FindingId::BadCookie,
                "RFC 6265 §4.1.1",
                &[cookie.line],
                format!("Set-Cookie: {why}."),
            );
        }
    }
    for (is_refused, sentence) in REFUSED {
        let refused = lines(is_refused);
        if !refused.is_empty() {
            found.warning(FindingId::RefusedCookie, "", &refused, sentence);
        }
    }
    let none = lines(|cookie| cookie.same_site.as_deref() == Some("none") && !cookie.secure);
    if !none.is_empty() {
        found.warning(
            FindingId::CookieSameSiteNoneWithoutSecure,
            "",
            &none,
            "A cookie with `SameSite=None` and without `Secure` is refused by browsers.",
        );
    }
    let open = lines(|cookie| {
        let is_refused = REFUSED.iter().any(|(is_refused, _)| is_refused(cookie));
        !cookie.secure && cookie.same_site.as_deref() != Some("none") && !is_refused
    });
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

/// Which cookies are refused, and what is said of them.
type Refused = (fn(&Cookie) -> bool, &'static str);

/// Cookies that browsers do not keep, by what their names promise (draft-ietf-httpbis-rfc6265bis §4.1.3) and by an
/// attribute of CHIPS.
const REFUSED: [Refused; 3] = [
    (
        |cookie| cookie.name.starts_with("__Secure-") && !cookie.secure,
        "A cookie whose name begins with `__Secure-` and that has no `Secure` is refused by browsers.",
    ),
    (
        |cookie| {
            let is_of_host = cookie.secure && cookie.path == "/" && !cookie.has_domain;
            cookie.name.starts_with("__Host-") && !is_of_host
        },
        "A cookie whose name begins with `__Host-` is refused by browsers unless it has `Secure` and `Path=/` and no `Domain`.",
    ),
    (
        |cookie| cookie.partitioned && !cookie.secure,
        "A cookie with `Partitioned` and without `Secure` is refused by browsers that know the attribute.",
    ),
];

#[derive(Default)]
struct Cookie {
    line: usize,
    name: String,
    secure: bool,
    partitioned: bool,
    path: String,
    has_domain: bool,
    /// In lower case.
    same_site: Option<String>,
    /// What is wrong with it.
    bad: Option<String>,
    /// Whether it only takes a cookie away.
    deletes: bool,
}

impl Cookie {
    fn read((text, line): (&str, usize)) -> Cookie {
        // Whatever else has no “=” may have been taken out, and browsers take a value without a name.
        let pair = text.split(';').next().unwrap_or_default().trim();
        let name = pair.split('=').next().unwrap_or_default().trim_end();
        let mut cookie = Cookie { line, name: name.to_owned(), ..Cookie::default() };
        let is_flag = ["secure", "httponly"].iter().any(|flag| pair.eq_ignore_ascii_case(flag));
        if is_flag {
            cookie.bad = Some(format!("a cookie begins with its name and “=”, not with “{pair}”"));
        }
        for attribute in text.split(';').skip(1) {
            let (name, value) = attribute.split_once('=').unwrap_or((attribute, ""));
            let value = value.trim();
            match name.trim().to_ascii_lowercase().as_str() {
                "secure" => cookie.secure = true,
                "partitioned" => cookie.partitioned = true,
                "path" => value.clone_into(&mut cookie.path),
                "domain" => cookie.has_domain = !value.is_empty(),
                "samesite" => cookie.same_site = Some(value.to_ascii_lowercase()),
                "max-age" => {
                    cookie.deletes |= value.starts_with('-') || value == "0";
                    // Everyone takes a cookie away by a 0 or less, which the grammar does not have. What
                    // is behind a comma is another cookie, joined by a client.
                    let value = value.split(',').next().unwrap_or_default();
                    let digits = value.strip_prefix('-').unwrap_or(value);
                    if !digits.bytes().all(|b| b.is_ascii_digit()) {
                        cookie.bad = Some(format!("Max-Age is a number of seconds, not “{value}”"));
                    }
                }
                "expires" => {
                    cookie.deletes |= value.contains("1970") || value.contains("-70 ");
                    // Dates are written in many ways, and all are read; `Wed,` is cut off.
                    if value.len() > "Wed,".len() && !value.bytes().any(|b| b.is_ascii_digit()) {
                        cookie.bad = Some(format!("“{value}” is not a date for Expires"));
                    }
                }
                _ => {}
            }
        }
        cookie
    }
}

//! Field values against their grammar.

use super::{
    Findings,
    date::{self, Date},
};
use crate::explain::{FindingId, Response, is_number, read::start::is_token};

/// Fields that hold an HTTP-date; `Retry-After` may.
const DATES: [&str; 5] = ["Date", "Expires", "Last-Modified", "Retry-After", "Sunset"];

pub(super) fn check(response: &Response, found: &mut Findings) {
    for name in DATES {
        for (value, line) in response.values(name) {
            match name {
                "Retry-After" => retry_after(value, line, found),
                _ => date(name, value, line, found),
            }
        }
    }
    modified_later(response, found);
    location(response, found);
    content_location(response, found);
    content_type(response, found);
    content_range(response, found);
    allow_origin(response, found);
    allow_credentials(response, found);
    challenges(response, found);
    lists(response, found);
    links(response, found);
    for (tag, line) in response.values("ETag").filter(|(tag, _)| !is_entity_tag(tag)) {
        found.error(
            FindingId::BadEtag,
            "RFC 9110 §8.8.3",
            &[line],
            format!("“{tag}” is not an entity tag: that is in double quotes, with W/ before them if it is weak."),
        );
    }
    for (age, line) in response.values("Age").filter(|(age, _)| !is_number(age)) {
        found.error(
            FindingId::BadAge,
            "RFC 9111 §5.1",
            &[line],
            format!("“{age}” is not an Age: that is a number of seconds in decimal digits."),
        );
    }
    content_coding(response, found);
    if let Some((_, line)) = response.value("Content-Encoding")
        && response
            .members("Content-Encoding")
            .any(|coding| coding.eq_ignore_ascii_case("identity"))
    {
        found.warning(
            FindingId::ContentEncodingIdentity,
            "RFC 9110 §8.4",
            &[line],
            "“identity” is for Accept-Encoding and should not be in Content-Encoding: leave the field out.",
        );
    }
}

/// Codings that are registered, and two that only old recipients know by these names (RFC 9110 §8.4.1).
const CODINGS: &str = "aes128gcm br compress dcb dcz deflate exi gzip identity pack200-gzip \
    x-compress x-gzip zstd";

fn content_coding(response: &Response, found: &mut Findings) {
    let is_known =
        |coding: &&str| CODINGS.split(' ').any(|known| known.eq_ignore_ascii_case(coding));
    if let Some((_, line)) = response.value("Content-Encoding")
        && let Some(coding) = response.members("Content-Encoding").find(|coding| !is_known(coding))
    {
        found.warning(
            FindingId::UnknownContentCoding,
            "RFC 9110 §8.4.1",
            &[line],
            format!("“{coding}” is not a registered content coding: many clients refuse what they cannot decode. A charset belongs in Content-Type."),
        );
    }
}

/// Challenges against their grammar, and one of the scheme that everyone knows without the one parameter
/// that it must have.
fn challenges(response: &Response, found: &mut Findings) {
    for name in ["WWW-Authenticate", "Proxy-Authenticate"] {
        for (value, line) in response.values(name) {
            if let Some(why) = bad_challenge(value) {
                found.error(
                    FindingId::BadChallenge,
                    "RFC 9110 §11.3",
                    &[line],
                    format!("{name}: {why}."),
                );
            }
            let lower = value.to_ascii_lowercase();
            let is_basic = lower.split([' ', ',']).next() == Some("basic");
            if is_basic && !lower.contains("realm") {
                found.error(
                    FindingId::MissingRealm,
                    "RFC 7617 §2",
                    &[line],
                    format!("{name}: Basic must say which realm the user is asked for: `Basic realm=\"…\"`."),
                );
            }
        }
    }
}

/// Why `text` is no list of challenges: each is a scheme, and behind a space its parameters with commas
/// between them.
fn bad_challenge(text: &str) -> Option<&'static str> {
    // Recipients read spaces around the sign, too.
    let plain = unquoted(text)?.replace(" =", "=").replace("= ", "=");
    if plain.split([' ', ',']).next()?.contains('=') {
        return Some("a challenge begins with its scheme, such as Basic or Bearer");
    }
    let is_glued = |member: &str| {
        let words: Vec<&str> = member.split_whitespace().collect();
        // A scheme has one word behind it, a parameter none.
        words.len() > 2 || words.len() == 2 && words[0].contains('=')
    };
    plain.split(',').any(is_glued).then_some(
        "a comma is missing between two parameters, or quotes around a value with a space in it",
    )
}

/// `text` with nothing between its quotes (RFC 9110 §5.6.4); `None` where they are not closed, as of what
/// is cut off.
fn unquoted(text: &str) -> Option<String> {
    let (mut plain, mut quoted, mut escaped) = (String::new(), false, false);
    for c in text.chars() {
        if c == '"' && !escaped {
            quoted = !quoted;
        }
        if !quoted || c == '"' && !escaped {
            plain.push(c);
        }
        escaped = quoted && c == '\\' && !escaped;
    }
    (!quoted).then_some(plain)
}

/// Lists of names, of which some are written without their commas.
fn lists(response: &Response, found: &mut Findings) {
    let without_commas = |member: &&str| {
        let names: Vec<&str> = member.split([' ', '\t', ';']).filter(|n| !n.is_empty()).collect();
        names.len() > 1 && names.iter().all(|name| is_token(name))
    };
    for (name, section) in [("Allow", "RFC 9110 §10.2.1"), ("Vary", "RFC 9110 §12.5.5")] {
        for (value, line) in response.values(name) {
            if let Some(bad) = value.split(',').map(str::trim).find(without_commas) {
                found.error(
                    FindingId::BadListMember,
                    section,
                    &[line],
                    format!(
                        "{name}: “{bad}” is not a name: the members of the list are separated by commas."
                    ),
                );
            }
        }
    }
}

fn links(response: &Response, found: &mut Findings) {
    for (value, line) in response.values("Link") {
        if value.starts_with('/') || value.starts_with("http") {
            found.error(
                FindingId::BadLink,
                "RFC 8288 §3",
                &[line],
                "Link: the target is in angle brackets: `<https://a.example/2>; rel=\"next\"`.",
            );
        }
    }
}

fn is_entity_tag(text: &str) -> bool {
    let opaque = text.strip_prefix("W/").unwrap_or(text);
    let inner = opaque.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    inner.is_some_and(|inner| !inner.contains(|c: char| c == '"' || c == ' ' || c.is_control()))
}

fn date(name: &str, value: &str, line: usize, found: &mut Findings) {
    let lines = [line];
    match date::read(value) {
        Date::Fixed => {}
        Date::Obsolete => obsolete(name, value, line, found),
        // Recipients do not look at it, and well-known `Expires` values have it wrong.
        Date::WrongWeekday => found.note(
            FindingId::WrongWeekday,
            "RFC 9110 §5.6.7",
            &lines,
            format!("{name}: the day of the week is not that of the date in “{value}”."),
        ),
        Date::Bad if name == "Expires" && matches!(value, "0" | "-1") => found.note(
            FindingId::AlreadyExpired,
            "RFC 9111 §5.3",
            &lines,
            format!("`Expires: {value}` is no date. A cache takes it as already expired, which is what is meant; `Cache-Control: no-cache` says it in so many words."),
        ),
        Date::Bad => found.error(
            FindingId::BadDate,
            "RFC 9110 §5.6.7",
            &lines,
            format!("{name}: “{value}” is no date of HTTP. It looks like this: Sun, 06 Nov 1994 08:49:37 GMT."),
        ),
    }
}

/// A `Last-Modified` that the server's own clock has not reached.
fn modified_later(response: &Response, found: &mut Findings) {
    let moment = |name| {
        let (value, line) = response.value(name)?;
        Some((date::moment(value)?, line))
    };
    if let Some((modified, line)) = moment("Last-Modified")
        && moment("Date").is_some_and(|(sent, _)| modified > sent)
    {
        found.error(
            FindingId::ModifiedAfterDate,
            "RFC 9110 §8.8.2.1",
            &[line],
            "Last-Modified is later than Date. A server must put Date in its place then: with a date in the future, a change before it goes unseen.",
        );
    }
}

fn content_type(response: &Response, found: &mut Findings) {
    for (value, line) in response.values("Content-Type") {
        let media_type = value.split(';').next().unwrap_or_default().trim();
        let is_type = media_type.split_once('/').is_some_and(|(a, b)| is_token(a) && is_token(b));
        if !is_type {
            found.error(
                FindingId::BadContentType,
                "RFC 9110 §8.3.1",
                &[line],
                format!("Content-Type: “{media_type}” is no media type: that is one type, a slash and a subtype, such as text/html."),
            );
        }
        // Empty ones are allowed, and dots stand for what was left out.
        let plain = unquoted(value).unwrap_or_default();
        let mut parameters = plain
            .split(';')
            .skip(1)
            .map(str::trim)
            .filter(|part| part.starts_with(|c: char| c.is_ascii_alphanumeric()));
        let is_parameter = |part: &str| {
            let parts = part.split_once('=');
            parts.is_some_and(|(name, value)| is_token(name) && !value.starts_with([' ', '\t']))
        };
        if let Some(bad) = parameters.find(|part| !is_parameter(part)) {
            found.error(
                FindingId::BadContentType,
                "RFC 9110 §5.6.6",
                &[line],
                format!("Content-Type: “{bad}” is no parameter: that is a name, “=” without spaces around it, and a value."),
            );
        }
    }
}

/// What browsers hold against `Access-Control-Allow-Origin`; the document is the Fetch standard.
fn allow_origin(response: &Response, found: &mut Findings) {
    let name = "Access-Control-Allow-Origin";
    let Some((origin, line)) = response.value(name) else { return };
    if origin.contains([',', ' ']) {
        found.warning(
            FindingId::BadAllowOrigin,
            "",
            &[line],
            format!("{name} has one origin, or `*`: browsers refuse “{origin}”."),
        );
    } else if origin.split_once("://").is_some_and(|(_, host)| host.contains('/')) {
        found.warning(
            FindingId::BadAllowOrigin,
            "",
            &[line],
            format!("{name}: an origin ends before the first slash behind its host. Browsers compare it byte for byte and refuse “{origin}”."),
        );
    } else if let Some((_, credentials)) = response.value("Access-Control-Allow-Credentials")
        && origin == "*"
    {
        found.note(
            FindingId::BadAllowOrigin,
            "",
            &[line.min(credentials), line.max(credentials)],
            format!("Where a request has credentials, browsers take no `*` for {name}: the origin itself must stand there."),
        );
    }
}

/// The one value that browsers look for, which they compare byte for byte; the document is the Fetch standard.
fn allow_credentials(response: &Response, found: &mut Findings) {
    let name = "Access-Control-Allow-Credentials";
    if let Some((value, line)) = response.value(name)
        && value != "true"
        && value.eq_ignore_ascii_case("true")
    {
        found.warning(
            FindingId::BadAllowCredentials,
            "",
            &[line],
            format!("{name}: browsers take `true` in small letters and nothing else, so that “{value}” allows nothing."),
        );
    }
}

fn obsolete(name: &str, value: &str, line: usize, found: &mut Findings) {
    found.error(
        FindingId::ObsoleteDateFormat,
        "RFC 9110 §5.6.7",
        &[line],
        format!("{name}: “{value}” is in an obsolete format. Recipients read it, but a sender must write: Sun, 06 Nov 1994 08:49:37 GMT."),
    );
}

fn retry_after(value: &str, line: usize, found: &mut Findings) {
    if is_number(value) {
        return;
    }
    match date::read(value) {
        Date::Fixed | Date::WrongWeekday => {}
        Date::Obsolete => obsolete("Retry-After", value, line, found),
        _ => found.error(
            FindingId::BadRetryAfter,
            "RFC 9110 §10.2.3",
            &[line],
            format!(
                "Retry-After: “{value}” is neither a whole number of seconds nor a date of HTTP."
            ),
        ),
    }
}

fn location(response: &Response, found: &mut Findings) {
    let redirects = matches!(response.number(), 301 | 302 | 303 | 307 | 308);
    for (value, line) in response.values("Location") {
        if value.is_empty() {
            if redirects {
                found.warning(
                    FindingId::BadLocation,
                    "RFC 9110 §10.2.2",
                    &[line],
                    "Location is empty: that refers to the target itself, so the redirect leads nowhere.",
                );
            }
        } else if value.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("www.")) {
            found.warning(
                FindingId::BadLocation,
                "RFC 9110 §10.2.2",
                &[line],
                "Location has a host without a scheme, which is read as a relative path: `https://` is missing.",
            );
        } else if value.split_once("//").is_some_and(|(start, _)| is_http(start)) {
            found.warning(
                FindingId::BadLocation,
                "RFC 9110 §10.2.2",
                &[line],
                "Location has a scheme without its colon, which is read as a relative path.",
            );
        } else if let Some(why) = not_a_uri_reference(value) {
            found.error(
                FindingId::BadLocation,
                "RFC 9110 §10.2.2",
                &[line],
                format!("Location is no URI reference: {why}."),
            );
        }
    }
}

fn content_location(response: &Response, found: &mut Findings) {
    for (value, line) in response.values("Content-Location") {
        if let Some(why) = not_a_uri_reference(value) {
            found.error(
                FindingId::BadLocation,
                "RFC 9110 §8.7",
                &[line],
                format!("Content-Location is no URI reference: {why}."),
            );
        }
    }
}

/// Why `text` is no URI reference (RFC 3986 §4.1). Square brackets in a query are let pass: everyone
/// sends and takes them.
fn not_a_uri_reference(text: &str) -> Option<String> {
    let bad = |c: char| !c.is_ascii() || c.is_ascii_control() || " \"<>\\^`{|}".contains(c);
    if let Some(c) = text.chars().find(|c| bad(*c)) {
        return Some(match c {
            ' ' => "a space must be written %20".to_owned(),
            c if c.is_ascii_graphic() => format!("“{c}” must be percent-encoded"),
            c if c.is_control() => "it holds a control character".to_owned(),
            c => format!("“{c}” is not ASCII and must be percent-encoded"),
        });
    }
    let encoded =
        |rest: &str| rest.len() >= 2 && rest.bytes().take(2).all(|b| b.is_ascii_hexdigit());
    if text.split('%').skip(1).any(|rest| !encoded(rest)) {
        return Some("two hexadecimal digits must follow each “%”".to_owned());
    }
    if text.matches('#').count() > 1 {
        return Some("only one “#” can be in it".to_owned());
    }
    let path = text.find(['/', '?', '#']).unwrap_or(text.len());
    let scheme = text[..path].split_once(':').map(|(scheme, _)| scheme);
    if let Some(scheme) = scheme {
        let letters = |b: u8| b.is_ascii_alphanumeric() || b"+-.".contains(&b);
        if !scheme.starts_with(|c: char| c.is_ascii_alphabetic()) || !scheme.bytes().all(letters) {
            return Some(format!(
                "“{scheme}” before the first colon is not a scheme; a relative path with a colon begins with “./”"
            ));
        }
        let rest = &text[scheme.len() + 1..];
        if is_http(scheme) {
            return authority(rest);
        }
    }
    None
}

fn is_http(scheme: &str) -> bool {
    scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")
}

/// Why what follows `http:` does not begin with a host.
fn authority(rest: &str) -> Option<String> {
    let Some(rest) = rest.strip_prefix("//") else {
        return Some("two slashes and a host must follow the scheme".to_owned());
    };
    let authority = &rest[..rest.find(['/', '?', '#']).unwrap_or(rest.len())];
    let host = authority.rsplit('@').next().unwrap_or(authority);
    let after_host = match host.strip_prefix('[') {
        Some(literal) => match literal.split_once(']') {
            Some((_, after)) => after,
            None => return Some("the address in brackets is not closed".to_owned()),
        },
        None => &host[host.find(':').unwrap_or(host.len())..],
    };
    if host.is_empty() || host.starts_with(':') {
        return Some("the host is missing".to_owned());
    }
    let port = after_host.strip_prefix(':').unwrap_or(after_host);
    (!port.bytes().all(|b| b.is_ascii_digit())).then(|| format!("“{port}” is no port"))
}

fn content_range(response: &Response, found: &mut Findings) {
    let Some((value, line)) = response.value("Content-Range") else { return };
    let code = response.number();
    if !matches!(code, 206 | 416) {
        found.warning(
            FindingId::ContentRangeNotAllowed,
            "RFC 9110 §14.4",
            &[line],
            format!(
                "Content-Range has a meaning only in a 206 and a 416; in this {code} it is ignored."
            ),
        );
        return;
    }
    let Some(range) = value.strip_prefix("bytes ").map(str::trim) else {
        if value.starts_with("bytes=")
            || value.starts_with(|c: char| c.is_ascii_digit() || c == '*')
        {
            found.error(
                FindingId::BadContentRange,
                "RFC 9110 §14.4",
                &[line],
                "Content-Range begins with the unit and a space: `bytes 0-99/1000`, in a 416 `bytes */1000`.",
            );
        }
        return;
    };
    if let Some(why) = bad_byte_range(range, code) {
        found.error(
            FindingId::BadContentRange,
            "RFC 9110 §14.4",
            &[line],
            format!("Content-Range: {why}."),
        );
    } else if code == 416 && !range.starts_with('*') {
        found.warning(
            FindingId::BadContentRange,
            "RFC 9110 §15.5.17",
            &[line],
            "Content-Range: a 416 carries no range and should have “*” in its place: `bytes */LENGTH`.",
        );
    } else if let Some((part, length)) = other_length(range, response) {
        found.error(
            FindingId::BadContentRange,
            "RFC 9110 §15.3.7",
            &[line],
            format!("Content-Range: {range} is {part} bytes, but Content-Length says {length}. In a 206 it is the length of the part."),
        );
    }
}

/// The length of the part that a 206 carries and its `Content-Length`, where they differ: most often that
/// is the length of the whole.
fn other_length(range: &str, response: &Response) -> Option<(u64, u64)> {
    let (first, last) = range.split('/').next()?.split_once('-')?;
    let part = last.parse::<u64>().ok()?.checked_sub(first.parse().ok()?)?.checked_add(1)?;
    let length = response.value("Content-Length")?.0.parse().ok()?;
    // Of several parts each has a range of its own.
    let media_type = response.value("Content-Type").map_or("", |(value, _)| value);
    let single = response.number() == 206 && !media_type.starts_with("multipart/");
    (single && length != part).then_some((part, length))
}

fn bad_byte_range(range: &str, code: u16) -> Option<String> {
    let number = |text: &str| text.parse::<u64>().ok().filter(|_| is_number(text));
    let Some((part, length)) = range.split_once('/') else {
        return Some("the length, or “*”, must follow a “/”".to_owned());
    };
    let whole = number(length);
    if whole.is_none() && length != "*" {
        return Some(format!("“{length}” is no length"));
    }
    if part == "*" {
        let why = match code {
            206 => "“*” in place of the range is for a 416; a 206 says which part it carries",
            _ if whole.is_none() => "after “*/” comes the length, not a second “*”",
            _ => return None,
        };
        return Some(why.to_owned());
    }
    let Some((first, last)) = part.split_once('-').and_then(|(a, b)| number(a).zip(number(b)))
    else {
        return Some(format!("“{part}” is no range"));
    };
    if last < first {
        return Some(format!("the last position, {last}, is before the first, {first}"));
    }
    whole
        .filter(|whole| *whole <= last)
        .map(|whole| format!("position {last} is not within {whole} bytes"))
}

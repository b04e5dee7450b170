//! Fields that a code asks for.

use super::Findings;
use crate::explain::{FindingId, Response, Source, read::Message};

pub(super) fn check(message: &Message, found: &mut Findings) {
    if !message.has_whole_head() {
        return;
    }
    let response = &message.response;
    // Chrome's own answer, where it goes to https by itself: no server sent it.
    if response.has("Non-Authoritative-Reason") {
        return;
    }
    match response.number() {
        101 => upgrade(response, "RFC 9110 §15.2.2", "which protocol it switches to", found),
        201 => created(response, found),
        206 => partial(response, found),
        code @ (301 | 302 | 307 | 308) => redirect(response, code, found),
        303 => see_other(response, found),
        304 => not_modified(response, found),
        401 => challenge(response, Challenge::ORIGIN, found),
        405 => allow(response, found),
        407 => challenge(response, Challenge::PROXY, found),
        416 => not_satisfiable(response, found),
        426 => upgrade(response, "RFC 9110 §15.5.22", "which protocols would do", found),
        429 => retry_after(response, "RFC 6585 §4", found),
        451 => blocked_by(response, found),
        503 => retry_after(response, "RFC 9110 §15.6.4", found),
        _ => {}
    }
    date(response, found);
    connection_upgrade(response, found);
}

fn allow(response: &Response, found: &mut Findings) {
    // An empty Allow is an answer: no method at all (§10.2.1).
    if !response.has("Allow") {
        found.error(
            FindingId::MissingAllow,
            "RFC 9110 §15.5.6",
            &[response.status_line],
            "A 405 must say in an Allow field which methods the resource supports; this one has no Allow.",
        );
    }
}

/// What tells the two challenges apart.
struct Challenge {
    id: FindingId,
    field: &'static str,
    section: &'static str,
    sender: &'static str,
}

impl Challenge {
    const ORIGIN: Challenge = Challenge {
        id: FindingId::MissingWwwAuthenticate,
        field: "WWW-Authenticate",
        section: "RFC 9110 §15.5.2",
        sender: "A 401",
    };
    const PROXY: Challenge = Challenge {
        id: FindingId::MissingProxyAuthenticate,
        field: "Proxy-Authenticate",
        section: "RFC 9110 §15.5.8",
        sender: "A 407",
    };
}

fn challenge(response: &Response, challenge: Challenge, found: &mut Findings) {
    let Challenge { id, field, section, sender } = challenge;
    if response.members(field).next().is_none() {
        let empty: Vec<usize> = response.values(field).map(|(_, line)| line).collect();
        let at = if empty.is_empty() { vec![response.status_line] } else { empty };
        found.error(
            id,
            section,
            &at,
            format!("{sender} must say in a {field} field how to authenticate, with at least one challenge; this one does not."),
        );
    }
}

fn upgrade(response: &Response, section: &str, what: &str, found: &mut Findings) {
    // HTTP/2 and HTTP/3 forbid the field (RFC 9113 §8.2.2).
    if response.members("Upgrade").next().is_none() && !response.is_multiplexed() {
        found.error(
            FindingId::MissingUpgrade,
            section,
            &[response.status_line],
            format!("A {} must say in an Upgrade field {what}; this one does not.", response.code),
        );
    }
}

fn connection_upgrade(response: &Response, found: &mut Findings) {
    let option =
        response.members("Connection").any(|option| option.eq_ignore_ascii_case("upgrade"));
    if let Some((_, line)) = response.value("Upgrade")
        && !option
        && !response.is_multiplexed()
        && response.source != Source::DeveloperTools
    {
        found.error(
            FindingId::MissingConnectionUpgrade,
            "RFC 9110 §7.8",
            &[line],
            "A sender of Upgrade must also send `Connection: upgrade`, so that an intermediary does not forward it; that option is not here.",
        );
    }
}

fn created(response: &Response, found: &mut Findings) {
    if response.method() == Some("POST") && !response.has("Location") {
        found.warning(
            FindingId::MissingLocation,
            "RFC 9110 §9.3.3",
            &[response.status_line],
            "A 201 to POST should name what was created in a Location field; without it, the target of the request is meant.",
        );
    }
}

fn redirect(response: &Response, code: u16, found: &mut Findings) {
    if !response.has("Location") {
        let section = match code {
            301 => "RFC 9110 §15.4.2",
            302 => "RFC 9110 §15.4.3",
            307 => "RFC 9110 §15.4.8",
            _ => "RFC 9110 §15.4.9",
        };
        found.warning(
            FindingId::MissingLocation,
            section,
            &[response.status_line],
            format!("A {code} should say where to go in a Location field; without it, no client can follow."),
        );
    }
}

fn see_other(response: &Response, found: &mut Findings) {
    if !response.has("Location") {
        found.note(
            FindingId::SeeOtherWithoutLocation,
            "RFC 9110 §15.4.4",
            &[response.status_line],
            "A 303 points to another resource by a Location field. No rule demands it, but without it there is nothing to follow.",
        );
    }
}

fn partial(response: &Response, found: &mut Findings) {
    let media_type =
        response.value("Content-Type").map(|(value, line)| (value.to_ascii_lowercase(), line));
    let range = response.value("Content-Range");
    match media_type.filter(|(media_type, _)| media_type.starts_with("multipart/byteranges")) {
        Some((media_type, line)) => {
            if let Some((_, line)) = range {
                found.error(
                    FindingId::ContentRangeNotAllowed,
                    "RFC 9110 §15.3.7.2",
                    &[line],
                    "A 206 of several parts has a Content-Range in each part and must not have one in its head.",
                );
            }
            if !media_type.contains("boundary=") {
                found.error(
                    FindingId::MissingBoundary,
                    "RFC 9110 §15.3.7.2",
                    &[line],
                    "multipart/byteranges needs a boundary parameter: without it the parts cannot be told apart.",
                );
            }
        }
        None if range.is_none() => found.error(
            FindingId::MissingContentRange,
            "RFC 9110 §15.3.7.1",
            &[response.status_line],
            "A 206 must say in a Content-Range field which part it carries, or be multipart/byteranges; this one is neither.",
        ),
        None => {}
    }
}

fn not_satisfiable(response: &Response, found: &mut Findings) {
    let asked = response.request.as_ref().and_then(|request| request.value("Range"));
    let bytes = asked.is_none_or(|range| range.trim_start().starts_with("bytes"));
    if !response.has("Content-Range") && bytes {
        found.warning(
            FindingId::MissingContentRange,
            "RFC 9110 §15.5.17",
            &[response.status_line],
            "A 416 to a request for bytes should say how long the representation is: `Content-Range: bytes */LENGTH`.",
        );
    }
}

fn not_modified(response: &Response, found: &mut Findings) {
    let line = [response.status_line];
    let section = "RFC 9110 §15.4.5";
    let id = FindingId::NotModifiedMissingValidator;
    if response.has("ETag") {
        return;
    }
    let asked = |name| response.request.as_ref().and_then(|request| request.value(name));
    if asked("If-None-Match").is_some_and(|tags| tags.contains('"')) {
        found.error(
            id,
            section,
            &line,
            "The request named an entity tag and it matched, so a 200 would have had an ETag: this 304 must have it too.",
        );
    } else if !response.has("Last-Modified") {
        let sentence = "This 304 has neither ETag nor Last-Modified. What a 200 would have had of Content-Location, Date, ETag, Vary, Cache-Control and Expires must be in the 304 too, so that a cache knows what it confirms.";
        if asked("If-Modified-Since").is_some() {
            found.note(id, section, &line, sentence);
        } else {
            found.warning(id, section, &line, sentence);
        }
    }
}

fn blocked_by(response: &Response, found: &mut Findings) {
    let named = response.values("Link").any(|(link, _)| {
        let link: String =
            link.to_ascii_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
        link.contains("blocked-by")
    });
    if !named {
        found.warning(
            FindingId::MissingBlockedBy,
            "RFC 7725 §4",
            &[response.status_line],
            "A 451 should name who blocks the resource: `Link: <URI>; rel=\"blocked-by\"`.",
        );
    }
}

fn retry_after(response: &Response, section: &str, found: &mut Findings) {
    if !response.has("Retry-After") {
        found.note(
            FindingId::RetryAfterSuggested,
            section,
            &[response.status_line],
            format!("A {} may say in a Retry-After field when to come back; this one leaves the client to guess.", response.code),
        );
    }
}

/// `Date` is asked of origin servers with a clock (RFC 9110 §6.6.1): not of 1xx and 5xx, and not of the
/// two answers that are always a proxy's. No input shows who has a clock: that makes it a warning.
fn date(response: &Response, found: &mut Findings) {
    let code = response.number();
    // What a CGI program writes is not yet the response: the server adds to it.
    let cgi = response.source == Source::StatusField;
    if (200..500).contains(&code)
        && code != 407
        && !response.is_tunnel()
        && !cgi
        && !response.has("Date")
    {
        found.warning(
            FindingId::MissingDate,
            "RFC 9110 §6.6.1",
            &[response.status_line],
            format!("An origin server with a clock must send Date in a {}xx response; this one has none.", code / 100),
        );
    }
}

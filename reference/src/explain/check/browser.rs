//! What the console of a browser says beside a status: `GET https://… net::ERR_FAILED 200 (OK)`.

use super::Findings;
use crate::explain::{FindingId, Response, lines::Lines};

/// Chromium's errors of a connection that ended before the content did.
const CUT_OFF: [&str; 8] = [
    "CONNECTION_CLOSED",
    "CONNECTION_RESET",
    "CONTENT_LENGTH_MISMATCH",
    "HTTP2_PROTOCOL_ERROR",
    "INCOMPLETE_CHUNKED_ENCODING",
    "NETWORK_CHANGED",
    "QUIC_PROTOCOL_ERROR",
    "TIMED_OUT",
];

/// An error is that of the status where it is one; beside another status it is the browser's.
pub(super) fn check(response: &Response, lines: &Lines<'_>, found: &mut Findings) {
    if !matches!(response.number(), 200..400) {
        return;
    }
    let at = response.status_line;
    let text = lines.iter().find(|line| line.number == at).map_or("", |line| line.text);
    let Some((_, rest)) = text.split_once("net::ERR_") else { return };
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '_' | '.'));
    let error = &rest[..end.unwrap_or(rest.len())];
    let code = &response.code;
    if CUT_OFF.contains(&error) {
        found.warning(
            FindingId::IncompleteContent,
            "RFC 9112 §8",
            &[at],
            format!("The head of the response came, with {code}, but not all of its content (`net::ERR_{error}`): the page has no response."),
        );
    } else if error == "CONTENT_DECODING_FAILED" {
        found.warning(
            FindingId::KeptFromPage,
            "RFC 9110 §8.4",
            &[at],
            format!("The server answered {code}, and the browser could not decode the content (`net::ERR_{error}`): `Content-Encoding` names a coding other than that of the content, or a proxy changed one of the two."),
        );
    } else if error == "FAILED" || error.starts_with("BLOCKED_BY_") {
        found.warning(
            FindingId::KeptFromPage,
            "",
            &[at],
            format!("The server answered {code}, and the browser withheld the response from the page (`net::ERR_{error}`). In most cases the response does not allow the page’s origin in `Access-Control-Allow-Origin`, or another of its fields forbids the use, or an extension of the browser does."),
        );
    }
}

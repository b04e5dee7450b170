//! The lines of the head, and the fields that belong to a version of HTTP.

use super::Findings;
use crate::explain::{FindingId, Source, read::Message};

/// The fields about the connection, which HTTP/2 and HTTP/3 do not have (RFC 9110 §7.6.1).
const CONNECTION: [&str; 5] =
    ["Connection", "Proxy-Connection", "Keep-Alive", "Transfer-Encoding", "Upgrade"];

/// Fields with one value, which no message has twice (RFC 9110 §5.3): those of RFC 9110 and 9111, and
/// those whose documents say the same (CORS, RFC 6266, RFC 6797, RFC 8594).
const ONCE: [&str; 18] = [
    "Access-Control-Allow-Credentials",
    "Access-Control-Allow-Origin",
    "Access-Control-Max-Age",
    "Age",
    "Content-Disposition",
    "Content-Length",
    "Content-Location",
    "Content-Range",
    "Content-Type",
    "Date",
    "ETag",
    "Expires",
    "Last-Modified",
    "Location",
    "Retry-After",
    "Server",
    "Strict-Transport-Security",
    "Sunset",
];

pub(super) fn check(message: &Message, found: &mut Findings) {
    let response = &message.response;
    let head = &message.head;
    if head.version_case {
        found.warning(
            FindingId::VersionCase,
            "RFC 9112 §2.3",
            &[response.lines.start],
            "The version is written in capitals, as `HTTP/1.1`: recipients tell it apart by case.",
        );
    }
    if !head.folded.is_empty() {
        found.error(
            FindingId::FoldedHeader,
            "RFC 9112 §5.2",
            &head.folded,
            "A field value continues on the next line. Folding is obsolete and must not be sent; some recipients take the line for another field.",
        );
    }
    if !head.bad_names.is_empty() {
        found.error(
            FindingId::BadHeaderName,
            "RFC 9112 §5.1",
            &head.bad_names,
            "What is before the colon is not a field name: that has letters, digits and a few signs, and no whitespace, not even before the colon.",
        );
    }
    if !head.bad_lines.is_empty() {
        found.error(
            FindingId::BadHeaderLine,
            "RFC 9112 §5",
            &head.bad_lines,
            "This line of the head is not a field line: a name, a colon, and a value without control characters.",
        );
    }
    if response.source == Source::StatusLine
        && let Some((_, line)) = response.value(":status")
    {
        found.error(
            FindingId::Http2PseudoStatus,
            "RFC 9113 §8.3",
            &[line],
            "`:status` is a pseudo-header field of HTTP/2 and HTTP/3; beside a status line it is not a field at all.",
        );
    }
    if response.is_multiplexed() {
        let third = response.version.is_some_and(|version| version.major == 3);
        let section = if third { "RFC 9114 §4.2" } else { "RFC 9113 §8.2.2" };
        for name in CONNECTION {
            let lines: Vec<usize> = response.values(name).map(|(_, line)| line).collect();
            if !lines.is_empty() {
                found.error(
                    FindingId::ConnectionSpecificHeader,
                    section,
                    &lines,
                    format!("{name} is about an HTTP/1.1 connection. In HTTP/2 and HTTP/3 it must not be sent, and it makes the message malformed."),
                );
            }
        }
    }
    for name in ONCE {
        let lines: Vec<usize> = response.values(name).map(|(_, line)| line).collect();
        // Lengths that differ have a finding of their own.
        let first = response.value(name).map(|(value, _)| value);
        let differ = response.values(name).any(|(value, _)| Some(value) != first);
        if lines.len() > 1 && !(name == "Content-Length" && differ) {
            found.error(
                FindingId::DuplicateHeaderOnceOnly,
                "RFC 9110 §5.3",
                &lines,
                format!("{name} has one value, so a message must not have it more than once; recipients differ in which they take."),
            );
        }
    }
}

//! Where the message ends: lengths, transfer codings, and content where there must be none.

use super::Findings;
use crate::explain::{
    FindingId, Response, Source, countable, is_number,
    lines::{Channel, Lines},
    read::{Message, ends_with_html},
};
use serde::de::IgnoredAny;

pub(super) fn check(message: &Message, lines: &Lines<'_>, found: &mut Findings) {
    let response = &message.response;
    lengths(response, found);
    not_allowed(response, found);
    content(message, lines, found);
    let (length, coding) = (response.value("Content-Length"), response.value("Transfer-Encoding"));
    if let (Some((_, length)), Some((_, coding))) = (length, coding)
        && !response.is_multiplexed()
    {
        found.error(
            FindingId::ConflictingFraming,
            "RFC 9112 §6.2",
            &sorted(length, coding),
            "Content-Length and Transfer-Encoding say two different things about where the message ends. A sender must not send both: this is what request smuggling relies on.",
        );
    }
    chunked_twice(response, found);
    if content_length(response).is_some() {
        mismatch(message, lines, found);
    }
}

/// A server behind a proxy that chunks again, or a program that sets the field that its server sets too.
fn chunked_twice(response: &Response, found: &mut Findings) {
    let chunked = |member: &&str| member.eq_ignore_ascii_case("chunked");
    if response.members("Transfer-Encoding").filter(chunked).count() > 1 {
        let lines: Vec<usize> =
            response.values("Transfer-Encoding").map(|(_, line)| line).collect();
        found.error(
            FindingId::ConflictingFraming,
            "RFC 9112 §6.1",
            &lines,
            "Transfer-Encoding says chunked more than once: a sender must not chunk what is chunked, and recipients differ in where the message ends.",
        );
    }
}

fn sorted(a: usize, b: usize) -> [usize; 2] {
    [a.min(b), a.max(b)]
}

/// The members of every Content-Length, with their lines.
fn length_members(response: &Response) -> Vec<(&str, usize)> {
    let values = response.values("Content-Length");
    values.flat_map(|(value, line)| value.split(',').map(move |part| (part.trim(), line))).collect()
}

/// The length, where it is one number and fits.
fn content_length(response: &Response) -> Option<u64> {
    let members = length_members(response);
    let (first, _) = members.first()?;
    let same = members.iter().all(|(member, _)| member == first);
    (same && is_number(first)).then(|| first.parse().ok()).flatten()
}

fn lengths(response: &Response, found: &mut Findings) {
    let members = length_members(response);
    let Some((first, _)) = members.first() else { return };
    let lines: Vec<usize> = response.values("Content-Length").map(|(_, line)| line).collect();
    let bad: Vec<&str> =
        members.iter().map(|(m, _)| *m).filter(|member| !is_number(member)).collect();
    if let Some(bad) = bad.first() {
        found.error(
            FindingId::BadContentLength,
            "RFC 9110 §8.6",
            &lines,
            format!(
                "“{bad}” is not a Content-Length: that is a number of bytes in decimal digits."
            ),
        );
    } else if members.iter().any(|(member, _)| number(member) != number(first)) {
        found.error(
            FindingId::ConflictingContentLength,
            "RFC 9112 §6.3",
            &lines,
            "Two lengths that differ: nobody can tell where the message ends, and a recipient must treat that as an error.",
        );
    } else if members.len() > lines.len() {
        found.error(
            FindingId::BadContentLength,
            "RFC 9110 §8.6",
            &lines,
            "Content-Length is one number; the same one repeated is a sign that something on the way joined two fields.",
        );
    }
}

fn number(digits: &str) -> &str {
    let digits = digits.trim_start_matches('0');
    if digits.is_empty() { "0" } else { digits }
}

fn not_allowed(response: &Response, found: &mut Findings) {
    let code = response.number();
    let what = match code {
        100..200 => "A 1xx response",
        204 => "A 204",
        _ if response.is_tunnel() => "A 2xx response to CONNECT",
        _ => "",
    };
    if !what.is_empty() {
        if let Some((_, line)) = response.value("Content-Length") {
            found.error(
                FindingId::ContentLengthNotAllowed,
                "RFC 9110 §8.6",
                &[line],
                format!(
                    "{what} must not have a Content-Length, not even 0: it ends with its head."
                ),
            );
        }
        if let Some((_, line)) = response.value("Transfer-Encoding") {
            found.error(
                FindingId::TransferEncodingNotAllowed,
                "RFC 9112 §6.1",
                &[line],
                format!("{what} must not have a Transfer-Encoding: it ends with its head."),
            );
        }
    } else if let Some((_, line)) = response.value("Transfer-Encoding")
        && response.version.is_some_and(|v| (v.major, v.minor) == (1, 0))
    {
        found.error(
            FindingId::TransferEncodingNotAllowed,
            "RFC 9112 §6.1",
            &[line],
            "HTTP/1.0 has no transfer codings: a recipient must treat the framing of this message as faulty.",
        );
    } else if let Some((_, line)) = response.value("Transfer-Encoding")
        && let Some(asked) = response.request.as_ref().and_then(|request| request.version)
        && (asked.major, asked.minor) == (1, 0)
    {
        found.error(
            FindingId::TransferEncodingNotAllowed,
            "RFC 9112 §6.1",
            &[line],
            "The request is HTTP/1.0, which has no transfer codings: a server must not send one in answer.",
        );
    }
}

fn content(message: &Message, lines: &Lines<'_>, found: &mut Findings) {
    let response = &message.response;
    let code = response.number();
    let head = response.method() == Some("HEAD");
    let (what, section) = match code {
        // What follows a 101 is the protocol that was switched to.
        101 => return,
        _ if response.is_tunnel() => return,
        100..200 => ("A 1xx response ends with its head", "RFC 9110 §15.2"),
        204 => ("A 204 ends with its head", "RFC 9110 §15.3.5"),
        205 => ("A 205 must not have content", "RFC 9110 §15.3.6"),
        304 => ("A 304 ends with its head", "RFC 9110 §15.4.5"),
        _ if head => ("A response to HEAD must not have content", "RFC 9110 §9.3.2"),
        _ => return,
    };
    if let Some(line) = first_of_content(message, lines) {
        found.error(
            FindingId::ContentNotAllowed,
            section,
            &[line],
            format!("{what}, but here is content after it."),
        );
    } else if code == 205
        && !head
        && let Some(length) = content_length(response).filter(|length| *length > 0)
        && let Some((_, line)) = response.value("Content-Length")
    {
        found.error(
            FindingId::ContentNotAllowed,
            section,
            &[line],
            format!("{what}, but this one announces {length} bytes. `Content-Length: 0` is what ends it."),
        );
    }
}

/// The line on which the content begins behind a head that ends the message, where it can be nothing else: a document,
/// a chunk, or a text that is as long as the head says. Anything else can be a prompt, or what whoever pasted it says.
fn first_of_content(message: &Message, lines: &Lines<'_>) -> Option<usize> {
    let content = || message.content.lines.clone().filter_map(|at| lines.get(at));
    let first = content().find(|line| !line.is_blank())?;
    if message.response.source == Source::Har {
        return Some(first.number);
    }
    let begins = first.text.trim();
    let chunked = message.response.is_chunked();
    let size = begins.split(';').next().unwrap_or_default();
    // A chunk of size 0 is the end of content, not content.
    let chunk =
        chunked && size.bytes().all(|b| b.is_ascii_hexdigit()) && size.bytes().any(|b| b != b'0');
    // `<kim@example.com>` and `<https://example.com/>` are of a mail, and `<no body>` is a remark: an
    // element ends.
    let markup = begins.strip_prefix('<').is_some_and(|tag| {
        let name = tag.split([' ', '/', '>']).next().unwrap_or_default();
        let end = format!("</{name}");
        let ends = || content().any(|line| line.text.contains(&end));
        let is_document = tag.starts_with(['!', '?']) || name.eq_ignore_ascii_case("html");
        is_document || !name.is_empty() && ends()
    });
    let json = || {
        let text: String = content().flat_map(|line| [line.text, "\n"]).collect();
        let mut values = serde_json::Deserializer::from_str(&text).into_iter::<IgnoredAny>();
        let value = begins.starts_with(['{', '[']) && values.next().is_some_and(|v| v.is_ok());
        // `[1] https://example.com/` is a footnote, `[1]: https://example.com/` a link of Markdown. zsh
        // marks content that does not end its line by a `%`.
        let rest = text[values.byte_offset()..].lines().next().unwrap_or_default();
        value && matches!(rest.trim(), "" | "%")
    };
    let of_length = || {
        let length = content_length(&message.response).filter(|length| *length > 0)?;
        Some(Measured::of(message, length, lines)?.ends_before)
    };
    (chunk || markup || json() || of_length() == Some(true)).then_some(first.number)
}

/// Compares the content with its length, where the content is surely all there and is what was sent.
fn mismatch(message: &Message, lines: &Lines<'_>, found: &mut Findings) {
    let response = &message.response;
    let coded = response.members("Content-Encoding").any(|m| !m.eq_ignore_ascii_case("identity"));
    let wire = matches!(response.source, Source::StatusLine | Source::PseudoField);
    if !message.content.any
        || response.ends_with_head()
        || coded
        || !wire
        || response.number() == 205
        || response.has("Transfer-Encoding")
    {
        return;
    }
    let (Some(length), Some((_, line))) =
        (content_length(response), response.value("Content-Length"))
    else {
        return;
    };
    let Some(content) = Measured::of(message, length, lines) else { return };
    if !content.may_be(length) {
        let (least, most) = (content.least, content.most);
        let here = if least == most { format!("{least}") } else { format!("{least} to {most}") };
        found.warning(
            FindingId::ContentLengthMismatch,
            "RFC 9110 §8.6",
            &[line],
            format!("Content-Length says {length} bytes, but the content here has {here}."),
        );
    }
}

/// How long the content can have been before it was pasted.
struct Measured {
    least: usize,
    most: usize,
    /// Whether nothing is cut off at its end.
    complete: bool,
    /// Whether a line ends where the length does: what comes after can be a prompt, or what `telnet` and
    /// `openssl s_client` say at the end.
    ends_before: bool,
}

impl Measured {
    /// `None` where the text is not what went over the wire: no text at all, or cut, or several parts.
    fn of(message: &Message, length: u64, lines: &Lines<'_>) -> Option<Measured> {
        let length = countable(length);
        let media_type = message.response.value("Content-Type").map_or("", |(value, _)| value);
        let media_type = media_type.to_ascii_lowercase();
        let texts = ["text/", "json", "xml", "javascript", "x-www-form-urlencoded"];
        if !media_type.is_empty() && !texts.iter().any(|text| media_type.contains(text)) {
            return None;
        }
        let (mut bytes, mut ends, mut dense, mut wide) = (0, 0, 0, 0);
        let (mut first, mut last, mut ends_before) = (None, "", false);
        for line in message.content.lines.clone().filter_map(|at| lines.get(at)) {
            // A remark of the tool in the middle of it, a character that was lost, or a cut.
            if line.channel != Channel::Plain || line.text.contains('\u{fffd}') || is_cut(line.text)
            {
                return None;
            }
            bytes += line.text.len();
            ends += 1;
            // zsh marks content that does not end its line by a `%`.
            let here = bytes - usize::from(line.text.ends_with('%'));
            let line_ends = [ends - 1, ends, 2 * ends - 2, 2 * ends];
            ends_before |= line_ends.iter().any(|line_ends| here + line_ends == length);
            dense += line.text.bytes().filter(|b| !b.is_ascii_whitespace()).count();
            wide += line.text.chars().filter(|c| !c.is_ascii()).count();
            if !line.is_blank() {
                first = first.or(Some(line.text.trim()));
                last = line.text.trim();
            }
        }
        let first = first?;
        // A prompt that follows content without a line end.
        if last.ends_with(['$', '#', '%']) {
            return None;
        }
        let structured = first.starts_with(['{', '[', '<']);
        let json = first.starts_with(['{', '[']);
        // After an empty response: what whoever pasted it says of it.
        if length == 0 && !structured && media_type.is_empty() {
            return None;
        }
        // What only looks like JSON is cut, or stands for what was there: `[content]`.
        if json && !is_json(message, lines) {
            return None;
        }
        // Tools lay JSON and XML out anew, and show characters that were escaped.
        let least = if structured { dense } else { bytes } - narrower(message, lines, wide);
        let most = bytes + 2 * ends + 2 + if json { 6 * wide } else { 0 };
        let complete = match first.as_bytes() {
            [b'{' | b'[', ..] => true,
            [b'<', ..] => ends_with_html(last) || media_type.contains("xml") && last.ends_with('>'),
            // One line of text is all there, unless it is far too short; more lines may have been cut.
            _ => ends == 1 && length <= 4 * bytes + 64,
        };
        // JSON is all of it.
        Some(Measured { least, most, complete, ends_before: ends_before && !json })
    }

    fn may_be(&self, length: u64) -> bool {
        let length = countable(length);
        let is_shorter = length < self.least && !self.ends_before;
        !is_shorter && (length <= self.most || !self.complete)
    }
}

fn is_json(message: &Message, lines: &Lines<'_>) -> bool {
    let content = message.content.lines.clone().filter_map(|at| lines.get(at));
    let text: String = content.map(|line| line.text).collect();
    serde_json::from_str::<IgnoredAny>(&text).is_ok()
}

/// How many bytes fewer the content has if its characters took one byte each.
fn narrower(message: &Message, lines: &Lines<'_>, wide: usize) -> usize {
    if wide == 0 {
        return 0;
    }
    let content = message.content.lines.clone().filter_map(|at| lines.get(at));
    content.map(|line| line.text.len() - line.text.chars().count()).sum()
}

/// Whether the line shows that something was left out or taken out.
fn is_cut(text: &str) -> bool {
    let text = text.trim();
    text.ends_with("...")
        || text.ends_with('…')
        || text.starts_with("...")
        || text.starts_with('…')
        || text.contains("[...]")
        || text.contains("[…]")
        || text.contains("truncated")
        || ["***", "[e-mail]", "[address]"].iter().any(|mark| text.contains(mark))
        || text.to_ascii_lowercase().contains("redacted")
}

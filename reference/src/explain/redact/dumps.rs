//! Secrets in dumps of bytes, where a line ends anywhere: `curl --trace-ascii` has 64 characters on each, `curl --trace`,
//! `tcpdump -X` and `xxd` have 16 bytes and what they are as text.

use super::{Found, bounds::length, found};
use std::ops::Range;

/// How many bytes a line has at most in hexadecimal.
const MOST_BYTES: usize = 16;

/// A line of a dump: `0040: 70 74 3a 20                                     pt: `.
struct DumpLine {
    /// How many bytes are before it.
    offset: usize,
    /// What it shows, without its place: in hexadecimal and as text, or as text alone.
    shown: Range<usize>,
    /// What that is in bytes, if it shows them in hexadecimal.
    bytes: Option<String>,
}

impl DumpLine {
    fn read(text: &str, line: Range<usize>) -> Option<DumpLine> {
        let place = text[line.clone()].trim_start();
        let place = place.strip_prefix("0x").unwrap_or(place);
        let digits = length(place.as_bytes(), |b| b.is_ascii_hexdigit());
        let shown = place[digits..].strip_prefix(": ").filter(|_| matches!(digits, 4..=8))?;
        let offset = usize::from_str_radix(&place[..digits], 16).ok()?;
        let shown = line.end - shown.len()..line.end;
        Some(DumpLine { offset, bytes: bytes(&text[shown.clone()]), shown })
    }

    fn content<'a>(&'a self, text: &'a str) -> &'a str {
        self.bytes.as_deref().unwrap_or(&text[self.shown.clone()])
    }
}

/// What a line shows in hexadecimal, in groups of one byte or of two, a character for each byte; `None` where it is text.
fn bytes(shown: &str) -> Option<String> {
    let mut rest = shown.trim_start_matches(' ');
    let mut bytes = String::new();
    while bytes.len() < MOST_BYTES {
        let group = &rest[..length(rest.as_bytes(), |b| b.is_ascii_hexdigit())];
        let ends = rest[group.len()..].is_empty() || rest[group.len()..].starts_with(' ');
        if !matches!(group.len(), 2 | 4) || !ends {
            break;
        }
        for byte in group.as_bytes().chunks(2) {
            let byte =
                str::from_utf8(byte).ok().and_then(|hex| u8::from_str_radix(hex, 16).ok())?;
            let is_shown = byte.is_ascii_graphic() || matches!(byte, b' ' | b'\r' | b'\n');
            bytes.push(if is_shown { byte.into() } else { '.' });
        }
        rest = &rest[group.len()..];
        // Where there are fewer, the text is further right.
        if rest.starts_with("   ") {
            break;
        }
        rest = rest.trim_start_matches(' ');
    }
    let is_its_text = rest.trim().chars().count() <= bytes.len();
    (!bytes.is_empty() && is_its_text).then_some(bytes)
}

/// The secrets in the dumps of a text, which go on with the next line where the bytes do. What shows bytes of one in
/// hexadecimal goes as a whole.
pub fn in_dumps(text: &str) -> Vec<Found> {
    let mut secrets = Vec::new();
    let (mut dump, mut content): (Vec<DumpLine>, String) = (Vec::new(), String::new());
    let mut start = 0;
    for line in text.split_inclusive(['\n', '\r']) {
        let shown = start..start + line.trim_end_matches(['\n', '\r']).len();
        start += line.len();
        if shown.is_empty() {
            continue;
        }
        let read = DumpLine::read(text, shown);
        let goes_on = read.as_ref().zip(dump.last()).is_some_and(|(next, last)| {
            next.offset.checked_sub(last.offset) == Some(last.content(text).len())
        });
        if !goes_on {
            in_dump(&dump, &content, text, &mut secrets);
            dump.clear();
            content.clear();
        }
        if let Some(read) = read {
            content.push_str(read.content(text));
            dump.push(read);
        }
    }
    in_dump(&dump, &content, text, &mut secrets);
    secrets
}

/// Adds the secrets in the lines of a dump, of which `content` is what they show.
fn in_dump(dump: &[DumpLine], content: &str, text: &str, secrets: &mut Vec<Found>) {
    let Some(first) = dump.first() else { return };
    // A line of text by itself is a line like any other.
    if dump.len() == 1 && first.bytes.is_none() {
        return;
    }
    let start = |line: &DumpLine| line.offset - first.offset;
    let end = |line: &DumpLine| start(line) + line.content(text).len();
    for (secret, range) in found(content) {
        let at = dump.partition_point(|line| end(line) <= range.start);
        for line in dump[at..].iter().take_while(|line| start(line) < range.end) {
            let within =
                |at: usize| line.shown.start + at.clamp(start(line), end(line)) - start(line);
            let shown = match line.bytes {
                Some(_) => line.shown.clone(),
                None => within(range.start)..within(range.end),
            };
            // Another may have taken the whole of it.
            if secrets.last().is_none_or(|(_, last)| last.end <= shown.start) {
                secrets.push((secret, shown));
            }
        }
    }
}

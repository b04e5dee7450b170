//! Where values begin and end: quotes, escapes, lines.

use std::ops::Range;

/// How many bytes at the beginning are `of` a kind.
pub fn length(bytes: &[u8], of: impl Fn(u8) -> bool) -> usize {
    bytes.iter().take_while(|byte| of(**byte)).count()
}

/// The first place from `at` on where none of the ASCII characters `skipped` stands.
pub fn skip(text: &str, at: usize, skipped: &str) -> usize {
    at + length(&text.as_bytes()[at..], |byte| skipped.as_bytes().contains(&byte))
}

pub fn is_name_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
}

pub fn is_line_end(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}

/// What keeps a quote from ending a string: in JSON and Unix shells, in PowerShell, in the older shell
/// of Windows.
pub const ESCAPES: &str = "\\`^";

/// A quote that begins or ends a string.
#[derive(Clone, Copy)]
pub struct Quote {
    pub mark: u8,
    /// How many backslashes stand before it: in a string each quote has one.
    escapes: usize,
}

impl Quote {
    pub fn at(text: &str, at: usize) -> Option<Quote> {
        let mark = text.as_bytes().get(at).copied().filter(|mark| matches!(mark, b'"' | b'\''))?;
        let escapes = text.as_bytes()[..at].iter().rev();
        let escapes = escapes.take_while(|byte| ESCAPES.as_bytes().contains(byte));
        Some(Quote { mark, escapes: escapes.filter(|byte| **byte != b'^').count() })
    }

    pub fn is_ended_by(self, quote: Quote) -> bool {
        // A backslash of the string itself is written as two, in a string in a string as four.
        let ends = quote.escapes % (2 * self.escapes + 2) == self.escapes;
        self.mark == quote.mark && (quote.escapes < self.escapes || ends)
    }

    /// How long what begins with it, at `at`, is where that is how a shell writes a quote within a string.
    pub fn length_within(self, text: &str, at: usize) -> usize {
        let within = first_of(&[r"'\''", "'\"'\"'", "''", "\"\""], &text[at..]);
        within.filter(|_| self.escapes == 0).map_or(0, str::len)
    }
}

/// Where what starts at `start` ends: with the `string` that it stands in, with its line, or before one
/// of the characters `stops`.
pub fn value_end(text: &str, start: usize, string: Option<Quote>, stops: &str) -> usize {
    let mut at = start;
    while let Some(byte) = text.as_bytes().get(at)
        && !is_line_end(*byte)
        && !stops.as_bytes().contains(byte)
    {
        if let Some((string, quote)) = string.zip(Quote::at(text, at))
            && string.is_ended_by(quote)
        {
            match quote.length_within(text, at) {
                0 => return without_escapes(text, start, at),
                length => at += length - 1,
            }
        }
        at += 1;
    }
    at
}

/// `end`, or where the escapes before it begin.
pub fn without_escapes(text: &str, start: usize, end: usize) -> usize {
    start + text[start..end].trim_end_matches(|c| ESCAPES.contains(c)).len()
}

pub fn first_of(beginnings: &[&'static str], text: &str) -> Option<&'static str> {
    beginnings.iter().find(|beginning| text.starts_with(**beginning)).copied()
}

/// Where the argument of a command ends that begins at `start`: strings in it can hold spaces.
pub fn argument_end(text: &str, start: usize, string: Option<Quote>) -> usize {
    let mut at = start;
    loop {
        at = value_end(text, at, string, " \t\"'");
        match Quote::at(text, at) {
            Some(quote) if !string.is_some_and(|string| string.is_ended_by(quote)) => {
                at = string_end(text, value_end(text, at + 1, Some(quote), ""));
            }
            _ => return without_escapes(text, start, at),
        }
    }
}

/// The end of a string with the quote, where its value ends at `end`.
pub fn string_end(text: &str, end: usize) -> usize {
    let quote = skip(text, end, ESCAPES);
    quote + usize::from(Quote::at(text, quote).is_some())
}

/// The string that a program adds to the one that ends at `end`: `"Bearer " + "…"`, in PHP with a full stop.
pub fn added_string(text: &str, end: usize) -> Option<Range<usize>> {
    let sign = skip(text, string_end(text, end), " ");
    let quote = skip(text, sign + text[sign..].strip_prefix(['+', '.']).map(|_| 1)?, " ");
    let quote = skip(text, quote, ESCAPES);
    Some(quote + 1..value_end(text, quote + 1, Some(Quote::at(text, quote)?), ""))
}

/// Where the line after the one that ends at `end` stands.
pub fn next_line(text: &str, end: usize) -> Range<usize> {
    let ended = first_of(&["\r\n", "\n", "\r"], &text[end..]);
    let start = end + ended.map_or(0, str::len);
    start..value_end(text, start, None, "")
}

/// The lines of a value that YAML has below its name, where `start` is behind `name: `: those that are indented
/// further than the name, and empty ones between them (YAML 1.2 §8.1).
pub fn block(text: &str, start: usize) -> Option<Range<usize>> {
    let head = block_head(text, start)?;
    let line = text[..start].rfind(['\n', '\r']).map_or(0, |end| end + 1);
    // Items of lists can begin on the line of the name.
    let name = skip(text, line, " -");
    let called = text.get(name..start)?.trim_start_matches(['"', '\'']);
    let sign = called[length(called.as_bytes(), is_name_byte)..].trim_start_matches(['"', '\'']);
    if !sign.starts_with(": ") {
        return None;
    }
    let (mut end, mut seen) = (head, head);
    while seen < text.len() {
        let next = next_line(text, seen);
        let value = skip(text, next.start, " ");
        seen = next.end;
        if value == next.end {
            continue;
        }
        if value - next.start <= name - line {
            break;
        }
        end = next.end;
    }
    (end > head).then_some(head..end)
}

/// Where the line ends that has `|` or `>` at `start`, with what may stand before and behind it: a tag, an anchor, a
/// comment.
fn block_head(text: &str, start: usize) -> Option<usize> {
    // Not far: a line can be long, and have many that look like this.
    let bytes = &text.as_bytes()[..text.len().min(start + LONGEST_HEAD)];
    let mut at = start;
    while matches!(bytes.get(at), Some(b'!' | b'&')) {
        at = skip(text, at + length(&bytes[at..], |b| b.is_ascii_graphic()), " ");
    }
    matches!(bytes.get(at), Some(b'|' | b'>')).then_some(())?;
    at = skip(text, skip(text, at + 1, "+-0123456789"), " ");
    if bytes.get(at) == Some(&b'#') {
        at += length(&bytes[at..], |b| !is_line_end(b));
    }
    bytes.get(at).is_some_and(|byte| is_line_end(*byte)).then_some(at)
}

/// How many bytes there can be on the line of the name behind it.
const LONGEST_HEAD: usize = 200;

/// Where a value ends that is alone with its name: with the lines that are indented further, and where
/// nothing is on the line of the name, with the next line.
pub fn lines_end(text: &str, line: usize, start: usize, end: usize) -> usize {
    let indent = |at: usize| skip(text, at, " \t") - at;
    let mut end = end;
    loop {
        let next = next_line(text, end);
        let value = text[next.clone()].trim();
        let name = &value[length(value.as_bytes(), is_name_byte)..];
        let is_field = name == ":" || name.starts_with(": ");
        let is_value = value.contains('=')
            || value.split(' ').count() == 2
            || !value.contains(' ') && value.contains(|c: char| c.is_ascii_digit());
        let is_further = indent(next.start) > indent(line) || start == end && is_value;
        if value.is_empty() || is_field || !is_further {
            return end;
        }
        end = next.end;
    }
}

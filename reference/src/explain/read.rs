//! From lines to responses. What kind of input it is, is decided here: the first kind that finds a
//! response has it.

mod body;
mod command;
mod devtools;
mod json;
mod log;
mod message;
mod phrase;
mod said;
pub(super) mod start;

pub(super) use body::ends_with_html;
pub(super) use phrase::{has_exited, lower_tail};

use super::{Code, Response, Source, lines::Lines};
use facts::StatusCode;
use std::ops::Range;

/// From how many bytes on a name tells something by itself: `Forbidden` has them, and `Conflict` not.
const LONG_WORD: usize = 9;

/// Fields of which a response has at least one.
pub(super) const USUAL: [&str; 8] = [
    "Cache-Control",
    "Connection",
    "Content-Length",
    "Content-Type",
    "Date",
    "Location",
    "Server",
    "Transfer-Encoding",
];

/// A response, and what reading it told beyond what it says.
pub(super) struct Message {
    pub response: Response,
    pub head: Head,
    pub content: Content,
    /// What tells the status where none is named, or is said beside it in other lines of a log.
    pub said: Vec<Said>,
}

/// What the head was like.
#[derive(Default)]
pub(super) struct Head {
    /// Lines that continue the value of the one before.
    pub folded: Vec<usize>,
    /// Lines whose field name is no token.
    pub bad_names: Vec<usize>,
    /// Lines that are no field lines.
    pub bad_lines: Vec<usize>,
    /// The version is written otherwise than HTTP writes it: `http/1.1`.
    pub version_case: bool,
    /// Something was left out by whoever pasted it.
    pub elided: bool,
    /// It has ended for certain, even where it has no field.
    pub ended: bool,
}

/// What software is known to say with a status without naming it.
pub(super) struct Said {
    /// Its words, or the name of an error.
    pub words: String,
    /// The codes that it comes with, sorted; where it tells the status, that of the response is the first.
    pub codes: Vec<StatusCode>,
    /// The lines that say it, counted from 1.
    pub lines: Vec<usize>,
}

/// What was read of the input.
pub(super) struct Read {
    /// The responses, in their order.
    pub messages: Vec<Message>,
    /// The lines of a log that tell nothing that is known, counted from 1.
    pub unread: Vec<usize>,
}

/// What comes after the head.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Content {
    /// The lines of the input, counted from 0; empty where there is none.
    pub lines: Range<usize>,
    /// Whether there is anything in it.
    pub any: bool,
}

impl Message {
    /// A response that is read from line `line` alone and has no header fields.
    fn bare(code: Code, reason: Option<String>, source: Source, line: usize) -> Message {
        let is_final = code.valid().is_none_or(|code| code.get() >= 200);
        let response = Response {
            code,
            reason,
            version: None,
            source,
            status_line: line,
            fields: Vec::new(),
            request: None,
            is_final,
            findings: Vec::new(),
            lines: line..line + 1,
        };
        let (head, content) = (Head::default(), Content::default());
        Message { response, head, content, said: Vec::new() }
    }

    /// Whether the whole head is there, so that a field that is not there was not sent.
    pub fn has_whole_head(&self) -> bool {
        let Response { source, fields, .. } = &self.response;
        // Of names and values without a status line, not each list is a head.
        let usual = || USUAL.iter().any(|name| self.response.has(name));
        let is_head = !matches!(source, Source::DeveloperTools | Source::StatusField) || usual();
        (!fields.is_empty() || self.head.ended) && !self.head.elided && is_head
    }
}

/// Reads the input.
pub(super) fn read(lines: &Lines<'_>) -> Read {
    let kinds = [json::read, message::read, devtools::read, log::read, phrase::read, said::read];
    let read = kinds.iter().map(|kind| kind(lines)).find(|read| !read.is_empty());
    let mut messages = read.unwrap_or_default();
    // A log of errors may have been pasted with that of requests.
    let is_log = messages.first().is_some_and(|first| first.response.source == Source::Log);
    let unread = if is_log { said::beside(lines, &mut messages) } else { Vec::new() };
    Read { messages, unread }
}

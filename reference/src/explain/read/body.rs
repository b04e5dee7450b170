//! Where the content of a response ends, so that a status line that it quotes is not taken for a
//! response.

use super::{Content, Message, command, start};
use crate::explain::{
    countable,
    lines::{Channel, Line, Lines, TELNET_ENDS},
};
use std::ops::Range;

/// The line, counted from 0, at which the content that begins at line `first` has ended.
pub(super) fn end(lines: &Lines<'_>, first: usize, message: &Message, prompted: bool) -> usize {
    let mut body = Body::new(lines, first, message, prompted);
    while let Some(line) = lines.get(body.at) {
        if body.ends_before(line) {
            break;
        }
        body.pass(line);
    }
    body.at
}

/// The content in `range`: without the blank lines and the remarks of tools at its end.
pub(super) fn content(lines: &Lines<'_>, range: Range<usize>) -> Content {
    let said = |at: &usize| {
        lines.get(*at).is_some_and(|line| line.channel != Channel::Tool && !line.is_blank())
    };
    let Some(last) = range.clone().rev().find(said) else { return Content::default() };
    Content { lines: range.start..last + 1, any: true }
}

struct Body<'a> {
    lines: &'a Lines<'a>,
    message: &'a Message,
    prompted: bool,
    first: usize,
    at: usize,
    /// The last line with anything in it.
    last: Option<Line<'a>>,
    /// The first line with anything in it.
    begin: Option<Line<'a>>,
    /// `Content-Length`, where it says how much content is here.
    length: Option<usize>,
    chunked: bool,
    /// The last chunk has been passed.
    chunks_ended: bool,
}

impl<'a> Body<'a> {
    fn new(lines: &'a Lines<'a>, first: usize, message: &'a Message, prompted: bool) -> Self {
        let response = &message.response;
        let chunked = response.is_chunked();
        let length = response.value("Content-Length").and_then(|(value, _)| value.parse().ok());
        let length = length.map(countable);
        let length = length.filter(|_| !chunked && !response.ends_with_head());
        let (last, begin, chunks_ended) = (None, None, false);
        Body {
            lines,
            message,
            prompted,
            first,
            at: first,
            last,
            begin,
            length,
            chunked,
            chunks_ended,
        }
    }

    fn pass(&mut self, line: Line<'a>) {
        if !line.is_blank() && line.channel == Channel::Plain {
            self.begin = self.begin.or(Some(line));
            self.last = Some(line);
        }
        let size = line.text.split(';').next().unwrap_or_default().trim();
        self.chunks_ended |= self.chunked && !size.is_empty() && size.bytes().all(|b| b == b'0');
        self.at += 1;
    }

    fn ends_before(&self, line: Line<'_>) -> bool {
        if self.lines.marked {
            // Content may have lines that look marked: a quote, or a transcript.
            return match line.channel {
                Channel::Received => {
                    let short =
                        self.begin.is_some() && self.length.is_some_and(|n| self.passed() < n);
                    start::is_response_start(line.text) && !short
                }
                Channel::Sent => start::request_line(line.text).is_some(),
                _ => command::command(line.text).is_some() && self.may_have_ended(),
            };
        }
        if line.channel == Channel::Tool || is_chatter(line.text) {
            return self.length.is_none_or(|_| self.may_have_ended());
        }
        if start::is_response_start(line.text) {
            return self.response_may_begin();
        }
        if start::request_line(line.text).is_some() {
            return self.field_follows() && self.may_have_ended();
        }
        (is_prompt(line.text) || command::command(line.text).is_some())
            && (self.may_have_ended() || self.prompted && self.length.is_none())
    }

    /// Whether, by what the head says, the content can be over here.
    fn may_have_ended(&self) -> bool {
        if self.begin.is_none() || self.message.response.ends_with_head() || self.chunks_ended {
            return true;
        }
        match self.length {
            Some(length) => self.passed() >= length,
            None => self.looks_complete(),
        }
    }

    /// How many bytes have been passed at most: each line may have lost a CR, the last its line end.
    fn passed(&self) -> usize {
        let bytes = self.lines.offset(self.at) - self.lines.offset(self.first);
        bytes + (self.at - self.first) + 2
    }

    /// Whether a status line here begins a response.
    fn response_may_begin(&self) -> bool {
        let response = &self.message.response;
        if response.ends_with_head() {
            return true;
        }
        let media_type = response.value("Content-Type").map_or("", |(value, _)| value);
        if media_type.contains("message/http") || media_type.contains("application/http") {
            return false;
        }
        if self.begin.is_some() {
            return self.may_have_ended() && (self.length.is_some() || self.field_follows());
        }
        // Nothing between the two: clients print the head of what they do not take the content of.
        if matches!(response.number(), 300..=399 | 401 | 407) || response.fields.is_empty() {
            return true;
        }
        match self.length {
            Some(0) => true,
            Some(length) => {
                let rest = self.lines.offset(self.lines.len()) - self.lines.offset(self.at);
                let ends = self.lines.len() - self.at;
                !(rest.saturating_sub(3)..=rest + ends + 2).contains(&length)
            }
            None => self.field_follows() || !media_type.starts_with("text/plain"),
        }
    }

    /// Whether the next line is a field line, so that this one begins a head.
    fn field_follows(&self) -> bool {
        let next = self.lines.get(self.at + 1);
        next.is_some_and(|line| start::field_line(line.text.trim_start()).is_some())
    }

    /// Whether what has been passed looks like a whole document.
    fn looks_complete(&self) -> bool {
        let (Some(begin), Some(last)) = (self.begin, self.last) else { return true };
        let (begin, last) = (begin.text.trim_start(), last.text.trim_end());
        if begin.starts_with(['{', '[']) {
            return last.ends_with(['}', ']']);
        }
        ends_with_html(last)
    }
}

/// Whether the text ends an HTML document.
pub(in crate::explain) fn ends_with_html(text: &str) -> bool {
    let end = text.len().checked_sub("</html>".len()).and_then(|at| text.get(at..));
    end.is_some_and(|end| end.eq_ignore_ascii_case("</html>"))
}

/// Whether the line is what a client says of itself.
pub(super) fn is_chatter(text: &str) -> bool {
    let text = text.trim_start();
    text.starts_with("curl: (")
        || text.starts_with("* Connection #")
        || text.starts_with("* Closing connection")
        || text.starts_with("* Excess found")
        || text.starts_with("% Total ")
        || text.starts_with("Dload  Upload")
        || text.starts_with("---response end---")
        || text.starts_with(TELNET_ENDS)
        // The client of JetBrains.
        || text.starts_with("<Response body is empty>")
        || text.starts_with("Response code: ") && text.contains("; Time: ")
        || text.starts_with("NOTE: binary data not shown in terminal")
}

/// Whether the line is the prompt of a shell that waits.
pub(super) fn is_prompt(text: &str) -> bool {
    let text = text.trim();
    matches!(text, "$" | "#" | "%" | "❯" | ">")
        || text.len() < 80
            && text.ends_with(['$', '#', '%'])
            && text.contains('@')
            && !text.starts_with('<')
}

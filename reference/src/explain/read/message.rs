//! Messages: raw ones and those of transcripts, one after the other.

use super::{Content, Head, Message, body, command, start};
use crate::explain::{
    Code, Field, Request, Source, Version, countable,
    lines::{Channel, Line, Lines},
};

/// Reads every message of the input.
pub(super) fn read(lines: &Lines<'_>) -> Vec<Message> {
    let mut reader = Reader {
        lines,
        at: 0,
        request: None,
        prompted: false,
        filtered: false,
        messages: Vec::new(),
    };
    while let Some(line) = lines.get(reader.at) {
        reader.step(line);
    }
    reader.messages
}

struct Reader<'a> {
    lines: &'a Lines<'a>,
    /// The line to read next, counted from 0.
    at: usize,
    /// The request that the responses to come answer.
    request: Option<Request>,
    /// Whether the input shows the command lines.
    prompted: bool,
    /// Whether the command shows only some lines of what it gets.
    filtered: bool,
    messages: Vec<Message>,
}

impl Reader<'_> {
    fn step(&mut self, line: Line<'_>) {
        // In a transcript an unmarked line is content or a command, but never a head.
        let plain = !self.lines.marked;
        match line.channel {
            Channel::Received => self.response(line),
            Channel::Plain if plain && self.response_starts(line) => self.response(line),
            Channel::Sent => self.request(line),
            Channel::Plain if plain && start::request_line(line.text).is_some() => {
                self.request(line)
            }
            _ => {
                self.remark(line);
                self.at += 1;
            }
        }
    }

    /// Whether a response begins here: with a status line, or with one that is meant to be one, since a
    /// field line follows it.
    fn response_starts(&self, line: Line<'_>) -> bool {
        start::is_response_start(line.text)
            || start::spoilt_status_line(line.text).is_some()
                && self
                    .lines
                    .get(self.at + 1)
                    .is_some_and(|next| start::field_line(next.text).is_some())
    }

    /// A line that is not of a message, but may tell of the request.
    fn remark(&mut self, line: Line<'_>) {
        if let Some(request) = command::command(line.text) {
            self.request = Some(request);
            self.prompted = true;
            self.filtered = command::is_filtered(line.text);
        } else if let Some(method) = line.text.trim().strip_prefix("Request Method:") {
            self.request = Some(Request::of(method.trim()));
        }
    }

    /// The head of a request, and its content where it is there.
    fn request(&mut self, line: Line<'_>) {
        self.at += 1;
        let Some(mut request) = start::request_line(line.text) else { return };
        while let Some(next) = self.lines.get(self.at) {
            let Some((name, value)) = start::field_line(next.text.trim_start()) else { break };
            if next.channel != line.channel || start::status_line(next.text).is_some() {
                break;
            }
            let (name, value) = (name.to_owned(), value.to_owned());
            request.fields.push(Field { name, value, line: next.number });
            self.at += 1;
        }
        let length = request.value("Content-Length").and_then(|value| value.parse().ok());
        let length = length.map(countable);
        self.request = Some(request);
        if let Some(length) = length.filter(|_| !self.lines.marked) {
            self.pass_content(length);
        }
    }

    /// Passes over the content of a request, which may quote a status line. A response that follows the
    /// head at once shows that the content was left out.
    fn pass_content(&mut self, length: usize) {
        let begin = self.at + 1;
        let starts = |line: Line<'_>| start::is_response_start(line.text);
        if !self.lines.get(self.at).is_some_and(|line| line.is_blank())
            || self.lines.get(begin).is_none_or(starts)
        {
            return;
        }
        let passed = |at: usize| self.lines.offset(at) - self.lines.offset(begin) + (at - begin);
        self.at = begin;
        while self.at < self.lines.len() && passed(self.at) < length {
            self.at += 1;
        }
    }

    fn response(&mut self, line: Line<'_>) {
        let first = self.at;
        self.at += 1;
        let Some((source, version, code, reason)) = beginning(line.text) else { return };
        let mut message = Message::bare(code, reason, source, line.number);
        message.response.version = version;
        message.head.version_case =
            // HTTP/2 and HTTP/3 send no version: there it is a tool that shows one.
            version.is_some_and(|version| version.major < 2)
                && !line.text.trim_start().starts_with(start::NAME);
        message.response.request = self.answered(&message);
        message.head.elided = self.filtered;
        self.head(line, &mut message);
        message.response.lines = line.number..self.number(self.at.max(first + 1));
        let blank = self.end_of_head();
        message.content = self.content(line, &message);
        message.head.ended = blank && (self.is_as_sent(line) || self.is_document(&message.content));
        self.follow(&message);
        self.messages.push(message);
    }

    fn number(&self, at: usize) -> usize {
        let before = at.checked_sub(1).and_then(|at| self.lines.get(at));
        before.map_or(1, |line| line.number + 1)
    }

    /// Reads the field lines up to the end of the head.
    fn head(&mut self, start: Line<'_>, message: &mut Message) {
        let begin = self.at;
        let mut indent = indent(start.text);
        while let Some(line) = self.lines.get(self.at) {
            if line.channel != start.channel {
                // curl's own remarks stand between the lines of a head.
                if self.lines.marked && line.channel != Channel::Sent {
                    if self.head_is_over() {
                        break;
                    }
                    self.at += 1;
                    continue;
                }
                break;
            }
            let here = self::indent(line.text);
            if line.is_blank() || here < indent || begins_something_else(line.text) {
                break;
            }
            // What was copied from the middle of an indented line lacks the indent on its first line.
            let next = || self.lines.get(self.at + 1);
            let all =
                || next().is_none_or(|next| next.is_blank() || self::indent(next.text) >= here);
            if self.at == begin
                && here > indent
                && start::field_line(line.text.trim()).is_some()
                && all()
            {
                indent = here;
            }
            self.at += 1;
        }
        read_fields(self.lines, begin..self.at, start.channel, indent, message);
    }

    /// In a transcript: whether no line of the head is left before content or another request.
    fn head_is_over(&self) -> bool {
        let mut ahead =
            (self.at..self.lines.len().min(self.at + 8)).filter_map(|at| self.lines.get(at));
        ahead
            .find(|line| matches!(line.channel, Channel::Received | Channel::Sent))
            .is_none_or(|line| line.channel == Channel::Sent || start::is_response_start(line.text))
    }

    /// Passes the empty line behind the head; whether there is one.
    fn end_of_head(&mut self) -> bool {
        let blank = |line: Line<'_>| line.is_blank() && line.channel != Channel::Tool;
        let is_there = self.lines.get(self.at).is_some_and(blank);
        self.at += usize::from(is_there);
        is_there
    }

    /// Whether the input ends with this status line and the empty line behind it, with the line ends of the wire. Who
    /// pastes a status line alone may have blank lines behind it, too, but others, or more.
    fn is_as_sent(&self, start: Line<'_>) -> bool {
        let before = self.lines.text.strip_suffix("\r\n\r\n");
        self.at == self.lines.len() && before.is_some_and(|text| text.ends_with(start.text))
    }

    /// Whether content is JSON or markup, and not what somebody says of the status line above.
    fn is_document(&self, content: &Content) -> bool {
        let first = self.lines.get(content.lines.start).filter(|_| content.any);
        first.is_some_and(|line| {
            let text = line.text.trim();
            let is_markup = |c: char| c.is_ascii_alphabetic() || matches!(c, '!' | '?');
            // The time of a log and the number of a note are in brackets, too.
            let is_list = |rest: &str| rest.is_empty() || rest.starts_with(['{', '"', '[', ']']);
            text.starts_with('{')
                || text.strip_prefix('<').is_some_and(|rest| rest.starts_with(is_markup))
                || text.strip_prefix('[').is_some_and(is_list)
        })
    }

    fn content(&mut self, start: Line<'_>, message: &Message) -> Content {
        let indented = indent(start.text) > 0;
        let next = self.lines.get(self.at);
        // wget indents heads and leaves them without a blank line; what follows is its own report.
        if indented && next.is_some_and(|line| !line.is_blank() && indent(line.text) == 0) {
            return Content::default();
        }
        let begin = self.after_copy(start);
        let end = body::end(self.lines, begin, message, self.prompted);
        let content = body::content(self.lines, begin..end);
        self.at = end;
        content
    }

    /// Where content begins in a transcript: with `-i` or `-I`, curl prints the head once more, unmarked.
    fn after_copy(&self, start: Line<'_>) -> usize {
        let copied = |line: Line<'_>| line.channel == Channel::Plain && line.text == start.text;
        let mut after = self.at;
        while self.lines.get(after).is_some_and(|line| line.channel == Channel::Tool) {
            after += 1;
        }
        if !self.lines.marked || !self.lines.get(after).is_some_and(copied) {
            return self.at;
        }
        while self.lines.get(after).is_some_and(|line| !line.is_blank()) {
            after += 1;
        }
        (after + 1).min(self.lines.len())
    }

    /// The request that a response answers.
    fn answered(&self, message: &Message) -> Option<Request> {
        let tunnel = message.response.reason.as_deref().is_some_and(|reason| {
            let reason = reason.to_ascii_lowercase();
            ["connection established", "tunnel established"].contains(&reason.as_str())
        });
        let named = self.request.as_ref().is_some_and(|request| request.method == "CONNECT");
        if tunnel && !named && message.response.number() == 200 {
            return Some(Request::of("CONNECT"));
        }
        self.request.clone()
    }

    /// What is known of the request to come, after a redirect was followed.
    fn follow(&mut self, message: &Message) {
        if matches!(message.response.number(), 301..=303)
            && !matches!(message.response.method(), Some("GET" | "HEAD"))
        {
            self.request = None;
        }
    }
}

/// What the first line of a response says.
fn beginning(text: &str) -> Option<(Source, Option<Version>, Code, Option<String>)> {
    if let Some(line) = start::status_line(text).or_else(|| start::spoilt_status_line(text)) {
        return Some((Source::StatusLine, Some(line.version), line.code, line.reason));
    }
    Some((Source::PseudoField, None, start::pseudo_status(text)?, None))
}

fn indent(text: &str) -> usize {
    text.len() - text.trim_start_matches([' ', '\t']).len()
}

/// Whether a line within a head shows that the head has ended without a blank line.
fn begins_something_else(text: &str) -> bool {
    let text = text.trim_start();
    // Developer tools: the request comes after the response.
    let of_request =
        [":authority", ":method", ":path", ":scheme", "Request Headers", "Request headers"];
    start::status_line(text).is_some()
        || of_request.iter().any(|start| text.starts_with(start))
        || start::request_line(text).is_some()
        || text.starts_with(['<', '{', '[']) && !is_elision(text)
        || text.starts_with("---")
        || body::is_chatter(text)
        || body::is_prompt(text)
        || command::command(text).is_some()
}

/// Reads lines `range` as field lines into `message`.
///
/// `httparse` reads the block where it is well-formed. Where it is not, each line is looked at to say
/// what is wrong with it, and the rest is still read.
fn read_fields(
    lines: &Lines<'_>,
    range: std::ops::Range<usize>,
    channel: Channel,
    indent: usize,
    message: &mut Message,
) {
    let here = range.clone().filter_map(|at| lines.get(at)).filter(|line| line.channel == channel);
    let mut block: Vec<(usize, &str)> =
        here.map(|line| (line.number, line.text.get(indent..).unwrap_or(line.text))).collect();
    without_remarks(&mut block);
    if lines.len() == range.end {
        without_cut(&mut block, &mut message.head);
    }
    let mut wire = String::new();
    for (_, text) in &block {
        wire.push_str(text.trim_end());
        wire.push_str("\r\n");
    }
    wire.push_str("\r\n");
    let mut headers = vec![httparse::EMPTY_HEADER; block.len()];
    let fields = &mut message.response.fields;
    if let Ok(httparse::Status::Complete((_, headers))) =
        httparse::parse_headers(wire.as_bytes(), &mut headers)
        && headers.len() == block.len()
    {
        for (header, (line, _)) in headers.iter().zip(&block) {
            let value = String::from_utf8_lossy(header.value).trim().to_owned();
            fields.push(Field { name: header.name.to_owned(), value, line: *line });
        }
        return;
    }
    for (line, text) in block {
        field(text, line, message);
    }
}

/// Drops what whoever pasted the head says right below it: a sentence and what follows.
fn without_remarks(block: &mut Vec<(usize, &str)>) {
    let of_head = |(_, text): &(usize, &str)| {
        text.starts_with([' ', '\t']) || start::field_line(text).is_some()
    };
    let end = block.iter().rposition(of_head).map_or(0, |last| last + 1);
    let is_sentence = |text: &str| text.split_whitespace().count() > 2 && !text.contains(':');
    if block.get(end).is_some_and(|(_, text)| is_sentence(text) && !is_elision(text)) {
        block.truncate(end);
    }
}

/// Drops the last line of the input where it breaks off, in a name or in a date.
fn without_cut(block: &mut Vec<(usize, &str)>, head: &mut Head) {
    let is_cut = |text: &str| match text.split_once(':') {
        Some((name, value)) => {
            let dates = ["Date", "Expires", "Last-Modified"];
            dates.iter().any(|date| date.eq_ignore_ascii_case(name)) && begins_date(value.trim())
        }
        None => start::is_token(text.trim()),
    };
    if block.last().is_some_and(|(_, text)| is_cut(text)) {
        block.pop();
        head.elided = true;
    }
}

/// Whether the value is a date that has not ended: `Tue, 03 Sep`.
fn begins_date(value: &str) -> bool {
    const DATE: &str = "Tue, 03 Sep 2024 12:00:00 GMT";
    let same = |(a, b): (u8, u8)| match b {
        b'0'..=b'9' => a.is_ascii_digit(),
        b'A'..=b'Z' | b'a'..=b'z' => a.is_ascii_alphabetic(),
        _ => a == b,
    };
    (1..DATE.len()).contains(&value.len()) && value.bytes().zip(DATE.bytes()).all(same)
}

/// Reads one line of a head that is not well-formed as a whole.
fn field(text: &str, line: usize, message: &mut Message) {
    let fields = &mut message.response.fields;
    if text.starts_with([' ', '\t']) {
        match fields.last_mut() {
            Some(last) => {
                last.value.push(' ');
                last.value.push_str(text.trim());
                message.head.folded.push(line);
            }
            None => message.head.bad_lines.push(line),
        }
        return;
    }
    let text = text.trim_end();
    if is_elision(text) {
        message.head.elided = true;
        return;
    }
    // The colon before the name of a pseudo-header field is not the one after it.
    let regular = text.strip_prefix(':').unwrap_or(text);
    let Some((bare, value)) = regular.split_once(':') else {
        message.head.bad_lines.push(line);
        return;
    };
    let name = &text[..text.len() - regular.len() + bare.len()];
    let value = value.trim();
    if value.chars().any(|c| c.is_control() && c != '\t') {
        message.head.bad_lines.push(line);
    }
    if !start::is_token(bare) {
        message.head.bad_names.push(line);
    }
    fields.push(Field { name: name.trim().to_owned(), value: value.to_owned(), line });
}

/// Whether the line stands for others that were left out.
fn is_elision(text: &str) -> bool {
    let inner = text.trim_matches(['[', ']', '(', ')', '<', '>', '/', '*', '#', ' ']);
    let is_remark =
        text.trim_start().starts_with(['[', '(', '<', '/', '#']) && !inner.contains('<');
    let says = |words: &&str| inner.to_ascii_lowercase().contains(words);
    matches!(inner, "" | "..." | "…" | ". . ." | "snip" | "truncated" | "redacted" | "omitted")
        || inner.starts_with("...") && inner.ends_with("...")
        || inner.starts_with("… ")
        || is_remark && ["omitted", "other headers", "more headers"].iter().any(says)
}

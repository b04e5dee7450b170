//! The input as lines, with what tools and mail put before them taken off.

use super::read::{USUAL, ends_with_html, start};
use std::{borrow::Cow, cell::Cell};

/// Who a line of a transcript comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Channel {
    /// No mark: a raw message, or the content in a transcript.
    Plain,
    /// The response: `< ` of `curl -v`.
    Received,
    /// The request: `> `.
    Sent,
    /// The tool itself: `* `, `{ [5 bytes data]`, a code fence.
    Tool,
}

/// A line of the input.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    /// Counted from 1, as an editor shows it.
    pub number: usize,
    /// The text without line end and without a mark.
    pub text: &'a str,
    /// Who it comes from.
    pub channel: Channel,
    /// How many bytes stand before it, a line end counted as one.
    pub offset: usize,
}

impl Line<'_> {
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

/// The lines of the input.
pub(super) struct Lines<'a> {
    lines: Vec<Line<'a>>,
    /// The input.
    pub text: &'a str,
    /// Whether it is a transcript in which marks tell request, response and content apart.
    pub marked: bool,
    /// Bytes of lines handed out, so that a test can bound the work.
    work: Cell<usize>,
}

impl<'a> Lines<'a> {
    /// Splits `text` at CRLF, LF and CR, and takes the marks off.
    pub fn new(text: &'a str) -> Lines<'a> {
        let text = without_bom(text);
        let mut lines = unglued(unescaped(split(text)));
        untraced(&mut lines);
        unprefix(&mut lines);
        unnumbered(&mut lines);
        unquote(&mut lines);
        single_space(&mut lines);
        let marked = lines
            .iter()
            .any(|line| line.channel == Channel::Received || is_marked_start(line.text));
        // A fence around what was pasted comes before it; one within, or of another kind, is content.
        let begins = |line: &Line<'_>| start::is_response_start(line.text.trim());
        let first = lines.iter().find(|line| begins(line) || fence(line.text).is_some());
        let around = first.and_then(|line| fence(line.text));
        let mut offset = 0;
        for line in &mut lines {
            if around.is_some() && fence(line.text) == around {
                line.channel = Channel::Tool;
            } else if marked && line.channel == Channel::Plain {
                (line.channel, line.text) = unmark(line.text);
            }
            line.offset = offset;
            offset += line.text.len() + 1;
        }
        Lines { lines, text, marked, work: Cell::new(0) }
    }

    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// The line at `at`, counted from 0.
    pub fn get(&self, at: usize) -> Option<Line<'a>> {
        let line = self.lines.get(at).copied()?;
        self.work.set(self.work.get() + line.text.len() + 1);
        Some(line)
    }

    /// How many bytes stand before line `at`, without looking at it.
    pub fn offset(&self, at: usize) -> usize {
        match (self.lines.get(at), self.lines.last()) {
            (Some(line), _) => line.offset,
            (None, Some(last)) => last.offset + last.text.len() + 1,
            (None, None) => 0,
        }
    }

    pub fn iter(&self) -> impl Iterator<Item = Line<'a>> {
        (0..self.len()).filter_map(|at| self.get(at))
    }

    /// The number of the line in which the byte `at` of the input stands.
    pub fn number_at(&self, at: usize) -> usize {
        let start = self.text.as_ptr() as usize;
        let begin = |line: &Line<'_>| (line.text.as_ptr() as usize).wrapping_sub(start);
        let after = self.lines.partition_point(|line| begin(line) <= at);
        after.checked_sub(1).map_or(1, |line| self.lines[line].number)
    }

    #[cfg(test)]
    pub fn work(&self) -> usize {
        self.work.get()
    }
}

pub(super) fn without_bom(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// The lines, those cut up in which a program printed a message as a string of its language:
/// `"HTTP/1.1 404 Not Found\r\nServer: a\r\n\r\n"`. Wireshark ends each line of a head so.
fn unescaped<'a>(lines: Vec<Line<'a>>) -> Vec<Line<'a>> {
    const END: &str = r"\r\n";
    fn message(text: &str) -> Option<&str> {
        let text = text.trim_start().trim_start_matches('b').trim_start_matches(['"', '\'']);
        start::is_response_start(text).then_some(text)
    }
    // After a message that begins as usual, such a string is content.
    let first = lines.iter().find_map(|line| message(line.text));
    if !first.is_some_and(|text| text.contains(END)) {
        return lines;
    }
    // How far the lines of a head are indented; Wireshark has its own remarks further right between them.
    let mut head = None;
    let indent = |text: &str| text.len() - text.trim_start().len();
    let parts = |line: Line<'a>| {
        let line_of_head = line.text.strip_suffix(END).filter(|text| !text.contains(END));
        if let Some(text) = line_of_head {
            head = Some(indent(text)).filter(|_| !text.trim().is_empty());
            return vec![Line { text, ..line }];
        }
        if head.is_some_and(|head| indent(line.text) > head) {
            return Vec::new();
        }
        let Some(text) = message(line.text).filter(|text| text.contains(END)) else {
            return vec![line];
        };
        let mut channel = Channel::Plain;
        let part = |text| {
            // Content has other escapes, too, so that nothing is to be said of its length.
            if str::is_empty(text) {
                channel = Channel::Tool;
            }
            Line { text, channel, ..line }
        };
        text.split(END).map(part).collect()
    };
    lines.into_iter().flat_map(parts).collect()
}

/// The lines, those cut in two in which something else begins after content.
fn unglued<'a>(lines: Vec<Line<'a>>) -> Vec<Line<'a>> {
    if !lines.iter().any(|line| glued(line.text).is_some()) {
        return lines;
    }
    let parts = |line: Line<'a>| match glued(line.text) {
        Some(at) => {
            let (content, start) = line.text.split_at(at);
            vec![Line { text: content, ..line }, Line { text: start, ..line }]
        }
        None => vec![line],
    };
    lines.into_iter().flat_map(parts).collect()
}

pub(super) fn split(text: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut number = 0;
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.bytes().position(|b| matches!(b, b'\n' | b'\r'));
        let (text, after) = rest.split_at(end.unwrap_or(rest.len()));
        // How `cat -v`, `cat -A` and editors show a CR.
        let text = text.strip_suffix("^M$").or_else(|| text.strip_suffix("^M")).unwrap_or(text);
        number += 1;
        lines.push(Line { number, text, channel: Channel::Plain, offset: 0 });
        let ended = after.strip_prefix("\r\n").or_else(|| after.strip_prefix(['\n', '\r']));
        rest = ended.unwrap_or(after);
    }
    lines
}

/// The text without the sequences that color a terminal (`ESC [ 3 4 m`), choose its letters (`ESC ( B`), or make a
/// link (`ESC ] 8 ; ; https://… ESC \`).
pub(super) fn without_escapes(text: &str) -> Cow<'_, str> {
    let mut parts = text.split('\u{1b}');
    let mut clean = parts.next().unwrap_or_default().to_owned();
    if clean.len() == text.len() {
        return Cow::Borrowed(text);
    }
    for part in parts {
        let mut chars = part.chars();
        let rest = match chars.next() {
            Some('[') => {
                let other = |c: char| !(c.is_ascii_digit() || matches!(c, ';' | '?'));
                let rest = chars.as_str().trim_start_matches(|c| !other(c));
                rest.strip_prefix(|c: char| c.is_ascii_alphabetic()).unwrap_or(rest)
            }
            Some('(') => chars.as_str().trim_start_matches(['0', 'A', 'B']),
            // Up to its end, which is a BEL or the next sequence; cut off, up to the end of its line.
            Some(']') if part.starts_with("]8;") => {
                let rest = chars.as_str().trim_start_matches(|c: char| !c.is_control());
                rest.strip_prefix('\u{7}').unwrap_or(rest)
            }
            Some('\\') => chars.as_str(),
            _ => {
                clean.push('\u{1b}');
                part
            }
        };
        clean.push_str(rest);
    }
    Cow::Owned(clean)
}

/// What telnet says at the end.
pub(super) const TELNET_ENDS: &str = "Connection closed by foreign host.";

/// Where a status line, or a remark of a tool, follows content that does not end its line, as in
/// `{"a":1}HTTP/1.1 200 OK`: clients print what they get, one after the other.
fn glued(text: &str) -> Option<usize> {
    let remarks = ["* Connection #", "* Closing connection", TELNET_ENDS];
    let remark = remarks.iter().find_map(|remark| text.find(remark));
    let start = text.match_indices("HTTP/").map(|(at, _)| at).find(|at| {
        let before = &text[..*at];
        before.ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '}' | ']'))
            || ends_with_html(before)
    });
    let start = start.filter(|at| start::status_line(&text[*at..]).is_some());
    start.or(remark.filter(|at| !text[..*at].trim().is_empty()))
}

/// With what the line begins or ends what is quoted, in Markdown, in Jira or in HTML.
fn fence(text: &str) -> Option<char> {
    let text = text.trim();
    let of_jira = ["{code}", "{code:", "{noformat}", "{noformat:"];
    let of_html = ["<pre>", "<pre ", "</pre>", "<code>", "<code ", "</code>"];
    let begins = |marks: &[&str]| marks.iter().any(|mark| text.starts_with(mark));
    let is_fence = begins(&["```", "~~~"])
        || text.ends_with('}') && begins(&of_jira)
        // Only tags: `<pre><code class="http">`.
        || begins(&of_html) && text.ends_with('>') && text.split('<').skip(1).all(|tag| tag.ends_with('>'));
    text.chars().next().filter(|_| is_fence)
}

/// Takes the quote marks of mail off: `> HTTP/1.1 404 Not Found`. A `>` before a status line, or before
/// every line, is one; otherwise it is curl's mark of a request.
fn unquote(lines: &mut [Line<'_>]) {
    // Mail is seldom quoted deeper than this.
    for _ in 0..3 {
        let mut texts = lines.iter().map(|line| line.text.trim()).filter(|text| !text.is_empty());
        // Who answers quotes once more: `> > HTTP/1.1 404 Not Found`.
        let quotes_start = |text: &str| {
            let quoted = text.trim_start_matches(['>', ' ']);
            let quoted = if quoted.len() < text.len() { quoted } else { "" };
            start::status_line(quoted.strip_prefix("< ").unwrap_or(quoted)).is_some()
        };
        let all = lines.iter().any(|line| !line.is_blank())
            && texts.clone().all(|text| text.starts_with('>'));
        let received = |text: &str| text.starts_with("< ");
        if !all && (!texts.clone().any(quotes_start) || texts.any(received)) {
            return;
        }
        for line in lines.iter_mut() {
            match line.text.trim_start().strip_prefix('>') {
                Some(quoted) => line.text = quoted.strip_prefix(' ').unwrap_or(quoted),
                // What is not quoted is the writer's own.
                None if !line.is_blank() => line.channel = Channel::Tool,
                None => {}
            }
        }
    }
}

/// Takes off what docker compose (`web-1  | `) and journald (`… curl[7]: `) put before each line, and what
/// PowerShell puts before the first and leaves blank before the others: `RawContent : HTTP/1.1 200 OK`.
fn unprefix(lines: &mut [Line<'_>]) {
    let begins = |text: &str| start::is_response_start(text.strip_prefix("< ").unwrap_or(text));
    if lines.iter().any(|line| begins(line.text.trim_start())) {
        return;
    }
    for mark in ["| ", "]: ", ": "] {
        let raw = mark == ": ";
        let prefix = |text: &str| {
            let name = text.split(mark).next().filter(|name| name.len() < text.len())?;
            let fits = if raw { name.trim_end() == "RawContent" } else { !name.trim().is_empty() };
            fits.then_some(name.len() + mark.len())
        };
        let first = lines.iter().find_map(|line| {
            let width = prefix(line.text)?;
            begins(&line.text[width..]).then_some(width)
        });
        let Some(width) = first else { continue };
        for line in lines.iter_mut() {
            let text = line.text;
            // A line of which only the mark is left is an empty one.
            let empty = text.trim_end().ends_with(mark.trim_end()).then_some(text.len());
            let indented = raw && text.bytes().take(width).all(|b| b == b' ');
            match prefix(text).or(empty) {
                _ if indented => line.text = &text[width.min(text.len())..],
                _ if line.is_blank() => {}
                Some(width) => line.text = &text[width..],
                None => line.channel = Channel::Tool,
            }
        }
        return;
    }
}

/// Takes off what an editor or a log puts before each line, where the line that begins a response has it and those of
/// a head have the like: the number of the line (`  12<TAB>`, `12: `), a time (`[10:00:01] `), the name of a pod.
fn unnumbered<'a>(lines: &mut [Line<'a>]) {
    let starts = |line: &Line<'_>| {
        let text = line.text.trim_start();
        start::is_response_start(text.strip_prefix("< ").unwrap_or(text)) || is_marked_start(text)
    };
    if lines.iter().any(starts) {
        return;
    }
    // A log has other lines with a colon, too.
    let is_usual = |name: &str| USUAL.iter().any(|usual| name.eq_ignore_ascii_case(usual));
    let of_head = |(at, line): (usize, &Line<'a>)| {
        let prefix = prefix(line.text)?;
        let field = |line: &Line<'a>| {
            let rest = after_like(line.text, prefix)?;
            start::field_line(rest.strip_prefix("< ").unwrap_or(rest))
        };
        let mut fields = lines[at + 1..].iter().map_while(field);
        fields.any(|(name, _)| is_usual(name)).then_some(prefix)
    };
    let Some(prefix) = lines.iter().enumerate().find_map(of_head) else { return };
    for line in lines.iter_mut().filter(|line| !line.is_blank()) {
        match after_like(line.text, prefix) {
            Some(rest) => line.text = rest,
            None => line.channel = Channel::Tool,
        }
    }
}

/// What stands before a status line, or before curl's mark of one.
fn prefix(text: &str) -> Option<&str> {
    let (before, _) = text.split_at(text.find(start::NAME)?);
    start::status_line(&text[before.len()..])?;
    let before = before.strip_suffix("< ").unwrap_or(before);
    before.contains(char::is_alphanumeric).then_some(before)
}

/// What follows in `text` behind something like `prefix`, in which only numbers and the room around them differ.
/// Of an empty line the blank at the end may be missing.
fn after_like<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let (mut rest, mut like) = (text.trim_start(), prefix.trim_start());
    while let Some(c) = like.chars().next() {
        let is_same_kind: fn(char) -> bool = match c {
            '0'..='9' => |c| c.is_ascii_digit(),
            c if c.is_whitespace() => char::is_whitespace,
            _ => {
                (rest, like) = (rest.strip_prefix(c)?, &like[c.len_utf8()..]);
                continue;
            }
        };
        like = like.trim_start_matches(is_same_kind);
        let after = rest.trim_start_matches(is_same_kind);
        // The room behind the prefix is as wide as there; more of it is the line's own.
        if like.is_empty() && c.is_whitespace() {
            let width = prefix.len() - prefix.trim_end().len();
            return rest.get(width.min(rest.len() - after.len())..);
        }
        if after.len() == rest.len() {
            return None;
        }
        rest = after;
    }
    Some(rest)
}

/// Drops the blank lines of a paste in which every second line is blank, as word processors make it.
fn single_space(lines: &mut Vec<Line<'_>>) {
    let fields = lines.iter().filter(|line| start::field_line(line.text).is_some()).take(2).count();
    let spaced = lines.windows(2).all(|pair| pair.iter().any(Line::is_blank));
    let single = lines.windows(3).all(|three| !three.iter().all(Line::is_blank));
    if fields == 2 && spaced && single {
        lines.retain(|line| !line.is_blank());
    }
}

/// Whether a response begins in a line with the mark of what was received.
fn is_marked_start(text: &str) -> bool {
    matches!(unmark(text), (Channel::Received, text) if start::is_response_start(text))
}

/// Reads what `curl --trace-ascii` prints: the heads, each line behind its place, `0000: `. Its content is cut into
/// lines that it does not have, so that nothing is to be said of it; where a field line is cut, too, the transcript is
/// left as it is.
fn untraced(lines: &mut [Line<'_>]) {
    const RECEIVED: &str = "<= Recv header";
    if !lines.iter().any(|line| line.text.starts_with(RECEIVED)) {
        return;
    }
    let mut traced = Vec::new();
    let mut channel = Channel::Tool;
    for line in lines.iter() {
        let text = line.text;
        let place = text
            .split_once(": ")
            .filter(|(place, _)| place.len() == 4 && place.bytes().all(|b| b.is_ascii_hexdigit()));
        let (place, rest) = place.unwrap_or((text.strip_suffix(':').unwrap_or(text), ""));
        traced.push(match text.get(..3) {
            Some("<= " | "=> " | "== ") => {
                channel = match text {
                    _ if text.starts_with(RECEIVED) => Channel::Received,
                    _ if text.starts_with("=> Send header") => Channel::Sent,
                    _ => Channel::Tool,
                };
                (Channel::Tool, text)
            }
            _ if channel == Channel::Received && place != "0000" && !line.is_blank() => return,
            _ => (channel, rest),
        });
    }
    for (line, (channel, text)) in lines.iter_mut().zip(traced) {
        (line.channel, line.text) = (channel, text);
    }
}

/// Takes the mark of a transcript off a line: curl's, nghttp's, that of Python's `http.client`, and that
/// of wire logs (`<< `).
fn unmark(line: &str) -> (Channel, &str) {
    let text = untimed(line.trim_start());
    let after =
        |mark: &str| text.strip_prefix(mark).map(|rest| rest.strip_prefix(' ').unwrap_or(rest));
    if let Some(rest) = text.strip_prefix('<').or_else(|| text.strip_prefix("&lt;")) {
        if rest.is_empty() || rest.starts_with("HTTP/") {
            return (Channel::Received, rest);
        }
        if let Some(rest) = rest.strip_prefix(' ') {
            return (Channel::Received, rest);
        }
    }
    if let Some(rest) = text.strip_prefix('>').or_else(|| text.strip_prefix("&gt;"))
        && (rest.is_empty() || rest.starts_with(' '))
    {
        return (Channel::Sent, rest.strip_prefix(' ').unwrap_or(rest));
    }
    if let Some(rest) = after("*").filter(|_| text == "*" || text.starts_with("* ")) {
        return (Channel::Tool, rest);
    }
    if ["{ [", "} ["].iter().any(|mark| text.starts_with(mark)) && text.ends_with(" data]") {
        return (Channel::Tool, &text[..0]);
    }
    if let Some((_, rest)) = text.split_once("recv (stream_id=")
        && let Some((_, rest)) = rest.split_once(") ")
    {
        return (Channel::Received, rest);
    }
    if let Some(rest) = text.strip_prefix("reply: '") {
        return (Channel::Received, rest.strip_suffix("\\r\\n'").unwrap_or(rest));
    }
    if let Some(rest) = text.strip_prefix("header: ") {
        return (Channel::Received, rest);
    }
    if text.starts_with("send: b'") {
        return (Channel::Tool, text);
    }
    for (mark, channel) in [("<< ", Channel::Received), (">> ", Channel::Sent)] {
        if let Some((before, rest)) = text.split_once(mark)
            && (before.contains("http-outgoing") || before.contains("wire"))
        {
            return (channel, unwired(rest));
        }
    }
    (Channel::Plain, line)
}

/// What a wire log quotes: `"HTTP/1.1 404 Not Found[\r][\n]"`.
fn unwired(text: &str) -> &str {
    let text = text.strip_prefix('"').and_then(|t| t.strip_suffix('"')).unwrap_or(text);
    text.trim_end_matches("[\\n]").trim_end_matches("[\\r]")
}

/// The line without the time that `curl --trace-time` puts before it.
fn untimed(text: &str) -> &str {
    match text.split_once(' ') {
        Some((time, rest))
            if time.len() >= 8
                && time.contains(':')
                && time.bytes().all(|b| b.is_ascii_digit() || matches!(b, b':' | b'.')) =>
        {
            rest
        }
        _ => text,
    }
}

//! Explain: what a pasted response says, and what is wrong with it.
//!
//! [`explain`] takes whatever a person has in front of them: the output of `curl -i`, `curl -v`,
//! `wget -S` or HTTPie, a raw response, what the developer tools of a browser copy, a HAR entry, a
//! line of an access log, an exception, an error that names no status and is known to come with one.
//! `read` turns it into [`Response`]s, `check` holds each against the RFCs. Nothing here fails: an
//! input of which no status is known is a [`Report`] without responses. The work grows with the length
//! of the input and with nothing else.

mod check;
mod failure;
mod finding;
mod former;
mod lines;
mod read;
mod redact;

pub use finding::{Finding, FindingId, Severity, in_numbers};
pub use redact::{Secret, redact, secrets};

use crate::{Entry, catalog};
use facts::{Class, StatusCode};
use lines::Lines;
use serde::{Serialize, Serializer};
use std::{cmp::Reverse, collections::BTreeMap, fmt, ops::Range};

/// At most this many responses are kept: of more, the last, the first with each code, those of errors before others,
/// and then the first ones.
pub const MOST_RESPONSES: usize = 200;

/// What was read, and what was found in it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Report {
    /// The responses, in the order of the input.
    pub responses: Vec<Response>,
    /// How many responses, before the last, were left out because there are more than
    /// [`MOST_RESPONSES`].
    pub omitted: usize,
    /// How many responses have each code, those left out too: the most frequent first, and of two as frequent the
    /// one that came first.
    pub tally: Vec<Tally>,
    /// The lines of a log that name no status and say nothing that is known, counted from 1.
    pub unread: Vec<usize>,
    /// What is to be said of the input as a whole.
    pub findings: Vec<Finding>,
}

/// How many responses of an input have a code.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Tally {
    /// The code.
    pub code: Code,
    /// How many, at least one.
    pub count: usize,
    /// The line that holds or tells the status of the first, counted from 1.
    pub first: usize,
    /// That of the last.
    pub last: usize,
    /// The place of the first among all responses.
    #[serde(skip)]
    at: usize,
}

/// What a log has of one code.
#[derive(Debug)]
pub struct Logged<'a> {
    /// How many responses have it, and where.
    pub tally: &'a Tally,
    /// Those that were kept, at least one: the first of all is the first here.
    pub responses: Vec<&'a Response>,
    /// What is to be said of them, each once and with the lines of all that it is to be said of; the gravest first.
    pub findings: Vec<Finding>,
}

impl Report {
    /// The response that counts: the last final one, or the last where all are interim.
    pub fn decisive(&self) -> Option<&Response> {
        self.responses.get(self.decisive_at()?)
    }

    /// Its place among [`Report::responses`].
    pub fn decisive_at(&self) -> Option<usize> {
        let last_final = self.responses.iter().rposition(|response| response.is_final);
        last_final.or(self.responses.len().checked_sub(1))
    }

    /// The status that counts: that of [`Report::decisive`].
    pub fn status(&self) -> Option<&Code> {
        self.decisive().map(|response| &response.code)
    }

    /// Whether each response answers a request of its own, as the lines of a log do, and none is what led
    /// to the one after it.
    pub fn is_log(&self) -> bool {
        stand_alone(&self.responses)
    }

    /// Of a log its codes, the worst first: those of servers' errors, then of clients', then all others, and the most
    /// frequent first among these. Empty where a response has a header field or led to the one after it, or is alone:
    /// then each has something of its own to say.
    pub fn logged(&self) -> Vec<Logged<'_>> {
        let is_line = |response: &Response| response.fields.is_empty();
        if self.responses.len() < 2 || !self.is_log() || !self.responses.iter().all(is_line) {
            return Vec::new();
        }
        // No more codes than responses are kept.
        let tallies = worst_first(&self.tally).take(MOST_RESPONSES);
        let logged = tallies.filter_map(|tally| {
            let with_it = self.responses.iter().filter(|response| response.code == tally.code);
            let responses: Vec<&Response> = with_it.collect();
            let findings = merged(&responses);
            (!responses.is_empty()).then_some(Logged { tally, responses, findings })
        });
        logged.collect()
    }

    /// Every finding: of the responses in their order, then of the input as a whole.
    pub fn all_findings(&self) -> impl Iterator<Item = &Finding> {
        let of_responses = self.responses.iter().flat_map(|response| &response.findings);
        of_responses.chain(&self.findings)
    }
}

/// One response of the input.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Response {
    /// Its status code.
    pub code: Code,
    /// The reason phrase, where there is one.
    pub reason: Option<String>,
    /// The version of HTTP, where the input says it.
    pub version: Option<Version>,
    /// What it was read from.
    pub source: Source,
    /// The line that holds the status, or tells it, counted from 1.
    pub status_line: usize,
    /// The header fields, in their order.
    pub fields: Vec<Field>,
    /// The request that it answers, as far as the input tells.
    pub request: Option<Request>,
    /// Whether it is a final response: every one but 1xx (RFC 9110 §15.2).
    pub is_final: bool,
    /// What is to be said of it.
    pub findings: Vec<Finding>,
    /// The lines of its head, counted from 1; the end is past the last.
    pub lines: Range<usize>,
}

impl Response {
    /// Whether there was a message that could be held to the RFCs: more than a status.
    pub fn is_message(&self) -> bool {
        !self.fields.is_empty()
    }

    /// What the catalog has of its code.
    pub fn entry(&self) -> Option<&'static Entry> {
        self.code.valid().and_then(catalog::find)
    }

    /// Whose meaning of a vendor's number its reason phrase names, where that is another's than the one that the number
    /// is known from.
    pub fn variant(&self) -> Option<&'static Variant> {
        let reason = self.reason.as_deref()?;
        self.variants().find(|variant| variant.name.eq_ignore_ascii_case(reason))
    }

    /// What its code is called: by the vendor whose meaning it has, in its record, or in the response itself.
    pub fn name(&self) -> &str {
        match (self.variant(), self.entry()) {
            (Some(variant), _) => variant.name,
            (None, Some(entry)) => entry.name,
            (None, None) => self.reason.as_deref().unwrap_or_default(),
        }
    }

    /// What others have the number of a vendor for.
    fn variants(&self) -> impl Iterator<Item = &'static Variant> {
        VARIANTS.iter().filter(|variant| variant.code == self.number())
    }

    /// The values of the field lines named `name`, in any case, with their line numbers.
    fn values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = (&'a str, usize)> {
        let named = self.fields.iter().filter(move |field| field.name.eq_ignore_ascii_case(name));
        named.map(|field| (field.value.as_str(), field.line))
    }

    /// The first value of the field `name`.
    fn value<'a>(&'a self, name: &'a str) -> Option<(&'a str, usize)> {
        self.values(name).next()
    }

    /// The members of the list-based field `name`, of all its lines (RFC 9110 §5.6.1).
    fn members<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let values = self.values(name);
        values.flat_map(|(value, _)| value.split(',').map(str::trim).filter(|m| !m.is_empty()))
    }

    /// Whether its content comes in chunks, whatever else is done to it on the way (RFC 9112 §7.1).
    fn is_chunked(&self) -> bool {
        self.members("Transfer-Encoding").any(|member| member.eq_ignore_ascii_case("chunked"))
    }

    fn has(&self, name: &str) -> bool {
        self.value(name).is_some()
    }

    fn number(&self) -> u16 {
        self.code.valid().map_or(0, StatusCode::get)
    }

    fn method(&self) -> Option<&str> {
        self.request.as_ref().map(|request| request.method.as_str())
    }

    /// Whether it came over HTTP/2 or HTTP/3, which have no status line and no connection fields.
    fn is_multiplexed(&self) -> bool {
        self.source == Source::PseudoField || self.version.is_some_and(|version| version.major >= 2)
    }

    /// Whether what follows it is not content but another protocol: a 2xx to CONNECT (RFC 9110 §9.3.6).
    fn is_tunnel(&self) -> bool {
        self.method() == Some("CONNECT") && (200..300).contains(&self.number())
    }

    /// Whether its head ends the message whatever the fields say (RFC 9112 §6.3).
    fn ends_with_head(&self) -> bool {
        let is_bare = matches!(self.number(), 100..200 | 204 | 304);
        is_bare || self.method() == Some("HEAD") || self.is_tunnel()
    }
}

/// What somebody else has the number of a vendor for.
#[derive(PartialEq, Eq, Debug)]
pub struct Variant {
    /// The number.
    pub code: u16,
    /// What it is called there.
    pub name: &'static str,
    /// Who has it.
    pub vendor: &'static str,
}

include!(concat!(env!("OUT_DIR"), "/variants.rs"));

/// A status code as it stands in the input.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Code {
    /// Three digits from 100.
    Valid(StatusCode),
    /// What stands there instead: `99`, `4040`.
    Invalid(String),
}

impl Code {
    fn read(text: &str) -> Code {
        StatusCode::parse(text).map_or_else(|| Code::Invalid(text.to_owned()), Code::Valid)
    }

    /// The code, where it is one.
    pub fn valid(&self) -> Option<StatusCode> {
        match self {
            Code::Valid(code) => Some(*code),
            Code::Invalid(_) => None,
        }
    }

    /// The highest rank.
    pub const LAST_RANK: u8 = 3;

    /// Where it stands among the codes of a log for one who looks for what went wrong: errors have the lowest.
    pub fn rank(&self) -> u8 {
        match self.valid().map(StatusCode::class) {
            Some(Class::ServerError) => 0,
            Some(Class::ClientError) => 1,
            Some(Class::Other) | None => 2,
            Some(Class::Redirection | Class::Successful | Class::Informational) => Code::LAST_RANK,
        }
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Code::Valid(code) => code.fmt(f),
            Code::Invalid(text) => f.write_str(text),
        }
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Code::Valid(code) => code.serialize(serializer),
            Code::Invalid(text) => text.serialize(serializer),
        }
    }
}

/// A version of HTTP: `HTTP/1.1`, `HTTP/2`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Version {
    /// The major version.
    pub major: u8,
    /// The minor version; 0 for HTTP/2 and HTTP/3, which have none.
    pub minor: u8,
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Version { major: 0 | 1, minor } => write!(f, "HTTP/{}.{minor}", self.major),
            Version { major, .. } => write!(f, "HTTP/{major}"),
        }
    }
}

impl Serialize for Version {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// What a response was read from. Only a message can lack something.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Source {
    /// A message with a status line.
    StatusLine,
    /// A message with HTTP/2's `:status`.
    PseudoField,
    /// What developer tools show of a response.
    DeveloperTools,
    /// A block of header fields with a `Status` field, as CGI has it.
    StatusField,
    /// An entry of a HAR file.
    Har,
    /// A member of a JSON document: a problem document, a log.
    Json,
    /// A line of an access log.
    Log,
    /// A sentence: an exception, a message of a program.
    Text,
    /// What software is known to say with the status, which it does not name.
    Said,
}

impl Source {
    /// Whether one after another says nothing of how they belong together.
    fn stands_alone(self) -> bool {
        matches!(self, Source::Har | Source::Json | Source::Log | Source::Text | Source::Said)
    }
}

/// A header field line.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Field {
    /// Its name, as written.
    pub name: String,
    /// Its value, without whitespace around it; a folded value is joined by a space.
    pub value: String,
    /// The line it begins on, counted from 1.
    pub line: usize,
}

/// What the input tells of a request.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Request {
    /// The method.
    pub method: String,
    /// The request target, where the input has it.
    pub target: Option<String>,
    /// Its version, where the input has it.
    pub version: Option<Version>,
    /// Its header fields, as far as the input has them.
    pub fields: Vec<Field>,
}

impl Request {
    fn of(method: &str) -> Request {
        let method = method.to_ascii_uppercase();
        Request { method, target: None, version: None, fields: Vec::new() }
    }

    fn value(&self, name: &str) -> Option<&str> {
        let field = self.fields.iter().find(|field| field.name.eq_ignore_ascii_case(name));
        field.map(|field| field.value.as_str())
    }
}

/// Reads `text` and says what is in it and what is wrong with it.
pub fn explain(text: &str) -> Report {
    report(&Lines::new(&lines::without_escapes(text)))
}

/// The lines of an input, as the line numbers of a [`Report`] count them: ended by CRLF, LF or CR.
pub fn input_lines(text: &str) -> Vec<&str> {
    lines::split(lines::without_bom(text)).into_iter().map(|line| line.text).collect()
}

fn report(lines: &Lines<'_>) -> Report {
    let read::Read { messages, unread } = read::read(lines);
    let total = messages.len();
    let tally = tally(&messages);
    // A message is read in full before it is known how many there are; checking is what costs.
    let kept = kept(&messages, &tally);
    let kept = messages.into_iter().zip(kept).filter(|(_, is_kept)| *is_kept);
    let responses: Vec<_> = kept.map(|(message, _)| check::check(message, lines)).collect();
    let omitted = total - responses.len();
    let findings = check::whole(lines, &responses, omitted);
    Report { responses, omitted, tally, unread, findings }
}

/// A length as the machine counts: in a browser more than 4 GiB are as many as it can, and longer than any input.
fn countable(length: u64) -> usize {
    usize::try_from(length).unwrap_or(usize::MAX)
}

/// Whether a text is a number in decimal digits, as lengths and seconds are.
fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// Whether none of the responses is what led to the one after it.
fn stand_alone(responses: &[Response]) -> bool {
    responses.iter().all(|response| response.source.stands_alone())
}

/// Which of the messages are kept; see [`MOST_RESPONSES`].
fn kept(messages: &[read::Message], tally: &[Tally]) -> Vec<bool> {
    let mut kept = vec![false; messages.len()];
    let mut left = MOST_RESPONSES;
    let mut keep = |at: usize| {
        if left > 0 && !std::mem::replace(&mut kept[at], true) {
            left -= 1;
        }
    };
    if let Some(last) = messages.len().checked_sub(1) {
        keep(last);
    }
    worst_first(tally).take(MOST_RESPONSES).for_each(|one| keep(one.at));
    // Of what software says with a code, each has something else to tell. More than are kept are not looked for.
    let mut seen: Vec<&str> = Vec::new();
    for (at, message) in messages.iter().enumerate() {
        let said = message.said.first().map(|said| said.words.as_str());
        if let Some(said) = said.filter(|said| seen.len() < MOST_RESPONSES && !seen.contains(said))
        {
            seen.push(said);
            keep(at);
        }
    }
    (0..messages.len()).for_each(keep);
    kept
}

fn tally(messages: &[read::Message]) -> Vec<Tally> {
    // Where each came first and last, and how often it came.
    let mut counted: BTreeMap<&Code, (usize, usize, usize)> = BTreeMap::new();
    for (at, message) in messages.iter().enumerate() {
        let (_, last, count) = counted.entry(&message.response.code).or_insert((at, at, 0));
        *last = at;
        *count += 1;
    }
    let mut tally: Vec<_> = counted.into_iter().collect();
    tally.sort_by_key(|(_, (at, _, count))| (Reverse(*count), *at));
    let line = |at: usize| messages[at].response.status_line;
    let tally = tally.into_iter().map(|(code, (at, last, count))| Tally {
        code: code.clone(),
        count,
        first: line(at),
        last: line(last),
        at,
    });
    tally.collect()
}

/// The codes by their ranks, those of the same one in their order.
fn worst_first(tally: &[Tally]) -> impl Iterator<Item = &Tally> {
    (0..=Code::LAST_RANK)
        .flat_map(move |rank| tally.iter().filter(move |one| one.code.rank() == rank))
}

/// The findings of several responses, each once.
fn merged(responses: &[&Response]) -> Vec<Finding> {
    let mut merged: Vec<Finding> = Vec::new();
    for finding in responses.iter().flat_map(|response| &response.findings) {
        match merged.iter_mut().find(|one| one.sentence == finding.sentence) {
            Some(one) => one.lines.extend(&finding.lines),
            None => merged.push(finding.clone()),
        }
    }
    merged.iter_mut().for_each(|finding| finding.lines.dedup());
    finding::sort(&mut merged);
    merged
}

#[cfg(test)]
mod tests;

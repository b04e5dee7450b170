//! What the developer tools of browsers show of a response, copied: names and values, in one line or in
//! two. Also a block of header fields that holds a `Status` field.

use super::{Message, phrase, start};
use crate::explain::{
    Code, Field, Request, Source,
    lines::{Line, Lines},
};

use facts::StatusCode;

/// What the tools say of a response beside its header fields; in lower case.
const LABELS: [&str; 26] = [
    "request url",
    "request method",
    "status code",
    "statuscode",
    "status",
    "remote address",
    "referrer policy",
    "version",
    "scheme",
    "host",
    "filename",
    "address",
    "transferred",
    "dns resolution",
    "request priority",
    "source",
    "initiator",
    "url",
    "summary",
    "priority",
    "blocking",
    "tracking",
    "proxy status",
    "http version",
    "response time",
    "general",
];

/// Reads every response that is labelled.
pub(super) fn read(lines: &Lines<'_>) -> Vec<Message> {
    // A printed object has names and values too, and no head.
    if lines.iter().any(|line| line.text.trim_end().ends_with('{')) {
        return Vec::new();
    }
    let mut reader = Reader {
        lines,
        at: 0,
        section: Section::General,
        before: Vec::new(),
        method: None,
        target: None,
        labelled: false,
        messages: Vec::new(),
    };
    while let Some(line) = lines.get(reader.at) {
        reader.step(line);
    }
    reader.messages
}

#[derive(PartialEq)]
enum Section {
    General,
    Response,
    Request,
    /// What a client says of the error.
    Error,
}

struct Reader<'a> {
    lines: &'a Lines<'a>,
    at: usize,
    section: Section,
    /// Fields that stand before the status.
    before: Vec<Field>,
    method: Option<String>,
    target: Option<String>,
    /// Whether there is anything that only developer tools say.
    labelled: bool,
    messages: Vec<Message>,
}

impl<'a> Reader<'a> {
    fn step(&mut self, line: Line<'a>) {
        let text = line.text.trim();
        self.at += 1;
        if let Some(section) = heading(text) {
            self.section = section;
            return;
        }
        let Some((name, value, value_line)) = self.pair(text, line.number) else { return };
        let label = name.to_ascii_lowercase();
        match label.as_str() {
            "status code" | "statuscode" => {
                self.labelled = true;
                self.status(value, value_line);
            }
            "status" => self.status(value, value_line),
            "request url" => {
                self.labelled = true;
                // Where another request begins.
                self.method = None;
                self.target = Some(value.to_owned()).filter(|target| !target.is_empty());
            }
            "request method" => {
                self.labelled = true;
                self.method = Some(value.to_owned());
            }
            "version" | "http version" => {
                if let Some(message) = self.messages.last_mut() {
                    message.response.version = start::version(value);
                }
            }
            _ if self.section == Section::General && LABELS.contains(&label.as_str()) => {
                self.labelled = true;
            }
            // AWS's client for Go names the exception above the status.
            _ if name.ends_with("Exception") && !name.contains('-') => {}
            // Azure's clients: what follows is theirs, until a heading tells the fields of the response.
            "errorcode" if !self.messages.is_empty() => self.section = Section::Error,
            _ if name.starts_with(':') => self.section = Section::Request,
            _ if matches!(self.section, Section::Request | Section::Error) => {}
            _ if !start::is_token(name) => {}
            _ if is_of_request(&label) => self.section = Section::Request,
            _ => {
                let (name, value) = (name.to_owned(), value.to_owned());
                let field = Field { name, value, line: line.number };
                match self.messages.last_mut() {
                    Some(message) => {
                        message.response.fields.push(field);
                        message.response.lines.end = value_line + 1;
                    }
                    None => self.before.push(field),
                }
            }
        }
    }

    /// `name: value`, `name<TAB>value`, or `name` with the value on the next line.
    fn pair(&mut self, text: &'a str, number: usize) -> Option<(&'a str, &'a str, usize)> {
        if let Some((name, value)) = text.split_once('\t') {
            return Some((name.trim_end_matches(':').trim(), value.trim(), number));
        }
        if let Some((name, value)) = text.split_once(": ") {
            return Some((name, value.trim(), number));
        }
        let bare = text.strip_suffix(':').unwrap_or(text);
        let known = LABELS.contains(&bare.to_ascii_lowercase().as_str());
        let colon = bare.len() < text.len();
        // Without a colon, only once a status was found in this form.
        let field = start::is_token(bare) && (colon || !self.messages.is_empty());
        if !known && !field {
            // `Status404 Not Found`, as Firefox's cells join.
            let joined = text
                .strip_prefix("Status")
                .filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
            return joined.map(|rest| ("Status", rest, number));
        }
        let next = self.lines.get(self.at)?;
        self.at += 1;
        Some((bare, next.text.trim(), next.number))
    }

    fn status(&mut self, value: &str, line: usize) {
        let value = value.trim_start_matches(|c: char| !c.is_ascii_alphanumeric());
        let (code, rest) =
            value.split_at(value.find(|c: char| !c.is_ascii_digit()).unwrap_or(value.len()));
        // With a comma after it, it is a member of a printed object, and so is what follows.
        if code.len() != 3 || value.ends_with(',') {
            return;
        }
        // `Status: 100%` of some work.
        if rest.starts_with('%') || phrase::is_count(rest) {
            return;
        }
        let rest = rest.split(['(', ';']).next().unwrap_or_default().trim();
        let named = StatusCode::parse(code).and_then(|code| phrase::phrase_after(rest, code));
        let words = rest.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '\''));
        let reason = named.or_else(|| (!rest.is_empty() && words).then(|| rest.to_owned()));
        let source = if self.labelled { Source::DeveloperTools } else { Source::StatusField };
        let mut message = Message::bare(Code::read(code), reason, source, line);
        message.response.request = self
            .method
            .as_deref()
            .map(|method| Request { target: self.target.clone(), ..Request::of(method) });
        if let Some(first) = self.before.first() {
            message.response.lines.start = first.line;
        }
        message.response.fields = std::mem::take(&mut self.before);
        self.messages.push(message);
    }
}

fn heading(text: &str) -> Option<Section> {
    let word = text.split('(').next().unwrap_or_default().trim().to_ascii_lowercase();
    match word.trim_end_matches(':') {
        "response headers" | "response" | "headers" => Some(Section::Response),
        "request headers" | "request" | "query string parameters" | "form data" => {
            Some(Section::Request)
        }
        "general" | "summary" => Some(Section::General),
        _ => None,
    }
}

/// Whether the field is one that only requests have: where no heading says so, the request begins.
fn is_of_request(name: &str) -> bool {
    let names = [
        "accept",
        "accept-encoding",
        "accept-language",
        "cookie",
        "host",
        "referer",
        "user-agent",
        "origin",
        "if-none-match",
        "if-modified-since",
        "authorization",
        "upgrade-insecure-requests",
    ];
    names.contains(&name) || name.starts_with("sec-fetch-") || name.starts_with("sec-ch-")
}

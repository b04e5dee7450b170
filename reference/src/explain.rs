//! Explaining a response: from what a person pasted to what is in it, and what is wrong with it.
//!
//! `read` finds the responses in whatever form a tool prints them; `check` holds each to the RFCs. Nothing
//! here fails: what cannot be read is passed over.

mod check;
mod date;
mod finding;
mod read;
mod redact;
mod stray;

use crate::Entry;
pub use finding::{Finding, FindingId, Severity};
pub use redact::{Secret, redact};

/// What was found in an input.
#[derive(Clone, Default, Debug)]
pub struct Report {
    /// The responses, in the order of the input.
    pub responses: Vec<Response>,
    /// What is to be said of the input as a whole.
    pub findings: Vec<Finding>,
}

/// A response, as far as the input shows it.
#[derive(Clone, Default, Debug)]
pub struct Response {
    /// The status as it is written: three digits, if it is a status.
    pub status: String,
    /// What is known of it.
    pub entry: Option<&'static Entry>,
    /// The reason phrase, where there is one.
    pub reason: Option<String>,
    /// The major version of HTTP, where the input says it.
    pub version: Option<u8>,
    /// The line with the status, from 1.
    pub line: usize,
    /// The header fields.
    pub fields: Vec<FieldLine>,
    /// Lines of the head that are no field lines, and why.
    pub broken: Vec<(FindingId, usize)>,
    /// The request that it answers, where the input shows it.
    pub request: Request,
    /// The content, as far as it was pasted, and the line on which it begins.
    pub content: Option<(usize, String)>,
    /// Whether the status was in a pseudo-header field (RFC 9113 §8.3.2).
    pub is_pseudo: bool,
    /// Whether a status line of HTTP/1 was seen, whole.
    pub has_status_line: bool,
    /// What is to be said of it, the gravest first.
    pub findings: Vec<Finding>,
}

/// A line of the head.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FieldLine {
    /// The field's name, as it is written.
    pub name: String,
    /// Its value.
    pub value: String,
    /// The line, from 1.
    pub line: usize,
}

/// What is known of the request.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Request {
    /// The method.
    pub method: Option<String>,
}

impl Request {
    fn is(&self, method: &str) -> bool {
        self.method.as_deref() == Some(method)
    }
}

impl Response {
    /// The status as a number; 0 where it is none.
    pub fn code(&self) -> u16 {
        if self.status.len() == 3 { self.status.parse().unwrap_or(0) } else { 0 }
    }

    /// Whether it is final: no 1xx, but 101, after which HTTP/1 has no more to say.
    pub fn is_final(&self) -> bool {
        self.code() / 100 != 1 || self.code() == 101
    }

    /// The lines of a field.
    pub fn field<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a FieldLine> {
        self.fields.iter().filter(move |line| line.name.eq_ignore_ascii_case(name))
    }

    fn has(&self, name: &str) -> bool {
        self.field(name).next().is_some()
    }

    /// Whether the field, a list, holds a member.
    fn lists(&self, name: &str, member: &str) -> bool {
        let mut members = self.field(name).flat_map(|line| line.value.split(','));
        members.any(|value| value.trim().eq_ignore_ascii_case(member))
    }
}

impl Report {
    /// The response whose status counts: the last final one.
    pub fn counting(&self) -> Option<&Response> {
        let mut responses = self.responses.iter().rev();
        responses.clone().find(|response| response.is_final()).or_else(|| responses.next())
    }

    /// Every finding, those about the input first.
    pub fn all_findings(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().chain(self.responses.iter().flat_map(|response| &response.findings))
    }
}

/// Explains an input.
pub fn explain(text: &str) -> Report {
    let mut report = Report { responses: read::responses(text), ..Report::default() };
    for response in &mut report.responses {
        let mut findings = check::findings(response);
        findings.sort_by_key(|finding| finding.severity);
        response.findings = findings;
    }
    let lines: Vec<usize> = report.responses.iter().map(|response| response.line).collect();
    if report.responses.is_empty() {
        if !text.trim().is_empty() {
            report.findings.push(Finding::new(FindingId::NoStatusLine, vec![]));
        }
    } else if lines.len() > 1 {
        report.findings.push(Finding::new(FindingId::SeveralResponses, lines));
    }
    report
}

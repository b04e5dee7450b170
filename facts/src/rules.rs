//! The rules that a record must meet beyond its types. Each is a place (the path of the member) and a
//! sentence that says what would be right.

use crate::{
    Deciding, Exchange, Field, Fix, Message, Prose, Record, Registration, Requirement, Retry,
    Section, Source, State, StatusCode, Step, Variant,
    text::{Inline, inlines, plain, statuses},
};
use std::collections::HashSet;

/// The most characters that fit: of a summary, of a question that decides, of an answer to it.
pub(crate) const SUMMARY: usize = 140;
pub(crate) const ASK: usize = 80;
pub(crate) const ANSWER: usize = 45;

/// A broken rule: the path of the member, and why.
pub type Broken = (String, String);

/// Collects what is broken, with the path of the member.
#[derive(Default)]
pub(crate) struct Findings(pub Vec<Broken>);

impl Findings {
    pub fn add(&mut self, field: impl Into<String>, reason: impl Into<String>) {
        self.0.push((field.into(), reason.into()));
    }

    /// A name or a sentence: not empty, no blanks around it, no line breaks.
    pub fn words(&mut self, field: &str, text: &str) {
        if text.trim().is_empty() {
            self.add(field, "is empty");
        } else if text.trim() != text || text.contains('\n') {
            self.add(field, "has blanks around it or a line break in it");
        }
    }

    /// A list in which nothing stands twice, in whatever case.
    pub fn distinct(
        &mut self,
        field: &str,
        member: &str,
        names: impl Iterator<Item = impl ToString>,
    ) {
        let mut seen = HashSet::new();
        for (i, name) in names.enumerate() {
            let name = name.to_string();
            if !seen.insert(name.to_lowercase()) {
                self.add(format!("{field}[{i}]{member}"), format!("“{name}” is there already"));
            }
        }
    }

    /// Text with inline marks, each of them whole.
    pub fn marked(&mut self, field: &str, text: &str) {
        self.words(field, text);
        for run in inlines(text) {
            let Inline::Text(words) = run else { continue };
            if words.contains('`') {
                self.add(field, "has a ` that is not closed");
            }
            if words.contains(['[', ']']) {
                self.add(
                    field,
                    "has a bracket that is no link: links are written [401] or [RFC 9110 §15.5.2], \
                     and brackets on the wire go between backticks",
                );
            }
        }
    }

    /// The same, with every link to a code leading to a record.
    pub fn linked(&mut self, field: &str, text: &str, known: impl Fn(StatusCode) -> bool) {
        self.marked(field, text);
        for code in statuses(text).filter(|code| !known(*code)) {
            self.add(field, format!("links to [{code}], which has no record"));
        }
    }
}

/// Every rule that can be checked in the record alone.
pub fn check(record: &Record) -> Vec<Broken> {
    let mut found = Findings::default();
    names(&mut found, record);
    standing(&mut found, record);
    summary(&mut found, &record.summary);
    for (member, prose) in [
        ("meaning", &record.meaning),
        ("when_to_use", &record.when_to_use),
        ("example", &record.example),
        ("when_not_to_use", &record.when_not_to_use),
    ] {
        some(&mut found, member, prose);
    }
    sources(&mut found, &record.sources);
    exchange(&mut found, record.code, record.state, &record.exchange);
    retry(&mut found, &record.retry);
    fields(&mut found, &record.fields);
    let Fix { client, server, intermediary } = &record.fix;
    if [client, server, intermediary].iter().all(|steps| steps.is_empty()) {
        found.add("fix", "is empty: say what to check as the client, the server or between them");
    }
    for (member, texts) in [("keywords", &record.keywords), ("messages", &record.messages)] {
        for (i, text) in texts.iter().enumerate() {
            found.words(&format!("{member}[{i}]"), text);
        }
        found.distinct(member, "", texts.iter());
    }
    variants(&mut found, &record.variants);
    for (i, receiver) in record.clients.iter().enumerate() {
        found.words(&format!("clients[{i}].who"), &receiver.who);
    }
    related(&mut found, record);
    for_each_text(record, |field, text| found.marked(field, text));
    found.0
}

fn names(found: &mut Findings, record: &Record) {
    found.words("name", &record.name);
    for (i, alias) in record.aliases.iter().enumerate() {
        found.words(&format!("aliases[{i}].name"), &alias.name);
        found.words(&format!("aliases[{i}].from"), &alias.from);
        if alias.name == record.name {
            found.add(format!("aliases[{i}].name"), "is the code's own name");
        }
    }
    found.distinct("aliases", ".name", record.aliases.iter().map(|alias| &alias.name));
}

/// Prose has a paragraph at least; what is in it, [`for_each_text`] finds.
fn some(found: &mut Findings, field: &str, prose: &Prose) {
    if prose.0.is_empty() {
        found.add(field, "is empty");
    }
}

fn variants(found: &mut Findings, variants: &[Variant]) {
    for (i, variant) in variants.iter().enumerate() {
        let at = format!("variants[{i}]");
        found.words(&format!("{at}.name"), &variant.name);
        found.words(&format!("{at}.vendor"), &variant.vendor);
        if variant.state.is_registered() {
            found.add(
                format!("{at}.state"),
                "a variant is a vendor's: active, log-only, informal or retired",
            );
        }
        some(found, &format!("{at}.meaning"), &variant.meaning);
        source(found, &format!("{at}.source"), &variant.source);
    }
    // Two vendors may have the same word for a number.
    let of_vendor = |variant: &Variant| format!("{} of {}", variant.name, variant.vendor);
    found.distinct("variants", "", variants.iter().map(of_vendor));
}

fn related(found: &mut Findings, record: &Record) {
    for (i, related) in record.related.iter().enumerate() {
        let at = format!("related[{i}]");
        if related.code <= record.code {
            found.add(
                format!("{at}.code"),
                format!(
                    "is {}: a pair is stored once, in the record of the smaller number, so write it in {}.json",
                    related.code, related.code
                ),
            );
        }
        deciding(found, &format!("{at}.question"), &related.question);
    }
    found.distinct("related", ".code", record.related.iter().map(|related| related.code));
}

/// The rules that need to know every number there is: links lead somewhere.
pub fn check_links(record: &Record, known: &[StatusCode]) -> Vec<Broken> {
    let mut found = Findings::default();
    let unknown = |code: &StatusCode| known.binary_search(code).is_err();
    for (i, related) in record.related.iter().enumerate() {
        if unknown(&related.code) {
            let reason = format!("names {}, which has no record", related.code);
            found.add(format!("related[{i}].code"), reason);
        }
    }
    for_each_text(record, |field, text| {
        for code in statuses(text) {
            if code == record.code {
                found.add(field, format!("links to [{code}], its own page"));
            } else if unknown(&code) {
                found.add(field, format!("links to [{code}], which has no record"));
            }
        }
    });
    found.0
}

/// Calls `visit` with the path and the text of every member that may hold inline marks.
fn for_each_text(record: &Record, mut visit: impl FnMut(&str, &str)) {
    let mut each = |field: &str, texts: &[String]| {
        for (i, text) in texts.iter().enumerate() {
            visit(&format!("{field}[{i}]"), text);
        }
    };
    each("meaning", &record.meaning.0);
    each("when_to_use", &record.when_to_use.0);
    each("example", &record.example.0);
    each("when_not_to_use", &record.when_not_to_use.0);
    each("fix.client", &record.fix.client);
    each("fix.server", &record.fix.server);
    each("fix.intermediary", &record.fix.intermediary);
    for (i, variant) in record.variants.iter().enumerate() {
        each(&format!("variants[{i}].meaning"), &variant.meaning.0);
    }
    visit("caching.note", &record.caching.note);
    visit("content.note", &record.content.note);
    visit("retry.note", &record.retry.note);
    for (i, field) in record.fields.iter().enumerate() {
        visit(&format!("fields[{i}].note"), &field.note);
    }
    for (i, related) in record.related.iter().enumerate() {
        visit(&format!("related[{i}].difference"), &related.difference);
    }
    for (i, receiver) in record.clients.iter().enumerate() {
        visit(&format!("clients[{i}].does"), &receiver.does);
    }
}

fn deciding(found: &mut Findings, at: &str, Deciding { ask, smaller, larger }: &Deciding) {
    if !ask.ends_with('?') {
        found.add(format!("{at}.ask"), "is a question, and ends as one");
    }
    if smaller == larger {
        found.add(at, "has the same answer twice: it does not decide");
    }
    for (member, text, limit) in
        [("ask", ask, ASK), ("smaller", smaller, ANSWER), ("larger", larger, ANSWER)]
    {
        let at = format!("{at}.{member}");
        found.marked(&at, text);
        if plain(text) != text.replace('`', "") {
            found.add(&at, "holds a link: the answers are the links here");
        }
        let length = text.chars().count();
        if length > limit {
            found.add(&at, format!("has {length} characters: at most {limit} fit"));
        }
    }
}

fn standing(found: &mut Findings, record: &Record) {
    match &record.registration {
        Registration::Iana if !record.state.is_registered() => found.add(
            "state",
            "a code that IANA lists is standard, obsolete, reserved, temporary or experimental",
        ),
        Registration::Vendor(name) => {
            if name.is_empty() {
                found.add(
                    "registration",
                    "is empty: `IANA`, or the vendor that the name and the first meaning are from",
                );
            } else {
                found.words("registration", name);
            }
            if record.state.is_registered() {
                found.add("state", "a vendor's code is active, log-only, informal or retired");
            }
        }
        Registration::Iana => {}
    }
}

fn summary(found: &mut Findings, summary: &str) {
    found.words("summary", summary);
    if summary.contains(['`', '[', ']']) {
        found.add("summary", "is shown as plain text: it has no marks");
    }
    if !summary.is_empty() && !summary.ends_with('.') || summary.matches(". ").count() > 0 {
        found.add("summary", "is one sentence that ends with a full stop");
    }
    let length = summary.chars().count();
    if length > SUMMARY {
        found.add("summary", format!("has {length} characters: at most {SUMMARY} fit"));
    }
}

fn sources(found: &mut Findings, sources: &[Source]) {
    match sources.first() {
        None => found.add("sources", "is empty: every record says where it comes from"),
        Some(first) if first.obsoleted_by.is_some() => {
            found.add("sources[0]", "is obsoleted: the document in force comes first")
        }
        Some(_) => {}
    }
    for (i, one) in sources.iter().enumerate() {
        source(found, &format!("sources[{i}]"), one);
    }
    found.distinct("sources", ".url", sources.iter().map(|source| &source.url));
}

fn source(found: &mut Findings, at: &str, source: &Source) {
    found.words(&format!("{at}.document"), &source.document);
    found.words(&format!("{at}.title"), &source.title);
    if source.url.is_empty() {
        found.add(format!("{at}.url"), "is empty: every source has a link");
    } else if !source.url.starts_with("https://") || source.url.contains(char::is_whitespace) {
        found.add(format!("{at}.url"), format!("{:?} is no https address", source.url));
    }
    if let Some(newer) = &source.obsoleted_by {
        found.words(&format!("{at}.obsoleted_by"), newer);
    }
    let Some(section) = &source.section else { return };
    if section.is_empty() {
        let reason = "is empty: leave it out where the document has none";
        found.add(format!("{at}.section"), reason);
    } else if !Section::is_number(section) {
        found.add(format!("{at}.section"), format!("{section:?} is no section number"));
    } else if source.document.starts_with("RFC ") {
        match Section::parse(&format!("{} §{section}", source.document)) {
            None => {
                let reason = format!("{:?} is no number of an RFC", source.document);
                found.add(format!("{at}.document"), reason);
            }
            Some(parsed) if parsed.url() != source.url => {
                found.add(
                    format!("{at}.url"),
                    format!("leads elsewhere: the section is at {}", parsed.url()),
                );
            }
            Some(_) => {}
        }
    }
}

fn retry(found: &mut Findings, retry: &Retry) {
    match retry.methods {
        None if retry.rule.is_same() => found.add(
            "retry.methods",
            "is missing: where the same request may be sent again, it says with which methods",
        ),
        Some(_) if !retry.rule.is_same() => found.add(
            "retry.methods",
            format!("goes with same-now and same-later, not with {}", retry.rule.word()),
        ),
        _ => {}
    }
}

fn fields(found: &mut Findings, fields: &[Field]) {
    found.distinct("fields", ".name", fields.iter().map(|field| &field.name));
    for (i, field) in fields.iter().enumerate() {
        let at = format!("fields[{i}]");
        let token = |b: u8| b.is_ascii_alphanumeric() || b == b'-';
        if field.name.is_empty() || !field.name.bytes().all(token) {
            found.add(format!("{at}.name"), format!("{:?} is no field name", field.name));
        }
        found.words(&format!("{at}.sender"), &field.sender);
        if field.requirement != Requirement::None && field.section.is_none() {
            found.add(
                format!("{at}.section"),
                "is missing: a MUST, SHOULD or MAY says where it stands",
            );
        }
        if field.when.is_some() && field.requirement != Requirement::Must {
            found.add(format!("{at}.when"), "is what a MUST depends on, and here is none");
        }
    }
}

fn exchange(found: &mut Findings, code: StatusCode, state: State, exchange: &Exchange) {
    let mut ids = HashSet::new();
    for (i, party) in exchange.parties.iter().enumerate() {
        found.words(&format!("exchange.parties[{i}].id"), &party.id);
        found.words(&format!("exchange.parties[{i}].name"), &party.name);
        if !ids.insert(party.id.as_str()) {
            found
                .add(format!("exchange.parties[{i}].id"), format!("{:?} is there twice", party.id));
        }
    }
    if exchange.steps.is_empty() {
        found.add("exchange.steps", "is empty");
    }
    let mut sends_code = false;
    let mut logs_code = false;
    for (i, step) in exchange.steps.iter().enumerate() {
        let at = format!("exchange.steps[{i}]");
        let mut named = |who: &str, id: &str| {
            if !ids.contains(id) {
                found.add(format!("{at}.{who}"), format!("{id:?} is none of the parties"));
            }
        };
        match step {
            Step::Message(message) => {
                named("from", &message.from);
                named("to", &message.to);
                match check_message(message) {
                    Ok(Some(207)) => {
                        // A Multi-Status carries the statuses of its members in its content.
                        sends_code |= message.body.contains(&format!("HTTP/1.1 {code} "));
                        sends_code |= code.get() == 207;
                    }
                    Ok(Some(status)) => sends_code |= status == code.get(),
                    Ok(None) => {}
                    Err(reason) => {
                        found.add(format!("{at}.head"), reason);
                        // Nobody can tell which status it was meant to have.
                        sends_code = true;
                    }
                }
            }
            Step::Event(event) | Step::Log(event) => {
                named("at", &event.at);
                found.words(&format!("{at}.text"), &event.text);
                logs_code |= matches!(step, Step::Log(_)) && event.holds(code);
            }
        }
    }
    if state == State::LogOnly {
        if !logs_code {
            found.add(
                "exchange.steps",
                format!("a log-only code shows the log line that holds {code}"),
            );
        }
    } else if !sends_code {
        found.add("exchange.steps", format!("no response in it has the status {code}"));
    }
}

/// Holds a message to what a parser accepts and to the length it declares; the status of a response.
fn check_message(message: &Message) -> Result<Option<u16>, String> {
    let head = parsed_head(&message.head)?;
    if let Some(declared) = head.field("Content-Length").filter(|_| !message.body.is_empty()) {
        let length = message.body.len();
        if declared != length.to_string().as_bytes() {
            return Err(format!(
                "declares another Content-Length than the body has: {length} bytes"
            ));
        }
    }
    Ok(head.status)
}

/// The head of a message, as a parser reads it.
pub(crate) struct Head {
    /// The status of a response; a request has none.
    pub status: Option<u16>,
    /// Each field by its name and its value.
    fields: Vec<(String, Vec<u8>)>,
}

impl Head {
    /// The value of the first field with that name, in whatever case.
    pub fn field(&self, name: &str) -> Option<&[u8]> {
        let found = self.fields.iter().find(|(other, _)| other.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_slice())
    }
}

/// Reads the lines of a head, a response's where they begin like one; what is wrong with them where a parser refuses
/// them or reads only the first.
pub(crate) fn parsed_head(lines: &[String]) -> Result<Head, String> {
    if lines.is_empty() {
        return Err("is empty".to_owned());
    }
    if lines.iter().any(|line| line.contains(['\r', '\n'])) {
        return Err("has a line break inside a line: one line an element".to_owned());
    }
    let text = lines.join("\r\n") + "\r\n\r\n";
    let mut fields = [httparse::EMPTY_HEADER; 64];
    let is_response = lines.first().is_some_and(|line| line.starts_with("HTTP/"));
    let (parsed, status, fields) = if is_response {
        let mut response = httparse::Response::new(&mut fields);
        let parsed = response.parse(text.as_bytes());
        (parsed.map_err(|e| format!("is no response head: {e}"))?, response.code, response.headers)
    } else {
        let mut request = httparse::Request::new(&mut fields);
        let parsed = request.parse(text.as_bytes());
        (parsed.map_err(|e| format!("is no request head: {e}"))?, None, request.headers)
    };
    if parsed != httparse::Status::Complete(text.len()) {
        return Err("is no whole head".to_owned());
    }
    let mut lengths =
        fields.iter().filter(|field| field.name.eq_ignore_ascii_case("Content-Length"));
    let length = lengths.next().map(|field| field.value);
    if lengths.any(|other| Some(other.value) != length) {
        return Err("has two Content-Length fields that differ (RFC 9112 §6.3)".to_owned());
    }
    let fields = fields.iter().map(|field| (field.name.to_owned(), field.value.to_owned()));
    Ok(Head { status, fields: fields.collect() })
}

//! What the drawing of an exchange shows: its steps in the order of time, and who is busy when.

use facts::{
    Event, Message, Prose, Record, StatusCode, Step,
    text::{Inline, inlines},
};

/// The most fields that are called out at a message.
const MOST_FIELDS: usize = 2;

/// An exchange as it is drawn. Parties are given by their place, from 0.
pub struct Plan {
    /// A row a step.
    pub rows: Vec<Row>,
    /// When parties have a request to answer.
    pub spans: Vec<Span>,
    /// Who gives the answer that the record is about.
    pub answerer: Option<Answerer>,
}

/// A step.
pub enum Row {
    /// A message from one party to another.
    Message {
        /// The place of its sender.
        from: usize,
        /// The place of its receiver.
        to: usize,
        /// The status of a response; a request has none.
        status: Option<StatusCode>,
        /// Whether it is the response that the record is about.
        own: bool,
        /// Method and target, or status and reason phrase.
        label: String,
        /// The field lines that matter here.
        fields: Vec<String>,
    },
    /// Something that happens at a party.
    Note {
        /// The place of the party.
        at: usize,
        /// What happens.
        text: String,
        /// What sort of thing it is.
        kind: Kind,
    },
}

/// What sort of thing happens at a party.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Time passes.
    Wait,
    /// A connection is closed, to the party at that place if the steps tell.
    Closed(Option<usize>),
    /// A response is stored or used from the store.
    Stored,
    /// A line is written to a log.
    Log,
    /// Anything else.
    Other,
}

/// A stretch of time in which a party has a request to answer.
pub struct Span {
    /// The place of the party.
    pub at: usize,
    /// The row of the request.
    pub from: usize,
    /// The row of the answer, or of the last that is heard of the party.
    pub to: usize,
    /// Whether it has the answer that the record is about.
    pub own: bool,
}

/// Who gives the answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Answerer {
    /// The place of the party.
    pub at: usize,
    /// Whether the number is only logged, and nobody receives it.
    pub only_logs: bool,
}

impl Plan {
    /// Plans the drawing of a record's exchange.
    pub fn new(record: &Record) -> Plan {
        let place = |id: &str| record.exchange.place(id);
        let mut plan = Plan { rows: vec![], spans: vec![], answerer: answerer(record) };
        let named = [named_fields(record, true), named_fields(record, false)];
        // The requests without a final answer so far: by whom, and when who began to be busy with it.
        let mut open: Vec<(usize, Span)> = vec![];
        let mut before: Vec<&Message> = vec![];
        for (row, step) in record.exchange.steps.iter().enumerate() {
            plan.rows.push(match step {
                Step::Message(message) => {
                    let (from, to) = (place(&message.from), place(&message.to));
                    let status = message.status();
                    let own = status == Some(record.code);
                    let asked = open.iter().rposition(|(by, span)| (*by, span.at) == (to, from));
                    match (status, asked) {
                        (None, _) => {
                            open.push((from, Span { at: to, from: row, to: row, own: false }))
                        }
                        (Some(status), Some(asked)) => {
                            let answers = own && plan.answerer.is_some_and(|who| who.at == from);
                            open[asked].1.own |= answers;
                            if is_final(status) {
                                plan.spans.push(Span { to: row, ..open.remove(asked).1 });
                            }
                        }
                        (Some(_), None) => {}
                    }
                    let fields = fields(message, &named[usize::from(status.is_some())], &before);
                    before.push(message);
                    Row::Message { from, to, status, own, label: label(message), fields }
                }
                Step::Event(Event { at, text }) => {
                    let at = place(at);
                    let mut kind = kind(text);
                    if let Kind::Closed(peer) = &mut kind {
                        let cut = open.iter().rev().find(|(by, span)| *by == at || span.at == at);
                        *peer = cut.map(|(by, span)| if *by == at { span.at } else { *by });
                    }
                    Row::Note { at, text: text.clone(), kind }
                }
                Step::Log(log) => {
                    let at = place(&log.at);
                    let own = log.holds(record.code);
                    if own && plan.answerer == Some(Answerer { at, only_logs: true }) {
                        let busy = open.iter_mut().rev().find(|(_, span)| span.at == at);
                        busy.into_iter().for_each(|(_, span)| span.own = true);
                    }
                    let text = match own {
                        true => format!("Logs {}", record.code),
                        false => format!("Logs: {}", log.text),
                    };
                    Row::Note { at, text, kind: Kind::Log }
                }
            });
        }
        for (_, mut span) in open {
            span.to = plan.rows.iter().rposition(|row| row.involves(span.at)).unwrap_or(span.from);
            plan.spans.push(span);
        }
        plan
    }
}

impl Row {
    fn involves(&self, party: usize) -> bool {
        match self {
            Row::Message { from, to, .. } => *from == party || *to == party,
            Row::Note { at, .. } => *at == party,
        }
    }
}

/// Who answers with the code first; or who logs it, where nobody answers with it.
fn answerer(record: &Record) -> Option<Answerer> {
    let steps = &record.exchange.steps;
    let answers = record.responses().next().map(|response| &response.from);
    let logs = steps.iter().find_map(|step| match step {
        Step::Log(log) if log.holds(record.code) => Some(&log.at),
        _ => None,
    });
    let answerer = |id: &String, only_logs| Answerer { at: record.exchange.place(id), only_logs };
    answers.map(|id| answerer(id, false)).or_else(|| logs.map(|id| answerer(id, true)))
}

/// Whether the response ends the answer: all but the interim ones do (RFC 9110 §15.2), and after a 101 the
/// connection speaks another protocol.
fn is_final(status: StatusCode) -> bool {
    status.get() == 101 || status.get() >= 200
}

/// The start line without the version.
fn label(message: &Message) -> String {
    let line = message.head.first().map(String::as_str).unwrap_or_default();
    let line = line
        .split_once(' ')
        .filter(|(first, _)| first.starts_with("HTTP/"))
        .map_or(line, |(_, rest)| rest);
    line.strip_suffix(" HTTP/1.1").unwrap_or(line).to_owned()
}

/// What an event is, by its words.
fn kind(text: &str) -> Kind {
    // Each phrase begins with a word of its own: `closes` is not `loses`.
    let text = format!(" {}", text.to_lowercase());
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if has(&[" closes the connection", " connection closes", " loses the connection"]) {
        Kind::Closed(None)
    } else if has(&[" waits", " seconds pass", " sleeps", " without a byte", " is answered"]) {
        Kind::Wait
    } else if has(&[" stores", " stored", " holds version"]) {
        Kind::Stored
    } else {
        Kind::Other
    }
}

/// The names of the fields that the record has in its table, or for a `request`, that its prose tells of.
fn named_fields(record: &Record, request: bool) -> Vec<String> {
    let mut names: Vec<String> = record.fields.iter().map(|field| field.name.clone()).collect();
    let Record { meaning, when_to_use, example, .. } = record;
    for Prose(blocks) in [meaning, when_to_use, example].into_iter().filter(|_| request) {
        for run in blocks.iter().flat_map(|text| inlines(text)) {
            if let Inline::Code(code) = run {
                names.push(code.split(':').next().unwrap_or(code).to_owned());
            }
        }
    }
    names.retain(|name| name != "Date");
    names
}

/// The field lines of a message that the record tells of, the most telling first. What a message only
/// forwards was said before.
fn fields(message: &Message, named: &[String], before: &[&Message]) -> Vec<String> {
    let forwarded = before.iter().rfind(|other| {
        other.head.first() == message.head.first()
            && (other.to == message.from || other.from == message.to)
    });
    let is_new = |line: &&String| forwarded.is_none_or(|other| !other.head.contains(line));
    let lines: Vec<_> = message.head.iter().skip(1).filter(is_new).collect();
    let of = |name: &String| {
        lines.iter().find(|line| {
            line.split_once(':').is_some_and(|(found, _)| found.eq_ignore_ascii_case(name))
        })
    };
    let mut fields: Vec<String> = vec![];
    for line in named.iter().filter_map(of) {
        if fields.len() < MOST_FIELDS && !fields.contains(line) {
            fields.push((*line).clone());
        }
    }
    fields
}

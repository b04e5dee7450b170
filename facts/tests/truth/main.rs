//! The records against the RFCs they cite: `data/rfc/` holds what `tools/rfc/extract.py` found in the
//! texts. Every check collects all faults before it fails, each with its file and field.

mod citations;
mod exchanges;
mod guide;
mod lies;
mod rfcs;
mod rules;

use facts::{Record, Section, load, text::Inline};
use rfcs::Rfcs;
use serde::Serialize;
use serde_json::Value;
use std::{fmt::Display, path::PathBuf, sync::LazyLock};

static RFCS: LazyLock<Rfcs> = LazyLock::new(|| Rfcs::read(&data().join("rfc")));
static WORLD: LazyLock<World> = LazyLock::new(World::read);

/// What a check looks at.
struct World {
    records: Vec<Record>,
    rfcs: &'static Rfcs,
}

impl World {
    fn read() -> World {
        let records = load::folder(&data().join("codes")).unwrap_or_else(|problems| {
            let lines: Vec<_> = problems.iter().map(ToString::to_string).collect();
            panic!("{}", lines.join("\n"))
        });
        World { records, rfcs: &RFCS }
    }

    fn record(&self, code: u16) -> Option<&Record> {
        self.records.iter().find(|record| record.code.get() == code)
    }
}

fn data() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../data"))
}

/// What a check found: the file, the field, what is wrong and what would be right.
#[derive(Default)]
struct Faults(Vec<String>);

impl Faults {
    fn add(&mut self, record: &Record, field: impl Display, reason: impl Display) {
        self.0.push(format!("{}.json: {field}: {reason}", record.code.get()));
    }
}

/// Runs a check on the records as they are.
fn hold(check: fn(&World) -> Faults) {
    let Faults(found) = check(&WORLD);
    assert!(found.is_empty(), "{} faults\n{}", found.len(), found.join("\n"));
}

/// A string of a record, with the path of its member: `fix.client[0]`.
struct Line {
    field: String,
    text: String,
}

impl Line {
    /// The sections that it links to.
    fn sections(&self) -> impl Iterator<Item = Section> {
        facts::text::inlines(&self.text).into_iter().filter_map(|run| match run {
            Inline::Section(section) => Some(section),
            _ => None,
        })
    }

    /// Its words, without code and links.
    fn words(&self) -> Vec<&str> {
        let text = |run| match run {
            Inline::Text(words) => Some(words),
            _ => None,
        };
        facts::text::inlines(&self.text).into_iter().filter_map(text).collect()
    }
}

/// Every string of a record.
fn lines(record: &Record) -> Vec<Line> {
    lines_of(record)
}

/// Every string of what `data/` holds.
fn lines_of(facts: &impl Serialize) -> Vec<Line> {
    fn walk(field: String, value: Value, found: &mut Vec<Line>) {
        match value {
            Value::String(text) => found.push(Line { field, text }),
            Value::Array(items) => {
                for (i, item) in items.into_iter().enumerate() {
                    walk(format!("{field}[{i}]"), item, found);
                }
            }
            Value::Object(members) => {
                for (name, member) in members {
                    let dot = if field.is_empty() { "" } else { "." };
                    walk(format!("{field}{dot}{name}"), member, found);
                }
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    walk(String::new(), serde_json::to_value(facts).expect("facts are JSON"), &mut found);
    found
}

/// The strings that a page shows as sentences of its own: no names, titles, messages or keywords.
fn prose(record: &Record) -> Vec<Line> {
    const SECTIONS: [&str; 6] =
        ["summary", "meaning", "when_to_use", "example", "when_not_to_use", "fix"];
    let mut lines = lines(record);
    lines.retain(|line| {
        let root = line.field.split(['.', '[']).next().unwrap_or_default();
        let last = line.field.rsplit('.').next().unwrap_or_default();
        SECTIONS.contains(&root)
            || ["note", "difference", "does", "ask", "smaller", "larger"].contains(&last)
            || last.starts_with("meaning[")
    });
    lines
}

/// Every citation outside the sources: the inline marks of all prose and the `section` members.
fn citations(record: &Record) -> Vec<(String, Section)> {
    let in_prose = prose(record).into_iter().flat_map(|line| {
        let cited: Vec<_> = line.sections().map(|section| (line.field.clone(), section)).collect();
        cited
    });
    let members = lines(record).into_iter().filter_map(|line| {
        let of_source = line.field.contains("source");
        let is_section = line.field.ends_with(".section") && !of_source;
        is_section.then(|| Section::parse(&line.text).map(|section| (line.field, section)))?
    });
    in_prose.chain(members).collect()
}

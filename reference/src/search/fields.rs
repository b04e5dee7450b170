//! What of a record is searched, and what each part counts. `build.rs` includes this file.

use super::{
    analysis::{stem, stems, words},
    index::{
        Field,
        Holds::{Messages, Names, Words},
        Kind,
    },
};
use facts::{
    Language, Prose, Queries, Record, Registration, Snapshot, StatusCode,
    text::{Inline, inlines},
};
use std::collections::BTreeMap;

/// The fields, in the order of [`of`]. What each counts was found by trial on the queries to tune on, together with
/// what ranking counts.
pub const KINDS: [Kind; 15] = [
    Kind { holds: Names, weight: 6.5 },    // name
    Kind { holds: Names, weight: 18.0 },   // other names
    Kind { holds: Words, weight: 4.8 },    // keywords
    Kind { holds: Words, weight: 3.0 },    // vendors
    Kind { holds: Words, weight: 1.1 },    // summary
    Kind { holds: Words, weight: 3.0 },    // header fields
    Kind { holds: Words, weight: 7.5 },    // constants
    Kind { holds: Messages, weight: 0.1 }, // what software says
    Kind { holds: Words, weight: 2.2 },    // words of code
    Kind { holds: Words, weight: 3.8 },    // meaning, when to use
    Kind { holds: Words, weight: 1.8 },    // example
    Kind { holds: Words, weight: 1.4 },    // what mends it
    Kind { holds: Words, weight: 0.6 },    // what receivers do
    Kind { holds: Words, weight: 0.3 },    // what tells it from others
    Kind { holds: Words, weight: 1.5 },    // what people type
];

/// The fields of a record as a document of the index. What is a list has a line for each item. `asked` is what
/// [`known_words`] has of its code.
pub fn of(
    record: &Record,
    languages: &[Language],
    libraries: &BTreeMap<String, Snapshot>,
    asked: &str,
) -> Vec<Field> {
    let mut vendors: Vec<&str> =
        record.variants.iter().map(|variant| variant.vendor.as_str()).collect();
    if let Registration::Vendor(vendor) = &record.registration {
        vendors.push(vendor);
    }
    let aliases = record
        .aliases
        .iter()
        .map(|alias| alias.name.as_str())
        .chain(record.variants.iter().map(|variant| variant.name.as_str()));
    let typed = languages
        .iter()
        .filter_map(|language| language.constants.get(&record.code))
        .map(|constant| last_part(constant));
    let typed: Vec<&str> = typed.collect();
    let named = libraries.values().filter_map(|library| library.constants.get(&record.code));
    let is_another = |name: &&str| {
        !name.contains(|c: char| c.is_ascii_digit())
            && !typed.iter().any(|known| in_words(known) == in_words(name))
    };
    let others: Vec<&str> = named.flatten().map(String::as_str).filter(is_another).collect();
    let constants = typed.iter().chain(&others).copied();
    let field_names = record.fields.iter().map(|field| field.name.as_str());
    let spans = [&record.meaning, &record.when_to_use].into_iter().flat_map(|prose| &prose.0);
    let spans = spans.chain([&record.summary]).flat_map(|text| inlines(text));
    let mentions: Vec<String> = spans
        .filter_map(|run| match run {
            Inline::Code(code) => Some(code.to_owned()),
            _ => None,
        })
        .collect();
    let receivers = record.clients.iter().flat_map(|client| [client.who.as_str(), &client.does]);
    let fix = [&record.fix.client, &record.fix.server, &record.fix.intermediary];
    let differences = record.related.iter().map(|related| related.difference.as_str());
    let texts = [
        record.name.clone(),
        join(aliases),
        join(record.keywords.iter().map(String::as_str)),
        // Whole words, however they are written: `LinkedIn`.
        join(vendors).to_lowercase(),
        record.summary.clone(),
        join(field_names),
        join(constants),
        join(record.messages.iter().map(String::as_str)),
        mentions.join("\n"),
        plain(&[&record.meaning, &record.when_to_use]),
        plain(&[&record.example]),
        join(fix.into_iter().flatten().map(String::as_str)),
        join(receivers),
        join(differences),
        asked.to_owned(),
    ];
    KINDS.into_iter().zip(texts).map(|(kind, text)| Field { kind, text }).collect()
}

/// What people type for each code, a line for each query, without the words that occur once in all: they may be of
/// chance, and each takes as many bytes of the index as many postings do.
///
/// To have a document hold the queries that it answers is document expansion (Nogueira, Yang, Lin and Cho 2019).
pub fn known_words(queries: &Queries) -> BTreeMap<StatusCode, String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for query in queries.values().flatten() {
        for stem in stems(&words(query)) {
            *counts.entry(stem).or_default() += 1;
        }
    }
    let known = |query: &String| {
        let all = words(query).into_iter().map(|word| word.text);
        all.filter(|word| counts[&stem(word)] > 1).collect::<Vec<_>>().join(" ")
    };
    let lines = |texts: &Vec<String>| texts.iter().map(known).collect::<Vec<_>>().join("\n");
    queries.iter().map(|(code, texts)| (*code, lines(texts))).collect()
}

/// What of a constant names the code: `StatusCode::NOT_FOUND` without what stands before.
fn last_part(constant: &str) -> &str {
    constant.rsplit(['.', ':', '(', ' ']).next().unwrap_or(constant)
}

/// The words of a name, however a language writes it.
fn in_words(name: &str) -> Vec<String> {
    words(name).into_iter().map(|word| word.text).collect()
}

fn join<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    texts.into_iter().collect::<Vec<_>>().join("\n")
}

fn plain(proses: &[&Prose]) -> String {
    proses.iter().map(|prose| prose.plain()).collect::<Vec<_>>().join(" ")
}

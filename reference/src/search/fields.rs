//! What of a record is searched, and what each part counts. `build.rs` includes this file.

use super::index::Field;
use facts::{
    Language, Prose, Record, Registration,
    text::{Inline, inlines},
};

/// The fields of a record as a document of the index, those that hold names first. What is a list has a line for
/// each item. What each counts was found by trial on the queries to tune on, together with what ranking counts.
pub fn of(record: &Record, languages: &[Language]) -> Vec<Field> {
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
    let constants = languages
        .iter()
        .filter_map(|language| language.constants.get(&record.code))
        .map(|constant| last_part(constant));
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
    vec![
        (6.5, record.name.clone()),
        (18.0, join(aliases)),
        (4.8, join(record.keywords.iter().map(String::as_str))),
        (3.0, join(vendors)),
        (1.1, record.summary.clone()),
        (3.0, join(field_names)),
        (6.0, join(constants)),
        (2.2, mentions.join("\n")),
        (3.8, plain(&[&record.meaning, &record.when_to_use])),
        (1.8, plain(&[&record.example])),
        (1.4, join(fix.into_iter().flatten().map(String::as_str))),
        (0.6, join(receivers)),
        (0.3, join(differences)),
    ]
}

/// What of a constant names the code: `StatusCode::NOT_FOUND` without what stands before.
fn last_part(constant: &str) -> &str {
    constant.rsplit(['.', ':', '(', ' ']).next().unwrap_or(constant)
}

fn join<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    texts.into_iter().collect::<Vec<_>>().join("\n")
}

fn plain(proses: &[&Prose]) -> String {
    proses.iter().map(|prose| prose.plain()).collect::<Vec<_>>().join(" ")
}

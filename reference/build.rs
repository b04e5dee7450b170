//! Turns `data/` into static tables: the [`Entry`]s, the search index, and what `explain` and `compare` know of
//! names, variants and pairs. Refuses a record that breaks a rule.

#[path = "src/search/analysis.rs"]
mod analysis;
#[expect(dead_code, reason = "the half that corrects words is for the crate")]
#[path = "src/search/concepts.rs"]
mod concepts;
#[path = "src/search/fields.rs"]
mod fields;
#[path = "build/former.rs"]
mod former;
#[expect(dead_code, reason = "the half that reads is for the crate")]
#[path = "src/search/index.rs"]
mod index;
#[expect(dead_code, reason = "the half that reads is for the crate")]
#[path = "src/search/messages.rs"]
mod messages;
#[path = "build/pairs.rs"]
mod pairs;

use concepts::Concepts;
use facts::{Messages, Record, Registration, Variant, load};
use index::Index;
use std::{env, error::Error, fmt::Write, fs, path::Path, process};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    let data = Path::new("../data");
    for part in
        ["codes", "constants", "languages.json", "messages.json", "queries.json", "synonyms.json"]
    {
        println!("cargo::rerun-if-changed={}", data.join(part).display());
    }
    let records = or_exit(load::folder(&data.join("codes")));
    let languages = or_exit(load::languages(&data.join("languages.json")));
    let libraries = or_exit(load::snapshots(&data.join("constants")));
    let out = env::var("OUT_DIR")?;
    let out = Path::new(&out);
    fs::write(out.join("entries.rs"), entries(&records)?)?;
    fs::write(out.join("former.rs"), former::table(&records))?;
    fs::write(out.join("pairs.rs"), pairs::table(&records)?)?;
    let messages = or_exit(load::messages(&data.join("messages.json"), &records));
    fs::write(out.join("said.rs"), said(&records, &messages)?)?;
    fs::write(out.join("variants.rs"), variants(&records)?)?;
    let queries = or_exit(load::queries(&data.join("queries.json"), &records));
    let queries = fields::known_words(&queries);
    let document = |record: &Record| {
        let asked = queries.get(&record.code).map_or("", String::as_str);
        fields::of(record, &languages, &libraries, asked)
    };
    let documents: Vec<_> = records.iter().map(document).collect();
    let synonyms = data.join("synonyms.json");
    let problem = |(field, reason)| load::Problem { file: synonyms.clone(), field, reason };
    let concepts = concepts::text(&or_exit(load::synonyms(&synonyms)));
    let concepts = or_exit(concepts.map_err(|broken| broken.into_iter().map(problem).collect()));
    let index = Index::build(&documents, &Concepts::read(&concepts));
    fs::write(out.join("search.txt"), [index.text(), concepts].join("\n"))?;
    Ok(())
}

fn or_exit<T>(read: std::result::Result<T, Vec<load::Problem>>) -> T {
    read.unwrap_or_else(|problems| {
        for problem in &problems {
            println!("cargo::error={problem}");
        }
        process::exit(1);
    })
}

/// What software says with a code, sorted by the keys of the messages.
fn said(records: &[Record], beside: &Messages) -> Result<String> {
    let mut said = Vec::new();
    let of_records = records.iter().map(|record| (&record.code, &record.messages));
    for (code, messages) in of_records.chain(beside) {
        for message in messages {
            let key = messages::key_of(message).ok_or_else(|| {
                format!("{code}: the message “{message}” is one plain word, which anybody may say: take more of the text")
            })?;
            said.push((key, *code, message));
        }
    }
    said.sort();
    let mut table = format!("static SAID: [(u32, u16, &str); {}] = [\n", said.len());
    for (key, code, message) in said {
        writeln!(table, "    ({key}, {code}, {message:?}),")?;
    }
    table.push_str("];\n");
    Ok(table)
}

/// What others call the number of a vendor, and who they are.
fn variants(records: &[Record]) -> Result<String> {
    let of_vendors = records.iter().filter(|record| record.registration != Registration::Iana);
    let all: Vec<_> = of_vendors
        .flat_map(|record| record.variants.iter().map(|variant| (record.code, variant)))
        .collect();
    let mut table = format!("static VARIANTS: [Variant; {}] = [\n", all.len());
    for (code, Variant { name, vendor, .. }) in all {
        writeln!(table, "    Variant {{ code: {code}, name: {name:?}, vendor: {vendor:?} }},")?;
    }
    table.push_str("];\n");
    Ok(table)
}

fn entries(records: &[Record]) -> Result<String> {
    let mut table = format!("static ENTRIES: [Entry; {}] = [\n", records.len());
    for record in records {
        let Record { code, name, state, turn, retry, summary, .. } = record;
        let vendor = match &record.registration {
            Registration::Iana => None,
            Registration::Vendor(vendor) => Some(vendor),
        };
        // What others call the number is a name of it, unless it is a word of all codes (`Redirect`).
        let is_name = |other: &&str| other.contains(' ') && !other.eq_ignore_ascii_case(name);
        let variants = record.variants.iter().map(|variant| variant.name.as_str()).filter(is_name);
        let aliases = record.aliases.iter().map(|alias| alias.name.as_str()).chain(variants);
        // `Error 530` would be a name of all that is asked with one word of it.
        let number = code.to_string();
        let aliases: Vec<_> = aliases.filter(|name| !name.contains(&number)).collect();
        let others = records.iter().filter(|other| other.related.iter().any(|to| to.code == *code));
        let relations = record.related.len() + others.count();
        let fields: Vec<_> = record.fields.iter().map(|field| field.name.as_str()).collect();
        let (aliases, fields) = (aliases.join("\n"), fields.join("\n"));
        writeln!(
            table,
            "    Entry {{ code: code({code}), name: {name:?}, vendor: {vendor:?}, state: State::{state:?}, \
             turn: Turn::{turn:?}, retry: RetryRule::{:?}, summary: {summary:?}, aliases: {aliases:?}, \
             fields: {fields:?}, relations: {relations} }},",
            retry.rule
        )?;
    }
    table.push_str("];\n");
    let not_found = records.iter().position(|record| record.code.get() == 404);
    let not_found =
        not_found.ok_or("data/codes/404.json is missing: the site's own 404 page is made of it")?;
    writeln!(table, "/// The entry of 404, the page of an address where there is nothing.")?;
    writeln!(table, "pub static NOT_FOUND: &Entry = &ENTRIES[{not_found}];")?;
    Ok(table)
}

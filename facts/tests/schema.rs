//! The JSON Schemas accept every record and refuse what the rules refuse.

use facts::{
    Changes, Date, Document, Imprint, LICENSE, Language, List, Listed, Published, Record, Records,
    SearchIndex, Told, load, published_schema_of, schema_of,
};
use regex::Regex;
use serde_json::{Value, json};
use std::{cell::RefCell, collections::HashMap, fs, path::Path};

fn data() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../data"))
}

/// What `load` gives, or a panic with what is wrong.
fn read<T>(found: Result<T, Vec<load::Problem>>) -> T {
    found.unwrap_or_else(|problems| panic!("{problems:#?}"))
}

fn records() -> Vec<Record> {
    read(load::folder(&data().join("codes")))
}

fn languages() -> Vec<Language> {
    read(load::languages(&data().join("languages.json")))
}

/// The schema of what is published.
fn published_schema() -> Value {
    published_schema_of::<Published<'_>>().to_value()
}

/// What a file says of itself.
fn imprint(schema: &str) -> Imprint<'_> {
    let schema = format!("https://example.com/schema/{schema}.json");
    Imprint { schema, license: LICENSE, version: "2026-11-24", revision: "0123456789abcdef" }
}

/// Where a record's page is.
fn page(record: &Record) -> String {
    format!("https://example.com/{}", record.code)
}

/// A record as it is published.
fn as_published<'a>(record: &'a Record, languages: &'a [Language]) -> Published<'a> {
    let constants = languages.iter().map(|language| language.constant(record.code)).collect();
    Published::new(imprint("code"), page(record), record, constants)
}

/// The same as JSON.
fn published(record: &Record, languages: &[Language]) -> Value {
    serde_json::to_value(as_published(record, languages)).expect("it can be written")
}

/// A published record, and the record as its file has it.
fn both(code: u16) -> (Value, Value) {
    let record = records().into_iter().find(|record| record.code.get() == code);
    let record = record.expect("it has a record");
    (published(&record, &languages()), serde_json::to_value(&record).expect("it can be written"))
}

/// Whether a text holds what a pattern describes. A pattern takes longer to read than to use: each is read once.
fn is_match(pattern: &str, text: &str) -> bool {
    thread_local!(static READ: RefCell<HashMap<String, Regex>> = RefCell::default());
    READ.with_borrow_mut(|read| {
        let regex = || Regex::new(pattern).expect("a pattern");
        read.entry(pattern.to_owned()).or_insert_with(regex).is_match(text)
    })
}

/// Where and by what keyword a value does not fit a schema. Knows the keywords that ours have, and panics at
/// another one, so that none is passed over.
fn faults(root: &Value, schema: &Value, value: &Value, at: &str) -> Vec<String> {
    let Some(keywords) = schema.as_object() else {
        return if schema == false { vec![format!("{at}: false")] } else { Vec::new() };
    };
    let fits = |schema: &Value| faults(root, schema, value, at).is_empty();
    let length = value.as_str().map_or(0, |text| text.chars().count() as u64);
    let items = value.as_array();
    let mut found = Vec::new();
    for (keyword, asked) in keywords {
        let list = || asked.as_array().expect("a list");
        let number = asked.as_u64().unwrap_or_default();
        let is_kept = match keyword.as_str() {
            "$schema" | "$id" | "$defs" | "title" | "description" | "writeOnly" => true,
            // What is asked with `if`.
            "then" | "else" => true,
            "$ref" => {
                let place = asked.as_str().and_then(|place| place.strip_prefix('#'));
                let target =
                    place.and_then(|place| root.pointer(place)).expect("it leads somewhere");
                found.extend(faults(root, target, value, at));
                true
            }
            "type" => {
                let is = |kind: &Value| match kind.as_str().expect("a word") {
                    "null" => value.is_null(),
                    "boolean" => value.is_boolean(),
                    "integer" => value.is_u64() || value.is_i64(),
                    "string" => value.is_string(),
                    "array" => value.is_array(),
                    "object" => value.is_object(),
                    other => panic!("no type {other}"),
                };
                asked.as_array().map_or_else(|| is(asked), |kinds| kinds.iter().any(is))
            }
            "const" => value == asked,
            "enum" => list().contains(value),
            "allOf" => {
                list().iter().for_each(|one| found.extend(faults(root, one, value, at)));
                true
            }
            "anyOf" => list().iter().any(fits),
            "oneOf" => list().iter().filter(|one| fits(one)).count() == 1,
            "if" => {
                let branch = &schema[if fits(asked) { "then" } else { "else" }];
                found.extend(faults(root, branch, value, at));
                true
            }
            "required" => value.as_object().is_none_or(|object| {
                list().iter().all(|name| object.contains_key(name.as_str().expect("a name")))
            }),
            "properties" => {
                for (name, member) in asked.as_object().expect("members") {
                    if let Some(value) = value.get(name) {
                        found.extend(faults(root, member, value, &format!("{at}/{name}")));
                    }
                }
                true
            }
            "additionalProperties" => {
                let named = |name: &String| schema["properties"].get(name).is_some();
                let members = value.as_object().into_iter().flatten();
                for (name, value) in members.filter(|(name, _)| !named(name)) {
                    found.extend(faults(root, asked, value, &format!("{at}/{name}")));
                }
                true
            }
            "prefixItems" => {
                for (i, (asked, item)) in list().iter().zip(items.into_iter().flatten()).enumerate()
                {
                    found.extend(faults(root, asked, item, &format!("{at}/{i}")));
                }
                true
            }
            "items" => {
                for (i, item) in items.into_iter().flatten().enumerate() {
                    found.extend(faults(root, asked, item, &format!("{at}/{i}")));
                }
                true
            }
            "maxItems" => items.is_none_or(|items| items.len() as u64 <= number),
            "minItems" => items.is_none_or(|items| items.len() as u64 >= number),
            "uniqueItems" => items.is_none_or(|items| {
                items.iter().enumerate().all(|(i, item)| !items[..i].contains(item))
            }),
            "minLength" => !value.is_string() || length >= number,
            "maxLength" => !value.is_string() || length <= number,
            "minimum" => value.as_u64().is_none_or(|value| value >= number),
            "maximum" => value.as_u64().is_none_or(|value| value <= number),
            "pattern" => {
                let pattern = asked.as_str().expect("a pattern");
                value.as_str().is_none_or(|text| is_match(pattern, text))
            }
            "format" => match asked.as_str() {
                Some("date") => value.as_str().is_none_or(|text| Date::parse(text).is_some()),
                // Told to who generates code; the pattern asks what is asked.
                Some("uri") => true,
                other => panic!("no format {other:?}"),
            },
            other => panic!("{at}: no keyword {other}"),
        };
        if !is_kept {
            found.push(format!("{at}: {keyword}"));
        }
    }
    found
}

/// The document with another value at a place, or with a member that it did not have.
fn with(document: &Value, place: &str, value: &Value) -> Value {
    let mut changed = document.clone();
    let (parent, name) = place.rsplit_once('/').expect("a place");
    match changed.pointer_mut(parent).unwrap_or_else(|| panic!("{parent} is there")) {
        Value::Array(items) => items[name.parse::<usize>().expect("an index")] = value.clone(),
        object => object[name] = value.clone(),
    }
    changed
}

/// Whether the rules refuse a record.
fn is_refused(record: &Value) -> bool {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let file = folder.path().join(format!("{}.json", record["code"]));
    fs::write(&file, record.to_string()).expect("it can be written");
    load::file_record(&file).is_err()
}

/// Asserts of each value that the schemas and the rules refuse it in the place where it is put; of a member that
/// there is not that the published schema takes it.
fn assert_refused_by_both(code: u16, bad: &[(&str, Value)]) {
    let (schema, of_files) = (published_schema(), schema_of::<Record>().to_value());
    let (document, record) = both(code);
    assert!(!is_refused(&record), "{code} is good");
    for (place, bad) in bad {
        let refused = !faults(&schema, &schema, &with(&document, place, bad), "").is_empty();
        assert_eq!(refused, !place.ends_with("/surprise"), "{place} {bad}: the published schema");
        let changed = with(&record, place, bad);
        assert_ne!(
            faults(&of_files, &of_files, &changed, ""),
            [""; 0],
            "{place} {bad}: the schema"
        );
        assert!(is_refused(&changed), "{place} {bad}: the rules");
    }
}

#[test]
fn every_record_fits_the_schemas_as_a_file_and_as_it_is_published() {
    let (schema, languages) = (published_schema(), languages());
    let of_files = schema_of::<Record>().to_value();
    for record in records() {
        let document = published(&record, &languages);
        assert_eq!(faults(&schema, &schema, &document, ""), [""; 0], "{}", record.code);
        let file = data().join(format!("codes/{}.json", record.code));
        let text = fs::read_to_string(file).expect("the record's file");
        let document: Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(faults(&of_files, &of_files, &document, ""), [""; 0], "{}", record.code);
    }
}

#[test]
fn what_the_rules_refuse_in_a_record_its_schema_refuses() {
    let (_, record) = both(407);
    let related = &record["related"][0];
    let alias = json!({ "name": "Proxy", "from": "informal" });
    let bad = [
        ("/surprise", json!("x")),
        ("/sources/0/surprise", json!("x")),
        ("/code", json!(99)),
        ("/name", json!("")),
        ("/name", json!(" Blank")),
        ("/name", json!("Two\nlines")),
        ("/aliases", json!([{ "name": "", "from": "IANA" }])),
        ("/aliases", json!([{ "name": "Proxy", "from": "" }])),
        ("/aliases", json!([alias, alias])),
        ("/registration", json!("")),
        ("/registration", json!("Vendor")),
        ("/state", json!("active")),
        ("/state", json!("fine")),
        ("/summary", json!("")),
        ("/summary", json!("No full stop")),
        ("/summary", json!("With `marks`.")),
        ("/summary", json!(format!("{}.", "x".repeat(140)))),
        ("/meaning", json!([])),
        ("/meaning/0", json!("")),
        ("/when_to_use", json!([])),
        ("/example", json!([])),
        ("/when_not_to_use", json!([""])),
        ("/sources", json!([])),
        ("/sources/0/document", json!("")),
        ("/sources/0/title", json!("")),
        ("/sources/0/section", json!("§x")),
        ("/sources/0/section", json!("15.")),
        ("/sources/0/url", json!("nope")),
        ("/sources/0/url", json!("https://example.com/a b")),
        ("/sources/1/obsoleted_by", json!("")),
        ("/sources/1", record["sources"][0].clone()),
        ("/exchange/parties", json!([])),
        ("/exchange/parties/0/id", json!("")),
        ("/exchange/parties/0/name", json!("")),
        ("/exchange/steps", json!([])),
        ("/exchange/steps/0/message/head", json!([])),
        ("/exchange/steps/0/message/head", json!([""])),
        ("/exchange/steps/0/message/head/1", json!("Host: a.example\r\nVia: b")),
        ("/exchange/steps/0/message/from", json!("")),
        ("/exchange/steps/0", json!({ "event": { "at": "client", "text": "" } })),
        ("/caching/note", json!("")),
        ("/content/note", json!("")),
        ("/retry/note", json!("")),
        ("/retry/methods", json!("any")),
        ("/retry/rule", json!("same-now")),
        ("/retry", json!({ "rule": "same-later", "methods": "safe", "note": "Again." })),
        ("/fields/0/name", json!("Not a token")),
        ("/fields/0/sender", json!("")),
        ("/fields/0/note", json!("")),
        ("/fields/0/section", json!("9110")),
        ("/fix", json!({})),
        ("/fix", json!({ "client": [] })),
        ("/fix/client/0", json!("")),
        ("/related/0/difference", json!("")),
        ("/related/0/question/ask", json!("It is the proxy.")),
        ("/related/0/question/ask", json!(format!("{}?", "x".repeat(80)))),
        ("/related/0/question/smaller", json!("x".repeat(46))),
        ("/related/0/question/larger", json!("")),
        ("/related", json!([related, related])),
        ("/fields", json!([record["fields"][0], record["fields"][0]])),
        ("/keywords/0", json!("")),
        ("/keywords", json!(["407", "407"])),
        ("/messages", json!([""])),
        ("/messages", json!(["E407", "E407"])),
        ("/clients/0/who", json!("")),
        ("/clients/0/does", json!("")),
        ("/reviewed", json!("2026-99-99")),
        ("/reviewed", json!("2026-02-30")),
    ];
    assert_refused_by_both(407, &bad);
    let (_, record) = both(494);
    let variant = &record["variants"][0];
    let bad = [
        ("/state", json!("standard")),
        ("/registration", json!("IANA")),
        ("/variants", json!([variant, variant])),
        ("/variants/0/name", json!("")),
        ("/variants/0/vendor", json!("")),
        ("/variants/0/state", json!("standard")),
        ("/variants/0/meaning", json!([])),
        ("/variants/0/source/url", json!("nope")),
    ];
    assert_refused_by_both(494, &bad);
    let bad = [("/fields/0/when", json!("always")), ("/fields/0/requirement", json!("SHOULD"))];
    assert_refused_by_both(304, &bad);
    let bad = [
        ("/retry/rule", json!("changed")),
        ("/retry", json!({ "rule": "same-later", "note": "Again." })),
    ];
    assert_refused_by_both(503, &bad);
}

#[test]
fn what_is_true_of_every_published_record_its_schema_asks() {
    let schema = published_schema();
    let (document, _) = both(407);
    for (place, bad) in [
        ("/$schema", json!("nope")),
        ("/url", json!("nope")),
        ("/license", json!("MIT")),
        ("/version", json!("x")),
        ("/version", json!("2026-13-01")),
        ("/revision", json!("2026-11-24")),
        ("/constants", json!([])),
        ("/class", json!("banana")),
        ("/unknown_as", json!("banana")),
        ("/sources/0/section", json!(null)),
        ("/sources/0/obsoleted_by", json!(null)),
        ("/caching/section", json!(null)),
        ("/constants", json!([document["constants"][0], document["constants"][0]])),
        ("/constants/0/since", json!(null)),
        ("/constants/0/language", json!(" ")),
        ("/constants/0/library", json!("")),
        ("/constants/0/expression", json!("")),
    ] {
        let changed = with(&document, place, &bad);
        assert_ne!(faults(&schema, &schema, &changed, ""), [""; 0], "{place} {bad}");
    }
}

#[test]
fn the_lists_of_all_codes_of_changes_and_of_words_fit_their_schemas_and_others_do_not() {
    let records = records();
    let changes = read(load::changes(&data().join("changes.json"), &records));
    let synonyms = read(load::synonyms(&data().join("synonyms.json")));
    let told = (1..)
        .zip(&changes)
        .map(|(id, change)| Told::new(id, change, format!("https://example.com/changes#{id}")));
    let term = ("retry".to_owned(), vec![(records[0].code, 15)]);
    let list = List {
        imprint: imprint("codes"),
        codes: records.iter().map(|record| Listed::new(record, page(record))).collect(),
    };
    let changes = Changes { imprint: imprint("changes"), changes: told.collect() };
    let index = SearchIndex {
        imprint: imprint("search"),
        about: [("terms", "What a term is.".to_owned())].into(),
        documents: records.iter().map(|record| Document::new(record, page(record))).collect(),
        stop_words: &["the"],
        synonyms: &synonyms,
        terms: [term].into(),
    };
    let at = |code: u16| records.iter().position(|record| record.code.get() == code);
    let of = |code, member: &str| format!("/codes/{}/{member}", at(code).expect("a record"));
    assert_only_good(
        published_schema_of::<List<'_>>(),
        json!(list),
        &[
            ("/license".to_owned(), json!("MIT")),
            ("/codes".to_owned(), json!([])),
            ("/codes".to_owned(), json!([list.codes[0], list.codes[0]])),
            (of(407, "class"), json!("banana")),
            (of(407, "unknown_as"), json!("banana")),
            (of(407, "unknown_as"), json!("407")),
            (of(407, "name"), json!("")),
            (of(407, "summary"), json!("")),
            (of(407, "aliases"), json!([""])),
            (of(407, "state"), json!("active")),
            (of(407, "methods"), json!("any")),
            (of(407, "retry"), json!("same-now")),
            (of(503, "retry"), json!("changed")),
            (of(503, "methods"), json!("safe")),
            (of(494, "variants"), json!([list.codes[0]])),
            (of(494, "variants/0/vendor"), json!("")),
            (of(494, "variants/0/state"), json!("standard")),
        ],
    );
    let place = |place: &str, bad: Value| (place.to_owned(), bad);
    let languages = languages();
    // What each record is held to is that of the file of its own; here it is seen that they are held at all.
    let first = records.iter().take(2).map(|record| as_published(record, &languages));
    let all = Records { imprint: imprint("records"), records: first.collect() };
    assert_only_good(
        published_schema_of::<Records<'_>>(),
        json!(all),
        &[
            place("/revision", json!("")),
            place("/records", json!([])),
            place("/records", json!([all.records[0], all.records[0]])),
            place("/records/0/class", json!("banana")),
            place("/records/1/$schema", json!("nope")),
            place("/records/1/sources/0/url", json!("nope")),
        ],
    );
    assert_only_good(
        published_schema_of::<Changes<'_>>(),
        json!(changes),
        &[
            place("/version", json!("x")),
            place("/changes", json!([])),
            place("/changes/0/id", json!(0)),
            place("/changes/0/date", json!("2026-02-30")),
            place("/changes/0/codes", json!([99])),
            place("/changes/0/codes", json!([407, 407])),
            place("/changes/0/text", json!("")),
            place("/changes/0/url", json!("nope")),
        ],
    );
    assert_only_good(
        published_schema_of::<SearchIndex<'_>>(),
        json!(index),
        &[
            place("/documents", json!([])),
            place("/documents/0/keywords", json!(["a", "a"])),
            place("/documents/0/url", json!("nope")),
            place("/stop_words", json!([])),
            place("/stop_words", json!(["the", "the"])),
            place("/synonyms", json!([])),
            place("/synonyms/0/words", json!("login")),
            place("/terms/retry", json!([[407]])),
            place("/terms/retry", json!([[99, 15]])),
            place("/terms/retry", json!([[407, 15, 1]])),
            place("/terms/retry", json!([[407, 1.5]])),
        ],
    );
}

#[test]
fn programs_are_told_of_whom_a_word_holds_and_what_it_leaves_open() {
    let (list, record) = (published_schema_of::<List<'_>>().to_value(), published_schema());
    for member in ["state", "caching", "content", "retry"] {
        for of in [&list["$defs"]["Listed"], &record] {
            let told = of["properties"][member]["description"].as_str().expect("a description");
            assert!(told.contains("in the meaning of `registration`"), "{member}: {told}");
        }
    }
    for (name, word, told) in [
        ("State", "log-only", "One of\n`variants` may be sent"),
        ("ContentRule", "forbidden", "no rule for reading"),
        ("RetryRule", "same-now", "not in TLS early data"),
    ] {
        let words = record["$defs"][name]["oneOf"].as_array().expect("words");
        let one = words.iter().find(|one| one["const"] == word).expect("the word");
        assert!(one["description"].as_str().is_some_and(|text| text.contains(told)), "{one}");
    }
}

/// Asserts that a document fits its schema, and that it does not with each of the values in its place.
fn assert_only_good(schema: schemars::Schema, good: Value, bad: &[(String, Value)]) {
    let schema = schema.to_value();
    assert_eq!(faults(&schema, &schema, &good, ""), [""; 0]);
    let further = with(&good, "/surprise", &json!("x"));
    assert_eq!(faults(&schema, &schema, &further, ""), [""; 0], "a further member");
    for (place, bad) in bad {
        let changed = with(&good, place, bad);
        assert_ne!(faults(&schema, &schema, &changed, ""), [""; 0], "{place} {bad}");
    }
}

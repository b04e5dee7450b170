//! The records against IANA's registry and against the list of unofficial codes that are met.

use facts::{Record, Registration, State, load};
use std::{collections::BTreeMap, path::Path};

/// Numbers that IANA does not list and that people meet.
const UNOFFICIAL: [u16; 37] = [
    218, 419, 420, 430, 440, 444, 449, 450, 456, 460, 463, 464, 494, 495, 496, 497, 498, 499, 509,
    520, 521, 522, 523, 524, 525, 526, 527, 529, 530, 540, 544, 546, 561, 598, 599, 783, 999,
];

#[derive(serde::Deserialize)]
struct Row {
    code: u16,
    name: String,
    state: String,
}

fn data() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../data"))
}

fn records() -> BTreeMap<u16, Record> {
    let records = load::folder(&data().join("codes")).unwrap_or_else(|problems| {
        let lines: Vec<_> = problems.iter().map(ToString::to_string).collect();
        panic!("{}", lines.join("\n"))
    });
    records.into_iter().map(|record| (record.code.get(), record)).collect()
}

fn registry() -> Vec<Row> {
    let file = data().join("registry/iana-http-status-codes.csv");
    let mut rows = csv::Reader::from_path(file).expect("the registry is there");
    rows.deserialize().map(|row| row.expect("a row of the registry")).collect()
}

#[test]
fn every_code_that_iana_lists_has_a_record_with_its_name_to_the_letter() {
    let records = records();
    for row in registry() {
        let record = records.get(&row.code).unwrap_or_else(|| panic!("{} has no record", row.code));
        assert_eq!(record.registration, Registration::Iana, "{}", row.code);
        if row.name == "(Unused)" {
            // The registry has no name for it: the record has the one that people know.
            assert_eq!(record.state, State::Reserved, "{}", row.code);
            assert!(record.meaning.plain().contains("(Unused)"), "{} says so", row.code);
        } else {
            assert_eq!(record.name, row.name, "{}", row.code);
            assert_ne!(record.state, State::Reserved, "{}", row.code);
        }
        let temporary = row.state.starts_with("TEMPORARY");
        assert_eq!(record.state == State::Temporary, temporary, "{}", row.code);
    }
}

#[test]
fn every_other_record_is_a_vendors() {
    let listed: Vec<u16> = registry().iter().map(|row| row.code).collect();
    let others: Vec<u16> = records().into_keys().filter(|code| !listed.contains(code)).collect();
    let unlisted: Vec<_> = others.iter().filter(|code| !UNOFFICIAL.contains(code)).collect();
    let lost: Vec<_> = UNOFFICIAL.iter().filter(|code| !others.contains(code)).collect();
    assert!(
        unlisted.is_empty(),
        "add {unlisted:?} to UNOFFICIAL, or to data/registry where IANA lists them"
    );
    assert!(lost.is_empty(), "take {lost:?} out of UNOFFICIAL, or give them a record");
    for (code, record) in records() {
        let is_vendors = matches!(record.registration, Registration::Vendor(_));
        assert_eq!(is_vendors, UNOFFICIAL.contains(&code), "{code}");
    }
}

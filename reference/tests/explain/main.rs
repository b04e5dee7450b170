//! What `explain` says to each input of the corpus: exactly the codes and the findings of
//! `expect.json`, no more and no fewer.

use reference::explain::{FindingId, explain};
use serde::Deserialize;
use std::{collections::BTreeMap, fs, path::Path};

/// What is expected of an input.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    /// Where the input is from: the tool and the server, or the section.
    from: String,
    /// The code of each response, in order.
    codes: Vec<String>,
    /// Every finding, of all responses and of the whole, sorted, each once.
    findings: Vec<String>,
}

fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/explain"))
}

fn expectations() -> BTreeMap<String, Expected> {
    let text = fs::read_to_string(folder().join("expect.json")).expect("expect.json");
    serde_json::from_str(&text).expect("expect.json is as Expected")
}

fn input(name: &str) -> String {
    let path = folder().join("corpus").join(format!("{name}.txt"));
    let bytes = fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    String::from_utf8_lossy(&bytes).into_owned()
}

#[test]
fn every_input_is_read_and_judged_as_expected() {
    let mut wrong = String::new();
    for (name, expected) in expectations() {
        let report = explain(&input(&name));
        let codes: Vec<String> = report.responses.iter().map(|r| r.code.to_string()).collect();
        let mut findings: Vec<String> =
            report.all_findings().map(|finding| finding.id.to_string()).collect();
        findings.sort();
        findings.dedup();
        if codes != expected.codes || findings != expected.findings {
            let Expected { from, codes: want_codes, findings: want } = expected;
            wrong += &format!(
                "{name} ({from})\n  codes    {codes:?}\n  expected {want_codes:?}\n  findings {findings:?}\n  expected {want:?}\n"
            );
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn every_kind_of_finding_is_in_the_corpus() {
    let expected: Vec<String> =
        expectations().into_values().flat_map(|expected| expected.findings).collect();
    let missing: Vec<&str> = FindingId::ALL
        .iter()
        .map(|id| id.name())
        .filter(|name| !expected.iter().any(|found| found == name))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn every_input_has_an_expectation() {
    let names = expectations();
    for file in fs::read_dir(folder().join("corpus")).expect("the corpus") {
        let path = file.expect("a file").path();
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let is_input = path.extension().is_some_and(|ending| ending == "txt");
        assert!(!is_input || names.contains_key(&name), "{name} is not in expect.json");
    }
}

//! The constants of `data/languages.json` against the snapshots of the real libraries in
//! `data/constants/`, which `cargo xtask constants` refreshes.

use facts::{Expression, Language, Snapshot, StatusCode, load};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// The names of a number that the library does not call deprecated.
fn live(snapshot: &Snapshot, code: StatusCode) -> Vec<&str> {
    let names = snapshot.constants.get(&code).into_iter().flatten().map(String::as_str);
    names.filter(|name| !snapshot.deprecated.contains(*name)).collect()
}

/// The words by which the names of a number can be told apart, the one in force first: what RFC 9110
/// says, then what older documents said. Names are compared as small letters alone.
const AGES: [(u16, &[&str]); 8] = [
    (103, &["earlyhints", "checkpoint"]),
    (302, &["found", "movedtemp"]),
    (308, &["permanent", "resume"]),
    (413, &["content", "payload", "entity"]),
    (414, &["uri", "requesturi"]),
    (416, &["range", "requestrange", "requestedrange"]),
    (422, &["content", "entity"]),
    (425, &["tooearly", "unordered"]),
];

/// The place of a name's words in a row of [`AGES`], 0 for those in force; `None` for other words.
fn age(name: &str, words: &[&str]) -> Option<usize> {
    // A longer, older word may hold a newer one: `requesturi`.
    words.iter().rposition(|word| letters(name).contains(word))
}

/// The letters of a name, all small.
fn letters(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphabetic).collect::<String>().to_ascii_lowercase()
}

fn data() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../data"))
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

fn files(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(data().join(folder)).expect("the folder is there");
    let mut files: Vec<_> = entries.map(|entry| entry.expect("it can be listed").path()).collect();
    files.sort();
    files
}

fn languages() -> Vec<Language> {
    load::languages(&data().join("languages.json")).unwrap_or_else(|problems| {
        let lines: Vec<_> = problems.iter().map(ToString::to_string).collect();
        panic!("{}", lines.join("\n"))
    })
}

fn snapshots() -> BTreeMap<String, Snapshot> {
    load::snapshots(&data().join("constants")).unwrap_or_else(|problems| {
        let lines: Vec<_> = problems.iter().map(ToString::to_string).collect();
        panic!("{}", lines.join("\n"))
    })
}

/// The languages that have a snapshot, each with it.
fn verified() -> Vec<(Language, Snapshot)> {
    let mut snapshots = snapshots();
    let with = |language: Language| {
        let name = language.snapshot.clone()?;
        let snapshot = snapshots.remove(&name);
        let snapshot = snapshot.unwrap_or_else(|| panic!("{name}.json: missing or used twice"));
        Some((language, snapshot))
    };
    languages().into_iter().filter_map(with).collect()
}

/// Whether an expression is the name with what it is a member of before it, `StatusCode::`, `:`.
fn is_of(expression: &str, name: &str) -> bool {
    expression
        .strip_suffix(name)
        .is_some_and(|before| !before.ends_with(|c: char| c.is_alphanumeric() || c == '_'))
}

#[test]
fn there_are_at_least_twelve_languages_and_ten_of_them_verified() {
    assert!(languages().len() >= 12, "{} languages", languages().len());
    assert!(verified().len() >= 10, "{} verified", verified().len());
}

#[test]
fn every_snapshot_is_used_and_says_what_it_is_of() {
    let used: BTreeSet<_> = languages().into_iter().filter_map(|one| one.snapshot).collect();
    for (name, snapshot) in snapshots() {
        assert!(used.contains(&name), "no language has the snapshot {name}");
        for text in [snapshot.library, snapshot.package, snapshot.version] {
            assert!(!text.is_empty(), "{name}");
        }
        let known: BTreeSet<_> = snapshot.constants.values().flatten().collect();
        let lost = snapshot.deprecated.iter().find(|name| !known.contains(name));
        assert_eq!(lost, None, "{name}: deprecated, but no constant");
    }
}

#[test]
fn every_constant_of_a_verified_language_is_of_the_library_or_of_a_newer_release() {
    for (language, snapshot) in verified() {
        let mut is_newer = false;
        for (code, expression) in &language.constants {
            let names = snapshot.constants.get(code).cloned().unwrap_or_default();
            let name = names.iter().find(|name| is_of(expression, name));
            let at = format!("{}, {code}: {expression}, not one of {names:?}", language.id);
            let Some(name) = name else {
                assert!(language.since.contains_key(code), "of no release; {at}");
                is_newer = true;
                continue;
            };
            let live = live(&snapshot, *code);
            assert!(live.is_empty() || live.contains(&name.as_str()), "deprecated; {at}");
        }
        let read = language.read.is_some();
        assert_eq!(read, is_newer, "{}: read where the snapshot lacks a constant", language.id);
    }
}

#[test]
fn no_constant_that_the_library_has_is_missing() {
    let coded = |file: &PathBuf| StatusCode::parse(&stem(file)).expect("a file a code");
    let records: BTreeSet<_> = files("codes").iter().map(coded).collect();
    for (language, snapshot) in verified() {
        for code in snapshot.constants.keys().filter(|code| records.contains(code)) {
            let live = live(&snapshot, *code);
            let missing = !live.is_empty() && !language.constants.contains_key(code);
            assert!(!missing, "{} lacks {code}: {live:?}", language.id);
        }
    }
}

#[test]
fn a_constant_that_only_has_deprecated_names_counts_where_one_is_the_codes() {
    let records = load::folder(&data().join("codes")).expect("the records keep their rules");
    for (language, snapshot) in verified() {
        for record in &records {
            let Some(names) = snapshot.constants.get(&record.code) else { continue };
            if live(&snapshot, record.code).is_empty() {
                let is_its = names.iter().any(|name| letters(name) == letters(&record.name));
                let counts = language.constants.contains_key(&record.code);
                assert_eq!(counts, is_its, "{}, {}: {names:?}", language.id, record.code);
            }
        }
    }
}

#[test]
fn no_name_is_outdated_where_the_library_has_a_newer_one() {
    for (language, snapshot) in verified() {
        for (number, words) in AGES {
            let code = StatusCode::new(number).expect("within 100 to 999");
            let Expression::Constant(expression) = language.expression(code) else { continue };
            let newest =
                live(&snapshot, code).into_iter().filter_map(|name| age(name, words)).min();
            let Some(newest) = newest else { continue };
            let chosen = age(expression, words);
            let outdated = chosen.is_none_or(|chosen| chosen > newest);
            assert!(
                !outdated,
                "{}, {code}: {expression}, of {:?}",
                language.id,
                live(&snapshot, code)
            );
        }
    }
}

#[test]
fn a_name_is_told_from_its_lookalikes() {
    assert!(is_of("StatusCode::NOT_FOUND", "NOT_FOUND"));
    assert!(is_of("HTTP_NOT_FOUND", "HTTP_NOT_FOUND"));
    assert!(!is_of("Response::HTTP_NOT_FOUND", "NOT_FOUND"));
    let row = |number| AGES.iter().find(|row| row.0 == number).expect("a row").1;
    assert_eq!(age("URI_TOO_LONG", row(414)), Some(0));
    assert_eq!(age("StatusRequestURITooLong", row(414)), Some(1));
    assert_eq!(age("HttpStatusCode.PayloadTooLarge", row(413)), Some(1));
    assert_eq!(age("HttpStatusCode.Redirect", row(302)), None);
}

#[test]
fn what_breaks_a_rule_is_refused_with_its_place() {
    let good: serde_json::Value = {
        let text = fs::read_to_string(data().join("languages.json")).expect("it can be read");
        serde_json::from_str(&text).expect("it is JSON")
    };
    let refused = |change: &dyn Fn(&mut serde_json::Value)| {
        let mut changed = good.clone();
        change(&mut changed);
        let folder = tempfile::tempdir().expect("a folder for the test");
        let file = folder.path().join("languages.json");
        fs::write(&file, changed.to_string()).expect("it can be written");
        let problems = load::languages(&file).err().unwrap_or_default();
        problems.iter().map(|one| format!("{}: {}", one.field, one.reason)).collect::<String>()
    };
    assert_eq!(refused(&|_| {}), "");
    assert_eq!(
        refused(&|all| *all = serde_json::json!([])),
        ": is empty: every code has its constants"
    );
    for (change, reason) in [
        (("id", "python-http".into()), "[2].id: is another language's too"),
        (("id", "Rust http".into()), "[0].id: is made of small letters"),
        (("how", "".into()), "[0].how: is empty"),
        (("otherwise", "404".into()), "[0].otherwise: must have {code}"),
        (("source", "http://a.example/".into()), "[0].source: must start with https://"),
        (("snapshot", serde_json::Value::Null), "[0].read: is missing"),
        (("since", serde_json::json!({"404": ""})), "[0].since.404: is empty"),
        (("since", serde_json::json!({"466": "1.0"})), "[0].since.466: has no constant"),
        (("constants", serde_json::json!({})), "[0].constants: is empty"),
        (("constants", serde_json::json!({"404": ""})), "[0].constants.404: is empty"),
        (("constants", serde_json::json!({"99": "A"})), "100 to 999"),
        (("constant", "".into()), "unknown field `constant`"),
    ] {
        let problems = refused(&|all| all[0][change.0] = change.1.clone());
        assert!(problems.contains(reason), "expected {reason}, got {problems}");
    }
}

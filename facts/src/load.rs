//! Reads the files of `data/` (records, changes, languages with their snapshots, guide, messages, queries, synonyms),
//! and says what is wrong with a bad one: file, field, reason.

use crate::{
    Change, Guide, Language, Messages, Queries, Record, Snapshot, StatusCode, Synonyms, change,
    guide, language, messages, queries, rules, synonyms,
};
use serde::de::DeserializeOwned;
use std::{
    collections::BTreeMap,
    fmt, fs, io,
    path::{Path, PathBuf},
};

/// What is wrong with a file, and where.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    /// The file.
    pub file: PathBuf,
    /// The path of the member in the file, `sources[0].url`; empty where it is about the whole file.
    pub field: String,
    /// What is wrong and what would be right.
    pub reason: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.file.display())?;
        if !self.field.is_empty() {
            write!(f, "{}: ", self.field)?;
        }
        f.write_str(&self.reason)
    }
}

/// Every record of a folder, sorted by number.
///
/// # Errors
/// Every problem of every file, so that one run shows all there is to mend.
pub fn folder(dir: &Path) -> Result<Vec<Record>, Vec<Problem>> {
    let files = json_files(dir)?;
    if files.is_empty() {
        let reason = "holds no record; expected files such as 404.json".to_owned();
        return Err(located(dir, vec![(String::new(), reason)]));
    }
    let mut problems = Vec::new();
    let mut records = BTreeMap::new();
    for file in files {
        match file_record(&file) {
            Ok(record) => {
                records.insert(record.code, (file, record));
            }
            Err(found) => problems.extend(found),
        }
    }
    let known: Vec<StatusCode> = records.keys().copied().collect();
    // A file that could not be read is no reason to call links to it broken.
    if problems.is_empty() {
        for (file, record) in records.values() {
            problems.extend(located(file, rules::check_links(record, &known)));
        }
    }
    if problems.is_empty() {
        Ok(records.into_values().map(|(_, record)| record).collect())
    } else {
        Err(problems)
    }
}

/// The record of one file, held to every rule that needs no other file.
///
/// # Errors
/// The first problem of its form (JSON syntax, an unknown or missing member, a wrong type), or every
/// rule that it breaks.
pub fn file_record(file: &Path) -> Result<Record, Vec<Problem>> {
    let stem = file.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    read(file, |record: &Record| {
        let code = record.code;
        let is_named = StatusCode::parse(stem) == Some(code);
        let other =
            || format!("is {code}, but the file is named {stem}.json: they must be the same");
        let misnamed = (!is_named).then(|| ("code".to_owned(), other()));
        misnamed.into_iter().chain(rules::check(record)).collect()
    })
}

/// The changes of the facts, newest first, held to their rules and to the records that they name.
///
/// # Errors
/// What is wrong with the file: its form, or every rule that it breaks.
pub fn changes(file: &Path, records: &[Record]) -> Result<Vec<Change>, Vec<Problem>> {
    read(file, |changes: &Vec<_>| change::check(changes, records))
}

/// The languages and their constants, in the order of the file.
///
/// # Errors
/// What is wrong with the file: its form, or every rule that it breaks.
pub fn languages(file: &Path) -> Result<Vec<Language>, Vec<Problem>> {
    read(file, |languages: &Vec<_>| language::check(languages))
}

/// The guide, held to its rules and to the records that its ends name.
///
/// # Errors
/// What is wrong with the file: its form, or every rule that it breaks.
pub fn guide(file: &Path, records: &[Record]) -> Result<Guide, Vec<Problem>> {
    read(file, |guide| guide::check(guide, records))
}

/// What software says with a code beyond the messages of the records, held to its rules and to them.
///
/// # Errors
/// What is wrong with the file: its form, or every rule that it breaks.
pub fn messages(file: &Path, records: &[Record]) -> Result<Messages, Vec<Problem>> {
    read(file, |messages| messages::check(messages, records))
}

/// What people type for each code, held to its rules and to the records.
///
/// # Errors
/// What is wrong with the file: its form, or every rule that it breaks.
pub fn queries(file: &Path, records: &[Record]) -> Result<Queries, Vec<Problem>> {
    read(file, |queries| queries::check(queries, records))
}

/// The words that mean the same, in the order of the file.
///
/// # Errors
/// What is wrong with the file: its form, or every rule that it breaks.
pub fn synonyms(file: &Path) -> Result<Vec<Synonyms>, Vec<Problem>> {
    read(file, |groups: &Vec<_>| synonyms::check(groups))
}

/// What a file holds, held to the rules of `check`.
fn read<T: DeserializeOwned>(
    file: &Path,
    check: impl FnOnce(&T) -> Vec<rules::Broken>,
) -> Result<T, Vec<Problem>> {
    let bytes = fs::read(file).map_err(|error| unreadable(file, &error))?;
    let value = text_of(&bytes)
        .map_err(|reason| (String::new(), reason))
        .and_then(parse)
        .map_err(|broken| located(file, vec![broken]))?;
    let broken = check(&value);
    if broken.is_empty() { Ok(value) } else { Err(located(file, broken)) }
}

/// What the libraries have that languages are verified against, by the name of the file.
///
/// # Errors
/// The folder cannot be read, or what is wrong with the form of a file.
pub fn snapshots(dir: &Path) -> Result<BTreeMap<String, Snapshot>, Vec<Problem>> {
    let mut snapshots = BTreeMap::new();
    for file in json_files(dir)? {
        let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        snapshots.insert(name, read(&file, |_: &Snapshot| Vec::new())?);
    }
    Ok(snapshots)
}

/// The files of a folder that hold JSON, in order: systems leave others there, such as `.DS_Store`.
fn json_files(dir: &Path) -> Result<Vec<PathBuf>, Vec<Problem>> {
    let entries = fs::read_dir(dir).map_err(|error| unreadable(dir, &error))?;
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|ext| ext == "json"))
        .collect();
    files.sort();
    Ok(files)
}

/// The text of a file; what is wrong with it where JSON has nothing to say of that, or nothing that helps.
fn text_of(bytes: &[u8]) -> Result<&str, String> {
    let text = str::from_utf8(bytes).map_err(|error| {
        let before = &bytes[..error.valid_up_to()];
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        format!("is not UTF-8 at line {line}: save it in that encoding")
    })?;
    if text.trim().is_empty() {
        return Err("is an empty file".to_owned());
    }
    if text.starts_with('\u{feff}') {
        return Err("begins with a byte order mark: save it as UTF-8 without one".to_owned());
    }
    Ok(text)
}

/// What the reader calls a type, and what JSON and whoever edits it call it. The only numbers that a file
/// has are status codes.
const TYPES: [(&str, &str); 6] = [
    ("expected u16", "expected a number, 100 to 999"),
    ("expected a sequence", "expected a list"),
    ("expected a map", "expected an object"),
    ("expected struct ", "expected the object "),
    ("invalid type: sequence", "invalid type: a list"),
    ("invalid type: map", "invalid type: an object"),
];

/// A value from JSON text; on failure the path of the member and the reason.
///
/// # Errors
/// The path of the member that does not fit and what is wrong with it, with line and column.
pub fn parse<T: DeserializeOwned>(text: &str) -> Result<T, (String, String)> {
    let mut json = serde_json::Deserializer::from_str(text);
    let value = serde_path_to_error::deserialize(&mut json).map_err(|error| {
        // A `.` is the whole file, a `?` a member that was not read.
        let field = error.path().to_string().trim_end_matches(['.', '?']).to_owned();
        let reason = error.into_inner().to_string();
        (field, TYPES.iter().fold(reason, |reason, (reader, json)| reason.replace(reader, json)))
    })?;
    json.end().map_err(|error| (String::new(), error.to_string()))?;
    Ok(value)
}

fn unreadable(file: &Path, error: &io::Error) -> Vec<Problem> {
    located(file, vec![(String::new(), format!("cannot be read: {error}"))])
}

fn located(file: &Path, broken: Vec<rules::Broken>) -> Vec<Problem> {
    broken
        .into_iter()
        .map(|(field, reason)| Problem { file: file.to_owned(), field, reason })
        .collect()
}

//! The records held against the rules, and the JSON Schema that editors hold them against.

use crate::{
    number::thousands,
    process::{command, root, run as run_command, say},
};
use anyhow::{Context, Result, bail};
use facts::{
    Guide, Record, StatusCode,
    load::{self, Problem},
    schema_of,
};
use serde_json::Value;
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Has cargo run the build script of `reference`.
const CHECK_REFERENCE: [&str; 5] = ["check", "--quiet", "--locked", "--package", "reference"];

/// Checks the records given, by file or by number, or all that is in `data/`.
///
/// # Errors
/// A record breaks a rule, or no query could mean a phrase of the synonyms; each place and reason has been printed.
pub fn run(given: &[PathBuf]) -> Result<()> {
    let checked = if given.is_empty() { all(&root().join("data")) } else { each(given) };
    match checked {
        Ok(records) => {
            let words = thousands(records.iter().map(words).sum::<Result<usize>>()?);
            if given.is_empty() {
                // Which phrases a query could mean is known where the index is built.
                run_command(command("cargo").args(CHECK_REFERENCE))?;
            }
            let hold = match (given.len(), records.len()) {
                (0, _) => "all rules hold",
                (_, 1) => "its own rules hold; links are checked without a file",
                _ => "their own rules hold; links are checked without a file",
            };
            let records = match records.len() {
                1 => "1 record".to_owned(),
                many => format!("{} records", thousands(many)),
            };
            println!("{records}, {words} words: {hold}");
            Ok(())
        }
        Err(problems) => {
            for problem in &problems {
                println!("{problem}");
            }
            bail!("{} to mend", thousands(problems.len()))
        }
    }
}

/// All that the build reads.
fn all(data: &Path) -> Result<Vec<Record>, Vec<Problem>> {
    let records = load::folder(&data.join("codes"));
    let known = records.as_ref().ok();
    let guide = known.map(|records| load::guide(&data.join("guide.json"), records));
    let queries = known.map(|records| load::queries(&data.join("queries.json"), records));
    let messages = known.map(|records| load::messages(&data.join("messages.json"), records));
    let changes = known.map(|records| load::changes(&data.join("changes.json"), records));
    let beside = [
        guide.and_then(Result::err),
        queries.and_then(Result::err),
        messages.and_then(Result::err),
        changes.and_then(Result::err),
        load::languages(&data.join("languages.json")).err(),
        load::snapshots(&data.join("constants")).err(),
        load::synonyms(&data.join("synonyms.json")).err(),
    ];
    let problems: Vec<_> = beside.into_iter().flatten().flatten().collect();
    match records {
        Ok(records) if problems.is_empty() => Ok(records),
        found => Err(found.err().into_iter().flatten().chain(problems).map(shorter).collect()),
    }
}

/// The records given, each held to its own rules.
fn each(given: &[PathBuf]) -> Result<Vec<Record>, Vec<Problem>> {
    let mut records = Vec::new();
    let mut problems = Vec::new();
    for given in given {
        match file_of(given).and_then(|file| load::file_record(&file)) {
            Ok(record) => records.push(record),
            Err(found) => problems.extend(found.into_iter().map(shorter)),
        }
    }
    if problems.is_empty() { Ok(records) } else { Err(problems) }
}

/// The file of the record that is meant: it is given itself, or by its number.
fn file_of(given: &Path) -> Result<PathBuf, Vec<Problem>> {
    let name = given.file_stem().and_then(|name| name.to_str());
    match name.and_then(StatusCode::parse) {
        Some(code) if given.as_os_str().len() == 3 => {
            Ok(root().join(format!("data/codes/{code}.json")))
        }
        Some(_) => Ok(given.to_owned()),
        None => {
            let reason = "is no file of a record, such as data/codes/407.json: `cargo xtask check` \
                          without files checks all of data/";
            let (file, field) = (given.to_owned(), String::new());
            Err(vec![Problem { file, field, reason: reason.to_owned() }])
        }
    }
}

/// The problem with its file as it is called from the project's folder.
fn shorter(problem: Problem) -> Problem {
    match problem.file.strip_prefix(root()) {
        Ok(file) => Problem { file: file.to_owned(), ..problem },
        Err(_) => problem,
    }
}

/// The number of words in all the texts of a record.
fn words(record: &Record) -> Result<usize> {
    Ok(words_in(&serde_json::to_value(record)?))
}

fn words_in(value: &Value) -> usize {
    match value {
        Value::String(text) => text.split_whitespace().count(),
        Value::Array(items) => items.iter().map(words_in).sum(),
        Value::Object(members) => members.values().map(words_in).sum(),
        _ => 0,
    }
}

/// The files of `data/schema/`, each with its text.
fn schemas() -> Result<[(PathBuf, String); 2]> {
    let folder = root().join("data/schema");
    let text = |schema: schemars::Schema| -> Result<String> {
        Ok(serde_json::to_string_pretty(&schema)? + "\n")
    };
    Ok([
        (folder.join("code.json"), text(schema_of::<Record>())?),
        (folder.join("guide.json"), text(schema_of::<Guide>())?),
    ])
}

/// Writes the JSON Schemas of a record and of the guide.
///
/// # Errors
/// A file cannot be written.
pub fn write_schemas() -> Result<()> {
    for (file, text) in schemas()? {
        fs::write(&file, text).with_context(|| format!("cannot write {}", file.display()))?;
        say(format!("wrote {}", file.strip_prefix(root()).unwrap_or(&file).display()));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{env, process};

    #[test]
    fn the_committed_schemas_are_those_of_the_types() -> Result<()> {
        for (file, text) in schemas()? {
            let committed = fs::read_to_string(&file)?.replace("\r\n", "\n");
            let file = file.display();
            assert!(committed == text, "{file} differs from its type: run `cargo xtask schema`");
        }
        Ok(())
    }

    #[test]
    fn every_part_of_the_data_is_read() -> Result<()> {
        let copy = env::temp_dir().join(format!("data-{}", process::id()));
        for folder in ["", "codes", "constants"] {
            fs::create_dir_all(copy.join(folder))?;
            for entry in fs::read_dir(root().join("data").join(folder))? {
                let file = entry?.path();
                if file.is_file() {
                    let name = file.file_name().context("a file has a name")?;
                    fs::copy(&file, copy.join(folder).join(name))?;
                }
            }
        }
        assert_eq!(all(&copy).err(), None, "the copy is whole");
        for part in [
            "codes/407.json",
            "languages.json",
            "guide.json",
            "queries.json",
            "messages.json",
            "synonyms.json",
            "changes.json",
            "constants/rust-http.json",
        ] {
            let file = copy.join(part);
            let whole = fs::read(&file)?;
            fs::write(&file, "{")?;
            let problems = all(&copy).err().unwrap_or_default();
            let named: Vec<_> = problems.iter().map(|problem| &problem.file).collect();
            assert_eq!(named, [&file], "{problems:#?}");
            fs::write(&file, whole)?;
        }
        fs::remove_dir_all(&copy)?;
        Ok(())
    }

    #[test]
    fn a_record_is_given_by_its_file_or_its_number_and_nothing_else_is() {
        let file = root().join("data/codes/407.json");
        for given in [Path::new("407"), &file] {
            let records = each(&[given.to_owned()]).expect("it keeps its rules");
            assert_eq!(records[0].code.get(), 407);
        }
        for other in ["data/guide.json", "data/codes", "40", "4007"] {
            let problems = each(&[other.into()]).expect_err("no record");
            assert!(problems[0].reason.contains("without files"), "{other}: {problems:#?}");
        }
    }

    #[test]
    fn the_words_of_all_texts_are_counted() {
        let value = serde_json::json!({"a": "two words", "b": [1, true, "one", ["and two"]]});
        assert_eq!(words_in(&value), 5);
    }
}

//! The records held against the rules, and the JSON Schema that editors hold them against.

use crate::{
    number::thousands,
    process::{command, root, run as run_command, say},
};
use anyhow::{Context, Result, bail};
use facts::{
    Guide, Record,
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

/// Checks the records given, or all that is in `data/`.
///
/// # Errors
/// A record breaks a rule, or no query could mean a phrase of the synonyms; each place and reason has been printed.
pub fn run(files: &[PathBuf]) -> Result<()> {
    let checked = if files.is_empty() { all(&root().join("data")) } else { each(files) };
    match checked {
        Ok(records) => {
            let words = records.iter().map(words).sum::<Result<usize>>()?;
            let (records, words) = (thousands(records.len()), thousands(words));
            if files.is_empty() {
                // Which phrases a query could mean is known where the index is built.
                run_command(command("cargo").args(CHECK_REFERENCE))?;
            }
            println!("{records} records, {words} words: all rules hold");
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
    let shorter = |problem: Problem| match problem.file.strip_prefix(root()) {
        Ok(file) => Problem { file: file.to_owned(), ..problem },
        Err(_) => problem,
    };
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

fn each(files: &[PathBuf]) -> Result<Vec<Record>, Vec<Problem>> {
    let mut records = Vec::new();
    let mut problems = Vec::new();
    for file in files {
        match load::file_record(file) {
            Ok(record) => records.push(record),
            Err(found) => problems.extend(found),
        }
    }
    if problems.is_empty() { Ok(records) } else { Err(problems) }
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
    fn every_part_of_the_data_is_read() {
        let problems = all(&root().join("no such folder")).expect_err("nothing is there");
        let told: Vec<_> = problems.iter().map(ToString::to_string).collect();
        // Guide, queries, messages and changes are held to the records, once there are any.
        for part in ["codes", "languages.json", "constants", "synonyms.json"] {
            assert!(told.iter().any(|problem| problem.contains(part)), "{part}: {told:#?}");
        }
    }

    #[test]
    fn the_words_of_all_texts_are_counted() {
        let value = serde_json::json!({"a": "two words", "b": [1, true, "one", ["and two"]]});
        assert_eq!(words_in(&value), 5);
    }
}

//! `cargo xtask bench growth`: what more records would cost a build, tried on synthetic ones. How the
//! search grows is measured by `cargo xtask bench search`.

use crate::{number::thousands, process::root};
use anyhow::{Context, Result, anyhow};
use facts::{Record, Registration, load};
use std::{
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
    time::Instant,
};

/// How many records are tried; each count is rounded up to whole copies of all that there are.
const COUNTS: [usize; 3] = [1, 1_000, 10_000];

/// How many numbers of three digits there are, from 100 on: no folder can hold more records.
const NUMBERS: usize = 900;

/// What stands before a number of bytes, which is no code.
const LENGTH: [&str; 2] = ["Content-Length: ", "content-length: "];

/// Prints a row for each count of records: the time to read them and hold them to every rule, the size of
/// the files, and of the words that the browser's program would hold.
///
/// # Errors
/// The records cannot be read, or a synthetic one breaks a rule.
pub fn run() -> Result<()> {
    let originals = originals()?;
    let folder = root().join("target/bench-growth");
    println!(
        "{:<10}{:>9}{:>12}{:>14}{:>14}{:>18}",
        "records", "folders", "check, ms", "a record, ms", "files, kB", "in program, kB"
    );
    for count in COUNTS {
        let folders = write(&originals, count, &folder)?;
        let start = Instant::now();
        let mut records = Vec::new();
        for folder in &folders {
            records.extend(load::folder(folder).map_err(|problems| {
                anyhow!("a synthetic record breaks a rule: {}", problems[0])
            })?);
        }
        let time = start.elapsed().as_secs_f64() * 1e3;
        let kept: usize = records.iter().map(in_program).sum();
        println!(
            "{:<10}{:>9}{time:>12.0}{:>14.2}{:>14}{:>18}",
            thousands(records.len()),
            folders.len(),
            time / records.len() as f64,
            thousands(size(&folders)? / 1000),
            thousands(kept / 1000),
        );
    }
    println!(
        "\nSynthetic records are copies of those in data/codes with other numbers. A number has three \
         digits: beyond\n{NUMBERS} records they stand in several folders, each checked on its own. What \
         copies come to after brotli would\nsay nothing of new words, so sizes are before it."
    );
    Ok(fs::remove_dir_all(folder)?)
}

/// The records of `data/codes` as they are on disk, with their numbers, in order.
fn originals() -> Result<Vec<(usize, String)>> {
    let folder = root().join("data/codes");
    let records = load::folder(&folder).map_err(|problems| anyhow!("{}", problems[0]))?;
    let read = |record: &Record| {
        let text = fs::read_to_string(folder.join(format!("{}.json", record.code)))?;
        Ok((usize::from(record.code.get()), text))
    };
    records.iter().map(read).collect()
}

/// Writes at least so many records below a folder, in whole copies of the originals, and returns the folders
/// that hold some.
fn write(originals: &[(usize, String)], count: usize, folder: &Path) -> Result<Vec<PathBuf>> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    let in_folder = NUMBERS / originals.len();
    let mut folders = Vec::new();
    for copy in 0..count.div_ceil(originals.len()) {
        let part = folder.join((copy / in_folder).to_string());
        if copy % in_folder == 0 {
            fs::create_dir_all(&part)?;
            folders.push(part.clone());
        }
        // In the order of the originals, so that who is the smaller of a pair stays so.
        let first = 100 + copy % in_folder * originals.len();
        let numbers: HashMap<usize, usize> =
            originals.iter().enumerate().map(|(at, (code, _))| (*code, first + at)).collect();
        for (code, text) in originals {
            let name = numbers.get(code).context("a record without a number")?;
            let mut text = renumbered(text, &numbers);
            if let Some(multi) = numbers.get(&207).filter(|multi| *multi != name) {
                // The rules know 207 as the response that carries other statuses.
                text = text.replace(&format!("HTTP/1.1 {multi} "), "HTTP/1.1 207 ");
            }
            if let Some(ok) = numbers.get(&200) {
                // The condition of a field is called so, whatever number the code has.
                text = text.replace(&format!("\"in-{ok}\""), "\"in-200\"");
            }
            fs::write(part.join(format!("{name}.json")), text)?;
        }
    }
    Ok(folders)
}

/// The text with other numbers for codes, wherever one stands alone and not in a longer number such as
/// that of a section.
fn renumbered(text: &str, numbers: &HashMap<usize, usize>) -> String {
    let mut written = String::new();
    for part in text.split_inclusive(|c: char| !c.is_ascii_digit() && c != '.') {
        let digits = part.trim_end_matches(|c: char| !c.is_ascii_digit());
        let is_length = LENGTH.iter().any(|name| written.ends_with(name));
        match digits.parse().ok().and_then(|code: usize| numbers.get(&code)) {
            Some(number) if !is_length => {
                written.push_str(&format!("{number}{}", &part[digits.len()..]))
            }
            _ => written.push_str(part),
        }
    }
    written
}

/// The bytes of the words that the program holds of a record: the texts of an `Entry`.
fn in_program(record: &Record) -> usize {
    let aliases: usize = record.aliases.iter().map(|alias| alias.name.len() + 1).sum();
    let fields: usize = record.fields.iter().map(|field| field.name.len() + 1).sum();
    let vendor = match &record.registration {
        Registration::Vendor(name) => name.len(),
        Registration::Iana => 0,
    };
    record.name.len() + record.summary.to_string().len() + aliases + fields + vendor
}

/// The bytes of all files in the folders.
fn size(folders: &[PathBuf]) -> Result<usize> {
    let mut bytes = 0;
    for folder in folders {
        for entry in fs::read_dir(folder)? {
            bytes += entry?.metadata()?.len() as usize;
        }
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_that_stands_alone_becomes_another() {
        let numbers = HashMap::from([(404, 100), (401, 99)]);
        let text = "HTTP/1.1 404 Not Found, §15.404 of 1404, [401], \"code\":404. 404, Content-Length: 404";
        let with =
            "HTTP/1.1 100 Not Found, §15.404 of 1404, [99], \"code\":100. 100, Content-Length: 404";
        assert_eq!(renumbered(text, &numbers), with);
    }
}

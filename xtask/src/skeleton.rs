//! The skeleton of a new record: every member in its place, every text still to be written.

use crate::process::{root, say};
use anyhow::{Context, Result, ensure};
use facts::{Class, Date, StatusCode};
use std::{fs, time::SystemTime};

/// Writes `data/codes/NNN.json`. The rules refuse it until each empty text is filled, and
/// `cargo xtask check` says which those are.
///
/// # Errors
/// The number is none, or has a record.
pub fn write(number: u16) -> Result<()> {
    let code = StatusCode::try_from(number)?;
    let shown = format!("data/codes/{code}.json");
    let file = root().join(&shown);
    ensure!(!file.exists(), "{shown} is there: change that");
    fs::write(&file, skeleton(code, &today()?))
        .with_context(|| format!("cannot write {shown}: may this user write there?"))?;
    say(format!("{shown} written; fill it in, then run `cargo xtask check`"));
    Ok(())
}

/// The day by the calendar of UTC.
fn today() -> Result<Date> {
    let seconds = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH)?.as_secs();
    day(usize::try_from(seconds / (24 * 60 * 60))?).context("the clock is beyond the calendar")
}

/// The day that is so many days after 1 January 1970: [`Date`] knows which texts are days.
fn day(number: usize) -> Option<Date> {
    let months = (1970..=9999).flat_map(|year| (1..=12).map(move |month| (year, month)));
    let texts = months
        .flat_map(|(year, month)| (1..=31).map(move |day| format!("{year}-{month:02}-{day:02}")));
    texts.filter_map(|text| Date::parse(&text)).nth(number)
}

fn skeleton(code: StatusCode, reviewed: &Date) -> String {
    let reviewed = reviewed.as_str();
    let turn = match code.class() {
        Class::ClientError => "client",
        Class::ServerError | Class::Other => "server",
        _ => "nobody",
    };
    // An interim response has no content and needs no date (RFC 9110 §6.6.1).
    let lines = match code.class() {
        Class::Informational => "",
        _ => r#", "Date: Tue, 24 Nov 2026 09:30:00 GMT", "Content-Length: 0""#,
    };
    format!(
        r#"{{
  "$schema": "../schema/code.json",
  "code": {code},
  "name": "",
  "aliases": [],
  "registration": "",
  "state": "active",
  "turn": "{turn}",
  "summary": "",
  "meaning": [""],
  "when_to_use": [""],
  "example": [""],
  "when_not_to_use": [""],
  "sources": [{{ "document": "", "section": "", "title": "", "url": "" }}],
  "exchange": {{
    "parties": [
      {{ "id": "client", "role": "client", "name": "" }},
      {{ "id": "origin", "role": "origin-server", "name": "" }}
    ],
    "steps": [
      {{ "message": {{ "from": "client", "to": "origin", "head": ["GET / HTTP/1.1", "Host: "] }} }},
      {{ "message": {{ "from": "origin", "to": "client", "head": ["HTTP/1.1 {code} "{lines}] }} }}
    ]
  }},
  "caching": {{ "rule": "explicit", "note": "", "section": "RFC 9111 §3" }},
  "content": {{ "rule": "allowed", "note": "" }},
  "retry": {{ "rule": "changed", "note": "" }},
  "fields": [],
  "fix": {{ "client": [""], "server": [""], "intermediary": [] }},
  "related": [],
  "keywords": [],
  "messages": [],
  "variants": [],
  "clients": [],
  "reviewed": "{reviewed}"
}}
"#
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use facts::{Record, load};

    #[test]
    fn a_skeleton_has_the_form_of_a_record_and_is_refused_until_it_is_written() {
        for number in [104, 472, 599, 700] {
            let code = StatusCode::new(number).expect("in range");
            let today = today().expect("a day");
            let text = skeleton(code, &today);
            let record: Record = load::parse(&text).expect("the form of a record");
            assert_eq!((record.code, record.reviewed), (code, today));
            let folder =
                std::env::temp_dir().join(format!("skeleton-{}-{code}", std::process::id()));
            fs::create_dir_all(&folder).expect("a folder for the test");
            let file = folder.join(format!("{code}.json"));
            fs::write(&file, text).expect("it can be written");
            let problems = load::file_record(&file).expect_err("nothing is written yet");
            fs::remove_dir_all(&folder).expect("it can be removed");
            for field in ["name", "registration", "meaning[0]", "fix.client[0]", "sources[0].url"] {
                assert!(
                    problems.iter().any(|problem| problem.field == field),
                    "{field}: {problems:#?}"
                );
            }
            // What is written already is true of every number that is left.
            let wrong = problems.iter().find(|problem| !problem.reason.starts_with("is empty"));
            assert_eq!(wrong, None);
        }
    }

    #[test]
    fn days_are_counted_from_1970() {
        for (number, text) in [
            (0, "1970-01-01"),
            (59, "1970-03-01"),
            (789, "1972-02-29"),
            (11_016, "2000-02-29"),
            (20_785, "2026-11-28"),
        ] {
            assert_eq!(day(number), Date::parse(text), "{text}");
        }
    }
}

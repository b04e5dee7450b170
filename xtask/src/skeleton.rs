//! The skeleton of a new record: every member in its place, every text still to be written.

use crate::process::{root, say};
use anyhow::{Result, ensure};
use facts::{Class, StatusCode};
use std::fs;

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
    fs::write(&file, skeleton(code))?;
    say(format!("{shown} written; fill it in, then run `cargo xtask check {shown}`"));
    Ok(())
}

fn skeleton(code: StatusCode) -> String {
    let turn = match code.class() {
        Class::ClientError => "client",
        Class::ServerError | Class::Other => "server",
        _ => "nobody",
    };
    format!(
        r#"{{
  "$schema": "../schema/code.json",
  "code": {code},
  "name": "",
  "aliases": [],
  "registration": "IANA",
  "state": "standard",
  "turn": "{turn}",
  "summary": "",
  "meaning": [""],
  "when_to_use": [""],
  "example": [""],
  "when_not_to_use": [""],
  "sources": [{{ "document": "RFC 9110", "section": "", "title": "", "url": "" }}],
  "exchange": {{
    "parties": [
      {{ "id": "client", "role": "client", "name": "" }},
      {{ "id": "origin", "role": "origin-server", "name": "" }}
    ],
    "steps": [
      {{ "message": {{ "from": "client", "to": "origin", "head": ["GET / HTTP/1.1", "Host: "] }} }},
      {{ "message": {{ "from": "origin", "to": "client", "head": ["HTTP/1.1 {code} "] }} }}
    ]
  }},
  "caching": {{ "rule": "explicit", "note": "", "section": "RFC 9110 §15.1" }},
  "content": {{ "rule": "allowed", "note": "" }},
  "retry": {{ "rule": "changed", "note": "" }},
  "fields": [],
  "fix": {{ "client": [""], "server": [""], "intermediary": [] }},
  "related": [],
  "keywords": [],
  "messages": [],
  "variants": [],
  "clients": [],
  "reviewed": "2026-11-24"
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
        for number in [100, 466, 599, 700] {
            let code = StatusCode::new(number).expect("in range");
            let record: Record = load::parse(&skeleton(code)).expect("the form of a record");
            assert_eq!(record.code, code);
            let folder =
                std::env::temp_dir().join(format!("skeleton-{}-{code}", std::process::id()));
            fs::create_dir_all(&folder).expect("a folder for the test");
            let file = folder.join(format!("{code}.json"));
            fs::write(&file, skeleton(code)).expect("it can be written");
            let problems = load::file_record(&file).expect_err("nothing is written yet");
            fs::remove_dir_all(&folder).expect("it can be removed");
            for field in ["name", "summary", "meaning[0]", "fix.client[0]", "sources[0].url"] {
                assert!(
                    problems.iter().any(|problem| problem.field == field),
                    "{field}: {problems:#?}"
                );
            }
        }
    }
}

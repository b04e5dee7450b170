//! Every check catches a lie: a record with one thing changed.

use crate::{Faults, RFCS, World, citations, data, exchanges, rules};
use facts::{Record, load};
use serde_json::{Value, json};
use std::fs;

/// A record as it is in its file, with one thing changed.
fn changed(code: u16, change: impl FnOnce(&mut Value)) -> Record {
    let file = data().join(format!("codes/{code}.json"));
    let text = fs::read_to_string(file).expect("the record is there");
    let mut record: Value = serde_json::from_str(&text).expect("it is JSON");
    change(&mut record);
    load::parse(&record.to_string()).expect("it is still a record")
}

/// Asserts that the check finds the lie, at `place` and for `reason`, and nothing without it.
fn assert_caught(
    check: fn(&World) -> Faults,
    code: u16,
    place: &str,
    reason: &str,
    lie: impl FnOnce(&mut Value),
) {
    let found = |record| {
        let world = World { records: vec![record], rfcs: &RFCS };
        let Faults(mut found) = check(&world);
        found.retain(|fault| fault.contains(place) && fault.contains(reason));
        found
    };
    let before = found(changed(code, |_| {}));
    assert!(before.is_empty(), "without the lie: {before:?}");
    let caught = found(changed(code, lie));
    assert!(!caught.is_empty(), "nobody caught {place}: …{reason}… in {code}.json");
}

/// The index of the step of the first response with this status.
fn step_of(record: &Value, status: u16) -> usize {
    let steps = record["exchange"]["steps"].as_array().expect("steps");
    let line = |step: &Value| step["message"]["head"][0].as_str().unwrap_or_default().to_owned();
    let at = steps.iter().position(|step| line(step).starts_with(&format!("HTTP/1.1 {status}")));
    at.expect("the response is there")
}

/// The lines of the head of the first response with this status.
fn head(record: &mut Value, status: u16) -> &mut Vec<Value> {
    let at = step_of(record, status);
    record["exchange"]["steps"][at]["message"]["head"].as_array_mut().expect("a head")
}

fn without(record: &mut Value, status: u16, name: &str) {
    head(record, status).retain(|line| !line.as_str().unwrap_or_default().starts_with(name));
}

#[test]
fn about_sections_and_titles() {
    let check = citations::sections_and_titles;
    assert_caught(check, 407, "sources[0]", "no such section", |r| {
        r["sources"][0]["section"] = json!("15.5.88");
    });
    assert_caught(check, 407, "sources[0].title", "the title is", |r| {
        r["sources"][0]["title"] = json!("407 Proxy authentication required");
    });
    assert_caught(check, 407, "when_to_use[0]", "no such section", |r| {
        r["when_to_use"][0] = json!("See [RFC 9110 §15.5.99].");
    });
    for member in ["caching", "content", "retry"] {
        assert_caught(check, 407, &format!("{member}.section"), "no such section", |r| {
            r[member]["section"] = json!("RFC 9111 §3.99");
        });
    }
    assert_caught(check, 407, "fields[0].section", "no such section", |r| {
        r["fields"][0]["section"] = json!("RFC 6585 §10");
    });
    assert_caught(check, 407, "when_to_use[0]", "is not in data/rfc/index.json", |r| {
        r["when_to_use"][0] = json!("See [RFC 9999 §1].");
    });
    assert_caught(check, 407, "when_to_use[0]", "not at hand", |r| {
        r["when_to_use"][0] = json!("See [RFC 4918 §99].");
    });
}

#[test]
fn about_fields() {
    let check = citations::field_rows;
    assert_caught(check, 503, "Retry-After", "does not say MUST", |r| {
        let rows = r["fields"].as_array_mut().expect("rows");
        let row = rows.iter_mut().find(|row| row["name"] == "Retry-After").expect("the row");
        row["requirement"] = json!("MUST");
    });
    assert_caught(check, 407, "X-Proxy", "does not name it", |r| {
        r["fields"][0]["name"] = json!("X-Proxy");
        r["fields"][0]["requirement"] = json!("none");
    });
    assert_caught(rules::asked_for, 405, "fields", "has no Allow", |r| {
        r["fields"] = json!([]);
    });
    assert_caught(rules::of_a_connection, 426, "fields[0].when", "HTTP/3 forbid Upgrade", |r| {
        r["fields"][0].as_object_mut().expect("a row").remove("when");
    });
    assert_caught(rules::asked_for, 413, "fields", "has no Retry-After with SHOULD", |r| {
        r["fields"] = json!([]);
    });
}

#[test]
fn about_caching_and_content() {
    let caching = |rule: &'static str| move |r: &mut Value| r["caching"]["rule"] = json!(rule);
    assert_caught(rules::heuristic, 404, "caching.rule", "heuristic is true", caching("explicit"));
    assert_caught(rules::heuristic, 451, "caching.rule", "heuristic is true", caching("explicit"));
    assert_caught(
        rules::heuristic,
        403,
        "caching.rule",
        "heuristic is false",
        caching("heuristic"),
    );
    for code in [103, 304, 429, 499] {
        assert_caught(rules::never, code, "caching.rule", "must be never", caching("explicit"));
    }
    let content = |rule: &'static str| move |r: &mut Value| r["content"]["rule"] = json!(rule);
    assert_caught(rules::no_content, 205, "content.rule", "forbidden is true", content("allowed"));
    assert_caught(
        rules::no_content,
        202,
        "content.rule",
        "forbidden is false",
        content("forbidden"),
    );
}

#[test]
fn about_names() {
    let check = rules::superseded_names;
    let said = |text: &'static str| move |r: &mut Value| r["fix"]["client"][0] = json!(text);
    assert_caught(check, 413, "fix.client[0]", "payload too large", said("A Payload Too Large."));
    let quoted = changed(413, said("nginx prints `413 Request Entity Too Large`."));
    let world = World { records: vec![quoted], rfcs: &RFCS };
    let Faults(found) = check(&world);
    assert!(!found.iter().any(|fault| fault.contains("fix.client[0]")), "{found:?}");
}

#[test]
fn about_capitals() {
    let check = rules::capitals;
    let said = |text: &'static str| move |r: &mut Value| r["meaning"][0] = json!(text);
    assert_caught(check, 302, "meaning[0]", "begins small", said("It moves. after it, a `GET`."));
}

#[test]
fn about_what_is_in_force() {
    let check = citations::obsoleted;
    let last = |r: &Value| r["sources"].as_array().map_or(0, |all| all.len() - 1);
    assert_caught(check, 407, "obsoleted_by", "is missing: RFC 9110", |r| {
        let at = last(r);
        r["sources"][at].as_object_mut().expect("a source").remove("obsoleted_by");
    });
    assert_caught(check, 407, "obsoleted_by", "it was RFC 9110", |r| {
        let at = last(r);
        r["sources"][at]["obsoleted_by"] = json!("RFC 9111");
    });
    assert_caught(check, 407, "sources[0].obsoleted_by", "is in force", |r| {
        r["sources"][0]["obsoleted_by"] = json!("RFC 9205");
    });
    assert_caught(check, 407, "meaning[0]", "which is obsoleted", |r| {
        r["meaning"][0] = json!("As in [RFC 7235 §3.2].");
    });
    assert_caught(citations::unofficial, 499, "sources", "has only RFCs", |r| {
        r["sources"] = json!([{
            "document": "RFC 9110", "section": "15.5", "title": "Client Error 4xx",
            "url": "https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5"
        }]);
    });
}

#[test]
fn about_keywords() {
    let check = citations::keywords;
    let said = |text: &'static str| move |r: &mut Value| r["meaning"][0] = json!(text);
    assert_caught(check, 407, "meaning[0]", "says MUST without", said("A proxy MUST send it."));
    let lie = said("It SHOULD be sent ([RFC 9110 §15.5.8]).");
    assert_caught(check, 407, "meaning[0]", "says SHOULD: RFC 9110 §15.5.8 does not", lie);
    let lie = said("It MUST NOT be sent ([RFC 9110 §15.5.8]).");
    assert_caught(check, 407, "meaning[0]", "says MUST NOT: RFC 9110 §15.5.8 does not", lie);
    assert_caught(check, 407, "retry.note", "says SHOULD: RFC 9110 §15.5.8 does not", |r| {
        r["retry"]["note"] = json!("It SHOULD.");
    });
}

#[test]
fn about_messages() {
    assert_caught(exchanges::required_fields, 407, "head", "no Proxy-Authenticate", |r| {
        without(r, 407, "Proxy-Authenticate");
    });
    assert_caught(exchanges::dates, 404, "head", "has no Date", |r| without(r, 404, "Date"));
    assert_caught(exchanges::no_content, 204, "body", "a 204 here has no content", |r| {
        let at = step_of(r, 204);
        r["exchange"]["steps"][at]["message"]["body"] = json!("done");
    });
    assert_caught(exchanges::lengths, 204, "head", "MUST NOT have Content-Length", |r| {
        head(r, 204).push(json!("Content-Length: 0"));
    });
    // In 407.json this is the 200 to CONNECT.
    assert_caught(exchanges::lengths, 407, "head", "MUST NOT have Transfer-Encoding", |r| {
        head(r, 200).push(json!("Transfer-Encoding: chunked"));
    });
    assert_caught(exchanges::lengths, 407, "head", "declares neither", |r| {
        without(r, 407, "Content-Length");
    });
    assert_caught(exchanges::lengths, 205, "head", "its length is 0", |r| {
        without(r, 205, "Content-Length");
        head(r, 205).push(json!("Content-Length: 4"));
    });
}

#[test]
fn about_problem_details() {
    let problem = |body: &'static str| {
        move |r: &mut Value| {
            without(r, 404, "Content-Type");
            head(r, 404).push(json!("Content-Type: application/problem+json"));
            let at = step_of(r, 404);
            r["exchange"]["steps"][at]["message"]["body"] = json!(body);
        }
    };
    let check = exchanges::problem_details;
    assert_caught(check, 404, "body", "is no JSON", problem("{"));
    let lie = problem(r#"{"title": "Gone", "status": 410}"#);
    assert_caught(check, 404, "body", "has status 410, not 404", lie);
    assert_caught(check, 404, "body", "has no title", problem(r#"{"status": 404}"#));
}

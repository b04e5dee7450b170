//! What the guide says is what the RFCs it cites say, and what it gives to copy is what they allow.

use crate::{Line, RFCS, citations::keywords_in, data, lines_of};
use facts::{Guide, Section, load};
use serde_json::{Value, json};
use std::sync::LazyLock;

static GUIDE: LazyLock<Guide> = LazyLock::new(|| {
    let records = load::folder(&data().join("codes")).expect("the records keep their rules");
    load::guide(&data().join("guide.json"), &records).unwrap_or_else(|problems| {
        let lines: Vec<_> = problems.iter().map(ToString::to_string).collect();
        panic!("{}", lines.join("\n"))
    })
});

fn hold(check: fn(&[Line]) -> Vec<String>) {
    let found = check(&lines_of(&*GUIDE));
    assert!(found.is_empty(), "{} faults\n{}", found.len(), found.join("\n"));
}

/// The section that stands beside a line, as a member of its own.
fn beside(line: &Line, lines: &[Line]) -> Option<Section> {
    let owner = line.field.rsplit_once('.').map_or("", |(owner, _)| owner);
    let section = lines.iter().find(|other| other.field == format!("{owner}.section"))?;
    Section::parse(&section.text)
}

fn sections(lines: &[Line]) -> Vec<String> {
    let mut faults = Vec::new();
    for line in lines.iter().filter(|line| !line.field.contains(".send[")) {
        let member = line.field.ends_with(".section").then(|| Section::parse(&line.text)).flatten();
        for section in line.sections().chain(member) {
            let (number, part) = section.parts();
            if let Err(reason) = RFCS.title(&section) {
                faults.push(format!("{}: {reason}", line.field));
            }
            let Ok(rfc) = RFCS.rfc(&format!("RFC {number}")) else { continue };
            if !rfc.obsoleted_by.is_empty() && !rfc.not_replaced.contains_key(part) {
                faults.push(format!("{}: {} is obsoleted", line.field, section.as_str()));
            }
        }
    }
    faults
}

/// The section of an end defines its code, or at least names it.
fn ends(lines: &[Line]) -> Vec<String> {
    let mut faults = Vec::new();
    for line in lines.iter().filter(|line| line.field.ends_with(".section")) {
        let Some(section) = Section::parse(&line.text) else { continue };
        let owner = line.field.trim_end_matches(".section");
        let head = lines.iter().find(|other| other.field == format!("{owner}.send[0]"));
        let status = head.and_then(|head| head.text.split(' ').nth(1)).unwrap_or_default();
        // Of an RFC whose text is not at hand the titles are, where they name the code.
        let Some(text) = RFCS.text(&section) else { continue };
        let titled = RFCS.title(&section).is_ok_and(|title| title.contains(status));
        if !titled && !text.mentions.iter().any(|code| code.to_string() == status) {
            faults.push(format!("{}: {} does not mention {status}", line.field, section.as_str()));
        }
    }
    faults
}

fn keywords(lines: &[Line]) -> Vec<String> {
    let mut faults = Vec::new();
    for line in lines.iter().filter(|line| !line.field.contains(".send[")) {
        let cited: Vec<Section> = line.sections().chain(beside(line, lines)).collect();
        for keyword in line.words().into_iter().flat_map(keywords_in) {
            let has = |section: &Section| {
                RFCS.text(section).is_none_or(|text| text.keywords.contains(&keyword))
            };
            if !cited.iter().any(has) {
                faults.push(format!("{}: no section cited there says {keyword}", line.field));
            }
        }
    }
    faults
}

/// RFC 9110 §6.6.1; and what RFC 9110 §8.6 and §15.3.6 say of lengths.
fn dates_and_lengths(lines: &[Line]) -> Vec<String> {
    let mut faults = Vec::new();
    for line in lines.iter().filter(|line| line.field.ends_with(".send[0]")) {
        let head = line.field.trim_end_matches("[0]");
        let has = |name: &str| {
            let start = format!("{name}: ");
            lines.iter().any(|l| {
                l.field.strip_prefix(head).is_some_and(|rest| rest.starts_with('['))
                    && l.text.starts_with(&start)
            })
        };
        let status: u16 = line.text.split(' ').nth(1).and_then(|s| s.parse().ok()).unwrap_or(0);
        // 208 is the status of a member inside a Multi-Status, not of a response.
        if (200..500).contains(&status) && status != 208 && !has("Date") {
            faults.push(format!("{head}: has no Date (RFC 9110 §6.6.1)"));
        }
        let has_no_content = matches!(status, 204 | 304);
        if has_no_content && (has("Content-Length") || has("Content-Type")) {
            faults.push(format!("{head}: a {status} has no content"));
        }
        if status == 205 && !has("Content-Length") {
            faults.push(format!("{head}: a 205 says Content-Length: 0"));
        }
        if !has_no_content && status != 208 && !has("Content-Type") && !has("Content-Length") {
            faults.push(format!("{head}: says neither what its content is nor that it has none"));
        }
    }
    faults
}

#[test]
fn every_section_that_the_guide_cites_exists_and_is_in_force() {
    hold(sections);
}

#[test]
fn the_section_of_each_end_is_about_its_code() {
    hold(ends);
}

#[test]
fn keywords_in_capitals_stand_in_a_section_that_the_guide_cites_with_them() {
    hold(keywords);
}

#[test]
fn the_heads_to_copy_have_a_date_and_no_content_where_there_is_none() {
    hold(dates_and_lengths);
}

/// Asserts that a check finds nothing in a line's text and something in another.
fn assert_caught(check: fn(&[Line]) -> Vec<String>, member: &str, good: &str, lie: &str) {
    let mut lines = lines_of(&*GUIDE);
    let at = lines
        .iter()
        .position(|line| line.field.ends_with(member) && line.text.contains(good))
        .unwrap_or_else(|| panic!("{good:?} is in no {member}"));
    lines[at].text = lines[at].text.replace(good, lie);
    assert!(!check(&lines).is_empty(), "nobody caught {lie:?} in {}", lines[at].field);
}

#[test]
fn a_lie_in_the_guide_is_caught() {
    assert_caught(sections, ".rules_out", "[RFC 9110 §15.5.2]", "[RFC 9110 §15.5.99]");
    assert_caught(sections, ".section", "RFC 9110 §15.5.10", "RFC 7231 §6.5.8");
    assert_caught(ends, ".section", "RFC 9110 §15.5.10", "RFC 9110 §15.5.11");
    assert_caught(keywords, ".reason", "MAY", "SHALL");
    assert_caught(dates_and_lengths, ".send[1]", "Date", "Age");
    assert_caught(dates_and_lengths, ".send[2]", "Content-Length: 0", "Age: 0");
}

/// The problems of the guide with one thing changed.
fn refused(change: impl FnOnce(&mut Value)) -> Vec<load::Problem> {
    let records = load::folder(&data().join("codes")).expect("the records keep their rules");
    let mut guide = serde_json::to_value(&*GUIDE).expect("the guide is JSON");
    change(&mut guide);
    let folder = tempfile::tempdir().expect("a folder for the test");
    let file = folder.path().join("guide.json");
    std::fs::write(&file, guide.to_string()).expect("it can be written");
    load::guide(&file, &records).err().unwrap_or_default()
}

fn assert_refused(field: &str, reason: &str, change: impl FnOnce(&mut Value)) {
    let problems = refused(change);
    let found = problems.iter().any(|one| one.field == field && one.reason.contains(reason));
    assert!(found, "expected {field}: …{reason}…, got {problems:#?}");
}

#[test]
fn a_guide_that_breaks_a_rule_is_refused_with_the_place() {
    let read = "start.answers[0].next.question.answers[0]";
    let end = |guide: &mut Value, member: &str, value: Value| {
        guide["start"]["answers"][0]["next"]["question"]["answers"][0]["next"]["end"][member] =
            value;
    };
    assert_eq!(refused(|_| {}), []);
    assert_refused("start.answers[0].id", "small letters", |g| {
        g["start"]["answers"][0]["id"] = json!("It worked");
    });
    assert_refused("start.answers[1].id", "another answer's", |g| {
        g["start"]["answers"][1]["id"] = json!("ok");
    });
    assert_refused("start.answers[0].rules_out", "is empty", |g| {
        g["start"]["answers"][0]["rules_out"] = json!("");
    });
    assert_refused("start.answers[0].answer", "is a link itself", |g| {
        g["start"]["answers"][0]["answer"] = json!("It is [409].");
    });
    assert_refused("start.answers[0].rules_out", "reads on from", |g| {
        g["start"]["answers"][0]["rules_out"] = json!("Nothing is ruled out.");
    });
    assert_refused("start.why", "links to [466]", |g| g["start"]["why"] = json!("See [466]."));
    assert_refused("start.answers[0].next.question.answers", "nothing to decide", |g| {
        g["start"]["answers"][0]["next"]["question"]["answers"] = json!([]);
    });
    // The first question stands above these.
    let in_a_row = |questions: usize| {
        move |g: &mut Value| {
            let end = &g["start"]["answers"][0]["next"]["question"]["answers"][0]["next"];
            let mut next = end.clone();
            for _ in 0..questions {
                let answer = |id: &str, next: &Value| json!({ "id": id, "answer": "Yes", "rules_out": "nothing.", "next": next });
                let answers = [answer("one", &next), answer("other", end)];
                next = json!({ "question": { "question": "Is it?", "answers": answers } });
            }
            g["start"]["answers"][0]["next"] = next;
        }
    };
    let deepest = format!("start.answers[0]{}.next", ".next.question.answers[0]".repeat(5));
    assert_refused(&deepest, "is question 7 in a row", in_a_row(6));
    assert_eq!(refused(in_a_row(5)).iter().filter(|one| one.reason.contains("row")).count(), 0);
    assert_refused(&format!("{read}.next.end.code"), "has no record", |g| {
        end(g, "code", json!(466));
    });
    assert_refused(&format!("{read}.next.end.code"), "not to be sent", |g| {
        end(g, "code", json!(306));
    });
    assert_refused(&format!("{read}.next.end.send"), "begins with another line", |g| {
        end(g, "send", json!(["HTTP/1.1 200 Fine"]));
    });
    assert_refused(&format!("{read}.next.end.send"), "is empty", |g| end(g, "send", json!([])));
    assert_refused(&format!("{read}.next.end.send"), "no response head", |g| {
        end(g, "send", json!(["HTTP/1.1 200 OK", "no field"]));
    });
    assert_refused("start", "no answers lead to 451", |g| {
        let text = g.to_string().replace("\"code\":451", "\"code\":403");
        *g = serde_json::from_str(&text).expect("still JSON");
    });
    let problems = refused(|g| {
        let text = g.to_string().replace("Allow: ", "Allowed: ");
        *g = serde_json::from_str(&text).expect("still JSON");
    });
    assert!(
        problems.iter().any(|one| one.reason.contains("has no Allow, which 405 MUST have")),
        "{problems:#?}"
    );
}

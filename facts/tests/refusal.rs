//! A bad record is refused with the place and the reason.

use facts::load::{self, Problem};
use serde_json::{Value, json};
use std::{fs, path::Path};

/// The problems of a record that is `407.json` with one thing changed.
fn refused(file: &str, change: impl FnOnce(&mut Value)) -> Vec<Problem> {
    let good = Path::new(env!("CARGO_MANIFEST_DIR")).join("../data/codes/407.json");
    let text = fs::read_to_string(good).expect("the model record is there");
    let mut record: Value = serde_json::from_str(&text).expect("it is JSON");
    change(&mut record);
    let folder = tempfile::tempdir().expect("a folder for the test");
    let path = folder.path().join(file);
    fs::write(&path, record.to_string()).expect("it can be written");
    load::file_record(&path).err().unwrap_or_default()
}

/// Asserts that the change is refused at `field` with a reason that holds `reason`.
fn assert_refused(field: &str, reason: &str, change: impl FnOnce(&mut Value)) {
    let problems = refused("407.json", change);
    let found = problems.iter().any(|one| one.field == field && one.reason.contains(reason));
    assert!(found, "expected {field}: …{reason}…, got {problems:#?}");
}

#[test]
fn the_model_record_is_accepted() {
    assert_eq!(refused("407.json", |_| {}), []);
}

#[test]
fn unknown_missing_and_mistyped_members_are_refused() {
    assert_refused("meanings", "unknown field `meanings`", |r| r["meanings"] = json!([]));
    assert_refused("", "missing field `summary`", |r| {
        r.as_object_mut().expect("an object").remove("summary");
    });
    assert_refused("meaning", "expected a list", |r| r["meaning"] = json!("text"));
    assert_refused("code", "expected a number", |r| r["code"] = json!("407"));
    assert_refused("name", "invalid type: a list, expected a string", |r| r["name"] = json!([]));
    assert_refused("caching", "expected the object Caching", |r| r["caching"] = json!("never"));
    assert_refused("state", "unknown variant", |r| r["state"] = json!("fine"));
    assert_refused("sources[0].link", "unknown field `link`", |r| {
        r["sources"][0]["link"] = json!("")
    });
    assert_refused("reviewed", "calendar", |r| r["reviewed"] = json!("2026-02-30"));
}

#[test]
fn what_is_no_json_is_named_by_what_is_wrong_with_it() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let file = folder.path().join("407.json");
    let told = |bytes: &[u8]| {
        fs::write(&file, bytes).expect("it can be written");
        let problems = load::file_record(&file).expect_err("no record");
        problems.iter().map(|one| format!("{}: {}", one.field, one.reason)).collect::<String>()
    };
    assert_eq!(told(b""), ": is an empty file");
    assert_eq!(told(b" \n"), ": is an empty file");
    assert!(told(b"\xef\xbb\xbf{}").contains("a byte order mark"));
    assert_eq!(
        told(b"{\n  \"code\": 407,\n  \"name\": \"Caf\xe9\"\n}"),
        ": is not UTF-8 at line 3: save it in that encoding"
    );
    assert_eq!(told(b"{\n  \"code\": 407,\n}"), ": trailing comma at line 3 column 1");
}

#[test]
fn a_number_out_of_range_or_other_than_the_files_name_is_refused() {
    for number in [99, 1000] {
        assert_refused("code", "100 to 999", |r| r["code"] = json!(number));
    }
    assert_refused("code", "407.json", |r| r["code"] = json!(408));
    let problems = refused("proxy.json", |_| {});
    assert!(problems.iter().any(|one| one.field == "code"), "{problems:#?}");
}

#[test]
fn empty_text_and_a_source_without_a_link_are_refused() {
    assert_refused("name", "is empty", |r| r["name"] = json!(""));
    assert_refused("registration", "is empty: `IANA`, or", |r| r["registration"] = json!(""));
    let problems = refused("407.json", |r| r["summary"] = json!(""));
    assert_eq!(problems.len(), 1, "an empty text has one fault: {problems:#?}");
    assert_refused("messages[1]", "is empty", |r| r["messages"] = json!(["E407", ""]));
    assert_refused("messages[1]", "“E407” is there already", |r| {
        r["messages"] = json!(["E407", "E407"])
    });
    assert_refused("meaning", "is empty", |r| r["meaning"] = json!([]));
    assert_refused("meaning[0]", "is empty", |r| r["meaning"][0] = json!(" "));
    assert_refused("sources", "is empty", |r| r["sources"] = json!([]));
    assert_refused("sources[0].url", "has a link", |r| r["sources"][0]["url"] = json!(""));
    assert_refused("sources[0]", "in force comes first", |r| {
        r["sources"][0]["obsoleted_by"] = json!("RFC 9999");
    });
    assert_refused("sources[0].url", "leads elsewhere", |r| {
        r["sources"][0]["url"] =
            json!("https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.9");
    });
}

#[test]
fn nothing_stands_twice_in_a_list_in_whatever_case() {
    assert_refused("keywords[1]", "“error 1020” is there already", |r| {
        r["keywords"] = json!(["Error 1020", "error 1020"]);
    });
    assert_refused("fields[1].name", "is there already", |r| {
        let mut again = r["fields"][0].clone();
        again["name"] = json!("proxy-authenticate");
        r["fields"] = json!([r["fields"][0], again]);
    });
    assert_refused("sources[1].url", "is there already", |r| {
        r["sources"][1] = r["sources"][0].clone();
    });
    assert_refused("aliases[1].name", "“proxy login” is there already", |r| {
        r["aliases"] = json!([
            { "name": "Proxy Login", "from": "informal" },
            { "name": "proxy login", "from": "a vendor" },
        ]);
    });
    assert_refused("aliases[0].name", "the code's own name", |r| {
        r["aliases"] = json!([{ "name": r["name"], "from": "IANA" }]);
    });
    let variant = |name: &str, vendor: &str| {
        json!({ "name": name, "vendor": vendor, "state": "active", "meaning": ["Another."],
            "source": { "document": "A vendor's", "title": "Codes",
                "url": format!("https://example.com/{vendor}") } })
    };
    let variants = |second: Value| {
        move |r: &mut Value| r["variants"] = json!([variant("Login", "One"), second])
    };
    assert_refused("variants[1]", "“login of One” is there already", {
        variants(variant("login", "One"))
    });
    assert_eq!(refused("407.json", variants(variant("Login", "Two"))), []);
}

#[test]
fn a_section_is_a_number_in_every_document() {
    assert_refused("sources[0].section", "leave it out where the document has none", |r| {
        r["sources"][0]["section"] = json!("");
    });
    for bad in ["§1", "1.", "1..2", "A1", "a.1"] {
        assert_refused("sources[0].section", "no section number", |r| {
            r["sources"][0]["section"] = json!(bad);
        });
        assert_refused("sources[0].section", "no section number", |r| {
            r["sources"][0] = json!({ "document": "A vendor's", "section": bad, "title": "Codes",
                "url": "https://example.com/codes" });
        });
    }
    assert_refused("sources[0].document", "no number of an RFC", |r| {
        r["sources"][0]["document"] = json!("RFC x");
    });
    assert_refused("sources[2].obsoleted_by", "is empty", |r| {
        r["sources"][2]["obsoleted_by"] = json!("");
    });
}

#[test]
fn what_a_keyword_asks_says_where_it_stands() {
    for keyword in ["MUST", "SHOULD", "MAY"] {
        assert_refused("fields[0].section", "says where it stands", |r| {
            let field = r["fields"][0].as_object_mut().expect("a field");
            field.insert("requirement".to_owned(), json!(keyword));
            field.remove("section");
        });
    }
}

#[test]
fn which_methods_may_be_repeated_is_said_where_the_same_request_may_be() {
    let set = |rule: &'static str| move |r: &mut Value| r["retry"]["rule"] = json!(rule);
    for rule in ["same-now", "same-later"] {
        assert_refused("retry.methods", "is missing", set(rule));
    }
    for rule in ["not-needed", "changed", "elsewhere", "pointless"] {
        assert_refused("retry.methods", &format!("not with {rule}"), |r| {
            set(rule)(r);
            r["retry"]["methods"] = json!("idempotent");
        });
    }
    assert_refused("retry.methods", "unknown variant", |r| r["retry"]["methods"] = json!("safe"));
}

#[test]
fn broken_marks_and_links_are_refused() {
    assert_refused("meaning[0]", "not closed", |r| r["meaning"][0] = json!("an open ` tick"));
    assert_refused("meaning[0]", "bracket", |r| r["meaning"][0] = json!("see [RFC 9110]"));
    assert_refused("related[0].code", "smaller number", |r| r["related"][0]["code"] = json!(401));
}

#[test]
fn a_question_that_does_not_decide_is_refused() {
    let set = |member: &'static str, text: &'static str| {
        move |r: &mut Value| r["related"][0]["question"][member] = json!(text)
    };
    assert_refused("related[0].question.ask", "a question", set("ask", "It is the proxy."));
    assert_refused("related[0].question.larger", "is empty", set("larger", ""));
    assert_refused("related[0].question.smaller", "holds a link", set("smaller", "Yes: [407]"));
    assert_refused("related[0].question.ask", "at most 80", |r| {
        r["related"][0]["question"]["ask"] = json!(format!("{}?", "long ".repeat(20)));
    });
    assert_refused("related[0].question", "does not decide", |r| {
        r["related"][0]["question"] = json!({"ask": "Is it?", "smaller": "Yes", "larger": "Yes"});
    });
    assert_refused("related[0].question", "missing field `larger`", |r| {
        r["related"][0]["question"] = json!({"ask": "Is it?", "smaller": "Yes"});
    });
}

#[test]
fn an_exchange_is_http() {
    let step = |r: &mut Value, at: usize, line: usize, text: &str| {
        r["exchange"]["steps"][at]["message"]["head"][line] = json!(text);
    };
    assert_refused("exchange.steps[1].head", "no response head", |r| {
        step(r, 1, 0, "HTTP/1.1 4O7 No")
    });
    let problems = refused("407.json", |r| step(r, 1, 0, "HTTP/1.1 4O7 No"));
    assert_eq!(problems.len(), 1, "of its status nothing can be said: {problems:#?}");
    assert_refused("exchange.steps[1].head", "is empty", |r| {
        r["exchange"]["steps"][1]["message"]["head"] = json!([]);
    });
    assert_refused("exchange.steps[0].head", "no request head", |r| step(r, 0, 1, "no field"));
    assert_refused("exchange.steps[1].head", "Content-Length", |r| {
        step(r, 1, 4, "Content-Length: 1")
    });
    let two_lengths = |first: &str, second: &str| {
        let lines = [format!("Content-Length: {first}"), format!("content-length: {second}")];
        move |r: &mut Value| {
            let head = r["exchange"]["steps"][1]["message"]["head"].as_array_mut();
            head.expect("a head").splice(4..5, lines.map(Value::from));
        }
    };
    assert_refused("exchange.steps[1].head", "differ", two_lengths("36", "37"));
    assert_eq!(refused("407.json", two_lengths("36", "36")), []);
    assert_refused("exchange.steps", "has the status 407", |r| {
        step(r, 1, 0, "HTTP/1.1 401 Unauthorized");
    });
    assert_refused("exchange.steps", "is empty", |r| r["exchange"]["steps"] = json!([]));
    assert_refused("exchange.parties[1].id", "is there twice", |r| {
        r["exchange"]["parties"][1]["id"] = json!("client");
    });
    let log_only = |event: &'static str| {
        move |r: &mut Value| {
            r["registration"] = json!("A vendor");
            r["state"] = json!("log-only");
            r["exchange"]["steps"][4] = json!({ event: { "at": "origin", "text": "GET / 407" } });
        }
    };
    assert_refused("exchange.steps", "the log line that holds 407", log_only("event"));
    assert_eq!(refused("407.json", log_only("log")), []);
    assert_refused("exchange.steps[0].to", "none of the parties", |r| {
        r["exchange"]["steps"][0]["message"]["to"] = json!("nobody");
    });
}

#[test]
fn two_records_cannot_share_a_number_and_links_must_lead_somewhere() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let good = Path::new(env!("CARGO_MANIFEST_DIR")).join("../data/codes/407.json");
    fs::copy(&good, folder.path().join("407.json")).expect("it can be copied");
    let problems = load::folder(folder.path()).expect_err("407 links to codes that are not there");
    let broken = problems.iter().find(|one| one.reason.contains("links to [401]"));
    let field = broken.map(|one| one.field.as_str());
    assert!(field.is_some_and(|field| field.ends_with(']')), "{problems:#?}");
    let related = problems.iter().find(|one| one.field == "related[0].code");
    let reason = related.map(|one| one.reason.as_str());
    assert_eq!(reason, Some("names 511, which has no record"), "{problems:#?}");
    let itself = fs::read_to_string(&good).expect("it can be read").replace("[511]", "[407]");
    fs::write(folder.path().join("407.json"), itself).expect("it can be written");
    let problems = load::folder(folder.path()).expect_err("407 links to itself");
    assert!(
        problems.iter().any(|one| one.reason.contains("links to [407], its own page")),
        "{problems:#?}"
    );
    fs::copy(&good, folder.path().join("407.json")).expect("it can be copied");
    let other = good.with_file_name("511.json");
    fs::copy(other, folder.path().join("511.json")).expect("it can be copied");
    let problems = load::folder(folder.path()).expect_err("511 links to others that are not there");
    for name in ["407.json", "511.json"] {
        assert!(problems.iter().any(|one| one.file.ends_with(name)), "{name}: {problems:#?}");
    }
    fs::remove_file(folder.path().join("511.json")).expect("it can be removed");
    let second = folder.path().join("408.json");
    fs::copy(&good, &second).expect("it can be copied");
    let problems = load::folder(folder.path()).expect_err("two files have the number 407");
    assert_eq!(problems.len(), 1, "{problems:#?}");
    assert_eq!((&problems[0].file, problems[0].field.as_str()), (&second, "code"));
    let empty = tempfile::tempdir().expect("a folder for the test");
    let problems = load::folder(empty.path()).expect_err("an empty folder");
    assert!(problems[0].reason.contains("no record"), "{problems:#?}");
}

#[test]
fn a_change_with_a_broken_mark_or_a_code_without_a_record_is_refused() {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../data");
    let record = load::file_record(&data.join("codes/407.json")).expect("the model record");
    let folder = tempfile::tempdir().expect("a folder for the test");
    let file = folder.path().join("changes.json");
    let refused = |codes: Value, what: &str| {
        let changes = json!([{ "date": "2026-11-24", "codes": codes, "what": what }]);
        fs::write(&file, changes.to_string()).expect("it can be written");
        let problems = load::changes(&file, std::slice::from_ref(&record)).err();
        problems.unwrap_or_default().into_iter().map(|one| one.field).collect::<Vec<_>>()
    };
    assert_eq!(refused(json!([407]), "What [407] says."), [""; 0]);
    assert_eq!(refused(json!([407, 466]), "It is new."), ["[0].codes[1]"]);
    assert_eq!(refused(json!([407, 407]), "It is new."), ["[0].codes[1]"]);
    for what in ["", "an open ` tick", "see [RFC 9110]", "see [466]"] {
        assert_eq!(refused(json!([]), what), ["[0].what"], "{what:?}");
    }
}

#[test]
fn changes_are_newest_first_and_there_is_one() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let file = folder.path().join("changes.json");
    let refused = |days: &[&str]| {
        let change = |day: &&str| json!({ "date": day, "codes": [], "what": "It is new." });
        let changes: Value = days.iter().map(change).collect();
        fs::write(&file, changes.to_string()).expect("it can be written");
        let problems = load::changes(&file, &[]).err().unwrap_or_default();
        problems.iter().map(|one| format!("{}: {}", one.field, one.reason)).collect::<Vec<_>>()
    };
    assert_eq!(refused(&["2026-11-24", "2026-11-24", "2026-11-23"]), [""; 0]);
    assert_eq!(
        refused(&["2026-11-24", "2026-11-23", "2026-11-25"]),
        ["[2].date: is newer than the day before it in the list: the newest comes first"]
    );
    assert_eq!(refused(&[]), [": is empty: the newest change is the version of the data"]);
}

#[test]
fn what_is_no_json_among_the_snapshots_is_passed_over_and_a_broken_one_is_named() {
    let constants = Path::new(env!("CARGO_MANIFEST_DIR")).join("../data/constants");
    let folder = tempfile::tempdir().expect("a folder for the test");
    let name = "rust-http.json";
    fs::copy(constants.join(name), folder.path().join(name)).expect("it can be copied");
    fs::write(folder.path().join(".DS_Store"), [0xff]).expect("it can be written");
    let snapshots = load::snapshots(folder.path()).expect("the one is whole");
    assert_eq!(snapshots.keys().collect::<Vec<_>>(), ["rust-http"]);
    let broken = folder.path().join("broken.json");
    fs::write(&broken, [0xff]).expect("it can be written");
    let problems = load::snapshots(folder.path()).expect_err("one is no text");
    assert_eq!(problems[0].file, broken);
}

//! The places of the guide and their paths, and what loading the guide does not ask of it.

use facts::{ContentRule, Guide, Record, load};
use reference::guide::{Node, Place, START, places};
use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

fn facts() -> (Vec<Record>, Guide) {
    let data = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../data"));
    let told = |problems: Vec<load::Problem>| -> String {
        problems.iter().map(|problem| format!("{problem}\n")).collect()
    };
    let records = load::folder(&data.join("codes")).map_err(told).expect("records");
    let guide = load::guide(&data.join("guide.json"), &records).map_err(told).expect("a guide");
    (records, guide)
}

#[test]
fn every_place_has_a_path_of_its_own_which_begins_with_those_before_it() {
    let (_, guide) = facts();
    let all = places(&guide);
    let paths: BTreeSet<String> = all.iter().map(Place::path).collect();
    assert_eq!(paths.len(), all.len(), "a path leads to two places");
    for place in &all {
        let before: Vec<String> = place.paths_before().collect();
        let path = place.path();
        let dots = path.match_indices('.').map(|(at, _)| &path[..at]);
        let shorter: Vec<&str> = [START].into_iter().chain(dots).collect();
        assert_eq!(before, if path == START { vec![] } else { shorter }, "{path}");
    }
}

#[test]
fn a_code_without_content_is_sent_without_a_type_of_it() {
    let (records, guide) = facts();
    let by_code: BTreeMap<_, _> = records.iter().map(|record| (record.code, record)).collect();
    for place in places(&guide) {
        let Node::End(end) = place.node else { continue };
        let about_no_content = by_code[&end.code].content.rule == ContentRule::Forbidden;
        let names_content = end.send.iter().any(|line| line.starts_with("Content-Type: "));
        assert!(!(about_no_content && names_content), "{}: a head with content", place.path());
    }
}

#[test]
fn what_people_ask_for_most_is_reached_in_few_answers() {
    let (_, guide) = facts();
    let answers_to = |code: u16| {
        let lengths = places(&guide).into_iter().filter_map(|place| match place.node {
            Node::End(end) if end.code.get() == code => Some(place.trail.len()),
            _ => None,
        });
        lengths.min().unwrap_or(usize::MAX)
    };
    for code in [200, 201, 202, 301, 303, 400, 403, 404, 409, 422, 429, 500, 503] {
        assert!(answers_to(code) <= 4, "{code} takes {} answers", answers_to(code));
    }
}

//! Which pairs are named together most often, by the records and by the guide: what people confuse most is what
//! texts about codes have to tell apart again and again.

use crate::content::Facts;
use facts::{Guide, Next, Question, Record, State, StatusCode, text::statuses};
use reference::{Entry, compare::Pair};
use serde_json::Value;
use std::cmp::Reverse;

/// How many pairs come first.
const MOST: usize = 12;

/// The codes that a text names.
type Named = Vec<StatusCode>;

/// The pairs of codes in force that are named together most often, in the order of their numbers.
///
/// Three counts are multiplied, since each alone is led by codes that everything speaks of: in how many texts each of
/// the two records names the other, the lesser of both; in how many texts of other records both are named; and in
/// how many of the guide.
pub fn most(facts: &Facts) -> Vec<Pair> {
    let records: Vec<(StatusCode, Vec<Named>)> =
        facts.records.iter().map(|record| (record.code, texts_of_record(record))).collect();
    let guide = texts_of_guide(&facts.guide);
    let weight = |pair: &Pair| {
        let (one, other) = (pair.smaller().code, pair.larger().code);
        let (mut one_names, mut other_names, mut others_name) = (0, 0, 0);
        for (code, texts) in &records {
            match *code {
                code if code == one => one_names = naming(texts, &[other]),
                code if code == other => other_names = naming(texts, &[one]),
                _ => others_name += naming(texts, &[one, other]),
            }
        }
        one_names.min(other_names) * others_name * naming(&guide, &[one, other])
    };
    let is_in_force = |entry: &Entry| entry.vendor.is_none() && entry.state == State::Standard;
    let mut pairs: Vec<Pair> = Pair::all()
        .filter(|pair| is_in_force(pair.smaller()) && is_in_force(pair.larger()))
        .collect();
    pairs.sort_by_cached_key(|pair| Reverse(weight(pair)));
    pairs.truncate(MOST);
    pairs.sort_by_key(|pair| (pair.smaller().code, pair.larger().code));
    pairs
}

/// How many of the texts name all of the codes.
fn naming(texts: &[Named], codes: &[StatusCode]) -> usize {
    texts.iter().filter(|named| codes.iter().all(|code| named.contains(code))).count()
}

/// What the texts of a record name, but for those that stand in it because codes are a pair.
fn texts_of_record(record: &Record) -> Vec<Named> {
    let mut record = serde_json::to_value(record).unwrap_or_default();
    if let Some(members) = record.as_object_mut() {
        members.remove("related");
    }
    let mut texts = Vec::new();
    add_texts(&record, &mut texts);
    texts
}

fn add_texts(value: &Value, texts: &mut Vec<Named>) {
    match value {
        Value::String(text) => texts.push(statuses(text).collect()),
        Value::Array(values) => values.iter().for_each(|value| add_texts(value, texts)),
        Value::Object(members) => members.values().for_each(|value| add_texts(value, texts)),
        _ => {}
    }
}

/// What the texts of the guide name; the reason for a code is about that code, too.
fn texts_of_guide(guide: &Guide) -> Vec<Named> {
    let mut texts = Vec::new();
    add_question(&guide.start, &mut texts);
    texts
}

fn add_question(question: &Question, texts: &mut Vec<Named>) {
    texts.push(statuses(&question.question).collect());
    texts.extend(question.why.iter().map(|why| statuses(why).collect()));
    for answer in &question.answers {
        texts.push(statuses(&answer.rules_out).collect());
        match &answer.next {
            Next::Question(question) => add_question(question, texts),
            Next::End(end) => texts.push(statuses(&end.reason).chain([end.code]).collect()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_ask_for_most_is_among_the_pairs_that_come_first() {
        let facts = crate::content::tests::facts();
        let first: Vec<(u16, u16)> = most(&facts)
            .into_iter()
            .map(|pair| (pair.smaller().code.get(), pair.larger().code.get()))
            .collect();
        assert_eq!(first.len(), MOST);
        assert!(first.is_sorted(), "{first:?}");
        for pair in
            [(200, 204), (302, 303), (400, 422), (401, 403), (404, 410), (500, 503), (502, 504)]
        {
            assert!(first.contains(&pair), "{pair:?} is not among {first:?}");
        }
    }
}

//! What people type who look for a code and know neither its number nor its name.

use crate::{
    Record, StatusCode,
    rules::{Broken, Findings},
};
use std::collections::{BTreeMap, BTreeSet};

/// For each code what is asked by those whom it answers, in their words: `data/queries.json`. The search learns
/// from it how people speak of a code; its quality is judged by other queries.
pub type Queries = BTreeMap<StatusCode, Vec<String>>;

/// Every rule that the queries must meet, as the path of a member and what would be right.
pub(crate) fn check(queries: &Queries, records: &[Record]) -> Vec<Broken> {
    let mut found = Findings::default();
    let mut seen = BTreeSet::new();
    for (code, texts) in queries {
        if !records.iter().any(|record| record.code == *code) {
            found.add(code.to_string(), "has no record: nothing is found by it");
        }
        for (i, text) in texts.iter().enumerate() {
            let at = format!("{code}[{i}]");
            let words: Vec<_> = text.split_whitespace().collect();
            if words.is_empty() || words.join(" ") != *text || text.to_lowercase() != *text {
                found.add(&at, "is words in small letters, a space between");
            }
            if text.contains(&code.to_string()) {
                found.add(&at, "holds the number: who knows it needs no words");
            }
            if !seen.insert(text) {
                found.add(at, "is there twice: it teaches nothing about either code");
            }
        }
    }
    found.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_words_of_those_who_do_not_know_the_number() {
        let code = StatusCode::new(404).expect("a code");
        let broken = |texts: &[&str]| {
            let texts = texts.iter().map(|&text| text.to_owned()).collect();
            let found = check(&Queries::from([(code, texts)]), &[]);
            found.into_iter().map(|(member, _)| member).collect::<Vec<_>>()
        };
        assert_eq!(broken(&["page vanished", "broken link"]), ["404"], "no record");
        for text in ["Page vanished", "page  vanished", " page", "", "404 page"] {
            assert_eq!(broken(&[text]), ["404", "404[0]"], "{text:?}");
        }
        assert_eq!(broken(&["broken link", "broken link"]), ["404", "404[1]"]);
    }
}

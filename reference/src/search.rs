//! Search (interim shape).
#![allow(missing_docs)]
use crate::{Entry, catalog};
use core::ops::Range;
use facts::Class;

#[derive(Clone, PartialEq, Debug, Default)]
pub struct Answer {
    pub hits: Vec<Hit>,
    pub class: Option<Class>,
    pub corrections: Vec<Correction>,
    pub offer: Option<Offer>,
    pub is_strong: bool,
    words: Vec<String>,
}
#[derive(Clone, PartialEq, Debug)]
pub struct Hit {
    pub entry: &'static Entry,
    pub why: Option<Why>,
}
#[derive(Clone, PartialEq, Debug)]
pub struct Correction {
    pub typed: String,
    pub read: String,
}
#[derive(Clone, PartialEq, Debug)]
pub enum Offer {
    Explain,
    Compare(Vec<&'static Entry>),
    Choose,
}
#[derive(Clone, PartialEq, Debug)]
pub enum Why {
    OldName(String),
    Field(String),
    Vendor(String),
    Constant(String),
    Keyword(String),
    Text,
}
pub fn search(query: &str) -> Answer {
    let words: Vec<String> = query.to_lowercase().split_whitespace().map(str::to_owned).collect();
    let mut hits = vec![];
    for entry in catalog::all() {
        let text = [entry.code.to_string().as_str(), " ", entry.name, " ", entry.summary]
            .concat()
            .to_lowercase();
        if words.iter().all(|w| text.contains(w.as_str())) {
            hits.push(Hit { entry, why: None });
        }
    }
    Answer { is_strong: hits.len() == 1, hits, words, ..Answer::default() }
}
impl Answer {
    pub fn marks(&self, text: &str) -> Vec<Range<usize>> {
        let lower = text.to_ascii_lowercase();
        self.words
            .iter()
            .filter_map(|w| lower.find(w.as_str()).map(|at| at..at + w.len()))
            .collect()
    }
}
pub fn best_sentence<'a>(answer: &Answer, text: &'a str) -> Option<&'a str> {
    text.split_inclusive(". ").find(|s| !answer.marks(s).is_empty())
}

//! The inverted index: for each term the documents that hold it, each with its weight there. Built by
//! `build.rs` (and by the benchmark, over more records than there are), which includes this file.
//!
//! The weight of a term in a document is that of BM25F (Robertson, Zaragoza and Taylor 2004): its
//! frequencies in the fields, weighted, before saturation; times its inverse document frequency, to which a
//! document counts by that weight too.

use super::{
    analysis::{joined, stems, terms, words},
    concepts::{self, Concepts},
    messages::Messages,
};
use std::collections::{BTreeMap, BTreeSet};

/// How fast further occurrences of a term in a document stop counting.
const K1: f32 = 2.0;
/// How much the length of a field counts against its terms.
const B: f32 = 0.6;
/// How much the length of a line counts against its terms: who types `delete` means `deleted`, and not `cannot
/// delete while used`.
const LINE: f32 = 0.9;
/// From which weight on, before saturation, a document counts in full as one of those that hold a term. A
/// word that most records mention and few are about, as `redirect` is, tells these few apart.
const IN_FULL: f32 = 4.0;
/// The weight that is stored as the largest, and every step below.
const STEPS: f32 = 15.0;
/// A weight that is not worth its bytes, as a share of the greatest. Where a term weighs most it is kept whatever
/// it weighs: a word that is on a page is known, and no misspelling of another.
const LEAST: f32 = 0.129;

/// The character that is the number 0 in an index as text; the others follow.
const ZERO: u32 = ' ' as u32;

/// A field of a document.
#[derive(Clone, Debug)]
pub struct Field {
    /// What it is.
    pub kind: Kind,
    /// Its text, a line for each part that is found by itself.
    pub text: String,
}

/// A kind of field, which all documents have.
#[derive(Clone, Copy, Debug)]
pub struct Kind {
    /// What it holds.
    pub holds: Holds,
    /// What its terms count.
    pub weight: f32,
}

/// What a field holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Holds {
    /// Names: every term of theirs is kept, whatever it weighs.
    Names,
    /// What software says, a line for each message, which is known as a whole, too: see [`Messages`].
    Messages,
    /// Anything else.
    Words,
}

/// A field as its kind and its terms, each with what an occurrence counts.
type Analysed = (Kind, Vec<(String, f32)>);

/// A term, how many documents hold it, and what it weighs in each.
type Weighed<'a> = (&'a str, f32, Vec<(u32, f32)>);

/// The index. Terms and postings lie one after the other, each term's found by where the next begins: a first
/// visit waits for the index to be unpacked, and thousands of small lists take long to make.
#[derive(Default, Debug)]
pub struct Index {
    /// The terms, sorted, and where each ends.
    terms: String,
    term_ends: Vec<u32>,
    /// The postings of all terms: the document's place, and the weight from 1 to 15; and where each term's end.
    postings: Vec<(u32, u8)>,
    posting_ends: Vec<u32>,
    /// For each term how many documents hold it, those counted in part that only mention it: its postings may
    /// be fewer, for want of weight.
    frequencies: Vec<u32>,
    messages: Messages,
    /// How many documents there are.
    documents: usize,
}

impl Index {
    /// Builds the index of documents, each given by its fields.
    pub fn build(documents: &[Vec<Field>], concepts: &Concepts) -> Index {
        let fields = documents.iter().map(Vec::len).max().unwrap_or(0);
        let mut lengths = vec![0f32; fields];
        let analysed: Vec<Vec<Analysed>> = documents
            .iter()
            .map(|document| {
                let analyse = |Field { kind, text }: &Field| {
                    (*kind, text.lines().flat_map(|line| occurrences(line, concepts)).collect())
                };
                document.iter().map(analyse).collect()
            })
            .collect();
        for document in &analysed {
            for (at, (_, terms)) in document.iter().enumerate() {
                lengths[at] += terms.len() as f32 / documents.len() as f32;
            }
        }
        let mut weights: BTreeMap<&str, BTreeMap<u32, f32>> = BTreeMap::new();
        let mut named = BTreeSet::new();
        for (number, document) in analysed.iter().enumerate() {
            for (at, (kind, terms)) in document.iter().enumerate() {
                let relative = terms.len() as f32 / lengths[at].max(1.0);
                let each = kind.weight / (1.0 - B + B * relative);
                for (term, share) in terms {
                    if kind.holds == Holds::Names {
                        named.insert((term.as_str(), number as u32));
                    }
                    *weights.entry(term).or_default().entry(number as u32).or_default() +=
                        each * share;
                }
            }
        }
        let count = documents.len() as f32;
        let mut found: Vec<Weighed> = Vec::new();
        let mut greatest = 0f32;
        for (term, documents) in weights {
            let holds = |weight: &f32| (weight / IN_FULL).min(1.0);
            let frequency = documents.values().map(holds).sum::<f32>().max(1.0);
            let rarity = rarity(count, frequency);
            let weigh = |weight: f32| rarity * weight / (K1 + weight);
            let postings: Vec<_> =
                documents.into_iter().map(|(number, weight)| (number, weigh(weight))).collect();
            greatest =
                postings.iter().fold(greatest, |greatest, (_, weight)| greatest.max(*weight));
            found.push((term, frequency, postings));
        }
        let mut index = Index { documents: documents.len(), ..Index::default() };
        for (number, document) in (0..).zip(documents) {
            for field in document.iter().filter(|field| field.kind.holds == Holds::Messages) {
                index.messages.add(&field.text, number);
            }
        }
        for (term, frequency, postings) in found {
            let most = postings.iter().fold(0f32, |most, (_, weight)| most.max(*weight));
            let kept: Vec<_> = postings
                .into_iter()
                .filter(|(number, weight)| {
                    *weight >= (LEAST * greatest).min(most) || named.contains(&(term, *number))
                })
                .map(|(number, weight)| {
                    let step = (weight / greatest * STEPS).round().clamp(1.0, STEPS);
                    (number, step as u8)
                })
                .collect();
            index.frequencies.push((frequency.round() as u32).max(kept.len() as u32));
            index.terms.push_str(term);
            index.term_ends.push(index.terms.len() as u32);
            index.postings.extend(kept);
            index.posting_ends.push(index.postings.len() as u32);
        }
        index
    }

    /// The index as text, like beside like, which is what compresses: how many letters each term shares with
    /// the one before, and a line of the other letters; how many postings it has; how many more documents hold
    /// it; the documents as differences; the weights; the messages. A number is a character: one that hosts compress
    /// as text, and that needs no reading of bits.
    pub fn text(&self) -> String {
        let mut numbers = String::new();
        let mut endings = Vec::new();
        let mut push = |number: u32| numbers.extend(char::from_u32(ZERO + number));
        self.each_shared(|shared, ending| {
            push(shared as u32);
            endings.push(ending);
        });
        for at in 0..self.term_count() {
            push(self.postings(at).len() as u32);
        }
        for at in 0..self.term_count() {
            push(self.frequencies[at] - self.postings(at).len() as u32);
        }
        for at in 0..self.term_count() {
            let mut last = 0;
            for (number, _) in self.postings(at) {
                push(number - last);
                last = *number;
            }
        }
        self.postings.iter().for_each(|(_, weight)| push(u32::from(*weight)));
        self.messages.write(&mut push);
        [endings.join(" "), numbers].join("\n")
    }

    /// Tells how many letters each term shares with the one before, and the rest of it.
    fn each_shared<'a>(&'a self, mut each: impl FnMut(usize, &'a str)) {
        let mut last = "";
        for term in self.terms() {
            let pairs = last.char_indices().zip(term.chars());
            let shared = pairs.take_while(|((_, a), b)| a == b).last();
            let shared = shared.map_or(0, |((at, letter), _)| at + letter.len_utf8());
            each(shared, term.get(shared..).unwrap_or_default());
            last = term;
        }
    }

    /// Reads what [`Index::text`] wrote; `None` where the text is anything else.
    pub fn read(text: &str, documents: usize) -> Option<Index> {
        let (endings, numbers) = text.split_once('\n')?;
        let mut numbers = numbers.chars();
        let mut pull = || (numbers.next()? as u32).checked_sub(ZERO);
        let mut index = Index { documents, ..Index::default() };
        let mut last = 0;
        for ending in endings.split(' ') {
            let (start, shared) = (last, pull()? as usize);
            last = index.terms.len();
            let shared = index.terms.get(start..start + shared)?.to_owned();
            index.terms.push_str(&shared);
            index.terms.push_str(ending);
            index.term_ends.push(index.terms.len() as u32);
        }
        let mut end = 0;
        for _ in 0..index.term_count() {
            end += pull()?;
            index.posting_ends.push(end);
        }
        for at in 0..index.term_count() {
            let count = Index::range(&index.posting_ends, at).len() as u32;
            index.frequencies.push(count + pull()?);
        }
        for at in 0..index.term_count() {
            let mut last = 0;
            for _ in Index::range(&index.posting_ends, at) {
                last += pull()?;
                if last as usize >= documents {
                    return None;
                }
                index.postings.push((last, 0));
            }
        }
        for (_, weight) in &mut index.postings {
            *weight = pull()? as u8;
        }
        index.messages = Messages::read(&mut pull, documents)?;
        numbers.next().is_none().then_some(index)
    }

    /// How many terms there are.
    pub fn term_count(&self) -> usize {
        self.term_ends.len()
    }

    /// The term at a place.
    pub fn term(&self, at: usize) -> &str {
        self.terms.get(Index::range(&self.term_ends, at)).unwrap_or_default()
    }

    /// The terms, sorted.
    pub fn terms(&self) -> impl Iterator<Item = &str> {
        (0..self.term_count()).map(|at| self.term(at))
    }

    /// The postings of a term: each document's place, in order, and the term's weight there, from 1 to 15.
    pub fn postings(&self, at: usize) -> &[(u32, u8)] {
        &self.postings[Index::range(&self.posting_ends, at)]
    }

    /// How rare a term is: what it counts in a query.
    pub fn rarity(&self, at: usize) -> f32 {
        rarity(self.documents as f32, self.frequencies[at] as f32)
    }

    /// What software says with the documents.
    pub fn messages(&self) -> &Messages {
        &self.messages
    }

    /// Where what is at a place lies, by where each ends.
    fn range(ends: &[u32], at: usize) -> core::ops::Range<usize> {
        let start = at.checked_sub(1).map_or(0, |before| ends[before]);
        start as usize..ends[at] as usize
    }

    /// The first place of which the term is not before `text`.
    fn place(&self, text: &str) -> usize {
        let (mut from, mut to) = (0, self.term_count());
        while from < to {
            let middle = (from + to) / 2;
            if self.term(middle) < text { from = middle + 1 } else { to = middle }
        }
        from
    }

    /// The place of a term.
    pub fn find(&self, term: &str) -> Option<usize> {
        let at = self.place(term);
        (at < self.term_count() && self.term(at) == term).then_some(at)
    }

    /// The places of the terms of a text, of those that there are.
    pub fn places(&self, text: &str) -> Vec<usize> {
        terms(text).iter().filter_map(|term| self.find(term)).collect()
    }

    /// The places of the terms that begin with `start`.
    pub fn beginning_with(&self, start: &str) -> core::ops::Range<usize> {
        let from = self.place(start);
        let begins = |at: &usize| self.term(*at).starts_with(start);
        from..from + (from..self.term_count()).take_while(begins).count()
    }
}

/// How rare a term is that so many of so many documents hold: its inverse document frequency.
fn rarity(documents: f32, frequency: f32) -> f32 {
    (1.0 + (documents - frequency + 0.5) / (frequency + 0.5)).ln()
}

/// The terms and concepts of a line, each with what an occurrence counts for the line's length.
fn occurrences(line: &str, concepts: &Concepts) -> Vec<(String, f32)> {
    let share = |terms: usize| (terms as f32).powf(LINE);
    let terms = terms(line);
    let length = share(terms.len().max(1));
    let joined = joined(line);
    let mut found: Vec<_> =
        terms.into_iter().chain(joined).map(|term| (term, 1.0 / length)).collect();
    let stems = stems(&words(line));
    let stems: Vec<&str> = stems.iter().map(String::as_str).collect();
    concepts.find(&stems, &mut |_, count, group, is_one_way| {
        if !is_one_way {
            // What several words mean together takes up as much of the line as they do.
            found.push((concepts::term(group), share(count) / length));
        }
    });
    found
}

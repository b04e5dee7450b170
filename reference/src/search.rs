//! Search: from what a person types to the codes they may mean, best first, with the reason.
//!
//! A query is read first for what it is (`reading`), then its words are looked up in an inverted index
//! (`index`): as they are, as beginnings, as synonyms, and where nobody knows them, as typos (`fuzzy`). What
//! a code's words weigh is decided when the index is built, in `fields`.

// See `part`.
#![warn(clippy::string_slice)]

pub mod analysis;
mod at_hand;
pub mod concepts;
mod fuzzy;
pub(crate) mod messages;
mod rank;
mod reading;
mod site;

#[cfg(feature = "bench")]
pub mod fields;
pub mod index;

use crate::{
    Entry,
    part::{from, until},
};
use core::ops::Range;
use facts::Class;

pub use at_hand::at_hand;
pub use rank::Searcher;
pub use site::{TEXT, concepts_of_site, search, with_site};

/// At most this many characters of a query are searched for: a longer one is a paste.
pub const LONGEST_QUERY: usize = 400;

/// What a query is answered with.
#[derive(Clone, PartialEq, Default, Debug)]
pub struct Answer {
    /// The codes that may be meant, best first.
    pub hits: Vec<Hit>,
    /// The class that the query asks for.
    pub class: Option<Class>,
    /// What was read over a typo.
    pub corrections: Vec<Correction>,
    /// What else answers the query.
    pub offer: Option<Offer>,
    /// Whether it was given without the index, which may know more.
    pub is_partial: bool,
    /// Whether the first hit is clearly what is meant.
    pub is_strong: bool,
    /// The terms that were looked up, for marking them in texts.
    sought: Vec<Sought>,
}

/// A term that was looked up.
#[derive(Clone, PartialEq, Debug)]
struct Sought {
    term: String,
    /// Whether words that only begin so count too.
    is_beginning: bool,
}

/// A code that a query found.
#[derive(Clone, PartialEq, Debug)]
pub struct Hit {
    /// The code.
    pub entry: &'static Entry,
    /// Why it is there, where its name and summary do not show it.
    pub why: Option<Why>,
}

/// A word that was read over a typo; or all that was typed, which was read as a name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Correction {
    /// As it was typed.
    pub typed: String,
    /// As it was read.
    pub read: String,
}

/// What else answers a query.
#[derive(Clone, PartialEq, Debug)]
pub enum Offer {
    /// It is a line of a response or a log, which can be explained.
    Explain,
    /// It asks to tell two or three codes apart.
    Compare(Vec<&'static Entry>),
    /// It asks which code to send.
    Choose,
}

/// Why a code is there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Why {
    /// A message that software prints with it, word for word.
    Said,
    /// An earlier or other name.
    OldName(&'static str),
    /// A header field that comes with it.
    Field(&'static str),
    /// Its vendor.
    Vendor(&'static str),
}

impl Answer {
    /// The places of `text` that hold what was sought, in bytes, in order and apart.
    pub fn marks(&self, text: &str) -> Vec<Range<usize>> {
        let is_sought = |word: &str| {
            self.sought.iter().any(|sought| {
                // A word begins as its stem does: most need not be stemmed to be told apart.
                word.chars().next() == sought.term.chars().next()
                    && (sought.is_beginning
                        && word.starts_with(&sought.term)
                        && sought.term.len() > 1
                        || analysis::stem(word) == sought.term)
            })
        };
        let words = analysis::words(text).into_iter();
        words.filter(|word| is_sought(&word.text)).map(|word| word.start..word.end).collect()
    }
}

/// The sentence of `text` that holds most of what was sought, where one holds some.
pub fn best_sentence<'a>(answer: &Answer, text: &'a str) -> Option<&'a str> {
    let (mut most, mut best) = (0, None);
    let (mut start, mut last) = (0, b' ');
    // The end of the text is one of a sentence.
    for (at, byte) in (1..).zip(text.bytes().chain([b'\n'])) {
        // A stop within a number or a name (`§11.7`, `example.com`) ends none.
        if matches!(byte, b'?' | b'\n') || last == b'.' && byte == b' ' {
            let sentence = from(until(text, at.min(text.len())), start).trim();
            let count = answer.marks(sentence).len();
            if count > most {
                (most, best) = (count, Some(sentence));
            }
            start = at;
        }
        last = byte;
    }
    best
}

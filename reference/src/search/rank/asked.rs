//! What a query asks: each of its words with the terms that it may mean.

use super::{
    Searcher, letters,
    spelling::{Spelled, Unheard},
};
use crate::search::{
    Correction,
    analysis::{self, Word, is_stop, stem, words},
    concepts, reading,
};

/// A term that may be meant by a word, and how surely, from 0 to 1.
type Reading = (usize, f32);

/// How sure a word is of a term that begins with it.
pub(super) const BEGINS: f32 = 0.2;
/// That means the same.
const MEANS: f32 = 0.85;
/// That it means together with others.
const MEANS_TOGETHER: f32 = 0.8;
/// That is one of several of which it is made up: `notfound`.
const RUNS_TOGETHER: f32 = 0.95;
/// What a word counts that is denied.
const DENIED: f32 = 0.3;
/// Words that deny the next, as stems.
const NOT: [&str; 4] = ["not", "doesnt", "isnt", "wont"];
/// From where on a word means a term rather than not.
const LIKELY: f32 = 0.6;
/// How many terms a beginning may stand for.
const MOST_BEGINNINGS: usize = 12;
/// How many words may be one elsewhere.
const MOST_JOINED: usize = 3;

/// A word of the query with the terms that it may mean.
pub(super) struct Asked {
    pub(super) word: Word,
    pub(super) readings: Vec<Reading>,
}

/// What is read of a query: what is asked, its words as they would be spelled right, and what was corrected.
#[derive(Default)]
struct Read {
    asked: Vec<Asked>,
    spelled: Vec<Spelled>,
    corrections: Vec<Correction>,
}

impl Searcher {
    /// What each word of the query may mean.
    pub(super) fn read(&self, query: &str) -> (Vec<Asked>, Vec<Correction>) {
        let (asked, corrections) = self.read_words(query);
        // Nobody knows one of the words; or there is but one, and it was taken for another or for several.
        let is_unknown = asked.iter().any(|word| word.readings.is_empty());
        let is_doubtful = !corrections.is_empty() || asked.len() > 1;
        let is_meant = |term: &usize| {
            asked.iter().any(|word| word.readings.iter().any(|(meant, _)| meant == term))
        };
        if (is_unknown || is_doubtful && words(query).len() == 1)
            && let Some((wrong, name)) = self.nearly_named(&letters(query))
            && (is_unknown || wrong <= 1)
            && !name.terms.iter().all(is_meant)
        {
            let read = Correction { typed: query.to_owned(), read: name.name.to_owned() };
            let corrections = if wrong > 0 { vec![read] } else { Vec::new() };
            return (self.read_words(name.name).0, corrections);
        }
        (asked, corrections)
    }

    fn read_words(&self, query: &str) -> (Vec<Asked>, Vec<Correction>) {
        // A number that names nothing here is an amount, or a year.
        let tells =
            |word: &Word| !analysis::is_digits(&word.text) || self.index.find(&word.text).is_some();
        let telling: Vec<Word> = reading::telling(query).into_iter().filter(tells).collect();
        let ends_open = query.ends_with(analysis::is_letter);
        let mut read = Read::default();
        let mut rest = &telling[..];
        while let [word, others @ ..] = rest {
            if let Some((count, asked)) = self.joined(rest) {
                let (joined, others) = rest.split_at(count);
                read.asked.push(asked);
                read.spelled.extend(joined.iter().map(Spelled::as_typed));
                rest = others;
                continue;
            }
            rest = others;
            if is_stop(&word.text) {
                read.spelled.push(Spelled::as_typed(word));
                continue;
            }
            let mut readings = self.known(&word.text);
            if others.is_empty() && ends_open && word.text.len() > 1 {
                self.beginnings(&word.text, &mut readings);
            }
            if readings.is_empty() {
                self.read_unheard(word, &mut read);
            } else {
                read.asked.push(Asked { word: word.clone(), readings });
                read.spelled.push(Spelled::as_typed(word));
            }
        }
        self.add_concepts(&mut read);
        (read.asked, read.corrections)
    }

    /// The first words of some where they are one elsewhere (`time out`, `if-match`), and how many they are.
    fn joined(&self, words: &[Word]) -> Option<(usize, Asked)> {
        (2..=MOST_JOINED).rev().find_map(|count| {
            let words = words.get(..count)?;
            if words.iter().all(|word| is_stop(&word.text)) {
                return None;
            }
            let text: String = words.iter().map(|word| word.text.as_str()).collect();
            let readings = self.known(&text);
            let word = Word { text, start: words[0].start, end: words[count - 1].end };
            (!readings.is_empty()).then_some((count, Asked { word, readings }))
        })
    }

    /// The term that a word is.
    fn known(&self, word: &str) -> Vec<Reading> {
        self.index.find(&stem(word)).map(|at| (at, 1.0)).into_iter().collect()
    }

    /// Adds the terms that begin with what is typed, which may not be typed to its end.
    fn beginnings(&self, word: &str, readings: &mut Vec<Reading>) {
        for at in self.index.beginning_with(word).take(MOST_BEGINNINGS) {
            if !readings.iter().any(|(known, _)| *known == at) {
                readings.push((at, BEGINS));
            }
        }
    }

    /// Reads a word that no record holds.
    fn read_unheard(&self, word: &Word, read: &mut Read) {
        let mut spelled = Spelled::as_typed(word);
        let mut readings = Vec::new();
        match self.unheard(&word.text) {
            Unheard::Idle => return,
            Unheard::Terms(terms) => {
                for term in terms {
                    let readings = vec![(term, RUNS_TOGETHER)];
                    read.asked.push(Asked { word: word.clone(), readings });
                    let stem = self.index.term(term).to_owned();
                    read.spelled.push(Spelled { stem, ..Spelled::as_typed(word) });
                }
                read.spelled.push(spelled);
                return;
            }
            Unheard::Misspelt(meant, full) => {
                read.corrections.push(Correction { typed: word.text.clone(), read: full });
                if let Some((stem, sure)) = meant.first() {
                    spelled.stem = (*stem).to_owned();
                    spelled.sure = *sure;
                }
                let reading = |(stem, sure)| Some((self.index.find(stem)?, sure));
                readings.extend(meant.into_iter().filter_map(reading));
            }
            Unheard::Itself => {}
        }
        read.asked.push(Asked { word: word.clone(), readings });
        read.spelled.push(spelled);
    }

    /// Adds what words of the query mean together, or mean like others.
    fn add_concepts(&self, read: &mut Read) {
        let Read { asked, spelled: all, .. } = read;
        let stems: Vec<&str> = all.iter().map(|word| word.stem.as_str()).collect();
        self.concepts.find(&stems, &mut |start, count, group, _| {
            let Some(term) = self.index.find(&concepts::term(group)) else { return };
            let (first, last) = (&all[start], &all[start + count - 1]);
            let sure =
                all[start..start + count].iter().fold(1f32, |sure, word| sure.min(word.sure));
            // What a part of a name means is not asked: `Accept-Patch` neither accepts nor patches.
            let is_part = |word: &Asked| {
                let Word { start, end, .. } = word.word;
                start <= first.start && last.end <= end && (start, end) != (first.start, last.end)
            };
            if asked.iter().any(is_part) {
                return;
            }
            let known = asked.iter_mut().find(|word| word.word.start == first.start);
            match known {
                Some(word) if count == 1 => word.readings.push((term, MEANS * sure)),
                _ => {
                    // `working` is not what is meant by `not working`, nor is `not` by itself.
                    if NOT.contains(&stems[start]) {
                        let is_denied =
                            |word: &&mut Asked| (first.start..last.end).contains(&word.word.start);
                        let denied = asked.iter_mut().filter(is_denied);
                        denied
                            .flat_map(|word| &mut word.readings)
                            .for_each(|(_, sure)| *sure *= DENIED);
                    }
                    let text = stems[start..start + count].join(" ");
                    let word = Word { text, start: first.start, end: last.end };
                    asked.push(Asked { word, readings: vec![(term, MEANS_TOGETHER * sure)] });
                }
            }
        });
    }
}

/// The terms that a query means rather than not, sorted: how surely each, and which of its words mean it, a bit
/// for each.
pub(super) struct Meant(Vec<(usize, f32, u64)>);

impl Meant {
    pub(super) fn of(asked: &[Asked]) -> Meant {
        let mut meant = Meant(Vec::new());
        for (number, word) in asked.iter().enumerate() {
            // The last bit is that of all words there are no more bits for.
            let bit = 1 << number.min(63);
            for &(term, sure) in word.readings.iter().filter(|(_, sure)| *sure >= LIKELY) {
                match meant.place(term) {
                    Ok(at) => {
                        let (_, surest, words) = &mut meant.0[at];
                        *surest = surest.max(sure);
                        *words |= bit;
                    }
                    Err(at) => meant.0.insert(at, (term, sure, bit)),
                }
            }
        }
        meant
    }

    /// Where a term stands, or would.
    fn place(&self, term: usize) -> Result<usize, usize> {
        self.0.binary_search_by_key(&term, |(meant, ..)| *meant)
    }

    /// How surely a term is meant, 0 where it is not, and by which words.
    pub(super) fn term(&self, term: usize) -> (f32, u64) {
        self.place(term).map_or((0.0, 0), |at| (self.0[at].1, self.0[at].2))
    }

    /// How many words mean one of these terms.
    pub(super) fn words(&self, terms: &[usize]) -> u32 {
        terms.iter().fold(0, |words, term| words | self.term(*term).1).count_ones()
    }
}

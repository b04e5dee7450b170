//! What a word was meant to be that no record holds.

use super::{Name, Searcher, initial};
use crate::{
    Entry,
    part::{from, until},
    search::{
        analysis::{self, Word, is_stop, stem, words},
        fuzzy,
    },
};

/// How sure a misspelt word is of a stem, by the letters that are wrong.
const MISSPELLS: [f32; 3] = [1.0, 0.85, 0.65];
/// What a further reading counts beside the likeliest.
const OR_ELSE: f32 = 0.6;
/// How many stems a misspelt word may stand for.
const MOST: usize = 4;

/// What a word is that no record holds.
pub(super) enum Unheard<'a> {
    /// One that says nothing of which code is meant, with a mistake in it.
    Idle,
    /// Terms without the spaces between: `notfound`.
    Terms(Vec<usize>),
    /// Misspelt: the stems that it may be, the likeliest first, with how sure each is; and that one in full.
    Misspelt(Vec<(&'a str, f32)>, String),
    /// A word of the synonyms, or of nothing that is known.
    Itself,
}

/// A word of the query as it would be spelled right.
pub(super) struct Spelled {
    pub(super) stem: String,
    /// How sure that is, from 0 to 1.
    pub(super) sure: f32,
    /// Where what was typed begins and ends, in bytes.
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Spelled {
    pub(super) fn as_typed(word: &Word) -> Spelled {
        Spelled { stem: stem(&word.text), sure: 1.0, start: word.start, end: word.end }
    }
}

impl Searcher {
    /// What a word is that no record holds.
    pub(super) fn unheard(&self, word: &str) -> Unheard<'_> {
        let is_known = self.known_stem(&stem(word)).is_some();
        let mended = if is_known { Vec::new() } else { fuzzy::mended(word) };
        // So many words say nothing that one of them is likelier than a rare one.
        if mended.iter().any(|mended| is_stop(mended)) {
            return Unheard::Idle;
        }
        let mut meant = Vec::new();
        if !is_known {
            meant = self.misspelt(word, 1, &mended);
        }
        let is_begun_right =
            |(stem, _): &(&str, f32)| stem.as_bytes().first() == word.as_bytes().first();
        if !meant.first().is_some_and(is_begun_right)
            && let Some(terms) = self.divided(word, 4)
        {
            return Unheard::Terms(terms);
        }
        if meant.is_empty() && !is_known {
            meant = self.misspelt(word, 2, &[]);
        }
        match meant.first() {
            Some((stem, _)) => {
                let read = self.full_word(stem, word, mended);
                Unheard::Misspelt(meant, read)
            }
            None => Unheard::Itself,
        }
    }

    /// A word that is up to `most` words without the spaces between: `notfound`.
    fn divided(&self, word: &str, most: usize) -> Option<Vec<usize>> {
        if !word.is_ascii() || word.len() > 40 {
            return None;
        }
        let whole = (word.len() > 2).then(|| self.index.find(&stem(word))).flatten();
        if let Some(term) = whole {
            return Some(vec![term]);
        }
        (3..word.len().saturating_sub(2)).rev().filter(|_| most > 1).find_map(|at| {
            let first = self.index.find(&stem(until(word, at)))?;
            let mut rest = self.divided(from(word, at), most - 1)?;
            rest.insert(0, first);
            Some(rest)
        })
    }

    /// The name of several words that is typed but for a letter or two, given without what stands between them, and
    /// how many are wrong: `methodnotalowed`. The first letter is right.
    pub(super) fn nearly_named(&self, typed: &str) -> Option<(usize, &Name)> {
        let mut nearest = None;
        let (most, first) = (fuzzy::bound(typed), initial(typed));
        for about in self.about.iter().filter(|about| about.initials & first != 0) {
            for name in &about.names {
                let letters = &name.letters;
                if letters.len() < name.name.len()
                    && letters.as_bytes().first() == typed.as_bytes().first()
                    && let Some(wrong) = fuzzy::distance(typed.as_bytes(), letters.as_bytes(), most)
                    && nearest.is_none_or(|(least, _)| wrong < least)
                {
                    nearest = Some((wrong, name));
                }
            }
        }
        nearest
    }

    /// The stems that a word that nobody knows comes nearest to, with how sure each is. Of those as near, the
    /// first is the likeliest: people get the beginning of a word right. `mended` is what [`fuzzy::mended`] has.
    fn misspelt(&self, word: &str, most: usize, mended: &[String]) -> Vec<(&str, f32)> {
        let term = stem(word);
        let most = fuzzy::bound(word).min(most);
        if most == 0 {
            return Vec::new();
        }
        let letters = letters_of(&term);
        let mut found: Vec<(usize, &str)> = Vec::new();
        for (at, (length, others)) in self.shapes().iter().enumerate() {
            // Most are told apart without a look at them.
            if *length < 3
                || length.abs_diff(term.len()) > most
                || (others ^ letters).count_ones() as usize > 2 * most
            {
                continue;
            }
            let other = at.checked_sub(self.index.term_count());
            let known = other.map_or_else(|| self.index.term(at), |at| self.other_stems()[at]);
            if let Some(distance) = fuzzy::distance(term.as_bytes(), known.as_bytes(), most)
                && !found.contains(&(distance, known))
            {
                found.push((distance, known));
            }
        }
        // A mistake in its ending leaves that on the stem (`permissoin`).
        for mended in mended {
            if let Some(known) = self.known_stem(&stem(mended))
                && known.len() > 2
                && !found.contains(&(1, known))
            {
                found.push((1, known));
            }
        }
        let nearest = found.iter().map(|(distance, _)| *distance).min().unwrap_or_default();
        found.retain(|(distance, _)| *distance == nearest);
        let is_of_name = |known: &str| {
            self.index.find(known).is_some_and(|term| {
                let mut entries = self.index.postings(term).iter();
                entries.any(|(at, _)| {
                    self.about[*at as usize].names.iter().any(|name| name.terms.contains(&term))
                })
            })
        };
        let mut least = usize::MAX;
        for at in 0..found.len() {
            let known = found[at].1;
            let is_begun_wrong = known.as_bytes().first() != term.as_bytes().first();
            // The beginning tells most, then the length, then whether a name has it.
            let odds = 1000 * usize::from(is_begun_wrong)
                + 2 * (100 - known.len().min(100))
                + usize::from(!is_of_name(known));
            if odds < least {
                least = odds;
                found.swap(0, at);
            }
        }
        let sure = |at: usize| MISSPELLS[nearest.min(2)] * if at == 0 { 1.0 } else { OR_ELSE };
        let all = found.into_iter().take(MOST).enumerate();
        all.map(|(at, (_, known))| (known, sure(at))).collect()
    }

    /// The stems of words that are in no record and mean something there, sorted.
    fn other_stems(&self) -> &[&'static str] {
        self.other_stems.get_or_init(|| {
            let mut stems = Vec::new();
            for stem in self.concepts.words() {
                let is_other = !is_stop(stem) && self.index.find(stem).is_none();
                if is_other && let Err(at) = stems.binary_search(&stem) {
                    stems.insert(at, stem);
                }
            }
            stems
        })
    }

    /// The length of each stem that is known, and its [`letters_of`]: the terms of the index, then the others.
    fn shapes(&self) -> &[(usize, u32)] {
        self.shapes.get_or_init(|| {
            let all = self.index.terms().chain(self.other_stems().iter().copied());
            all.map(|stem| (stem.len(), letters_of(stem))).collect()
        })
    }

    /// A stem as it is known, if it is.
    fn known_stem(&self, stem: &str) -> Option<&str> {
        if let Some(at) = self.index.find(stem) {
            return Some(self.index.term(at));
        }
        let others = self.other_stems();
        others.binary_search(&stem).ok().map(|at| others[at])
    }

    /// What a misspelt word was read as, of which this is the stem: the nearest of the records' words and of
    /// what was typed with a mistake taken back.
    fn full_word(&self, stem: &str, typed: &str, mended: Vec<String>) -> String {
        let mut likeliest = (usize::MAX, stem.to_owned());
        let begins = |word: &str| {
            let letters = word.as_bytes().first().zip(stem.as_bytes().first());
            letters.is_some_and(|(one, other)| one.eq_ignore_ascii_case(other))
        };
        let mut consider = |word: String| {
            let is_form = begins(&word) && analysis::stem(&word) == stem;
            if is_form
                && let Some(distance) =
                    fuzzy::distance(typed.as_bytes(), word.as_bytes(), typed.len())
                && distance < likeliest.0
            {
                likeliest = (distance, word);
            }
            is_form
        };
        let mut holds = |entry: &Entry| {
            let texts = [entry.name, entry.summary, entry.vendor.unwrap_or_default()];
            let parts = texts.into_iter().flat_map(|text| text.split(' '));
            let words = parts.filter(|part| begins(part)).flat_map(words);
            words.fold(false, |holds, word| consider(word.text) | holds)
        };
        // Most stand where they weigh most, and nobody waits for the other entries to be looked through.
        let postings = self.index.find(stem).map_or(&[][..], |term| self.index.postings(term));
        let entries = postings.iter().map(|(at, _)| &self.entries[*at as usize]);
        if !entries.fold(false, |found, entry| holds(entry) | found) {
            self.entries.iter().for_each(|entry| {
                holds(entry);
            });
        }
        mended.into_iter().for_each(|word| {
            consider(word);
        });
        likeliest.1
    }
}

/// The letters of a word as a set of bits.
fn letters_of(word: &str) -> u32 {
    word.bytes().filter(u8::is_ascii_lowercase).fold(0, |set, letter| set | 1 << (letter - b'a'))
}

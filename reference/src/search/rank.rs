//! The ranking: which codes a query means, and how surely.

mod asked;
mod spelling;

use super::{
    Answer, Hit, Sought, Why, analysis, at_hand, concepts::Concepts, index::Index, reading,
};
use crate::{
    Entry, catalog,
    part::{from, holds, until},
};
use asked::{Asked, BEGINS, Meant};
use core::cell::OnceCell;
use facts::StatusCode;

/// What an entry may be found by, with its terms; no `Why` is that of its name and its summary, which show it.
type Reason = (Option<Why>, Vec<usize>);

/// What a further reading of a word counts beside its best.
const BESIDE: f32 = 0.33;
/// What a reading of a word counts at least, however unsure, where it is asked how much of a query is known.
const LEAST_SURE: f32 = 0.6;
/// What of a word is covered that a record holds at all; the rest goes by what the word weighs there, up to `FULL`.
const HELD: f32 = 0.65;
/// The weight from which on a word is covered whole.
const FULL: f32 = 8.0;
/// What of its score a record keeps of whose words the query has next to nothing.
const UNCOVERED: f32 = 0.35;
/// What a word counts that no record holds, beside the known ones.
const UNKNOWN: f32 = 1.75;
/// What it counts that a whole name was asked for.
const NAME: f32 = 20.0;
/// What another name than its own counts.
const OTHER_NAME: f32 = 0.9;
/// How rare a word of a name is at least: it is a part of the name, however common.
const LEAST_RARE: f32 = 0.3;
/// What it counts that a query is part of a summary, to the letter: less than a whole name, which the summary of
/// another code may hold.
const WITHIN_SUMMARY: f32 = 0.8 * NAME;
/// What it counts that a name begins with what is typed: it may not be typed to its end.
const BEGUN: f32 = 14.0;
/// What it counts that software says so with a code, word for word, times the square of how many words: the more they
/// are, the less do people say so by chance.
const SAID: f32 = 4.0;
/// From how many bytes on a query that is part of a summary, to the letter, is taken for just that.
const VERBATIM: usize = 12;
/// What each relation of a code counts: how often it is met.
const MET: f32 = 0.034;
/// How many of them count.
const MOST_MET: u8 = 10;
/// What a vendor's code counts beside a registered one, where no vendor was named.
const UNOFFICIAL: f32 = 0.6;
/// What it counts where it was.
const OF_VENDOR: f32 = 1.5;
/// What a code no longer in force, or never, counts.
const NOT_IN_FORCE: f32 = 0.66;
/// What lifts a code above all that words find: that the query compares it, and that it has it for its status.
const COMPARED: f32 = 2000.0;
const STATUS: f32 = 3000.0;
/// From how many words on a query may mean more than the number in it, which may count something.
const SENTENCE: usize = 4;
/// The share of the best score that words find which such a number has where they mean it, and which another code has
/// where it is worth showing behind the number.
const RIVAL: f32 = 0.5;
/// The share of the best score below which a code is not worth showing.
const LEAST: f32 = 0.2;
/// The same beside the code that is lifted for the status, of whose share words have the rest.
const LEAST_BESIDE_STATUS: f32 = 0.08;
/// How much better than the second the first must be to be surely meant.
const STRONG: f32 = 1.5;
/// How many hits there are at the most.
const MOST: usize = 40;

/// An index with what ranking needs beside it, made once.
pub struct Searcher {
    index: Index,
    entries: &'static [Entry],
    /// What is known of each entry beside, in the same order.
    about: Vec<About>,
    concepts: Concepts<'static>,
    /// See [`Searcher::other_stems`]: made when somebody first misspells a word.
    other_stems: OnceCell<Vec<&'static str>>,
    /// See [`Searcher::shapes`]: made then, too.
    shapes: OnceCell<Vec<(usize, u32)>>,
}

/// What ranking needs to know of an entry again and again.
struct About {
    /// Its name, and its other names.
    names: Vec<Name>,
    /// The terms of its vendor, of which the first names it: `ssl` does not name Qualys SSL Labs.
    vendor: Vec<usize>,
    /// What it is found by, with the terms of each: made when it is first found.
    reasons: OnceCell<Vec<Reason>>,
    /// The [`pairs`] of its summary: whether it can hold a query is seen without looking into it.
    pairs: u64,
    /// The [`initial`] of each of its names, in one.
    initials: u64,
}

/// A name of an entry.
struct Name {
    name: &'static str,
    terms: Vec<usize>,
    /// Its [`letters`].
    letters: String,
}

impl Searcher {
    /// A searcher over the site's own records, of what `publish` writes for the browser: the index as text, and
    /// the words that mean the same. `None` where the text is anything else.
    pub fn from_text(text: &'static str) -> Option<Searcher> {
        let (at, _) = text.match_indices('\n').nth(1)?;
        let entries = catalog::all();
        let index = Index::read(until(text, at), entries.len())?;
        Some(Searcher::new(index, Concepts::read(from(text, at + 1)), entries))
    }

    /// A searcher over an index whose documents are `entries`, in order.
    pub fn new(index: Index, concepts: Concepts<'static>, entries: &'static [Entry]) -> Searcher {
        let name = |name| Name { name, terms: index.places(name), letters: letters(name) };
        let about = |entry: &'static Entry| {
            let names: Vec<_> = [entry.name].into_iter().chain(entry.aliases()).map(name).collect();
            let initials = names.iter().fold(0, |all, name| all | initial(&name.letters));
            About {
                names,
                initials,
                // In lower case it is one word: `LinkedIn` is not named by `link`.
                vendor: index.places(&entry.vendor.unwrap_or_default().to_ascii_lowercase()),
                reasons: OnceCell::new(),
                pairs: pairs(entry.summary),
            }
        };
        Searcher {
            about: entries.iter().map(about).collect(),
            index,
            entries,
            concepts,
            other_stems: OnceCell::new(),
            shapes: OnceCell::new(),
        }
    }

    /// The terms of the index, sorted.
    pub fn terms(&self) -> impl Iterator<Item = &str> {
        self.index.terms()
    }

    /// What the index holds: each term with its codes, and what it weighs there, from 1 to 15.
    pub fn postings(&self) -> impl Iterator<Item = (&str, Vec<(StatusCode, u8)>)> {
        let code = |&(at, weight): &(u32, u8)| (self.entries[at as usize].code, weight);
        let codes = move |at| self.index.postings(at).iter().map(code).collect();
        (0..self.index.term_count()).map(move |at| (self.index.term(at), codes(at)))
    }

    /// The answer to a query.
    pub fn search(&self, query: &str) -> Answer {
        let (query, is_cut) = reading::cut(query);
        if let Some(answer) = at_hand::plain(query, self.entries) {
            return answer;
        }
        let mut answer = Answer::default();
        let status = reading::status(query);
        let (asks, mut compared) = reading::comparison(query);
        let (asked, corrections) = self.read(query);
        let meant = Meant::of(&asked);
        let mut scores = self.scores(&asked, &meant, &letters(query));
        self.add_verbatim(&mut scores, query);
        // Words that mean another code than the number that stands among them are answered behind it.
        let by_words = scores.iter().copied().fold(0f32, f32::max);
        let mut is_other = false;
        if let Some(status) = &status {
            let own = self.place(status.code).map_or(0.0, |at| scores[at]);
            is_other = status.is_bare && asked.len() >= SENTENCE && own < by_words * RIVAL;
            self.lift(&mut scores, status.code, STATUS);
        }
        for entry in &compared {
            self.lift(&mut scores, entry.code, COMPARED);
        }
        // What is worth showing beside a known message is what would be without it.
        let most = scores.iter().copied().fold(0f32, f32::max);
        let least = match status {
            Some(_) if is_other => by_words * RIVAL,
            Some(_) => most * LEAST_BESIDE_STATUS,
            None => most * LEAST,
        };
        let said = self.said(query);
        for &(at, words) in &said {
            scores[at] += SAID * (words * words) as f32;
        }
        // Who asks for one word of a name is shown all that have it.
        for (at, score) in scores.iter_mut().enumerate() {
            if asked.len() == 1 && *score < least && self.name_match(at, &meant, 1) > 0.0 {
                *score = least;
            }
        }
        let ranked = best_of(&scores, least);
        answer.is_strong = match ranked[..] {
            [] => false,
            [_] => true,
            [(_, first), (_, second), ..] => first >= second * STRONG,
        };
        let hit = |&(at, _): &(usize, f32)| {
            let is_said = said.iter().any(|(known, _)| *known == at);
            let why = if is_said { Some(Why::Said) } else { self.why(at, &meant) };
            Hit { entry: &self.entries[at], why }
        };
        answer.hits = ranked.iter().map(hit).collect();
        answer.sought = self.sought(&asked, status.as_ref().map(|status| status.code));
        answer.corrections = corrections;
        if asks && compared.is_empty() {
            compared = self.named_together(query, &ranked);
        }
        answer.offer = reading::offer(query, is_cut, compared, status);
        answer
    }

    /// The two codes of which a query holds the names: `bad gateway or gateway timeout`.
    fn named_together(&self, query: &str, ranked: &[(usize, f32)]) -> Vec<&'static Entry> {
        let typed = letters(query);
        let is_named =
            |at: usize| self.about[at].names.iter().any(|name| holds(&typed, &name.letters));
        match *ranked {
            [(one, _), (other, _), ..] if is_named(one) && is_named(other) => {
                vec![&self.entries[one.min(other)], &self.entries[one.max(other)]]
            }
            _ => Vec::new(),
        }
    }

    /// The entries with which software says what is in the query, word for word, and of how many words that is.
    fn said(&self, query: &str) -> Vec<(usize, u32)> {
        let mut said: Vec<(usize, u32)> = Vec::new();
        self.index.messages().each_in(query, &mut |at, words| match said
            .iter_mut()
            .find(|(known, _)| *known == at)
        {
            Some((_, most)) => *most = words.max(*most),
            None => said.push((at, words)),
        });
        said
    }

    /// Puts a code above all that words found.
    fn lift(&self, scores: &mut [f32], code: StatusCode, by: f32) {
        if let Some(at) = self.place(code) {
            scores[at] += by;
        }
    }

    /// Where the entry of a code is.
    fn place(&self, code: StatusCode) -> Option<usize> {
        self.entries.binary_search_by_key(&code, |entry| entry.code).ok()
    }

    /// Adds what it counts that a summary holds the query to the letter.
    fn add_verbatim(&self, scores: &mut [f32], query: &str) {
        if query.len() < VERBATIM {
            return;
        }
        let (query, sought) = (query.as_bytes(), pairs(query));
        for (at, about) in self.about.iter().enumerate() {
            let parts = || self.entries[at].summary.as_bytes().windows(query.len());
            if sought & !about.pairs == 0 && parts().any(|part| part.eq_ignore_ascii_case(query)) {
                scores[at] += WITHIN_SUMMARY;
            }
        }
    }

    /// How well each entry answers.
    fn scores(&self, asked: &[Asked], meant: &Meant, typed: &str) -> Vec<f32> {
        let count = self.entries.len();
        let mut scores = vec![0f32; count];
        let mut covered = vec![0f32; count];
        let mut all = 0f32;
        let mut best = vec![0f32; count];
        let mut sure = vec![0f32; count];
        for word in asked {
            let weight = word
                .readings
                .iter()
                .map(|(term, sure)| self.index.rarity(*term) * sure.max(LEAST_SURE))
                .fold(0f32, f32::max);
            all += if word.readings.is_empty() { UNKNOWN } else { weight };
            best.fill(0.0);
            sure.fill(0.0);
            for (term, how_sure) in &word.readings {
                for (at, impact) in self.index.postings(*term) {
                    let at = *at as usize;
                    let score = how_sure * f32::from(*impact);
                    best[at] = score.max(best[at]) + BESIDE * score.min(best[at]);
                    let weighs = (f32::from(*impact) / FULL).min(1.0);
                    let cover = how_sure.sqrt() * (HELD + (1.0 - HELD) * weighs);
                    sure[at] = sure[at].max(cover);
                }
            }
            for at in 0..count {
                scores[at] += best[at];
                covered[at] += weight * sure[at];
            }
        }
        let first = initial(typed);
        for (at, entry) in self.entries.iter().enumerate() {
            let is_begun = self.about[at].initials & first != 0
                && self.about[at].names.iter().any(|name| name.letters.starts_with(typed));
            let begun = if is_begun { BEGUN } else { 0.0 };
            if scores[at] + begun == 0.0 {
                continue;
            }
            let coverage = if all > 0.0 { (covered[at] / all).min(1.0) } else { 0.0 };
            scores[at] *= UNCOVERED + (1.0 - UNCOVERED) * coverage * coverage.sqrt();
            scores[at] += begun + NAME * self.name_match(at, meant, asked.len());
            scores[at] *= 1.0 + MET * f32::from(entry.relations.min(MOST_MET));
            let is_named =
                self.about[at].vendor.first().is_some_and(|term| meant.term(*term).1 != 0);
            scores[at] *= match (entry.vendor, is_named) {
                (None, _) => 1.0,
                (Some(_), true) => OF_VENDOR,
                (Some(_), false) => UNOFFICIAL,
            };
            if !matches!(
                entry.state,
                facts::State::Standard | facts::State::Active | facts::State::LogOnly
            ) {
                scores[at] *= NOT_IN_FORCE;
            }
        }
        scores
    }

    /// How far the query is one of the entry's names, from 0 to 1: all of the name, and nothing else.
    fn name_match(&self, at: usize, meant: &Meant, asked: usize) -> f32 {
        let mut best = 0f32;
        for (number, Name { terms: name, .. }) in self.about[at].names.iter().enumerate() {
            let words = meant.words(name);
            if words == 0 {
                continue;
            }
            let (mut found, mut all) = (0f32, 0f32);
            for term in name {
                let rarity = self.index.rarity(*term).max(LEAST_RARE);
                found += meant.term(*term).0 * rarity;
                all += rarity;
            }
            let of_name = found / all;
            let whole = of_name * of_name * words as f32 / asked as f32;
            best = best.max(if number == 0 { whole } else { whole * OTHER_NAME });
        }
        best
    }

    /// Why an entry is there, where its name and summary do not show it.
    fn why(&self, at: usize, meant: &Meant) -> Option<Why> {
        let entry = &self.entries[at];
        if meant.words(&self.about[at].vendor) > 0 {
            return entry.vendor.map(Why::Vendor);
        }
        let reasons = self.about[at].reasons.get_or_init(|| {
            let plain = [(None, entry.name), (None, entry.summary)].into_iter();
            let old_names = entry.aliases().map(|name| (Some(Why::OldName(name)), name));
            let fields = entry.fields().map(|name| (Some(Why::Field(name)), name));
            let all = plain.chain(old_names).chain(fields);
            all.map(|(why, text)| (why, self.index.places(text))).collect()
        });
        let (mut most, mut why) = (0, None);
        for (reason, terms) in reasons {
            let count = meant.words(terms);
            if count > most {
                (most, why) = (count, *reason);
            }
        }
        why
    }

    /// The terms to mark.
    fn sought(&self, asked: &[Asked], status: Option<StatusCode>) -> Vec<Sought> {
        let mut sought: Vec<Sought> = status
            .map(|code| Sought { term: code.to_string(), is_beginning: false })
            .into_iter()
            .collect();
        for (number, word) in asked.iter().enumerate() {
            for (term, sure) in &word.readings {
                let term_of = self.index.term(*term);
                if *sure == BEGINS && number + 1 == asked.len() || term_of.starts_with('~') {
                    continue;
                }
                sought.push(Sought { term: term_of.to_owned(), is_beginning: false });
            }
            if number + 1 == asked.len() {
                sought.push(Sought { term: word.word.text.clone(), is_beginning: true });
            }
        }
        sought
    }
}

/// The entries with the best scores, best first: those that come to `least`. Puts each in its place among the few
/// that are shown, which a general sort is not worth its code for.
fn best_of(scores: &[f32], least: f32) -> Vec<(usize, f32)> {
    let mut best: Vec<(usize, f32)> = Vec::with_capacity(MOST + 1);
    for (at, score) in scores.iter().copied().enumerate() {
        let is_full = best.len() == MOST;
        if score <= 0.0
            || score < least
            || is_full && best.last().is_some_and(|last| score <= last.1)
        {
            continue;
        }
        let place = best.iter().position(|(_, other)| *other < score).unwrap_or(best.len());
        best.insert(place, (at, score));
        best.truncate(MOST);
    }
    best
}

/// Which pairs of letters, upper and lower case alike, a text has: a bit for each, which it shares with others. A
/// text that is part of another has no bit that the other has not (Bloom 1970).
fn pairs(text: &str) -> u64 {
    let bit = |pair: &[u8]| 1 << (((pair[0] << 1) ^ (pair[1] & 31)) & 63);
    text.as_bytes().windows(2).fold(0, |pairs, pair| pairs | bit(pair))
}

/// What of a text is letters and digits, in lower case: what is left of a name where nothing stands between its
/// words.
fn letters(text: &str) -> String {
    let mut letters = text.to_ascii_lowercase();
    letters.retain(analysis::is_letter);
    letters
}

/// The first of [`letters`] as a bit, which it shares with others; no bit where there is none.
fn initial(letters: &str) -> u64 {
    letters.bytes().next().map_or(0, |letter| 1 << (letter & 63))
}

//! Records that nobody wrote, as many as one likes: to see what the search costs where there are more than
//! the site has.

use crate::{
    Entry, catalog,
    chance::Chance,
    search::{
        Searcher, concepts_of_site,
        fields::KINDS,
        index::{Field, Index},
        with_site,
    },
};
use facts::StatusCode;

/// The numbers of records at which the search is measured.
pub const SIZES: [usize; 3] = [100, 1_000, 10_000];
/// The fields of a made-up record: how many lines each has, and how many words a line, as those of the site's
/// records do on the average.
const SHAPES: [(usize, usize); KINDS.len()] = [
    (1, 3),
    (1, 2),
    (25, 3),
    (1, 1),
    (1, 16),
    (1, 1),
    (13, 1),
    (5, 5),
    (5, 1),
    (1, 208),
    (1, 49),
    (8, 24),
    (4, 10),
    (2, 28),
    (55, 5),
];
/// Where in [`KINDS`] the name and the summary stand.
const NAME: usize = 0;
const SUMMARY: usize = 4;
/// How the vocabulary grows with the records, as in texts of any kind (Heaps 1978).
const HEAPS: f64 = 0.6;

/// An index over made-up records, and a searcher for it.
pub struct Grown {
    /// The searcher. Its entries are leaked: a benchmark makes a few of them and ends.
    pub searcher: Searcher,
    /// How many terms the index has.
    pub terms: usize,
    /// The index as it would be sent, before compression.
    pub text: String,
}

/// Makes `count` records up, the same ones each time, and builds their index.
pub fn grow(count: usize) -> Grown {
    let words = vocabulary(count);
    let mut chance = Chance::new(0x9e37_79b9_7f4a_7c15);
    let mut entries = Vec::with_capacity(count);
    let mut documents: Vec<Vec<Field>> = Vec::with_capacity(count);
    for number in 0..count {
        let document: Vec<Field> = SHAPES
            .iter()
            .zip(KINDS)
            .map(|((lines, length), kind)| {
                let mut line = || {
                    let line: Vec<_> = (0..*length).map(|_| pick(&words, &mut chance)).collect();
                    line.join(" ")
                };
                let text: Vec<_> = (0..*lines).map(|_| line()).collect();
                Field { kind, text: text.join("\n") }
            })
            .collect();
        // All numbers that there are, each as often as it takes.
        let code = StatusCode::new((100 + number * 900 / count) as u16);
        let code = code.unwrap_or(catalog::NOT_FOUND.code);
        entries.push(Entry::made_up(code, &document[NAME].text, &document[SUMMARY].text));
        documents.push(document);
    }
    let concepts = concepts_of_site();
    let index = Index::build(&documents, &concepts);
    let terms = index.term_count();
    let text = index.text();
    Grown { searcher: Searcher::new(index, concepts, entries.leak()), terms, text }
}

/// The words of the site's own index, and as many made-up ones as so many records would bring along.
fn vocabulary(count: usize) -> Vec<String> {
    let is_word = |term: &&str| term.bytes().all(|byte| byte.is_ascii_lowercase());
    let mut words: Vec<String> =
        with_site(|site| site.terms().filter(is_word).map(str::to_owned).collect());
    let grown = (count as f64 / catalog::all().len() as f64).powf(HEAPS);
    let wanted = (words.len() as f64 * grown) as usize;
    let mut chance = Chance::new(0x2545_f491_4f6c_dd1d);
    while words.len() < wanted {
        let syllable = |chance: &mut Chance| {
            let of = |letters: &[u8], chance: &mut Chance| {
                char::from(letters[chance.below(letters.len())])
            };
            [of(b"bcdfghklmnprstvw", chance), of(b"aeiou", chance)]
        };
        let syllables = 2 + chance.below(3);
        words.push((0..syllables).flat_map(|_| syllable(&mut chance)).collect());
    }
    words
}

/// One of these words: few come often, most come seldom.
fn pick<'a>(words: &'a [String], chance: &mut Chance) -> &'a str {
    let share = chance.below(1 << 20) as f64 / f64::from(1 << 20);
    &words[(words.len() as f64 * share.powi(3)) as usize]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn made_up_records_are_the_same_each_time_and_are_found_by_number_and_name() {
        let grown = grow(1000);
        assert_eq!(grown.text, grow(1000).text);
        let hits = grown.searcher.search("503").hits;
        assert_eq!(hits[0].entry.code.get(), 503);
        let name = hits[0].entry.name;
        let found = grown.searcher.search(name).hits;
        assert!(found.iter().take(3).any(|hit| hit.entry.name == name), "{name}");
    }
}

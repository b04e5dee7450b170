//! What words mean the same here: the groups of `data/synonyms.json`, as stems. A concept is a term of
//! the index like a word; the records that name it in any of its words are found by any other.

use super::analysis::{stem, words};

/// The groups, by the phrases that name them.
pub struct Concepts {
    /// Stems joined by a space, the group's number, and whether it leads there one way only; sorted.
    phrases: Vec<(String, u16, bool)>,
}

/// The groups as text: see [`Concepts::read`].
pub fn lines(groups: &[facts::Synonyms]) -> String {
    let mut lines = Vec::new();
    for (number, group) in groups.iter().enumerate() {
        for (phrases, way) in [(&group.words, ""), (&group.typed, "\t>")] {
            for phrase in phrases {
                let stems: Vec<_> = words(phrase).iter().map(|word| stem(&word.text)).collect();
                lines.push((stems.join(" "), format!("\t{number}{way}")));
            }
        }
    }
    lines.sort();
    lines.dedup();
    lines.into_iter().map(|(phrase, rest)| phrase + &rest).collect::<Vec<_>>().join("\n")
}

/// The most words that a phrase of a group may have.
pub const LONGEST: usize = 4;

impl Concepts {
    /// Reads one phrase a line, sorted: the phrase, its group's number, and `>` where it leads there one way
    /// only, with tabs between.
    pub fn read(text: &str) -> Concepts {
        let phrases = text.lines().filter_map(|line| {
            let mut parts = line.split('\t');
            let (phrase, group) = (parts.next()?, parts.next()?.parse().ok()?);
            Some((phrase.to_owned(), group, parts.next().is_some()))
        });
        Concepts { phrases: phrases.collect() }
    }

    /// Tells `each` the first word, the number of words, the group, and whether the words lead there
    /// one way only, for every phrase of a group among the stems of a text.
    pub fn find(&self, stems: &[String], each: &mut dyn FnMut(usize, usize, u16, bool)) {
        for start in 0..stems.len() {
            let mut phrase = String::new();
            for (count, stem) in (1..=LONGEST).zip(&stems[start..]) {
                if count > 1 {
                    phrase.push(' ');
                }
                phrase.push_str(stem);
                let from = self.phrases.partition_point(|(other, ..)| *other < phrase);
                for (other, group, is_one_way) in &self.phrases[from..] {
                    if *other != phrase {
                        break;
                    }
                    each(start, count, *group, *is_one_way);
                }
            }
        }
    }
}

/// How a concept is spelled as a term of the index: a word that no text holds.
pub fn term(group: u16) -> String {
    let letter = |n: u16| char::from(b'a' + (n % 26) as u8);
    ['~', letter(group / 26), letter(group)].into_iter().collect()
}

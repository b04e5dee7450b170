//! What words mean the same here: the groups of `data/synonyms.json`, as stems. A concept is a term of
//! the index like a word; the records that name it in any of its words are found by any other.

use super::analysis::{stem, words};

/// The groups, by the phrases that name them.
pub struct Concepts<'a> {
    /// Stems joined by a space, the group's number, and whether it leads there one way only; sorted.
    phrases: Vec<(&'a str, u16, bool)>,
}

/// What each group's number and way are counted from, as a letter.
const FIRST: u32 = '0' as u32;

/// The groups as text: see [`Concepts::read`].
pub fn text(groups: &[facts::Synonyms]) -> String {
    let mut all = Vec::new();
    for (number, group) in (0u32..).zip(groups) {
        for (phrases, is_one_way) in [(&group.words, false), (&group.typed, true)] {
            for phrase in phrases {
                let stems: Vec<_> = words(phrase).iter().map(|word| stem(&word.text)).collect();
                all.push((stems.join(" "), FIRST + 2 * number + u32::from(is_one_way)));
            }
        }
    }
    all.sort();
    all.dedup();
    let phrases: Vec<&str> = all.iter().map(|(phrase, _)| phrase.as_str()).collect();
    let leads: String = all.iter().filter_map(|(_, lead)| char::from_u32(*lead)).collect();
    [phrases.join(","), leads].join("\n")
}

/// The most words that a phrase of a group may have.
pub const LONGEST: usize = 4;

impl<'a> Concepts<'a> {
    /// Reads two lines: the phrases, sorted, with commas between; and for each a letter, which counts groups
    /// in twos from `0`, odd where the phrase leads to the group one way only.
    pub fn read(text: &'a str) -> Concepts<'a> {
        let (phrases, leads) = text.split_once('\n').unwrap_or_default();
        let pair = |(phrase, lead): (&'a str, char)| {
            let lead = (lead as u32).saturating_sub(FIRST);
            (phrase, (lead / 2) as u16, lead % 2 == 1)
        };
        Concepts { phrases: phrases.split(',').zip(leads.chars()).map(pair).collect() }
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
                let from = self.phrases.partition_point(|(other, ..)| *other < phrase.as_str());
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

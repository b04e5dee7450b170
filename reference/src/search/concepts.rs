//! What words mean the same here: the groups of `data/synonyms.json`, as stems. A concept is a term of
//! the index like a word; the records that name it in any of its words are found by any other.

use super::analysis::{stem, words};

/// The groups, by the phrases that name them.
pub struct Concepts {
    /// Stems joined by a space, the group's number, and whether it leads there one way only; sorted.
    phrases: Vec<(String, u16, bool)>,
}

/// The groups as text, one a line: see [`Concepts::read`].
pub fn lines(groups: &[facts::Synonyms]) -> String {
    let stems = |phrase: &String| {
        words(phrase).iter().map(|word| stem(&word.text)).collect::<Vec<_>>().join(" ")
    };
    let list = |phrases: &[String]| phrases.iter().map(stems).collect::<Vec<_>>().join("|");
    let lines = groups.iter().map(|group| format!("{}>{}", list(&group.words), list(&group.typed)));
    lines.collect::<Vec<_>>().join("\n")
}

/// The most words that a phrase of a group may have.
pub const LONGEST: usize = 4;

impl Concepts {
    /// Reads one group a line: its phrases with `|` between them, those that lead there one way only
    /// after a `>`.
    pub fn read(text: &str) -> Concepts {
        let mut phrases = Vec::new();
        for (group, line) in (0..).zip(text.lines()) {
            let (both, one_way) = line.split_once('>').unwrap_or((line, ""));
            for (list, is_one_way) in [(both, false), (one_way, true)] {
                for phrase in list.split('|').filter(|phrase| !phrase.is_empty()) {
                    phrases.push((phrase.to_owned(), group, is_one_way));
                }
            }
        }
        phrases.sort();
        Concepts { phrases }
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

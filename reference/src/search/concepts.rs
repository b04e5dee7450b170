//! What words mean the same here: the groups of `data/synonyms.json`, as stems. A concept is a term of
//! the index like a word; the records that name it in any of its words are found by any other.

use super::analysis::{is_number, stems, words};
use facts::Synonyms;

/// The groups, by the phrases that name them.
pub struct Concepts<'a> {
    /// Stems joined by a space, the group's number, and whether it leads there one way only, by the byte that
    /// they begin with and their length: a phrase of a query is looked for among few.
    phrases: Vec<Vec<(&'a str, u16, bool)>>,
}

/// How many beginnings are told apart, as many as differ in their last five bits, and how many lengths.
const BEGINNINGS: usize = 32;
const LENGTHS: usize = 8;

/// The groups as text: see [`Concepts::read`].
///
/// # Errors
/// The phrases that no query could mean, each by the path of its member, with what would be right.
pub fn text(groups: &[Synonyms]) -> Result<String, Vec<(String, String)>> {
    let mut lines = Vec::new();
    let mut broken = Vec::new();
    for (number, group) in groups.iter().enumerate() {
        let mut seen: Vec<(String, &str)> = Vec::new();
        let mut line = Vec::new();
        for (member, phrases) in [("words", &group.words), ("typed", &group.typed)] {
            let mut known = Vec::new();
            for (at, phrase) in phrases.iter().enumerate() {
                let mut refuse = |reason: String| {
                    broken.push((format!("[{number}].{member}[{at}]"), reason));
                };
                let words = words(phrase);
                if let Some(word) = words.iter().find(|word| is_number(&word.text)) {
                    let reason = "numbers of a query are a status";
                    refuse(format!("must be without `{}`: {reason}", word.text));
                }
                let stems = stems(&words).join(" ");
                if let Some((_, other)) = seen.iter().find(|(other, _)| *other == stems) {
                    let reason = "one form of a word stands for all";
                    refuse(format!("is the same as `{other}`: {reason}"));
                }
                known.push(stems.clone());
                seen.push((stems, phrase));
            }
            known.sort();
            line.push(known.join(","));
        }
        lines.push(line.join("|"));
    }
    if broken.is_empty() { Ok(lines.join(";")) } else { Err(broken) }
}

impl<'a> Concepts<'a> {
    /// Reads the groups, with `;` between: the phrases that lead both ways, after `|` those that lead to the
    /// group one way only, with commas between.
    pub fn read(text: &'a str) -> Concepts<'a> {
        let mut phrases = vec![Vec::new(); BEGINNINGS * LENGTHS];
        for (number, group) in (0u16..).zip(text.split(';')) {
            for (part, is_one_way) in group.split('|').zip([false, true]) {
                for phrase in part.split(',').filter(|phrase| !phrase.is_empty()) {
                    phrases[place(phrase)].push((phrase, number, is_one_way));
                }
            }
        }
        Concepts { phrases }
    }

    /// The stems of the words that phrases are of, each as often as it is there.
    pub fn words(&self) -> impl Iterator<Item = &'a str> {
        self.phrases.iter().flatten().flat_map(|(phrase, ..)| phrase.split(' '))
    }

    /// Tells `each` the first word, the number of words, the group, and whether the words lead there
    /// one way only, for every phrase of a group among the stems of a text.
    pub fn find(&self, stems: &[&str], each: &mut dyn FnMut(usize, usize, u16, bool)) {
        for start in 0..stems.len() {
            let mut phrase = String::new();
            for (count, stem) in (1..=Synonyms::LONGEST).zip(&stems[start..]) {
                if count > 1 {
                    phrase.push(' ');
                }
                phrase.push_str(stem);
                for (other, group, is_one_way) in &self.phrases[place(&phrase)] {
                    if *other == phrase {
                        each(start, count, *group, *is_one_way);
                    }
                }
            }
        }
    }
}

/// Where phrases are that begin like this one and may be as long.
fn place(phrase: &str) -> usize {
    let beginning = phrase.as_bytes().first().map_or(0, |byte| usize::from(*byte) % BEGINNINGS);
    beginning * LENGTHS + phrase.len() % LENGTHS
}

/// How a concept is spelled as a term of the index: a word that no text holds.
pub fn term(group: u16) -> String {
    let letter = |n: u16| char::from(b'a' + (n % 26) as u8);
    ['~', letter(group / 26), letter(group)].into_iter().collect()
}

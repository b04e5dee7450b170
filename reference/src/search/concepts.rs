//! What words mean the same here: the groups of `data/synonyms.json`, as stems. A concept is a term of
//! the index like a word; the records that name it in any of its words are found by any other.

use super::analysis::{is_number, stem, words};

/// The groups, by the phrases that name them.
pub struct Concepts<'a> {
    /// Stems joined by a space, the group's number, and whether it leads there one way only; sorted.
    phrases: Vec<(&'a str, u16, bool)>,
}

/// What each group's number and way are counted from, as a letter.
const FIRST: u32 = '0' as u32;

/// The groups as text: see [`Concepts::read`].
///
/// # Errors
/// The phrases that no query could mean, each by the path of its member, with what would be right.
pub fn text(groups: &[facts::Synonyms]) -> Result<String, Vec<(String, String)>> {
    let mut all: Vec<(String, u32)> = Vec::new();
    let mut broken = Vec::new();
    for (number, group) in (0u32..).zip(groups) {
        let mut of_group: Vec<(String, &str)> = Vec::new();
        for (member, phrases, is_one_way) in
            [("words", &group.words, false), ("typed", &group.typed, true)]
        {
            for (at, phrase) in phrases.iter().enumerate() {
                let mut refuse = |reason: String| {
                    broken.push((format!("[{number}].{member}[{at}]"), reason));
                };
                let words = words(phrase);
                if let Some(word) = words.iter().find(|word| is_number(&word.text)) {
                    refuse(format!(
                        "must be without `{}`: numbers of a query are a status",
                        word.text
                    ));
                }
                let stems: Vec<_> = words.iter().map(|word| stem(&word.text)).collect();
                let stems = stems.join(" ");
                match of_group.iter().find(|(other, _)| *other == stems) {
                    Some((_, other)) => {
                        refuse(format!(
                            "is the same as `{other}`: one form of a word stands for all"
                        ));
                    }
                    None => {
                        all.push((stems.clone(), FIRST + 2 * number + u32::from(is_one_way)));
                        of_group.push((stems, phrase));
                    }
                }
            }
        }
    }
    if !broken.is_empty() {
        return Err(broken);
    }
    all.sort();
    let phrases: Vec<&str> = all.iter().map(|(phrase, _)| phrase.as_str()).collect();
    let leads: String = all.iter().filter_map(|(_, lead)| char::from_u32(*lead)).collect();
    Ok([phrases.join(","), leads].join("\n"))
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

    /// The stems of the words that phrases are of, each as often as it is there.
    pub fn words(&self) -> impl Iterator<Item = &'a str> {
        self.phrases.iter().flat_map(|(phrase, ..)| phrase.split(' '))
    }

    /// Tells `each` the first word, the number of words, the group, and whether the words lead there
    /// one way only, for every phrase of a group among the stems of a text.
    pub fn find(&self, stems: &[&str], each: &mut dyn FnMut(usize, usize, u16, bool)) {
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

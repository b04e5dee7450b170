//! Words that mean the same in this field.

#[cfg(feature = "authoring")]
use crate::rules::{Broken, Findings};
use serde::{Deserialize, Serialize};

/// Words and phrases that mean the same to somebody who looks for a status code: `log in`, `sign in`.
/// `data/synonyms.json` holds the groups. They say what words of HTTP's field mean and know nothing of
/// single codes.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "authoring", serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(transform = crate::schema::words))]
pub struct Synonyms {
    /// What they have in common, for the reader of the file.
    pub about: String,
    /// Words and phrases that lead to each other, in small letters. One form of a word stands for all.
    pub words: Vec<String>,
    /// Those that lead to `words` in a query, and that nobody means who types one of `words`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub typed: Vec<String>,
}

impl Synonyms {
    /// The most words that a phrase may have.
    pub const LONGEST: usize = 4;
}

/// Every rule that the groups must meet, as the path of a member and what would be right.
#[cfg(feature = "authoring")]
pub(crate) fn check(groups: &[Synonyms]) -> Vec<Broken> {
    let mut found = Findings::default();
    for (i, group) in groups.iter().enumerate() {
        found.words(&format!("[{i}].about"), &group.about);
        if group.words.len() + group.typed.len() < 2 || group.words.is_empty() {
            let reason = "must hold two words or more, or one that others lead to";
            found.add(format!("[{i}].words"), reason);
        }
        for (member, list) in [("words", &group.words), ("typed", &group.typed)] {
            for (j, phrase) in list.iter().enumerate() {
                let at = format!("[{i}].{member}[{j}]");
                let is_plain = phrase.split(' ').all(|word| {
                    !word.is_empty()
                        && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
                });
                if !is_plain || phrase.split(' ').count() > Synonyms::LONGEST {
                    let most = Synonyms::LONGEST;
                    let rule = "words of small letters and digits, a space between";
                    found.add(&at, format!("is one to {most} {rule}"));
                }
                let twice = group.words.iter().chain(&group.typed).filter(|other| *other == phrase);
                if twice.count() > 1 {
                    found.add(at, "is in the group twice");
                }
            }
        }
    }
    found.0
}

#[cfg(all(test, feature = "authoring"))]
mod tests {
    use super::*;

    #[test]
    fn a_group_holds_plain_words_that_lead_somewhere() {
        let group = |words: &[&str], typed: &[&str]| Synonyms {
            about: "a test".to_owned(),
            words: words.iter().map(|&word| word.to_owned()).collect(),
            typed: typed.iter().map(|&word| word.to_owned()).collect(),
        };
        assert_eq!(check(&[group(&["log in", "sign in"], &[]), group(&["big"], &["huge"])]), []);
        for (words, typed) in [
            (&["alone"][..], &[][..]),
            (&[], &["a", "b"]),
            (&["Log in", "login"], &[]),
            (&["log  in", "login"], &[]),
            (&["login", "login"], &[]),
            (&["one two three four five", "six"], &[]),
        ] {
            assert_ne!(check(&[group(words, typed)]), [], "{words:?} {typed:?}");
        }
    }
}

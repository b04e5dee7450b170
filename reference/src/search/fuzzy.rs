//! How far a word is from another, in letters that are wrong, missing, too many or swapped.

use crate::part::{from, until};

/// The longest that is compared, in bytes: most names, without their spaces.
const LONGEST: usize = 32;

/// How many letters, from its last, are taken for the ending of a word, and the letters of `-ation`, `-ment`,
/// `-ing`, `-ed`.
const ENDING: usize = 4;
const OF_ENDINGS: [&str; 7] = ["a", "e", "i", "n", "o", "t", "g"];

/// The Damerau-Levenshtein distance (optimal string alignment) of two words, if it is at most `most`.
pub fn distance(a: &[u8], b: &[u8], most: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > most || a.len() > LONGEST || b.len() > LONGEST {
        return None;
    }
    let mut rows = [[0usize; LONGEST + 1]; 3];
    for (at, cell) in rows[0].iter_mut().enumerate() {
        *cell = at;
    }
    for i in 1..=a.len() {
        let (now, last, before) = (i % 3, (i + 2) % 3, (i + 1) % 3);
        rows[now][0] = i;
        let mut least = i;
        for j in 1..=b.len() {
            let cost = usize::from(a[i - 1] != b[j - 1]);
            let mut cell =
                (rows[last][j] + 1).min(rows[now][j - 1] + 1).min(rows[last][j - 1] + cost);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                cell = cell.min(rows[before][j - 2] + 1);
            }
            rows[now][j] = cell;
            least = least.min(cell);
        }
        if least > most {
            return None;
        }
    }
    Some(rows[a.len() % 3][b.len()]).filter(|distance| *distance <= most)
}

/// How many letters of a word may be wrong. A word with digits is a name that someone copied.
pub fn bound(word: &str) -> usize {
    match word.len() {
        _ if word.bytes().any(|byte| byte.is_ascii_digit()) => 0,
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    }
}

/// What a word may have been meant to be: with a letter fewer, with two swapped, and in its ending, as far
/// as endings of words are long, with one of their letters more or another. The first letter stays; so does a
/// word of which no letter may be wrong.
pub fn mended(word: &str) -> Vec<String> {
    let mut all = Vec::new();
    if bound(word) == 0 || !word.is_ascii() || word.len() > LONGEST {
        return all;
    }
    for at in 1..word.len() {
        let (before, letter, after) =
            (until(word, at), from(until(word, at + 1), at), from(word, at + 1));
        all.push([before, after].concat());
        if let Some(next) = after.get(..1) {
            all.push([before, next, letter, from(after, 1)].concat());
        }
        if after.len() < ENDING {
            for other in OF_ENDINGS {
                all.push([before, other, letter, after].concat());
                all.push([before, other, after].concat());
            }
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::{distance, mended};

    #[test]
    fn one_mistake_of_each_kind_is_one() {
        for typo in ["gatewy", "gateeway", "gatewsy", "gatweay", "gateway"] {
            let found = distance(typo.as_bytes(), b"gateway", 2);
            assert_eq!(found, Some(usize::from(typo != "gateway")), "{typo}");
        }
        assert_eq!(distance(b"abc", b"xyz", 2), None);
        assert_eq!(distance(b"", b"ab", 2), Some(2));
    }

    #[test]
    fn a_mistake_is_taken_back_but_for_the_first_letter_and_in_short_words() {
        for (typo, meant) in
            [("permissoin", "permission"), ("validaton", "validation"), ("shoudl", "should")]
        {
            assert!(mended(typo).iter().any(|word| word == meant), "{typo}");
        }
        assert!(mended("gateway").iter().all(|word| word.starts_with('g')));
        for word in ["asd", "h2c4", "größer"] {
            assert_eq!(mended(word), [""; 0], "{word}");
        }
    }
}

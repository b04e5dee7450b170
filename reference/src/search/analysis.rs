//! From text to terms: the same for what is indexed and for what is asked. `build.rs` includes this file.

/// A word of a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Word {
    /// The word in lower case.
    pub text: String,
    /// Where it stands in the text, in bytes.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
}

/// Words that say nothing of which code is meant.
#[rustfmt::skip]
pub const STOP: [&str; 73] = [
    "a", "am", "an", "and", "any", "are", "as", "at", "be", "been", "but", "by", "can", "cannot",
    "cant", "code", "codes", "could", "did", "do", "does", "doing", "dont", "for", "from", "get",
    "gets", "getting", "got", "had", "has", "have", "how", "http", "i", "if", "in", "is",
    "it", "its", "ive", "just", "me", "my", "of", "on", "or", "should", "so", "status", "that",
    "the", "then", "there", "this", "to", "us", "use", "using", "vs", "was", "we", "were", "what",
    "when", "which", "who", "why", "will", "with", "would", "you", "your",
];

/// Whether a word says nothing of which code is meant.
pub fn is_stop(word: &str) -> bool {
    STOP.contains(&word)
}

/// Whether a character is of a word: a letter or a digit. Beyond ASCII whatever is no mark, sign or emoji
/// counts: what is searched is English, and the tables of Unicode are larger than the search.
pub fn is_letter(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || c >= '\u{c0}'
            && !matches!(c, '\u{2000}'..='\u{2bff}' | '\u{3000}'..='\u{303f}' | '\u{fe00}'..='\u{fe0f}' | '\u{fff0}'..)
}

/// The words of a text: runs of letters and digits, divided where a capital begins (`NotFound`, `201Created`).
pub fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut chars = text.char_indices().peekable();
    let mut previous = ' ';
    while let Some((start, c)) = chars.next() {
        // An apostrophe within a word is none of it: `don't` is one word, `dont`.
        if (c == '\'' || c == '’') && is_letter(previous) {
            if let Some(word) = words.last_mut() {
                word.end = start + c.len_utf8();
            }
            continue;
        }
        if is_letter(c) {
            let next = chars.peek().map_or(' ', |(_, next)| *next);
            let begins = !is_letter(previous)
                || c.is_ascii_uppercase()
                    && (previous.is_ascii_lowercase()
                        || previous.is_ascii_alphanumeric() && next.is_ascii_lowercase());
            if begins || words.is_empty() {
                words.push(Word { text: String::new(), start, end: start });
            }
            if let Some(word) = words.last_mut() {
                word.text.push(c.to_ascii_lowercase());
                word.end = start + c.len_utf8();
            }
        }
        previous = c;
    }
    words
}

/// The endings that a stem is without: of a word goes the first of these that leaves enough of it.
pub const ENDINGS: [&str; 13] =
    ["able", "ible", "ation", "ating", "ated", "ate", "ion", "ing", "ed", "er", "or", "ly", "ment"];

/// The stem of a word in lower case: what its forms have in common. Light, and made for this vocabulary:
/// `redirected`, `redirects` and `redirecting` meet, and so do `authenticate` and `authentication`.
pub fn stem(word: &str) -> String {
    let is_whole = word.len() < 4 || word == "https";
    if is_whole || !word.is_ascii() || word.bytes().any(|byte| byte.is_ascii_digit()) {
        return word.to_owned();
    }
    let mut stem = word.to_owned();
    let ends = |stem: &str, suffix: &str, least: usize| {
        stem.ends_with(suffix) && stem.len() >= suffix.len() + least
    };
    if ends(&stem, "ies", 2) {
        stem.truncate(stem.len() - 3);
        stem.push('y');
    } else if ends(&stem, "s", 3)
        && !stem.ends_with("ss")
        && !stem.ends_with("us")
        && !stem.ends_with("is")
    {
        stem.truncate(stem.len() - 1);
    }
    for suffix in ENDINGS {
        if ends(&stem, suffix, if matches!(suffix, "ed" | "ing") { 3 } else { 4 }) {
            stem.truncate(stem.len() - suffix.len());
            break;
        }
    }
    let bytes = stem.as_bytes();
    let doubled = bytes.len() > 3
        && bytes[bytes.len() - 1] == bytes[bytes.len() - 2]
        && !matches!(bytes[bytes.len() - 1], b'a' | b'e' | b'i' | b'o' | b'u' | b's' | b'l');
    if doubled || stem.len() > 3 && stem.ends_with('e') {
        stem.truncate(stem.len() - 1);
    }
    if stem.ends_with('i') {
        stem.pop();
        stem.push('y');
    }
    stem
}

/// The stems of words, in their order.
pub fn stems(words: &[Word]) -> Vec<String> {
    words.iter().map(|word| stem(&word.text)).collect()
}

/// The header fields that a text names (`If-Match`), each as one term, `ifmatch`: so are neighbouring words
/// of a query.
pub fn joined(text: &str) -> Vec<String> {
    let names = text.split(|c: char| !is_letter(c) && c != '-');
    let is_field = |name: &&str| {
        name.contains('-') && name.split('-').all(|part| part.starts_with(char::is_uppercase))
    };
    names.filter(is_field).map(|name| stem(&name.replace('-', "").to_ascii_lowercase())).collect()
}

/// Whether a word is all digits: a status, which is read as one and not looked up, or an amount. Four digits are
/// more often the name of something: of an RFC, of one of Cloudflare's errors.
pub fn is_number(word: &str) -> bool {
    word.len() != 4 && is_digits(word)
}

/// Whether there is nothing but digits.
pub fn is_digits(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
}

/// The terms of a text: the stems of its words, without numbers and words that say nothing.
pub fn terms(text: &str) -> Vec<String> {
    let tells = |word: &&Word| !is_stop(&word.text) && !is_number(&word.text);
    words(text).iter().filter(tells).map(|word| stem(&word.text)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_meet() {
        for forms in [
            &["redirect", "redirects", "redirected", "redirecting", "redirection"][..],
            &["authenticate", "authenticated", "authentication"],
            &["cache", "cached", "caching", "caches"],
            &["expire", "expired", "expires"],
            &["require", "required", "requires"],
            &["retry", "retries"],
            &["limit", "limits", "limited", "limiting"],
            &["process", "processing", "processable"],
            &["stop", "stopped", "stopping"],
            &["deny", "denied", "denies"],
        ] {
            let stems: Vec<_> = forms.iter().map(|form| stem(form)).collect();
            assert!(stems.iter().all(|stem| *stem == stems[0]), "{stems:?}");
        }
    }

    #[test]
    fn words_are_told_apart_however_they_are_joined() {
        let texts = |text: &str| words(text).into_iter().map(|word| word.text).collect::<Vec<_>>();
        for joined in ["not-found", "NotFound", "NOT_FOUND", "not.found", "Not Found"] {
            assert_eq!(texts(joined), ["not", "found"], "{joined}");
        }
        assert_eq!(texts("HTTPError 4xx don't é🦀x"), ["http", "error", "4xx", "dont", "é", "x"]);
    }
}

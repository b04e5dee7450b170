//! What software says with a code: messages, and names of errors, each known as a whole. `build.rs` includes this
//! file.

use super::analysis::{stems, words};
use core::ops::Range;

/// How many words of a message count.
const LONGEST: u32 = 10;
/// Of how many words a name is, among the messages; and as how many it counts.
const NAME: u32 = 1;
const NAME_COUNTS: u32 = 4;
/// By how many digits a message is known, and of how many values each: 26 bits, in characters that hosts compress as
/// text. A query has one run of words of each length for each of its words. That chance makes one of these one of
/// some hundred messages of that length happens to one pasted text in two thousand.
const DIGITS: u32 = 4;
const BASE: u32 = 94;
const VALUES: u32 = BASE.pow(DIGITS);

/// What software says, sorted: how many words it has and the hash of these, as one number (`key`), and the place of the
/// document that holds it.
#[derive(Default, Debug)]
pub struct Messages(Vec<(u32, u32)>);

impl Messages {
    /// Adds the messages of a document, a line for each.
    pub fn add(&mut self, lines: &str, document: u32) {
        for line in lines.lines() {
            if let Some(message) = key_of(line).map(|key| (key, document))
                && let Err(place) = self.0.binary_search(&message)
            {
                self.0.insert(place, message);
            }
        }
    }

    /// Writes them as numbers, like beside like: how many there are of each length, their documents, and each of their
    /// digits.
    pub fn write(&self, push: &mut dyn FnMut(u32)) {
        for words in NAME..=LONGEST {
            push(self.0.iter().filter(|(key, _)| key / VALUES == words).count() as u32);
        }
        self.0.iter().for_each(|(_, document)| push(*document));
        for digit in (0..DIGITS).rev() {
            self.0.iter().for_each(|(key, _)| push(key % VALUES / BASE.pow(digit) % BASE));
        }
    }

    /// Reads what [`Messages::write`] wrote, of so many documents; `None` where it is anything else.
    pub fn read(pull: &mut dyn FnMut() -> Option<u32>, documents: usize) -> Option<Messages> {
        let mut messages = Vec::new();
        for words in NAME..=LONGEST {
            for _ in 0..pull()? {
                messages.push((words * VALUES, 0));
            }
        }
        for (_, document) in &mut messages {
            *document = pull()?;
            if *document as usize >= documents {
                return None;
            }
        }
        for digit in (0..DIGITS).rev() {
            for (key, _) in &mut messages {
                *key += pull()?.min(BASE - 1) * BASE.pow(digit);
            }
        }
        Some(Messages(messages))
    }

    /// Tells of each message that is in a text the place of its document, and as how many words it counts.
    pub fn each_in(&self, text: &str, each: &mut dyn FnMut(usize, u32)) {
        let mut tell = |key| {
            let from = self.0.partition_point(|(known, _)| *known < key);
            let all = self.0[from..].iter().take_while(|(known, _)| *known == key);
            all.for_each(|(_, document)| each(*document as usize, counts_as(key)));
        };
        names(text).for_each(|name| tell(named(name)));
        each_run(text, &mut |key, _| tell(key));
    }
}

/// The key of a message: that of a name as it is written, and of anything else by its words. One plain word has
/// none, since anybody may say it.
pub fn key_of(message: &str) -> Option<u32> {
    if is_name(message) {
        return Some(named(message.as_bytes()));
    }
    runs(&stems(&words(message))).last()
}

/// Tells of each run of words of a text the key and the place, in bytes.
pub fn each_run(text: &str, each: &mut impl FnMut(u32, Range<usize>)) {
    let words = words(text);
    let stems = stems(&words);
    for (at, first) in words.iter().enumerate() {
        for (last, key) in words.iter().skip(at + 1).zip(runs(&stems[at..])) {
            each(key, first.start..last.end);
        }
    }
}

/// As how many words a message with this key counts.
pub fn counts_as(key: u32) -> u32 {
    let words = key / VALUES;
    if words == NAME { NAME_COUNTS } else { words }
}

fn is_name(message: &str) -> bool {
    names(message).any(|name| name == message.as_bytes())
}

/// What may be the name of an error in a text: letters, digits and underscores that are no plain word (`SlowDown`,
/// `ERR_READ_TIMEOUT`). What is not ASCII parts none.
pub fn names(text: &str) -> impl Iterator<Item = &[u8]> {
    let parts = |byte: &u8| byte.is_ascii() && !byte.is_ascii_alphanumeric() && *byte != b'_';
    let is_plain = |part: &[u8]| part.iter().skip(1).all(u8::is_ascii_lowercase);
    text.as_bytes().split(parts).filter(move |part| !is_plain(part))
}

/// The key of each run of words from the first of these on, of two words and more.
fn runs(stems: &[String]) -> impl Iterator<Item = u32> {
    let all = (1..=LONGEST).zip(stems).scan(NOTHING, |hash, (words, stem)| {
        *hash = hashed(*hash, stem.as_bytes());
        Some(key(words, *hash))
    });
    all.skip(1)
}

/// The key of a name.
fn named(name: &[u8]) -> u32 {
    key(NAME, hashed(NOTHING, name))
}

fn key(words: u32, hash: u32) -> u32 {
    words * VALUES + hash % VALUES
}

/// The hash of no words.
const NOTHING: u32 = 0x811c_9dc5;

/// The hash of words and one more (FNV-1a).
fn hashed(words: u32, word: &[u8]) -> u32 {
    let bytes = word.iter().chain(b" ");
    bytes.fold(words, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}

//! What software says with a code: messages, and names of errors, each known as a whole. `build.rs` includes this
//! file.

use super::analysis::{is_letter, stem, words};

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

/// What software says, by how many words it has, then by its number.
#[derive(Default, Debug)]
pub struct Messages(Vec<Message>);

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Message {
    words: u32,
    number: u32,
    /// The place of the document that holds it.
    document: u32,
}

impl Messages {
    /// Adds the messages of a document, a line for each: a name as it is written, anything else by its words. One
    /// plain word is none, since anybody may say it.
    pub fn add(&mut self, lines: &str, document: u32) {
        for line in lines.lines() {
            let is_name = names(line).any(|name| name == line);
            let run = if is_name { Some((NAME, named(line))) } else { runs(&stems(line)).last() };
            let Some((words, number)) = run else { continue };
            let message = Message { words, number, document };
            if let Err(place) = self.0.binary_search(&message) {
                self.0.insert(place, message);
            }
        }
    }

    /// Writes them as numbers, like beside like: how many there are of each length, their documents, and each of their
    /// digits.
    pub fn write(&self, push: &mut dyn FnMut(u32)) {
        for words in NAME..=LONGEST {
            push(self.0.iter().filter(|message| message.words == words).count() as u32);
        }
        self.0.iter().for_each(|message| push(message.document));
        for digit in (0..DIGITS).rev() {
            self.0.iter().for_each(|message| push(message.number / BASE.pow(digit) % BASE));
        }
    }

    /// Reads what [`Messages::write`] wrote, of so many documents; `None` where it is anything else.
    pub fn read(pull: &mut dyn FnMut() -> Option<u32>, documents: usize) -> Option<Messages> {
        let mut messages = Vec::new();
        for words in NAME..=LONGEST {
            for _ in 0..pull()? {
                messages.push(Message { words, number: 0, document: 0 });
            }
        }
        for message in &mut messages {
            message.document = pull()?;
            if message.document as usize >= documents {
                return None;
            }
        }
        for _ in 0..DIGITS {
            for message in &mut messages {
                message.number = message.number * BASE + pull()?.min(BASE - 1);
            }
        }
        Some(Messages(messages))
    }

    /// Tells of each message that is in a text the place of its document, and as how many words it counts.
    pub fn each_in(&self, text: &str, each: &mut dyn FnMut(usize, u32)) {
        let mut look = |(words, number): (u32, u32)| {
            let from =
                self.0.partition_point(|known| (known.words, known.number) < (words, number));
            let is_it = |known: &&Message| (known.words, known.number) == (words, number);
            let counts = if words == NAME { NAME_COUNTS } else { words };
            let all = self.0[from..].iter().take_while(is_it);
            all.for_each(|known| each(known.document as usize, counts));
        };
        names(text).for_each(|name| look((NAME, named(name))));
        let stems = stems(text);
        for start in 0..stems.len() {
            runs(&stems[start..]).for_each(&mut look);
        }
    }
}

/// What may be the name of an error in a text: letters, digits and underscores that are no plain word (`SlowDown`,
/// `ERR_READ_TIMEOUT`).
fn names(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split(|c| !is_letter(c) && c != '_');
    parts.filter(|part| part.bytes().skip(1).any(|byte| !byte.is_ascii_lowercase()))
}

fn stems(text: &str) -> Vec<String> {
    words(text).iter().map(|word| stem(&word.text)).collect()
}

/// Each run of words from the first of these on, of two words and more: how many they are, and their number.
fn runs(stems: &[String]) -> impl Iterator<Item = (u32, u32)> {
    let all = (1..=LONGEST).zip(stems).scan(NOTHING, |hash, (words, stem)| {
        *hash = hashed(*hash, stem);
        Some((words, *hash % BASE.pow(DIGITS)))
    });
    all.skip(1)
}

/// The number of a name.
fn named(name: &str) -> u32 {
    hashed(NOTHING, name) % BASE.pow(DIGITS)
}

/// The hash of no words.
const NOTHING: u32 = 0x811c_9dc5;

/// The hash of words and one more (FNV-1a).
fn hashed(words: u32, word: &str) -> u32 {
    let bytes = word.bytes().chain([b' ']);
    bytes.fold(words, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

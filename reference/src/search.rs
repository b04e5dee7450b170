//! Search: from what a person types to the codes they may mean, best first.

use crate::{Entry, catalog};
use facts::{Class, StatusCode};

/// At most this many characters of a query are looked at: more cannot narrow a hundred codes further.
const LONGEST_QUERY: usize = 200;

/// A code that a query found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Hit {
    /// The code.
    pub entry: &'static Entry,
    /// The best place in which it was found.
    pub place: Place,
}

/// Where a query was found; the earlier, the better the hit.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Place {
    /// The number, whole: `407`.
    Number,
    /// The number's beginning: `40`.
    Prefix,
    /// The class: `4xx`, `client error`.
    Class,
    /// Every word begins a word of the name.
    Name,
    /// Every word begins a word of name, vendor or summary.
    Summary,
    /// Every word begins a word of the page's text.
    Text,
}

/// The words of the pages, for searching in them: they come after the first load.
#[derive(Default)]
pub struct Texts(Vec<(StatusCode, String)>);

impl Texts {
    /// Takes the text of each code's page.
    pub fn new(texts: impl IntoIterator<Item = (StatusCode, String)>) -> Texts {
        Texts(texts.into_iter().map(|(code, text)| (code, text.to_lowercase())).collect())
    }

    fn of(&self, code: StatusCode) -> &str {
        let found = self.0.iter().find(|(of, _)| *of == code);
        found.map_or("", |(_, text)| text)
    }
}

/// The codes that `query` may mean, best first: by place, and by number within a place. An exact number
/// is always first, also among other words (`HTTP 407`). A blank query finds nothing.
pub fn search(query: &str, texts: &Texts) -> Vec<Hit> {
    let query: String = query.chars().take(LONGEST_QUERY).collect::<String>().to_lowercase();
    let words: Vec<&str> = words(&query).collect();
    if words.is_empty() {
        return Vec::new();
    }
    let class = class_named(&query, &words);
    let mut hits: Vec<Hit> = catalog::all()
        .iter()
        .filter_map(|entry| Some(Hit { entry, place: place(entry, &words, class, texts)? }))
        .collect();
    hits.sort_by_key(|hit| (hit.place, hit.entry.code));
    hits
}

fn place(entry: &Entry, words: &[&str], class: Option<Class>, texts: &Texts) -> Option<Place> {
    let number = entry.code.to_string();
    if words.contains(&number.as_str()) {
        return Some(Place::Number);
    }
    if let [word] = words
        && number.starts_with(word)
    {
        return Some(Place::Prefix);
    }
    if class == Some(entry.code.class()) {
        return Some(Place::Class);
    }
    let name = entry.name.to_lowercase();
    if all_begin(words, &[&name]) {
        return Some(Place::Name);
    }
    let summary = entry.summary.to_lowercase();
    let vendor = entry.vendor.unwrap_or("iana registered").to_lowercase();
    if all_begin(words, &[&number, &name, &vendor, &summary]) {
        return Some(Place::Summary);
    }
    all_begin(words, &[&number, &name, &vendor, &summary, texts.of(entry.code)])
        .then_some(Place::Text)
}

/// The words of a text that is already lower case: runs of letters and digits.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Whether each of the sought words begins a word of one of the texts.
fn all_begin(sought: &[&str], texts: &[&str]) -> bool {
    sought.iter().all(|word| {
        texts.iter().any(|text| words(text).any(|candidate| candidate.starts_with(word)))
    })
}

/// The class that the whole query names: by its slug (`4xx`, `4XX`) or by its name (`client error`,
/// `redirections`).
fn class_named(query: &str, words: &[&str]) -> Option<Class> {
    Class::ALL.into_iter().find(|class| {
        let digit = class.slug().strip_suffix("xx");
        let plain = query.trim().trim_end_matches(['s', '*']);
        words == [class.slug()]
            || digit.is_some_and(|digit| query.trim() == format!("{digit}**"))
            || plain == class.name().to_lowercase()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(query: &str) -> Vec<u16> {
        search(query, &Texts::default()).iter().map(|hit| hit.entry.code.get()).collect()
    }

    #[test]
    fn an_exact_number_is_first_however_it_is_written() {
        for query in ["407", " 407 ", "HTTP 407", "status: 407", "407 proxy"] {
            assert_eq!(found(query).first(), Some(&407), "{query:?}");
        }
        assert_eq!(found("407"), [407]);
    }

    #[test]
    fn a_prefix_finds_the_numbers_that_begin_with_it() {
        let hits = found("40");
        assert!(hits.len() >= 10 && hits.iter().all(|code| code / 10 == 40), "{hits:?}");
        assert!(hits.is_sorted());
    }

    #[test]
    fn a_class_is_found_by_digit_and_by_name() {
        let class: Vec<u16> =
            catalog::of_class(Class::ClientError).iter().map(|entry| entry.code.get()).collect();
        for query in ["4xx", "4XX", "client error", "Client Errors"] {
            assert_eq!(found(query)[..class.len()], class, "{query:?}");
        }
        assert_eq!(found("other").first(), Some(&783));
    }

    #[test]
    fn words_are_found_in_names_before_summaries() {
        assert_eq!(found("proxy authentication"), [407]);
        assert_eq!(found("not found").first(), Some(&404));
        assert_eq!(found("cloudflare").first().map(|code| code / 10), Some(52));
        let hits = search("proxy", &Texts::default());
        assert!(hits.is_sorted_by_key(|hit| hit.place), "{hits:?}");
    }

    #[test]
    fn nothing_is_found_for_nothing_and_for_nonsense() {
        for query in ["", "  ", "?!", "xyzzy plugh", "\u{0}", "🦀🦀", "0404"] {
            assert_eq!(found(query), [0u16; 0], "{query:?}");
        }
        assert_eq!(found(&"x".repeat(1 << 20)), [0u16; 0]);
    }
}

//! What is answered without an index: a number, a class; and, while the index is on its way, what the names hold.

use super::{
    Answer, Hit, Sought,
    analysis::{Word, words},
    reading,
};
use crate::{Entry, catalog};

/// The answer to a query while the index is on its way: the numbers in it, and the codes in whose names its
/// words begin words. What it finds is right; what it does not find may still be there.
pub fn at_hand(query: &str) -> Answer {
    let (query, is_cut) = reading::cut(query);
    let entries = catalog::all();
    if let Some(answer) = plain(query, entries) {
        return answer;
    }
    let (_, compared) = reading::comparison(query);
    let status = reading::status(query);
    let asked = words(query);
    let begins = |name: &str| {
        let name = words(name);
        let is_in_name = |word: &Word| name.iter().any(|of| of.text.starts_with(&word.text));
        !asked.is_empty() && asked.iter().all(is_in_name)
    };
    let is_meant = |entry: &Entry| {
        status.as_ref().is_some_and(|status| status.code == entry.code) || compared.contains(&entry)
    };
    let is_named = |entry: &Entry| begins(entry.name) || entry.aliases().any(begins);
    let meant = entries.iter().filter(|entry| is_meant(entry));
    let named = entries.iter().filter(|entry| !is_meant(entry) && is_named(entry));
    let sought = |word: &Word| Sought { term: word.text.clone(), is_beginning: true };
    Answer {
        hits: meant.chain(named).map(plain_hit).collect(),
        is_partial: true,
        sought: asked.iter().map(sought).collect(),
        offer: reading::offer(query, is_cut, compared, status),
        ..Answer::default()
    }
}

/// The answer to a query that needs no index: a class, a number or the beginning of one, which is what a
/// visitor types first; and to a blank one, which finds nothing.
pub(super) fn plain(query: &str, entries: &'static [Entry]) -> Option<Answer> {
    let mut answer = Answer::default();
    if query.is_empty() {
        return Some(answer);
    }
    if let Some(class) = reading::class(query) {
        answer.class = Some(class);
        answer.hits = catalog::of_class(class).iter().map(plain_hit).collect();
        return Some(answer);
    }
    let is_number = query.len() <= 3 && query.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number {
        return None;
    }
    let begins = |entry: &&Entry| entry.code.to_string().starts_with(query);
    answer.hits = entries.iter().filter(begins).map(plain_hit).collect();
    answer.is_strong = answer.hits.len() == 1;
    answer.sought = vec![Sought { term: query.to_owned(), is_beginning: true }];
    Some(answer)
}

fn plain_hit(entry: &'static Entry) -> Hit {
    Hit { entry, why: None }
}

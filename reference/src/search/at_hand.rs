//! What is answered without an index: a number, a class; and, while the index is on its way, what the names hold.

use super::{
    Answer, Hit, LONGEST_QUERY, Offer, Sought,
    analysis::{Word, words},
    reading,
};
use crate::{Entry, catalog, part::until};

/// The answer to a query while the index is on its way: the numbers in it, and the codes in whose names its
/// words begin words. What it finds is right; what it does not find may still be there.
pub fn at_hand(query: &str) -> Answer {
    let (query, is_cut) = cut(query);
    let entries = catalog::all();
    if let Some(answer) = plain(query, entries) {
        return answer;
    }
    let compared = reading::comparison(query);
    let status = reading::status(query);
    let asked = words(query);
    let begins = |name: &str| {
        let name = words(name);
        let is_in_name = |word: &Word| name.iter().any(|of| of.text.starts_with(&word.text));
        !asked.is_empty() && asked.iter().all(is_in_name)
    };
    let is_meant = |entry: &Entry| {
        status.as_ref().is_some_and(|status| status.code == entry.code)
            || compared.iter().flatten().any(|meant| meant.code == entry.code)
    };
    let is_named = |entry: &Entry| begins(entry.name) || entry.aliases().any(begins);
    let meant = entries.iter().filter(|entry| is_meant(entry));
    let named = entries.iter().filter(|entry| !is_meant(entry) && is_named(entry));
    let sought = |word: &Word| Sought { term: word.text.clone(), is_beginning: true };
    Answer {
        hits: meant.chain(named).map(plain_hit).collect(),
        is_partial: true,
        sought: asked.iter().map(sought).collect(),
        offer: offer(query, is_cut, compared, status),
        ..Answer::default()
    }
}

/// What of a query is searched for, and whether that is not all of it.
pub(super) fn cut(query: &str) -> (&str, bool) {
    let end = query.char_indices().nth(LONGEST_QUERY).map_or(query.len(), |(end, _)| end);
    (until(query, end).trim(), end < query.len())
}

/// What else answers a query.
pub(super) fn offer(
    query: &str,
    is_cut: bool,
    compared: Option<Vec<&'static Entry>>,
    status: Option<reading::Status>,
) -> Option<Offer> {
    match (compared, status) {
        (Some(entries), _) => Some(Offer::Compare(entries)),
        (_, Some(status)) if status.is_pasted || is_cut => Some(Offer::Explain),
        _ if reading::asks_to_choose(query) => Some(Offer::Choose),
        _ => None,
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

//! How well the search answers queries whose right answers are known: success at 1 and 3 (a right code is
//! first, is among the first three), and the mean reciprocal rank.

use crate::{Entry, catalog};
use facts::StatusCode;
use std::collections::BTreeMap;

/// A query with the codes of which one must come first.
#[derive(Clone, Debug)]
pub struct Judged {
    /// The query, as a person types it.
    pub query: String,
    /// The codes that are right.
    pub accepted: Vec<StatusCode>,
    /// What kind of query it is: `intent`, `typo`, `header`.
    pub kind: String,
}

/// Reads judged queries: a line each, tab-separated, after a line of headings.
///
/// # Errors
/// The line that cannot be read.
pub fn read(text: &str) -> Result<Vec<Judged>, String> {
    let lines = text.lines().enumerate().skip(1).filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(at, line)| {
            let wrong = || format!("line {}: expected query, codes and kind: {line:?}", at + 1);
            let mut cells = line.split('\t');
            let mut cell = || cells.next().ok_or_else(wrong);
            let (query, codes, kind) = (cell()?.to_owned(), cell()?, cell()?.to_owned());
            let codes = codes.split(',').map(|code| StatusCode::parse(code.trim()));
            let accepted = codes.collect::<Option<_>>().ok_or_else(wrong)?;
            Ok(Judged { query, accepted, kind })
        })
        .collect()
}

/// What is in the field while the names of the registered codes are typed, from the second letter on.
pub fn typing() -> Vec<Judged> {
    let registered = catalog::all().iter().filter(|entry| entry.vendor.is_none());
    let typed = |entry: &'static Entry| {
        (2..=entry.name.len()).map(|end| Judged {
            query: entry.name[..end].to_lowercase(),
            accepted: vec![entry.code],
            kind: "typing".to_owned(),
        })
    };
    registered.flat_map(typed).collect()
}

/// Counts of how well queries were answered.
#[derive(Clone, Copy, Default, Debug)]
pub struct Score {
    /// How many queries there were.
    pub queries: usize,
    /// How many had a right code first.
    pub first: usize,
    /// How many had one among the first three.
    pub in_three: usize,
    /// How many had no answer at all.
    pub empty: usize,
    /// The sum of the reciprocal ranks of the first right code.
    pub reciprocal: f64,
}

impl Score {
    fn add(&mut self, rank: Option<usize>, is_empty: bool) {
        self.queries += 1;
        self.first += usize::from(rank == Some(0));
        self.in_three += usize::from(rank.is_some_and(|rank| rank < 3));
        self.empty += usize::from(is_empty);
        self.reciprocal += rank.map_or(0.0, |rank| 1.0 / (rank as f64 + 1.0));
    }
}

/// Scores an engine by kind of query, with all kinds together under `all`.
pub fn score(
    judged: &[Judged],
    engine: impl Fn(&str) -> Vec<StatusCode>,
) -> BTreeMap<String, Score> {
    let mut scores: BTreeMap<String, Score> = BTreeMap::new();
    for Judged { query, accepted, kind } in judged {
        let hits = engine(query);
        let rank = hits.iter().position(|hit| accepted.contains(hit));
        for kind in [kind.as_str(), "all"] {
            scores.entry(kind.to_owned()).or_default().add(rank, hits.is_empty());
        }
    }
    scores
}

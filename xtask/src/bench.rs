//! `cargo xtask bench search`: how well the search answers queries whose right answers are known, and how
//! long it takes, beside a plain filter and, where Node.js is there, other search libraries. Ratios of one run.

pub mod growth;
pub mod load;

use crate::process::{output, root};
use anyhow::{Context, Result, anyhow};
use facts::StatusCode;
use reference::{
    catalog,
    quality::{Judged, Score, read, score},
    search::search,
};
use serde_json::json;
use std::{
    collections::BTreeMap,
    fs,
    process::Command,
    time::{Duration, Instant},
};

/// The sets of queries: one to tune the search on, one that is only reported.
const SETS: [&str; 2] = ["tune", "report"];
/// How often each query is asked for the times.
const ROUNDS: u32 = 20;

/// Prints the tables.
///
/// # Errors
/// A set cannot be read.
pub fn run() -> Result<()> {
    for name in SETS {
        let path = root().join(format!("reference/tests/search/{name}.tsv"));
        let text =
            fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let judged = read(&text).map_err(|error| anyhow!("{}: {error}", path.display()))?;
        println!("\n{name}: {} queries", judged.len());
        println!(
            "{:<24}{:>8}{:>10}{:>12}{:>8}{:>8}",
            "", "queries", "first", "in three", "MRR", "empty"
        );
        for (kind, score) in score(&judged, ours) {
            line(&kind, score);
        }
        line("a plain filter", score(&judged, filter)["all"]);
        for (library, ranking) in others(&judged).unwrap_or_default() {
            let score = score(&judged, |query| ranking.get(query).cloned().unwrap_or_default());
            line(&library, score["all"]);
        }
        times(&judged);
    }
    Ok(())
}

fn line(name: &str, score: Score) {
    let share = |count: usize| 100.0 * count as f64 / score.queries as f64;
    println!(
        "{name:<24}{:>8}{:>9.1}%{:>11.1}%{:>8.2}{:>8}",
        score.queries,
        share(score.first),
        share(score.in_three),
        score.reciprocal / score.queries as f64,
        score.empty
    );
}

fn ours(query: &str) -> Vec<StatusCode> {
    search(query).hits.iter().map(|hit| hit.entry.code).collect()
}

/// The codes whose number, name or summary holds the query.
fn filter(query: &str) -> Vec<StatusCode> {
    let query = query.to_lowercase();
    let holds = |entry: &&catalog::Entry| {
        format!("{} {} {}", entry.code, entry.name, entry.summary).to_lowercase().contains(&query)
    };
    catalog::all().iter().filter(holds).map(|entry| entry.code).collect()
}

fn times(judged: &[Judged]) {
    let mut times: Vec<Duration> = Vec::new();
    for Judged { query, .. } in judged {
        let start = Instant::now();
        for _ in 0..ROUNDS {
            std::hint::black_box(search(std::hint::black_box(query)));
        }
        times.push(start.elapsed() / ROUNDS);
    }
    times.sort();
    let at = |share: usize| times[(times.len() - 1) * share / 100];
    println!("a query takes {:?} (median), {:?} (95 %)", at(50), at(95));
}

/// What other libraries answer, by library and query: `end2end/search-others.mjs` asks them.
fn others(judged: &[Judged]) -> Result<BTreeMap<String, BTreeMap<String, Vec<StatusCode>>>> {
    let documents: Vec<_> = catalog::all()
        .iter()
        .map(|entry| {
            let path = root().join(format!("data/codes/{}.json", entry.code));
            let record: serde_json::Value = serde_json::from_str(&fs::read_to_string(path)?)?;
            Ok(json!({
                "code": entry.code,
                "name": entry.name,
                "summary": entry.summary,
                "aliases": entry.aliases().collect::<Vec<_>>().join(" "),
                "keywords": record["keywords"],
                "meaning": record["meaning"],
                "vendor": entry.vendor.unwrap_or_default(),
            }))
        })
        .collect::<Result<_>>()?;
    let queries: Vec<_> = judged.iter().map(|judged| &judged.query).collect();
    let input = root().join("target/search-bench.json");
    fs::write(&input, json!({ "documents": documents, "queries": queries }).to_string())?;
    let mut node = Command::new("node");
    node.arg(root().join("end2end/search-others.mjs"))
        .arg(&input)
        .current_dir(root().join("end2end"));
    let answers = output(&mut node).context("Node.js or the packages of end2end/ are not there")?;
    Ok(serde_json::from_str(&answers)?)
}

//! `cargo xtask bench search`: how well the search answers queries whose right answers are known, and how
//! long it takes, beside a plain filter and, where Node.js is there, other search libraries. Ratios of one run.

use crate::{compress::brotli, root};
use anyhow::{Context, Result, anyhow, ensure};
use facts::StatusCode;
use reference::{
    catalog,
    growth::{SIZES, grow},
    quality::{Judged, Score, read, score, typing},
    search::{search, with_site},
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
/// How many misses are listed.
const WORST: usize = 10;
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
        match others(&judged) {
            Ok(others) => {
                for (library, ranking) in others {
                    let ranked = |query: &str| ranking.get(query).cloned().unwrap_or_default();
                    line(&library, score(&judged, ranked)["all"]);
                }
            }
            Err(error) => println!("no other libraries: {error:#}"),
        }
        misses(name, &judged);
    }
    println!("\nwhile names are typed, at each letter:");
    line("typing", score(&typing(), ours)["all"]);
    times()
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

/// Prints the worst misses of a set, those first whose right code comes last; not of the set that is only
/// reported, which nobody is to learn from.
fn misses(set: &str, judged: &[Judged]) {
    if set == "report" {
        return;
    }
    let mut missed: Vec<(usize, &Judged, Vec<StatusCode>)> = judged
        .iter()
        .map(|judged| {
            let hits = ours(&judged.query);
            let rank = hits.iter().position(|hit| judged.accepted.contains(hit));
            (rank.unwrap_or(usize::MAX), judged, hits)
        })
        .filter(|(rank, ..)| *rank > 0)
        .collect();
    missed.sort_by_key(|(rank, ..)| std::cmp::Reverse(*rank));
    println!("the worst misses:");
    for (rank, judged, hits) in missed.into_iter().take(WORST) {
        let place =
            if rank == usize::MAX { "not found".to_owned() } else { format!("at {}", rank + 1) };
        let list = |codes: &[StatusCode]| {
            codes.iter().take(3).map(ToString::to_string).collect::<Vec<_>>().join(" ")
        };
        println!(
            "  {:<44}{:<12} {place}; first: {}",
            judged.query,
            list(&judged.accepted),
            list(&hits)
        );
    }
}

/// Prints what a query takes, here and in a browser, at more records than there are.
fn times() -> Result<()> {
    let path = root().join("reference/tests/search/tune.tsv");
    let judged =
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let judged = read(&judged).map_err(|error| anyhow!(error))?;
    println!(
        "\n{:<12}{:>8}{:>11}{:>11}{:>11}{:>11}{:>12}{:>12}{:>8}",
        "records",
        "terms",
        "index, kB",
        "brotli",
        "built, s",
        "median, us",
        "95 %, us",
        "a record, ns",
        "growth"
    );
    let ours = with_site(|site| took(&judged, |query| site.search(query).hits.len()));
    let per_record = |median: Duration, records: usize| median.as_nanos() / records as u128;
    println!(
        "{:<12}{:>8}{:>11}{:>11}{:>11}{:>11}{:>12}{:>12}",
        format!("{} (ours)", catalog::all().len()),
        with_site(|site| site.terms().count()),
        "",
        "",
        "",
        ours.0.as_micros(),
        ours.1.as_micros(),
        per_record(ours.0, catalog::all().len())
    );
    let mut last = None;
    for records in SIZES {
        let start = Instant::now();
        let grown = grow(records);
        let built = start.elapsed();
        let (median, most) = took(&judged, |query| grown.searcher.search(query).hits.len());
        let growth = last.map(|last: Duration| median.as_secs_f64() / last.as_secs_f64());
        println!(
            "{records:<12}{:>8}{:>11}{:>11}{:>11.2}{:>11}{:>12}{:>12}{:>8}",
            grown.terms,
            grown.text.len() / 1000,
            brotli(grown.text.as_bytes()).len() / 1000,
            built.as_secs_f64(),
            median.as_micros(),
            most.as_micros(),
            per_record(median, records),
            growth.map(|growth| format!("x {growth:.1}")).unwrap_or_default()
        );
        last = Some(median);
    }
    Ok(())
}

/// The median and the 95th percentile of what the queries take.
fn took(judged: &[Judged], search: impl Fn(&str) -> usize) -> (Duration, Duration) {
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
    (at(50), at(95))
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
                "messages": record["messages"],
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
    let answers = node.output().context("Node.js is not there")?;
    ensure!(answers.status.success(), "the packages of end2end/ are not there");
    Ok(serde_json::from_slice(&answers.stdout)?)
}

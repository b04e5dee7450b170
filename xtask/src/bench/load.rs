//! `cargo xtask bench load`: the built site as a visitor loads and uses it, beside other built sites and
//! beside *the floor*, its own pages without any script: what no program can be faster than; and beside an
//! empty page: what no site can be faster than. Sites are visited in turn, and what counts are the ratios of one run.

mod floor;

use crate::{
    browser::Browser,
    process::{command, root, run as run_command},
    serve, site,
};
use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use serde_json::json;
use std::{
    fs,
    path::{Path, PathBuf},
};

/// The names of our own site, of its pages without scripts, and of pages without anything.
const OURS: &str = "ours";
const FLOOR: &str = "the floor";
const EMPTY: &str = "empty page";
/// How long a keystroke may take in 95 of 100 cases: a frame of a screen that shows 60 a second.
const FRAME: f64 = 16.0;

/// What `end2end/load.mjs` finds.
#[derive(Deserialize)]
struct Found {
    loads: Vec<Load>,
    keys: Vec<Key>,
    memory: Vec<Memory>,
}

/// One visit of a site. Times are milliseconds since its start, sizes bytes; what a site does not do, or
/// the visit did not measure, is `None`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Load {
    site: String,
    /// `fast`; or `slow`: 1.6 Mbps, a round trip of 150 ms, a processor four times slower.
    network: String,
    /// `first`; or `second`, with what the browser's cache has of the first.
    visit: String,
    /// First contentful paint.
    paint: Option<f64>,
    /// Largest contentful paint.
    largest: Option<f64>,
    /// When the last byte of the WebAssembly is there.
    arrived: Option<f64>,
    /// When the program says that it runs.
    started: Option<f64>,
    /// When the answer to a visitor who types at once is painted.
    ready: Option<f64>,
    /// The same of one who asks in words of which no name consists: only ours is asked so.
    words: Option<f64>,
    /// What of long tasks is beyond 50 ms.
    blocking: Option<f64>,
    /// Cumulative layout shift.
    shift: Option<f64>,
    /// The longest interaction while typing, in steps of 8 ms; 0 if each is below 16.
    typing: Option<f64>,
    /// The same of following the first answer.
    moving: Option<f64>,
    /// From the click on an answer to its page painted.
    moved: Option<f64>,
    code_paint: Option<f64>,
    code_largest: Option<f64>,
    code_shift: Option<f64>,
    /// What was transferred until the answer.
    bytes_until_ready: Option<f64>,
    /// What was transferred until the network was quiet.
    bytes: Option<f64>,
    requests: Option<f64>,
    /// The JavaScript heap.
    heap: Option<f64>,
}

/// A keystroke in the search field.
#[derive(Deserialize)]
struct Key {
    site: String,
    /// From the press to the paint of the answer, or of the letter alone.
    painted: f64,
    /// The same without the wait for the screen's next frame.
    work: f64,
}

/// What the site holds in memory, after a garbage collection.
#[derive(Deserialize)]
struct Memory {
    /// How long it has been used.
    minutes: f64,
    moves: u32,
    heap: f64,
    wasm: f64,
    nodes: u32,
    listeners: u32,
}

/// A row of the table.
struct Measure {
    name: &'static str,
    /// What one unit of the row is in those of `Load`: 1,000 for kB.
    unit: f64,
    decimals: usize,
    of: fn(&Load) -> Option<f64>,
}

const fn measure(name: &'static str, of: fn(&Load) -> Option<f64>) -> Measure {
    Measure { name, unit: 1.0, decimals: 0, of }
}

const MEASURES: [Measure; 18] = [
    measure("first paint, ms", |load| load.paint),
    measure("largest paint, ms", |load| load.largest),
    measure("program is there, ms", |load| load.arrived),
    measure("program runs, ms", |load| load.started),
    measure("search ready, ms", |load| load.ready),
    measure("words answered, ms", |load| load.words),
    measure("blocking, ms", |load| load.blocking),
    Measure { decimals: 4, ..measure("layout shift", |load| load.shift) },
    measure("typing, INP, ms", |load| load.typing),
    measure("moving, INP, ms", |load| load.moving),
    measure("moving, page shown, ms", |load| load.moved),
    measure("/407: first paint, ms", |load| load.code_paint),
    measure("/407: largest paint, ms", |load| load.code_largest),
    Measure { decimals: 4, ..measure("/407: layout shift", |load| load.code_shift) },
    Measure {
        unit: 1e3,
        decimals: 1,
        ..measure("until search ready, kB", |load| load.bytes_until_ready)
    },
    Measure { unit: 1e3, decimals: 1, ..measure("in all, kB", |load| load.bytes) },
    measure("requests in all", |load| load.requests),
    Measure { unit: 1e6, decimals: 1, ..measure("JavaScript heap, MB", |load| load.heap) },
];

/// Visits the sites and prints what was found.
///
/// # Errors
/// A folder holds no built site, a browser cannot be had, or a site does not answer its visitor.
pub fn run(folders: &[PathBuf], rounds: u32, minutes: u32) -> Result<()> {
    ensure!(rounds > 0, "--rounds 0 measures nothing: at least 1, and 5 or more for a median");
    let browser = Browser::ensure()?;
    let work = root().join("target/bench-load");
    fs::create_dir_all(&work).with_context(|| format!("cannot make {}", work.display()))?;
    let mut sites = vec![(OURS.to_owned(), serve::in_background()?, true)];
    let floor = floor::write(&site::dist(), &work.join("floor"))?;
    sites.push((FLOOR.to_owned(), serve::in_background_from(floor, site::base())?, false));
    let empty = floor::write_empty(&work.join("empty"))?;
    sites.push((EMPTY.to_owned(), serve::in_background_from(empty, site::base())?, false));
    for folder in folders {
        let address = serve::in_background_from(folder.clone(), String::new())?;
        sites.push((name(folder), address, true));
    }
    let names: Vec<String> = sites.iter().map(|(name, ..)| name.clone()).collect();
    let sites: Vec<_> = sites
        .into_iter()
        .map(|(name, address, answers)| {
            json!({
                "name": name, "address": address, "answers": answers, "understands": name == OURS,
                "typed": name == OURS || name == EMPTY,
            })
        })
        .collect();
    let (input, output) = (work.join("sites.json"), work.join("found.json"));
    let asked = json!({ "sites": sites, "rounds": rounds, "minutes": minutes });
    fs::write(&input, asked.to_string())
        .with_context(|| format!("cannot write {}", input.display()))?;
    let mut node = command("node");
    browser.tell(&mut node);
    run_command(node.arg(root().join("end2end/load.mjs")).args([&input, &output]))?;
    let found: Found = serde_json::from_str(&fs::read_to_string(&output)?)
        .context("end2end/load.mjs says something else than is expected here")?;
    print(&found, &names);
    Ok(())
}

/// What a site is called in the table: its folder, or the one around it where that is named `dist`.
fn name(folder: &Path) -> String {
    let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let named = if folder.ends_with("dist") { folder.parent() } else { Some(&*folder) };
    let name = named.and_then(Path::file_name).unwrap_or_default();
    name.to_string_lossy().into_owned()
}

fn print(found: &Found, names: &[String]) {
    for network in ["fast", "slow"] {
        for visit in ["first", "second"] {
            table(&found.loads, names, network, visit);
        }
    }
    keystrokes(&found.keys);
    if !found.memory.is_empty() {
        memory(&found.memory);
    }
}

fn table(loads: &[Load], names: &[String], network: &str, visit: &str) {
    print!("\n{:<26}", format!("{network}, {visit} visit"));
    names.iter().for_each(|name| print!("{name:>14}"));
    names[1..].iter().for_each(|name| print!("{:>16}", format!("of {name}")));
    println!();
    for Measure { name, unit, decimals, of } in &MEASURES {
        let median = |site: &String| {
            let here =
                |load: &&Load| load.site == *site && load.network == network && load.visit == visit;
            median(loads.iter().filter(here).filter_map(of).collect())
        };
        let medians: Vec<Option<f64>> = names.iter().map(median).collect();
        if medians[0].is_none() {
            continue;
        }
        print!("{name:<26}");
        for value in &medians {
            let shown = value.map(|value| format!("{:.decimals$}", value / unit));
            print!("{:>14}", shown.unwrap_or_default());
        }
        for value in &medians[1..] {
            print!("{:>16}", ratio(medians[0], *value));
        }
        println!();
    }
}

fn keystrokes(keys: &[Key]) {
    println!(
        "\n{:<41}{:>10}{:>10}{:>10}",
        "a keystroke, processor four times slower", "median", "95 %", "goal"
    );
    let line = |name: &str, site: &str, of: fn(&Key) -> f64| {
        let times: Vec<f64> = keys.iter().filter(|key| key.site == site).map(of).collect();
        let (half, most) = (quantile(times.clone(), 0.5), quantile(times, 0.95));
        let shown = |time: Option<f64>| time.map(|time| format!("{time:.1}")).unwrap_or_default();
        println!("{name:<41}{:>10}{:>10}{FRAME:>10.1}", shown(half), shown(most));
    };
    line("to the answer on the screen, ms", OURS, |key| key.painted);
    line("  of it work, without waiting, ms", OURS, |key| key.work);
    line("on an empty page, to its letter, ms", EMPTY, |key| key.painted);
    line("  of it work, without waiting, ms", EMPTY, |key| key.work);
}

fn memory(memory: &[Memory]) {
    println!(
        "\n{:<14}{:>8}{:>16}{:>16}{:>12}{:>12}",
        "after minutes", "moves", "heap, kB", "wasm, kB", "nodes", "listeners"
    );
    for Memory { minutes, moves, heap, wasm, nodes, listeners } in memory {
        println!(
            "{minutes:<14.1}{moves:>8}{:>16.0}{:>16.0}{nodes:>12}{listeners:>12}",
            heap / 1e3,
            wasm / 1e3
        );
    }
}

fn median(values: Vec<f64>) -> Option<f64> {
    quantile(values, 0.5)
}

/// The value that a share of the values does not exceed: of two in the middle, the smaller.
fn quantile(mut values: Vec<f64>, share: f64) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let rank = (values.len() as f64 * share).ceil() as usize;
    values.get(rank.max(1) - 1).copied()
}

/// Ours as a share of another's; empty where there is nothing to compare.
fn ratio(ours: Option<f64>, other: Option<f64>) -> String {
    match (ours, other) {
        (Some(ours), Some(other)) if other > 0.0 => format!("{:.2}", ours / other),
        (Some(0.0), Some(_)) => "1.00".to_owned(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quantile_is_one_of_the_values() {
        let values = || vec![4.0, 1.0, 3.0, 2.0];
        assert_eq!(median(values()), Some(2.0));
        assert_eq!(quantile(values(), 0.95), Some(4.0));
        assert_eq!(median(vec![7.0]), Some(7.0));
        assert_eq!(median(vec![]), None);
    }

    #[test]
    fn a_ratio_is_ours_by_the_others() {
        assert_eq!(ratio(Some(50.0), Some(100.0)), "0.50");
        assert_eq!(ratio(Some(0.0), Some(0.0)), "1.00");
        assert_eq!(ratio(Some(5.0), Some(0.0)), "");
        assert_eq!(ratio(Some(5.0), None), "");
    }

    #[test]
    fn a_site_is_called_by_the_folder_that_tells_it_from_others() {
        assert_eq!(name(Path::new("/somewhere/old-site/dist")), "old-site");
        assert_eq!(name(Path::new("/somewhere/old-site")), "old-site");
    }
}

//! The test run: everything, in an order that finds the cheap mistakes first.

use crate::{
    browser::{self, Browser, ensure_node, playwright},
    hosting,
    process::{command, run as run_command, say},
    serve, site,
    tools::{self, Tools, WASM},
};
use anyhow::{Context, Result};
use clap::ValueEnum;
use std::{
    process::Command,
    time::{Duration, Instant},
};

/// The package of the site, which is compiled for two targets.
const SITE: &str = "http-codes-explainer";

/// A kind of test.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// Format, lint and native tests: Rust alone.
    Unit,
    /// The site's code as WebAssembly, in a browser.
    Wasm,
    /// The built site, in a browser, as a visitor.
    Browser,
    /// The built site on nginx and on Cloudflare Pages.
    Hosting,
}

/// A part of the run.
struct Part {
    kinds: &'static [Kind],
    name: &'static str,
    run: fn() -> Result<Outcome>,
}

/// How far a part was run that did not fail; what is left out says why.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    Passed,
    InPart,
    Skipped,
}

fn passed(_: ()) -> Outcome {
    Outcome::Passed
}

const PARTS: [Part; 10] = [
    // First, so that who lacks it is told before anything has taken minutes.
    Part {
        kinds: &[Kind::Wasm, Kind::Browser, Kind::Hosting],
        name: "Node.js",
        run: || node().map(passed),
    },
    Part { kinds: &[Kind::Unit], name: "format", run: || format().map(passed) },
    Part { kinds: &[Kind::Unit], name: "lint", run: || lint().map(passed) },
    Part { kinds: &[Kind::Unit], name: "native tests", run: || native_tests().map(passed) },
    Part {
        kinds: &[Kind::Browser, Kind::Hosting],
        name: "site build",
        run: || site::build().map(passed),
    },
    Part {
        kinds: &[Kind::Wasm],
        name: "lint of the browser's program",
        run: || wasm_lint().map(passed),
    },
    Part { kinds: &[Kind::Wasm], name: "WebAssembly tests", run: || wasm_tests().map(passed) },
    Part { kinds: &[Kind::Browser], name: "browser tests", run: browser_tests },
    Part { kinds: &[Kind::Browser], name: "Firefox", run: firefox_tests },
    Part { kinds: &[Kind::Hosting], name: "hosting", run: hosting::run },
];

/// Runs the parts of the kinds given, or all, up to the first that fails.
///
/// # Errors
/// A part fails.
pub fn run(only: &[Kind]) -> Result<()> {
    let mut times = Vec::new();
    let mut parts = PARTS
        .iter()
        .filter(|part| only.is_empty() || part.kinds.iter().any(|kind| only.contains(kind)));
    let outcome = parts.try_for_each(|part| {
        println!("\n== {} ==", part.name);
        let start = Instant::now();
        let outcome = (part.run)().with_context(|| format!("{} failed", part.name));
        times.push((part.name, start.elapsed(), outcome.as_ref().ok().copied()));
        outcome.map(|_| ())
    });
    print!("\n{}", summary(&times));
    outcome
}

fn summary(times: &[(&str, Duration, Option<Outcome>)]) -> String {
    let line = |(name, time, outcome): &(&str, Duration, Option<Outcome>)| {
        let result = match outcome {
            Some(Outcome::Passed) => "passed",
            Some(Outcome::InPart) => "in part",
            Some(Outcome::Skipped) => "skipped",
            None => "FAILED",
        };
        format!("{name:<32} {result:<7} {:>7.1} s\n", time.as_secs_f32())
    };
    times.iter().map(line).collect()
}

fn node() -> Result<()> {
    ensure_node().context("without it `cargo xtask test --only unit` is what can be tested")
}

fn format() -> Result<()> {
    tools::ensure_cargo_has("fmt", "rustfmt")?;
    run_command(command("cargo").args(["fmt", "--all", "--check"]))
        .context("`cargo fmt --all` mends it")
}

fn lint() -> Result<()> {
    clippy(&["--workspace", "--all-targets"])
}

fn wasm_lint() -> Result<()> {
    Tools::ensure()?;
    clippy(&["--target", WASM, "--package", SITE, "--features", "browser", "--all-targets"])
}

fn clippy(what: &[&str]) -> Result<()> {
    tools::ensure_cargo_has("clippy", "clippy")?;
    let mut clippy = command("cargo");
    run_command(clippy.args(["clippy", "--locked"]).args(what).args(["--", "-D", "warnings"]))
}

fn native_tests() -> Result<()> {
    run_command(command("cargo").args(["test", "--workspace", "--locked"]))
}

/// The tests of `tests/`, compiled to WebAssembly.
fn wasm_tests() -> Result<()> {
    run_command(&mut in_browser(&["test", "--test", "*"])?)
}

/// The times of `benches/search.rs`, compiled as the site is.
///
/// # Errors
/// A tool or the browser is missing, or the program fails.
pub fn search_in_browser() -> Result<()> {
    run_command(
        in_browser(&["test", "--profile", "wasm", "--bench", "search"])?
            .args(["--", "--nocapture"]),
    )
}

/// A command of cargo on the site's WebAssembly. Cargo hands each program to a script, which opens it in the
/// browser of the other tests: wasm-bindgen's own way would need a WebDriver that fits it.
fn in_browser(what: &[&str]) -> Result<Command> {
    let tools = Tools::ensure()?;
    let browser = Browser::ensure()?;
    let mut cargo: Command = command("cargo");
    browser.tell(&mut cargo);
    cargo
        .args(what)
        .args(["--locked", "--target", WASM, "--package", SITE, "--features", "browser"])
        // Cargo splits this at spaces, so that paths with any cannot stand in it.
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "node end2end/wasm-tests.mjs")
        .env("WASM_TEST_RUNNER", tools.test_runner());
    Ok(cargo)
}

/// Whether the site is built for a whole host, which these tests ask for `/407`; says so where it is not.
fn is_whole_host() -> bool {
    let base = site::base();
    if !base.is_empty() {
        say(format!("skipped: SITE_URL has the path {base}, which only the tests of hosting know"));
    }
    base.is_empty()
}

/// The tests of `end2end/`, against what the build before them left in `dist/`.
fn browser_tests() -> Result<Outcome> {
    if !is_whole_host() {
        return Ok(Outcome::Skipped);
    }
    let browser = Browser::ensure()?;
    let address = serve::in_background()?;
    say(format!("the site is at {address}"));
    let mut tests = playwright();
    browser.tell(&mut tests);
    run_command(tests.arg("test").env("BASE_URL", address)).map(passed)
}

/// The main paths in a second engine, against the same `dist/`; skipped where there is no Firefox.
fn firefox_tests() -> Result<Outcome> {
    if !is_whole_host() {
        return Ok(Outcome::Skipped);
    }
    let browser = Browser::ensure()?;
    let Some(firefox) = browser::firefox() else { return Ok(Outcome::Skipped) };
    let mut tests = playwright();
    browser.tell(&mut tests);
    run_command(
        tests
            .args(["test", "--config", "firefox.config.mjs"])
            .env("FIREFOX_PATH", firefox)
            .env("BASE_URL", serve::in_background()?),
    )
    .map(passed)
}

#[cfg(test)]
mod summary_tests {
    use super::*;

    #[test]
    fn the_summary_has_a_line_for_each_part_that_ran() {
        let times = [
            ("lint", Duration::from_millis(1250), Some(Outcome::Passed)),
            ("Firefox", Duration::ZERO, Some(Outcome::Skipped)),
            ("native tests", Duration::from_secs(61), None),
        ];
        let text = summary(&times);
        assert_eq!(
            text.lines().map(|line| line.split_whitespace().collect()).collect::<Vec<Vec<_>>>(),
            [
                vec!["lint", "passed", "1.2", "s"],
                vec!["Firefox", "skipped", "0.0", "s"],
                vec!["native", "tests", "FAILED", "61.0", "s"]
            ]
        );
    }
}

//! What takes the reference, through `ask/`, a program of its own: it compiles only while the records keep their
//! rules, and xtask is there to mend one that does not.

use crate::{
    process::{command, root, run},
    suite,
};
use anyhow::{Context, Result};
use std::{
    env,
    path::Path,
    process::{Command, ExitCode},
};

/// The exit status of explaining where there is no explanation, or none can be written.
pub const FAILED: u8 = 3;

/// Explains the file, or what comes in on the standard input.
///
/// # Errors
/// Cargo cannot be started.
pub fn explain(file: Option<&Path>, json: bool) -> Result<ExitCode> {
    let mut ask = ask("explain");
    // The file is named from where the command is typed.
    ask.current_dir(env::current_dir()?).args(json.then_some("--json")).arg("--").args(file);
    let status = ask.status().context("cargo cannot be started")?;
    // Cargo's own failure is told; its status is none of explaining.
    let known =
        status.code().and_then(|code| u8::try_from(code).ok()).filter(|code| *code < FAILED);
    Ok(ExitCode::from(known.unwrap_or(FAILED)))
}

/// How well and how fast the search answers, here and in a browser.
///
/// # Errors
/// A set of queries cannot be read.
pub fn bench_search() -> Result<()> {
    run(&mut ask("search"))?;
    if let Err(error) = suite::search_in_browser() {
        println!("no times in a browser: {error:#}");
    }
    Ok(())
}

fn ask(what: &str) -> Command {
    let mut cargo = command("cargo");
    cargo.args(["run", "--quiet", "--locked", "--package", "ask", "--manifest-path"]);
    cargo.arg(root().join("Cargo.toml")).args(["--", what]);
    cargo
}

//! Asks the reference from a terminal; `cargo xtask explain` and `cargo xtask bench search` start it. It holds
//! the records, so it compiles only while they keep their rules: what helps to mend one is in `xtask`.

mod compress;
mod explain;
mod search;
#[path = "../../src/route/site_url.rs"]
mod site_url;

use clap::Parser;
use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

/// What is asked; `cargo xtask --help` says more.
#[derive(Parser)]
enum Question {
    /// Explain a response, a log line or an exception.
    Explain {
        /// The file that holds it; without one, or for `-`, the standard input.
        file: Option<PathBuf>,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Judge the search, and take its times.
    Search,
}

fn main() -> ExitCode {
    let (outcome, failure) = match Question::parse() {
        Question::Explain { file, json } => (explain::run(file.as_deref(), json), explain::FAILED),
        Question::Search => (search::run().map(|()| ExitCode::SUCCESS), 1),
    };
    outcome.unwrap_or_else(|error| {
        eprintln!("error: {error:#}");
        ExitCode::from(failure)
    })
}

/// The folder of the project.
fn root() -> &'static Path {
    let ask = Path::new(env!("CARGO_MANIFEST_DIR"));
    ask.parent().unwrap_or(ask)
}

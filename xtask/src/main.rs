//! The project's own commands, run as `cargo xtask <command>`. They need nothing but Rust: what
//! else a command uses is found or installed by it.

mod ask;
mod bench;
mod browser;
mod check;
#[path = "../../ask/src/compress.rs"]
mod compress;
mod constants;
mod hosting;
mod look;
mod number;
mod process;
mod serve;
mod site;
mod size;
mod skeleton;
mod suite;
mod tools;

use anyhow::Result;
use clap::{Parser, Subcommand};
use std::{env, ffi::OsStr, path::PathBuf, process::ExitCode};

/// The project's own commands. `serve` and `test` do everything there is to do.
#[derive(Parser)]
#[command(bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Build the site and serve it as a CDN would.
    Serve {
        /// The port to listen on; the next free one where it is in use.
        #[arg(long, default_value_t = 8080)]
        port: u16,
        /// Open the site in the browser.
        #[arg(long)]
        open: bool,
        /// Serve dist/ as it is.
        #[arg(long)]
        no_build: bool,
    },
    /// Run every test: format, lint, native, WebAssembly, browser, hosting.
    Test {
        /// Run only this kind; may be given more than once.
        #[arg(long, value_enum)]
        only: Vec<suite::Kind>,
    },
    /// Build the site into dist/, for the address in SITE_URL if that is set.
    Build {
        /// Publish a service worker that removes itself and what the one before it kept.
        #[arg(long)]
        retire_worker: bool,
        /// Write the brotli form of each file beside it, for hosts that send such files as they are.
        #[arg(long)]
        precompress: bool,
    },
    /// Serve a debug build, built and loaded again at every change.
    Dev {
        /// Arguments for `trunk serve`.
        #[arg(last = true)]
        trunk: Vec<String>,
    },
    /// Hold the records against the rules, in seconds.
    Check {
        /// The records to check, each on its own, by file or number; without any, all of data/ and
        /// the links between the records.
        files: Vec<PathBuf>,
    },
    /// Measure the search or the loading of the site, beside others.
    Bench {
        #[command(subcommand)]
        what: Bench,
    },
    /// Take a picture of every kind of page in dist/, at three widths, light and dark, into target/look/.
    Look,
    /// Show what a first visit to the built site downloads, its budgets, and the change since saved.
    Size {
        /// Save the sizes, for later ones to be compared with.
        #[arg(long)]
        save: bool,
        /// Show also what is in the program, crate by crate; needs twiggy.
        #[arg(long)]
        crates: bool,
    },
    /// Explain a response, a log line or an exception: exit status 1 if it breaks a MUST, 2 where no
    /// status can be told from it, 3 if it cannot be read, or the answer not be written.
    Explain {
        /// The file that holds it; without one, or for `-`, the standard input.
        file: Option<PathBuf>,
        /// Print JSON, whose format is in ARCHITECTURE.md.
        #[arg(long)]
        json: bool,
    },
    /// Write the skeleton of a new record: `cargo xtask new 472`.
    New {
        /// The number of the code, 100 to 999.
        code: u16,
    },
    /// Read the constants of languages out of their libraries again, into data/constants/.
    Constants {
        /// The snapshots to take; without any, all.
        names: Vec<String>,
    },
    /// Write the JSON Schemas of a record and of the guide to data/schema/.
    Schema,
}

/// What can be measured.
#[derive(Subcommand)]
enum Bench {
    /// The search: quality by kind of query, and times, beside other ways to search.
    Search,
    /// What more records would cost a build.
    Growth,
    /// The built site as a visitor loads and uses it, beside other sites and its own page without a program.
    Load {
        /// Folders of other built sites, to be visited in turn with this one.
        folders: Vec<PathBuf>,
        /// How often each site is visited; the medians are printed.
        #[arg(long, default_value_t = 5)]
        rounds: u32,
        /// Use the site for so many minutes, too, and watch its memory.
        #[arg(long, default_value_t = 0)]
        minutes: u32,
    },
}

fn main() -> ExitCode {
    let task = match Cli::try_parse() {
        Ok(cli) => cli.task,
        Err(error) => {
            // Nothing is left to do where this cannot be told.
            let _ = error.print();
            return ExitCode::from(misused(&error, env::args_os().nth(1).as_deref()));
        }
    };
    // What explaining ends with otherwise speaks of the response.
    let failure = if matches!(task, Task::Explain { .. }) { ask::FAILED } else { 1 };
    run(task).unwrap_or_else(|error| {
        eprintln!("error: {error:#}");
        ExitCode::from(failure)
    })
}

/// The exit status for arguments that are not understood, or that ask for help. Clap's own for the first, 2, says
/// of an input to explain that it names no status.
fn misused(error: &clap::Error, asked: Option<&OsStr>) -> u8 {
    match asked {
        Some(asked) if asked == "explain" && error.use_stderr() => ask::FAILED,
        _ => error.exit_code().try_into().unwrap_or(1),
    }
}

fn run(task: Task) -> Result<ExitCode> {
    match task {
        Task::Explain { file, json } => return ask::explain(file.as_deref(), json),
        Task::Serve { port, open, no_build } => {
            if !no_build {
                site::build()?;
            }
            serve::run(port, open)
        }
        Task::Test { only } => suite::run(&only),
        Task::Build { retire_worker, precompress } => {
            if retire_worker {
                site::build_retiring_worker()?;
            } else {
                site::build()?;
            }
            if precompress { site::precompress(&site::dist()) } else { Ok(()) }
        }
        Task::Dev { trunk } => site::dev(&trunk),
        Task::Check { files } => check::run(&files),
        Task::Constants { names } => constants::take(&names),
        Task::Bench { what: Bench::Search } => ask::bench_search(),
        Task::Look => look::run(),
        Task::Bench { what: Bench::Growth } => bench::growth::run(),
        Task::Bench { what: Bench::Load { folders, rounds, minutes } } => {
            bench::load::run(&folders, rounds, minutes)
        }
        Task::Size { save, crates } => size::run(save, crates),
        Task::New { code } => skeleton::write(code),
        Task::Schema => check::write_schemas(),
    }?;
    Ok(ExitCode::SUCCESS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_that_are_not_understood_are_no_input_without_a_status() {
        let status = |asked, option| {
            let error = Cli::try_parse_from(["xtask", asked, option]).err().expect("refused");
            misused(&error, Some(OsStr::new(asked)))
        };
        assert_eq!(status("explain", "--jsn"), ask::FAILED);
        assert_eq!(status("explain", "--help"), 0);
        assert_eq!(status("check", "--jsn"), 2);
    }
}

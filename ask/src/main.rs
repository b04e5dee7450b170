//! Asks the reference from a terminal; `cargo xtask explain` and `cargo xtask bench search` start it. It holds
//! the records, so it compiles only while they keep their rules: what helps to mend one is in `xtask`.

mod compress;
mod explain;
mod search;

use clap::Parser;
use std::{
    env,
    ffi::OsStr,
    path::{Path, PathBuf},
    process::ExitCode,
};

/// What is asked; `cargo xtask --help` says more.
#[derive(Parser)]
enum Question {
    /// Explain a response, a log line or an exception.
    Explain {
        /// The file that holds it; without one, the standard input.
        file: Option<PathBuf>,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Judge the search, and take its times.
    Search,
}

fn main() -> ExitCode {
    let question = match Question::try_parse() {
        Ok(question) => question,
        Err(error) => {
            // Nothing is left to do where this cannot be told.
            let _ = error.print();
            return ExitCode::from(misused(&error, env::args_os().nth(1).as_deref()));
        }
    };
    let (outcome, failure) = match question {
        Question::Explain { file, json } => {
            (explain::run(file.as_deref(), json), explain::UNREADABLE)
        }
        Question::Search => (search::run().map(|()| ExitCode::SUCCESS), 1),
    };
    outcome.unwrap_or_else(|error| {
        eprintln!("error: {error:#}");
        ExitCode::from(failure)
    })
}

/// The exit status for arguments that are not understood, or that ask for help. Clap's own for the first, 2, says
/// of an input to explain that it names no status.
fn misused(error: &clap::Error, asked: Option<&OsStr>) -> u8 {
    match asked {
        Some(asked) if asked == "explain" && error.use_stderr() => explain::UNREADABLE,
        _ => error.exit_code().try_into().unwrap_or(1),
    }
}

/// The folder of the project.
fn root() -> &'static Path {
    let ask = Path::new(env!("CARGO_MANIFEST_DIR"));
    ask.parent().unwrap_or(ask)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_that_are_not_understood_are_no_input_without_a_status() {
        let status = |asked, option| {
            let error = Question::try_parse_from(["ask", asked, option]).err().expect("refused");
            misused(&error, Some(OsStr::new(asked)))
        };
        assert_eq!(status("explain", "--jsn"), explain::UNREADABLE);
        assert_eq!(status("explain", "--help"), 0);
        assert_eq!(status("search", "--jsn"), 2);
    }
}

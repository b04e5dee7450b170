//! `cargo xtask constants`: what the libraries have that `data/languages.json` is held to.

use crate::process::{command, run};
use anyhow::{Context, Result};

/// Python by the name that its installer gives it.
const PYTHON: &str = if cfg!(windows) { "python" } else { "python3" };

/// Reads the constants of languages out of their libraries, into `data/constants/`.
///
/// # Errors
/// Python is missing, or a library could not be fetched; the script has said what mends it.
pub fn take(names: &[String]) -> Result<()> {
    let mut refresh = command(PYTHON);
    refresh.arg("tools/constants/refresh.py").args(names);
    run(&mut refresh).context("install Python 3, or see what the script says above")
}

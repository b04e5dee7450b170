//! Looking at the site: a picture of every kind of page, at three widths and in both themes.

use crate::{
    browser::Browser,
    process::{command, root, run as run_command, say},
    serve,
};
use anyhow::{Context, Result};
use std::fs;

/// Takes the pictures of what is in `dist/` into `target/look/`, with a page to look through them.
///
/// # Errors
/// There is no `dist/`, the browser is missing and cannot be had, or a page does not come up.
pub fn run() -> Result<()> {
    let address = serve::in_background()?;
    let browser = Browser::ensure()?;
    let folder = root().join("target/look");
    if folder.exists() {
        fs::remove_dir_all(&folder)
            .with_context(|| format!("cannot empty {}", folder.display()))?;
    }
    say("taking pictures of the site, about two minutes");
    let mut look = command("node");
    browser.tell(&mut look);
    run_command(look.arg("end2end/look.mjs").arg(&folder).env("BASE_URL", address))?;
    println!("{}", folder.join("index.html").display());
    Ok(())
}

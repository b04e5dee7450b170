//! What the tests in a browser need: Node.js, the packages of `end2end/`, and Chromium; Firefox, where it
//! can be had.

use crate::{
    process::{apt_install, can_apt_install, command, executable, on_path, output, root, run, say},
    site,
};
use anyhow::{Context, Result, bail};
use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
    time::SystemTime,
};

/// The oldest Node.js that the packages run on.
const NODE: u32 = 18;

/// The oldest Node.js that Cloudflare's own tool runs on.
pub const NODE_OF_WRANGLER: u32 = 20;

/// The oldest Firefox that is tested: the first with the Navigation API.
const FIREFOX: u32 = 147;

/// npm is a script, and Windows finds scripts only by their whole name.
const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };

/// Node.js with the packages and a browser, ready to run tests.
pub struct Browser {
    /// The system's Chromium; Playwright knows where its own is.
    chromium: Option<PathBuf>,
}

impl Browser {
    /// Finds what is needed; installs what is missing.
    ///
    /// # Errors
    /// Something is missing and cannot be installed; says what to install by hand.
    pub fn ensure() -> Result<Browser> {
        ensure_node()?;
        ensure_packages(&end2end(), "the packages of the browser tests")?;
        Ok(Browser { chromium: ensure_chromium()? })
    }

    /// Tells a command which browser to use.
    pub fn tell(&self, command: &mut Command) {
        match &self.chromium {
            Some(chromium) => command.env("CHROMIUM_PATH", chromium),
            None => command.env_remove("CHROMIUM_PATH"),
        };
    }
}

/// Playwright's own command, run in `end2end/`, for the address that the site is built for.
pub fn playwright() -> Command {
    let mut node = command("node");
    node.arg("node_modules/@playwright/test/cli.js").current_dir(end2end());
    match site::url() {
        Some(url) => node.env("SITE_URL", url),
        None => node.env_remove("SITE_URL"),
    };
    node
}

/// The system's Firefox. `None` where there is none that is new enough; says how to get one.
pub fn firefox() -> Option<PathBuf> {
    if let Some(found) = find_firefox() {
        return Some(found);
    }
    if can_apt_install() {
        say("a second engine for the tests: installing Debian's Firefox, about a minute");
        if let Err(error) = apt_install(&["firefox-esr"]) {
            say(format!("not to be had ({error:#})"));
        } else if let Some(found) = find_firefox() {
            return Some(found);
        }
    }
    say(format!(
        "skipped: there is no Firefox {FIREFOX} or newer. To have one: `apt install firefox-esr`, `brew \
         install --cask firefox` or `winget install Mozilla.Firefox`, or set FIREFOX_PATH to one"
    ));
    None
}

fn find_firefox() -> Option<PathBuf> {
    let places = [
        "/Applications/Firefox.app/Contents/MacOS/firefox",
        r"C:\Program Files\Mozilla Firefox\firefox.exe",
    ];
    let chosen = env::var_os("FIREFOX_PATH").map(PathBuf::from);
    let found =
        ["firefox", "firefox-esr"].into_iter().filter_map(|name| on_path(&executable(name)));
    let mut all = chosen.into_iter().chain(found).chain(places.map(PathBuf::from));
    let is_new_enough = |program: &Path| {
        let version = output(command(program).arg("--version"));
        version.and_then(|version| firefox_major(&version)).is_some_and(|major| major >= FIREFOX)
    };
    all.find(|program| is_new_enough(program))
}

/// The first number of what Firefox prints for `--version`: `Mozilla Firefox 153.7.0esr`.
fn firefox_major(version: &str) -> Option<u32> {
    let number = version.trim().strip_prefix("Mozilla Firefox ")?;
    number.split('.').next()?.parse().ok()
}

fn end2end() -> PathBuf {
    root().join("end2end")
}

/// Finds Node.js; installs it where it is missing and Debian's packages are there.
///
/// # Errors
/// It is missing or too old, and cannot be installed; says what to install by hand.
pub fn ensure_node() -> Result<()> {
    let mend = format!("install Node.js {NODE} or newer with npm (https://nodejs.org)");
    if has_node() {
        return Ok(());
    }
    if !can_apt_install() {
        bail!("the browser tests need Node.js, and it is missing or older than {NODE}: {mend}");
    }
    say("Node.js is needed by the browser tests: installing Debian's packages, about a minute");
    apt_install(&["nodejs", "npm"]).with_context(|| mend.clone())?;
    if !has_node() {
        bail!("the system's package of Node.js is older than {NODE}: {mend}");
    }
    Ok(())
}

fn has_node() -> bool {
    is_node(NODE) && on_path(NPM).is_some()
}

/// Whether there is a Node.js of this version or a newer one.
pub fn is_node(oldest: u32) -> bool {
    let version = output(command("node").arg("--version"));
    version.as_deref().and_then(node_major).is_some_and(|major| major >= oldest)
}

/// The first number of what Node.js prints for `--version`: `v20.20.2`.
fn node_major(version: &str) -> Option<u32> {
    version.strip_prefix('v')?.split('.').next()?.parse().ok()
}

/// Installs the packages that a folder's `package-lock.json` names, unless those of that very file are there.
///
/// # Errors
/// npm is missing, or there is no network.
pub fn ensure_packages(folder: &Path, what: &str) -> Result<()> {
    let changed = |file: &str| -> Option<SystemTime> {
        fs::metadata(folder.join(file)).ok()?.modified().ok()
    };
    if changed("node_modules/.package-lock.json") >= changed("package-lock.json") {
        return Ok(());
    }
    say(format!("installing {what} (npm ci), some seconds"));
    run(command(NPM)
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
        .current_dir(folder))
    .context("the packages need a network once; with one, run this again")
}

/// The system's Chromium; `None` where Playwright has one of its own.
fn ensure_chromium() -> Result<Option<PathBuf>> {
    if let Some(found) = find_chromium() {
        return Ok(Some(found));
    }
    let debian = can_apt_install();
    if debian {
        say("a browser is needed by the tests: installing Debian's Chromium, a minute or two");
        if let Err(error) = apt_install(&["chromium"]) {
            say(format!("not to be had ({error:#})"));
        } else if let Some(found) = find_chromium() {
            return Ok(Some(found));
        }
    }
    say(
        "a browser is needed by the tests: Playwright's Chromium, a minute unless it is here already",
    );
    let mut install = playwright();
    install.arg("install");
    if debian {
        install.arg("--with-deps");
    }
    run(install.arg("chromium")).context(
        "no browser for the tests: install Chromium or Google Chrome, or set CHROMIUM_PATH to one",
    )?;
    Ok(None)
}

fn find_chromium() -> Option<PathBuf> {
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    let on_mac = [
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
    ];
    let chosen = env::var_os("CHROMIUM_PATH").map(PathBuf::from);
    let found = names.iter().filter_map(|name| on_path(&executable(name)));
    let mut all = chosen.into_iter().chain(found).chain(on_mac.map(PathBuf::from));
    // Ubuntu has a `chromium-browser` that only says where to get one: it must run.
    all.find(|program| output(command(program).arg("--version")).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_of_node_is_read() {
        assert_eq!(node_major("v20.20.2\n"), Some(20));
        assert_eq!(node_major("20.20.2"), None);
        assert_eq!(node_major(""), None);
    }

    #[test]
    fn the_version_of_firefox_is_read() {
        assert_eq!(firefox_major("Mozilla Firefox 153.7.0esr\n"), Some(153));
        assert_eq!(firefox_major("Mozilla Firefox 150.0"), Some(150));
        assert_eq!(firefox_major("Error: no display"), None);
    }
}

//! Building the site with Trunk.

use crate::{
    compress,
    process::{command, root, run, say},
    serve, size,
    tools::Tools,
};
use anyhow::{Context, Result, anyhow};
use std::{
    env, fs,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
    thread,
};

/// Where the built site is.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// `SITE_URL` without a slash at its end; `None` where it is not set.
pub fn url() -> Option<String> {
    let url = env::var("SITE_URL").ok()?;
    Some(url.trim_end_matches('/').to_owned()).filter(|url| !url.is_empty())
}

/// The path of `SITE_URL`, under which the site is hosted, without a slash at its end: empty for a
/// whole host.
pub fn base() -> String {
    base_of(&url().unwrap_or_default()).to_owned()
}

fn base_of(site_url: &str) -> &str {
    let after_scheme = site_url.find("://").map_or(0, |at| at + 3);
    site_url[after_scheme..].find('/').map_or("", |at| &site_url[after_scheme + at..])
}

/// The settings of a build that are not their defaults.
pub fn settings() -> Vec<&'static str> {
    let is_set = |name: &&str| env::var_os(name).is_some_and(|value| !value.is_empty());
    ["SITE_URL", "REPO_URL"].into_iter().filter(is_set).collect()
}

/// Builds the site into `dist/`.
///
/// # Errors
/// A tool is missing and cannot be had, the build fails, or a first load is over its budget.
pub fn build() -> Result<()> {
    build_with(&[])
}

/// The same, with a service worker that removes itself in place of the site's.
///
/// # Errors
/// As for `build`.
pub fn build_retiring_worker() -> Result<()> {
    build_with(&[("RETIRE_WORKER", "1")])
}

fn build_with(settings: &[(&str, &str)]) -> Result<()> {
    let tools = Tools::ensure()?;
    fetch()?;
    say("building the site");
    let public_url = format!("{}/", base());
    let mut trunk = tools.trunk()?;
    trunk.args(["build", "--release", "--offline", "--public-url", &public_url]);
    run(trunk.envs(settings.iter().copied()))?;
    size::hold(&dist())
}

/// Serves a debug build that follows every change, until it is interrupted.
///
/// # Errors
/// A tool is missing and cannot be had, or Trunk stops.
pub fn dev(arguments: &[String]) -> Result<()> {
    let tools = Tools::ensure()?;
    fetch()?;
    run(tools.trunk()?.args(["serve", "--offline"]).args(arguments))
}

/// Downloads the crates that Cargo.lock names. Trunk's `--offline` keeps it from looking for tools
/// of its own, but holds for cargo too.
fn fetch() -> Result<()> {
    run(command("cargo").args(["fetch", "--locked", "--quiet"]))
        .context("the crates in Cargo.lock are not all here; downloading them needs a network")
}

/// Writes beside each file below a folder its brotli form, if it is of a kind that compresses.
///
/// # Errors
/// A file cannot be read or written.
pub fn precompress(folder: &Path) -> Result<()> {
    let files = Mutex::new(compressible(folder)?);
    let next = || files.lock().unwrap_or_else(PoisonError::into_inner).pop();
    let work = || std::iter::from_fn(next).try_for_each(|file| compress(&file));
    let threads = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        workers.into_iter().try_for_each(|worker| {
            worker.join().map_err(|_| anyhow!("compressing has panicked"))?
        })
    })
}

fn compressible(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        if path.is_dir() {
            files.extend(compressible(&path)?);
        } else if serve::is_compressible(ending) && ending != "br" {
            files.push(path);
        }
    }
    Ok(files)
}

fn compress(file: &Path) -> Result<()> {
    let mut name = file.as_os_str().to_owned();
    name.push(".br");
    let bytes = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    Ok(fs::write(name, compress::brotli(&bytes))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_base_path_is_the_path_of_the_sites_address() {
        for (site_url, base) in [
            ("", ""),
            ("https://example.com", ""),
            ("https://example.com/x", "/x"),
            ("https://example.com/x/y", "/x/y"),
        ] {
            assert_eq!(base_of(site_url), base, "{site_url}");
        }
    }
}

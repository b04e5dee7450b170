//! The program crate by crate: which code its bytes are of, as `twiggy` tells from a build that keeps the
//! names of functions.

use crate::{
    number::thousands,
    process::{command, executable, on_path, output, root, run, say},
    tools::{Tools, WASM},
};
use anyhow::{Context, Result, ensure};
use serde_json::Value;
use std::{collections::BTreeMap, path::PathBuf};

/// The names of functions, which the program that is sent goes without.
const NAMES: &str = "(names)";

/// How many rows are printed before the rest is one.
const ROWS: usize = 25;

/// Prints the bytes of each crate in the program as it is sent, before compression. Code of a generic
/// function is of the crate that defines the function.
///
/// # Errors
/// `twiggy` is not there, or the program does not build.
pub fn print() -> Result<()> {
    ensure!(
        on_path(&executable("twiggy")).is_some(),
        "this needs twiggy, which is not on PATH: `cargo install twiggy --locked` installs it"
    );
    let wasm = build()?;
    let items = output(command("twiggy").args(["top", "--format", "json"]).arg(&wasm))
        .with_context(|| format!("twiggy cannot read {}", wasm.display()))?;
    let sizes = by_crate(&serde_json::from_str(&items)?);
    let whole: usize = sizes.values().sum();
    let mut rows: Vec<_> = sizes.into_iter().collect();
    rows.sort_by_key(|(name, size)| (std::cmp::Reverse(*size), name.clone()));
    if rows.len() > ROWS {
        let rest = rows.drain(ROWS..).map(|(_, size)| size).sum();
        rows.push(("all others".to_owned(), rest));
    }
    println!("\n{:<31}{:>11}{:>11}", "WebAssembly, before brotli", "bytes", "share");
    for (name, size) in rows {
        let share = 100.0 * size as f64 / whole as f64;
        println!("  {name:<29}{:>11}{share:>10.1}%", thousands(size));
    }
    println!("  {:<29}{:>11}", "in all", thousands(whole));
    Ok(())
}

/// The program with the names of its functions, in a target folder of its own: what the site is built from
/// stays as it is.
fn build() -> Result<PathBuf> {
    let tools = Tools::ensure()?;
    say("building the program with the names of its functions, some minutes the first time");
    let target = root().join("target/size");
    run(command("cargo")
        .args(["build", "--locked", "--profile", "wasm", "--target", WASM, "--bin", "app"])
        .args(["--features", "browser", "--target-dir"])
        .arg(&target)
        .env("CARGO_PROFILE_WASM_STRIP", "none"))?;
    // It takes out what describes the program to it, more than the program itself.
    run(command(tools.wasm_bindgen())
        .args(["--target", "web", "--no-typescript", "--out-name", "app", "--out-dir"])
        .arg(target.join("app"))
        .arg(target.join(WASM).join("wasm/app.wasm")))?;
    Ok(target.join("app/app_bg.wasm"))
}

/// The bytes of what twiggy lists, by crate.
fn by_crate(items: &Value) -> BTreeMap<String, usize> {
    let mut sizes = BTreeMap::new();
    for item in items.as_array().into_iter().flatten() {
        let name = crate_of(item["name"].as_str().unwrap_or_default());
        if name == NAMES {
            continue;
        }
        // No item is larger than memory.
        let size = item["shallow_size"].as_u64().unwrap_or_default() as usize;
        *sizes.entry(name.to_owned()).or_default() += size;
    }
    sizes
}

/// The crate that an item of a WebAssembly file is of; for what is no function, what it is.
fn crate_of(name: &str) -> &str {
    if name.starts_with("data segment") {
        return "(data: tables and texts)";
    }
    if name.starts_with("custom section") || name.contains(" subsection") {
        return NAMES;
    }
    // `<&mut alloc::vec::Vec<T> as core::fmt::Debug>::fmt` is of alloc, `<T as core::fmt::Debug>::fmt` of core.
    let places = name.split(" as ").map(|place| {
        let place = place.trim_start_matches(['<', '&', '*', '[', '(']);
        place.strip_prefix("mut ").or_else(|| place.strip_prefix("dyn ")).unwrap_or(place)
    });
    let first = |place: &'_ str| -> Option<usize> {
        let end = place.find(|c: char| !c.is_ascii_alphanumeric() && c != '_')?;
        // Some names tell crates of one name apart: `core[c5930c85a12de822]::fmt`.
        let after = place[end..].split_once(']').filter(|_| place[end..].starts_with('['));
        after.map_or(&place[end..], |(_, after)| after).starts_with("::").then_some(end)
    };
    places.filter_map(|place| Some(&place[..first(place)?])).next().unwrap_or("(of no crate)")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_bytes_of_a_crate_are_added_up() {
        let items = json!([
            { "name": "site::browser::start::h0123", "shallow_size": 10 },
            { "name": "<site::route::Route as core::fmt::Display>::fmt", "shallow_size": 5 },
            { "name": "<&mut alloc::vec::Vec<T> as core::fmt::Debug>::fmt", "shallow_size": 3 },
            { "name": "<core[c593]::str::Chars as core[c593]::iter::Iterator>::next", "shallow_size": 4 },
            { "name": "<T as tachys::view::Render>::build", "shallow_size": 2 },
            { "name": "data segment \".rodata\"", "shallow_size": 100 },
            { "name": "\"function names\" subsection", "shallow_size": 1000 },
            { "name": "logf", "shallow_size": 1 },
        ]);
        let sizes = by_crate(&items);
        let expected = [
            ("(data: tables and texts)", 100),
            ("(of no crate)", 1),
            ("alloc", 3),
            ("core", 4),
            ("site", 15),
            ("tachys", 2),
        ];
        assert_eq!(sizes, expected.map(|(name, size)| (name.to_owned(), size)).into());
    }
}

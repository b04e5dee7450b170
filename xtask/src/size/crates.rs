//! The program crate by crate: which code its bytes are of, as `twiggy` tells from a build that keeps the
//! names of functions.

use crate::{
    process::{command, executable, on_path, output, root, run, say},
    site::thousands,
    tools::WASM,
};
use anyhow::{Context, Result, ensure};
use serde_json::Value;
use std::{collections::BTreeMap, path::PathBuf};

/// How many rows are printed before the rest is one.
const ROWS: usize = 25;

/// Prints the bytes of each crate in the program, before compression and before wasm-bindgen takes out what
/// only it needs. Code of a generic function is of the crate that defines the function.
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

/// The program with names, in a target folder of its own: what the site is built from stays as it is.
fn build() -> Result<PathBuf> {
    say("building the program with the names of its functions, some minutes the first time");
    let target = root().join("target/size");
    run(command("cargo")
        .args(["build", "--locked", "--profile", "wasm", "--target", WASM, "--bin", "app"])
        .args(["--features", "browser", "--target-dir"])
        .arg(&target)
        .env("CARGO_PROFILE_WASM_STRIP", "none"))?;
    Ok(target.join(WASM).join("wasm/app.wasm"))
}

/// The bytes of what twiggy lists, by crate.
fn by_crate(items: &Value) -> BTreeMap<String, usize> {
    let mut sizes = BTreeMap::new();
    for item in items.as_array().into_iter().flatten() {
        let name = crate_of(item["name"].as_str().unwrap_or_default());
        // No item is larger than memory.
        let size = item["shallow_size"].as_u64().unwrap_or_default() as usize;
        *sizes.entry(name.to_owned()).or_default() += size;
    }
    sizes
}

/// The crate that an item of a WebAssembly file is of; for what is no function, what it is.
fn crate_of(name: &str) -> &str {
    for (start, kind) in [
        ("data", "(data: tables and texts)"),
        ("\"function names\"", "(names, not sent)"),
        ("custom section", "(names, not sent)"),
        ("elem", "(tables of functions)"),
        ("type[", "(types)"),
        ("import ", "(imports)"),
        ("export ", "(exports)"),
    ] {
        if name.starts_with(start) {
            return kind;
        }
    }
    // `<&mut alloc::vec::Vec<T> as core::fmt::Debug>::fmt` is of alloc.
    let path = name.trim_start_matches(['<', '&', '*', '[', '(']);
    let path = ["mut ", "const ", "dyn "]
        .iter()
        .fold(path, |path, word| path.strip_prefix(word).unwrap_or(path));
    match path.split_once("::") {
        Some((first, _)) if first.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') => first,
        _ if path.starts_with("__wbg") || path.starts_with("__wbindgen") => "wasm_bindgen",
        _ => "(without a path)",
    }
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
            { "name": "data[0]", "shallow_size": 100 },
            { "name": "dlmalloc", "shallow_size": 1 },
        ]);
        let sizes = by_crate(&items);
        assert_eq!(sizes["site"], 15);
        assert_eq!(sizes["alloc"], 3);
        assert_eq!(sizes["(data: tables and texts)"], 100);
        assert_eq!(sizes["(without a path)"], 1);
    }
}

//! The service worker, and the file that it takes all pages from. What it does is in `public/sw.js`.

use crate::{Fetched, Files, pages::Template};
use anyhow::Result;
use serde_json::json;
use std::{env, fs, path::Path};

/// The worker, and the one that takes its place when there shall be none.
const WORKER: &str = include_str!("../../public/sw.js");
const RETIRING: &str = include_str!("../../public/retire.js");

/// `sw.js` and `_app/BUILD/offline.json`; with `RETIRE_WORKER` set, the worker that removes itself.
///
/// # Errors
/// The staging folder cannot be read.
pub fn files(
    template: &Template,
    articles: &Fetched,
    build: &str,
    staging: &Path,
) -> Result<Files> {
    if env::var_os("RETIRE_WORKER").is_some() {
        return Ok(Files::from([("sw.js".to_owned(), RETIRING.to_owned())]));
    }
    let mut kept = programs(staging)?;
    for file in
        ["search.txt", "texts.json", "explainer.js", "explainer_bg.wasm", "explainer_loader.js"]
    {
        kept.push(format!("_app/{build}/{file}"));
    }
    let site = json!({ "build": build, "files": kept });
    let offline = json!({
        "shell": template.shell(build),
        "policy": template.policy().header(),
        "articles": articles,
    });
    Ok(Files::from([
        ("sw.js".to_owned(), format!("const SITE = {site};\n{WORKER}")),
        (format!("_app/{build}/offline.json"), offline.to_string()),
    ]))
}

/// What counts for the name of the build beside the page: a change of the worker is a change of the site.
pub fn text() -> &'static str {
    WORKER
}

/// The names of the programs that Trunk has staged, in order.
fn programs(staging: &Path) -> Result<Vec<String>> {
    let mut programs = Vec::new();
    for entry in fs::read_dir(staging)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.ends_with(".wasm") || name.ends_with(".js") && name != "sw.js" {
            programs.push(name);
        }
    }
    programs.sort();
    Ok(programs)
}

//! The service worker, and the file that it takes all pages from. What it does is in `public/sw.js`.

use crate::{Files, pages::Template};
use anyhow::Result;
use serde_json::{Map, Value, json};
use std::{env, fs, path::Path};

/// The service worker, and the one that takes its place when there shall be none.
const WORKER: &str = include_str!("../../public/sw.js");
const RETIRING: &str = include_str!("../../public/retire.js");

/// The files that searching takes, in the folder of the build.
const SEARCH: [&str; 2] = ["search.txt", "texts.json"];

/// `sw.js` and `_app/BUILD/offline.json`, of what the browser fetches on moves; with `RETIRE_WORKER` set, the service
/// worker that removes itself.
///
/// # Errors
/// The staging folder cannot be read; a file of `data` is no JSON.
pub fn files(template: &Template, data: &Files, build: &str, staging: &Path) -> Result<Files> {
    match env::var_os("RETIRE_WORKER") {
        Some(_) => Ok(retiring()),
        None => keeping(template, data, build, staging),
    }
}

fn retiring() -> Files {
    Files::from([("sw.js".to_owned(), RETIRING.to_owned())])
}

fn keeping(template: &Template, data: &Files, build: &str, staging: &Path) -> Result<Files> {
    let mut kept = programs(staging)?;
    for file in
        [&SEARCH[..], &["explainer.js", "explainer_bg.wasm", "explainer_loader.js"]].concat()
    {
        kept.push(format!("_app/{build}/{file}"));
    }
    // The many small files travel as one: the articles, and what codes are compared by.
    let mut articles = Map::new();
    for (path, text) in data.iter().filter(|(path, _)| !SEARCH.contains(&path.as_str())) {
        let name = path.trim_end_matches(".json");
        articles.insert(name.to_owned(), serde_json::from_str::<Value>(text)?);
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

/// What counts for the name of the build beside the page: a change of the service worker is a change of the site.
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::tests::PAGE;

    #[test]
    fn the_worker_that_retires_stands_where_the_other_stood_and_keeps_nothing() -> Result<()> {
        let template = Template::new(PAGE, [])?;
        let keeping =
            keeping(&template, &Files::new(), "b", Path::new(env!("CARGO_MANIFEST_DIR")))?;
        assert!(keeping.keys().eq(["_app/b/offline.json", "sw.js"]), "{keeping:?}");
        let retiring = retiring();
        assert!(retiring.keys().eq(["sw.js"]), "{retiring:?}");
        assert!(retiring["sw.js"].contains("unregister()"), "{retiring:?}");
        Ok(())
    }
}

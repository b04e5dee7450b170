//! The floor: pages of the site with every script, and whatever loads one ahead of time, taken out. And below it
//! pages that hold a search field and nothing else: what is the browser's and the network's own.

use anyhow::{Context, Result};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// The pages that are visited.
const PAGES: [&str; 2] = ["index.html", "407.html"];

/// A page that holds what can be typed into, and no more.
const EMPTY: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Empty</title>\
                     <p>Search <input type=\"search\" aria-label=\"Search\">";

/// Writes pages that are as good as empty into a folder of their own.
///
/// # Errors
/// The folder cannot be written.
pub fn write_empty(folder: &Path) -> Result<PathBuf> {
    fs::create_dir_all(folder)?;
    for page in PAGES {
        fs::write(folder.join(page), EMPTY)?;
    }
    Ok(folder.to_owned())
}

/// Writes the pages without scripts into a folder of their own, with the files that they still ask for.
///
/// # Errors
/// A page is not there, or the folder cannot be written.
pub fn write(dist: &Path, folder: &Path) -> Result<PathBuf> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder)?;
    for page in PAGES {
        let html = fs::read_to_string(dist.join(page))
            .with_context(|| format!("there is no {page} in {}", dist.display()))?;
        fs::write(folder.join(page), without_scripts(&html))?;
    }
    for entry in fs::read_dir(dist)? {
        let path = entry?.path();
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        if let (Some(name), "svg" | "png" | "ico" | "css" | "webmanifest") =
            (path.file_name(), ending)
        {
            fs::copy(&path, folder.join(name))?;
        }
    }
    Ok(folder.to_owned())
}

/// A page without scripts, and without the links that load one ahead of time.
fn without_scripts(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once("<script") {
        text.push_str(before);
        rest = after.split_once("</script>").map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    for rel in ["modulepreload", "preload"] {
        while let Some(at) = text.find(&format!("<link rel=\"{rel}\"")) {
            let end = text[at..].find('>').map_or(text.len(), |end| at + end + 1);
            text.replace_range(at..end, "");
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_and_what_loads_them_are_taken_out_and_the_rest_stays() {
        let html = "<head><script>1 < 2</script><link rel=\"icon\" href=\"/i.svg\">\
                    <link rel=\"modulepreload\" href=\"/a.js\"><link rel=\"preload\" href=\"/a.wasm\" as=\"fetch\">\
                    <script type=\"module\">import '/a.js'</script></head><body>text</body>";
        assert_eq!(
            without_scripts(html),
            "<head><link rel=\"icon\" href=\"/i.svg\"></head><body>text</body>"
        );
    }
}

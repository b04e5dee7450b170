//! Writes the files of the site into the folder that Trunk is staging: Trunk runs this after each build
//! (`post_build` in `Trunk.toml`) and says through its environment where and for what.
//!
//! In a debug build only what the browser fetches is written: into the development server's bare page the program
//! brings shell and article.

mod crawlers;
mod hosting;
mod images;
mod machines;
mod pages;
mod policy;
mod program;
mod service_worker;

use anyhow::{Context, Result, anyhow, bail, ensure};
use facts::{Record, load};
use leptos::prelude::Owner;
use reference::{catalog, search};
use sha2::{Digest, Sha256};
use site::{
    article::Article,
    content::{self, Facts},
    route::{Route, base, site_url},
};
use std::{
    collections::BTreeMap,
    env, fs,
    path::{Path, PathBuf},
};

/// A file of the site: its path from the root of the site, and what it holds.
type Files = BTreeMap<String, String>;

/// The articles that the browser fetches, by the name of their file.
type Fetched = BTreeMap<String, Article>;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    // Effects are for the browser; here they need only somewhere to be dropped.
    any_spawner::Executor::init_tokio().context("the executor was set up before")?;
    let staging = PathBuf::from(from_trunk("TRUNK_STAGING_DIR")?);
    let source = PathBuf::from(from_trunk("TRUNK_SOURCE_DIR")?);
    let facts = read(&source.join("data"))?;
    let articles = pages::articles(&facts)?;
    let fetched = pages::fetched(&articles);
    let files = match from_trunk("TRUNK_PROFILE")?.as_str() {
        "release" => {
            let images = images::images()?;
            images.iter().try_for_each(|(path, bytes)| write(&staging.join(path), bytes))?;
            release(&staging, &facts, &articles, &fetched)?
        }
        _ => development(&facts, &articles, &fetched)?,
    };
    files.iter().try_for_each(|(path, text)| write(&staging.join(path), text.as_bytes()))
}

fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display()))
}

/// Reads `data/`, or says everything that is wrong with it.
fn read(data: &Path) -> Result<Facts> {
    let told = |problems: Vec<load::Problem>| {
        let lines: Vec<_> = problems.iter().map(ToString::to_string).collect();
        anyhow!("facts that break a rule:\n{}", lines.join("\n"))
    };
    let records = load::folder(&data.join("codes")).map_err(told)?;
    Ok(Facts {
        guide: load::guide(&data.join("guide.json"), &records).map_err(told)?,
        changes: load::changes(&data.join("changes.json"), &records).map_err(told)?,
        records: published(records),
        languages: load::languages(&data.join("languages.json")).map_err(told)?,
        snapshots: load::snapshots(&data.join("constants")).map_err(told)?,
        synonyms: load::synonyms(&data.join("synonyms.json")).map_err(told)?,
    })
}

fn from_trunk(name: &str) -> Result<String> {
    env::var(name)
        .with_context(|| format!("{name} is not set: `publish` is run by Trunk, see Trunk.toml"))
}

fn release(
    staging: &Path,
    facts: &Facts,
    articles: &[(Route, Article)],
    fetched: &Fetched,
) -> Result<Files> {
    check_site_url(&env::var("TRUNK_PUBLIC_URL").unwrap_or_default())?;
    let index = staging.join("index.html");
    let template = fs::read_to_string(&index)
        .with_context(|| format!("cannot read Trunk's page {}", index.display()))?;
    let template = program::shrink(staging, &template)?;
    let template = pages::Template::new(&template, fetched.values())?;
    let data = data(facts, fetched)?;
    let explainer = explainer(staging)?;
    let build = build_of(&template, &data, &explainer);
    for (name, bytes) in &explainer {
        write(&staging.join(format!("_app/{build}/{name}")), bytes)?;
    }
    let service_worker = service_worker::files(&template, &data, &build, staging)?;
    let mut files = in_build(data, &build);
    files.extend(template.pages(articles, &build));
    files.extend(crawlers::files(facts)?);
    files.extend(machines::files(facts)?);
    files.extend(hosting::files(&template));
    files.extend(service_worker);
    Ok(files)
}

/// What loads the program that explains a response and compares codes.
const EXPLAINER_LOADER: &str = include_str!("../../public/explainer_loader.js");

/// The program that explains a response and compares codes, and what loads it. Takes it from where Trunk leaves it,
/// under names that do not change with it.
fn explainer(staging: &Path) -> Result<BTreeMap<String, Vec<u8>>> {
    let [script, program] = ["explainer.js", "explainer_bg.wasm"];
    let (text, bytes) = program::taken(staging, script, program)?;
    let mut files = BTreeMap::from([(script.to_owned(), text.into()), (program.to_owned(), bytes)]);
    files.insert("explainer_loader.js".to_owned(), EXPLAINER_LOADER.into());
    Ok(files)
}

/// What the development server needs: its page is bare, so the app fetches the shell too.
fn development(facts: &Facts, articles: &[(Route, Article)], fetched: &Fetched) -> Result<Files> {
    let mut files = in_build(data(facts, fetched)?, "dev");
    let home = articles.iter().find(|(route, _)| *route == Route::Home);
    let (route, article) = home.context("the search page has an article")?;
    // Trunk leaves the program at the root.
    let loader = EXPLAINER_LOADER.replace("'./", "'/");
    files.insert("_app/dev/explainer_loader.js".to_owned(), loader);
    files.insert("_app/dev/shell.html".to_owned(), pages::shell(*route, article));
    Ok(files)
}

/// Files in the folder that is named after the build.
fn in_build(files: Files, build: &str) -> Files {
    files.into_iter().map(|(path, text)| (format!("_app/{build}/{path}"), text)).collect()
}

/// What the browser fetches on a move, for comparing and for searching.
fn data(facts: &Facts, fetched: &Fetched) -> Result<Files> {
    let mut files = Files::new();
    for (file, article) in fetched {
        files.insert(format!("{file}.json"), serde_json::to_string(article)?);
    }
    for entry in catalog::all() {
        let record = facts.record(entry.code).context("every entry has a record")?;
        let column = Owner::new().with(|| content::compare::column(entry, record));
        let path = format!("compare/{}.json", entry.code);
        files.insert(path, serde_json::to_string(&column)?);
    }
    let texts: Vec<_> =
        facts.records.iter().map(|record| (record.code, content::text(record))).collect();
    files.insert("texts.json".to_owned(), serde_json::to_string(&texts)?);
    files.insert("search.txt".to_owned(), search::TEXT.to_owned());
    Ok(files)
}

/// The records as they are published: what tells two codes apart is stored once, in the record of the
/// smaller number, and published on both sides.
fn published(records: Vec<Record>) -> Vec<Record> {
    let mut published = records.clone();
    for record in &records {
        for related in &record.related {
            if let Ok(at) = published.binary_search_by_key(&related.code, |other| other.code) {
                let mirrored = facts::Related { code: record.code, ..related.clone() };
                published[at].related.push(mirrored);
            }
        }
    }
    for record in &mut published {
        record.related.sort_by_key(|related| related.code);
    }
    published
}

/// The name of the build: a hash of all that goes into it, so that the files of two builds never mix.
/// Trunk's page counts for the program and the styles, whose hashes it holds.
fn build_of(
    template: &pages::Template,
    data: &Files,
    explainer: &BTreeMap<String, Vec<u8>>,
) -> String {
    let mut hash = Sha256::new();
    hash.update(template.text());
    hash.update(template.shell(""));
    hash.update(service_worker::text());
    // Pages without a network are sent with it, from a file of the build.
    hash.update(template.policy().header());
    for (path, text) in data {
        hash.update(path);
        hash.update(text);
    }
    for bytes in explainer.values() {
        hash.update(bytes);
    }
    hash.update(site_url());
    hex(hash)
}

/// The first letters of a hash, as names of files and folders hold it: 16.
fn hex(hash: Sha256) -> String {
    hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// The pages link below the path of `SITE_URL`, Trunk's files lie below `--public-url`: they must agree.
fn check_site_url(public_url: &str) -> Result<()> {
    let url = site_url();
    let is_absolute = url.starts_with("https://") || url.starts_with("http://");
    if !is_absolute || url.contains(['"', '<', '>', '?', '#', ' ']) {
        bail!(
            "SITE_URL is {url:?}; it must be the site's whole address, such as https://example.com/codes"
        );
    }
    let public = public_url.trim_end_matches('/');
    ensure!(
        public == base(),
        "Trunk's --public-url is {public_url:?}, but SITE_URL ({url}) has the path {:?}: build with \
         `cargo xtask build`, which sets both, or with `--public-url {}/`",
        base(),
        base()
    );
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use pages::{Template, tests::PAGE};

    #[test]
    fn the_name_of_a_build_changes_with_the_frame_and_with_each_file_of_it() -> Result<()> {
        let file = |name: &str, text: &str| Files::from([(name.to_owned(), text.to_owned())]);
        let program =
            |bytes: &[u8]| BTreeMap::from([("explainer_bg.wasm".to_owned(), bytes.into())]);
        let template = Template::new(PAGE, [])?;
        let (data, explainer) = (file("407.json", "a"), program(b"a"));
        let name = build_of(&template, &data, &explainer);
        assert_eq!(name, build_of(&template, &data, &explainer));
        let frame = Template::new(&PAGE.replace("red", "blue"), [])?;
        for (what, other) in [
            ("the frame", build_of(&frame, &data, &explainer)),
            ("a file", build_of(&template, &file("407.json", "b"), &explainer)),
            ("its name", build_of(&template, &file("408.json", "a"), &explainer)),
            ("a program", build_of(&template, &data, &program(b"b"))),
        ] {
            assert_ne!(name, other, "{what}");
        }
        Ok(())
    }
}

//! Writes the files of the site into the folder that Trunk is staging: Trunk runs this after each build
//! (`post_build` in `Trunk.toml`) and says through its environment where and for what.
//!
//! In a debug build only the records are written: the development server's bare page mounts the app.

mod crawlers;
mod pages;

use anyhow::{Context, Result, bail, ensure};
use facts::{Record, load};
use sha2::{Digest, Sha256};
use site::route::{base, site_url};
use std::{
    collections::BTreeMap,
    env, fs,
    path::{Path, PathBuf},
};

/// A file of the site: its path from the root of the site, and what it holds.
type Files = BTreeMap<String, String>;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let staging = PathBuf::from(from_trunk("TRUNK_STAGING_DIR")?);
    let source = PathBuf::from(from_trunk("TRUNK_SOURCE_DIR")?);
    let records = load::folder(&source.join("data/codes")).map_err(|problems| {
        let lines: Vec<_> = problems.iter().map(ToString::to_string).collect();
        anyhow::anyhow!("records that break a rule:\n{}", lines.join("\n"))
    })?;
    let files = match from_trunk("TRUNK_PROFILE")?.as_str() {
        "release" => release(&staging, &records)?,
        _ => data(&records, "dev")?,
    };
    for (path, text) in files {
        let path = staging.join(path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}

fn from_trunk(name: &str) -> Result<String> {
    env::var(name).with_context(|| format!("{name} is not set: `publish` is run by Trunk, see Trunk.toml"))
}

fn release(staging: &Path, records: &[Record]) -> Result<Files> {
    check_site_url(&env::var("TRUNK_PUBLIC_URL").unwrap_or_default())?;
    let index = staging.join("index.html");
    let template = fs::read_to_string(&index)
        .with_context(|| format!("cannot read Trunk's page {}", index.display()))?;
    let template = pages::Template::new(&template)?;
    let build = build_of(&template, records)?;
    let mut files = data(records, &build)?;
    files.extend(template.pages(records, &build)?);
    files.extend(crawlers::files(records)?);
    Ok(files)
}

/// The records as the browser fetches them, in a folder named after the build.
fn data(records: &[Record], build: &str) -> Result<Files> {
    let published = published(records);
    let mut files = Files::new();
    for record in &published {
        let path = format!("_app/{build}/{}.json", record.code);
        files.insert(path, serde_json::to_string(record)?);
    }
    files.insert(format!("_app/{build}/records.json"), serde_json::to_string(&published)?);
    Ok(files)
}

/// The records as they are published: what tells two codes apart is stored once, in the record of the
/// smaller number, and published on both sides.
fn published(records: &[Record]) -> Vec<Record> {
    let mut published = records.to_vec();
    for record in records {
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
fn build_of(template: &pages::Template, records: &[Record]) -> Result<String> {
    let mut hash = Sha256::new();
    hash.update(template.text());
    hash.update(serde_json::to_vec(records)?);
    hash.update(site_url());
    let digest = hash.finalize();
    Ok(digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect())
}

/// The pages link below the path of `SITE_URL`, Trunk's files lie below `--public-url`: they must agree.
fn check_site_url(public_url: &str) -> Result<()> {
    let url = site_url();
    let is_absolute = url.starts_with("https://") || url.starts_with("http://");
    if !is_absolute || url.contains(['"', '<', '>', '?', '#', ' ']) {
        bail!("SITE_URL is {url:?}; it must be the site's whole address, such as https://example.com/codes");
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

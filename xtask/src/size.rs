//! `cargo xtask size`: what a first visit downloads, part by part, and the budgets that a build keeps.
//! Sizes are bytes after brotli at its best, as a CDN sends them; a kB is 1,000 bytes.

mod crates;
mod page;

use crate::{
    compress,
    number::thousands,
    process::{command, output, root, say},
    site,
};
use anyhow::{Context, Result, bail, ensure};
use page::{Asked, Kind};
use serde::{Deserialize, Serialize};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

/// The pages whose first load is held to the budgets: the front page, and a code page of the usual length.
const PAGES: [&str; 2] = ["/", "/407"];

/// The most that a first load may cost.
struct Budget {
    what: &'static str,
    /// What a build may not exceed. Lower it when there is room: it keeps what was won.
    most: usize,
    why: &'static str,
    /// Whether it holds what the compiler makes, and whether it holds the site's own address: what it comes to
    /// differs with another.
    compiled: bool,
    addressed: bool,
    measure: fn(&FirstLoad) -> usize,
}

const BUDGETS: [Budget; 5] = [
    Budget {
        what: "the page",
        most: 14_000,
        why: "a server may send ten segments of 1,460 bytes at once (RFC 6928): HTML and the style that the \
              first paint needs come to about that, with some 950 bytes of header fields before them",
        compiled: false,
        addressed: true,
        measure: |load| load.brotli(&[Kind::Page, Kind::Style]),
    },
    Budget {
        what: "the program",
        most: 95_500,
        why: "all that the page does not answer by itself waits for WebAssembly and its JavaScript: on a \
              slow phone's network each 10 kB are 50 ms",
        compiled: true,
        addressed: false,
        measure: |load| load.brotli(&[Kind::Wasm, Kind::Script]),
    },
    Budget {
        what: "the search index",
        most: 30_000,
        why: "all other words are answered once it is there too; a page without a search field leaves it",
        compiled: false,
        addressed: false,
        measure: |load| load.brotli(&[Kind::Index]),
    },
    Budget {
        what: "the first load",
        most: 136_500,
        why: "page, program and index, and what the browser asks for beside them",
        compiled: true,
        addressed: true,
        measure: |load| load.parts.iter().map(|part| part.brotli).sum(),
    },
    Budget {
        what: "the number of requests",
        most: 5,
        why: "page, WebAssembly, its JavaScript, icon, manifest: anything more can come with the page \
              that needs it, or when the browser is idle, as the index does",
        compiled: false,
        addressed: false,
        measure: |load| load.parts.iter().filter(|part| part.kind != Kind::Index).count(),
    },
];

/// What a browser downloads on a first visit to a page.
struct FirstLoad {
    page: &'static str,
    parts: Vec<Part>,
}

struct Part {
    kind: Kind,
    bytes: usize,
    brotli: usize,
}

impl FirstLoad {
    /// Reads the page and each file that it makes a browser ask for.
    fn of(page: &'static str, dist: &Path) -> Result<FirstLoad> {
        let name = if page == "/" { "index" } else { &page[1..] };
        let html = read(dist, &format!("{name}.html"))?;
        let text = String::from_utf8_lossy(&html);
        let mut parts = vec![Part::new(Kind::Page, &html)];
        for Asked { kind, address } in page::asked(&text) {
            let path = address.strip_prefix(&site::base()).and_then(|path| path.strip_prefix('/'));
            let Some(path) = path.filter(|path| !path.starts_with('/')) else {
                bail!(
                    "{page} loads {address} from another host: copy it into public/ or leave it out"
                );
            };
            if kind == Kind::Font {
                bail!("{page} loads the font {address}: use the fonts of the system");
            }
            parts.push(Part::new(kind, &read(dist, path)?));
        }
        if let Some(build) = page::searched_build(&text) {
            let index = read(dist, &format!("_app/{build}/search.txt"))?;
            parts.push(Part::new(Kind::Index, &index));
        }
        Ok(FirstLoad { page, parts })
    }

    /// The size of the parts of some kinds together.
    fn brotli(&self, kinds: &[Kind]) -> usize {
        self.parts.iter().filter(|part| kinds.contains(&part.kind)).map(|part| part.brotli).sum()
    }

    /// Each budget that is exceeded, and how, said in full.
    fn over(&self) -> Vec<(&'static Budget, String)> {
        let over = |budget: &'static Budget| {
            let Budget { what, most, why, measure, .. } = budget;
            let size = measure(self);
            (size > *most).then(|| {
                let (size, most) = (thousands(size), thousands(*most));
                let page = self.page;
                let over = format!(
                    "the first load of {page} is over budget: {what} is {size}, its budget {most} ({why})"
                );
                (budget, over)
            })
        };
        BUDGETS.iter().filter_map(over).collect()
    }

    fn print(&self, saved: &Saved) {
        let before = |name: &str| saved.brotli.get(self.page)?.get(name).copied();
        println!(
            "\nfirst load of {:<17}{:>11}{:>11}{:>11}",
            self.page, "bytes", "brotli", "change"
        );
        for part in &self.parts {
            let (name, bytes) = (part.kind.name(), thousands(part.bytes));
            let change = change(part.brotli, before(name));
            println!("  {name:<29}{bytes:>11}{:>11}{change:>11}", thousands(part.brotli));
        }
        println!("  {:<29}{:>11}{:>11}", "", "budget", "reached");
        for Budget { what, most, measure, .. } in &BUDGETS {
            let (budget, reached) = (thousands(*most), thousands(measure(self)));
            println!("  {what:<29}{budget:>11}{reached:>11}");
        }
    }
}

impl Part {
    fn new(kind: Kind, bytes: &[u8]) -> Part {
        Part { kind, bytes: bytes.len(), brotli: compress::brotli(bytes).len() }
    }
}

/// Sizes as they were saved.
#[derive(Serialize, Deserialize)]
struct Saved {
    /// The compiler that they were measured with: another one makes another program.
    rustc: String,
    /// Sizes after brotli, by page and part.
    brotli: BTreeMap<String, BTreeMap<String, usize>>,
}

/// Prints the first loads of the built site, why each budget is what it is, and the change since sizes
/// were last saved; saves them, and shows the crates in the program, where asked to.
///
/// # Errors
/// There is no built site, a budget is exceeded, or twiggy is needed and missing.
pub fn run(save: bool, crates: bool) -> Result<()> {
    // Before they are held to the budgets: these are of the compiler that was saved.
    if save {
        write(&first_loads(&site::dist())?)?;
    }
    let held = hold(&site::dist());
    println!();
    for Budget { what, why, .. } in &BUDGETS {
        println!("{what}: {why}.");
    }
    if crates {
        crates::print()?;
    }
    held
}

/// Prints the first loads of a built site, with the change since sizes were last saved, and holds them to
/// the budgets.
///
/// # Errors
/// A part is missing, a page loads a font or from another host, or one is over budget and is made as the
/// saved sizes were.
pub fn hold(dist: &Path) -> Result<()> {
    let saved = saved()?;
    let loads = first_loads(dist)?;
    loads.iter().for_each(|load| load.print(&saved));
    let (rustc, settings) = (rustc()?, site::settings());
    let mut refused = Vec::new();
    for (budget, over) in loads.iter().flat_map(FirstLoad::over) {
        match excuse(budget, &saved.rustc, &rustc, &settings) {
            None => refused.push(over),
            Some(excuse) => say(format!("{over}. This does not stop the build: {excuse}")),
        }
    }
    ensure!(
        refused.is_empty(),
        "{}. `cargo xtask size` shows each part, `cargo xtask size --crates` what is in the program; budgets \
         are in xtask/src/size.rs",
        refused.join("; ")
    );
    Ok(())
}

/// Why a budget that is exceeded is only told so: what it holds is not what it was set for, the project's own
/// address, compiled by `measured`. `None` where it is. `settings` are those that are not their defaults.
fn excuse(budget: &Budget, measured: &str, rustc: &str, settings: &[&str]) -> Option<String> {
    if let Some(setting) = settings.first().filter(|_| budget.addressed) {
        return Some(format!("{setting} is set, and the budget is for the addresses without it"));
    }
    (budget.compiled && measured != rustc)
        .then(|| format!("this is Rust {rustc}, and the budget is for what {measured} makes"))
}

/// The version of the compiler: `1.95.0`.
fn rustc() -> Result<String> {
    let printed = output(command("rustc").arg("--version")).context("`rustc --version` fails")?;
    let version = printed.split_whitespace().nth(1);
    Ok(version.context("`rustc --version` prints no version")?.to_owned())
}

fn first_loads(dist: &Path) -> Result<Vec<FirstLoad>> {
    PAGES.iter().map(|page| FirstLoad::of(page, dist)).collect()
}

/// Where sizes are saved.
fn file() -> PathBuf {
    root().join("xtask/size.json")
}

fn write(loads: &[FirstLoad]) -> Result<()> {
    let sizes = |load: &FirstLoad| {
        load.parts.iter().map(|part| (part.kind.name().to_owned(), part.brotli)).collect()
    };
    let brotli = loads.iter().map(|load| (load.page.to_owned(), sizes(load))).collect();
    let saved = Saved { rustc: rustc()?, brotli };
    let text = serde_json::to_string_pretty(&saved)? + "\n";
    fs::write(file(), text).context("cannot save the sizes")
}

fn saved() -> Result<Saved> {
    let text = fs::read_to_string(file())
        .context("cannot read xtask/size.json: `cargo xtask size --save` writes it")?;
    serde_json::from_str(&text)
        .context("xtask/size.json is not what `cargo xtask size --save` writes: save it again")
}

fn read(dist: &Path, path: &str) -> Result<Vec<u8>> {
    let file = dist.join(path);
    fs::read(&file).with_context(|| {
        format!("cannot read {}: is the site built (`cargo xtask build`)?", file.display())
    })
}

/// How a size differs from one before: `+1,024`, `-7`, `=`; `new` where there was none.
fn change(size: usize, before: Option<usize>) -> String {
    match before {
        None => "new".to_owned(),
        Some(before) if before == size => "=".to_owned(),
        Some(before) if before < size => format!("+{}", thousands(size - before)),
        Some(before) => format!("-{}", thousands(before - size)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(parts: &[(Kind, usize)]) -> FirstLoad {
        let part = |(kind, brotli): &(Kind, usize)| Part { kind: *kind, bytes: 0, brotli: *brotli };
        FirstLoad { page: "/", parts: parts.iter().map(part).collect() }
    }

    #[test]
    fn a_part_over_its_budget_is_told_with_name_size_and_budget() {
        let fits = [(Kind::Page, 9_000), (Kind::Wasm, 80_000), (Kind::Script, 8_000)];
        assert!(load(&fits).over().is_empty());
        for (parts, named) in [
            (vec![(Kind::Page, 99_000)], "the page is 99,000"),
            // A style sheet of its own stands before the first paint like the page itself.
            (vec![(Kind::Page, 9_000), (Kind::Style, 9_000)], "the page is 18,000"),
            (vec![(Kind::Wasm, 130_000), (Kind::Script, 20_000)], "the program is 150,000"),
            (vec![(Kind::Wasm, 90_000), (Kind::Image, 90_000)], "the first load is 180,000"),
            (vec![(Kind::Icon, 1); 6], "the number of requests is 6, its budget 5"),
        ] {
            let over = load(&parts).over();
            let over: Vec<_> = over.into_iter().map(|(_, over)| over).collect();
            assert!(over.iter().any(|over| over.contains(named)), "{over:?}");
        }
    }

    #[test]
    fn a_site_over_its_budget_is_refused_where_it_is_made_as_the_saved_sizes_were() {
        let [page, program, index, ..] = &BUDGETS;
        for budget in &BUDGETS {
            assert_eq!(excuse(budget, "1.95.0", "1.95.0", &[]), None);
        }
        for (budget, rustc, settings, named) in [
            (program, "1.96.0", &[][..], Some("1.96.0")),
            (program, "1.95.0", &["SITE_URL"], None),
            (page, "1.96.0", &[], None),
            (page, "1.95.0", &["SITE_URL"], Some("SITE_URL is set")),
            (page, "1.95.0", &["REPO_URL"], Some("REPO_URL is set")),
            (index, "1.96.0", &["SITE_URL"], None),
        ] {
            let told = excuse(budget, "1.95.0", rustc, settings);
            assert_eq!(told.is_some(), named.is_some(), "{told:?}");
            assert!(told.unwrap_or_default().contains(named.unwrap_or_default()));
        }
    }

    #[test]
    fn a_change_is_told_with_its_sign() {
        for (size, before, told) in [
            (1_500, Some(500), "+1,000"),
            (500, Some(507), "-7"),
            (7, Some(7), "="),
            (7, None, "new"),
        ] {
            assert_eq!(change(size, before), told);
        }
    }
}

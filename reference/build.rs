//! Turns `data/codes/` into the static table of [`Entry`]s, and refuses a record that breaks a rule.

#[path = "build/pairs.rs"]
mod pairs;

use facts::{Record, Registration, load};
use std::{env, error::Error, fmt::Write, fs, path::Path, process};

fn main() -> Result<(), Box<dyn Error>> {
    let dir = Path::new("../data/codes");
    println!("cargo::rerun-if-changed={}", dir.display());
    let records = load::folder(dir).unwrap_or_else(|problems| {
        for problem in &problems {
            println!("cargo::error={problem}");
        }
        process::exit(1);
    });
    let out = env::var("OUT_DIR")?;
    fs::write(Path::new(&out).join("entries.rs"), entries(&records)?)?;
    fs::write(Path::new(&out).join("pairs.rs"), pairs::table(&records)?)?;
    Ok(())
}

fn entries(records: &[Record]) -> Result<String, Box<dyn Error>> {
    let mut table = format!("static ENTRIES: [Entry; {}] = [\n", records.len());
    for Record { code, name, registration, state, summary, .. } in records {
        let vendor = match registration {
            Registration::Iana => None,
            Registration::Vendor(vendor) => Some(vendor),
        };
        writeln!(table, "    entry({code}, {name:?}, {vendor:?}, State::{state:?}, {summary:?}),")?;
    }
    table.push_str("];\n");
    let not_found = records.iter().position(|record| record.code.get() == 404);
    let not_found =
        not_found.ok_or("data/codes/404.json is missing: the site's own 404 page is made of it")?;
    writeln!(table, "/// The entry of 404, the page of an address where there is nothing.")?;
    writeln!(table, "pub static NOT_FOUND: &Entry = &ENTRIES[{not_found}];")?;
    Ok(table)
}

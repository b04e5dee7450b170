//! The table of the names that codes had in earlier RFCs.

use facts::{Record, Registration};

/// The Rust source of a static table of numbers and names, sorted by number.
pub fn table(records: &[Record]) -> String {
    let registered = records.iter().filter(|record| record.registration == Registration::Iana);
    let names = registered.flat_map(|record| {
        let former = record.aliases.iter().filter(|alias| alias.from.starts_with("RFC "));
        former.map(|alias| format!("    ({}, {:?}),\n", record.code, alias.name))
    });
    let names: Vec<String> = names.collect();
    format!("static FORMER: [(u16, &str); {}] = [\n{}];\n", names.len(), names.concat())
}

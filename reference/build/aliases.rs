//! The table of a code's other names, for reading reason phrases.

use facts::{Record, Registration};
use std::fmt::Write;

/// The Rust source of a static table of [`Alias`](facts::Alias)es, sorted by number.
pub fn table(records: &[Record]) -> String {
    let mut rows = String::new();
    let mut count = 0;
    for record in records {
        let registered = record.registration == Registration::Iana;
        for alias in &record.aliases {
            // `(Unused)` is what the registry has in place of a name.
            if alias.name.starts_with('(') {
                continue;
            }
            let former = registered && alias.from.starts_with("RFC ");
            let (code, name) = (record.code, &alias.name);
            let _ =
                writeln!(rows, "    Alias {{ code: {code}, name: {name:?}, former: {former} }},");
            count += 1;
        }
    }
    format!("static ALIASES: [Alias; {count}] = [\n{rows}];\n")
}

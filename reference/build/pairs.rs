//! The static table of the codes that records relate.

use facts::Record;

/// Each pair by the positions of its codes among the entries, which are in the order of the records;
/// sorted, the smaller number first.
pub fn table(records: &[Record]) -> Result<String, String> {
    let mut pairs = Vec::new();
    for (smaller, record) in records.iter().enumerate() {
        for related in &record.related {
            let larger = records.binary_search_by_key(&related.code, |other| other.code);
            let larger = larger.map_err(|_| format!("{} has no record", related.code))?;
            pairs.push((smaller, larger));
        }
    }
    pairs.sort_unstable();
    Ok(format!("static PAIRS: [(u8, u8); {}] = {pairs:?};\n", pairs.len()))
}

//! What wasm-bindgen wrote of the browser's program, made smaller by what nobody needs of it.

use crate::pages::plain_script;
use anyhow::{Context, Result};
use std::{collections::BTreeMap, fs, path::Path};

/// How many letters the hash has that wasm-bindgen puts at the end of the name of an import.
const HASH: usize = 16;

/// Takes comments out of the JavaScript, and hashes out of the names of what it gives to the program: what
/// cannot be guessed does not compress, and each stands in both. After brotli it is 4 kB in a hundred.
///
/// # Errors
/// A file is not where Trunk's page says, or cannot be written.
pub fn shrink(staging: &Path, (script, program): (&str, &str)) -> Result<()> {
    let path = |address: &str| staging.join(address.rsplit('/').next().unwrap_or(address));
    let (script, program) = (path(script), path(program));
    let text = fs::read_to_string(&script);
    let text = text.with_context(|| format!("cannot read {}", script.display()))?;
    let bytes = fs::read(&program);
    let mut bytes = bytes.with_context(|| format!("cannot read {}", program.display()))?;
    let text = without_hashes(&plain_script(&text), &mut bytes);
    fs::write(&script, text).with_context(|| format!("cannot write {}", script.display()))?;
    fs::write(&program, bytes).with_context(|| format!("cannot write {}", program.display()))
}

/// The script with numbers in place of the hashes in names, and the same done to the program, in which a name
/// keeps its length. A name that does not stand in the program, or more than once, stays.
fn without_hashes(script: &str, program: &mut [u8]) -> String {
    let is_hash = |text: &str| {
        text.len() == HASH && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
    };
    let words = script.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_');
    let mut names: Vec<(&str, &str)> = words
        .filter_map(|word| word.split_at_checked(word.len().checked_sub(HASH)?))
        .filter(|(name, hash)| name.starts_with("__wbg_") && is_hash(hash))
        .collect();
    names.sort_unstable();
    names.dedup();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut shrunk = script.to_owned();
    for (name, hash) in names {
        let long = [name, hash].concat();
        let places: Vec<_> = (0..(program.len() + 1).saturating_sub(long.len()))
            .filter(|at| program[*at..].starts_with(long.as_bytes()))
            .collect();
        let [place] = places[..] else { continue };
        let count = counts.entry(name).or_default();
        let short = format!("{name}{count:0HASH$}");
        *count += 1;
        program[place..place + long.len()].copy_from_slice(short.as_bytes());
        shrunk = shrunk.replace(&long, &short);
    }
    shrunk
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_a_number_for_its_hash_in_script_and_program_alike() {
        let script = "__wbg_get_00112233aabbccdd: f, __wbg_get_ffeeddccbbaa9988: g,\n\
                      __wbg_lost_00112233aabbccdd: h, __wbg_short_00112233: i";
        let mut program =
            *b"\x01__wbg_get_ffeeddccbbaa9988\x02__wbg_get_00112233aabbccdd\x03__wbg_short_00112233";
        let script = without_hashes(script, &mut program);
        assert_eq!(
            script,
            "__wbg_get_0000000000000000: f, __wbg_get_0000000000000001: g,\n\
             __wbg_lost_00112233aabbccdd: h, __wbg_short_00112233: i"
        );
        assert_eq!(
            &program,
            b"\x01__wbg_get_0000000000000001\x02__wbg_get_0000000000000000\x03__wbg_short_00112233"
        );
    }
}

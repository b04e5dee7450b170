//! What wasm-bindgen wrote of the browser's program, made smaller by what nobody needs of it.

use crate::pages::address;
use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use site::content::scripts;
use std::{collections::BTreeMap, fs, path::Path};

/// How many letters a hash has: that which wasm-bindgen puts at the end of the name of an import, and ours.
const HASH: usize = 16;

/// Has Chromium compile all of a script beside the page, and not each function when it is called first: the
/// start of the program calls a hundred.
const EAGER: &str = "//# allFunctionsCalledOnLoad\n";

/// Takes comments out of the JavaScript, and hashes out of the names of what it gives to the program: what
/// cannot be guessed does not compress, and each stands in both. After brotli it is 4 kB in a hundred.
///
/// Gives Trunk's page with the new names of the two, which hold one hash of both: a browser keeps them for good,
/// and must never run the one with another build's other.
///
/// # Errors
/// A file is not where Trunk's page says, or cannot be written.
pub fn shrink(staging: &Path, page: &str) -> Result<String> {
    let name = |rel: &str| -> Result<String> {
        let address = address(page, rel)?;
        Ok(address.rsplit('/').next().unwrap_or_default().to_owned())
    };
    let (script, program) = (name("modulepreload")?, name("preload")?);
    let stem = script.strip_suffix(".js").filter(|stem| program == format!("{stem}_bg.wasm"));
    let stem = stem.with_context(|| {
        format!("Trunk named the program {program}, which {script} should be the loader of")
    })?;
    let take = |name: &str| {
        let path = staging.join(name);
        let bytes = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        fs::remove_file(&path)?;
        anyhow::Ok(bytes)
    };
    let (text, mut bytes) = (String::from_utf8(take(&script)?)?, take(&program)?);
    let text = [EAGER, &without_hashes(&scripts::plain(&text), &mut bytes)].concat();
    let hash = Sha256::new().chain_update(&text).chain_update(&bytes).finalize();
    let hash: String = hash[..HASH / 2].iter().map(|byte| format!("{byte:02x}")).collect();
    let new = format!("app-{hash}");
    fs::write(staging.join(format!("{new}.js")), text)?;
    fs::write(staging.join(format!("{new}_bg.wasm")), bytes)?;
    Ok(page.replace(stem, &new))
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
    fn the_two_are_renamed_together_when_either_changes() {
        let folder = std::env::temp_dir().join(format!("shrink-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        let mut names = std::collections::BTreeSet::new();
        for (script, program) in [("a", "1"), ("// why\na", "1"), ("b", "1"), ("a", "2")] {
            fs::write(folder.join("app-00.js"), script).expect("a file");
            fs::write(folder.join("app-00_bg.wasm"), program).expect("a file");
            let page = "<link rel=\"modulepreload\" href=\"/x/app-00.js\">\
                        <link rel=\"preload\" href=\"/x/app-00_bg.wasm\">init('/x/app-00_bg.wasm')";
            let page = shrink(&folder, page).expect("a page");
            let name = address(&page, "modulepreload").expect("an address");
            let stem = name["/x/".len()..].strip_suffix(".js").expect("a script").to_owned();
            assert_eq!(page.matches(&stem).count(), 3, "{page}");
            let text = fs::read_to_string(folder.join(format!("{stem}.js"))).expect("a script");
            assert_eq!(text.lines().next(), Some("//# allFunctionsCalledOnLoad"), "{text}");
            assert!(folder.join(format!("{stem}_bg.wasm")).exists(), "{stem}");
            assert!(!folder.join("app-00.js").exists(), "the old name is gone");
            names.insert(stem);
        }
        assert_eq!(names.len(), 3, "a comment alone changes nothing: {names:?}");
        fs::remove_dir_all(folder).expect("a folder");
    }

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

//! What wasm-bindgen wrote of the browser's program, made smaller by what nobody needs of it.

use crate::{hex, pages::address};
use anyhow::{Context, Result, ensure};
use sha2::{Digest, Sha256};
use site::content::scripts;
use std::{
    env, fs,
    path::{Path, PathBuf},
};
use wasm_encoder::{EntityType, ExportKind, ExportSection, ImportSection, Module, RawSection};
use wasmparser::{Parser, Payload};

/// What wasm-bindgen tells who starts a program in an old way. Trunk does not.
const DEPRECATED: &str = "console.warn('using deprecated parameters";

/// The module that the program imports from. Its name, too, stands in both files.
const MODULE: &str = "a";

/// Has Chromium compile all of a script beside the page, and not each function when it is called first: the
/// start of the program calls a hundred.
const EAGER: &str = "//# allFunctionsCalledOnLoad\n";

/// Makes the program of the pages [`small`]. Gives Trunk's page with the new names of its two files,
/// which hold one hash of both: a browser keeps them for good, and must never run the one with another build's other.
///
/// # Errors
/// A file is not where Trunk's page says, cannot be written, or is not what wasm-bindgen writes.
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
    let (text, bytes) = taken(staging, &script, &program)?;
    let text = [EAGER, &text].concat();
    let hash = Sha256::new().chain_update(&text).chain_update(&bytes);
    let new = format!("app-{}", hex(hash));
    fs::write(staging.join(format!("{new}.js")), text)?;
    fs::write(staging.join(format!("{new}_bg.wasm")), bytes)?;
    Ok(page.replace(stem, &new))
}

/// Takes a JavaScript and its program out of the folder where wasm-bindgen has left them, and makes both smaller.
///
/// # Errors
/// They are not there, or not what wasm-bindgen writes.
pub fn taken(staging: &Path, script: &str, program: &str) -> Result<(String, Vec<u8>)> {
    let take = |name: &str| {
        let path = staging.join(name);
        let bytes = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        fs::remove_file(&path)?;
        anyhow::Ok(bytes)
    };
    small(&String::from_utf8(take(script)?)?, &take(program)?)
}

/// Takes comments out of a JavaScript, and what only debuggers read out of its program. What nobody is shown, how a
/// value looks in the message of a panic, becomes brief, and what nobody calls empty.
///
/// Gives short names to what each has of the other: wasm-bindgen's hold a hash or a number, which does not compress,
/// and each stands in both files. With the paths of sources, which are blanked, it is 6 kB in a hundred after brotli.
fn small(script: &str, program: &[u8]) -> Result<(String, Vec<u8>)> {
    let script = scripts::plain(script);
    let script = with_body(&script, "debugString", "return String(val);");
    let script = with_body(&script, "initSync", "");
    let script = script
        .lines()
        .filter(|line| !line.starts_with(DEPRECATED))
        .fold(String::new(), |script, line| script + line + "\n");
    let (script, mut program) = with_short_names(&script, program)?;
    blank_paths(&mut program, &source_roots());
    Ok((script, program))
}

/// The script and the program with numbers for the names of what is imported and exported, and the program without
/// exports that the script does not name, and without the sections that no engine needs. All other sections stay as
/// they are.
fn with_short_names(script: &str, program: &[u8]) -> Result<(String, Vec<u8>)> {
    let mut short = script.to_owned();
    let mut module = Module::new();
    for payload in Parser::new(0).parse_all(program) {
        match payload.context("the program cannot be read")? {
            Payload::CustomSection(_) => {}
            Payload::ImportSection(imports) => {
                let mut section = ImportSection::new();
                for (at, import) in imports.into_imports().enumerate() {
                    let import = import?;
                    let name = format!("_{at}");
                    short = renamed(&short, &format!("\n{}:", import.name), &format!("\n{name}:"))?;
                    section.import(MODULE, &name, EntityType::try_from(import.ty)?);
                    if at == 0 {
                        let old = format!("\"{}\":", import.module);
                        short = renamed(&short, &old, &format!("\"{MODULE}\":"))?;
                    }
                }
                module.section(&section);
            }
            Payload::ExportSection(exports) => {
                let mut section = ExportSection::new();
                for export in exports {
                    let export = export?;
                    let name = format!("_{}", section.len());
                    if let Some(other) = with_export_named(&short, export.name, &name) {
                        short = other;
                        section.export(&name, ExportKind::from(export.kind), export.index);
                    }
                }
                module.section(&section);
            }
            payload => {
                if let Some((id, range)) = payload.as_section() {
                    let data = &program[range.start as usize..range.end as usize];
                    module.section(&RawSection { id, data });
                }
            }
        }
    }
    ensure!(
        has_short_exports(&short),
        "the script calls the program otherwise than by `wasm.NAME`, or by a name that the program does not \
         export: another version of wasm-bindgen may write it otherwise, see publish/src/program.rs"
    );
    Ok((short, module.finish()))
}

/// Whether all that a script has of its program has a short name.
fn has_short_exports(script: &str) -> bool {
    let is_short = |name: &str| {
        name.strip_prefix('_').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    };
    !script.contains("wasm[") && script.split("wasm.").skip(1).all(is_short)
}

/// Where the sources of other crates and of the standard library are: the beginnings of paths in a program.
fn source_roots() -> Vec<String> {
    let home = |variable: &str, folder: &str| {
        let named = env::var_os(variable).map(PathBuf::from);
        named.or_else(|| Some(env::home_dir()?.join(folder)))
    };
    let (cargo, rustup) = (home("CARGO_HOME", ".cargo"), home("RUSTUP_HOME", ".rustup"));
    let of_cargo = ["registry", "git"].map(|folder| Some(cargo.as_ref()?.join(folder)));
    let of_rustup = rustup.map(|rustup| rustup.join("toolchains"));
    let roots = of_cargo.into_iter().chain([of_rustup]).flatten();
    let roots = roots.map(|root| root.to_string_lossy().into_owned());
    // What the toolchain was built of names no folder of this machine.
    roots.chain(["/rustc/", "/rust/deps/"].map(str::to_owned)).collect()
}

/// Puts blanks in place of the paths of sources below these roots, which a panic would name: no page prints it, and
/// they tell everybody where the home of the one who built it is.
fn blank_paths(program: &mut [u8], roots: &[String]) {
    const END: &[u8] = b".rs";
    for root in roots {
        for at in 0..program.len() {
            let Some(rest) = program[at..].strip_prefix(root.as_bytes()) else { continue };
            let length = rest.iter().take_while(|byte| byte.is_ascii_graphic()).count();
            if let Some(end) = rest[..length].windows(END.len()).position(|part| part == END) {
                program[at..at + root.len() + end + END.len()].fill(b' ');
            }
        }
    }
}

/// The script with another name for an export of the program, if it names that one.
fn with_export_named(script: &str, old: &str, new: &str) -> Option<String> {
    let is_of_name = |rest: &str| rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_');
    let use_of_it = ["wasm.", old].concat();
    let mut parts = script.split(&use_of_it).peekable();
    let (mut other, mut count) = (String::new(), 0);
    while let Some(part) = parts.next() {
        other.push_str(part);
        if let Some(rest) = parts.peek() {
            let name = if is_of_name(rest) { old } else { new };
            count += usize::from(name == new);
            other.push_str("wasm.");
            other.push_str(name);
        }
    }
    (count > 0).then_some(other)
}

/// The script with another body for one of its functions, where it has that: one whose braces are in pairs, in its
/// texts too.
fn with_body(script: &str, name: &str, body: &str) -> String {
    let head = format!("\nfunction {name}(");
    let parts = script.split_once(&head).and_then(|(before, rest)| {
        let (parameters, rest) = rest.split_once('{')?;
        let mut depth = 1;
        let end = rest.find(|c| {
            depth += match c {
                '{' => 1,
                '}' => -1,
                _ => 0,
            };
            depth == 0
        })?;
        Some([before, &head, parameters, "{\n", body, "\n", &rest[end..]].concat())
    });
    parts.unwrap_or_else(|| script.to_owned())
}

/// The script with another name for a member of what it gives to the program.
fn renamed(script: &str, old: &str, new: &str) -> Result<String> {
    let count = script.matches(old).count();
    ensure!(
        count == 1,
        "the program imports {old:?}, which its script has {count} times, and not once: \
         another version of wasm-bindgen may write it otherwise, see publish/src/program.rs"
    );
    Ok(script.replace(old, new))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_two_are_renamed_together_when_either_changes() {
        let folder = std::env::temp_dir().join(format!("shrink-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        let mut names = std::collections::BTreeSet::new();
        let (one, other) = (program(&[]), Module::new().finish());
        for (script, program) in [("a", &one), ("// why\na", &one), ("b", &one), ("a", &other)] {
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

    /// A program that imports these functions and exports nothing.
    fn program(names: &[&str]) -> Vec<u8> {
        let mut types = wasm_encoder::TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        for name in names {
            imports.import("./app_bg.js", name, EntityType::Function(0));
        }
        let mut module = Module::new();
        let debug =
            wasm_encoder::CustomSection { name: "name".into(), data: b"long names"[..].into() };
        module.section(&types).section(&imports).section(&debug);
        module.finish()
    }

    #[test]
    fn what_is_imported_has_the_same_short_name_in_script_and_program() {
        let script = "{\n__wbg_get_00112233aabbccdd: f,\n__wbg_get_ffeeddccbbaa9988: g,\n\"./app_bg.js\": x }";
        let names = ["__wbg_get_ffeeddccbbaa9988", "__wbg_get_00112233aabbccdd"];
        let (script, program) = with_short_names(script, &program(&names)).expect("both");
        assert_eq!(script, "{\n_1: f,\n_0: g,\n\"a\": x }");
        let mut imported = Vec::new();
        for payload in Parser::new(0).parse_all(&program) {
            match payload.expect("a module") {
                Payload::ImportSection(imports) => imported.extend(
                    imports
                        .into_imports()
                        .map(|import| import.expect("an import"))
                        .map(|import| (import.module.to_owned(), import.name.to_owned())),
                ),
                Payload::CustomSection(section) => panic!("{} is still there", section.name()),
                _ => {}
            }
        }
        let expected =
            [("a", "_0"), ("a", "_1")].map(|(module, name)| (module.to_owned(), name.to_owned()));
        assert_eq!(imported, expected);
    }

    #[test]
    fn what_is_exported_has_the_same_short_name_in_script_and_program_or_is_gone() {
        let mut exports = ExportSection::new();
        for name in ["memory", "left", "call", "call2"] {
            exports.export(name, ExportKind::Func, 7);
        }
        let mut module = Module::new();
        module.section(&exports);
        let script = "\"./app_bg.js\": x; wasm.call2(wasm.call, wasm.memory); left()";
        let (script, program) = with_short_names(script, &module.clone().finish()).expect("both");
        assert_eq!(script, "\"./app_bg.js\": x; wasm._2(wasm._1, wasm._0); left()");
        let mut exported = Vec::new();
        for payload in Parser::new(0).parse_all(&program) {
            if let Payload::ExportSection(exports) = payload.expect("a module") {
                exported.extend(exports.into_iter().map(|export| export.expect("one").name));
            }
        }
        assert_eq!(exported, ["_0", "_1", "_2"]);
        for script in ["\"./app_bg.js\": x; wasm.gone()", "\"./app_bg.js\": x; wasm['call']()"] {
            with_short_names(script, &module.clone().finish()).expect_err("what is not exported");
        }
    }

    #[test]
    fn paths_of_sources_are_blanks_and_what_stands_beside_them_is_not() {
        let program = "kept/home/M. Ö/.rs/registry/src/a-1/src/lib.rskept/rustc/12ab/library/std/rt.rs.kept \
            /rustc/x.\0rs";
        let mut program = program.as_bytes().to_vec();
        let length = program.len();
        let roots = ["/home/M. Ö/.rs/registry", "/rustc/"].map(str::to_owned);
        blank_paths(&mut program, &roots);
        let text = String::from_utf8(program).expect("text");
        let words: Vec<_> = text.split_whitespace().collect();
        assert_eq!(words, ["kept", "kept", ".kept", "/rustc/x.\0rs"]);
        assert_eq!(text.len(), length, "everything stays where it is");
        let roots = source_roots();
        assert!(roots.iter().any(|root| root.contains("registry")), "{roots:?}");
    }

    #[test]
    fn a_function_gets_another_body_and_all_else_stays() {
        let script = "a();\nfunction b(val) {\nif (val) { return `${val}`; }\nreturn c(val);\n}\nfunction c() {\n}\n";
        let brief = "a();\nfunction b(val) {\nreturn 1;\n}\nfunction c() {\n}\n";
        assert_eq!(with_body(script, "b", "return 1;"), brief);
        assert_eq!(with_body(script, "d", "return 1;"), script);
    }

    #[test]
    fn an_import_that_the_script_does_not_have_stops_the_build() {
        let error = with_short_names("\"./app_bg.js\": x", &program(&["gone"])).expect_err("no");
        assert!(error.to_string().contains("gone"), "{error}");
    }
}

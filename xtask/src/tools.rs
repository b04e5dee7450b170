//! What a build needs beside cargo, and how it is obtained: the WebAssembly target, Trunk and
//! wasm-bindgen. Each is looked for on PATH and in `.tools/bin`, then downloaded, then built.

use crate::process::{self, command, executable, on_path, output, root, run, say};
use anyhow::{Context, Result, bail, ensure};
use std::{
    env,
    env::consts::{ARCH, OS},
    ffi::OsString,
    fmt, fs,
    ops::RangeInclusive,
    path::{Path, PathBuf},
    process::Command,
};

/// The target that the browser's program is compiled for.
pub const WASM: &str = "wasm32-unknown-unknown";

/// The tools of a build, found.
pub struct Tools {
    trunk: PathBuf,
    wasm_bindgen: PathBuf,
}

impl Tools {
    /// Finds the tools; installs what is missing.
    ///
    /// # Errors
    /// Something is missing and cannot be installed; says what to install by hand.
    pub fn ensure() -> Result<Tools> {
        ensure_wasm_target()?;
        let lock =
            fs::read_to_string(root().join("Cargo.lock")).context("cannot read Cargo.lock")?;
        let bindgen = locked_version(&lock, "wasm-bindgen")
            .context("Cargo.lock does not say which version of wasm-bindgen is used")?;
        Ok(Tools { trunk: trunk().ensure()?, wasm_bindgen: wasm_bindgen(bindgen).ensure()? })
    }

    /// Trunk, set up to find the tools and nothing else.
    pub fn trunk(&self) -> Result<Command> {
        let mut trunk = command(self.trunk.join(executable("trunk")));
        // Trunk reads NO_COLOR as a flag and stops at its usual value, 1.
        trunk.env("PATH", self.path()?).env_remove("NO_COLOR");
        Ok(trunk)
    }

    /// wasm-bindgen's own command.
    pub fn wasm_bindgen(&self) -> PathBuf {
        self.wasm_bindgen.join(executable("wasm-bindgen"))
    }

    /// The program that runs WebAssembly tests.
    pub fn test_runner(&self) -> PathBuf {
        self.wasm_bindgen.join(executable("wasm-bindgen-test-runner"))
    }

    /// PATH with `.tools/bin` first, if wasm-bindgen is there: Trunk takes the first that it finds.
    fn path(&self) -> Result<OsString> {
        let path = env::var_os("PATH").unwrap_or_default();
        if self.wasm_bindgen != own_folder() {
            return Ok(path);
        }
        let folders = [own_folder()].into_iter().chain(env::split_paths(&path));
        env::join_paths(folders).context("the project's path must not hold the separator of PATH")
    }
}

/// Where this project keeps the tools that it installs.
fn own_folder() -> PathBuf {
    root().join(".tools").join("bin")
}

/// The version of a program.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Version(u32, u32, u32);

impl Version {
    /// Reads `0.21.14`; `None` for anything else, such as a version that is not final.
    fn parse(text: &str) -> Option<Version> {
        let mut parts = text.split('.').map(|part| part.parse().ok());
        let version = Version(parts.next()??, parts.next()??, parts.next()??);
        parts.next().is_none().then_some(version)
    }

    /// Reads what a program prints for `--version`: its name, then the version.
    fn printed(text: &str) -> Option<Version> {
        Version::parse(text.split_whitespace().nth(1)?)
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.0, self.1, self.2)
    }
}

/// The version of a package in a Cargo.lock.
fn locked_version(lock: &str, package: &str) -> Option<Version> {
    let name = format!("name = {package:?}");
    let version = lock.lines().skip_while(|line| *line != name).nth(1)?;
    Version::parse(version.strip_prefix("version = \"")?.strip_suffix('"')?)
}

/// A program that comes as a crate and as an archive of its project's release.
struct Tool {
    name: &'static str,
    /// The name of its package.
    package: &'static str,
    /// Every program of the package that this project starts.
    programs: &'static [&'static str],
    /// The versions that will do.
    fits: RangeInclusive<Version>,
    /// The version to install.
    version: Version,
    /// The address of the archive; `None` for a machine that there is none for.
    archive: Option<String>,
    /// How long building it takes on two cores.
    minutes: &'static str,
}

fn trunk() -> Tool {
    let version = Version(0, 21, 14);
    let ending = if OS == "windows" { "zip" } else { "tar.gz" };
    Tool {
        name: "trunk",
        package: "trunk",
        programs: &["trunk"],
        fits: Version(0, 21, 4)..=Version(0, 21, u32::MAX),
        version,
        archive: platform("gnu").map(|platform| {
            format!(
                "https://github.com/trunk-rs/trunk/releases/download/v{version}/trunk-{platform}.{ending}"
            )
        }),
        minutes: "5 minutes",
    }
}

/// wasm-bindgen's command must have the very version of the library.
fn wasm_bindgen(version: Version) -> Tool {
    let libc = if ARCH == "x86_64" { "musl" } else { "gnu" };
    Tool {
        name: "wasm-bindgen",
        package: "wasm-bindgen-cli",
        programs: &["wasm-bindgen", "wasm-bindgen-test-runner"],
        fits: version..=version,
        version,
        archive: platform(libc).map(|platform| {
            format!(
                "https://github.com/wasm-bindgen/wasm-bindgen/releases/download/{version}/\
                 wasm-bindgen-{version}-{platform}.tar.gz"
            )
        }),
        minutes: "2 minutes",
    }
}

/// This machine as releases name it, with the C library that theirs for Linux are linked to.
fn platform(libc: &str) -> Option<String> {
    match (ARCH, OS) {
        ("x86_64" | "aarch64", "linux") => Some(format!("{ARCH}-unknown-linux-{libc}")),
        ("x86_64" | "aarch64", "macos") => Some(format!("{ARCH}-apple-darwin")),
        ("x86_64", "windows") => Some("x86_64-pc-windows-msvc".to_owned()),
        _ => None,
    }
}

impl Tool {
    /// The folder that the tool is in; installs it where it is missing.
    fn ensure(&self) -> Result<PathBuf> {
        let on_path = on_path(&executable(self.name));
        let on_path = on_path.as_deref().and_then(Path::parent).map(Path::to_owned);
        if let Some(folder) = on_path.into_iter().chain([own_folder()]).find(|at| self.is_in(at)) {
            return Ok(folder);
        }
        say(format!("{} {} is needed and not here: downloading it", self.name, self.version));
        if let Err(refused) = self.download() {
            say(format!("no download ({refused:#}): building it, about {}", self.minutes));
            self.build().with_context(|| self.mend())?;
        }
        ensure!(self.is_in(&own_folder()), "it was installed but does not run; {}", self.mend());
        Ok(own_folder())
    }

    /// Whether the tool is in a folder, runs and is of a version that fits.
    fn is_in(&self, folder: &Path) -> bool {
        self.programs.iter().all(|program| {
            let mut probe = command(folder.join(executable(program)));
            let printed = output(probe.arg("--version").env_remove("NO_COLOR"));
            printed
                .and_then(|text| Version::printed(&text))
                .is_some_and(|version| self.fits.contains(&version))
        })
    }

    /// Downloads the release into the project's own folder.
    fn download(&self) -> Result<()> {
        let address = self.archive.as_ref().context("none is made for this machine")?;
        let folder = root().join(".tools").join(format!("{}-download", self.name));
        fs::create_dir_all(&folder)?;
        let done = self.unpack(address, &folder);
        fs::remove_dir_all(&folder)?;
        done
    }

    fn unpack(&self, address: &str, folder: &Path) -> Result<()> {
        let archive = folder.join("archive");
        let mut curl = command("curl");
        curl.args(["-fsSL", "--connect-timeout", "10", "--max-time", "300", "-o"]);
        quietly(curl.arg(&archive).arg(address))?;
        // Without a letter for the compression tar finds it out, on Windows even for zip.
        quietly(command("tar").arg("-xf").arg(&archive).arg("-C").arg(folder))?;
        let found = self.find(folder)?;
        // One linked to a newer C library than this machine's does not start.
        ensure!(self.is_in(&found), "the program in the release does not run here");
        fs::create_dir_all(own_folder())?;
        for program in self.programs {
            let file = executable(program);
            fs::rename(found.join(&file), own_folder().join(&file))?;
        }
        Ok(())
    }

    /// Where in an unpacked archive the programs are: at its top, or in its one folder.
    fn find(&self, folder: &Path) -> Result<PathBuf> {
        let inside = fs::read_dir(folder)?.filter_map(|entry| Some(entry.ok()?.path()));
        let mut places = [folder.to_owned()].into_iter().chain(inside);
        places
            .find(|place| place.join(executable(self.name)).is_file())
            .context("the release does not hold the program")
    }

    /// Builds the tool into the project's own folder, with less optimisation than its authors
    /// chose: it runs for seconds, but they would take minutes more to build.
    fn build(&self) -> Result<()> {
        let version = format!("={}", self.version);
        run(command("cargo")
            .args(["install", self.package, "--version", &version, "--locked", "--force", "--root"])
            .arg(root().join(".tools"))
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
            .env("CARGO_PROFILE_RELEASE_DEBUG", "false"))
    }

    fn mend(&self) -> String {
        format!(
            "install {} by hand (`cargo install {} --version {} --locked`, which needs a network) \
             and run this again",
            self.name, self.package, self.version
        )
    }
}

/// Runs a command whose failure has a way around it: what it complains of becomes the error.
fn quietly(command: &mut Command) -> Result<()> {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command.output().with_context(|| format!("{program} cannot be started"))?;
    if !output.status.success() {
        let complaint = String::from_utf8_lossy(&output.stderr);
        bail!("{}", complaint.lines().next().unwrap_or(&program));
    }
    Ok(())
}

/// Adds the WebAssembly target to the toolchain.
fn ensure_wasm_target() -> Result<()> {
    // Asked of rustc and not of rustup: a distribution's Rust has a target, too.
    let sysroot = output(command("rustc").args(["--print", "sysroot"]))
        .context("`rustc --print sysroot` fails: is Rust installed whole? See https://rustup.rs")?;
    if Path::new(sysroot.trim()).join("lib/rustlib").join(WASM).join("lib").is_dir() {
        return Ok(());
    }
    add_with_rustup("target", WASM, "to compile for the browser")
}

/// Adds a subcommand of cargo that comes with Rust, `clippy` or `fmt`, where it was left out.
///
/// # Errors
/// It is missing and rustup is too, or there is no network.
pub fn ensure_cargo_has(subcommand: &str, component: &str) -> Result<()> {
    if output(command("cargo").args([subcommand, "--version"])).is_some() {
        return Ok(());
    }
    add_with_rustup("component", component, "by the tests")
}

fn add_with_rustup(kind: &str, name: &str, why: &str) -> Result<()> {
    let add = format!("rustup {kind} add {name}");
    ensure!(
        on_path(&executable("rustup")).is_some(),
        "Rust's {kind} {name} is needed {why} and is not installed. Install Rust with rustup \
         (https://rustup.rs) and run `{add}`, or install your distribution's package of it"
    );
    say(format!("Rust's {kind} {name} is needed {why}: adding it, some seconds"));
    run(process::command("rustup").args([kind, "add", name]))
        .with_context(|| format!("with a network, run `{add}` and then this again"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_read_from_what_a_program_prints() {
        assert_eq!(Version::printed("trunk 0.21.14\n"), Some(Version(0, 21, 14)));
        assert_eq!(Version::printed("wasm-bindgen 0.2.129 (abc)"), Some(Version(0, 2, 129)));
        for text in ["", "trunk", "trunk 0.21", "trunk 0.21.0-beta.2", "trunk 1.2.3.4"] {
            assert_eq!(Version::printed(text), None, "{text:?}");
        }
    }

    #[test]
    fn trunk_fits_in_its_minor_version_and_wasm_bindgen_exactly() {
        let fits = |tool: &Tool, version| Version::parse(version).map(|v| tool.fits.contains(&v));
        for (version, does) in
            [("0.21.3", false), ("0.21.4", true), ("0.21.99", true), ("0.22.0", false)]
        {
            assert_eq!(fits(&trunk(), version), Some(does), "{version}");
        }
        assert!(trunk().fits.contains(&trunk().version));
        let exact = wasm_bindgen(Version(0, 2, 129));
        for (version, does) in [("0.2.128", false), ("0.2.129", true), ("0.2.130", false)] {
            assert_eq!(fits(&exact, version), Some(does), "{version}");
        }
    }

    #[test]
    fn the_lock_file_says_which_wasm_bindgen() {
        let lock = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.79\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.129\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen"), Some(Version(0, 2, 129)));
        assert_eq!(locked_version(lock, "wasm"), None);
    }
}

//! Other programs: finding, starting and asking them.

use anyhow::{Context, Result, ensure};
use std::{
    env,
    ffi::OsStr,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// The folder of the project.
pub fn root() -> &'static Path {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask)
}

/// Tells the user about a step.
pub fn say(step: impl AsRef<str>) {
    println!("xtask: {}", step.as_ref());
}

/// A command run in the project's folder, without the variables that are about xtask itself.
pub fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root());
    for (name, _) in env::vars_os() {
        if name.to_str().is_some_and(is_about_xtask) {
            command.env_remove(name);
        }
    }
    command
}

/// Whether cargo set the variable to describe the package that it runs, this one. Handed on to
/// another cargo it would describe the wrong one, and rebuild what watches it.
fn is_about_xtask(name: &str) -> bool {
    const PREFIXES: [&str; 3] = ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_"];
    const NAMES: [&str; 4] = ["CARGO", "CARGO_CRATE_NAME", "CARGO_PRIMARY_PACKAGE", "OUT_DIR"];
    NAMES.contains(&name) || PREFIXES.iter().any(|prefix| name.starts_with(prefix))
}

/// Runs a command to its end.
///
/// # Errors
/// It cannot be started or it fails.
pub fn run(command: &mut Command) -> Result<()> {
    let shown = shown(command);
    let status = command.status().with_context(|| format!("cannot start `{shown}`"))?;
    ensure!(status.success(), "`{shown}` failed ({status})");
    Ok(())
}

/// What a command prints; `None` where it cannot be started or fails.
pub fn output(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// A command as one would type it, its program without the folder.
fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let mut shown = program.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    for argument in command.get_args() {
        shown.push(' ');
        shown.push_str(&argument.to_string_lossy());
    }
    shown
}

/// The name of a program's file.
pub fn executable(program: &str) -> String {
    format!("{program}{}", env::consts::EXE_SUFFIX)
}

/// The first file of that name on PATH.
pub fn on_path(file: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|folder| folder.join(file)).find(|file| file.is_file())
}

/// Whether `program` can be had from Debian's packages: where they are, and who runs this may add
/// some.
pub fn can_apt_install() -> bool {
    let is_root = || output(Command::new("id").arg("-u")).is_some_and(|id| id.trim() == "0");
    on_path("apt-get").is_some() && is_root()
}

/// Installs Debian packages.
///
/// # Errors
/// There is no such package, or no network.
pub fn apt_install(packages: &[&str]) -> Result<()> {
    run(command("apt-get").args(["update", "--quiet=2"]))?;
    run(command("apt-get")
        .args(["install", "--quiet=2", "--yes"])
        .args(packages)
        .env("DEBIAN_FRONTEND", "noninteractive"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_describes_xtask_is_not_handed_on_and_settings_are() {
        for name in ["CARGO", "CARGO_PKG_NAME", "CARGO_MANIFEST_DIR", "CARGO_MANIFEST_PATH"] {
            assert!(is_about_xtask(name), "{name}");
        }
        for name in [
            "CARGO_HOME",
            "CARGO_TARGET_DIR",
            "CARGO_BUILD_JOBS",
            "CARGO_NET_RETRY",
            "CARGO_HTTP_PROXY",
            "CARGO_REGISTRIES_X_INDEX",
            "CARGO_TERM_COLOR",
            "RUSTUP_TOOLCHAIN",
            "PATH",
        ] {
            assert!(!is_about_xtask(name), "{name}");
        }
    }

    #[test]
    fn a_command_is_shown_as_one_types_it() {
        let mut command = Command::new("/somewhere/bin/trunk");
        assert_eq!(shown(command.args(["build", "--release"])), "trunk build --release");
    }
}

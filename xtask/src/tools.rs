//! The Rust side of the tool chain: the wasm target, wasm-bindgen and wasm-pack.

use std::{path::PathBuf, process::Command};

use crate::{
    error::{Error, Result},
    files, process,
    progress::Progress,
    project::{Project, WASM_TARGET},
};

/// The version of wasm-pack that the builds are tested with.
const WASM_PACK: &str = "0.15.1";

/// A program from crates.io in one exact version.
pub struct Tool {
    program: &'static str,
    package: &'static str,
    version: String,
    options: &'static [&'static str],
    /// Crates that do the tool's work on a module of megabytes, which are worth optimising.
    hot: &'static [&'static str],
}

impl Tool {
    /// Every tool that the builds need.
    pub fn needed(project: &Project) -> Result<Vec<Self>> {
        Ok(vec![
            Self {
                program: "wasm-bindgen",
                package: "wasm-bindgen-cli",
                // The library and the program speak a private format, so the versions must match.
                version: locked_version(project, "wasm-bindgen")?,
                // Without TLS, which is only for web drivers on other machines: half the build.
                options: &[
                    "--no-default-features",
                    "--bin",
                    "wasm-bindgen",
                    "--bin",
                    "wasm-bindgen-test-runner",
                ],
                hot: &[
                    "walrus",
                    "wasmparser",
                    "wasm-encoder",
                    "wasm-bindgen-cli-support",
                    "leb128fmt",
                    "hashbrown",
                ],
            },
            Self {
                program: "wasm-pack",
                package: "wasm-pack",
                version: WASM_PACK.into(),
                options: &[],
                hot: &[],
            },
        ])
    }

    /// The folder of this version: another checkout may need another one.
    pub fn root(&self, project: &Project) -> PathBuf {
        project
            .cache
            .join("tools")
            .join(format!("{}-{}", self.package, self.version))
    }

    fn is_installed(&self, project: &Project) -> bool {
        self.root(project).join("bin").join(self.program).is_file() || self.is_on_path()
    }

    fn is_on_path(&self) -> bool {
        process::capture(Command::new(self.program).arg("--version"))
            .is_ok_and(|text| text.split_whitespace().nth(1) == Some(&self.version))
    }

    fn install(&self, project: &Project) -> Result<()> {
        let mut command = project.cargo(["install", "--version", &self.version, "--root"])?;
        command.arg(self.root(project)).args(self.options);
        // Not --locked: the lock files in the packages ask for yanked crates. Hardly optimised: the
        // programs run for seconds, their compilation is what one waits for.
        command.args(["--config", "profile.release.opt-level=0"]);
        for package in self.hot {
            let setting = format!("profile.release.package.{package}.opt-level=2");
            command.args(["--config", &setting]);
        }
        command
            .arg(self.package)
            .env("CARGO_TARGET_DIR", build_dir(project));
        process::run(&mut command)
    }
}

fn build_dir(project: &Project) -> PathBuf {
    project.cache.join("tools").join("build")
}

/// Compiles the tools that are missing; the first time on a machine this takes minutes.
pub fn ensure(project: &Project, progress: &Progress) -> Result<()> {
    let missing: Vec<Tool> = Tool::needed(project)?
        .into_iter()
        .filter(|tool| !tool.is_installed(project))
        .collect();
    for tool in &missing {
        progress.note(format_args!(
            "compiling {} {} (once per machine)",
            tool.program, tool.version
        ));
        tool.install(project)?;
    }
    // The tools share crates, so they share a build folder, which is of no use afterwards.
    files::remove(&build_dir(project))
}

/// Adds the wasm target to the tool chain where it is missing.
pub fn ensure_wasm_target(project: &Project) -> Result<()> {
    let mut query = project.command("rustc", &project.root)?;
    query.args(["--print", "target-libdir", "--target", WASM_TARGET]);
    let libraries = process::capture(&mut query)?;
    if PathBuf::from(libraries.trim()).is_dir() {
        return Ok(());
    }
    rustup(project, ["target", "add", WASM_TARGET])
}

/// Adds rustfmt and clippy where they are missing; only the tests need them.
pub fn ensure_components(project: &Project) -> Result<()> {
    for (subcommand, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if process::capture(&mut project.cargo([subcommand, "--version"])?).is_err() {
            rustup(project, ["component", "add", component])?;
        }
    }
    Ok(())
}

fn rustup(project: &Project, args: [&str; 3]) -> Result<()> {
    let mut command = project.command("rustup", &project.root)?;
    process::run(command.args(args)).map_err(|error| match error {
        Error::Start { .. } => Error::Missing {
            what: format!("The Rust {} `{}` is not installed.", args[0], args[2]),
            remedy: format!(
                "install Rust with rustup, or add `{}` to this Rust by its package manager",
                args[2]
            ),
        },
        other => other,
    })
}

fn locked_version(project: &Project, package: &str) -> Result<String> {
    let path = project.root.join("Cargo.lock");
    let lock = files::read_text(&path)?;
    version_in(&lock, package)
        .map(str::to_owned)
        .ok_or_else(|| Error::Contents {
            path,
            problem: format!(
                "there is no package `{package}` in it; `cargo generate-lockfile` adds it"
            ),
        })
}

fn version_in<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    lines
        .nth(1)?
        .strip_prefix("version = \"")?
        .strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::version_in;

    #[test]
    fn the_version_is_that_of_the_exact_name() {
        let lock = "[[package]]\nname = \"wasm-bindgen-test\"\nversion = \"0.3.80\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(version_in(lock, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(version_in(lock, "wasm"), None);
    }
}

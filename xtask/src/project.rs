//! Where things are: the checkout, and the cache that all checkouts share.

use std::{
    env,
    ffi::OsString,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    error::{Error, Result},
    files,
    tools::Tool,
};

/// Every wasm build uses the same flags: other flags would mean other artefacts, built anew.
const WASM_RUSTFLAGS: &str = "-C target-feature=+simd128";

/// The target of the browser modules.
pub const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// The paths that a command works with.
pub struct Project {
    /// The root of the checkout.
    pub root: PathBuf,
    /// What outlives a checkout: compiled crates, tools, optimised modules.
    pub cache: PathBuf,
}

impl Project {
    /// Finds the checkout and the cache.
    pub fn find() -> Result<Self> {
        // Cargo sets the variable when it runs this program; the constant serves a direct start.
        let manifest = env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = manifest.parent().unwrap_or(&manifest).to_owned();
        let cache = cache_dir(|name| env::var_os(name).filter(|value| !value.is_empty()))?;
        // Children run in other folders, so a relative path would mean another place to each.
        let cache = std::path::absolute(&cache).unwrap_or(cache);
        files::create_dir(&cache)?;
        Ok(Self { root, cache })
    }

    /// The folder of the page's sources.
    pub fn www(&self) -> PathBuf {
        self.root.join("www")
    }

    /// The folder of the catalogue, one file per language.
    pub fn texts(&self) -> PathBuf {
        self.root.join("src/text")
    }

    /// Where the site is put together unless the command line says otherwise.
    pub fn default_site(&self) -> PathBuf {
        self.root.join("target").join("site")
    }

    /// Logs of commands that ran beside others.
    pub fn log(&self, name: &str) -> PathBuf {
        self.cache.join("logs").join(format!("{name}.log"))
    }

    /// A program that is started in `dir`, with the project's tools first on the path.
    pub fn command(&self, program: impl AsRef<std::ffi::OsStr>, dir: &Path) -> Result<Command> {
        let mut command = Command::new(program);
        command
            .current_dir(dir)
            .env("PATH", self.search_path()?)
            .env("CARGO_TARGET_DIR", self.cache.join("target"));
        Ok(command)
    }

    /// Cargo on the checkout.
    pub fn cargo<const N: usize>(&self, args: [&str; N]) -> Result<Command> {
        let mut command = self.command("cargo", &self.root)?;
        command.args(args);
        Ok(command)
    }

    /// The same command with the flags of the wasm builds.
    ///
    /// They go through the variable of the target, because a plain RUSTFLAGS would rebuild every
    /// native artefact too; and a plain RUSTFLAGS from outside would silently replace them.
    pub fn for_wasm(mut command: Command) -> Command {
        command
            .env(
                "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
                WASM_RUSTFLAGS,
            )
            .env_remove("RUSTFLAGS")
            .env_remove("CARGO_ENCODED_RUSTFLAGS");
        command
    }

    fn search_path(&self) -> Result<OsString> {
        let mut folders: Vec<PathBuf> = Tool::needed(self)?
            .iter()
            .map(|tool| tool.root(self).join("bin"))
            .collect();
        if let Some(path) = env::var_os("PATH") {
            folders.extend(env::split_paths(&path));
        }
        env::join_paths(folders).map_err(|error| Error::Contents {
            path: self.cache.clone(),
            problem: format!("this path cannot stand in PATH: {error}"),
        })
    }
}

fn cache_dir(variable: impl Fn(&str) -> Option<OsString>) -> Result<PathBuf> {
    if let Some(dir) = variable("GANTRY_CACHE") {
        return Ok(PathBuf::from(dir));
    }
    if let Some(dir) = variable("XDG_CACHE_HOME") {
        return Ok(PathBuf::from(dir).join("gantry"));
    }
    match variable("HOME") {
        Some(home) => Ok(PathBuf::from(home).join(".cache").join("gantry")),
        None => Err(Error::Missing {
            what: "There is no home directory to keep the build cache in.".into(),
            remedy: "set GANTRY_CACHE to a directory that may be written".into(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cache_is_where_the_environment_says() {
        let given = |pairs: &'static [(&str, &str)]| {
            cache_dir(move |name| {
                pairs
                    .iter()
                    .find(|(key, _)| *key == name)
                    .map(|(_, value)| value.into())
            })
            .ok()
        };
        assert_eq!(given(&[("HOME", "/h")]), Some("/h/.cache/gantry".into()));
        assert_eq!(
            given(&[("HOME", "/h"), ("XDG_CACHE_HOME", "/x")]),
            Some("/x/gantry".into())
        );
        assert_eq!(
            given(&[("GANTRY_CACHE", "/g"), ("HOME", "/h")]),
            Some("/g".into())
        );
        assert_eq!(given(&[]), None);
    }
}

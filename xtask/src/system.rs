//! Programs that come from the operating system: Node.js, npm, Chromium and its driver.

use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    error::{Error, Result},
    process,
};

/// The oldest Node.js that the page's tools run on.
const NODE_MAJOR: u32 = 20;

/// A program and the Debian package that brings it.
#[derive(Clone, Copy)]
pub struct Program {
    names: &'static [&'static str],
    package: &'static str,
}

/// What building and serving need.
pub const FOR_BUILD: [Program; 2] = [
    Program {
        names: &["node"],
        package: "nodejs",
    },
    Program {
        names: &["npm"],
        package: "npm",
    },
];

/// What the tests in the browser need on top.
pub const FOR_BROWSER: [Program; 2] = [CHROMIUM, CHROMEDRIVER];

const CHROMIUM: Program = Program {
    names: &["chromium", "chromium-browser", "google-chrome"],
    package: "chromium",
};
const CHROMEDRIVER: Program = Program {
    names: &["chromedriver"],
    package: "chromium-driver",
};

impl Program {
    fn find(self) -> Option<PathBuf> {
        let path = env::var_os("PATH")?;
        let places = env::split_paths(&path);
        places
            .flat_map(|dir| self.names.iter().map(move |name| dir.join(name)))
            .find(|p| p.is_file())
    }
}

/// The browser for the end-to-end tests, installed if it can be.
pub fn chromium() -> Result<PathBuf> {
    ensure(&[CHROMIUM])?;
    CHROMIUM
        .find()
        .ok_or_else(|| missing(&[CHROMIUM.package], false))
}

/// The web driver for the tests inside the browser, installed if it can be, with its browser.
pub fn chromedriver() -> Result<PathBuf> {
    ensure(&FOR_BROWSER)?;
    CHROMEDRIVER
        .find()
        .ok_or_else(|| missing(&[CHROMEDRIVER.package], false))
}

/// Makes sure that all programs are there: installs them as root on Debian, else says how to.
pub fn ensure(programs: &[Program]) -> Result<()> {
    provide(|| absent(programs))?;
    if programs.iter().any(|program| program.package == "nodejs") {
        check_node()
    } else {
        Ok(())
    }
}

/// Makes sure that Python can make a virtual environment, which Debian ships apart.
pub fn ensure_python() -> Result<()> {
    provide(|| {
        let mut python = Command::new("python3");
        let found = process::capture(python.args(["-c", "import ensurepip, venv"])).is_ok();
        if found {
            Vec::new()
        } else {
            vec!["python3-venv"]
        }
    })
}

/// Installs the packages that `absent` lists, as root on Debian; else, or if that did not help, says how to.
fn provide(absent: impl Fn() -> Vec<&'static str>) -> Result<()> {
    let packages = absent();
    if packages.is_empty() {
        return Ok(());
    }
    let debian = Path::new("/etc/debian_version").exists();
    if !(debian && is_root()) {
        return Err(missing(&packages, debian));
    }
    println!("      installing Debian packages: {}", packages.join(" "));
    install(&packages)?;
    let still_absent = absent();
    if still_absent.is_empty() {
        Ok(())
    } else {
        Err(missing(&still_absent, debian))
    }
}

fn absent(programs: &[Program]) -> Vec<&'static str> {
    let absent = programs.iter().filter(|program| program.find().is_none());
    absent.map(|program| program.package).collect()
}

fn install(packages: &[&str]) -> Result<()> {
    let mut update = Command::new("apt-get");
    update.args(["update", "--quiet"]);
    process::run(&mut update)?;
    let mut install = Command::new("apt-get");
    install
        .args(["install", "--yes", "--quiet", "--no-install-recommends"])
        .args(packages);
    process::run(install.env("DEBIAN_FRONTEND", "noninteractive"))
}

fn missing(packages: &[&str], debian: bool) -> Error {
    let list = packages.join(" ");
    let remedy = format!("sudo apt-get update && sudo apt-get install {list}");
    Error::Missing {
        what: format!("Not installed: {list}."),
        remedy: if debian {
            remedy
        } else {
            format!("install them with your package manager (on Debian: {remedy})")
        },
    }
}

fn is_root() -> bool {
    process::capture(Command::new("id").arg("-u")).is_ok_and(|text| text.trim() == "0")
}

fn check_node() -> Result<()> {
    let text = process::capture(Command::new("node").arg("--version"))?;
    let version = text.trim();
    if major(version).is_some_and(|major| major >= NODE_MAJOR) {
        return Ok(());
    }
    Err(Error::Missing {
        what: format!("Node.js {NODE_MAJOR} or newer is needed, this is {version}."),
        remedy: "install a newer Node.js (Debian 13 has one) and put it first in PATH".into(),
    })
}

fn major(version: &str) -> Option<u32> {
    version.strip_prefix('v')?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn node_versions_are_read() {
        assert_eq!(major("v20.20.2"), Some(20));
        assert_eq!(major("20"), None);
    }

    #[test]
    fn the_remedy_names_every_missing_package() {
        let text = missing(&["chromium", "chromium-driver"], true).to_string();
        assert!(
            text.contains("sudo apt-get install chromium chromium-driver"),
            "{text}"
        );
    }

    #[test]
    fn programs_are_looked_up_by_any_of_their_names() {
        assert!(
            Program {
                names: &["no-such-program", "sh"],
                package: "dash"
            }
            .find()
            .is_some()
        );
        assert!(
            Program {
                names: &["no-such-program"],
                package: "none"
            }
            .find()
            .is_none()
        );
    }
}

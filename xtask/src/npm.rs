//! npm packages, installed exactly as the lock files say and only when those change.

use std::path::{Path, PathBuf};

use crate::{error::Result, files, hash, process, project::Project};

/// Records which lock file `node_modules` was installed from.
const STAMP: &str = "node_modules/.installed-from";

/// The page's packages, in `www/node_modules`.
pub fn ensure_page(project: &Project) -> Result<()> {
    install(project, &project.www(), "npm-page")
}

/// The peers' packages, in `bench/node_modules`.
pub fn ensure_bench(project: &Project) -> Result<()> {
    install(project, &project.root.join("bench"), "npm-bench")
}

/// The optimiser's folder, which lives in the cache: it is large, and the same for every checkout.
pub fn ensure_binaryen(project: &Project) -> Result<PathBuf> {
    let source = project.root.join("xtask");
    let lock = files::read(&source.join("package-lock.json"))?;
    let key = hash::sha256(&[&lock]);
    let dir = project
        .cache
        .join("tools")
        .join(format!("npm-{}", &key[..16]));
    for name in ["package.json", "package-lock.json"] {
        files::copy(&source.join(name), &dir.join(name))?;
    }
    install(project, &dir, "npm-tools")?;
    Ok(dir.join("node_modules").join("binaryen"))
}

fn install(project: &Project, dir: &Path, log: &str) -> Result<()> {
    let lock = files::read(&dir.join("package-lock.json"))?;
    let wanted = hash::sha256(&[&lock]);
    let stamp = dir.join(STAMP);
    if stamp.is_file() && files::read_text(&stamp)?.trim() == wanted {
        return Ok(());
    }
    let mut npm = project.command("npm", dir)?;
    npm.args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
    process::run_logged(&mut npm, &project.log(log))?;
    files::write_atomic(&stamp, wanted.as_bytes())
}

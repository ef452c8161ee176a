//! Pythons of their own, in the cache: for the check that another tool opens what is exported, and for the
//! comparison with PyTorch.

use std::path::PathBuf;

use crate::{error::Result, files, hash, process, project::Project, system};

/// What the check of exported files needs, in exact versions.
pub const FOR_EXPORT: &str = "tests/fixtures/requirements-export.txt";

/// The interpreter with the packages that a file lists, installed where it is missing.
pub fn ensure(project: &Project, requirements: &str) -> Result<PathBuf> {
    system::ensure_python()?;
    let requirements = project.root.join(requirements);
    let key = hash::sha256(&[&files::read(&requirements)?]);
    let dir = project
        .cache
        .join("tools")
        .join(format!("python-{}", &key[..16]));
    let python = dir.join("bin").join("python");
    let stamp = dir.join("installed");
    if !stamp.is_file() {
        let mut venv = project.command("python3", &project.root)?;
        process::run_logged(
            venv.args(["-m", "venv", "--clear"]).arg(&dir),
            &project.log("python"),
        )?;
        let mut pip = project.command(&python, &project.root)?;
        pip.args(["-m", "pip", "install", "--quiet", "--requirement"]);
        process::run_logged(pip.arg(&requirements), &project.log("python"))?;
        files::write_atomic(&stamp, key.as_bytes())?;
    }
    Ok(python)
}

//! What is generated from Rust and committed: the page's types, which are wasm-bindgen's declarations without what
//! changes with every build, and what follows for `<gan-try>` from the table of options.

use std::path::PathBuf;

use crate::{
    device, element,
    error::{Error, Result},
    files, modules,
    project::Project,
};

/// From here on the declarations list the raw exports, whose names are hashes.
const RAW_EXPORTS: &str = "export type InitInput";

const HEADER: &str = "// Generated from Rust by `cargo xtask build`.\n";

/// What remains of the initialiser.
const INITIALISER: &str = "/** Fetches, compiles and starts the module. */
export default function init(source: { module_or_path: Response | Promise<Response> }): Promise<unknown>;
";

/// Writes what is not as it should be.
pub fn update(project: &Project) -> Result<()> {
    for (path, text) in generate(project)? {
        if files::read_text(&path).is_ok_and(|old| old == text) {
            continue;
        }
        files::write_atomic(&path, text.as_bytes())?;
    }
    Ok(())
}

/// What is committed is what follows from the module that was just built.
pub fn check(project: &Project) -> Result<()> {
    let mut stale = Vec::new();
    for (path, text) in generate(project)? {
        if !files::read_text(&path).is_ok_and(|old| old == text) {
            stale.push(path.display().to_string());
        }
    }
    if stale.is_empty() {
        return Ok(());
    }
    Err(Error::Check(format!(
        "not what Rust generates: {}. Run `cargo xtask protocol` and commit it",
        stale.join(", ")
    )))
}

fn generate(project: &Project) -> Result<Vec<(PathBuf, String)>> {
    let mut generated = element::generate(project)?;
    generated.push((path(project), declarations(project)?));
    Ok(generated)
}

fn path(project: &Project) -> PathBuf {
    project.www().join("internal").join("gantry.d.ts")
}

fn declarations(project: &Project) -> Result<String> {
    let source = modules::folder(project, &device::CPU).join("gantry.d.ts");
    let text = files::read_text(&source)?;
    let wanted = text.split(RAW_EXPORTS).next().unwrap_or_default();
    Ok(format!("{HEADER}{}\n\n{INITIALISER}", wanted.trim_end()))
}

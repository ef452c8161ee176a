//! `cargo xtask package`: the npm package, put together in `pkg/` beside the modules that it contains.

mod check;
pub mod imports;
mod manifest;
mod scripts;
mod types;

use std::{collections::BTreeMap, path::PathBuf};

use crate::{
    data, device,
    error::{Error, Result},
    files, modules, npm,
    project::Project,
    site,
};

/// What the package says about itself, for those who build with it.
const README: &str = "docs/package.md";

/// Files by their path in the package.
type Contents = BTreeMap<String, Vec<u8>>;

/// Puts the package together from modules that have been built, and checks what npm would pack.
pub fn run(project: &Project) -> Result<()> {
    npm::ensure_page(project)?;
    let folder = folder(project);
    clear(project)?;
    let mut contents = Contents::new();
    contents.extend(scripts::collect(project)?);
    contents.extend(types::collect(project, &contents)?);
    contents.extend(assets(project)?);
    for (from, to) in [
        (README, "README.md"),
        ("LICENSE-MIT", "LICENSE-MIT"),
        ("LICENSE-APACHE", "LICENSE-APACHE"),
    ] {
        contents.insert(to.into(), files::read(&project.root.join(from))?);
    }
    for (path, bytes) in &contents {
        files::write_atomic(&folder.join(path), bytes)?;
    }
    data::ensure(project, &folder.join("data"))?;
    let mut packed: Vec<String> = contents.into_keys().collect();
    packed.extend(wasm_files());
    for file in files::walk(&folder.join("data"), &|_| true)? {
        packed.push(format!("data/{}", files::name_of(&file)));
    }
    let manifest = manifest::compose(project, &packed)?;
    files::write_atomic(&folder.join("package.json"), manifest.as_bytes())?;
    packed.push("package.json".into());
    check::run(project, &folder, packed)
}

/// The root of the package. wasm-pack's folders lie in it.
pub fn folder(project: &Project) -> PathBuf {
    project.root.join("pkg")
}

/// Removes all but the modules, and the data, which is checked by itself.
fn clear(project: &Project) -> Result<()> {
    let stays = |name: &str| name == "data" || device::ALL.iter().any(|device| device.id == name);
    for path in files::entries(&folder(project))? {
        if !stays(files::name_of(&path)) {
            files::remove(&path)?;
        }
    }
    Ok(())
}

/// What is fetched: the list of modules, and the texts.
fn assets(project: &Project) -> Result<Contents> {
    let mut contents = Contents::new();
    let mut listed = serde_json::Map::new();
    for device in device::ALL {
        listed.insert(
            device.id.into(),
            site::describe(project, device, &site::PACKAGE)?,
        );
    }
    let listed = serde_json::Value::Object(listed).to_string();
    contents.insert("modules.json".into(), listed.into_bytes());
    for path in files::entries(&project.texts())? {
        contents.insert(
            format!("locales/{}", files::name_of(&path)),
            files::read(&path)?,
        );
    }
    Ok(contents)
}

fn wasm_files() -> Vec<String> {
    let mut paths = Vec::new();
    for device in device::ALL {
        paths.push(format!("{}/gantry_bg.wasm", device.id));
        if device.relaxed {
            let forms = [modules::RELAXED, modules::SHARED, modules::HELPER];
            paths.extend(forms.map(|form| format!("{}/{form}", device.id)));
        }
    }
    paths
}

/// A check of the package that did not hold.
fn refuse(problems: Vec<String>) -> Result<()> {
    if problems.is_empty() {
        return Ok(());
    }
    Err(Error::Check(problems.join("\n")))
}

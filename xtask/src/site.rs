//! Puts the site together: everything that a static server needs, and nothing else.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::{
    device::{self, Device},
    error::{Error, Result},
    files, glue, modules, preload,
    project::Project,
    shared,
};

/// Folders and files of `www/` that are for developers.
const NOT_SERVED: [&str; 5] = ["node_modules", "tests", "tools", "vendor", "coverage"];

/// The libraries of the page, with their licences: `(below node_modules, below www/vendor)`.
const VENDOR: [(&str, &str); 7] = [
    ("uplot/dist/uPlot.esm.js", "uPlot.esm.js"),
    ("uplot/dist/uPlot.min.css", "uPlot.min.css"),
    ("uplot/LICENSE", "uPlot.LICENSE"),
    ("temml/dist/temml.mjs", "temml.mjs"),
    ("temml/dist/Temml-Local.css", "Temml-Local.css"),
    ("temml/dist/Temml.woff2", "Temml.woff2"),
    ("temml/LICENSE", "temml.LICENSE"),
];

/// Where modules lie below a folder that holds them: on the site, or in the package.
pub struct Layout {
    /// The folder of the scripts, with a slash.
    scripts: &'static str,
    /// The folder of the modules' folders, with a slash.
    modules: &'static str,
}

const SITE: Layout = Layout {
    scripts: "www/",
    modules: "pkg/",
};

/// The package's root is both `www/` and `pkg/`.
pub const PACKAGE: Layout = Layout {
    scripts: "",
    modules: "",
};

/// Writes the page and its libraries; data and modules that are already there stay.
pub fn assemble(project: &Project, site: &Path) -> Result<()> {
    files::remove(&site.join("www"))?;
    files::copy(&project.root.join("index.html"), &site.join("index.html"))?;
    files::remove(&site.join("locales"))?;
    copy_tree(&project.texts(), &site.join("locales"), &|_| true)?;
    copy_tree(
        &project.www(),
        &site.join("www"),
        &is_served(&project.www()),
    )?;
    for (from, to) in VENDOR {
        let from = project.www().join("node_modules").join(from);
        files::copy(&from, &site.join("www/vendor").join(to))?;
    }
    preload::write(site)
}

/// Copies the modules that are ready and says so in `modules.json`; the others are `null` there.
pub fn publish(project: &Project, site: &Path, ready: &[&Device]) -> Result<()> {
    for device in ready {
        let to = site.join("pkg").join(device.id);
        copy_tree(&modules::folder(project, device), &to, &is_module_part)?;
    }
    let mut listed = serde_json::Map::new();
    for device in device::ALL {
        let is_ready = ready.iter().any(|other| other.id == device.id);
        let glue = if is_ready {
            glue::of(project, device)?
        } else {
            glue::NOT_BUILT.to_owned()
        };
        files::write_atomic(&site.join(glue_path(device, &SITE)), glue.as_bytes())?;
        let entry = if is_ready {
            describe(project, device, &SITE)?
        } else {
            Value::Null
        };
        listed.insert(device.id.into(), entry);
    }
    files::write_atomic(
        &site.join("modules.json"),
        Value::Object(listed).to_string().as_bytes(),
    )
}

/// A library's file by its name in the page.
pub fn vendor(project: &Project, name: &str) -> Result<PathBuf> {
    let found = VENDOR.iter().find(|(_, to)| *to == name);
    let (from, _) = found.ok_or_else(|| {
        Error::Check(format!(
            "`{name}` is not in the list of the page's libraries"
        ))
    })?;
    Ok(project.www().join("node_modules").join(from))
}

/// The module's JavaScript, beside the worker that imports it.
fn glue_path(device: &Device, layout: &Layout) -> String {
    format!("{}internal/glue/{}.js", layout.scripts, device.id)
}

/// The entry of `modules.json` for a module that is ready.
pub fn describe(project: &Project, device: &Device, layout: &Layout) -> Result<Value> {
    let module = files::read(&modules::existing_wasm(project, device)?)?;
    let wasm = |name: &str| format!("{}{}/{name}", layout.modules, device.id);
    // How helpers work with it: in a memory that begins with so many pages, and has at most so many.
    let shared = if device.relaxed {
        let pages = shared::pages(&module)?;
        json!({
            "wasm": wasm(modules::SHARED),
            "helper": wasm(modules::HELPER),
            "pages": pages,
            "most": shared::MOST_PAGES,
        })
    } else {
        Value::Null
    };
    Ok(json!({
        "js": glue_path(device, layout),
        "wasm": wasm("gantry_bg.wasm"),
        "relaxed": device.relaxed.then(|| wasm(modules::RELAXED)),
        "shared": shared,
        "bytes": module.len(),
    }))
}

fn copy_tree(from: &Path, to: &Path, keep: &dyn Fn(&Path) -> bool) -> Result<()> {
    for file in files::walk(from, keep)? {
        let inside = file
            .strip_prefix(from)
            .map_or_else(|_| PathBuf::new(), PathBuf::from);
        files::copy(&file, &to.join(inside))?;
    }
    Ok(())
}

/// Settings of tools lie at the top of `www/`, so only folders and the page's own files pass there.
fn is_served(www: &Path) -> impl Fn(&Path) -> bool {
    let www = www.to_owned();
    move |path| {
        let name = files::name_of(path);
        let at_top = path.parent() == Some(&www);
        let is_setting = at_top && (name.ends_with(".json") || name.contains(".config."));
        let is_type = name.ends_with(".d.ts");
        !(name.starts_with('.') || is_setting || is_type || at_top && NOT_SERVED.contains(&name))
    }
}

/// wasm-pack also writes what an npm package needs, which a site does not.
fn is_module_part(path: &Path) -> bool {
    let name = files::name_of(path);
    path.is_dir() || name.ends_with(".js") || name.ends_with(".wasm")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_page_is_served() {
        let www = Path::new("/checkout/www");
        let served = is_served(www);
        let passes = |name: &str| served(&www.join(name));
        assert!(passes("internal") && passes("internal/worker.js") && passes("style/tools/a.css"));
        assert!(passes("icon.svg") && passes("internal/table.json"));
        assert!(!passes("node_modules") && !passes("tests") && !passes("package.json"));
        assert!(
            !passes("eslint.config.js") && !passes("internal/protocol.d.ts") && !passes(".npmrc")
        );
    }
}

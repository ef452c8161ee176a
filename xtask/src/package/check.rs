//! What npm would pack is what was put together: nothing is missing, and nothing else has slipped in.

use std::{collections::BTreeSet, path::Path};

use serde_json::Value;

use crate::{
    error::{Error, Result},
    files, process,
    project::Project,
};

use super::{imports, manifest, refuse};

/// The most that a package may have: npm's own limit is far away, patience is not.
const LARGEST_BYTES: u64 = 24_000_000;

/// Parts of paths that mean that something of the developers has slipped in.
const NOT_PACKED: [&str; 5] = ["tests/", ".test.", "node_modules", "tsconfig", "eslint"];

/// Compares `npm pack --dry-run` with the files that the package should have.
pub fn run(project: &Project, folder: &Path, wanted: Vec<String>) -> Result<()> {
    let mut npm = project.command("npm", folder)?;
    npm.args([
        "pack",
        "--dry-run",
        "--json",
        "--ignore-scripts",
        "--loglevel=error",
    ]);
    let printed = process::capture(&mut npm)?;
    let listed: Value = serde_json::from_str(&printed).map_err(|error| Error::Contents {
        path: folder.join("package.json"),
        problem: format!("npm did not list what it packs: {error}"),
    })?;
    let entry = &listed[0];
    let packed: BTreeSet<String> = entry["files"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|file| Some(file["path"].as_str()?.to_owned()))
        .collect();
    let wanted = wanted.into_iter().collect();
    let mut problems = differences(&wanted, &packed);
    problems.extend(unkept(folder, &packed)?);
    let bytes = entry["size"].as_u64().unwrap_or(u64::MAX);
    if bytes > LARGEST_BYTES {
        problems.push(format!(
            "the package has {bytes} bytes, more than {LARGEST_BYTES}"
        ));
    }
    refuse(problems)?;
    println!(
        "      {} {}: {} files, {:.1} MB packed",
        entry["name"].as_str().unwrap_or_default(),
        entry["version"].as_str().unwrap_or_default(),
        packed.len(),
        bytes as f64 / 1e6
    );
    Ok(())
}

fn differences(wanted: &BTreeSet<String>, packed: &BTreeSet<String>) -> Vec<String> {
    let missing = wanted
        .difference(packed)
        .map(|path| format!("{path} is not packed"));
    let extra = packed
        .difference(wanted)
        .map(|path| format!("{path} is packed and should not be"));
    let foreign = packed
        .iter()
        .filter(|path| !path.starts_with("data/"))
        .filter(|path| NOT_PACKED.iter().any(|part| path.contains(part)))
        .map(|path| format!("{path} is for developers"));
    missing.chain(extra).chain(foreign).collect()
}

/// Files that the manifest, the list of modules or another file names, and that are not there.
fn unkept(folder: &Path, packed: &BTreeSet<String>) -> Result<Vec<String>> {
    let mut problems = Vec::new();
    let mut need = |by: &str, path: String| {
        if !packed.contains(&path) {
            problems.push(format!("{by} needs {path}, which is not packed"));
        }
    };
    for path in manifest::promised(&json(folder, "package.json")?) {
        need("package.json", path);
    }
    for module in json(folder, "modules.json")?
        .as_object()
        .into_iter()
        .flat_map(|all| all.values())
    {
        for key in ["/js", "/wasm", "/relaxed", "/shared/wasm", "/shared/helper"] {
            if let Some(path) = module.pointer(key).and_then(Value::as_str) {
                need("modules.json", path.to_owned());
            }
        }
    }
    for path in packed {
        let is_type = path.ends_with(".d.ts");
        if !(is_type || path.ends_with(".js") || path.ends_with(".mjs")) {
            continue;
        }
        for import in imports::find(&files::read_text(&folder.join(path))?) {
            let other = imports::resolve(path, &import);
            let file = match other.strip_suffix(".js") {
                Some(stem) if is_type => format!("{stem}.d.ts"),
                _ => other,
            };
            need(path, file);
        }
    }
    Ok(problems)
}

fn json(folder: &Path, name: &str) -> Result<Value> {
    let path = folder.join(name);
    serde_json::from_str(&files::read_text(&path)?).map_err(|error| Error::Contents {
        path,
        problem: error.to_string(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_and_what_is_too_much_is_named() {
        let set = |paths: &[&str]| paths.iter().map(|path| (*path).to_owned()).collect();
        let wanted = set(&["a.js", "data/test-images.gz"]);
        let packed = set(&["data/test-images.gz", "x.test.js"]);
        assert_eq!(
            differences(&wanted, &packed),
            [
                "a.js is not packed",
                "x.test.js is packed and should not be",
                "x.test.js is for developers"
            ]
        );
        assert!(differences(&wanted, &wanted.clone()).is_empty());
    }
}

//! `package.json`.

use serde_json::Value;

use crate::{
    error::{Error, Result},
    files,
    project::Project,
};

/// Written out, because the order of conditions matters: `types` comes first.
const TEMPLATE: &str = include_str!("template.json");

/// The text of `package.json` for a package of these files.
pub fn compose(project: &Project, packed: &[String]) -> Result<String> {
    let path = project.root.join("Cargo.toml");
    let cargo = files::read_text(&path)?;
    let version = version(&cargo).ok_or_else(|| Error::Contents {
        path,
        problem: "the package has no version".into(),
    })?;
    // One by one: wasm-pack tells npm to ignore its folders, which holds for whatever is not named.
    let files: Vec<String> = packed
        .iter()
        .map(|path| format!("\n    {path:?}"))
        .collect();
    let files = format!("[{}\n  ]", files.join(","));
    Ok(TEMPLATE
        .replace("{version}", version)
        .replace("\"{files}\"", &files))
}

/// Every file of the package that the manifest promises.
pub fn promised(manifest: &Value) -> Vec<String> {
    let mut paths = Vec::new();
    texts(&manifest["exports"], &mut paths);
    texts(&manifest["customElements"], &mut paths);
    texts(&manifest["sideEffects"], &mut paths);
    paths
        .iter()
        .map(|path| path.trim_start_matches("./").to_owned())
        .collect()
}

fn texts(value: &Value, into: &mut Vec<String>) {
    match value {
        Value::String(text) => into.push(text.clone()),
        Value::Array(values) => values.iter().for_each(|value| texts(value, into)),
        Value::Object(values) => values.values().for_each(|value| texts(value, into)),
        _ => {}
    }
}

/// The version in the section `[package]` of a `Cargo.toml`.
fn version(cargo: &str) -> Option<&str> {
    let (_, section) = cargo.split_once("[package]\n")?;
    let own = section.lines().take_while(|line| !line.starts_with('['));
    own.filter_map(|line| line.strip_prefix("version = "))
        .map(|value| value.trim_matches('"'))
        .next()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_version_is_the_package_s_own() {
        let cargo = "[workspace]\nversion = \"9\"\n[package]\nname = \"a\"\nversion = \"0.1.2\"\n[x]\nversion = \"3\"\n";
        assert_eq!(version(cargo), Some("0.1.2"));
        assert_eq!(
            version("[package]\nname = \"a\"\n[x]\nversion = \"3\"\n"),
            None
        );
    }

    #[test]
    fn promises_are_found_at_any_depth() {
        let manifest = json!({ "exports": { ".": { "types": "./a.d.ts", "default": "./a.js" }, "./b": "./b.js" }, "sideEffects": ["./c.js"] });
        assert_eq!(promised(&manifest), ["a.js", "a.d.ts", "b.js", "c.js"]);
    }
}

//! What follows for `<gan-try>` from the table of options: attributes, types, manifest and reference.

use std::{collections::BTreeMap, path::PathBuf};

use crate::{
    error::{Error, Result},
    process,
    project::Project,
};

/// Each generated file with its text. The CPU module must be built: it knows the table.
pub fn generate(project: &Project) -> Result<Vec<(PathBuf, String)>> {
    let script = project.root.join("xtask/scripts/element.mjs");
    let mut node = project.command("node", &project.root)?;
    node.arg(&script).arg(&project.root);
    let printed = process::capture(&mut node)?;
    let files: BTreeMap<String, String> =
        serde_json::from_str(&printed).map_err(|error| Error::Contents {
            path: script,
            problem: format!("did not print paths and texts: {error}"),
        })?;
    Ok(files
        .into_iter()
        .map(|(path, text)| (project.root.join(path), text))
        .collect())
}

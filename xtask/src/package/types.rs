//! The declarations of the public scripts: TypeScript writes them from the comments.

use crate::{error::Result, files, process, project::Project};

use super::{Contents, imports};

/// The settings of that, below `www/`.
const SETTINGS: &str = "tsconfig.package.json";

/// The declarations of the public scripts among `scripts`, and those that they need.
pub fn collect(project: &Project, scripts: &Contents) -> Result<Contents> {
    let made = project.root.join("target").join("package-types");
    files::remove(&made)?;
    let mut tsc = project.command("node", &project.www())?;
    tsc.arg("node_modules/typescript/bin/tsc")
        .args(["--project", SETTINGS, "--outDir"])
        .arg(&made);
    process::run(&mut tsc)?;
    let public = scripts.keys().filter(|path| path.starts_with("public/"));
    let mut waiting: Vec<String> = public.filter_map(|path| declaration(path)).collect();
    let mut contents = Contents::new();
    while let Some(path) = waiting.pop() {
        if contents.contains_key(&path) {
            continue;
        }
        let written = made.join(&path);
        // Some are written by hand.
        let file = if written.is_file() {
            written
        } else {
            project.www().join(&path)
        };
        let text = without_disposal(&files::read_text(&file)?);
        let imported = imports::find(&text);
        waiting.extend(
            imported
                .iter()
                .filter_map(|import| declaration(&imports::resolve(&path, import))),
        );
        contents.insert(path, text.into_bytes());
    }
    Ok(contents)
}

/// wasm-bindgen declares what only the newest library of TypeScript knows, and nobody uses here.
fn without_disposal(text: &str) -> String {
    let lines = text
        .lines()
        .filter(|line| !line.contains("[Symbol.dispose]"));
    lines.map(|line| format!("{line}\n")).collect()
}

/// `a.js` is declared in `a.d.ts`.
fn declaration(script: &str) -> Option<String> {
    Some(format!("{}.d.ts", script.strip_suffix(".js")?))
}

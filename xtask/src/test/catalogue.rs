//! Checks the catalogue of texts against the page: a missing key is found before a visitor sees it.

use std::path::Path;

use serde_json::{Map, Value};

use super::keys::{self, Use};
use crate::{
    error::{Error, Result},
    files,
    project::Project,
};

/// Parses the catalogue and looks every key of the page up in it.
pub fn check(project: &Project) -> Result<()> {
    let path = project.root.join("src/text/en.json");
    let refuse = |problem| Error::Contents {
        path: path.clone(),
        problem,
    };
    let texts: Map<String, Value> = serde_json::from_str(&files::read_text(&path)?)
        .map_err(|error| refuse(format!("not a flat JSON object: {error}")))?;
    if let Some((key, _)) = texts.iter().find(|(_, text)| !text.is_string()) {
        return Err(refuse(format!("the value of `{key}` is not a text")));
    }
    let mut sources = files::walk(&project.www(), &is_source)?;
    sources.push(project.root.join("index.html"));
    let mut missing = Vec::new();
    let mut uses = 0;
    for source in sources {
        for (line, used) in keys::find(&files::read_text(&source)?) {
            uses += 1;
            if !exists(&texts, &used) {
                let place = source
                    .strip_prefix(&project.root)
                    .unwrap_or(&source)
                    .display();
                missing.push(format!(
                    "{place}:{line}: {} is not in the catalogue",
                    show(&used)
                ));
            }
        }
    }
    if missing.is_empty() {
        println!("      {uses} uses of {} texts", texts.len());
        return Ok(());
    }
    Err(Error::Check(missing.join("\n")))
}

/// Tests may use keys that are absent on purpose.
fn is_source(path: &Path) -> bool {
    let name = files::name_of(path);
    if path.is_dir() {
        return !["node_modules", "tests", "tools", "vendor"].contains(&name);
    }
    [".js", ".mjs", ".html"]
        .iter()
        .any(|end| name.ends_with(end))
}

fn exists(texts: &Map<String, Value>, used: &Use) -> bool {
    match used {
        Use::Key(key) => texts.contains_key(key),
        Use::Pattern { start, end } => texts.keys().any(|key| {
            key.len() > start.len() + end.len() && key.starts_with(start) && key.ends_with(end)
        }),
    }
}

fn show(used: &Use) -> String {
    match used {
        Use::Key(key) => format!("`{key}`"),
        Use::Pattern { start, end } => format!("`{start}…{end}`"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_needs_something_in_its_gap() {
        let texts = Map::from_iter([("option.seed.label".to_owned(), Value::Null)]);
        let pattern = |start: &str, end: &str| Use::Pattern {
            start: start.into(),
            end: end.into(),
        };
        assert!(exists(&texts, &pattern("option.", ".label")));
        assert!(!exists(&texts, &pattern("option.", ".help")));
        assert!(!exists(&texts, &pattern("option.seed", ".label")));
        assert!(!exists(&texts, &Use::Key("option.seed".into())));
    }
}

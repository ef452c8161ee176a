//! Checks the catalogue of texts against the page: a missing key is found before a visitor sees it, and one that
//! nobody uses before a translator works on it. That the languages agree with each other is for the page's unit tests.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::{Map, Value};

use super::keys;
use crate::{
    error::{Error, Result},
    files,
    project::Project,
};

/// Endings of the forms that one text takes beside a number.
const PLURAL_FORMS: [&str; 6] = [".zero", ".one", ".two", ".few", ".many", ".other"];

/// Parses the catalogue, and compares its keys with those that the page asks for.
pub fn check(project: &Project) -> Result<()> {
    let path = project.texts().join("en.json");
    let refuse = |problem| Error::Contents {
        path: path.clone(),
        problem,
    };
    let texts: Map<String, Value> = serde_json::from_str(&files::read_text(&path)?)
        .map_err(|error| refuse(format!("not a flat JSON object: {error}")))?;
    if let Some((key, _)) = texts.iter().find(|(_, text)| !text.is_string()) {
        return Err(refuse(format!("the value of `{key}` is not a text")));
    }
    let keys = asked_for(texts.keys().map(String::as_str));
    let roots: Vec<&str> = keys
        .iter()
        .filter_map(|key| key.split('.').next())
        .collect();
    let mut sources = files::walk(&project.www(), &is_source)?;
    sources.push(project.root.join("index.html"));
    let mut problems = Vec::new();
    let mut unused = keys.clone();
    let mut uses = 0;
    for source in sources {
        for (line, used) in keys::find(&files::read_text(&source)?, &roots) {
            uses += 1;
            unused.retain(|key| !used.matches(key));
            if !keys.iter().any(|key| used.matches(key)) {
                let place = source
                    .strip_prefix(&project.root)
                    .unwrap_or(&source)
                    .display();
                problems.push(format!("{place}:{line}: {used} is not in the catalogue"));
            }
        }
    }
    problems.extend(unused.iter().map(|key| format!("nothing uses `{key}`")));
    if problems.is_empty() {
        println!("      {uses} uses of {} texts", keys.len());
        return Ok(());
    }
    Err(Error::Check(problems.join("\n")))
}

/// The keys as the page asks for them: one for all forms of a text.
fn asked_for<'a>(keys: impl Iterator<Item = &'a str>) -> BTreeSet<&'a str> {
    let all: BTreeSet<&str> = keys.collect();
    let has_forms = |start: &str| all.contains(format!("{start}.other").as_str());
    let base = |key: &'a str| {
        PLURAL_FORMS
            .iter()
            .find_map(|form| key.strip_suffix(form).filter(|start| has_forms(start)))
            .unwrap_or(key)
    };
    all.iter().map(|key| base(key)).collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_text_are_one_key() {
        let keys = ["ui.a.one", "ui.a.other", "ui.step.one", "ui.b"];
        let found: Vec<_> = asked_for(keys.into_iter()).into_iter().collect();
        assert_eq!(found, ["ui.a", "ui.b", "ui.step.one"]);
    }
}

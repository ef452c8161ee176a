//! Which files a script or a declaration needs, as bundlers find it.

/// What stands before the path of a file that is there before the script runs.
const STATIC: [&str; 2] = ["from ", "import "];
/// What stands before the path of any other file.
const BEFORE: [&str; 4] = ["from ", "import ", "import(", "new URL("];

/// The relative paths that `source` imports, in order.
pub fn find(source: &str) -> Vec<String> {
    after(source, &BEFORE)
}

/// Those without which it does not run.
pub fn find_static(source: &str) -> Vec<String> {
    after(source, &STATIC)
}

fn after(source: &str, words: &[&str]) -> Vec<String> {
    let code = without_comments(source);
    let mut found = Vec::new();
    for (at, quote) in code.match_indices(['\'', '"']) {
        if !words.iter().any(|before| code[..at].ends_with(before)) {
            continue;
        }
        let Some((path, _)) = code[at + 1..].split_once(quote) else {
            continue;
        };
        let is_file = path.starts_with('.') && !path.ends_with('/');
        if is_file && !found.iter().any(|other| other == path) {
            found.push(path.to_owned());
        }
    }
    found
}

/// `internal/client/words.js` and `../page/i18n.js` make `internal/page/i18n.js`.
pub fn resolve(importer: &str, path: &str) -> String {
    let mut parts: Vec<&str> = importer.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop();
            }
            name => parts.push(name),
        }
    }
    parts.join("/")
}

/// Types in comments are no imports.
fn without_comments(source: &str) -> String {
    let mut code = String::new();
    let mut rest = source;
    while let Some((before, comment)) = rest.split_once("/*") {
        code.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    code.push_str(rest);
    let lines = code
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_is_found_once() {
        let source = "/** @import { A } from './type.js' */\n// import './no.js'\n\
            import { b } from '../b.js';\nimport {\n  c,\n} from \"./c.js\";\nimport './d.js';\n\
            export { e } from './e.js';\nconst f = await import('./f.js');\n\
            new Worker(new URL('../w.js', import.meta.url));\nnew URL('../', here);\nimport x from 'other';\nimport '../b.js';\n";
        assert_eq!(
            find(source),
            ["../b.js", "./c.js", "./d.js", "./e.js", "./f.js", "../w.js"]
        );
        assert_eq!(
            find_static(source),
            ["../b.js", "./c.js", "./d.js", "./e.js"]
        );
    }

    #[test]
    fn paths_are_resolved() {
        assert_eq!(resolve("a/b/c.js", "../d.js"), "a/d.js");
        assert_eq!(resolve("a/b/c.js", "./d.js"), "a/b/d.js");
        assert_eq!(resolve("a/b/c.js", "../../v/d.js"), "v/d.js");
    }
}

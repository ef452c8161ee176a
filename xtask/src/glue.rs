//! wasm-bindgen's JavaScript as a function: each call makes a module of its own, and a bundler that packs the worker
//! packs it, too. The wasm file is left out of that: it is fetched from where the assets are.

use crate::{device::Device, error::Result, files, modules, project::Project};

/// Where wasm-bindgen's file would look for the wasm file; bundlers would copy it from there.
const OWN_WASM: &str = "new URL('gantry_bg.wasm', import.meta.url)";

/// What is imported for a module that is still being built.
pub const NOT_BUILT: &str = "export default null;\n";

/// The function for a built module.
pub fn of(project: &Project, device: &Device) -> Result<String> {
    let path = modules::folder(project, device).join("gantry.js");
    wrap(&files::read_text(&path)?).map_err(|problem| crate::error::Error::Contents {
        path,
        problem: format!("{problem}; has another version of wasm-bindgen made it?"),
    })
}

fn wrap(source: &str) -> std::result::Result<String, String> {
    let mut body = String::new();
    let mut exports = Vec::new();
    for line in source.lines() {
        if let Some(list) = line.strip_prefix("export { ") {
            exports.extend(list.trim_end_matches(" };").split(", ").map(entry));
            continue;
        }
        let declaration = line.strip_prefix("export ");
        if let Some(declaration) = declaration {
            let name = declared(declaration).ok_or(format!("`{line}` exports no name"))?;
            exports.push(name.to_owned());
        }
        body.push_str(&declaration.unwrap_or(line).replace(OWN_WASM, "undefined"));
        body.push('\n');
    }
    if !exports.iter().any(|export| export.starts_with("default: ")) {
        return Err("there is no default export".into());
    }
    if body.contains("import.meta") || body.lines().any(|line| line.starts_with("import ")) {
        return Err("it needs other files".into());
    }
    let exports = exports.join(", ");
    Ok(format!(
        "export default function make() {{\n{body}return {{ {exports} }};\n}}\n"
    ))
}

/// The name of `class Lab {` or `function registry() {`.
fn declared(declaration: &str) -> Option<&str> {
    let rest = declaration
        .strip_prefix("class ")
        .or(declaration.strip_prefix("function "))?;
    rest.split([' ', '(']).next()
}

/// `a as b` of a list of exports as a property of an object.
fn entry(export: &str) -> String {
    match export.split_once(" as ") {
        Some((local, name)) => format!("{name}: {local}"),
        None => export.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exports_become_properties() -> std::result::Result<(), String> {
        let source = "export class Lab {\n}\nexport function registry() {\n}\nlet wasm;\n\
                      async function init(m) {\n  m = new URL('gantry_bg.wasm', import.meta.url);\n}\n\
                      export { initSync, init as default };\n";
        let wrapped = wrap(source)?;
        assert!(wrapped.starts_with("export default function make() {\nclass Lab {\n"));
        assert!(wrapped.contains("\n  m = undefined;\n"), "{wrapped}");
        assert!(
            wrapped.ends_with("return { Lab, registry, initSync, default: init };\n}\n"),
            "{wrapped}"
        );
        Ok(())
    }

    #[test]
    fn what_a_function_cannot_hold_is_refused() {
        assert!(wrap("import a from 'b';\nexport { a as default };\n").is_err());
        assert!(wrap("const a = import.meta.url;\nexport { a as default };\n").is_err());
        assert!(wrap("export function a() {\n}\n").is_err());
        assert!(wrap("export const a = 1;\nexport { a as default };\n").is_err());
    }
}

//! wasm-bindgen's JavaScript as a function: each call makes a module of its own, and a bundler that packs the worker
//! packs it, too. The wasm file is left out of that: it is fetched from where the assets are.

use crate::{device::Device, error::Result, files, modules, project::Project};

/// Where wasm-bindgen's file would look for the wasm file; bundlers would copy it from there.
const OWN_WASM: &str = "new URL('gantry_bg.wasm', import.meta.url)";

/// What a memory that is shared asks of that file: it grows without ending the views of it, texts cannot be read from
/// it nor written into it without a copy, and it comes from outside. In any other memory the same works as well.
const FOR_SHARED_MEMORY: [(&str, &str); 8] = [
    (
        "cachedFloat32ArrayMemory0.byteLength === 0",
        "cachedFloat32ArrayMemory0.buffer !== wasm.memory.buffer",
    ),
    (
        "cachedUint32ArrayMemory0.byteLength === 0",
        "cachedUint32ArrayMemory0.buffer !== wasm.memory.buffer",
    ),
    (
        "cachedUint8ArrayMemory0.byteLength === 0",
        "cachedUint8ArrayMemory0.buffer !== wasm.memory.buffer",
    ),
    (
        "return cachedTextDecoder.decode(bytes);",
        "return cachedTextDecoder.decode(bytes.slice());",
    ),
    ("if (!('encodeInto' in cachedTextEncoder)) {", "{"),
    (
        "async function __wbg_init_once(module_or_path) {",
        "async function __wbg_init_once(module_or_path) {\n    let memory;",
    ),
    (
        "({module_or_path} = module_or_path)",
        "({module_or_path, memory} = module_or_path)",
    ),
    (
        "const imports = __wbg_get_imports();\n\n    if (typeof module_or_path",
        "const imports = { ...__wbg_get_imports(), env: { memory } };\n\n    if (typeof module_or_path",
    ),
];

/// What is imported for a module that is still being built.
pub const NOT_BUILT: &str = "export default null;\n";

/// The function for a built module.
pub fn of(project: &Project, device: &Device) -> Result<String> {
    let path = modules::folder(project, device).join("gantry.js");
    let source = files::read_text(&path)?;
    let wrapped = for_shared_memory(&source).and_then(|source| wrap(&source));
    wrapped.map_err(|problem| crate::error::Error::Contents {
        path,
        problem: format!("{problem}; has another version of wasm-bindgen made it?"),
    })
}

fn for_shared_memory(source: &str) -> std::result::Result<String, String> {
    let mut source = source.to_owned();
    for (old, new) in FOR_SHARED_MEMORY {
        // A module whose functions take no such numbers has no such view.
        if !source.contains(old) && !old.starts_with("cached") {
            return Err(format!("it has no `{old}`"));
        }
        source = source.replace(old, new);
    }
    if source.contains("ArrayMemory0.byteLength === 0") {
        return Err("it has a view that is not renewed when a shared memory grows".to_owned());
    }
    Ok(source)
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
    fn another_file_cannot_be_made_to_share_its_memory() {
        assert!(for_shared_memory("return cachedTextDecoder.decode(bytes);").is_err());
    }

    #[test]
    fn what_a_function_cannot_hold_is_refused() {
        assert!(wrap("import a from 'b';\nexport { a as default };\n").is_err());
        assert!(wrap("const a = import.meta.url;\nexport { a as default };\n").is_err());
        assert!(wrap("export function a() {\n}\n").is_err());
        assert!(wrap("export const a = 1;\nexport { a as default };\n").is_err());
    }
}

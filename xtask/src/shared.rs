//! The shared form of a module, and its helper: instances of their own that work in the same memory.
//!
//! Threads of Rust's would need a standard library that is compiled with atomics, which no stable compiler has. What is
//! wanted here is less: somebody who makes pieces of products and of other loops (`gemm::team`). That code neither
//! allocates nor waits, so it runs in any instance that is given the memory, and a stack in it. Who takes which piece is
//! agreed upon in JavaScript, which has atomics.

use wasm_encoder::{
    EntityType, ExportKind, ExportSection, GlobalSection, GlobalType, ImportSection, MemoryType,
    Module, RawSection, ValType,
    reencode::{Reencode, RoundtripReencoder},
};
use wasmparser::{Parser, Payload};

use crate::{
    error::{Error, Result},
    hash::sha256,
};

/// Pages that the memory may grow to, 2 GiB: what is shared has to say so beforehand.
pub const MOST_PAGES: u64 = 32_768;
/// What a helper runs. Both forms export it by a name that tells of which module they were made: a browser may have
/// kept one of them from an older build, in which jobs lie otherwise in memory.
const HELP: &str = "gantry_help";
/// Where both imports come from.
const ENV: &str = "env";

/// The module with its memory from outside.
pub fn share(wasm: &[u8]) -> Result<Vec<u8>> {
    edit(wasm, false).map_err(|problem| unfit(&problem))
}

/// What is left of the module for a helper: one function, with memory and stack from outside.
pub fn helper(wasm: &[u8]) -> Result<Vec<u8>> {
    edit(wasm, true).map_err(|problem| unfit(&problem))
}

/// The pages that the module's memory begins with.
pub fn pages(wasm: &[u8]) -> Result<u64> {
    first_pages(wasm).map_err(|problem| unfit(&problem))
}

fn unfit(problem: &str) -> Error {
    Error::Check(format!("the module cannot be shared: {problem}"))
}

fn first_pages(wasm: &[u8]) -> std::result::Result<u64, String> {
    for payload in Parser::new(0).parse_all(wasm) {
        if let Payload::MemorySection(section) = payload.map_err(text)? {
            let memory = section.into_iter().next().ok_or("it has no memory")?;
            return Ok(memory.map_err(text)?.initial);
        }
    }
    Err("it has no memory".to_owned())
}

fn edit(wasm: &[u8], for_helper: bool) -> std::result::Result<Vec<u8>, String> {
    let memory = MemoryType {
        minimum: first_pages(wasm)?,
        maximum: Some(MOST_PAGES),
        memory64: false,
        shared: true,
        page_size_log2: None,
    };
    let named = name_of_help(wasm);
    let mut module = Module::new();
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload.map_err(text)?;
        match &payload {
            Payload::ImportSection(section) => {
                let mut imports = ImportSection::new();
                RoundtripReencoder
                    .parse_import_section(&mut imports, section.clone())
                    .map_err(text)?;
                imports.import(ENV, "memory", EntityType::Memory(memory));
                if for_helper {
                    imports.import(ENV, "stack", EntityType::Global(STACK));
                }
                module.section(&imports);
            }
            Payload::MemorySection(_) => {}
            Payload::GlobalSection(section) if for_helper => {
                // The import takes the place of the first one, so that the others keep theirs.
                let mut globals = GlobalSection::new();
                for (index, global) in section.clone().into_iter().enumerate() {
                    let global = global.map_err(text)?;
                    let is_stack = global.ty.mutable;
                    if is_stack != (index == 0) {
                        return Err("its first variable is not the only one".to_owned());
                    }
                    if !is_stack {
                        RoundtripReencoder
                            .parse_global(&mut globals, global)
                            .map_err(text)?;
                    }
                }
                module.section(&globals);
            }
            Payload::ExportSection(section) => {
                let mut exports = ExportSection::new();
                let mut has_help = false;
                for export in section.clone() {
                    let export = export.map_err(text)?;
                    if export.name == HELP {
                        exports.export(&named, ExportKind::Func, export.index);
                        has_help = true;
                    } else if !for_helper {
                        RoundtripReencoder
                            .parse_export(&mut exports, export)
                            .map_err(text)?;
                    }
                }
                if !has_help {
                    return Err(format!("it does not export `{HELP}`"));
                }
                module.section(&exports);
            }
            // The memory is filled already when a helper comes, and must not be filled again. Functions that are called
            // by their number in a table are those of a panic's message: without it a panic is a trap.
            Payload::StartSection { .. }
            | Payload::ElementSection(_)
            | Payload::DataSection(_)
            | Payload::DataCountSection { .. }
                if for_helper => {}
            other => {
                if let Some((id, range)) = other.as_section() {
                    let data = &wasm[range];
                    module.section(&RawSection { id, data });
                }
            }
        }
    }
    Ok(module.finish())
}

/// Name of what a helper runs, if it is to help this module.
fn name_of_help(wasm: &[u8]) -> String {
    format!("{HELP}_{:.12}", sha256(&[wasm]))
}

/// The stack pointer.
const STACK: GlobalType = GlobalType {
    val_type: ValType::I32,
    mutable: true,
    shared: false,
};

fn text(error: impl std::fmt::Display) -> String {
    error.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{
        CodeSection, ConstExpr, DataCountSection, DataSection, Function, FunctionSection,
        Instruction, MemorySection, TypeSection,
    };
    use wasmparser::{Validator, WasmFeatures};

    /// A memory with data, the stack pointer, and two functions, of which one is for helpers.
    fn module(exports: &[(&str, u32)]) -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], [ValType::I32]);
        let mut imports = ImportSection::new();
        imports.import("page", "now", EntityType::Function(0));
        let mut functions = FunctionSection::new();
        functions.function(0).function(0);
        let mut memories = MemorySection::new();
        memories.memory(MemoryType {
            minimum: 3,
            maximum: None,
            memory64: false,
            shared: false,
            page_size_log2: None,
        });
        let mut globals = GlobalSection::new();
        globals.global(STACK, &ConstExpr::i32_const(1024));
        let end = GlobalType {
            mutable: false,
            ..STACK
        };
        globals.global(end, &ConstExpr::i32_const(2048));
        let mut exported = ExportSection::new();
        exported.export("memory", ExportKind::Memory, 0);
        for (name, index) in exports {
            exported.export(name, ExportKind::Func, *index);
        }
        let mut code = CodeSection::new();
        for global in 0..2 {
            let mut function = Function::new([]);
            function.instruction(&Instruction::GlobalGet(global));
            function.instruction(&Instruction::End);
            code.function(&function);
        }
        let mut data = DataSection::new();
        data.active(0, &ConstExpr::i32_const(0), *b"data");
        let mut module = Module::new();
        module.section(&types).section(&imports).section(&functions);
        module
            .section(&memories)
            .section(&globals)
            .section(&exported);
        module.section(&DataCountSection { count: 1 });
        module.section(&code).section(&data);
        module.finish()
    }

    /// Names of imports and exports, and whether there is data.
    fn parts(wasm: &[u8]) -> (Vec<String>, Vec<String>, bool) {
        let mut validator = Validator::new_with_features(WasmFeatures::all());
        validator.validate_all(wasm).expect("a valid module");
        let (mut imports, mut exports, mut has_data) = (Vec::new(), Vec::new(), false);
        for payload in Parser::new(0).parse_all(wasm) {
            match payload.expect("a payload") {
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        imports.push(import.expect("an import").name.to_owned());
                    }
                }
                Payload::ExportSection(section) => {
                    for export in section {
                        exports.push(export.expect("an export").name.to_owned());
                    }
                }
                Payload::DataSection(_) => has_data = true,
                _ => {}
            }
        }
        (imports, exports, has_data)
    }

    #[test]
    fn the_memory_comes_from_outside_and_a_helper_fills_nothing() {
        let wasm = module(&[("lab", 1), (HELP, 2)]);
        assert_eq!(pages(&wasm).expect("pages"), 3);
        let owned = |names: &[&str]| {
            names
                .iter()
                .map(|&name| name.to_owned())
                .collect::<Vec<_>>()
        };
        let shared = parts(&share(&wasm).expect("a shared module"));
        let help = name_of_help(&wasm);
        let all = owned(&["memory", "lab", &help]);
        assert_eq!(shared, (owned(&["now", "memory"]), all, true));
        let helper = parts(&helper(&wasm).expect("a helper"));
        let imports = owned(&["now", "memory", "stack"]);
        assert_eq!(helper, (imports, owned(&[&help]), false));
    }

    #[test]
    fn another_module_asks_for_another_helper() {
        let own = helper(&module(&[("lab", 1), (HELP, 2)])).expect("a helper");
        let other = helper(&module(&[("lab", 2), (HELP, 2)])).expect("a helper");
        assert_ne!(parts(&own).1, parts(&other).1);
    }

    #[test]
    fn a_module_without_help_has_no_helper() {
        let wasm = module(&[("lab", 1)]);
        assert!(helper(&wasm).is_err() && share(&wasm).is_err());
        assert!(share(b"no wasm").is_err());
    }
}

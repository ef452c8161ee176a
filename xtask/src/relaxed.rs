//! The relaxed form of a module: products and sums of vectors become fused multiply-adds.
//!
//! The compiler never fuses, since that changes the last bit; an instruction for it exists since WebAssembly's
//! relaxed SIMD, which not every browser has. So there are two files: the page loads this one where the browser
//! understands it.

use wasm_encoder::{
    CodeSection, Function, Instruction, Module, ValType,
    reencode::{self, Reencode},
};
use wasmparser::{FunctionBody, Operator, Parser, Payload};

use crate::error::{Error, Result};

/// The module with every `x + a·b` of four floats at once as one instruction.
pub fn relax(wasm: &[u8]) -> Result<Vec<u8>> {
    let unreadable =
        |problem: String| Error::Check(format!("the module cannot be relaxed: {problem}"));
    let mut relaxer = Relaxer {
        params: count_params(wasm).map_err(|error| unreadable(error.to_string()))?,
        next: 0,
    };
    let mut module = Module::new();
    relaxer
        .parse_core_module(&mut module, Parser::new(0), wasm)
        .map_err(|error| unreadable(error.to_string()))?;
    Ok(module.finish())
}

/// How many parameters each function has, which come before its locals.
fn count_params(wasm: &[u8]) -> wasmparser::Result<Vec<u32>> {
    let (mut types, mut params) = (Vec::new(), Vec::new());
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::TypeSection(section) => {
                for ty in section.into_iter_err_on_gc_types() {
                    types.push(ty?.params().len() as u32);
                }
            }
            Payload::FunctionSection(section) => {
                for index in section {
                    params.push(types.get(index? as usize).copied().unwrap_or_default());
                }
            }
            _ => {}
        }
    }
    Ok(params)
}

struct Relaxer {
    params: Vec<u32>,
    next: usize,
}

impl Reencode for Relaxer {
    type Error = std::convert::Infallible;

    fn parse_function_body(
        &mut self,
        code: &mut CodeSection,
        body: FunctionBody<'_>,
    ) -> std::result::Result<(), reencode::Error<Self::Error>> {
        let mut scratch = self.params.get(self.next).copied().unwrap_or_default();
        self.next += 1;
        let mut locals = Vec::new();
        for group in body.get_locals_reader()? {
            let (count, ty) = group?;
            scratch += count;
            locals.push((count, self.val_type(ty)?));
        }
        let operators = body.get_operators_reader()?.into_iter();
        let operators = operators.collect::<wasmparser::Result<Vec<_>>>()?;
        let mut instructions = Vec::with_capacity(operators.len());
        let mut swaps = false;
        let mut rest = operators.as_slice();
        while let [first, after @ ..] = rest {
            rest = match (first, after) {
                // x a b · +  The product was on top: x has to move there.
                (Operator::F32x4Mul, [Operator::F32x4Add, rest @ ..]) => {
                    swaps = true;
                    instructions.extend([
                        Instruction::LocalSet(scratch),
                        Instruction::LocalSet(scratch + 1),
                        Instruction::LocalSet(scratch + 2),
                        Instruction::LocalGet(scratch + 1),
                        Instruction::LocalGet(scratch),
                        Instruction::LocalGet(scratch + 2),
                        Instruction::F32x4RelaxedMadd,
                    ]);
                    rest
                }
                // a b · x +  with x a local,
                (
                    Operator::F32x4Mul,
                    [x @ Operator::LocalGet { .. }, Operator::F32x4Add, rest @ ..],
                ) => {
                    instructions.push(self.instruction(x.clone())?);
                    instructions.push(Instruction::F32x4RelaxedMadd);
                    rest
                }
                // or in memory.
                (
                    Operator::F32x4Mul,
                    [
                        at @ Operator::LocalGet { .. },
                        x @ Operator::V128Load { .. },
                        Operator::F32x4Add,
                        rest @ ..,
                    ],
                ) => {
                    instructions.push(self.instruction(at.clone())?);
                    instructions.push(self.instruction(x.clone())?);
                    instructions.push(Instruction::F32x4RelaxedMadd);
                    rest
                }
                _ => {
                    instructions.push(self.instruction(first.clone())?);
                    after
                }
            };
        }
        if swaps {
            locals.push((3, ValType::V128));
        }
        let mut function = Function::new(locals);
        for instruction in &instructions {
            function.instruction(instruction);
        }
        code.function(&function);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{FunctionSection, TypeSection};

    /// `(param v128 v128 v128) (result v128)` with these instructions.
    fn module(instructions: &[Instruction<'_>]) -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([ValType::V128; 3], [ValType::V128]);
        let mut functions = FunctionSection::new();
        functions.function(0);
        let mut function = Function::new([]);
        for instruction in instructions {
            function.instruction(instruction);
        }
        function.instruction(&Instruction::End);
        let mut code = CodeSection::new();
        code.function(&function);
        let mut module = Module::new();
        module.section(&types).section(&functions).section(&code);
        module.finish()
    }

    fn fused(wasm: &[u8]) -> usize {
        let mut validator = wasmparser::Validator::new();
        validator.validate_all(wasm).expect("a valid module");
        let mut count = 0;
        for payload in Parser::new(0).parse_all(wasm) {
            if let Payload::CodeSectionEntry(body) = payload.expect("a payload") {
                let operators = body.get_operators_reader().expect("operators").into_iter();
                count += operators
                    .filter(|op| matches!(op, Ok(Operator::F32x4RelaxedMadd)))
                    .count();
            }
        }
        count
    }

    #[test]
    fn a_sum_with_a_product_on_either_side_is_fused() {
        use Instruction::{F32x4Add, F32x4Mul, F32x4Sub, LocalGet};
        let right = [LocalGet(0), LocalGet(1), LocalGet(2), F32x4Mul, F32x4Add];
        let left = [LocalGet(0), LocalGet(1), F32x4Mul, LocalGet(2), F32x4Add];
        let difference = [LocalGet(0), LocalGet(1), LocalGet(2), F32x4Mul, F32x4Sub];
        let count = |instructions: &[Instruction<'_>]| {
            fused(&relax(&module(instructions)).expect("a relaxed module"))
        };
        assert_eq!((count(&right), count(&left), count(&difference)), (1, 1, 0));
    }

    #[test]
    fn what_is_no_module_is_refused() {
        assert!(relax(b"no wasm").is_err());
    }
}

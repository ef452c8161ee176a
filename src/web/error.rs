//! Errors as JavaScript sees them: an `Error` with a stable `code`.

use wasm_bindgen::{JsError, JsValue};

use gantry::error::GantryError;

/// The shell's result.
pub type JsResult<T> = Result<T, LabError>;

/// An error on its way to JavaScript.
#[derive(Debug)]
pub struct LabError {
    code: &'static str,
    message: String,
}

impl LabError {
    /// An argument that is not of its type.
    pub fn undecodable(problem: impl ToString) -> Self {
        Self {
            code: "argument",
            message: problem.to_string(),
        }
    }
}

impl From<GantryError> for LabError {
    fn from(error: GantryError) -> Self {
        Self {
            code: error.code(),
            message: error.to_string(),
        }
    }
}

impl From<LabError> for JsValue {
    fn from(error: LabError) -> Self {
        let value = JsValue::from(JsError::new(&error.message));
        // Setting a property of a fresh, extensible object cannot fail.
        let _ = js_sys::Reflect::set(&value, &"code".into(), &error.code.into());
        value
    }
}

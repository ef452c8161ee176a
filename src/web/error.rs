//! Errors as JavaScript sees them: an `Error` with a stable `code`, and `params` from which a page words it anew.

use wasm_bindgen::{JsError, JsValue};

use gantry::error::{GantryError, Param, Params};

/// The shell's result.
pub type JsResult<T> = Result<T, LabError>;

/// An error on its way to JavaScript.
#[derive(Debug)]
pub struct LabError {
    code: &'static str,
    message: String,
    params: Params,
}

impl LabError {
    /// An argument that is not of its type.
    pub fn undecodable(problem: impl ToString) -> Self {
        Self {
            code: "argument",
            message: problem.to_string(),
            params: Params::default(),
        }
    }
}

impl From<GantryError> for LabError {
    fn from(error: GantryError) -> Self {
        Self {
            code: error.code(),
            message: error.to_string(),
            params: error.params(),
        }
    }
}

impl From<LabError> for JsValue {
    fn from(error: LabError) -> Self {
        let value = JsValue::from(JsError::new(&error.message));
        let params = js_sys::Object::new();
        for (name, param) in error.params.iter() {
            let param = match param {
                Param::Number(number) => JsValue::from(*number),
                Param::Text(text) => JsValue::from(text),
            };
            set(&params, name, &param);
        }
        set(&value, "code", &error.code.into());
        set(&value, "params", &params);
        value
    }
}

fn set(object: &JsValue, name: &str, value: &JsValue) {
    // Setting a property of a fresh, extensible object cannot fail.
    let _ = js_sys::Reflect::set(object, &name.into(), value);
}

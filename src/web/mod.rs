//! The browser shell: decodes what JavaScript says, calls the core, encodes what it answers. No logic.

mod device;
mod error;
mod lab;

use wasm_bindgen::prelude::wasm_bindgen;

use crate::options::{Changes, Settings};
use crate::protocol::Registry;
use error::JsResult;

pub use lab::Lab;

/// Panics are written to the console with a stack.
#[wasm_bindgen(start)]
fn start() {
    console_error_panic_hook::set_once();
}

/// The variants and options of this build.
///
/// # Errors
/// When a variant's defaults do not pass their own check.
#[wasm_bindgen]
pub fn registry() -> JsResult<Registry> {
    Ok(Registry::new()?)
}

/// Full settings from those that differ from the defaults.
///
/// # Errors
/// `unknown_option` or `option_value`.
#[wasm_bindgen(unchecked_return_type = "Settings")]
pub fn resolve(
    #[wasm_bindgen(unchecked_param_type = "Settings")] settings: wasm_bindgen::JsValue,
) -> JsResult<wasm_bindgen::JsValue> {
    lab::encode_settings(&Settings::resolve(&decode_changes(settings)?)?)
}

/// Settings as JavaScript gives them.
fn decode_changes(settings: wasm_bindgen::JsValue) -> JsResult<Changes> {
    serde_wasm_bindgen::from_value(settings).map_err(error::LabError::undecodable)
}

#[wasm_bindgen(typescript_custom_section)]
const SETTINGS_TYPE: &str = "
/** Option key → value; a missing key takes its default. */
export type Settings = Record<string, Value>;
";

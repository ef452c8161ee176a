//! The browser shell: decodes what JavaScript says, calls the core, encodes what it answers. No logic.
#![cfg(target_arch = "wasm32")]

mod device;
mod error;
mod lab;
#[cfg(feature = "flex")]
mod team;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_wasm_bindgen::Serializer;
use tsify::{Ts, Tsify};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use error::{JsResult, LabError};
use gantry::options::Settings;
use gantry::protocol::Registry;

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
pub fn registry() -> JsResult<Ts<Registry>> {
    encode(&Registry::new()?)
}

/// Full settings from those that differ from the defaults.
///
/// # Errors
/// `unknown_option` or `option_value`.
#[wasm_bindgen(unchecked_return_type = "Settings")]
pub fn resolve(
    #[wasm_bindgen(unchecked_param_type = "Settings")] settings: JsValue,
) -> JsResult<JsValue> {
    encode_value(Settings::resolve(&decode(settings)?)?.values())
}

fn decode<T: DeserializeOwned>(value: JsValue) -> JsResult<T> {
    serde_wasm_bindgen::from_value(value).map_err(LabError::undecodable)
}

fn encode<T: Serialize + Tsify>(value: &T) -> JsResult<Ts<T>> {
    encode_value(value).map(Ts::new_unchecked)
}

/// Maps become plain objects, and what is missing becomes null.
fn encode_value(value: &impl Serialize) -> JsResult<JsValue> {
    value
        .serialize(&Serializer::json_compatible())
        .map_err(LabError::undecodable)
}

#[wasm_bindgen(typescript_custom_section)]
const SETTINGS_TYPE: &str = "
/** Option key → value; a missing key takes its default. */
export type Settings = Record<string, Value>;
";

//! What an option is: key, kind, range, default.

use serde::{Deserialize, Serialize};

use crate::error::{Expected, GantryError, Result};

/// The value of an option. Numbers from JavaScript arrive as floats even where an integer is meant.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(all(feature = "web", target_arch = "wasm32"), derive(tsify::Tsify))]
#[serde(untagged)]
pub enum Value {
    /// Yes or no.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A number.
    Float(f64),
    /// One of the option's choices.
    Text(String),
}

impl std::fmt::Display for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Bool(v) => write!(f, "{v}"),
            Self::Int(v) => write!(f, "{v}"),
            Self::Float(v) => write!(f, "{v}"),
            Self::Text(v) => write!(f, "{v}"),
        }
    }
}

/// How a slider should be scaled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(all(feature = "web", target_arch = "wasm32"), derive(tsify::Tsify))]
#[serde(rename_all = "lowercase")]
pub enum Scale {
    /// Equal steps.
    Linear,
    /// Equal ratios.
    Log,
}

/// The kind of an option, with its range.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(all(feature = "web", target_arch = "wasm32"), derive(tsify::Tsify))]
#[serde(tag = "type", rename_all = "lowercase")]
pub enum Kind {
    /// A whole number in `min..=max`.
    Int {
        /// Smallest value.
        min: i64,
        /// Largest value.
        max: i64,
    },
    /// A number in `min..=max`.
    Float {
        /// Smallest value.
        min: f64,
        /// Largest value.
        max: f64,
        /// How a slider should be scaled.
        scale: Scale,
    },
    /// One of these identifiers.
    Choice {
        /// The identifiers.
        choices: &'static [&'static str],
    },
    /// Yes or no.
    Bool,
}

/// Where an option stands in the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(all(feature = "web", target_arch = "wasm32"), derive(tsify::Tsify))]
#[serde(rename_all = "lowercase")]
pub enum Group {
    /// What is run: variant, seed, device, length.
    Run,
    /// The networks and their latent space.
    Networks,
    /// What the players minimise.
    Objective,
    /// How they minimise it.
    Optimisation,
    /// Tricks that combine with any variant.
    Techniques,
}

/// The default of an option, as a constant.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Default {
    /// A whole number.
    Int(i64),
    /// A number.
    Float(f64),
    /// One of the choices.
    Text(&'static str),
    /// Yes or no.
    Bool(bool),
}

impl From<Default> for Value {
    fn from(default: Default) -> Self {
        match default {
            Default::Int(v) => Self::Int(v),
            Default::Float(v) => Self::Float(v),
            Default::Text(v) => Self::Text(v.to_owned()),
            Default::Bool(v) => Self::Bool(v),
        }
    }
}

/// One row of the table of options. Label and help stand in the catalogue under `option.<key>`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OptionSpec {
    /// Identifier in URLs, attributes and flags.
    pub key: &'static str,
    /// Kind and range.
    pub kind: Kind,
    /// The default where the variant has no other.
    pub default: Default,
    /// Unit, where it has one: a key of the catalogue, `unit.<unit>`.
    pub unit: Option<&'static str>,
    /// Where it stands in the page.
    pub group: Group,
    /// Whether it may change while training.
    pub live: bool,
    /// When it has an effect; always, if absent.
    pub when: Option<When>,
}

/// An option has an effect only while another one has one of these values.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(all(feature = "web", target_arch = "wasm32"), derive(tsify::Tsify))]
pub struct When {
    /// The other option.
    pub key: &'static str,
    /// The values.
    pub any_of: &'static [&'static str],
}

impl OptionSpec {
    /// Checks `value` and gives it the option's type (`0.5` for a choice is refused, `7.0` for a whole number is 7).
    ///
    /// # Errors
    /// [`GantryError::OptionValue`], naming the range or the choices.
    pub fn check(&self, value: &Value) -> Result<Value> {
        let refuse = |expected| {
            Err(GantryError::OptionValue {
                key: self.key.to_owned(),
                value: value.to_string(),
                expected,
            })
        };
        match self.kind {
            Kind::Int { min, max } => {
                let number = match value {
                    Value::Int(v) => Some(*v),
                    Value::Float(v) if v.fract() == 0.0 && v.abs() < 9e15 => Some(*v as i64),
                    Value::Text(text) => text.parse().ok(),
                    _ => None,
                };
                match number {
                    Some(v) if (min..=max).contains(&v) => Ok(Value::Int(v)),
                    _ => refuse(Expected::Whole { min, max }),
                }
            }
            Kind::Float { min, max, .. } => {
                let number = match value {
                    Value::Int(v) => Some(*v as f64),
                    Value::Float(v) => Some(*v),
                    Value::Text(text) => text.parse().ok(),
                    Value::Bool(_) => None,
                };
                match number {
                    Some(v) if (min..=max).contains(&v) => Ok(Value::Float(v)),
                    _ => refuse(Expected::Number { min, max }),
                }
            }
            Kind::Choice { choices } => match value {
                Value::Text(text) if choices.contains(&text.as_str()) => Ok(value.clone()),
                _ => refuse(Expected::one_of(choices)),
            },
            Kind::Bool => match value {
                Value::Bool(_) => Ok(value.clone()),
                Value::Text(text) if text == "true" => Ok(Value::Bool(true)),
                Value::Text(text) if text == "false" => Ok(Value::Bool(false)),
                _ => refuse(Expected::Switch),
            },
        }
    }
}

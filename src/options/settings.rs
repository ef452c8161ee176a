//! The settings of one run: a value for every option.

use std::collections::BTreeMap;

use super::spec::{OptionSpec, Value};
use super::{conflicts, table};
use crate::error::{GantryError, Result};
use crate::variants;

/// A value for every option of the table, checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings(BTreeMap<&'static str, Value>);

/// Settings as they arrive from a URL, a flag or a message: only what differs from the defaults.
pub type Changes = BTreeMap<String, Value>;

impl Settings {
    /// The table's defaults ← the variant's defaults ← `changes`.
    ///
    /// # Errors
    /// [`GantryError::UnknownOption`], [`GantryError::OptionValue`], [`GantryError::Conflict`].
    pub fn resolve(changes: &Changes) -> Result<Self> {
        let mut settings = Self(
            table::OPTIONS
                .iter()
                .map(|spec| (spec.key, Value::from(spec.default)))
                .collect(),
        );
        if let Some(variant) = changes.get(table::VARIANT.key) {
            settings.put(table::VARIANT.key, variant)?;
        }
        let variant = variants::find(settings.choice(&table::VARIANT))?;
        for (spec, value) in variant.own_defaults() {
            settings.put(spec.key, &Value::from(value))?;
        }
        for (key, value) in changes {
            settings.put(key, value)?;
        }
        conflicts::check(&settings)?;
        Ok(settings)
    }

    /// Changes one option of a running training.
    ///
    /// # Errors
    /// As [`Settings::resolve`], and [`GantryError::OptionNotLive`]; on error nothing has changed.
    pub fn set_live(&mut self, key: &str, value: &Value) -> Result<()> {
        if table::find(key).is_some_and(|spec| !spec.live) {
            return Err(GantryError::OptionNotLive {
                key: key.to_owned(),
            });
        }
        let mut changed = self.clone();
        changed.put(key, value)?;
        conflicts::check(&changed)?;
        *self = changed;
        Ok(())
    }

    /// Every key with its value.
    pub fn values(&self) -> &BTreeMap<&'static str, Value> {
        &self.0
    }

    /// The same settings as changes, to be resolved again.
    pub fn to_changes(&self) -> Changes {
        self.0
            .iter()
            .map(|(key, value)| ((*key).to_owned(), value.clone()))
            .collect()
    }

    /// The value of a numeric option.
    pub fn float(&self, spec: &OptionSpec) -> f64 {
        match self.get(spec) {
            Value::Float(v) => v,
            Value::Int(v) => v as f64,
            Value::Bool(v) => f64::from(u8::from(v)),
            Value::Text(_) => f64::NAN,
        }
    }

    /// The value of a whole-number option; all of them are non-negative.
    pub fn int(&self, spec: &OptionSpec) -> usize {
        self.float(spec) as usize
    }

    /// Whether a switch is on.
    pub fn bool(&self, spec: &OptionSpec) -> bool {
        self.get(spec) == Value::Bool(true)
    }

    /// The value of a choice.
    pub fn choice(&self, spec: &OptionSpec) -> &str {
        match self.0.get(spec.key) {
            Some(Value::Text(text)) => text,
            _ => "",
        }
    }

    pub(super) fn get(&self, spec: &OptionSpec) -> Value {
        self.0
            .get(spec.key)
            .cloned()
            .unwrap_or_else(|| spec.default.into())
    }

    fn put(&mut self, key: &str, value: &Value) -> Result<()> {
        let spec = table::find(key).ok_or_else(|| GantryError::UnknownOption {
            key: key.to_owned(),
            known: table::OPTIONS
                .iter()
                .map(|spec| spec.key)
                .collect::<Vec<_>>()
                .join(", "),
        })?;
        self.0.insert(spec.key, spec.check(value)?);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changes(pairs: &[(&str, Value)]) -> Changes {
        pairs
            .iter()
            .map(|(k, v)| ((*k).to_owned(), v.clone()))
            .collect()
    }

    #[test]
    fn every_default_passes_its_own_check() {
        for spec in table::OPTIONS {
            let value = Value::from(spec.default);
            assert_eq!(spec.check(&value).unwrap(), value, "{}", spec.key);
        }
    }

    #[test]
    fn keys_are_unique_and_found() {
        for (i, spec) in table::OPTIONS.iter().enumerate() {
            assert!(
                table::OPTIONS[..i]
                    .iter()
                    .all(|other| other.key != spec.key)
            );
            assert_eq!(table::find(spec.key), Some(*spec));
        }
    }

    #[test]
    fn later_layers_win() {
        let settings = Settings::resolve(&changes(&[
            ("variant", Value::Text("dcgan".into())),
            ("lr_d", Value::Text("0.001".into())),
            ("batch_size", Value::Float(32.0)),
        ]))
        .unwrap();
        assert_eq!(settings.choice(&table::ARCHITECTURE), "dcgan");
        assert_eq!(settings.float(&table::LR_D), 0.001);
        assert_eq!(settings.int(&table::BATCH_SIZE), 32);
        assert_eq!(Settings::resolve(&settings.to_changes()).unwrap(), settings);
    }

    #[test]
    fn bad_values_say_what_is_accepted() {
        let message =
            |key: &str, value: Value| Settings::resolve(&changes(&[(key, value)])).unwrap_err();
        let error = message("batch_size", Value::Int(1));
        assert_eq!(error.code(), "option_value");
        assert!(error.to_string().contains("from 2 to 512"), "{error}");
        let error = message("variant", Value::Text("gna".into()));
        assert!(error.to_string().contains("dcgan"), "{error}");
        assert_eq!(message("bach_size", Value::Int(1)).code(), "unknown_option");
        assert_eq!(
            message("lr_d", Value::Float(f64::NAN)).code(),
            "option_value"
        );
        assert_eq!(message("seed", Value::Float(1.5)).code(), "option_value");
    }

    #[test]
    fn only_live_options_change_in_flight() {
        let mut settings = Settings::resolve(&Changes::new()).unwrap();
        let before = settings.clone();
        assert_eq!(
            settings
                .set_live("latent_size", &Value::Int(10))
                .unwrap_err()
                .code(),
            "option_not_live"
        );
        assert!(settings.set_live("lr_d", &Value::Float(-1.0)).is_err());
        assert_eq!(settings, before);
        settings.set_live("lr_d", &Value::Float(0.01)).unwrap();
        assert_eq!(settings.float(&table::LR_D), 0.01);
    }
}

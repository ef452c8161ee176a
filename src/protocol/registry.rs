//! The registry and the table of options, as data.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::options::conflicts::{CONFLICTS, Conflict};
use crate::options::{Changes, Group, Kind, Settings, Value, When, table};
use crate::variants::{Equations, Exam, Paper, VARIANTS, View};

/// Everything that can be chosen.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(all(feature = "web", target_arch = "wasm32"), derive(tsify::Tsify))]
pub struct Registry {
    /// The GANs.
    pub variants: Vec<VariantEntry>,
    /// The options, in the order in which they are shown.
    pub options: Vec<OptionEntry>,
    /// Combinations that are refused.
    pub conflicts: &'static [Conflict],
    /// The version of Gantry.
    pub version: &'static str,
}

/// One GAN.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(
    all(feature = "web", target_arch = "wasm32"),
    derive(tsify::Tsify),
    tsify(hashmap_as_object, missing_as_null)
)]
pub struct VariantEntry {
    /// Identifier.
    pub id: &'static str,
    /// Where it comes from.
    pub papers: &'static [Paper],
    /// What the players minimise with its defaults.
    pub equations: Equations,
    /// What it shows beside its samples.
    pub view: Option<View>,
    /// What its discriminator is asked while it trains.
    pub exam: Option<Exam>,
    /// Whether it learns from labels.
    pub needs_labels: bool,
    /// The options that it leaves at its defaults, each with the reason: a key of the catalogue, `conflict.<reason>`.
    pub fixed: BTreeMap<&'static str, &'static str>,
    /// Full settings with its defaults.
    pub defaults: BTreeMap<&'static str, Value>,
}

/// One option.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(
    all(feature = "web", target_arch = "wasm32"),
    derive(tsify::Tsify),
    tsify(missing_as_null)
)]
pub struct OptionEntry {
    /// Identifier.
    pub key: &'static str,
    /// Where it stands in the page.
    pub group: Group,
    /// Whether it may change while training.
    pub live: bool,
    /// Unit, where it has one: a key of the catalogue, `unit.<unit>`.
    pub unit: Option<&'static str>,
    /// The default where the variant has no other.
    pub default: Value,
    /// Kind and range.
    pub kind: Kind,
    /// When it has an effect; always, if absent.
    pub when: Option<When>,
}

impl Registry {
    /// The registry of this build.
    ///
    /// # Errors
    /// When a variant's defaults do not pass their own check.
    pub fn new() -> crate::Result<Self> {
        let options = table::OPTIONS
            .iter()
            .map(|spec| OptionEntry {
                key: spec.key,
                group: spec.group,
                live: spec.live,
                unit: spec.unit,
                default: spec.default.into(),
                kind: spec.kind,
                when: spec.when,
            })
            .collect();
        let variants = VARIANTS
            .iter()
            .map(|variant| {
                let id = Value::Text(variant.id.to_owned());
                let settings =
                    Settings::resolve(&Changes::from([(table::VARIANT.key.to_owned(), id)]))?;
                Ok(VariantEntry {
                    id: variant.id,
                    papers: variant.papers,
                    equations: Equations::of(&settings)?,
                    view: variant.view,
                    exam: variant.exam,
                    needs_labels: variant.needs_labels,
                    fixed: variant
                        .fixed()
                        .map(|(spec, reason)| (spec.key, reason))
                        .collect(),
                    defaults: settings.values().clone(),
                })
            })
            .collect::<crate::Result<_>>()?;
        Ok(Self {
            variants,
            options,
            conflicts: CONFLICTS,
            version: env!("CARGO_PKG_VERSION"),
        })
    }
}

//! Combinations that make no sense, each with a reason that stands in the catalogue under `conflict.<reason>`.

use serde::Serialize;

use super::spec::{OptionSpec, Value};
use super::{Settings, table};
use crate::data::Source;
use crate::error::{GantryError, Result};
use crate::nets::layers::KERNEL_SIZE;
use crate::variants;

/// Which values of an option.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(all(feature = "web", target_arch = "wasm32"), derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Test {
    /// One of these choices.
    Is(&'static [&'static str]),
    /// None of these choices.
    IsNot(&'static [&'static str]),
    /// A switch that is on, or a number above 0.
    On,
    /// A number below this.
    Below(f64),
}

impl Test {
    fn holds(self, value: &Value) -> bool {
        match (self, value) {
            (Self::Is(choices), Value::Text(text)) => choices.contains(&text.as_str()),
            (Self::IsNot(choices), Value::Text(text)) => !choices.contains(&text.as_str()),
            (Self::On, Value::Bool(on)) => *on,
            (Self::On, Value::Int(v)) => *v > 0,
            (Self::On, Value::Float(v)) => *v > 0.0,
            (Self::Below(limit), Value::Float(v)) => *v < limit,
            (Self::Below(limit), Value::Int(v)) => (*v as f64) < limit,
            _ => false,
        }
    }
}

/// While `while_key` has such a value, `key` may not have such a one.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(all(feature = "web", target_arch = "wasm32"), derive(tsify::Tsify))]
pub struct Conflict {
    /// Why: a key of the catalogue, `conflict.<reason>`.
    pub reason: &'static str,
    /// The option that decides.
    pub while_key: &'static str,
    /// Its values.
    pub while_test: Test,
    /// The option that is refused.
    pub key: &'static str,
    /// Its values.
    pub refused: Test,
}

const fn conflict(
    reason: &'static str,
    decides: (&OptionSpec, Test),
    refused: (&OptionSpec, Test),
) -> Conflict {
    Conflict {
        reason,
        while_key: decides.0.key,
        while_test: decides.1,
        key: refused.0.key,
        refused: refused.1,
    }
}

const PENALTY: Test = Test::Is(&["gradient_penalty", "r1", "dragan"]);
const PENALTY_REASON: &str = "penalty_needs_simple_critic";
/// Their discriminator says more than a score.
const CLASSIFIERS: Test = Test::Is(&["acgan", "infogan", "semi_supervised"]);
/// Most numbers of a minibatch's comparisons by minibatch discrimination: half a gigabyte with what the way back needs.
const COMPARISONS_MAX: usize = 1 << 25;
const SMOOTHABLE: Test = Test::IsNot(&["non_saturating", "minimax", "least_squares"]);
const TOY: Test = Test::Is(&["toy"]);
const NO_BATCH_NORM: Test = Test::Is(&["mlp_small", "mlp_2014", "toy"]);

/// All of them, but for those between a variant and what it fixes.
pub const CONFLICTS: &[Conflict] = &[
    conflict(
        "toy_needs_toy_networks",
        (&table::DATASET, Test::Is(Source::TOYS)),
        (&table::ARCHITECTURE, Test::IsNot(&["toy"])),
    ),
    conflict(
        "images_need_image_networks",
        (&table::DATASET, Test::Is(&["mnist"])),
        (&table::ARCHITECTURE, TOY),
    ),
    conflict(
        PENALTY_REASON,
        (&table::CONSTRAINT, PENALTY),
        (&table::MINIBATCH_DISCRIMINATION, Test::On),
    ),
    conflict(
        PENALTY_REASON,
        (&table::CONSTRAINT, PENALTY),
        (&table::MINIBATCH_STDDEV, Test::On),
    ),
    // They see the score alone, and the classifier would go without.
    conflict(
        "another_game",
        (&table::VARIANT, Test::Is(&["acgan", "infogan"])),
        (&table::CONSTRAINT, PENALTY),
    ),
    conflict(
        "softmax_needs_one_score",
        (&table::VARIANT, CLASSIFIERS),
        (&table::ARCHITECTURE, Test::Is(&["dcgan_softmax"])),
    ),
    conflict(
        "wasserstein_needs_constraint",
        (&table::OBJECTIVE, Test::Is(&["wasserstein"])),
        (&table::CONSTRAINT, Test::Is(&["none"])),
    ),
    conflict(
        "label_smoothing_needs_targets",
        (&table::OBJECTIVE, SMOOTHABLE),
        (&table::REAL_LABEL, Test::Below(1.0)),
    ),
    conflict(
        "virtual_batch_norm_needs_batch_norm",
        (&table::ARCHITECTURE, NO_BATCH_NORM),
        (&table::VIRTUAL_BATCH_NORM, Test::On),
    ),
    conflict(
        "mixture_latent_needs_normal",
        (&table::LATENT_DISTRIBUTION, Test::Is(&["uniform"])),
        (&table::MIXTURE_COMPONENTS, Test::On),
    ),
    conflict(
        "reference_needs_plain_latent",
        (&table::MIXTURE_COMPONENTS, Test::On),
        (&table::VIRTUAL_BATCH_NORM, Test::On),
    ),
];

/// Refuses combinations that make no sense.
///
/// # Errors
/// [`GantryError::Conflict`].
pub fn check(settings: &Settings) -> Result<()> {
    let variant = variants::find(settings.choice(&table::VARIANT))?;
    for (spec, reason) in variant.fixed() {
        let value = settings.get(spec);
        if value != variant.default_of(spec) {
            return Err(GantryError::Conflict {
                key: spec.key,
                value: value.to_string(),
                because: format!("`{}` is `{}`", table::VARIANT.key, variant.id),
                reason,
            });
        }
    }
    let value = |key: &str| settings.values().get(key).cloned();
    for conflict in CONFLICTS {
        if let (Some(decides), Some(refused)) = (value(conflict.while_key), value(conflict.key))
            && conflict.while_test.holds(&decides)
            && conflict.refused.holds(&refused)
        {
            return Err(GantryError::Conflict {
                key: conflict.key,
                value: refused.to_string(),
                because: format!("`{}` is `{decides}`", conflict.while_key),
                reason: conflict.reason,
            });
        }
    }
    check_comparisons(settings)
}

/// Minibatch discrimination compares each pair of a minibatch by each number of each kernel.
fn check_comparisons(settings: &Settings) -> Result<()> {
    let (batch, kernels) = (
        settings.int(&table::BATCH_SIZE),
        settings.int(&table::MINIBATCH_DISCRIMINATION),
    );
    if batch * batch * kernels * KERNEL_SIZE <= COMPARISONS_MAX {
        return Ok(());
    }
    Err(GantryError::Conflict {
        key: table::MINIBATCH_DISCRIMINATION.key,
        value: kernels.to_string(),
        because: format!("`{}` is `{batch}`", table::BATCH_SIZE.key),
        reason: "too_many_comparisons",
    })
}

//! The table itself. Every default, range and unit of Gantry stands here, or in a variant's `defaults`.

use super::spec::{Default, Group, Kind, OptionSpec, Scale, When};
use crate::latent::LatentDistribution;
use crate::nets::Architecture;
use crate::objectives::OBJECTIVE_IDS;
use crate::optim::RuleKind;
use crate::variants::VARIANT_IDS;

const fn int(key: &'static str, group: Group, min: i64, max: i64, default: i64) -> OptionSpec {
    OptionSpec {
        key,
        kind: Kind::Int { min, max },
        default: Default::Int(default),
        unit: None,
        group,
        live: false,
        when: None,
    }
}

const fn float(
    key: &'static str,
    group: Group,
    range: (f64, f64),
    scale: Scale,
    default: f64,
) -> OptionSpec {
    OptionSpec {
        key,
        kind: Kind::Float {
            min: range.0,
            max: range.1,
            scale,
        },
        default: Default::Float(default),
        unit: None,
        group,
        live: false,
        when: None,
    }
}

const fn choice(
    key: &'static str,
    group: Group,
    choices: &'static [&'static str],
    default: &'static str,
) -> OptionSpec {
    OptionSpec {
        key,
        kind: Kind::Choice { choices },
        default: Default::Text(default),
        unit: None,
        group,
        live: false,
        when: None,
    }
}

const fn live(spec: OptionSpec) -> OptionSpec {
    OptionSpec { live: true, ..spec }
}

const fn unit(spec: OptionSpec, unit: &'static str) -> OptionSpec {
    OptionSpec {
        unit: Some(unit),
        ..spec
    }
}

const fn when(spec: OptionSpec, key: &'static str, any_of: &'static [&'static str]) -> OptionSpec {
    OptionSpec {
        when: Some(When { key, any_of }),
        ..spec
    }
}

use Group::{Networks, Objective, Optimisation, Run, Techniques};
use Scale::{Linear, Log};

/// Which GAN of the registry.
pub const VARIANT: OptionSpec = choice("variant", Run, VARIANT_IDS, "mlp");
/// Seed of the host generator; a seed is a run.
pub const SEED: OptionSpec = int("seed", Run, 0, u32::MAX as i64, 7);
/// Where the tensors live.
pub const DEVICE: OptionSpec = choice("device", Run, &["auto", "webgpu", "cpu"], "auto");
/// Iterations after which a run stops by itself; 0 goes on for ever.
pub const STEPS: OptionSpec = live(unit(int("steps", Run, 0, 10_000_000, 0), "iterations"));

/// Generator and discriminator.
pub const ARCHITECTURE: OptionSpec = choice("architecture", Networks, Architecture::IDS, "mlp");
/// Length of z.
pub const LATENT_SIZE: OptionSpec = unit(int("latent_size", Networks, 1, 512, 100), "numbers");
/// What z is drawn from.
pub const LATENT_DISTRIBUTION: OptionSpec = choice(
    "latent_distribution",
    Networks,
    LatentDistribution::IDS,
    "normal",
);
/// Share of the inputs that dropout hides from a 2014 discriminator.
pub const DROPOUT_INPUT: OptionSpec = when(
    live(float("dropout_input", Networks, (0.0, 0.9), Linear, 0.2)),
    "architecture",
    &["mlp_2014"],
);
/// Share of the hidden units that dropout hides in a 2014 discriminator.
pub const DROPOUT_HIDDEN: OptionSpec = when(
    live(float("dropout_hidden", Networks, (0.0, 0.9), Linear, 0.5)),
    "architecture",
    &["mlp_2014"],
);

/// The pair of losses.
pub const OBJECTIVE: OptionSpec = live(choice(
    "objective",
    Objective,
    OBJECTIVE_IDS,
    "non_saturating",
));
/// D steps per G step (k of Algorithm 1).
pub const D_STEPS: OptionSpec = live(unit(int("d_steps", Objective, 1, 20, 1), "D steps"));

/// The update rule.
pub const OPTIMIZER: OptionSpec = choice("optimizer", Optimisation, RuleKind::IDS, "adam");
/// Learning rate of the discriminator.
pub const LR_D: OptionSpec = live(float("lr_d", Optimisation, (1e-6, 1.0), Log, 2e-4));
/// Learning rate of the generator.
pub const LR_G: OptionSpec = live(float("lr_g", Optimisation, (1e-6, 1.0), Log, 2e-4));
/// Adam's decay of the first moment.
pub const BETA1: OptionSpec = when(
    live(float("beta1", Optimisation, (0.0, 0.999), Linear, 0.5)),
    "optimizer",
    &["adam"],
);
/// Adam's decay of the second moment.
pub const BETA2: OptionSpec = when(
    live(float("beta2", Optimisation, (0.0, 0.9999), Linear, 0.999)),
    "optimizer",
    &["adam"],
);
/// Momentum of SGD.
pub const MOMENTUM: OptionSpec = when(
    live(float("momentum", Optimisation, (0.0, 0.999), Linear, 0.9)),
    "optimizer",
    &["sgd"],
);
/// RMSProp's decay of the squared gradient.
pub const RMS_DECAY: OptionSpec = when(
    live(float(
        "rms_decay",
        Optimisation,
        (0.0, 0.9999),
        Linear,
        0.99,
    )),
    "optimizer",
    &["rmsprop"],
);
/// Images per minibatch (m of Algorithm 1).
pub const BATCH_SIZE: OptionSpec = unit(int("batch_size", Optimisation, 2, 512, 64), "images");

/// Decay of the moving average of the generator's weights; 0 is off.
pub const EMA_DECAY: OptionSpec = live(float("ema_decay", Techniques, (0.0, 0.9999), Linear, 0.0));

/// All options, in the order in which they are shown.
pub const OPTIONS: &[&OptionSpec] = &[
    &VARIANT,
    &SEED,
    &DEVICE,
    &STEPS,
    &ARCHITECTURE,
    &LATENT_SIZE,
    &LATENT_DISTRIBUTION,
    &DROPOUT_INPUT,
    &DROPOUT_HIDDEN,
    &OBJECTIVE,
    &D_STEPS,
    &OPTIMIZER,
    &LR_D,
    &LR_G,
    &BETA1,
    &BETA2,
    &MOMENTUM,
    &RMS_DECAY,
    &BATCH_SIZE,
    &EMA_DECAY,
];

/// The option with this key.
pub fn find(key: &str) -> Option<&'static OptionSpec> {
    OPTIONS.iter().copied().find(|spec| spec.key == key)
}

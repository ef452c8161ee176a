//! The table itself. Every default, range and unit of Gantry stands here, or in a variant's `defaults`.

use super::spec::{Default, Group, Kind, OptionSpec, Scale, When};
use crate::data::Source;
use crate::latent::LatentDistribution;
use crate::nets::Architecture;
use crate::objectives::OBJECTIVE_IDS;
use crate::optim::RuleKind;
use crate::penalties::Constraint;
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

const fn switch(key: &'static str, group: Group) -> OptionSpec {
    OptionSpec {
        key,
        kind: Kind::Bool,
        default: Default::Bool(false),
        unit: None,
        group,
        live: false,
        when: None,
    }
}

const fn live(spec: OptionSpec) -> OptionSpec {
    OptionSpec { live: true, ..spec }
}

const fn of_variant(spec: OptionSpec, variants: &'static [&'static str]) -> OptionSpec {
    when(spec, "variant", variants)
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
/// Where the real samples come from.
pub const DATASET: OptionSpec = choice("dataset", Run, Source::IDS, "mnist");
/// θ of the segments.
pub const SEGMENT_OFFSET: OptionSpec = when(
    live(float("segment_offset", Run, (-2.0, 2.0), Linear, 1.0)),
    "dataset",
    &["segments"],
);
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

/// Share of the inputs that dropout hides from the discriminator (1207.0580).
pub const DROPOUT_INPUT: OptionSpec =
    live(float("dropout_input", Networks, (0.0, 0.9), Linear, 0.0));
/// Share of the hidden units that dropout hides in the discriminator.
pub const DROPOUT_HIDDEN: OptionSpec =
    live(float("dropout_hidden", Networks, (0.0, 0.9), Linear, 0.0));

/// The pair of losses.
pub const OBJECTIVE: OptionSpec = live(choice(
    "objective",
    Objective,
    OBJECTIVE_IDS,
    "non_saturating",
));
/// The generator raises g(a_f) instead of f*(g(a_f)) (1606.00709 §3.2).
pub const F_GAN_TRICK: OptionSpec = when(
    live(switch("f_gan_trick", Objective)),
    "objective",
    &[
        "f_gan_kl",
        "f_gan_reverse_kl",
        "f_gan_pearson_chi_squared",
        "f_gan_squared_hellinger",
        "f_gan_jensen_shannon",
        "f_gan_gan",
        "f_gan_total_variation",
    ],
);
/// What bounds the discriminator's slope.
pub const CONSTRAINT: OptionSpec = choice("constraint", Objective, Constraint::IDS, "none");
/// c: every weight of D is clamped to ±c.
pub const CLIP: OptionSpec = when(
    live(float("clip", Objective, (1e-3, 1.0), Log, 0.01)),
    "constraint",
    &["clip"],
);
/// λ of the gradient penalties, γ of R₁.
pub const PENALTY_WEIGHT: OptionSpec = when(
    live(float(
        "penalty_weight",
        Objective,
        (0.0, 100.0),
        Linear,
        10.0,
    )),
    "constraint",
    &["gradient_penalty", "r1", "dragan"],
);
/// D steps between two R₁ penalties, each of which then counts as many times.
pub const R1_EVERY: OptionSpec = when(
    live(unit(int("r1_every", Objective, 1, 64, 1), "d_steps")),
    "constraint",
    &["r1"],
);
/// Weight of an auxiliary classifier's cross-entropy.
pub const CLASS_WEIGHT: OptionSpec = of_variant(
    live(float("class_weight", Objective, (0.0, 10.0), Linear, 1.0)),
    &["acgan"],
);
/// λ of the categorical code's information.
pub const INFO_WEIGHT: OptionSpec = of_variant(
    live(float("info_weight", Objective, (0.0, 10.0), Linear, 1.0)),
    &["infogan"],
);
/// λ of the continuous codes' information.
pub const INFO_WEIGHT_CONTINUOUS: OptionSpec = of_variant(
    live(float(
        "info_weight_continuous",
        Objective,
        (0.0, 10.0),
        Linear,
        0.1,
    )),
    &["infogan"],
);
/// γ of BEGAN: diversity.
pub const BEGAN_GAMMA: OptionSpec = of_variant(
    live(float("began_gamma", Objective, (0.0, 1.0), Linear, 0.5)),
    &["began"],
);
/// λ of BEGAN: step size of k.
pub const BEGAN_LAMBDA: OptionSpec = of_variant(
    live(float("began_lambda", Objective, (1e-5, 0.1), Log, 1e-3)),
    &["began"],
);
/// Weight of a reconstruction's or translation's error.
pub const RECONSTRUCTION_WEIGHT: OptionSpec = of_variant(
    live(float(
        "reconstruction_weight",
        Objective,
        (0.0, 1000.0),
        Linear,
        1.0,
    )),
    &[
        "aae", "vaegan", "alphagan", "superres", "pix2pix", "cyclegan",
    ],
);
/// Weight of fooling the discriminator, beside other terms.
pub const ADVERSARIAL_WEIGHT: OptionSpec = of_variant(
    live(float(
        "adversarial_weight",
        Objective,
        (0.0, 100.0),
        Linear,
        1.0,
    )),
    &[
        "aae",
        "vaegan",
        "alphagan",
        "superres",
        "pix2pix",
        "cyclegan",
        "semi_supervised",
    ],
);
/// β: weight of KL(q(z|x) ‖ p(z)).
pub const KL_WEIGHT: OptionSpec = of_variant(
    live(float("kl_weight", Objective, (0.0, 10.0), Linear, 1.0)),
    &["vae", "vaegan", "avb"],
);
/// Labels that the semi-supervised game may see, as many of each class.
pub const LABELLED_IMAGES: OptionSpec = of_variant(
    unit(int("labelled_images", Objective, 10, 10_000, 100), "images"),
    &["semi_supervised"],
);
/// What CycleGAN translates digits to.
pub const DOMAIN: OptionSpec = of_variant(
    choice("domain", Objective, &["inverted", "italic"], "inverted"),
    &["cyclegan"],
);
/// D steps per G step (k of Algorithm 1).
pub const D_STEPS: OptionSpec = live(unit(int("d_steps", Objective, 1, 20, 1), "d_steps"));

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

/// The target for real samples; 0.9 is one-sided label smoothing (1606.03498 §3.4).
pub const REAL_LABEL: OptionSpec = live(float("real_label", Techniques, (0.5, 1.0), Linear, 1.0));
/// Deviation of the noise on everything that D sees, at the start (1610.04490).
pub const INSTANCE_NOISE: OptionSpec =
    live(float("instance_noise", Techniques, (0.0, 2.0), Linear, 0.0));
/// Iterations in which it falls to 0.
pub const INSTANCE_NOISE_STEPS: OptionSpec = live(unit(
    int("instance_noise_steps", Techniques, 1, 1_000_000, 2000),
    "iterations",
));
/// G matches the mean features of D (1606.03498 §3.1).
pub const FEATURE_MATCHING: OptionSpec = live(switch("feature_matching", Techniques));
/// Kernels of minibatch discrimination (1606.03498 §3.2); 0 is off.
pub const MINIBATCH_DISCRIMINATION: OptionSpec = unit(
    int("minibatch_discrimination", Techniques, 0, 256, 0),
    "kernels",
);
/// One feature more in D: the deviation over the minibatch.
pub const MINIBATCH_STDDEV: OptionSpec = switch("minibatch_stddev", Techniques);
/// Weight of ‖θ − mean of past θ‖² (1606.03498 §3.3); 0 is off.
pub const HISTORICAL_AVERAGING: OptionSpec = live(float(
    "historical_averaging",
    Techniques,
    (0.0, 10.0),
    Linear,
    0.0,
));
/// Virtual instead of ordinary batch normalisation in G (1606.03498 §3.5).
pub const VIRTUAL_BATCH_NORM: OptionSpec = switch("virtual_batch_norm", Techniques);
/// Look-ahead steps of D before each step of G (1611.02163); 0 is off.
pub const UNROLL_STEPS: OptionSpec =
    live(unit(int("unroll_steps", Techniques, 0, 10, 0), "d_steps"));
/// Gaussians of the latent mixture (1706.02071); 0 is off.
pub const MIXTURE_COMPONENTS: OptionSpec = unit(
    int("mixture_components", Techniques, 0, 200, 0),
    "components",
);
/// Weight of the mean of (1 − σ)² over the mixture, which keeps its components wide (1706.02071 §4).
pub const MIXTURE_WIDTH_WEIGHT: OptionSpec = live(float(
    "mixture_width_weight",
    Techniques,
    (0.0, 100.0),
    Linear,
    0.0,
));

/// All options, in the order in which they are shown.
pub const OPTIONS: &[&OptionSpec] = &[
    &VARIANT,
    &DATASET,
    &SEGMENT_OFFSET,
    &SEED,
    &DEVICE,
    &STEPS,
    &ARCHITECTURE,
    &LATENT_SIZE,
    &LATENT_DISTRIBUTION,
    &DROPOUT_INPUT,
    &DROPOUT_HIDDEN,
    &OBJECTIVE,
    &F_GAN_TRICK,
    &CONSTRAINT,
    &CLIP,
    &PENALTY_WEIGHT,
    &R1_EVERY,
    &CLASS_WEIGHT,
    &INFO_WEIGHT,
    &INFO_WEIGHT_CONTINUOUS,
    &BEGAN_GAMMA,
    &BEGAN_LAMBDA,
    &RECONSTRUCTION_WEIGHT,
    &ADVERSARIAL_WEIGHT,
    &KL_WEIGHT,
    &LABELLED_IMAGES,
    &DOMAIN,
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
    &REAL_LABEL,
    &INSTANCE_NOISE,
    &INSTANCE_NOISE_STEPS,
    &FEATURE_MATCHING,
    &MINIBATCH_DISCRIMINATION,
    &MINIBATCH_STDDEV,
    &HISTORICAL_AVERAGING,
    &VIRTUAL_BATCH_NORM,
    &UNROLL_STEPS,
    &MIXTURE_COMPONENTS,
    &MIXTURE_WIDTH_WEIGHT,
];

/// The option with this key.
pub fn find(key: &str) -> Option<&'static OptionSpec> {
    OPTIONS.iter().copied().find(|spec| spec.key == key)
}

//! What an entry of the registry is.

use burn::tensor::Device;
use serde::Serialize;

use super::Game;
use crate::error::Result;
use crate::options::{Default, OptionSpec, Settings, Value, table};
use crate::rng::HostRng;

/// A paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(all(feature = "web", target_arch = "wasm32"), derive(tsify::Tsify))]
pub struct Paper {
    /// arXiv identifier.
    pub arxiv: &'static str,
    /// Title.
    pub title: &'static str,
    /// Authors, shortened.
    pub authors: &'static str,
    /// Year of the first version.
    pub year: u16,
}

/// What a variant shows beside its samples; texts under `view.<id>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(all(feature = "web", target_arch = "wasm32"), derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum View {
    /// One row per class, and one class chosen.
    Classes,
    /// One row per category, with sliders for two continuous codes.
    Codes,
    /// Real images, each with its reconstruction.
    Reconstructions,
    /// Each input with its output.
    Translations,
    /// The same images at 7×7, 14×14 and 28×28.
    Pyramid,
    /// Points, over a map of what D believes.
    Scatter,
}

/// What is asked of a variant's discriminator about images that it has not been trained on; texts under `exam.<id>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(all(feature = "web", target_arch = "wasm32"), derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Exam {
    /// Their classes.
    OwnClasses,
    /// Its features, from which a linear classifier tells the classes (1511.06434 §5.1).
    LinearProbe,
}

/// The losses of a variant in LaTeX, where they are not those of its objective. What the objective makes of a raw score
/// `a` is written `R⟨a⟩` of a real sample and `F⟨a⟩` of a fake for the discriminator, `G⟨a⟩` of a fake for the generator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Losses {
    /// What the discriminator minimises; empty where there is none.
    pub d: &'static str,
    /// What the generator (and the encoder) minimises.
    pub g: &'static str,
}

/// One entry of the registry. Its card (title, summary, what to look for, what goes wrong) stands in the
/// catalogue under `variant.<id>`.
#[derive(Clone, Copy, Debug)]
pub struct Variant {
    /// Identifier.
    pub id: &'static str,
    /// Where it comes from.
    pub papers: &'static [Paper],
    /// Where its defaults differ from those that it shares.
    pub defaults: &'static [(&'static OptionSpec, Default)],
    /// Where the defaults of several variants differ from the table's, in the same way.
    pub shared: &'static [(&'static OptionSpec, Default)],
    /// Options that it leaves at its defaults, with the reason (`conflict.<reason>`).
    pub fixed: &'static [Fixed],
    /// Its own losses.
    pub losses: Option<Losses>,
    /// What it shows beside its samples.
    pub view: Option<View>,
    /// What its discriminator is asked while it trains.
    pub exam: Option<Exam>,
    /// Iterations after which its defaults show what it can do; a report trains for as many.
    pub iterations: u32,
    /// Whether it learns from labels.
    pub needs_labels: bool,
    /// Makes its networks.
    pub build: fn(&Settings, &mut HostRng, &Device) -> Result<Box<dyn Game>>,
}

/// Options that a variant fixes, with the reason.
pub type Fixed = (&'static [&'static OptionSpec], &'static str);

/// The data set is MNIST, or the visitor's own images.
pub const IMAGES_ONLY: Fixed = (&[&table::DATASET], "images_only");

/// The networks are the variant's own.
pub const OWN_NETWORKS: Fixed = (
    &[
        &table::ARCHITECTURE,
        &table::DROPOUT_INPUT,
        &table::DROPOUT_HIDDEN,
    ],
    "needs_own_networks",
);

/// The losses are the variant's own.
pub const OWN_LOSSES: Fixed = (
    &[&table::OBJECTIVE, &table::F_GAN_TRICK, &table::REAL_LABEL],
    "fixed_objective",
);

/// The generator starts from images.
pub const NO_LATENT: Fixed = (
    &[&table::LATENT_SIZE, &table::LATENT_DISTRIBUTION],
    "no_latent",
);

/// What only the plain game of one generator against one discriminator of samples does.
pub const NOT_THE_PLAIN_GAME: Fixed = (
    &[
        &table::CONSTRAINT,
        &table::FEATURE_MATCHING,
        &table::MINIBATCH_DISCRIMINATION,
        &table::MINIBATCH_STDDEV,
        &table::VIRTUAL_BATCH_NORM,
        &table::MIXTURE_COMPONENTS,
        &table::MIXTURE_WIDTH_WEIGHT,
    ],
    "another_game",
);

/// No discriminator of the architecture's sees samples as they are, beside others.
pub const NO_PLAIN_DISCRIMINATOR: Fixed = (
    &[
        &table::INSTANCE_NOISE,
        &table::DROPOUT_INPUT,
        &table::DROPOUT_HIDDEN,
    ],
    "another_game",
);

/// The look-ahead is made for one generator against one discriminator.
pub const NO_LOOK_AHEAD: Fixed = (&[&table::UNROLL_STEPS], "unrolling_needs_two_players");

/// There is no discriminator to look ahead with.
pub const NO_DISCRIMINATOR: Fixed = (
    &[&table::UNROLL_STEPS, &table::D_STEPS],
    "unrolling_needs_two_players",
);

impl Variant {
    /// What most entries share.
    pub const BASE: Self = Self {
        id: "",
        papers: &[],
        defaults: &[],
        shared: &[],
        fixed: &[],
        losses: None,
        view: None,
        exam: None,
        iterations: 3000,
        needs_labels: false,
        build: super::adversarial::build,
    };

    /// What the games of the common fully connected networks share: no momentum, and a discriminator that learns twice
    /// as fast as its generator. Without momentum alone, `mlp` scored a Fréchet distance of 6.7 instead of 11.6 after
    /// 600 iterations (seed 1).
    pub const FULLY_CONNECTED: Self = Self {
        shared: &[
            (&table::ARCHITECTURE, Default::Text("mlp")),
            (&table::LR_D, Default::Float(4e-4)),
            (&table::BETA1, Default::Float(0.0)),
            (&table::BETA2, Default::Float(0.99)),
        ],
        ..Self::BASE
    };

    /// Where its defaults differ from the table's; the last of an option counts.
    pub fn own_defaults(&self) -> impl Iterator<Item = (&'static OptionSpec, Default)> {
        self.shared.iter().chain(self.defaults).copied()
    }

    /// The default of an option for this variant.
    pub fn default_of(&self, spec: &OptionSpec) -> Value {
        let own = self.own_defaults();
        let own = own.filter(|(known, _)| known.key == spec.key).last();
        own.map_or(spec.default, |(_, value)| value).into()
    }

    /// The options that it fixes, each with its reason.
    pub fn fixed(&self) -> impl Iterator<Item = (&'static OptionSpec, &'static str)> {
        self.fixed
            .iter()
            .flat_map(|(specs, reason)| specs.iter().map(|spec| (*spec, *reason)))
    }
}

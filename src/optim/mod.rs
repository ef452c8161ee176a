//! Optimisers: one update rule over the list of a player's parameters.

mod adam;
mod ema;
mod host;
mod in_place;
mod optimizer;
mod rmsprop;
mod sgd;

pub use adam::Adam;
pub use ema::Ema;
pub use in_place::{blend, clip};
pub use optimizer::{Moment, Optimizer};
pub use rmsprop::RmsProp;
pub use sgd::Sgd;

use crate::kernels::Step;
use crate::options::{Settings, table};
use crate::variants::Player;

/// An update rule by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleKind {
    /// 1412.6980.
    Adam,
    /// Tieleman and Hinton's lecture.
    RmsProp,
    /// Stochastic gradient descent with momentum.
    Sgd,
}

impl RuleKind {
    /// Identifiers in the table of options.
    pub const IDS: &'static [&'static str] = &["adam", "rmsprop", "sgd"];

    /// The rule with this identifier; the table of options has checked it.
    pub fn from_id(id: &str) -> Self {
        match id {
            "rmsprop" => Self::RmsProp,
            "sgd" => Self::Sgd,
            _ => Self::Adam,
        }
    }
}

/// An update rule with its hyperparameters; read anew at each step, since they may change while training.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Rule {
    /// See [`Adam`].
    Adam(Adam),
    /// See [`RmsProp`].
    RmsProp(RmsProp),
    /// See [`Sgd`].
    Sgd(Sgd),
}

impl Rule {
    /// The rule of `player` in these settings.
    pub fn from_settings(settings: &Settings, player: Player) -> Self {
        let lr = settings.float(match player {
            Player::Discriminator => &table::LR_D,
            Player::Generator | Player::Encoder => &table::LR_G,
        });
        match RuleKind::from_id(settings.choice(&table::OPTIMIZER)) {
            RuleKind::Adam => Self::Adam(Adam {
                lr,
                beta1: settings.float(&table::BETA1),
                beta2: settings.float(&table::BETA2),
            }),
            RuleKind::RmsProp => Self::RmsProp(RmsProp {
                lr,
                decay: settings.float(&table::RMS_DECAY),
            }),
            RuleKind::Sgd => Self::Sgd(Sgd {
                lr,
                momentum: settings.float(&table::MOMENTUM),
            }),
        }
    }

    /// How many moments it keeps for each parameter.
    pub fn moments(&self) -> usize {
        match self {
            Self::Adam(_) => 2,
            Self::RmsProp(_) | Self::Sgd(_) => 1,
        }
    }

    /// What step `t` does, counted from 1.
    fn at_step(&self, t: u32) -> Step {
        match self {
            Self::Adam(rule) => rule.at_step(t),
            Self::RmsProp(rule) => rule.at_step(),
            Self::Sgd(rule) => rule.at_step(),
        }
    }
}

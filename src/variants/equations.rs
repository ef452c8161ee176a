//! What the two players of a run minimise, in LaTeX: the objective's losses, with what the settings add to them.

use serde::Serialize;

use super::Variant;
use crate::error::Result;
use crate::objectives;
use crate::options::{Settings, table};
use crate::penalties::Constraint;

/// The losses of a run, in LaTeX.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(all(feature = "web", target_arch = "wasm32"), derive(tsify::Tsify))]
pub struct Equations {
    /// What the discriminator minimises; empty where there is none.
    pub d_loss: String,
    /// What the generator (and the encoder) minimises.
    pub g_loss: String,
}

impl Equations {
    /// The losses that these settings lead to.
    ///
    /// # Errors
    /// [`crate::GantryError::OptionValue`] for a variant or an objective that does not exist.
    pub fn of(settings: &Settings) -> Result<Self> {
        let variant = super::find(settings.choice(&table::VARIANT))?;
        let (mut d, mut g) = match variant.losses {
            Some(own) => (own_loss(own.d, settings)?, own_loss(own.g, settings)?),
            None => plain(settings)?,
        };
        d.constrain(Constraint::from_settings(settings));
        if settings.float(&table::HISTORICAL_AVERAGING) > 0.0 {
            d.terms += r" + h\,\lVert \theta_D - \bar{\theta}_D \rVert^2";
            g.terms += r" + h\,\lVert \theta_G - \bar{\theta}_G \rVert^2";
        }
        // A game without a discriminator has no loss of one.
        let has_d = variant.losses.is_none_or(|own| !own.d.is_empty());
        let d_loss = if has_d { d.latex() } else { String::new() };
        let g_loss = g.latex();
        Ok(if variant.is_conditional() {
            Self {
                d_loss: conditional(&d_loss),
                g_loss: conditional(&g_loss),
            }
        } else {
            Self { d_loss, g_loss }
        })
    }
}

/// A loss, and below it what its letters stand for, or what happens after each step.
struct Loss {
    terms: String,
    notes: Vec<&'static str>,
}

impl From<&str> for Loss {
    fn from(terms: &str) -> Self {
        Self {
            terms: terms.to_owned(),
            notes: Vec::new(),
        }
    }
}

impl Loss {
    /// The term, or the rule, that keeps the discriminator from being too steep.
    fn constrain(&mut self, constraint: Constraint) {
        let (term, note) = match constraint {
            Constraint::None => ("", None),
            Constraint::Clip => ("", Some(r"w \leftarrow \operatorname{clip}(w, -c, c)")),
            Constraint::GradientPenalty => (UNIT_SLOPE, Some(r"\hat{x} = u x + (1 - u)\,G(z)")),
            Constraint::R1 => (
                r" + \tfrac{\gamma}{2}\,\mathbb{E}_{x}\left[\lVert \nabla D(x) \rVert_2^2\right]",
                None,
            ),
            Constraint::Dragan => (UNIT_SLOPE, Some(r"\hat{x} = x + \delta")),
            Constraint::SpectralNorm => ("", Some(r"W \leftarrow W / \sigma(W)")),
        };
        self.terms += term;
        self.notes.extend(note);
    }

    fn latex(&self) -> String {
        if self.notes.is_empty() {
            return self.terms.clone();
        }
        let rows = [&[self.terms.as_str()], self.notes.as_slice()].concat();
        format!(
            r"\begin{{gathered}} {} \end{{gathered}}",
            rows.join(r" \\ ")
        )
    }
}

/// The critic's slope at x̂ is drawn towards 1.
const UNIT_SLOPE: &str = r" + \lambda\,\mathbb{E}_{\hat{x}}\left[\left(\lVert \nabla D(\hat{x}) \rVert_2 - 1\right)^2\right]";

impl Variant {
    /// Whether both players of the plain game see the class.
    fn is_conditional(&self) -> bool {
        self.losses.is_none() && self.needs_labels
    }
}

/// The losses of one generator against one discriminator.
fn plain(settings: &Settings) -> Result<(Loss, Loss)> {
    let objective = objectives::find(settings.choice(&table::OBJECTIVE))?;
    let mut d = Loss::from(objective.d_latex);
    if settings.float(&table::REAL_LABEL) < 1.0 {
        d.terms = smoothed(&d.terms);
    }
    let mut g = Loss::from(if settings.bool(&table::FEATURE_MATCHING) {
        r"\mathcal{L}_G = \left\lVert \mathbb{E}_{x}\left[f(x)\right] - \mathbb{E}_{z}\left[f(G(z))\right] \right\rVert^2"
    } else {
        objective.g_latex(settings.bool(&table::F_GAN_TRICK))
    });
    if settings.int(&table::MIXTURE_COMPONENTS) > 0 {
        if settings.float(&table::MIXTURE_WIDTH_WEIGHT) > 0.0 {
            g.terms += r" + \lambda_\sigma\,\mathbb{E}_{k}\left[(1 - \sigma_k)^2\right]";
        }
        g.notes.push(r"z = \mu_k + \sigma_k\,\varepsilon");
    }
    if settings.int(&table::UNROLL_STEPS) > 0 {
        g.terms = g.terms.replace("D(", "D^{(k)}(");
    }
    Ok((d, g))
}

/// A loss of a larger game, with what its objective makes of each score.
fn own_loss(latex: &str, settings: &Settings) -> Result<Loss> {
    let objective = objectives::find(settings.choice(&table::OBJECTIVE))?;
    let pieces = objective.pieces(settings.bool(&table::F_GAN_TRICK));
    let real = if settings.float(&table::REAL_LABEL) < 1.0 {
        smoothed_piece(pieces.real)
    } else {
        pieces.real.to_owned()
    };
    let marks = [
        ("R⟨", real.as_str()),
        ("F⟨", pieces.fake),
        ("G⟨", pieces.generator),
    ];
    let mut terms = latex.to_owned();
    for (mark, piece) in marks {
        while let Some((before, rest)) = terms.split_once(mark)
            && let Some((score, after)) = rest.split_once('⟩')
        {
            terms = format!("{before}{}{after}", piece.replace('@', score));
        }
    }
    Ok(Loss::from(terms.as_str()))
}

/// The target of a real sample's score is α instead of 1.
fn smoothed_piece(piece: &str) -> String {
    piece
        .replace("s(-@)", r"\alpha\,s(-@) + (1 - \alpha)\,s(@)")
        .replace("(@ - 1)", r"(@ - \alpha)")
}

/// One-sided label smoothing (1606.03498 §3.4): the target of a real sample is α instead of 1.
fn smoothed(d: &str) -> String {
    d.replace(
        r"\log D(x)",
        r"\alpha \log D(x) + (1 - \alpha) \log\left(1 - D(x)\right)",
    )
    .replace("(D(x) - 1)", r"(D(x) - \alpha)")
}

/// Both players see y beside what they saw (1411.1784).
fn conditional(loss: &str) -> String {
    loss.replace("(x)", r"(x \mid y)")
        .replace(r"(\hat{x})", r"(\hat{x} \mid y)")
        .replace("(G(z))", r"(G(z \mid y) \mid y)")
        .replace("G(z)", r"G(z \mid y)")
        .replace(r"\mathbb{E}_{x}", r"\mathbb{E}_{x,y}")
        .replace(r"\mathbb{E}_{z}", r"\mathbb{E}_{z,y}")
}

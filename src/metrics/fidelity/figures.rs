//! The figures of merit, declared once: report, `gantry evaluate` and results are made from this list.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// How a figure is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// With so many decimals, of the figure times so much.
    Number(usize, u32),
    /// A share, as a percentage with one decimal.
    Percent,
}

/// One figure of merit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figure {
    /// Identifier in `results.json`.
    pub key: &'static str,
    /// Heading of its column.
    pub title: &'static str,
    /// What it is.
    pub meaning: &'static str,
    /// How it is written.
    pub format: Format,
}

/// All figures of merit.
pub const FIGURES: &[Figure] = &[
    Figure {
        key: "frechet",
        title: "Fréchet distance ↓",
        meaning: "between Gaussians fitted to the features of the samples and of the test images (arXiv 1706.08500)",
        format: Format::Number(2, 1),
    },
    Figure {
        key: "kernel",
        title: "kernel distance ×1000 ↓",
        meaning: "squared maximum mean discrepancy of the features with the kernel (x·y/d + 1)³, unbiased (arXiv 1801.01401)",
        format: Format::Number(1, 1000),
    },
    Figure {
        key: "precision",
        title: "precision ↑",
        meaning: "share of the samples that lie nearer to a test image than its third neighbour (arXiv 1904.06991)",
        format: Format::Percent,
    },
    Figure {
        key: "recall",
        title: "recall ↑",
        meaning: "share of the test images that lie nearer to a sample than its third neighbour among samples (arXiv 1904.06991)",
        format: Format::Percent,
    },
    Figure {
        key: "coverage",
        title: "coverage ↑",
        meaning: "share of the test images with a sample nearer than their fifth neighbour (arXiv 2002.09797)",
        format: Format::Percent,
    },
    Figure {
        key: "classes",
        title: "classes ↑",
        meaning: "classes that at least 1% of the samples are of, according to the classifier",
        format: Format::Number(1, 1),
    },
    Figure {
        key: "agreement",
        title: "class agreement ↑",
        meaning: "share of the samples that the classifier takes for the class that was asked for; for variants whose generator is given a class",
        format: Format::Percent,
    },
    Figure {
        key: "reconstruction",
        title: "reconstruction error ↓",
        meaning: "mean absolute difference, in shares of the range from black to white, between test images and what comes back of them: from their codes, their small copies, their outlines, or the other domain; for variants with a way back",
        format: Format::Number(3, 1),
    },
    Figure {
        key: "accuracy",
        title: "accuracy ↑",
        meaning: "test images that the discriminator's own classifier has right; for variants whose discriminator learns classes",
        format: Format::Percent,
    },
    Figure {
        key: "linear",
        title: "linear classifier ↑",
        meaning: "test images that a linear classifier on the discriminator's features has right, fitted to 10,000 training images (arXiv 1511.06434 §5.1); for variants with a discriminator of images alone, and on pixels in the first row",
        format: Format::Percent,
    },
    Figure {
        key: "modes",
        title: "modes captured ↑",
        meaning: "modes of a toy distribution with a sample within 3σ (arXiv 1611.02163)",
        format: Format::Number(1, 1),
    },
    Figure {
        key: "high_quality",
        title: "within 3σ ↑",
        meaning: "share of the points within 3σ of a mode (arXiv 1705.07761)",
        format: Format::Percent,
    },
];

impl Figure {
    /// `value` as people read it.
    pub fn text(&self, value: f64) -> String {
        match self.format {
            Format::Number(decimals, times) => format!("{:.decimals$}", value * f64::from(times)),
            Format::Percent => format!("{:.1}%", 100.0 * value),
        }
    }

    /// Mean and standard deviation of `values` as people read them; only the mean of one value.
    pub fn summary(&self, values: &[f64]) -> String {
        let count = values.len() as f64;
        let mean = values.iter().sum::<f64>() / count;
        if values.len() < 2 {
            return self.text(mean);
        }
        let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
        let deviation = self.text((squares / (count - 1.0)).sqrt());
        format!("{} ± {deviation}", self.text(mean).trim_end_matches('%'))
    }
}

/// The figures of one run, by their keys; one that does not apply is absent.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Figures(BTreeMap<String, f64>);

impl Figures {
    /// The figure with this key.
    pub fn get(&self, key: &str) -> Option<f64> {
        self.0.get(key).copied()
    }

    /// Adds a figure; one that is not a number stays absent.
    pub fn set(&mut self, key: &str, value: f64) {
        if value.is_finite() {
            self.0.insert(key.to_owned(), value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summary_has_mean_and_spread() {
        let figure = |key| FIGURES.iter().find(|figure| figure.key == key).unwrap();
        assert_eq!(figure("frechet").summary(&[1.0, 2.0, 3.0]), "2.00 ± 1.00");
        assert_eq!(figure("precision").summary(&[0.5, 0.6]), "55.0 ± 7.1%");
        assert_eq!(figure("recall").summary(&[0.5]), "50.0%");
        assert_eq!(figure("kernel").text(0.0123), "12.3");
    }
}

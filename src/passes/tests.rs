//! Every loop shared among threads beside itself.

use gemm::team::{self, Kind};

use crate::fold::tests::{count, folds};
use crate::pass::help_with_pass;
use crate::samples::{SHAPES, noise};
use crate::update::tests::{ADAM, BLEND, CLIP, RMS_PROP, SGD, moved};
use crate::{Fold, Frame, Norm, Pointwise, add_bias, fold, frame, normalise, pull_back, sums};

#[path = "../gemm/crew.rs"]
mod crew;

const BATCH: usize = 256;
const EPSILON: f32 = 1e-5;

/// All that comes out of every loop over long slices.
fn everything() -> Vec<Vec<f32>> {
    let mut all = Vec::new();
    for &shape in &SHAPES[..2] {
        let count = BATCH * shape.channels * shape.pixels;
        let [x, g] = [noise(count, 1), noise(count, 2)];
        let [gamma, beta] = [noise(shape.channels, 3), noise(shape.channels, 4)];
        let norm = Norm {
            gamma: &gamma,
            epsilon: EPSILON,
        };
        let normalised = normalise(&x, norm, &beta, shape);
        let mut of_x = g.clone();
        let moments = [&normalised.mean[..], &normalised.variance[..]];
        let pulled = pull_back(&mut of_x, &x, moments, norm, shape);
        all.extend([of_x, pulled.gamma, pulled.beta]);
        all.extend([normalised.y, normalised.mean, normalised.variance]);
        all.push(sums(&x, shape));
        let mut biased = x.clone();
        add_bias(&mut biased, &beta, shape);
        all.push(biased);
        for function in [
            Pointwise::Bend { slope: 0.2 },
            Pointwise::Tanh { factor: 0.5 },
        ] {
            let (mut y, mut of_x) = (x.clone(), g.clone());
            function.apply(&mut y);
            function.pull_back(&mut of_x, &y);
            all.extend([y, of_x]);
        }
        for step in [ADAM, RMS_PROP, SGD, BLEND, CLIP] {
            all.extend(moved(step, &x, &g));
        }
    }
    let images = noise(BATCH * 9 * 14 * 14, 5);
    let edge = Frame {
        side: 14,
        before: 1,
        after: 2,
    };
    all.push(frame(&images, edge));
    let windows = folds()[0];
    all.push(fold(&noise(count(windows), 6), windows));
    all
}

#[test]
fn a_team_does_the_same_to_the_last_bit() {
    let alone = everything();
    crew::gather(Kind::Pass, help_with_pass);
    let together = everything();
    let jobs = crew::jobs();
    assert_eq!(jobs, 2 * (2 + 2 + 4 + 5) + 2);
    for (at, (alone, together)) in alone.iter().zip(together).enumerate() {
        let same = |(a, b): (&f32, &f32)| a.to_bits() == b.to_bits();
        assert_eq!(alone.len(), together.len(), "{at}");
        assert!(alone.iter().zip(&together).all(same), "{at}");
    }
    assert!(crew::helped() > 0, "nobody has helped");
    let nothing = Fold {
        batch: 0,
        ..folds()[0]
    };
    assert!(fold(&[], nothing).is_empty());
    let mut few = noise(BATCH * SHAPES[2].channels, 1);
    add_bias(&mut few, &[1.0; 5], SHAPES[2]);
    assert_eq!(crew::jobs(), jobs, "too few to share");
}

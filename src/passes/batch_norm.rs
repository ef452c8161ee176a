//! Batch normalisation (1502.03167) in training, and its way back.

use std::mem::MaybeUninit;
use std::ops::Range;

use crate::cells::{Cells, written};
use crate::channels::{Shape, add_sums, add_sums_of};
use crate::pass::{Loop, Pass};

/// What each channel is multiplied by, and the number that is added to its variance.
#[derive(Clone, Copy, Debug)]
pub struct Norm<'a> {
    /// γ.
    pub gamma: &'a [f32],
    /// ε.
    pub epsilon: f32,
}

/// What comes out, and what of the minibatch it was made with.
#[derive(Debug)]
pub struct Normalised {
    /// As many as went in.
    pub y: Vec<f32>,
    /// Of each channel.
    pub mean: Vec<f32>,
    /// Of each channel, the biased one.
    pub variance: Vec<f32>,
}

/// The gradients beside that of x.
#[derive(Debug)]
pub struct Pulled {
    /// Of γ.
    pub gamma: Vec<f32>,
    /// Of β.
    pub beta: Vec<f32>,
}

/// `γ·(x − mean)/√(variance + ε) + β` for each channel.
///
/// # Panics
/// When there are not as many γ and β as channels, or an image is not whole.
pub fn normalise(x: &[f32], norm: Norm, beta: &[f32], shape: Shape) -> Normalised {
    shape.assert_fits(x, [norm.gamma, beta]);
    let (mut mean, mut variance) = (vec![0.0; shape.channels], vec![0.0; shape.channels]);
    let [of_mean, of_variance] = [&mut mean, &mut variance].map(|numbers| Cells::of(numbers));
    let make = |y: Cells<MaybeUninit<f32>>| {
        Pass::make(Normalise {
            x,
            y,
            mean: of_mean,
            variance: of_variance,
            norm,
            beta,
            shape,
        });
    };
    // SAFETY: every number belongs to a channel, and those are written.
    let y = unsafe { written(x.len(), make) };
    Normalised { y, mean, variance }
}

/// The gradients of γ and β and, in place of that of y, of x.
///
/// # Panics
/// When there are not as many of everything as channels, or an image is not whole.
pub fn pull_back(
    g: &mut [f32],
    x: &[f32],
    [mean, variance]: [&[f32]; 2],
    norm: Norm,
    shape: Shape,
) -> Pulled {
    shape.assert_fits(x, [mean, variance, norm.gamma]);
    assert_eq!(g.len(), x.len(), "a gradient for each number");
    let (mut gamma, mut beta) = (vec![0.0; shape.channels], vec![0.0; shape.channels]);
    Pass::make(PullBack {
        g: Cells::of(g),
        x,
        mean,
        variance,
        norm,
        gamma: Cells::of(&mut gamma),
        beta: Cells::of(&mut beta),
        shape,
    });
    Pulled { gamma, beta }
}

/// A number for each channel of [`Shape::blocks`].
type Block = [f32; Shape::MOST];

/// See [`normalise`]; its items are channels.
pub struct Normalise<'a> {
    x: &'a [f32],
    y: Cells<'a, MaybeUninit<f32>>,
    mean: Cells<'a>,
    variance: Cells<'a>,
    norm: Norm<'a>,
    beta: &'a [f32],
    shape: Shape,
}

impl Loop for Normalise<'_> {
    fn items(&self) -> usize {
        self.shape.channels
    }

    fn unit(&self) -> usize {
        self.shape.unit()
    }

    fn work(&self) -> usize {
        3 * self.x.len() / self.shape.channels
    }

    unsafe fn run(&self, items: Range<usize>) {
        let count = (self.x.len() / self.shape.channels) as f32;
        for channels in self.shape.blocks(items, self.x.len()) {
            // SAFETY: as promised by the caller.
            let (mean, variance) = unsafe {
                (
                    self.mean.part(channels.clone()),
                    self.variance.part(channels.clone()),
                )
            };
            add_sums(self.x, self.shape, &channels, mean);
            mean.iter_mut().for_each(|sum| *sum /= count);
            let both = [self.x, self.x];
            add_sums_of(both, mean, self.shape, &channels, variance, |x, _, c| {
                (x - c) * (x - c)
            });
            variance.iter_mut().for_each(|sum| *sum /= count);

            let mut scale: Block = [0.0; _];
            let scale = &mut scale[..channels.len()];
            let gammas = &self.norm.gamma[channels.clone()];
            for ((scale, gamma), variance) in scale.iter_mut().zip(gammas).zip(&*variance) {
                *scale = gamma / (variance + self.norm.epsilon).sqrt();
            }
            // SAFETY: as promised by the caller.
            unsafe { self.write(&channels, mean, scale) };
        }
    }
}

impl Normalise<'_> {
    /// `(x − mean)·scale + β`.
    ///
    /// # Safety
    /// Nobody may write the same channels.
    unsafe fn write(&self, channels: &Range<usize>, mean: &[f32], scale: &[f32]) {
        let Shape { pixels, .. } = self.shape;
        let shift = &self.beta[channels.clone()];
        for place in self.shape.places(self.x.len(), channels) {
            let x = &self.x[place.clone()];
            // SAFETY: as promised by the caller.
            let y = unsafe { self.y.part(place) };
            let channels = mean.iter().zip(scale).zip(shift);
            if pixels == 1 {
                for ((y, x), ((mean, scale), shift)) in y.iter_mut().zip(x).zip(channels) {
                    y.write((x - mean) * scale + shift);
                }
            } else {
                let planes = x.chunks_exact(pixels).zip(y.chunks_exact_mut(pixels));
                for ((x, y), ((mean, scale), shift)) in planes.zip(channels) {
                    for (y, x) in y.iter_mut().zip(x) {
                        y.write((x - mean) * scale + shift);
                    }
                }
            }
        }
    }
}

/// See [`pull_back`]; its items are channels.
pub struct PullBack<'a> {
    g: Cells<'a>,
    x: &'a [f32],
    mean: &'a [f32],
    variance: &'a [f32],
    norm: Norm<'a>,
    gamma: Cells<'a>,
    beta: Cells<'a>,
    shape: Shape,
}

impl Loop for PullBack<'_> {
    fn items(&self) -> usize {
        self.shape.channels
    }

    fn unit(&self) -> usize {
        self.shape.unit()
    }

    fn work(&self) -> usize {
        5 * self.x.len() / self.shape.channels
    }

    unsafe fn run(&self, items: Range<usize>) {
        for channels in self.shape.blocks(items, self.x.len()) {
            // SAFETY: as promised by the caller.
            unsafe { self.block(channels) };
        }
    }
}

impl PullBack<'_> {
    /// # Safety
    /// Nobody may have the same channels.
    unsafe fn block(&self, channels: Range<usize>) {
        let shape = self.shape;
        let count = (self.x.len() / shape.channels) as f32;
        let [mean, variance, gamma] =
            [self.mean, self.variance, self.norm.gamma].map(|all| &all[channels.clone()]);
        // SAFETY: as promised by the caller.
        let (of_gamma, of_beta) = unsafe {
            (
                self.gamma.part(channels.clone()),
                self.beta.part(channels.clone()),
            )
        };
        for place in shape.places(self.x.len(), &channels) {
            let x = &self.x[place.clone()];
            // SAFETY: as promised by the caller.
            let g = unsafe { self.g.part(place) };
            let one = Shape {
                channels: channels.len(),
                ..shape
            };
            let all = 0..channels.len();
            add_sums(g, one, &all, of_beta);
            add_sums_of([x, g], mean, one, &all, of_gamma, |x, g, c| (x - c) * g);
        }

        // g·a − (x − mean)·b − c
        let mut factors: [Block; 3] = [[0.0; _]; 3];
        let [a, b, c] = factors.each_mut().map(|block| &mut block[..channels.len()]);
        for at in 0..channels.len() {
            let deviation = (variance[at] + self.norm.epsilon).sqrt();
            of_gamma[at] /= deviation;
            a[at] = gamma[at] / deviation;
            b[at] = a[at] * of_gamma[at] / (count * deviation);
            c[at] = a[at] * of_beta[at] / count;
        }
        for place in shape.places(self.x.len(), &channels) {
            let x = &self.x[place.clone()];
            // SAFETY: as promised by the caller.
            let g = unsafe { self.g.part(place) };
            let channels = mean.iter().zip(&*a).zip(&*b).zip(&*c);
            if shape.pixels == 1 {
                for ((g, x), (((mean, a), b), c)) in g.iter_mut().zip(x).zip(channels) {
                    *g = *g * a - (x - mean) * b - c;
                }
            } else {
                let planes = x
                    .chunks_exact(shape.pixels)
                    .zip(g.chunks_exact_mut(shape.pixels));
                for ((x, g), (((mean, a), b), c)) in planes.zip(channels) {
                    for (g, x) in g.iter_mut().zip(x) {
                        *g = *g * a - (x - mean) * b - c;
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::{SHAPES, close, noise};
    use crate::sums;
    const EPSILON: f32 = 1e-5;

    /// The numbers of a channel, in 64 bits.
    fn channel(x: &[f32], shape: Shape, channel: usize) -> Vec<f64> {
        x.chunks_exact(shape.channels * shape.pixels)
            .flat_map(|image| &image[channel * shape.pixels..][..shape.pixels])
            .map(|&x| f64::from(x))
            .collect()
    }

    #[test]
    fn channels_are_normalised_and_their_gradients_are_pulled_back() {
        for shape in SHAPES {
            let count = 7 * shape.channels * shape.pixels;
            let (x, g) = (noise(count, 1), noise(count, 2));
            let (gamma, beta) = (noise(shape.channels, 3), noise(shape.channels, 4));
            let norm = Norm {
                gamma: &gamma,
                epsilon: EPSILON,
            };
            let out = normalise(&x, norm, &beta, shape);
            let mut of_x = g.clone();
            let pulled = pull_back(&mut of_x, &x, [&out.mean, &out.variance], norm, shape);
            let all_sums = sums(&x, shape);
            for at in 0..shape.channels {
                let [x, g] = [&x, &g].map(|all| channel(all, shape, at));
                let n = x.len() as f64;
                let [gamma, beta] = [gamma[at], beta[at]].map(f64::from);
                let mean = x.iter().sum::<f64>() / n;
                let variance = x.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / n;
                let deviation = (variance + f64::from(EPSILON)).sqrt();
                let hat: Vec<f64> = x.iter().map(|x| (x - mean) / deviation).collect();
                let of_gamma = hat.iter().zip(&g).map(|(x, g)| x * g).sum::<f64>();
                let of_beta = g.iter().sum::<f64>();
                close(&[all_sums[at]], [mean * n], "sum");
                close(
                    &[out.mean[at], out.variance[at]],
                    [mean, variance],
                    "moments",
                );
                close(
                    &[pulled.gamma[at], pulled.beta[at]],
                    [of_gamma, of_beta],
                    "gradients",
                );
                let y = channel(&out.y, shape, at).into_iter().map(|y| y as f32);
                close(
                    &y.collect::<Vec<_>>(),
                    hat.iter().map(|x| gamma * x + beta),
                    "y",
                );
                let back = hat
                    .iter()
                    .zip(&g)
                    .map(|(x, g)| gamma / deviation * (g - of_beta / n - x * of_gamma / n));
                let is = channel(&of_x, shape, at).into_iter().map(|g| g as f32);
                close(&is.collect::<Vec<_>>(), back, "of x");
            }
        }
    }
}

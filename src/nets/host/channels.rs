//! Operations per channel on images `[batch, channels·pixels]`; vectors are images of one pixel.

use super::lanes;

/// How many numbers there are of what.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    pub channels: usize,
    pub pixels: usize,
}

impl Shape {
    fn len(self) -> usize {
        self.channels * self.pixels
    }
}

/// `x + b`.
pub fn add(x: &mut [f32], bias: &[f32], shape: Shape) {
    for x in x.chunks_exact_mut(shape.len()) {
        if shape.pixels == 1 {
            x.iter_mut().zip(bias).for_each(|(x, b)| *x += b);
        } else {
            for (x, b) in x.chunks_exact_mut(shape.pixels).zip(bias) {
                x.iter_mut().for_each(|x| *x += b);
            }
        }
    }
}

/// The sum of each channel.
pub fn sums(x: &[f32], shape: Shape) -> Vec<f32> {
    let mut sums = vec![0.0; shape.channels];
    for x in x.chunks_exact(shape.len()) {
        if shape.pixels == 1 {
            sums.iter_mut().zip(x).for_each(|(sum, x)| *sum += x);
        } else {
            for (x, sum) in x.chunks_exact(shape.pixels).zip(&mut sums) {
                *sum += lanes::sum(x, |x| x);
            }
        }
    }
    sums
}

/// The sum of each channel of `(x − c)·y`.
fn sums_of_products(x: &[f32], centre: &[f32], y: &[f32], shape: Shape) -> Vec<f32> {
    let mut sums = vec![0.0; shape.channels];
    let len = shape.len();
    for (x, y) in x.chunks_exact(len).zip(y.chunks_exact(len)) {
        if shape.pixels == 1 {
            let numbers = x.iter().zip(centre).zip(y);
            for (sum, ((x, c), y)) in sums.iter_mut().zip(numbers) {
                *sum += (x - c) * y;
            }
        } else {
            let planes = x
                .chunks_exact(shape.pixels)
                .zip(y.chunks_exact(shape.pixels));
            for (((x, y), c), sum) in planes.zip(centre).zip(&mut sums) {
                *sum += lanes::sum_of_two(x, y, |x, y| (x - c) * y);
            }
        }
    }
    sums
}

/// The sum of each channel of `(x − c)²`.
fn sums_of_squares(x: &[f32], centre: &[f32], shape: Shape) -> Vec<f32> {
    let mut sums = vec![0.0; shape.channels];
    for x in x.chunks_exact(shape.len()) {
        if shape.pixels == 1 {
            for ((sum, x), c) in sums.iter_mut().zip(x).zip(centre) {
                *sum += (x - c) * (x - c);
            }
        } else {
            for ((x, c), sum) in x.chunks_exact(shape.pixels).zip(centre).zip(&mut sums) {
                *sum += lanes::sum(x, |x| (x - c) * (x - c));
            }
        }
    }
    sums
}

/// What the minibatch is normalised by.
#[derive(Clone, Debug)]
pub struct Moments {
    pub mean: Vec<f32>,
    /// The biased one.
    pub variance: Vec<f32>,
}

/// Mean and variance of each channel.
pub fn moments(x: &[f32], shape: Shape) -> Moments {
    let count = (x.len() / shape.channels) as f32;
    let divided =
        |sums: Vec<f32>| -> Vec<f32> { sums.into_iter().map(|sum| sum / count).collect() };
    let mean = divided(sums(x, shape));
    let variance = divided(sums_of_squares(x, &mean, shape));
    Moments { mean, variance }
}

/// `(x − mean)·scale + shift` for each channel.
pub fn normalise(x: &[f32], mean: &[f32], scale: &[f32], shift: &[f32], shape: Shape) -> Vec<f32> {
    let mut y = vec![0.0; x.len()];
    let len = shape.len();
    for (x, y) in x.chunks_exact(len).zip(y.chunks_exact_mut(len)) {
        if shape.pixels == 1 {
            let channels = mean.iter().zip(scale).zip(shift);
            for ((y, x), ((mean, scale), shift)) in y.iter_mut().zip(x).zip(channels) {
                *y = (x - mean) * scale + shift;
            }
        } else {
            let planes = x
                .chunks_exact(shape.pixels)
                .zip(y.chunks_exact_mut(shape.pixels));
            for ((((x, y), mean), scale), shift) in planes.zip(mean).zip(scale).zip(shift) {
                for (y, x) in y.iter_mut().zip(x) {
                    *y = (x - mean) * scale + shift;
                }
            }
        }
    }
    y
}

/// The gradients of γ, β, and, in place of that of y, of x, where `y = γ·(x − mean)/deviation + β`.
pub fn normalise_back(
    g: &mut [f32],
    x: &[f32],
    mean: &[f32],
    deviation: &[f32],
    gamma: &[f32],
    shape: Shape,
) -> (Vec<f32>, Vec<f32>) {
    let count = (x.len() / shape.channels) as f32;
    let of_beta = sums(g, shape);
    let mut of_gamma = sums_of_products(x, mean, g, shape);
    of_gamma
        .iter_mut()
        .zip(deviation)
        .for_each(|(sum, deviation)| *sum /= deviation);

    // g·a − (x − mean)·b − c
    let a: Vec<f32> = gamma
        .iter()
        .zip(deviation)
        .map(|(gamma, deviation)| gamma / deviation)
        .collect();
    let channels = a.iter().zip(&of_gamma).zip(deviation);
    let b: Vec<f32> = channels
        .map(|((a, sum), deviation)| a * sum / (count * deviation))
        .collect();
    let c: Vec<f32> = a
        .iter()
        .zip(&of_beta)
        .map(|(a, sum)| a * sum / count)
        .collect();
    let len = shape.len();
    for (x, g) in x.chunks_exact(len).zip(g.chunks_exact_mut(len)) {
        let channels = mean.iter().zip(&a).zip(&b).zip(&c);
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
    (of_gamma, of_beta)
}

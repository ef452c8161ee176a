//! What goes into a generator: z, with what is joined to it.

use burn::tensor::{Device, Tensor};

use super::game::{Draw, StepInput};
use crate::data::one_hot;
use crate::options::{Settings, table};

/// z `[batch, latent]` of a step, with a random component where the latent space is a mixture.
pub fn of_step(input: &mut StepInput) -> Tensor<2> {
    let components = input.settings.int(&table::MIXTURE_COMPONENTS);
    if components == 0 {
        return input.latent.clone();
    }
    let picks = random_classes(input, components);
    let device = input.device();
    Tensor::cat(
        vec![input.latent.clone(), one_hot(&picks, components, &device)],
        1,
    )
}

/// z of a drawing; the components take turns.
pub fn of_draw(draw: &Draw, components: usize) -> Tensor<2> {
    if components == 0 {
        return draw.latent.clone();
    }
    let count = draw.latent.dims()[0];
    let picks: Vec<u8> = (0..count).map(|index| (index % components) as u8).collect();
    let device = draw.latent.device();
    Tensor::cat(
        vec![draw.latent.clone(), one_hot(&picks, components, &device)],
        1,
    )
}

/// `count` random classes.
pub fn random_classes(input: &mut StepInput, classes: usize) -> Vec<u8> {
    (0..input.batch_size())
        .map(|_| input.noise.below(classes) as u8)
        .collect()
}

/// Instance noise (1610.04490): `x + σ·n`, with σ falling to 0 in a straight line.
pub fn disturbed(samples: Tensor<2>, input: &mut StepInput) -> Tensor<2> {
    let deviation = noise_deviation(input.settings, input.iteration);
    if deviation == 0.0 {
        return samples;
    }
    let noise = input.normal(samples.dims());
    samples + noise.mul_scalar(deviation)
}

/// σ of the instance noise in an iteration.
pub fn noise_deviation(settings: &Settings, iteration: u32) -> f64 {
    let past = f64::from(iteration) / settings.float(&table::INSTANCE_NOISE_STEPS);
    settings.float(&table::INSTANCE_NOISE) * (1.0 - past).max(0.0)
}

/// Columns side by side.
pub fn join(left: Tensor<2>, right: Option<Tensor<2>>) -> Tensor<2> {
    match right {
        Some(right) => Tensor::cat(vec![left, right], 1),
        None => left,
    }
}

/// One-hot rows for `classes`, or nothing where there are none to join.
pub fn condition(classes: &[u8], numbers: usize, device: &Device) -> Option<Tensor<2>> {
    (numbers > 0).then(|| one_hot(classes, numbers, device))
}

//! A latent space that is a mixture of Gaussians (DeLiGAN, 1706.02071).

use burn::tensor::{Device, Tensor, TensorData};

use crate::nets::{Initializer, Param};

/// Deviation of each component at the start (1706.02071's code).
const DEVIATION: f32 = 0.2;

/// `z = μ_i + σ_i·ε`, with μ and σ trained together with the generator.
#[derive(Clone, Debug)]
pub struct MixtureLatent {
    /// μ, `[components, latent]`.
    pub mean: Param,
    /// σ, `[components, latent]`.
    pub deviation: Param,
}

impl MixtureLatent {
    /// Means from U(−1, 1), deviations 0.2.
    pub fn new(latent: usize, components: usize, init: &mut Initializer) -> Self {
        let means = init.rng.uniform_pm1(components * latent);
        Self {
            mean: param(means, [components, latent], init.device),
            deviation: param(
                vec![DEVIATION; components * latent],
                [components, latent],
                init.device,
            ),
        }
    }

    /// `[batch, latent + components + rest]` (ε, the component as one-hot, and a condition, if there is one, that
    /// goes through) → `[batch, latent + rest]`.
    pub fn forward(&self, x: Tensor<2>) -> Tensor<2> {
        let [components, latent] = [self.mean.shape[0], self.mean.shape[1]];
        let rest = x.dims()[1] - latent - components;
        let condition = (rest > 0).then(|| x.clone().narrow(1, latent + components, rest));
        let epsilon = x.clone().narrow(1, 0, latent);
        let component = x.narrow(1, latent, components);
        let mean = component.clone().matmul(self.mean.tensor());
        let deviation = component.matmul(self.deviation.tensor());
        let z = mean + deviation * epsilon;
        match condition {
            Some(condition) => Tensor::cat(vec![z, condition], 1),
            None => z,
        }
    }

    /// `mean (1 − σ)²`, `[1]`: what keeps a component from shrinking to a point (1706.02071 §4).
    pub fn width_penalty(&self) -> Tensor<1> {
        let gap = self.deviation.tensor::<2>().sub_scalar(1.0);
        (gap.clone() * gap).mean()
    }
}

fn param(values: Vec<f32>, shape: [usize; 2], device: &Device) -> Param {
    let count = values.len();
    Param::new(
        &shape,
        Tensor::from_data(TensorData::new(values, [count]), device),
    )
}

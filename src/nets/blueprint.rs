//! From settings to networks: the architecture, with the techniques that change its layers.

use burn::tensor::{Device, Tensor};

use super::architectures::{Architecture, Inputs};
use super::layers::{
    Activation, BatchNorm, Dropout, DropoutRate, Layer, Linear, MinibatchDiscrimination,
    MixtureLatent, VirtualBatchNorm,
};
use super::{Init, Initializer, Network};
use crate::data::{PIXELS, Source, one_hot};
use crate::latent::LatentSpace;
use crate::options::{Settings, table};
use crate::penalties::Constraint;
use crate::rng::HostRng;

/// Hidden units of a network on codes (1511.05644 has 1000 in two layers; these are narrower, as its images are few).
const CODE_HIDDEN: usize = 512;

/// Makes the networks of a run, with weights from the stream of initial weights.
#[derive(Debug)]
pub struct Blueprint<'a> {
    settings: &'a Settings,
    init: Initializer<'a>,
    /// Numbers of one sample.
    pub sample: usize,
    /// Numbers of z.
    pub latent: usize,
}

impl<'a> Blueprint<'a> {
    /// For the run that `settings` describe.
    pub fn new(settings: &'a Settings, rng: &'a mut HostRng, device: &'a Device) -> Self {
        let init = Initializer {
            init: Init::FanIn,
            rng,
            device,
        };
        let sample = match Source::from_settings(settings) {
            Source::Images => PIXELS,
            Source::Toy(distribution) => distribution.dimensions(),
        };
        Self {
            settings,
            init,
            sample,
            latent: settings.int(&table::LATENT_SIZE),
        }
    }

    /// z, and `condition` numbers joined to it → sample.
    pub fn generator(&mut self, condition: usize) -> Network {
        self.weighed_generator(condition, 1.0)
    }

    /// The same, for a one-hot condition whose 1 comes as `weight`.
    pub fn weighed_generator(&mut self, condition: usize, weight: f64) -> Network {
        let architecture = self.start();
        let mixture = self.settings.int(&table::MIXTURE_COMPONENTS);
        let mut layers = Vec::new();
        if mixture > 0 {
            layers.push(Layer::MixtureLatent(MixtureLatent::new(
                self.latent,
                mixture,
                &mut self.init,
            )));
        }
        layers.extend(architecture.generator(self.latent + condition, self.sample, &mut self.init));
        if self.settings.bool(&table::VIRTUAL_BATCH_NORM) {
            return self.with_reference(layers, condition, weight);
        }
        Network::new(layers)
    }

    /// Sample, and `condition` numbers joined to it → `outputs` numbers, of which the first is the score.
    pub fn discriminator(&mut self, condition: usize, outputs: usize) -> Network {
        let architecture = self.start();
        let constraint = Constraint::from_settings(self.settings);
        let inputs = Inputs {
            sample: self.sample,
            condition,
        };
        let trunk = architecture.trunk(inputs, !constraint.rules_out_batch_norm(), &mut self.init);
        let (mut layers, mut features) = (with_dropout(trunk.layers), trunk.features);
        let kernels = self.settings.int(&table::MINIBATCH_DISCRIMINATION);
        if kernels > 0 {
            let layer = MinibatchDiscrimination::new(features, kernels, &mut self.init);
            layers.push(Layer::MinibatchDiscrimination(layer));
            features += kernels;
        }
        if self.settings.bool(&table::MINIBATCH_STDDEV) {
            layers.push(Layer::MinibatchStdDev);
            features += 1;
        }
        let softmax = architecture == Architecture::DcganSoftmax && outputs == 1;
        let outputs = if softmax { 2 } else { outputs };
        layers.push(Layer::Linear(Linear::new(
            features,
            outputs,
            true,
            &mut self.init,
        )));
        if softmax {
            layers.push(Layer::Difference);
        }
        if constraint == Constraint::SpectralNorm {
            for layer in &mut layers {
                layer.normalise_spectrally(&mut self.init);
            }
        }
        Network::new(layers)
    }

    /// Sample → `outputs` numbers: the discriminator's layers without its techniques.
    pub fn encoder(&mut self, outputs: usize) -> Network {
        self.conditional_encoder(0, outputs)
    }

    /// Sample, and `condition` numbers joined to it → `outputs` numbers.
    pub fn conditional_encoder(&mut self, condition: usize, outputs: usize) -> Network {
        Network::new(self.encoder_layers(condition, true, outputs))
    }

    /// Sample → `code` numbers → sample: an encoder, and a generator behind it. Without BatchNorm, as in 1703.10717,
    /// so that the error of an image does not depend on the others.
    pub fn autoencoder(&mut self, code: usize) -> Network {
        let mut layers = self.encoder_layers(0, false, code);
        let decoder = self.start().generator(code, self.sample, &mut self.init);
        layers.extend(without_batch_norm(decoder, &mut self.init));
        Network::new(layers)
    }

    fn encoder_layers(&mut self, condition: usize, batch_norm: bool, outputs: usize) -> Vec<Layer> {
        let architecture = self.start();
        let inputs = Inputs {
            sample: self.sample,
            condition,
        };
        let trunk = architecture.trunk(inputs, batch_norm, &mut self.init);
        let mut layers = trunk.layers;
        let head = Linear::new(trunk.features, outputs, true, &mut self.init);
        layers.push(Layer::Linear(head));
        layers
    }

    /// `inputs` numbers that are no image → `outputs` numbers, by two hidden layers.
    pub fn dense(&mut self, inputs: usize, outputs: usize) -> Network {
        self.init.init = Init::FanIn;
        let mut linear =
            |inputs, outputs| Layer::Linear(Linear::new(inputs, outputs, true, &mut self.init));
        Network::new(vec![
            linear(inputs, CODE_HIDDEN),
            Layer::Activation(Activation::LEAKY_02),
            linear(CODE_HIDDEN, CODE_HIDDEN),
            Layer::Activation(Activation::LEAKY_02),
            linear(CODE_HIDDEN, outputs),
        ])
    }

    /// Where tensors and random numbers come from, for networks of a variant's own.
    pub fn initializer(&mut self) -> &mut Initializer<'a> {
        &mut self.init
    }

    fn start(&mut self) -> Architecture {
        self.init.init = Init::FanIn;
        Architecture::from_id(self.settings.choice(&table::ARCHITECTURE))
    }

    /// Virtual instead of ordinary batch normalisation, with a batch of latent vectors that never changes; the values
    /// of a one-hot condition take turns in it.
    fn with_reference(&mut self, layers: Vec<Layer>, condition: usize, weight: f64) -> Network {
        let batch = self.settings.int(&table::BATCH_SIZE);
        let latent = LatentSpace::from_settings(self.settings);
        let mut reference: Tensor<2> = latent.sample(batch, self.init.rng, self.init.device);
        if condition > 0 {
            let turns: Vec<u8> = (0..batch).map(|row| (row % condition) as u8).collect();
            let turns = one_hot(&turns, condition, self.init.device).mul_scalar(weight);
            reference = Tensor::cat(vec![reference, turns], 1);
        }
        let layers = layers.into_iter().map(|layer| match layer {
            Layer::BatchNorm(BatchNorm {
                weight,
                bias,
                input,
                ..
            }) => Layer::VirtualBatchNorm(VirtualBatchNorm {
                weight,
                bias,
                input,
                reference: batch,
            }),
            other => other,
        });
        Network::new(layers.collect()).with_reference(reference)
    }
}

/// The layers with dropout on what comes in and on every hidden layer, at rates that may be 0.
fn with_dropout(layers: Vec<Layer>) -> Vec<Layer> {
    let dropout = |rate| Layer::Dropout(Dropout { rate });
    let mut all = vec![dropout(DropoutRate::Input)];
    for layer in layers {
        let hidden = matches!(layer, Layer::Activation(_) | Layer::Maxout(_));
        all.push(layer);
        if hidden {
            all.push(dropout(DropoutRate::Hidden));
        }
    }
    all
}

/// The layers without BatchNorm; those that went without a bias, since its β did the same, get one that starts as β.
fn without_batch_norm(layers: Vec<Layer>, init: &mut Initializer) -> Vec<Layer> {
    let mut kept: Vec<Layer> = Vec::with_capacity(layers.len());
    for layer in layers {
        match (layer, kept.last_mut()) {
            // β has a number per channel, of which a fully connected layer makes several.
            (Layer::BatchNorm(_), Some(Layer::Linear(before))) => {
                before.bias = Some(init.shift(before.weight.shape[1]));
            }
            (Layer::BatchNorm(norm), Some(Layer::ConvTranspose2d(before))) => {
                before.bias = Some(norm.bias);
            }
            (Layer::BatchNorm(_), _) => {}
            (other, _) => kept.push(other),
        }
    }
    kept
}

#[cfg(feature = "flex")]
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::nets::Pass;
    use crate::options::{Changes, Value};
    use crate::rng::Stream;

    #[test]
    fn an_autoencoder_has_a_bias_wherever_it_has_a_weight() {
        for architecture in ["mlp_small", "mlp", "dcgan"] {
            let changes = Changes::from([(
                "architecture".to_owned(),
                Value::Text(architecture.to_owned()),
            )]);
            let settings = Settings::resolve(&changes).unwrap();
            let device = Device::flex();
            let mut rng = HostRng::new(1, Stream::Weights);
            let mut network = Blueprint::new(&settings, &mut rng, &device).autoencoder(20);
            let names: Vec<String> = network.state_mut().into_iter().map(|(n, _)| n).collect();
            let count = |end: &str| names.iter().filter(|name| name.ends_with(end)).count();
            assert!(count("weight") >= 4, "{names:?}");
            assert_eq!(count("weight"), count("bias"), "{architecture}: {names:?}");
            assert_eq!(count("running_mean"), 0, "{architecture}");
            let back = network.forward(Tensor::zeros([3, PIXELS], &device), &mut Pass::Evaluation);
            assert_eq!(back.dims(), [3, PIXELS]);
        }
    }
}

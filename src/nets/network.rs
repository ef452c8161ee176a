//! A network: layers in a row.

use std::ops::Range;

use burn::tensor::Tensor;

use super::Param;
use super::layers::{DropoutRate, Layer, State, state_in_row, transposed_in_row};
use crate::rng::HostRng;

/// How a forward pass is meant.
#[derive(Debug)]
pub enum Pass<'a> {
    /// Batch statistics and dropout.
    Training {
        /// The stream of dropout masks.
        dropout: &'a mut HostRng,
        /// Share of hidden inputs and hidden units.
        rates: (f64, f64),
    },
    /// Running statistics, no dropout.
    Evaluation,
}

impl Pass<'_> {
    /// Whether batch statistics are used.
    pub fn training(&self) -> bool {
        matches!(self, Self::Training { .. })
    }

    /// `count` numbers, 0 or 1/(1 − p); none when nothing is dropped.
    pub fn dropout_mask(&mut self, rate: DropoutRate, count: usize) -> Option<Vec<f32>> {
        let Self::Training { dropout, rates } = self else {
            return None;
        };
        let p = match rate {
            DropoutRate::Input => rates.0,
            DropoutRate::Hidden => rates.1,
        } as f32;
        let kept = 1.0 / (1.0 - p);
        (p > 0.0).then(|| {
            (0..count)
                .map(|_| if dropout.unit() < p { 0.0 } else { kept })
                .collect()
        })
    }
}

/// Layers in a row.
#[derive(Clone, Debug)]
pub struct Network {
    pub(super) layers: Vec<Layer>,
    reference: Option<Tensor<2>>,
}

/// A tensor with its name `<index of the layer among those with parameters>.<name in it>`.
pub type Named<T> = (String, T);

impl Network {
    /// A network of these layers.
    pub fn new(layers: Vec<Layer>) -> Self {
        Self {
            layers,
            reference: None,
        }
    }

    /// With the fixed batch `[reference, inputs]` of virtual batch normalisation, which goes through it ahead of
    /// every other.
    pub fn with_reference(self, reference: Tensor<2>) -> Self {
        Self {
            reference: Some(reference),
            ..self
        }
    }

    /// `[batch, inputs]` → `[batch, outputs]`.
    pub fn forward(&mut self, x: Tensor<2>, pass: &mut Pass) -> Tensor<2> {
        self.through(0..self.layers.len(), x, pass)
    }

    /// What comes into the last layer, `[batch, features]`, and what comes out of it, `[batch, outputs]`.
    pub fn forward_with_features(
        &mut self,
        x: Tensor<2>,
        pass: &mut Pass,
    ) -> (Tensor<2>, Tensor<2>) {
        let last = self.layers.len() - 1;
        let features = self.through(0..last, x, pass);
        let output = self.through(last..last + 1, features.clone(), pass);
        (features, output)
    }

    fn through(&mut self, range: Range<usize>, x: Tensor<2>, pass: &mut Pass) -> Tensor<2> {
        let rows = x.dims()[0];
        let (first, last) = (range.start == 0, range.end == self.layers.len());
        let x = match &self.reference {
            Some(reference) if first => Tensor::cat(vec![reference.clone(), x], 0),
            _ => x,
        };
        let layers = self.layers[range].iter_mut();
        let y = layers.fold(x, |x, layer| layer.forward(x, pass));
        match &self.reference {
            Some(reference) if last => y.narrow(0, reference.dims()[0], rows),
            _ => y,
        }
    }

    /// Every tensor that training changes, in a fixed order.
    pub fn state_mut(&mut self) -> Vec<Named<State<'_>>> {
        state_in_row(&mut self.layers)
    }

    /// The trainable tensors, in a fixed order.
    pub fn params_mut(&mut self) -> Vec<Named<&mut Param>> {
        self.state_mut()
            .into_iter()
            .filter_map(|(name, state)| match state {
                State::Param(param) => Some((name, param)),
                State::Buffer(_) => None,
            })
            .collect()
    }

    /// The layers, in order.
    pub fn layers_mut(&mut self) -> &mut [Layer] {
        &mut self.layers
    }

    /// Names of the weights that are stored transposed with respect to PyTorch.
    pub fn transposed_weights(&mut self) -> Vec<String> {
        transposed_in_row(&mut self.layers)
    }

    /// Forward passes from now on record what the gradients need.
    pub fn track(&mut self) {
        for (_, param) in self.params_mut() {
            param.track();
        }
    }

    /// One power iteration in every layer with spectral normalisation.
    pub fn iterate_spectral(&mut self) {
        self.layers.iter_mut().for_each(Layer::iterate_spectral);
    }
}

//! A network: layers in a row.

use std::ops::Range;

use burn::tensor::Tensor;

use super::Param;
use super::layers::{
    DropoutRate, Layer, MixtureLatent, State, state_in_row, through, transposed_in_row,
};
use crate::kernels;
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

/// What comes out for two minibatches.
#[derive(Clone, Debug)]
pub struct Both {
    /// For the first.
    pub one: Tensor<2>,
    /// For the second.
    pub other: Tensor<2>,
    /// For both, the first above the second, where they went through together.
    pub joined: Option<Tensor<2>>,
}

fn rows_of_both(one: Tensor<2>, other: Tensor<2>) -> Tensor<2> {
    let (columns, parts) = (one.dims()[1], vec![one, other]);
    let rows = parts.iter().map(|part| part.dims()[0]).sum();
    kernels::join(&parts, [rows, columns]).unwrap_or_else(|| Tensor::cat(parts, 0))
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

    /// Whether each row of the output depends on its own row of the input alone, so that two minibatches may go
    /// through together.
    pub fn rows_are_independent(&self) -> bool {
        !self.layers.iter().any(Layer::mixes_rows)
    }

    /// Two minibatches in one pass where that changes nothing, else one after the other.
    pub fn forward_both(&mut self, one: Tensor<2>, other: Tensor<2>, pass: &mut Pass) -> Both {
        if !self.rows_are_independent() {
            return Both {
                one: self.forward(one, pass),
                other: self.forward(other, pass),
                joined: None,
            };
        }
        let rows = [one.dims()[0], other.dims()[0]];
        let joined = self.forward(rows_of_both(one, other), pass);
        Both {
            one: joined.clone().narrow(0, 0, rows[0]),
            other: joined.clone().narrow(0, rows[0], rows[1]),
            joined: Some(joined),
        }
    }

    /// What comes into the last layer with weights, `[batch, features]`, and what comes out in the end,
    /// `[batch, outputs]`.
    pub fn forward_with_features(
        &mut self,
        x: Tensor<2>,
        pass: &mut Pass,
    ) -> (Tensor<2>, Tensor<2>) {
        let head = match self.layers.last() {
            Some(Layer::Difference) => 2,
            _ => 1,
        };
        let all = self.layers.len();
        let features = self.through(0..all - head, x, pass);
        let output = self.through(all - head..all, features.clone(), pass);
        (features, output)
    }

    fn through(&mut self, range: Range<usize>, x: Tensor<2>, pass: &mut Pass) -> Tensor<2> {
        let rows = x.dims()[0];
        let (first, last) = (range.start == 0, range.end == self.layers.len());
        let x = match &self.reference {
            Some(reference) if first => Tensor::cat(vec![reference.clone(), x], 0),
            _ => x,
        };
        let y = through(&mut self.layers[range], x, pass);
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

    /// The mixture that z is drawn from, where it is one.
    pub fn mixture_latent(&self) -> Option<&MixtureLatent> {
        self.layers.iter().find_map(|layer| match layer {
            Layer::MixtureLatent(mixture) => Some(mixture),
            _ => None,
        })
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

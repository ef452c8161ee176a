//! Layers within a layer, with a way around them.

use burn::tensor::Tensor;

use super::{Layer, State};
use crate::nets::Pass;
use crate::nets::network::Named;

/// `layers` one after another.
pub fn through(layers: &mut [Layer], x: Tensor<2>, pass: &mut Pass) -> Tensor<2> {
    layers.iter_mut().fold(x, |x, layer| layer.forward(x, pass))
}

/// Every tensor of `layers` that training changes, in a fixed order, under
/// `<index of the layer among those with any>.<name in it>`.
pub fn state_in_row(layers: &mut [Layer]) -> Vec<Named<State<'_>>> {
    layers
        .iter_mut()
        .map(Layer::state_mut)
        .filter(|state| !state.is_empty())
        .enumerate()
        .flat_map(|(index, state)| {
            state
                .into_iter()
                .map(move |(name, item)| (format!("{index}.{name}"), item))
        })
        .collect()
}

/// Names of the weights in `layers` that are stored transposed with respect to PyTorch.
pub fn transposed_in_row(layers: &mut [Layer]) -> Vec<String> {
    layers
        .iter_mut()
        .filter_map(|layer| {
            let names = layer.transposed_weights();
            (!layer.state_mut().is_empty()).then_some(names)
        })
        .enumerate()
        .flat_map(|(index, names)| names.into_iter().map(move |name| format!("{index}.{name}")))
        .collect()
}

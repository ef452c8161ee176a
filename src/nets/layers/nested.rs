//! Layers within a layer, with a way around them.

use burn::tensor::Tensor;

use super::{Layer, State};
use crate::nets::Pass;
use crate::nets::network::Named;

/// `layers` one after another; an activation together with what it follows.
pub fn through(layers: &mut [Layer], x: Tensor<2>, pass: &mut Pass) -> Tensor<2> {
    match layers {
        [] => x,
        [layer, Layer::Activation(activation), rest @ ..] if layer.takes_activation() => {
            let y = layer.forward_into(x, Some(*activation), pass);
            through(rest, y, pass)
        }
        [layer, rest @ ..] => {
            let y = layer.forward_into(x, None, pass);
            through(rest, y, pass)
        }
    }
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

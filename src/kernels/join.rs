//! Numbers of several tensors in one: so that a report is one read-back, and two minibatches are one.

use burn::tensor::Tensor;
use burn_cubecl::tensor::CubeTensor;

use super::launch::{Bound, empty, groups_in_strides, launch, on_gpu, plain, wrap};
use super::program::Program;

/// Tensors that one launch copies; with the one that they go into, as many buffers as every device can bind.
const SOURCES_MAX: usize = 7;

/// The numbers of `parts` one after another, in `shape`; none unless all are on the GPU and outside any graph.
pub fn join<const D: usize, const E: usize>(
    parts: &[Tensor<D>],
    shape: [usize; E],
) -> Option<Tensor<E>> {
    if !parts.first().is_some_and(on_gpu) {
        return None;
    }
    let parts: Vec<CubeTensor> = parts.iter().map(plain).collect::<Option<_>>()?;
    let joined = empty(parts.first()?, shape);
    let mut base = 0;
    for some in parts.chunks(SOURCES_MAX) {
        let lengths = some.iter().map(|part| part.meta.num_elements());
        let mut bound = vec![Bound::Update(&joined)];
        bound.extend(some.iter().map(Bound::Read));
        let program = Program::Join {
            sources: some.len() as u8,
        };
        let groups = groups_in_strides(lengths.clone().max().unwrap_or_default());
        launch(program, &bound, &[base as u32, 0, 0, 0], groups);
        base += lengths.sum::<usize>();
    }
    Some(wrap(joined))
}

//! Labels as vectors.

use burn::tensor::{Device, Tensor, TensorData};

/// Classes of MNIST.
pub const CLASSES: usize = 10;

/// One row per label, `[count, classes]`: 1 at the label, 0 elsewhere.
pub fn one_hot(labels: &[u8], classes: usize, device: &Device) -> Tensor<2> {
    let mut values = vec![0.0_f32; labels.len() * classes];
    for (row, &label) in values.chunks_exact_mut(classes).zip(labels) {
        if let Some(cell) = row.get_mut(usize::from(label)) {
            *cell = 1.0;
        }
    }
    Tensor::from_data(TensorData::new(values, [labels.len(), classes]), device)
}

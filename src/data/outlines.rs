//! The outlines of images.

use burn::tensor::module::conv2d;
use burn::tensor::ops::ConvOptions;
use burn::tensor::{Tensor, TensorData};

use super::{PIXELS, SIDE};

/// The four neighbours of a pixel.
const NEIGHBOURS: [f32; 9] = [0.0, 1.0, 0.0, 1.0, 0.0, 1.0, 0.0, 1.0, 0.0];

/// 1 at the pixels of paper that touch ink, -1 elsewhere: `[batch, 784]` → `[batch, 784]`, of images in [-1, 1].
pub fn outlines(images_pm1: Tensor<2>) -> Tensor<2> {
    let batch = images_pm1.dims()[0];
    let ink = images_pm1
        .greater_elem(0.0)
        .float()
        .reshape([batch, 1, SIDE, SIDE]);
    let kernel = TensorData::new(NEIGHBOURS.to_vec(), [1, 1, 3, 3]);
    let kernel = Tensor::from_data(kernel, &ink.device());
    let touching = conv2d(
        ink.clone(),
        kernel,
        None,
        ConvOptions::new([1, 1], [1, 1], [1, 1], 1),
    );
    let paper = ink.neg().add_scalar(1.0);
    (paper * touching.clamp_max(1.0))
        .mul_scalar(2.0)
        .sub_scalar(1.0)
        .reshape([batch, PIXELS])
}

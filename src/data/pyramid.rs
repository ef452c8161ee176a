//! Images at half and at twice their size.

use burn::tensor::Tensor;

/// The mean of each 2×2 pixels: `[batch, side²]` → `[batch, (side/2)²]`.
pub fn halved(images: Tensor<2>) -> Tensor<2> {
    let [batch, pixels] = images.dims();
    let half = pixels.isqrt() / 2;
    images
        .reshape([batch * half, 2, half, 2])
        .sum_dim(3)
        .sum_dim(1) // [batch·half, 1, half, 1]
        .mul_scalar(0.25)
        .reshape([batch, half * half])
}

/// Each pixel four times: `[batch, side²]` → `[batch, (2·side)²]`.
pub fn doubled(images: Tensor<2>) -> Tensor<2> {
    let [batch, pixels] = images.dims();
    let side = pixels.isqrt();
    images
        .reshape([batch * side, 1, side, 1])
        .repeat_dim(3, 2)
        .repeat_dim(1, 2) // [batch·side, 2, side, 2]
        .reshape([batch, 4 * pixels])
}

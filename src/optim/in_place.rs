//! What happens to a player's parameters beside their rule, in place: one pass on the processor, and some parameters
//! to a launch on the GPU.

use burn::tensor::{Tensor, TensorData};

use super::host;
use crate::error::{GantryError, Result};
use crate::kernels::{self, Moved, Step};
use crate::nets::Param;

/// `θ̄ ← kθ̄ + (1−k)θ`, k being the share that is `kept`, for each of `params` and its average.
///
/// # Errors
/// [`GantryError::Device`] when the device's memory cannot be reached.
pub fn blend(averages: &mut Vec<Tensor<1>>, params: &mut [&mut Param], kept: f64) -> Result<()> {
    let pairs = std::mem::take(averages).into_iter().zip(params);
    let step = Step::Blend { kept };
    let mut on_gpu = Vec::new();
    for (average, param) in pairs {
        if kernels::on_gpu(&average) {
            on_gpu.push(Moved {
                theta: average,
                gradient: Some(param.value().clone()),
                moments: Vec::new(),
            });
            continue;
        }
        let (value, device) = (param.take_value(), average.device());
        let value = value.into_data();
        let numbers = value.as_slice::<f32>().map_err(unreachable)?;
        let blend = |average: &mut [f32]| host::update(step, average, numbers, &mut []);
        averages.push(change(average, blend)?);
        param.set_value(Tensor::from_data(value, &device));
    }
    let moved = move_on_gpu(step, on_gpu)?;
    averages.extend(moved.into_iter().map(|moved| moved.theta));
    Ok(())
}

/// Clamps every number of `params` to ±c.
///
/// # Errors
/// [`GantryError::Device`] when the device's memory cannot be reached.
pub fn clip(params: Vec<&mut Param>, c: f64) -> Result<()> {
    let step = Step::Clip { c };
    let (mut places, mut on_gpu) = (Vec::new(), Vec::new());
    for param in params {
        let theta = param.take_value();
        if kernels::on_gpu(&theta) {
            let (gradient, moments) = (None, Vec::new());
            on_gpu.push(Moved {
                theta,
                gradient,
                moments,
            });
            places.push(param);
        } else {
            let clamp = |numbers: &mut [f32]| host::update(step, numbers, &[], &mut []);
            param.set_value(change(theta, clamp)?);
        }
    }
    let moved = move_on_gpu(step, on_gpu)?;
    for (param, moved) in places.into_iter().zip(moved) {
        param.set_value(moved.theta);
    }
    Ok(())
}

/// [`kernels::update`] of parameters that are known to be on the GPU.
pub(super) fn move_on_gpu(step: Step, moved: Vec<Moved>) -> Result<Vec<Moved>> {
    if moved.is_empty() {
        return Ok(moved);
    }
    kernels::update(step, moved).ok_or_else(|| GantryError::Device {
        device: "webgpu",
        problem: "a parameter is not in its memory".to_owned(),
    })
}

/// The tensor after `change`, in place where nobody else holds it; on the processor.
pub(super) fn change(tensor: Tensor<1>, change: impl FnOnce(&mut [f32])) -> Result<Tensor<1>> {
    let device = tensor.device();
    let mut data: TensorData = tensor.into_data();
    change(data.as_mut_slice::<f32>().map_err(unreachable)?);
    Ok(Tensor::from_data(data, &device))
}

pub(super) fn unreachable(error: impl std::fmt::Display) -> GantryError {
    GantryError::Device {
        device: "cpu",
        problem: format!("a parameter's memory cannot be reached ({error})"),
    }
}

#[cfg(all(test, feature = "flex"))]
#[allow(clippy::unwrap_used)]
mod tests {
    use burn::tensor::Device;

    use super::*;

    fn param(values: [f32; 3]) -> Param {
        let data = TensorData::from(values);
        Param::new(&[3], Tensor::from_data(data, &Device::flex()))
    }

    fn read(tensor: &Tensor<1>) -> Vec<f32> {
        tensor.clone().into_data().try_into_vec().unwrap()
    }

    #[test]
    fn an_average_keeps_its_share_and_leaves_the_weights_alone() {
        let mut weights = param([1.0, -2.0, 8.0]);
        let start = weights.value().clone();
        let mut averages = vec![start.clone()];
        weights.set_value(param([5.0, 2.0, 0.0]).value().clone());
        blend(&mut averages, &mut [&mut weights], 0.75).unwrap();
        assert_eq!(read(&averages[0]), [2.0, -1.0, 6.0]);
        assert_eq!(read(weights.value()), [5.0, 2.0, 0.0]);
        assert_eq!(read(&start), [1.0, -2.0, 8.0], "somebody else held it");
    }

    #[test]
    fn clipping_bounds_both_sides() {
        let mut weights = param([0.5, -0.02, 0.005]);
        let before = weights.value().clone();
        clip(vec![&mut weights], 0.01).unwrap();
        assert_eq!(read(weights.value()), [0.01, -0.01, 0.005]);
        assert_eq!(read(&before), [0.5, -0.02, 0.005], "somebody else held it");
    }
}

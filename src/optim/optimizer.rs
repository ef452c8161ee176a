//! The optimiser of one player: its rule's moments for each parameter, and the count of steps.

use burn::tensor::{Gradients, Tensor};

use super::in_place::{change, move_on_gpu, unreachable};
use super::{Rule, host};
use crate::device::Compute;
use crate::error::Result;
use crate::kernels::{self, Moved, Step};
use crate::nets::Param;

/// A moment of one parameter, where the update happens.
#[derive(Clone, Debug)]
pub enum Moment {
    /// In host memory, for the CPU device: one fused pass instead of a dozen.
    Host(Vec<f32>),
    /// On the device.
    Device(Tensor<1>),
}

impl Moment {
    fn into_tensor(self) -> Option<Tensor<1>> {
        match self {
            Self::Device(tensor) => Some(tensor),
            Self::Host(_) => None,
        }
    }
}

/// Moments and step count of one player.
#[derive(Clone, Debug)]
pub struct Optimizer {
    /// Steps that were made.
    pub steps: u32,
    /// For each parameter, as many moments as the rule keeps.
    pub moments: Vec<Vec<Moment>>,
}

impl Optimizer {
    /// An optimiser at its start: all moments 0.
    pub fn new(rule: &Rule, params: &[&mut Param], compute: &Compute) -> Self {
        let zeros = |param: &Param| {
            let count = param.shape.iter().product();
            if compute.is_host() {
                Moment::Host(vec![0.0; count])
            } else {
                Moment::Device(Tensor::zeros([count], &compute.device))
            }
        };
        let moments = params
            .iter()
            .map(|param| (0..rule.moments()).map(|_| zeros(param)).collect())
            .collect();
        Self { steps: 0, moments }
    }

    /// Ends the tracking of `params` and moves them along their gradients.
    ///
    /// # Errors
    /// [`GantryError::Device`] when the device's memory cannot be reached.
    pub fn step(
        &mut self,
        rule: &Rule,
        params: Vec<&mut Param>,
        mut gradients: Gradients,
    ) -> Result<()> {
        self.steps += 1;
        let tracked: Vec<_> = params
            .into_iter()
            .map(|param| {
                let gradient = param.untrack(&mut gradients);
                (param, gradient)
            })
            .collect();
        // What the graph still holds would force a copy of every parameter below.
        drop(gradients);
        let moved = tracked
            .into_iter()
            .zip(&mut self.moments)
            .filter_map(|((param, gradient), moments)| Some((param, gradient?, moments)));
        let (mut on_device, mut on_host) = (Vec::new(), Vec::new());
        for part in moved {
            if kernels::on_gpu(part.0.value()) {
                on_device.push(part);
            } else {
                on_host.push(part);
            }
        }
        let step = rule.at_step(self.steps);
        if !on_device.is_empty() {
            update_on_device(step, on_device)?;
        }
        for (param, gradient, moments) in on_host {
            update_on_host(step, param, gradient, moments)?;
        }
        Ok(())
    }
}

/// A parameter with its gradient and its moments.
type Part<'a> = (&'a mut Param, Tensor<1>, &'a mut Vec<Moment>);

fn update_on_device(step: Step, parts: Vec<Part>) -> Result<()> {
    let (mut places, mut moved) = (Vec::new(), Vec::new());
    for (param, gradient, moments) in parts {
        moved.push(Moved {
            theta: param.take_value(),
            gradient: Some(gradient),
            moments: moments.drain(..).filter_map(Moment::into_tensor).collect(),
        });
        places.push((param, moments));
    }
    let moved = move_on_gpu(step, moved)?;
    for ((param, moments), moved) in places.into_iter().zip(moved) {
        param.set_value(moved.theta);
        moments.extend(moved.moments.into_iter().map(Moment::Device));
    }
    Ok(())
}

fn update_on_host(
    step: Step,
    param: &mut Param,
    gradient: Tensor<1>,
    moments: &mut [Moment],
) -> Result<()> {
    let gradient = gradient.into_data();
    let gradient = gradient.as_slice::<f32>().map_err(unreachable)?;
    let mut slices: Vec<&mut [f32]> = moments
        .iter_mut()
        .filter_map(|moment| match moment {
            Moment::Host(values) => Some(values.as_mut_slice()),
            Moment::Device(_) => None,
        })
        .collect();
    let theta = change(param.take_value(), |theta| {
        host::update(step, theta, gradient, &mut slices);
    })?;
    param.set_value(theta);
    Ok(())
}

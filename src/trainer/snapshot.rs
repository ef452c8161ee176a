//! Every tensor of a run under a name of its own: read in one round trip, written back after a check.

use std::collections::HashMap;

use burn::tensor::{Device, Tensor, TensorData, Transaction};

use super::state::Trainer;
use crate::error::{CheckpointProblem, Result};
use crate::nets::layers::State;
use crate::nets::{Network, Param};
use crate::optim::Moment;

/// A tensor's values on the host.
#[derive(Clone, Debug, PartialEq)]
pub struct HostTensor {
    /// Its shape.
    pub shape: Vec<usize>,
    /// Its values, row-major.
    pub values: Vec<f32>,
}

/// A place where a tensor of the run is kept.
enum Slot<'a> {
    Param(&'a mut Param),
    Tensor(&'a mut Tensor<1>),
    Host(&'a mut Vec<f32>),
}

impl<'a> From<State<'a>> for Slot<'a> {
    fn from(state: State<'a>) -> Self {
        match state {
            State::Param(param) => Self::Param(param),
            State::Buffer(tensor) => Self::Tensor(tensor),
        }
    }
}

impl<'a> From<&'a mut Moment> for Slot<'a> {
    fn from(moment: &'a mut Moment) -> Self {
        match moment {
            Moment::Host(values) => Self::Host(values),
            Moment::Device(tensor) => Self::Tensor(tensor),
        }
    }
}

impl Slot<'_> {
    fn shape(&self) -> Vec<usize> {
        match self {
            Self::Param(param) => param.shape.clone(),
            Self::Tensor(tensor) => tensor.dims().to_vec(),
            Self::Host(values) => vec![values.len()],
        }
    }

    fn set(self, values: Vec<f32>, device: &Device) {
        let count = values.len();
        match self {
            Self::Param(param) => {
                param.set_value(Tensor::from_data(TensorData::new(values, [count]), device))
            }
            Self::Tensor(slot) => {
                *slot = Tensor::from_data(TensorData::new(values, [count]), device)
            }
            Self::Host(slot) => *slot = values,
        }
    }
}

/// Reads tensors in one round trip.
async fn read(
    slots: Vec<(String, Slot<'_>)>,
) -> std::result::Result<Vec<(String, HostTensor)>, String> {
    let mut transaction = Transaction::default();
    let mut waiting = Vec::new();
    for (name, slot) in slots {
        let shape = slot.shape();
        let on_host = match slot {
            Slot::Host(values) => Some(values.clone()),
            Slot::Param(param) => {
                transaction = transaction.register(param.value().clone());
                None
            }
            Slot::Tensor(tensor) => {
                transaction = transaction.register(tensor.clone());
                None
            }
        };
        waiting.push((name, shape, on_host));
    }
    let data = transaction
        .execute_async()
        .await
        .map_err(|error| error.to_string())?;
    let mut data = data.into_iter();
    let mut next = || {
        let values = data.next().and_then(|data| data.try_into_vec::<f32>().ok());
        values.ok_or_else(|| "a tensor did not come back".to_owned())
    };
    waiting
        .into_iter()
        .map(|(name, shape, on_host)| {
            let values = on_host.map_or_else(&mut next, Ok)?;
            Ok((name, HostTensor { shape, values }))
        })
        .collect()
}

impl Trainer {
    /// Reads every tensor of the run.
    pub(super) async fn read_tensors(&mut self) -> Result<Vec<(String, HostTensor)>> {
        let read = read(self.slots()).await;
        read.map_err(|error| self.compute.lost(&error))
    }

    /// Reads every tensor of `network`, under `<name>.`.
    pub(super) async fn read_network(
        &self,
        name: &str,
        network: &mut Network,
    ) -> Result<Vec<(String, HostTensor)>> {
        let read = read(network_slots(name, network)).await;
        read.map_err(|error| self.compute.lost(&error))
    }

    /// Writes every tensor of the run; all must be there, in their shapes.
    pub(super) fn write_tensors(&mut self, mut tensors: HashMap<String, HostTensor>) -> Result<()> {
        let device = self.compute.device.clone();
        for (name, slot) in self.slots() {
            let tensor = tensors
                .remove(&name)
                .ok_or_else(|| CheckpointProblem::TensorMissing {
                    tensor: name.clone(),
                })?;
            let shape = slot.shape();
            if tensor.shape != shape {
                return Err(CheckpointProblem::TensorUnfit {
                    tensor: name,
                    found: format!("{:?}", tensor.shape),
                    needed: format!("{shape:?}"),
                }
                .into());
            }
            slot.set(tensor.values, &device);
        }
        Ok(())
    }

    /// Name and place of every tensor, in a fixed order.
    fn slots(&mut self) -> Vec<(String, Slot<'_>)> {
        let mut slots: Vec<(String, Slot)> = Vec::new();
        let parts = self.game.parts_mut();
        for (role, network) in parts.networks {
            slots.extend(network_slots(role.name, network));
        }
        for (name, tensor) in parts.tensors {
            slots.push((format!("game.{name}"), Slot::Tensor(tensor)));
        }
        for (player, optimizer) in ["d_optimizer", "g_optimizer", "e_optimizer"]
            .into_iter()
            .zip(&mut self.optimizers)
        {
            for (index, moments) in optimizer.moments.iter_mut().enumerate() {
                for (which, moment) in moments.iter_mut().enumerate() {
                    slots.push((format!("{player}.{index}.{which}"), moment.into()));
                }
            }
        }
        for (player, history) in ["d_history", "g_history", "e_history"]
            .into_iter()
            .zip(&mut self.histories)
        {
            let means = history.iter_mut().flat_map(|history| &mut history.means);
            for (index, mean) in means.enumerate() {
                slots.push((format!("{player}.{index}"), Slot::Tensor(mean)));
            }
        }
        for (index, tensor) in self
            .ema
            .iter_mut()
            .flat_map(|ema| &mut ema.averages)
            .enumerate()
        {
            slots.push((format!("ema.{index}"), Slot::Tensor(tensor)));
        }
        slots
    }
}

fn network_slots<'a>(role: &str, network: &'a mut Network) -> Vec<(String, Slot<'a>)> {
    let state = network.state_mut().into_iter();
    state
        .map(|(name, state)| (format!("{role}.{name}"), state.into()))
        .collect()
}

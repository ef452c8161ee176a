//! An optimiser's step: in place, some parameters to each launch.

use burn::tensor::Tensor;
use burn_cubecl::tensor::CubeTensor;
use burn_cubecl::{CubeBackend, kernel};

use super::launch::{Bound, groups_in_strides, launch, wrap};
use super::program::Program;
use super::{Moved, Step};

/// What each rule is given of a parameter: itself, its gradient, its moments.
pub const BUFFERS: [&[&str]; 5] = [
    &["theta", "g", "m", "v"],
    &["theta", "g", "m"],
    &["theta", "g", "m"],
    &["theta", "g"],
    &["theta"],
];
/// More parameters in one launch would only mean more programs.
const PARAMS_MAX: usize = 8;

/// Moves the parameters along their gradients; none if one of them is not on the GPU.
pub fn update(step: Step, moved: Vec<Moved>) -> Option<Vec<Moved>> {
    let (rule, words) = step.words();
    let buffers: Vec<Buffers> = moved.into_iter().map(Buffers::new).collect::<Option<_>>()?;
    for some in buffers.chunks(params_per_launch(&buffers, rule)) {
        let bound: Vec<Bound> = some.iter().flat_map(Buffers::bound).collect();
        let largest = some.iter().map(|own| own.theta.meta.num_elements()).max();
        let program = Program::Update {
            rule,
            params: some.len() as u8,
        };
        let groups = groups_in_strides(largest.unwrap_or_default());
        launch(program, &bound, &words, groups);
    }
    Some(buffers.into_iter().map(Buffers::wrapped).collect())
}

/// As many as the device can bind buffers for.
fn params_per_launch(buffers: &[Buffers], rule: u8) -> usize {
    let each = BUFFERS[usize::from(rule)].len();
    let most = buffers.first().map_or(each, |first| {
        // One is set aside for shapes that lie in a storage buffer; here they are uniform.
        first.theta.client.properties().hardware.max_bindings as usize + 1
    });
    (most / each).clamp(1, PARAMS_MAX)
}

struct Buffers {
    theta: CubeTensor,
    gradient: Option<CubeTensor>,
    moments: Vec<CubeTensor>,
}

impl Buffers {
    fn new(param: Moved) -> Option<Self> {
        let gradient = match param.gradient {
            Some(gradient) => {
                let gradient = gradient.try_into_primitive::<CubeBackend>().ok()?;
                Some(kernel::into_contiguous(gradient))
            }
            None => None,
        };
        Some(Self {
            theta: own(param.theta)?,
            gradient,
            moments: param.moments.into_iter().map(own).collect::<Option<_>>()?,
        })
    }

    fn bound(&self) -> Vec<Bound<'_>> {
        let mut bound = vec![Bound::Update(&self.theta)];
        bound.extend(self.gradient.iter().map(Bound::Read));
        bound.extend(self.moments.iter().map(Bound::Update));
        bound
    }

    fn wrapped(self) -> Moved {
        Moved {
            theta: wrap(self.theta),
            gradient: self.gradient.map(wrap),
            moments: self.moments.into_iter().map(wrap).collect(),
        }
    }
}

/// The tensor for a change in place: a copy, where somebody else holds it too.
fn own(tensor: Tensor<1>) -> Option<CubeTensor> {
    let tensor = kernel::into_contiguous(tensor.try_into_primitive::<CubeBackend>().ok()?);
    Some(if tensor.handle.can_mut() {
        tensor
    } else {
        tensor.copy()
    })
}

impl Step {
    /// Which rule, and its numbers as the program reads them.
    fn words(self) -> (u8, [u32; 8]) {
        let (rule, numbers) = match self {
            Self::Adam {
                step,
                root,
                beta1,
                beta2,
                epsilon,
            } => (
                0,
                [
                    step,
                    root,
                    beta1,
                    beta2,
                    epsilon,
                    1.0 - beta1,
                    1.0 - beta2,
                    0.0,
                ],
            ),
            Self::RmsProp { lr, decay, epsilon } => {
                (1, [lr, decay, epsilon, 1.0 - decay, 0.0, 0.0, 0.0, 0.0])
            }
            Self::Sgd { lr, momentum } => (2, [lr, momentum, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]),
            Self::Blend { kept } => (3, [kept, 1.0 - kept, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]),
            Self::Clip { c } => (4, [c, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]),
        };
        (rule, numbers.map(|number| (number as f32).to_bits()))
    }
}

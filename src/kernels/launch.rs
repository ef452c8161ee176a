//! From tensors to launches.

use burn::backend::autodiff::checkpoint::strategy::NoCheckpointing;
use burn::backend::autodiff::ops::{Backward, NodeGuard, OpsKind};
use burn::backend::tensor::FloatTensor;
use burn::backend::{Autodiff, DispatchDevice};
use burn::tensor::{DType, Shape, Tensor};
use burn_cubecl::cubecl::ir::attributes::BufferIOAttr;
use burn_cubecl::cubecl::prelude::{CubeCount, CubeDim};
use burn_cubecl::cubecl::server::{KernelArguments, MetadataBindingInfo};
use burn_cubecl::template::SourceKernel;
use burn_cubecl::tensor::CubeTensor;
use burn_cubecl::{CubeBackend, kernel};

use super::program::{Program, WORKGROUP};

/// A tensor within autodiff's graph.
pub type Tracked = FloatTensor<Autodiff<CubeBackend>>;

/// Most workgroups of a kernel whose units go on in strides.
const GROUPS_MAX: usize = 1024;

/// Whether the tensor is on the GPU. A build for it alone knows that it is, and carries no code for the processor.
pub fn on_gpu<const D: usize>(tensor: &Tensor<D>) -> bool {
    if cfg!(not(feature = "flex")) {
        return true;
    }
    matches!(
        tensor.device().inner().as_dispatch(),
        DispatchDevice::Cube(_)
    )
}

/// The tensor outside any graph.
pub fn plain<const D: usize>(tensor: &Tensor<D>) -> Option<CubeTensor> {
    let tensor = tensor.clone().try_into_primitive::<CubeBackend>().ok()?;
    Some(kernel::into_contiguous(tensor))
}

/// The tensor in the graph, as a constant if it was outside.
pub fn tracked<const D: usize>(tensor: &Tensor<D>) -> Option<Tracked> {
    let tensor = tensor.clone().autodiff();
    tensor.try_into_primitive::<Autodiff<CubeBackend>>().ok()
}

/// The numbers of a tensor in the graph.
pub fn numbers(tensor: &Tracked) -> CubeTensor {
    kernel::into_contiguous(tensor.primitive().clone())
}

/// The output of an operation, with the way back.
pub fn record<const D: usize, const N: usize, B>(
    back: B,
    nodes: [NodeGuard; N],
    state: B::State,
    output: CubeTensor,
) -> Tensor<D>
where
    B: Backward<CubeBackend, N>,
{
    let prepared = back
        .prepare::<NoCheckpointing>(nodes)
        .compute_bound()
        .stateful();
    let output = match prepared {
        OpsKind::Tracked(prepared) => prepared.finish(state, output),
        OpsKind::UnTracked(prepared) => prepared.finish(output),
    };
    Tensor::from_primitive::<Autodiff<CubeBackend>>(output)
}

/// A tensor outside any graph.
pub fn wrap<const D: usize>(tensor: CubeTensor) -> Tensor<D> {
    Tensor::from_primitive::<CubeBackend>(tensor)
}

/// Memory for `shape`, on the device of `like`.
pub fn empty(like: &CubeTensor, shape: impl Into<Shape>) -> CubeTensor {
    let shape = shape.into();
    let handle = like.client.empty(shape.num_elements() * size_of::<f32>());
    let (client, device) = (like.client.clone(), like.device.clone());
    CubeTensor::new_contiguous(client, device, shape, handle, DType::F32)
}

/// What a buffer is for.
#[derive(Clone, Copy, Debug)]
pub enum Bound<'a> {
    Read(&'a CubeTensor),
    Write(&'a CubeTensor),
    Update(&'a CubeTensor),
}

/// Launches `program`; `words` are its uniform, four by four.
pub fn launch(program: Program, bound: &[Bound], words: &[u32], groups: usize) {
    let mut arguments = KernelArguments::new();
    let mut client = None;
    for bound in bound {
        let (tensor, io) = match bound {
            Bound::Read(tensor) => (tensor, BufferIOAttr::ReadOnly),
            Bound::Write(tensor) => (tensor, BufferIOAttr::WriteOnly),
            Bound::Update(tensor) => (tensor, BufferIOAttr::ReadWrite),
        };
        client = Some(&tensor.client);
        arguments = arguments.with_buffer_io(tensor.handle.clone().binding(), io);
    }
    let words = words.chunks(2).map(|pair| {
        let high = pair.get(1).copied().unwrap_or_default();
        u64::from(high) << 32 | u64::from(pair[0])
    });
    let arguments = arguments.with_info(MetadataBindingInfo::custom(words.collect()));
    if let Some(client) = client {
        let kernel = SourceKernel::new(program, CubeDim::new_1d(WORKGROUP));
        let count = CubeCount::Static(groups as u32, 1, 1);
        client.launch(Box::new(kernel), count, arguments);
    }
}

/// Workgroups for `units` that have one piece of work each.
pub fn groups_of(units: usize) -> usize {
    units.div_ceil(WORKGROUP as usize)
}

/// Workgroups for numbers that units go through in strides.
pub fn groups_in_strides(numbers: usize) -> usize {
    groups_of(numbers).min(GROUPS_MAX)
}

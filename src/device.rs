//! Where the tensors live: the one place that opens a device.

use burn::tensor::{Device, Tensor, TensorData};

use crate::error::{GantryError, Result};

/// Which device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(all(feature = "web", target_arch = "wasm32"), derive(tsify::Tsify))]
pub enum DeviceKind {
    /// `flex`: the processor, with SIMD.
    #[serde(rename = "cpu")]
    Cpu,
    /// burn-wgpu: WebGPU in a browser, Vulkan, Metal or DirectX natively.
    #[serde(rename = "webgpu")]
    Gpu,
}

impl DeviceKind {
    /// `cpu` or `webgpu`.
    pub fn id(self) -> &'static str {
        match self {
            Self::Cpu => "cpu",
            Self::Gpu => "webgpu",
        }
    }
}

/// An open device.
#[derive(Clone, Debug)]
pub struct Compute {
    /// Which.
    pub kind: DeviceKind,
    /// burn's handle, without autodiff: parameters opt in to that one by one.
    pub device: Device,
    /// Name of the adapter.
    pub adapter: String,
}

/// Kernels per command buffer: those of a whole iteration fit into one submit, which costs the browser more than a
/// launch.
#[cfg(feature = "webgpu")]
const TASKS_MAX: usize = 256;

impl Compute {
    /// Whether tensors are host memory.
    pub fn is_host(&self) -> bool {
        match (cfg!(feature = "flex"), cfg!(feature = "webgpu")) {
            (true, true) => self.kind == DeviceKind::Cpu,
            (only_host, _) => only_host,
        }
    }

    /// The numbers of `tensor` on the host, in one read-back.
    ///
    /// # Errors
    /// [`GantryError::Device`] when the device fails.
    pub async fn read<const D: usize>(&self, tensor: Tensor<D>) -> Result<Vec<f32>> {
        let data = tensor.into_data_async().await;
        self.numbers(data.map_err(|error| self.lost(&error))?)
    }

    /// The same for a program that may wait, which a page may not.
    ///
    /// # Errors
    /// As [`Compute::read`].
    pub fn read_now<const D: usize>(&self, tensor: Tensor<D>) -> Result<Vec<f32>> {
        let data = tensor.try_into_data();
        self.numbers(data.map_err(|error| self.lost(&error))?)
    }

    fn numbers(&self, data: TensorData) -> Result<Vec<f32>> {
        data.try_into_vec().map_err(|error| self.lost(&error))
    }

    /// The error of a device that failed.
    pub fn lost(&self, error: &dyn std::fmt::Display) -> GantryError {
        GantryError::Device {
            device: self.kind.id(),
            problem: error.to_string(),
        }
    }

    /// The processor.
    #[cfg(feature = "flex")]
    pub fn cpu() -> Self {
        Self {
            kind: DeviceKind::Cpu,
            device: Device::flex(),
            adapter: "flex".to_owned(),
        }
    }

    /// The GPU, through wgpu. The runtime can be set up once per process: open it once and clone it.
    ///
    /// # Errors
    /// [`GantryError::Device`] when there is no adapter, or it refuses.
    #[cfg(feature = "webgpu")]
    pub async fn gpu() -> Result<Self> {
        constructors::run();
        let (device, setup) = Device::wgpu_options()
            .tasks_max(TASKS_MAX)
            .init_with_setup_async()
            .await
            .map_err(|error| GantryError::Device {
                device: "webgpu",
                problem: error.to_string(),
            })?;
        let info = setup.adapter.get_info();
        Ok(Self {
            kind: DeviceKind::Gpu,
            device,
            adapter: format!("{} ({:?})", info.name, info.backend),
        })
    }
}

/// The compiler framework under burn's kernels registers its parts in constructors. A module that nobody starts as a
/// program runs them all again in each call from JavaScript, down to each allocation, unless somebody calls them by
/// name: that took nine tenths of the processor time of a training step.
#[cfg(all(feature = "webgpu", target_family = "wasm"))]
#[allow(unsafe_code)]
mod constructors {
    use std::sync::Once;

    unsafe extern "C" {
        fn __wasm_call_ctors();
    }

    pub fn run() {
        static ONCE: Once = Once::new();
        // SAFETY: the linker makes this function; it takes nothing, and is called once.
        ONCE.call_once(|| unsafe { __wasm_call_ctors() });
    }
}

#[cfg(all(feature = "webgpu", not(target_family = "wasm")))]
mod constructors {
    /// A native program runs them as it starts.
    pub fn run() {}
}

//! The two browser modules, as one table.

/// How one module is built, and how large it may become.
pub struct Device {
    /// Folder below `pkg/`, key in `modules.json`.
    pub id: &'static str,
    /// What people call it.
    pub name: &'static str,
    /// Cargo features of the module.
    pub features: &'static str,
    /// Cargo features of its tests: WebGPU is compared with the CPU device, which has to be there.
    pub test_features: &'static str,
    /// Cargo profile of the module.
    pub profile: &'static str,
    /// Cargo profile of its tests.
    pub test_profile: &'static str,
    /// The optimiser's level: speed where the arithmetic runs in the module itself, size where it
    /// runs on the graphics card.
    pub optimisation: &'static str,
    /// Whether there is a second file with fused multiply-adds, for browsers with relaxed SIMD: where the
    /// arithmetic runs in the module itself.
    pub relaxed: bool,
    /// The most bytes that the module may have after `gzip -9`.
    pub gzip_budget: u64,
    /// The most bytes that it may have after brotli at level 11.
    pub brotli_budget: u64,
}

/// The module that runs on every machine; always built first.
pub const CPU: Device = Device {
    id: "cpu",
    name: "CPU",
    features: "flex",
    test_features: "web,flex",
    profile: "wasm",
    test_profile: "wasm-test",
    optimisation: "-O3",
    relaxed: true,
    gzip_budget: 700_000,
    brotli_budget: 500_000,
};

/// The module for browsers with WebGPU.
pub const WEBGPU: Device = Device {
    id: "webgpu",
    name: "WebGPU",
    features: "webgpu",
    test_features: "web,webgpu,flex",
    profile: "wasm-webgpu",
    test_profile: "wasm-test",
    optimisation: "-Os",
    relaxed: false,
    gzip_budget: 2_800_000,
    brotli_budget: 2_000_000,
};

/// Both, in the order in which they are built.
pub const ALL: [&Device; 2] = [&CPU, &WEBGPU];

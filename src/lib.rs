//! GANs in a tab: a core that trains generative adversarial networks on MNIST, natively and in the browser.
//!
//! The data flow is the architecture, and dependencies point one way:
//! `data, latent → nets → objectives, penalties → variants → trainer → metrics → protocol → web`.

pub mod data;
pub mod device;
pub mod error;
pub mod kernels;
pub mod latent;
pub mod metrics;
pub mod nets;
pub mod objectives;
pub mod optim;
pub mod options;
pub mod penalties;
pub mod protocol;
pub mod rng;
pub mod trainer;
pub mod variants;

#[cfg(all(feature = "cli", not(target_arch = "wasm32")))]
pub mod cli;

pub use error::{GantryError, Result};
#[cfg(feature = "flex")]
pub use gemm::team;

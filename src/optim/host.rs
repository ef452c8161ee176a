//! A step on the processor.

use crate::kernels::Step;

/// Moves a parameter in the processor's memory: one pass, which its threads share.
#[cfg(feature = "flex")]
pub fn update(step: Step, theta: &mut [f32], gradient: &[f32], moments: &mut [&mut [f32]]) {
    passes::update(rounded(step), theta, gradient, moments);
}

/// See the other.
///
/// # Panics
/// Always: a build for the GPU alone finds every tensor there ([`crate::kernels::on_gpu`]).
#[cfg(not(feature = "flex"))]
pub fn update(_: Step, _: &mut [f32], _: &[f32], _: &mut [&mut [f32]]) {
    unreachable!("a tensor in the processor's memory, in a build for the GPU alone");
}

#[cfg(feature = "flex")]
fn rounded(step: Step) -> passes::Step {
    use passes::Step as Rounded;

    let fresh = |kept: f64| (1.0 - kept) as f32;
    match step {
        Step::Adam {
            step,
            root,
            beta1,
            beta2,
            epsilon,
        } => Rounded::Adam {
            step: step as f32,
            root: root as f32,
            kept: [beta1, beta2].map(|beta| beta as f32),
            fresh: [beta1, beta2].map(fresh),
            epsilon: epsilon as f32,
        },
        Step::RmsProp { lr, decay, epsilon } => Rounded::RmsProp {
            lr: lr as f32,
            kept: decay as f32,
            fresh: fresh(decay),
            epsilon: epsilon as f32,
        },
        Step::Sgd { lr, momentum } => Rounded::Sgd {
            lr: lr as f32,
            momentum: momentum as f32,
        },
        Step::Blend { kept } => Rounded::Blend {
            kept: kept as f32,
            fresh: fresh(kept),
        },
        Step::Clip { c } => Rounded::Clip { c: c as f32 },
    }
}

//! Kernels of the GPU against burn's operations on the CPU device: outputs, gradients, running statistics, updates.

use burn::tensor::{Tensor, TensorData};
use gantry::device::Compute;
use gantry::nets::layers::{
    Activation, BatchNorm, Conv2d, ConvTranspose2d, ImageShape, Kernel, Layer, Linear, State,
};
use gantry::nets::{Init, Initializer, Network, Param, Pass};
use gantry::objectives::{self, OBJECTIVES, Scores, terms};
use gantry::optim::{Adam, Optimizer, RmsProp, Rule, Sgd};
use gantry::rng::{HostRng, Stream};

use super::{assert_close, signed, tensor, values};

/// Layers in a row and how many samples go through them.
struct Case {
    name: &'static str,
    batch: usize,
    inputs: usize,
    layers: fn(&mut Initializer) -> Vec<Layer>,
}

const IMAGE: ImageShape = ImageShape {
    channels: 3,
    side: 7,
};
const STRIDE_3: Kernel = Kernel {
    side: 5,
    stride: 3,
    padding: 2,
};

/// Sizes that are whole groups of four and sizes that are not, each activation, each layer with and without a bias.
const CASES: &[Case] = &[
    Case {
        name: "dense",
        batch: 7,
        inputs: 5,
        layers: |init| {
            vec![
                Layer::Linear(Linear::new(5, 3, true, init)),
                Layer::Activation(Activation::Tanh),
                Layer::Linear(Linear::new(3, 9, false, init)),
                Layer::Activation(Activation::SigmoidPm1),
                Layer::Linear(Linear::new(9, 1, true, init)),
            ]
        },
    },
    Case {
        name: "dense, sizes in fours",
        batch: 66,
        inputs: 12,
        layers: |init| {
            vec![
                Layer::Linear(Linear::new(12, 128, true, init)),
                Layer::Activation(Activation::LEAKY_02),
                Layer::Linear(Linear::new(128, 8, false, init)),
                Layer::Activation(Activation::Sigmoid),
                Layer::Linear(Linear::new(8, 4, false, init)),
            ]
        },
    },
    Case {
        name: "batch normalisation",
        batch: 6,
        inputs: 70,
        layers: |init| {
            vec![
                Layer::BatchNorm(BatchNorm::vector(70, init)),
                Layer::Activation(Activation::Relu),
                Layer::BatchNorm(BatchNorm::vector(70, init)),
            ]
        },
    },
    Case {
        name: "batch normalisation of images",
        batch: 4,
        inputs: 147,
        layers: |init| {
            vec![
                Layer::BatchNorm(BatchNorm::new(IMAGE, init)),
                Layer::Activation(Activation::LEAKY_02),
            ]
        },
    },
    Case {
        name: "convolutions",
        batch: 3,
        inputs: 147,
        layers: |init| {
            let one = Conv2d::new(IMAGE, 6, true, init);
            let two = Conv2d::with_kernel(Kernel::KEEPING, one.output(), 5, false, init);
            vec![
                Layer::Conv2d(one),
                Layer::Activation(Activation::LEAKY_02),
                Layer::Conv2d(two),
            ]
        },
    },
    Case {
        name: "convolution with steps of 3",
        batch: 2,
        inputs: 147,
        layers: |init| {
            vec![Layer::Conv2d(Conv2d::with_kernel(
                STRIDE_3, IMAGE, 4, true, init,
            ))]
        },
    },
    Case {
        name: "transposed convolutions",
        batch: 2,
        inputs: 147,
        layers: |init| {
            let doubled = ImageShape {
                channels: 5,
                side: 14,
            };
            vec![
                Layer::ConvTranspose2d(ConvTranspose2d::new(IMAGE, 5, true, init)),
                Layer::Activation(Activation::Tanh),
                Layer::ConvTranspose2d(ConvTranspose2d::new(doubled, 1, false, init)),
            ]
        },
    },
];

/// Every kernel on `gpu` and what it stands for on `cpu`.
pub async fn check_kernels(gpu: &Compute, cpu: &Compute) {
    for case in CASES {
        let (ours, theirs) = (case.run(gpu).await, case.run(cpu).await);
        compare(case.name, &ours, &theirs);
    }
    compare("losses", &losses(gpu).await, &losses(cpu).await);
    compare("classes", &classes(gpu).await, &classes(cpu).await);
    for rule in RULES {
        let what = format!("{rule:?}");
        compare(&what, &updates(rule, gpu).await, &updates(rule, cpu).await);
    }
}

fn compare(what: &str, ours: &[Vec<f32>], theirs: &[Vec<f32>]) {
    assert_eq!(ours.len(), theirs.len(), "{what}");
    for (index, (ours, theirs)) in ours.iter().zip(theirs).enumerate() {
        assert_eq!(ours.len(), theirs.len(), "{what}, {index}");
        for (&ours, &theirs) in ours.iter().zip(theirs) {
            let what = format!("{what}, tensor {index}");
            assert_close(&what, f64::from(ours), f64::from(theirs), 1e-5, 1e-4);
        }
    }
}

impl Case {
    /// The output in training and in evaluation, the gradients of input and parameters, the running statistics.
    async fn run(&self, compute: &Compute) -> Vec<Vec<f32>> {
        let mut rng = HostRng::new(0, Stream::Weights);
        let mut init = Initializer {
            init: Init::FanIn,
            rng: &mut rng,
            device: &compute.device,
        };
        let mut network = Network::new((self.layers)(&mut init));
        let untracked = {
            let mut copy = network.clone();
            copy.forward(
                self.input(compute),
                &mut training(&mut HostRng::new(0, Stream::Dropout)),
            )
        };
        network.track();
        let input = self.input(compute).autodiff().require_grad();
        let mut dropout = HostRng::new(0, Stream::Dropout);
        let output = network.forward(input.clone(), &mut training(&mut dropout));
        let weight = tensor("kernels.weight", output.dims(), &compute.device);
        let gradients = (output.clone() * weight).sum().backward();
        let mut found = vec![
            values(untracked).await,
            values(output.inner()).await,
            values(input.grad(&gradients).unwrap()).await,
        ];
        for (_, state) in network.state_mut() {
            found.push(match state {
                State::Param(param) => values(param.gradient(&gradients).unwrap()).await,
                State::Buffer(buffer) => values(buffer.clone()).await,
            });
        }
        let output = network.forward(self.input(compute), &mut Pass::Evaluation);
        found.push(values(output.inner()).await);
        found
    }

    fn input(&self, compute: &Compute) -> Tensor<2> {
        tensor("kernels.input", [self.batch, self.inputs], &compute.device)
    }
}

fn training(dropout: &mut HostRng) -> Pass<'_> {
    Pass::Training {
        dropout,
        rates: (0.0, 0.0),
    }
}

/// Losses of scores in one tensor and in two, with their gradients.
async fn losses(compute: &Compute) -> Vec<Vec<f32>> {
    let leaf = |name: &str| {
        let scores = tensor(name, [70, 1], &compute.device).mul_scalar(20.0);
        scores.autodiff().require_grad()
    };
    let mut found = Vec::new();
    let smoothed = objectives::find("non_saturating").unwrap();
    let plain = OBJECTIVES.iter().map(|objective| (objective, 1.0));
    for (objective, real_label) in plain.chain([(smoothed, 0.9)]) {
        let all = leaf("kernels.scores");
        let loss = objective.d_loss(Scores {
            real: all.clone().narrow(0, 0, 30),
            fake: all.clone().narrow(0, 30, 40),
            real_label,
            joined: Some(all.clone()),
        });
        let gradients = loss.clone().mul_scalar(3.0).backward();
        found.push(values(loss.inner()).await);
        found.push(values(all.grad(&gradients).unwrap()).await);
    }
    for term in [terms::towards_real, terms::towards_fake] {
        let scores = leaf("kernels.more_scores");
        let loss = term(scores.clone());
        let gradients = loss.backward();
        found.push(values(loss.inner()).await);
        found.push(values(scores.grad(&gradients).unwrap()).await);
        found.push(values(term(scores.inner())).await);
    }
    found
}

/// Cross-entropy and log Σ eˡ of more rows than a workgroup has units and of few, and their gradients. Shares of classes
/// that are no single one come from a seed, and need not have the sum 1.
async fn classes(compute: &Compute) -> Vec<Vec<f32>> {
    let mut found = Vec::new();
    for shape in [[150, 10], [3, 2], [64, 1]] {
        let leaf = |factor: f64| {
            let logits = tensor("kernels.logits", shape, &compute.device).mul_scalar(factor);
            logits.autodiff().require_grad()
        };
        let y = tensor("kernels.classes", shape, &compute.device).abs();
        for factor in [10.0, 300.0] {
            let logits = leaf(factor);
            let loss = terms::cross_entropy(logits.clone(), y.clone());
            let gradients = loss.clone().mul_scalar(3.0).backward();
            found.push(values(loss.inner()).await);
            found.push(values(logits.grad(&gradients).unwrap()).await);
            let plain = terms::cross_entropy(logits.clone().inner(), y.clone());
            found.push(values(plain).await);

            let sums = terms::log_sum_exp(logits.clone());
            let weights = tensor("kernels.weights", [shape[0], 1], &compute.device).autodiff();
            let gradients = (sums.clone() * weights).sum().backward();
            found.push(values(sums.inner()).await);
            found.push(values(logits.grad(&gradients).unwrap()).await);
            found.push(values(terms::log_sum_exp(logits.inner())).await);
        }
    }
    found
}

const RULES: [Rule; 3] = [
    Rule::Adam(Adam {
        lr: 0.01,
        beta1: 0.5,
        beta2: 0.99,
    }),
    Rule::RmsProp(RmsProp {
        lr: 0.01,
        decay: 0.9,
    }),
    Rule::Sgd(Sgd {
        lr: 0.01,
        momentum: 0.9,
    }),
];

/// Five parameters after three steps, and a copy that was taken after the first and must not have moved.
async fn updates(rule: Rule, compute: &Compute) -> Vec<Vec<f32>> {
    let mut params: Vec<Param> = [3, 64, 1, 1000, 130]
        .into_iter()
        .map(|count| {
            let data = TensorData::new(signed("kernels.theta", count), [count]);
            Param::new(&[count], Tensor::from_data(data, &compute.device))
        })
        .collect();
    let mut optimizer = Optimizer::new(&rule, &params.iter_mut().collect::<Vec<_>>(), compute);
    let mut kept = Vec::new();
    for step in 0..3 {
        let mut loss = None;
        for param in &mut params {
            param.track();
            let theta: Tensor<1> = param.tensor();
            let weight = tensor(
                &format!("kernels.pull.{step}"),
                theta.dims(),
                &compute.device,
            );
            let term = (theta.clone() * theta * weight).sum();
            loss = Some(match loss {
                Some(loss) => term + loss,
                None => term,
            });
        }
        let gradients = loss.unwrap().backward();
        let all = params.iter_mut().collect();
        optimizer.step(&rule, all, gradients).unwrap();
        if step == 0 {
            kept = params.iter().map(|param| param.value().clone()).collect();
        }
    }
    let mut found = Vec::new();
    for tensor in params.iter().map(|param| param.value().clone()).chain(kept) {
        found.push(values(tensor).await);
    }
    found
}

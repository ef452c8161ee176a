//! The programs in WGSL, each put together from its parts when it is first launched.

use burn_cubecl::cubecl::prelude::KernelId;
use burn_cubecl::template::{KernelSource, SourceTemplate};

use super::Cost;
use super::update::BUFFERS;

/// Units of a workgroup.
pub const WORKGROUP: u32 = 64;

/// A tensor in a program.
enum Buffer {
    /// Numbers one by one.
    Numbers(&'static str, Use),
    /// A matrix that is read four columns at a time, with its counts of rows and columns.
    Matrix(&'static str, Use, [&'static str; 2]),
}

#[derive(Clone, Copy)]
enum Use {
    Read,
    Write,
}

impl Use {
    /// Natively tensors share buffers, and a buffer is bound in one way only.
    fn access(self) -> &'static str {
        match self {
            Self::Read if cfg!(target_family = "wasm") => "read",
            _ => "read_write",
        }
    }
}

/// What is compiled once and launched often.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Program {
    /// `act(xW + b)`.
    Dense {
        /// Rows are whole groups of four numbers.
        aligned: bool,
        bias: bool,
    },
    /// Its gradient of x.
    DenseInput { aligned: bool },
    /// Its gradients of W and b.
    DenseWeights { aligned: bool, bias: bool },
    /// Convolution.
    Conv { bias: bool },
    /// Its transpose, which is also its gradient of x.
    ConvTransposed { bias: bool },
    /// Its gradient of the weight, with the sum over the pixels of each of the other planes.
    ConvWeights { bias: bool },
    /// A pointwise function.
    Activate,
    /// Its gradient.
    ActivateBack,
    /// Batch normalisation; a workgroup to each channel, or a unit.
    Norm { grouped: bool },
    /// Its gradients.
    NormBack { grouped: bool },
    /// The loss of scores, of which the first cost one thing and the rest another.
    Loss([Cost; 2]),
    /// Its gradient.
    LossBack([Cost; 2]),
    /// The cross-entropy of classes.
    CrossEntropy,
    /// Its gradient of the logits.
    CrossEntropyBack,
    /// The logarithm of each row's sum of exponentials.
    LogSumExp,
    /// Its gradient.
    LogSumExpBack,
    /// The numbers of some tensors one after another.
    Join { sources: u8 },
    /// An optimiser's rule on some parameters.
    Update { rule: u8, params: u8 },
}

impl Program {
    fn text(self) -> String {
        use Buffer::{Matrix, Numbers};
        use Use::{Read, Write};
        const CURVES: &str = include_str!("wgsl/curves.wgsl");
        const DENSE: &str = include_str!("wgsl/dense_shape.wgsl");
        const NORM: &str = include_str!("wgsl/norm_shape.wgsl");
        const LOSS: &str = include_str!("wgsl/loss_shape.wgsl");
        let (x, w, y, g) = (
            |access| Matrix("x", access, ["shape.rows", "shape.inputs"]),
            |access| Matrix("w", access, ["shape.inputs", "shape.outputs"]),
            |access| Matrix("y", access, ["shape.rows", "shape.outputs"]),
            |access| Matrix("g", access, ["shape.rows", "shape.outputs"]),
        );
        match self {
            Self::Dense { aligned, bias } => {
                let mut buffers = vec![x(Read), w(Read), y(Write)];
                if bias {
                    buffers.push(Numbers("b", Read));
                }
                let start = if bias { BIAS } else { NO_BIAS };
                let body = include_str!("wgsl/dense.wgsl");
                declare(&buffers, "DenseShape", aligned) + DENSE + CURVES + start + body
            }
            Self::DenseInput { aligned } => {
                let dx = Matrix("dx", Write, ["shape.rows", "shape.inputs"]);
                let buffers = [g(Read), y(Read), w(Read), dx];
                let body = include_str!("wgsl/dense_input.wgsl");
                declare(&buffers, "DenseShape", aligned) + DENSE + CURVES + body
            }
            Self::DenseWeights { aligned, bias } => {
                let dw = Matrix("dw", Write, ["shape.inputs", "shape.outputs"]);
                let mut buffers = vec![g(Read), y(Read), x(Read), dw];
                if bias {
                    buffers.push(Numbers("db", Write));
                }
                let end = if bias {
                    BIAS_GRADIENT
                } else {
                    NO_BIAS_GRADIENT
                };
                let body = include_str!("wgsl/dense_weights.wgsl");
                declare(&buffers, "DenseShape", aligned) + DENSE + CURVES + end + body
            }
            Self::Conv { bias } => {
                let body = include_str!("wgsl/conv.wgsl");
                conv(&["x", "w"], "y", bias.then_some("b"), body)
            }
            Self::ConvTransposed { bias } => {
                let body = include_str!("wgsl/conv_transposed.wgsl");
                conv(&["y", "w"], "x", bias.then_some("b"), body)
            }
            Self::ConvWeights { bias } => {
                let written: &[_] = if bias { &["dw", "db"] } else { &["dw"] };
                let end = if bias { PLANE_SUM } else { NO_PLANE_SUM };
                let body = include_str!("wgsl/conv_weights.wgsl");
                let buffers = numbers(&["y", "x"], written);
                declare(&buffers, "ConvShape", false) + CONV + end + body
            }
            Self::Activate => {
                let buffers = [Numbers("x", Read), Numbers("y", Write)];
                let body = include_str!("wgsl/activate.wgsl");
                declare(&buffers, "vec4<u32>", false) + CURVES + body
            }
            Self::ActivateBack => {
                let buffers = [Numbers("g", Read), Numbers("y", Read), Numbers("dx", Write)];
                let body = include_str!("wgsl/activate_back.wgsl");
                declare(&buffers, "vec4<u32>", false) + CURVES + body
            }
            Self::Norm { grouped } => {
                let read = ["x", "gamma", "beta", "running_mean", "running_var"];
                let buffers = numbers(&read, &["y", "stats"]);
                let body = include_str!("wgsl/norm.wgsl");
                declare(&buffers, "NormShape", false) + NORM + CURVES + channels(grouped) + body
            }
            Self::NormBack { grouped } => {
                let read = ["g", "x", "y", "gamma", "stats"];
                let buffers = numbers(&read, &["dx", "dgamma", "dbeta"]);
                let body = include_str!("wgsl/norm_back.wgsl");
                declare(&buffers, "NormShape", false) + NORM + CURVES + channels(grouped) + body
            }
            Self::Loss(costs) => {
                let buffers = numbers(&["scores"], &["loss"]);
                let group = include_str!("wgsl/group.wgsl");
                let body = include_str!("wgsl/loss.wgsl");
                let costs = costs.map(|cost| cost.wgsl()[0]);
                declare(&buffers, "LossShape", false) + LOSS + group + &of_costs(costs) + body
            }
            Self::LossBack(costs) => {
                let buffers = numbers(&["scores", "g"], &["dscores"]);
                let body = include_str!("wgsl/loss_back.wgsl");
                let slopes = costs.map(|cost| cost.wgsl()[1]);
                declare(&buffers, "LossShape", false) + LOSS + &of_costs(slopes) + body
            }
            Self::CrossEntropy => {
                let group = include_str!("wgsl/group.wgsl");
                let body = include_str!("wgsl/cross_entropy.wgsl");
                rows(&["logits", "y"], "loss") + group + body
            }
            Self::CrossEntropyBack => {
                let body = include_str!("wgsl/cross_entropy_back.wgsl");
                rows(&["logits", "y", "g"], "dlogits") + body
            }
            Self::LogSumExp => rows(&["logits"], "sums") + include_str!("wgsl/log_sum_exp.wgsl"),
            Self::LogSumExpBack => {
                let body = include_str!("wgsl/log_sum_exp_back.wgsl");
                rows(&["logits", "g"], "dlogits") + body
            }
            Self::Join { sources } => join(sources),
            Self::Update { rule, params } => update(rule, params),
        }
    }
}

impl KernelSource for Program {
    fn source(&self) -> SourceTemplate {
        SourceTemplate::new(self.text())
    }

    fn id(&self) -> KernelId {
        KernelId::new::<Self>().info(*self)
    }

    fn lang(&self) -> &'static str {
        "wgsl"
    }
}

const BIAS: &str = "fn start(column: u32) -> vec4<f32> {
  let last = shape.outputs - 1u;
  return vec4(b[column], b[min(column + 1u, last)], b[min(column + 2u, last)], b[min(column + 3u, last)]);
}
";
const NO_BIAS: &str = "fn start(column: u32) -> vec4<f32> { return vec4<f32>(); }\n";
const BIAS_GRADIENT: &str = "fn end(column: u32, sum: vec4<f32>) {
  for (var i = 0u; i < min(4u, shape.outputs - column); i += 1u) { db[column + i] = sum[i]; }
}
";
const NO_BIAS_GRADIENT: &str = "fn end(column: u32, sum: vec4<f32>) {}\n";

const CONV: &str = include_str!("wgsl/conv_shape.wgsl");
const PLANE_BIAS: &str = "fn bias_of(plane: u32) -> f32 { return b[plane]; }\n";
const NO_PLANE_BIAS: &str = "fn bias_of(plane: u32) -> f32 { return 0.0; }\n";
const PLANE_SUM: &str = "fn end(plane: u32, sum: f32) { db[plane] = sum; }\n";
const NO_PLANE_SUM: &str = "fn end(plane: u32, sum: f32) {}\n";

fn conv(
    read: &[&'static str; 2],
    written: &'static str,
    bias: Option<&'static str>,
    body: &str,
) -> String {
    let read: Vec<_> = read.iter().copied().chain(bias).collect();
    let buffers = numbers(&read, &[written]);
    let start = if bias.is_some() {
        PLANE_BIAS
    } else {
        NO_PLANE_BIAS
    };
    declare(&buffers, "ConvShape", false) + CONV + start + body
}

/// Programs on rows of logits.
fn rows(read: &[&'static str], written: &'static str) -> String {
    let buffers = numbers(read, &[written]);
    declare(&buffers, "vec4<u32>", false) + include_str!("wgsl/rows.wgsl")
}

fn channels(grouped: bool) -> &'static str {
    if grouped {
        concat!(
            include_str!("wgsl/group.wgsl"),
            include_str!("wgsl/channel_per_group.wgsl")
        )
    } else {
        include_str!("wgsl/channel_per_unit.wgsl")
    }
}

fn numbers(read: &[&'static str], written: &[&'static str]) -> Vec<Buffer> {
    let read = read.iter().map(|name| Buffer::Numbers(name, Use::Read));
    let written = written.iter().map(|name| Buffer::Numbers(name, Use::Write));
    read.chain(written).collect()
}

/// The bindings in their order, the uniform `shape` last, and how matrices are read and written.
fn declare(buffers: &[Buffer], shape: &str, aligned: bool) -> String {
    let mut text = String::new();
    for (binding, buffer) in buffers.iter().enumerate() {
        let (name, access, element) = match buffer {
            Buffer::Numbers(name, access) => (name, access, "f32"),
            Buffer::Matrix(name, access, _) if aligned => (name, access, "vec4<f32>"),
            Buffer::Matrix(name, access, _) => (name, access, "f32"),
        };
        let access = access.access();
        text += &format!(
            "@group(0) @binding({binding}) var<storage, {access}> {name}: array<{element}>;\n"
        );
    }
    let binding = buffers.len();
    text += &format!("@group(0) @binding({binding}) var<uniform> shape: {shape};\n");
    for buffer in buffers {
        if let Buffer::Matrix(name, access, [rows, columns]) = buffer {
            let template = match (access, aligned) {
                (Use::Read, true) => include_str!("wgsl/load_aligned.wgsl"),
                (Use::Read, false) => include_str!("wgsl/load.wgsl"),
                (Use::Write, true) => include_str!("wgsl/store_aligned.wgsl"),
                (Use::Write, false) => include_str!("wgsl/store.wgsl"),
            };
            text += &template
                .replace("NAME", name)
                .replace("ROWS", rows)
                .replace("COLUMNS", columns);
        }
    }
    text
}

/// What a score of the first and what one of the rest costs, or the slope of that.
fn of_costs(functions: [&str; 2]) -> String {
    let [first, rest] = functions;
    format!(
        "fn first_cost(a: f32, p: f32) -> f32 {{ return {first}; }}
fn rest_cost(a: f32, p: f32) -> f32 {{ return {rest}; }}
"
    )
}

/// A loop for each source, whose buffers are numbered.
fn join(sources: u8) -> String {
    let (read, write) = (Use::Read.access(), Use::Write.access());
    let mut text = format!("@group(0) @binding(0) var<storage, {write}> joined: array<f32>;\n");
    let mut main = String::new();
    for source in 0..sources {
        let binding = source + 1;
        text +=
            &format!("@group(0) @binding({binding}) var<storage, {read}> s{source}: array<f32>;\n");
        main += &include_str!("wgsl/join.wgsl").replace('#', &source.to_string());
    }
    let binding = sources + 1;
    format!(
        "{text}@group(0) @binding({binding}) var<uniform> shape: vec4<u32>;
@compute @workgroup_size({WORKGROUP})
fn main(@builtin(global_invocation_id) id: vec3<u32>, @builtin(num_workgroups) groups: vec3<u32>) {{
  let stride = groups.x * {WORKGROUP}u;
  var base = shape.x;
{main}}}
"
    )
}

/// The rule once for each parameter, whose buffers are numbered.
fn update(rule: u8, params: u8) -> String {
    let rule = usize::from(rule);
    let body = [
        include_str!("wgsl/adam.wgsl"),
        include_str!("wgsl/rms_prop.wgsl"),
        include_str!("wgsl/sgd.wgsl"),
        include_str!("wgsl/blend.wgsl"),
        include_str!("wgsl/clip.wgsl"),
    ][rule];
    let (mut text, mut main) = (String::new(), String::new());
    let mut binding = 0;
    for param in 0..params {
        for name in BUFFERS[rule] {
            let access = if *name == "g" { Use::Read } else { Use::Write };
            let access = access.access();
            text += &format!(
                "@group(0) @binding({binding}) var<storage, {access}> {name}{param}: array<f32>;\n"
            );
            binding += 1;
        }
        main += &body.replace('#', &param.to_string());
    }
    format!(
        "{text}@group(0) @binding({binding}) var<uniform> rule: array<vec4<f32>, 2>;
@compute @workgroup_size({WORKGROUP})
fn main(@builtin(global_invocation_id) id: vec3<u32>, @builtin(num_workgroups) groups: vec3<u32>) {{
  let stride = groups.x * {WORKGROUP}u;
{main}}}
"
    )
}

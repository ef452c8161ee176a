//! The flags: those of the table of options, and those that only a command line needs.

use std::ops::RangeInclusive;
use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgGroup, Command, value_parser};

use super::text;
use crate::options::{Kind, OptionSpec, table};

/// Every subcommand with its flags.
pub fn command() -> Command {
    Command::new("gantry")
        .version(env!("CARGO_PKG_VERSION"))
        .about("Trains generative adversarial networks on MNIST")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(train())
        .subcommand(evaluate())
        .subcommand(report())
        .subcommand(classifier())
        .subcommand(
            Command::new("variants")
                .about("Prints the registry: every GAN and every option")
                .arg(flag("json").help("As JSON")),
        )
}

fn evaluate() -> Command {
    Command::new("evaluate")
        .about("Measures samples of a trained run against MNIST's test images, or against the modes of its toy distribution")
        .arg(
            path("run")
                .value_name("DIR")
                .help("Folder that `gantry train` wrote"),
        )
        .arg(path("checkpoint").value_name("FILE").help("Checkpoint"))
        .group(
            ArgGroup::new("what")
                .args(["run", "checkpoint"])
                .required(true),
        )
        .arg(mnist().required(false))
        .arg(samples())
        .arg(device())
        .arg(flag("json").help("As JSON"))
}

fn report() -> Command {
    let list = |name: &'static str| Arg::new(name).long(name).value_delimiter(',');
    Command::new("report")
        .about("Trains every variant with several seeds, and writes the table of results")
        .long_about(
            "Trains every variant with its own defaults and several seeds, measures it, and writes the table of \
             results (DIR.md), a picture of each variant and the raw figures (DIR/results.json). A run that \
             results.json holds already, with the same settings and of the same version, is not made again: a \
             report may be stopped and called again, and may be made in parts, several at a time. Every variant has \
             its first seed before any has its second.",
        )
        .arg(mnist())
        .arg(
            path("out")
                .required(true)
                .value_name("DIR")
                .help("Folder of pictures and raw figures, such as docs/results"),
        )
        .arg(
            list("variants")
                .value_name("LIST")
                .help("Variants, separated by commas; all of them if left out"),
        )
        .arg(
            list("seeds")
                .value_name("LIST")
                .default_value("2,3,4")
                .value_parser(value_parser!(u32))
                .help("Seeds, separated by commas; the defaults were chosen on seed 1, which is none of them"),
        )
        .arg(
            Arg::new("steps")
                .long("steps")
                .value_name("NUMBER")
                .value_parser(value_parser!(u32).range(1..=10_000_000))
                .help("Iterations of each run; each variant's own number if left out"),
        )
        .arg(samples())
        .arg(device())
        .arg(flag("again").help("Forgets what results.json holds"))
}

fn classifier() -> Command {
    Command::new("classifier")
        .about("The classifier whose features the figures of merit are taken on")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(
            Command::new("train")
                .about("Trains it on MNIST and says how many test images it has right")
                .arg(mnist())
                .arg(
                    path("out")
                        .required(true)
                        .value_name("FILE")
                        .help("File for its weights (safetensors)"),
                )
                .arg(number("epochs", "6", 1..=100).help("Passes through the training images"))
                .arg(
                    number("seed", "7", 0..=i64::from(u32::MAX)).help("Seed of weights and order"),
                ),
        )
}

fn train() -> Command {
    let mut command = Command::new("train")
        .about("Trains one GAN and writes samples, weights, log and checkpoint")
        .arg(path("data").required(true).value_name("DIR|NAME").help(
            "Folder with MNIST's IDX files, plain or gzip; or the name of a toy distribution",
        ))
        .arg(
            path("out")
                .required(true)
                .value_name("DIR")
                .help("Folder for what is written"),
        )
        .arg(
            path("resume")
                .value_name("FILE")
                .help("Goes on from this checkpoint; --steps counts from its start"),
        )
        .arg(samples())
        .arg(
            Arg::new("set")
                .long("set")
                .value_name("OPTION=VALUE")
                .action(ArgAction::Append)
                .help("Sets an option, as in a link of the page; may be repeated"),
        );
    for spec in table::OPTIONS {
        command = command.arg(option(spec));
    }
    command
}

fn option(spec: &'static OptionSpec) -> Arg {
    let range = match spec.kind {
        Kind::Int { min, max } => format!("{min} to {max}"),
        Kind::Float { min, max, .. } => format!("{min} to {max}"),
        Kind::Choice { choices } => choices.join(", "),
        Kind::Bool => "true, false".to_owned(),
    };
    let unit = spec
        .unit
        .map(|unit| format!(" {}", text::get(&format!("unit.{unit}.other"))))
        .unwrap_or_default();
    let default = crate::options::Value::from(spec.default);
    let help = text::get(&format!("option.{}.help", spec.key));
    Arg::new(spec.key)
        .long(spec.key)
        .value_name("VALUE")
        .help(format!(
            "{help} [{range}{unit}; default {default}, or the variant's]"
        ))
}

fn path(name: &'static str) -> Arg {
    Arg::new(name)
        .long(name)
        .value_parser(value_parser!(PathBuf))
}

fn mnist() -> Arg {
    path("data")
        .required(true)
        .value_name("DIR")
        .help("Folder with MNIST's IDX files, plain or gzip: training and test images")
}

fn samples() -> Arg {
    Arg::new("samples")
        .long("samples")
        .value_name("COUNT")
        .default_value("10000")
        .value_parser(value_parser!(u32).range(64..=1_000_000))
        .help("Samples to make at the end")
}

fn device() -> Arg {
    Arg::new("device")
        .long("device")
        .value_name("DEVICE")
        .default_value("cpu")
        .value_parser(["cpu", "webgpu"])
        .help("Where it runs")
}

fn number(name: &'static str, default: &'static str, range: RangeInclusive<i64>) -> Arg {
    Arg::new(name)
        .long(name)
        .value_name("NUMBER")
        .default_value(default)
        .value_parser(value_parser!(u32).range(range))
}

fn flag(name: &'static str) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_do_not_contradict_each_other() {
        command().debug_assert();
    }

    #[test]
    fn a_report_has_three_seeds_by_default() {
        let args = ["gantry", "report", "--data", "in", "--out", "out"];
        let matches = command().try_get_matches_from(args).unwrap();
        let (_, report) = matches.subcommand().unwrap();
        let seeds: Vec<u32> = report.get_many("seeds").unwrap().copied().collect();
        assert_eq!(seeds, [2, 3, 4]);
    }
}

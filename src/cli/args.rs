//! The flags: those of the table of options, and those that only a command line needs.

use std::path::PathBuf;

use clap::{Arg, ArgAction, Command, value_parser};

use super::text;
use crate::options::{Kind, OptionSpec, table};

/// `gantry train …` and `gantry variants`.
pub fn command() -> Command {
    Command::new("gantry")
        .version(env!("CARGO_PKG_VERSION"))
        .about("Trains generative adversarial networks on MNIST")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(train())
        .subcommand(
            Command::new("variants")
                .about("Prints the registry: every GAN and every option")
                .arg(flag("json").help("As JSON")),
        )
}

fn train() -> Command {
    let path = |name: &'static str| {
        Arg::new(name)
            .long(name)
            .value_parser(value_parser!(PathBuf))
    };
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
        .arg(
            Arg::new("samples")
                .long("samples")
                .value_name("COUNT")
                .default_value("10000")
                .value_parser(value_parser!(u32).range(64..=1_000_000))
                .help("Images to sample at the end"),
        )
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
    let unit = spec.unit.map(|unit| format!(" {unit}")).unwrap_or_default();
    let default = crate::options::Value::from(spec.default);
    let help = text::get(&format!("option.{}.help", spec.key));
    Arg::new(spec.key)
        .long(spec.key)
        .value_name("VALUE")
        .help(format!(
            "{help} [{range}{unit}; default {default}, or the variant's]"
        ))
}

fn flag(name: &'static str) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue)
}

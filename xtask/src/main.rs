//! `cargo xtask`: builds, serves and tests Gantry.

mod bench;
mod build;
mod data;
mod device;
mod element;
mod error;
mod files;
mod glue;
mod hash;
mod modules;
mod npm;
mod optimise;
mod package;
mod preload;
mod prepare;
mod process;
mod progress;
mod project;
mod protocol;
mod python;
mod relaxed;
mod serve;
mod server;
mod shared;
mod site;
mod sizes;
mod system;
mod test;
mod tools;

use std::{env, path::PathBuf, process::ExitCode};

use error::{Error, Result};
use project::Project;

const HELP: &str = "\
cargo xtask serve [--port N] [--out DIR]   build what is missing and serve the page on this machine
cargo xtask test [--only STEP[,STEP…]]     run all checks, the cheapest first
cargo xtask test --list                    the names of the checks
cargo xtask build [--out DIR]              both modules and the site, in target/site
cargo xtask package                          the npm package, in pkg, from modules that are built
cargo xtask protocol                       the CPU module, and what is generated from it: types, attributes, reference
cargo xtask bench [FLAG…]                  Gantry beside its peers; the flags are those of bench/run.mjs
cargo xtask sizes                          the size of each module and its budget

Compiled crates and tools are kept in GANTRY_CACHE, else in XDG_CACHE_HOME/gantry, else in ~/.cache/gantry.";

fn main() -> ExitCode {
    match run(env::args().skip(1).collect()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: Vec<String>) -> Result<()> {
    let (command, rest) = match arguments.split_first() {
        Some((command, rest)) => (command.as_str(), rest),
        None => ("help", arguments.as_slice()),
    };
    if command == "bench" {
        return bench::run(&Project::find()?, rest);
    }
    let options = Options::parse(command, rest)?;
    if matches!(command, "help" | "--help" | "-h") {
        println!("{HELP}");
        return Ok(());
    }
    let project = Project::find()?;
    let site = match &options.out {
        Some(out) => project.root.join(out),
        None => project.default_site(),
    };
    match command {
        "serve" => serve::run(&project, &site, options.port.unwrap_or(serve::DEFAULT_PORT)),
        "build" => build::run(&project, &site),
        "protocol" => {
            modules::build(&project, device::ALL[0])?;
            protocol::update(&project)
        }
        "package" => package::run(&project),
        "sizes" => sizes::report(&project),
        "test" if options.list => test::list(),
        "test" => test::run(&project, &site, &options.only),
        other => Err(Error::Usage(format!("there is no command `{other}`"))),
    }
}

/// The options of all commands.
#[derive(Debug, Default, PartialEq)]
struct Options {
    port: Option<u16>,
    out: Option<PathBuf>,
    only: Vec<String>,
    list: bool,
}

impl Options {
    fn parse(command: &str, arguments: &[String]) -> Result<Self> {
        let mut options = Self::default();
        let mut words = arguments.iter();
        while let Some(word) = words.next() {
            let mut value = || {
                words
                    .next()
                    .ok_or_else(|| Error::Usage(format!("`{word}` needs a value")))
            };
            match (command, word.as_str()) {
                ("serve", "--port") => options.port = Some(port(value()?)?),
                ("serve" | "build", "--out") => options.out = Some(value()?.into()),
                ("test", "--only") => options.only.extend(value()?.split(',').map(str::to_owned)),
                ("test", "--list") => options.list = true,
                _ => return Err(Error::Usage(format!("`{command}` has no option `{word}`"))),
            }
        }
        Ok(options)
    }
}

fn port(text: &str) -> Result<u16> {
    text.parse()
        .map_err(|_| Error::Usage(format!("`{text}` is not a port number")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(command: &str, words: &[&str]) -> Result<Options> {
        Options::parse(
            command,
            &words
                .iter()
                .map(|word| (*word).to_owned())
                .collect::<Vec<_>>(),
        )
    }

    #[test]
    fn options_belong_to_their_commands() -> Result<()> {
        let served = parse("serve", &["--port", "9000", "--out", "dist"])?;
        assert_eq!((served.port, served.out), (Some(9000), Some("dist".into())));
        assert_eq!(
            parse("test", &["--only", "fmt,site"])?.only,
            ["fmt", "site"]
        );
        assert!(parse("test", &["--port", "9000"]).is_err());
        assert!(parse("serve", &["--port", "90000"]).is_err());
        assert!(parse("serve", &["--port"]).is_err());
        Ok(())
    }
}

//! The native program; see `gantry --help`.

use std::process::ExitCode;

fn main() -> ExitCode {
    gantry::cli::main()
}

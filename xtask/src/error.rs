//! What can go wrong, and what to do about it.
//!
//! Written out by hand: a derive would triple the time that this crate takes to compile, and it is
//! compiled before anything else on a fresh machine.

use std::{fmt, io, path::PathBuf};

/// The result of everything in this crate.
pub type Result<T> = std::result::Result<T, Error>;

/// A failed command, in terms of what the person at the keyboard can do.
#[derive(Debug)]
pub enum Error {
    /// The command line was not understood.
    Usage(String),
    /// A program that is not on this machine, with the way to get it.
    Missing { what: String, remedy: String },
    /// A program that could not be started.
    Start { program: String, source: io::Error },
    /// A program that ran and failed.
    Failed {
        command: String,
        status: String,
        output: String,
    },
    /// A file operation.
    File {
        action: &'static str,
        path: PathBuf,
        source: io::Error,
    },
    /// A file whose contents are not what they must be.
    Contents { path: PathBuf, problem: String },
    /// A check of the project that did not hold; the text lists every violation.
    Check(String),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usage(problem) => {
                write!(f, "{problem}\nRun `cargo xtask help` for the commands.")
            }
            Self::Missing { what, remedy } => write!(f, "{what}\nTo go on: {remedy}"),
            Self::Start { program, source } => write!(f, "could not start `{program}`: {source}"),
            Self::Failed {
                command,
                status,
                output,
            } => {
                write!(f, "`{command}` failed ({status})")?;
                if output.is_empty() {
                    Ok(())
                } else {
                    write!(f, ":\n{output}")
                }
            }
            Self::File {
                action,
                path,
                source,
            } => {
                write!(f, "could not {action} {}: {source}", path.display())
            }
            Self::Contents { path, problem } => write!(f, "{}: {problem}", path.display()),
            Self::Check(problems) => f.write_str(problems),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Start { source, .. } | Self::File { source, .. } => Some(source),
            _ => None,
        }
    }
}

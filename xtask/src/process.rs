//! Child processes: streamed, captured, or logged to a file.

use std::{
    fs::File,
    path::Path,
    process::{Command, Stdio},
};

use crate::{
    error::{Error, Result},
    files,
};

/// How many lines of a log are shown when its command fails.
const TAIL_LINES: usize = 40;

/// The command as a person would type it, for messages.
pub fn describe(command: &Command) -> String {
    let mut words = vec![command.get_program().to_string_lossy().into_owned()];
    words.extend(
        command
            .get_args()
            .map(|arg| arg.to_string_lossy().into_owned()),
    );
    words.join(" ")
}

fn start_error(command: &Command) -> impl FnOnce(std::io::Error) -> Error {
    let program = command.get_program().to_string_lossy().into_owned();
    move |source| Error::Start { program, source }
}

fn check(command: &Command, success: bool, status: String, output: String) -> Result<()> {
    if success {
        Ok(())
    } else {
        Err(Error::Failed {
            command: describe(command),
            status,
            output,
        })
    }
}

/// Runs to the end with the output going straight to the terminal.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command
        .stdin(Stdio::null())
        .status()
        .map_err(start_error(command))?;
    check(command, status.success(), status.to_string(), String::new())
}

/// Runs to the end and returns standard output; standard error is part of the error on failure.
pub fn capture(command: &mut Command) -> Result<String> {
    let output = command
        .stdin(Stdio::null())
        .output()
        .map_err(start_error(command))?;
    let errors = String::from_utf8_lossy(&output.stderr)
        .trim_end()
        .to_owned();
    check(
        command,
        output.status.success(),
        output.status.to_string(),
        errors,
    )?;
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Runs to the end with the output in a file: for what goes on beside a streamed command.
pub fn run_logged(command: &mut Command, log: &Path) -> Result<()> {
    if let Some(parent) = log.parent() {
        files::create_dir(parent)?;
    }
    let open = || {
        File::create(log).map_err(|source| Error::File {
            action: "create",
            path: log.to_owned(),
            source,
        })
    };
    let file = open()?;
    let copy = file.try_clone().map_err(|source| Error::File {
        action: "open",
        path: log.to_owned(),
        source,
    })?;
    let status = command
        .stdin(Stdio::null())
        .stdout(file)
        .stderr(copy)
        .status()
        .map_err(start_error(command))?;
    let tail = if status.success() {
        String::new()
    } else {
        tail(&files::read_text(log)?)
    };
    check(command, status.success(), status.to_string(), tail)
}

fn tail(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(TAIL_LINES)..].join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_names_the_command_and_its_words() {
        let error = capture(Command::new("sh").args(["-c", "echo out; echo why >&2; exit 3"]));
        let text = error
            .map_err(|error| error.to_string())
            .unwrap_or_else(|text| text);
        assert!(
            text.contains("exit 3") && text.contains("exit status: 3"),
            "{text}"
        );
        assert!(text.ends_with("why"), "{text}");
    }

    #[test]
    fn a_missing_program_is_named() {
        let error = run(&mut Command::new("no-such-program-here"));
        assert!(
            matches!(error, Err(Error::Start { program, .. }) if program == "no-such-program-here")
        );
    }
}

//! The static server as a child process.

use std::{
    path::Path,
    process::{Child, Stdio},
};

use crate::{
    error::{Error, Result},
    process,
    project::Project,
};

/// A running server; it ends with this value, and with this process.
pub struct Server {
    child: Child,
    command: String,
}

impl Server {
    /// Serves `site` on the loopback interface; the server prints its address.
    pub fn start(project: &Project, site: &Path, port: u16) -> Result<Self> {
        let mut command = project.command("node", &project.root)?;
        command
            .arg("--import")
            .arg(project.root.join("xtask/scripts/exit-with-parent.mjs"))
            .arg(project.www().join("tools/serve.mjs"))
            .arg(site)
            .args(["--isolated", "--port", &port.to_string()])
            // Held open as long as this process lives: see the script that is imported.
            .stdin(Stdio::piped());
        let described = process::describe(&command);
        let child = command.spawn().map_err(|source| Error::Start {
            program: "node".into(),
            source,
        })?;
        Ok(Self {
            child,
            command: described,
        })
    }

    /// An error if the server has ended, for example because the port is taken.
    pub fn check(&mut self) -> Result<()> {
        match self.child.try_wait() {
            Ok(None) => Ok(()),
            Ok(Some(status)) => Err(self.ended(status.to_string())),
            Err(source) => Err(Error::Start {
                program: "node".into(),
                source,
            }),
        }
    }

    /// Waits until the server ends, which is an error: it runs until Ctrl-C.
    pub fn wait(mut self) -> Result<()> {
        // Not `wait`, which would close the pipe that keeps the server alive.
        loop {
            self.check()?;
            std::thread::sleep(std::time::Duration::from_millis(500));
        }
    }

    fn ended(&self, status: String) -> Error {
        let output = "If the port is taken, choose another one with --port.".to_owned();
        Error::Failed {
            command: self.command.clone(),
            status,
            output,
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself, and then there is nothing to do.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

//! The checks, in the order in which they run: what is cheap and finds most comes first.

use std::path::Path;

use super::checks;
use crate::{
    device::{CPU, WEBGPU},
    error::Result,
    modules, package,
    progress::Progress,
    project::Project,
    protocol, sizes,
};

/// What a step works with.
pub struct Context<'a> {
    /// The checkout and the cache.
    pub project: &'a Project,
    /// Where the site is put together.
    pub site: &'a Path,
    /// For lines about what a step is doing.
    pub progress: &'a Progress,
}

/// One check.
pub struct Step {
    /// The name on the command line.
    pub name: &'static str,
    /// What it checks.
    pub about: &'static str,
    /// The check itself.
    pub run: fn(&Context) -> Result<()>,
}

/// All checks.
pub const STEPS: &[Step] = &[
    Step {
        name: "fmt",
        about: "the Rust sources are formatted",
        run: checks::fmt,
    },
    Step {
        name: "catalogue",
        about: "every text that the page uses exists",
        run: checks::catalogue,
    },
    Step {
        name: "tools",
        about: "the tools that the other steps need",
        run: checks::prepare,
    },
    Step {
        name: "types",
        about: "the page's types (tsc --strict)",
        run: |c| checks::npm_run(c, "check"),
    },
    Step {
        name: "lint",
        about: "the page's lints (eslint)",
        run: |c| checks::npm_run(c, "lint"),
    },
    Step {
        name: "page-unit",
        about: "the page's unit tests",
        run: |c| checks::npm_run(c, "test:unit"),
    },
    Step {
        name: "clippy",
        about: "lints of the native crates",
        run: checks::clippy_native,
    },
    Step {
        name: "clippy-cpu",
        about: "lints of the CPU module",
        run: |c| checks::clippy(c, &CPU),
    },
    Step {
        name: "clippy-webgpu",
        about: "lints of the WebGPU module",
        run: |c| checks::clippy(c, &WEBGPU),
    },
    Step {
        name: "native",
        about: "native tests",
        run: checks::native,
    },
    Step {
        name: "numpy",
        about: "NumPy opens the exported weights",
        run: checks::numpy,
    },
    Step {
        name: "module-cpu",
        about: "the CPU module builds",
        run: |c| modules::build(c.project, &CPU),
    },
    Step {
        name: "protocol",
        about: "types, attributes and their reference are those of the Rust sources",
        run: |c| protocol::check(c.project),
    },
    Step {
        name: "module-webgpu",
        about: "the WebGPU module builds",
        run: |c| modules::build(c.project, &WEBGPU),
    },
    Step {
        name: "sizes",
        about: "the modules keep to their budgets",
        run: |c| sizes::report(c.project),
    },
    Step {
        name: "site",
        about: "the site is complete",
        run: checks::site,
    },
    Step {
        name: "package",
        about: "the npm package has what it should, and nothing else",
        run: |c| package::run(c.project),
    },
    Step {
        name: "browser-cpu",
        about: "tests of the CPU module in Chromium",
        run: |c| checks::browser(c, &CPU),
    },
    Step {
        name: "browser-webgpu",
        about: "tests of the WebGPU module in Chromium",
        run: |c| checks::browser(c, &WEBGPU),
    },
    Step {
        name: "e2e",
        about: "the page from end to end in Chromium",
        run: checks::end_to_end,
    },
];

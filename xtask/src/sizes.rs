//! The size of each module, as a table and against its budget.

use serde_json::Value;

use crate::{
    device::{self, Device},
    error::{Error, Result},
    files, hash, modules, process,
    project::Project,
};

/// Bytes of one module.
struct Sizes {
    raw: u64,
    gzip: u64,
    brotli: u64,
}

/// Prints the table; an error where a module is over its budget.
pub fn report(project: &Project) -> Result<()> {
    println!(
        "{:<8} {:>12} {:>12} {:>12} {:>12} {:>12}",
        "module", "wasm", "gzip -9", "at most", "brotli 11", "at most"
    );
    let mut over = Vec::new();
    for device in device::ALL {
        let sizes = measure(project, device)?;
        let (gzip, brotli) = (device.gzip_budget, device.brotli_budget);
        println!(
            "{:<8} {:>12} {:>12} {:>12} {:>12} {:>12}",
            device.id,
            grouped(sizes.raw),
            grouped(sizes.gzip),
            grouped(gzip),
            grouped(sizes.brotli),
            grouped(brotli)
        );
        for (form, bytes, budget) in [("gzip", sizes.gzip, gzip), ("brotli", sizes.brotli, brotli)]
        {
            if bytes > budget {
                over.push(format!(
                    "The {} module has {} bytes after {form}, {} more than its budget.",
                    device.name,
                    grouped(bytes),
                    grouped(bytes - budget)
                ));
            }
        }
    }
    if over.is_empty() {
        Ok(())
    } else {
        Err(Error::Check(over.join("\n")))
    }
}

/// Measures a module, or remembers: brotli at its highest level takes most of a minute.
fn measure(project: &Project, device: &Device) -> Result<Sizes> {
    let wasm = modules::existing_wasm(project, device)?;
    let key = hash::sha256(&[&files::read(&wasm)?]);
    let cached = project.cache.join("sizes").join(format!("{key}.json"));
    if !cached.is_file() {
        let mut node = project.command("node", &project.root)?;
        node.arg(project.root.join("xtask/scripts/sizes.mjs"))
            .arg(&wasm);
        files::write_atomic(&cached, process::capture(&mut node)?.as_bytes())?;
    }
    parse(&files::read_text(&cached)?).ok_or_else(|| Error::Contents {
        path: cached,
        problem: "not a list of sizes".into(),
    })
}

fn parse(text: &str) -> Option<Sizes> {
    let value: Value = serde_json::from_str(text).ok()?;
    let bytes = |key: &str| value.get(key)?.as_u64();
    Some(Sizes {
        raw: bytes("raw")?,
        gzip: bytes("gzip")?,
        brotli: bytes("brotli")?,
    })
}

/// Digits in groups of three.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(' ');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn digits_are_grouped_from_the_right() {
        assert_eq!(grouped(7), "7");
        assert_eq!(grouped(700_000), "700 000");
        assert_eq!(grouped(3_100_000), "3 100 000");
    }
}

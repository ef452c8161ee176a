//! `gantry variants`: the registry.

use std::collections::BTreeMap;

use serde::Serialize;

use super::text;
use crate::error::{GantryError, Result};
use crate::protocol::{OptionEntry, Registry, VariantEntry};

/// The registry with its texts.
#[derive(Serialize)]
struct Printed<'a> {
    version: &'a str,
    variants: Vec<WithText<&'a VariantEntry>>,
    options: Vec<WithText<&'a OptionEntry>>,
}

#[derive(Serialize)]
struct WithText<T> {
    #[serde(flatten)]
    entry: T,
    text: BTreeMap<&'static str, String>,
}

fn with_text<T>(entry: T, prefix: &str, parts: &[&'static str]) -> WithText<T> {
    let text = parts
        .iter()
        .map(|part| (*part, text::get(&format!("{prefix}.{part}"))))
        .collect();
    WithText { entry, text }
}

/// Prints the registry, as JSON or for people.
///
/// # Errors
/// When the registry is inconsistent.
pub fn print(json: bool) -> Result<()> {
    let registry = Registry::new()?;
    let printed = Printed {
        version: registry.version,
        variants: registry
            .variants
            .iter()
            .map(|entry| {
                let parts = ["title", "summary", "changes", "look_for", "goes_wrong"];
                with_text(entry, &format!("variant.{}", entry.id), &parts)
            })
            .collect(),
        options: registry
            .options
            .iter()
            .map(|entry| with_text(entry, &format!("option.{}", entry.key), &["label", "help"]))
            .collect(),
    };
    if json {
        let text = serde_json::to_string_pretty(&printed).map_err(|error| GantryError::File {
            path: "standard output".to_owned(),
            problem: error.to_string(),
        })?;
        println!("{text}");
        return Ok(());
    }
    for variant in &printed.variants {
        let field = |part| variant.text.get(part).map_or("", String::as_str);
        println!(
            "{:<8} {}\n         {}",
            variant.entry.id,
            field("title"),
            field("summary")
        );
        for paper in variant.entry.papers {
            println!(
                "         {} ({}), {} — arXiv {}",
                paper.authors, paper.year, paper.title, paper.arxiv
            );
        }
    }
    println!("\noptions (defaults of the table):");
    for option in &printed.options {
        let label = option.text.get("label").map_or("", String::as_str);
        println!(
            "  {:<20} {:<10} {label}",
            option.entry.key,
            option.entry.default.to_string()
        );
    }
    Ok(())
}

//! The table of results.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::super::text;
use super::results::{Baseline, Entry, Results};
use crate::metrics::fidelity::{FIGURES, Figure};
use crate::options::{Value, table as options};
use crate::variants::VARIANTS;

/// Height at which a sample sheet stands in its row.
const SHEET_HEIGHT: usize = 80;

const INTRODUCTION: &str = "# Results

Made by `gantry report`, which trains each variant with its own defaults, once for each seed, and measures samples of
its generator. Mean ± standard deviation over the seeds; an arrow says which way is better.

Figures are taken on the 64 features of a small classifier that Gantry trains itself, against MNIST's 10,000 test images
([fidelity.md](fidelity.md)). They can be compared with one another, not with figures on the features of Inception.
Defaults are chosen for a browser: the table says what a variant does in so few iterations, not what it can do.

";

/// The page of `results`, whose pictures are in `folder`.
pub fn markdown(results: &Results, folder: &str) -> String {
    let mut page = INTRODUCTION.to_owned();
    let names = [("images", true), ("points", false)];
    for (name, images) in names {
        let rows: Vec<Vec<&Entry>> = VARIANTS
            .iter()
            .map(|variant| {
                let runs = results.runs.iter();
                runs.filter(|run| run.variant == variant.id).collect()
            })
            .filter(|runs: &Vec<&Entry>| !runs.is_empty() && of_images(runs) == images)
            .collect();
        if rows.is_empty() {
            continue;
        }
        let baseline = results.baseline.as_ref().filter(|_| images);
        let _ = write!(page, "## Variants on {name}\n\n");
        write_table(&mut page, &rows, baseline, folder);
        write_legend(&mut page, &rows);
    }
    write_missing(&mut page, results);
    write_machines(&mut page, results, folder);
    page
}

/// The variants that have no row.
fn write_missing(page: &mut String, results: &Results) {
    let missing: Vec<String> = VARIANTS
        .iter()
        .filter(|variant| results.runs.iter().all(|run| run.variant != variant.id))
        .map(|variant| format!("`{}`", variant.id))
        .collect();
    if !missing.is_empty() {
        let _ = write!(page, "Not measured yet: {}.\n\n", missing.join(", "));
    }
}

fn of_images(runs: &[&Entry]) -> bool {
    let images = Value::from(options::DATASET.default);
    runs.iter()
        .all(|run| run.settings.get(options::DATASET.key) == Some(&images))
}

fn columns(rows: &[Vec<&Entry>]) -> Vec<&'static Figure> {
    let shown = |figure: &&Figure| {
        let mut runs = rows.iter().flatten();
        runs.any(|run| run.figures.get(figure.key).is_some())
    };
    FIGURES.iter().filter(shown).collect()
}

fn write_table(page: &mut String, rows: &[Vec<&Entry>], baseline: Option<&Baseline>, folder: &str) {
    let columns = columns(rows);
    let mut heads = vec!["variant", "seeds", "iterations", "time, s"];
    heads.extend(columns.iter().map(|figure| figure.title));
    heads.push("samples");
    write_row(page, heads.iter().map(|head| (*head).to_owned()));
    write_row(page, heads.iter().map(|_| "---".to_owned()));
    if let Some(baseline) = baseline {
        let mut cells = vec![format!("{} training images", baseline.images)];
        cells.extend(["", "", ""].map(str::to_owned));
        cells.extend(columns.iter().map(|figure| {
            let value = baseline.figures.get(figure.key);
            value.map_or_else(String::new, |value| figure.text(value))
        }));
        cells.push(String::new());
        write_row(page, cells.into_iter());
    }
    for runs in rows {
        let id = &runs[0].variant;
        let seconds = runs.iter().map(|run| run.seconds).sum::<f64>() / runs.len() as f64;
        let mut cells = vec![
            format!("`{id}`"),
            list(runs.iter().map(|run| run.seed)),
            list(runs.iter().map(|run| run.iterations)),
            format!("{seconds:.0}"),
        ];
        cells.extend(columns.iter().map(|figure| {
            let values = runs.iter().filter_map(|run| run.figures.get(figure.key));
            let values: Vec<f64> = values.collect();
            if values.is_empty() {
                "–".to_owned()
            } else {
                figure.summary(&values)
            }
        }));
        let title = text::get(&format!("variant.{id}.title"));
        cells.push(format!(
            "<img src=\"{folder}/{id}.png\" height=\"{SHEET_HEIGHT}\" alt=\"Samples of {title}\">"
        ));
        write_row(page, cells.into_iter());
    }
}

fn write_legend(page: &mut String, rows: &[Vec<&Entry>]) {
    page.push('\n');
    for figure in columns(rows) {
        let _ = writeln!(page, "- **{}**: {}.", figure.title, figure.meaning);
    }
    page.push('\n');
}

fn write_machines(page: &mut String, results: &Results, folder: &str) {
    *page += "## What is behind it\n\n";
    let distinct = |of: fn(&Entry) -> String| {
        let all: BTreeSet<String> = results.runs.iter().map(of).collect();
        all.into_iter().collect::<Vec<_>>().join("; ")
    };
    let _ = writeln!(
        page,
        "Gantry {}; {} samples of each run. A seed fixes a run on processors with the same instruction set\n\
         ([reproducibility.md](reproducibility.md)). Times are of training alone and belong to the machine: {}.\n\
         Every figure, with the settings of its run, is in [results.json]({folder}/results.json).",
        distinct(|run| run.version.clone()),
        distinct(|run| run.samples.to_string()),
        distinct(|run| run.machine.clone()),
    );
    if results.baseline.is_some() {
        *page += "\nThe first row puts training images in the place of samples: what a perfect generator would \
                  score.\n";
    }
}

fn write_row(page: &mut String, cells: impl Iterator<Item = String>) {
    for cell in cells {
        let _ = write!(page, "| {cell} ");
    }
    *page += "|\n";
}

/// Distinct numbers, in order.
fn list(numbers: impl Iterator<Item = u32>) -> String {
    let all: BTreeSet<u32> = numbers.collect();
    let texts: Vec<String> = all.iter().map(u32::to_string).collect();
    texts.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::{Changes, Settings};

    fn entry(variant: &str, seed: i64, key: &str, value: f64) -> Entry {
        let settings = Settings::resolve(&Changes::from([
            ("variant".to_owned(), Value::Text(variant.to_owned())),
            ("seed".to_owned(), Value::Int(seed)),
        ]))
        .unwrap();
        let mut entry = Entry::new(&settings, 100, 2.0, "cpu (flex)");
        entry.figures.set(key, value);
        entry
    }

    #[test]
    fn seeds_share_a_row_and_points_have_their_own_table() {
        let mut results = Results::default();
        results.put(entry("gan", 1, "frechet", 10.0));
        results.put(entry("gan", 2, "frechet", 20.0));
        results.put(entry("toy", 1, "modes", 8.0));
        let page = markdown(&results, "results");
        assert!(
            page.contains("| `gan` | 1, 2 | 0 | 2 | 15.00 ± 7.07 | <img src=\"results/gan.png\""),
            "{page}"
        );
        assert!(page.contains("## Variants on points"), "{page}");
        assert!(page.contains("| `toy` | 1 | 0 | 2 | 8.0 |"), "{page}");
        assert!(page.contains("cpu (flex)"), "{page}");
        assert!(!page.contains("coverage"), "{page}");
        assert!(page.contains("Not measured yet: `mlp`, `dcgan`"), "{page}");
    }
}

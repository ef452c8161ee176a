//! Every error that a page may show is worded by the catalogue, from the parameters that cross to the page.

use std::collections::BTreeMap;

use gantry::GantryError;
use gantry::error::{CheckpointProblem, DatasetProblem, Expected, IdxProblem, Mismatch, Param};

/// What the page adds: the option's label.
const ADDED: [(&str, &str); 1] = [("key", "label")];

fn option_value(expected: Expected) -> GantryError {
    GantryError::OptionValue {
        key: "lr_g".to_owned(),
        value: "7".to_owned(),
        expected,
    }
}

fn idx(problem: IdxProblem) -> GantryError {
    let file = "images".to_owned();
    GantryError::Idx { file, problem }
}

fn all() -> Vec<GantryError> {
    let text = |text: &str| text.to_owned();
    let example = "train-images-idx3-ubyte";
    vec![
        GantryError::UnknownOption {
            key: text("colour"),
            known: text("seed, steps"),
        },
        option_value(Expected::Whole { min: 2, max: 512 }),
        option_value(Expected::Number { min: 0.0, max: 1.0 }),
        option_value(Expected::Choice {
            choices: text("a, b"),
        }),
        option_value(Expected::Switch),
        GantryError::OptionNotLive {
            key: text("latent_size"),
        },
        idx(IdxProblem::LabelsForImages),
        idx(IdxProblem::ImagesForLabels),
        idx(IdxProblem::NotIdx { magic: 9, example }),
        idx(IdxProblem::Tiny { bytes: 2, example }),
        idx(IdxProblem::Header {
            field: "rows",
            bytes: 9,
        }),
        idx(IdxProblem::Count { count: 0, most: 9 }),
        idx(IdxProblem::Rows { rows: 0, most: 9 }),
        idx(IdxProblem::NotSquare {
            rows: 28,
            columns: 30,
        }),
        idx(IdxProblem::Truncated {
            promised: 9,
            present: 7,
        }),
        idx(IdxProblem::Oversized {
            promised: 9,
            present: 11,
        }),
        DatasetProblem::Count { count: 0, most: 9 }.into(),
        DatasetProblem::TooMany { count: 9 }.into(),
        DatasetProblem::LabelCount {
            labels: 1,
            images: 2,
        }
        .into(),
        DatasetProblem::UnknownClass { found: 26, last: 9 }.into(),
        DatasetProblem::TooSmall {
            name: text("own"),
            images: 9,
            batch: 64,
        }
        .into(),
        DatasetProblem::NoImages.into(),
        DatasetProblem::NoPoints.into(),
        DatasetProblem::Missing.into(),
        GantryError::Conflict {
            key: "latent_size",
            value: text("3"),
            because: text("`variant` is `pix2pix`"),
            reason: "no_latent",
        },
        GantryError::NeedsLabels,
        Mismatch::MixedSamples.into(),
        Mismatch::NoView { variant: "mlp" }.into(),
        CheckpointProblem::Unreadable {
            detail: text("too short"),
        }
        .into(),
        CheckpointProblem::NotARun.into(),
        CheckpointProblem::Format {
            found: 1,
            understood: 2,
        }
        .into(),
        CheckpointProblem::OtherData {
            saved: text("mnist"),
            saved_count: 60_000,
            loaded: text("own"),
            loaded_count: 9,
        }
        .into(),
        CheckpointProblem::TensorMissing {
            tensor: text("generator.0.weight"),
        }
        .into(),
        CheckpointProblem::TensorUnfit {
            tensor: text("generator.0.weight"),
            found: text("[1]"),
            needed: text("[2]"),
        }
        .into(),
        GantryError::Device {
            device: "webgpu",
            problem: text("lost"),
        },
    ]
}

#[test]
fn each_has_words_of_its_own_and_no_gap_in_them() {
    let texts: BTreeMap<String, String> =
        serde_json::from_str(include_str!("../../src/text/en.json")).unwrap();
    for error in all() {
        let params: BTreeMap<_, _> = error.params().iter().map(|(k, v)| (k, v.clone())).collect();
        let key = match (error.code(), params.get("reason")) {
            ("conflict", Some(Param::Text(reason))) => format!("conflict.{reason}"),
            (code, Some(Param::Text(reason))) => format!("error.{code}.{reason}"),
            (code, _) => format!("error.{code}"),
        };
        let text = texts.get(&key).unwrap_or_else(|| panic!("no `{key}`"));
        for gap in text
            .split('{')
            .skip(1)
            .filter_map(|part| part.split('}').next())
        {
            let source = ADDED.iter().find(|(_, added)| *added == gap);
            let name = source.map_or(gap, |(key, _)| key);
            assert!(params.contains_key(name), "`{key}` wants {gap}: {params:?}");
        }
    }
}

#[test]
fn numbers_cross_as_numbers() {
    let error = GantryError::from(DatasetProblem::TooMany { count: 60_000 });
    let params: Vec<_> = error.params().iter().map(|(k, v)| (k, v.clone())).collect();
    assert_eq!(
        params,
        [
            ("reason", Param::Text("too_many".to_owned())),
            ("count", Param::Number(60_000.0))
        ]
    );
}

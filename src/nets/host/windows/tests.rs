//! Every product beside single ones.

use super::*;

/// Every pair of pixels that the window brings together, with the place in the weight.
fn meet(windows: &Windows, mut with: impl FnMut(usize, usize, usize)) {
    let Windows {
        batch,
        large,
        small,
        kernel,
    } = *windows;
    for image in 0..batch {
        for of_small in 0..small.channels {
            for of_large in 0..large.channels {
                for place in 0..small.side * small.side {
                    for tap in 0..kernel.side * kernel.side {
                        let at = |place: usize, tap: usize| {
                            (place * kernel.stride + tap).checked_sub(kernel.padding)
                        };
                        let y = at(place / small.side, tap / kernel.side);
                        let x = at(place % small.side, tap % kernel.side);
                        let (Some(y), Some(x)) = (y, x) else { continue };
                        if y < large.side && x < large.side {
                            let pixel = |shape: ImageShape, channel: usize| {
                                (image * shape.channels + channel) * shape.side * shape.side
                            };
                            with(
                                pixel(small, of_small) + place,
                                pixel(large, of_large) + y * large.side + x,
                                (of_small * large.channels + of_large)
                                    * (kernel.side * kernel.side)
                                    + tap,
                            );
                        }
                    }
                }
            }
        }
    }
}

fn noise(count: usize, seed: u32) -> Vec<f32> {
    let number = |at: u32| (at.wrapping_add(seed).wrapping_mul(2_654_435_761) >> 8) as f32;
    (0..count as u32)
        .map(|at| number(at) / (1 << 23) as f32 - 1.0)
        .collect()
}

fn close(is: &[f32], should: &[f32], what: &str) {
    for (is, should) in is.iter().zip(should) {
        assert!((is - should).abs() < 1e-4, "{what}: {is} for {should}");
    }
}

#[test]
fn all_three_agree_with_single_products() {
    let shapes = [
        (Kernel::HALVING, 28, 14, 1, 9),
        (Kernel::HALVING, 14, 7, 9, 17),
        (Kernel::HALVING, 7, 3, 8, 5),
        (Kernel::KEEPING, 7, 7, 8, 3),
        (Kernel::KEEPING, 6, 6, 3, 12),
        (
            Kernel {
                side: 1,
                stride: 2,
                padding: 0,
            },
            5,
            3,
            9,
            4,
        ),
        (
            Kernel {
                side: 5,
                stride: 3,
                padding: 2,
            },
            10,
            4,
            8,
            2,
        ),
        (
            Kernel {
                side: 2,
                stride: 2,
                padding: 0,
            },
            9,
            4,
            10,
            3,
        ),
        (
            Kernel {
                side: 4,
                stride: 1,
                padding: 0,
            },
            4,
            1,
            10,
            3,
        ),
    ];
    for (kernel, large_side, small_side, large_channels, small_channels) in shapes {
        let shape = |channels, side| ImageShape { channels, side };
        let windows = Windows {
            batch: 3,
            large: shape(large_channels, large_side),
            small: shape(small_channels, small_side),
            kernel,
        };
        let large = noise(windows.batch * windows.large.volume(), 1);
        let small = noise(windows.batch * windows.small.volume(), 2);
        let weight = noise(windows.weight_len(), 3);
        let what = format!("{windows:?}");

        let mut expected = vec![0.0; small.len()];
        meet(&windows, |s, l, w| expected[s] += large[l] * weight[w]);
        close(&windows.down(&large, &weight), &expected, &what);

        let mut expected = vec![0.0; large.len()];
        meet(&windows, |s, l, w| expected[l] += small[s] * weight[w]);
        close(&windows.up(&small, &weight), &expected, &what);

        let mut expected = vec![0.0; weight.len()];
        meet(&windows, |s, l, w| expected[w] += small[s] * large[l]);
        close(&windows.correlate(&small, &large), &expected, &what);
    }
}

//! Rescaling of square images to 28×28.

use super::{PIXELS, SIDE};

/// Rescales images of `side × side` pixels to 28×28, each target pixel the mean of the area that it covers
/// (enlarging thus repeats pixels, which keeps the edges of small bitmaps).
///
/// `pixels` holds whole images; as many are appended to `out`.
pub fn rescale_to_28(side: usize, pixels: &[u8], out: &mut Vec<u8>) {
    if side == SIDE {
        out.extend_from_slice(pixels);
        return;
    }
    let weights = area_weights(side);
    let count = pixels.len() / (side * side);
    out.reserve(count * PIXELS);
    for image in pixels.chunks_exact(side * side) {
        for rows in &weights {
            for columns in &weights {
                let mut sum = 0.0;
                for &(y, wy) in rows {
                    for &(x, wx) in columns {
                        sum += wy * wx * f32::from(image[y * side + x]);
                    }
                }
                out.push((sum + 0.5) as u8);
            }
        }
    }
}

/// For each of the 28 target pixels: the source pixels that it covers, with weights that sum to 1.
fn area_weights(side: usize) -> Vec<Vec<(usize, f32)>> {
    let scale = side as f32 / SIDE as f32;
    (0..SIDE)
        .map(|target| {
            let (start, end) = (target as f32 * scale, (target + 1) as f32 * scale);
            (start as usize..side.min(end.ceil() as usize))
                .filter_map(|source| {
                    let overlap = end.min(source as f32 + 1.0) - start.max(source as f32);
                    (overlap > 1e-6).then_some((source, overlap / scale))
                })
                .collect()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rescaled(side: usize, pixels: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        rescale_to_28(side, pixels, &mut out);
        out
    }

    #[test]
    fn a_constant_stays_constant_at_every_size() {
        for side in [1, 7, 20, 27, 29, 32, 56, 100] {
            let out = rescaled(side, &vec![200; 2 * side * side]);
            assert_eq!(out.len(), 2 * PIXELS);
            assert!(out.iter().all(|&v| v.abs_diff(200) <= 1), "side {side}");
        }
    }

    #[test]
    fn halving_averages_and_doubling_repeats() {
        let mut image = vec![0; 56 * 56];
        image[0] = 255;
        assert_eq!(rescaled(56, &image)[..2], [64, 0]);
        let mut image = vec![0; 14 * 14];
        image[0] = 255;
        let out = rescaled(14, &image);
        assert_eq!(
            (out[0], out[1], out[28], out[29], out[2]),
            (255, 255, 255, 255, 0)
        );
    }

    #[test]
    fn what_is_there_stays_in_front() {
        for side in [14, 28] {
            let mut out = vec![7];
            rescale_to_28(side, &vec![9; side * side], &mut out);
            assert_eq!((out.len(), out[0], out[1]), (1 + PIXELS, 7, 9), "{side}");
        }
    }
}

//! Sums and functions over many numbers, in a form that the compiler puts into vectors. What comes out does not depend
//! on how wide those are: sums have a fixed number of lanes.

const LANES: usize = 16;

/// The sum of `of(x)` over all x.
#[inline(always)]
pub fn sum(numbers: &[f32], of: impl Fn(f32) -> f32) -> f32 {
    sum_of_two(numbers, numbers, |x, _| of(x))
}

/// The sum of `of(x, y)` over all pairs.
#[inline(always)]
pub fn sum_of_two(xs: &[f32], ys: &[f32], of: impl Fn(f32, f32) -> f32) -> f32 {
    let mut lanes = [0.0; LANES];
    let (xs_whole, xs_rest) = xs.as_chunks::<LANES>();
    let (ys_whole, ys_rest) = ys.as_chunks::<LANES>();
    for (xs, ys) in xs_whole.iter().zip(ys_whole) {
        for ((lane, &x), &y) in lanes.iter_mut().zip(xs).zip(ys) {
            *lane += of(x, y);
        }
    }
    let mut sum = 0.0;
    for lane in lanes {
        sum += lane;
    }
    for (&x, &y) in xs_rest.iter().zip(ys_rest) {
        sum += of(x, y);
    }
    sum
}

/// tanh by a quotient of polynomials (that of Eigen), to some units in the last place.
#[inline(always)]
pub fn tanh(x: f32) -> f32 {
    // Beyond, it is 1 in this precision.
    const END: f32 = 7.905_311;
    let x = x.clamp(-END, END);
    let square = x * x;
    let polynomial =
        |from: f32, coefficients: &[f32]| coefficients.iter().fold(from, |sum, c| sum * square + c);
    let above = polynomial(
        -2.760_768_5e-16,
        &[
            2.000_188e-13,
            -8.604_672e-11,
            5.122_297e-8,
            1.485_722_4e-5,
            6.372_619_3e-4,
            4.893_524_6e-3,
        ],
    );
    let below = polynomial(
        1.198_258_4e-6,
        &[1.185_347_1e-4, 2.268_434_6e-3, 4.893_525e-3],
    );
    x * above / below
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tanh_is_exact_to_some_units_in_the_last_place() {
        for step in -200_000..=200_000_i32 {
            let x = step as f32 * 1e-4;
            let exact = f64::from(x).tanh();
            let apart = (f64::from(tanh(x)) - exact).abs();
            assert!(apart <= 4e-7 * exact.abs().max(1e-30), "{x}: {}", tanh(x));
        }
        assert!(tanh(f32::NAN).is_nan());
        assert_eq!((tanh(f32::INFINITY), tanh(-0.0)), (tanh(20.0), 0.0));
    }

    #[test]
    fn sums_include_what_is_left_of_the_lanes() {
        let numbers: Vec<f32> = (1..=37).map(|x| x as f32).collect();
        assert_eq!(sum(&numbers, |x| x), 703.0);
        assert_eq!(sum_of_two(&numbers, &numbers, |x, y| x - y + 1.0), 37.0);
    }
}

//! The Wasserstein distance between points: the least mean distance that some have to be carried to become the others.

/// Of as many points of both kinds, `dimensions` numbers each; NaN where one of them is nowhere.
pub fn wasserstein(dimensions: usize, one: &[f32], other: &[f32]) -> f64 {
    // No plan leads there, and the search for one would not end.
    if !one.iter().chain(other).all(|number| number.is_finite()) {
        return f64::NAN;
    }
    let count = (one.len().min(other.len()) / dimensions).max(1);
    if dimensions == 1 {
        let [one, other] = [one, other].map(|points| {
            let mut points = points[..count.min(points.len())].to_vec();
            points.sort_unstable_by(f32::total_cmp);
            points
        });
        let pairs = one.iter().zip(&other);
        let gap = |(a, b): (&f32, &f32)| (f64::from(*a) - f64::from(*b)).abs();
        let sum: f64 = pairs.map(gap).sum();
        return sum / count as f64;
    }
    let distance = |i: usize, j: usize| {
        let at = |points: &[f32], index: usize| points[index * dimensions..][..dimensions].to_vec();
        let (a, b) = (at(one, i), at(other, j));
        let gap = |(a, b): (&f32, &f32)| (f64::from(*a) - f64::from(*b)).powi(2);
        a.iter().zip(&b).map(gap).sum::<f64>().sqrt()
    };
    let costs: Vec<f64> = (0..count * count)
        .map(|pair| distance(pair / count, pair % count))
        .collect();
    least_cost(&costs, count) / count as f64
}

/// The least total cost of giving each of n rows a column of its own, by shortest augmenting paths (Kuhn 1955, Jonker
/// and Volgenant 1987): O(n³).
fn least_cost(costs: &[f64], n: usize) -> f64 {
    // Row and column 0 stand for none.
    let (mut of_row, mut of_column) = (vec![0.0; n + 1], vec![0.0; n + 1]);
    let mut row_in = vec![0; n + 1];
    let mut before = vec![0; n + 1];
    for row in 1..=n {
        row_in[0] = row;
        let mut column = 0;
        let mut slack = vec![f64::INFINITY; n + 1];
        let mut seen = vec![false; n + 1];
        while row_in[column] != 0 {
            seen[column] = true;
            let from = row_in[column];
            let (mut least, mut next) = (f64::INFINITY, 0);
            for j in 1..=n {
                if seen[j] {
                    continue;
                }
                let reduced = costs[(from - 1) * n + j - 1] - of_row[from] - of_column[j];
                if reduced < slack[j] {
                    slack[j] = reduced;
                    before[j] = column;
                }
                if slack[j] < least {
                    (least, next) = (slack[j], j);
                }
            }
            for j in 0..=n {
                if seen[j] {
                    of_row[row_in[j]] += least;
                    of_column[j] -= least;
                } else {
                    slack[j] -= least;
                }
            }
            column = next;
        }
        while column != 0 {
            row_in[column] = row_in[before[column]];
            column = before[column];
        }
    }
    -of_column[0]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::{HostRng, Stream};

    #[test]
    fn on_the_line_the_smallest_goes_to_the_smallest() {
        let distance = wasserstein(1, &[3.0, -1.0, 0.5], &[0.0, 4.0, 1.0]);
        assert!((distance - (1.0 + 0.5 + 1.0) / 3.0).abs() < 1e-6);
    }

    #[test]
    fn a_shift_costs_its_length() {
        let points = HostRng::new(1, Stream::Toy).normal(120);
        let shifted: Vec<f32> = points
            .chunks_exact(2)
            .rev()
            .flat_map(|p| [p[0] + 0.3, p[1] - 0.4])
            .collect();
        assert!((wasserstein(2, &points, &shifted) - 0.5).abs() < 1e-5);
        assert!(wasserstein(2, &points, &points).abs() < 1e-9);
    }

    #[test]
    fn points_that_have_run_away_do_not_hold_up_the_rest() {
        let here = [0.0, 0.0, 1.0, 1.0];
        for away in [f32::NAN, f32::INFINITY] {
            assert!(wasserstein(2, &here, &[0.0, away, 1.0, 1.0]).is_nan());
            assert!(wasserstein(1, &here, &[0.0, away, 1.0, 1.0]).is_nan());
        }
        let far = wasserstein(2, &here, &[0.0, 0.0, f32::MAX, 1.0]);
        assert!((far / f64::from(f32::MAX) - 0.5).abs() < 1e-6);
    }

    #[test]
    fn no_pairing_is_cheaper() {
        const N: usize = 6;
        fn cheapest(costs: &[f64], row: usize, taken: u32) -> f64 {
            if row == N {
                return 0.0;
            }
            (0..N)
                .filter(|column| taken & (1 << column) == 0)
                .map(|column| {
                    costs[row * N + column] + cheapest(costs, row + 1, taken | 1 << column)
                })
                .fold(f64::INFINITY, f64::min)
        }
        let mut rng = HostRng::new(2, Stream::Toy);
        for _ in 0..20 {
            let costs: Vec<f64> = (0..N * N).map(|_| f64::from(rng.unit())).collect();
            let found = least_cost(&costs, N);
            assert!((found - cheapest(&costs, 0, 0)).abs() < 1e-9);
        }
    }
}

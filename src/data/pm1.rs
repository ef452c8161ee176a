//! Bytes as the networks see them.

/// A byte in [-1, 1]: black, which is 0, becomes -1.
pub fn pm1(byte: u8) -> f32 {
    f32::from(byte) / 127.5 - 1.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ends_are_exact() {
        assert_eq!([0, 255].map(pm1), [-1.0, 1.0]);
    }
}

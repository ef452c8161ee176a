//! Rows of numbers that stand for images.

use burn::tensor::{Device, Tensor, TensorData};

use crate::device::Compute;
use crate::error::Result;

/// Rows of one block of products, as many as fit into a few dozen MB.
const BLOCK: usize = 500;

/// Rows of features, one per image.
#[derive(Clone, Debug, PartialEq)]
pub struct Features {
    /// Row by row.
    pub values: Vec<f32>,
    /// Numbers of one row.
    pub width: usize,
}

impl Features {
    /// How many rows.
    pub fn count(&self) -> usize {
        self.values.len() / self.width
    }

    /// `|x|²` of each row.
    pub fn squares(&self) -> Vec<f64> {
        let square = |row: &[f32]| row.iter().map(|&v| f64::from(v).powi(2)).sum::<f64>();
        self.values.chunks_exact(self.width).map(square).collect()
    }

    /// Calls `each` with every row's index and its scalar products `x·y` with all rows of `other`.
    ///
    /// # Errors
    /// When the device fails.
    pub fn products(
        &self,
        other: &Self,
        compute: &Compute,
        mut each: impl FnMut(usize, &[f32]),
    ) -> Result<()> {
        let device = &compute.device;
        let right = other.tensor(0..other.count(), device).transpose(); // [width, others]
        for start in (0..self.count()).step_by(BLOCK) {
            let rows = start..(start + BLOCK).min(self.count());
            let products = self.tensor(rows, device).matmul(right.clone()); // [rows, others]
            let products = compute.read_now(products)?;
            for (row, products) in products.chunks_exact(other.count()).enumerate() {
                each(start + row, products);
            }
        }
        Ok(())
    }

    fn tensor(&self, rows: std::ops::Range<usize>, device: &Device) -> Tensor<2> {
        let shape = [rows.len(), self.width];
        let values = self.values[rows.start * self.width..rows.end * self.width].to_vec();
        Tensor::from_data(TensorData::new(values, shape), device)
    }
}

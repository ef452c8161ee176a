//! The IDX file format: two zero bytes, the type (8: unsigned byte), the number of dimensions, each
//! dimension as a big-endian `u32`, then the items one after the other.

/// A view of an IDX file of bytes.
pub struct Idx<'a> {
    /// Size of each dimension; the first counts the items.
    pub dims: Vec<u32>,
    /// The items without the header.
    pub body: &'a [u8],
}

impl<'a> Idx<'a> {
    /// Reads the header and checks that the body has the length that it announces.
    pub fn parse(bytes: &'a [u8]) -> Result<Self, String> {
        let [0, 0, 8, rank, rest @ ..] = bytes else {
            return Err("this is not an IDX file of unsigned bytes".into());
        };
        let header = usize::from(*rank) * 4;
        let (dims, body) = rest
            .split_at_checked(header)
            .ok_or("the IDX header is cut off")?;
        let dims: Vec<u32> = dims
            .as_chunks::<4>()
            .0
            .iter()
            .map(|bytes| u32::from_be_bytes(*bytes))
            .collect();
        let expected: u64 = dims.iter().map(|&dim| u64::from(dim)).product();
        if dims.is_empty() || expected != body.len() as u64 {
            return Err(format!(
                "the IDX header announces {expected} bytes, there are {}",
                body.len()
            ));
        }
        Ok(Self { dims, body })
    }

    /// How many items there are.
    pub fn count(&self) -> usize {
        self.body.len().checked_div(self.item_size()).unwrap_or(0)
    }

    fn item_size(&self) -> usize {
        self.dims[1..].iter().map(|&dim| dim as usize).product()
    }

    /// IDX files of at most `size` items each, which together hold all of them.
    pub fn shards(&self, size: u32) -> Vec<Vec<u8>> {
        let item = self.item_size();
        self.body
            .chunks(item * size as usize)
            .map(|body| {
                let mut bytes = header(&self.dims, (body.len() / item) as u32);
                bytes.extend_from_slice(body);
                bytes
            })
            .collect()
    }
}

/// The header for `count` items of the shape that `dims` gives.
pub fn header(dims: &[u32], count: u32) -> Vec<u8> {
    let mut bytes = vec![0, 0, 8, dims.len() as u8];
    bytes.extend(count.to_be_bytes());
    bytes.extend(dims[1..].iter().flat_map(|dim| dim.to_be_bytes()));
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn five_items() -> Vec<u8> {
        let mut bytes = header(&[5, 2, 1], 5);
        bytes.extend(0..10);
        bytes
    }

    #[test]
    fn shards_hold_every_item_in_order() -> Result<(), String> {
        let bytes = five_items();
        let idx = Idx::parse(&bytes)?;
        let shards = idx.shards(2);
        let parsed = shards
            .iter()
            .map(|shard| Idx::parse(shard))
            .collect::<Result<Vec<_>, _>>()?;
        assert_eq!(parsed.iter().map(Idx::count).collect::<Vec<_>>(), [2, 2, 1]);
        assert_eq!(
            parsed
                .iter()
                .flat_map(|shard| shard.body)
                .copied()
                .collect::<Vec<_>>(),
            idx.body
        );
        assert!(parsed.iter().all(|shard| shard.dims[1..] == [2, 1]));
        Ok(())
    }

    #[test]
    fn bad_files_are_refused() {
        let bytes = five_items();
        assert!(Idx::parse(&bytes[..bytes.len() - 1]).is_err());
        assert!(Idx::parse(&bytes[..6]).is_err());
        assert!(Idx::parse(b"PNG").is_err());
        assert!(Idx::parse(&[0, 0, 8, 0]).is_err());
    }
}

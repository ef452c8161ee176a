//! The manifest of the data set, and the check that everything it lists is there.

use std::{io::Read as _, path::Path};

use flate2::read::GzDecoder;
use serde_json::{Map, Value, json};

use super::{
    Part, Source,
    idx::{Idx, header},
};
use crate::{files, hash};

/// The manifest's name in the data folder.
pub const FILE: &str = "manifest.json";

/// The manifest's text.
pub fn compose(parts: &[(&Part, Vec<Value>)]) -> String {
    let mut manifest = Map::new();
    manifest.insert("name".into(), json!("mnist"));
    manifest.insert("rows".into(), json!(28));
    manifest.insert("cols".into(), json!(28));
    for (part, shards) in parts {
        let count: u64 = shards
            .iter()
            .filter_map(|shard| shard["count"].as_u64())
            .sum();
        manifest.insert(part.key.into(), json!({ "count": count, "shards": shards }));
    }
    Value::Object(manifest).to_string()
}

/// Whether the shards, put together again, are the pinned files. Takes about a second; a stamp would
/// be quicker, and would not notice a damaged file.
pub fn is_complete(dir: &Path, parts: &[Part]) -> bool {
    let Ok(text) = files::read_text(&dir.join(FILE)) else {
        return false;
    };
    let Ok(manifest) = serde_json::from_str::<Value>(&text) else {
        return false;
    };
    parts.iter().all(|part| {
        let shards = &manifest[part.key]["shards"];
        is_whole(dir, shards, "images", &part.images)
            && is_whole(dir, shards, "labels", &part.labels)
    })
}

fn is_whole(dir: &Path, shards: &Value, key: &str, source: &Source) -> bool {
    let Some(shards) = shards.as_array() else {
        return false;
    };
    let bodies = shards
        .iter()
        .map(|shard| unpack(dir, &shard[key]))
        .collect::<Option<Vec<_>>>();
    let Some(bodies) = bodies else { return false };
    let mut dims = Vec::new();
    let mut whole = Vec::new();
    for bytes in &bodies {
        let Ok(shard) = Idx::parse(bytes) else {
            return false;
        };
        whole.extend_from_slice(shard.body);
        dims = shard.dims;
    }
    let item: usize = dims.iter().skip(1).map(|&dim| dim as usize).product();
    let count = whole.len().checked_div(item).unwrap_or(0);
    !dims.is_empty() && hash::sha256(&[&header(&dims, count as u32), &whole]) == source.sha256
}

fn unpack(dir: &Path, entry: &Value) -> Option<Vec<u8>> {
    let packed = files::read(&dir.join(entry["file"].as_str()?)).ok()?;
    if packed.len() as u64 != entry["bytes"].as_u64()? {
        return None;
    }
    let mut bytes = Vec::new();
    GzDecoder::new(packed.as_slice())
        .read_to_end(&mut bytes)
        .ok()?;
    (hash::sha256(&[&bytes]) == entry["sha256"].as_str()?).then_some(bytes)
}

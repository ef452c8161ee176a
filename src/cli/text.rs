//! The catalogue of texts, compiled into the native program; the page fetches it instead.

use std::collections::HashMap;
use std::sync::LazyLock;

static ENGLISH: LazyLock<HashMap<String, String>> =
    LazyLock::new(|| serde_json::from_str(include_str!("../text/en.json")).unwrap_or_default());

/// The text with this key, or the key itself.
pub fn get(key: &str) -> String {
    ENGLISH.get(key).cloned().unwrap_or_else(|| key.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::{Kind, table};
    use crate::variants::VARIANTS;

    #[test]
    fn the_registry_and_the_table_have_all_their_texts() {
        let mut keys = Vec::new();
        for variant in VARIANTS {
            for part in ["title", "summary", "changes", "look_for", "goes_wrong"] {
                keys.push(format!("variant.{}.{part}", variant.id));
            }
        }
        for spec in table::OPTIONS {
            keys.push(format!("option.{}.label", spec.key));
            keys.push(format!("option.{}.help", spec.key));
            keys.extend(spec.unit.map(|unit| format!("unit.{unit}.other")));
            if let Kind::Choice { choices } = spec.kind {
                keys.extend(
                    choices
                        .iter()
                        .map(|choice| format!("choice.{}.{choice}", spec.key)),
                );
            }
        }
        let missing: Vec<_> = keys.into_iter().filter(|key| get(key) == *key).collect();
        assert!(
            missing.is_empty(),
            "missing in src/text/en.json: {missing:?}"
        );
    }
}

//! What makes no sense together is refused, each with a reason that the catalogue explains; nothing else is.

use std::collections::BTreeMap;

use gantry::GantryError;
use gantry::options::conflicts::{CONFLICTS, Test};
use gantry::options::{Changes, Kind, OptionSpec, Settings, Value, table};
use gantry::variants::VARIANTS;

/// Every value of an option that is worth a try.
fn candidates(spec: &OptionSpec) -> Vec<Value> {
    match spec.kind {
        Kind::Int { min, max } => vec![Value::Int(min), Value::Int(max)],
        Kind::Float { min, max, .. } => vec![Value::Float(min), Value::Float(max)],
        Kind::Choice { choices } => choices
            .iter()
            .map(|choice| Value::Text((*choice).to_owned()))
            .collect(),
        Kind::Bool => vec![Value::Bool(false), Value::Bool(true)],
    }
}

fn holds(test: Test, value: &Value) -> bool {
    match (test, value) {
        (Test::Is(choices), Value::Text(text)) => choices.contains(&text.as_str()),
        (Test::IsNot(choices), Value::Text(text)) => !choices.contains(&text.as_str()),
        (Test::On, Value::Bool(on)) => *on,
        (Test::On, Value::Int(v)) => *v > 0,
        (Test::On, Value::Float(v)) => *v > 0.0,
        (Test::Below(limit), Value::Float(v)) => *v < limit,
        (Test::Below(limit), Value::Int(v)) => (*v as f64) < limit,
        (test, value) => panic!("{test:?} is no test of {value}"),
    }
}

/// The changes, with what they cannot do without.
fn with_companions(pairs: &[(&str, &Value)]) -> Changes {
    let mut changes: Changes = pairs
        .iter()
        .map(|(key, value)| ((*key).to_owned(), (*value).clone()))
        .collect();
    let text = |value: &str| Value::Text(value.to_owned());
    let companion = |changes: &mut Changes, needed: bool, key: &str, value: &str| {
        if needed && !changes.contains_key(key) {
            changes.insert(key.to_owned(), text(value));
        }
    };
    let wasserstein = changes.get("objective") == Some(&text("wasserstein"));
    companion(&mut changes, wasserstein, "constraint", "clip");
    let toy = changes.get("architecture") == Some(&text("toy"));
    companion(&mut changes, toy, "dataset", "ring8");
    let points = changes
        .get("dataset")
        .is_some_and(|dataset| *dataset != text("mnist"));
    companion(&mut changes, points, "architecture", "toy");
    changes
}

fn reason(changes: &Changes) -> Option<&'static str> {
    match Settings::resolve(changes) {
        Ok(_) => None,
        Err(error @ GantryError::Conflict { reason, .. }) => {
            assert_eq!(error.code(), "conflict");
            Some(reason)
        }
        Err(error) => panic!("{changes:?}: {error}"),
    }
}

#[test]
fn every_conflict_is_refused_for_its_reason_and_each_half_is_not() {
    for conflict in CONFLICTS {
        let values = |key: &str, test: Test, wanted: bool| -> Vec<Value> {
            let all = candidates(table::find(key).unwrap()).into_iter();
            all.filter(|value| holds(test, value) == wanted).collect()
        };
        let deciding = values(conflict.while_key, conflict.while_test, true);
        let refused = values(conflict.key, conflict.refused, true);
        assert!(!deciding.is_empty() && !refused.is_empty(), "{conflict:?}");
        for decides in &deciding {
            for value in &refused {
                let changes =
                    with_companions(&[(conflict.while_key, decides), (conflict.key, value)]);
                assert_eq!(reason(&changes), Some(conflict.reason), "{changes:?}");
            }
            for value in values(conflict.key, conflict.refused, false) {
                let changes =
                    with_companions(&[(conflict.while_key, decides), (conflict.key, &value)]);
                let ours = reason(&changes);
                // A companion may be refused as well, for a reason of its own.
                let alone = changes.len() == 2;
                assert!(
                    ours.is_none() || (!alone && ours != Some(conflict.reason)),
                    "{changes:?}: {ours:?}"
                );
            }
        }
    }
}

#[test]
fn what_a_variant_fixes_is_refused_and_its_defaults_are_not() {
    for variant in VARIANTS {
        let id = Value::Text(variant.id.to_owned());
        let defaults = Changes::from([("variant".to_owned(), id.clone())]);
        let settings = Settings::resolve(&defaults).unwrap();
        assert_eq!(Settings::resolve(&settings.to_changes()).unwrap(), settings);
        for (spec, why) in variant.fixed() {
            let own = variant.default_of(spec);
            for value in candidates(spec) {
                if value == own {
                    continue;
                }
                let changes = with_companions(&[("variant", &id), (spec.key, &value)]);
                let ours = reason(&changes);
                // A companion may be fixed as well, for a reason of its own.
                let alone = changes.len() == 2;
                assert!(
                    ours == Some(why) || (!alone && ours.is_some()),
                    "{changes:?}: {ours:?} instead of {why}"
                );
            }
        }
    }
}

#[test]
fn every_reason_has_its_text() {
    let texts: BTreeMap<String, String> =
        serde_json::from_str(include_str!("../../src/text/en.json")).unwrap();
    let of_variants = VARIANTS
        .iter()
        .flat_map(|variant| variant.fixed().map(|(_, reason)| reason));
    let reasons = CONFLICTS
        .iter()
        .map(|conflict| conflict.reason)
        .chain(of_variants)
        .chain(["needs_labels", "too_many_comparisons"]);
    for reason in reasons {
        let text = texts.get(&format!("conflict.{reason}"));
        assert!(text.is_some_and(|text| text.len() > 20), "{reason}");
    }
}

#[test]
fn more_comparisons_than_fit_into_memory_are_refused() {
    let of = |batch: i64, kernels: i64| {
        let pairs = [("batch_size", batch), ("minibatch_discrimination", kernels)];
        let pairs = pairs.map(|(key, value)| (key.to_owned(), Value::Int(value)));
        reason(&Changes::from(pairs))
    };
    assert_eq!(of(64, 256), None);
    assert_eq!(of(512, 16), None);
    assert_eq!(of(512, 256), Some("too_many_comparisons"));
}

#[test]
fn a_conflict_is_refused_in_flight_and_changes_nothing() {
    let changes = Changes::from([("variant".to_owned(), Value::Text("mlp".to_owned()))]);
    let mut settings = Settings::resolve(&changes).unwrap();
    let before = settings.clone();
    let wasserstein = Value::Text("wasserstein".to_owned());
    let error = settings.set_live("objective", &wasserstein).unwrap_err();
    assert_eq!(error.code(), "conflict");
    assert_eq!(settings, before);
}

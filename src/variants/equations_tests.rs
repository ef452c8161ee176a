//! The losses on the cards, for the settings that change them.

use super::{Equations, VARIANTS};
use crate::objectives::OBJECTIVES;
use crate::options::{Changes, Settings, Value, table};

fn of<const N: usize>(changes: [(&str, Value); N]) -> Equations {
    let changes = Changes::from(changes.map(|(key, value)| (key.to_owned(), value)));
    Equations::of(&Settings::resolve(&changes).unwrap()).unwrap()
}

fn text(value: &str) -> Value {
    Value::Text(value.to_owned())
}

#[test]
fn a_constraint_is_part_of_what_d_minimises() {
    for (variant, part) in [
        ("wgan", r"\operatorname{clip}(w, -c, c)"),
        ("wgan_gp", r"\lVert \nabla D(\hat{x}) \rVert_2 - 1"),
        ("dragan", r"\hat{x} = x + \delta"),
        ("r1", r"\tfrac{\gamma}{2}"),
    ] {
        let equations = of([("variant", text(variant))]);
        assert!(equations.d_loss.contains(part), "{variant}: {equations:?}");
        assert!(!equations.g_loss.contains(part), "{variant}: {equations:?}");
    }
    let plain = of([]);
    let bounded = of([("constraint", text("spectral_norm"))]);
    assert!(bounded.d_loss.contains(&plain.d_loss));
    assert!(bounded.d_loss.contains(r"\\ W \leftarrow W / \sigma(W)"));
}

#[test]
fn techniques_change_what_the_players_minimise() {
    let deligan = of([("variant", text("deligan"))]);
    assert!(deligan.g_loss.contains(r"(1 - \sigma_k)^2"));
    let free = of([
        ("variant", text("deligan")),
        ("mixture_width_weight", Value::Float(0.0)),
    ]);
    assert!(!free.g_loss.contains(r"(1 - \sigma_k)^2"));
    assert!(free.g_loss.contains(r"z = \mu_k"));
    let matched = of([("feature_matching", Value::Bool(true))]);
    assert!(matched.g_loss.contains("f(G(z))"));
    let averaged = of([("historical_averaging", Value::Float(0.1))]);
    assert!(
        averaged
            .d_loss
            .ends_with(r"\lVert \theta_D - \bar{\theta}_D \rVert^2")
    );
    let unrolled = of([("variant", text("unrolled"))]);
    assert!(unrolled.g_loss.contains("D^{(k)}(G(z))") && !unrolled.d_loss.contains("(k)"));
    let cgan = of([("variant", text("cgan"))]);
    assert!(cgan.d_loss.contains(r"\log D(x \mid y)"));
    assert!(cgan.g_loss.contains(r"D(G(z \mid y) \mid y)"));
    let ahead = of([("variant", text("cgan")), ("unroll_steps", Value::Int(5))]);
    assert!(ahead.g_loss.contains(r"D^{(k)}(G(z \mid y) \mid y)"));
    let penalised = of([
        ("variant", text("cgan")),
        ("constraint", text("gradient_penalty")),
    ]);
    assert!(penalised.d_loss.contains(r"\nabla D(\hat{x} \mid y)"));
    assert!(
        penalised
            .d_loss
            .ends_with(r"(1 - u)\,G(z \mid y) \end{gathered}")
    );
}

#[test]
fn a_trick_or_a_smoothed_label_shows_where_the_objective_has_one() {
    for objective in OBJECTIVES {
        let settings = |key: &str, value| {
            Settings::resolve(&Changes::from([
                ("objective".to_owned(), text(objective.id)),
                ("constraint".to_owned(), text("spectral_norm")),
                (key.to_owned(), value),
            ]))
        };
        let plain = of([
            ("objective", text(objective.id)),
            ("constraint", text("spectral_norm")),
        ]);
        if let Ok(settings) = settings("f_gan_trick", Value::Bool(true)) {
            let changes = Equations::of(&settings).unwrap().g_loss != plain.g_loss;
            assert_eq!(
                changes,
                objective.g_loss_alternative.is_some(),
                "{}",
                objective.id
            );
        }
        if let Ok(settings) = settings("real_label", Value::Float(0.9)) {
            let smoothed = Equations::of(&settings).unwrap().d_loss;
            assert!(smoothed.contains(r"\alpha"), "{}: {smoothed}", objective.id);
        }
    }
}

#[test]
fn a_larger_game_shows_the_objective_that_was_chosen() {
    let mut larger = 0;
    for variant in VARIANTS.iter().filter(|variant| variant.losses.is_some()) {
        let fixed = variant
            .fixed()
            .any(|(spec, _)| spec.key == table::OBJECTIVE.key);
        let with = |objective: &str| {
            let changes = [
                ("variant", text(variant.id)),
                ("objective", text(objective)),
            ];
            let changes = Changes::from(changes.map(|(key, value)| (key.to_owned(), value)));
            let settings = Settings::resolve(&changes);
            settings.map(|settings| Equations::of(&settings).unwrap())
        };
        let (Ok(hinge), Ok(squares)) = (with("hinge"), with("least_squares")) else {
            assert!(fixed, "{}", variant.id);
            continue;
        };
        assert!(!fixed, "{}", variant.id);
        assert!(hinge.d_loss.contains(r"\max(0, 1 - "), "{hinge:?}");
        assert!(squares.d_loss.contains(r" - 1)^2"), "{squares:?}");
        assert_ne!(hinge.g_loss, squares.g_loss, "{}", variant.id);
        larger += 1;
    }
    assert_eq!(larger, 6);
    let smoothed = of([
        ("variant", text("acgan")),
        ("real_label", Value::Float(0.9)),
    ]);
    assert!(
        smoothed
            .d_loss
            .contains(r"\alpha\,s(-a(x)) + (1 - \alpha)\,s(a(x))")
    );
    let tricked = of([
        ("variant", text("infogan")),
        ("objective", text("f_gan_kl")),
        ("f_gan_trick", Value::Bool(true)),
    ]);
    assert!(
        tricked.g_loss.contains(r"\left[-g(a(G(z,c)))\right]"),
        "{tricked:?}"
    );
}

#[test]
fn every_variant_says_what_its_generator_minimises() {
    for variant in VARIANTS {
        let equations = of([("variant", text(variant.id))]);
        assert!(equations.g_loss.starts_with(r"\"), "{}", variant.id);
        for latex in [equations.d_loss, equations.g_loss] {
            let (opened, closed) = (latex.matches('{').count(), latex.matches('}').count());
            assert_eq!(opened, closed, "{}: {latex}", variant.id);
            assert!(!latex.contains(['⟨', '@']), "{}: {latex}", variant.id);
        }
    }
}

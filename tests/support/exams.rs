//! What a discriminator is asked while it trains.

use gantry::device::Compute;
use gantry::metrics::{Examination, Extent};
use gantry::protocol::{Examiner, Mark};
use gantry::trainer::Trainer;
use gantry::variants::Exam;

use super::runs::{bits, dataset, iterate, settings};

const ALL: Extent = Extent {
    learned: 2000,
    asked: usize::MAX,
    at_once: 100,
};

/// Asks a run in training until there is an answer, with an iteration after each question, and compares the answer with
/// that of a run that was asked without training on, and the training with one that nobody asked.
pub async fn check_exam(pairs: &[(&str, &str)], compute: &Compute) -> Mark {
    let dataset = dataset();
    let begin = || {
        let mut trainer = Trainer::new(settings(pairs), compute).unwrap();
        iterate(&mut trainer, &dataset, 2);
        trainer
    };
    let (mut asked, mut alone) = (begin(), begin());
    let mut examiner = Examiner::new(dataset.clone());
    let mut mark = examiner.go_on(&asked, &dataset, compute).await.unwrap();
    // The pixels are asked before the discriminator, whose turn it is when training goes on.
    while mark.is_none() {
        if asked.position().iteration < 5 {
            iterate(&mut asked, &dataset, 1);
        }
        mark = examiner.go_on(&asked, &dataset, compute).await.unwrap();
    }
    let mark = mark.unwrap();
    iterate(&mut alone, &dataset, mark.iteration as usize - 2);
    let game = alone.drawn_game();
    let examination = match mark.exam {
        Exam::OwnClasses => Examination::own_classes(game, ALL, compute),
        Exam::LinearProbe => Examination::features(game, ALL, compute),
    };
    let accuracy = examination.unwrap().finish(&dataset, &dataset).await;
    assert!(
        (mark.accuracy - accuracy.unwrap()).abs() < 0.01,
        "{mark:?}: asked at once, it is another accuracy"
    );
    let left = asked.position().iteration - alone.position().iteration;
    iterate(&mut alone, &dataset, left as usize);
    alone.read_points().await.unwrap();
    asked.read_points().await.unwrap();
    if compute.is_host() {
        assert_eq!(bits(asked.log()), bits(alone.log()), "an exam is no lesson");
    }
    mark
}

//! The journal against a model of it that fits on a few pages: maps instead of tables, and its own arithmetic of nights.
//!
//! A story is a sequence of steps: what the person does, what becomes of the process and its files, and what the phone's
//! clock and zone do meanwhile. A story that fails is shortened and printed as a test. Other stories by
//! `PROPTEST_RNG_SEED=<n>`.

mod maps;
mod steps;
mod story;

use std::cell::Cell;
use std::panic::{set_hook, take_hook};
use std::sync::Once;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use nightcramp_tests::figure;
use proptest::collection::vec;
use proptest::test_runner::{Config, RngSeed, TestError, TestRunner};

use steps::{Step, step};
use story::{Planted, Story};

/// Stories come in batches, each with a seed of its own: the same on every machine, however many threads it has.
const BATCHES: u64 = 20;
const STORIES: u32 = 100;
const SEED: u64 = 3;
const MOST_STEPS: usize = 35;

#[test]
fn whatever_is_done_the_journal_is_what_the_model_says() {
    let seed = std::env::var("PROPTEST_RNG_SEED").map_or(SEED, |seed| seed.parse().expect("a number"));
    let (next, told, failed) = (AtomicU64::new(0), AtomicU64::new(0), AtomicU64::new(0));
    let tell_batches = || {
        loop {
            let batch = next.fetch_add(1, Ordering::Relaxed);
            if batch >= BATCHES {
                return;
            }
            let found = failing_story(Planted::Nothing, seed.wrapping_mul(1000) + batch, STORIES);
            told.fetch_add(u64::from(STORIES), Ordering::Relaxed);
            if let Some((reason, steps)) = found {
                failed.fetch_add(1, Ordering::Relaxed);
                println!("{reason}\n\n{}", as_a_test(&steps));
            }
        }
    };
    thread::scope(|scope| {
        let threads = thread::available_parallelism().map_or(2, Into::into);
        (0..threads).for_each(|_| drop(scope.spawn(tell_batches)));
    });
    figure("model_stories", told.into_inner(), "stories", "= 2000");
    let failed = failed.into_inner();
    figure("model_failed", failed, "stories", "= 0");
    assert_eq!(failed, 0);
}

#[test]
fn a_journal_that_cheats_is_found_out() {
    let planted = [Planted::ForgetsAnUndo, Planted::LosesItsLog, Planted::KeepsWhatItWas];
    let found = planted.map(|planted| failing_story(planted, SEED, 300));
    for (planted, found) in planted.iter().zip(&found) {
        let (_, steps) = found.as_ref().unwrap_or_else(|| panic!("{planted:?} was not found"));
        assert!(steps.len() < 10, "{planted:?}: the story was not shortened: {}", as_a_test(steps));
    }
    figure("model_control_planted_found", found.iter().flatten().count(), "bugs", "= 3");
}

/// The shortest story that fails, of so many.
fn failing_story(planted: Planted, seed: u64, stories: u32) -> Option<(String, Vec<Step>)> {
    let config =
        Config { cases: stories, failure_persistence: None, rng_seed: RngSeed::Fixed(seed), ..Config::default() };
    let told = quietly(|| {
        TestRunner::new(config).run(&vec(step(), 1..MOST_STEPS), |steps| {
            Story::begin(planted).tell(&steps);
            Ok(())
        })
    });
    match told {
        Ok(()) => None,
        Err(TestError::Fail(reason, steps)) => Some((reason.to_string(), steps)),
        Err(TestError::Abort(reason)) => panic!("{reason}"),
    }
}

thread_local! { static QUIET: Cell<bool> = const { Cell::new(false) }; }

/// Keeps panics on this thread out of the log: a story that fails is told a thousand times while it is made shorter.
fn quietly<T>(work: impl FnOnce() -> T) -> T {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let usual = take_hook();
        set_hook(Box::new(move |panic| {
            if !QUIET.get() {
                usual(panic)
            }
        }));
    });
    QUIET.set(true);
    let done = work();
    QUIET.set(false);
    done
}

/// The story as a test to paste into this file.
fn as_a_test(steps: &[Step]) -> String {
    let lines: Vec<String> = steps.iter().map(|step| format!("        {step:?},\n")).collect();
    format!(
        "#[test]\nfn the_story_that_failed() {{\n    #[allow(unused_imports)]\n    \
         use {{nightcramp::{{Answer::*, AnyCramp::*}}, steps::{{Entry::*, Step::*}}}};\n    \
         Story::begin(Planted::Nothing).tell(&[\n{}    ]);\n}}\n",
        lines.concat()
    )
}

//! The power fails at any operation on the disk: whatever a call had acknowledged is in the journal afterwards, and
//! what a call had not finished is there whole or not at all.
//!
//! `NIGHTCRAMP_POWER_STATES=1000000 cargo test -p nightcramp-tests --test power` for the long run. A state is named by
//! one number; `NIGHTCRAMP_POWER_STATE=<number>` replays that one alone.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use nightcramp::{Journal, Setup};
use nightcramp_tests::calls::{BASE, WRITE_CALLS, nth_tap};
use nightcramp_tests::vfs::crash::{Dice, Image, image};
use nightcramp_tests::vfs::{Op, Recorder, register};
use nightcramp_tests::{fast_dir, figure, list, open_through, rows, rows_of};
use rusqlite::{Connection, OpenFlags};

const STATES: usize = 100_000;
const STORIES: usize = 40;
/// Calls of a story after its beginning. Some stories are long enough for a checkpoint in their midst.
const CALLS: [usize; 4] = [12, 16, 24, 110];
/// States of the first open alone.
const FIRST_STATES: usize = 2_000;
/// States of each control.
const CONTROL_STATES: usize = 1_000;
const CONTROL_COMMITS: usize = 100;

/// A recorded story, and what the journal held after each acknowledgement.
struct Story {
    ops: Vec<Op>,
    held: Vec<Vec<String>>,
}

/// What was wrong after a cut.
#[derive(Debug, PartialEq)]
enum Damage {
    /// So many acknowledged rows are not there.
    Lost(usize),
    /// The file does not open, is not sound, or holds half of a call.
    Corrupt(String),
}

#[test]
fn no_acknowledged_tap_is_lost_to_a_power_cut() {
    let number = |name| std::env::var(name).ok().map(|text: String| text.parse::<usize>().expect("a number"));
    let states = number("NIGHTCRAMP_POWER_STATES").unwrap_or(STATES);
    let recorder = Recorder::default();
    register("power", recorder.clone());
    let stories: Vec<Story> = (0..STORIES).map(|n| record_story(&recorder, "power", n)).collect();
    let replay = number("NIGHTCRAMP_POWER_STATE");
    let wanted = replay.map_or(0..states, |state| state..state + 1);
    let (lost, corrupt) = (AtomicUsize::new(0), AtomicUsize::new(0));
    in_parallel(wanted.clone(), |state, dir| {
        let story = &stories[state % STORIES];
        match check_journal(story, state, dir) {
            Ok(()) => {}
            Err(Damage::Lost(n)) => {
                println!("state {state} lost {n} acknowledged taps");
                lost.fetch_add(n, Ordering::Relaxed);
            }
            Err(Damage::Corrupt(what)) => {
                println!("state {state}: {what}");
                corrupt.fetch_add(1, Ordering::Relaxed);
            }
        }
    });
    let (lost, corrupt) = (lost.into_inner(), corrupt.into_inner());
    if replay.is_none() {
        figure("power_states", wanted.len(), "states", ">= 100000");
        figure("power_lost", lost, "taps", "= 0");
        figure("power_corrupt", corrupt, "states", "= 0");
    }
    assert_eq!((lost, corrupt), (0, 0), "NIGHTCRAMP_POWER_STATE=<number> replays a state");
}

/// A cut before the first open has returned leaves a directory that opens as an empty journal.
#[test]
fn a_first_open_is_whole_or_it_did_not_happen() {
    let recorder = Recorder::default();
    register("first", recorder.clone());
    let mut story = record_story(&recorder, "first", 0);
    let first_call = story.ops.iter().position(|op| *op == Op::Acknowledged).expect("a call");
    story.ops.truncate(first_call);
    story.held.truncate(2);
    in_parallel(0..FIRST_STATES, |state, dir| assert_eq!(check_journal(&story, state, dir), Ok(()), "state {state}"));
}

/// The same recording and the same cuts with settings that cheat: where they seem safe, this harness is blind.
#[test]
fn settings_that_cheat_are_found_out() {
    #[track_caller]
    fn control(name: &str, mode: &str, synchronous: &str, least: usize, counts: fn(&Damage) -> bool) {
        let recorder = Recorder::default();
        let vfs = format!("control-{mode}-{synchronous}");
        register(&vfs, recorder.clone());
        let ops = record_control(&recorder, &vfs, mode, synchronous);
        let damaged = AtomicUsize::new(0);
        in_parallel(0..CONTROL_STATES, |state, dir| {
            let found = check_control(&ops, state, dir);
            damaged.fetch_add(usize::from(found.is_err_and(|damage| counts(&damage))), Ordering::Relaxed);
        });
        let percent = damaged.into_inner() * 100 / CONTROL_STATES;
        figure(name, percent, "%", &format!(">= {least}"));
        assert!(percent >= least, "{mode} with {synchronous} looks safe: the harness is blind");
    }
    control("power_control_normal_lost", "WAL", "NORMAL", 50, |damage| matches!(damage, Damage::Lost(_)));
    control("power_control_delete_lost", "DELETE", "FULL", 5, |damage| matches!(damage, Damage::Lost(_)));
    control("power_control_off_damaged", "WAL", "OFF", 50, |_| true);
}

/// What is durable anyway must not count as a catch: the core's own settings on the controls' workload lose nothing.
#[test]
fn settings_that_sync_are_not_blamed() {
    for (mode, synchronous) in [("WAL", "FULL"), ("DELETE", "EXTRA")] {
        let recorder = Recorder::default();
        let vfs = format!("control-{mode}-{synchronous}");
        register(&vfs, recorder.clone());
        let ops = record_control(&recorder, &vfs, mode, synchronous);
        in_parallel(0..CONTROL_STATES, |state, dir| {
            assert_eq!(check_control(&ops, state, dir), Ok(()), "{mode} {synchronous}, state {state}");
        });
    }
}

// --- the journal -----------------------------------------------------------------------------------------------------

/// The first open, the beginning, then taps, other calls and new openings, chosen by the story's number.
fn record_story(recorder: &Recorder, vfs: &str, number: usize) -> Story {
    let dir = fast_dir();
    let mut dice = Dice::new(number as u64);
    let mut journal = open_through(dir.path(), vfs).expect("a new journal");
    let mut held = vec![rows(dir.path())];
    let mut note = || {
        recorder.acknowledge();
        held.push(rows(dir.path()));
    };
    for call in BASE {
        (call.make)(&journal, &dir.path().join("inbox")).expect(call.name);
        note();
    }
    for n in 0..CALLS[number % CALLS.len()] {
        match dice.below(20) {
            0 => {
                journal.shut();
                journal = open_through(dir.path(), vfs).expect("the journal, again");
            }
            1..=8 => {
                let call = WRITE_CALLS[dice.below(WRITE_CALLS.len())];
                (call.make)(&journal, &dir.path().join("inbox")).expect(call.name);
                note();
            }
            _ => {
                journal.tap(nth_tap(10 + u32::try_from(n).expect("a short story"))).expect("a tap");
                note();
            }
        }
    }
    journal.shut();
    Story { ops: recorder.take(), held }
}

/// A cut anywhere in the story: the journal opens, is sound, and holds what was acknowledged, and at most the one call
/// that was under way, whole.
fn check_journal(story: &Story, state: usize, dir: &Path) -> Result<(), Damage> {
    let acknowledged = cut(&story.ops, state, dir);
    let journal = Journal::open_with(dir.to_str().expect("a path in UTF-8"), Setup::default())
        .map_err(|error| Damage::Corrupt(format!("{error} (cut after {acknowledged} calls)")))?;
    let found = sound(&dir.join("journal.db"))
        .and_then(|connection| rows_of(&connection).map_err(|error| Damage::Corrupt(error.to_string())));
    journal.shut();
    let found = found?;
    let (before, after) = (&story.held[acknowledged], story.held.get(acknowledged + 1));
    if found == *before || after == Some(&found) {
        return Ok(());
    }
    let taps = |rows: &[String]| -> Vec<Option<String>> {
        let taps = rows.iter().filter(|row| row.starts_with("tap "));
        taps.map(|row| row.split(',').next().map(str::to_owned)).collect()
    };
    let found_taps = taps(&found);
    match taps(before).iter().filter(|tap| !found_taps.contains(tap)).count() {
        0 => Err(Damage::Corrupt(format!("neither {acknowledged} calls nor one more: {found:#?}"))),
        lost => Err(Damage::Lost(lost)),
    }
}

// --- the controls ----------------------------------------------------------------------------------------------------

fn record_control(recorder: &Recorder, vfs: &str, mode: &str, synchronous: &str) -> Vec<Op> {
    let dir = fast_dir();
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
    let connection = Connection::open_with_flags_and_vfs(dir.path().join("journal.db"), flags, vfs).expect("a file");
    connection.pragma_update(None, "synchronous", "EXTRA").expect("a setting");
    connection.execute_batch("CREATE TABLE tap (id INTEGER PRIMARY KEY, note TEXT)").expect("a table");
    connection.pragma_update_and_check(None, "journal_mode", mode, |_| Ok(())).expect("a mode");
    connection.pragma_update(None, "synchronous", synchronous).expect("a setting");
    connection.pragma_update(None, "wal_autocheckpoint", 40).expect("a setting");
    for id in 0..CONTROL_COMMITS {
        connection.execute("INSERT INTO tap VALUES (?1, ?2)", (id as i64, "x".repeat(id * 7 % 400))).expect("a row");
        recorder.acknowledge();
    }
    drop(connection);
    recorder.take()
}

/// A cut anywhere after the table was made.
fn check_control(ops: &[Op], state: usize, dir: &Path) -> Result<(), Damage> {
    let acknowledged = cut(ops, state, dir);
    if acknowledged == 0 {
        return Ok(());
    }
    let sql = "SELECT count(*) FROM tap WHERE id < ?1";
    let kept = sound(&dir.join("journal.db"))?.query_row(sql, [acknowledged as i64], |row| row.get::<_, i64>(0));
    match acknowledged - kept.map_err(|error| Damage::Corrupt(error.to_string()))? as usize {
        0 => Ok(()),
        lost => Err(Damage::Lost(lost)),
    }
}

// --- cuts ------------------------------------------------------------------------------------------------------------

/// Leaves in `dir` what a cut may leave, and says how many calls had been acknowledged by then.
fn cut(ops: &[Op], state: usize, dir: &Path) -> usize {
    let mut dice = Dice::new(state as u64);
    let ops = &ops[..dice.below(ops.len() + 1)];
    lay_out(&image(ops, &mut dice), dir);
    ops.iter().filter(|op| **op == Op::Acknowledged).count()
}

fn lay_out(image: &Image, dir: &Path) {
    for entry in std::fs::read_dir(dir).expect("the directory of a state") {
        let path = entry.expect("its files").path();
        if path.is_file() {
            std::fs::remove_file(path).expect("a file of the state before");
        }
    }
    for (name, bytes) in image {
        std::fs::write(dir.join(name), bytes).expect("room for a state");
    }
}

/// The file, once SQLite has found nothing wrong with it.
fn sound(file: &Path) -> Result<Connection, Damage> {
    let corrupt = |error: rusqlite::Error| Damage::Corrupt(error.to_string());
    let connection = Connection::open(file).map_err(corrupt)?;
    match list(&connection, "PRAGMA integrity_check").map_err(corrupt)?.join("; ") {
        verdict if verdict == "ok" => Ok(connection),
        verdict => Err(Damage::Corrupt(verdict)),
    }
}

/// Every state on one of as many threads as there are processors, each with a directory of its own.
fn in_parallel(states: std::ops::Range<usize>, check: impl Fn(usize, &Path) + Sync) {
    let next = AtomicUsize::new(states.start);
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                let dir = fast_dir();
                loop {
                    let state = next.fetch_add(1, Ordering::Relaxed);
                    if state >= states.end {
                        break;
                    }
                    check(state, dir.path());
                }
            });
        }
    });
}

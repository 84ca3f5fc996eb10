//! The power fails at any operation on the disk: whatever a call had acknowledged is in the journal afterwards, and
//! what a call had not finished is there whole or not at all. So it is for taps in the inbox, for copies that come back,
//! for a recovery, and for an erasing.
//!
//! `NIGHTCRAMP_POWER_STATES=1000000 cargo test -p nightcramp-tests --test power` for the long run. A state is named by
//! one number; `NIGHTCRAMP_POWER_STATE=<number>` replays that one alone.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use nightcramp::{InboxTap, Journal, JournalError};
use nightcramp_tests::calls::{BASE, WRITE_CALLS, nth_id, nth_tap};
use nightcramp_tests::power::{
    Damage, cut, found_in_a_copy, in_parallel, move_marker, no_trace, recorded, settle, sound, text,
};
use nightcramp_tests::vfs::crash::Dice;
use nightcramp_tests::vfs::{Image, Op, Recorder, register};
use nightcramp_tests::{SetClock, fast_dir, figure, moment};
use rusqlite::{Connection, OpenFlags};

const STATES: usize = 100_000;
const STORIES: usize = 40;
/// Calls of a story after its beginning. Some stories are long enough for a checkpoint in their midst.
const CALLS: [usize; 4] = [12, 16, 24, 110];
/// Every so many stories begin with a journal that is damaged.
const DAMAGED: usize = 5;
/// States of the first open alone.
const FIRST_STATES: usize = 2_000;
/// States of each control.
const CONTROL_STATES: usize = 1_000;
const CONTROL_COMMITS: usize = 100;
const CONTROL_INBOX_TAPS: usize = 30;
/// A recorded story, and what the journal and its inbox held after each acknowledgement.
struct Story {
    /// Where it was recorded.
    dir: PathBuf,
    start: Image,
    ops: Vec<Op>,
    held: Vec<Vec<String>>,
    /// How many acknowledgements before the file was sound: 0 for one that always was.
    damaged_for: usize,
    /// What was acknowledged, call by call.
    calls: Vec<&'static str>,
}

#[test]
fn no_acknowledged_tap_is_lost_to_a_power_cut() {
    let number = |name| std::env::var(name).ok().map(|text: String| text.parse::<usize>().expect("a number"));
    let states = number("NIGHTCRAMP_POWER_STATES").unwrap_or(STATES);
    let recorder = Recorder::default();
    register("power", recorder.clone());
    let stories: Vec<Story> = (0..STORIES).map(|n| Telling::record(&recorder, "power", n)).collect();
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
    let mut story = Telling::record(&recorder, "first", 0);
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
        must_be_caught(name, least, |state, dir| check_control(&ops, state, dir).is_err_and(|damage| counts(&damage)));
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

/// The inbox's writer loses nothing; without either of its syncs it does.
#[test]
fn a_writer_of_the_inbox_that_skips_a_sync_is_found_out() {
    let recorder = Recorder::default();
    let dir = fast_dir();
    let start = recorder.start(dir.path());
    for n in 0..CONTROL_INBOX_TAPS {
        write_to_inbox(&recorder, dir.path(), n);
        recorder.acknowledge();
    }
    let honest = recorder.take();
    let without = |skipped: fn(&Op) -> bool| -> Vec<Op> { honest.iter().filter(|op| !skipped(op)).cloned().collect() };
    let loses = |ops: &[Op], state: usize, dir: &Path| {
        let acknowledged = cut(&start, ops, state, dir);
        let found = taps(&settle(dir, false).unwrap_or_default());
        (0..acknowledged).any(|n| !found.contains(&format!("tap {:?}", nth_id(inbox_id(n)))))
    };
    in_parallel(0..CONTROL_STATES, |state, dir| assert!(!loses(&honest, state, dir), "state {state}"));
    for (name, skipped) in [
        ("power_control_inbox_file", (|op| matches!(op, Op::Sync(_))) as fn(&Op) -> bool),
        ("power_control_inbox_dir", |op| matches!(op, Op::SyncDir(_))),
    ] {
        let ops = without(skipped);
        must_be_caught(name, 5, |state, dir| loses(&ops, state, dir));
    }
}

fn must_be_caught(name: &str, least: usize, is_caught: impl Fn(usize, &Path) -> bool + Sync) {
    let caught = AtomicUsize::new(0);
    in_parallel(0..CONTROL_STATES, |state, dir| {
        caught.fetch_add(usize::from(is_caught(state, dir)), Ordering::Relaxed);
    });
    let percent = caught.into_inner() * 100 / CONTROL_STATES;
    figure(name, percent, "%", &format!(">= {least}"));
    assert!(percent >= least, "{name}: what cheats looks safe, so the harness is blind");
}

// --- the journal -----------------------------------------------------------------------------------------------------

/// A story while it is recorded.
struct Telling<'a> {
    recorder: &'a Recorder,
    vfs: &'a str,
    clock: SetClock,
    dir: tempfile::TempDir,
    journal: Journal,
    held: Vec<Vec<String>>,
    damaged_for: usize,
    calls: Vec<&'static str>,
}

impl<'a> Telling<'a> {
    /// The first open, the beginning, then taps, other calls and new openings, chosen by the story's number.
    fn record(recorder: &'a Recorder, vfs: &'a str, number: usize) -> Story {
        let (dir, clock) = (fast_dir(), SetClock::at(moment("2026-10-23T07:00:00Z").at));
        let damaged = number % DAMAGED == DAMAGED - 1;
        if damaged {
            damaged_journal().lay_out(dir.path());
        }
        let start = recorder.start(dir.path());
        let held = vec![found_in_a_copy(dir.path(), damaged).expect("a journal to begin with")];
        let setup = recorded(recorder, vfs, &clock);
        let journal = Journal::open_with(text(dir.path()), setup).expect("a journal");
        let damaged_for = usize::from(damaged);
        let mut told = Self { recorder, vfs, clock, dir, journal, held, damaged_for, calls: Vec::new() };
        if damaged {
            told.call("recover", |told| told.journal.recover().map(drop));
        } else {
            told.begin();
        }
        let mut dice = Dice::new(number as u64);
        (0..CALLS[number % CALLS.len()]).for_each(|n| told.step(n, &mut dice));
        told.journal.shut();
        let Self { dir, held, damaged_for, calls, .. } = told;
        Story { dir: dir.path().to_owned(), start, ops: recorder.take(), held, damaged_for, calls }
    }

    /// What is needed for every other call.
    fn begin(&mut self) {
        for call in BASE {
            self.call(call.name, |told| (call.make)(&told.journal, &told.inbox()));
        }
    }

    fn step(&mut self, n: usize, dice: &mut Dice) {
        match dice.below(48) {
            0 | 1 => self.reopen(),
            2 | 3 => {
                self.clock.days(8);
                self.call("maintain", |told| told.journal.maintain().map(drop));
            }
            4 => self.call("check", |told| told.journal.check().map(drop)),
            5 | 6 => self.call("restore_copy", |told| {
                let copies = told.journal.health()?.copies;
                copies.last().map_or(Ok(()), |oldest| told.journal.restore_copy(oldest.name.clone()))
            }),
            7 => self.call("recover", |told| told.journal.recover().map(drop)),
            8 => {
                self.journal.suspend().expect("sleep");
                assert_eq!(self.journal.set_cut_hour(9), Err(JournalError::Suspended));
                self.write_to_inbox(n);
                self.journal.resume().expect("an awakening");
            }
            9 => {
                self.call("erase", |told| told.journal.erase(vec![text(&told.inbox()).to_owned()]));
                self.begin();
            }
            10..=13 => self.write_to_inbox(n),
            14..=15 => self.call("ingest", |told| told.journal.ingest(text(&told.inbox()).to_owned()).map(drop)),
            16..=27 => {
                let call = WRITE_CALLS[dice.below(WRITE_CALLS.len())];
                // Its inbox is filled behind the recorder's back; here that is a step of its own.
                if call.name != "ingest" {
                    self.call(call.name, |told| (call.make)(&told.journal, &told.inbox()));
                }
            }
            _ => self.call("tap", |told| told.journal.tap(nth_tap(10 + number(n))).map(drop)),
        }
    }

    fn inbox(&self) -> PathBuf {
        self.dir.path().join("inbox")
    }

    fn write_to_inbox(&mut self, n: usize) {
        write_to_inbox(self.recorder, self.dir.path(), n);
        self.acknowledge("a tap into the inbox");
    }

    fn reopen(&mut self) {
        self.journal.shut();
        let setup = recorded(self.recorder, self.vfs, &self.clock);
        self.journal = Journal::open_with(text(self.dir.path()), setup).expect("the journal, again");
    }

    fn call(&mut self, name: &'static str, make: impl FnOnce(&Self) -> Result<(), JournalError>) {
        make(self).expect(name);
        self.acknowledge(name);
    }

    fn acknowledge(&mut self, call: &'static str) {
        self.recorder.acknowledge();
        self.calls.push(call);
        let may_be_damaged = self.held.len() < self.damaged_for;
        self.held.push(found_in_a_copy(self.dir.path(), may_be_damaged).expect(call));
    }
}

/// A journal with a copy, some taps since then, and a page that the disk has forgotten.
fn damaged_journal() -> Image {
    let dir = fast_dir();
    let journal = nightcramp_tests::open(dir.path());
    for call in BASE {
        (call.make)(&journal, &dir.path().join("inbox")).expect(call.name);
    }
    journal.check().expect("a copy");
    (200..300).for_each(|n| drop(journal.tap(nth_tap(n)).expect("a tap")));
    journal.shut();
    let mut image = Image::of(dir.path());
    let file = image.files.get_mut("journal.db").expect("the database");
    let last = nth_id(299);
    let is_leaf_of_taps = |page: &&mut [u8]| page.windows(last.len()).any(|bytes| bytes == last.as_bytes());
    file.chunks_mut(4096).find(is_leaf_of_taps).expect("the page of the last tap").fill(0);
    image
}

fn write_to_inbox(recorder: &Recorder, dir: &Path, n: usize) {
    let tap = InboxTap::new(nth_tap(inbox_id(n))).expect("a sound tap");
    tap.write_to(recorder, &dir.join("inbox")).expect("an inbox that can be written");
}

fn inbox_id(n: usize) -> u32 {
    300 + number(n)
}

fn number(n: usize) -> u32 {
    u32::try_from(n).expect("a short story")
}

/// A cut anywhere in the story: the journal opens, is sound, and holds what was acknowledged, and at most the one call
/// that was under way, whole.
fn check_journal(story: &Story, state: usize, dir: &Path) -> Result<(), Damage> {
    let acknowledged = cut(&story.start, &story.ops, state, dir);
    move_marker(&story.dir, dir);
    let found = settle(dir, acknowledged < story.damaged_for)?;
    let (before, after) = (&story.held[acknowledged], story.held.get(acknowledged + 1));
    let call = story.calls.get(acknowledged).copied().unwrap_or("the end");
    if found == *before {
        return Ok(());
    }
    if after == Some(&found) {
        return if call == "erase" { no_trace(dir) } else { Ok(()) };
    }
    println!("state {state}, cut in {call}:\n{}", differences(before, &found));
    let found_taps = taps(&found);
    match taps(before).iter().filter(|tap| !found_taps.contains(tap)).count() {
        0 => Err(Damage::Corrupt("neither as before nor as after".into())),
        lost => Err(Damage::Lost(lost)),
    }
}

fn differences(before: &[String], found: &[String]) -> String {
    let missing = before.iter().filter(|row| !found.contains(row)).map(|row| format!("- {row}"));
    let surplus = found.iter().filter(|row| !before.contains(row)).map(|row| format!("+ {row}"));
    missing.chain(surplus).collect::<Vec<_>>().join("\n")
}

/// The beginning of each row of a tap: `tap "<id>"`.
fn taps(rows: &[String]) -> Vec<String> {
    let taps = rows.iter().filter(|row| row.starts_with("tap "));
    taps.filter_map(|row| row.split(',').next().map(str::to_owned)).collect()
}

// --- the controls ----------------------------------------------------------------------------------------------------

fn record_control(recorder: &Recorder, vfs: &str, mode: &str, synchronous: &str) -> Vec<Op> {
    let dir = fast_dir();
    assert_eq!(recorder.start(dir.path()), Image::default());
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
    let acknowledged = cut(&Image::default(), ops, state, dir);
    if acknowledged == 0 {
        return Ok(());
    }
    let sql = "SELECT count(*) FROM tap WHERE id < ?1";
    let kept = sound(&dir.join("journal.db"))?.query_row(sql, [acknowledged as i64], |row| row.get::<_, i64>(0))?;
    match acknowledged - kept as usize {
        0 => Ok(()),
        lost => Err(Damage::Lost(lost)),
    }
}

//! The disk fails at any operation of any call that writes: the call says so with an error that an app can act on,
//! nothing acknowledged is missing, nothing is half done, and the same call works once the disk does.

use std::path::{Path, PathBuf};

use nightcramp::{Journal, JournalError};
use nightcramp_tests::calls::{BASE, Done, WRITE_CALLS, nth_tap};
use nightcramp_tests::vfs::{Faults, Trouble, register};
use nightcramp_tests::{fast_dir, figure, list, open, open_through, rows};
use rusqlite::Connection;

const VFS: &str = "faults";
const TROUBLES: [Trouble; 3] = [Trouble::Broken, Trouble::ShortWrite, Trouble::Full];
/// Frames of the write-ahead log at which the next commit moves it into the database.
const CHECKPOINT_FRAMES: u64 = 250;
const FRAME_BYTES: u64 = 4096 + 24;

/// Where the disk fails: in which call, on which files, how, after how many operations, and whether for good.
struct Point {
    call: &'static str,
    start: &'static str,
    trouble: Trouble,
    after: usize,
    for_good: bool,
}

impl std::fmt::Display for Point {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { call, start, trouble, after, for_good } = self;
        write!(out, "{call}, {start}, {trouble:?} after {after}{}", if *for_good { " and from there on" } else { "" })
    }
}

#[derive(Default)]
struct Tally {
    /// Set for the controls, whose finds are no news.
    quiet: bool,
    points: usize,
    lost: usize,
    half_done: usize,
    other: usize,
}

/// A journal's files to begin a point with, and what they hold.
struct Start {
    name: &'static str,
    dir: tempfile::TempDir,
    rows: Vec<String>,
}

#[test]
fn a_failing_disk_loses_nothing_and_the_same_call_works_afterwards() {
    let faults = Faults::default();
    register(VFS, faults.clone());
    let mut tally = Tally::default();
    for start in [just_shut(), before_a_checkpoint()] {
        for call in WRITE_CALLS {
            let after = rows_after(&start, |dir| (call.make)(&open(dir), &dir.join("inbox")));
            each_point(call.name, start.name, |point| {
                fail_a_call(&faults, VFS, &start, &point, call.make, &after, &mut tally)
            });
        }
        each_point("open", start.name, |point| fail_an_open(&faults, &start, &point, &start.rows, &mut tally));
    }
    let nothing = Start { name: "no journal yet", dir: fast_dir(), rows: Vec::new() };
    let empty = rows_after(&nothing, |dir| open_through(dir, VFS).map(drop));
    each_point("open", nothing.name, |point| fail_an_open(&faults, &nothing, &point, &empty, &mut tally));
    figure("fault_points", tally.points, "points", "> 500");
    figure("fault_lost", tally.lost, "calls", "= 0");
    figure("fault_half_done", tally.half_done, "calls", "= 0");
    assert!(tally.points > 500, "too few points: is the harness blind?");
    assert_eq!((tally.lost, tally.half_done, tally.other), (0, 0, 0));
}

/// A call that says "done" whatever happened, and one that is really two: where they pass, this harness is blind.
#[test]
fn calls_that_cheat_are_found_out() {
    const TWO: fn(&Journal, &Path) -> Done =
        |journal, _| journal.tap(nth_tap(600)).and_then(|_| journal.tap(nth_tap(601))).map(drop);
    let faults = Faults::default();
    register("cheats", faults.clone());
    let start = just_shut();
    let run = |name, call: fn(&Journal, &Path) -> Done| {
        let after = rows_after(&start, |dir| call(&open(dir), dir));
        let mut tally = Tally { quiet: true, ..Tally::default() };
        each_point(name, start.name, |point| fail_a_call(&faults, "cheats", &start, &point, call, &after, &mut tally));
        tally
    };
    let says_done = run("says done", |journal, _| {
        drop(journal.tap(nth_tap(600)));
        Ok(())
    });
    assert!(says_done.lost > 0, "an acknowledgement without a commit looks safe");
    assert!(run("two", TWO).half_done > 0, "half of two taps looks whole");
}

/// Goes on to the next operation until a call ends without having met its fault.
fn each_point(call: &'static str, start: &'static str, mut fail: impl FnMut(Point) -> bool) {
    for trouble in TROUBLES {
        for for_good in [false, true] {
            let met = (0..).take_while(|after| fail(Point { call, start, trouble, after: *after, for_good })).count();
            assert!(met < 10_000, "{call} never ends");
        }
    }
}

/// One fault in one call. Whether the call met it.
fn fail_a_call(
    faults: &Faults,
    vfs: &str,
    start: &Start,
    point: &Point,
    call: fn(&Journal, &Path) -> Done,
    after: &[String],
    tally: &mut Tally,
) -> bool {
    let dir = start.copy();
    let inbox = dir.path().join("inbox");
    let journal = open_through(dir.path(), vfs).expect("a journal that opens");
    faults.plan(point.trouble, point.after, point.for_good);
    let answer = call(&journal, &inbox);
    let Some(met) = faults.clear() else {
        assert_eq!(answer, Ok(()), "{point}");
        return false;
    };
    tally.points += 1;
    tally.judge_answer(point, met, answer.as_ref().err());
    tally.judge_rows(point, met, &rows(dir.path()), answer.is_ok(), &start.rows, after);
    let again = call(&journal, &inbox);
    tally.expect(again.is_ok(), || format!("{point} at {met}: the same call again says {again:?}"));
    journal.shut();
    let reopened = open_through(dir.path(), vfs);
    tally.expect(reopened.is_ok(), || format!("{point} at {met}: does not open again"));
    drop(reopened);
    tally.judge_end(point, met, dir.path(), after);
    true
}

/// One fault in opening. Whether the call met it.
fn fail_an_open(faults: &Faults, start: &Start, point: &Point, after: &[String], tally: &mut Tally) -> bool {
    let dir = start.copy();
    faults.plan(point.trouble, point.after, point.for_good);
    let answer = open_through(dir.path(), VFS);
    let met = faults.clear();
    let Some(met) = met else {
        assert!(answer.is_ok(), "{point}: {:?}", answer.err());
        return false;
    };
    tally.points += 1;
    tally.judge_answer(point, met, answer.as_ref().err());
    drop(answer);
    let again = open_through(dir.path(), VFS);
    tally.expect(again.is_ok(), || format!("{point} at {met}: opening again says {:?}", again.as_ref().err()));
    drop(again);
    tally.judge_end(point, met, dir.path(), after);
    true
}

impl Tally {
    /// A full disk is called full, any other fault unavailable or busy, and never damage.
    fn judge_answer(&mut self, point: &Point, met: &str, error: Option<&JournalError>) {
        let right = match error {
            None => true,
            Some(JournalError::StorageFull { .. }) => point.trouble == Trouble::Full,
            Some(JournalError::StorageUnavailable { .. } | JournalError::StorageBusy) => point.trouble != Trouble::Full,
            Some(_) => false,
        };
        self.expect(right, || format!("{point} at {met}: answered {error:?}"));
    }

    /// An acknowledged call is there; any other is there whole or not at all.
    fn judge_rows(
        &mut self,
        point: &Point,
        met: &str,
        found: &[String],
        acknowledged: bool,
        before: &[String],
        after: &[String],
    ) {
        if found == after {
            return;
        }
        if acknowledged || before.iter().any(|row| row.starts_with("tap ") && !found.contains(row)) {
            self.say(|| format!("{point} at {met}: lost"));
            self.lost += 1;
        } else if found != before {
            self.say(|| format!("{point} at {met}: half done: {found:#?}"));
            self.half_done += 1;
        }
    }

    /// After the second try everything is there, once, in a sound file.
    fn judge_end(&mut self, point: &Point, met: &str, dir: &Path, after: &[String]) {
        let found = rows(dir);
        if found != after {
            self.say(|| format!("{point} at {met}: at the end {found:#?}"));
            self.lost += 1;
        }
        let connection = Connection::open(dir.join("journal.db")).expect("the journal's file");
        let verdict = list(&connection, "PRAGMA integrity_check").expect("a verdict").join("; ");
        self.expect(verdict == "ok", || format!("{point} at {met}: {verdict}"));
    }

    fn expect(&mut self, right: bool, what: impl FnOnce() -> String) {
        if !right {
            self.say(what);
            self.other += 1;
        }
    }

    fn say(&self, what: impl FnOnce() -> String) {
        if !self.quiet {
            println!("{}", what());
        }
    }
}

impl Start {
    /// A directory of its own with the same files.
    fn copy(&self) -> tempfile::TempDir {
        let dir = fast_dir();
        for file in files(self.dir.path()) {
            std::fs::copy(&file, dir.path().join(file.file_name().expect("a name"))).expect("a copy");
        }
        dir
    }
}

/// A journal that was shut in peace.
fn just_shut() -> Start {
    let dir = fast_dir();
    let journal = open(dir.path());
    for call in BASE {
        (call.make)(&journal, &dir.path().join("inbox")).expect(call.name);
    }
    journal.shut();
    Start { name: "just shut", rows: rows(dir.path()), dir }
}

/// A journal that was killed when its log was so long that the next commit moves it into the database.
fn before_a_checkpoint() -> Start {
    let (dir, copied) = (just_shut().dir, fast_dir());
    let journal = open(dir.path());
    let log = dir.path().join("journal.db-wal");
    let long_enough = || std::fs::metadata(&log).is_ok_and(|log| log.len() > CHECKPOINT_FRAMES * FRAME_BYTES);
    let mut taps = (10..).map(nth_tap);
    while !long_enough() {
        journal.tap(taps.next().expect("another tap")).expect("a tap");
    }
    for name in ["journal.db", "journal.db-wal"] {
        std::fs::copy(dir.path().join(name), copied.path().join(name)).expect("a copy");
    }
    let start = Start { name: "before a checkpoint", rows: rows(dir.path()), dir: copied };
    journal.shut();
    start
}

/// What the journal holds after `work` on a disk that never fails.
fn rows_after(start: &Start, work: impl FnOnce(&Path) -> Done) -> Vec<String> {
    let dir = start.copy();
    work(dir.path()).expect("a disk that works");
    rows(dir.path())
}

fn files(dir: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(dir).expect("a directory").map(|entry| entry.expect("an entry").path());
    entries.filter(|path| path.is_file()).collect()
}

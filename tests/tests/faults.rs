//! The disk fails at any operation of any call that writes, of SQLite's or of ours on plain files: the call says so with
//! an error that an app can act on, nothing acknowledged is missing, nothing is half done, and the same call works once
//! the disk does.

use std::path::Path;
use std::sync::Arc;

use nightcramp::{Disk, Health, InboxTap, Journal, JournalError, Problem, Setup};
use nightcramp_tests::calls::{BASE, Done, WRITE_CALLS, WriteCall, nth_tap};
use nightcramp_tests::power::{found_in_a_copy, no_trace, settle, text};
use nightcramp_tests::vfs::{Faults, Image, Trouble, register};
use nightcramp_tests::{SetClock, fast_dir, figure, moment};

const TROUBLES: [Trouble; 3] = [Trouble::Broken, Trouble::ShortWrite, Trouble::Full];
/// Frames of the write-ahead log at which the next commit moves it into the database.
const CHECKPOINT_FRAMES: u64 = 250;
const FRAME_BYTES: u64 = 4096 + 24;
/// When each journal was written, and when the disk fails: everything that is done weekly is due by then.
const BEFORE: &str = "2026-10-23T07:00:00Z";
const NOW: &str = "2026-11-23T07:00:00Z";

/// A call, given the journal and its inbox.
type Call<'a> = &'a dyn Fn(&Journal, &Path) -> Done;

/// What looks after the journal. A disk that fails for a moment is no damage.
const CARE_CALLS: [WriteCall; 6] = [
    WriteCall { name: "check", make: |journal, _| journal.check().and_then(all_is_well) },
    WriteCall { name: "maintain", make: |journal, _| journal.maintain().and_then(all_is_well) },
    WriteCall { name: "recover", make: |journal, _| journal.recover().map(drop) },
    WriteCall {
        name: "restore_copy",
        make: |journal, _| {
            let copies = journal.health()?.copies;
            journal.restore_copy(copies.last().expect("a copy").name.clone())
        },
    },
    WriteCall { name: "suspend, resume", make: |journal, _| journal.suspend().and_then(|()| journal.resume()) },
    WriteCall { name: "erase", make: |journal, inbox| journal.erase(vec![text(inbox).to_owned()]) },
];

fn all_is_well(health: Health) -> Done {
    let bad = |problem: &Problem| !matches!(problem, Problem::StorageLow { .. } | Problem::CheckOverdue);
    match health.problems.into_iter().find(bad) {
        Some(problem) => Err(JournalError::Corrupt { reason: format!("{problem:?}") }),
        None => Ok(()),
    }
}

/// A disk that can be made to fail, with all that goes through it.
#[derive(Clone)]
struct Failing {
    faults: Faults,
    vfs: String,
}

impl Failing {
    fn new(vfs: &str) -> Self {
        let faults = Faults::default();
        register(vfs, faults.clone());
        Self { faults, vfs: vfs.to_owned() }
    }

    fn open(&self, dir: &Path) -> Result<Journal, JournalError> {
        let disk: Arc<dyn Disk> = Arc::new(self.faults.clone());
        let clock = Arc::new(SetClock::at(moment(NOW).at));
        Journal::open_with(text(dir), Setup { vfs: Some(self.vfs.clone()), disk, clock, ..Setup::default() })
    }

    /// A tap that another surface leaves.
    fn write_to_inbox(&self, inbox: &Path) -> Done {
        let tap = InboxTap::new(nth_tap(600)).expect("a sound tap");
        tap.write_to(&self.faults, inbox).map_err(|error| match error.kind() {
            std::io::ErrorKind::StorageFull => JournalError::StorageFull { missing_bytes: 0 },
            _ => JournalError::StorageUnavailable { reason: error.to_string() },
        })
    }
}

/// Where the disk fails: in which call, on which files, how, after how many operations, and whether for good.
struct Point<'a> {
    call: &'static str,
    start: &'a Start,
    trouble: Trouble,
    after: usize,
    for_good: bool,
}

impl std::fmt::Display for Point<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { call, start, trouble, after, for_good } = self;
        let start = start.name;
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
    files: Image,
}

#[test]
fn a_failing_disk_loses_nothing_and_the_same_call_works_afterwards() {
    let starts = [just_shut(), before_a_checkpoint(), Start { name: "no journal yet", files: Image::default() }];
    let tallies = std::thread::scope(|scope| {
        let threads = starts.each_ref().map(|start| scope.spawn(|| fail_everywhere(start)));
        threads.map(|thread| thread.join().expect("a harness that comes to its end"))
    });
    let sum = |what: fn(&Tally) -> usize| tallies.iter().map(what).sum::<usize>();
    let (points, lost, half_done) = (sum(|it| it.points), sum(|it| it.lost), sum(|it| it.half_done));
    figure("fault_points", points, "points", "> 10000");
    figure("fault_lost", lost, "calls", "= 0");
    figure("fault_half_done", half_done, "calls", "= 0");
    assert!(points > 10_000, "too few points: is the harness blind?");
    assert_eq!((lost, half_done, sum(|it| it.other)), (0, 0, 0));
}

fn fail_everywhere(start: &Start) -> Tally {
    let (disk, mut tally) = (Failing::new(start.name), Tally::default());
    each_point("open", start, |point| fail_an_open(&disk, point, &mut tally));
    if start.files != Image::default() {
        for call in WRITE_CALLS.iter().chain(&CARE_CALLS) {
            fail_a_call(&disk, start, call.name, &call.make, &mut tally);
        }
        fail_a_call(&disk, start, "into the inbox", &|_, inbox| disk.write_to_inbox(inbox), &mut tally);
    }
    tally
}

/// A call that says "done" whatever happened, and one that is really two: where they pass, this harness is blind.
#[test]
fn calls_that_cheat_are_found_out() {
    let (disk, start) = (Failing::new("cheats"), just_shut());
    let run = |name, call: Call<'_>| {
        let mut tally = Tally { quiet: true, ..Tally::default() };
        fail_a_call(&disk, &start, name, call, &mut tally);
        tally
    };
    let says_done = run("says done", &|journal, _| {
        drop(journal.tap(nth_tap(600)));
        Ok(())
    });
    assert!(says_done.lost > 0, "an acknowledgement without a commit looks safe");
    let two = run("two", &|journal, _| journal.tap(nth_tap(600)).and_then(|_| journal.tap(nth_tap(601))).map(drop));
    assert!(two.half_done > 0, "half of two taps looks whole");
}

/// Goes on to the next operation until a call ends without having met its fault.
fn each_point(call: &'static str, start: &Start, mut fail: impl FnMut(Point<'_>) -> bool) {
    for trouble in TROUBLES {
        for for_good in [false, true] {
            let met = (0..).take_while(|after| fail(Point { call, start, trouble, after: *after, for_good })).count();
            assert!(met < 10_000, "{call} never ends");
        }
    }
}

/// Every fault in one call.
fn fail_a_call(disk: &Failing, start: &Start, name: &'static str, call: Call<'_>, tally: &mut Tally) {
    let before = found_in_a_copy(start.copy().path(), false).expect("a sound start");
    let dir = start.copy();
    let journal = disk.open(dir.path()).expect("a journal that opens");
    call(&journal, &dir.path().join("inbox")).expect("a disk that works");
    let after = found_in_a_copy(dir.path(), false).expect("a sound end");
    each_point(name, start, |point| fail_once(disk, &point, call, &before, &after, tally));
}

/// One fault in one call. Whether the call met it.
fn fail_once(
    disk: &Failing,
    point: &Point<'_>,
    call: Call<'_>,
    before: &[String],
    after: &[String],
    tally: &mut Tally,
) -> bool {
    let dir = point.start.copy();
    let inbox = dir.path().join("inbox");
    let journal = disk.open(dir.path()).expect("a journal that opens");
    disk.faults.plan(point.trouble, point.after, point.for_good);
    let answer = call(&journal, &inbox);
    let Some(met) = disk.faults.clear() else {
        assert_eq!(answer, Ok(()), "{point}");
        return false;
    };
    tally.points += 1;
    tally.judge_answer(point, met, answer.as_ref().err());
    tally.judge_rows(point, met, dir.path(), answer.is_ok(), before, after);
    let again = call(&journal, &inbox);
    tally.expect(again.is_ok(), || format!("{point} at {met}: the same call again says {again:?}"));
    journal.shut();
    let reopened = disk.open(dir.path());
    tally.expect(reopened.is_ok(), || format!("{point} at {met}: does not open again"));
    drop(reopened);
    tally.judge_end(point, met, dir.path(), after);
    true
}

/// One fault in opening. Whether the call met it.
fn fail_an_open(disk: &Failing, point: Point<'_>, tally: &mut Tally) -> bool {
    let dir = point.start.copy();
    let after = found_in_a_copy(dir.path(), false).expect("a sound start");
    disk.faults.plan(point.trouble, point.after, point.for_good);
    let answer = disk.open(dir.path());
    let Some(met) = disk.faults.clear() else {
        assert!(answer.is_ok(), "{point}: {:?}", answer.err());
        return false;
    };
    tally.points += 1;
    tally.judge_answer(&point, met, answer.as_ref().err());
    drop(answer);
    let again = disk.open(dir.path());
    tally.expect(again.is_ok(), || format!("{point} at {met}: opening again says {:?}", again.as_ref().err()));
    drop(again);
    tally.judge_end(&point, met, dir.path(), &after);
    true
}

impl Tally {
    /// A full disk is called full, any other fault unavailable or busy, and never damage.
    fn judge_answer(&mut self, point: &Point<'_>, met: &str, error: Option<&JournalError>) {
        let right = match error {
            None => true,
            Some(JournalError::StorageFull { .. }) => point.trouble == Trouble::Full,
            // A plan comes on a full disk too: only its ledger waits.
            Some(JournalError::StorageBusy) => point.trouble != Trouble::Full || point.call == "plan",
            Some(JournalError::StorageUnavailable { .. }) => point.trouble != Trouble::Full,
            Some(_) => false,
        };
        self.expect(right, || format!("{point} at {met}: answered {error:?}"));
    }

    /// An acknowledged call is there; any other is there whole or not at all.
    fn judge_rows(
        &mut self,
        point: &Point<'_>,
        met: &str,
        dir: &Path,
        acknowledged: bool,
        before: &[String],
        after: &[String],
    ) {
        let found = match found_in_a_copy(dir, false) {
            Ok(found) => found,
            Err(damage) => return self.expect(false, || format!("{point} at {met}: {damage:?}")),
        };
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
    fn judge_end(&mut self, point: &Point<'_>, met: &str, dir: &Path, after: &[String]) {
        let found = settle(dir, false);
        if found.as_deref() != Ok(after) {
            self.say(|| format!("{point} at {met}: at the end {found:#?}"));
            self.lost += 1;
        }
        if point.call == "erase" {
            let erased = no_trace(dir);
            self.expect(erased.is_ok(), || format!("{point} at {met}: {erased:?}"));
        }
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
        self.files.lay_out(dir.path());
        dir
    }
}

fn open_before(dir: &Path) -> Journal {
    let setup = Setup { clock: Arc::new(SetClock::at(moment(BEFORE).at)), ..Setup::default() };
    Journal::open_with(text(dir), setup).expect("a journal")
}

/// A journal with a copy, that was shut in peace.
fn just_shut() -> Start {
    let dir = fast_dir();
    let journal = open_before(dir.path());
    for call in BASE {
        (call.make)(&journal, &dir.path().join("inbox")).expect(call.name);
    }
    journal.check().expect("a copy");
    journal.tap(nth_tap(5)).expect("a tap that the copy has not");
    journal.shut();
    Start { name: "just shut", files: Image::of(dir.path()) }
}

/// A journal that was killed when its log was so long that the next commit moves it into the database.
fn before_a_checkpoint() -> Start {
    let dir = just_shut().copy();
    let journal = open_before(dir.path());
    let log = dir.path().join("journal.db-wal");
    let long_enough = || std::fs::metadata(&log).is_ok_and(|log| log.len() > CHECKPOINT_FRAMES * FRAME_BYTES);
    let mut taps = (10..).map(nth_tap);
    while !long_enough() {
        journal.tap(taps.next().expect("another tap")).expect("a tap");
    }
    Start { name: "before a checkpoint", files: Image::of(dir.path()) }
}

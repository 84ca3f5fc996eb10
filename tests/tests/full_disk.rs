//! Real disks that are full or take no writes: the history can be read, taps are still taken, and once there is room
//! everything flows in by itself.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use nightcramp::{InboxTap, Journal, JournalError, LedgerLine, NightMark, NightPage, Problem, Tap, Tonight};
use nightcramp_tests::calls::nth_tap;
use nightcramp_tests::small_disk::{SmallDisk, on_small_disk};
use nightcramp_tests::year::{last_night, write_nights};
use nightcramp_tests::{figure, moment, open, plan_in_berlin};

const DISK_BYTES: u64 = 8 * 1024 * 1024;
/// How many taps a full disk has to take.
const WANTED: usize = 100;
/// Far more than a full disk may take: the test ends.
const MOST: u32 = 3000;

fn dir(disk: &SmallDisk) -> PathBuf {
    disk.dir().join("journal")
}

fn inbox(disk: &SmallDisk) -> PathBuf {
    disk.dir().join("inbox")
}

/// A journal of some months, shut.
fn some_months(disk: &SmallDisk) -> History {
    let journal = open(&dir(disk));
    write_nights(&journal, 90, last_night()).unwrap();
    journal.maintain().unwrap();
    let history = History::of(&journal).unwrap();
    journal.shut();
    history
}

#[derive(Debug, PartialEq)]
struct History {
    tonight: Tonight,
    nights: Vec<NightMark>,
    pages: Vec<NightPage>,
}

impl History {
    fn of(journal: &Journal) -> Result<Self, JournalError> {
        let (first, last) = (last_night().plus(-100), last_night());
        Ok(Self {
            tonight: journal.tonight(moment("2026-11-23T03:00:00Z"))?,
            nights: journal.nights(first, last)?,
            pages: journal.pages(first, last)?,
        })
    }
}

/// What became of taps on a full disk.
#[derive(Default)]
struct Taken {
    ids: Vec<String>,
    in_inbox: u32,
    missing_bytes: Option<u64>,
}

/// Taps until neither the journal nor the inbox takes any more.
fn tap_until_nothing_is_taken(journal: &Journal, inbox: &Path) -> Taken {
    let mut taken = Taken::default();
    for n in 10_000..10_000 + MOST {
        let tap = nth_tap(n);
        match journal.tap(tap.clone()) {
            Ok(_) => {}
            Err(JournalError::StorageFull { missing_bytes }) => {
                taken.missing_bytes = Some(missing_bytes);
                if InboxTap::new(tap.clone()).unwrap().write(inbox).is_err() {
                    break;
                }
                taken.in_inbox += 1;
            }
            Err(error) => panic!("{error:?} after {} taps", taken.ids.len()),
        }
        taken.ids.push(tap.id);
    }
    taken
}

/// Frees what is missing: the next tap works, the inbox comes in, and there is ballast again.
fn check_that_everything_flows_in(disk: &SmallDisk, journal: &Journal, taken: &Taken) {
    let missing_bytes = taken.missing_bytes.unwrap();
    assert!(missing_bytes > 0, "nothing is said to be missing");
    disk.free(missing_bytes);
    journal.tap(nth_tap(20_000)).unwrap();
    let ingested = journal.ingest(inbox(disk).to_str().unwrap().into()).unwrap();
    assert_eq!((ingested.kept, ingested.set_aside), (taken.in_inbox, 0));
    for id in &taken.ids {
        journal.cramp(id.clone()).unwrap_or_else(|error| panic!("{id}: {error}"));
    }
    let health = journal.maintain().unwrap();
    assert!(dir(disk).join("ballast").metadata().is_ok_and(|ballast| ballast.len() >= 256 * 1024), "no ballast");
    assert!(!health.problems.contains(&Problem::ReadOnly), "{health:?}");
}

#[test]
fn a_disk_that_was_full_before_opening_gives_the_history_and_takes_taps() {
    let name = "a_disk_that_was_full_before_opening_gives_the_history_and_takes_taps";
    on_small_disk(name, DISK_BYTES, |disk| {
        let history = some_months(disk);
        disk.fill();
        let journal = open(&dir(disk));
        assert_eq!(History::of(&journal).unwrap(), history);
        let taken = tap_until_nothing_is_taken(&journal, &inbox(disk));
        let plan = plan_in_berlin(&journal, moment("2026-11-23T12:00:00Z").at).unwrap();
        assert!(plan.items.len() > 14, "a full disk takes no reminder away: {:?}", plan.items);
        figure("full_disk_taps", taken.ids.len(), "taps", ">= 100");
        figure("full_disk_taps_in_inbox", taken.in_inbox, "taps", ">= 0");
        assert!(taken.ids.len() >= WANTED);
        assert_eq!(History::of(&journal).unwrap(), history, "while it is full");
        journal.shut();
        let journal = open(&dir(disk));
        assert_eq!(History::of(&journal).unwrap(), history, "opened again");
        check_that_everything_flows_in(disk, &journal, &taken);
    });
}

#[test]
fn a_disk_that_fills_up_under_an_open_journal_takes_taps() {
    on_small_disk("a_disk_that_fills_up_under_an_open_journal_takes_taps", DISK_BYTES, |disk| {
        let history = some_months(disk);
        let journal = open(&dir(disk));
        disk.fill();
        let taken = tap_until_nothing_is_taken(&journal, &inbox(disk));
        figure("full_disk_taps_while_open", taken.ids.len(), "taps", ">= 100");
        assert!(taken.ids.len() >= WANTED);
        assert_eq!(History::of(&journal).unwrap(), history);
        check_that_everything_flows_in(disk, &journal, &taken);
    });
}

#[test]
fn a_full_disk_can_be_erased() {
    on_small_disk("a_full_disk_can_be_erased", DISK_BYTES, |disk| {
        some_months(disk);
        disk.fill();
        let journal = open(&dir(disk));
        journal.erase(vec![inbox(disk).to_str().unwrap().into()]).unwrap();
        assert_eq!(journal.pages(last_night().plus(-100), last_night()).unwrap(), []);
    });
}

#[test]
fn without_ballast_fewer_taps_find_room() {
    on_small_disk("without_ballast_fewer_taps_find_room", DISK_BYTES, |disk| {
        some_months(disk);
        std::fs::remove_file(dir(disk).join("ballast")).unwrap();
        std::fs::write(dir(disk).join("journal.db-wal"), "").unwrap();
        disk.fill();
        let taken = tap_until_nothing_is_taken(&open(&dir(disk)), &inbox(disk));
        figure("full_disk_control_taps", taken.ids.len(), "taps", "< 100");
        assert!(taken.ids.len() < WANTED, "the promise holds without the ballast: it proves nothing");
    });
}

#[test]
fn a_disk_that_takes_no_writes_gives_the_history() {
    on_small_disk("a_disk_that_takes_no_writes_gives_the_history", DISK_BYTES, |disk| {
        let history = some_months(disk);
        check_read_only(disk, &history, &[]);
        let killed = tap_and_be_killed(&dir(disk), 20);
        assert!(dir(disk).join("journal.db-wal").metadata().unwrap().len() > 0, "a log was left");
        check_read_only(disk, &history, &killed);
    });
}

/// Opens a journal on a disk that takes no writes, and then makes the disk writable under it.
fn check_read_only(disk: &SmallDisk, history: &History, ids: &[String]) {
    disk.set_read_only(true);
    let journal = open(&dir(disk));
    assert_eq!(&History::of(&journal).unwrap(), history);
    for id in ids {
        journal.cramp(id.clone()).unwrap_or_else(|error| panic!("{id}: {error}"));
    }
    let (now, waiting) = (moment(&format!("2026-11-{}T12:00:00Z", 23 + ids.len() / 20)).at, ledger(&journal));
    let plan = plan_in_berlin(&journal, now).unwrap();
    assert_eq!(ledger(&journal), waiting, "the ledger waits, the reminders do not");
    let old = Tap { at: moment("2020-01-01T03:00:00Z"), ..nth_tap(30_000) };
    let refused = journal.tap(old.clone()).unwrap_err();
    assert!(matches!(refused, JournalError::StorageUnavailable { .. }), "{refused:?}");
    assert!(journal.health().unwrap().problems.contains(&Problem::ReadOnly));
    disk.set_read_only(false);
    journal.tap(old).unwrap();
    let health = journal.health().unwrap();
    assert!(!health.problems.contains(&Problem::ReadOnly), "{health:?}");
    assert_eq!(&History::of(&journal).unwrap(), history);
    assert_eq!(plan_in_berlin(&journal, now).unwrap(), plan);
    assert_ne!(ledger(&journal), waiting);
    journal.shut();
}

fn ledger(journal: &Journal) -> Vec<LedgerLine> {
    journal.reminder_ledger(last_night(), last_night().plus(30)).unwrap()
}

/// Another process taps so many times and is killed. What it had acknowledged.
fn tap_and_be_killed(dir: &Path, taps: usize) -> Vec<String> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_worker"))
        .args(["tap", dir.to_str().unwrap(), "10000"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let ids = lines.take(taps).map(Result::unwrap).collect();
    child.kill().unwrap();
    child.wait().unwrap();
    ids
}

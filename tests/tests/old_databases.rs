//! Files that earlier versions wrote, as they lie in `tests/old`: each becomes one of today's without losing a row,
//! wherever the power fails on the way, and what it was is kept for a month.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use nightcramp::{Journal, JournalError, Setup};
use nightcramp_tests::power::{Damage, in_parallel, recorded, settle, sound, text};
use nightcramp_tests::vfs::crash::{Dice, image};
use nightcramp_tests::vfs::{Image, Op, Recorder, register};
use nightcramp_tests::{SetClock, fast_dir, figure, list, moment, open, root, rows, rows_of};
use rusqlite::Connection;

/// States for each operation at which the power fails.
const DICE: usize = 12;
/// States of the control.
const CONTROL_STATES: usize = 300;
const VERSION: u32 = 2;
const PAGE: usize = 4096;

/// The file that version 1 left.
fn old() -> Image {
    let bytes = std::fs::read(root().join("tests/old/1/journal.db")).expect("the old file");
    Image { files: [("journal.db".to_owned(), bytes)].into(), ..Image::default() }
}

fn old_rows() -> Vec<String> {
    let text = std::fs::read_to_string(root().join("tests/old/1/rows.txt")).expect("its rows");
    text.lines().map(str::to_owned).collect()
}

fn open_at(dir: &Path, clock: &SetClock) -> Journal {
    let setup = Setup { clock: Arc::new(clock.clone()), ..Setup::default() };
    Journal::open_with(text(dir), setup).expect("an old journal")
}

fn clock() -> SetClock {
    SetClock::at(moment("2026-11-24T03:10:00Z").at)
}

#[test]
fn an_old_journal_becomes_one_of_today_with_every_row() {
    let (dir, fresh) = (fast_dir(), fast_dir());
    old().lay_out(dir.path());
    open(dir.path()).shut();
    open(fresh.path()).shut();
    assert_eq!(rows(dir.path()), old_rows());
    let schema = |dir: &Path| {
        let connection = sound(&dir.join("journal.db")).expect("a sound file");
        let version: u32 = connection.query_row("PRAGMA user_version", [], |row| row.get(0)).expect("a version");
        assert_eq!(version, VERSION);
        let sql =
            "SELECT type || ' ' || name || ' ' || tbl_name || ' ' || coalesce(sql, '') FROM sqlite_schema ORDER BY 1";
        list(&connection, sql).expect("a schema")
    };
    assert_eq!(schema(dir.path()), schema(fresh.path()));
}

#[test]
fn what_it_was_is_kept_for_a_month() {
    let (dir, clock) = (fast_dir(), clock());
    old().lay_out(dir.path());
    let journal = open_at(dir.path(), &clock);
    let kept = dir.path().join("copies/before-v2-20261124T031000Z.db");
    let connection = sound(&kept).expect("a sound copy");
    let version: u32 = connection.query_row("PRAGMA user_version", [], |row| row.get(0)).expect("a version");
    assert_eq!((version, rows_of(&connection).expect("its rows")), (VERSION - 1, old_rows()));
    drop(connection);
    for (days, is_there) in [(0, true), (30, true), (1, false)] {
        clock.days(days);
        let health = journal.maintain().expect("upkeep");
        assert_eq!(kept.exists(), is_there, "after {days} more days");
        assert_eq!(health.copies.iter().any(|copy| copy.before_schema == Some(VERSION)), is_there);
    }
}

#[test]
fn a_power_cut_on_the_way_loses_nothing() {
    let recorder = Recorder::default();
    register("migration", recorder.clone());
    let dir = fast_dir();
    old().lay_out(dir.path());
    let start = recorder.start(dir.path());
    Journal::open_with(text(dir.path()), recorded(&recorder, "migration", &clock())).expect("an old journal").shut();
    let ops = recorder.take();
    let states = (ops.len() + 1) * DICE;
    let is_wrong = |ops: &[Op], state: usize, dir: &Path| {
        image(&start, &ops[..state / DICE], &mut Dice::new(state as u64)).lay_out(dir);
        after_a_cut(dir).err()
    };
    let wrong = AtomicUsize::new(0);
    in_parallel(0..states, |state, dir| {
        if let Some(damage) = is_wrong(&ops, state, dir) {
            println!("cut after {} of {} operations, state {state}: {damage:?}", state / DICE, ops.len());
            wrong.fetch_add(1, Ordering::Relaxed);
        }
    });
    let wrong = wrong.into_inner();
    figure("migration_power_states", states, "states", "> 1000");
    figure("migration_power_wrong", wrong, "states", "= 0");
    assert_eq!((wrong, states > 1000), (0, true));

    // The same without a single sync: where that seems safe, this harness is blind.
    let careless: Vec<Op> = ops.into_iter().filter(|op| !matches!(op, Op::Sync(_) | Op::SyncDir(_))).collect();
    let caught = AtomicUsize::new(0);
    in_parallel(0..CONTROL_STATES, |state, dir| {
        let state = state * (careless.len() + 1) * DICE / CONTROL_STATES;
        caught.fetch_add(usize::from(is_wrong(&careless, state, dir).is_some()), Ordering::Relaxed);
    });
    let percent = caught.into_inner() * 100 / CONTROL_STATES;
    figure("migration_power_control", percent, "%", ">= 5");
    assert!(percent >= 5);
}

/// The journal opens with every row, and beside it lies what it was.
fn after_a_cut(dir: &Path) -> Result<(), Damage> {
    if settle(dir, false)? != old_rows() {
        return Err(Damage::Corrupt("other rows".into()));
    }
    let copies = std::fs::read_dir(dir.join("copies")).map_err(|error| Damage::Corrupt(error.to_string()))?;
    let mut copies = copies.flatten().filter(|copy| copy.file_name().to_string_lossy().starts_with("before-v2-"));
    let copy = copies.next().ok_or_else(|| Damage::Corrupt("no copy".into()))?;
    if rows_of(&sound(&copy.path())?)? == old_rows() {
        return Ok(());
    }
    Err(Damage::Corrupt("other rows in the copy".into()))
}

#[test]
fn a_newer_journal_is_refused_and_left_as_it_is() {
    let dir = fast_dir();
    let mut newer = old();
    let file = newer.files.get_mut("journal.db").expect("the database");
    file[60..64].copy_from_slice(&(VERSION + 1).to_be_bytes());
    newer.lay_out(dir.path());
    let refused = Journal::open_with(text(dir.path()), Setup::default()).err();
    assert_eq!(refused, Some(JournalError::NewerSchema { found: VERSION + 1, known: VERSION }));
    let refused = Journal::open_recovering_with(text(dir.path()), Setup::default()).err();
    assert_eq!(refused, Some(JournalError::NewerSchema { found: VERSION + 1, known: VERSION }));
    assert_eq!(Image::of(dir.path()), newer);
}

/// Each page but the first in turn: without that nobody knows the file as ours.
#[test]
fn an_old_journal_that_lost_a_page_is_recovered() {
    let whole = old();
    let pages = whole.files["journal.db"].len() / PAGE;
    let mut recovered = 0;
    for page in 1..pages {
        let (dir, mut damaged) = (fast_dir(), whole.clone());
        let file = damaged.files.get_mut("journal.db").expect("the database");
        let lost: Vec<u8> = file[page * PAGE..(page + 1) * PAGE].to_vec();
        file[page * PAGE..(page + 1) * PAGE].fill(0);
        damaged.lay_out(dir.path());
        let journal = Journal::open_recovering_with(text(dir.path()), Setup::default()).expect("a journal");
        recovered += u32::from(journal.health().expect("its health").recovery.is_some());
        journal.shut();
        let connection: Connection = sound(&dir.path().join("journal.db")).expect("a sound file");
        let found = rows_of(&connection).expect("its rows");
        for row in old_rows().iter().filter(|row| !found.contains(row)) {
            assert!(lies_on(row, &lost), "page {}: {row}", page + 1);
        }
    }
    assert!(recovered > 0, "no page was missed");
}

/// Whether a row lies on a page: each of its texts does. The one row without a text is the preference.
fn lies_on(row: &str, page: &[u8]) -> bool {
    let texts: Vec<&str> = row.split('"').skip(1).step_by(2).filter(|text| !text.contains('\\')).collect();
    texts.iter().all(|text| page.windows(text.len().max(1)).any(|part| part == text.as_bytes()))
}

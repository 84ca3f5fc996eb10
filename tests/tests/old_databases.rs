//! Files that earlier versions wrote, as they lie in `tests/old`: each becomes one of today's without losing a row,
//! wherever the power fails on the way, and what it was is kept for a month.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use nightcramp::{Journal, JournalError, Problem, Setup};
use nightcramp_tests::power::{Damage, in_parallel, recorded, settle, sound, text};
use nightcramp_tests::vfs::crash::{Dice, image};
use nightcramp_tests::vfs::{Image, Op, Recorder, register};
use nightcramp_tests::{SetClock, fast_dir, figure, list, moment, open, root, rows, rows_of, rows_without};
use rusqlite::Connection;

/// States for each operation at which the power fails.
const DICE: usize = 12;
/// States of the control.
const CONTROL_STATES: usize = 300;
const VERSION: u32 = 4;
/// The versions before it.
const OLD: [u32; 3] = [1, 2, 3];
const PAGE: usize = 4096;
const COLUMNS: &str = "SELECT t.name || ' ' || c.name FROM pragma_table_list AS t, pragma_table_xinfo(t.name) AS c
    WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT GLOB 'sqlite_*'
      AND t.name NOT IN ('upkeep', 'recovery', 'set_aside') AND c.name <> 'sum' ORDER BY t.name, c.cid";

/// The file that a version left.
fn old(version: u32) -> Image {
    let bytes = std::fs::read(root().join(format!("tests/old/{version}/journal.db"))).expect("the old file");
    Image { files: [("journal.db".to_owned(), bytes)].into(), ..Image::default() }
}

/// What it held.
fn old_rows(version: u32) -> Vec<String> {
    let text = std::fs::read_to_string(root().join(format!("tests/old/{version}/rows.txt"))).expect("its rows");
    text.lines().map(str::to_owned).collect()
}

/// The same rows as they are today; that they are the same, `an_old_journal_becomes_one_of_today_with_every_row` shows.
fn rows_today(version: u32) -> Vec<String> {
    let dir = fast_dir();
    old(version).lay_out(dir.path());
    open(dir.path()).shut();
    rows(dir.path())
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
    let fresh = fast_dir();
    open(fresh.path()).shut();
    let schema = |dir: &Path| {
        let connection = sound(&dir.join("journal.db")).expect("a sound file");
        let version: u32 = connection.query_row("PRAGMA user_version", [], |row| row.get(0)).expect("a version");
        assert_eq!(version, VERSION);
        let sql =
            "SELECT type || ' ' || name || ' ' || tbl_name || ' ' || coalesce(sql, '') FROM sqlite_schema ORDER BY 1";
        list(&connection, sql).expect("a schema")
    };
    for version in OLD {
        let dir = fast_dir();
        old(version).lay_out(dir.path());
        let before = columns(dir.path());
        open(dir.path()).shut();
        assert_eq!(schema(dir.path()), schema(fresh.path()), "upgraded is the same as fresh");
        assert_has_every_row(dir.path(), version, &before);
    }
}

/// Every table with each of its columns, but those of the upkeep and the sums.
fn columns(dir: &Path) -> Vec<(String, String)> {
    let connection = sound(&dir.join("journal.db")).expect("a sound file");
    let columns = list(&connection, COLUMNS).expect("its columns").into_iter();
    columns.filter_map(|text| text.split_once(' ').map(|(table, column)| (table.into(), column.into()))).collect()
}

/// Every column has what it had; of what is new nothing is known.
fn assert_has_every_row(dir: &Path, version: u32, before: &[(String, String)]) {
    let connection = sound(&dir.join("journal.db")).expect("a sound file");
    let mut grown = columns(dir);
    grown.retain(|it| !before.contains(it) && before.iter().any(|(table, _)| *table == it.0));
    let left_out: Vec<&str> = grown.iter().map(|(_, column)| column.as_str()).chain(["changed_ms", "sum"]).collect();
    assert_eq!(rows_without(&connection, &left_out).expect("its rows"), old_rows(version));
    for (table, column) in grown {
        let sql = format!("SELECT count({column}) FROM {table}");
        let known: u32 = connection.query_row(&sql, [], |row| row.get(0)).expect("a number");
        assert_eq!(known, 0, "{table}.{column}");
    }
}

#[test]
fn what_it_was_is_kept_for_a_month() {
    OLD.into_iter().for_each(is_kept_for_a_month);
}

fn is_kept_for_a_month(version: u32) {
    let (dir, clock) = (fast_dir(), clock());
    old(version).lay_out(dir.path());
    let journal = open_at(dir.path(), &clock);
    let kept = dir.path().join("copies/before-v4-20261124T031000Z.db");
    let connection = sound(&kept).expect("a sound copy");
    let found: u32 = connection.query_row("PRAGMA user_version", [], |row| row.get(0)).expect("a version");
    assert_eq!((found, rows_of(&connection).expect("its rows")), (version, old_rows(version)));
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
    let tallies = OLD.map(cut_everywhere);
    let [states, wrong] = [|it: &Cuts| it.states, |it: &Cuts| it.wrong].map(|what| tallies.iter().map(what).sum());
    let percent = tallies.iter().map(|it| it.control_percent).min().unwrap_or(0);
    figure("migration_power_states", states, "states", "> 1000");
    figure("migration_power_wrong", wrong, "states", "= 0");
    figure("migration_power_control", percent, "%", ">= 5");
    assert_eq!((wrong, states > 1000, percent >= 5), (0, true, true));
}

/// What the power cuts of one change did.
struct Cuts {
    states: usize,
    wrong: usize,
    /// How many of the control's states were wrong.
    control_percent: usize,
}

/// Cuts the power at every operation of the change from a version.
fn cut_everywhere(version: u32) -> Cuts {
    let (recorder, vfs) = (Recorder::default(), format!("migration {version}"));
    register(&vfs, recorder.clone());
    let dir = fast_dir();
    old(version).lay_out(dir.path());
    let start = recorder.start(dir.path());
    Journal::open_with(text(dir.path()), recorded(&recorder, &vfs, &clock())).expect("an old journal").shut();
    let ops = recorder.take();
    let states = (ops.len() + 1) * DICE;
    let whole = Whole { before: old_rows(version), today: rows_today(version) };
    let is_wrong = |ops: &[Op], state: usize, dir: &Path| {
        image(&start, &ops[..state / DICE], &mut Dice::new(state as u64)).lay_out(dir);
        after_a_cut(dir, &whole).err()
    };
    let wrong = AtomicUsize::new(0);
    in_parallel(0..states, |state, dir| {
        if let Some(damage) = is_wrong(&ops, state, dir) {
            println!("cut after {} of {} operations, state {state}: {damage:?}", state / DICE, ops.len());
            wrong.fetch_add(1, Ordering::Relaxed);
        }
    });

    // The same without a single sync: where that seems safe, this harness is blind.
    let careless: Vec<Op> = ops.into_iter().filter(|op| !matches!(op, Op::Sync(_) | Op::SyncDir(_))).collect();
    let caught = AtomicUsize::new(0);
    in_parallel(0..CONTROL_STATES, |state, dir| {
        let state = state * (careless.len() + 1) * DICE / CONTROL_STATES;
        caught.fetch_add(usize::from(is_wrong(&careless, state, dir).is_some()), Ordering::Relaxed);
    });
    let control_percent = caught.into_inner() * 100 / CONTROL_STATES;
    Cuts { states, wrong: wrong.into_inner(), control_percent }
}

/// All rows of a journal, as they were and as they are today.
struct Whole {
    before: Vec<String>,
    today: Vec<String>,
}

/// The journal opens with every row, and beside it lies what it was.
fn after_a_cut(dir: &Path, whole: &Whole) -> Result<(), Damage> {
    if settle(dir, false)? != whole.today {
        return Err(Damage::Corrupt("other rows".into()));
    }
    let copies = std::fs::read_dir(dir.join("copies")).map_err(|error| Damage::Corrupt(error.to_string()))?;
    let mut copies = copies.flatten().filter(|copy| copy.file_name().to_string_lossy().starts_with("before-v4-"));
    let copy = copies.next().ok_or_else(|| Damage::Corrupt("no copy".into()))?;
    if rows_of(&sound(&copy.path())?)? == whole.before {
        return Ok(());
    }
    Err(Damage::Corrupt("other rows in the copy".into()))
}

#[test]
fn a_newer_journal_is_refused_and_left_as_it_is() {
    let dir = fast_dir();
    let mut newer = old(VERSION - 1);
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
    OLD.into_iter().for_each(is_recovered_without_a_page);
}

fn is_recovered_without_a_page(version: u32) {
    let (whole, rows) = (old(version), rows_today(version));
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
        for row in rows.iter().filter(|row| !found.contains(row)) {
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

/// A value that changed under its sum must not get a new sum on the way: the row is set aside.
#[test]
fn a_damaged_row_of_an_old_journal_is_set_aside() {
    let (dir, note) = (fast_dir(), b"woke with it");
    let mut damaged = old(2);
    let file = damaged.files.get_mut("journal.db").expect("the database");
    let at = file.windows(note.len()).position(|part| part == note).expect("a note");
    file[at] = b'j';
    damaged.lay_out(dir.path());
    let journal = Journal::open_with(text(dir.path()), Setup::default()).expect("an old journal");
    assert!(journal.health().expect("its health").problems.contains(&Problem::RowsSetAside { rows: 1 }));
    journal.shut();
    let found = rows(dir.path());
    let lost: Vec<_> = rows_today(2).into_iter().filter(|row| !found.contains(row)).collect();
    assert!(matches!(&lost[..], [row] if row.contains("woke with it")), "{lost:?}");
}

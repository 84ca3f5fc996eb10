//! Small journals made by SQLite, then damaged by hand.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use rusqlite::functions::FunctionFlags;
use tempfile::TempDir;

use super::super::schema;
use super::log::{FRAME_HEAD, HEADER, sum};
use super::*;

const TABLES: &str = "
    CREATE TABLE cramp (
        id TEXT NOT NULL PRIMARY KEY, changed_ms INTEGER NOT NULL, note TEXT,
        sum INTEGER NOT NULL AS (row_sum('cramp', id, changed_ms, note)) STORED
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX cramp_by_time ON cramp (changed_ms);
    CREATE TABLE answer (
        night TEXT NOT NULL, factor TEXT NOT NULL, answer INTEGER,
        sum INTEGER NOT NULL AS (row_sum('answer', night, factor, answer)) STORED,
        PRIMARY KEY (night, factor)
    ) STRICT, WITHOUT ROWID;";

/// A row as one can compare it and look for it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Plain {
    table: String,
    /// A text that only this row has: of the note if there is one, else the key.
    mark: String,
    sum: i64,
}

struct Journal {
    dir: TempDir,
    connection: Connection,
    shapes: Vec<Shape>,
}

impl Journal {
    fn new(page_size: usize, tables: &str) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let connection = Connection::open(dir.path().join("a.db")).unwrap();
        let flags = FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_INNOCUOUS | FunctionFlags::SQLITE_UTF8;
        let sum = |row: &mut rusqlite::functions::Context<'_>| {
            Ok(sums::sum_of(row.get_raw(0).as_str()?, (1..row.len()).map(|at| row.get_raw(at))))
        };
        connection.create_scalar_function("row_sum", -1, flags, sum).unwrap();
        let pragmas = "PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; PRAGMA secure_delete = ON;";
        connection.execute_batch(&format!("PRAGMA page_size = {page_size}; {pragmas} {tables}")).unwrap();
        connection.pragma_update(None, "application_id", schema::APPLICATION_ID).unwrap();
        connection.pragma_update(None, "user_version", 2).unwrap();
        let shapes = shapes(&connection).unwrap();
        Self { dir, connection, shapes }
    }

    /// Cramps and answers; every tenth cramp has a long note. All of it in the file, nothing in the log.
    fn filled(page_size: usize, cramps: std::ops::Range<u32>) -> Self {
        let journal = Self::new(page_size, TABLES);
        journal.add(cramps);
        journal.run("PRAGMA wal_checkpoint(TRUNCATE); VACUUM; PRAGMA wal_checkpoint(TRUNCATE)");
        journal
    }

    fn run(&self, sql: &str) {
        self.connection.execute_batch(sql).unwrap();
    }

    fn add(&self, cramps: std::ops::Range<u32>) {
        self.run("SAVEPOINT adding");
        for n in cramps {
            let note = mark(n).repeat(if n % 10 == 0 { 300 + n as usize } else { 1 + n as usize % 5 });
            let sql = "INSERT INTO cramp (id, changed_ms, note) VALUES (?1, ?2, ?3)";
            self.connection.execute(sql, (id(n), i64::from(n) * 1_000_003 - 500, note)).unwrap();
            let night = NaiveDate::from_num_days_from_ce_opt(740_000 + n as i32).unwrap().to_string();
            let sql = "INSERT INTO answer (night, factor, answer) VALUES (?1, ?2, ?3)";
            self.connection.execute(sql, (night, id(n % 3), [None, Some(0), Some(-1)][n as usize % 3])).unwrap();
        }
        self.run("RELEASE adding");
    }

    /// What SQLite sees.
    fn rows(&self) -> BTreeSet<Plain> {
        let mut rows = BTreeSet::new();
        for shape in &self.shapes {
            let columns = &shape.columns[..shape.columns.len() - usize::from(shape.summed)];
            let mut query =
                self.connection.prepare(&format!("SELECT {} FROM {}", columns.join(","), shape.table)).unwrap();
            let read = query.query_map([], |row| (0..columns.len()).map(|at| row.get(at)).collect()).unwrap();
            rows.extend(read.map(|values: rusqlite::Result<Vec<Value>>| plain(&shape.table, &values.unwrap())));
        }
        rows
    }

    fn files(&self) -> [PathBuf; 2] {
        ["a.db", "a.db-wal"].map(|name| self.dir.path().join(name))
    }

    fn bytes(&self) -> [Vec<u8>; 2] {
        self.files().map(|file| fs::read(file).unwrap())
    }

    /// What is found when the files have these bytes.
    fn salvaged(&self, db: &[u8], log: &[u8]) -> (BTreeSet<Plain>, BTreeSet<String>) {
        let [db_file, log_file] = ["damaged.db", "damaged.db-wal"].map(|name| self.dir.path().join(name));
        fs::write(&db_file, db).unwrap();
        fs::write(&log_file, log).unwrap();
        let found = salvage(&db_file, &log_file, &self.shapes).unwrap();
        let rows: Vec<_> = found.rows.iter().map(|row| plain(&self.shapes[row.table].table, &row.values)).collect();
        let different: BTreeSet<_> = rows.iter().cloned().collect();
        assert_eq!(different.len(), rows.len(), "a row came twice");
        (different, found.seen)
    }
}

fn id(n: u32) -> String {
    format!("{:08x}-0000-7000-8000-{n:012}", n.wrapping_mul(2_654_435_761))
}

/// A text that the note of one cramp has, and nothing else.
fn mark(n: u32) -> String {
    format!("<ä{n:05}>")
}

fn plain(table: &str, values: &[Value]) -> Plain {
    let mark = match values {
        [_, _, Value::Text(note)] if note.len() >= mark(0).len() => note[..mark(0).len()].to_owned(),
        [Value::Text(key), ..] => key.clone(),
        _ => String::new(),
    };
    Plain { table: table.to_owned(), mark, sum: sums::sum_of(table, values.iter().map(ValueRef::from)) }
}

#[track_caller]
fn assert_same(found: &BTreeSet<Plain>, expected: &BTreeSet<Plain>, case: &str) {
    let missing: Vec<_> = expected.difference(found).take(3).collect();
    let invented: Vec<_> = found.difference(expected).take(3).collect();
    assert!(missing.is_empty() && invented.is_empty(), "{case}: missing {missing:?}, invented {invented:?}");
}

/// Every row that is missing has bytes on one of the damaged pages.
#[track_caller]
fn assert_lost_only_from(damaged: &[u8], rows: &BTreeSet<Plain>, found: &BTreeSet<Plain>) {
    for lost in rows.difference(found) {
        assert!(holds(damaged, &lost.mark), "lost without a reason: {lost:?}");
    }
}

fn holds(bytes: &[u8], text: &str) -> bool {
    String::from_utf8_lossy(bytes).contains(text)
}

/// Numbers that only look random.
fn numbers() -> impl FnMut(usize) -> usize {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    move |below| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below as u64) as usize
    }
}

/// Rows in the file, then in the log new, changed and deleted ones, and a commit that is not finished.
struct Logged {
    journal: Journal,
    /// As of the last commit.
    rows: BTreeSet<Plain>,
    /// All that were ever written.
    written: BTreeSet<Plain>,
}

fn logged(page_size: usize, cramps: u32) -> Logged {
    let journal = Journal::filled(page_size, 0..cramps);
    let mut written = journal.rows();
    journal.add(cramps..cramps * 2);
    written.extend(journal.rows());
    journal.run("UPDATE cramp SET note = note || 'again', changed_ms = changed_ms + 1 WHERE id < '4'");
    written.extend(journal.rows());
    journal.run("DELETE FROM answer WHERE factor > '9'; DELETE FROM cramp WHERE id > 'c'");
    let rows = journal.rows();
    journal.run("PRAGMA cache_size = 2; BEGIN");
    journal.add(cramps * 2..cramps * 3);
    written.extend(journal.rows());
    Logged { journal, rows, written }
}

#[test]
fn everything_comes_back_from_a_sound_file_and_its_log() {
    for page_size in [512, 4096, 65536] {
        let Logged { journal, rows, .. } = logged(page_size, 300);
        let [db, log] = journal.bytes();
        assert_same(&journal.salvaged(&db, &log).0, &rows, &format!("pages of {page_size}"));
        assert_same(
            &journal.salvaged(&db, &with_big_endian_sums(&log, page_size)).0,
            &rows,
            "the other order of bytes",
        );
    }
}

/// The same log as a processor of the other kind would have written it.
fn with_big_endian_sums(log: &[u8], page_size: usize) -> Vec<u8> {
    let mut log = log.to_vec();
    let (header, frames) = log.split_at_mut(HEADER);
    let store = |(first, second): (u32, u32), bytes: &mut [u8]| {
        bytes[..4].copy_from_slice(&first.to_be_bytes());
        bytes[4..].copy_from_slice(&second.to_be_bytes());
    };
    header[3] |= 1;
    let mut running = sum(true, (0, 0), &header[..24]);
    store(running, &mut header[24..]);
    for frame in frames.chunks_exact_mut(FRAME_HEAD + page_size) {
        running = sum(true, sum(true, running, &frame[..8]), &frame[FRAME_HEAD..]);
        store(running, &mut frame[16..FRAME_HEAD]);
    }
    log
}

#[test]
fn a_zeroed_page_costs_the_rows_on_it_and_no_other() {
    let journal = Journal::filled(4096, 0..400);
    let (rows, [db, _]) = (journal.rows(), journal.bytes());
    let pages = || 0..db.len() / 4096;
    let mut lost_on: BTreeMap<&Plain, Vec<usize>> = rows.iter().map(|row| (row, Vec::new())).collect();
    for page in pages() {
        let mut damaged = db.clone();
        damaged[page * 4096..][..4096].fill(0);
        let (found, seen) = journal.salvaged(&damaged, &[]);
        assert!(found.is_subset(&rows));
        assert!((0..400).all(|n| seen.contains(&id(n))), "the rows know the ids, or the index does");
        rows.difference(&found).for_each(|row| lost_on.get_mut(row).unwrap().push(page));
    }
    let texts: Vec<_> = db.chunks_exact(4096).map(String::from_utf8_lossy).collect();
    for (row, lost_on) in &lost_on {
        let on: Vec<usize> = pages().filter(|page| texts[*page].contains(&row.mark)).collect();
        assert_eq!(lost_on, &on, "{row:?}");
        assert!(on.len() == 1 || row.mark.ends_with("0>"), "only long notes lie on several pages: {row:?}");
    }
}

#[test]
fn a_flipped_bit_costs_rows_of_its_page_and_never_invents_one() {
    let Logged { journal, rows, written } = logged(4096, 30);
    let [db, log] = journal.bytes();
    let mut number = numbers();
    for _ in 0..2000 {
        let (mut damaged_db, mut damaged_log) = (db.clone(), log.clone());
        let (at, bit) = (number(db.len() + log.len()), 1 << number(8));
        let (found, page) = match at.checked_sub(db.len()) {
            None => {
                damaged_db[at] ^= bit;
                let (found, _) = journal.salvaged(&damaged_db, &log);
                assert!(found.is_subset(&rows), "byte {at} of the file");
                (found, &db[at / 4096 * 4096..][..4096])
            }
            Some(at) => {
                damaged_log[at] ^= bit;
                let (found, _) = journal.salvaged(&db, &damaged_log);
                assert!(found.is_subset(&written), "byte {at} of the log");
                let frame = at.checked_sub(HEADER).map(|at| at / (FRAME_HEAD + 4096) * (FRAME_HEAD + 4096) + HEADER);
                (found, frame.map_or(&[][..], |frame| &log[frame..][..FRAME_HEAD + 4096]))
            }
        };
        assert_lost_only_from(page, &rows, &found);
    }
}

#[test]
fn a_file_that_ends_early_gives_what_lies_before_the_end() {
    let Logged { journal, rows, .. } = logged(4096, 40);
    journal.run("COMMIT; PRAGMA wal_checkpoint(TRUNCATE)");
    let (rows, [db, _]) = (journal.rows().union(&rows).cloned().collect(), journal.bytes());
    for end in (0..db.len()).step_by(4096).flat_map(|page| [page, page + 1, page + 77, page + 4095]) {
        let (found, _) = journal.salvaged(&db[..end], &[]);
        assert!(found.is_subset(&rows));
        assert_lost_only_from(&db[end / 4096 * 4096..], &rows, &found);
    }
}

#[test]
fn a_log_that_ends_early_gives_the_commits_before_the_end() {
    let journal = Journal::filled(512, 0..20);
    let mut states = vec![journal.rows()];
    for n in 20..40 {
        journal.add(n..n + 1);
        states.push(journal.rows());
    }
    let [db, log] = journal.bytes();
    let mut reached = 0;
    for end in (0..log.len()).step_by(67) {
        let (found, _) = journal.salvaged(&db, &log[..end]);
        let state = states.iter().position(|state| *state == found);
        assert!(state.is_some_and(|state| state >= reached), "{end}");
        reached = state.unwrap();
    }
    assert_eq!(reached, 19, "the last commit is cut");
}

#[test]
fn whatever_the_bytes_are_nothing_is_invented() {
    let journal = Journal::new(4096, TABLES);
    let (heads, mut number) = (Journal::filled(512, 0..40).bytes()[0].clone(), numbers());
    for length in [0, 1, 15, 16, 31, 32, 56, 100, 511, 512, 513, 4095, 4096, 4097, 20_000, 70_000] {
        for kind in [0x00, 0x02, 0x0a, 0x0d, 0xff] {
            let mut noise = |step: usize| {
                let mut bytes: Vec<u8> = (0..length).map(|_| number(256) as u8).collect();
                bytes.iter_mut().step_by(step).for_each(|byte| *byte = kind);
                bytes
            };
            let (db, log) = (noise(512), noise(3));
            assert_eq!(journal.salvaged(&db, &log).0.len(), 0);
            let headed: Vec<u8> = heads.iter().take(512).chain(&db).copied().collect();
            assert_eq!(journal.salvaged(&headed, &db).0.len(), 0);
        }
    }
    let missing = journal.dir.path().join("missing");
    assert_eq!(salvage(&missing, &missing, &journal.shapes).unwrap().rows.len(), 0);
}

#[test]
fn a_long_note_that_runs_in_a_circle_is_given_up() {
    let journal = Journal::filled(512, 0..1);
    let (rows, [db, _]) = (journal.rows(), journal.bytes());
    let last = db.chunks_exact(512).rposition(|page| holds(&page[4..], &mark(0)) && page[..4] == [0; 4]).unwrap();
    for to in [last as u32 + 1, 1, 2, 3, 0, u32::MAX] {
        for page in 3..last {
            let mut damaged = db.clone();
            damaged[page * 512..][..4].copy_from_slice(&to.to_be_bytes());
            let (found, seen) = journal.salvaged(&damaged, &[]);
            assert!(found.is_subset(&rows));
            assert!(seen.contains(&id(0)));
        }
    }
}

#[test]
fn free_pages_give_no_rows_while_their_list_is_sound() {
    let journal = Journal::filled(4096, 0..1000);
    let before = journal.rows();
    journal.run("PRAGMA secure_delete = OFF; DELETE FROM cramp WHERE length(note) < 1000");
    journal.run("PRAGMA wal_checkpoint(TRUNCATE)");
    let (rows, [mut db, _]) = (journal.rows(), journal.bytes());
    assert!(db[36..40] != [0; 4], "pages were freed");
    assert_same(&journal.salvaged(&db, &[]).0, &rows, "with free pages");
    // A list that may lead anywhere hides no sound row; what else it hid comes back with it.
    db[39] ^= 1;
    let found = journal.salvaged(&db, &[]).0;
    assert!(found.is_superset(&rows) && found.is_subset(&before) && found != rows);
}

#[test]
fn rows_without_a_sum_are_found_by_their_columns() {
    let journal = Journal::new(
        4096,
        "CREATE TABLE tap (id TEXT NOT NULL PRIMARY KEY, utc_ms INTEGER NOT NULL) STRICT, WITHOUT ROWID;
         CREATE TABLE preference (id INTEGER PRIMARY KEY, changed_ms INTEGER NOT NULL, cut_hour INTEGER) STRICT;
         INSERT INTO preference VALUES (1, 0, 12), (-7, 5, NULL);
         CREATE INDEX tap_by_time ON tap (utc_ms);",
    );
    for n in 0..100 {
        journal.connection.execute("INSERT INTO tap VALUES (?1, ?2)", (id(n), n)).unwrap();
    }
    let (rows, [db, log]) = (journal.rows(), journal.bytes());
    let (found, seen) = journal.salvaged(&db, &log);
    // The index has as many columns as the table; its rows are for the table's checks to refuse.
    assert!(found.is_superset(&rows));
    assert_eq!(seen, (0..100).map(id).collect());
}

#[test]
fn the_shapes_are_those_of_the_schema() {
    let mut connection = Connection::open_in_memory().unwrap();
    sums::register(&connection, &sums::DamageSeen::default()).unwrap();
    schema::climb(&mut connection).unwrap();
    let shapes = shapes(&connection).unwrap();
    assert!(shapes.iter().any(|shape| shape.table == "tap") && shapes.len() >= 10);
    for shape in shapes {
        let sql = "SELECT group_concat(name) FROM (SELECT name FROM pragma_table_info(?1) WHERE pk > 0 ORDER BY pk)";
        let keys: String = connection.query_row(sql, [&shape.table], |row| row.get(0)).unwrap();
        assert_eq!(shape.columns[..shape.keys].join(","), keys, "the key comes first in {}", shape.table);
        assert_eq!(shape.summed, shape.columns.last().is_some_and(|column| column == "sum"));
    }
}

//! Upkeep: what is due and when, three generations of copies, going back to one, and what the page for helpers says.

use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, Weak};
use std::time::Duration;

use nightcramp::{Clock, CrampDetails, Disk, Health, Journal, JournalError, Problem, Setup, SystemDisk};
use nightcramp_tests::{SetClock, moment, night, rows, tap};
use rusqlite::Connection;

const NIGHT: &str = "2026-11-23";

struct Kept {
    journal: Journal,
    clock: SetClock,
    dir: tempfile::TempDir,
}

impl Kept {
    fn new() -> Self {
        let (dir, clock) = (tempfile::tempdir().unwrap(), SetClock::at(moment("2026-11-23T22:00:00Z").at));
        Self { journal: open(dir.path(), &clock), clock, dir }
    }

    /// Changes the file behind the journal's back, the row's sum excepted: what a flipped bit does.
    fn spoil(&mut self, table: &str, change: &str) {
        self.journal.shut();
        let connection = Connection::open(self.dir.path().join("journal.db")).unwrap();
        connection.execute_batch("PRAGMA writable_schema = ON").unwrap();
        let sql: String =
            connection.query_row("SELECT sql FROM sqlite_schema WHERE name = ?1", [table], |row| row.get(0)).unwrap();
        let start = sql.find("sum INTEGER").unwrap();
        let end = start + sql[start..].find(" STORED").unwrap() + " STORED".len();
        let plain = format!("{}sum INTEGER NOT NULL{}", &sql[..start], &sql[end..]);
        let swap = "UPDATE sqlite_schema SET sql = ?2 WHERE name = ?1";
        connection.execute(swap, [table, &plain]).unwrap();
        let version: i64 = connection.query_row("PRAGMA schema_version", [], |row| row.get(0)).unwrap();
        connection.pragma_update(None, "schema_version", version + 1).unwrap();
        drop(connection);
        let connection = Connection::open(self.dir.path().join("journal.db")).unwrap();
        connection.execute_batch(&format!("UPDATE {table} SET {change}; PRAGMA writable_schema = ON")).unwrap();
        connection.execute(swap, [table, &sql]).unwrap();
        connection.pragma_update(None, "schema_version", version + 2).unwrap();
        drop(connection);
        self.journal = open(self.dir.path(), &self.clock);
    }
}

fn open(dir: &Path, clock: &SetClock) -> Journal {
    let setup = Setup { clock: Arc::new(clock.clone()), ..Setup::default() };
    Journal::open_with(dir.to_str().unwrap(), setup).unwrap()
}

fn names(health: &Health) -> Vec<&str> {
    health.copies.iter().map(|copy| copy.name.as_str()).collect()
}

#[test]
fn once_a_week_everything_is_checked_and_copied() {
    let Kept { journal, clock, dir: _dir } = Kept::new();
    journal.tap(tap("2026-11-23T03:10:00Z")).unwrap();
    let first = journal.maintain().unwrap();
    assert_eq!(first.checked_at, Some(clock.now()));
    assert_eq!((names(&first), &first.problems), (vec!["000001-20261123T220000Z.db"], &vec![]));
    assert!(first.bytes > 256 * 1024 && first.free_bytes > Some(0), "the ballast counts: {first:?}");
    for (days, made) in [(6, 1), (1, 2), (6, 2), (1, 3), (7, 3)] {
        clock.days(days);
        let health = journal.maintain().unwrap();
        assert_eq!(health.copies.len(), made, "after {days} more days");
    }
    let newest = journal.health().unwrap();
    assert_eq!(names(&newest)[0], "000004-20261214T220000Z.db");
    assert_eq!(names(&newest)[2], "000002-20261130T220000Z.db", "the first has made room");
    clock.days(22);
    assert_eq!(journal.health().unwrap().problems, [Problem::CheckOverdue]);
    clock.days(-400);
    let back = journal.maintain().unwrap();
    assert_eq!(
        names(&back)[0],
        "000005-20251201T220000Z.db",
        "a clock that was set back does not make the newest the oldest"
    );
}

#[test]
fn a_copy_brings_the_journal_back_and_what_it_was_is_kept() {
    let Kept { journal, clock, dir } = Kept::new();
    let kept = journal.tap(tap("2026-11-23T03:10:00Z")).unwrap();
    let then = rows(dir.path());
    let copy = journal.check().unwrap().copies[0].name.clone();
    journal.describe(kept.cramp_id, CrampDetails { pain: Some(7), ..Default::default() }).unwrap();
    journal.tap(tap("2026-11-23T04:20:00Z")).unwrap();
    clock.days(1);
    journal.check().unwrap();
    let (now, missing) = (rows(dir.path()), "000009-20261123T220000Z.db".to_owned());
    assert_eq!(journal.restore_copy(missing.clone()), Err(JournalError::NotFound { id: missing }));
    assert_eq!(rows(dir.path()), now);
    journal.restore_copy(copy.clone()).unwrap();
    assert_eq!(rows(dir.path()), then);
    let health = journal.health().unwrap();
    assert_eq!(names(&health), [copy], "the newer copy is of a journal that was left behind");
    assert_eq!(health.problems, [Problem::FilesSetAside { folders: 1 }]);
    let aside = dir.path().join("damaged/20261124T220000Z");
    assert!(aside.join("000002-20261124T220000Z.db").exists());
    assert_eq!(rows(&aside), now);
    journal.tap(tap("2026-11-23T05:00:00Z")).unwrap();
}

#[test]
fn a_damaged_copy_is_refused() {
    let Kept { journal, dir, .. } = Kept::new();
    journal.tap(tap("2026-11-23T03:10:00Z")).unwrap();
    let copy = journal.check().unwrap().copies[0].name.clone();
    let file = dir.path().join("copies").join(&copy);
    let mut bytes = std::fs::read(&file).unwrap();
    bytes.iter_mut().skip(4096).take(9000).for_each(|byte| *byte = 0);
    std::fs::write(&file, bytes).unwrap();
    let before = rows(dir.path());
    let refused = journal.restore_copy(copy);
    assert!(matches!(refused, Err(JournalError::Corrupt { .. })), "{refused:?}");
    assert_eq!(rows(dir.path()), before);
    journal.tap(tap("2026-11-23T04:20:00Z")).unwrap();
}

#[test]
fn a_damaged_row_is_not_shown_and_comes_back_from_the_copy() {
    let mut kept = Kept::new();
    kept.journal.tap(tap("2026-11-23T03:10:00Z")).unwrap();
    let sound = rows(kept.dir.path());
    kept.journal.check().unwrap();
    kept.spoil("tap", "utc_ms = utc_ms + 3600000");
    let page = kept.journal.night(night(NIGHT)).unwrap();
    assert_eq!(page.cramps, [], "an hour that nobody logged is not shown");
    let page = kept.journal.night(night(NIGHT)).unwrap();
    assert_eq!(page.cramps[0].at, Some(moment("2026-11-23T03:10:00Z")), "from the copy");
    assert_eq!(rows(kept.dir.path()), sound);
    assert_eq!(kept.journal.health().unwrap().problems, [Problem::RowsSetAside { rows: 1 }]);
}

#[test]
fn a_write_builds_nothing_on_a_damaged_row() {
    let mut kept = Kept::new();
    let id = kept.journal.tap(tap("2026-11-23T03:10:00Z")).unwrap().cramp_id;
    kept.journal.describe(id.clone(), CrampDetails { pain: Some(3), ..Default::default() }).unwrap();
    kept.spoil("cramp", "pain = 9");
    let confirmed = kept.journal.confirm(id).unwrap();
    assert_eq!(confirmed.details.pain, None, "there was no copy: not known is not nine");
    let health = kept.journal.check().unwrap();
    assert_eq!(health.problems, [Problem::RowsSetAside { rows: 1 }]);
}

#[test]
fn a_preference_that_is_damaged_is_noon_again() {
    let mut kept = Kept::new();
    kept.journal.set_cut_hour(15).unwrap();
    kept.spoil("preference", "cut_hour = 16");
    assert_eq!(kept.journal.cut_hour().unwrap(), 12);
    kept.journal.set_cut_hour(15).unwrap();
    assert_eq!(kept.journal.cut_hour().unwrap(), 15);
}

#[test]
fn an_edit_under_a_clock_that_was_set_back_outlives_a_recovery() {
    let Kept { journal, clock, dir } = Kept::new();
    let cramp = journal.tap(tap("2026-11-23T03:10:00+01:00")).unwrap().cramp_id;
    let describe = |pain| journal.describe(cramp.clone(), CrampDetails { pain: Some(pain), ..Default::default() });
    describe(3).unwrap();
    journal.check().unwrap();
    clock.days(-365);
    describe(8).unwrap();
    let before = rows(dir.path());
    let recovery = journal.recover().unwrap();
    assert_eq!((recovery.from_copy, recovery.lost), (0, vec![]), "the copy has nothing newer");
    assert_eq!(rows(dir.path()), before);
    assert_eq!(journal.cramp(cramp.clone()).unwrap().details.pain, Some(8));
}

#[test]
fn an_inbox_that_cannot_be_erased_is_refused_before_anything_is() {
    let Kept { journal, dir, .. } = Kept::new();
    journal.tap(tap("2026-11-23T03:10:00+01:00")).unwrap();
    let before = rows(dir.path());
    let path = |name: &str| dir.path().join(name).to_str().unwrap().to_owned();
    let file = journal.erase(vec![path("journal.db")]);
    assert!(matches!(file, Err(JournalError::StorageUnavailable { .. })), "{file:?}");
    let lines = journal.erase(vec![path("one\ntwo")]);
    assert!(matches!(lines, Err(JournalError::InvalidInput { .. })), "{lines:?}");
    assert_eq!(rows(dir.path()), before);
    journal.erase(vec![path("none/at/all")]).unwrap();
    assert_eq!(journal.night(night(NIGHT)).unwrap().cramps, []);
}

#[test]
fn upkeep_recovers_a_journal_that_cannot_say_when_it_was_last_checked() {
    let Kept { journal, clock, dir } = Kept::new();
    journal.tap(tap("2026-11-23T03:10:00Z")).unwrap();
    journal.shut();
    let file = dir.path().join("journal.db");
    let root = "SELECT rootpage, (SELECT page_size FROM pragma_page_size) FROM sqlite_schema WHERE name = 'upkeep'";
    let (page, size): (usize, usize) = Connection::open(&file)
        .unwrap()
        .query_row(root, [], |row| Ok((row.get::<_, u32>(0)? as usize, row.get::<_, u32>(1)? as usize)))
        .unwrap();
    let mut bytes = std::fs::read(&file).unwrap();
    bytes[(page - 1) * size..page * size].fill(0);
    std::fs::write(&file, bytes).unwrap();
    let journal = open(dir.path(), &clock);
    assert!(matches!(journal.health().unwrap().problems[..], [Problem::Damaged { .. }]));
    let health = journal.maintain().unwrap();
    assert_eq!(health.recovery.map(|recovery| recovery.from_file), Some(1));
}

type Call = fn(&Arc<Journal>);

/// The system's disk, on which somebody else calls the journal whenever it syncs a file.
#[derive(Default)]
struct Interrupted {
    journal: Mutex<Weak<Journal>>,
    call: Mutex<Option<Call>>,
}

impl Interrupted {
    /// A journal with one cramp on such a disk, which makes `call` the next time it syncs a file.
    fn journal(dir: &Path, call: Call) -> Arc<Journal> {
        let disk = Arc::new(Self::default());
        let setup = Setup { disk: Arc::<Self>::clone(&disk), ..Setup::default() };
        let journal = Arc::new(Journal::open_with(dir.to_str().unwrap(), setup).unwrap());
        journal.tap(tap("2026-11-23T03:10:00+01:00")).unwrap();
        *disk.journal.lock().unwrap() = Arc::downgrade(&journal);
        *disk.call.lock().unwrap() = Some(call);
        journal
    }
}

impl Disk for Interrupted {
    fn make_dir(&self, dir: &Path) -> io::Result<()> {
        SystemDisk.make_dir(dir)
    }
    fn write(&self, file: &Path, bytes: &[u8]) -> io::Result<()> {
        SystemDisk.write(file, bytes)
    }
    fn copy(&self, from: &Path, to: &Path) -> io::Result<()> {
        SystemDisk.copy(from, to)
    }
    fn sync(&self, file: &Path) -> io::Result<()> {
        let call = self.call.lock().unwrap().take();
        if let (Some(call), Some(journal)) = (call, self.journal.lock().unwrap().upgrade()) {
            call(&journal);
        }
        SystemDisk.sync(file)
    }
    fn sync_dir(&self, dir: &Path) -> io::Result<()> {
        SystemDisk.sync_dir(dir)
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        SystemDisk.rename(from, to)
    }
    fn remove(&self, file: &Path) -> io::Result<()> {
        SystemDisk.remove(file)
    }
    fn remove_dir(&self, dir: &Path) -> io::Result<()> {
        SystemDisk.remove_dir(dir)
    }
}

#[test]
fn a_journal_that_is_erased_while_it_is_copied_leaves_no_copy() {
    let dir = tempfile::tempdir().unwrap();
    let journal = Interrupted::journal(dir.path(), |journal| {
        let journal = Arc::clone(journal);
        std::thread::spawn(move || journal.erase(Vec::new()).unwrap());
        std::thread::sleep(Duration::from_millis(200));
    });
    assert_eq!(journal.check().unwrap().problems.len(), 0, "the check goes first and is not disturbed");
    while journal.night(night(NIGHT)).is_ok_and(|page| !page.cramps.is_empty()) {
        std::thread::sleep(Duration::from_millis(5));
    }
    assert!(journal.check().unwrap().copies.len() == 1 && journal.night(night(NIGHT)).unwrap().cramps.is_empty());
}

#[test]
fn a_journal_that_is_shut_while_it_is_recovered_stays_shut() {
    let dir = tempfile::tempdir().unwrap();
    let journal = Interrupted::journal(dir.path(), |journal| journal.shut());
    journal.recover().unwrap();
    assert_eq!(journal.night(night(NIGHT)).unwrap_err(), JournalError::Shut);
}

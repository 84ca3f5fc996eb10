//! What the tests and benches of this folder share: a journal in a fresh directory, moments, vectors, figures.

pub mod calls;
pub mod foreign;
pub mod fuzz;
pub mod pages;
pub mod power;
pub mod shown;
pub mod small_disk;
pub mod vfs;
pub mod work;
pub mod year;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, OnceLock};

use chrono::{DateTime, TimeDelta, Utc};
use nightcramp::{
    Capabilities, Clock, Journal, JournalError, Moment, NewCramp, Night, Plan, ReminderZones, Setup, Tap, TapSource,
    Transition, ZoneWindow,
};
use rusqlite::types::Value;

/// A journal in a directory of its own, which goes away with it.
pub struct TempJournal {
    /// The open journal.
    pub journal: Journal,
    /// Where it lies.
    pub dir: tempfile::TempDir,
}

impl TempJournal {
    /// An empty journal.
    #[must_use]
    pub fn new() -> Self {
        let dir = tempfile::tempdir().expect("a temporary directory");
        Self { journal: open(dir.path()), dir }
    }

    /// Shuts the journal and opens its file again.
    pub fn reopen(&mut self) {
        self.journal.shut();
        self.journal = open(self.dir.path());
    }
}

impl Default for TempJournal {
    fn default() -> Self {
        Self::new()
    }
}

impl std::ops::Deref for TempJournal {
    type Target = Journal;

    fn deref(&self) -> &Journal {
        &self.journal
    }
}

const TABLES: &str = "SELECT name FROM sqlite_schema WHERE type = 'table'
                      AND name NOT IN ('upkeep', 'recovery', 'set_aside') ORDER BY name";

/// Opens the journal in `dir`, which must work.
#[must_use]
pub fn open(dir: &Path) -> Journal {
    Journal::open_with(dir.to_str().expect("a path in UTF-8"), Setup::default()).expect("a journal that opens")
}

/// A clock that a test sets; what is cloned from it goes with it.
#[derive(Clone)]
pub struct SetClock(Arc<AtomicI64>);

impl SetClock {
    /// A clock that stands still at this instant.
    #[must_use]
    pub fn at(at: DateTime<Utc>) -> Self {
        Self(Arc::new(AtomicI64::new(at.timestamp_millis())))
    }

    /// Sets it to so many milliseconds since 1970.
    pub fn set(&self, ms: i64) {
        self.0.store(ms, Ordering::Relaxed);
    }

    /// Sets it so many days ahead, or back when negative.
    pub fn days(&self, days: i64) {
        self.set(self.now().timestamp_millis() + TimeDelta::days(days).num_milliseconds());
    }
}

impl Clock for SetClock {
    fn now(&self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(self.0.load(Ordering::Relaxed)).expect("an instant that chrono knows")
    }
}

/// A directory for very many short lives: in memory, where the system has such a place.
#[must_use]
pub fn fast_dir() -> tempfile::TempDir {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() }.expect("a temporary directory")
}

/// Where the tests keep the inbox of the journal in `dir`.
#[must_use]
pub fn inbox_of(dir: &Path) -> PathBuf {
    dir.join("inbox")
}

/// The same with an empty journal in it, which is made once and copied from then on.
#[must_use]
pub fn with_an_empty_journal() -> tempfile::TempDir {
    static EMPTY: OnceLock<Vec<u8>> = OnceLock::new();
    let empty = EMPTY.get_or_init(|| {
        let dir = fast_dir();
        open(dir.path()).shut();
        std::fs::read(dir.path().join("journal.db")).expect("the journal's file")
    });
    let dir = fast_dir();
    std::fs::write(dir.path().join("journal.db"), empty).expect("a directory that can be written");
    dir
}

/// Opens the journal in `dir` through a registered VFS.
///
/// # Errors
/// As for [`Journal::open`].
pub fn open_through(dir: &Path, vfs: &str) -> Result<Journal, JournalError> {
    let setup = Setup { vfs: Some(vfs.to_owned()), ..Setup::default() };
    Journal::open_with(dir.to_str().expect("a path in UTF-8"), setup)
}

/// The moment of an RFC 3339 text, in a zone that nobody knows.
#[must_use]
pub fn moment(rfc3339: &str) -> Moment {
    let at = DateTime::parse_from_rfc3339(rfc3339).expect("an RFC 3339 moment");
    Moment { at: at.to_utc(), offset_s: at.offset().local_minus_utc(), zone: "Test/Zone".into() }
}

/// A tap in the app with an id of its own.
#[must_use]
pub fn tap(rfc3339: &str) -> Tap {
    Tap { id: uuid::Uuid::now_v7().to_string(), at: moment(rfc3339), source: TapSource::App }
}

/// The night that ends on the morning of a date.
#[must_use]
pub fn night(date: &str) -> Night {
    date.parse().expect("a date")
}

/// A zone whose clock never changes, a month around a night.
#[must_use]
pub fn fixed_zone(around: Night, offset_s: i32) -> ZoneWindow {
    let middle = around.ends_on().and_hms_opt(0, 0, 0).expect("midnight").and_utc();
    let (start, end) = (middle - TimeDelta::days(15), middle + TimeDelta::days(15));
    ZoneWindow { zone: "Test/Zone".into(), start, end, offset_s, transitions: vec![] }
}

/// A cramp told afterwards, at a time on a clock an hour east of UTC, or at none.
#[must_use]
pub fn told(id: &str, date: &str, time: Option<&str>) -> NewCramp {
    let night = night(date);
    let time = time.map(|time| time.parse().expect("a time"));
    NewCramp { id: id.into(), night, time, zone: fixed_zone(night, 3600) }
}

/// A fresh id.
#[must_use]
pub fn id() -> String {
    uuid::Uuid::now_v7().to_string()
}

/// The repository's root.
#[must_use]
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the root above tests/").to_owned()
}

/// A file of shared vectors, which Kotlin and Swift read too.
#[must_use]
pub fn vectors(name: &str) -> serde_json::Value {
    let text = std::fs::read_to_string(root().join("tests/vectors").join(name)).expect("the vectors");
    serde_json::from_str(&text).expect("JSON")
}

/// Prints a measured value beside its promise; `tests/run` collects these lines.
pub fn figure(name: &str, value: impl std::fmt::Display, unit: &str, promise: &str) {
    println!("figure {name} {value} {unit} promise {promise}");
}

/// Every row of the journal in `dir`, table by table, without the stamps that say when a row was changed and the sums that
/// follow from them, and without the tables of the upkeep.
#[must_use]
pub fn rows(dir: &Path) -> Vec<String> {
    let connection = rusqlite::Connection::open(dir.join("journal.db")).expect("the journal's file");
    rows_of(&connection).expect("its rows")
}

/// The same through a connection that is open already.
///
/// # Errors
/// Whatever SQLite says.
pub fn rows_of(connection: &rusqlite::Connection) -> rusqlite::Result<Vec<String>> {
    rows_without(connection, &["changed_ms", "sum"])
}

/// The same without columns of these names instead of those two.
///
/// # Errors
/// Whatever SQLite says.
pub fn rows_without(connection: &rusqlite::Connection, left_out: &[&str]) -> rusqlite::Result<Vec<String>> {
    let mut rows = Vec::new();
    for table in list(connection, TABLES)? {
        let mut statement = connection.prepare(&format!("SELECT * FROM {table}"))?;
        let names = statement.column_names().enumerate();
        let columns: Vec<usize> =
            names.filter(|(_, name)| !left_out.contains(name)).map(|(column, _)| column).collect();
        let mut found = statement.query([])?;
        while let Some(row) = found.next()? {
            let values = columns.iter().map(|column| row.get(*column).map(value_text));
            rows.push(format!("{table} {}", values.collect::<rusqlite::Result<Vec<_>>>()?.join(",")));
        }
    }
    Ok(rows)
}

fn value_text(value: Value) -> String {
    match value {
        Value::Null => "NULL".into(),
        Value::Integer(number) => number.to_string(),
        Value::Real(number) => number.to_string(),
        Value::Text(text) => format!("{text:?}"),
        Value::Blob(bytes) => format!("{bytes:?}"),
    }
}

/// The texts that a query finds.
///
/// # Errors
/// Whatever SQLite says.
pub fn list(connection: &rusqlite::Connection, sql: &str) -> rusqlite::Result<Vec<String>> {
    connection.prepare(sql)?.query_map([], |row| row.get(0))?.collect()
}

/// The zone's rules from `start` to `end` as jiff knows them, in the shape in which a phone hands them in.
#[must_use]
pub fn zone_window(id: &str, start: DateTime<Utc>, end: DateTime<Utc>) -> ZoneWindow {
    let zone = jiff::tz::TimeZoneDatabase::bundled().get(id).expect(id);
    let first = jiff::Timestamp::from_second(start.timestamp()).expect("an instant that jiff knows");
    let transitions = zone.following(first).map(|change| Transition {
        at: DateTime::from_timestamp(change.timestamp().as_second(), 0).expect("an instant"),
        offset_s: change.offset().seconds(),
    });
    let transitions = transitions.take_while(|change| change.at < end).collect();
    ZoneWindow { zone: id.into(), start, end, offset_s: zone.to_offset(first).seconds(), transitions }
}

/// What jiff's rules say from a fortnight before a night to a fortnight after it.
#[must_use]
pub fn zone_around(id: &str, date: &str) -> ZoneWindow {
    let fixed = fixed_zone(night(date), 0);
    zone_window(id, fixed.start, fixed.end)
}

/// A phone that can do all that a plan asks for.
pub const PHONE: Capabilities = Capabilities {
    most_pending: 60,
    notifications: true,
    exact: true,
    window_s: 600,
    runs_at_delivery: true,
    up_since: None,
};

/// What a plan at `now` needs to know of the clocks of a phone in a zone, as jiff knows it.
#[must_use]
pub fn reminder_zones(id: &str, now: DateTime<Utc>) -> ReminderZones {
    ReminderZones { phone: zone_window(id, now - TimeDelta::days(4), now + TimeDelta::days(20)), home: None }
}

/// The plan of a phone in Berlin, in English.
///
/// # Errors
/// As for [`Journal::plan`].
pub fn plan_in_berlin(journal: &Journal, now: DateTime<Utc>) -> Result<Plan, JournalError> {
    journal.plan(now, reminder_zones("Europe/Berlin", now), PHONE, "en".into())
}

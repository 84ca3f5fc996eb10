//! After damage: every row that can still be read goes into a new database, the newest copy fills the gaps, and the old
//! files are kept. See `core/docs/durability.md`.

use std::collections::BTreeSet;
use std::path::Path;

use chrono::{DateTime, Utc};
use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags, OptionalExtension, params_from_iter};

use super::columns::Read;
use super::disk::{if_there, make_dirs};
use super::owner::Owner;
use super::place::Place;
use super::salvage::{self, Shape};
use super::sums::DamageSeen;
use super::{Fault, Reader, Result, Store, StoreError, copies, open, schema, swap};

/// What came back after damage, and what did not.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Recovery {
    /// When that was.
    pub at: DateTime<Utc>,
    /// Where the damaged files are kept, below the journal's directory.
    pub kept_in: String,
    /// How many rows were read from the damaged file.
    pub from_file: u32,
    /// How many of the others the newest local copy had.
    pub from_copy: u32,
    /// The ids and nights of rows that are known to have been there and did not come back.
    pub lost: Vec<String>,
}

/// Files that are on their way to being kept.
pub(super) const UNFINISHED: &str = "unfinished";
/// Tables that speak of a file, not of a person.
const OF_THE_FILE: [&str; 3] = ["upkeep", "recovery", "set_aside"];

impl Store {
    /// Opens the journal; a damaged one is recovered first.
    pub(crate) fn open_recovering(place: Place, now_ms: i64) -> Result<Self> {
        match Self::open(place.clone(), now_ms) {
            Err(error) if error.fault() == Some(Fault::Corrupt) => {
                let owner = Owner::of(place.dir(), &place.owner())?;
                if !owner.is_alone() {
                    return Err(StoreError::Busy);
                }
                recover(&place, now_ms).map_err(|error| super::room::told(&place, error))?;
                let opened = Self::open(place, now_ms);
                // Not before: another process could step in between.
                drop(owner);
                opened
            }
            opened => opened,
        }
    }

    /// Recovers a journal that met damage while it was open.
    pub(crate) fn recover(&self, now_ms: i64) -> Result<Recovery> {
        let recovery = self.while_away(now_ms, |place| recover(place, now_ms))?;
        self.set_found_damaged(None);
        Ok(recovery)
    }

    /// Makes the journal what a local copy of it was. What it is now is kept, and so are the copies that are newer.
    pub(crate) fn restore_copy(&self, name: &str, now_ms: i64) -> Result<()> {
        self.while_away(now_ms, |place| {
            let copy = copies::file(place, name)?;
            swap::clear(place)?;
            place.disk.copy(&copy, &place.next_unfinished())?;
            let seen = DamageSeen::default();
            super::check::find_damage(&open::connect(
                place,
                &place.next_unfinished(),
                OpenFlags::SQLITE_OPEN_READ_ONLY,
                &seen,
            )?)?;
            let kept_in = keep_aside(place, now_ms)?;
            let kept_in = place.dir().join(kept_in);
            // A later recovery must not bring back from a newer copy what the person has left behind.
            for newer in copies::generations(place)?.iter().take_while(|other| *other != name) {
                place.disk.rename(&place.copies().join(newer), &kept_in.join(newer))?;
            }
            place.disk.sync_dir(&kept_in)?;
            place.disk.sync_dir(&place.copies())?;
            swap::commit(place)
        })
    }
}

fn recover(place: &Place, now_ms: i64) -> Result<Recovery> {
    let (journal, seen) = gather(place, &place.database(), &place.log())?;
    let from_file = count(&journal)?;
    let from_copy = newest_copy(place)?.map_or(Ok(0), |copy| merge(&journal, &copy))?;
    let present = keys(&journal)?;
    let kept_in = keep_aside(place, now_ms)?;
    let recovery = Recovery {
        at: DateTime::from_timestamp_millis(now_ms).unwrap_or_default(),
        kept_in,
        from_file,
        from_copy,
        lost: seen.into_iter().filter(|key| !present.contains(key)).collect(),
    };
    note(&journal, &recovery)?;
    swap::clear(place)?;
    copies::write_unsynced(place, &journal, &place.next_unfinished())?;
    place.disk.sync(&place.next_unfinished())?;
    swap::commit(place)?;
    log::warn!("recovered: {from_file} rows from the file, {from_copy} from a copy, {} lost", recovery.lost.len());
    Ok(recovery)
}

/// The newest copy that still yields rows, in memory.
pub(super) fn newest_copy(place: &Place) -> Result<Option<Connection>> {
    for copy in copies::list(place)? {
        let (rows, _) = gather(place, &place.copies().join(copy.name), Path::new(""))?;
        if count(&rows)? > 0 {
            return Ok(Some(rows));
        }
    }
    Ok(None)
}

/// Every row that can be read from a file and its log, in a database in memory, and every key that was seen there.
///
/// The header that would tell the schema may be lost or wrong: the schema under which most can be read is the file's.
fn gather(place: &Place, file: &Path, log: &Path) -> Result<(Connection, BTreeSet<String>)> {
    let mut found: Option<(u32, Connection, BTreeSet<String>)> = None;
    for version in (1..=schema::VERSION).rev() {
        let mut journal = in_memory(place, version)?;
        let shapes = salvage::shapes(&journal)?;
        let salvage = salvage::salvage(file, log, &shapes)?;
        let rows = insert(&journal, &shapes, &salvage.rows)?;
        if found.as_ref().is_none_or(|(most, ..)| rows > *most) {
            schema::climb(&mut journal)?;
            found = Some((rows, journal, salvage.seen));
        }
    }
    let (_, journal, seen) = found.ok_or_else(|| StoreError::Damaged("no schema".into()))?;
    Ok((journal, seen))
}

/// A database in memory. What is written from it into a file goes through the same layer as all else.
fn in_memory(place: &Place, version: u32) -> Result<Connection> {
    let mut connection = open::connect(place, Path::new(":memory:"), OpenFlags::default(), &DamageSeen::default())?;
    // A row of the first schema is of use also when the one that it refers to is lost.
    connection.pragma_update(None, "foreign_keys", false)?;
    connection.pragma_update(None, "application_id", schema::APPLICATION_ID)?;
    schema::climb_to(&mut connection, version)?;
    Ok(connection)
}

/// Whether rows lie in the database or its log that are ours, whatever the headers say: only a sum can tell.
pub(super) fn has_own_rows(place: &Place) -> Result<bool> {
    let mut shapes = salvage::shapes(&in_memory(place, schema::VERSION)?)?;
    shapes.retain(|shape| shape.summed);
    Ok(!salvage::salvage(&place.database(), &place.log(), &shapes)?.rows.is_empty())
}

/// Puts rows in, the newest of each key, and leaves out what the schema's checks refuse. How many came in.
fn insert(to: &Connection, shapes: &[Shape], rows: &[salvage::Row]) -> Result<u32> {
    let mut inserted = 0;
    to.execute_batch("BEGIN")?;
    for row in rows {
        let sql = upsert(&shapes[row.table]);
        inserted += to.prepare_cached(&sql)?.execute(params_from_iter(&row.values)).unwrap_or(0);
    }
    to.execute_batch("COMMIT")?;
    Ok(u32::try_from(inserted).unwrap_or(u32::MAX))
}

fn upsert(shape: &Shape) -> String {
    let Shape { table, .. } = shape;
    let (columns, keys) = (shape.values(), shape.key().join(", "));
    let places = vec!["?"; columns.len()].join(", ");
    let newer = match columns.iter().any(|column| column == "changed_ms") {
        true => {
            let set: Vec<String> = columns.iter().map(|column| format!("{column} = excluded.{column}")).collect();
            format!("UPDATE SET {} WHERE excluded.changed_ms > {table}.changed_ms", set.join(", "))
        }
        false => "NOTHING".into(),
    };
    format!("INSERT INTO {table} ({}) VALUES ({places}) ON CONFLICT ({keys}) DO {newer}", columns.join(", "))
}

/// Adds to one journal the person's rows that only the other has. How many those were.
///
/// The answers about own factors belong to their evening: they come along only with the very evening that was saved with them.
/// A reminder that waited then may have been withdrawn since, and nobody is to be told that it was missed: only those that
/// have ended come along, and the next plan hands out the others.
pub(super) fn merge(to: &Connection, from: &Connection) -> Result<u32> {
    let shapes = salvage::shapes(to)?;
    let mut merged = 0;
    for shape in shapes.iter().filter(|shape| !OF_THE_FILE.contains(&shape.table.as_str())) {
        let columns = shape.values().join(", ");
        let mut insert = to.prepare(&upsert(shape))?;
        let ended = if shape.table == "reminder" { "WHERE outcome IS NOT NULL" } else { "" };
        let mut statement = from.prepare(&format!("SELECT {columns} FROM sound_{} {ended}", shape.table))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let values: Vec<Value> = (0..shape.values().len()).map(|column| row.get(column)).collect::<Read<_>>()?;
            if shape.table == "evening_factor" && !is_same_evening(to, from, &values[0])? {
                continue;
            }
            merged += insert.execute(params_from_iter(&values))?;
        }
    }
    Ok(u32::try_from(merged).unwrap_or(u32::MAX))
}

fn is_same_evening(to: &Connection, from: &Connection, night: &Value) -> Result<bool> {
    let saved = |journal: &Connection| {
        let mut statement = journal.prepare_cached("SELECT changed_ms FROM sound_evening WHERE night = ?1")?;
        statement.query_row([night], |row| row.get::<_, i64>(0)).optional()
    };
    Ok(saved(to)? == saved(from)?)
}

/// How many rows speak of the person.
fn count(journal: &Connection) -> Result<u32> {
    let mut rows = 0;
    for shape in salvage::shapes(journal)?.iter().filter(|shape| !OF_THE_FILE.contains(&shape.table.as_str())) {
        // The schema itself writes the first preference.
        let sql = match shape.table.as_str() {
            "preference" => "SELECT count(*) FROM preference WHERE changed_ms > 0".into(),
            table => format!("SELECT count(*) FROM {table}"),
        };
        rows += journal.query_row(&sql, [], |row| row.get::<_, u32>(0))?;
    }
    Ok(rows)
}

fn keys(journal: &Connection) -> Result<BTreeSet<String>> {
    let mut keys = BTreeSet::new();
    for shape in salvage::shapes(journal)? {
        for column in shape.key() {
            let mut statement = journal.prepare(&format!("SELECT CAST({column} AS TEXT) FROM {}", shape.table))?;
            for key in statement.query_map([], |row| row.get(0))? {
                keys.insert(key?);
            }
        }
    }
    Ok(keys)
}

/// Keeps the files as they are under a name with a date. The name, below the journal's directory.
fn keep_aside(place: &Place, now_ms: i64) -> Result<String> {
    let damaged = place.damaged();
    let stamp = copies::stamp(now_ms);
    let names = (1_u32..).map(|n| if n == 1 { stamp.clone() } else { format!("{stamp}-{n}") });
    let name = names.into_iter().find(|name| !damaged.join(name).exists()).unwrap_or(stamp.clone());
    let unfinished = damaged.join(UNFINISHED);
    make_dirs(&*place.disk, &unfinished)?;
    for file in [place.database(), place.log()] {
        let kept = unfinished.join(file.file_name().unwrap_or_default());
        if_there(place.disk.remove(&kept))?;
        if file.exists() {
            place.disk.copy(&file, &kept)?;
        }
    }
    place.disk.sync_dir(&unfinished)?;
    place.disk.rename(&unfinished, &damaged.join(&name))?;
    place.disk.sync_dir(&damaged)?;
    Ok(format!("damaged/{name}"))
}

fn note(journal: &Connection, recovery: &Recovery) -> Result<()> {
    let sql =
        "INSERT OR REPLACE INTO recovery (at_ms, kept_in, from_file, from_copy, lost) VALUES (?1, ?2, ?3, ?4, ?5)";
    let Recovery { at, kept_in, from_file, from_copy, lost } = recovery;
    journal.execute(sql, (at.timestamp_millis(), kept_in, from_file, from_copy, lost.join(" ")))?;
    Ok(())
}

impl Reader<'_> {
    /// The last recovery.
    pub(super) fn last_recovery(&self) -> Result<Option<Recovery>> {
        let sql = "SELECT at_ms, kept_in, from_file, from_copy, lost FROM sound_recovery ORDER BY at_ms DESC LIMIT 1";
        let found = self.connection.query_row(sql, [], |row| {
            Ok(Recovery {
                at: DateTime::from_timestamp_millis(row.get(0)?).unwrap_or_default(),
                kept_in: row.get(1)?,
                from_file: row.get(2)?,
                from_copy: row.get(3)?,
                lost: row.get::<_, String>(4)?.split_whitespace().map(str::to_owned).collect(),
            })
        });
        Ok(found.optional()?)
    }
}

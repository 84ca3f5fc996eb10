//! The check: SQLite's own of its trees, and the sum of every row. What is found is mended where it can be.

use rusqlite::{Connection, ErrorCode, OptionalExtension, TransactionBehavior};

use super::columns::Read;
use super::place::Place;
use super::salvage::{self, Shape};
use super::{Fault, Reader, Result, Store, StoreError, Writer, copies, open, recover, room};

/// More findings than these tell nobody more.
const MOST_FINDINGS: u32 = 20;
/// Of a table with so few rows all may be damaged at once.
const MOST_DAMAGED: u32 = 8;

impl Store {
    /// Checks everything. Rows with a wrong sum are set aside, and taken from the newest copy where it has them; indexes
    /// are made anew; of a journal that is sound then, a copy is made. Taps need not wait: the check has a connection of
    /// its own.
    pub(crate) fn check(&self, now_ms: i64) -> Result<()> {
        let _turn = self.upkeep();
        // Asleep it may not even look: its own connection would hold a lock.
        self.with_open(now_ms, &mut |_| Ok(()))?;
        match self.find_damage_and_mend(now_ms) {
            Err(error) if error.fault() == Some(Fault::Corrupt) => {
                log::warn!("the check found the file damaged");
                self.set_found_damaged(Some(error.to_string()));
                return Ok(());
            }
            found => found?,
        }
        self.set_found_damaged(None);
        self.write(now_ms, |journal| journal.note_checked())?;
        let sound = open::open_to_read(&self.place, &self.damage_seen)?;
        // The copy is synced once, when it is whole; this connection writes nothing else.
        sound.pragma_update(None, "synchronous", "OFF")?;
        match copies::make(&self.place, &sound, now_ms) {
            // The person is told that the disk is nearly full; the check itself was good.
            Err(error) if room::is_full(&self.place, &error) => log::warn!("no room for a copy"),
            made => made?,
        }
        Ok(())
    }

    fn find_damage_and_mend(&self, now_ms: i64) -> Result<()> {
        let look = || find_damage(&open::open_to_read(&self.place, &self.damage_seen)?);
        let reason = match look() {
            Err(StoreError::Damaged(reason)) => reason,
            found => return found,
        };
        // Where a page of rows is damaged, an index may be all that still names some of them.
        if reason.contains("index") && !reason.to_lowercase().contains("page") {
            self.write(now_ms, |journal| Ok(journal.connection.execute_batch("REINDEX")?))?;
        }
        self.with_open(now_ms, &mut |connection| set_damaged_rows_aside(&self.place, connection, now_ms))?;
        look()
    }
}

/// Moves rows whose sum is wrong to where nobody reads them, and takes them from the newest copy if it has them.
pub(super) fn set_damaged_rows_aside(place: &Place, connection: &mut Connection, now_ms: i64) -> Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let rows = Writer { reader: Reader { connection: &transaction }, now_ms }.set_damaged_rows_aside()?;
    let copy = if rows > 0 { recover::newest_copy(place)? } else { None };
    let back = copy.map_or(Ok(0), |copy| recover::merge(&transaction, &copy))?;
    transaction.commit()?;
    if rows > 0 {
        log::warn!("{rows} rows set aside, {back} taken from a copy");
    }
    Ok(())
}

/// # Errors
/// [`StoreError::Damaged`] with what was found; the disk's own error when that is only that it did not give a page.
pub(super) fn find_damage(connection: &Connection) -> Result<()> {
    let mut statement = connection.prepare(&format!("PRAGMA integrity_check({MOST_FINDINGS})"))?;
    let findings = statement.query_map([], |row| row.get::<_, String>(0))?.collect::<Read<Vec<_>>>()?;
    if let Some(error) = disk_error(&findings) {
        return Err(error.into());
    }
    if findings != ["ok"] {
        return Err(StoreError::Damaged(findings.join("; ")));
    }
    if has_damaged_rows(connection)? { Err(StoreError::Damaged("rows with a wrong sum".into())) } else { Ok(()) }
}

/// SQLite tells of a page that the disk did not give as of any other finding. That is no damage yet.
fn disk_error(findings: &[String]) -> Option<rusqlite::Error> {
    let codes = findings.iter().flat_map(|finding| finding.lines()).filter_map(|line| line.rsplit_once("error code="));
    let mut errors = codes.filter_map(|(_, code)| Some(rusqlite::ffi::Error::new(code.parse().ok()?)));
    let error = errors.find(|error| error.code == ErrorCode::SystemIoFailure)?;
    Some(rusqlite::Error::SqliteFailure(error, None))
}

/// Asked of every row as it lies there: within a query SQLite may have tried `is_sound` with a value that the query looks for
/// and the row has not.
fn has_damaged_rows(connection: &Connection) -> Result<bool> {
    for shape in salvage::shapes(connection)?.iter().filter(|shape| shape.summed) {
        let sql = format!("SELECT EXISTS (SELECT 1 FROM {} WHERE {})", shape.table, wrong_sum(shape));
        if connection.query_row(&sql, [], |row| row.get(0))? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn wrong_sum(shape: &Shape) -> String {
    format!("NOT is_whole(sum, '{}', {})", shape.table, shape.values().join(", "))
}

impl Reader<'_> {
    /// When the whole file was last found sound.
    pub(super) fn checked_ms(&self) -> Result<Option<i64>> {
        let sql = "SELECT checked_ms FROM sound_upkeep";
        Ok(self.connection.query_row(sql, [], |row| row.get(0)).optional()?)
    }

    /// How many rows were set aside so far.
    pub(super) fn rows_set_aside(&self) -> Result<u32> {
        Ok(self.connection.query_row("SELECT count(*) FROM set_aside", [], |row| row.get(0))?)
    }
}

impl Writer<'_> {
    fn note_checked(&self) -> Result<()> {
        let sql = "INSERT INTO upkeep (id, checked_ms) VALUES (1, ?1) ON CONFLICT (id) DO UPDATE SET checked_ms = ?1";
        self.connection.execute(sql, [self.now_ms])?;
        Ok(())
    }

    fn set_damaged_rows_aside(&self) -> Result<usize> {
        let mut rows = 0;
        for shape in salvage::shapes(self.connection)?.iter().filter(|shape| shape.summed) {
            let (table, wrong) = (&shape.table, wrong_sum(shape));
            let sql = format!("SELECT count(*), count(*) FILTER (WHERE {wrong}) FROM {table}");
            let (all, damaged): (u32, u32) =
                self.connection.query_row(&sql, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
            // Then it is not the rows: SQLite was led to others, or reads them wrong.
            if damaged > MOST_DAMAGED && damaged > all / 2 {
                return Err(StoreError::Damaged(format!("most rows of {table} have a wrong sum")));
            }
            let key = shape.key().join(" || ' ' || ");
            let literals =
                shape.values().iter().map(|column| format!("quote({column})")).collect::<Vec<_>>().join(" || ', ' || ");
            let sql = format!(
                "INSERT OR REPLACE INTO set_aside (origin, key, found_ms, row)
                 SELECT '{table}', {key}, ?1, {literals} FROM {table} WHERE {wrong}"
            );
            rows += self.connection.execute(&sql, [self.now_ms])?;
            self.connection.execute(&format!("DELETE FROM {table} WHERE {wrong}"), [])?;
        }
        Ok(rows)
    }
}

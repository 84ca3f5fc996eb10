//! The tables, and the ladder that leads to them. A released step is never edited.

use rusqlite::{Connection, TransactionBehavior};

use super::{Result, StoreError};

/// Marks a file as ours: "nckj" in the header at byte 68.
pub(super) const APPLICATION_ID: u32 = 0x6e63_6b6a;

/// Step `n` leads from version `n` to version `n + 1`.
const STEPS: [&str; 4] = [include_str!("1.sql"), include_str!("2.sql"), include_str!("3.sql"), include_str!("4.sql")];

/// The version that this code reads and writes.
pub(super) const VERSION: u32 = STEPS.len() as u32;

/// The CRC-32 of all definitions of the newest version: see [`check`].
const SUM: u32 = 0x31bd_c2d2;

/// Climbs from whatever version the file has to the newest.
pub(super) fn climb(connection: &mut Connection) -> Result<()> {
    climb_to(connection, VERSION)
}

/// Climbs to a version that this code knows, all steps in one transaction.
pub(super) fn climb_to(connection: &mut Connection, wanted: u32) -> Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found = version(&transaction)?;
    if found > VERSION {
        return Err(StoreError::Newer { found, known: VERSION });
    }
    for step in STEPS.iter().take(wanted as usize).skip(found as usize) {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "user_version", wanted.max(found))?;
    transaction.commit()?;
    Ok(())
}

/// The version of the file, 0 for one without tables. Asked in one statement, since another process may be making them.
pub(super) fn version(connection: &Connection) -> Result<u32> {
    let sql = "SELECT (SELECT count(*) FROM sqlite_schema), (SELECT user_version FROM pragma_user_version)";
    match connection.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))? {
        (1_u32.., 0) => Err(StoreError::Damaged("the file has lost its version".into())),
        (_, version) => Ok(version),
    }
}

/// Refuses a file of the newest version whose definitions are not ours to the byte. One that SQLite can still read may
/// give wrong names to columns, or let rows through that a view should hold back.
pub(super) fn check(connection: &Connection) -> Result<()> {
    if sum(connection)? == SUM { Ok(()) } else { Err(StoreError::Damaged("the schema is damaged".into())) }
}

fn sum(connection: &Connection) -> Result<u32> {
    let sql = "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name";
    let mut sum = crc32fast::Hasher::new();
    let mut statement = connection.prepare(sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        for column in 0..4 {
            sum.update(row.get_ref(column)?.as_bytes_or_null().ok().flatten().unwrap_or_default());
            sum.update(&[0]);
        }
    }
    Ok(sum.finalize())
}

#[cfg(test)]
mod tests {
    use super::super::{salvage, sums};
    use super::*;

    fn fresh() -> Connection {
        let mut connection = Connection::open_in_memory().unwrap();
        sums::register(&connection, &sums::DamageSeen::default()).unwrap();
        climb(&mut connection).unwrap();
        connection
    }

    #[test]
    fn the_schema_is_known_by_its_sum() {
        let connection = fresh();
        assert_eq!(sum(&connection).unwrap(), SUM, "a new step has another sum");
        connection.execute_batch("CREATE VIEW more AS SELECT 1").unwrap();
        assert!(check(&connection).is_err());
    }

    #[test]
    fn a_sum_and_its_view_look_at_every_column() {
        let connection = fresh();
        let sql_of = |name: &str| {
            let sql = "SELECT sql FROM sqlite_schema WHERE name = ?1";
            let text: String = connection.query_row(sql, [name], |row| row.get(0)).unwrap();
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        for shape in salvage::shapes(&connection).unwrap() {
            let (table, columns) = (&shape.table, shape.values().join(", "));
            assert!(sql_of(table).contains(&format!("AS (row_sum('{table}', {columns})) STORED")), "{table}");
            let view = format!("SELECT * FROM {table} WHERE is_sound(sum, '{table}', {columns})");
            assert!(sql_of(&format!("sound_{table}")).ends_with(&view), "{table}");
        }
    }
}

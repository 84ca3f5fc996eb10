//! The sum of a row. SQLite notices damage to its trees, never to a value in a row: of random flips of one bit almost
//! half stay silent. With its sum in the last column a row vouches for itself, even when it is found in a ruined file.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rusqlite::Connection;
use rusqlite::functions::{Context, FunctionFlags};
use rusqlite::types::ValueRef;

/// Set when a row was met whose sum seemed wrong. Such a row is never handed out.
pub(super) type DamageSeen = Arc<AtomicBool>;

/// Gives a connection the two functions of the schema: `row_sum(table, columns…)`, and `is_sound(sum, table, columns…)`
/// behind the views through which everything is read. Without them rows can be read, but not changed. `is_whole` asks the
/// same as `is_sound` and notes nothing.
pub(super) fn register(connection: &Connection, seen: &DamageSeen) -> rusqlite::Result<()> {
    // Innocuous: the schema may call them although it is not trusted.
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_INNOCUOUS;
    connection.create_scalar_function("row_sum", -1, flags, |row: &mut Context<'_>| sum_from(row, 0))?;
    connection.create_scalar_function("is_whole", -1, flags, |row: &mut Context<'_>| is_whole(row))?;
    let seen = Arc::clone(seen);
    connection.create_scalar_function("is_sound", -1, flags, move |row: &mut Context<'_>| {
        let sound = is_whole(row)?;
        if !sound {
            seen.store(true, Ordering::Relaxed);
        }
        Ok(sound)
    })
}

/// Whether a row's sum is right and its texts are texts: a row of schema 1 had no sum, so that one damaged before it was
/// brought up to date carries the right sum of the wrong bytes.
fn is_whole(row: &Context<'_>) -> rusqlite::Result<bool> {
    let right = row.get_raw(0) == ValueRef::Integer(sum_from(row, 1)?);
    let table = row.get_raw(1).as_str()?;
    Ok(right && are_texts(table, (2..row.len()).map(|column| row.get_raw(column))))
}

/// Whether every text of a row is one: SQLite stores any bytes as text. What was set aside keeps them as they were found.
pub(super) fn are_texts<'v>(table: &str, values: impl IntoIterator<Item = ValueRef<'v>>) -> bool {
    let is_text = |value| !matches!(value, ValueRef::Text(bytes) if std::str::from_utf8(bytes).is_err());
    table == "set_aside" || values.into_iter().all(is_text)
}

/// The sum of a row whose table's name is the argument number `table` and whose columns follow.
fn sum_from(row: &Context<'_>, table: usize) -> rusqlite::Result<i64> {
    let name = row.get_raw(table).as_str()?;
    Ok(sum_of(name, (table + 1..row.len()).map(|column| row.get_raw(column))))
}

/// CRC-32 over the table's name and then each value: its kind, and its bytes so that no two rows spell the same.
pub(super) fn sum_of<'v>(table: &str, values: impl IntoIterator<Item = ValueRef<'v>>) -> i64 {
    let mut sum = crc32fast::Hasher::new();
    sum.update(table.as_bytes());
    for value in values {
        match value {
            ValueRef::Null => sum.update(&[0]),
            ValueRef::Integer(number) => add(&mut sum, 1, &number.to_le_bytes()),
            ValueRef::Text(text) => add_sized(&mut sum, 2, text),
            ValueRef::Real(number) => add(&mut sum, 3, &number.to_bits().to_le_bytes()),
            ValueRef::Blob(bytes) => add_sized(&mut sum, 4, bytes),
        }
    }
    sum.finalize().into()
}

fn add(sum: &mut crc32fast::Hasher, kind: u8, bytes: &[u8]) {
    sum.update(&[kind]);
    sum.update(bytes);
}

fn add_sized(sum: &mut crc32fast::Hasher, kind: u8, bytes: &[u8]) {
    add(sum, kind, &u32::try_from(bytes.len()).unwrap_or(u32::MAX).to_le_bytes());
    sum.update(bytes);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_that_differ_have_sums_that_differ() {
        use ValueRef::{Integer, Null, Text};
        let rows: [(&str, &[ValueRef<'_>]); 8] = [
            ("tap", &[]),
            ("tap", &[Null]),
            ("tap", &[Integer(0)]),
            ("tap", &[Text(b"")]),
            ("tap", &[Text(b"ab"), Text(b"c")]),
            ("tap", &[Text(b"a"), Text(b"bc")]),
            ("cramp", &[Text(b"a"), Text(b"bc")]),
            ("tap", &[Integer(1)]),
        ];
        let mut sums: Vec<i64> = rows.iter().map(|(table, values)| sum_of(table, values.iter().copied())).collect();
        sums.sort_unstable();
        sums.dedup();
        assert_eq!(sums.len(), rows.len());
    }

    /// The sum is part of the file's format: another one would condemn every row there is.
    #[test]
    fn the_sum_of_a_row_never_changes() {
        let connection = Connection::open_in_memory().unwrap();
        register(&connection, &DamageSeen::default()).unwrap();
        let sum: i64 = connection.query_row("SELECT row_sum('tap', 'a', NULL, 7)", [], |row| row.get(0)).unwrap();
        assert_eq!(sum, sum_of("tap", [ValueRef::Text(b"a"), ValueRef::Null, ValueRef::Integer(7)]));
        // As zlib computes it of the bytes that the docs tell.
        assert_eq!(sum, 2503769936);
    }
}

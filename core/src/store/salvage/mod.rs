//! Rows out of a damaged file, without SQLite: every row comes back that does not lie on a damaged page.
//!
//! Start at [`salvage`]. It walks the pages in the order of the file and asks no tree for the way, so a root that is
//! gone costs nothing but the rows on it. Each row's own sum says whether it is sound, and of which table it is.
//!
//! Bytes reserved at the end of pages are not asked for: our SQLite reserves none, and one flipped bit of their number
//! in the header would cost every long note.

mod log;
mod pages;
mod record;
#[cfg(test)]
mod tests;

use std::collections::{BTreeSet, HashSet};
use std::io;
use std::path::Path;

use chrono::NaiveDate;
use rusqlite::Connection;
use rusqlite::types::{Value, ValueRef};
use uuid::Uuid;

use self::pages::Pages;
use self::record::{Head, cells};
use super::{Result, sums};

/// How the rows of a table lie in the file.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Shape {
    pub(super) table: String,
    /// Those that are stored, in order; `sum` is the last when the table has one.
    pub(super) columns: Vec<String>,
    /// How many of the first columns are the key.
    pub(super) keys: usize,
    pub(super) summed: bool,
}

impl Shape {
    /// The columns that make up the key.
    pub(super) fn key(&self) -> &[String] {
        &self.columns[..self.keys]
    }

    /// Every column but the sum.
    pub(super) fn values(&self) -> &[String] {
        &self.columns[..self.columns.len() - usize::from(self.summed)]
    }
}

/// The shapes of the tables of an open database.
pub(super) fn shapes(connection: &Connection) -> Result<Vec<Shape>> {
    const STORED: u32 = 3;
    let sql = "SELECT t.name, c.name, c.pk > 0, c.hidden FROM pragma_table_list AS t, pragma_table_xinfo(t.name) AS c
               WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT GLOB 'sqlite_*' AND c.hidden IN (0, 3)
               ORDER BY t.name, c.cid";
    let mut shapes: Vec<Shape> = Vec::new();
    let mut statement = connection.prepare(sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (table, column, key): (String, String, bool) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let summed = row.get::<_, u32>(3)? == STORED;
        match shapes.last_mut().filter(|shape| shape.table == table) {
            Some(shape) => {
                shape.columns.push(column);
                shape.keys += usize::from(key);
                shape.summed = summed;
            }
            None => shapes.push(Shape { table, columns: vec![column], keys: key.into(), summed }),
        }
    }
    Ok(shapes)
}

/// A row that was found.
#[derive(Debug)]
pub(super) struct Row {
    /// Which of the shapes it has.
    pub(super) table: usize,
    /// In the order of the columns, without the sum.
    pub(super) values: Vec<Value>,
}

/// What a damaged file still says.
#[derive(Debug, Default)]
pub(super) struct Salvage {
    /// No two are equal in all columns, but a row may stand beside an older state of itself: the newer stamp wins.
    ///
    /// A row without a sum can be one of several tables; it is here for each, and the tables' checks decide.
    pub(super) rows: Vec<Row>,
    /// The ids and dates by which rows are known, of damaged ones and of indexes too.
    pub(super) seen: BTreeSet<String>,
}

/// Reads all rows that are sound, page by page. Either file may be missing, short, or anything at all.
///
/// A sound log counts up to its last commit. Behind a break in it rows are taken too, since SQLite would have lost them
/// unseen; a row of a commit that a power cut tore can be among them.
///
/// # Errors
/// A file that is there and cannot be opened; a page that cannot be read is a damaged one.
pub(super) fn salvage(db: &Path, log: &Path, shapes: &[Shape]) -> io::Result<Salvage> {
    let pages = Pages::open(db, log)?;
    let mut found = Salvage::default();
    let mut known = HashSet::new();
    // Rows do not share bytes, so together they are no longer than the files, whatever damaged ones claim.
    let mut room = pages.bytes();
    for state in pages.states() {
        for page in state.numbers().filter_map(|number| state.page(number)) {
            for cell in cells(&page) {
                let Some(head) = Head::of(&cell) else { continue };
                let payload = state.payload(&cell);
                let readable = payload.as_deref().unwrap_or(cell.local);
                found.seen.extend(names(head.columns(), head.values(readable), shapes));
                let Some(payload) = payload else { continue };
                let mut values: Vec<Value> = head.values(&payload).collect();
                // A table with rowids keeps NULL in place of its key.
                if let (Some(rowid), Some(key @ Value::Null)) = (cell.rowid, values.first_mut()) {
                    *key = Value::Integer(rowid);
                }
                let tables = tables_of(head.columns(), &values, shapes);
                let Some(left) = room.checked_sub(payload.len() as u64) else { continue };
                if tables.is_empty() || !known.insert((cell.rowid, payload)) {
                    continue;
                }
                room = left;
                found.rows.extend(tables.into_iter().map(|table| {
                    let kept = values.len() - usize::from(shapes[table].summed);
                    Row { table, values: values[..kept].to_vec() }
                }));
            }
        }
    }
    Ok(found)
}

/// The ids and dates in the key of a record, which an index has in its last column.
fn names(columns: usize, values: impl Iterator<Item = Value>, shapes: &[Shape]) -> impl Iterator<Item = String> {
    let keys = shapes.iter().filter(|shape| shape.columns.len() == columns).map(|shape| shape.keys).max();
    let (skip, take) = keys.map_or((columns.saturating_sub(1), 1), |keys| (0, keys));
    values.skip(skip).take(take).filter_map(|value| match value {
        Value::Text(text) if is_name(&text) => Some(text),
        _ => None,
    })
}

fn is_name(text: &str) -> bool {
    match text.len() {
        10 => text.parse::<NaiveDate>().is_ok_and(|date| date.to_string() == text),
        36 => Uuid::try_parse(text).is_ok_and(|id| id.to_string() == text),
        _ => false,
    }
}

/// The table that the sum names or, without one, each that has as many columns and no sums.
fn tables_of(columns: usize, values: &[Value], shapes: &[Shape]) -> Vec<usize> {
    let fits = |summed: bool| {
        let alike = shapes.iter().enumerate();
        alike.filter(move |(_, it)| it.summed == summed && it.columns.len() == columns && values.len() == columns)
    };
    if let Some((Value::Integer(sum), others)) = values.split_last()
        && let Some((table, _)) = fits(true).find(|(_, it)| {
            let values = || others.iter().map(ValueRef::from);
            sums::sum_of(&it.table, values()) == *sum && sums::are_texts(&it.table, values())
        })
    {
        return vec![table];
    }
    let plain = |value: &Value| matches!(value, Value::Text(_) | Value::Integer(_) | Value::Null);
    let keyed = |shape: &Shape| values.iter().all(plain) && !values[..shape.keys].contains(&Value::Null);
    fits(false).filter(|(_, shape)| keyed(shape)).map(|(table, _)| table).collect()
}

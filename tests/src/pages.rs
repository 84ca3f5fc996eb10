//! Where rows lie in an SQLite file, found by walking its trees as the file format tells: what a damaged page can cost.

use std::ops::Range;

use rusqlite::Connection;

/// The size of the pages of all our files.
pub const PAGE: usize = 4096;

/// One row of a table without rowids.
#[derive(Debug)]
pub struct Placed {
    /// Its table.
    pub table: String,
    /// The pages that it lies on, the one with its key first, counted from 1.
    pub pages: Vec<usize>,
    /// Its bytes in the file.
    pub bytes: Vec<Range<usize>>,
}

/// Every row of the tables of a sound file, in the order of the tables' names and of their keys.
///
/// # Errors
/// Whatever SQLite says.
pub fn placed_rows(connection: &Connection, file: &[u8]) -> rusqlite::Result<Vec<Placed>> {
    let sql = "SELECT name, rootpage FROM sqlite_schema WHERE type = 'table' ORDER BY name";
    let mut statement = connection.prepare(sql)?;
    let mut roots = statement.query([])?;
    let mut rows = Vec::new();
    while let Some(root) = roots.next()? {
        walk(file, &root.get::<_, String>(0)?, root.get::<_, u32>(1)? as usize, &mut rows);
    }
    Ok(rows)
}

fn walk(file: &[u8], table: &str, number: usize, rows: &mut Vec<Placed>) {
    const INTERIOR: u8 = 2;
    const LEAF: u8 = 10;
    let start = (number - 1) * PAGE;
    let page = &file[start..start + PAGE];
    let (pointers, child) = match page[0] {
        INTERIOR => (12, 4),
        LEAF => (8, 0),
        other => panic!("page {number} of {table} has kind {other}"),
    };
    for n in 0..short(page, 3) {
        let cell = short(page, pointers + 2 * n);
        if page[0] == INTERIOR {
            walk(file, table, word(page, cell), rows);
        }
        rows.push(placed(file, table, number, start + cell + child));
    }
    if page[0] == INTERIOR {
        walk(file, table, word(page, 8), rows);
    }
}

/// The row whose length stands at `at`.
fn placed(file: &[u8], table: &str, number: usize, at: usize) -> Placed {
    let (most, least) = ((PAGE - 12) * 64 / 255 - 23, (PAGE - 12) * 32 / 255 - 23);
    let (length, begin) = varint(file, at);
    let here = if length <= most {
        length
    } else {
        let fitting = least + (length - least) % (PAGE - 4);
        if fitting <= most { fitting } else { least }
    };
    let mut row = Placed { table: table.into(), pages: vec![number], bytes: Vec::new() };
    row.bytes.push(begin..begin + here);
    let mut left = length - here;
    let mut next = begin + here;
    while left > 0 {
        let page = word(file, next);
        next = (page - 1) * PAGE;
        let more = left.min(PAGE - 4);
        row.pages.push(page);
        row.bytes.push(next + 4..next + 4 + more);
        left -= more;
    }
    row
}

fn varint(bytes: &[u8], at: usize) -> (usize, usize) {
    let mut number = 0;
    for (n, byte) in bytes[at..].iter().enumerate() {
        number = number << 7 | usize::from(byte & 0x7f);
        if *byte < 0x80 {
            return (number, at + n + 1);
        }
    }
    panic!("a number without end at {at}");
}

fn short(bytes: &[u8], at: usize) -> usize {
    u16::from_be_bytes([bytes[at], bytes[at + 1]]).into()
}

fn word(bytes: &[u8], at: usize) -> usize {
    short(bytes, at) << 16 | short(bytes, at + 2)
}

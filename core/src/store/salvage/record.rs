//! Cells and records, as SQLite's file format tells them. Any bytes at all may come in.

use rusqlite::types::Value;

/// What a cell says, as far as it lies on its own page.
pub(super) struct Cell<'p> {
    /// Of the whole payload.
    pub(super) length: usize,
    /// The payload's beginning.
    pub(super) local: &'p [u8],
    /// The page on which it goes on, 0 when it does not.
    pub(super) next: u32,
    /// The key of a row that has none in its record.
    pub(super) rowid: Option<i64>,
}

/// The cells that the pointers of a page name, if it is one on which rows lie.
pub(super) fn cells(page: &[u8]) -> impl Iterator<Item = Cell<'_>> {
    let kind = page.first().copied().and_then(Kind::of);
    let count = usize::from(short(page, 3));
    let pointers = kind.map_or(0, |kind| kind.head).min(page.len());
    page[pointers..]
        .chunks_exact(2)
        .take(count)
        .filter_map(move |pointer| cell(page.get(usize::from(short(pointer, 0))..)?, page.len(), kind?))
}

/// The pages that hold records.
#[derive(Clone, Copy)]
struct Kind {
    head: usize,
    /// Bytes of a cell before its length: the page of its left child.
    child: usize,
    rowid: bool,
}

impl Kind {
    fn of(byte: u8) -> Option<Self> {
        match byte {
            0x02 => Some(Self { head: 12, child: 4, rowid: false }),
            0x0a => Some(Self { head: 8, child: 0, rowid: false }),
            0x0d => Some(Self { head: 8, child: 0, rowid: true }),
            _ => None,
        }
    }
}

fn cell(bytes: &[u8], page_size: usize, kind: Kind) -> Option<Cell<'_>> {
    let mut rest = bytes.get(kind.child..)?;
    let length = usize::try_from(varint(&mut rest)?).ok()?;
    let rowid = if kind.rowid { Some(varint(&mut rest)?.cast_signed()) } else { None };
    let most = if kind.rowid { page_size - 35 } else { (page_size - 12) * 64 / 255 - 23 };
    let least = (page_size - 12) * 32 / 255 - 23;
    let here = match length.checked_sub(least) {
        Some(more) if length > most => {
            Some(least + more % (page_size - 4)).filter(|here| *here <= most).unwrap_or(least)
        }
        _ => length,
    };
    let local = rest.get(..here)?;
    Some(Cell { length, local, next: if here < length { word(rest, here) } else { 0 }, rowid })
}

/// The head of a record: what kind of value each column has.
pub(super) struct Head {
    kinds: Vec<u64>,
    length: usize,
}

impl Head {
    /// `None` when it does not promise exactly the payload that the cell has.
    pub(super) fn of(cell: &Cell<'_>) -> Option<Self> {
        let mut rest = cell.local;
        let length = usize::try_from(varint(&mut rest)?).ok()?;
        let mut rest = cell.local.get(cell.local.len() - rest.len()..length)?;
        let (mut kinds, mut total) = (Vec::new(), length);
        while !rest.is_empty() {
            let kind = varint(&mut rest)?;
            total = total.checked_add(width(kind)?)?;
            kinds.push(kind);
        }
        (total == cell.length).then_some(Self { kinds, length })
    }

    pub(super) fn columns(&self) -> usize {
        self.kinds.len()
    }

    /// The values one after another, as long as the payload reaches and they can be read.
    pub(super) fn values<'r>(&'r self, payload: &'r [u8]) -> impl Iterator<Item = Value> + 'r {
        let mut rest = payload.get(self.length..).unwrap_or_default();
        self.kinds.iter().map_while(move |kind| {
            let (bytes, after) = rest.split_at_checked(width(*kind)?)?;
            rest = after;
            value(*kind, bytes)
        })
    }
}

/// How many bytes a value of this kind takes; two kinds mean nothing.
fn width(kind: u64) -> Option<usize> {
    match kind {
        0 | 8 | 9 => Some(0),
        1..=4 => usize::try_from(kind).ok(),
        5 => Some(6),
        6 | 7 => Some(8),
        10 | 11 => None,
        _ => usize::try_from((kind - 12) / 2).ok(),
    }
}

fn value(kind: u64, bytes: &[u8]) -> Option<Value> {
    Some(match kind {
        0 => Value::Null,
        1..=6 => Value::Integer(integer(bytes)),
        7 => Value::Real(f64::from_bits(integer(bytes).cast_unsigned())),
        8 => Value::Integer(0),
        9 => Value::Integer(1),
        _ if kind.is_multiple_of(2) => Value::Blob(bytes.to_vec()),
        _ => Value::Text(std::str::from_utf8(bytes).ok()?.to_owned()),
    })
}

/// Big-endian, of up to eight bytes, the first of which has the sign.
fn integer(bytes: &[u8]) -> i64 {
    let sign = if bytes.first().is_some_and(|first| *first >= 0x80) { -1 } else { 0 };
    bytes.iter().fold(sign, |number, byte| (number << 8) | i64::from(*byte))
}

/// SQLite's varint, taken off the front: seven bits a byte, and all eight of the ninth.
fn varint(bytes: &mut &[u8]) -> Option<u64> {
    let mut number = 0;
    for at in 0..9 {
        let byte = *bytes.get(at)?;
        let last = at == 8;
        number = if last { (number << 8) | u64::from(byte) } else { (number << 7) | u64::from(byte & 0x7f) };
        if last || byte < 0x80 {
            *bytes = &bytes[at + 1..];
            break;
        }
    }
    Some(number)
}

/// Four bytes as a number, 0 where they are not there.
pub(super) fn word(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..).and_then(|bytes| bytes.first_chunk()).map_or(0, |bytes| u32::from_be_bytes(*bytes))
}

/// Two bytes as a number, 0 where they are not there.
pub(super) fn short(bytes: &[u8], at: usize) -> u16 {
    bytes.get(at..).and_then(|bytes| bytes.first_chunk()).map_or(0, |bytes| u16::from_be_bytes(*bytes))
}

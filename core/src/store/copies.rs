//! Local copies of the database: three generations, each made only of a journal that was found sound, and one from before
//! each change of the schema. A copy bears its name only once it is whole, was read back and is durable.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use rusqlite::{Connection, OpenFlags};

use super::disk::{if_there, make_dirs};
use super::place::Place;
use super::sums::DamageSeen;
use super::{Result, StoreError, check, open};

/// How many generations are kept.
const GENERATIONS: usize = 3;
/// How long a copy from before a change of the schema is kept.
const BEFORE_DAYS: i64 = 30;
const STAMP: &str = "%Y%m%dT%H%M%SZ";
const UNFINISHED: &str = "unfinished";

/// A copy of the journal beside it, on the same phone: help against damage, no backup against a lost phone.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct LocalCopy {
    /// What to call it in [`restore_copy`](crate::Journal::restore_copy).
    pub name: String,
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// How large it is.
    pub bytes: u64,
    /// The schema to which the journal was changed right after, for a copy that was made because of that.
    pub before_schema: Option<u32>,
}

/// A moment as it stands in names.
pub(super) fn stamp(now_ms: i64) -> String {
    DateTime::from_timestamp_millis(now_ms).unwrap_or_default().format(STAMP).to_string()
}

/// The copies there are, newest first: the generations in the order in which they were made, then those from before a
/// change of the schema.
pub(super) fn list(place: &Place) -> Result<Vec<LocalCopy>> {
    let mut copies = Vec::new();
    for entry in if_there(fs::read_dir(place.copies()))?.into_iter().flatten() {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if let Some((made_at, before_schema)) = parse(&name) {
            copies.push(LocalCopy { name, made_at, bytes: entry.metadata()?.len(), before_schema });
        }
    }
    copies.sort_by(|a, b| (a.before_schema, &b.name).cmp(&(b.before_schema, &a.name)));
    Ok(copies)
}

/// `000007-20261124T031000Z.db` or `before-v2-20261124T031000Z.db`.
fn parse(name: &str) -> Option<(DateTime<Utc>, Option<u32>)> {
    let (first, stamp) = name.strip_suffix(".db")?.rsplit_once('-')?;
    let made_at = NaiveDateTime::parse_from_str(stamp, STAMP).ok()?.and_utc();
    match first.strip_prefix("before-v") {
        Some(schema) => Some((made_at, Some(schema.parse().ok()?))),
        None => number(name).map(|_| (made_at, None)),
    }
}

/// Generations are numbered, so that a clock that was set back does not make the newest the oldest.
fn number(name: &str) -> Option<u32> {
    name.split_once('-')?.0.parse().ok()
}

/// The file of a copy that [`list`] knows.
pub(super) fn file(place: &Place, name: &str) -> Result<PathBuf> {
    match list(place)?.iter().any(|copy| copy.name == name) {
        true => Ok(place.copies().join(name)),
        false => Err(StoreError::NotFound(name.to_owned())),
    }
}

/// Makes the next generation of a journal that was just found sound, and drops the oldest.
pub(super) fn make(place: &Place, sound: &Connection, now_ms: i64) -> Result<()> {
    let generations = generations(place)?;
    let next = generations.iter().filter_map(|name| number(name)).max().unwrap_or(0) + 1;
    write(place, sound, &format!("{next:06}-{}.db", stamp(now_ms)))?;
    for oldest in generations.iter().skip(GENERATIONS - 1) {
        place.disk.remove(&place.copies().join(oldest))?;
    }
    Ok(())
}

/// The names of the generations, newest first.
pub(super) fn generations(place: &Place) -> Result<Vec<String>> {
    Ok(list(place)?.into_iter().filter(|copy| copy.before_schema.is_none()).map(|copy| copy.name).collect())
}

/// Keeps the journal as it is before it changes to schema `to`. A change that was interrupted finds its copy made.
pub(super) fn keep_before(place: &Place, connection: &Connection, to: u32, now_ms: i64) -> Result<()> {
    if list(place)?.iter().any(|copy| copy.before_schema == Some(to)) {
        return Ok(());
    }
    write(place, connection, &format!("before-v{to}-{}.db", stamp(now_ms)))
}

/// Drops copies from before a change of the schema that has worked for long enough.
pub(super) fn drop_old(place: &Place, now_ms: i64) -> Result<()> {
    let old = |copy: &LocalCopy| {
        copy.before_schema.is_some()
            && now_ms - copy.made_at.timestamp_millis() > TimeDelta::days(BEFORE_DAYS).num_milliseconds()
    };
    list(place)?
        .iter()
        .filter(|copy| old(copy))
        .try_for_each(|copy| Ok(place.disk.remove(&place.copies().join(&copy.name))?))
}

fn write(place: &Place, from: &Connection, name: &str) -> Result<()> {
    let dir = place.copies();
    make_dirs(&*place.disk, &dir)?;
    let unfinished = dir.join(UNFINISHED);
    let written = write_unsynced(place, from, &unfinished).and_then(|()| Ok(place.disk.sync(&unfinished)?));
    if let Err(error) = written {
        // Half a copy helps nobody, least of all on a full disk.
        if_there(place.disk.remove(&unfinished)).unwrap_or_default();
        return Err(error);
    }
    place.disk.rename(&unfinished, &dir.join(name))?;
    place.disk.sync_dir(&dir)?;
    Ok(())
}

/// Writes all of a database into a new file and reads that back.
pub(super) fn write_unsynced(place: &Place, from: &Connection, to: &Path) -> Result<()> {
    if_there(place.disk.remove(to))?;
    let name = to.to_str().ok_or_else(|| StoreError::Damaged("a path that is not UTF-8".into()))?;
    from.execute("VACUUM INTO ?1", [name])?;
    let seen = DamageSeen::default();
    check::find_damage(&open::connect(place, to, OpenFlags::SQLITE_OPEN_READ_ONLY, &seen)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_when_a_copy_was_made_and_why() {
        #[track_caller]
        fn case(name: &str, expected: Option<(&str, Option<u32>)>) {
            let found = parse(name).map(|(at, before)| (at.to_rfc3339(), before));
            assert_eq!(found, expected.map(|(at, before)| (at.to_owned(), before)), "{name}");
        }
        case("000007-20261124T031000Z.db", Some(("2026-11-24T03:10:00+00:00", None)));
        case("before-v2-20261124T031000Z.db", Some(("2026-11-24T03:10:00+00:00", Some(2))));
        case("before-v2-20261124T031000Z.db-journal", None);
        case("unfinished", None);
        case("holiday-20261124T031000Z.db", None);
        case("000007-yesterday.db", None);
        assert_eq!(stamp(1_795_489_800_000), "20261124T031000Z");
    }
}

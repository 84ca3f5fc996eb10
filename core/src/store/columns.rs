//! How values stand in columns: words, lists of words, answers, dates and times.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use rusqlite::types::{Type, ValueRef};
use rusqlite::{Error, Row};

use crate::answer::Answer;
use crate::night::{Moment, Night};
use crate::reminders::ReminderId;
use crate::word::Word;

/// The minute is as fine as a bedtime gets.
const CLOCK: &str = "%H:%M";

pub(super) type Read<T> = rusqlite::Result<T>;

/// A value that the column's checks would never have let in: the file is damaged.
fn unreadable(column: usize) -> Error {
    Error::FromSqlConversionFailure(column, Type::Text, "unreadable value".into())
}

fn parsed<T>(row: &Row<'_>, column: usize, parse: impl FnOnce(&str) -> Option<T>) -> Read<Option<T>> {
    let text = row.get_ref(column)?.as_str_or_null().map_err(|_| unreadable(column))?;
    text.map(|text| parse(text).ok_or_else(|| unreadable(column))).transpose()
}

pub(super) fn word<T: Word>(row: &Row<'_>, column: usize) -> Read<Option<T>> {
    parsed(row, column, T::from_word)
}

pub(super) fn words<T: Word>(row: &Row<'_>, column: usize) -> Read<Option<Vec<T>>> {
    parsed(row, column, |text| text.split(',').filter(|word| !word.is_empty()).map(T::from_word).collect())
}

pub(super) fn answer(row: &Row<'_>, column: usize) -> Read<Answer> {
    Ok(row.get::<_, Option<bool>>(column)?.into())
}

pub(super) fn day(row: &Row<'_>, column: usize) -> Read<Option<NaiveDate>> {
    parsed(row, column, |text| text.parse().ok())
}

pub(super) fn night(row: &Row<'_>, column: usize) -> Read<Option<Night>> {
    parsed(row, column, |text| text.parse().ok())
}

pub(super) fn clock_time(row: &Row<'_>, column: usize) -> Read<Option<NaiveTime>> {
    parsed(row, column, |text| NaiveTime::parse_from_str(text, CLOCK).ok())
}

pub(super) fn reminder_id(row: &Row<'_>, column: usize) -> Read<Option<ReminderId>> {
    parsed(row, column, |text| text.parse().ok())
}

pub(super) fn instant(row: &Row<'_>, column: usize) -> Read<DateTime<Utc>> {
    DateTime::from_timestamp_millis(row.get(column)?).ok_or_else(|| unreadable(column))
}

/// The moment in three columns from `column` on.
pub(super) fn moment(row: &Row<'_>, column: usize) -> Read<Option<Moment>> {
    if row.get_ref(column)? == ValueRef::Null {
        return Ok(None);
    }
    Ok(Some(Moment { at: instant(row, column)?, offset_s: row.get(column + 1)?, zone: row.get(column + 2)? }))
}

/// Between which two instants, in milliseconds, the nights `first` to `last` lie, with room to spare.
pub(super) fn instants(first: Night, last: Night) -> (i64, i64) {
    // A period lasts a day and a wall clock is at most 18 hours off: two days on either side hold it all.
    let edge = |night: Night| night.ends_on().and_hms_opt(0, 0, 0).map_or(0, |day| day.and_utc().timestamp_millis());
    (edge(first.plus(-2)), edge(last.plus(3)))
}

/// A value that must be there.
pub(super) fn known<T>(value: Option<T>, column: usize) -> Read<T> {
    value.ok_or_else(|| unreadable(column))
}

pub(super) fn text_of<T: Word>(words: Option<&[T]>) -> Option<String> {
    words.map(|words| words.iter().map(|word| word.word()).collect::<Vec<_>>().join(","))
}

pub(super) fn clock_text(time: Option<NaiveTime>) -> Option<String> {
    time.map(|time| time.format(CLOCK).to_string())
}

pub(super) fn day_text(day: Option<NaiveDate>) -> Option<String> {
    day.map(|day| day.to_string())
}

//! The table `morning`: the morning after a night, the explicit zero among its answers.

use std::collections::HashMap;

use rusqlite::{OptionalExtension, Row};

use super::columns::{Read, answer, known, night};
use super::{Reader, Result, Writer};
use crate::entries::Morning;
use crate::night::Night;

/// The columns of a morning, as [`morning_of`] reads them.
macro_rules! morning {
    () => {
        "SELECT night, cramps, sleep_disturbance, toilet_visits, soreness, tiredness, note FROM sound_morning WHERE "
    };
}

impl Reader<'_> {
    /// What was said of the morning after a night, if anything and if it was not deleted.
    pub(crate) fn morning(&self, of: Night) -> Result<Option<Morning>> {
        let sql = concat!(morning!(), "night = ?1 AND removed IS 0");
        Ok(self.connection.prepare_cached(sql)?.query_row([of.to_string()], morning_of).optional()?)
    }

    /// The mornings after the nights `first` to `last`, oldest first.
    pub(super) fn mornings_between(&self, first: Night, last: Night) -> Result<Vec<Morning>> {
        let sql = concat!(morning!(), "night BETWEEN ?1 AND ?2 AND removed IS 0 ORDER BY night");
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map([first.to_string(), last.to_string()], morning_of)?;
        Ok(rows.collect::<Read<_>>()?)
    }

    /// How many cramps were remembered, for each night of which that was said.
    pub(super) fn remembered(&self, first: Night, last: Night) -> Result<HashMap<Night, u8>> {
        let sql = "SELECT night, cramps FROM sound_morning
                   WHERE night BETWEEN ?1 AND ?2 AND removed IS 0 AND cramps IS NOT NULL";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement
            .query_map([first.to_string(), last.to_string()], |row| Ok((known(night(row, 0)?, 0)?, row.get(1)?)))?;
        Ok(rows.collect::<Read<_>>()?)
    }
}

impl Writer<'_> {
    /// Replaces what was said of the morning after a night.
    pub(crate) fn save_morning(&self, morning: &Morning) -> Result<()> {
        let sql = "INSERT INTO morning (night, changed_ms, cramps, sleep_disturbance, toilet_visits, soreness, tiredness, note)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
                   ON CONFLICT (night) DO UPDATE SET changed_ms = max(?2, changed_ms + 1),
                       removed = 0, cramps = ?3, cramps_before = NULL,
                       sleep_disturbance = ?4, toilet_visits = ?5, soreness = ?6, tiredness = ?7, note = ?8";
        self.connection.prepare_cached(sql)?.execute((
            morning.night.to_string(),
            self.now_ms,
            morning.cramps,
            morning.sleep_disturbance,
            morning.toilet_visits,
            morning.soreness.known(),
            morning.tiredness.known(),
            &morning.note,
        ))?;
        Ok(())
    }

    /// Writes how many cramps were remembered and leaves the rest of the morning as it is.
    pub(super) fn remember_cramps(&self, of: Night, cramps: u8) -> Result<()> {
        if self.morning(of)?.is_none() {
            // What was deleted does not come back with the answer to one question.
            self.save_morning(&Morning::unanswered(of))?;
        }
        // Said twice, the zero must not become what had been said before it.
        let sql = "UPDATE morning SET changed_ms = max(?2, changed_ms + 1), cramps = ?3,
                       cramps_before = CASE WHEN ?3 > 0 THEN NULL WHEN cramps = 0 THEN cramps_before ELSE cramps END
                   WHERE night = ?1";
        self.connection.prepare_cached(sql)?.execute((of.to_string(), self.now_ms, cramps))?;
        Ok(())
    }

    /// Takes the explicit zero back, to what had been said before it.
    pub(super) fn forget_no_cramp(&self, of: Night) -> Result<()> {
        let sql =
            "UPDATE morning SET changed_ms = max(?2, changed_ms + 1), cramps = cramps_before, cramps_before = NULL
                   WHERE night = ?1 AND cramps = 0";
        self.connection.prepare_cached(sql)?.execute((of.to_string(), self.now_ms))?;
        // The zero may have been all that was said.
        if self.morning(of)? == Some(Morning::unanswered(of)) { self.set_morning_removed(of, true) } else { Ok(()) }
    }

    pub(crate) fn set_morning_removed(&self, of: Night, removed: bool) -> Result<()> {
        let sql = "UPDATE morning SET changed_ms = max(?2, changed_ms + 1), removed = ?3
                   WHERE night IN (SELECT night FROM sound_morning WHERE night = ?1)";
        self.found(self.connection.prepare_cached(sql)?.execute((of.to_string(), self.now_ms, removed))?, &of)
    }
}

fn morning_of(row: &Row<'_>) -> Read<Morning> {
    Ok(Morning {
        night: known(night(row, 0)?, 0)?,
        cramps: row.get(1)?,
        sleep_disturbance: row.get(2)?,
        toilet_visits: row.get(3)?,
        soreness: answer(row, 4)?,
        tiredness: answer(row, 5)?,
        note: row.get(6)?,
    })
}

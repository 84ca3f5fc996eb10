//! The tables `profile`, `condition` and `medicine`: what stays true for weeks, with its dates.

use chrono::NaiveDate;
use rusqlite::{OptionalExtension, Row, params};

use super::columns::{Read, answer, clock_text, clock_time, day, day_text, known, word};
use super::{Reader, Result, Writer};
use crate::profile::{Condition, DatedProfile, Medicine, Profile};
use crate::word::Word;

/// The columns of a profile, as [`profile_of`] reads them.
macro_rules! profile {
    () => {
        "SELECT since, birth_year, usual_frequency, bedtime_weekday, bedtime_weekend, pregnant, due, gave_birth,
                breastfeeding, kidney_stage, egfr, last_check_up, cramps_began, medicines_complete, vitamin_b6_mg, drives,
                country
         FROM sound_profile "
    };
}

impl Reader<'_> {
    /// The profile that held on a day; the newest one when no day is given.
    pub(crate) fn profile(&self, on: Option<NaiveDate>) -> Result<Profile> {
        let sql = concat!(profile!(), "WHERE ?1 IS NULL OR since <= ?1 ORDER BY since DESC LIMIT 1");
        let found = self.connection.prepare_cached(sql)?.query_row([day_text(on)], profile_of).optional()?;
        Ok(found.map_or_else(Profile::unanswered, |dated| dated.profile))
    }

    /// Every profile that was saved, oldest first.
    pub(crate) fn profiles(&self) -> Result<Vec<DatedProfile>> {
        let mut statement = self.connection.prepare_cached(concat!(profile!(), "ORDER BY since"))?;
        Ok(statement.query_map([], profile_of)?.collect::<Read<_>>()?)
    }

    /// Every condition that was not deleted, in the order in which they were made.
    pub(crate) fn conditions(&self) -> Result<Vec<Condition>> {
        let sql = "SELECT id, kind, answer, since, until FROM sound_condition WHERE removed IS 0 ORDER BY id";
        Ok(self.connection.prepare_cached(sql)?.query_map([], condition_of)?.collect::<Read<_>>()?)
    }

    /// Every medicine that was not deleted, in the order in which they were made.
    pub(crate) fn medicines(&self) -> Result<Vec<Medicine>> {
        let sql =
            "SELECT id, class, name, started, changed, stopped FROM sound_medicine WHERE removed IS 0 ORDER BY id";
        Ok(self.connection.prepare_cached(sql)?.query_map([], medicine_of)?.collect::<Read<_>>()?)
    }
}

impl Writer<'_> {
    /// Writes what the person says of themselves from a day on; an earlier answer stays true for the days before.
    pub(crate) fn save_profile(&self, profile: &Profile, since: NaiveDate) -> Result<()> {
        let sql =
            "INSERT INTO profile (since, changed_ms, birth_year, usual_frequency, bedtime_weekday, bedtime_weekend,
                       pregnant, due, gave_birth, breastfeeding, kidney_stage, egfr, last_check_up, cramps_began,
                       medicines_complete, vitamin_b6_mg, drives, country)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)
                   ON CONFLICT (since) DO UPDATE SET changed_ms = max(?2, changed_ms + 1),
                       birth_year = ?3, usual_frequency = ?4,
                       bedtime_weekday = ?5, bedtime_weekend = ?6, pregnant = ?7, due = ?8, gave_birth = ?9,
                       breastfeeding = ?10, kidney_stage = ?11, egfr = ?12, last_check_up = ?13, cramps_began = ?14,
                       medicines_complete = ?15, vitamin_b6_mg = ?16, drives = ?17, country = ?18";
        self.connection.prepare_cached(sql)?.execute(params![
            since.to_string(),
            self.now_ms,
            profile.birth_year,
            profile.usual_frequency.map(Word::word),
            clock_text(profile.bedtime_weekday),
            clock_text(profile.bedtime_weekend),
            profile.pregnant.known(),
            day_text(profile.due),
            day_text(profile.gave_birth),
            profile.breastfeeding.known(),
            profile.kidney_stage,
            profile.egfr,
            day_text(profile.last_check_up),
            day_text(profile.cramps_began),
            profile.medicines_complete.known(),
            profile.vitamin_b6_mg,
            profile.drives.known(),
            profile.country,
        ])?;
        Ok(())
    }

    /// Replaces a condition, or adds it.
    pub(crate) fn save_condition(&self, condition: &Condition) -> Result<()> {
        let sql = "INSERT INTO condition (id, changed_ms, kind, answer, since, until) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                   ON CONFLICT (id) DO UPDATE SET changed_ms = max(?2, changed_ms + 1),
                       removed = 0, kind = ?3, answer = ?4, since = ?5, until = ?6";
        self.connection.prepare_cached(sql)?.execute((
            &condition.id,
            self.now_ms,
            condition.kind.word(),
            condition.answer.known(),
            day_text(condition.since),
            day_text(condition.until),
        ))?;
        Ok(())
    }

    /// Replaces a medicine, or adds it.
    pub(crate) fn save_medicine(&self, medicine: &Medicine) -> Result<()> {
        let sql = "INSERT INTO medicine (id, changed_ms, class, name, started, changed, stopped)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
                   ON CONFLICT (id) DO UPDATE SET changed_ms = max(?2, changed_ms + 1),
                       removed = 0, class = ?3, name = ?4, started = ?5,
                       changed = ?6, stopped = ?7";
        self.connection.prepare_cached(sql)?.execute((
            &medicine.id,
            self.now_ms,
            medicine.class.word(),
            &medicine.name,
            day_text(medicine.started),
            day_text(medicine.changed),
            day_text(medicine.stopped),
        ))?;
        Ok(())
    }

    pub(crate) fn set_condition_removed(&self, id: &str, removed: bool) -> Result<()> {
        let sql = "UPDATE condition SET changed_ms = max(?2, changed_ms + 1), removed = ?3
                   WHERE id IN (SELECT id FROM sound_condition WHERE id = ?1)";
        self.found(self.connection.prepare_cached(sql)?.execute((id, self.now_ms, removed))?, &id)
    }

    pub(crate) fn set_medicine_removed(&self, id: &str, removed: bool) -> Result<()> {
        let sql = "UPDATE medicine SET changed_ms = max(?2, changed_ms + 1), removed = ?3
                   WHERE id IN (SELECT id FROM sound_medicine WHERE id = ?1)";
        self.found(self.connection.prepare_cached(sql)?.execute((id, self.now_ms, removed))?, &id)
    }
}

fn profile_of(row: &Row<'_>) -> Read<DatedProfile> {
    let profile = Profile {
        birth_year: row.get(1)?,
        usual_frequency: word(row, 2)?,
        bedtime_weekday: clock_time(row, 3)?,
        bedtime_weekend: clock_time(row, 4)?,
        pregnant: answer(row, 5)?,
        due: day(row, 6)?,
        gave_birth: day(row, 7)?,
        breastfeeding: answer(row, 8)?,
        kidney_stage: row.get(9)?,
        egfr: row.get(10)?,
        last_check_up: day(row, 11)?,
        cramps_began: day(row, 12)?,
        medicines_complete: answer(row, 13)?,
        vitamin_b6_mg: row.get(14)?,
        drives: answer(row, 15)?,
        country: row.get(16)?,
    };
    Ok(DatedProfile { since: known(day(row, 0)?, 0)?, profile })
}

fn condition_of(row: &Row<'_>) -> Read<Condition> {
    Ok(Condition {
        id: row.get(0)?,
        kind: known(word(row, 1)?, 1)?,
        answer: answer(row, 2)?,
        since: day(row, 3)?,
        until: day(row, 4)?,
    })
}

fn medicine_of(row: &Row<'_>) -> Read<Medicine> {
    Ok(Medicine {
        id: row.get(0)?,
        class: known(word(row, 1)?, 1)?,
        name: row.get(2)?,
        started: day(row, 3)?,
        changed: day(row, 4)?,
        stopped: day(row, 5)?,
    })
}

//! The tables `evening`, `evening_factor` and `factor`: the evening before a night, and the person's own factors.

use rusqlite::{OptionalExtension, Row, params};

use super::columns::{Read, answer, known, moment, night, text_of, word, words};
use super::{Reader, Result, StoreError, Writer};
use crate::entries::{Evening, Factor, FactorAnswer};
use crate::invalid::Invalid;
use crate::night::Night;
use crate::word::Word;

/// The columns of an evening, as [`evening_of`] reads them.
macro_rules! evening {
    () => {
        "SELECT night, stretched, stretch_kind, stretch_minutes, stretched_ms, stretched_offset_s, stretched_zone,
                water_glasses, alcohol_drinks, caffeine_drinks, exercise, long_sitting, long_standing, sweating, heat,
                fever, heavy_blanket, warm_soak, supplements, note
         FROM sound_evening WHERE "
    };
}

impl Reader<'_> {
    /// What was said of the evening before a night, if anything and if it was not deleted.
    pub(crate) fn evening(&self, of: Night) -> Result<Option<Evening>> {
        let sql = concat!(evening!(), "night = ?1 AND removed IS 0");
        let found = self.connection.prepare_cached(sql)?.query_row([of.to_string()], evening_of).optional()?;
        found.map(|evening| Ok(Evening { factors: self.factor_answers(of)?, ..evening })).transpose()
    }

    /// The evenings before the nights `first` to `last`, oldest first, without the person's own factors.
    pub(super) fn evenings_between(&self, first: Night, last: Night) -> Result<Vec<Evening>> {
        let sql = concat!(evening!(), "night BETWEEN ?1 AND ?2 AND removed IS 0 ORDER BY night");
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map([first.to_string(), last.to_string()], evening_of)?;
        Ok(rows.collect::<Read<_>>()?)
    }

    fn factor_answers(&self, of: Night) -> Result<Vec<FactorAnswer>> {
        let sql = "SELECT factor, answer FROM sound_evening_factor WHERE night = ?1 ORDER BY factor";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement
            .query_map([of.to_string()], |row| Ok(FactorAnswer { factor_id: row.get(0)?, answer: answer(row, 1)? }))?;
        Ok(rows.collect::<Read<_>>()?)
    }

    /// The person's own factors, retired ones too, in the order in which they were made.
    pub(crate) fn factors(&self) -> Result<Vec<Factor>> {
        let mut statement = self.connection.prepare_cached("SELECT id, name, retired FROM sound_factor ORDER BY id")?;
        let rows =
            statement.query_map([], |row| Ok(Factor { id: row.get(0)?, name: row.get(1)?, retired: row.get(2)? }))?;
        Ok(rows.collect::<Read<_>>()?)
    }
}

impl Writer<'_> {
    /// Replaces what was said of the evening before a night.
    pub(crate) fn save_evening(&self, evening: &Evening) -> Result<()> {
        let at = evening.stretched_at.as_ref();
        let night = evening.night.to_string();
        let sql = "INSERT INTO evening (night, changed_ms, stretched, stretch_kind, stretch_minutes, stretched_ms,
                       stretched_offset_s, stretched_zone, water_glasses, alcohol_drinks, caffeine_drinks, exercise,
                       long_sitting, long_standing, sweating, heat, fever, heavy_blanket, warm_soak, supplements, note)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20,
                       ?21)
                   ON CONFLICT (night) DO UPDATE SET changed_ms = max(?2, changed_ms + 1),
                       removed = 0, stretched = ?3, stretch_kind = ?4,
                       stretch_minutes = ?5, stretched_ms = ?6, stretched_offset_s = ?7, stretched_zone = ?8,
                       water_glasses = ?9, alcohol_drinks = ?10, caffeine_drinks = ?11, exercise = ?12,
                       long_sitting = ?13, long_standing = ?14, sweating = ?15, heat = ?16, fever = ?17,
                       heavy_blanket = ?18, warm_soak = ?19, supplements = ?20, note = ?21";
        self.connection.prepare_cached(sql)?.execute(params![
            night,
            self.now_ms,
            evening.stretched.known(),
            evening.stretch_kind.map(Word::word),
            evening.stretch_minutes,
            at.map(|at| at.at.timestamp_millis()),
            at.map(|at| at.offset_s),
            at.map(|at| &at.zone),
            evening.water_glasses,
            evening.alcohol_drinks,
            evening.caffeine_drinks,
            evening.exercise.map(Word::word),
            evening.long_sitting.known(),
            evening.long_standing.known(),
            evening.sweating.known(),
            evening.heat.known(),
            evening.fever.known(),
            evening.heavy_blanket.known(),
            evening.warm_soak.known(),
            text_of(evening.supplements.as_deref()),
            evening.note,
        ])?;
        self.save_factor_answers(&night, &evening.factors)
    }

    fn save_factor_answers(&self, night: &str, answers: &[FactorAnswer]) -> Result<()> {
        self.connection.prepare_cached("DELETE FROM evening_factor WHERE night = ?1")?.execute([night])?;
        let mut insert =
            self.connection.prepare_cached("INSERT INTO evening_factor (night, factor, answer) VALUES (?1, ?2, ?3)")?;
        let known = |id: &str| {
            let sql = "SELECT EXISTS (SELECT 1 FROM sound_factor WHERE id = ?1)";
            self.connection.prepare_cached(sql)?.query_row([id], |row| row.get::<_, bool>(0))
        };
        for factor in answers {
            if !known(&factor.factor_id)? {
                return Err(Invalid::new("factors", "must name factors that were saved before").into());
            }
            if let Some(answer) = factor.answer.known() {
                insert.execute((night, &factor.factor_id, answer))?;
            }
        }
        Ok(())
    }

    pub(crate) fn set_evening_removed(&self, of: Night, removed: bool) -> Result<()> {
        let sql = "UPDATE evening SET changed_ms = max(?2, changed_ms + 1), removed = ?3
                   WHERE night IN (SELECT night FROM sound_evening WHERE night = ?1)";
        self.found(self.connection.prepare_cached(sql)?.execute((of.to_string(), self.now_ms, removed))?, &of)
    }

    /// Replaces a factor, or adds it.
    pub(crate) fn save_factor(&self, factor: &Factor) -> Result<()> {
        let sql = "INSERT INTO factor (id, changed_ms, name, retired) VALUES (?1, ?2, ?3, ?4)
                   ON CONFLICT (id) DO UPDATE SET changed_ms = max(?2, changed_ms + 1), name = ?3, retired = ?4";
        let row = (&factor.id, self.now_ms, &factor.name, factor.retired);
        self.connection.prepare_cached(sql)?.execute(row)?;
        Ok(())
    }

    /// An update that met no row was meant for one that does not exist.
    pub(super) fn found(&self, rows: usize, what: &impl ToString) -> Result<()> {
        if rows == 0 { Err(StoreError::NotFound(what.to_string())) } else { Ok(()) }
    }
}

fn evening_of(row: &Row<'_>) -> Read<Evening> {
    Ok(Evening {
        night: known(night(row, 0)?, 0)?,
        stretched: answer(row, 1)?,
        stretch_kind: word(row, 2)?,
        stretch_minutes: row.get(3)?,
        stretched_at: moment(row, 4)?,
        water_glasses: row.get(7)?,
        alcohol_drinks: row.get(8)?,
        caffeine_drinks: row.get(9)?,
        exercise: word(row, 10)?,
        long_sitting: answer(row, 11)?,
        long_standing: answer(row, 12)?,
        sweating: answer(row, 13)?,
        heat: answer(row, 14)?,
        fever: answer(row, 15)?,
        heavy_blanket: answer(row, 16)?,
        warm_soak: answer(row, 17)?,
        supplements: words(row, 18)?,
        factors: Vec::new(),
        note: row.get(19)?,
    })
}

//! The table `preference`: settings that change how entries are read, never the entries.

use rusqlite::OptionalExtension;

use super::{Reader, Result, Writer};
use crate::night::CutHour;

impl Reader<'_> {
    /// The cut-off in force.
    pub(crate) fn cut_hour(&self) -> Result<CutHour> {
        let mut statement = self.connection.prepare_cached("SELECT cut_hour FROM sound_preference")?;
        let hour = statement.query_row([], |row| row.get(0)).optional()?;
        Ok(hour.map_or(Ok(CutHour::NOON), CutHour::new)?)
    }
}

impl Writer<'_> {
    pub(crate) fn set_cut_hour(&self, cut: CutHour) -> Result<()> {
        let sql = "INSERT INTO preference (id, changed_ms, cut_hour) VALUES (1, ?1, ?2)
                   ON CONFLICT (id) DO UPDATE SET changed_ms = max(?1, changed_ms + 1), cut_hour = ?2";
        self.connection.prepare_cached(sql)?.execute((self.now_ms, cut.hour()))?;
        Ok(())
    }
}

//! The table `preference`: settings that change how entries are read, never the entries.

use super::{Reader, Result, Writer};
use crate::night::CutHour;

impl Reader<'_> {
    /// The cut-off in force.
    pub(crate) fn cut_hour(&self) -> Result<CutHour> {
        let hour =
            self.connection.prepare_cached("SELECT cut_hour FROM preference")?.query_row([], |row| row.get(0))?;
        Ok(CutHour::new(hour)?)
    }
}

impl Writer<'_> {
    pub(crate) fn set_cut_hour(&self, cut: CutHour) -> Result<()> {
        let sql = "UPDATE preference SET changed_ms = ?1, cut_hour = ?2";
        self.connection.prepare_cached(sql)?.execute((self.now_ms, cut.hour()))?;
        Ok(())
    }
}

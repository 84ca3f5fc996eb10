//! The table `reminder_preference`: what the person wants to be reminded of. One row, and none before they have chosen.

use rusqlite::{OptionalExtension, Row, params};

use super::columns::{Read, clock_text, clock_time, known, text_of, word, words};
use super::{Reader, Result, Writer};
use crate::reminders::{ReminderClock, ReminderPreferences};
use crate::word::Word;

impl Reader<'_> {
    /// What the person wants to be reminded of; what holds at first when they have not chosen.
    pub(crate) fn reminder_preferences(&self) -> Result<ReminderPreferences> {
        let sql = "SELECT home_zone, weekend_evenings, waking, bedtime_stretch, lead_min, second_call,
                       second_call_after_min, too_late_min, follow_habit, morning_check_in, morning_at, last_water,
                       last_water_min, warm_soak, warm_soak_min, break_days, break_from, break_until, break_every_min,
                       review_on, review_at, visit_follow_up
                   FROM sound_reminder_preference";
        let found = self.connection.prepare_cached(sql)?.query_row([], preferences_of).optional()?;
        Ok(found.unwrap_or_default())
    }
}

impl Writer<'_> {
    /// Replaces what the person wants to be reminded of.
    pub(crate) fn save_reminder_preferences(&self, preferences: &ReminderPreferences) -> Result<()> {
        let home_zone = match &preferences.clock {
            ReminderClock::Phone => None,
            ReminderClock::Home { zone } => Some(zone),
        };
        let sql =
            "INSERT INTO reminder_preference (id, changed_ms, home_zone, weekend_evenings, waking, bedtime_stretch,
                       lead_min, second_call, second_call_after_min, too_late_min, follow_habit, morning_check_in,
                       morning_at, last_water, last_water_min, warm_soak, warm_soak_min, break_days, break_from,
                       break_until, break_every_min, review_on, review_at, visit_follow_up)
                   VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20,
                       ?21, ?22, ?23)
                   ON CONFLICT (id) DO UPDATE SET changed_ms = max(?1, changed_ms + 1), home_zone = ?2,
                       weekend_evenings = ?3, waking = ?4, bedtime_stretch = ?5, lead_min = ?6, second_call = ?7,
                       second_call_after_min = ?8, too_late_min = ?9, follow_habit = ?10, morning_check_in = ?11,
                       morning_at = ?12, last_water = ?13, last_water_min = ?14, warm_soak = ?15, warm_soak_min = ?16,
                       break_days = ?17, break_from = ?18, break_until = ?19, break_every_min = ?20, review_on = ?21,
                       review_at = ?22, visit_follow_up = ?23";
        self.connection.prepare_cached(sql)?.execute(params![
            self.now_ms,
            home_zone,
            text_of(Some(&preferences.weekend_evenings)),
            clock_text(preferences.waking),
            preferences.bedtime_stretch,
            preferences.lead_min,
            preferences.second_call,
            preferences.second_call_after_min,
            preferences.too_late_min,
            preferences.follow_habit,
            preferences.morning_check_in,
            clock_text(Some(preferences.morning_at)),
            preferences.last_water,
            preferences.last_water_min,
            preferences.warm_soak,
            preferences.warm_soak_min,
            text_of(Some(&preferences.break_days)),
            clock_text(Some(preferences.break_from)),
            clock_text(Some(preferences.break_until)),
            preferences.break_every_min,
            preferences.review_on.map(Word::word),
            clock_text(Some(preferences.review_at)),
            preferences.visit_follow_up,
        ])?;
        Ok(())
    }
}

fn preferences_of(row: &Row<'_>) -> Read<ReminderPreferences> {
    let home_zone: Option<String> = row.get(0)?;
    Ok(ReminderPreferences {
        clock: home_zone.map_or(ReminderClock::Phone, |zone| ReminderClock::Home { zone }),
        weekend_evenings: known(words(row, 1)?, 1)?,
        waking: clock_time(row, 2)?,
        bedtime_stretch: row.get(3)?,
        lead_min: row.get(4)?,
        second_call: row.get(5)?,
        second_call_after_min: row.get(6)?,
        too_late_min: row.get(7)?,
        follow_habit: row.get(8)?,
        morning_check_in: row.get(9)?,
        morning_at: known(clock_time(row, 10)?, 10)?,
        last_water: row.get(11)?,
        last_water_min: row.get(12)?,
        warm_soak: row.get(13)?,
        warm_soak_min: row.get(14)?,
        break_days: known(words(row, 15)?, 15)?,
        break_from: known(clock_time(row, 16)?, 16)?,
        break_until: known(clock_time(row, 17)?, 17)?,
        break_every_min: row.get(18)?,
        review_on: word(row, 19)?,
        review_at: known(clock_time(row, 20)?, 20)?,
        visit_follow_up: row.get(21)?,
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::reminders::Weekday;
    use crate::store::{Place, Store, SystemDisk};

    /// Every field differs from what holds at first.
    fn changed() -> ReminderPreferences {
        let time = |text: &str| text.parse().unwrap();
        ReminderPreferences {
            clock: ReminderClock::Home { zone: "Europe/Berlin".into() },
            weekend_evenings: vec![],
            waking: Some(time("06:05:00")),
            bedtime_stretch: false,
            lead_min: 0,
            second_call: true,
            second_call_after_min: 10,
            too_late_min: 360,
            follow_habit: true,
            morning_check_in: false,
            morning_at: time("09:59:00"),
            last_water: true,
            last_water_min: 30,
            warm_soak: true,
            warm_soak_min: 240,
            break_days: vec![Weekday::Monday, Weekday::Sunday],
            break_from: time("00:00:00"),
            break_until: time("23:59:00"),
            break_every_min: 480,
            review_on: Some(Weekday::Sunday),
            review_at: time("12:00:00"),
            visit_follow_up: false,
        }
    }

    #[test]
    fn each_preference_comes_back_as_it_was_saved() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(Place::new(dir.path(), None, Arc::new(SystemDisk)).unwrap(), 0).unwrap();
        let saved = || store.read(0, |journal| journal.reminder_preferences()).unwrap();
        let first = ReminderPreferences::default();
        assert_eq!(saved(), first, "nobody has chosen");
        for preferences in [changed(), first, changed()] {
            store.write(0, |journal| journal.save_reminder_preferences(&preferences)).unwrap();
            assert_eq!(saved(), preferences);
        }
    }
}

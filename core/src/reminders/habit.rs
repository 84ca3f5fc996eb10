//! The bedtimes that a plan rests on: as the person said, or as their evenings show.

use chrono::{Datelike, NaiveDate, NaiveTime, TimeDelta, Timelike};

use super::preferences::{ReminderClock, ReminderPreferences, Weekday};
use crate::answer::Answer;
use crate::entries::{Cramp, Evening};
use crate::night::{CutHour, Moment, Night};
use crate::profile::DatedProfile;

/// Where no bedtime is known. The cut-off at noon was proposed from it.
const ASSUMED_HOUR: u32 = 22;
/// A bedtime moves at most so far in a week (the issue), in steps of five minutes.
const MOST_A_WEEK_MIN: i64 = 15;
const STEP_MIN: i64 = 5;
/// What is nearer than this says nothing: people answer a call some minutes after it. Our own choice.
const LEAST_MIN: i64 = 15;
/// Never further than this from what the person said: answering late each time must not carry it through the night. Ours.
const MOST_MIN: i64 = 90;
/// A stretch further from bedtime is not that of the evening's routine. Our own choice.
const FURTHEST_MIN: i64 = 180;
/// What the habit is read from, and how many evenings it takes. Our own choice.
const LOOKS_BACK_NIGHTS: i64 = 14;
const LEAST_WEEKDAYS: usize = 4;
const LEAST_WEEKENDS: usize = 2;
const DAY_MIN: i64 = 24 * 60;

/// The usual bedtimes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Bedtimes {
    pub(crate) weekday: NaiveTime,
    pub(crate) weekend: NaiveTime,
    /// Nobody has said them.
    pub(crate) assumed: bool,
    /// One that has moved with the habit, that of weekdays before that of weekends.
    pub(crate) learned: Option<NaiveTime>,
}

impl Bedtimes {
    /// As the person said, newest profile first; one of the two stands for both.
    pub(crate) fn said(profile: Option<&DatedProfile>) -> Self {
        let (weekday, weekend) =
            profile.map_or((None, None), |it| (it.profile.bedtime_weekday, it.profile.bedtime_weekend));
        let assumed = NaiveTime::from_hms_opt(ASSUMED_HOUR, 0, 0).unwrap_or(NaiveTime::MIN);
        Self {
            weekday: weekday.or(weekend).unwrap_or(assumed),
            weekend: weekend.or(weekday).unwrap_or(assumed),
            assumed: weekday.is_none() && weekend.is_none(),
            learned: None,
        }
    }

    /// Moved week by week towards the time at which the person really goes to bed, as evenings and taps show it: the time of
    /// the stretch and the lead after it, and never later than the night's first cramp in bed.
    ///
    /// Made anew from the journal each time, so that it needs no memory of its own.
    pub(crate) fn learned(self, since: Option<NaiveDate>, habit: &Habit<'_>) -> Self {
        let Some(oldest) = habit.evenings.iter().map(|evening| evening.night).min() else { return self };
        let since = since.and_then(|since| Night::ending_on(since).ok());
        // On Mondays, a week after it was said at the soonest: so the steps stay the same when old evenings fall out of sight.
        let week = since.map_or(oldest, |since| since.max(oldest)).plus(7);
        let begin = since.map_or(oldest, |since| since.plus(1));
        let mut end = week.plus((7 - i64::from(week.ends_on().weekday().num_days_from_monday())) % 7);
        let (mut weekday, mut weekend) = (0, 0);
        while end <= habit.current {
            weekday = step(weekday, habit.offset(begin, end, self.weekday, false));
            weekend = step(weekend, habit.offset(begin, end, self.weekend, true));
            end = end.plus(7);
        }
        let news = |time: NaiveTime, minutes: i64| (minutes != 0).then(|| moved(time, minutes));
        let (weekday, weekend) = (news(self.weekday, weekday), news(self.weekend, weekend));
        Self {
            weekday: weekday.unwrap_or(self.weekday),
            weekend: weekend.unwrap_or(self.weekend),
            learned: weekday.or(weekend),
            ..self
        }
    }
}

/// Since when the bedtimes of today's profile have been said without a change: to save another field is no news of them.
pub(crate) fn said_since(profiles: &[DatedProfile], today: NaiveDate) -> Option<NaiveDate> {
    let mut past: Vec<&DatedProfile> = profiles.iter().filter(|it| it.since <= today).collect();
    past.sort_by_key(|it| std::cmp::Reverse(it.since));
    let bedtimes = |it: &DatedProfile| (it.profile.bedtime_weekday, it.profile.bedtime_weekend);
    let said = bedtimes(past.first()?);
    past.into_iter().take_while(|it| bedtimes(it) == said).last().map(|it| it.since)
}

/// What shows a habit.
pub(crate) struct Habit<'a> {
    pub(crate) current: Night,
    pub(crate) cut: CutHour,
    pub(crate) preferences: &'a ReminderPreferences,
    pub(crate) evenings: &'a [Evening],
    pub(crate) cramps: &'a [Cramp],
}

impl Habit<'_> {
    /// How many minutes later than `said` the person goes to bed, in the nights from `begin` and before `end`: the middle of what is known.
    fn offset(&self, begin: Night, end: Night, said: NaiveTime, is_weekend: bool) -> Option<i64> {
        let mut seen: Vec<i64> = self
            .evenings
            .iter()
            .filter(|evening| evening.night < end && evening.night >= begin.max(end.plus(-LOOKS_BACK_NIGHTS)))
            .filter(|evening| is_weekend == self.is_weekend(evening.night))
            .filter_map(|evening| self.went_to_bed(evening, said))
            .collect();
        seen.sort_unstable();
        let least = if is_weekend { LEAST_WEEKENDS } else { LEAST_WEEKDAYS };
        (seen.len() >= least).then(|| (seen[(seen.len() - 1) / 2] + seen[seen.len() / 2]) / 2)
    }

    fn is_weekend(&self, night: Night) -> bool {
        self.preferences.weekend_evenings.contains(&Weekday::of(night.begins_on(self.cut)))
    }

    fn went_to_bed(&self, evening: &Evening, said: NaiveTime) -> Option<i64> {
        let at = evening.stretched_at.as_ref().filter(|_| evening.stretched == Answer::Yes)?;
        // The time that another clock showed says nothing.
        if matches!(&self.preferences.clock, ReminderClock::Home { zone } if *zone != at.zone) {
            return None;
        }
        let stretched = apart(at.local().time(), said) + i64::from(self.preferences.lead_min);
        if stretched.abs() > FURTHEST_MIN {
            return None;
        }
        let in_bed = self.cramps.iter().filter(|cramp| cramp.night == evening.night && cramp.counts());
        let first =
            in_bed.filter_map(|cramp| cramp.at.as_ref()).filter(|cramp| cramp.at >= at.at).min_by_key(|it| it.at);
        let after = |cramp: &Moment| apart(at.local().time(), said) + (cramp.at - at.at).num_minutes();
        Some(first.map_or(stretched, |cramp| stretched.min(after(cramp))))
    }
}

/// How many minutes `time` comes after `said`, from −720 to 720.
fn apart(time: NaiveTime, said: NaiveTime) -> i64 {
    let minutes = |time: NaiveTime| i64::from(time.hour() * 60 + time.minute());
    (minutes(time) - minutes(said) + DAY_MIN / 2).rem_euclid(DAY_MIN) - DAY_MIN / 2
}

/// One week's step towards what was seen.
fn step(from: i64, seen: Option<i64>) -> i64 {
    let Some(way) = seen.map(|seen| seen - from).filter(|way| way.abs() >= LEAST_MIN) else { return from };
    let way = way.clamp(-MOST_A_WEEK_MIN, MOST_A_WEEK_MIN) / STEP_MIN * STEP_MIN;
    (from + way).clamp(-MOST_MIN, MOST_MIN)
}

fn moved(time: NaiveTime, minutes: i64) -> NaiveTime {
    time.overflowing_add_signed(TimeDelta::minutes(minutes)).0
}

#[cfg(test)]
mod tests {
    use super::super::testing::{night, time};
    use super::*;
    use crate::entries::{ClockMark, CrampDetails};
    use crate::profile::Profile;

    /// A Sunday, so that weeks of the habit are weeks from here.
    const SAID: &str = "2026-08-30";

    fn at(day: Night, hours: i64, minutes: i64) -> Moment {
        // From noon of the evening's date on.
        let noon = day.begins_on(CutHour::NOON).and_hms_opt(12, 0, 0).unwrap().and_utc();
        let at = noon + TimeDelta::hours(hours) + TimeDelta::minutes(minutes);
        Moment { at, offset_s: 0, zone: "Etc/UTC".into() }
    }

    /// The bedtimes on the evening of the night `weeks` weeks after the first one, of somebody who stretches `after` minutes
    /// past 22:00 each night, and at weekends `weekend` minutes past.
    fn learned(weeks: i64, after: i64, weekend: i64, cramp: Option<i64>) -> (String, String, bool) {
        let (first, preferences) = (night(SAID).plus(1), ReminderPreferences::default());
        let nights: Vec<Night> = first.through(first.plus(7 * weeks - 1)).collect();
        let is_weekend = |of: Night| preferences.weekend_evenings.contains(&Weekday::of(of.begins_on(CutHour::NOON)));
        let evening = |of: &Night| {
            let after = if is_weekend(*of) { weekend } else { after };
            let stretched_at = Some(at(*of, 10, after - i64::from(preferences.lead_min)));
            Evening { stretched: Answer::Yes, stretched_at, ..Evening::unanswered(*of) }
        };
        let evenings: Vec<Evening> = nights.iter().map(evening).collect();
        let tap = |(of, minutes): (&Night, i64)| Cramp {
            id: String::new(),
            night: *of,
            at: Some(at(*of, 10, minutes)),
            daytime: false,
            clock: ClockMark::Plausible,
            removed: false,
            taps: Vec::new(),
            details: CrampDetails::default(),
        };
        let cramps: Vec<Cramp> = nights.iter().filter_map(|of| cramp.map(|minutes| tap((of, minutes)))).collect();
        let bedtime = Some(time("22:00:00"));
        let profile = Profile { bedtime_weekday: bedtime, bedtime_weekend: bedtime, ..Profile::unanswered() };
        let profile = DatedProfile { since: SAID.parse().unwrap(), profile };
        let (current, cut) = (first.plus(7 * weeks), CutHour::NOON);
        let habit = Habit { current, cut, preferences: &preferences, evenings: &evenings, cramps: &cramps };
        let found = Bedtimes::said(Some(&profile)).learned(Some(profile.since), &habit);
        (found.weekday.format("%H:%M").to_string(), found.weekend.format("%H:%M").to_string(), found.learned.is_some())
    }

    #[test]
    fn a_bedtime_follows_the_habit_a_quarter_of_an_hour_a_week() {
        #[track_caller]
        fn case(weeks: i64, after: i64, weekend: i64, found: (&str, &str, bool)) {
            let (weekday, free, moved) = learned(weeks, after, weekend, None);
            assert_eq!((&*weekday, &*free, moved), found);
        }
        case(0, 40, 40, ("22:00", "22:00", false));
        case(1, 40, 0, ("22:15", "22:00", true));
        case(2, 40, 60, ("22:30", "22:30", true));
        case(8, 40, 60, ("22:30", "23:00", true)); // nearer than a quarter of an hour says nothing
        case(4, 14, -14, ("22:00", "22:00", false));
        case(3, -50, 0, ("21:15", "22:00", true));
        case(12, 150, 0, ("23:30", "22:00", true)); // never more than an hour and a half
    }

    #[test]
    fn whoever_had_a_cramp_in_bed_was_in_bed() {
        assert_eq!(learned(8, 60, 60, Some(80)).0, "23:00", "the cramp came later than the stretch and the lead");
        assert_eq!(learned(8, 60, 60, Some(50)).0, "22:45");
        assert_eq!(learned(8, 0, 0, Some(11 * 60 + 30)).0, "22:00", "half a day later is no evening before");
    }

    #[test]
    fn a_bedtime_said_anew_starts_anew() {
        let bedtimes = |weekday: Option<&str>, weekend: Option<&str>| {
            let profile = Profile {
                bedtime_weekday: weekday.map(time),
                bedtime_weekend: weekend.map(time),
                ..Profile::unanswered()
            };
            let said = Bedtimes::said(Some(&DatedProfile { since: SAID.parse().unwrap(), profile }));
            (said.weekday.to_string(), said.weekend.to_string(), said.assumed)
        };
        assert_eq!(bedtimes(None, None), ("22:00:00".into(), "22:00:00".into(), true));
        assert_eq!(bedtimes(Some("21:30:00"), None), ("21:30:00".into(), "21:30:00".into(), false));
        assert_eq!(bedtimes(None, Some("23:30:00")), ("23:30:00".into(), "23:30:00".into(), false));
        let preferences = ReminderPreferences::default();
        let evenings: Vec<Evening> = (0..21)
            .map(|back| Evening {
                stretched: Answer::Yes,
                stretched_at: Some(at(night("2026-10-01").plus(-back), 11, 0)),
                ..Evening::unanswered(night("2026-10-01").plus(-back))
            })
            .collect();
        let habit = Habit {
            current: night("2026-10-02"),
            cut: CutHour::NOON,
            preferences: &preferences,
            evenings: &evenings,
            cramps: &[],
        };
        let said = |since: &str| {
            let profile = Profile { bedtime_weekday: Some(time("22:00:00")), ..Profile::unanswered() };
            let profile = DatedProfile { since: since.parse().unwrap(), profile };
            Bedtimes::said(Some(&profile)).learned(Some(profile.since), &habit).weekday.to_string()
        };
        assert_eq!((said("2026-09-01"), said("2026-09-29")), ("22:30:00".into(), "22:00:00".into()));
        // A week on, without an entry since: the evenings before it say nothing of the new bedtime.
        let later = Habit { current: night("2026-10-12"), ..habit };
        let since =
            |since: &str| Bedtimes::said(None).learned(Some(since.parse().unwrap()), &later).weekday.to_string();
        assert_eq!((since("2026-09-01"), since("2026-10-01")), ("23:00:00".into(), "22:00:00".into()), "four Mondays");
    }

    #[test]
    fn saving_another_field_says_no_bedtime_anew() {
        let profile = |since: &str, bedtime: &str, born: i32| {
            let profile = Profile {
                bedtime_weekday: Some(time(bedtime)),
                birth_year: Some(born.try_into().unwrap()),
                ..Profile::unanswered()
            };
            DatedProfile { since: since.parse().unwrap(), profile }
        };
        let profiles = [
            profile("2026-09-20", "22:00:00", 1950),
            profile("2026-08-01", "22:00:00", 1960),
            profile("2026-09-10", "22:00:00", 1960),
            profile("2026-09-05", "23:00:00", 1960),
            profile("2026-12-01", "21:00:00", 1960),
        ];
        let since = |today: &str| said_since(&profiles, today.parse().unwrap()).map(|since| since.to_string());
        assert_eq!(since("2026-10-01").as_deref(), Some("2026-09-10"));
        assert_eq!(since("2026-09-07").as_deref(), Some("2026-09-05"));
        assert_eq!((since("2026-12-01").as_deref(), since("2026-07-01")), (Some("2026-12-01"), None));
    }

    #[test]
    fn other_clocks_and_other_hours_say_nothing() {
        let preferences = |clock| ReminderPreferences { clock, ..ReminderPreferences::default() };
        let seen = |clock, minutes: i64| {
            let of = night("2026-10-01");
            let stretched_at = Some(at(of, 10, minutes));
            let evening = Evening { stretched: Answer::Yes, stretched_at, ..Evening::unanswered(of) };
            let preferences = preferences(clock);
            let (current, cut) = (of, CutHour::NOON);
            let habit = Habit { current, cut, preferences: &preferences, evenings: &[], cramps: &[] };
            habit.went_to_bed(&evening, time("22:00:00"))
        };
        let home = |zone: &str| ReminderClock::Home { zone: zone.into() };
        assert_eq!(seen(ReminderClock::Phone, 20), Some(35), "the lead is a quarter of an hour");
        assert_eq!((seen(home("Etc/UTC"), 20), seen(home("Asia/Tokyo"), 20)), (Some(35), None));
        assert_eq!((seen(ReminderClock::Phone, 165), seen(ReminderClock::Phone, 166)), (Some(180), None));
        assert_eq!((seen(ReminderClock::Phone, -195), seen(ReminderClock::Phone, -196)), (Some(-180), None));
    }

    #[test]
    fn the_steps_stay_when_old_evenings_fall_out_of_sight() {
        let preferences = ReminderPreferences::default();
        let evening = |of: Night| Evening {
            stretched: Answer::Yes,
            stretched_at: Some(at(of, 10, 25)),
            ..Evening::unanswered(of)
        };
        let current = night("2026-10-15");
        let bedtime = |oldest: Night| {
            let evenings: Vec<Evening> = oldest.through(current).map(evening).collect();
            let cut = CutHour::NOON;
            let habit = Habit { current, cut, preferences: &preferences, evenings: &evenings, cramps: &[] };
            Bedtimes::said(None).learned(None, &habit).weekday
        };
        let oldest = night("2026-02-07");
        assert!((0..21).all(|later| bedtime(oldest.plus(later)) == time("22:30:00")));
    }

    #[test]
    fn midnight_is_no_border() {
        assert_eq!(apart(time("00:10:00"), time("23:50:00")), 20);
        assert_eq!(apart(time("23:50:00"), time("00:10:00")), -20);
        assert_eq!(moved(time("23:50:00"), 15), time("00:05:00"));
    }
}

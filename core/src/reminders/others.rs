//! Every reminder but the bedtime call: none of them rings while the person sleeps.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Timelike, Utc};

use super::bedtime::{Evening, Found};
use super::draft::{Draft, Fate};
use super::history::What;
use super::id::ReminderId;
use super::plan::{Planner, nights};
use super::planned::{Adjustment, LeftOutReason, ReminderKind};
use super::preferences::Weekday;
use super::record::ReminderAction;
use crate::answer::Answer;
use crate::night::Night;

/// For how long each of them still makes sense. Our own choice.
const EVENING_LASTS: TimeDelta = TimeDelta::minutes(30);
const DAY_LASTS: TimeDelta = TimeDelta::hours(4);
/// An experiment changes sides before the evening's routine. Our own choice.
const SWITCH_BEFORE_BED: TimeDelta = TimeDelta::hours(3);

/// What is to ring, before anything is said against it.
struct Wanted {
    id: ReminderId,
    at: DateTime<Utc>,
    adjustment: Adjustment,
    lasts: TimeDelta,
    words: &'static str,
    against: Option<LeftOutReason>,
}

impl Planner<'_> {
    /// What hangs on a bedtime: water, soak, the change of an experiment.
    pub(super) fn plan_evenings(&mut self, evenings: &[Evening]) {
        let preferences = &self.inputs.state.preferences;
        let (water, soak) = (preferences.last_water, preferences.warm_soak);
        for evening in evenings {
            let pauses = self.pauses_by_day(evening.night);
            let (no_water, no_soak) = (pauses.water.is_some(), pauses.soak.is_some());
            let before = |kind: ReminderKind, rule: &str, minutes: TimeDelta, lasts, words| Wanted {
                id: ReminderId::new(kind, rule, evening.night),
                at: evening.bedtime.at - minutes,
                adjustment: evening.adjustment,
                lasts,
                words,
                against: None,
            };
            let minutes = |minutes: u16| TimeDelta::minutes(minutes.into());
            if water {
                let against = no_water.then_some(LeftOutReason::Paused);
                let wanted = before(
                    ReminderKind::LastWater,
                    "last",
                    minutes(preferences.last_water_min),
                    EVENING_LASTS,
                    "water",
                );
                self.want(evenings, Wanted { against, ..wanted });
            }
            if soak {
                let wanted =
                    before(ReminderKind::WarmSoak, "soak", minutes(preferences.warm_soak_min), EVENING_LASTS, "soak");
                let against = if self.is_soaked(self.journal_night(evening.night, wanted.at)) {
                    Some(LeftOutReason::Done)
                } else {
                    no_soak.then_some(LeftOutReason::Paused)
                };
                self.want(evenings, Wanted { against, ..wanted });
            }
            for switch in self.inputs.switches.iter().filter(|switch| switch.night == evening.night) {
                let kind = ReminderKind::ExperimentSwitch;
                self.want(
                    evenings,
                    before(kind, &switch.experiment, SWITCH_BEFORE_BED, SWITCH_BEFORE_BED, "experiment"),
                );
            }
        }
    }

    fn is_soaked(&self, night: Night) -> bool {
        self.inputs.state.evenings.iter().any(|evening| evening.night == night && evening.warm_soak == Answer::Yes)
    }

    /// What comes at a time of its own: morning, breaks, the look back at the week, visits.
    pub(super) fn plan_days(&mut self, evenings: &[Evening], current: Night) {
        let preferences = &self.inputs.state.preferences;
        for night in nights(current) {
            if preferences.morning_check_in {
                self.plan_morning(evenings, night);
            }
            self.plan_breaks(evenings, night);
            let review_day = night.at(preferences.review_at, self.clock.cut).date();
            if preferences.review_on == Some(Weekday::of(review_day)) {
                let id = ReminderId::new(ReminderKind::WeeklyReview, "week", night);
                self.want_at(evenings, id, preferences.review_at, DAY_LASTS, "review", None);
            }
            if preferences.visit_follow_up {
                self.plan_visits(evenings, night, review_day);
            }
        }
    }

    fn plan_morning(&mut self, evenings: &[Evening], night: Night) {
        let id = ReminderId::new(ReminderKind::MorningCheckIn, "check-in", night);
        let time = self.inputs.state.preferences.morning_at;
        let Some((at, adjustment)) = self.found(&id, night, time) else { return };
        let slept = evenings.iter().find(|evening| evening.night == night);
        let asleep = slept.map_or(at, |evening| evening.bedtime.at + (evening.waking - evening.bedtime.at) / 2);
        let is_answered = self.inputs.state.answered.contains(&self.journal_night(night, asleep));
        let against = is_answered.then_some(LeftOutReason::NothingOpen);
        // Whoever sleeps longer is asked when they get up.
        let (at, adjustment) = match slept {
            Some(evening) if at < evening.waking => (evening.waking, Adjustment::AfterWaking),
            _ => (at, adjustment),
        };
        self.want(evenings, Wanted { id, at, adjustment, lasts: DAY_LASTS, words: "morning", against });
    }

    fn plan_breaks(&mut self, evenings: &[Evening], night: Night) {
        let preferences = &self.inputs.state.preferences;
        let minutes = |time: NaiveTime| time.hour() * 60 + time.minute();
        let times = (minutes(preferences.break_from)..=minutes(preferences.break_until))
            .step_by(usize::from(preferences.break_every_min).max(1));
        for (index, minute) in times.enumerate() {
            let Some(time) = NaiveTime::from_hms_opt(minute / 60, minute % 60, 0) else { continue };
            if preferences.break_days.contains(&Weekday::of(night.at(time, self.clock.cut).date())) {
                let id = ReminderId::new(ReminderKind::SittingBreak, (index + 1).to_string(), night);
                let against = self.pauses_by_day(night).self_care.is_some().then_some(LeftOutReason::Paused);
                self.want_at(evenings, id, time, EVENING_LASTS, "break", against);
            }
        }
    }

    fn plan_visits(&mut self, evenings: &[Evening], night: Night, day: NaiveDate) {
        for visit in self.inputs.follow_ups.iter().filter(|visit| visit.on == day) {
            let id = ReminderId::new(ReminderKind::VisitFollowUp, &*visit.rule_id, night);
            let words = if visit.after_visit { "visit-after" } else { "visit" };
            self.want_at(evenings, id, self.inputs.state.preferences.review_at, DAY_LASTS, words, None);
        }
    }

    fn want_at(
        &mut self,
        evenings: &[Evening],
        id: ReminderId,
        time: NaiveTime,
        lasts: TimeDelta,
        words: &'static str,
        against: Option<LeftOutReason>,
    ) {
        if let Some((at, adjustment)) = self.found(&id, id.night, time) {
            self.want(evenings, Wanted { id, at, adjustment, lasts, words, against });
        }
    }

    fn found(&mut self, id: &ReminderId, night: Night, time: NaiveTime) -> Option<(DateTime<Utc>, Adjustment)> {
        match self.clock.find(night, time) {
            Found::At(at, adjustment) => Some((at.at, adjustment)),
            Found::Dropped => {
                self.settle(id.clone(), Err(LeftOutReason::NoSuchEvening));
                None
            }
            Found::Before | Found::Beyond => None,
        }
    }

    fn want(&mut self, evenings: &[Evening], wanted: Wanted) {
        let id = wanted.id.clone();
        let fate = self.fate(evenings, wanted);
        self.settle(id, fate);
    }

    fn fate(&self, evenings: &[Evening], wanted: Wanted) -> Fate {
        let Wanted { id, at, adjustment, lasts, words, against } = wanted;
        let too_late = at + lasts;
        let said = |action| self.history.of_id(&id).any(|event| event.what == What::Said(action));
        if said(ReminderAction::Done) {
            return Err(LeftOutReason::Done);
        }
        if said(ReminderAction::NotTonight) {
            return Err(LeftOutReason::NotTonight);
        }
        if let Some(reason) = against {
            return Err(reason);
        }
        let snoozed = self.history.snoozed_until(&id);
        if snoozed.is_none() && self.history.of_id(&id).any(|event| event.what == What::Rang) {
            return Err(LeftOutReason::Delivered);
        }
        let due = self.due(&id, snoozed.unwrap_or(at), too_late)?;
        if evenings.iter().any(|evening| evening.is_quiet(due.at)) {
            return Err(LeftOutReason::Quiet);
        }
        let adjustment = due.moved.unwrap_or(if snoozed.is_some() { Adjustment::Snoozed } else { adjustment });
        Ok(Draft { id, at: due.at, too_late, adjustment, button: None, words })
    }
}

//! The planner: preferences, journal and clocks in, a plan out.

use chrono::{DateTime, Datelike, Utc};

use super::bedtime::{Clock, Evening as Bedtime, Evenings, evenings};
use super::draft::Draft;
use super::habit::Bedtimes;
use super::history::{History, new_doubts};
use super::id::ReminderId;
use super::ledger::{LedgerRow, Settled, Waiting};
use super::pause::Pauses;
use super::planned::{Capabilities, LeftOut, LeftOutReason, Plan, ReminderZones};
use super::preferences::{ReminderClock, ReminderPreferences};
use super::record::ReminderRecord;
use crate::entries::Evening;
use crate::invalid::{Invalid, in_range};
use crate::night::{CutHour, Moment, Night, ZoneWindow};
use crate::texts::Texts;

/// What the journal knows of reminders, read in one go.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ReminderState {
    pub(crate) cut: CutHour,
    pub(crate) preferences: ReminderPreferences,
    /// The evenings of the nights around now, future ones too.
    pub(crate) evenings: Vec<Evening>,
    /// The nights around now of which nothing is open any more.
    pub(crate) answered: Vec<Night>,
    /// What was reported in the last days, and whatever lies in the future.
    pub(crate) records: Vec<ReminderRecord>,
    /// Which of all these records are in doubt, or were.
    pub(crate) doubts: Vec<Doubt>,
    /// What was handed to the phone and is not settled yet.
    pub(crate) waiting: Vec<Waiting>,
    /// What was due in the last 30 nights.
    pub(crate) ledger: Vec<LedgerRow>,
}

/// A record, or a stretch that was done, more than 12 hours in the future when it was first seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Doubt {
    /// The reminder it belongs to.
    pub(crate) reminder: String,
    /// When it says that it was made.
    pub(crate) at: DateTime<Utc>,
    /// The person has confirmed it.
    pub(crate) trusted: bool,
}

/// A word about a visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FollowUp {
    pub(crate) rule_id: String,
    /// The day it comes.
    pub(crate) on: chrono::NaiveDate,
    /// After the visit, not before it.
    pub(crate) after_visit: bool,
}

/// The evening on which an experiment changes sides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Switch {
    pub(crate) experiment: String,
    pub(crate) night: Night,
}

/// Everything that a plan depends on.
pub(crate) struct Inputs<'a> {
    pub(crate) now: DateTime<Utc>,
    pub(crate) zones: &'a ReminderZones,
    pub(crate) capabilities: &'a Capabilities,
    pub(crate) state: &'a ReminderState,
    pub(crate) bedtimes: Bedtimes,
    /// What pauses at a moment.
    pub(crate) pauses: &'a dyn Fn(&Moment) -> Pauses,
    pub(crate) follow_ups: &'a [FollowUp],
    pub(crate) switches: &'a [Switch],
    pub(crate) texts: Texts,
}

/// A plan, and what the ledger must remember of it.
pub(crate) struct Planning {
    pub(crate) plan: Plan,
    pub(crate) settled: Settled,
    /// Records that are in doubt from now on.
    pub(crate) doubts: Vec<Doubt>,
}

/// A plan reaches so many nights ahead.
pub(super) const NIGHTS_AHEAD: i64 = 14;

/// A plan in the making.
pub(super) struct Planner<'a> {
    pub(super) inputs: &'a Inputs<'a>,
    pub(super) clock: Clock<'a>,
    pub(super) history: History<'a>,
    /// What pauses now.
    pub(super) pauses: Pauses,
    /// What of it still pauses on later evenings.
    pausing: Vec<(Night, Pauses)>,
    pub(super) drafts: Vec<Draft>,
    pub(super) left_out: Vec<LeftOut>,
}

/// Plans.
///
/// # Errors
/// [`Invalid`] for a zone window that is unsound, does not hold `now`, or is missing; and for capabilities that no phone has.
pub(crate) fn plan(inputs: &Inputs<'_>) -> Result<Planning, Invalid> {
    let clock = Clock { zone: zone_of(inputs)?, cut: inputs.state.cut };
    let now = clock.zone.moment_at(inputs.now)?;
    check(inputs.capabilities)?;
    let doubts = new_doubts(inputs);
    let history = History::of(inputs, clock, &doubts);
    let current = Night::of(&now, clock.cut);
    let preferences = &inputs.state.preferences;
    let mut evenings = evenings(clock, &inputs.bedtimes, preferences, nights(current));
    for evening in &mut evenings.list {
        evening.in_bed = history.in_bed(evening.night);
    }
    let pauses = (inputs.pauses)(&now);
    let pausing = pauses_of_evenings(inputs, &evenings.list, &pauses);
    let mut planner = Planner { inputs, clock, history, pauses, pausing, drafts: Vec::new(), left_out: Vec::new() };
    planner.plan_stretches(&evenings);
    planner.plan_evenings(&evenings.list);
    planner.plan_days(&evenings.list, current);
    Ok(planner.finish(&evenings, doubts))
}

/// The nights of a plan: last night's morning may be still to come.
pub(super) fn nights(current: Night) -> impl Iterator<Item = Night> {
    let last_year = |night: &Night| night.ends_on().year() <= 9_999;
    (-1..=NIGHTS_AHEAD).map(move |ahead| current.plus(ahead)).filter(last_year)
}

fn zone_of<'a>(inputs: &Inputs<'a>) -> Result<&'a ZoneWindow, Invalid> {
    let ReminderClock::Home { zone } = &inputs.state.preferences.clock else { return Ok(&inputs.zones.phone) };
    match &inputs.zones.home {
        Some(home) if home.zone == *zone => Ok(home),
        _ => Err(Invalid::new("home", format!("must be the window of {zone}: reminders go by its clock"))),
    }
}

fn check(capabilities: &Capabilities) -> Result<(), Invalid> {
    in_range("most_pending", Some(capabilities.most_pending), 1, 60)?;
    in_range("window_s", Some(capabilities.window_s), 0, 3_600)
}

impl Planner<'_> {
    /// The calls of all evenings.
    fn plan_stretches(&mut self, evenings: &Evenings) {
        if !self.inputs.state.preferences.bedtime_stretch {
            return;
        }
        for night in &evenings.dropped {
            self.settle(ReminderId::bedtime(*night), Err(LeftOutReason::NoSuchEvening));
        }
        for evening in &evenings.list {
            self.plan_stretch(evening, self.pauses_of(evening.night).stretch.is_some());
        }
    }

    /// What pauses on the evening of a night.
    pub(super) fn pauses_of(&self, night: Night) -> &Pauses {
        self.pausing.iter().find(|(of, _)| *of == night).map_or(&self.pauses, |(_, pauses)| pauses)
    }

    /// What pauses for what else belongs to a night: tonight's may come long before bedtime, so what pauses now counts.
    pub(super) fn pauses_by_day(&self, night: Night) -> &Pauses {
        let is_tonight = self.clock.night_of(self.inputs.now) == Some(night);
        if is_tonight { &self.pauses } else { self.pauses_of(night) }
    }

    /// The night under which the journal keeps what happens at an instant of a night of this clock: it goes by the phone's.
    pub(super) fn journal_night(&self, night: Night, at: DateTime<Utc>) -> Night {
        let there = self.inputs.zones.phone.moment_at(at);
        let kept = there.ok().filter(|_| self.inputs.state.preferences.clock != ReminderClock::Phone);
        kept.map_or(night, |there| Night::of(&there, self.clock.cut))
    }
}

/// What pauses now is judged anew for each evening to come as long as any of it lasts, so that it comes back by itself.
fn pauses_of_evenings(inputs: &Inputs<'_>, evenings: &[Bedtime], now: &Pauses) -> Vec<(Night, Pauses)> {
    let preferences = &inputs.state.preferences;
    let mut lasting = Pauses {
        stretch: now.stretch.clone().filter(|_| preferences.bedtime_stretch),
        water: now.water.clone().filter(|_| preferences.last_water),
        soak: now.soak.clone().filter(|_| preferences.warm_soak),
        self_care: now.self_care.clone().filter(|_| !preferences.break_days.is_empty()),
    };
    let mut found = Vec::new();
    for evening in evenings.iter().filter(|evening| evening.bedtime.at > inputs.now) {
        if lasting != Pauses::default() {
            lasting = lasting.and((inputs.pauses)(&evening.bedtime));
        }
        found.push((evening.night, lasting.clone()));
    }
    found
}

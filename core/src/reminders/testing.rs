//! A person with a phone, for the tests of the planner: jiff knows the zones, and the state changes as a store would change it.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};

use super::habit::Bedtimes;
use super::id::ReminderId;
use super::ledger::{LedgerRow, Settled};
use super::pause::{Pause, Pauses};
use super::plan::{Doubt, FollowUp, Inputs, Planning, ReminderState, Switch, plan};
use super::planned::{Capabilities, LeftOutReason, Plan, Planned, ReminderZones};
use super::preferences::{ReminderClock, ReminderPreferences};
use super::record::{ReminderAction, ReminderRecord};
use crate::answer::Answer;
use crate::entries::Evening;
use crate::night::{CutHour, Moment, Night, Transition, ZoneWindow};
use crate::texts::Texts;

thread_local! {
    /// jiff reads a zone anew each time; ten thousand plans need the same few.
    static RULES: RefCell<HashMap<String, Rc<Rules>>> = RefCell::default();
}

/// All changes of a zone's offset in the years that tests look at, oldest first.
struct Rules {
    zone: jiff::tz::TimeZone,
    first_offset_s: i32,
    changes: Vec<Transition>,
}

fn rules(id: &str) -> Rc<Rules> {
    RULES.with_borrow_mut(|known| {
        if let Some(rules) = known.get(id) {
            return Rc::clone(rules);
        }
        let zone = jiff::tz::TimeZoneDatabase::bundled().get(id).unwrap();
        let first = jiff::Timestamp::UNIX_EPOCH;
        let changes = zone.following(first).map(|change| Transition {
            at: DateTime::from_timestamp(change.timestamp().as_second(), 0).unwrap(),
            offset_s: change.offset().seconds(),
        });
        let changes = changes.take_while(|change| change.at < utc("2040-01-01T00:00:00Z")).collect();
        let rules = Rc::new(Rules { first_offset_s: zone.to_offset(first).seconds(), changes, zone });
        Rc::clone(known.entry(id.to_owned()).or_insert(rules))
    })
}

pub(super) fn time_zone(id: &str) -> jiff::tz::TimeZone {
    rules(id).zone.clone()
}

/// The zone's rules from `start` to `end` as jiff knows them.
pub(super) fn zone_window(id: &str, start: DateTime<Utc>, end: DateTime<Utc>) -> ZoneWindow {
    let rules = rules(id);
    let inside = rules.changes.partition_point(|change| change.at <= start);
    let after = rules.changes.partition_point(|change| change.at < end);
    let offset_s = inside.checked_sub(1).map_or(rules.first_offset_s, |last| rules.changes[last].offset_s);
    ZoneWindow { zone: id.into(), start, end, offset_s, transitions: rules.changes[inside..after].to_vec() }
}

pub(super) fn utc(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

pub(super) fn night(text: &str) -> Night {
    text.parse().unwrap()
}

pub(super) fn time(text: &str) -> NaiveTime {
    text.parse().unwrap()
}

/// A person with a phone. Only the bedtime stretch is on, without lead: rule R of the shared cases.
#[derive(Clone)]
pub(super) struct Person {
    pub(super) zone: String,
    pub(super) bedtimes: Bedtimes,
    pub(super) capabilities: Capabilities,
    pub(super) state: ReminderState,
    pub(super) pauses: fn(&Moment) -> Pauses,
    pub(super) follow_ups: Vec<FollowUp>,
    pub(super) switches: Vec<Switch>,
}

impl Person {
    pub(super) fn new(zone: &str, bedtime: &str) -> Self {
        let bedtime = time(bedtime);
        let preferences =
            ReminderPreferences { lead_min: 0, morning_check_in: false, visit_follow_up: false, ..Default::default() };
        Self {
            zone: zone.into(),
            bedtimes: Bedtimes { weekday: bedtime, weekend: bedtime, assumed: false, learned: None },
            capabilities: Capabilities {
                most_pending: 60,
                notifications: true,
                exact: true,
                window_s: 600,
                runs_at_delivery: true,
                up_since: None,
            },
            state: ReminderState {
                cut: CutHour::NOON,
                preferences,
                evenings: Vec::new(),
                answered: Vec::new(),
                records: Vec::new(),
                doubts: Vec::new(),
                waiting: Vec::new(),
                ledger: Vec::new(),
            },
            pauses: |_| Pauses::default(),
            follow_ups: Vec::new(),
            switches: Vec::new(),
        }
    }

    /// The phone's clock at an instant.
    pub(super) fn moment(&self, at: &str) -> Moment {
        self.moment_at(utc(at))
    }

    pub(super) fn moment_at(&self, at: DateTime<Utc>) -> Moment {
        zone_window(&self.zone, at - TimeDelta::days(1), at + TimeDelta::days(1)).moment_at(at).unwrap()
    }

    /// Plans, without a trace.
    pub(super) fn look(&self, now: DateTime<Utc>) -> Planning {
        self.look_within(now, now + TimeDelta::days(20))
    }

    fn look_within(&self, now: DateTime<Utc>, end: DateTime<Utc>) -> Planning {
        let until = |id: &str, end| zone_window(id, now - TimeDelta::days(4), end);
        // The home's window is as long as it should be.
        let window = |id: &str| until(id, now + TimeDelta::days(20));
        let home = match &self.state.preferences.clock {
            ReminderClock::Phone => None,
            ReminderClock::Home { zone } => Some(window(zone)),
        };
        let zones = ReminderZones { phone: until(&self.zone, end), home };
        let inputs = Inputs {
            now,
            zones: &zones,
            capabilities: &self.capabilities,
            state: &self.state,
            bedtimes: self.bedtimes,
            pauses: &self.pauses,
            follow_ups: &self.follow_ups,
            switches: &self.switches,
            texts: Texts::of("en"),
        };
        plan(&inputs).unwrap()
    }

    /// Plans, and keeps what the ledger must keep.
    pub(super) fn plan_at(&mut self, now: DateTime<Utc>) -> Plan {
        let Planning { plan, settled, doubts } = self.look(now);
        self.keep(settled, doubts);
        plan
    }

    /// With a zone window of the phone that ends earlier than it should.
    pub(super) fn plan_within(&mut self, now: DateTime<Utc>, end: DateTime<Utc>) -> Plan {
        let Planning { plan, settled, doubts } = self.look_within(now, end);
        self.keep(settled, doubts);
        plan
    }

    pub(super) fn plan(&mut self, now: &str) -> Plan {
        self.plan_at(utc(now))
    }

    fn keep(&mut self, settled: Settled, doubts: Vec<Doubt>) {
        let waiting = &mut self.state.waiting;
        for (reminder, outcome) in settled.ended {
            let index = waiting.iter().position(|it| it.reminder == reminder).unwrap();
            let was = waiting.remove(index);
            self.state.ledger.push(LedgerRow { reminder, planned: was.at, outcome });
        }
        waiting.retain(|it| !settled.withdrawn.contains(&it.reminder));
        for new in settled.waiting {
            waiting.retain(|it| it.reminder != new.reminder);
            waiting.push(new);
        }
        self.state.doubts.extend(doubts);
    }

    pub(super) fn record(&mut self, reminder: &str, action: ReminderAction, at: &str) {
        let record = ReminderRecord { reminder: reminder.into(), action, at: self.moment(at) };
        self.state.records.push(record);
    }

    /// The stretch of a night, done at an instant, as the phone's clock has it.
    pub(super) fn stretch(&mut self, of: &str, at: Option<&str>) {
        let stretched_at = at.map(|at| self.moment(at));
        let evening = Evening { stretched: Answer::Yes, stretched_at, ..Evening::unanswered(night(of)) };
        self.state.evenings.push(evening);
    }
}

/// The instants of a plan's bedtime calls.
pub(super) fn instants(plan: &Plan) -> Vec<String> {
    plan.items.iter().map(|item| item.at.at.format("%Y-%m-%dT%H:%MZ").to_string()).collect()
}

pub(super) fn ids(plan: &Plan) -> Vec<&str> {
    plan.items.iter().map(|item| item.id.as_str()).collect()
}

pub(super) fn item<'p>(plan: &'p Plan, id: &str) -> Option<&'p Planned> {
    plan.items.iter().find(|item| item.id == id)
}

/// Why a reminder does not ring.
pub(super) fn why_not(plan: &Plan, id: &str) -> Option<LeftOutReason> {
    plan.left_out.iter().find(|it| it.id == id).map(|it| it.reason)
}

pub(super) fn stretch_id(of: &str) -> String {
    ReminderId::bedtime(night(of)).to_string()
}

/// Something that pauses the stretch.
pub(super) fn paused() -> Pauses {
    let pause = || Some(Pause { by: "G12".into(), why: "Pause stretching.".into() });
    Pauses { stretch: pause(), ..Pauses::default() }
}

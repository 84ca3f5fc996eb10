//! A phone with the app on it, and its owner's journal. It knows nothing of how the planner decides: it holds what it is
//! told, rings it by its own clock, loses it where phones lose it, and reports what phones report.

mod happen;

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::super::id::ReminderId;
use super::super::ledger::LedgerRow;
use super::super::plan::{Planning, ReminderState};
use super::super::planned::{Adjustment, Plan, Planned};
use super::super::preferences::ReminderClock;
use super::super::record::{ReminderAction, ReminderRecord};
use super::super::testing::{Person, paused, zone_window};
use super::super::zones::bedtime;
use super::draw::{Life, mix};
use super::judge::{Fault, check_plan, check_ring, check_settled};
use crate::answer::Answer;
use crate::entries::Evening;
use crate::night::{CutHour, Moment, Night};

/// How long after an alarm Android's net looks whether it rang.
const GRACE: TimeDelta = TimeDelta::minutes(5);
/// iOS tells of so many of those it has shown: the others were swiped away.
const SEEN_PERCENT: u64 = 60;
/// Every month the stretch pauses on these days.
const PAUSED_DAYS: std::ops::Range<u32> = 10..12;
/// The store hands out what was reported in so many days, and since the oldest that waits.
const RECORDS_REACH: TimeDelta = TimeDelta::days(4);

/// A reminder that the phone holds.
#[derive(Clone)]
pub(super) struct Held {
    pub(super) item: Planned,
    /// iOS: the true instant at which time has run out, where it does not go by the wall clock.
    after: Option<DateTime<Utc>>,
    /// How often clock or zone had changed when it was planned.
    pub(super) epoch: usize,
    pub(super) planned_at: DateTime<Utc>,
}

/// A reminder that was shown.
#[derive(Clone)]
pub(super) struct Ring {
    pub(super) held: Held,
    /// The true time.
    pub(super) at: DateTime<Utc>,
    /// The phone's.
    pub(super) shown: Moment,
}

/// The clock and the habit that hold from an instant on.
#[derive(Clone, PartialEq)]
pub(super) struct Segment {
    pub(super) from: DateTime<Utc>,
    /// The zone that the evening goes by.
    pub(super) zone: String,
    pub(super) is_home: bool,
    pub(super) skew: TimeDelta,
    pub(super) bedtime: u32,
    pub(super) lead: TimeDelta,
    pub(super) too_late: TimeDelta,
    /// The phone has room for all that is planned.
    pub(super) is_roomy: bool,
}

/// A time in which the phone could not ring.
pub(super) struct Deaf {
    pub(super) from: DateTime<Utc>,
    pub(super) until: DateTime<Utc>,
    /// It was off; else the app was stopped.
    pub(super) off: bool,
}

pub(super) struct Phone {
    pub(super) ios: bool,
    /// The true time.
    pub(super) now: DateTime<Utc>,
    /// How far the phone's clock is ahead of it.
    pub(super) skew: TimeDelta,
    pub(super) person: Person,
    pub(super) bedtime: u32,
    pub(super) held: Vec<Held>,
    /// Android: when to look, by the phone's clock.
    look_at: Option<DateTime<Utc>>,
    off_until: Option<DateTime<Utc>>,
    stopped: bool,
    answer: Option<(ReminderAction, i64)>,
    answers: Vec<(DateTime<Utc>, String, ReminderAction)>,
    /// iOS: shown, and not told yet.
    shown: Vec<ReminderRecord>,
    planner: fn(&Person, DateTime<Utc>) -> Planning,
    pub(super) rings: Vec<Ring>,
    /// When each of the journal's records was made.
    pub(super) recorded: Vec<DateTime<Utc>>,
    /// When each of the journal's doubts arose.
    pub(super) doubted: Vec<DateTime<Utc>>,
    /// Every stretch that was ever logged, and when.
    pub(super) stretched: Vec<(Evening, DateTime<Utc>)>,
    pub(super) segments: Vec<Segment>,
    pub(super) deaf: Vec<Deaf>,
    /// From when to when it was not allowed to show anything.
    pub(super) muted: Vec<(DateTime<Utc>, DateTime<Utc>)>,
    /// When an alarm was lost.
    pub(super) lost: Vec<DateTime<Utc>>,
    /// When the app planned, by the true time.
    pub(super) plans: Vec<DateTime<Utc>>,
    pub(super) epoch: usize,
    /// Android: what was rung, or could not be, is not tried again when it is late.
    tried: BTreeSet<String>,
    seed: u64,
}

/// Never.
const FOREVER: DateTime<Utc> = DateTime::<Utc>::MAX_UTC;

impl Phone {
    /// A new phone. Its owner's stretch pauses on two days of each month.
    pub(super) fn new(life: &Life, planner: fn(&Person, DateTime<Utc>) -> Planning) -> Self {
        let mut person = Person::new(life.zone, "22:00:00");
        person.state.preferences.lead_min = life.lead_min;
        person.capabilities.runs_at_delivery = !life.ios;
        person.pauses = |at| if is_paused(at.local().date()) { paused() } else { Default::default() };
        let mut phone = Self {
            ios: life.ios,
            now: life.start,
            skew: TimeDelta::zero(),
            person,
            bedtime: life.bedtime,
            held: Vec::new(),
            look_at: None,
            off_until: None,
            stopped: false,
            answer: None,
            answers: Vec::new(),
            shown: Vec::new(),
            planner,
            rings: Vec::new(),
            recorded: Vec::new(),
            doubted: Vec::new(),
            stretched: Vec::new(),
            segments: Vec::new(),
            deaf: Vec::new(),
            muted: Vec::new(),
            lost: Vec::new(),
            plans: Vec::new(),
            epoch: 0,
            tried: BTreeSet::new(),
            seed: life.seed,
        };
        phone.set_bedtime(life.bedtime);
        phone.turn();
        phone
    }

    /// Lives through a year.
    pub(super) fn live(&mut self, life: &Life) -> Result<(), Fault> {
        let mut events = life.events.iter().peekable();
        loop {
            let by_itself = self.next_by_itself();
            match events.peek() {
                // At the same instant a phone rings first: nobody opens an app as fast.
                Some(event) if event.at < by_itself => {
                    self.now = event.at;
                    let event = *events.next().unwrap();
                    self.happen(event)?;
                }
                _ if by_itself >= life.end => return Ok(()),
                _ => {
                    self.now = by_itself;
                    self.go_on()?;
                }
            }
        }
    }

    /// What the phone's clock shows.
    pub(super) fn clock(&self) -> DateTime<Utc> {
        self.now + self.skew
    }

    pub(super) fn moment(&self) -> Moment {
        self.person.moment_at(self.clock())
    }

    fn set_bedtime(&mut self, half_hours: u32) {
        self.bedtime = half_hours;
        let time = bedtime(half_hours);
        (self.person.bedtimes.weekday, self.person.bedtimes.weekend) = (time, time);
        self.person.state.cut = CutHour::proposed_for(time);
    }

    /// Clock or habit have changed.
    fn turn(&mut self) {
        let preferences = &self.person.state.preferences;
        let home = match &preferences.clock {
            ReminderClock::Phone => None,
            ReminderClock::Home { zone } => Some(zone.clone()),
        };
        let is_busy = preferences.last_water || preferences.second_call;
        let segment = Segment {
            from: self.now,
            is_home: home.is_some(),
            zone: home.unwrap_or_else(|| self.person.zone.clone()),
            skew: self.skew,
            bedtime: self.bedtime,
            lead: TimeDelta::minutes(preferences.lead_min.into()),
            too_late: TimeDelta::minutes(preferences.too_late_min.into()),
            is_roomy: self.person.capabilities.most_pending == 60 && !is_busy,
        };
        let is_same = |last: &Segment| Segment { from: segment.from, ..last.clone() } == segment;
        if !self.segments.last().is_some_and(is_same) {
            self.segments.push(segment);
        }
    }

    /// When the phone next does something by itself.
    fn next_by_itself(&self) -> DateTime<Utc> {
        if let Some(until) = self.off_until {
            return until;
        }
        let rings = self.held.iter().filter_map(|held| self.rings_at(held));
        let look = self.look_at.map(|at| self.alarm_at(at, 600, "look"));
        let answers = self.answers.iter().map(|(at, ..)| *at);
        rings.chain(look).chain(answers).min().unwrap_or(FOREVER)
    }

    /// When an Android alarm comes, by the true time: at once where the clock has jumped over it.
    fn alarm_at(&self, at: DateTime<Utc>, window_s: u32, what: &str) -> DateTime<Utc> {
        let number = what.bytes().fold(self.seed, |sum, byte| mix(sum ^ u64::from(byte)));
        let number = mix(number ^ at.timestamp().unsigned_abs() ^ self.epoch as u64);
        // Never to the millisecond.
        let held_back_ms = number % (u64::from(window_s) * 1_000).max(900);
        (at - self.skew + TimeDelta::milliseconds(i64::try_from(held_back_ms).unwrap())).max(self.now)
    }

    /// When a reminder rings, by the true time; `None` where iOS' calendar has passed it without a sound.
    fn rings_at(&self, held: &Held) -> Option<DateTime<Utc>> {
        if !self.ios {
            return Some(self.alarm_at(held.item.at.at, held.item.window_s, &held.item.id));
        }
        let by_calendar = || {
            let planned = held.item.at.at;
            let window = zone_window(&self.person.zone, planned - TimeDelta::days(2), planned + TimeDelta::days(2));
            window.resolve(held.item.at.local()).unwrap().moment().at - self.skew
        };
        Some(held.after.unwrap_or_else(by_calendar)).filter(|at| *at >= self.now)
    }

    /// The phone does what is due: it starts, rings, looks, or is answered.
    fn go_on(&mut self) -> Result<(), Fault> {
        if self.off_until.take().is_some() {
            self.person.capabilities.up_since = (!self.ios).then_some(self.clock());
            self.stopped = false;
            self.pass_over();
            return self.changed();
        }
        if let Some(index) = self.answers.iter().position(|(at, ..)| *at <= self.now) {
            let (_, id, action) = self.answers.remove(index);
            return self.answered(id, action);
        }
        if let Some(index) = self.held.iter().position(|held| self.rings_at(held) == Some(self.now)) {
            let held = self.held.remove(index);
            self.ring(held)?;
            return if self.ios { Ok(()) } else { self.hold() };
        }
        self.look_at = None;
        self.changed()
    }

    fn ring(&mut self, held: Held) -> Result<(), Fault> {
        self.tried.insert(held.item.id.clone());
        if !self.person.capabilities.notifications || (!self.ios && self.clock() >= held.item.too_late) {
            return Ok(());
        }
        let (id, shown) = (held.item.id.clone(), self.moment());
        let record = ReminderRecord { reminder: id.clone(), action: ReminderAction::Delivered, at: shown.clone() };
        let ring = Ring { held, at: self.now, shown };
        check_ring(self, &ring)?;
        self.rings.push(ring);
        if self.ios {
            let number = mix(self.seed ^ self.now.timestamp().unsigned_abs());
            self.shown.extend((number % 100 < SEEN_PERCENT).then_some(record));
        } else {
            self.record(record);
        }
        if let Some((action, minutes)) = self.answer.take() {
            self.answers.push((self.now + TimeDelta::minutes(minutes), id, action));
        }
        Ok(())
    }

    fn record(&mut self, record: ReminderRecord) {
        self.person.state.records.push(record);
        self.recorded.push(self.now);
    }

    fn answered(&mut self, id: String, action: ReminderAction) -> Result<(), Fault> {
        // The system has taken a stopped app's notifications away.
        if self.stopped {
            return Ok(());
        }
        let shown = self.rings.iter().rev().find(|ring| ring.held.item.id == id).map(|ring| ring.shown.clone());
        if let Some(at) = shown.filter(|_| self.ios) {
            let delivered = ReminderRecord { reminder: id.clone(), action: ReminderAction::Delivered, at };
            if !self.person.state.records.contains(&delivered) {
                self.shown.retain(|it| *it != delivered);
                self.record(delivered);
            }
        }
        let record = ReminderRecord { reminder: id.clone(), action, at: self.moment() };
        self.record(record);
        self.tried.remove(&id);
        let night = id.split(':').nth(2).unwrap().parse().unwrap();
        if action == ReminderAction::Done && id.starts_with("bedtime:") {
            self.stretch(night);
        }
        self.hold()
    }

    fn stretch(&mut self, night: Night) {
        let evening =
            Evening { stretched: Answer::Yes, stretched_at: Some(self.moment()), ..Evening::unanswered(night) };
        self.person.state.evenings.retain(|it| it.night != night);
        self.stretched.push((evening.clone(), self.now));
        self.person.state.evenings.push(evening);
    }

    /// The system says that something has changed. Who is stopped hears nothing, and on iOS nobody does.
    fn changed(&mut self) -> Result<(), Fault> {
        if self.stopped || self.ios { Ok(()) } else { self.hold() }
    }

    /// The person has the app before them.
    fn used(&mut self) -> Result<(), Fault> {
        self.stopped = false;
        self.end_deafness();
        self.hold()
    }

    fn end_deafness(&mut self) {
        let now = self.now;
        self.deaf.iter_mut().filter(|deaf| deaf.until == FOREVER).for_each(|deaf| deaf.until = now);
    }

    /// Plans, and holds the plan.
    fn hold(&mut self) -> Result<(), Fault> {
        // Android rings what is late at once.
        for _ in 0..10 {
            let plan = self.plan()?;
            if self.ios {
                self.hold_all(plan.items);
                return Ok(());
            }
            self.hold_next(&plan);
            let soon = self.clock() + TimeDelta::minutes(1);
            let late = |held: &Held| held.item.adjustment == Adjustment::Late && held.item.at.at <= soon;
            if !self.held.first().is_some_and(late) {
                return Ok(());
            }
            let held = self.held.remove(0);
            self.ring(held)?;
        }
        Err(Fault::new("late", "again and again".into()))
    }

    /// What iOS' calendar has passed does not come any more.
    fn pass_over(&mut self) {
        let held = std::mem::take(&mut self.held);
        self.held = held.into_iter().filter(|held| self.rings_at(held).is_some()).collect();
    }

    fn hold_next(&mut self, plan: &Plan) {
        let held = |item: &Planned| Held { item: item.clone(), after: None, epoch: self.epoch, planned_at: self.now };
        let is_over = |item: &&Planned| item.adjustment == Adjustment::Late && self.tried.contains(&item.id);
        let next = plan.items.iter().find(|item| !is_over(item));
        self.held = next.map(held).into_iter().collect();
        let look = next.map(|next| next.at.at + TimeDelta::seconds(next.window_s.into()) + GRACE);
        self.look_at = Some(look.map_or(plan.refill_by, |look| look.min(plan.refill_by)));
    }

    /// Only what has changed is set anew: a calendar's request stays, with the time that runs in it.
    fn hold_all(&mut self, items: Vec<Planned>) {
        self.pass_over();
        let before = std::mem::take(&mut self.held);
        let is_home = self.person.state.preferences.clock != ReminderClock::Phone;
        for item in items {
            let runs_out = item.shown_twice || is_home || item.adjustment == Adjustment::Snoozed;
            let is_same = |held: &&Held| held.item.hash == item.hash && held.after.is_some() == runs_out;
            let known = before.iter().find(|held| held.item.id == item.id && is_same(held));
            let after = known.map_or_else(|| runs_out.then(|| item.at.at - self.skew), |known| known.after);
            let epoch = known.filter(|known| known.after.is_some()).map_or(self.epoch, |known| known.epoch);
            self.held.push(Held { item, after, epoch, planned_at: self.now });
        }
    }

    fn plan(&mut self) -> Result<Plan, Fault> {
        for record in std::mem::take(&mut self.shown) {
            self.record(record);
        }
        let planning = self.look();
        check_settled(self, &planning.settled)?;
        let plan = self.keep(planning);
        check_plan(self, &plan)?;
        // Every fourth time: it takes as long as all the rest.
        let again = self.plans.len().is_multiple_of(4).then(|| self.look());
        if let Some(again) = again
            && (again.plan.items != plan.items || !again.settled.is_empty())
        {
            let changed = again.plan.items.iter().find(|item| !plan.items.contains(item));
            return Err(Fault::new("twice", format!("{:?}, {changed:?}", again.settled)));
        }
        self.plans.push(self.now);
        Ok(plan)
    }

    /// Asks the planner with what the store would hand out.
    fn look(&mut self) -> Planning {
        let (now, cut) = (self.clock(), self.person.state.cut);
        let current = Night::of(&self.moment(), cut);
        let all = &self.person.state;
        let oldest = all.waiting.iter().map(|it| it.at.at).min().unwrap_or(now);
        let recent = |at: DateTime<Utc>| at >= (oldest - TimeDelta::days(1)).min(now - RECORDS_REACH);
        let is_near = |id: &str| current.nights_to(id.parse::<ReminderId>().unwrap().night) >= -4;
        let ledger = |it: &&LedgerRow| it.planned.at >= now - TimeDelta::days(31) && it.planned.at <= now;
        let evenings = all.evenings.iter().filter(|it| (-4..=16).contains(&current.nights_to(it.night)));
        let handed_out = ReminderState {
            cut,
            preferences: all.preferences.clone(),
            evenings: evenings.cloned().collect(),
            answered: Vec::new(),
            records: all.records.iter().filter(|it| recent(it.at.at) || is_near(&it.reminder)).cloned().collect(),
            doubts: all.doubts.iter().filter(|it| recent(it.at)).cloned().collect(),
            waiting: all.waiting.clone(),
            ledger: all.ledger.iter().filter(ledger).cloned().collect(),
        };
        let all = std::mem::replace(&mut self.person.state, handed_out);
        let planning = (self.planner)(&self.person, now);
        self.person.state = all;
        planning
    }

    /// As the store does it.
    fn keep(&mut self, Planning { plan, settled, doubts }: Planning) -> Plan {
        let state = &mut self.person.state;
        for (reminder, outcome) in settled.ended {
            let index = state.waiting.iter().position(|it| it.reminder == reminder).unwrap();
            let planned = state.waiting.remove(index).at;
            state.ledger.push(LedgerRow { reminder, planned, outcome });
        }
        state.waiting.retain(|it| !settled.withdrawn.contains(&it.reminder));
        for new in settled.waiting {
            state.waiting.retain(|it| it.reminder != new.reminder);
            state.ledger.retain(|it| it.reminder != new.reminder);
            state.waiting.push(new);
        }
        self.doubted.extend(doubts.iter().map(|_| self.now));
        state.doubts.extend(doubts);
        plan
    }
}

/// Whether the stretch pauses on a day.
pub(super) fn is_paused(date: NaiveDate) -> bool {
    use chrono::Datelike;
    PAUSED_DAYS.contains(&date.day())
}

//! What must hold in every year, judged from outside: the true time, jiff's clocks, and what really rang.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};

use super::super::diff::plan_diff;
use super::super::ledger::Settled;
use super::super::planned::{Adjustment, Pending, Plan, PlanDiff, Planned, ReminderKind};
use super::super::record::{ReminderAction, ReminderOutcome, ReminderRecord};
use super::super::testing::time_zone;
use super::super::zones::{bedtime, resolve};
use super::phone::{Phone, Ring, Segment, is_paused};
use crate::night::{CutHour, Moment, Night};

/// After a change of zone nothing rings so long after a call.
const REST: TimeDelta = TimeDelta::hours(12);
const MINUTE: TimeDelta = TimeDelta::minutes(1);

/// What was wrong. Faults of the same kind are taken for the same fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) kind: &'static str,
    pub(super) text: String,
}

impl Fault {
    pub(super) fn new(kind: &'static str, text: String) -> Self {
        Self { kind, text }
    }
}

fn ensure(holds: bool, kind: &'static str, text: impl FnOnce() -> String) -> Result<(), Fault> {
    if holds { Ok(()) } else { Err(Fault::new(kind, text())) }
}

/// An evening as jiff has it.
struct Evening {
    call: DateTime<Utc>,
    bed: DateTime<Utc>,
    too_late: DateTime<Utc>,
    waking: DateTime<Utc>,
}

impl Segment {
    fn evening(&self, night: Night) -> Evening {
        let (zone, time) = (time_zone(&self.zone), bedtime(self.bedtime));
        let seven = NaiveTime::from_hms_opt(7, 0, 0).unwrap();
        let morning = night.ends_on();
        let bed = resolve(&zone, if time < seven { morning } else { morning.pred_opt().unwrap() }, time).0;
        let call = bed - self.lead;
        Evening {
            call,
            bed,
            too_late: (bed + self.too_late).max(call + MINUTE),
            waking: resolve(&zone, morning, seven).0,
        }
    }

    fn cut(&self) -> CutHour {
        CutHour::proposed_for(bedtime(self.bedtime))
    }

    /// Whether a moment was lived by another clock than this one.
    fn is_elsewhere(&self, then: &Moment) -> bool {
        let at = jiff::Timestamp::from_second(then.at.timestamp()).unwrap();
        let offset_s = time_zone(&self.zone).to_offset(at).seconds();
        !self.is_home && then.zone != self.zone && then.offset_s != offset_s
    }
}

/// A record of a bedtime call that counts, or a stretch that was done.
struct Said {
    what: ReminderAction,
    night: Night,
    second: bool,
    at: Option<Moment>,
    /// By the true time.
    recorded: DateTime<Utc>,
    /// From then on it is in doubt, and counts for nothing.
    doubted: Option<DateTime<Utc>>,
}

impl Said {
    /// Whether this is why the call of a night is silent.
    fn silences(&self, segment: &Segment, night: Night, call: DateTime<Utc>) -> bool {
        let elsewhere = self.at.as_ref().filter(|at| segment.is_elsewhere(at));
        let rests = elsewhere.is_some_and(|at| (call - at.at).abs() < REST);
        let is_over = self.night == night && (elsewhere.is_none() || rests || self.second);
        match self.what {
            ReminderAction::Later => false,
            ReminderAction::Delivered => is_over || rests,
            _ => is_over,
        }
    }
}

impl Phone {
    fn segment(&self) -> &Segment {
        self.segments.last().unwrap()
    }

    fn is_doubted(&self, reminder: &str, at: DateTime<Utc>) -> bool {
        self.doubted(reminder, at).is_some()
    }

    /// Since when a record has been in doubt.
    fn doubted(&self, reminder: &str, at: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let mut doubts = self.person.state.doubts.iter().zip(&self.doubted);
        doubts.find(|(doubt, _)| doubt.reminder == reminder && doubt.at == at).map(|(_, since)| *since)
    }

    fn records(&self) -> impl Iterator<Item = (&ReminderRecord, DateTime<Utc>)> {
        self.person.state.records.iter().zip(self.recorded.iter().copied())
    }

    /// Everything said of bedtime calls since some days before `from`, by the clock of a segment.
    fn said(&self, segment: &Segment, from: DateTime<Utc>) -> Vec<Said> {
        let is_recent = |recorded: DateTime<Utc>| recorded >= from - TimeDelta::days(10);
        let recent = self.records().skip_while(|(_, recorded)| !is_recent(*recorded));
        let of_bedtime = recent.filter(|(it, _)| it.reminder.starts_with("bedtime:"));
        let records = of_bedtime.map(|(record, recorded)| Said {
            what: record.action,
            night: match record.action {
                ReminderAction::InBed => self.night_by_clock(segment, night_of(&record.reminder), &record.at),
                _ => night_of(&record.reminder),
            },
            second: record.reminder.ends_with(":2"),
            at: Some(record.at.clone()),
            recorded,
            doubted: self.doubted(&record.reminder, record.at.at),
        });
        let recent = self.stretched.iter().skip_while(|(_, recorded)| !is_recent(*recorded));
        let done = recent.filter_map(|(evening, recorded)| {
            let at = evening.stretched_at.clone()?;
            let night = self.night_by_clock(segment, evening.night, &at);
            let doubted = self.doubted(&format!("bedtime:call:{}", evening.night), at.at);
            Some(Said { what: ReminderAction::Done, night, second: false, at: Some(at), recorded: *recorded, doubted })
        });
        records.chain(done).collect()
    }

    /// In home mode a stretch, and "already in bed", belong to the home clock's night.
    fn night_by_clock(&self, segment: &Segment, night: Night, at: &Moment) -> Night {
        if !segment.is_home {
            return night;
        }
        let then = jiff::Timestamp::from_second(at.at.timestamp()).unwrap();
        let offset_s = time_zone(&segment.zone).to_offset(then).seconds();
        Night::of(&Moment { at: at.at, offset_s, zone: segment.zone.clone() }, segment.cut())
    }
}

fn night_of(id: &str) -> Night {
    id.split(':').nth(2).unwrap().parse().unwrap()
}

/// Every plan: in order, after now, no more than the phone holds, each call at its own time and none when it must be quiet.
pub(super) fn check_plan(phone: &Phone, plan: &Plan) -> Result<(), Fault> {
    let (now, items) = (phone.clock(), &plan.items);
    let most = usize::from(phone.person.capabilities.most_pending);
    ensure(items.len() <= most, "cap", || format!("{} items", items.len()))?;
    let is_ordered = items.windows(2).all(|pair| pair[0].at.at < pair[1].at.at);
    ensure(is_ordered && items.first().is_none_or(|it| it.at.at > now), "order", || format!("{now}: {items:?}"))?;
    let ids: BTreeSet<&str> = items.iter().map(|it| it.id.as_str()).collect();
    let codes: BTreeSet<i32> = items.iter().map(|it| it.request_code).collect();
    ensure(ids.len() == items.len() && codes.len() == items.len(), "ids", || format!("{ids:?}"))?;
    let said = phone.said(phone.segment(), phone.now);
    let in_bed: Vec<&Said> =
        said.iter().filter(|it| it.what == ReminderAction::InBed && it.doubted.is_none()).collect();
    for item in items {
        let ends = item.at.at + TimeDelta::seconds(item.window_s.into());
        ensure(item.at.at < item.too_late && ends <= item.too_late, "too late", || format!("{item:?}"))?;
        check_time(phone.segment(), item)?;
        check_quiet(phone.segment(), item, &in_bed)?;
    }
    check_diff(phone, items)
}

/// A call that nothing has moved comes at its time, and every one before it is too late.
fn check_time(segment: &Segment, item: &Planned) -> Result<(), Fault> {
    if item.kind != ReminderKind::BedtimeStretch {
        return Ok(());
    }
    let evening = segment.evening(item.night);
    let is_moved = matches!(item.adjustment, Adjustment::Late | Adjustment::Snoozed | Adjustment::Spaced);
    let is_call = item.rule == "call";
    let on_time = is_moved || !is_call || item.at.at == evening.call;
    ensure(on_time, "time", || format!("{}: {} instead of {}", item.id, item.at.at, evening.call))?;
    let gentle = is_call || is_moved || item.at.at <= evening.bed + TimeDelta::hours(1);
    // A second call that is on time is never too late either.
    let too_late = if is_call { evening.too_late } else { evening.too_late.max(item.at.at + MINUTE) };
    ensure(gentle && item.too_late <= too_late, "too late", || format!("{item:?}"))
}

/// From an hour after bedtime, or "already in bed", until waking.
fn check_quiet(segment: &Segment, item: &Planned, in_bed: &[&Said]) -> Result<(), Fault> {
    let in_bed = |night: Night| {
        let said = in_bed.iter().filter(|it| it.night == night).filter_map(|it| it.at.as_ref());
        said.filter(|at| !segment.is_elsewhere(at)).map(|at| at.at).min()
    };
    if item.kind == ReminderKind::BedtimeStretch {
        return ensure(in_bed(item.night).is_none(), "quiet", || format!("{} after {:?}", item.id, in_bed(item.night)));
    }
    for night in (-1..=1).map(|nights| item.night.plus(nights)) {
        let evening = segment.evening(night);
        let from = evening.bed + TimeDelta::hours(1);
        let from = in_bed(night).map_or(from, |said| said.min(from));
        let is_asleep = from <= item.at.at && item.at.at < evening.waking;
        ensure(!is_asleep, "quiet", || format!("{} at {} ({from})", item.id, item.at.at))?;
    }
    Ok(())
}

/// The difference leads from what is held to the plan, and from there nowhere.
fn check_diff(phone: &Phone, items: &[Planned]) -> Result<(), Fault> {
    let pending = |item: &Planned| Pending { id: item.id.clone(), hash: item.hash };
    let mut held: Vec<Pending> = phone.held.iter().map(|held| pending(&held.item)).collect();
    let wanted: Vec<Pending> = items.iter().map(pending).collect();
    let diff = plan_diff(&held, &wanted);
    for _ in 0..2 {
        held.retain(|it| !diff.cancel.contains(&it.id) && !diff.set.contains(&it.id));
        held.extend(wanted.iter().filter(|it| diff.set.contains(&it.id)).cloned());
    }
    let same: BTreeSet<_> = held.iter().map(|it| (&it.id, it.hash)).collect();
    let is_plan = held.len() == wanted.len() && wanted.iter().all(|it| same.contains(&(&it.id, it.hash)));
    ensure(is_plan && plan_diff(&held, &wanted) == PlanDiff::default(), "diff", || format!("{diff:?}"))
}

/// Every ring: none twice without a "later" between, none within twelve hours of one in another zone, none too early, and
/// none too late: what belongs to the evening does not ring in the morning.
pub(super) fn check_ring(phone: &Phone, ring: &Ring) -> Result<(), Fault> {
    let (item, segment, clock) = (&ring.held.item, phone.segment(), phone.clock());
    let knows = ring.held.epoch == phone.epoch;
    if let Some(before) = phone.rings.iter().rfind(|before| before.held.item.id == item.id) {
        let asked = phone.records().any(|(it, recorded)| {
            it.reminder == item.id && it.action == ReminderAction::Later && recorded >= before.at
        });
        // A record in doubt counts for nothing; and nobody tells what iOS has rung under another clock.
        let is_known = !phone.is_doubted(&item.id, before.shown.at) && (!phone.ios || knows);
        let is_known = is_known && (!phone.ios || before.held.epoch == phone.epoch);
        ensure(asked || !is_known, "double", || format!("{} at {} and {}", item.id, before.at, ring.at))?;
    }
    if item.kind != ReminderKind::BedtimeStretch || phone.ios && !knows {
        return Ok(());
    }
    let evening = segment.evening(item.night);
    let later = |it: &ReminderRecord| it.reminder == item.id && it.action == ReminderAction::Later;
    let is_early = clock < evening.call && !phone.records().any(|(it, _)| later(it));
    let too_late = if item.rule == "call" { evening.too_late } else { item.too_late };
    ensure(!is_early && clock < too_late, "too late", || format!("{} at {clock}", item.id))?;
    if item.rule != "call" || item.adjustment == Adjustment::Snoozed {
        return Ok(());
    }
    let calls =
        phone.rings.iter().rev().take(20).filter(|it| it.held.item.rule == "call" && it.held.item.id != item.id);
    for before in calls.filter(|it| ring.held.planned_at >= it.at && segment.is_elsewhere(&it.shown)) {
        let is_known = !phone.is_doubted(&before.held.item.id, before.shown.at);
        let apart = clock - before.shown.at;
        ensure(apart.abs() >= REST || !is_known, "travel", || {
            format!("{} at {}, {} at {}", before.held.item.id, before.shown.at, item.id, clock)
        })?;
    }
    Ok(())
}

/// The ledger says what was.
pub(super) fn check_settled(phone: &Phone, settled: &Settled) -> Result<(), Fault> {
    use ReminderOutcome::{Came, Late, Missed, MissedWhileOff, NotSeen};
    for (id, outcome) in &settled.ended {
        let was = phone.person.state.waiting.iter().find(|it| it.reminder == *id).unwrap();
        let came = phone.records().filter(|(it, _)| it.reminder == *id && it.action == ReminderAction::Delivered);
        // What a wrong clock told counts for nothing.
        let doubts = &phone.person.state.doubts;
        let is_doubted = |at: DateTime<Utc>| doubts.iter().any(|it| it.reminder == *id && it.at == at && !it.trusted);
        let came = came.map(|(it, _)| it.at.at).filter(|at| !is_doubted(*at)).max();
        let rang =
            came.is_some_and(|came| phone.rings.iter().any(|ring| ring.held.item.id == *id && ring.shown.at == came));
        let in_time = was.at.at + TimeDelta::seconds(was.window_s.into()) + TimeDelta::minutes(15);
        let was_off = || phone.deaf.iter().any(|deaf| deaf.off && deaf.from <= was.at.at && was.at.at < deaf.until);
        // Under a clock that was changed, what was due when is nobody's to say.
        let is_steady = phone.skew.is_zero() && phone.segment().from < was.at.at - TimeDelta::hours(48);
        let is_true = match outcome {
            // What is made up for after the phone was off is held against nobody.
            Came => rang && (came.is_some_and(|came| came <= in_time) || phone.deaf.iter().any(|deaf| deaf.off)),
            Late => rang && came.is_some_and(|came| came > in_time),
            Missed => !(phone.ios || is_steady && was_off()),
            MissedWhileOff => !phone.ios && phone.deaf.iter().any(|deaf| deaf.off),
            NotSeen => phone.ios,
        };
        ensure(is_true, "ledger", || format!("{id} is {outcome:?}, {came:?}"))?;
    }
    Ok(())
}

/// No lost night: an evening rang if the clock was right, the phone on and able to ring, and nothing said against it.
/// Returns how many evenings were looked at.
pub(super) fn check_nights(phone: &Phone, end: DateTime<Utc>) -> Result<usize, Fault> {
    let mut rang = 0;
    for (index, segment) in phone.segments.iter().enumerate().filter(|(_, segment)| segment.skew.is_zero()) {
        let said = phone.said(segment, segment.from);
        let until = phone.segments.get(index + 1).map_or(end, |next| next.from);
        let night = Night::ending_on(segment.from.date_naive()).unwrap();
        let last = Night::ending_on(until.date_naive()).unwrap().plus(1);
        for night in night.plus(-1).through(last) {
            let evening = segment.evening(night);
            if evening.call < segment.from + MINUTE * 2 {
                continue;
            }
            let Some(deadline) = deadline(phone, segment, &evening).filter(|it| *it < until) else { continue };
            let is_ours = |ring: &&Ring| ring.held.item.rule == "call" && ring.held.item.night == night;
            let came = |ring: &Ring| evening.call - MINUTE <= ring.at && ring.at <= deadline;
            if phone.rings.iter().filter(is_ours).any(came) {
                rang += 1;
                continue;
            }
            let date = (evening.bed + TimeDelta::seconds(offset_of(segment, evening.bed))).date_naive();
            let heard =
                said.iter().filter(|it| it.recorded <= deadline && it.doubted.is_none_or(|since| since > deadline));
            let is_said = heard.into_iter().any(|it| it.silences(segment, night, evening.call));
            ensure(is_said || is_paused(date) || is_paused(date.succ_opt().unwrap()), "lost", || {
                format!("{night} in {}, due at {}", segment.zone, evening.call)
            })?;
        }
    }
    Ok(rang)
}

fn offset_of(segment: &Segment, at: DateTime<Utc>) -> i64 {
    time_zone(&segment.zone).to_offset(jiff::Timestamp::from_second(at.timestamp()).unwrap()).seconds().into()
}

/// By when the call of an evening must have rung; `None` where nobody can ask for that.
fn deadline(phone: &Phone, segment: &Segment, evening: &Evening) -> Option<DateTime<Utc>> {
    let call = evening.call;
    let within = |from: DateTime<Utc>, until: DateTime<Utc>, at: DateTime<Utc>| from <= at && at < until;
    let is_muted = |from, until| phone.muted.iter().any(|(start, end)| *start <= until && from < *end);
    let planned = phone.plans.iter().rfind(|at| **at <= call).filter(|at| **at >= segment.from)?;
    let reaches = call - *planned <= TimeDelta::days(13);
    if phone.ios {
        // What iOS has rung or lost under other clocks it does not tell: two quiet days first.
        let since = call - TimeDelta::hours(48);
        let is_deaf = phone.deaf.iter().any(|deaf| deaf.from <= call && deaf.until >= since);
        // What runs out instead of going by the wall clock stays as it was set, under whatever clock.
        let was_wrong =
            phone.segments.iter().rev().any(|it| !it.skew.is_zero() && call - it.from < TimeDelta::days(20));
        let known = phone.plans.iter().find(|at| **at >= segment.from).is_some_and(|first| *first < since);
        let sound = segment.is_roomy
            && reaches
            && known
            && !is_deaf
            && !(segment.is_home && was_wrong)
            && !is_muted(since, call);
        return sound.then_some(call + MINUTE);
    }
    let mut able = call;
    while let Some(deaf) = phone.deaf.iter().find(|deaf| within(deaf.from, deaf.until, able)) {
        able = deaf.until;
    }
    if able >= evening.too_late {
        return None;
    }
    let lost = |at: &DateTime<Utc>| within(*planned, call + TimeDelta::minutes(30), *at);
    let deadline = if able > call {
        able + MINUTE * 2
    } else if phone.lost.iter().any(lost) {
        // The window, and the net with its own window.
        call + TimeDelta::minutes(10 + 5 + 10 + 2)
    } else {
        call + TimeDelta::minutes(10)
    };
    let made_up = able > call || deadline > call + TimeDelta::minutes(10);
    // Made up for is only what was planned, and planned it was at most fourteen nights ahead.
    // A call with hardly any time left is over when the app looks before the system has let it ring.
    let has_time = evening.too_late > call + TimeDelta::minutes(15);
    let in_time = !made_up && has_time || deadline < evening.too_late && segment.is_roomy && reaches;
    let interrupted = phone.deaf.iter().any(|deaf| able < deaf.from && deaf.from <= deadline);
    (in_time && !interrupted && !is_muted(call, deadline)).then_some(deadline)
}

//! The ledger: what was planned, what came of it, and whether reminders reach the person.

use chrono::{DateTime, TimeDelta, Utc};

use super::history::{History, What};
use super::id::ReminderId;
use super::plan::Inputs;
use super::planned::{Adjustment, LeftOut, LeftOutReason, Planned};
use super::record::{Reliability, ReminderAction, ReminderOutcome};
use crate::night::Moment;
use crate::texts::Texts;

/// A due reminder counts as late from here on, beyond the phone's window. Our own choice.
const LATE_AFTER: TimeDelta = TimeDelta::minutes(15);
/// How many of the newest reminders are counted.
const COUNTED: usize = 30;
/// A phone seems to hold reminders back when so many of its newest did not come, or came late. Our own choice.
const HELD_BACK: usize = 3;
const HELD_BACK_OF: usize = 10;

/// A reminder that was handed to the phone and is not settled yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Waiting {
    pub(crate) reminder: String,
    pub(crate) at: Moment,
    pub(crate) window_s: u32,
    pub(crate) too_late: DateTime<Utc>,
}

/// A reminder of the past with its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LedgerRow {
    pub(crate) reminder: String,
    pub(crate) planned: Moment,
    pub(crate) outcome: ReminderOutcome,
}

/// What the ledger must write after a plan was made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Settled {
    /// How reminders ended.
    pub(crate) ended: Vec<(String, ReminderOutcome)>,
    /// Reminders that will not ring: nobody is to be told that they were missed.
    pub(crate) withdrawn: Vec<String>,
    /// Reminders that the phone holds now, new or at another time.
    pub(crate) waiting: Vec<Waiting>,
}

impl Settled {
    pub(crate) fn is_empty(&self) -> bool {
        self.ended.is_empty() && self.withdrawn.is_empty() && self.waiting.is_empty()
    }
}

/// What has come of the reminders that were waiting, beside a new plan.
pub(super) fn settle(inputs: &Inputs<'_>, history: &History<'_>, items: &[Planned], left_out: &[LeftOut]) -> Settled {
    let mut settled = Settled::default();
    let waiting = &inputs.state.waiting;
    for was in waiting.iter().filter(|was| !items.iter().any(|item| item.id == was.reminder)) {
        match ending(inputs, history, was, left_out) {
            Some(outcome) => settled.ended.push((was.reminder.clone(), outcome)),
            None => settled.withdrawn.push(was.reminder.clone()),
        }
    }
    for item in items {
        let before = waiting.iter().find(|was| was.reminder == item.id);
        // A call that is made up for stays due when it was due, or nobody would see that it is late.
        let due = before.filter(|_| item.adjustment == Adjustment::Late);
        let (at, window_s) = due.map_or((&item.at, item.window_s), |was| (&was.at, was.window_s));
        let now = Waiting { reminder: item.id.clone(), at: at.clone(), window_s, too_late: item.too_late };
        if before != Some(&now) {
            settled.waiting.push(now);
        }
    }
    settled
}

/// How a reminder ended that is not planned any more; `None` when it was called off.
fn ending(inputs: &Inputs<'_>, history: &History<'_>, was: &Waiting, left_out: &[LeftOut]) -> Option<ReminderOutcome> {
    let capabilities = inputs.capabilities;
    let was_off = capabilities.up_since.is_some_and(|since| since > was.at.at);
    let id: ReminderId = was.reminder.parse().ok()?;
    let came = history.last_told(&id, What::Rang);
    let in_time = was.at.at + TimeDelta::seconds(was.window_s.into()) + LATE_AFTER;
    let called_off = is_called_off(inputs.now, history, &id, in_time, left_out);
    // What "later" asked for is due again, whatever came before.
    let is_due_again = history
        .last_told(&id, What::Said(ReminderAction::Later))
        .is_some_and(|later| Some(later) >= came && later < was.at.at)
        && was.at.at <= inputs.now
        && !called_off;
    if let Some(came) = came.filter(|_| !is_due_again) {
        let late = came > in_time;
        // One that is made up for after the phone was off says nothing against the phone.
        return Some(if late && !was_off { ReminderOutcome::Late } else { ReminderOutcome::Came });
    }
    if was.at.at > inputs.now {
        return None;
    }
    // What such a phone held it has rung, whatever was done since: forgotten, it would not keep another one silent.
    if !capabilities.runs_at_delivery {
        return Some(ReminderOutcome::NotSeen);
    }
    // Where notifications are refused nothing was to be seen: that is told by a note of its own.
    if called_off || !capabilities.notifications {
        return None;
    }
    Some(if was_off { ReminderOutcome::MissedWhileOff } else { ReminderOutcome::Missed })
}

/// Whether something spoke against a reminder before it was due. What was done long after it should have come does not
/// excuse it.
fn is_called_off(
    now: DateTime<Utc>,
    history: &History<'_>,
    id: &ReminderId,
    in_time: DateTime<Utc>,
    left_out: &[LeftOut],
) -> bool {
    let text = id.to_string();
    let Some(reason) = left_out.iter().find(|it| it.id == text).map(|it| it.reason) else { return false };
    match reason {
        LeftOutReason::TooLate | LeftOutReason::Delivered => false,
        LeftOutReason::Done | LeftOutReason::NotTonight | LeftOutReason::InBed => {
            history.first_word(id).is_none_or(|said| said <= in_time)
        }
        // Said or begun in time, it was called off by the plan that followed.
        LeftOutReason::NothingOpen | LeftOutReason::Paused | LeftOutReason::Quiet => now <= in_time,
        _ => true,
    }
}

/// The ledger once a plan is settled: asked again, the plan says the same.
pub(super) fn ledger_after(ledger: &[LedgerRow], waiting: &[Waiting], settled: &Settled) -> Vec<LedgerRow> {
    let ended = settled.ended.iter().filter_map(|(reminder, outcome)| {
        let planned = waiting.iter().find(|was| was.reminder == *reminder)?.at.clone();
        Some(LedgerRow { reminder: reminder.clone(), planned, outcome: *outcome })
    });
    ledger.iter().cloned().chain(ended).collect()
}

/// The figures of [`Reliability`], before words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Figures {
    due: u32,
    came: u32,
    late: u32,
    missed: u32,
    missed_while_off: u32,
    pub(super) held_back: bool,
}

/// Of what was due and is known to have come or not, the newest 30.
pub(super) fn reliability_of(ledger: &[LedgerRow]) -> Figures {
    let mut known: Vec<&LedgerRow> = ledger.iter().filter(|row| row.outcome != ReminderOutcome::NotSeen).collect();
    known.sort_by_key(|row| std::cmp::Reverse(row.planned.at));
    known.truncate(COUNTED);
    let mut figures = Figures::default();
    for row in &known {
        figures.due += 1;
        match row.outcome {
            ReminderOutcome::Came => figures.came += 1,
            ReminderOutcome::Late => (figures.came, figures.late) = (figures.came + 1, figures.late + 1),
            ReminderOutcome::Missed => figures.missed += 1,
            ReminderOutcome::MissedWhileOff => figures.missed_while_off += 1,
            ReminderOutcome::NotSeen => {}
        }
    }
    let fails = |row: &&&LedgerRow| matches!(row.outcome, ReminderOutcome::Late | ReminderOutcome::Missed);
    figures.held_back = known.iter().take(HELD_BACK_OF).filter(fails).count() >= HELD_BACK;
    figures
}

/// Whether reminders reach the person, in figures and words.
pub(crate) fn reliability(ledger: &[LedgerRow], last_came: Option<Moment>, texts: Texts) -> Reliability {
    let Figures { due, came, late, missed, missed_while_off, held_back } = reliability_of(ledger);
    let text = match due {
        0 => texts.get("reliability.none").to_owned(),
        _ => texts.plural("reliability.came", came.into(), &[("d", &due.to_string())]),
    };
    let hint = held_back.then(|| texts.get("reliability.hint").to_owned());
    Reliability { due, came, late, missed, missed_while_off, last_came, held_back, text, hint }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Person, utc};
    use super::*;
    use ReminderOutcome::{Came, Late, Missed, MissedWhileOff, NotSeen};

    /// One a day, the newest first.
    fn ledger(outcomes: &[(ReminderOutcome, usize)]) -> Vec<LedgerRow> {
        let all = outcomes.iter().flat_map(|(outcome, times)| std::iter::repeat_n(*outcome, *times));
        let row = |(days, outcome): (i64, ReminderOutcome)| LedgerRow {
            reminder: format!("bedtime:call:{days}"),
            planned: Moment {
                at: utc("2026-11-28T21:00:00Z") - TimeDelta::days(days),
                offset_s: 0,
                zone: "Etc/UTC".into(),
            },
            outcome,
        };
        (0..).zip(all).map(row).collect()
    }

    #[test]
    fn the_newest_thirty_count() {
        #[track_caller]
        fn case(outcomes: &[(ReminderOutcome, usize)], text: &str, held_back: bool) {
            let found = reliability(&ledger(outcomes), None, Texts::of("en"));
            assert_eq!((&*found.text, found.held_back, found.hint.is_some()), (text, held_back, held_back));
            assert_eq!(found.due, found.came + found.missed + found.missed_while_off);
        }
        case(&[], "No reminder was due yet.", false);
        case(&[(NotSeen, 9)], "No reminder was due yet.", false);
        case(&[(Came, 27), (Missed, 3)], "27 of the last 30 reminders came.", false);
        case(&[(Missed, 3), (Came, 27), (Missed, 9)], "27 of the last 30 reminders came.", true);
        case(&[(Missed, 2), (Came, 8), (Missed, 1)], "8 of the last 11 reminders came.", false);
        case(&[(Late, 3), (Came, 1)], "4 of the last 4 reminders came.", true);
        case(&[(MissedWhileOff, 5), (Came, 1)], "1 of the last 6 reminders came.", false);
    }

    #[test]
    fn what_is_called_off_was_not_missed() {
        let mut person = Person::new("Europe/Berlin", "22:00:00");
        person.plan("2026-11-28T12:00:00Z");
        person.state.preferences.bedtime_stretch = false;
        person.plan("2026-11-28T12:01:00Z");
        assert!(person.state.waiting.is_empty() && person.state.ledger.is_empty());
        person.state.preferences.bedtime_stretch = true;
        person.plan("2026-11-28T12:02:00Z");
        // Three weeks in which the app was not opened: fifteen were due.
        person.plan("2026-12-20T12:00:00Z");
        assert_eq!(person.state.ledger.len(), 15);
        assert!(person.state.ledger.iter().all(|row| row.outcome == Missed));
    }

    #[test]
    fn a_call_in_its_window_is_in_time() {
        #[track_caller]
        fn case(exact: bool, came: &str, outcome: ReminderOutcome) {
            let mut person = Person::new("Europe/Berlin", "22:00:00");
            person.capabilities.exact = exact;
            person.plan("2026-11-28T12:00:00Z");
            person.record("bedtime:call:2026-11-29", ReminderAction::Delivered, came);
            person.plan(came);
            assert_eq!(person.state.ledger[0].outcome, outcome);
        }
        case(true, "2026-11-28T21:15:00Z", Came);
        case(true, "2026-11-28T21:15:01Z", Late);
        case(false, "2026-11-28T21:25:00Z", Came);
        case(false, "2026-11-28T21:25:01Z", Late);
    }

    #[test]
    fn what_is_no_fault_of_alarms_is_not_held_against_them() {
        let mut person = Person::new("Europe/Berlin", "22:00:00");
        person.plan("2026-11-28T12:00:00Z");
        person.capabilities.up_since = Some(utc("2026-11-28T21:40:00Z"));
        person.record("bedtime:call:2026-11-29", ReminderAction::Delivered, "2026-11-28T21:41:00Z");
        person.plan("2026-11-28T21:41:00Z");
        assert_eq!(person.state.ledger[0].outcome, Came, "the phone was off");
        person.capabilities.notifications = false;
        person.plan("2026-12-03T12:00:00Z");
        assert_eq!(person.state.ledger.len(), 1, "nothing could be shown");
    }
}

//! What the planner gives to a phone.

use chrono::{DateTime, Utc};

use super::record::ReminderAction;
use crate::night::{Moment, Night, ZoneWindow};
use crate::word::vocabulary;

vocabulary! {
    /// What a reminder is about. Its word stands in ids, and tells nobody anything about health.
    ReminderKind {
        /// The bedtime stretch.
        BedtimeStretch = "bedtime",
        /// The morning's questions.
        MorningCheckIn = "morning",
        /// The last glass of water, well before bed.
        LastWater = "water",
        /// A break from sitting.
        SittingBreak = "break",
        /// A warm soak.
        WarmSoak = "soak",
        /// A look back at the week.
        WeeklyReview = "review",
        /// A word about a visit that a finding asks for.
        VisitFollowUp = "visit",
        /// The day on which an experiment changes sides.
        ExperimentSwitch = "experiment",
        /// The app must be opened, or the reminders run out.
        Refill = "refill",
    }
}

vocabulary! {
    /// Why a reminder rings at another time than its wall time says.
    Adjustment {
        /// It does not.
        None = "none",
        /// The clock jumps over the bedtime: later by the length of the gap.
        GapShifted = "gap-shifted",
        /// The clock shows the bedtime twice: the first.
        OverlapFirst = "overlap-first",
        /// The phone could not ring in time: as soon as it can.
        Late = "late",
        /// "Later" was pressed.
        Snoozed = "snoozed",
        /// Another one rings at that time: a minute after it.
        Spaced = "spaced",
        /// Not before waking.
        AfterWaking = "after-waking",
    }
}

/// The phone's zone, and the one at home when the preferences ask for it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct ReminderZones {
    /// The phone's: from 4 days before now to 20 days after it. Nothing is planned past its end.
    pub phone: ZoneWindow,
    /// The home's, as long, when [`ReminderClock::Home`](crate::ReminderClock::Home) is set.
    pub home: Option<ZoneWindow>,
}

/// What this phone can do.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Capabilities {
    /// How many reminders the phone can hold, 1 to 60. iOS keeps 64: leave room for others.
    pub most_pending: u8,
    /// Whether it may show notifications.
    pub notifications: bool,
    /// Whether it may ring at the exact time.
    pub exact: bool,
    /// How late it may ring where it may not be exact, in seconds, up to 3,600. Android: 600.
    pub window_s: u32,
    /// Whether the app runs when a reminder is due, and plans anew then. Android does, iOS does not.
    pub runs_at_delivery: bool,
    /// When the phone was started, if it can say: a reminder that was due before was missed because the phone was off.
    pub up_since: Option<DateTime<Utc>>,
}

/// What a notification says.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct ReminderText {
    /// On the lock screen: no word of health.
    pub locked: String,
    /// The first line, unlocked.
    pub title: String,
    /// The second line, unlocked.
    pub body: String,
}

/// One reminder that is to ring.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Planned {
    /// `kind:rule:night`, and `:2` for a second evening of the same night after a journey. Never the time: moved, it
    /// replaces itself.
    pub id: String,
    /// What it is about.
    pub kind: ReminderKind,
    /// Which of its kind: `call` and `again` at bedtime, the number of a break, the rule of a visit.
    pub rule: String,
    /// The night it belongs to: the bedtime's, before lead and shift.
    pub night: Night,
    /// When it rings, on the phone's clock: instant and wall time.
    pub at: Moment,
    /// The phone's clock shows that wall time twice: a calendar would ring at the wrong one, so use the instant.
    pub shown_twice: bool,
    /// How late the phone may ring to save its battery, in seconds; 0: exact.
    pub window_s: u32,
    /// From here on it must not ring any more.
    pub too_late: DateTime<Utc>,
    /// Whether the clock, the phone or the person has moved it.
    pub adjustment: Adjustment,
    /// From here on only the button *Cramp now* is left of its notification: the bedtime.
    pub button_from: Option<DateTime<Utc>>,
    /// Until here the button stays: the waking time.
    pub button_until: Option<DateTime<Utc>>,
    /// What it says.
    pub text: ReminderText,
    /// What the person can answer beside *Cramp now*, in order.
    pub answers: Vec<ReminderAction>,
    /// The id of the reminder whose answer makes this one needless: of a second call, its first. Where the journal cannot
    /// be asked, the phone takes this one away when that one is answered.
    pub unless_answered: Option<String>,
    /// A number for this id, 0 to 2³¹ − 1, that no other reminder of the plan has.
    pub request_code: i32,
    /// Changes with anything that the phone would have to change.
    pub hash: u32,
}

/// A reminder before the first unlock: nothing of health in it, so that it may lie in storage that is open then.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct BootItem {
    /// Its id.
    pub id: String,
    /// When it rings.
    pub at: DateTime<Utc>,
    /// From here on it must not ring any more.
    pub too_late: DateTime<Utc>,
    /// Until here its button stays; `None`: it has none.
    pub button_until: Option<DateTime<Utc>>,
    /// As in [`Planned`].
    pub request_code: i32,
    /// As in [`Planned`].
    pub unless_answered: Option<String>,
    /// What it says.
    pub locked: String,
}

/// What a phone holds of a reminder: enough to see whether it must be changed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Pending {
    /// Its id.
    pub id: String,
    /// As in [`Planned`].
    pub hash: u32,
}

/// What to change on a phone so that it holds a plan. Done twice, it is done once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct PlanDiff {
    /// Ids to take away.
    pub cancel: Vec<String>,
    /// Ids to set, or to set again, soonest first.
    pub set: Vec<String>,
}

vocabulary! {
    /// What a person should know of their reminders.
    PlanNoteKind {
        /// No bedtime is known: 22:00 is taken.
        BedtimeAssumed = "bedtime-assumed",
        /// The bedtime has moved with the habit.
        BedtimeLearned = "bedtime-learned",
        /// The phone may not ring at the exact time.
        Inexact = "inexact",
        /// The phone may not show notifications.
        NotificationsOff = "notifications-off",
        /// The call of this night did not come.
        Missed = "missed",
        /// The phone seems to hold reminders back.
        HeldBack = "held-back",
        /// The stretch pauses.
        Paused = "paused",
        /// A record under a wrong clock is left out until it is confirmed.
        Doubted = "doubted",
        /// The zone window ends before the plan does.
        WindowShort = "window-short",
    }
}

/// One thing that a person should know of their reminders.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct PlanNote {
    /// What it is.
    pub kind: PlanNoteKind,
    /// What it is about: the rule that pauses, the reminder in doubt.
    pub about: Option<String>,
    /// In words.
    pub text: String,
}

vocabulary! {
    /// Why a reminder does not ring.
    LeftOutReason {
        /// What it asks for is done.
        Done = "done",
        /// It came.
        Delivered = "delivered",
        /// "Not tonight".
        NotTonight = "not-tonight",
        /// "Already in bed".
        InBed = "in-bed",
        /// Its time is over.
        TooLate = "too-late",
        /// The stretch pauses.
        Paused = "paused",
        /// Less than 12 hours after one that rang in another zone.
        Travelled = "travelled",
        /// The person sleeps.
        Quiet = "quiet",
        /// Nothing is open.
        NothingOpen = "nothing-open",
        /// The zone's clock drops that evening.
        NoSuchEvening = "no-such-evening",
        /// The person has answered.
        Answered = "answered",
        /// The phone holds no more: it comes with a later plan.
        BeyondCap = "beyond-cap",
    }
}

/// A reminder that does not ring, and why not.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct LeftOut {
    /// Its id.
    pub id: String,
    /// Why.
    pub reason: LeftOutReason,
}

/// What an answer is called.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct ActionWords {
    /// The answer; `None`: *Cramp now*.
    pub action: Option<ReminderAction>,
    /// On the lock screen, and for every reminder but the bedtime call: no word of health.
    pub locked: String,
    /// On the bedtime call, unlocked.
    pub title: String,
}

/// Everything that is to ring in the next 14 nights.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Plan {
    /// Soonest first; the first is the next. No two at the same instant, all after now, no more than the phone can hold.
    pub items: Vec<Planned>,
    /// The next few, at most 8, for a phone that was restarted and not unlocked yet.
    pub boot_slice: Vec<BootItem>,
    /// By then the app must have planned again.
    pub refill_by: DateTime<Utc>,
    /// The same for equal plans.
    pub hash: u32,
    /// What the answers are called.
    pub actions: Vec<ActionWords>,
    /// What the person should know.
    pub notes: Vec<PlanNote>,
    /// What does not ring in the nights around now, and why not.
    pub left_out: Vec<LeftOut>,
}

//! One cramp: made by taps or added later, with the details that the morning filled in.

use chrono::{NaiveTime, Timelike};

use super::{MOST_NOTE, Sign, Tap};
use crate::answer::Answer;
use crate::invalid::{Invalid, canonical_id, in_range, short_enough};
use crate::night::{CutHour, Moment, Night, Part, Wall, ZoneWindow};
use crate::word::vocabulary;

/// A timer that ran for a day was forgotten.
const MOST_SECONDS: u32 = 86_400;

vocabulary! {
    /// Which leg.
    Side {
        /// The left leg.
        Left = "left",
        /// The right leg.
        Right = "right",
        /// Both legs.
        Both = "both",
    }
}

vocabulary! {
    /// Where in the leg.
    Muscle {
        /// The calf.
        Calf = "calf",
        /// The foot.
        Foot = "foot",
        /// The toes.
        Toes = "toes",
        /// The front of the thigh.
        FrontOfThigh = "front-of-thigh",
        /// The back of the thigh, the hamstring.
        BackOfThigh = "back-of-thigh",
        /// A hand.
        Hand = "hand",
        /// An arm.
        Arm = "arm",
        /// The trunk.
        Trunk = "trunk",
        /// The face.
        Face = "face",
        /// Anywhere else, in the leg or not.
        Other = "other",
    }
}

vocabulary! {
    /// What the person did that helped.
    Relief {
        /// Stretching the muscle.
        Stretching = "stretching",
        /// Rubbing it.
        Massage = "massage",
        /// Standing up on it.
        Standing = "standing",
        /// Walking about.
        Walking = "walking",
        /// Something warm.
        Warmth = "warmth",
        /// Something cold.
        Cold = "cold",
        /// Nothing but time.
        Waiting = "waiting",
        /// Something else.
        Other = "other",
    }
}

vocabulary! {
    /// How long the muscle stayed sore after a cramp.
    Soreness {
        /// Gone within 24 hours, as is usual.
        UpToADay = "up-to-a-day",
        /// More than 24 hours, up to 72.
        OneToThreeDays = "one-to-three-days",
        /// More than 72 hours.
        OverThreeDays = "over-three-days",
    }
}

/// How long a cramp lasted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum CrampDuration {
    /// Recalled: less than a minute.
    UnderOneMinute,
    /// Recalled: one to five minutes.
    OneToFiveMinutes,
    /// Recalled: five to ten minutes.
    FiveToTenMinutes,
    /// Recalled: more than ten minutes.
    OverTenMinutes,
    /// Measured by a timer.
    Timed {
        /// Seconds, at most one day.
        seconds: u32,
    },
}

/// Whether the phone's clock was right when an entry was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum ClockMark {
    /// Nothing speaks against it.
    Plausible,
    /// The entry lay more than 12 hours in the future when it was first seen: a clock was wrong. It is kept, and left
    /// out of every count until the person confirms or moves it.
    Suspect,
    /// The person said that the time is right.
    Confirmed,
}

/// What the person can say about a cramp, all of it optional and all of it later.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct CrampDetails {
    /// Which leg.
    pub side: Option<Side>,
    /// Where in the leg.
    pub muscle: Option<Muscle>,
    /// The worst pain, 0 (none) to 10 (the worst there is). Unknown is not 0.
    pub pain: Option<u8>,
    /// How long it lasted.
    pub duration: Option<CrampDuration>,
    /// Whether a hard knot could be felt.
    pub hard_knot: Answer,
    /// Whether stretching eased it.
    pub eased_by_stretching: Answer,
    /// Whether it woke the person. Yes makes a cramp by day one in bed.
    pub woke_me: Answer,
    /// Whether the person got out of bed.
    pub got_out_of_bed: Answer,
    /// Whether the person nearly fell.
    pub near_fall: Answer,
    /// Whether the person fell.
    pub fall: Answer,
    /// Whether the muscle was sore afterwards.
    pub soreness_after: Answer,
    /// How long it stayed sore, where [`soreness_after`](Self::soreness_after) is yes.
    pub soreness_lasted: Option<Soreness>,
    /// Whether there was an urge to move the leg.
    pub urge_to_move: Answer,
    /// Whether it eased while walking about.
    pub eased_by_walking: Answer,
    /// What helped. Empty: nothing did. `None`: not answered.
    pub what_helped: Option<Vec<Relief>>,
    /// What was different from usual. Empty: nothing was. `None`: not answered.
    pub different: Option<Vec<Sign>>,
    /// Anything else, in the person's words; at most 10,000 characters.
    pub note: Option<String>,
}

impl CrampDetails {
    pub(crate) fn check(&self) -> Result<(), Invalid> {
        in_range("pain", self.pain, 0, 10)?;
        if let Some(CrampDuration::Timed { seconds }) = self.duration {
            in_range("duration", Some(seconds), 0, MOST_SECONDS)?;
        }
        short_enough("note", self.note.as_deref(), MOST_NOTE)
    }
}

/// One cramp: the episode, made of taps or added later, open to correction.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Cramp {
    /// The id of the tap that began it (the first to reach the journal), or the one it was added with.
    pub id: String,
    /// The night it is counted under, with the cut-off in force.
    pub night: Night,
    /// When it came; `None` when only the night is known.
    pub at: Option<Moment>,
    /// The presses it is made of, oldest first; none when it was added later.
    pub taps: Vec<Tap>,
    /// It came by day (the first 8 hours after the cut-off) and the person did not say that it woke them: not a night cramp.
    pub daytime: bool,
    /// Whether its time can be trusted.
    pub clock: ClockMark,
    /// Taken back or deleted; it can be restored.
    pub removed: bool,
    /// What the person said about it.
    pub details: CrampDetails,
}

impl Cramp {
    /// Whether it makes its night a night with a cramp.
    #[must_use]
    pub fn counts(&self) -> bool {
        !self.removed && !self.daytime && self.clock != ClockMark::Suspect
    }
}

/// Whether a cramp at `at` came by day, given what the person said.
pub(crate) fn is_daytime(at: Option<&Moment>, details: &CrampDetails, cut: CutHour) -> bool {
    at.is_some_and(|at| Part::of(at, cut) == Part::Day) && details.woke_me != Answer::Yes
}

/// A cramp that is told afterwards, or moved to where it belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct NewCramp {
    /// A UUID made by the caller, so that sending it again adds it once.
    pub id: String,
    /// The night it came in.
    pub night: Night,
    /// The time on the wall clock in that night, to the minute, if the person knows it. In a gap it is shifted, of an overlap it is the first.
    pub time: Option<NaiveTime>,
    /// The rules of the zone that the person slept in.
    pub zone: ZoneWindow,
}

impl NewCramp {
    /// The moment that the time means, or `None` when no time is known.
    pub(crate) fn moment(&self, cut: CutHour) -> Result<Option<Moment>, Invalid> {
        self.time.map(|time| self.zone.resolve(self.night.at(time, cut)).map(Wall::moment)).transpose()
    }

    pub(crate) fn checked(mut self) -> Result<Self, Invalid> {
        self.id = canonical_id("id", &self.id)?;
        // Kotlin sends the parts of a second too; told again to the minute it must be the same cramp.
        self.time = self.time.and_then(|time| NaiveTime::from_hms_opt(time.hour(), time.minute(), 0));
        self.zone.check()?;
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pain_and_notes_have_limits() {
        #[track_caller]
        fn case(details: CrampDetails, field: &str) {
            assert_eq!(details.check().unwrap_err().field, field);
        }
        case(CrampDetails { pain: Some(11), ..Default::default() }, "pain");
        case(CrampDetails { note: Some("x".repeat(1 << 20)), ..Default::default() }, "note");
        case(
            CrampDetails { duration: Some(CrampDuration::Timed { seconds: u32::MAX }), ..Default::default() },
            "duration",
        );
        let kept = CrampDetails { pain: Some(10), note: Some("🌙 שלום\nline two".into()), ..Default::default() };
        assert_eq!(kept.check(), Ok(()));
    }

    #[test]
    fn by_day_unless_it_woke_the_person() {
        let at = Moment { at: "2026-05-02T10:01:00Z".parse().unwrap(), offset_s: 7200, zone: "Europe/Berlin".into() };
        let said = |woke_me| CrampDetails { woke_me, ..Default::default() };
        assert!(is_daytime(Some(&at), &said(Answer::Unknown), CutHour::NOON));
        assert!(is_daytime(Some(&at), &said(Answer::No), CutHour::NOON));
        assert!(!is_daytime(Some(&at), &said(Answer::Yes), CutHour::NOON));
        assert!(!is_daytime(None, &said(Answer::No), CutHour::NOON));
    }
}

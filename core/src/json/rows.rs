//! The entries as the format writes them. Each row names every field of its entry, or it does not compile.

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::words::{Instant, clock, day, known_clock, known_day};
use crate::answer::Answer;
use crate::entries::{
    Acknowledgement, ClockMark, CrampDetails, CrampDuration, Evening, Exercise, Factor, FactorAnswer, Morning, Muscle,
    Relief, Response, Side, Sign, SignReport, Soreness, StretchKind, Supplement, Tap, TapSource,
};
use crate::night::{Moment, Night};
use crate::profile::{Condition, ConditionKind, DatedProfile, Medicine, MedicineClass, Profile, UsualFrequency};
use crate::reminders::{ReminderAction, ReminderClock, ReminderPreferences, ReminderRecord, Weekday};

/// What the format leaves out: nobody said it, or it is as usual.
pub(super) trait LeftOut {
    fn is_left_out(&self) -> bool;
}

impl<T> LeftOut for Option<T> {
    fn is_left_out(&self) -> bool {
        self.is_none()
    }
}

impl<T> LeftOut for Vec<T> {
    fn is_left_out(&self) -> bool {
        self.is_empty()
    }
}

impl LeftOut for Answer {
    fn is_left_out(&self) -> bool {
        *self == Self::Unknown
    }
}

impl LeftOut for bool {
    fn is_left_out(&self) -> bool {
        !self
    }
}

/// An entry as an object: fields that must be there, and fields that may be left out.
macro_rules! row {
    (
        $entry:ident = $name:literal as $row:ident
        must { $($(#[$must_meta:meta])* $must:ident: $must_type:ty,)* }
        may { $($(#[$may_meta:meta])* $may:ident: $may_type:ty,)* }
    ) => {
        #[derive(Serialize, Deserialize)]
        #[serde(remote = $name, rename_all = "kebab-case", deny_unknown_fields)]
        struct $row {
            $($(#[$must_meta])* $must: $must_type,)*
            $(#[serde(default, skip_serializing_if = "LeftOut::is_left_out")] $(#[$may_meta])* $may: $may_type,)*
        }

        row!($entry as $row);
    };
    ($entry:ident as $row:ident) => {
        impl Serialize for $entry {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                $row::serialize(self, to)
            }
        }

        impl<'de> Deserialize<'de> for $entry {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                $row::deserialize(from)
            }
        }
    };
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct MomentRow {
    time: Instant,
    zone: String,
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        MomentRow { time: Instant { at: self.at, offset_s: self.offset_s }, zone: self.zone.clone() }.serialize(to)
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let MomentRow { time: Instant { at, offset_s }, zone } = MomentRow::deserialize(from)?;
        Ok(Self { at, offset_s, zone })
    }
}

row! {
    Tap = "Tap" as TapRow
    must { id: String, at: Moment, source: TapSource, }
    may {}
}

row! {
    CrampDetails = "CrampDetails" as DetailsRow
    must {}
    may {
        side: Option<Side>,
        muscle: Option<Muscle>,
        pain: Option<u8>,
        duration: Option<CrampDuration>,
        hard_knot: Answer,
        eased_by_stretching: Answer,
        woke_me: Answer,
        got_out_of_bed: Answer,
        near_fall: Answer,
        fall: Answer,
        soreness_after: Answer,
        soreness_lasted: Option<Soreness>,
        urge_to_move: Answer,
        eased_by_walking: Answer,
        what_helped: Option<Vec<Relief>>,
        different: Option<Vec<Sign>>,
        note: Option<String>,
    }
}

/// A word for what was recalled, `{ "timed": { "seconds": 90 } }` for what was measured.
#[derive(Serialize, Deserialize)]
#[serde(remote = "CrampDuration", deny_unknown_fields)]
enum DurationRow {
    #[serde(rename = "under-1")]
    UnderOneMinute,
    #[serde(rename = "1-to-5")]
    OneToFiveMinutes,
    #[serde(rename = "5-to-10")]
    FiveToTenMinutes,
    #[serde(rename = "over-10")]
    OverTenMinutes,
    #[serde(rename = "timed")]
    Timed { seconds: u32 },
}

row!(CrampDuration as DurationRow);

/// The mark of a clock that was in doubt; a plausible one has none.
#[derive(Serialize, Deserialize)]
#[serde(remote = "ClockMark", rename_all = "kebab-case")]
enum ClockRow {
    #[serde(skip)]
    Plausible,
    Suspect,
    Confirmed,
}

row!(ClockMark as ClockRow);

row! {
    Factor = "Factor" as FactorRow
    must { id: String, name: String, }
    may { retired: bool, }
}

row! {
    FactorAnswer = "FactorAnswer" as FactorAnswerRow
    must { factor_id: String, answer: Answer, }
    may {}
}

row! {
    Evening = "Evening" as EveningRow
    must { night: Night, }
    may {
        stretched: Answer,
        stretch_kind: Option<StretchKind>,
        stretch_minutes: Option<u16>,
        stretched_at: Option<Moment>,
        water_glasses: Option<u8>,
        alcohol_drinks: Option<u8>,
        caffeine_drinks: Option<u8>,
        exercise: Option<Exercise>,
        long_sitting: Answer,
        long_standing: Answer,
        sweating: Answer,
        heat: Answer,
        fever: Answer,
        heavy_blanket: Answer,
        warm_soak: Answer,
        supplements: Option<Vec<Supplement>>,
        factors: Vec<FactorAnswer>,
        note: Option<String>,
    }
}

row! {
    Morning = "Morning" as MorningRow
    must { night: Night, }
    may {
        cramps: Option<u8>,
        sleep_disturbance: Option<u8>,
        toilet_visits: Option<u8>,
        soreness: Answer,
        tiredness: Answer,
        note: Option<String>,
    }
}

row! {
    Profile = "Profile" as ProfileRow
    must {}
    may {
        birth_year: Option<u16>,
        usual_frequency: Option<UsualFrequency>,
        #[serde(with = "clock")]
        bedtime_weekday: Option<NaiveTime>,
        #[serde(with = "clock")]
        bedtime_weekend: Option<NaiveTime>,
        pregnant: Answer,
        #[serde(with = "day")]
        due: Option<NaiveDate>,
        #[serde(with = "day")]
        gave_birth: Option<NaiveDate>,
        breastfeeding: Answer,
        kidney_stage: Option<u8>,
        egfr: Option<u8>,
        #[serde(with = "day")]
        last_check_up: Option<NaiveDate>,
        #[serde(with = "day")]
        cramps_began: Option<NaiveDate>,
        medicines_complete: Answer,
        vitamin_b6_mg: Option<u16>,
        drives: Answer,
        country: Option<String>,
    }
}

row! {
    DatedProfile = "DatedProfile" as DatedProfileRow
    must {
        #[serde(with = "known_day")]
        since: NaiveDate,
        profile: Profile,
    }
    may {}
}

row! {
    Condition = "Condition" as ConditionRow
    must { id: String, kind: ConditionKind, }
    may {
        answer: Answer,
        #[serde(with = "day")]
        since: Option<NaiveDate>,
        #[serde(with = "day")]
        until: Option<NaiveDate>,
    }
}

row! {
    Medicine = "Medicine" as MedicineRow
    must { id: String, class: MedicineClass, }
    may {
        name: Option<String>,
        #[serde(with = "day")]
        started: Option<NaiveDate>,
        #[serde(with = "day")]
        changed: Option<NaiveDate>,
        #[serde(with = "day")]
        stopped: Option<NaiveDate>,
    }
}

row! {
    SignReport = "SignReport" as SignRow
    must { id: String, sign: Sign, answer: Answer, at: Moment, }
    may {
        #[serde(with = "day")]
        since: Option<NaiveDate>,
    }
}

/// `"seen-fine"`, or `{ "appointment": { "on": "2026-12-04" } }`.
#[derive(Serialize, Deserialize)]
#[serde(remote = "Response", rename_all = "kebab-case", deny_unknown_fields)]
enum ResponseRow {
    Appointment {
        #[serde(with = "known_day")]
        on: NaiveDate,
    },
    SeenFine,
}

row!(Response as ResponseRow);

row! {
    Acknowledgement = "Acknowledgement" as AcknowledgementRow
    must { id: String, rule_id: String, response: Response, at: Moment, }
    may {}
}

/// `"phone"`, or `{ "home": { "zone": "Europe/Berlin" } }`.
#[derive(Serialize, Deserialize)]
#[serde(remote = "ReminderClock", rename_all = "kebab-case", deny_unknown_fields)]
enum ReminderClockRow {
    Phone,
    Home { zone: String },
}

row!(ReminderClock as ReminderClockRow);

/// A wish that is left out is as it is at first. All others are written: what holds at first may change one day.
#[derive(Serialize, Deserialize)]
#[serde(remote = "ReminderPreferences", rename_all = "kebab-case", deny_unknown_fields)]
#[serde(default = "ReminderPreferences::default")]
struct ReminderPreferencesRow {
    clock: ReminderClock,
    weekend_evenings: Vec<Weekday>,
    #[serde(with = "clock", skip_serializing_if = "LeftOut::is_left_out")]
    waking: Option<NaiveTime>,
    bedtime_stretch: bool,
    lead_min: u16,
    second_call: bool,
    second_call_after_min: u16,
    too_late_min: u16,
    follow_habit: bool,
    morning_check_in: bool,
    #[serde(with = "known_clock")]
    morning_at: NaiveTime,
    last_water: bool,
    last_water_min: u16,
    warm_soak: bool,
    warm_soak_min: u16,
    break_days: Vec<Weekday>,
    #[serde(with = "known_clock")]
    break_from: NaiveTime,
    #[serde(with = "known_clock")]
    break_until: NaiveTime,
    break_every_min: u16,
    #[serde(skip_serializing_if = "LeftOut::is_left_out")]
    review_on: Option<Weekday>,
    #[serde(with = "known_clock")]
    review_at: NaiveTime,
    visit_follow_up: bool,
}

row!(ReminderPreferences as ReminderPreferencesRow);

row! {
    ReminderRecord = "ReminderRecord" as ReminderRecordRow
    must { reminder: String, action: ReminderAction, at: Moment, }
    may {}
}

//! The first screen: what was tapped, what the morning still asks, and the last 14 nights.

use super::{Cramp, NightMark, NightPage, NightState, NightTally};
use crate::night::{CutHour, Face, Moment, Night, Part};

/// How many nights the strip shows.
pub(crate) const LAST_NIGHTS: i64 = 14;
/// An entry further in the future than this came from a wrong clock (design: 12 hours).
pub(crate) const SUSPECT_AFTER_MS: i64 = 12 * 3_600_000;

/// 2026 began: no phone ran this library before. One that says so woke with an empty clock, and cannot call entries future.
const CLOCKS_START_MS: i64 = 1_767_225_600_000;

/// When more than this lies in the future, it is the present clock that is wrong: a slip of a setting must not put years of
/// entries in doubt. Our own choice.
pub(crate) const MOST_SUSPECTS: usize = 10;

/// What a card of the morning asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum QuestionKind {
    /// "Any cramp last night?", asked when nothing is known.
    AnyCramp,
    /// "Where was it?"
    Muscle,
    /// "How bad was it?"
    Pain,
    /// "How long did it last?"
    Duration,
}

/// One open question of the morning. It may be skipped, and then stays open.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct MorningQuestion {
    /// What it asks.
    pub kind: QuestionKind,
    /// The night it asks about.
    pub night: Night,
    /// The cramp it asks about; `None` for [`QuestionKind::AnyCramp`].
    pub cramp_id: Option<String>,
}

/// Everything that the first screen needs, in one call.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Tonight {
    /// Which world to show first.
    pub face: Face,
    /// The night that the moment lies in, which may only be about to begin.
    pub current: NightMark,
    /// Its cramps, newest first.
    pub cramps: Vec<Cramp>,
    /// The newest tap of this night, while it is offered for undoing: until the morning.
    pub undo_tap_id: Option<String>,
    /// The night that the morning asks about: the last one that has ended.
    pub asked: NightPage,
    /// What is still open there, in the order in which to ask; at most three.
    pub questions: Vec<MorningQuestion>,
    /// The last 14 nights up to the one asked about, oldest first.
    pub nights: Vec<NightMark>,
    /// How many of those 14 are what.
    pub tally: NightTally,
    /// Entries whose clock was wrong, to be confirmed or moved.
    pub suspects: Vec<Cramp>,
}

/// The last night that has ended: after 19 hours of its period the morning has come.
pub(crate) fn asked_night(now: &Moment, cut: CutHour) -> Night {
    let current = Night::of(now, cut);
    if Part::of(now, cut) == Part::Morning { current } else { current.plus(-1) }
}

/// Whether `ahead` cramps in the future of `now` came from a wrong clock, or whether it is `now` that is wrong.
pub(crate) fn blames_entries(now: &Moment, ahead: usize) -> bool {
    now.at.timestamp_millis() >= CLOCKS_START_MS && (1..=MOST_SUSPECTS).contains(&ahead)
}

/// Undo is offered until the morning; after it a cramp is deleted on its night's page.
pub(crate) fn may_undo(now: &Moment, cut: CutHour) -> bool {
    Part::of(now, cut) != Part::Morning
}

/// What is still open about a night. Three cards at most, and about the newest cramp only: the rest can be filled in on
/// the night's page by whoever wants to.
pub(crate) fn questions(page: &NightPage) -> Vec<MorningQuestion> {
    let night = page.mark.night;
    let Some(cramp) = page.cramps.iter().rev().find(|cramp| cramp.counts()) else {
        let open = page.mark.state == NightState::Unknown;
        return open
            .then_some(MorningQuestion { kind: QuestionKind::AnyCramp, night, cramp_id: None })
            .into_iter()
            .collect();
    };
    let details = &cramp.details;
    [
        (QuestionKind::Muscle, details.muscle.is_none()),
        (QuestionKind::Pain, details.pain.is_none()),
        (QuestionKind::Duration, details.duration.is_none()),
    ]
    .into_iter()
    .filter(|(_, open)| *open)
    .map(|(kind, _)| MorningQuestion { kind, night, cramp_id: Some(cramp.id.clone()) })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_morning_asks_about_the_night_that_has_ended() {
        #[track_caller]
        fn case(now: &str, asked: &str, undo: bool) {
            let at = chrono::DateTime::parse_from_rfc3339(now).unwrap();
            let now = Moment { at: at.to_utc(), offset_s: at.offset().local_minus_utc(), zone: "Test/Zone".into() };
            assert_eq!(asked_night(&now, CutHour::NOON).to_string(), asked);
            assert_eq!(may_undo(&now, CutHour::NOON), undo);
        }
        case("2026-11-23T03:10:00+01:00", "2026-11-22", true);
        case("2026-11-23T07:30:00+01:00", "2026-11-23", false);
        case("2026-11-23T11:59:00+01:00", "2026-11-23", false);
        case("2026-11-23T12:00:00+01:00", "2026-11-23", true);
        case("2026-11-23T22:30:00+01:00", "2026-11-23", true);
    }
}

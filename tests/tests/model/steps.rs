//! What can happen to a journal: the steps of a story, small enough to be pasted into a test.

use nightcramp::{Answer, AnyCramp};
use proptest::prelude::*;

/// How many nights the stories are about.
pub(crate) const NIGHTS: i64 = 7;
/// Offsets and zones that a phone may be in: seconds east of UTC.
pub(crate) const ZONES: [(i32, &str); 4] = [
    (3600, "Europe/Berlin"),
    (-36_000, "Pacific/Honolulu"),
    (50_400, "Pacific/Kiritimati"),
    (20_700, "Asia/Kathmandu"),
];
/// How many factors of their own a person has.
pub(crate) const FACTORS: usize = 2;

/// Instants are seconds, nights and days are counted, both from the first day of the stories. A number that chooses among
/// what is there is taken modulo how many there are.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    Tap(i64),
    TapTwice(i64),
    TapAgain(usize),
    Inbox(i64),
    Ingest,
    Undo(usize),
    Split(usize),
    Describe(usize, u8, Answer),
    Add(i64, Option<u8>),
    Move(usize, i64, Option<u8>),
    Delete(Entry),
    Restore(Entry),
    Say(i64, AnyCramp),
    UndoNone(i64),
    SaveEvening(i64, u8, [Answer; FACTORS]),
    SaveMorning(i64, Option<u8>, u8),
    SaveFactor(usize, bool),
    SaveProfile(i64, u16),
    /// A sign, and whether it is there.
    Report(i64, usize, bool),
    /// "Seen, fine", or an appointment so many days later.
    Acknowledge(i64, Option<u8>),
    /// The phone reports of a night's stretch or soak what happened, and when.
    Remind(i64, usize, usize, i64),
    /// So many minutes before bedtime, by the phone's clock or the one at home.
    Wish(u16, bool),
    Cut(u8),
    /// Looks at the first screen, which doubts entries from the future.
    Look(i64),
    Confirm(usize),
    Zone(usize),
    /// Sets the phone's clock to noon of a day.
    Clock(i64),
    Reopen,
    Kill,
    Suspend,
    Resume,
    Check,
    Maintain,
    RestoreCopy(usize),
    Recover,
    Erase,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Entry {
    Cramp(usize),
    Evening(i64),
    Morning(i64),
    Report(usize),
    Acknowledgement(usize),
}

/// Instants in bursts a few seconds long, so that taps often lie within 10 s of each other, and exactly 10 s apart.
fn instant() -> impl Strategy<Value = i64> {
    (0..16_i64, 0..7_i64).prop_map(|(burst, n)| burst * 7 * 3600 + n * 5)
}

/// A clock that is right, or off by some days, or was lost, or was set to a year that nobody here will see.
fn day() -> impl Strategy<Value = i64> {
    prop_oneof![6 => -3..30_i64, 1 => -20_746..-20_700_i64, 1 => 20_000..2_900_000_i64]
}

fn entry() -> impl Strategy<Value = Entry> {
    prop_oneof![
        4 => (0..100_usize).prop_map(Entry::Cramp),
        1 => (0..NIGHTS).prop_map(Entry::Evening),
        1 => (0..NIGHTS).prop_map(Entry::Morning),
        1 => (0..100_usize).prop_map(Entry::Report),
        1 => (0..100_usize).prop_map(Entry::Acknowledgement),
    ]
}

pub(crate) fn step() -> impl Strategy<Value = Step> {
    prop_oneof![4 => entries(), 2 => check_ins(), 2 => fate()]
}

fn entries() -> impl Strategy<Value = Step> {
    let (any, night, hour) = (0..100_usize, 0..NIGHTS, proptest::option::of(0..24_u8));
    prop_oneof![
        6 => instant().prop_map(Step::Tap),
        1 => instant().prop_map(Step::TapTwice),
        1 => any.clone().prop_map(Step::TapAgain),
        2 => instant().prop_map(Step::Inbox),
        2 => Just(Step::Ingest),
        3 => any.clone().prop_map(Step::Undo),
        3 => any.clone().prop_map(Step::Split),
        2 => (any.clone(), 0..=10_u8, answer()).prop_map(|(n, pain, woke)| Step::Describe(n, pain, woke)),
        2 => (night.clone(), hour.clone()).prop_map(|(night, hour)| Step::Add(night, hour)),
        2 => (any.clone(), night, hour).prop_map(|(n, night, hour)| Step::Move(n, night, hour)),
        3 => entry().prop_map(Step::Delete),
        3 => entry().prop_map(Step::Restore),
        1 => any.prop_map(Step::Confirm),
    ]
}

fn check_ins() -> impl Strategy<Value = Step> {
    let night = 0..NIGHTS;
    let said = prop_oneof![2 => Just(AnyCramp::NoCramp), 1 => Just(AnyCramp::One), 1 => Just(AnyCramp::TwoOrMore)];
    prop_oneof![
        3 => (night.clone(), said).prop_map(|(night, said)| Step::Say(night, said)),
        2 => night.clone().prop_map(Step::UndoNone),
        2 => (night.clone(), 0..5_u8, [answer(), answer()]).prop_map(|(night, glasses, factors)| {
            Step::SaveEvening(night, glasses, factors)
        }),
        2 => (night.clone(), proptest::option::of(0..3_u8), 0..=10_u8)
            .prop_map(|(night, cramps, disturbed)| Step::SaveMorning(night, cramps, disturbed)),
        1 => (0..FACTORS, any::<bool>()).prop_map(|(n, retired)| Step::SaveFactor(n, retired)),
        1 => (night, 1900..2000_u16).prop_map(|(since, born)| Step::SaveProfile(since, born)),
        1 => (0..24_u8).prop_map(Step::Cut),
        2 => (instant(), 0..100_usize, any::<bool>()).prop_map(|(s, sign, is_there)| Step::Report(s, sign, is_there)),
        1 => (instant(), proptest::option::of(0..30_u8)).prop_map(|(s, days)| Step::Acknowledge(s, days)),
        2 => (0..NIGHTS, 0..2_usize, 0..5_usize, instant()).prop_map(|(night, kind, action, s)| {
            Step::Remind(night, kind, action, s)
        }),
        1 => (0..=180_u16, any::<bool>()).prop_map(|(lead, home)| Step::Wish(lead, home)),
    ]
}

fn fate() -> impl Strategy<Value = Step> {
    prop_oneof![
        2 => instant().prop_map(Step::Look),
        1 => (0..ZONES.len()).prop_map(Step::Zone),
        4 => day().prop_map(Step::Clock),
        1 => Just(Step::Reopen),
        2 => Just(Step::Kill),
        1 => Just(Step::Suspend),
        4 => Just(Step::Resume),
        3 => Just(Step::Check),
        1 => Just(Step::Maintain),
        2 => (0..3_usize).prop_map(Step::RestoreCopy),
        1 => Just(Step::Recover),
        1 => Just(Step::Erase),
    ]
}

fn answer() -> impl Strategy<Value = Answer> {
    prop_oneof![Just(Answer::Yes), Just(Answer::No), Just(Answer::Unknown)]
}

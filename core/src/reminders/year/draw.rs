//! A person's year, drawn from one seed: what happens to them and their phone, and when.

use chrono::{DateTime, TimeDelta, Utc};

use super::super::record::ReminderAction;
use super::super::testing::utc;

/// Where people fly. Berlin and Paris show the same time.
const ZONES: [&str; 16] = [
    "Europe/Berlin",
    "Europe/Paris",
    "Europe/London",
    "America/New_York",
    "America/Los_Angeles",
    "America/Sao_Paulo",
    "America/Havana",
    "Asia/Tokyo",
    "Asia/Kolkata",
    "Africa/Cairo",
    "Africa/Casablanca",
    "Australia/Sydney",
    "Australia/Lord_Howe",
    "Pacific/Auckland",
    "Pacific/Kiritimati",
    "Pacific/Honolulu",
];

/// What can happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// The app is opened.
    Open,
    /// A stretch is logged for tonight (0) or an earlier night.
    Stretch(i64),
    AlreadyInBed,
    /// The next reminder that rings is answered so many minutes after it.
    Answer(ReminderAction, i64),
    Fly(&'static str),
    /// By the clock at home, or by the phone's.
    Home(bool),
    /// The phone's clock is set so many minutes ahead of the true time; 0: it is put right.
    Clock(i64),
    /// The phone is off for so many minutes.
    Off(i64),
    /// Android: the alarm that is held vanishes.
    Drop,
    /// Android: the app is stopped by force, with all its alarms.
    Stop,
    /// Android: the right to ring at the exact time.
    Exact(bool),
    Notifications(bool),
    /// Half hours after 21:00.
    Bedtime(u32),
    Lead(u16),
    TooLate(u16),
    SecondCall(bool),
    /// Water, soak, breaks and the rest.
    Others(bool),
    Cap(u8),
    /// The app is updated.
    Update,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Event {
    pub(super) at: DateTime<Utc>,
    pub(super) what: What,
}

/// A year with all that happens in it.
#[derive(Clone, Debug)]
pub(super) struct Life {
    pub(super) seed: u64,
    pub(super) ios: bool,
    pub(super) zone: &'static str,
    pub(super) bedtime: u32,
    pub(super) lead_min: u16,
    pub(super) start: DateTime<Utc>,
    pub(super) end: DateTime<Utc>,
    pub(super) events: Vec<Event>,
}

/// Steele's splitmix64: the same years for ever.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: u64) -> i64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        i64::try_from(mix(self.0) % bound).unwrap()
    }

    fn percent(&mut self, share: i64) -> bool {
        self.below(100) < share
    }

    fn of<T: Copy>(&mut self, list: &[T]) -> T {
        list[usize::try_from(self.below(list.len() as u64)).unwrap()]
    }

    fn between(&mut self, first: i64, last: i64) -> i64 {
        first + self.below(u64::try_from(last - first + 1).unwrap())
    }
}

/// A number that looks drawn, and is the same for the same one.
pub(super) fn mix(number: u64) -> u64 {
    let mixed = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

impl Life {
    /// The year of a seed.
    pub(super) fn drawn(seed: u64) -> Self {
        let mut dice = Dice(mix(seed));
        let start = utc("2026-02-01T00:00:00Z") + TimeDelta::days(dice.below(400));
        let mut life = Self {
            seed,
            ios: dice.percent(40),
            zone: dice.of(&ZONES),
            bedtime: u32::try_from(dice.below(12)).unwrap(),
            lead_min: dice.of(&[0, 15, 15, 90]),
            start,
            end: start + TimeDelta::days(364),
            events: Vec::new(),
        };
        life.push(0, What::Open);
        let mut neglected_until = 0;
        for day in 0..364 {
            if dice.percent(2) {
                neglected_until = day + dice.between(7, 40);
            }
            life.draw_phone(day, &mut dice);
            if day >= neglected_until {
                life.draw_person(day, &mut dice);
            }
        }
        life.events.sort_by_key(|event| event.at);
        life
    }

    fn push(&mut self, minute: i64, what: What) {
        // Odd seconds: nobody's presses wait for the full minute.
        let at = self.start + TimeDelta::seconds(minute * 60 + minute * 17 % 60);
        if at < self.end {
            self.events.push(Event { at, what });
        }
    }

    /// What befalls the phone.
    fn draw_phone(&mut self, day: i64, dice: &mut Dice) {
        let mut minute = || day * 1440 + dice.between(1, 1439);
        let [off, clock, fly, else_] = [minute(), minute(), minute(), minute()];
        if dice.percent(5) {
            self.push(off, What::Off(dice.between(5, 800)));
        }
        if dice.percent(2) {
            let far = match dice.below(3) {
                0 => dice.between(1, 59),
                1 => dice.between(1, 14) * 60,
                _ => dice.between(1, 6) * 1440,
            };
            self.push(clock, What::Clock(if dice.percent(50) { far } else { -far }));
            self.push(clock + dice.between(2, 2000), What::Clock(0));
        }
        if dice.percent(3) {
            self.push(fly, What::Fly(dice.of(&ZONES)));
        }
        let what = match dice.below(100) {
            0 | 1 => What::Drop,
            2 => What::Stop,
            3 => What::Exact(dice.percent(50)),
            4 => What::Notifications(false),
            5..14 => What::Notifications(true),
            14 => What::Update,
            _ => return,
        };
        self.push(else_, what);
    }

    /// What the person does.
    fn draw_person(&mut self, day: i64, dice: &mut Dice) {
        let mut minute = || day * 1440 + dice.between(1, 1439);
        let [open, stretch, bed, answer, change] = [minute(), minute(), minute(), minute(), minute()];
        if dice.percent(50) {
            self.push(open, What::Open);
        }
        if dice.percent(20) {
            self.push(stretch, What::Stretch(0));
        }
        if dice.percent(3) {
            self.push(stretch + 7, What::Stretch(dice.between(1, 2)));
        }
        if dice.percent(4) {
            self.push(bed, What::AlreadyInBed);
        }
        if dice.percent(35) {
            use ReminderAction::{Done, Later, NotTonight};
            let action = dice.of(&[Later, Later, Later, Done, Done, NotTonight]);
            self.push(answer, What::Answer(action, dice.between(0, 25)));
        }
        let what = match dice.below(300) {
            0..2 => What::Bedtime(u32::try_from(dice.below(12)).unwrap()),
            2 => What::Lead(dice.of(&[0, 15, 45, 90])),
            3 => What::TooLate(dice.of(&[0, 30, 180, 180])),
            4..6 => What::SecondCall(dice.percent(60)),
            6 => What::Others(dice.percent(40)),
            7 => What::Cap(dice.of(&[1, 2, 5, 20, 60, 60])),
            8..10 => What::Home(dice.percent(50)),
            _ => return,
        };
        self.push(change, what);
    }
}

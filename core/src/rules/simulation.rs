//! False alarms, measured: how often the rules fire for people whose cramps do not change.

use super::book::RULES;
use super::case::Case;
use super::evaluate::Judge;
use super::fact::Facts;
use super::finding::Urgency;
use crate::entries::Morning;
use crate::night::{CutHour, Moment};
use crate::profile::{DatedProfile, Profile, UsualFrequency};
use chrono::TimeDelta;

/// Years in all, shared by the three rates. `NIGHTCRAMP_YEARS` asks for another number.
const YEARS: usize = 10_000;
/// Who has fewer than this a week says "rarely" of themselves.
const RARE_A_WEEK: f64 = 0.5;
const RATES_A_WEEK: [f64; 3] = [0.25, 1.0, 2.0];
/// So many nights are not logged.
const UNLOGGED: f64 = 0.3;
/// From week to week a person's rate varies with this lognormal spread (evidence §6.4, assumed).
const WEEKLY_SPREAD: f64 = 0.4;
/// Before a year is judged, the rules must have their windows.
const WARM_UP_NIGHTS: i64 = 98;
const YEAR_NIGHTS: i64 = 364;
/// Rules are asked once a week, and R1's windows do not overlap.
const STEP_NIGHTS: i64 = 7;

/// Steele's splitmix64: the same years for ever.
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A standard normal (Box and Muller).
    fn normal(&mut self) -> f64 {
        let (a, b) = (self.roll().max(1e-12), self.roll());
        (-2.0 * a.ln()).sqrt() * (std::f64::consts::TAU * b).cos()
    }

    /// A negative binomial of dispersion 1, which is geometric (evidence §6.4).
    fn cramps(&mut self, mean: f64) -> u8 {
        let stop = 1.0 / (1.0 + mean);
        (self.roll().max(1e-12).ln() / (1.0 - stop).ln()).floor().min(50.0) as u8
    }
}

/// A stable person's nights, the last one first.
fn stable_person(rate: f64, dice: &mut Dice) -> Case {
    let now: chrono::DateTime<chrono::FixedOffset> = "2026-11-23T07:30:00+01:00".parse().unwrap();
    let now = Moment { at: now.to_utc(), offset_s: 3600, zone: "Europe/Berlin".into() };
    let mut case = Case::empty(now.clone(), CutHour::NOON);
    let newest = Facts::newest_night(&now, &case);
    if rate < RARE_A_WEEK {
        // They say "rarely" when they are asked, again and again: R1 then needs no past to fire.
        let profile = Profile { usual_frequency: Some(UsualFrequency::Rarely), ..Profile::unanswered() };
        let since = |ago: i64| newest.plus(-ago).ends_on();
        let asked = (0..WARM_UP_NIGHTS + YEAR_NIGHTS).step_by(60);
        case.profiles = asked.map(|ago| DatedProfile { since: since(ago), profile: profile.clone() }).collect();
    }
    let mut weekly = 1.0;
    for ago in 0..WARM_UP_NIGHTS + YEAR_NIGHTS {
        if ago % 7 == 0 {
            // A mean of one keeps the rate what it is called.
            weekly = (WEEKLY_SPREAD * dice.normal() - WEEKLY_SPREAD * WEEKLY_SPREAD / 2.0).exp();
        }
        let cramps = dice.cramps(rate / 7.0 * weekly);
        if dice.roll() >= UNLOGGED {
            case.mornings.push(Morning { cramps: Some(cramps), ..Morning::unanswered(newest.plus(-ago)) });
        }
    }
    case
}

/// What a rate's years gave: how often each rule began to fire, and in how many of R1's windows it fired.
pub(super) struct Alarms {
    pub(super) rate: f64,
    pub(super) years: usize,
    pub(super) began: Vec<u32>,
    pub(super) r1_windows_percent: f64,
}

/// Simulates `years` for each rate.
pub(super) fn alarms(years: usize) -> Vec<Alarms> {
    let r1 = RULES.iter().position(|rule| rule.id == "R1").unwrap();
    let one_rate = move |rate: f64| {
        let mut dice = Dice(20_261_123 + (rate * 100.0) as u64);
        let mut began = vec![0; RULES.len()];
        let (mut windows, mut fired_windows) = (0_u32, 0_u32);
        for _ in 0..years {
            let case = stable_person(rate, &mut dice);
            let mut firing = vec![false; RULES.len()];
            for step in (0..YEAR_NIGHTS / STEP_NIGHTS).rev() {
                let now = Moment { at: case.now.at - TimeDelta::days(step * STEP_NIGHTS), ..case.now.clone() };
                let facts = Facts::at(&case, now);
                let judge = Judge::new(&facts);
                for (index, rule) in RULES.iter().enumerate().filter(|(_, rule)| !rule.is_guard) {
                    let judgement = judge.judge(index);
                    let fires = judgement.arm.is_some_and(|arm| rule.arms[arm].urgency <= Urgency::Soon);
                    began[index] += u32::from(fires && !firing[index]);
                    firing[index] = fires;
                }
                if step % 2 == 0 {
                    windows += 1;
                    fired_windows += u32::from(firing[r1]);
                }
            }
        }
        Alarms { rate, years, began, r1_windows_percent: 100.0 * f64::from(fired_windows) / f64::from(windows) }
    };
    std::thread::scope(|threads| {
        let rates = RATES_A_WEEK.map(|rate| threads.spawn(move || one_rate(rate)));
        rates.map(|rate| rate.join().unwrap()).into()
    })
}

pub(super) fn years() -> usize {
    std::env::var("NIGHTCRAMP_YEARS").ok().and_then(|years| years.parse().ok()).unwrap_or(YEARS)
}

//! Writes a journal of many years, the same for the same arguments: about 150 cramps and 365 mornings a year.
//! Usage: generate_journal <directory> <years> [last night, yyyy-mm-dd]

use std::sync::Arc;

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use nightcramp::{
    Answer, Clock, CrampDetails, CrampDuration, Journal, Moment, Morning, Muscle, Night, Setup, Side, Tap, TapSource,
};

/// A small generator with a long period (Steele's splitmix64): the journal must not change with a library's version.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % sides
    }
}

struct Still;

impl Clock for Still {
    fn now(&self) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let dir = arguments.next().ok_or("the directory is missing")?;
    let years: i64 = arguments.next().ok_or("the years are missing")?.parse()?;
    let last: Night = arguments.next().unwrap_or_else(|| "2026-11-22".into()).parse()?;
    let journal = Journal::open_with(&dir, Setup { clock: Arc::new(Still), ..Setup::default() })?;
    let mut dice = Dice(7);
    let mut cramps = 0_u32;
    let nights = years * 365;
    for night in last.plus(1 - nights).through(last) {
        let count = [0, 0, 0, 0, 0, 0, 0, 1, 1, 2][usize::try_from(dice.roll(10))?];
        for _ in 0..count {
            cramp(&journal, night, &mut dice)?;
            cramps += 1;
        }
        if dice.roll(5) > 0 {
            let disturbed = Some(u8::try_from(dice.roll(11))?);
            let morning = nightcramp::unanswered_morning(night)?;
            journal.save_morning(Morning { cramps: Some(count), sleep_disturbance: disturbed, ..morning })?;
        }
    }
    println!("{nights} nights, {cramps} cramps");
    Ok(())
}

fn cramp(journal: &Journal, night: Night, dice: &mut Dice) -> Result<(), Box<dyn std::error::Error>> {
    let midnight = night.ends_on().and_time(NaiveTime::MIN).and_utc();
    let at = midnight + TimeDelta::milliseconds(i64::try_from(dice.roll(6 * 3_600_000))?);
    let id = uuid::Builder::from_unix_timestamp_millis(u64::try_from(at.timestamp_millis())?, &bytes(dice)).into_uuid();
    let at = Moment { at, offset_s: 3600, zone: "Europe/Berlin".into() };
    let kept = journal.tap(Tap { id: id.to_string(), at, source: TapSource::App })?;
    if dice.roll(3) > 0 {
        let details = CrampDetails {
            side: Some(if dice.roll(2) == 0 { Side::Left } else { Side::Right }),
            muscle: Some(Muscle::Calf),
            pain: Some(u8::try_from(dice.roll(11))?),
            duration: Some(CrampDuration::OneToFiveMinutes),
            woke_me: Answer::Yes,
            ..CrampDetails::default()
        };
        journal.describe(kept.cramp_id, details)?;
    }
    Ok(())
}

fn bytes(dice: &mut Dice) -> [u8; 10] {
    let mut bytes = [0; 10];
    bytes[..8].copy_from_slice(&dice.roll(u64::MAX).to_be_bytes());
    bytes
}

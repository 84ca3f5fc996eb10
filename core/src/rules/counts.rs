//! Facts that count nights and cramps over a window.

use super::book::{Fact, Window};
use super::fact::{Facts, NightFacts, Range, Trail, Tri, and, is_restless};
use super::finding::Origin;
use crate::entries::{Cramp, CrampDuration, EntryKey, Muscle, Side, Sign, Soreness};

/// Pain from here on is severe (R6, our own choice).
const SEVERE_PAIN: u8 = 7;
/// Getting up so often counts for R4.
const OFTEN_UP: u8 = 2;
/// A cramp that the timer measured longer than this is long; 10:00 is not.
const LONG_S: u32 = 600;
/// Shares need so many recorded cramps, or counted nights.
const LEAST_MUSCLES: u32 = 6;
const LEAST_TOILET_COUNTS: u32 = 5;
const LEAST_LEGS: u32 = 10;

impl Facts<'_> {
    pub(super) fn counted(&self, fact: Fact, window: Window, trail: &mut Trail) -> Range {
        match fact {
            Fact::CrampNights => self.cramp_nights(window, trail),
            Fact::KnownNights => Range::exactly(self.nights(window).iter().filter(|night| night.known).count() as f64),
            Fact::Cramps => self.all_cramps(window, trail),
            Fact::CrampsInBed => self.cramps_in_bed(window, trail),
            Fact::WakingCramps => self.count(window, trail, |cramp| Some(cramp.daytime)),
            Fact::OtherMuscleCramps => self.count(window, trail, |cramp| {
                let other = [Muscle::Hand, Muscle::Arm, Muscle::Trunk, Muscle::Face];
                cramp.details.muscle.map(|muscle| other.contains(&muscle))
            }),
            Fact::ShareOutsideCalfAndFoot => self.share_outside_calf_and_foot(window, trail),
            Fact::PainfulNights => self.painful_nights(window, trail),
            Fact::LongSoreness => self.count(window, trail, |cramp| sore_beyond(cramp, Soreness::UpToADay)),
            Fact::VeryLongSoreness => self.count(window, trail, |cramp| sore_beyond(cramp, Soreness::OneToThreeDays)),
            Fact::LongestStubbornCramp => self.longest_stubborn_cramp(window, trail),
            Fact::LongEasedCramps => {
                self.timed(window, trail, |cramp| and(Some(is_long(cramp)), cramp.details.eased_by_stretching.known()))
            }
            Fact::Falls => self.falls(window, trail),
            Fact::NearFalls => self.count(window, trail, |cramp| cramp.details.near_fall.known()),
            Fact::TimesOutOfBed => {
                self.count(window, trail, |cramp| and(Some(!cramp.daytime), cramp.details.got_out_of_bed.known()))
            }
            Fact::WokenNights => self.woken_nights(window, trail),
            Fact::MeanSleepDisturbance => self.mean_sleep_disturbance(window, trail),
            Fact::ShareOfNightsUpTwice => self.share_of_nights_up_twice(window, trail),
            Fact::BothLegCramps => self.count(window, trail, |cramp| cramp.details.side.map(|side| side == Side::Both)),
            Fact::RestlessEvents => self.timed(window, trail, is_restless),
            // Every counted fact stands above: a test asks for all of them.
            _ => Range::UNKNOWN,
        }
    }

    fn unknown_nights(&self, window: Window) -> f64 {
        self.nights(window).iter().filter(|night| !night.known).count() as f64
    }

    fn cramp_nights(&self, window: Window, trail: &mut Trail) -> Range {
        let nights = self.nights(window);
        let with_cramp = nights.iter().filter(|night| night.in_bed > 0);
        with_cramp.clone().for_each(|night| night.leads_to(trail));
        let least = with_cramp.count() as f64;
        Range { least, most: least + self.unknown_nights(window) }
    }

    fn cramps_in_bed(&self, window: Window, trail: &mut Trail) -> Range {
        let with_cramp = self.nights(window).iter().filter(|night| night.in_bed > 0);
        with_cramp.clone().for_each(|night| night.leads_to(trail));
        let least: u32 = with_cramp.map(|night| night.in_bed).sum();
        self.unless_unlogged(least, 0, window)
    }

    /// In bed or by day.
    fn all_cramps(&self, window: Window, trail: &mut Trail) -> Range {
        let in_bed = self.cramps_in_bed(window, trail);
        let by_day = self.count(window, trail, |cramp| Some(cramp.daytime));
        Range { least: in_bed.least + by_day.least, most: in_bed.most + by_day.most }
    }

    /// So many at least; more if something is unknown, and any number if a night was not logged.
    fn unless_unlogged(&self, least: u32, unknown: u32, window: Window) -> Range {
        let least = f64::from(least);
        let unlogged = self.unknown_nights(window) > 0.0;
        Range { least, most: if unlogged { f64::INFINITY } else { least + f64::from(unknown) } }
    }

    /// Counts the cramps of which `is` holds. What nobody said of a cramp, or of a cramp that was only remembered, leaves
    /// it open.
    fn count(&self, window: Window, trail: &mut Trail, is: impl Fn(&Cramp) -> Tri) -> Range {
        let (mut yes, mut unknown) = (0, 0);
        for night in self.nights_and_today(window) {
            let cramps = night.cramps.iter().filter(|cramp| is_restless(cramp) != Some(true));
            let mut in_bed = 0;
            for cramp in cramps {
                in_bed += u32::from(!cramp.daytime);
                match is(cramp) {
                    Some(true) => {
                        yes += 1;
                        trail.cramp(cramp);
                    }
                    Some(false) => {}
                    None => unknown += 1,
                }
            }
            // A cramp that was only remembered was in bed; of everything else about it nothing is known.
            unknown += night.in_bed.saturating_sub(in_bed);
        }
        self.unless_unlogged(yes, unknown, window)
    }

    /// Counts by a record that a night without one holds none of: a timer, an event described.
    fn timed(&self, window: Window, trail: &mut Trail, is: impl Fn(&Cramp) -> Tri) -> Range {
        let (mut yes, mut unknown) = (0, 0);
        for cramp in self.nights_and_today(window).iter().flat_map(|night| &night.cramps) {
            match is(cramp) {
                Some(true) => {
                    yes += 1;
                    trail.cramp(cramp);
                }
                Some(false) => {}
                None => unknown += 1,
            }
        }
        Range { least: f64::from(yes), most: f64::from(yes + unknown) }
    }

    fn share_outside_calf_and_foot(&self, window: Window, trail: &mut Trail) -> Range {
        let typical = [Muscle::Calf, Muscle::Foot, Muscle::Toes];
        let cramps = self.nights_and_today(window).iter().flat_map(|night| &night.cramps);
        let recorded = cramps.filter(|cramp| is_restless(cramp) != Some(true) && cramp.details.muscle.is_some());
        let (mut outside, mut all) = (0, 0);
        for cramp in recorded {
            all += 1;
            if cramp.details.muscle.is_some_and(|muscle| !typical.contains(&muscle)) {
                outside += 1;
                trail.cramp(cramp);
            }
        }
        share(outside, all, LEAST_MUSCLES)
    }

    fn painful_nights(&self, window: Window, trail: &mut Trail) -> Range {
        let (mut yes, mut unknown) = (0.0, 0.0);
        for night in self.nights(window) {
            let in_bed = night.cramps.iter().filter(|cramp| !cramp.daytime);
            let severe = in_bed.clone().find(|cramp| cramp.details.pain.is_some_and(|pain| pain >= SEVERE_PAIN));
            let told = in_bed.filter(|cramp| cramp.details.pain.is_some()).count() as u32;
            if let Some(cramp) = severe {
                yes += 1.0;
                trail.cramp(cramp);
            } else if !night.known || night.in_bed > told {
                unknown += 1.0;
            }
        }
        Range { least: yes, most: yes + unknown }
    }

    /// In minutes. The person's "it will not stop" of that night, ticked when the timer had run out, is the answer too.
    fn longest_stubborn_cramp(&self, window: Window, trail: &mut Trail) -> Range {
        let mut longest = Range::exactly(0.0);
        let cramps = || self.nights_and_today(window).iter().flat_map(|night| &night.cramps);
        for cramp in cramps() {
            let begun = cramp.at.as_ref().map(|at| at.at);
            let later = cramps().filter_map(|other| other.at.as_ref()).filter(|other| Some(other.at) > begun);
            let eased = cramp.details.eased_by_stretching.known();
            let would_not_stop = self.signs.would_not_stop(cramp, later.min_by_key(|other| other.at));
            let would_not_stop = would_not_stop.filter(|_| eased != Some(true));
            let minutes = f64::from(timed_s(cramp).max(would_not_stop.unwrap_or(0))) / 60.0;
            let stubborn = match would_not_stop {
                Some(_) => Some(true),
                None => eased.map(|eased| !eased),
            };
            if stubborn != Some(false) && minutes > 0.0 {
                longest.most = longest.most.max(minutes);
                if stubborn == Some(true) && minutes > longest.least {
                    longest.least = minutes;
                    trail.origins.clear();
                    trail.cramp(cramp);
                }
            }
        }
        longest
    }

    fn falls(&self, window: Window, trail: &mut Trail) -> Range {
        let told = self.count(window, trail, |cramp| cramp.details.fall.known());
        // What was hurt in a fall says that there was one, unless the person says since that there was none.
        let denied = self.signs.denied(Sign::Fell);
        let signs = [Sign::Fell, Sign::HitHead, Sign::CannotBearWeight, Sign::HipPain];
        let days = signs.iter().map(|sign| self.signs.days_of(*sign, self.today, window.last, denied, trail));
        let reported = days.fold(0.0, f64::max);
        Range { least: told.least.max(reported), most: told.most.max(reported) }
    }

    fn woken_nights(&self, window: Window, trail: &mut Trail) -> Range {
        let (mut yes, mut unknown) = (0.0, 0.0);
        for night in self.nights(window) {
            let slept_on = |cramp: &&&Cramp| cramp.details.woke_me.known() == Some(false);
            let in_bed = night.cramps.iter().filter(|cramp| !cramp.daytime && is_restless(cramp) != Some(true));
            let slept_through = in_bed.clone().count() > 0 && in_bed.filter(slept_on).count() as u32 >= night.in_bed;
            match (night.known, night.in_bed) {
                (false, _) => unknown += 1.0,
                (true, 1..) if !slept_through => {
                    yes += 1.0;
                    night.leads_to(trail);
                }
                _ => {}
            }
        }
        Range { least: yes, most: yes + unknown }
    }

    fn mean_sleep_disturbance(&self, window: Window, trail: &mut Trail) -> Range {
        let (mut sum, mut all) = (0.0, 0.0);
        for morning in self.nights(window).iter().filter_map(|night| night.morning) {
            if let Some(disturbance) = morning.sleep_disturbance {
                sum += f64::from(disturbance);
                all += 1.0;
                trail.entry(|| EntryKey::Morning { night: morning.night });
            }
        }
        if all > 0.0 { Range::exactly(sum / all) } else { Range { least: 0.0, most: 10.0 } }
    }

    fn share_of_nights_up_twice(&self, window: Window, trail: &mut Trail) -> Range {
        let (mut up, mut all) = (0, 0);
        for morning in self.nights(window).iter().filter_map(|night| night.morning) {
            if let Some(visits) = morning.toilet_visits {
                all += 1;
                if visits >= OFTEN_UP {
                    up += 1;
                    trail.entry(|| EntryKey::Morning { night: morning.night });
                }
            }
        }
        share(up, all, LEAST_TOILET_COUNTS)
    }

    pub(super) fn share_on_one_leg(&self, trail: &mut Trail) -> Range {
        let legs = self.case.legs;
        for cramp in self.nights_and_today(Window { last: 250, before: 0 }).iter().flat_map(|night| &night.cramps) {
            if cramp.details.side.is_some() {
                trail.cramp(cramp);
            }
        }
        share(legs.left.max(legs.right), legs.left + legs.right + legs.both, LEAST_LEGS)
    }

    /// The marks of a window's nights, oldest first: a strip.
    pub(crate) fn strip(&self, window: Window) -> Vec<crate::entries::NightMark> {
        let start = window.before as usize;
        let mark = |(back, night): (usize, &NightFacts<'_>)| {
            let known = if night.known { Some(0) } else { None };
            crate::entries::mark_of(self.night_back(start + back), night.in_bed, known)
        };
        let mut marks: Vec<_> = self.nights(window).iter().enumerate().map(mark).collect();
        marks.reverse();
        marks
    }
}

impl NightFacts<'_> {
    /// Notes where a night's count comes from.
    fn leads_to(&self, trail: &mut Trail) {
        for cramp in self.cramps.iter().filter(|cramp| !cramp.daytime && is_restless(cramp) != Some(true)) {
            trail.cramp(cramp);
        }
        if let Some(morning) = self.morning.filter(|morning| morning.cramps.is_some_and(|cramps| cramps > 0)) {
            trail.add(|| Origin::Entry { key: EntryKey::Morning { night: morning.night } });
        }
    }
}

/// Whether the timer measured a cramp as long.
pub(super) fn is_long(cramp: &Cramp) -> bool {
    timed_s(cramp) > LONG_S
}

fn timed_s(cramp: &Cramp) -> u32 {
    match cramp.details.duration {
        Some(CrampDuration::Timed { seconds }) => seconds,
        _ => 0,
    }
}

/// Whether the muscle stayed sore for longer than `limit`.
fn sore_beyond(cramp: &Cramp, limit: Soreness) -> Tri {
    match (cramp.details.soreness_after.known(), cramp.details.soreness_lasted) {
        (Some(false), _) => Some(false),
        (_, lasted) => lasted.map(|lasted| lasted > limit),
    }
}

fn share(of: u32, all: u32, at_least: u32) -> Range {
    if all < at_least {
        return Range { least: 0.0, most: 100.0 };
    }
    Range::exactly(f64::from(of) * 100.0 / f64::from(all))
}

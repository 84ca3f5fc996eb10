//! What happens to a phone and what its owner does with it.

use chrono::TimeDelta;

use super::super::super::preferences::{ReminderClock, Weekday};
use super::super::super::record::{ReminderAction, ReminderRecord};
use super::super::draw::{Event, What};
use super::super::judge::Fault;
use super::{Deaf, FOREVER, Phone};
use crate::night::Night;

impl Phone {
    /// Something happens.
    pub(super) fn happen(&mut self, event: Event) -> Result<(), Fault> {
        match event.what {
            What::Fly(zone) => self.fly(zone),
            What::Clock(minutes) => self.set_clock(TimeDelta::minutes(minutes)),
            // Nobody presses anything on a phone that is off.
            _ if self.off_until.is_some() => Ok(()),
            What::Off(minutes) => {
                self.end_deafness();
                let until = self.now + TimeDelta::minutes(minutes);
                self.deaf.push(Deaf { from: self.now, until, off: true });
                (self.off_until, self.look_at) = (Some(until), None);
                // iOS keeps its requests, but rings none of what passes.
                if !self.ios {
                    self.lose();
                }
                Ok(())
            }
            What::Drop | What::Exact(_) | What::Stop if self.ios => Ok(()),
            What::Drop => {
                self.lose();
                Ok(())
            }
            What::Stop => {
                self.lose();
                (self.look_at, self.stopped) = (None, true);
                self.deaf.push(Deaf { from: self.now, until: FOREVER, off: false });
                Ok(())
            }
            What::Exact(given) => {
                let had = std::mem::replace(&mut self.person.capabilities.exact, given);
                // Withdrawn, it takes the alarm with it, and nobody is told.
                if had && !given {
                    self.lose();
                }
                if given && !had { self.changed() } else { Ok(()) }
            }
            What::Notifications(given) => {
                let had = std::mem::replace(&mut self.person.capabilities.notifications, given);
                match (had, given) {
                    (true, false) => self.muted.push((self.now, FOREVER)),
                    (false, true) => self.muted.last_mut().unwrap().1 = self.now,
                    _ => {}
                }
                Ok(())
            }
            What::Update => self.changed(),
            _ => self.act(event.what),
        }
    }

    fn lose(&mut self) {
        self.held.clear();
        self.lost.push(self.now);
    }

    fn fly(&mut self, zone: &str) -> Result<(), Fault> {
        if self.person.zone == zone {
            return Ok(());
        }
        self.person.zone = zone.into();
        self.epoch += 1;
        self.turn();
        if self.off_until.is_some() {
            return Ok(());
        }
        self.pass_over();
        self.changed()
    }

    fn set_clock(&mut self, skew: TimeDelta) -> Result<(), Fault> {
        if self.skew == skew {
            return Ok(());
        }
        if let Some(up) = &mut self.person.capabilities.up_since {
            *up += skew - self.skew;
        }
        self.skew = skew;
        self.tried.clear();
        self.epoch += 1;
        self.turn();
        if self.off_until.is_some() {
            return Ok(());
        }
        self.pass_over();
        // Android rings what the clock has jumped over before it says that the clock has changed.
        if !self.ios && !self.stopped && self.held.first().is_some_and(|held| held.item.at.at <= self.clock()) {
            let held = self.held.remove(0);
            self.ring(held)?;
        }
        self.changed()
    }

    /// What the person does in the app.
    fn act(&mut self, what: What) -> Result<(), Fault> {
        let current = Night::of(&self.moment(), self.person.state.cut);
        match what {
            What::Answer(action, minutes) => {
                self.answer = Some((action, minutes));
                return Ok(());
            }
            What::Stretch(ago) => self.stretch(current.plus(-ago)),
            What::AlreadyInBed => {
                let reminder = format!("bedtime:call:{current}");
                let record = ReminderRecord { reminder, action: ReminderAction::InBed, at: self.moment() };
                self.record(record);
            }
            What::Bedtime(half_hours) => self.set_bedtime(half_hours),
            What::Cap(most) => self.person.capabilities.most_pending = most,
            _ => self.prefer(what),
        }
        self.turn();
        self.used()
    }

    fn prefer(&mut self, what: What) {
        let here = self.person.zone.clone();
        let preferences = &mut self.person.state.preferences;
        match what {
            What::Home(true) => preferences.clock = ReminderClock::Home { zone: here },
            What::Home(false) => preferences.clock = ReminderClock::Phone,
            What::Lead(minutes) => preferences.lead_min = minutes,
            What::TooLate(minutes) => preferences.too_late_min = minutes,
            What::SecondCall(on) => preferences.second_call = on,
            What::Others(on) => {
                (preferences.last_water, preferences.warm_soak, preferences.morning_check_in) = (on, on, on);
                preferences.break_days = if on { vec![Weekday::Monday, Weekday::Thursday] } else { Vec::new() };
                preferences.review_on = on.then_some(Weekday::Sunday);
            }
            _ => {}
        }
    }
}

//! What the person reports of themselves, and how they answer findings.

use nightcramp::{Acknowledgement, DatedProfile, Response, Sign, SignReport, Word};

use super::*;

impl Story {
    pub(super) fn report(&mut self, step: &Step) {
        let id = self.new_id();
        match *step {
            Step::Report(s, sign, is_there) => {
                let (sign, at) = (Sign::ALL[sign % Sign::ALL.len()], self.moment(s));
                let report = SignReport { id, sign, answer: Some(is_there).into(), at, since: None };
                for _ in ["reported", "reported again"] {
                    let reported = self.journal.report_sign(report.clone());
                    self.awake(reported);
                }
                if !self.asleep {
                    self.model.reports.insert(report.id.clone(), (report, false));
                }
            }
            Step::Acknowledge(s, days) => {
                let at = self.moment(s);
                let on = days.map(|days| at.local().date() + TimeDelta::days(days.into()));
                let response = on.map_or(Response::SeenFine, |on| Response::Appointment { on });
                let answered = Acknowledgement { id, rule_id: "R2".into(), response, at };
                for _ in ["answered", "answered again"] {
                    let done = self.journal.acknowledge(answered.clone());
                    self.awake(done);
                }
                if !self.asleep {
                    self.model.acknowledgements.insert(answered.id.clone(), (answered, false));
                }
            }
            _ => unreachable!("{step:?} is no report"),
        }
    }

    pub(super) fn remove_report(&mut self, entry: Entry, removed: bool) {
        let found = match entry {
            Entry::Report(n) => pick(self.model.reports.iter(), n).map(|id| EntryKey::Sign { id }),
            Entry::Acknowledgement(n) => {
                pick(self.model.acknowledgements.iter(), n).map(|id| EntryKey::Acknowledgement { id })
            }
            _ => unreachable!("{entry:?} is no report"),
        };
        let Some(key) = found else { return };
        let done = if removed { self.journal.delete(key.clone()) } else { self.journal.restore(key.clone()) };
        if self.awake(done).is_none() {
            return;
        }
        let flag = match &key {
            EntryKey::Sign { id } => self.model.reports.get_mut(id).map(|(_, flag)| flag),
            EntryKey::Acknowledgement { id } => self.model.acknowledgements.get_mut(id).map(|(_, flag)| flag),
            _ => None,
        };
        *flag.unwrap() = removed;
    }

    pub(super) fn compare_reports(&self) {
        let days = FIRST_DAY..FIRST_DAY + NIGHTS;
        let found = self.journal.sign_reports(night(days.start), night(days.end - 1)).unwrap();
        assert_eq!(found, self.model.reports_of(days));
        assert_eq!(self.journal.acknowledgements().unwrap(), self.model.answered());
        let profiles = self.model.profiles.iter();
        let dated = profiles.map(|(since, profile)| DatedProfile { since: date(*since), profile: profile.clone() });
        assert_eq!(self.journal.profiles().unwrap(), dated.collect::<Vec<_>>());
    }
}

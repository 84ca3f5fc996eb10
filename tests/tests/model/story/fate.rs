//! What happens to a journal between the entries: sleep, kills, clocks, checks, copies, recoveries, the end.

use super::*;

impl Story {
    pub(super) fn sleep_or_wake(&mut self, step: &Step) {
        match step {
            Step::Reopen => {
                self.journal.shut();
                self.journal = open(self.dir.path(), &self.clock);
            }
            Step::Kill => {
                let left = fast_dir();
                copy_all(self.dir.path(), left.path());
                if self.planted == Planted::LosesItsLog {
                    std::fs::remove_file(left.path().join("journal.db-wal")).unwrap();
                }
                self.journal = open(left.path(), &self.clock);
                self.dir = left;
            }
            Step::Suspend => self.journal.suspend().unwrap(),
            _ => self.journal.resume().unwrap(),
        }
        self.asleep = matches!(step, Step::Suspend);
    }

    pub(super) fn look_after(&mut self, step: &Step) {
        match *step {
            Step::Check => {
                if let Some(health) = self.awake(self.journal.check()) {
                    self.checked(&health);
                }
            }
            Step::Maintain => {
                let since = self.model.checked_ms.map(|at| self.now_ms() - at);
                let is_due = since.is_none_or(|since| !(0..7 * DAY_MS).contains(&since));
                let health = self.journal.maintain();
                if !is_due {
                    health.unwrap();
                } else if let Some(health) = self.awake(health) {
                    self.checked(&health);
                }
            }
            Step::RestoreCopy(n) => self.restore_copy(n),
            Step::Recover => {
                let before = rows(self.dir.path());
                if let Some(recovery) = self.awake(self.journal.recover()) {
                    assert_eq!((recovery.from_copy, recovery.lost), (0, vec![]));
                    assert_eq!(rows(self.dir.path()), before, "a sound journal is what it was");
                }
            }
            _ => {
                if self.awake(self.journal.erase(vec![self.inbox().to_str().unwrap().into()])).is_some() {
                    (self.model, self.copies) = (Model::empty(), Vec::new());
                    self.waiting.clear();
                }
            }
        }
    }

    /// A whole check that found everything sound, with its copy.
    fn checked(&mut self, health: &Health) {
        self.model.checked_ms = Some(self.now_ms());
        self.copies.insert(0, (health.copies[0].name.clone(), self.model.clone()));
        self.copies.truncate(COPIES);
        assert!(health.problems.iter().all(|it| matches!(it, Problem::FilesSetAside { .. })), "{:?}", health.problems);
    }

    fn restore_copy(&mut self, n: usize) {
        let Some(n) = n.checked_rem(self.copies.len()) else { return };
        let name = self.copies[n].0.clone();
        let restored = match self.planted {
            Planted::KeepsWhatItWas => Ok(()),
            _ => self.journal.restore_copy(name),
        };
        if self.awake(restored).is_some() {
            self.copies.drain(..n);
            self.model = self.copies[0].1.clone();
        }
    }
}

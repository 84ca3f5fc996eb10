//! A clock that a test sets.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, Utc};
use nightcramp::Clock;

use crate::moment;

const DAY_MS: i64 = 86_400_000;

/// A clock that stands still until it is told to go on; clones are one clock.
#[derive(Clone)]
pub struct SetClock(Arc<AtomicI64>);

impl SetClock {
    /// A clock that stands at the instant of an RFC 3339 text.
    #[must_use]
    pub fn at(rfc3339: &str) -> Self {
        Self(Arc::new(AtomicI64::new(moment(rfc3339).at.timestamp_millis())))
    }

    /// Goes on by so many days, or back.
    pub fn days(&self, days: i64) {
        self.0.fetch_add(days * DAY_MS, Ordering::Relaxed);
    }
}

impl Clock for SetClock {
    fn now(&self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(self.0.load(Ordering::Relaxed)).expect("an instant")
    }
}

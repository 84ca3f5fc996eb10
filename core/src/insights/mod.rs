//! Numbers with their uncertainty.

mod compare;

pub(crate) use compare::{Phase, RateRatio};

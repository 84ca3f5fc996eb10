//! Facts and rules in, findings out.

mod case;

#[cfg(test)]
pub(crate) use case::CASE_NIGHTS;
pub(crate) use case::{Case, LegTally};

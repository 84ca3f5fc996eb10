//! Facts and rules in, findings out.
//!
//! Start at [`Findings`], what comes out, then [`Case`], what goes in. [`book`] holds the rulebook that the build has made
//! of the files under `rulebook/`; [`fact`] and the files beside it compute facts; [`evaluate`] judges; [`explain`] says why.

mod book;
mod case;
#[cfg(test)]
pub(crate) mod cases;
mod counts;
mod course;
#[cfg(test)]
mod docs;
mod evaluate;
mod explain;
mod fact;
mod finding;
mod lines;
#[cfg(test)]
mod mutants;
mod person;
#[cfg(test)]
mod properties;
mod question;
mod signs;
#[cfg(test)]
mod simulation;
#[cfg(test)]
mod verdicts;

pub(crate) use book::{Compare, Condition, FACTS, Fact, FactOrigin, Flag, Number, RULES, Rule, Topic, Window};
#[cfg(test)]
pub(crate) use case::CASE_NIGHTS;
pub(crate) use case::{Case, LegTally};
#[cfg(test)]
pub(crate) use cases::parse as parse_case;
pub(crate) use evaluate::Judge;
pub(crate) use explain::{findings, guard_words, open_visit, phones_for, sources};
pub(crate) use fact::Facts;
pub use finding::{
    Choice, FactLine, Finding, Findings, Grade, GuardFinding, Origin, PhoneNumbers, Question, Quiet, ReportedSign,
    SignRow, Source, Urgency, Verdict,
};
pub(crate) use question::questions;
pub(crate) use signs::sign_list;

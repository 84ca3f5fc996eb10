//! The id of a reminder: `kind:rule:night`, and `:2` for a second evening of the same night. Never the time.

use std::fmt;
use std::str::FromStr;

use super::planned::ReminderKind;
use crate::invalid::Invalid;
use crate::night::Night;
use crate::word::Word;

/// The longest rule is the id of an experiment, a UUID.
const MOST_RULE: usize = 36;
/// The rules of the two calls at bedtime.
const FIRST_CALL: &str = "call";
const SECOND_CALL: &str = "again";

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct ReminderId {
    pub(crate) kind: ReminderKind,
    pub(crate) rule: String,
    pub(crate) night: Night,
    /// The second evening of the same night, after a journey.
    pub(crate) second: bool,
}

impl ReminderId {
    pub(crate) fn new(kind: ReminderKind, rule: impl Into<String>, night: Night) -> Self {
        Self { kind, rule: rule.into(), night, second: false }
    }

    /// The bedtime call of a night, to which its stretch belongs.
    pub(crate) fn bedtime(night: Night) -> Self {
        Self::new(ReminderKind::BedtimeStretch, FIRST_CALL, night)
    }

    /// The second call of a bedtime call.
    pub(crate) fn second_call(&self) -> Self {
        Self { rule: SECOND_CALL.into(), ..self.clone() }
    }

    /// Of a second call its first.
    pub(crate) fn first_call(&self) -> Option<Self> {
        let is_second = self.kind == ReminderKind::BedtimeStretch && self.rule == SECOND_CALL;
        is_second.then(|| Self { rule: FIRST_CALL.into(), ..self.clone() })
    }
}

impl fmt::Display for ReminderId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}{}", self.kind.word(), self.rule, self.night, if self.second { ":2" } else { "" })
    }
}

impl FromStr for ReminderId {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let refuse =
            || Invalid::new("reminder", "must be the id of a planned reminder such as bedtime:call:2026-12-02");
        let mut parts = text.split(':');
        let (Some(kind), Some(rule), Some(night)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(refuse());
        };
        let second = match (parts.next(), parts.next()) {
            (None, None) => false,
            (Some("2"), None) => true,
            _ => return Err(refuse()),
        };
        let is_rule = (1..=MOST_RULE).contains(&rule.len())
            && rule.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        let kind = ReminderKind::from_word(kind).filter(|_| is_rule).ok_or_else(refuse)?;
        let id = Self { kind, rule: rule.to_owned(), night: night.parse().map_err(|_| refuse())?, second };
        // One spelling each: an id is a key.
        if id.to_string() == text { Ok(id) } else { Err(refuse()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_call_knows_its_first() {
        let id = |text: &str| text.parse::<ReminderId>().unwrap();
        let first = id("bedtime:call:2026-12-02:2");
        assert_eq!(first.second_call(), id("bedtime:again:2026-12-02:2"));
        assert_eq!(first.second_call().first_call(), Some(first.clone()));
        assert_eq!((first.first_call(), id("break:again:2026-12-02").first_call()), (None, None));
    }

    #[test]
    fn an_id_reads_as_it_is_written() {
        for text in
            ["bedtime:call:2026-12-02", "bedtime:call:2026-12-02:2", "visit:R9b:2026-12-02", "break:4:2026-12-02"]
        {
            assert_eq!(text.parse::<ReminderId>().unwrap().to_string(), text);
        }
        for bad in [
            "",
            "bedtime",
            "bedtime:call",
            "bedtime::2026-12-02",
            "bedtime:call:2026-12-02:3",
            "bedtime:call:2026-12-02:2:2",
            "stretch:call:2026-12-02",
            "bedtime:ca ll:2026-12-02",
            "bedtime:call:2026-13-02",
            "bedtime:call:2026-12-2",
        ] {
            assert_eq!(bad.parse::<ReminderId>().unwrap_err().field, "reminder", "{bad:?}");
        }
    }
}

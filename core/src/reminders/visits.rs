//! A word about a visit: whether it is arranged, and how it was.

use chrono::{Datelike, Days, NaiveDate};

use super::plan::{FollowUp, NIGHTS_AHEAD};
use crate::entries::Response;
use crate::rules::{Case, Facts, open_visit};
use crate::texts::Texts;

/// Asked once a week, on Wednesdays, when practices can be called the same week. Our own choice.
const ASKED_ON: chrono::Weekday = chrono::Weekday::Wed;

/// The words about visits that a case calls for: the day after one that was arranged; and every week until the person has
/// answered, one about the most pressing finding that asks for a visit within two weeks.
pub(crate) fn follow_ups(case: &Case, texts: Texts) -> Vec<FollowUp> {
    let today = case.now.local().date();
    let mut found: Vec<FollowUp> = Vec::new();
    for acknowledgement in &case.acknowledgements {
        let Response::Appointment { on } = acknowledgement.response else { continue };
        let newest = case.acknowledgements.iter().filter(|it| it.rule_id == acknowledgement.rule_id);
        let is_newest = newest.max_by_key(|it| it.at.at).is_some_and(|newest| newest.id == acknowledgement.id);
        let day = on.succ_opt().filter(|day| is_newest && *day >= today);
        found.extend(day.map(|on| FollowUp { rule_id: acknowledgement.rule_id.clone(), on, after_visit: true }));
    }
    // One visit may answer several findings: one word about it a day.
    found.sort_by(|a, b| (a.on, &a.rule_id).cmp(&(b.on, &b.rule_id)));
    found.dedup_by_key(|follow_up| follow_up.on);
    let facts = Facts::at(case, case.now.clone());
    if let Some(rule_id) = open_visit(&facts, texts) {
        // Today's too: planned again on its own day, it is still there.
        let days = (0..=NIGHTS_AHEAD).filter_map(|ahead| later(today, ahead)).filter(|day| day.weekday() == ASKED_ON);
        let days: Vec<NaiveDate> = days.filter(|day| !found.iter().any(|word| word.on == *day)).collect();
        found.extend(days.into_iter().map(|on| FollowUp { rule_id: rule_id.to_owned(), on, after_visit: false }));
    }
    found
}

fn later(day: NaiveDate, days: i64) -> Option<NaiveDate> {
    day.checked_add_days(Days::new(days.unsigned_abs()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::parse_case;

    /// The case is asked on Monday, 23 November 2026.
    fn words(case: &str) -> Vec<String> {
        let found = follow_ups(&parse_case(case), Texts::of("en"));
        found
            .iter()
            .map(|it| format!("{} {} {}", it.rule_id, it.on, if it.after_visit { "after" } else { "before" }))
            .collect()
    }

    #[test]
    fn an_open_finding_is_asked_about_once_a_week_until_it_is_answered() {
        let nights = "nights = 'X..X.X.X.X.X..'";
        assert_eq!(words("nights = '.'"), [""; 0]);
        assert_eq!(words(nights), ["R2 2026-11-25 before", "R2 2026-12-02 before"]);
        assert_eq!(
            words(&format!("{nights}\nseen = [{{ rule = 'R2', ago = 0, visit = -4 }}]")),
            ["R2 2026-11-28 after"]
        );
        assert_eq!(words(&format!("{nights}\nseen = [{{ rule = 'R2', ago = 3, visit = 2 }}]")), [""; 0], "long over");
    }

    #[test]
    fn on_its_own_day_it_is_still_there() {
        let mut case = parse_case("nights = 'X.X.X.X.X.X.X.XX'");
        case.now.at += chrono::TimeDelta::days(2);
        let days: Vec<_> = follow_ups(&case, Texts::of("en")).iter().map(|it| it.on.to_string()).collect();
        assert_eq!(days, ["2026-11-25", "2026-12-02", "2026-12-09"]);
    }

    #[test]
    fn a_visit_that_was_moved_is_asked_about_once() {
        let seen = "seen = [{ rule = 'R2', ago = 3, visit = -4 }, { rule = 'R2', ago = 1, visit = -9 }, { rule = 'R4', ago = 1, visit = -9 }]";
        assert_eq!(words(seen), ["R2 2026-12-03 after"]);
    }
}

//! What the rules say of a real journal, and that an answer to a question is an entry like any other.

use nightcramp::{
    Acknowledgement, Answer, CrampDuration, EntryKey, JournalError, Question, Response, Sign, SignReport, StretchKind,
    Urgency, Verdict, languages,
};
use nightcramp_tests::{TempJournal, id, moment, night, tap};

const NOW: &str = "2026-11-23T07:30:00+01:00";

fn ticked(sign: Sign, at: &str) -> SignReport {
    SignReport { id: id(), sign, answer: Answer::Yes, at: moment(at), since: None }
}

fn asked(id: &str, cramp_id: Option<String>) -> Question {
    Question { id: id.into(), night: night("2026-11-23"), cramp_id, text: String::new(), choices: Vec::new() }
}

#[test]
fn a_tick_at_night_is_an_emergency_until_it_is_taken_back() {
    let journal = TempJournal::new();
    let at_night = "2026-11-23T03:20:00+01:00";
    journal.tap(tap("2026-11-23T03:10:00+01:00")).unwrap();
    let rows = journal.sign_list(moment(at_night), "en".into()).unwrap();
    assert_eq!(rows.iter().filter(|row| row.at_night).count(), 11);
    assert!(rows.iter().all(|row| row.report_id.is_none() && !row.text.is_empty()));

    let report = ticked(Sign::ChestPainOrBreathless, at_night);
    journal.report_sign(report.clone()).unwrap();
    let findings = journal.findings(moment(at_night), "de".into()).unwrap();
    let card = &findings.cards[0];
    assert_eq!((card.rule_id.as_str(), card.urgency), ("E1", Urgency::Emergency));
    assert_eq!(card.ticked[0].report_id.as_ref(), Some(&report.id));
    assert!(!journal.guidance(moment(at_night), "en".into()).unwrap().stretch_prompt);
    let row = journal.sign_list(moment(at_night), "en".into()).unwrap().swap_remove(0);
    assert_eq!(row.report_id.as_ref(), Some(&report.id), "the row is ticked");

    journal.delete(EntryKey::Sign { id: report.id }).unwrap();
    assert!(journal.findings(moment(at_night), "en".into()).unwrap().cards.is_empty());
}

#[test]
fn a_sign_stops_counting_when_it_is_over_or_old() {
    let journal = TempJournal::new();
    journal.report_sign(ticked(Sign::OneLegSwollen, "2026-11-09T07:30:00+01:00")).unwrap();
    let fires = |now: &str| {
        let findings = journal.findings(moment(now), "en".into()).unwrap();
        findings.fired.iter().any(|finding| finding.rule_id == "E2")
    };
    assert!(fires(NOW), "day 14");
    assert!(!fires("2026-11-24T07:30:00+01:00"), "day 15");
    let over = SignReport { answer: Answer::No, ..ticked(Sign::OneLegSwollen, "2026-11-20T07:30:00+01:00") };
    journal.report_sign(over).unwrap();
    assert!(!fires(NOW), "the person says that it is over");
}

#[test]
fn seen_and_fine_quiets_and_can_be_taken_back() {
    let journal = TempJournal::new();
    for day in 10..24 {
        journal.tap(tap(&format!("2026-11-{day}T03:10:00+01:00"))).unwrap();
    }
    let nightly = || {
        let findings = journal.findings(moment(NOW), "en".into()).unwrap();
        findings.fired.into_iter().find(|finding| finding.rule_id == "R3").unwrap()
    };
    assert!(nightly().quiet.is_none());
    let seen = Acknowledgement { id: id(), rule_id: "R3".into(), response: Response::SeenFine, at: moment(NOW) };
    journal.acknowledge(seen.clone()).unwrap();
    assert_eq!(nightly().quiet.unwrap().response, Response::SeenFine);
    assert_eq!(nightly().verdict, Verdict::Fired, "it still holds");
    journal.delete(EntryKey::Acknowledgement { id: seen.id }).unwrap();
    assert!(nightly().quiet.is_none());
}

#[test]
fn an_answer_is_an_entry_like_any_other() {
    let journal = TempJournal::new();
    let cramp = journal.tap(tap("2026-11-23T03:10:00+01:00")).unwrap().cramp_id;
    let answer = |question: Question, choice: &str| journal.answer(question, choice.into(), id(), moment(NOW));
    let of_cramp = |id: &str| asked(id, Some(cramp.clone()));
    answer(of_cramp("muscle"), "calf").unwrap();
    answer(of_cramp("pain"), "7").unwrap();
    answer(of_cramp("duration"), "1-to-5").unwrap();
    answer(of_cramp("eased"), "yes").unwrap();
    let details = journal.cramp(cramp.clone()).unwrap().details;
    assert_eq!((details.pain, details.duration), (Some(7), Some(CrampDuration::OneToFiveMinutes)));
    assert_eq!(details.eased_by_stretching, Answer::Yes, "each answer leaves the others as they are");

    answer(asked("toilet-visits", None), "3-or-more").unwrap();
    answer(asked("sleep-disturbance", None), "6").unwrap();
    let morning = journal.night(night("2026-11-23")).unwrap().morning.unwrap();
    assert_eq!((morning.toilet_visits, morning.sleep_disturbance), (Some(3), Some(6)));

    answer(asked("thirst", None), "yes").unwrap();
    let reports = journal.sign_reports(night("2026-11-23"), night("2026-11-23")).unwrap();
    assert_eq!((reports.len(), reports[0].sign), (1, Sign::Thirst));
    answer(asked("diabetes", None), "no").unwrap();
    assert_eq!(journal.conditions().unwrap()[0].answer, Answer::No);
    answer(asked("pregnant", None), "no").unwrap();
    answer(asked("check-up", None), "over-two-years").unwrap();
    let profile = journal.profile().unwrap();
    assert_eq!(profile.pregnant, Answer::No);
    assert!(profile.last_check_up.is_some_and(|day| day < night("2024-11-23").ends_on()));
}

#[test]
fn an_answer_that_is_none_is_refused_and_writes_nothing() {
    let journal = TempJournal::new();
    let before = nightcramp_tests::rows(journal.dir.path());
    let bad = [
        (asked("muscle", None), "calf"),
        (asked("muscle", Some(id())), "nose"),
        (asked("thirst", None), "maybe"),
        (asked("toilet-visits", None), "-1"),
        (asked("sleep-disturbance", None), "11"),
        (asked("usually-rare", None), "yes"),
        (asked("no-such-question", None), "yes"),
        (asked("", None), ""),
        (asked("🌙", None), "\0"),
    ];
    for (question, choice) in bad {
        let told = format!("{} {choice:?}", question.id);
        let refused = journal.answer(question, choice.into(), id(), moment(NOW)).unwrap_err();
        let fine = matches!(refused, JournalError::InvalidInput { .. } | JournalError::NotFound { .. });
        assert!(fine, "{told}: {refused}");
    }
    assert_eq!(nightcramp_tests::rows(journal.dir.path()), before);
}

#[test]
fn every_language_has_all_of_it() {
    let journal = TempJournal::new();
    assert_eq!(languages(), ["en", "de", "es", "zh-Hant"]);
    for tag in languages() {
        let card = journal.relief_card(moment(NOW), tag.clone()).unwrap();
        assert_eq!(card.lines.len(), 7, "{tag}");
        let routine = journal.stretch_routine(StretchKind::Seated, moment(NOW), tag.clone()).unwrap();
        assert!(routine.steps.iter().all(|step| !step.text.is_empty()), "{tag}");
        assert!(journal.questions(moment(NOW), tag.clone()).unwrap().iter().all(|it| !it.text.is_empty()), "{tag}");
    }
    assert_eq!(journal.phone_numbers().unwrap().common, ["112", "911", "999"]);
}

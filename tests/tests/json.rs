//! A journal as a file: what it says is in the journal afterwards, and what is wrong with it is told with its place.

use std::collections::BTreeMap;

use nightcramp::json::{Document, load};
use nightcramp::{
    Findings, JournalError, LedgerLine, ReminderAction, ReminderClock, ReminderPreferences, Verdict, Word,
    reminder_defaults,
};
use nightcramp_tests::{TempJournal, night, open, root, vectors, with_an_empty_journal};

fn every_field() -> String {
    std::fs::read_to_string(root().join("core/examples/every_field.json")).unwrap()
}

fn document(text: &str) -> Document {
    Document::parse(text).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn a_document_is_the_same_after_it_was_written() {
    let first = document(&every_field());
    assert_eq!(document(&first.to_json().unwrap()), first);
    assert_eq!(document("{ \"format\": \"nightcramp-journal\", \"version\": 1 }"), Document::empty());
}

#[test]
fn everything_in_a_document_is_in_the_journal() {
    let document = document(&every_field());
    let journal = TempJournal::new();
    load(&journal, &document).unwrap();
    assert_eq!(journal.cut_hour().unwrap(), document.cut_hour);
    for cramp in &document.cramps {
        let kept = journal.cramp(cramp.id.clone()).unwrap();
        assert_eq!((&kept.taps, kept.clock, kept.removed), (&cramp.taps, cramp.clock, cramp.removed), "{}", cramp.id);
        assert_eq!(kept.details, cramp.details, "{}", cramp.id);
        match (&cramp.at, cramp.night) {
            (None, Some(night)) => assert_eq!((kept.at, kept.night), (None, night)),
            (at, _) => assert_eq!(kept.at.as_ref(), at.as_ref().or_else(|| Some(&cramp.taps[0].at)), "{}", cramp.id),
        }
    }
    let pages = journal.pages(night("2026-10-01"), night("2026-11-30")).unwrap();
    let mornings: Vec<_> = pages.iter().filter_map(|page| page.morning.clone()).collect();
    let evenings: Vec<_> = pages.iter().filter_map(|page| page.evening.clone()).collect();
    assert_eq!((mornings, evenings), (document.mornings, document.evenings));
    assert_eq!(journal.factors().unwrap(), document.factors);
    assert_eq!(journal.profiles().unwrap(), document.profiles);
    assert_eq!(journal.conditions().unwrap(), document.conditions);
    assert_eq!(journal.medicines().unwrap(), document.medicines);
    assert_eq!(journal.sign_reports(night("2026-10-01"), night("2026-11-30")).unwrap(), document.signs);
    assert_eq!(journal.acknowledgements().unwrap(), document.acknowledgements);
    assert_eq!(Some(journal.reminder_preferences().unwrap()), document.reminder_preferences);
    let ledger = journal.reminder_ledger(night("2026-10-01"), night("2026-11-30")).unwrap();
    let reported = |line: LedgerLine| (line.reminder, line.delivered.is_some(), line.action);
    let done = Some(ReminderAction::Done);
    let expected = [
        ("bedtime:call:2026-10-25", true, done),
        ("bedtime:call:2026-10-26", false, done),
        ("bedtime:again:2026-10-26:2", false, Some(ReminderAction::InBed)),
        ("bedtime:call:2026-10-28", false, done),
    ];
    let expected = expected.map(|(id, delivered, action)| (id.to_owned(), delivered, action));
    assert_eq!(ledger.into_iter().map(reported).collect::<Vec<_>>(), expected);
}

#[test]
fn a_wish_that_is_left_out_is_as_at_first() {
    let with = |wishes: &str| {
        let head = r#""format": "nightcramp-journal", "version": 1"#;
        document(&format!("{{{head}, \"reminder-preferences\": {{{wishes}}}}}")).reminder_preferences
    };
    assert_eq!(with(""), Some(reminder_defaults()));
    let wished = ReminderPreferences { lead_min: 45, clock: ReminderClock::Phone, ..reminder_defaults() };
    assert_eq!(with(r#""lead-min": 45, "clock": "phone""#), Some(wished));
}

#[test]
fn a_document_is_loaded_once_however_often() {
    let document = document(&std::fs::read_to_string(root().join("core/examples/seed_case.json")).unwrap());
    let journal = TempJournal::new();
    load(&journal, &document).unwrap();
    let pages = || journal.pages(night("2026-10-01"), night("2026-11-30")).unwrap();
    let once = pages();
    load(&journal, &document).unwrap();
    assert_eq!(pages(), once);
}

#[test]
fn presses_far_apart_are_no_cramp() {
    let mut document = document(&every_field());
    document.cramps[0].taps[1].at.at += chrono::TimeDelta::minutes(2);
    let refused = load(&TempJournal::new(), &document).unwrap_err();
    assert!(matches!(refused, JournalError::InvalidInput { field, .. } if field == "taps"));
}

#[test]
fn what_is_wrong_is_told_with_its_line_and_place() {
    #[track_caller]
    fn case(from: &str, to: &str, told: &str) {
        let text = every_field();
        assert!(text.contains(from), "{from} is not in the example");
        let error = Document::parse(&text.replacen(from, to, 1)).unwrap_err();
        let line = text[..text.find(from).unwrap()].lines().count();
        assert_eq!(error.to_string(), format!("line {line}, {told}"));
        assert!(error.column > 0);
    }
    case("\"toilet-visits\": 3", "\"toilet-visits\": 99", "$.mornings[0].toilet-visits: must be 0 to 50, not 99");
    case("\"pain\": 7", "\"pain\": 11", "$.cramps[0].details.pain: must be 0 to 10, not 11");
    case(
        "{\"seconds\": 95}",
        "{\"seconds\": 86401}",
        "$.cramps[0].details.duration.timed.seconds: must be 0 to 86400, not 86401",
    );
    case(
        "\"side\": \"left\"",
        "\"side\": \"lefft\"",
        "$.cramps[0].details.side: must be one of left, right, both, not \"lefft\"",
    );
    case(
        "\"fall\": \"no\"",
        "\"fall\": null",
        "$.cramps[0].details.fall: must be left out where it is not known, never null",
    );
    case(
        "\"soreness\": \"yes\"",
        "\"soreness\": \"unknown\"",
        "$.mornings[0].soreness: must be yes or no, and left out where nobody said, not \"unknown\"",
    );
    case("\"cut-hour\": 13", "\"cut-hour\": 24", "$.cut-hour: must be 0 to 23, not 24");
    case("\"version\": 1", "\"version\": 2", "$.version: must be 1, not 2; another version wrote it");
    case(
        "\"since\": \"2026-01-01\"",
        "\"since\": \"2026-1-1\"",
        "$.profiles[0].since: must be a date such as 2026-10-25, not \"2026-1-1\"",
    );
    case(
        "\"country\": \"DE\"",
        "\"country\": \"Germany\"",
        "$.profiles[1].profile.country: must be two capital letters such as DE",
    );
    case(
        "2026-10-26T04:40:00+01:00",
        "2026-10-26T04:40:30+01:00",
        "$.cramps[2].at.time: must be a whole minute: only a press is known better",
    );
    case("\"lead-min\": 30", "\"lead-min\": 200", "$.reminder-preferences.lead-min: must be 0 to 180, not 200");
    case(
        "\"home\": {\"zone\": \"Europe/Berlin\"}",
        "\"home\": {\"zone\": \"\"}",
        "$.reminder-preferences.clock.home.zone: must be the zone's IANA id such as Europe/Berlin, never empty",
    );
    case(
        "\"reminder\": \"bedtime:again:2026-10-26:2\"",
        "\"reminder\": \"bedtime:again:tonight\"",
        "$.reminder-records[4].reminder: must be the id of a planned reminder such as bedtime:call:2026-12-02",
    );
    case(
        "\"night\": \"2026-10-28\"",
        "\"night\": \"2026-10-25\"",
        "$.mornings[1].night: must not come twice: 2026-10-25 stood there before",
    );
}

#[test]
fn a_text_that_is_no_document_is_refused() {
    #[track_caller]
    fn case(text: &str, told: &str) {
        assert_eq!(Document::parse(text).unwrap_err().to_string(), told);
    }
    case("", "line 1, $: must be one object");
    case("[]", "line 1, $: must be one object");
    case(
        "{ \"format\": \"nightcramp-journal\", \"version\": 1 } {}",
        "line 1, $: must be one object, and nothing behind it",
    );
    case("{\n\"format\": \"nightcramp-journal\",\n}", "line 3, $: trailing comma");
    case("{ \"format\": \"other\", \"version\": 1 }", "line 1, $.format: must be nightcramp-journal, not \"other\"");
    case("{ \"version\": 1 }", "line 1, $: missing field `format`");
}

fn said(findings: &Findings) -> BTreeMap<String, String> {
    let rules = findings.fired.iter().chain(&findings.unknown).chain(&findings.not_fired);
    let rules = rules.map(|it| {
        let word = if it.verdict == Verdict::Fired { it.urgency.word() } else { it.verdict.word() };
        (it.rule_id.clone(), word.to_owned())
    });
    rules.chain(findings.guards.iter().map(|it| (it.guard_id.clone(), it.verdict.word().to_owned()))).collect()
}

#[test]
fn every_rule_says_of_a_shared_journal_what_the_vectors_say() {
    let vectors = vectors("vignettes.json");
    let cases = vectors["cases"].as_array().unwrap();
    assert!(!cases.is_empty());
    for case in cases {
        let dir = with_an_empty_journal();
        let journal = open(dir.path());
        load(&journal, &document(&case["journal"].to_string())).unwrap();
        let now = serde_json::from_value(case["now"].clone()).unwrap();
        let expected: BTreeMap<String, String> = serde_json::from_value(case["expect"].clone()).unwrap();
        assert_eq!(said(&journal.findings(now, "en".into()).unwrap()), expected, "{}", case["name"]);
    }
}

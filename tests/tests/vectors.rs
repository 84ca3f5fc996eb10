//! The vectors that Kotlin and Swift read too, through the same front door.

use nightcramp::{InboxReminder, InboxTap, Ingested, Moment, ReminderAction, ReminderRecord, Tap, TapSource, Word};
use nightcramp_tests::{TempJournal, id, rows, vectors};
use serde_json::Value;

fn text(case: &Value, field: &str) -> String {
    case[field].as_str().unwrap_or_else(|| panic!("{field} in {case}")).to_owned()
}

fn number(case: &Value, field: &str) -> i64 {
    case[field].as_i64().unwrap_or_else(|| panic!("{field} in {case}"))
}

fn moment(case: &Value) -> Moment {
    Moment {
        at: chrono::DateTime::from_timestamp_millis(number(case, "utc_ms")).unwrap(),
        offset_s: i32::try_from(number(case, "offset_s")).unwrap(),
        zone: text(case, "zone"),
    }
}

#[test]
fn every_instant_lies_in_the_night_that_the_vectors_say() {
    let vectors = vectors("night.json");
    let cases = vectors["cases"].as_array().unwrap();
    assert!(cases.len() > 20, "{} cases", cases.len());
    for case in cases {
        let journal = TempJournal::new();
        journal.set_cut_hour(u8::try_from(number(case, "cut_hour")).unwrap()).unwrap();
        let kept = journal.tap(Tap { id: id(), at: moment(case), source: TapSource::Tile }).unwrap();
        let cramp = journal.cramp(kept.cramp_id).unwrap();
        let expected = (text(case, "night"), case["daytime"].as_bool().unwrap());
        assert_eq!((cramp.night.to_string(), cramp.daytime), expected, "{}", text(case, "name"));
        assert_eq!(cramp.at, Some(moment(case)), "{}", text(case, "name"));
        let page = journal.night(cramp.night).unwrap();
        assert_eq!(page.cramps, [cramp], "{}: not on its night's page", text(case, "name"));
        assert_eq!(page.mark.cramps, u32::from(!expected.1), "{}", text(case, "name"));
    }
}

#[test]
fn a_written_tap_has_the_bytes_of_the_vectors_and_is_taken_in() {
    let vectors = vectors("inbox.json");
    let mut sources = Vec::new();
    for case in vectors["write"].as_array().unwrap() {
        let name = text(case, "name");
        let source = TapSource::from_word(&text(case, "source")).unwrap();
        let tap = InboxTap::new(Tap { id: text(case, "id"), at: moment(case), source }).unwrap();
        assert_eq!((tap.file_name(), tap.text()), (text(case, "file"), text(case, "text")), "{name}");
        let journal = TempJournal::new();
        let inbox = journal.dir.path().join("inbox");
        tap.write(&inbox).unwrap();
        assert_eq!(std::fs::read_to_string(inbox.join(tap.file_name())).unwrap(), text(case, "text"), "{name}");
        let taken = journal.ingest(inbox.to_str().unwrap().into()).unwrap();
        assert_eq!(taken, Ingested { kept: 1, ..Default::default() }, "{name}");
        assert_eq!(journal.cramp(text(case, "id")).unwrap().taps[0].source, source, "{name}");
        sources.push(source);
    }
    assert!(TapSource::ALL.iter().all(|source| sources.contains(source)), "a source has no vector: {sources:?}");
}

#[test]
fn a_written_record_of_a_reminder_has_the_bytes_of_the_vectors_and_is_taken_in() {
    let vectors = vectors("inbox.json");
    let mut actions = Vec::new();
    for case in vectors["write_reminders"].as_array().unwrap() {
        let name = text(case, "name");
        let action = ReminderAction::from_word(&text(case, "action")).unwrap();
        let record = ReminderRecord { reminder: text(case, "reminder"), action, at: moment(case) };
        let file = InboxReminder::new(&text(case, "id"), record).unwrap();
        assert_eq!((file.file_name(), file.text()), (text(case, "file"), text(case, "text")), "{name}");
        let journal = TempJournal::new();
        let inbox = journal.dir.path().join("inbox");
        file.write(&inbox).unwrap();
        assert_eq!(std::fs::read_to_string(inbox.join(file.file_name())).unwrap(), text(case, "text"), "{name}");
        let ingest = || journal.ingest(inbox.to_str().unwrap().into()).unwrap();
        assert_eq!(ingest(), Ingested { kept: 1, ..Default::default() }, "{name}");
        let once = rows(journal.dir.path());
        file.write(&inbox).unwrap();
        assert_eq!(ingest(), Ingested { kept: 1, ..Default::default() }, "{name}: again");
        assert_eq!(rows(journal.dir.path()), once, "{name}: taken in twice");
        actions.push(action);
    }
    assert!(ReminderAction::ALL.iter().all(|action| actions.contains(action)), "an action has no vector: {actions:?}");
}

#[test]
fn every_file_of_the_vectors_is_read_as_expected() {
    let vectors = vectors("inbox.json");
    let mut seen = Vec::new();
    for case in vectors["read"].as_array().unwrap() {
        let (name, expect) = (text(case, "name"), text(case, "expect"));
        let journal = TempJournal::new();
        let inbox = journal.dir.path().join("inbox");
        std::fs::create_dir_all(&inbox).unwrap();
        let file = inbox.join(text(case, "file"));
        let bytes = case["text"].as_str().map_or_else(|| unhex(&text(case, "bytes_hex")), |text| text.into());
        std::fs::write(&file, &bytes).unwrap();
        let mut expected = Ingested::default();
        match expect.as_str() {
            "kept" => expected.kept = 1,
            "set_aside" => expected.set_aside = 1,
            "waiting" => expected.waiting = 1,
            "ignored" => {}
            other => panic!("{name}: no such expectation: {other}"),
        }
        assert_eq!(journal.ingest(inbox.to_str().unwrap().into()).unwrap(), expected, "{name}");
        assert_eq!(file.exists(), matches!(expect.as_str(), "waiting" | "ignored"), "{name}");
        let kept = rows(journal.dir.path()).iter().filter(|row| row.starts_with("tap ")).count();
        let is_tap = case["text"].as_str().is_some_and(|text| text.contains("kind tap\n"));
        assert_eq!(kept, usize::from(expect == "kept" && is_tap), "{name}");
        if expect == "set_aside" {
            let aside = inbox.join("bad").join(file.file_name().unwrap());
            assert_eq!(std::fs::read(aside).unwrap(), bytes, "{name}: changed on its way");
        }
        seen.push(expect);
    }
    for kind in ["kept", "set_aside", "waiting", "ignored"] {
        assert!(seen.iter().any(|expect| expect == kind), "no vector for {kind}");
    }
}

fn unhex(hex: &str) -> Vec<u8> {
    (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap()).collect()
}

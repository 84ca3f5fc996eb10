//! The first night, told under the same names in Rust, Kotlin and Swift.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use nightcramp::{
    Answer, AnyCramp, CrampDetails, EntryKey, Face, InboxTap, Ingested, JournalError, Muscle, NightState, QuestionKind,
    TapOutcome,
};
use nightcramp_tests::{TempJournal, id, moment, night, open, tap};

#[test]
fn tap_is_kept() {
    let mut journal = TempJournal::new();
    let kept = journal.tap(tap("2026-11-23T03:10:00+01:00")).unwrap();
    assert_eq!(kept.outcome, TapOutcome::Saved);
    journal.reopen();
    let tonight = journal.tonight(moment("2026-11-23T03:11:00+01:00")).unwrap();
    assert_eq!(tonight.face, Face::Night);
    assert_eq!((tonight.current.state, tonight.current.cramps), (NightState::Cramp, 1));
    assert_eq!(tonight.cramps[0].id, kept.cramp_id);
    assert_eq!(tonight.cramps[0].at, Some(moment("2026-11-23T03:10:00+01:00")));
}

#[test]
fn double_tap_is_one_cramp() {
    let journal = TempJournal::new();
    let first = tap("2026-11-23T03:10:00+01:00");
    let kept = journal.tap(first.clone()).unwrap();
    let outcome = |tap| journal.tap(tap).unwrap().outcome;
    assert_eq!(outcome(first.clone()), TapOutcome::Repeated, "the same id again");
    let mut shouted = first.clone();
    shouted.id = first.id.to_uppercase();
    assert_eq!(outcome(shouted), TapOutcome::Repeated, "the same id in capitals");
    assert_eq!(outcome(tap("2026-11-23T03:10:00+01:00")), TapOutcome::Joined, "the same millisecond");
    assert_eq!(outcome(tap("2026-11-23T03:10:02+01:00")), TapOutcome::Joined, "two seconds later");
    assert_eq!(outcome(tap("2026-11-23T03:18:00+01:00")), TapOutcome::Saved, "eight minutes later");
    let page = journal.night(night("2026-11-23")).unwrap();
    assert_eq!(page.mark.cramps, 2);
    assert_eq!(page.cramps[0].taps.len(), 3, "no press is lost");

    let second = page.cramps[0].taps[2].id.clone();
    assert_eq!(journal.split(second.clone()).unwrap().id, second);
    assert_eq!(journal.split(second).unwrap().taps.len(), 1, "splitting twice changes nothing");
    assert_eq!(journal.cramp(kept.cramp_id).unwrap().taps.len(), 2);
    assert_eq!(journal.night(night("2026-11-23")).unwrap().mark.cramps, 3);
}

#[test]
fn undo_takes_a_tap_back() {
    let journal = TempJournal::new();
    let first = tap("2026-11-23T03:10:00+01:00");
    let kept = journal.tap(first.clone()).unwrap();
    let tonight = || journal.tonight(moment("2026-11-23T03:12:00+01:00")).unwrap();
    assert_eq!(tonight().undo_tap_id, Some(first.id.clone()));

    assert!(journal.undo(first.id.clone()).unwrap().removed);
    assert_eq!((tonight().current.state, tonight().undo_tap_id), (NightState::Unknown, None));
    assert_eq!(
        journal.tap(tap("2026-11-23T03:10:05+01:00")).unwrap().outcome,
        TapOutcome::Saved,
        "a new cramp is news"
    );

    journal.restore(EntryKey::Cramp { id: kept.cramp_id }).unwrap();
    assert_eq!(tonight().current.cramps, 2);
    let morning = journal.tonight(moment("2026-11-23T07:30:00+01:00")).unwrap();
    assert_eq!(morning.undo_tap_id, None, "undo lives until the morning");
}

#[test]
fn morning_fills_in_the_night() {
    let journal = TempJournal::new();
    let kept = journal.tap(tap("2026-11-23T03:10:00+01:00")).unwrap();
    let morning = || journal.tonight(moment("2026-11-23T07:30:00+01:00")).unwrap();
    let asked = || morning().questions.iter().map(|question| question.kind).collect::<Vec<_>>();
    assert_eq!((morning().face, morning().asked.mark.night), (Face::Day, night("2026-11-23")));
    assert_eq!(asked(), [QuestionKind::Muscle, QuestionKind::Pain, QuestionKind::Duration]);

    let details = CrampDetails { muscle: Some(Muscle::Calf), pain: Some(0), fall: Answer::No, ..Default::default() };
    let cramp = journal.describe(kept.cramp_id, details.clone()).unwrap();
    assert_eq!(cramp.details, details, "absent is not zero, and zero is not absent");
    assert_eq!(asked(), [QuestionKind::Duration]);

    let page = journal.answer_any_cramp(night("2026-11-23"), AnyCramp::NoCramp, id()).unwrap();
    assert_eq!((page.mark.state, page.cramps.len()), (NightState::NoCramp, 0), "a mistake: no cramp last night");
    assert_eq!(morning().tally.no_cramp, 1);
    let page = journal.undo_no_cramp(night("2026-11-23")).unwrap();
    assert_eq!((page.mark.state, page.cramps[0].details.clone()), (NightState::Cramp, details));

    let later = journal.tonight(moment("2026-11-24T07:30:00+01:00")).unwrap();
    assert_eq!(later.questions[0].kind, QuestionKind::AnyCramp, "a night without an entry is unknown, not free");
    assert_eq!((later.tally.cramp, later.tally.no_cramp, later.tally.unknown), (1, 0, 13));
}

#[test]
fn reopen_after_kill_finds_every_acknowledged_tap() {
    let dir = tempfile::tempdir().unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_worker"))
        .args(["tap", dir.path().to_str().unwrap(), "1"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut acknowledged: Vec<String> = lines.by_ref().take(3).collect::<Result<_, _>>().unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    acknowledged.extend(lines.map_while(Result::ok));
    let journal = open(dir.path());
    for id in acknowledged {
        assert_eq!(journal.cramp(id.clone()).unwrap().id, id);
    }
}

#[test]
fn inbox_is_taken_in_once() {
    let journal = TempJournal::new();
    let inbox = journal.dir.path().join("inbox");
    let file = InboxTap::new(tap("2026-11-23T03:10:00+01:00")).unwrap();
    let ingest = || journal.ingest(inbox.to_str().unwrap().into()).unwrap();
    assert_eq!(ingest(), Ingested::default(), "an inbox that nobody has written to");
    file.write(&inbox).unwrap();
    assert_eq!(ingest(), Ingested { kept: 1, ..Default::default() });
    file.write(&inbox).unwrap();
    assert_eq!(ingest(), Ingested { repeated: 1, ..Default::default() });
    std::fs::write(inbox.join(".half.tmp"), "nightcramp-inbox 1\n").unwrap();
    std::fs::write(inbox.join("bad.evt"), "nightcramp-inbox 1\n").unwrap();
    assert_eq!(ingest(), Ingested { set_aside: 1, ..Default::default() });
    assert!(inbox.join("bad/bad.evt").exists(), "set aside, never deleted");
    assert!(inbox.join(".half.tmp").exists(), "half written, not looked at");
    assert_eq!(journal.night(night("2026-11-23")).unwrap().mark.cramps, 1);
}

#[test]
fn bad_input_is_refused_and_loses_nothing() {
    let journal = TempJournal::new();
    let first = tap("2026-11-23T03:10:00+01:00");
    let kept = journal.tap(first.clone()).unwrap();
    let mut other = tap("2026-11-23T05:00:00+01:00");
    other.id.clone_from(&first.id);
    assert_eq!(journal.tap(other), Err(JournalError::IdTaken { id: first.id }));
    let pain = journal.describe(kept.cramp_id.clone(), CrampDetails { pain: Some(11), ..Default::default() });
    assert_eq!(pain.unwrap_err().to_string(), "pain must be 0 to 10, not 11", "a sentence that says what to do");
    assert_eq!(journal.cramp(kept.cramp_id).unwrap().details, CrampDetails::default());
}

#[test]
fn newer_file_is_refused_untouched() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("journal.db");
    open(dir.path()).shut();
    rusqlite::Connection::open(&file).unwrap().pragma_update(None, "user_version", 99).unwrap();
    let names = || {
        let entries = std::fs::read_dir(dir.path()).unwrap().map(|entry| entry.unwrap().file_name());
        entries.collect::<std::collections::BTreeSet<_>>()
    };
    let (before, beside) = (std::fs::read(&file).unwrap(), names());
    let error = nightcramp::Journal::open(dir.path().to_str().unwrap().into()).err().unwrap();
    assert_eq!(error, JournalError::NewerSchema { found: 99, known: 4 });
    assert_eq!(std::fs::read(&file).unwrap(), before);
    assert_eq!(names(), beside, "nothing was laid beside it");
}

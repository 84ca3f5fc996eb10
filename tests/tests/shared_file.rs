//! Several journals on one file, in one process and in two, one call after the other. Those at once: concurrency.rs.

use std::process::Command;
use std::time::{Duration, Instant};

use nightcramp::{InboxTap, JournalError, TapOutcome};
use nightcramp_tests::{TempJournal, moment, night, open, tap};

/// What a process hears that opens the journal in `dir` while this one has it.
fn visit_from_another_process(dir: &std::path::Path) -> String {
    let visitor = env!("CARGO_BIN_EXE_generate_journal");
    let output = Command::new(visitor).args([dir.to_str().unwrap(), "0"]).output().unwrap();
    assert!(!output.status.success());
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A journal of the files that would be there if this process ended now.
fn as_a_kill_leaves_it(dir: &std::path::Path) -> TempJournal {
    let copy = tempfile::tempdir().unwrap();
    for name in ["journal.db", "journal.db-wal"] {
        // Without the log, whatever was not yet moved to the database is gone.
        if dir.join(name).exists() {
            std::fs::copy(dir.join(name), copy.path().join(name)).unwrap();
        }
    }
    TempJournal { journal: open(copy.path()), dir: copy }
}

#[test]
fn opening_the_journal_again_does_not_let_another_process_lose_a_tap() {
    let journal = TempJournal::new();
    journal.tap(tap("2026-11-23T01:00:00Z")).unwrap();
    open(journal.dir.path()).shut();
    let again = open(journal.dir.path());
    assert!(visit_from_another_process(journal.dir.path()).contains("OwnedElsewhere"));
    let kept = journal.tap(tap("2026-11-23T02:00:00Z")).unwrap();
    let also = again.tap(tap("2026-11-23T03:00:00Z")).unwrap();
    let afterwards = as_a_kill_leaves_it(journal.dir.path());
    assert!(afterwards.cramp(kept.cramp_id).is_ok(), "acknowledged and lost");
    assert!(afterwards.cramp(also.cramp_id).is_ok(), "acknowledged and lost");
}

#[test]
fn two_journals_on_one_file_see_each_other() {
    let one = TempJournal::new();
    let other = open(one.dir.path());
    let first = tap("2026-11-23T03:10:00+01:00");
    one.tap(first.clone()).unwrap();
    assert_eq!(other.tap(first).unwrap().outcome, TapOutcome::Repeated);
    assert_eq!(other.tap(tap("2026-11-23T03:10:04+01:00")).unwrap().outcome, TapOutcome::Joined);
    other.set_cut_hour(15).unwrap();
    assert_eq!(one.cut_hour().unwrap(), 15);
    other.shut();
    assert_eq!(one.night(night("2026-11-23")).unwrap().cramps[0].taps.len(), 2, "one goes on when the other is shut");
}

#[test]
fn a_file_that_another_process_holds_is_busy_and_then_free_again() {
    let journal = TempJournal::new();
    let holder = rusqlite::Connection::open(journal.dir.path().join("journal.db")).unwrap();
    holder.execute_batch("BEGIN EXCLUSIVE").unwrap();
    let kept = tap("2026-11-23T03:10:00+01:00");
    let waited = Instant::now();
    assert_eq!(journal.tap(kept.clone()), Err(JournalError::StorageBusy));
    assert!(waited.elapsed() > Duration::from_secs(4), "it gave up after {:?}", waited.elapsed());
    assert!(journal.tonight(moment("2026-11-23T03:11:00+01:00")).is_ok(), "the first screen can be read meanwhile");
    holder.execute_batch("ROLLBACK").unwrap();
    assert_eq!(journal.tap(kept).unwrap().outcome, TapOutcome::Saved, "the same call again");
}

#[test]
fn a_shut_journal_says_so_and_opens_again() {
    let mut journal = TempJournal::new();
    let first = tap("2026-11-23T03:10:00+01:00");
    journal.tap(first.clone()).unwrap();
    journal.shut();
    journal.shut();
    assert_eq!(journal.tap(first.clone()), Err(JournalError::Shut));
    assert_eq!(journal.tonight(first.at.clone()), Err(JournalError::Shut));
    assert_eq!(journal.set_cut_hour(3), Err(JournalError::Shut));
    assert_eq!(journal.cut_hour(), Err(JournalError::Shut));
    let inbox = journal.dir.path().join("inbox");
    InboxTap::new(first.clone()).unwrap().write(&inbox).unwrap();
    assert_eq!(journal.ingest(inbox.to_str().unwrap().into()), Err(JournalError::Shut));
    assert!(inbox.join(format!("{}.evt", first.id)).exists(), "a tap that was not taken in stays");
    journal.reopen();
    assert_eq!(journal.tap(first).unwrap().outcome, TapOutcome::Repeated);
}

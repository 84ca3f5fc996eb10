//! Wrong paths, other people's files, damaged journals: a typed error, and not a byte of them is changed.

use std::path::Path;

use nightcramp::{CrampDetails, Journal, JournalError, Problem};
use nightcramp_tests::foreign::foreign_files;
use nightcramp_tests::{TempJournal, moment, night, tap};

fn open(dir: &str) -> Result<(), JournalError> {
    Journal::open(dir.into()).map(|journal| journal.shut())
}

/// Every question that changes nothing; the first error, if any.
fn read_all(journal: &Journal) -> Result<(), JournalError> {
    let (first, last) = (night("2026-01-01"), night("2026-12-31"));
    journal.nights(first, last)?;
    journal.pages(first, last)?;
    journal.tonight(moment("2099-01-01T00:00:00Z"))?;
    journal.profile()?;
    journal.conditions()?;
    journal.medicines()?;
    journal.factors().map(drop)
}

/// A journal of a few pages with everything in the one file.
fn sound_file() -> Vec<u8> {
    let journal = TempJournal::new();
    for hour in 0..24 {
        let kept = journal.tap(tap(&format!("2026-11-23T{hour:02}:10:00Z"))).unwrap();
        let note = Some("slept badly ".repeat(50));
        journal.describe(kept.cramp_id, CrampDetails { note, ..Default::default() }).unwrap();
    }
    journal.shut();
    assert_eq!(journal.dir.path().join("journal.db-wal").metadata().unwrap().len(), 0);
    std::fs::read(journal.dir.path().join("journal.db")).unwrap()
}

/// Opens a directory whose `journal.db` has these bytes and reads all of it: the bytes must stay, unless a damaged row was
/// set aside.
#[track_caller]
fn open_and_read(bytes: &[u8]) -> Result<(), JournalError> {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("journal.db");
    std::fs::write(&file, bytes).unwrap();
    let opened = Journal::open(dir.path().to_str().unwrap().into());
    let mut set_aside = false;
    let result = opened.and_then(|journal| {
        let read = read_all(&journal);
        let aside = |problem: &Problem| matches!(problem, Problem::RowsSetAside { .. });
        set_aside = journal.health().is_ok_and(|health| health.problems.iter().any(aside));
        journal.shut();
        read
    });
    assert!(set_aside || std::fs::read(&file).unwrap() == bytes, "the file was changed: {result:?}");
    if result == Err(JournalError::NotAJournal) {
        let beside: Vec<_> = std::fs::read_dir(dir.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(beside, ["journal.db"], "something was laid beside it");
    }
    result
}

#[test]
fn a_wrong_path_is_refused_or_cannot_be_reached() {
    let dir = tempfile::tempdir().unwrap();
    for path in ["", "a\0b"] {
        let error = open(path).unwrap_err();
        assert!(matches!(&error, JournalError::InvalidInput { field, .. } if field == "dir"), "{path:?}: {error}");
    }
    let file = dir.path().join("file");
    std::fs::write(&file, "mine").unwrap();
    let taken = dir.path().join("taken");
    std::fs::create_dir_all(taken.join("journal.db/inside")).unwrap();
    let below = file.join("below");
    let long = format!("{}/{}", dir.path().display(), "x".repeat(5000));
    let paths = [file.to_str().unwrap(), below.to_str().unwrap(), taken.to_str().unwrap(), &long];
    for path in paths.into_iter().chain(cfg!(target_os = "linux").then_some("/proc/nightcramp")) {
        let error = open(path).unwrap_err();
        assert!(matches!(error, JournalError::StorageUnavailable { .. }), "{path}: {error:?}");
    }
    assert_eq!(std::fs::read_to_string(file).unwrap(), "mine");
}

#[test]
fn a_directory_is_made_with_its_parents_whatever_it_is_called() {
    let dir = tempfile::tempdir().unwrap();
    for name in ["a/b/c", "with blank", "?mode=memory&cache=shared", "100%41#x", "שלום 🌙", "file:x", "'quoted'"]
    {
        let path = dir.path().join(name);
        let journal = Journal::open(path.to_str().unwrap().into()).unwrap();
        journal.tap(tap("2026-11-23T03:10:00Z")).unwrap();
        assert!(path.join("journal.db").exists(), "{name}");
    }
}

#[test]
fn a_file_of_another_kind_is_no_journal() {
    for (name, bytes) in foreign_files() {
        assert_eq!(open_and_read(&bytes), Err(JournalError::NotAJournal), "{name}");
    }
}

#[test]
fn a_journal_cut_off_anywhere_is_damaged() {
    let whole = sound_file();
    assert_eq!(open_and_read(&whole), Ok(()), "the control");
    let pages = (1..whole.len() / 4096 - 1).flat_map(|page| [page * 4096 - 1, page * 4096, page * 4096 + 1]);
    let lengths: Vec<usize> = (1..=128).chain([511, 512, 1000, 4000]).chain(pages).collect();
    for length in lengths {
        let result = open_and_read(&whole[..length]);
        assert!(matches!(result, Err(JournalError::Corrupt { .. })), "{length} of {} bytes: {result:?}", whole.len());
    }
    // A last page that is not whole may be waiting for the log, so it alone is no damage until somebody reads it.
    for cut in [1, 100, 4095] {
        let result = open_and_read(&whole[..whole.len() - cut]);
        assert!(matches!(result, Ok(()) | Err(JournalError::Corrupt { .. })), "{cut} bytes missing: {result:?}");
    }
}

#[test]
fn a_journal_with_random_damage_answers_in_types() {
    let whole = sound_file();
    let mut dice = 0x9e37_79b9_7f4a_7c15_u64;
    let mut roll = |sides: usize| {
        dice ^= dice << 13;
        dice ^= dice >> 7;
        dice ^= dice << 17;
        usize::try_from(dice % sides as u64).unwrap()
    };
    let mut errors = 0;
    for round in 0..300 {
        let mut bytes = whole.clone();
        // In turns: one byte anywhere, a whole stretch anywhere, a byte of the header, all but the header.
        let (start, length) = match round % 4 {
            0 => (roll(bytes.len()), 1),
            1 => (roll(bytes.len() - 600), 600),
            2 => (roll(100), 1),
            _ => (100, bytes.len() - 100),
        };
        bytes[start..start + length].iter_mut().for_each(|byte| *byte = u8::try_from(roll(256)).unwrap());
        errors += u32::from(open_quietly(&bytes).is_err());
    }
    assert!(errors > 100, "only {errors} of 300 damaged files were noticed");
}

/// Opens, reads and taps, whatever comes of it.
fn open_quietly(bytes: &[u8]) -> Result<(), JournalError> {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("journal.db"), bytes).unwrap();
    let journal = Journal::open(dir.path().to_str().unwrap().into())
        .inspect_err(|_| assert!(std::fs::read(dir.path().join("journal.db")).unwrap() == bytes, "changed"))?;
    let read = read_all(&journal);
    journal.tap(tap("2026-11-25T03:10:00Z")).map(drop).and(read)
}

#[test]
fn a_journal_that_lost_its_version_is_damaged_not_new() {
    let mut bytes = sound_file();
    bytes[60..64].fill(0);
    let verdict = open_quietly(&bytes).unwrap_err();
    assert!(matches!(verdict, JournalError::Corrupt { .. }), "{verdict}");
}

#[test]
fn an_empty_file_becomes_a_journal_as_if_it_were_not_there() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("journal.db"), "").unwrap();
    let journal = nightcramp_tests::open(dir.path());
    journal.tap(tap("2026-11-23T03:10:00Z")).unwrap();
    assert_eq!(journal.night(night("2026-11-23")).unwrap().mark.cramps, 1);
}

#[test]
fn a_journal_newer_only_in_its_log_is_refused_untouched() {
    let dir = tempfile::tempdir().unwrap();
    nightcramp_tests::open(dir.path()).shut();
    let newer = rusqlite::Connection::open(dir.path().join("journal.db")).unwrap();
    newer.execute_batch("PRAGMA user_version = 7; CREATE TABLE new (id TEXT)").unwrap();
    let copy = tempfile::tempdir().unwrap();
    for name in ["journal.db", "journal.db-wal"] {
        std::fs::copy(dir.path().join(name), copy.path().join(name)).unwrap();
    }
    let files = |dir: &Path| ["journal.db", "journal.db-wal"].map(|name| std::fs::read(dir.join(name)).unwrap());
    let before = files(copy.path());
    assert_eq!(open(copy.path().to_str().unwrap()), Err(JournalError::NewerSchema { found: 7, known: 4 }));
    assert!(files(copy.path()) == before, "the log was moved into the file");
}

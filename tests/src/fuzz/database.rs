//! Any bytes as a database and its log.

use std::path::Path;

use nightcramp::{Journal, JournalError, Moment, Setup, Tap, TapSource};

use super::{Dealt, planted, put, text};
use crate::{fast_dir, moment, night, root};

/// Sound journals, below the repository: of which schema, and whether there are a log and a local copy.
pub const BASE: [(&str, bool, bool); 5] = [
    ("tests/fuzz/base/4", true, true),
    ("tests/fuzz/base/4", true, false),
    ("tests/old/1", false, false),
    ("tests/old/2", false, false),
    ("tests/old/3", false, false),
];
const COPY: &str = "000001-20261101T120000Z.db";
/// What was never in a base.
const TAP: &str = "0199f0c2-7b1e-7cc3-9a52-ffffffffffff";

/// Takes the bytes for a database with its log, or for damage that is done to a sound one; then lives with it: opens it,
/// reads all, taps, does the upkeep, and recovers it if that is asked for.
///
/// # Panics
/// When a foreign or newer file is touched, when an acknowledged tap is missing, or when something cannot be read after a
/// recovery.
pub fn database(bytes: &[u8]) {
    planted(bytes);
    let dir = fast_dir();
    let mut dealt = Dealt(bytes);
    let kind = usize::from(dealt.byte());
    match BASE.get(kind % (BASE.len() + 1)) {
        Some((base, with_log, with_copy)) => damaged(dir.path(), base, *with_log, *with_copy, dealt),
        None => {
            let length = dealt.index();
            put(&dir.path().join("journal.db"), dealt.bytes(length));
            put(&dir.path().join("journal.db-wal"), dealt.0);
        }
    }
    put(&dir.path().join("ballast"), &[]);
    live_with(dir.path());
}

fn damaged(dir: &Path, base: &str, with_log: bool, with_copy: bool, mut dealt: Dealt<'_>) {
    let sound = |name: &str| std::fs::read(root().join(base).join(name)).expect("a file of the base");
    let mut files = vec![("journal.db".to_owned(), sound("journal.db"))];
    if with_log {
        files.push(("journal.db-wal".to_owned(), sound("journal.db-wal")));
    }
    if with_copy {
        std::fs::create_dir(dir.join("copies")).expect("a fresh directory");
        files.push((format!("copies/{COPY}"), sound("copy.db")));
    }
    while !dealt.is_used_up() {
        let file = usize::from(dealt.byte()) % files.len();
        edit(&mut files[file].1, &mut dealt);
    }
    for (name, bytes) in files {
        put(&dir.join(name), &bytes);
    }
}

/// One blow to a file.
fn edit(file: &mut Vec<u8>, dealt: &mut Dealt<'_>) {
    const PAGE: usize = 4096;
    let kind = dealt.byte();
    let at = dealt.index().checked_rem(file.len()).unwrap_or(0);
    let page = at / PAGE * PAGE;
    match kind % 8 {
        0 => file.truncate(at),
        1 => file.truncate(page),
        2 => file.iter_mut().skip(page).take(PAGE).for_each(|byte| *byte = 0),
        3 => {
            let from = dealt.index().checked_rem(file.len()).unwrap_or(0) / PAGE * PAGE;
            let other: Vec<u8> = file.iter().skip(from).take(PAGE).copied().collect();
            file.iter_mut().skip(page).zip(other).for_each(|(byte, other)| *byte = other);
        }
        4 => file.extend_from_slice(dealt.bytes(64)),
        5 => file.iter_mut().skip(at).take(1).for_each(|byte| *byte ^= 1 << (kind >> 3 & 7)),
        _ => {
            let new = dealt.bytes(usize::from(kind >> 3) + 1);
            file.iter_mut().skip(at).zip(new).for_each(|(byte, new)| *byte = *new);
        }
    }
}

/// The bytes that mean one blow to a base: `kind` as in [`edit`], to its file number `file` at `at`.
#[must_use]
pub fn edited(base: u8, file: u8, kind: u8, at: u32, with: &[u8]) -> Vec<u8> {
    [&[base, file, kind], at.to_be_bytes().as_slice(), with].concat()
}

fn live_with(dir: &Path) {
    let before = std::fs::read(dir.join("journal.db")).expect("the file");
    let mut acknowledged = false;
    match Journal::open_with(&text(dir), Setup::default()) {
        Ok(journal) => {
            let _ = read_all(&journal);
            acknowledged = journal.tap(tap()).is_ok();
            let _ = journal.maintain();
            let _ = read_all(&journal);
            journal.shut();
        }
        Err(JournalError::NotAJournal | JournalError::NewerSchema { .. }) => {
            assert_eq!(std::fs::read(dir.join("journal.db")).ok(), Some(before), "it was touched");
            return;
        }
        Err(_) => {}
    }
    let journal = match Journal::open_recovering_with(&text(dir), Setup::default()) {
        Ok(journal) => journal,
        Err(error) => panic!("after a recovery: {error:?}"),
    };
    if let Err(JournalError::Corrupt { .. }) = read_all(&journal) {
        journal.recover().expect("a recovery");
    }
    read_all(&journal).expect("what was recovered can be read");
    if acknowledged {
        journal.undo(TAP.into()).expect("a tap that was acknowledged is there");
    }
    journal.tap(Tap { id: TAP.replace('f', "e"), ..tap() }).expect("a tap after the recovery");
}

fn tap() -> Tap {
    Tap { id: TAP.into(), at: now(), source: TapSource::App }
}

fn now() -> Moment {
    moment("2026-11-02T03:10:00+01:00")
}

/// Every call that reads; the first error of any.
fn read_all(journal: &Journal) -> Result<(), JournalError> {
    let (first, last) = (night("2026-10-01"), night("2026-12-31"));
    let found = [
        journal.nights(first, last).map(drop),
        journal.tonight(now()).map(drop),
        journal.profile().map(drop),
        journal.profile_on(last.ends_on()).map(drop),
        journal.conditions().map(drop),
        journal.medicines().map(drop),
        journal.factors().map(drop),
        journal.profiles().map(drop),
        journal.sign_reports(first, last).map(drop),
        journal.acknowledgements().map(drop),
        journal.reminder_preferences().map(drop),
        journal.reminder_ledger(first, last).map(drop),
        journal.reliability(now(), "en".into()).map(drop),
        journal.cut_hour().map(drop),
        journal.health().map(drop),
    ];
    let pages = journal.pages(first, last)?;
    for cramp in pages.iter().flat_map(|page| page.cramps.first()) {
        journal.cramp(cramp.id.clone())?;
    }
    found.into_iter().collect()
}

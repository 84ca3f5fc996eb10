//! Erasing everything: no word that a person entered is left in any file, also when the erasing was cut off.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI32, Ordering};

use nightcramp::{
    Answer, CrampDetails, Disk, EntryKey, Evening, Factor, FactorAnswer, InboxTap, Journal, JournalError, Medicine,
    MedicineClass, Moment, Morning, Night, Profile, Setup, SystemDisk, Tap,
};
use nightcramp_tests::calls::nth_id;
use nightcramp_tests::{fast_dir, figure, fixed_zone, night, rows, tap};
use tempfile::TempDir;

/// Every word that is planted begins with this; no other file would.
const WORD: &str = "zyxwort";
const OF_TEXTS: [&str; 8] = ["cramp", "told", "evening", "morning", "factor", "medicine", "tapzone", "stretchzone"];
const OF_FILES: [&str; 6] = ["waiting", "halfwritten", "bad", "otherinbox", "ballast", "unfinished"];

fn word(of: &str) -> String {
    format!("{WORD}-{of}/")
}

/// A directory with a journal and two inboxes, in which words are everywhere.
struct Planted {
    dir: TempDir,
    journal: Journal,
}

impl Planted {
    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    fn inboxes(&self) -> Vec<String> {
        ["inbox", "other inbox"].map(|name| self.path(name).to_str().unwrap().into()).into()
    }

    /// The words that are found, each with the name of a file that has it.
    fn found(&self) -> Vec<(String, String)> {
        let mut found = Vec::new();
        search(self.dir.path(), &mut found);
        found.sort();
        found.dedup();
        found
    }
}

fn search(dir: &Path, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            search(&path, found);
            continue;
        }
        let bytes = fs::read(&path).unwrap();
        for at in (0..bytes.len()).filter(|at| bytes[*at..].starts_with(WORD.as_bytes())) {
            let end = bytes[at..].iter().position(|byte| *byte == b'/').map_or(bytes.len(), |end| at + end + 1);
            let word = String::from_utf8_lossy(&bytes[at..end]);
            found.push((word.into_owned(), path.to_str().unwrap().to_owned()));
        }
    }
}

fn open(dir: &Path, disk: Arc<dyn Disk>) -> Result<Journal, JournalError> {
    Journal::open_recovering_with(dir.join("journal").to_str().unwrap(), Setup { disk, ..Setup::default() })
}

fn some_night() -> Night {
    night("2026-11-20")
}

/// Writes words into everything, damages the journal so that rows and files are set aside, and leaves files lying about.
fn planted() -> Planted {
    let dir = fast_dir();
    let system: Arc<dyn Disk> = Arc::new(SystemDisk);
    let journal = open(dir.path(), Arc::clone(&system)).unwrap();
    write_words(&journal).unwrap();
    journal.check().unwrap();
    journal.shut();
    let file = dir.path().join("journal/journal.db");
    // A row with a wrong sum: it is set aside.
    let mut bytes = fs::read(&file).unwrap();
    let at = bytes.windows(12).position(|bytes| bytes == b"zyxwort-told").unwrap();
    bytes[at + 12] ^= 1;
    fs::write(&file, &bytes).unwrap();
    let journal = open(dir.path(), Arc::clone(&system)).unwrap();
    journal.pages(some_night().plus(-3), some_night()).unwrap();
    journal.shut();
    // A page that cannot be read: the whole file is.
    let mut bytes = fs::read(&file).unwrap();
    let at = bytes.windows(15).position(|bytes| bytes == b"zyxwort-evening").unwrap();
    bytes[at / 4096 * 4096..][..8].fill(0);
    fs::write(&file, &bytes).unwrap();
    let journal = open(dir.path(), system).unwrap();
    journal.recover().unwrap();
    journal.describe(nth_id(1), details("cramp")).unwrap();
    plant_files(dir.path());
    Planted { dir, journal }
}

fn details(of: &str) -> CrampDetails {
    CrampDetails { note: Some(format!("{}. {}", word(of), "late again ".repeat(30))), ..CrampDetails::default() }
}

fn in_zone(of: &str) -> Moment {
    Moment { zone: word(of), ..tap("2026-11-20T03:10:00Z").at }
}

fn write_words(journal: &Journal) -> Result<(), JournalError> {
    journal.tap(Tap { id: nth_id(1), at: in_zone("tapzone"), ..tap("2026-11-20T03:10:00Z") })?;
    journal.describe(nth_id(1), details("cramp"))?;
    let zone = fixed_zone(some_night(), 0);
    journal.add_cramp(nightcramp::NewCramp { id: nth_id(2), night: some_night().plus(-1), time: None, zone })?;
    journal.describe(nth_id(2), details("told"))?;
    journal.save_factor(Factor { id: nth_id(3), name: word("factor"), retired: false })?;
    journal.save_evening(Evening {
        stretched: Answer::Yes,
        stretched_at: Some(in_zone("stretchzone")),
        factors: vec![FactorAnswer { factor_id: nth_id(3), answer: Answer::Yes }],
        note: details("evening").note,
        ..Evening::unanswered(some_night())
    })?;
    journal.save_morning(Morning { note: details("morning").note, ..Morning::unanswered(some_night()) })?;
    let (class, name) = (MedicineClass::Other, Some(word("medicine")));
    journal.save_medicine(Medicine { id: nth_id(4), class, name, started: None, changed: None, stopped: None })?;
    journal.save_profile(Profile { country: Some("DE".into()), ..Profile::unanswered() }, some_night().ends_on())
}

fn plant_files(dir: &Path) {
    let put = |name: &str, of: &str| fs::write(dir.join(name), format!("{}\n{of}", word(of))).unwrap();
    let tap = |of: &str| InboxTap::new(Tap { at: in_zone(of), ..tap("2026-11-20T03:20:00Z") }).unwrap();
    tap("waiting").write(&dir.join("inbox")).unwrap();
    tap("otherinbox").write(&dir.join("other inbox")).unwrap();
    fs::create_dir(dir.join("inbox/bad")).unwrap();
    put("inbox/bad/0199f0c2.evt", "bad");
    put("inbox/.0199f0c2.tmp", "halfwritten");
    put("journal/next.tmp", "unfinished");
    put("journal/ballast", "ballast");
}

#[track_caller]
fn check_nothing_is_left(planted: &Planted, journal: &Journal) {
    assert_eq!(planted.found(), []);
    assert_eq!(journal.pages(some_night().plus(-30), some_night().plus(30)).unwrap(), []);
    assert_eq!((journal.factors().unwrap(), journal.medicines().unwrap()), (vec![], vec![]));
    assert_eq!(journal.profile().unwrap(), Profile::unanswered());
    let health = journal.health().unwrap();
    assert!(health.copies.is_empty() && health.recovery.is_none() && health.problems.is_empty(), "{health:?}");
    let kept = journal.tap(tap("2026-11-23T03:10:00Z")).unwrap();
    journal.shut();
    assert_eq!(rows(&planted.path("journal")).len(), 2, "the tap and the first preference");
    let journal = open(planted.dir.path(), Arc::new(SystemDisk)).unwrap();
    journal.cramp(kept.cramp_id).unwrap();
    journal.shut();
}

#[test]
fn erasing_leaves_no_word_in_any_file() {
    let planted = planted();
    let found = planted.found();
    for of in OF_TEXTS.iter().chain(&OF_FILES) {
        assert!(found.iter().any(|(found, _)| *found == word(of)), "{of} was not planted");
    }
    for place in ["journal.db", "journal.db-wal", "copies/", "damaged/", "ballast", ".evt", ".tmp", "bad/"] {
        assert!(found.iter().any(|(_, file)| file.contains(place)), "no word in {place}");
    }
    let aside = rusqlite::Connection::open(planted.path("journal/journal.db")).unwrap();
    let aside: u32 = aside.query_row("SELECT count(*) FROM set_aside", [], |row| row.get(0)).unwrap();
    assert!(aside > 0, "no row was set aside");
    planted.journal.erase(planted.inboxes()).unwrap();
    figure("erase_words_planted", found.len(), "words", "> 0");
    figure("erase_words_left", planted.found().len(), "words", "= 0");
    check_nothing_is_left(&planted, &planted.journal);
}

#[test]
fn shutting_or_deleting_leaves_words_behind() {
    let shut = planted();
    shut.journal.shut();
    assert!(!shut.found().is_empty(), "the control: shutting erases");
    let deleted = planted();
    deleted.journal.delete(EntryKey::Cramp { id: nth_id(1) }).unwrap();
    deleted.journal.delete(EntryKey::Evening { night: some_night() }).unwrap();
    deleted.journal.delete(EntryKey::Morning { night: some_night() }).unwrap();
    deleted.journal.delete(EntryKey::Medicine { id: nth_id(4) }).unwrap();
    figure("erase_control_words_left", deleted.found().len(), "words", "> 0");
    assert!(!deleted.found().is_empty(), "the control: deleting erases");
}

/// Fails from some change on, as if the process had been killed there, or only that one change.
struct FailingDisk {
    left: AtomicI32,
    for_good: bool,
}

impl FailingDisk {
    fn then(&self, change: impl FnOnce() -> io::Result<()>) -> io::Result<()> {
        let left = self.left.fetch_sub(1, Ordering::Relaxed);
        let fails = if self.for_good { left <= 0 } else { left == 0 };
        if fails { Err(io::Error::other("the disk fails")) } else { change() }
    }
}

impl Disk for FailingDisk {
    fn make_dir(&self, dir: &Path) -> io::Result<()> {
        self.then(|| SystemDisk.make_dir(dir))
    }

    fn write(&self, file: &Path, bytes: &[u8]) -> io::Result<()> {
        self.then(|| SystemDisk.write(file, bytes))
    }

    fn copy(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.then(|| SystemDisk.copy(from, to))
    }

    fn sync(&self, file: &Path) -> io::Result<()> {
        self.then(|| SystemDisk.sync(file))
    }

    fn sync_dir(&self, dir: &Path) -> io::Result<()> {
        self.then(|| SystemDisk.sync_dir(dir))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.then(|| SystemDisk.rename(from, to))
    }

    fn remove(&self, file: &Path) -> io::Result<()> {
        self.then(|| SystemDisk.remove(file))
    }

    fn remove_dir(&self, dir: &Path) -> io::Result<()> {
        self.then(|| SystemDisk.remove_dir(dir))
    }
}

/// Erases on a disk that fails at the change number `n`. Whether it got that far, and all was erased before.
fn erase_cut_off_at(n: i32, for_good: bool) -> bool {
    let mut planted = planted();
    let before = rows(&planted.path("journal"));
    planted.journal.shut();
    let failing = Arc::new(FailingDisk { left: i32::MAX.into(), for_good });
    planted.journal = open(planted.dir.path(), Arc::clone(&failing) as Arc<dyn Disk>).unwrap();
    failing.left.store(n, Ordering::Relaxed);
    let erased = planted.journal.erase(planted.inboxes());
    let reached = failing.left.load(Ordering::Relaxed) < 0;
    planted.journal.shut();
    let journal = open(planted.dir.path(), Arc::new(SystemDisk)).unwrap();
    let is_empty = journal.factors().unwrap().is_empty();
    if is_empty {
        check_nothing_is_left(&planted, &journal);
    } else {
        assert!(erased.is_err(), "{n}: it is said to be erased");
        journal.shut();
        assert_eq!(rows(&planted.path("journal")), before, "{n}: neither erased nor whole");
        let journal = open(planted.dir.path(), Arc::new(SystemDisk)).unwrap();
        journal.erase(planted.inboxes()).unwrap();
        check_nothing_is_left(&planted, &journal);
    }
    !reached
}

#[test]
fn an_erasing_that_was_cut_off_goes_on_when_the_journal_is_opened() {
    for (name, for_good) in [("erase_cuts", true), ("erase_faults", false)] {
        let changes = (0..200).find(|n| erase_cut_off_at(*n, for_good)).expect("an end");
        figure(name, changes, "changes", "> 20");
        assert!(changes > 20, "the erasing was hardly cut");
    }
}

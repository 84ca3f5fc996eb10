//! A damaged journal of a year: whatever was not hit comes back, no wrong value is ever shown, and nothing is deleted.
//!
//! `NIGHTCRAMP_FLIPS=100000 cargo test -p nightcramp-tests --test damage` for the long run.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, LazyLock};
use std::time::{Duration, Instant};

use nightcramp::{Health, InboxTap, Journal, JournalError, Problem, Recovery, Setup};
use nightcramp_tests::calls::nth_tap;
use nightcramp_tests::foreign::foreign_files;
use nightcramp_tests::pages::{PAGE, Placed, placed_rows};
use nightcramp_tests::shown::Shown;
use nightcramp_tests::year::{Dice, make_full_year};
use nightcramp_tests::{SetClock, fast_dir, figure, rows_without};
use rusqlite::{Connection, OpenFlags};
use tempfile::TempDir;

const FLIPS: u64 = 2000;

/// A sound journal, and what is known of it without asking it.
struct Year {
    file: Vec<u8>,
    copy: (String, Vec<u8>),
    /// Every row in full.
    rows: Vec<String>,
    /// Where each of them lies.
    placed: Vec<Placed>,
    shown: Shown,
}

fn year() -> &'static Year {
    static YEAR: LazyLock<Year> = LazyLock::new(|| {
        let dir = fast_dir();
        make_full_year(dir.path(), noon());
        let file = std::fs::read(dir.path().join("journal.db")).unwrap();
        let copy = std::fs::read_dir(dir.path().join("copies")).unwrap().next().unwrap().unwrap();
        let copy = (copy.file_name().into_string().unwrap(), std::fs::read(copy.path()).unwrap());
        let connection = read_only(dir.path());
        let placed = placed_rows(&connection, &file).unwrap();
        let placed = placed.into_iter().filter(|row| row.table != "upkeep").collect();
        let rows = rows_without(&connection, &[]).unwrap();
        let journal = open(dir.path()).unwrap();
        Year { file, copy, rows, placed, shown: Shown::by(&journal).unwrap() }
    });
    &YEAR
}

/// Of the day after the last night.
fn noon() -> SetClock {
    SetClock::at("2026-11-23T12:00:00Z".parse().unwrap())
}

fn read_only(dir: &Path) -> Connection {
    Connection::open_with_flags(dir.join("journal.db"), OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap()
}

/// A directory with this file in it, and with the copy where it is wanted.
fn dir_with(file: &[u8], copy: bool) -> TempDir {
    let dir = fast_dir();
    std::fs::write(dir.path().join("journal.db"), file).unwrap();
    if copy {
        let (name, bytes) = &year().copy;
        std::fs::create_dir(dir.path().join("copies")).unwrap();
        std::fs::write(dir.path().join("copies").join(name), bytes).unwrap();
    }
    dir
}

/// As an app opens it eight days later, when a check is due.
fn open(dir: &Path) -> Result<Journal, JournalError> {
    let clock = noon();
    clock.days(8);
    Journal::open_recovering_with(dir.to_str().unwrap(), Setup { clock: Arc::new(clock), ..Setup::default() })
}

/// Opens a damaged journal and lets it look after itself.
fn heal(dir: &Path) -> (Journal, Health) {
    let journal = open(dir).unwrap();
    let health = journal.maintain().unwrap();
    (journal, health)
}

/// The numbers of the original rows that are not in a journal. One that was never there fails.
#[track_caller]
fn missing_in(dir: &Path) -> BTreeSet<usize> {
    let mut found = rows_without(&read_only(dir), &[]).unwrap();
    // A journal that lost its preference has the first one again, as it came with the schema.
    found.retain(|row| !row.starts_with("preference 1,0,12,"));
    assert_eq!(wrong(&found), Vec::<&String>::new(), "rows that were never entered");
    let found: BTreeSet<&String> = found.iter().collect();
    (0..year().rows.len()).filter(|n| !found.contains(&year().rows[*n])).collect()
}

fn wrong(found: &[String]) -> Vec<&String> {
    static KNOWN: LazyLock<BTreeSet<&String>> = LazyLock::new(|| year().rows.iter().collect());
    found.iter().filter(|row| !KNOWN.contains(row)).collect()
}

/// The damaged file is kept as it was, and the counts add up.
#[track_caller]
fn check_recovery(dir: &Path, damaged: &[u8], recovery: &Recovery, lost: &BTreeSet<usize>) {
    let kept = std::fs::read(dir.join(&recovery.kept_in).join("journal.db")).unwrap();
    assert!(kept == damaged, "the damaged file was changed");
    let counted = (recovery.from_file + recovery.from_copy) as usize + lost.len();
    assert_eq!(counted, year().rows.len(), "{recovery:?}");
    let present: Vec<String> = rows_without(&read_only(dir), &[]).unwrap();
    for id in &recovery.lost {
        let quoted = format!("\"{id}\"");
        assert!(year().rows.iter().any(|row| row.contains(&quoted)), "{id} was never there");
        assert!(!present.iter().any(|row| key(row) == id), "{id} is there");
    }
}

fn rows_set_aside(health: &Health) -> usize {
    let rows = |problem: &Problem| match problem {
        Problem::RowsSetAside { rows } => Some(*rows as usize),
        _ => None,
    };
    health.problems.iter().find_map(rows).unwrap_or(0)
}

/// The first column of a row's text.
fn key(row: &str) -> &str {
    row.split_once(' ').unwrap().1.split(['"', ',']).find(|text| !text.is_empty()).unwrap()
}

#[test]
fn every_row_that_is_not_on_a_lost_page_comes_back() {
    let Year { file, rows, placed, .. } = year();
    assert_eq!(rows.len(), placed.len());
    let pages = file.len() / PAGE;
    let mut costs: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let (mut named, mut worst) = (0, Duration::ZERO);
    for page in 1..=pages {
        let mut damaged = file.clone();
        damaged[(page - 1) * PAGE..page * PAGE].fill(0);
        let dir = dir_with(&damaged, false);
        let begun = Instant::now();
        let (journal, health) = heal(dir.path());
        worst = worst.max(begun.elapsed());
        journal.shut();
        let lost = missing_in(dir.path());
        match &health.recovery {
            Some(recovery) => {
                check_recovery(dir.path(), &damaged, recovery, &lost);
                named += recovery.lost.len();
            }
            // A page on which a long note went on costs that row alone.
            None => assert_eq!(rows_set_aside(&health), lost.len(), "page {page} cost rows, and nobody was told"),
        }
        lost.iter().for_each(|row| costs.entry(*row).or_default().push(page));
        let dir = dir_with(&damaged, true);
        let (journal, health) = heal(dir.path());
        journal.shut();
        assert_eq!(missing_in(dir.path()), BTreeSet::new(), "page {page}, with a copy");
        if let Some(recovery) = health.recovery {
            check_recovery(dir.path(), &damaged, &recovery, &BTreeSet::new());
            assert_eq!((recovery.from_copy as usize, recovery.lost.len()), (lost.len(), 0), "page {page}");
        }
    }
    let long = placed.iter().filter(|row| row.pages.len() > 1).count();
    let mut wrong = 0;
    for (n, (row, placed)) in rows.iter().zip(placed).enumerate() {
        let on_page = file[(placed.pages[0] - 1) * PAGE..][..PAGE].windows(key(row).len());
        let has_key = key(row).len() < 10 || on_page.into_iter().any(|bytes| bytes == key(row).as_bytes());
        let mut expected = placed.pages.clone();
        expected.sort_unstable();
        wrong += usize::from(!has_key || costs.get(&n) != Some(&expected));
    }
    println!("{} rows on {pages} pages, {long} of them on several; {named} named as lost", rows.len());
    figure("damage_pages_zeroed", pages, "pages", "> 50");
    figure("damage_rows_lost_with_another_page", wrong, "rows", "= 0");
    figure("damage_heal_ms", worst.as_millis(), "ms", "<= 5000");
    assert!(pages > 50 && long > 20, "the journal is too small to prove anything");
    assert_eq!(wrong, 0);
}

/// The bytes of the row are there, but nothing leads to them. Only an index still names it.
#[test]
fn a_row_that_its_page_has_forgotten_is_named_as_lost() {
    const LEAF: u8 = 10;
    let Year { file, rows, placed, .. } = year();
    let start = |n: usize| (placed[n].pages[0] - 1) * PAGE;
    let described: BTreeSet<&str> = rows.iter().filter(|row| row.starts_with("cramp ")).map(|row| key(row)).collect();
    let only_tapped = |n: &usize| placed[*n].table == "tap" && !described.contains(key(&rows[*n]));
    let row = (0..rows.len()).find(|n| file[start(*n)] == LEAF && only_tapped(n)).unwrap();
    let place = (0..row).filter(|n| start(*n) == start(row)).count();
    let mut damaged = file.clone();
    let page = &mut damaged[start(row)..][..PAGE];
    let pointers = 8 + 2 * usize::from(page[4]);
    page.copy_within(8 + 2 * (place + 1)..pointers, 8 + 2 * place);
    page[4] -= 1;
    let dir = dir_with(&damaged, false);
    let (journal, health) = heal(dir.path());
    journal.shut();
    assert_eq!(missing_in(dir.path()), BTreeSet::from([row]));
    assert_eq!(health.recovery.unwrap().lost, [key(&rows[row])]);
}

#[test]
fn a_journal_cut_at_any_page_gives_the_pages_that_are_left() {
    let Year { file, rows, placed, .. } = year();
    for left in 0..file.len() / PAGE {
        let cut = &file[..left * PAGE];
        if left > 0 {
            let dir = dir_with(cut, false);
            let (journal, health) = heal(dir.path());
            journal.shut();
            let lost = missing_in(dir.path());
            let beyond = (0..rows.len()).filter(|row| placed[*row].pages.iter().any(|page| *page > left)).collect();
            assert_eq!(lost, beyond, "cut to {left} pages");
            check_recovery(dir.path(), cut, &health.recovery.unwrap(), &lost);
        }
        let dir = dir_with(cut, true);
        let (journal, health) = heal(dir.path());
        journal.shut();
        assert_eq!(missing_in(dir.path()), BTreeSet::new(), "cut to {left} pages, with a copy");
        check_recovery(dir.path(), cut, &health.recovery.unwrap(), &BTreeSet::new());
    }
}

/// What came of flipped bits.
#[derive(Default)]
struct Tally {
    flips: u64,
    noticed: u64,
    in_rows: u64,
    in_rows_noticed: u64,
    /// Flips that would have shown a wrong value had nobody looked at the sums.
    silent_without_sums: u64,
    newer: u64,
}

#[test]
fn no_flipped_bit_shows_a_wrong_value() {
    let flips = std::env::var("NIGHTCRAMP_FLIPS").map_or(FLIPS, |text| text.parse().expect("a number of flips"));
    let bits = year().file.len() as u64 * 8;
    let flip = |seed: u64| {
        let mut dice = Dice(seed);
        (0..flips / 2).map(move |_| dice.roll(bits)).collect::<Vec<_>>()
    };
    let tallies = std::thread::scope(|scope| {
        let halves = [1, 2].map(|seed| scope.spawn(move || flip_each(&flip(seed))));
        halves.map(|half| half.join().unwrap())
    });
    let sum = |part: fn(&Tally) -> u64| tallies.iter().map(part).sum::<u64>();
    let percent = |part: u64, whole: u64| format!("{:.1}", part as f64 * 100.0 / whole as f64);
    figure("damage_flips", sum(|it| it.flips), "flips", "> 0");
    figure("damage_flips_noticed", percent(sum(|it| it.noticed), sum(|it| it.flips)), "%", "> 0");
    let (in_rows, noticed) = (sum(|it| it.in_rows), sum(|it| it.in_rows_noticed));
    figure("damage_flips_in_rows", in_rows, "flips", "> 0");
    figure("damage_flips_in_rows_noticed", percent(noticed, in_rows), "%", "= 100");
    figure("damage_flips_silent_without_sums", sum(|it| it.silent_without_sums), "flips", "> 0");
    assert_eq!((in_rows, sum(|it| it.newer)), (noticed, 0));
    assert!(in_rows > flips / 4, "too few flips hit rows");
    assert!(sum(|it| it.silent_without_sums) > flips / 10, "the control: nothing wrong was there to be shown");
}

/// Random flips seldom hit the header, on which everything hangs. Of its 32-bit version only the ten lowest bits make
/// one that there could be.
#[test]
fn no_flipped_bit_of_the_header_costs_a_row() {
    let tally = flip_each(&(0..100 * 8).step_by(3).collect::<Vec<_>>());
    figure("damage_header_flips_taken_for_newer", tally.newer, "flips", "<= 4");
    assert!(tally.newer <= 4, "a file is called newer for a version that cannot be");
}

fn flip_each(bits: &[u64]) -> Tally {
    let mut tally = Tally::default();
    for bit in bits {
        let (at, mask) = (usize::try_from(bit / 8).unwrap(), 1 << (bit % 8));
        let mut damaged = year().file.clone();
        damaged[at] ^= mask;
        tally.flips += 1;
        flip(&damaged, at, &mut tally);
    }
    tally
}

fn flip(damaged: &[u8], at: usize, tally: &mut Tally) {
    let dir = dir_with(damaged, false);
    let bare = bare_look(dir.path());
    let opened = open(dir.path());
    if matches!(opened, Err(JournalError::NewerSchema { .. })) {
        tally.newer += 1;
        assert!(std::fs::read(dir.path().join("journal.db")).unwrap() == damaged, "byte {at}: changed");
        return;
    }
    let journal = opened.unwrap_or_else(|error| panic!("byte {at}: {error}"));
    let first = Shown::by(&journal);
    let shown = match first {
        Err(JournalError::Corrupt { .. }) => journal.recover().and_then(|_| Shown::by(&journal)),
        shown => shown,
    };
    let shown = shown.unwrap_or_else(|error| panic!("byte {at}: {error}"));
    assert_eq!(wrong_values(&shown), Vec::<String>::new(), "byte {at} before the check");
    let health = journal.maintain().unwrap_or_else(|error| panic!("byte {at}: {error}"));
    let told = health.recovery.is_some() || rows_set_aside(&health) > 0;
    let shown = match told || bare == Bare::Noticed {
        true => Shown::by(&journal).unwrap_or_else(|error| panic!("byte {at}: {error}")),
        false => shown,
    };
    journal.shut();
    let lost = missing_in(dir.path());
    if lost.is_empty() {
        assert!(shown == year().shown, "byte {at}: all rows are there, and something else is shown");
    } else {
        assert!(told, "byte {at}: rows are missing, and nobody was told");
        assert!(shown == shown_without(&lost), "byte {at}: {:?}", wrong_values(&shown));
    }
    let in_row = year().placed.iter().any(|row| row.bytes.iter().any(|bytes| bytes.contains(&at)));
    tally.in_rows += u64::from(in_row);
    tally.in_rows_noticed += u64::from(in_row && told);
    tally.noticed += u64::from(told || bare == Bare::Noticed);
    tally.silent_without_sums += u64::from(bare == Bare::Wrong);
}

/// What SQLite alone makes of a file.
#[derive(PartialEq)]
enum Bare {
    Sound,
    Noticed,
    /// It says that all is well, and gives rows that nobody entered.
    Wrong,
}

fn bare_look(dir: &Path) -> Bare {
    let connection = read_only(dir);
    let verdict = connection.query_row("PRAGMA integrity_check", [], |row| row.get::<_, String>(0));
    match (verdict, rows_without(&connection, &[])) {
        (Ok(verdict), Ok(rows)) if verdict == "ok" && wrong(&rows).is_empty() => Bare::Sound,
        (Ok(verdict), Ok(_)) if verdict == "ok" => Bare::Wrong,
        _ => Bare::Noticed,
    }
}

/// What is shown of the original journal when these rows are deleted from it.
fn shown_without(lost: &BTreeSet<usize>) -> Shown {
    let dir = dir_with(&year().file, false);
    let connection = Connection::open(dir.path().join("journal.db")).unwrap();
    for row in lost.iter().map(|row| &year().rows[*row]) {
        let (table, values) = row.split_once(' ').unwrap();
        let columns = match table {
            "evening_factor" => "format('\"%s\",\"%s\",', night, factor)",
            "evening" | "morning" => "format('\"%s\",', night)",
            "profile" => "format('\"%s\",', since)",
            "preference" | "reminder_preference" => "format('%d,', id)",
            "reminder" => "format('\"%s\",\"%s\",', night, id)",
            "reminder_record" => "format('\"%s\",\"%s\",\"%s\",%d,', night, reminder, action, utc_ms)",
            "reminder_doubt" => "format('\"%s\",%d,', reminder, utc_ms)",
            _ => "format('\"%s\",', id)",
        };
        let sql = format!("DELETE FROM {table} WHERE substr(?1, 1, length({columns})) = {columns}");
        assert_eq!(connection.execute(&sql, [values]).unwrap(), 1, "{row}");
    }
    drop(connection);
    let journal = open(dir.path()).unwrap();
    Shown::by(&journal).unwrap()
}

/// What is shown and was never entered. Parts may be missing.
fn wrong_values(shown: &Shown) -> Vec<String> {
    static ORIGINAL: LazyLock<BTreeSet<String>> = LazyLock::new(|| year().shown.parts().collect());
    shown.parts_not_in(&year().shown).filter(|part| !ORIGINAL.contains(part)).collect()
}

#[test]
fn the_comparison_sees_a_value_that_was_never_entered() {
    let dir = dir_with(&year().file, false);
    let journal = open(dir.path()).unwrap();
    let mut cramp = year().shown.nights.iter().find_map(|page| page.cramps.first()).unwrap().clone();
    cramp.details.pain = Some(cramp.details.pain.map_or(1, |pain| (pain + 1) % 11));
    journal.describe(cramp.id, cramp.details).unwrap();
    assert_eq!(wrong_values(&Shown::by(&journal).unwrap()).len(), 1);
}

#[test]
fn a_file_of_another_kind_stays_as_it_is_when_recovery_is_asked_for() {
    for (name, bytes) in foreign_files() {
        let dir = dir_with(&bytes, false);
        assert_eq!(open(dir.path()).err(), Some(JournalError::NotAJournal), "{name}");
        assert!(std::fs::read(dir.path().join("journal.db")).unwrap() == bytes, "{name} was changed");
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1, "something was laid beside {name}");
    }
}

/// A journal whose evenings cannot all be read: that does not keep a person from tapping.
fn with_a_damaged_evening() -> (TempDir, Journal) {
    let placed = year().placed.iter().find(|row| row.table == "evening" && row.pages.len() == 1).unwrap();
    let mut damaged = year().file.clone();
    damaged[(placed.pages[0] - 1) * PAGE..][..PAGE].fill(0);
    let dir = dir_with(&damaged, true);
    let journal = open(dir.path()).unwrap();
    (dir, journal)
}

#[test]
fn an_open_journal_that_meets_damage_recovers() {
    let (dir, journal) = with_a_damaged_evening();
    let met = Shown::by(&journal).unwrap_err();
    assert!(matches!(met, JournalError::Corrupt { .. }), "{met}");
    let recovery = journal.recover().unwrap();
    assert!(recovery.from_copy > 0 && recovery.lost.is_empty(), "{recovery:?}");
    assert_eq!(journal.health().unwrap().recovery, Some(recovery));
    assert!(Shown::by(&journal).unwrap() == year().shown);
    journal.shut();
    assert_eq!(missing_in(dir.path()), BTreeSet::new());
}

#[test]
fn a_person_can_go_on_tapping_while_the_journal_recovers() {
    let (dir, journal) = with_a_damaged_evening();
    let journal = Arc::new(journal);
    let inbox = dir.path().join("inbox");
    let recovery = std::thread::spawn({
        let journal = Arc::clone(&journal);
        move || {
            std::thread::sleep(Duration::from_millis(5));
            journal.recover()
        }
    });
    let (mut kept, mut busy, mut slowest, mut after) = (0, 0, Duration::ZERO, 0);
    let mut taps = Vec::new();
    for n in 10_000.. {
        let tap = nth_tap(n);
        let begun = Instant::now();
        match journal.tap(tap.clone()) {
            Ok(_) => kept += 1,
            Err(JournalError::StorageBusy) => {
                slowest = slowest.max(begun.elapsed());
                busy += 1;
                InboxTap::new(tap.clone()).unwrap().write(&inbox).unwrap();
            }
            Err(error) => panic!("{error}"),
        }
        taps.push(tap.id);
        after += u32::from(recovery.is_finished());
        if after > 10 {
            break;
        }
    }
    recovery.join().unwrap().unwrap();
    assert_eq!(journal.ingest(inbox.to_str().unwrap().into()).unwrap().kept, busy);
    let lost = taps.into_iter().filter(|id| journal.cramp(id.clone()).is_err()).count();
    println!("{kept} taps kept at once, {busy} through the inbox, the slowest answer took {slowest:?}");
    figure("damage_taps_lost_in_recovery", lost, "taps", "= 0");
    assert!(kept > 10 && busy > 0, "{kept} kept, {busy} busy: nothing was tapped meanwhile");
    assert_eq!(lost, 0);
    assert!(slowest < Duration::from_secs(1), "a tap waited for the recovery: {slowest:?}");
    assert!(Shown::by(&journal).unwrap().rest == year().shown.rest);
}

//! What the fuzzers begin with and what they have found, told again without them: no input makes a panic.
//!
//! `cargo test -p nightcramp-tests --test fuzz_corpus -- --ignored` writes the inputs anew that are made from sound ones.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use nightcramp::{
    Acknowledgement, Answer, AnyCramp, CrampDetails, Factor, FactorAnswer, InboxTap, Journal, Morning, ReminderAction,
    ReminderPreferences, ReminderRecord, Response, Setup, Sign, SignReport, Tap, TapSource, reminder_defaults,
    unanswered_evening, unanswered_morning,
};
use nightcramp_tests::calls::{nth_id, nth_record, nth_tap};
use nightcramp_tests::fuzz::{border, database, edited, inbox};
use nightcramp_tests::{SetClock, fast_dir, figure, moment, night, root, told};

const MOST_BYTES: u64 = 1 << 20;

type Target = fn(&[u8]);

#[test]
fn no_input_of_the_corpus_makes_a_panic() {
    let targets: [(&str, Target); 3] = [("inbox", inbox), ("database", database), ("border", border)];
    let mut inputs = 0;
    for (name, target) in targets {
        let files = files(&corpus(name));
        assert!(files.len() >= 12, "{name}: only {} inputs", files.len());
        inputs += files.len();
        for file in files {
            let input = std::fs::read(&file).unwrap();
            std::panic::catch_unwind(|| target(&input)).unwrap_or_else(|_| panic!("{}", file.display()));
        }
    }
    figure("fuzz_corpus_inputs", inputs, "inputs", ">= 60");
    let bytes: u64 = bytes_below(&root().join("tests/fuzz"));
    assert!(bytes < MOST_BYTES, "{bytes} bytes are too many for a repository");
}

fn corpus(target: &str) -> PathBuf {
    root().join("tests/fuzz/corpus").join(target)
}

fn files(dir: &Path) -> Vec<PathBuf> {
    let mut files: Vec<_> = std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

fn bytes_below(dir: &Path) -> u64 {
    let bytes = |path: &PathBuf| if path.is_dir() { bytes_below(path) } else { path.metadata().unwrap().len() };
    files(dir).iter().filter(|path| !path.ends_with("target")).map(bytes).sum()
}

// --- the inputs that are made ----------------------------------------------------------------------------------------

#[test]
#[ignore = "writes the inputs that are made from sound ones, and the sound ones"]
fn make() {
    make_base();
    make_inbox();
    make_database();
    for n in 0..16_u64 {
        put("border", &format!("random-{n:02}"), &noise(n, 40 + 30 * n));
    }
}

fn put(target: &str, name: &str, bytes: &[u8]) {
    std::fs::create_dir_all(corpus(target)).unwrap();
    std::fs::write(corpus(target).join(name), bytes).unwrap();
}

/// Bytes without order, the same for the same seed (Steele's splitmix64).
fn noise(seed: u64, length: u64) -> Vec<u8> {
    let mix = |n: u64| (n ^ (n >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    (1..=length).map(|n| (mix((seed << 32 | n).wrapping_mul(0x9e37_79b9_7f4a_7c15)) >> 40).to_le_bytes()[0]).collect()
}

fn open(dir: &Path) -> Journal {
    let setup = Setup { clock: Arc::new(SetClock::at(moment("2026-11-01T12:00:00Z").at)), ..Setup::default() };
    Journal::open_with(dir.to_str().unwrap(), setup).unwrap()
}

/// A sound journal that holds something of everything, with what is still in its log, and a copy from before that.
fn make_base() {
    let dir = fast_dir();
    let journal = open(dir.path());
    fill(&journal);
    journal.check().unwrap();
    let copy = journal.health().unwrap().copies[0].name.clone();
    journal.shut();
    let journal = open(dir.path());
    for n in 21..26 {
        journal.tap(nth_tap(n)).unwrap();
    }
    journal.describe(nth_id(21), CrampDetails { note: Some("y".repeat(5000)), ..Default::default() }).unwrap();
    let base = root().join("tests/fuzz/base/4");
    std::fs::create_dir_all(&base).unwrap();
    for name in ["journal.db", "journal.db-wal"] {
        std::fs::copy(dir.path().join(name), base.join(name)).unwrap();
    }
    std::fs::copy(dir.path().join("copies").join(copy), base.join("copy.db")).unwrap();
}

fn fill(journal: &Journal) {
    for n in 1..=20 {
        journal.tap(nth_tap(n)).unwrap();
    }
    for (n, length) in [(1, 10), (2, 900), (3, 9000)] {
        let note = Some("x".repeat(length));
        journal.describe(nth_id(n), CrampDetails { pain: Some(5), note, ..Default::default() }).unwrap();
    }
    journal.undo(nth_id(4)).unwrap();
    journal.add_cramp(told(&nth_id(30), "2026-10-22", Some("03:30"))).unwrap();
    journal.save_factor(Factor { id: nth_id(31), name: "Long drives".into(), retired: false }).unwrap();
    for day in ["2026-10-20", "2026-10-21"] {
        let factors = vec![FactorAnswer { factor_id: nth_id(31), answer: Answer::Yes }];
        journal.save_evening(nightcramp::Evening { factors, ..unanswered_evening(night(day)).unwrap() }).unwrap();
        journal.save_morning(Morning { cramps: Some(1), ..unanswered_morning(night(day)).unwrap() }).unwrap();
    }
    journal.answer_any_cramp(night("2026-10-23"), AnyCramp::NoCramp, nth_id(32)).unwrap();
    let (at, answer) = (moment("2026-10-22T08:00:00+02:00"), Answer::Yes);
    journal.report_sign(SignReport { id: nth_id(33), sign: Sign::Tired, answer, at: at.clone(), since: None }).unwrap();
    let (rule_id, response) = ("R2".into(), Response::SeenFine);
    journal.acknowledge(Acknowledgement { id: nth_id(34), rule_id, response, at: at.clone() }).unwrap();
    journal.save_reminder_preferences(ReminderPreferences { lead_min: 30, ..reminder_defaults() }).unwrap();
    for action in [ReminderAction::Delivered, ReminderAction::Done] {
        let reminder = "bedtime:call:2026-10-22".into();
        journal.record_reminder(ReminderRecord { reminder, action, at: at.clone() }).unwrap();
    }
}

fn make_inbox() {
    let texts: Vec<(TapSource, String)> = <TapSource as nightcramp::Word>::ALL
        .iter()
        .map(|source| (*source, InboxTap::new(Tap { source: *source, ..nth_tap(1) }).unwrap().text()))
        .collect();
    for (source, text) in &texts {
        put("inbox", &format!("sound-{}", nightcramp::Word::word(*source)), text.as_bytes());
    }
    let sound = &texts[0].1;
    for cut in [0, 1, 17, 60, sound.len() - 1] {
        put("inbox", &format!("cut-{cut}"), &sound.as_bytes()[..cut]);
    }
    let at = sound.lines().nth(2).unwrap();
    let other = |name: &str, from: &str, to: &str| put("inbox", name, sound.replace(from, to).as_bytes());
    other("newer", "inbox 1", "inbox 3");
    other("version-of-records", "inbox 1", "inbox 2");
    other("much-newer", "inbox 1", "inbox 99999999999");
    other("carriage-returns", "\n", "\r\n");
    other("upper-case", "0199f0c2", "0199F0C2");
    other("other-kind", "kind tap", "kind cramp");
    other("wrong-sum", "crc32 ", "crc32 0");
    other("before-1970", at, "at -1 3600 Europe/Berlin");
    other("no-such-instant", at, "at 9223372036854775807 3600 Europe/Berlin");
    other("far-offset", at, "at 1792890900000 64801 Europe/Berlin");
    other("empty-zone", at, "at 1792890900000 3600 ");
    other("zero-byte", "Test/Zone", "Te\0st");
    let record = nth_record(1).text();
    put("inbox", "sound-record", record.as_bytes());
    put("inbox", "cut-record", &record.as_bytes()[..record.len() - 30]);
    for (name, from, to) in [
        ("record-of-taps-version", "inbox 2", "inbox 1"),
        ("record-other-action", "action done", "action sing"),
        ("record-in-bed", "action done", "action in-bed"),
        ("record-no-reminder", "bedtime:call:2026-10-26", "bedtime"),
        ("record-no-such-day", "2026-10-26", "2026-02-30"),
    ] {
        put("inbox", name, record.replace(from, to).as_bytes());
    }
    put("inbox", "mark-in-front", format!("\u{feff}{sound}").as_bytes());
    put("inbox", "no-text", &[0xff, 0xfe, 0x00, 0x80]);
    put("inbox", "too-long", sound.repeat(25).as_bytes());
}

fn make_database() {
    // Pages of the base: 1 has the schema, the roots of the tables follow.
    for (base, name) in [(0, "with-copy"), (1, "with-log"), (2, "schema-1"), (3, "schema-2"), (4, "schema-3")] {
        put("database", &format!("{name}-sound"), &[base]);
        let blow = |what: &str, file, kind, at, with: &[u8]| {
            put("database", &format!("{name}-{what}"), &edited(base, file, kind, at, with));
        };
        blow("cut", 0, 0, 30_000, &[]);
        blow("cut-in-the-header", 0, 0, 50, &[]);
        blow("no-schema", 0, 2, 0, &[]);
        blow("no-root", 0, 2, 5 * 4096, &[]);
        blow("page-on-page", 0, 3, 6 * 4096, &(9 * 4096_u32).to_be_bytes());
        blow("one-bit", 0, 5, 9 * 4096 + 4000, &[]);
        blow("other-table-name", 0, 6, 3000, b"x");
        blow("garbage-behind", 0, 4, 0, &noise(1, 64));
        blow("other-page-size", 0, 0xf, 16, &[2, 0]);
        blow("free-list", 0, 0x3f, 32, &[0, 0, 0, 3, 0, 0, 0, 2]);
    }
    for (what, kind, at) in [("log-cut", 0, 9000), ("log-bit", 5, 5000), ("log-gone", 0, 0), ("log-head", 5, 10)] {
        put("database", what, &edited(1, 1, kind, at, &[]));
    }
    let raw = |name: &str, database: &[u8], log: &[u8]| {
        let length = u32::try_from(database.len()).unwrap();
        put("database", name, &[&[5], length.to_be_bytes().as_slice(), database, log].concat());
    };
    raw("raw-empty", &[], &[]);
    raw("raw-picture", b"\x89PNG\r\n\x1a\n", &[]);
    raw("raw-zeros", &[0; 4096], &[]);
    let sound = small_journal();
    raw("raw-sound", &sound, &[]);
    raw("raw-header", &sound[..100], &[]);
    raw("raw-log-of-noise", &sound[..8192], &noise(2, 2000));
    let with = |at: usize, byte: u8| sound.iter().enumerate().map(|(n, it)| if n == at { byte } else { *it }).collect();
    let (newer, foreign): (Vec<u8>, Vec<u8>) = (with(63, 99), with(68, 0));
    raw("raw-newer", &newer[..2048], &[]);
    raw("raw-foreign", &foreign[..2048], &[]);
}

/// A journal with pages as small as can be: the fuzzer is to get through it.
fn small_journal() -> Vec<u8> {
    let dir = fast_dir();
    let file = dir.path().join("journal.db");
    let connection = rusqlite::Connection::open(&file).unwrap();
    connection.execute_batch("PRAGMA page_size = 512; PRAGMA application_id = 0x6e636b6a").unwrap();
    drop(connection);
    let journal = open(dir.path());
    fill(&journal);
    journal.shut();
    std::fs::read(file).unwrap()
}

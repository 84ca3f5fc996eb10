//! How long the calls take that a person waits for, each beside the same work done bare in the same run.
//!
//! Prints `figure` lines; a timing that misses its promise is shown as missed, it fails nothing.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta};
use nightcramp::{InboxTap, Journal, Moment, ReminderPreferences, Tap, TapSource, Weekday, Word, reminder_defaults};
use nightcramp_tests::{PHONE, figure, id, moment, open, reminder_zones};

const TAPS: usize = 2_000;
const INBOX_FILES: usize = 1_000;
const OPENINGS: usize = 200;
const PLANS: usize = 500;
const CARES: usize = 5;
/// So late that a hundred years before it the clock of computers has begun.
const LAST_NIGHT: &str = "2076-11-22";
const NOW: &str = "2076-11-23T03:10:00+01:00";

/// What a tap costs anybody who wants it found by its time again.
const BARE: &str = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
    CREATE TABLE tap (id TEXT NOT NULL PRIMARY KEY, cramp TEXT NOT NULL, utc_ms INTEGER NOT NULL, offset_s INTEGER NOT NULL,
        zone TEXT NOT NULL, source TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE INDEX tap_by_time ON tap (utc_ms);";

fn main() {
    let mut arguments = std::env::args().skip(1);
    let (part, dir) = (arguments.next(), arguments.next().unwrap_or_default());
    match part.as_deref() {
        Some("first-screen") => return first_screen_memory(Path::new(&dir)),
        // For the bench of the same in Kotlin, on the journal that it uses.
        Some("plan") => return println!("{:.3}", planned(Path::new(&dir), "2026-11-23T03:10:00+01:00").1),
        _ => {}
    }
    let disk = tempfile::tempdir().expect("a temporary directory");
    tap_beside_bare_sqlite(disk.path());
    inbox_beside_bare_files(disk.path());
    first_screen(disk.path());
    rules(disk.path());
    plan(&disk.path().join("10-years"));
    care(&disk.path().join("10-years"));
}

/// Runs `ours` and `bare` in turn, so that both meet the same disk, and prints how many times `ours` takes.
fn beside(name: &str, rounds: usize, promise: &str, mut ours: impl FnMut(usize), mut bare: impl FnMut(usize)) {
    let (mut our_times, mut bare_times) = (Vec::new(), Vec::new());
    for round in 0..rounds {
        our_times.push(time(|| ours(round)));
        bare_times.push(time(|| bare(round)));
    }
    let (ours, bare) = (median(our_times), median(bare_times));
    println!("{name}: {ours:?} beside {bare:?}");
    figure(name, format!("{:.2}", ours.as_secs_f64() / bare.as_secs_f64()), "x", promise);
}

fn time(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

fn tap_at(minutes: usize) -> Tap {
    let start = DateTime::from_timestamp(1_790_000_000, 0).expect("an instant");
    let at = start + TimeDelta::minutes(i64::try_from(minutes).expect("few minutes"));
    Tap { id: id(), at: Moment { at, offset_s: 3600, zone: "Europe/Berlin".into() }, source: TapSource::App }
}

fn tap_beside_bare_sqlite(disk: &Path) {
    let (ours, bare) = (disk.join("ours"), disk.join("bare"));
    let journal = open(&ours);
    fs::create_dir_all(&bare).expect("a directory");
    let connection = rusqlite::Connection::open(bare.join("bare.db")).expect("a file");
    connection.execute_batch(BARE).expect("the same durability, and the same table without sums");
    let sql = "INSERT INTO tap (id, cramp, utc_ms, offset_s, zone, source) VALUES (?1, ?1, ?2, ?3, ?4, 'app')";
    let mut insert = connection.prepare(sql).expect("the same row");
    beside(
        "tap_ratio",
        TAPS,
        "<= 1.2",
        |round| drop(journal.tap(tap_at(round)).expect("a tap")),
        |round| {
            let Tap { id, at, .. } = tap_at(round);
            insert.execute((id, at.at.timestamp_millis(), at.offset_s, at.zone)).expect("a row");
        },
    );
}

fn inbox_beside_bare_files(disk: &Path) {
    let (ours, bare) = (disk.join("inbox"), disk.join("bare-inbox"));
    fs::create_dir_all(&ours).and_then(|()| fs::create_dir_all(&bare)).expect("two directories");
    beside(
        "inbox_write_ratio",
        INBOX_FILES,
        "<= 1.2",
        |round| InboxTap::new(tap_at(round)).expect("a tap").write(&ours).expect("a file"),
        |round| {
            let tap = InboxTap::new(tap_at(round)).expect("a tap");
            write_bare(&bare, &tap.file_name(), tap.text().as_bytes()).expect("a file");
        },
    );
}

fn write_bare(dir: &Path, name: &str, bytes: &[u8]) -> std::io::Result<()> {
    let unfinished = dir.join("tmp");
    let mut file = File::create(&unfinished)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&unfinished, dir.join(name))?;
    File::open(dir)?.sync_all()
}

fn first_screen(disk: &Path) {
    let [one, ten, hundred] = [1_u32, 10, 100].map(|years| {
        let dir = disk.join(format!("{years}-years"));
        generate(&dir, years);
        dir
    });
    let now = moment(NOW);
    let opened = |dir: &Path| {
        time(|| {
            let journal = open(dir);
            assert_eq!(journal.tonight(now.clone()).expect("the first screen").nights.len(), 14);
        })
    };
    let (mut short, mut usual, mut long) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..OPENINGS {
        short.push(opened(&one));
        usual.push(opened(&ten));
        long.push(opened(&hundred));
    }
    let (short, usual, long) = (median(short), median(usual), median(long));
    figure("first_screen_10_years", format!("{:.2}", usual.as_secs_f64() * 1000.0), "ms", "<= 5");
    figure("first_screen_100_years_to_1", format!("{:.2}", long.as_secs_f64() / short.as_secs_f64()), "x", "<= 1.2");
    let this = std::env::current_exe().expect("this program");
    let child = Command::new(this).arg("first-screen").arg(&ten).output().expect("a process of its own");
    figure("first_screen_memory", String::from_utf8_lossy(&child.stdout).trim(), "MB", "<= 8");
}

/// Every fact and every rule, explained in words, on journals of one, ten and a hundred years.
fn rules(disk: &Path) {
    let now = moment(NOW);
    let [one, ten, hundred] = [1, 10, 100].map(|years| open(&disk.join(format!("{years}-years"))));
    let judged = |journal: &Journal| {
        time(|| {
            let all = journal.findings(now.clone(), "en".into()).expect("findings");
            assert_eq!(all.fired.len() + all.unknown.len() + all.not_fired.len(), 47);
        })
    };
    let (mut short, mut usual, mut long) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..OPENINGS {
        short.push(judged(&one));
        usual.push(judged(&ten));
        long.push(judged(&hundred));
    }
    let (short, usual, long) = (median(short), median(usual), median(long));
    figure("rules_10_years", format!("{:.2}", usual.as_secs_f64() * 1000.0), "ms", "<= 2");
    figure("rules_100_years_to_1", format!("{:.2}", long.as_secs_f64() / short.as_secs_f64()), "x", "<= 1.2");
}

/// A full plan of a phone, as it is made at every entry and start: the ledger of the one before stays as it is.
fn plan(dir: &Path) {
    let (first, again) = planned(dir, NOW);
    println!("plan_10_years: the first, which hands 60 reminders to the ledger, {first:.1} ms");
    figure("plan_10_years", format!("{again:.2}"), "ms", "<= 1");
}

/// How many milliseconds the first plan takes that a copy of the journal in `dir` is asked for, and one like it later.
fn planned(dir: &Path, now: &str) -> (f64, f64) {
    let copy = tempfile::tempdir().expect("a temporary directory");
    fs::copy(dir.join("journal.db"), copy.path().join("journal.db")).expect("a copy of the shut journal");
    let journal = open(copy.path());
    let preferences = ReminderPreferences {
        second_call: true,
        last_water: true,
        warm_soak: true,
        break_days: Weekday::ALL.to_vec(),
        review_on: Some(Weekday::Sunday),
        ..reminder_defaults()
    };
    journal.save_reminder_preferences(preferences).expect("preferences");
    let now = moment(now).at;
    let zones = reminder_zones("Europe/Berlin", now);
    let plan = || {
        time(|| {
            let plan = journal.plan(now, zones.clone(), PHONE, "en".into()).expect("a plan");
            assert_eq!(plan.items.len(), 60);
        })
    };
    let first = plan();
    let again = median((0..PLANS).map(|_| plan()).collect());
    (first.as_secs_f64() * 1000.0, again.as_secs_f64() * 1000.0)
}

/// The check with its copy, and a recovery that reads every row of the file, on ten years.
fn care(dir: &Path) {
    let journal = open(dir);
    let milliseconds = |times: Vec<Duration>| format!("{:.1}", median(times).as_secs_f64() * 1000.0);
    let checks = (0..CARES).map(|_| time(|| drop(journal.check().expect("a sound journal")))).collect();
    figure("check_10_years", milliseconds(checks), "ms", "<= 100");
    let recoveries = (0..CARES).map(|_| time(|| assert!(journal.recover().expect("a new file").lost.is_empty())));
    figure("recover_10_years", milliseconds(recoveries.collect()), "ms", "<= 2000");
}

/// Prints the most memory that a process needs which does nothing but show the first screen.
fn first_screen_memory(dir: &Path) {
    let journal = open(dir);
    journal.tonight(moment(NOW)).expect("the first screen");
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or("0 kB");
    let kilobytes: f64 = peak.trim().trim_end_matches(" kB").parse().unwrap_or(f64::NAN);
    println!("{:.1}", kilobytes / 1024.0);
}

/// Generated in memory where the system has such a place, then copied: hundreds of thousands of syncs are not the point.
fn generate(dir: &Path, years: u32) {
    let fast = Path::new("/dev/shm");
    let scratch = if fast.is_dir() { tempfile::tempdir_in(fast) } else { tempfile::tempdir() }.expect("a directory");
    let made = Command::new(env!("CARGO_BIN_EXE_generate_journal"))
        .args([scratch.path().to_str().expect("UTF-8"), &years.to_string(), LAST_NIGHT])
        .status();
    assert!(made.expect("the generator").success());
    fs::create_dir_all(dir).expect("a directory");
    fs::copy(scratch.path().join("journal.db"), dir.join("journal.db")).expect("a copy of the shut journal");
}

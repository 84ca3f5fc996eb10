//! A process is killed at random moments. While it taps, every tap that it acknowledged is in the journal afterwards,
//! once; while it looks after the journal, that is the old one or the new one, whole.
//!
//! `NIGHTCRAMP_KILLS=100000 cargo test -p nightcramp-tests --test kill` for the long run.

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader, Lines};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use nightcramp::{CrampDetails, InboxTap, Journal, TapOutcome};
use nightcramp_tests::calls::{BASE, nth_id, nth_tap};
use nightcramp_tests::vfs::crash::Dice;
use nightcramp_tests::{fast_dir, figure, inbox_of, list, open, root, rows_of, work};
use rusqlite::{Connection, OpenFlags};

const KILLS: usize = 10_000;
/// Two at a time: each spends half of its life waiting.
const WORKERS: usize = 2;
/// A directory serves for so many kills: its first ones meet a journal that is being made.
const KILLS_OF_A_DIRECTORY: usize = 50;
/// The number of the first tap.
const FIRST: u32 = 1000;

fn kills() -> usize {
    std::env::var("NIGHTCRAMP_KILLS").map_or(KILLS, |text| text.parse().expect("a number of kills"))
}

struct Victim {
    child: Child,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Victim {
    fn new(role: &str, dir: &Path, first: Option<u32>) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_worker"));
        command.arg(role).arg(dir).args(first.map(|n| n.to_string())).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        Self { child, lines }
    }

    fn next_line(&mut self) -> Option<String> {
        self.lines.next().and_then(Result::ok)
    }

    /// Kills it after `life`. What it had still said.
    fn kill_after(mut self, life: Duration) -> Vec<String> {
        std::thread::sleep(life);
        self.child.kill().unwrap();
        let said = self.lines.map_while(Result::ok).collect();
        self.child.wait().unwrap();
        said
    }
}

fn soundness(file: &Path) -> Result<Connection, String> {
    let failed = |error: rusqlite::Error| format!("{}: {error}", file.display());
    let connection = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY).map_err(failed)?;
    match &list(&connection, "PRAGMA integrity_check").map_err(failed)?[..] {
        [verdict] if verdict == "ok" => Ok(connection),
        findings => Err(format!("{}: {}", file.display(), findings.join("; "))),
    }
}

// --- kills while tapping ---------------------------------------------------------------------------------------------

#[derive(Default)]
struct Tally {
    kills: usize,
    acknowledged: usize,
    lost: usize,
    doubled: usize,
    corrupt: usize,
}

/// Kills so many processes that tap, and counts what is wrong with the journals that they leave.
fn kill_while_tapping(role: &str, kills: usize, seed: u64) -> Tally {
    let mut dice = Dice::new(seed);
    let mut tally = Tally::default();
    while tally.kills < kills {
        let dir = fast_dir();
        let mut next = FIRST;
        for _ in 0..KILLS_OF_A_DIRECTORY.min(kills - tally.kills) {
            let mut victim = Victim::new(role, dir.path(), Some(next));
            // One in four is killed while it starts and opens, two within their first taps, one after very many: then
            // the log is moved into the database again and again.
            let micros = [4_000, 1_000, 1_000, 5_000][dice.below(4)];
            let mut said = if micros == 4_000 { Vec::new() } else { victim.next_line().into_iter().collect() };
            said.extend(victim.kill_after(Duration::from_micros(dice.below(micros) as u64)));
            judge_taps(dir.path(), &mut next, &said, &mut tally);
            tally.kills += 1;
        }
    }
    tally
}

/// Each acknowledged tap is there, and at most the one that was on its way besides. An app that sends the last ones
/// again, having heard nothing, finds each recorded once.
fn judge_taps(dir: &Path, next: &mut u32, said: &[String], tally: &mut Tally) {
    // The last line may have been cut off.
    let acknowledged = said.iter().filter(|line| line.len() == 36).count();
    let taps = *next..*next + acknowledged as u32;
    assert!(said.iter().zip(*next..).all(|(line, n)| nth_id(n).starts_with(line.as_str())), "{said:?}");
    let journal = open(dir);
    let Ok(connection) = soundness(&dir.join("journal.db")) else { return tally.corrupt += 1 };
    let there = || list(&connection, "SELECT id FROM tap").unwrap().len();
    let is_there = |n: &u32| journal.cramp(nth_id(*n)).is_ok_and(|cramp| cramp.taps == [nth_tap(*n)]);
    let lost: Vec<u32> = taps.clone().filter(|n| !is_there(n)).collect();
    let surplus = there() - (*next - FIRST) as usize - (acknowledged - lost.len());
    *next = taps.end + 1;
    for n in lost.iter().copied().chain(taps.clone().last()).chain([taps.end]) {
        tally.doubled += usize::from(journal.tap(nth_tap(n)).unwrap().outcome == TapOutcome::Joined);
    }
    tally.acknowledged += acknowledged;
    tally.lost += lost.len();
    tally.doubled += surplus.saturating_sub(1) + there().abs_diff((*next - FIRST) as usize);
    journal.shut();
}

#[test]
fn no_acknowledged_tap_is_lost_to_a_kill() {
    let (kills, begun) = (kills(), Instant::now());
    let seeds = 1..=WORKERS as u64;
    let tallies: Vec<Tally> = std::thread::scope(|scope| {
        let work = seeds.map(|seed| scope.spawn(move || kill_while_tapping("tap", kills.div_ceil(WORKERS), seed)));
        work.collect::<Vec<_>>().into_iter().map(|worker| worker.join().unwrap()).collect()
    });
    let sum = |field: fn(&Tally) -> usize| tallies.iter().map(field).sum::<usize>();
    let (lost, doubled, corrupt) = (sum(|it| it.lost), sum(|it| it.doubled), sum(|it| it.corrupt));
    let acknowledged = sum(|it| it.acknowledged);
    figure("kills", sum(|it| it.kills), "kills", &format!(">= {kills}"));
    figure("kill_acknowledged", acknowledged, "taps", "> 0");
    figure("kill_lost", lost, "taps", "= 0");
    figure("kill_doubled", doubled, "taps", "= 0");
    figure("kill_corrupt", corrupt, "files", "= 0");
    println!("{kills} kills while tapping in {} s", begun.elapsed().as_secs());
    assert!(acknowledged > kills, "the processes were killed too early to prove anything");
    assert_eq!((lost, doubled, corrupt), (0, 0, 0));

    let control = kill_while_tapping("tap-too-early", 100, 3);
    figure("kill_control_lost", control.lost, "taps", "> 0");
    assert!(control.lost > 0, "a process that acknowledges before it commits was not found out");
}

// --- kills during other work -----------------------------------------------------------------------------------------

/// What no byte may still hold once it was erased: a word that the person wrote, and the id of a tap.
fn planted() -> [String; 2] {
    ["Wadenpein".into(), nth_id(600)]
}

/// Work that is interrupted, and what must be true of a directory afterwards.
struct Job {
    name: &'static str,
    make: fn(&Path),
    /// Besides what holds for all of them.
    judge: fn(&Scene<'_>) -> Result<(), String>,
}

/// What a kill left.
struct Scene<'a> {
    /// The directory as it was before, with the rows that it had.
    before: &'a Path,
    old: &'a [String],
    /// The directory now, opened.
    dir: &'a Path,
    journal: &'a Journal,
    /// Whether the rows are those that the work leads to.
    done: bool,
}

const JOBS: [Job; 9] = [
    Job { name: "ingest", make: make_lived_in, judge: |_| Ok(()) },
    Job { name: "open", make: |dir| make_of_schema(1, dir), judge: has_copy_of_the_old_schema },
    Job { name: "open", make: |dir| make_of_schema(2, dir), judge: has_copy_of_the_old_schema },
    Job { name: "open", make: |dir| make_of_schema(3, dir), judge: has_copy_of_the_old_schema },
    Job { name: "check", make: make_lived_in, judge: |_| Ok(()) },
    Job { name: "restore", make: make_lived_in, judge: keeps_what_it_replaced },
    Job { name: "recover", make: |dir| make_damaged(dir, 4096), judge: keeps_the_damaged_file },
    Job { name: "open-recovering", make: |dir| make_damaged(dir, 0), judge: keeps_the_damaged_file },
    Job { name: "erase", make: make_lived_in, judge: leaves_all_or_nothing },
];

const CONTROL: Job = Job { name: "erase-by-hand", make: make_lived_in, judge: leaves_all_or_nothing };

/// A journal with everything, as a kill leaves it: rows, some of them in the log alone, two copies of older states,
/// a replaced file, taps in the inbox.
fn make_lived_in(dir: &Path) {
    let made = fast_dir();
    let (journal, inbox) = (open(made.path()), inbox_of(made.path()));
    BASE.iter().for_each(|call| (call.make)(&journal, &inbox).unwrap());
    let details = CrampDetails { note: Some(planted()[0].clone()), ..CrampDetails::default() };
    journal.describe(nth_id(2), details).unwrap();
    (700..900).for_each(|n| drop(journal.tap(nth_tap(n)).unwrap()));
    journal.check().unwrap();
    journal.tap(nth_tap(900)).unwrap();
    journal.recover().unwrap();
    journal.check().unwrap();
    journal.tap(nth_tap(901)).unwrap();
    (600..620).for_each(|n| InboxTap::new(nth_tap(n)).unwrap().write(&inbox).unwrap());
    copy_tree(made.path(), dir);
    journal.shut();
}

fn make_of_schema(version: u32, dir: &Path) {
    fs::copy(root().join(format!("tests/old/{version}/journal.db")), dir.join("journal.db")).unwrap();
}

/// Spoils a page of the file: without the first it does not open, any other is met later.
fn make_damaged(dir: &Path, page_at: usize) {
    make_lived_in(dir);
    open(dir).shut();
    let mut bytes = fs::read(dir.join("journal.db")).unwrap();
    bytes[page_at + 100..page_at + 4096].fill(0);
    fs::write(dir.join("journal.db"), bytes).unwrap();
}

fn copy_tree(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_tree(&entry.path(), &to)
        } else {
            fs::copy(entry.path(), to).map(drop).unwrap()
        }
    }
}

/// All files below a directory.
fn files(dir: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(dir).into_iter().flatten().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

fn ensure(holds: bool, what: &str) -> Result<(), String> {
    if holds { Ok(()) } else { Err(what.into()) }
}

/// What the file holds; nothing when it is not sound.
fn rows_if_sound(dir: &Path) -> Vec<String> {
    soundness(&dir.join("journal.db")).map_or_else(|_| Vec::new(), |connection| rows_of(&connection).unwrap())
}

fn has_copy_of_the_old_schema(scene: &Scene<'_>) -> Result<(), String> {
    match &scene.journal.health().unwrap().copies[..] {
        [copy] if copy.before_schema == Some(4) => {
            let kept = soundness(&scene.dir.join("copies").join(&copy.name))?;
            ensure(rows_of(&kept).unwrap() == scene.old, "the copy is not what was changed")
        }
        copies => Err(format!("{} copies", copies.len())),
    }
}

fn keeps_what_it_replaced(scene: &Scene<'_>) -> Result<(), String> {
    let now = files(scene.dir);
    let copies = files(&scene.before.join("copies"));
    let is_kept = |copy: &PathBuf| now.iter().any(|file| file.file_name() == copy.file_name());
    ensure(copies.iter().all(is_kept), "a copy is gone")?;
    let kept = fs::read_dir(scene.dir.join("damaged")).unwrap().map(|folder| {
        let scratch = fast_dir();
        copy_tree(&folder.unwrap().path(), scratch.path());
        rows_if_sound(scratch.path())
    });
    ensure(!scene.done || kept.into_iter().any(|rows| rows == scene.old), "what was replaced is gone")
}

fn keeps_the_damaged_file(scene: &Scene<'_>) -> Result<(), String> {
    let damaged = fs::read(scene.before.join("journal.db")).unwrap();
    let is_damaged = |file: PathBuf| file.ends_with("journal.db") && fs::read(file).unwrap() == damaged;
    let below = if scene.done { scene.dir.join("damaged") } else { scene.dir.to_owned() };
    ensure(files(&below).into_iter().any(is_damaged), "the damaged file is gone")
}

fn leaves_all_or_nothing(scene: &Scene<'_>) -> Result<(), String> {
    let below = |dir: &Path| -> Vec<PathBuf> {
        let parts = ["copies", "damaged", "inbox"].into_iter().flat_map(|part| files(&dir.join(part)));
        parts.map(|file| file.strip_prefix(dir).unwrap().to_owned()).collect::<BTreeSet<_>>().into_iter().collect()
    };
    if !scene.done {
        return ensure(below(scene.dir) == below(scene.before), "it had not begun, and something is gone");
    }
    let names = |file: &Path, word: &str| file.to_string_lossy().contains(word);
    let holds = |file: &Path, word: &str| String::from_utf8_lossy(&fs::read(file).unwrap()).contains(word);
    let traces = |file: &PathBuf| planted().iter().any(|word| names(file, word) || holds(file, word));
    ensure(!files(scene.dir).iter().any(traces), "a trace is left")
}

/// How the kills of one job went.
#[derive(Default)]
struct Kills {
    all: usize,
    /// Before the work was acknowledged.
    midway: usize,
    /// The work was not done then, and had to be begun anew.
    undone: usize,
    broken: Vec<String>,
}

/// Kills so many processes that do a job, and judges what they leave.
fn kill_at_work(job: &Job, kills: usize, seed: u64) -> Kills {
    let before = fast_dir();
    (job.make)(before.path());
    let copied = || {
        let dir = fast_dir();
        copy_tree(before.path(), dir.path());
        dir
    };
    let old = rows_if_sound(copied().path());
    // On a busy machine a job may be over before we look.
    let (mut new, mut longest) = (Vec::new(), Duration::from_millis(2));
    for _ in 0..3 {
        let dir = copied();
        let mut child = Victim::new(job.name, dir.path(), None);
        assert_eq!(child.next_line().as_deref(), Some("begin"), "{}", job.name);
        let begun = Instant::now();
        assert_eq!(child.next_line().as_deref(), Some("end"), "{}", job.name);
        longest = longest.max(begun.elapsed());
        child.child.wait().unwrap();
        open(dir.path()).shut();
        new = rows_if_sound(dir.path());
    }
    let mut dice = Dice::new(seed);
    let mut done = Kills::default();
    for _ in 0..kills {
        let dir = copied();
        let mut victim = Victim::new(job.name, dir.path(), None);
        assert_eq!(victim.next_line().as_deref(), Some("begin"), "{}", job.name);
        let said = victim.kill_after(Duration::from_micros(dice.below(longest.as_micros() as usize) as u64));
        let acknowledged = said.iter().any(|line| line == "end");
        done.all += 1;
        done.midway += usize::from(!acknowledged);
        match judge_work(job, before.path(), &old, &new, dir.path(), acknowledged) {
            Ok(was_done) => done.undone += usize::from(!was_done),
            Err(broken) => done.broken.push(format!("{}: {broken}", job.name)),
        }
    }
    done
}

/// Whether the work was done, in a directory that is as it should be.
fn judge_work(
    job: &Job,
    before: &Path,
    old: &[String],
    new: &[String],
    dir: &Path,
    acknowledged: bool,
) -> Result<bool, String> {
    let waits = ["erasing", "next.db"].iter().any(|name| dir.join(name).exists());
    ensure(!(acknowledged && waits), "it was acknowledged and goes on")?;
    let journal = work::open_recovering(dir).map_err(|error| error.to_string())?;
    let rows = rows_if_sound(dir);
    let done = rows == new;
    ensure(done || rows == old, "neither the old journal nor the new one")?;
    ensure(done || !acknowledged, "acknowledged and not done")?;
    for copy in journal.health().unwrap().copies {
        soundness(&dir.join("copies").join(&copy.name))?;
    }
    (job.judge)(&Scene { before, old, dir, journal: &journal, done })?;
    journal.shut();
    // An app does it again when it has heard nothing.
    work::run(job.name, dir, &|_| ()).map_err(|error| error.to_string())?;
    let journal = open(dir);
    ensure(rows_if_sound(dir) == new, "done again, it is something else")?;
    ensure(journal.health().unwrap().copies.len() <= 3, "too many copies")?;
    let waiting = files(&inbox_of(dir)).len();
    ensure(job.name != "ingest" || waiting == 0, "taps are left in the inbox")?;
    Ok(done)
}

#[test]
fn a_kill_during_other_work_leaves_the_old_journal_or_the_new_one() {
    let (kills, begun) = ((kills() / 40).max(20), Instant::now());
    let mut broken = Vec::new();
    let (mut all, mut midway) = (0, 0);
    for job in &JOBS {
        let parts: Vec<Kills> = std::thread::scope(|scope| {
            let work =
                (1..=WORKERS).map(|seed| scope.spawn(move || kill_at_work(job, kills.div_ceil(WORKERS), seed as u64)));
            work.collect::<Vec<_>>().into_iter().map(|worker| worker.join().unwrap()).collect()
        });
        let sum = |field: fn(&Kills) -> usize| parts.iter().map(field).sum::<usize>();
        println!(
            "{}: {} kills, {} before its end, {} of them before it could be seen",
            job.name,
            sum(|it| it.all),
            sum(|it| it.midway),
            sum(|it| it.undone)
        );
        all += sum(|it| it.all);
        midway += sum(|it| it.midway);
        broken.extend(parts.into_iter().flat_map(|part| part.broken));
    }
    figure("kill_other", all, "kills", "> 0");
    figure("kill_other_midway", midway, "kills", "> 0");
    figure("kill_other_broken", broken.len(), "journals", "= 0");
    println!("{all} kills during other work in {} s", begun.elapsed().as_secs());
    assert!(midway > all / 4, "the processes were killed too late to prove anything");
    assert_eq!(broken, [""; 0]);

    let control = kill_at_work(&CONTROL, 100, 3);
    figure("kill_control_half_erased", control.broken.len(), "journals", "> 0");
    assert!(!control.broken.is_empty(), "an erasing without a marker was not found out");
}

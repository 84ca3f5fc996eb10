//! One journal, many hands: threads, processes, an owner that is killed, an app that is put to sleep.

use std::io::{BufRead, BufReader, Lines, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::Barrier;
use std::time::{Duration, Instant};

use nightcramp::{InboxTap, Ingested, Journal, JournalError, Setup, TapOutcome};
use nightcramp_tests::calls::{nth_id, nth_tap};
use nightcramp_tests::{TempJournal, fast_dir, figure, id, inbox_of, open, rows};

const THREADS: u32 = 8;
const TAPS: u32 = 100;
const PROCESSES: u32 = 3;
const TAPS_OF_A_PROCESS: u32 = 500;
const TAKEOVERS: usize = 30;

/// A process of the binary `worker`, which is told to go on or to end through its input.
struct Worker {
    child: Child,
    input: Option<ChildStdin>,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Worker {
    fn new(role: &str, dir: &Path, numbers: &[u32]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_worker"));
        command.arg(role).arg(dir).args(numbers.iter().map(u32::to_string));
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        Self { input: child.stdin.take(), child, lines }
    }

    fn line(&mut self) -> String {
        self.lines.next().expect("another line").unwrap()
    }

    fn go_on(&mut self) {
        self.input.as_mut().unwrap().write_all(b"\n").unwrap();
    }

    fn end(mut self) {
        drop(self.input.take());
        assert!(self.child.wait().unwrap().success());
    }
}

impl Drop for Worker {
    /// A test that fails leaves no process behind.
    fn drop(&mut self) {
        self.child.kill().unwrap_or_default();
        self.child.wait().map(drop).unwrap_or_default();
    }
}

fn try_open(dir: &Path) -> Result<Journal, JournalError> {
    Journal::open_with(dir.to_str().unwrap(), Setup::default())
}

/// What another process hears that tries to open the journal.
fn visit(dir: &Path) -> String {
    let visitor =
        Command::new(env!("CARGO_BIN_EXE_worker")).arg("hold").arg(dir).stdin(Stdio::null()).output().unwrap();
    String::from_utf8_lossy(&visitor.stderr).into_owned()
}

fn taps_in(dir: &Path) -> usize {
    rows(dir).iter().filter(|row| row.starts_with("tap ")).count()
}

fn ingest(journal: &Journal, dir: &Path) -> Ingested {
    journal.ingest(inbox_of(dir).to_str().unwrap().into()).unwrap()
}

// --- threads ----------------------------------------------------------------------------------------------------------

#[test]
fn no_tap_of_eight_threads_is_lost() {
    let journal = TempJournal::new();
    let second = open(journal.dir.path());
    std::thread::scope(|scope| {
        for thread in 0..THREADS {
            let journal: &Journal = if thread % 2 == 0 { &journal } else { &second };
            scope.spawn(move || {
                for n in thread * TAPS..(thread + 1) * TAPS {
                    assert_eq!(journal.tap(nth_tap(n)).unwrap().outcome, TapOutcome::Saved);
                    assert_eq!(journal.tap(nth_tap(n)).unwrap().outcome, TapOutcome::Repeated);
                }
            });
        }
    });
    assert_eq!(taps_in(journal.dir.path()), (THREADS * TAPS) as usize);
}

#[test]
fn threads_that_open_a_new_journal_together_all_get_it() {
    for _ in 0..10 {
        let dir = tempfile::tempdir().unwrap();
        let start = Barrier::new(THREADS as usize);
        std::thread::scope(|scope| {
            let open_and_tap = |thread: u32| {
                start.wait();
                open(dir.path()).tap(nth_tap(thread)).unwrap();
            };
            for thread in 0..THREADS {
                scope.spawn(move || open_and_tap(thread));
            }
        });
        assert_eq!(taps_in(dir.path()), THREADS as usize);
    }
}

#[test]
fn threads_that_take_the_same_inbox_in_keep_each_tap_once() {
    let journal = TempJournal::new();
    let inbox = inbox_of(journal.dir.path());
    for n in 0..TAPS {
        InboxTap::new(nth_tap(n)).unwrap().write(&inbox).unwrap();
        std::fs::write(inbox.join(format!("{}.evt", id())), "not a tap").unwrap();
    }
    let start = Barrier::new(THREADS as usize);
    let taken: Vec<Ingested> = std::thread::scope(|scope| {
        let take = || {
            start.wait();
            ingest(&journal, journal.dir.path())
        };
        let threads: Vec<_> = (0..THREADS).map(|_| scope.spawn(take)).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let sum = |field: fn(&Ingested) -> u32| taken.iter().map(field).sum::<u32>();
    assert_eq!((sum(|taken| taken.kept), sum(|taken| taken.set_aside)), (TAPS, TAPS));
    assert_eq!(taps_in(journal.dir.path()), TAPS as usize);
    assert_eq!(std::fs::read_dir(inbox.join("bad")).unwrap().count(), TAPS as usize);
}

// --- processes --------------------------------------------------------------------------------------------------------

#[test]
fn three_processes_that_tap_at_once_lose_and_double_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let firsts = (0..PROCESSES).map(|process| process * TAPS_OF_A_PROCESS);
    let mut workers: Vec<Worker> =
        firsts.map(|first| Worker::new("share", dir.path(), &[first, TAPS_OF_A_PROCESS])).collect();
    workers.iter_mut().for_each(|worker| assert_eq!(worker.line(), "ready"));
    workers.iter_mut().for_each(Worker::go_on);
    let owners = workers.iter_mut().filter_map(|worker| (worker.line() == "owner").then_some(())).count();
    let mut acknowledged: Vec<String> = Vec::new();
    for worker in &mut workers {
        acknowledged.extend(worker.lines.by_ref().map(Result::unwrap).take_while(|line| line != "done"));
    }
    workers.into_iter().for_each(Worker::end);
    let journal = open(dir.path());
    let late = ingest(&journal, dir.path()).kept;
    let lost = acknowledged.iter().filter(|id| journal.cramp((*id).clone()).is_err()).count();
    let kept = taps_in(dir.path());
    let promised = (PROCESSES * TAPS_OF_A_PROCESS) as usize;
    figure("processes_owners", owners, "owners", "= 1");
    figure("processes_acknowledged", acknowledged.len(), "taps", &format!("= {promised}"));
    figure("processes_rows", kept, "taps", &format!("= {promised}"));
    figure("processes_lost", lost, "taps", "= 0");
    println!("{late} taps waited in the inbox when all processes had ended");
    assert_eq!((owners, acknowledged.len(), kept, lost), (1, promised, promised, 0));
    assert_eq!(ingest(&journal, dir.path()), Ingested::default(), "nothing is left in the inbox");
}

#[test]
fn a_second_opener_while_the_first_ingests_waits_or_is_told() {
    let journal = TempJournal::new();
    let dir = journal.dir.path();
    for n in 0..1_000 {
        InboxTap::new(nth_tap(n)).unwrap().write(&inbox_of(dir)).unwrap();
    }
    std::thread::scope(|scope| {
        let first = scope.spawn(|| ingest(&journal, dir));
        let mut opened = 0;
        while !first.is_finished() {
            let second = open(dir);
            second.tap(nth_tap(1_000)).unwrap();
            assert!(visit(dir).contains("OwnedElsewhere"));
            opened += 1;
        }
        assert_eq!(first.join().unwrap().kept, 1_000);
        assert!(opened > 0, "it was over too early to prove anything");
    });
    assert_eq!(taps_in(dir), 1_001);
}

#[test]
fn a_killed_owner_is_followed_at_once() {
    let dir = fast_dir();
    let mut waited = Duration::ZERO;
    let mut next = 0;
    for _ in 0..TAKEOVERS {
        let mut owner = Worker::new("tap", dir.path(), &[next]);
        for _ in 0..20 {
            assert_eq!(owner.line(), nth_id(next));
            next += 1;
        }
        assert_eq!(try_open(dir.path()).err(), Some(JournalError::OwnedElsewhere));
        owner.child.kill().unwrap();
        let killed = Instant::now();
        let journal = loop {
            match try_open(dir.path()) {
                Err(JournalError::OwnedElsewhere) => assert!(killed.elapsed() < Duration::from_secs(10)),
                opened => break opened.unwrap(),
            }
        };
        journal.tap(nth_tap(1_000_000)).unwrap();
        waited = waited.max(killed.elapsed());
        next += owner.lines.by_ref().map_while(Result::ok).filter(|line| line.len() == 36).count() as u32 + 1;
    }
    figure("takeover", format!("{:.1}", waited.as_secs_f64() * 1e3), "ms", "<= 100");
}

/// What the lock is for. Its file is replaced under the owner, so that a second process owns the journal, too: when the
/// first one puts a copy in the journal's place, the second goes on tapping into a file that nobody will ever open.
#[test]
fn two_owners_would_lose_taps() {
    let dir = fast_dir();
    let journal = open(dir.path());
    journal.tap(nth_tap(0)).unwrap();
    let copy = journal.check().unwrap().copies.remove(0);
    std::fs::remove_file(dir.path().join("owner.lock")).unwrap();
    let mut second = Worker::new("tap", dir.path(), &[1]);
    let mut acknowledged = vec![second.line()];
    journal.restore_copy(copy.name).unwrap();
    acknowledged.extend((0..50).map(|_| second.line()));
    drop(second);
    journal.shut();
    let journal = open(dir.path());
    let lost = acknowledged.into_iter().filter(|id| journal.cramp(id.clone()).is_err()).count();
    figure("owner_control_lost", lost, "taps", "> 0");
    assert!(lost > 0);
}

// --- sleep ------------------------------------------------------------------------------------------------------------

#[test]
fn a_suspended_journal_leaves_the_file_to_others_and_can_be_read() {
    let dir = fast_dir();
    let journal = open(dir.path());
    journal.tap(nth_tap(0)).unwrap();
    let is_there = |n| journal.cramp(nth_id(n)).is_ok();
    journal.suspend().unwrap();
    assert_eq!(journal.tap(nth_tap(2)), Err(JournalError::Suspended));
    assert!(is_there(0), "what was written before can be read");

    let mut other = Worker::new("hold", dir.path(), &[]);
    assert_eq!(other.line(), "open");
    assert!(is_there(0) && is_there(1), "and what another process writes meanwhile");
    assert_eq!(journal.resume(), Err(JournalError::OwnedElsewhere));
    assert_eq!(journal.tap(nth_tap(2)), Err(JournalError::Suspended));
    assert_eq!(
        journal.ingest(inbox_of(dir.path()).to_str().unwrap().into()).err(),
        None,
        "an empty inbox needs no journal"
    );
    InboxTap::new(nth_tap(2)).unwrap().write(&inbox_of(dir.path())).unwrap();
    other.end();

    assert!(is_there(1), "the other has ended");
    journal.resume().unwrap();
    assert_eq!(ingest(&journal, dir.path()).kept, 1);
    assert_eq!(journal.tap(nth_tap(3)).unwrap().outcome, TapOutcome::Saved);
    assert_eq!(taps_in(dir.path()), 4);
}

/// Every lock that anybody holds on a file of this directory, as the kernel tells it.
#[cfg(target_os = "linux")]
fn locks_in(dir: &Path) -> Vec<String> {
    use std::os::unix::fs::MetadataExt;
    let files = std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().metadata().unwrap().ino().to_string());
    let inodes: Vec<String> = files.collect();
    let locks = std::fs::read_to_string("/proc/locks").unwrap();
    let is_in = |lock: &&str| lock.split([' ', ':']).any(|word| inodes.iter().any(|inode| inode == word));
    locks.lines().filter(is_in).map(str::to_owned).collect()
}

#[cfg(target_os = "linux")]
#[test]
fn a_suspended_journal_holds_no_lock() {
    // Not in memory, where the numbers of files are small enough to be met elsewhere in the kernel's list.
    let journal = TempJournal::new();
    let dir = journal.dir.path();
    journal.tap(nth_tap(0)).unwrap();
    let held = locks_in(dir);
    let is_held = |kind: &str| held.iter().any(|lock| lock.contains(kind));
    assert!(is_held("FLOCK") && is_held("POSIX"), "an open journal holds both kinds: {held:?}");
    journal.suspend().unwrap();
    assert_eq!(locks_in(dir), [""; 0]);
    journal.tonight(nth_tap(0).at).unwrap();
    assert_eq!(locks_in(dir), [""; 0], "nor once it was read");
    figure("suspended_locks", locks_in(dir).len(), "locks", "= 0");
    journal.resume().unwrap();
    assert_eq!(locks_in(dir).len(), held.len());
}

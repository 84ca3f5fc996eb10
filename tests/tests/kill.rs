//! A process that taps is killed at random moments: whatever it had acknowledged is in the journal afterwards.
//!
//! `NIGHTCRAMP_KILLS=10000 cargo test -p nightcramp-tests --test kill` for the long run.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use nightcramp_tests::{figure, open};

const KILLS: u32 = 500;
/// Each round taps in months of its own, so that no tap joins an earlier round's.
const ROUND_MS: i64 = 100_000_000;

#[test]
fn no_acknowledged_tap_is_lost_to_a_kill() {
    let kills = std::env::var("NIGHTCRAMP_KILLS").map_or(KILLS, |text| text.parse().expect("a number of kills"));
    let dir = tempfile::tempdir().unwrap();
    let (mut acknowledged, mut lost, mut corrupt) = (Vec::new(), 0, 0);
    for round in 0..kills {
        let first_ms = 1_600_000_000_000 + i64::from(round) * ROUND_MS;
        // A spread of moments: before the file is open, in the middle of a commit, between two taps.
        let ids = tap_until_killed(dir.path(), first_ms, Duration::from_micros(u64::from(round) * 7919 % 9_000));
        let journal = open(dir.path());
        lost += ids.iter().filter(|id| journal.cramp((*id).clone()).is_err()).count();
        acknowledged.extend(ids);
        if round % 50 == 49 || round + 1 == kills {
            journal.shut();
            corrupt += u32::from(!is_sound(dir.path()));
        }
    }
    let journal = open(dir.path());
    lost += acknowledged.iter().filter(|id| journal.cramp((*id).clone()).is_err()).count();
    journal.shut();
    let kept = count(dir.path(), "SELECT count(*) FROM tap");
    let joined = count(dir.path(), "SELECT count(*) FROM tap WHERE cramp <> id");
    figure("kill_acknowledged", acknowledged.len(), "taps", "> 0");
    figure("kill_lost", lost, "taps", "= 0");
    figure("kill_corrupt", corrupt, "files", "= 0");
    println!("{kills} kills, {kept} taps kept, {} of them not acknowledged", kept as usize - acknowledged.len());
    assert!(acknowledged.len() > kills as usize / 4, "the child was killed too early to prove anything");
    assert_eq!((lost, corrupt, joined), (0, 0, 0));
}

fn tap_until_killed(dir: &Path, first_ms: i64, alive: Duration) -> Vec<String> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_tapper"))
        .args([dir.to_str().unwrap(), &first_ms.to_string()])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    std::thread::sleep(alive);
    child.kill().unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    // The last line may have been cut off: a tap is acknowledged once its whole line is out.
    let ids = lines.map_while(Result::ok).filter(|line| line.len() == 36).collect();
    child.wait().unwrap();
    ids
}

fn is_sound(dir: &Path) -> bool {
    let connection = rusqlite::Connection::open(dir.join("journal.db")).unwrap();
    connection
        .query_row("PRAGMA integrity_check", [], |row| row.get::<_, String>(0))
        .is_ok_and(|verdict| verdict == "ok")
}

fn count(dir: &Path, sql: &str) -> u32 {
    let connection = rusqlite::Connection::open(dir.join("journal.db")).unwrap();
    connection.query_row(sql, [], |row| row.get(0)).unwrap()
}

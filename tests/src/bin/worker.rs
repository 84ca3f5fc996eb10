//! What a test does in a process of its own, so that it can be killed, shut out or watched from outside.
//!
//! Usage: worker tap|tap-too-early <directory of the journal> <number of the first tap>
//!        worker share <directory> <number of the first tap> <how many>
//!        worker hold <directory>
//!        worker <piece of work, see work.rs> <directory>
//!
//! Taps are those of `nth_tap`, and the id of each is printed once it is acknowledged.

use std::io::{Read, Write};
use std::path::Path;

use nightcramp::{InboxTap, Journal, JournalError, Setup};
use nightcramp_tests::calls::{nth_id, nth_tap};
use nightcramp_tests::{inbox_of, open, work};

type Done = Result<(), Box<dyn std::error::Error>>;

fn main() -> Done {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [role, dir, numbers @ ..] = &arguments[..] else { return Err("worker <role> <directory> ...".into()) };
    let dir = Path::new(dir);
    let numbers = numbers.iter().map(|number| number.parse()).collect::<Result<Vec<u32>, _>>()?;
    match (role.as_str(), &numbers[..]) {
        ("tap", [first]) => tap_for_ever(dir, *first, false),
        ("tap-too-early", [first]) => tap_for_ever(dir, *first, true),
        ("share", [first, taps]) => share(dir, *first, *taps),
        ("hold", []) => hold(dir),
        (name, []) => work::run(name, dir, &|word| say(word).unwrap_or_default()),
        _ => Err(format!("{role} takes other arguments").into()),
    }
}

/// One write of a whole line: what a pipe has is what was acknowledged, to the letter.
fn say(line: &str) -> Done {
    let mut out = std::io::stdout().lock();
    out.write_all(format!("{line}\n").as_bytes())?;
    Ok(out.flush()?)
}

/// Taps until somebody kills it. One that speaks too early is what the harness must find out.
fn tap_for_ever(dir: &Path, first: u32, too_early: bool) -> Done {
    let journal = open(dir);
    for n in first.. {
        if too_early {
            say(&nth_id(n))?;
        }
        journal.tap(nth_tap(n))?;
        if !too_early {
            say(&nth_id(n))?;
        }
    }
    Ok(())
}

/// Waits for a line, then taps as an app does: into the journal, or into the inbox when another process has the journal.
/// The owner takes the inbox in meanwhile. Stays until its input ends.
fn share(dir: &Path, first: u32, taps: u32) -> Done {
    let inbox = inbox_of(dir);
    say("ready")?;
    std::io::stdin().read_exact(&mut [0])?;
    let journal = match Journal::open_with(&dir.to_string_lossy(), Setup::default()) {
        Err(JournalError::OwnedElsewhere) => None,
        opened => Some(opened?),
    };
    say(if journal.is_some() { "owner" } else { "visitor" })?;
    for n in first..first + taps {
        match &journal {
            Some(journal) => {
                journal.tap(nth_tap(n))?;
                if n % 50 == 0 {
                    journal.ingest(inbox.to_string_lossy().into_owned())?;
                }
            }
            None => InboxTap::new(nth_tap(n))?.write(&inbox)?,
        }
        say(&nth_id(n))?;
    }
    say("done")?;
    std::io::stdin().read_to_end(&mut Vec::new())?;
    Ok(())
}

/// Keeps the journal open until its input ends.
fn hold(dir: &Path) -> Done {
    let journal = Journal::open_with(&dir.to_string_lossy(), Setup::default())?;
    journal.tap(nth_tap(1))?;
    say("open")?;
    std::io::stdin().read_to_end(&mut Vec::new())?;
    journal.shut();
    Ok(())
}

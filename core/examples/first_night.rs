//! The first night: taps, a kill, the journal opened again, the morning, and what the journal then shows.
//! Usage: cargo run --example first_night

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

use chrono::DateTime;
use nightcramp::{
    Answer, AnyCramp, CrampDetails, CrampDuration, Ids, InboxTap, Journal, Moment, Morning, Muscle, NightState, Tap,
    TapSource, TimeOrderedIds,
};

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

fn main() -> Outcome<()> {
    match std::env::args().nth(1) {
        Some(dir) => tap_and_wait(&dir),
        None => tell(),
    }
}

fn tell() -> Outcome<()> {
    let dir = std::env::temp_dir().join(format!("first-night-{}", TimeOrderedIds.new_id()));
    std::fs::create_dir_all(&dir)?;
    let path = dir.to_str().ok_or("the temporary directory has no name in UTF-8")?.to_owned();

    let logged = tap_then_kill(&path)?;
    println!("03:10  A tap. Logged as {logged}, and the app is killed before it can close anything.");

    InboxTap::new(tap("2026-11-23T04:25:00+01:00", TapSource::Tile)?)?.write(&dir.join("inbox"))?;
    println!("04:25  Another, on the tile of the locked phone: one small file in the inbox.");

    let journal = Journal::open(path)?;
    let ingested = journal.ingest(dir.join("inbox").to_string_lossy().into_owned())?;
    println!("07:30  The journal is opened again. From the inbox: {} tap.", ingested.kept);

    let morning = journal.tonight(moment("2026-11-23T07:30:00+01:00")?)?;
    println!("       {} cramps last night; {} questions are open.", morning.asked.mark.cramps, morning.questions.len());
    let details = CrampDetails {
        muscle: Some(Muscle::Calf),
        pain: Some(6),
        duration: Some(CrampDuration::OneToFiveMinutes),
        eased_by_stretching: Answer::Yes,
        ..CrampDetails::default()
    };
    journal.describe(logged, details)?;
    journal.save_morning(Morning {
        sleep_disturbance: Some(4),
        ..nightcramp::unanswered_morning(morning.asked.mark.night)?
    })?;
    let before = morning.asked.mark.night.plus(-1);
    journal.answer_any_cramp(before, AnyCramp::NoCramp, journal.new_id())?;
    println!("       The first is filled in, and for the night before: no cramp.\n");

    print_journal(&journal)?;
    journal.shut();
    std::fs::remove_dir_all(&dir)?;
    Ok(())
}

/// Lets a process of its own tap, and kills it once it has said that the tap is on disk.
fn tap_then_kill(dir: &str) -> Outcome<String> {
    let mut app = Command::new(std::env::current_exe()?).arg(dir).stdout(Stdio::piped()).spawn()?;
    let mut said = String::new();
    BufReader::new(app.stdout.take().ok_or("no pipe")?).read_line(&mut said)?;
    app.kill()?;
    app.wait()?;
    Ok(said.trim().to_owned())
}

fn tap_and_wait(dir: &str) -> Outcome<()> {
    let journal = Journal::open(dir.to_owned())?;
    let kept = journal.tap(tap("2026-11-23T03:10:00+01:00", TapSource::App)?)?;
    println!("{}", kept.cramp_id);
    std::io::stdout().flush()?;
    loop {
        std::thread::park();
    }
}

fn print_journal(journal: &Journal) -> Outcome<()> {
    let tonight = journal.tonight(moment("2026-11-23T07:35:00+01:00")?)?;
    println!("night ending  |            | cramps | worst pain");
    println!("--------------|------------|--------|-----------");
    for mark in tonight.nights.iter().rev().take(5) {
        let state = match mark.state {
            NightState::Cramp => "cramp",
            NightState::NoCramp => "no cramp",
            NightState::Unknown => "not known",
        };
        let count = if mark.state == NightState::Unknown { String::new() } else { mark.cramps.to_string() };
        let pains = journal.night(mark.night)?.cramps.into_iter().filter_map(|cramp| cramp.details.pain);
        let worst = pains.max().map_or_else(String::new, |pain| format!("{pain} of 10"));
        println!("{}    | {state:<10} | {count:>6} | {worst}", mark.night);
    }
    let tally = tonight.tally;
    println!(
        "\nLast 14 nights: {} with a cramp, {} without, {} not known.",
        tally.cramp, tally.no_cramp, tally.unknown
    );
    Ok(())
}

fn tap(at: &str, source: TapSource) -> Outcome<Tap> {
    Ok(Tap { id: TimeOrderedIds.new_id(), at: moment(at)?, source })
}

fn moment(at: &str) -> Outcome<Moment> {
    let at = DateTime::parse_from_rfc3339(at)?;
    Ok(Moment { at: at.to_utc(), offset_s: at.offset().local_minus_utc(), zone: "Europe/Berlin".into() })
}

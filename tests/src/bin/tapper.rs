//! Taps for ever and prints the id of each tap once it is acknowledged, until somebody kills it.
//! Usage: tapper <directory of the journal> <milliseconds since 1970 of the first tap>

use std::io::Write;

use chrono::DateTime;
use nightcramp::{Moment, Tap, TapSource};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let dir = arguments.next().ok_or("the directory is missing")?;
    let first_ms: i64 = arguments.next().ok_or("the first instant is missing")?.parse()?;
    let journal = nightcramp_tests::open(std::path::Path::new(&dir));
    let mut out = std::io::stdout().lock();
    for n in 0.. {
        // A minute apart: none joins another.
        let at = DateTime::from_timestamp_millis(first_ms + n * 60_000).ok_or("past the end of time")?;
        let at = Moment { at, offset_s: 3600, zone: "Europe/Berlin".into() };
        let tap = Tap { id: nightcramp_tests::id(), at, source: TapSource::App };
        let id = tap.id.clone();
        journal.tap(tap)?;
        writeln!(out, "{id}")?;
        out.flush()?;
    }
    Ok(())
}

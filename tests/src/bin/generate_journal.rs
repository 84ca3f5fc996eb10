//! Writes a journal of many years, the same for the same arguments: about 150 cramps and 300 mornings a year.
//! Usage: generate_journal <directory> <years> [last night, yyyy-mm-dd]

use std::sync::Arc;

use chrono::DateTime;
use nightcramp::{Journal, Night, Setup};
use nightcramp_tests::SetClock;
use nightcramp_tests::year::write_nights;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let dir = arguments.next().ok_or("the directory is missing")?;
    let years: i64 = arguments.next().ok_or("the years are missing")?.parse()?;
    let last: Night = arguments.next().unwrap_or_else(|| "2026-11-22".into()).parse()?;
    let journal =
        Journal::open_with(&dir, Setup { clock: Arc::new(SetClock::at(DateTime::UNIX_EPOCH)), ..Setup::default() })?;
    let nights = years * 365;
    let cramps = write_nights(&journal, nights, last)?;
    println!("{nights} nights, {cramps} cramps");
    Ok(())
}

//! Writes a document into a journal, by the same calls that an app makes.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};

use super::document::{Document, DocumentCramp};
use crate::answer::Answer;
use crate::api::{Journal, JournalError};
use crate::entries::{
    ClockMark, CrampDetails, EntryKey, Evening, JOIN_WITHIN_MS, MOST_SUSPECTS, NewCramp, SUSPECT_AFTER_MS, Tap,
};
use crate::invalid::Invalid;
use crate::night::{CutHour, Moment, Night, ZoneWindow};
use crate::reminders::{ReminderAction, ReminderId};

type Result<T> = std::result::Result<T, JournalError>;

/// Writes a document into an empty journal. Every entry is on disk when this returns.
///
/// What an app can do no call for is not kept: why a cramp was removed, and when anything was changed.
///
/// # Errors
/// As for the call that writes an entry; those before it are written then. A document that was
/// [parsed](Document::parse) holds nothing that a journal refuses.
pub fn load(journal: &Journal, document: &Document) -> Result<()> {
    journal.set_cut_hour(document.cut_hour)?;
    let cut = CutHour::new(document.cut_hour)?;
    load_cramps(journal, document, cut)?;
    for factor in &document.factors {
        journal.save_factor(factor.clone())?;
    }
    load_records(journal, document)?;
    for evening in &document.evenings {
        journal.save_evening(known_factors(evening))?;
    }
    for morning in &document.mornings {
        journal.save_morning(morning.clone())?;
    }
    for dated in &document.profiles {
        journal.save_profile(dated.profile.clone(), dated.since)?;
    }
    for condition in &document.conditions {
        journal.save_condition(condition.clone())?;
    }
    for medicine in &document.medicines {
        journal.save_medicine(medicine.clone())?;
    }
    for report in &document.signs {
        journal.report_sign(report.clone())?;
    }
    for acknowledgement in &document.acknowledgements {
        journal.acknowledge(acknowledgement.clone())?;
    }
    document.reminder_preferences.iter().try_for_each(|it| journal.save_reminder_preferences(it.clone()))
}

/// "Done" writes into the evening, which the person may have corrected or deleted since: records come before the evenings
/// of the document, and an evening that only they tell of goes again.
fn load_records(journal: &Journal, document: &Document) -> Result<()> {
    for record in &document.reminder_records {
        journal.record_reminder(record.clone())?;
    }
    let told: BTreeSet<Night> = document.evenings.iter().map(|evening| evening.night).collect();
    let done = document.reminder_records.iter().filter(|record| record.action == ReminderAction::Done);
    let nights =
        done.map(|record| Ok(record.reminder.parse::<ReminderId>()?.night)).collect::<Result<BTreeSet<_>>>()?;
    for night in nights.difference(&told) {
        if journal.night(*night)?.evening.is_some() {
            journal.delete(EntryKey::Evening { night: *night })?;
        }
    }
    Ok(())
}

/// A factor without an answer says as much as one that is not there.
fn known_factors(evening: &Evening) -> Evening {
    let mut evening = evening.clone();
    evening.factors.retain(|factor| factor.answer != Answer::Unknown);
    evening
}

/// Suspects come first, so that the moment that puts them in doubt meets nothing else.
fn load_cramps(journal: &Journal, document: &Document, cut: CutHour) -> Result<()> {
    let crowded = crowded(document);
    let load = |cramp: &DocumentCramp| {
        load_cramp(journal, cramp, cut)?;
        // Hidden for now, a cramp draws no press of its neighbour to it.
        let is_hidden = cramp.removed || crowded.contains(cramp.id.as_str());
        if is_hidden { journal.delete(EntryKey::Cramp { id: cramp.id.clone() }) } else { Ok(()) }
    };
    let is_suspect = |cramp: &&DocumentCramp| cramp.clock == ClockMark::Suspect;
    let (mut suspects, others): (Vec<_>, Vec<_>) = document.cramps.iter().partition(is_suspect);
    suspects.sort_by_key(|cramp| cramp.moment().map(|at| at.at));
    for suspects in suspects.chunks(MOST_SUSPECTS) {
        suspects.iter().try_for_each(|cramp| load(cramp))?;
        if let Some(first) = suspects.first().and_then(|cramp| cramp.moment()) {
            let at = first.at - TimeDelta::milliseconds(SUSPECT_AFTER_MS) - TimeDelta::seconds(1);
            journal.tonight(Moment { at, ..first.clone() })?;
        }
    }
    others.into_iter().try_for_each(load)?;
    let shown = document.cramps.iter().filter(|cramp| !cramp.removed && crowded.contains(cramp.id.as_str()));
    shown.map(|cramp| EntryKey::Cramp { id: cramp.id.clone() }).try_for_each(|key| journal.restore(key))
}

/// The cramps with a press so near to one of another cramp that the two would be taken for one.
fn crowded(document: &Document) -> BTreeSet<&str> {
    let cramps = document.cramps.iter();
    let presses = cramps.flat_map(|it| it.taps.iter().map(|tap| (tap.at.at.timestamp_millis(), it.id.as_str())));
    let mut all: Vec<(i64, &str)> = presses.collect();
    all.sort_unstable();
    let near = all.windows(2).filter(|pair| pair[0].1 != pair[1].1 && pair[1].0 - pair[0].0 <= JOIN_WITHIN_MS);
    near.flat_map(|pair| [pair[0].1, pair[1].1]).collect()
}

fn load_cramp(journal: &Journal, cramp: &DocumentCramp, cut: CutHour) -> Result<()> {
    let is_told = cramp.at.is_some() || cramp.night.is_some();
    match cramp.first_tap() {
        Some(first) => load_taps(journal, cramp, first)?,
        None => journal.add_cramp(told(cramp, cut)?).map(drop)?,
    }
    if !cramp.taps.is_empty() && is_told {
        journal.move_cramp(told(cramp, cut)?)?;
    } else if cramp.clock == ClockMark::Confirmed {
        journal.confirm(cramp.id.clone())?;
    }
    if cramp.details != CrampDetails::default() {
        journal.describe(cramp.id.clone(), cramp.details.clone())?;
    }
    Ok(())
}

fn load_taps(journal: &Journal, cramp: &DocumentCramp, first: &Tap) -> Result<()> {
    journal.tap(first.clone())?;
    let mut others: Vec<&Tap> = cramp.taps.iter().filter(|tap| tap.id != first.id).collect();
    // From the first press outwards: each is then near to one that is there.
    others.sort_by_key(|tap| (tap.at.at - first.at.at).abs());
    for tap in others {
        let kept = journal.tap(tap.clone())?;
        if !kept.cramp_id.eq_ignore_ascii_case(&cramp.id) {
            let reason = format!("must lie within {} seconds of each other", JOIN_WITHIN_MS / 1_000);
            return Err(Invalid::new("taps", reason).into());
        }
    }
    Ok(())
}

/// Told afterwards, or moved: with a zone that never changes, since the moment already has its offset.
fn told(cramp: &DocumentCramp, cut: CutHour) -> Result<NewCramp> {
    let Some(at) = &cramp.at else {
        let night = cramp.night.ok_or_else(|| Invalid::new("night", "must be told where the time is not"))?;
        let day = night.ends_on().and_time(NaiveTime::MIN).and_utc();
        return Ok(NewCramp { id: cramp.id.clone(), night, time: None, zone: fixed_zone(day, 0, "Etc/UTC") });
    };
    let zone = fixed_zone(at.at, at.offset_s, &at.zone);
    Ok(NewCramp { id: cramp.id.clone(), night: Night::of(at, cut), time: Some(at.local().time()), zone })
}

fn fixed_zone(around: DateTime<Utc>, offset_s: i32, zone: &str) -> ZoneWindow {
    let (start, end) = (around - TimeDelta::days(2), around + TimeDelta::days(2));
    ZoneWindow { zone: zone.to_owned(), start, end, offset_s, transitions: Vec::new() }
}

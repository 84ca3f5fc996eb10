//! What the rules say of a journal at a moment, and what rings when: the desktop loupe for whoever writes an app or checks a
//! rule. Usage:
//! cargo run --example replay -- journal.json --now <RFC 3339> [--zone <IANA id>] [--home <IANA id>] [--lang <tag>] [--json]
//!
//! The journal is a file as `core/docs/journal.schema.json` describes it; `core/examples` has two. Without a zone it is the
//! one of the newest entry. With `--home` reminders go by the clock of that zone. The phone can hold 60 reminders, rings at
//! the exact time and plans anew at each of them. Leaves nothing behind.

mod json;
mod page;
mod zones;

use std::path::PathBuf;
use std::process::ExitCode;

use chrono::DateTime;
use nightcramp::json::{Document, load};
use nightcramp::{
    Capabilities, Findings, Guidance, Ids, Journal, JournalError, Moment, Plan, Question, Reliability, ReliefCard,
    ReminderClock, ReminderPreferences, ReminderZones, TimeOrderedIds, languages,
};

const USAGE: &str = "usage: replay journal.json --now 2026-11-23T07:30:00+08:00 [--zone Asia/Taipei] \
    [--home Europe/Berlin] [--lang en] [--json]";

/// A phone that can do all that a plan asks for.
const PHONE: Capabilities = Capabilities {
    most_pending: 60,
    notifications: true,
    exact: true,
    window_s: 600,
    runs_at_delivery: true,
    up_since: None,
};

/// What the command line asks for.
struct Asked {
    file: String,
    now: String,
    zone: Option<String>,
    home: Option<String>,
    language: String,
    as_json: bool,
}

/// All that the journal says at a moment.
struct Replay {
    file: String,
    now: Moment,
    language: String,
    findings: Findings,
    questions: Vec<Question>,
    guidance: Guidance,
    card: ReliefCard,
    plan: Plan,
    reliability: Reliability,
}

fn main() -> ExitCode {
    let asked = Asked::read(std::env::args().skip(1));
    match asked.and_then(|asked| Ok((asked.as_json, replay(asked)?))) {
        Ok((true, replay)) => println!("{:#}", json::of(&replay)),
        Ok((false, replay)) => print!("{}", page::of(&replay)),
        Err(message) => {
            eprintln!("replay: {message}");
            return ExitCode::from(2);
        }
    }
    ExitCode::SUCCESS
}

impl Asked {
    fn read(mut words: impl Iterator<Item = String>) -> Result<Self, String> {
        let (mut file, mut now, mut zone, mut home, mut language, mut as_json) = (None, None, None, None, None, false);
        while let Some(word) = words.next() {
            let place = match word.as_str() {
                "--json" => {
                    as_json = true;
                    continue;
                }
                "--now" => &mut now,
                "--zone" => &mut zone,
                "--home" => &mut home,
                "--lang" => &mut language,
                option if option.starts_with('-') => return Err(format!("there is no {option}\n{USAGE}")),
                _ if file.is_some() => return Err(format!("one journal at a time, not {word} too\n{USAGE}")),
                _ => {
                    file = Some(word);
                    continue;
                }
            };
            *place = Some(words.next().ok_or_else(|| format!("{word} wants a value\n{USAGE}"))?);
        }
        let language: String = language.unwrap_or_else(|| "en".to_owned());
        let spoken = |tag: &String| tag.split('-').next() == language.split('-').next();
        if !languages().iter().any(spoken) {
            return Err(format!("--lang must be one of {}, not {language:?}", languages().join(", ")));
        }
        Ok(Self {
            file: file.ok_or_else(|| format!("which journal?\n{USAGE}"))?,
            now: now.ok_or_else(|| format!("--now is missing: a journal means nothing without its moment\n{USAGE}"))?,
            zone,
            home,
            language,
            as_json,
        })
    }
}

fn replay(asked: Asked) -> Result<Replay, String> {
    let Asked { file, now, zone, home, language, .. } = asked;
    let text = std::fs::read_to_string(&file).map_err(|error| format!("{file}: {error}"))?;
    let document = Document::parse(&text).map_err(|error| format!("{file}: {error}"))?;
    let zone = zone.or_else(|| newest_zone(&document)).unwrap_or_else(|| "Etc/UTC".to_owned());
    let at = DateTime::parse_from_rfc3339(&now)
        .map_err(|_| format!("--now must be a moment such as 2026-11-23T07:30:00+08:00, not {now:?}"))?;
    let now = Moment { at: at.to_utc(), offset_s: at.offset().local_minus_utc(), zone };

    let folder = Folder::new()?;
    let journal = Journal::open(folder.0.to_string_lossy().into_owned()).map_err(|error| error.to_string())?;
    load(&journal, &document).map_err(|error| format!("{file}: {error}"))?;
    if let Some(zone) = home {
        let home = |wishes| ReminderPreferences { clock: ReminderClock::Home { zone }, ..wishes };
        let saved = journal.reminder_preferences().and_then(|it| journal.save_reminder_preferences(home(it)));
        saved.map_err(|error| error.to_string())?;
    }
    let replay = look(&journal, file, now, language).map_err(|error| error.to_string());
    journal.shut();
    replay
}

fn look(journal: &Journal, file: String, now: Moment, language: String) -> Result<Replay, JournalError> {
    let home = match journal.reminder_preferences()?.clock {
        ReminderClock::Phone => None,
        ReminderClock::Home { zone } => Some(zones::around(&now, &zone)),
    };
    let zones = ReminderZones { phone: zones::around(&now, &now.zone), home };
    Ok(Replay {
        findings: journal.findings(now.clone(), language.clone())?,
        questions: journal.questions(now.clone(), language.clone())?,
        guidance: journal.guidance(now.clone(), language.clone())?,
        card: journal.relief_card(now.clone(), language.clone())?,
        plan: journal.plan(now.at, zones, PHONE, language.clone())?,
        reliability: journal.reliability(now.clone(), language.clone())?,
        file,
        now,
        language,
    })
}

fn newest_zone(document: &Document) -> Option<String> {
    let cramps = document.cramps.iter().flat_map(|cramp| cramp.at.iter().chain(cramp.taps.iter().map(|tap| &tap.at)));
    let moments = cramps.chain(document.signs.iter().map(|report| &report.at));
    moments.max_by_key(|moment| moment.at).map(|moment| moment.zone.clone())
}

/// A directory of its own, gone when this is.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Result<Self, String> {
        let folder = std::env::temp_dir().join(format!("replay-{}", TimeOrderedIds.new_id()));
        std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        Ok(Self(folder))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if let Err(error) = std::fs::remove_dir_all(&self.0) {
            eprintln!("replay: {} stays behind: {error}", self.0.display());
        }
    }
}

//! [`Document`]: everything that a journal can hold, as one JSON object.

use std::collections::BTreeSet;

use chrono::Timelike;
use serde::{Deserialize, Serialize};

use super::error::{JsonError, Misplaced, Step, WithoutNull, key};
use super::rows::LeftOut;
use crate::entries::{Acknowledgement, ClockMark, Cramp, CrampDetails, Evening, Factor, Morning, SignReport, Tap};
use crate::invalid::{Invalid, canonical_id};
use crate::night::{CutHour, Moment, Night, check_day};
use crate::profile::{Condition, DatedProfile, Medicine};
use crate::reminders::{ReminderPreferences, ReminderRecord};
use crate::word::Word;

/// What a document says it is.
pub const FORMAT: &str = "nightcramp-journal";
/// The version of the format that this library writes, and the only one that it reads.
pub const VERSION: u32 = 1;

/// A journal as a JSON file. Lists may be in any order; what is left out is not known.
///
/// What a plan handed to a phone, how that ended, and which records are in doubt is that phone's own and not here: the next
/// plan makes it anew.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Document {
    /// [`FORMAT`].
    pub format: String,
    /// [`VERSION`].
    pub version: u32,
    /// The hour at which one night ends and the next begins, 0 to 23; noon when it is left out.
    #[serde(default = "noon")]
    pub cut_hour: u8,
    /// Every cramp with the presses that it is made of, removed ones too.
    #[serde(default, skip_serializing_if = "LeftOut::is_left_out")]
    pub cramps: Vec<DocumentCramp>,
    /// The mornings, one a night.
    #[serde(default, skip_serializing_if = "LeftOut::is_left_out")]
    pub mornings: Vec<Morning>,
    /// The person's own factors.
    #[serde(default, skip_serializing_if = "LeftOut::is_left_out")]
    pub factors: Vec<Factor>,
    /// The evenings, one a night.
    #[serde(default, skip_serializing_if = "LeftOut::is_left_out")]
    pub evenings: Vec<Evening>,
    /// What the person said of themselves, each with the day from which on it holds.
    #[serde(default, skip_serializing_if = "LeftOut::is_left_out")]
    pub profiles: Vec<DatedProfile>,
    /// Conditions that the person has, had, or said they do not have.
    #[serde(default, skip_serializing_if = "LeftOut::is_left_out")]
    pub conditions: Vec<Condition>,
    /// Medicines that the person takes or took.
    #[serde(default, skip_serializing_if = "LeftOut::is_left_out")]
    pub medicines: Vec<Medicine>,
    /// What the person reported of signs.
    #[serde(default, skip_serializing_if = "LeftOut::is_left_out")]
    pub signs: Vec<SignReport>,
    /// How the person answered findings.
    #[serde(default, skip_serializing_if = "LeftOut::is_left_out")]
    pub acknowledgements: Vec<Acknowledgement>,
    /// What the person wants to be reminded of; as at first when it is left out.
    #[serde(default, skip_serializing_if = "LeftOut::is_left_out")]
    pub reminder_preferences: Option<ReminderPreferences>,
    /// What the phone reported of reminders.
    #[serde(default, skip_serializing_if = "LeftOut::is_left_out")]
    pub reminder_records: Vec<ReminderRecord>,
}

fn noon() -> u8 {
    CutHour::NOON.hour()
}

/// A cramp in a document. It has a place: its own where it was told afterwards or moved, else that of its first press.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct DocumentCramp {
    /// The id of the press that began it, or the one it was added with.
    pub id: String,
    /// When it came, where that was told: to the minute.
    #[serde(default, skip_serializing_if = "LeftOut::is_left_out")]
    pub at: Option<Moment>,
    /// The night it came in, where only that was told.
    #[serde(default, skip_serializing_if = "LeftOut::is_left_out")]
    pub night: Option<Night>,
    /// The presses it is made of. The one whose id is the cramp's began it.
    #[serde(default, skip_serializing_if = "LeftOut::is_left_out")]
    pub taps: Vec<Tap>,
    /// Whether its time can be trusted; plausible when it is left out.
    #[serde(default = "plausible", skip_serializing_if = "is_plausible")]
    pub clock: ClockMark,
    /// Taken back or deleted.
    #[serde(default, skip_serializing_if = "LeftOut::is_left_out")]
    pub removed: bool,
    /// What the person said about it.
    #[serde(default, skip_serializing_if = "is_unanswered")]
    pub details: CrampDetails,
}

fn plausible() -> ClockMark {
    ClockMark::Plausible
}

fn is_plausible(clock: &ClockMark) -> bool {
    *clock == ClockMark::Plausible
}

fn is_unanswered(details: &CrampDetails) -> bool {
    *details == CrampDetails::default()
}

impl DocumentCramp {
    /// The press that began it.
    pub(super) fn first_tap(&self) -> Option<&Tap> {
        self.taps.iter().find(|tap| tap.id.eq_ignore_ascii_case(&self.id))
    }

    /// When it came, if that is known.
    pub(super) fn moment(&self) -> Option<&Moment> {
        match self.night {
            Some(_) => None,
            None => self.at.as_ref().or(self.first_tap().map(|tap| &tap.at)),
        }
    }

    /// What is wrong with it, by the field that must be mended.
    fn check(&self) -> Result<(), Misplaced> {
        canonical_id("id", &self.id).map_err(of_field)?;
        for (index, tap) in self.taps.iter().enumerate() {
            let of_tap = |invalid| of_field(invalid).within([key("taps"), Step::At(index)]);
            tap.clone().checked().map(drop).map_err(of_tap)?;
        }
        self.at.as_ref().map_or(Ok(()), |at| at.check()).map_err(of_field)?;
        self.details.check().map_err(|invalid| of_field(invalid).within([key("details")]))?;
        self.check_place().and_then(|()| self.check_clock())
    }

    fn check_place(&self) -> Result<(), Misplaced> {
        let (is_tapped, is_told) = (!self.taps.is_empty(), self.at.is_some() || self.night.is_some());
        if self.at.is_some() && self.night.is_some() {
            return Err(Misplaced::new([key("night")], "must be left out where the time is told"));
        }
        if !is_tapped && !is_told {
            return Err(Misplaced::new([key("at")], "must be told, or the night, or a press that began it"));
        }
        if is_tapped && self.first_tap().is_none() {
            return Err(Misplaced::new([key("taps")], "must hold the press that has the cramp's own id"));
        }
        let finer = |at: &Moment| at.local().second() != 0 || at.local().nanosecond() != 0;
        if self.at.as_ref().is_some_and(finer) {
            return Err(Misplaced::new(
                [key("at"), key("time")],
                "must be a whole minute: only a press is known better",
            ));
        }
        Ok(())
    }

    fn check_clock(&self) -> Result<(), Misplaced> {
        let is_moved = !self.taps.is_empty() && (self.at.is_some() || self.night.is_some());
        if is_moved && self.clock != ClockMark::Confirmed {
            let reason = "must be confirmed where a press was moved: the person stands for the new time";
            return Err(Misplaced::new([key("clock")], reason));
        }
        if self.clock == ClockMark::Suspect && self.moment().is_none() {
            return Err(Misplaced::new([key("clock")], "must be left out where only the night is known"));
        }
        Ok(())
    }
}

/// A told cramp as its taps and its place say it.
impl From<&Cramp> for DocumentCramp {
    fn from(cramp: &Cramp) -> Self {
        let first = cramp.taps.iter().find(|tap| tap.id == cramp.id);
        let moved = first.is_none_or(|tap| Some(&tap.at) != cramp.at.as_ref());
        Self {
            id: cramp.id.clone(),
            at: cramp.at.clone().filter(|_| moved),
            night: cramp.at.is_none().then_some(cramp.night),
            taps: cramp.taps.clone(),
            clock: cramp.clock,
            removed: cramp.removed,
            details: cramp.details.clone(),
        }
    }
}

/// Reads the two lines that every version has.
#[derive(Deserialize)]
struct Head {
    format: String,
    version: u32,
}

impl Document {
    /// A document of which nothing is known.
    #[must_use]
    pub fn empty() -> Self {
        Self {
            format: FORMAT.to_owned(),
            version: VERSION,
            cut_hour: noon(),
            cramps: Vec::new(),
            mornings: Vec::new(),
            factors: Vec::new(),
            evenings: Vec::new(),
            profiles: Vec::new(),
            conditions: Vec::new(),
            medicines: Vec::new(),
            signs: Vec::new(),
            acknowledgements: Vec::new(),
            reminder_preferences: None,
            reminder_records: Vec::new(),
        }
    }

    /// Reads a document, and checks all that a journal would check.
    ///
    /// # Errors
    /// [`JsonError`] names the line, the place and the reason.
    pub fn parse(text: &str) -> Result<Self, JsonError> {
        if !text.trim_start().starts_with('{') {
            return Err(JsonError::at(text, &Misplaced::new([], "must be one object")));
        }
        read::<WithoutNull>(text)?;
        let head: Head = read(text)?;
        let wrong = |field, reason: String| Err(JsonError::at(text, &Misplaced::new([key(field)], reason)));
        if head.format != FORMAT {
            return wrong("format", format!("must be {FORMAT}, not {:?}", head.format));
        }
        if head.version != VERSION {
            return wrong("version", format!("must be {VERSION}, not {}; another version wrote it", head.version));
        }
        let document: Self = read(text)?;
        document.check().map_err(|misplaced| JsonError::at(text, &misplaced))?;
        Ok(document)
    }

    /// The document as text, two spaces deep, with a line break at the end.
    ///
    /// # Errors
    /// [`JsonError`] for a moment that no clock shows.
    pub fn to_json(&self) -> Result<String, JsonError> {
        let written = serde_json::to_string_pretty(self);
        written.map(|text| text + "\n").map_err(|error| JsonError {
            line: 1,
            column: 1,
            path: "$".to_owned(),
            reason: error.to_string(),
        })
    }

    fn check(&self) -> Result<(), Misplaced> {
        CutHour::new(self.cut_hour).map_err(of_field)?;
        each("cramps", &self.cramps, DocumentCramp::check)?;
        each("mornings", &self.mornings, |morning| morning.check().map_err(of_field))?;
        each("factors", &self.factors, |it| it.clone().checked().map(drop).map_err(of_field))?;
        each("evenings", &self.evenings, check_evening)?;
        each("profiles", &self.profiles, check_profile)?;
        each("conditions", &self.conditions, |it| it.clone().checked().map(drop).map_err(of_field))?;
        each("medicines", &self.medicines, |it| it.clone().checked().map(drop).map_err(of_field))?;
        each("signs", &self.signs, |it| it.clone().checked().map(drop).map_err(of_field))?;
        each("acknowledgements", &self.acknowledgements, |it| it.clone().checked().map(drop).map_err(of_field))?;
        self.reminder_preferences.as_ref().map_or(Ok(()), check_preferences)?;
        each("reminder_records", &self.reminder_records, |it| it.clone().checked().map(drop).map_err(of_field))?;
        self.check_once()?;
        self.check_factors()
    }

    /// A second morning of a night would silently replace the first.
    fn check_once(&self) -> Result<(), Misplaced> {
        let id = |id: &str| id.to_lowercase();
        // The id of a press is the id of its cramp: those of all others must differ.
        let presses = self.cramps.iter().map(|it| {
            let others = it.taps.iter().filter(|tap| !tap.id.eq_ignore_ascii_case(&it.id));
            std::iter::once(&it.id).chain(others.map(|tap| &tap.id)).map(|it| id(it)).collect()
        });
        once("cramps", "id", presses)?;
        once("mornings", "night", self.mornings.iter().map(|it| vec![it.night.to_string()]))?;
        once("evenings", "night", self.evenings.iter().map(|it| vec![it.night.to_string()]))?;
        once("profiles", "since", self.profiles.iter().map(|it| vec![it.since.to_string()]))?;
        once("factors", "id", self.factors.iter().map(|it| vec![id(&it.id)]))?;
        once("conditions", "id", self.conditions.iter().map(|it| vec![id(&it.id)]))?;
        once("medicines", "id", self.medicines.iter().map(|it| vec![id(&it.id)]))?;
        once("signs", "id", self.signs.iter().map(|it| vec![id(&it.id)]))?;
        once("acknowledgements", "id", self.acknowledgements.iter().map(|it| vec![id(&it.id)]))?;
        let record = |it: &ReminderRecord| {
            let (reminder, at) = (&it.reminder, it.at.at.format("%Y-%m-%dT%H:%M:%S%.3fZ"));
            vec![format!("{reminder} {} {at}", it.action.word())]
        };
        once("reminder_records", "reminder", self.reminder_records.iter().map(record))
    }

    fn check_factors(&self) -> Result<(), Misplaced> {
        let known = |id: &str| self.factors.iter().any(|factor| factor.id.eq_ignore_ascii_case(id));
        each("evenings", &self.evenings, |evening| {
            each("factors", &evening.factors, |answer| match known(&answer.factor_id) {
                true => Ok(()),
                false => Err(Misplaced::new([key("factor_id")], "must be the id of one of the document's factors")),
            })
        })
    }
}

fn read<'de, T: Deserialize<'de>>(text: &'de str) -> Result<T, JsonError> {
    let mut json = serde_json::Deserializer::from_str(text);
    let value = serde_path_to_error::deserialize(&mut json).map_err(JsonError::of)?;
    let end = json.end().map_err(|error| JsonError {
        line: error.line(),
        column: error.column(),
        path: "$".to_owned(),
        reason: "must be one object, and nothing behind it".to_owned(),
    });
    end.map(|()| value)
}

/// The way to a field that a check names. Some stand deeper in a document.
fn of_field(Invalid { field, reason }: Invalid) -> Misplaced {
    let way = match field.as_str() {
        "at" | "offset_s" => vec![key("at"), key("time")],
        "zone" => vec![key("at"), key("zone")],
        "duration" => vec![key("duration"), key("timed"), key("seconds")],
        field => vec![key(field)],
    };
    Misplaced { way, reason }
}

fn check_evening(evening: &Evening) -> Result<(), Misplaced> {
    if let Some(at) = &evening.stretched_at {
        // Its moment has another name than all others.
        let of_moment = |invalid| Misplaced { way: vec![key("stretched_at")], ..of_field(invalid) };
        at.check().map_err(of_moment)?;
    }
    evening.clone().checked().map(drop).map_err(of_field)
}

fn check_profile(dated: &DatedProfile) -> Result<(), Misplaced> {
    check_day("since", dated.since).map_err(of_field)?;
    dated.profile.check().map_err(|invalid| of_field(invalid).within([key("profile")]))
}

fn check_preferences(preferences: &ReminderPreferences) -> Result<(), Misplaced> {
    let of_preference = |Invalid { field, reason }| {
        let way = match field.as_str() {
            "zone" => vec![key("clock"), key("home"), key("zone")],
            field => vec![key(field)],
        };
        Misplaced { way, reason }.within([key("reminder_preferences")])
    };
    preferences.clone().checked().map(drop).map_err(of_preference)
}

fn each<T>(list: &str, entries: &[T], check: impl Fn(&T) -> Result<(), Misplaced>) -> Result<(), Misplaced> {
    let mut all = entries.iter().enumerate();
    all.try_for_each(|(index, entry)| check(entry).map_err(|it| it.within([key(list), Step::At(index)])))
}

fn once(list: &str, field: &str, entries: impl Iterator<Item = Vec<String>>) -> Result<(), Misplaced> {
    let mut seen = BTreeSet::new();
    let each = entries.enumerate().flat_map(|(index, values)| values.into_iter().map(move |value| (index, value)));
    for (index, value) in each {
        if let Some(value) = seen.replace(value) {
            let way = [key(list), Step::At(index), key(field)];
            return Err(Misplaced::new(way, format!("must not come twice: {value} stood there before")));
        }
    }
    Ok(())
}

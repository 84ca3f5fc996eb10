//! A file of the inbox: what it says, how it is written and read. `core/docs/inbox.md` tells the format.

use std::io;
use std::path::Path;

use chrono::DateTime;

use super::super::disk::{Disk, SystemDisk, make_dirs, put};
use crate::entries::{Tap, TapSource};
use crate::invalid::{Invalid, canonical_id};
use crate::night::Moment;
use crate::reminders::{ReminderAction, ReminderRecord};
use crate::word::Word;

pub(super) const EXTENSION: &str = "evt";
const FORMAT: &str = "nightcramp-inbox";
/// Taps keep the version that the first app reads; a file that an older app cannot read has a higher one.
const TAP_VERSION: u32 = 1;
const REMINDER_VERSION: u32 = 2;

/// A tap as a file of the inbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InboxTap(Tap);

impl InboxTap {
    /// A tap that is sound enough to be written.
    ///
    /// # Errors
    /// [`Invalid`] when its id is no UUID or its moment cannot be.
    pub fn new(tap: Tap) -> Result<Self, Invalid> {
        Ok(Self(tap.checked()?))
    }

    /// The file's name.
    #[must_use]
    pub fn file_name(&self) -> String {
        file_name(&self.0.id)
    }

    /// The file's content.
    #[must_use]
    pub fn text(&self) -> String {
        let Tap { id, at, source } = &self.0;
        text(TAP_VERSION, id, at, &format!("kind tap\nsource {}\n", source.word()))
    }

    /// Puts the tap into the inbox. It is durable when this returns; writing it again changes nothing.
    ///
    /// # Errors
    /// Whatever the file system says. A half-written file bears a name that no reader looks at.
    pub fn write(&self, inbox: &Path) -> io::Result<()> {
        self.write_to(&SystemDisk, inbox)
    }

    /// The same on another disk: for tests and harnesses.
    ///
    /// # Errors
    /// As for [`write`](Self::write).
    pub fn write_to(&self, disk: &dyn Disk, inbox: &Path) -> io::Result<()> {
        write(disk, inbox, &self.0.id, &self.text())
    }
}

/// A record of a reminder as a file of the inbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InboxReminder {
    id: String,
    record: ReminderRecord,
}

impl InboxReminder {
    /// A record that is sound enough to be written, and a UUID that names its file: make one for each record, and use it
    /// again when the record is written again.
    ///
    /// # Errors
    /// [`Invalid`] when the id is no UUID, no plan has such a reminder, or its moment cannot be.
    pub fn new(id: &str, record: ReminderRecord) -> Result<Self, Invalid> {
        Ok(Self { id: canonical_id("id", id)?, record: record.checked()? })
    }

    /// The file's name.
    #[must_use]
    pub fn file_name(&self) -> String {
        file_name(&self.id)
    }

    /// The file's content.
    #[must_use]
    pub fn text(&self) -> String {
        let ReminderRecord { reminder, action, at } = &self.record;
        let rest = format!("kind reminder\nreminder {reminder}\naction {}\n", action.word());
        text(REMINDER_VERSION, &self.id, at, &rest)
    }

    /// Puts the record into the inbox. It is durable when this returns; writing it again changes nothing.
    ///
    /// # Errors
    /// As for [`InboxTap::write`].
    pub fn write(&self, inbox: &Path) -> io::Result<()> {
        write(&SystemDisk, inbox, &self.id, &self.text())
    }
}

fn file_name(id: &str) -> String {
    format!("{id}.{EXTENSION}")
}

fn text(version: u32, id: &str, at: &Moment, rest: &str) -> String {
    let (utc_ms, offset_s, zone) = (at.at.timestamp_millis(), at.offset_s, &at.zone);
    let body = format!("{FORMAT} {version}\nid {id}\nat {utc_ms} {offset_s} {zone}\n{rest}");
    let sum = crc32fast::hash(body.as_bytes());
    format!("{body}crc32 {sum:08x}\n")
}

fn write(disk: &dyn Disk, inbox: &Path, id: &str, text: &str) -> io::Result<()> {
    make_dirs(disk, inbox)?;
    put(disk, inbox, &format!(".{id}.tmp"), &file_name(id), text.as_bytes())
}

/// What a sound file holds.
pub(super) enum Item {
    Tap(Tap),
    Reminder(ReminderRecord),
}

/// What a file turns out to be.
pub(super) enum Content {
    Sound(Item),
    /// Written by a newer app: left where it is.
    Newer,
    Bad,
}

pub(super) fn read(name: &str, bytes: &[u8]) -> Content {
    let Ok(text) = std::str::from_utf8(bytes) else { return Content::Bad };
    let first = text.lines().next().and_then(|line| line.strip_prefix(FORMAT));
    let Some(Ok(version)) = first.map(|rest| rest.trim_start().parse::<u32>()) else { return Content::Bad };
    if version > REMINDER_VERSION {
        return Content::Newer;
    }
    match parse(text) {
        Some((item, file)) if file == name => Content::Sound(item),
        _ => Content::Bad,
    }
}

/// What a file holds, and the name it must have. It is sound when writing what was read gives the same bytes: one spelling,
/// nothing left over, the sum right, the version that of the kind.
fn parse(text: &str) -> Option<(Item, String)> {
    let mut lines = text.lines().skip(1);
    let mut field =
        |key: &str| lines.next().and_then(|line| line.strip_prefix(key)).and_then(|rest| rest.strip_prefix(' '));
    let id = field("id")?;
    let at = moment(field("at")?)?;
    let (item, written, name) = match field("kind")? {
        "tap" => {
            let source = TapSource::from_word(field("source")?)?;
            let tap = InboxTap::new(Tap { id: id.to_owned(), at, source }).ok()?;
            let (written, name) = (tap.text(), tap.file_name());
            (Item::Tap(tap.0), written, name)
        }
        "reminder" => {
            let reminder = field("reminder")?.to_owned();
            let action = ReminderAction::from_word(field("action")?)?;
            let of = InboxReminder::new(id, ReminderRecord { reminder, action, at }).ok()?;
            let (written, name) = (of.text(), of.file_name());
            (Item::Reminder(of.record), written, name)
        }
        _ => return None,
    };
    (written == text).then_some((item, name))
}

fn moment(text: &str) -> Option<Moment> {
    let mut parts = text.splitn(3, ' ');
    Some(Moment {
        at: DateTime::from_timestamp_millis(parts.next()?.parse().ok()?)?,
        offset_s: parts.next()?.parse().ok()?,
        zone: parts.next()?.to_owned(),
    })
}

//! What crosses the border to Kotlin and Swift beside the api: instants, dates, and log records.

use std::sync::{Arc, PoisonError, RwLock};

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

use crate::api::JournalError;
use crate::invalid::Invalid;
use crate::night::Night;

type Timestamp = DateTime<Utc>;
type Day = NaiveDate;
type WallTime = NaiveTime;

fn refused(field: &str, reason: String) -> uniffi::deps::anyhow::Error {
    JournalError::from(Invalid { field: field.to_owned(), reason }).into()
}

uniffi::custom_type!(
    /// An instant, exact to the millisecond.
    Timestamp, i64, {
    remote,
    try_lift: |ms| Timestamp::from_timestamp_millis(ms)
        .ok_or_else(|| refused("at", format!("must lie in the years 1970 to 9999, not {ms} ms from 1970"))),
    lower: |at| at.timestamp_millis(),
});

uniffi::custom_type!(
    /// A day of the calendar, without a clock and without a zone.
    Day, String, {
    remote,
    try_lift: |text| text.parse().map_err(|_| refused("day", format!("{text:?} is no date such as 2026-10-25"))),
    lower: |day| day.to_string(),
});

uniffi::custom_type!(
    /// A time on the wall clock, to the minute, without a date.
    WallTime, String, {
    remote,
    try_lift: |text| WallTime::parse_from_str(&text, "%H:%M").or_else(|_| text.parse())
        .map_err(|_| refused("time", format!("{text:?} is no time such as 22:30"))),
    lower: |time| time.format("%H:%M").to_string(),
});

uniffi::custom_type!(
    /// A night, named by the date of the morning on which it ends.
    Night, String, {
    try_lift: |text| text.parse().map_err(|invalid: Invalid| JournalError::from(invalid).into()),
    lower: |night| night.to_string(),
});

/// How much a log record matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum LogLevel {
    /// Something failed.
    Error,
    /// Something is not as it should be.
    Warn,
    /// A step of the ordinary course.
    Info,
    /// For developers.
    Debug,
}

impl LogLevel {
    fn filter(self) -> log::LevelFilter {
        match self {
            Self::Error => log::LevelFilter::Error,
            Self::Warn => log::LevelFilter::Warn,
            Self::Info => log::LevelFilter::Info,
            Self::Debug => log::LevelFilter::Debug,
        }
    }
}

impl From<log::Level> for LogLevel {
    fn from(level: log::Level) -> Self {
        match level {
            log::Level::Error => Self::Error,
            log::Level::Warn => Self::Warn,
            log::Level::Info => Self::Info,
            log::Level::Debug | log::Level::Trace => Self::Debug,
        }
    }
}

/// Receives log records; the app implements it. Records hold counts and codes, never what a person entered.
#[uniffi::export(foreign)]
pub trait LogSink: Send + Sync {
    /// Takes one record. Must not call the journal.
    ///
    /// # Errors
    /// When the sink cannot take it; the record is dropped then.
    fn log(&self, level: LogLevel, target: String, text: String) -> Result<(), LogSinkError>;
}

/// Why a sink did not take a record.
#[derive(Debug, thiserror::Error, uniffi::Error)]
pub enum LogSinkError {
    /// The app's sink failed.
    #[error("the log sink failed: {reason}")]
    Failed {
        /// What the app says.
        reason: String,
    },
}

impl From<uniffi::UnexpectedUniFFICallbackError> for LogSinkError {
    fn from(error: uniffi::UnexpectedUniFFICallbackError) -> Self {
        Self::Failed { reason: error.reason }
    }
}

static SINK: RwLock<Option<Arc<dyn LogSink>>> = RwLock::new(None);

/// Sends log records of `level` and above to the app; a second call replaces the sink. What is below the level never
/// crosses the border.
#[uniffi::export]
pub fn set_log_sink(sink: Arc<dyn LogSink>, level: LogLevel) {
    *SINK.write().unwrap_or_else(PoisonError::into_inner) = Some(sink);
    // Fails when a logger is installed already: ours by an earlier call, or the one of a Rust program.
    let _ = log::set_logger(&Forwarder);
    log::set_max_level(level.filter());
}

struct Forwarder;

impl log::Log for Forwarder {
    fn enabled(&self, metadata: &log::Metadata<'_>) -> bool {
        metadata.target().starts_with("nightcramp")
    }

    fn log(&self, record: &log::Record<'_>) {
        let sink = SINK.read().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(sink) = sink.filter(|_| self.enabled(record.metadata())) {
            // A record that the app cannot take is lost; there is nobody left to tell.
            let _ = sink.log(record.level().into(), record.target().to_owned(), record.args().to_string());
        }
    }

    fn flush(&self) {}
}

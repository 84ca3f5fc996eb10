//! One press of a button, wherever the button is.

use crate::invalid::{Invalid, canonical_id};
use crate::night::Moment;
use crate::word::vocabulary;

/// Two taps this close are one cramp: a shaking hand presses twice. The choice of the design among its sources' 10 to 60 s.
pub(crate) const JOIN_WITHIN_MS: i64 = 10_000;

vocabulary! {
    /// The surface that was pressed.
    TapSource {
        /// The app's own night screen.
        App = "app",
        /// The Quick Settings tile.
        Tile = "tile",
        /// An action of the bedtime notification.
        Notification = "notification",
        /// A control on the lock screen, in Control Center or on the Action button.
        Control = "control",
        /// A home-screen widget.
        Widget = "widget",
        /// A watch.
        Watch = "watch",
        /// A spoken command.
        Voice = "voice",
    }
}

/// "Cramp now", pressed once. Kept for ever as it was; what it means is open to correction in [`Cramp`](crate::Cramp).
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Tap {
    /// A UUID (version 7 by custom) made by the surface at the press, so that sending the tap again records it once.
    pub id: String,
    /// When it was pressed, by the phone's clock.
    pub at: Moment,
    /// Where it was pressed.
    pub source: TapSource,
}

impl Tap {
    /// The tap with its id in the one spelling, or what is wrong with it.
    pub(crate) fn checked(mut self) -> Result<Self, Invalid> {
        self.id = canonical_id("id", &self.id)?;
        self.at.check()?;
        Ok(self)
    }
}

/// What became of a tap. Whatever it is, the tap is on disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum TapOutcome {
    /// A new cramp. One long vibration.
    Saved,
    /// Within 10 s of another tap, so part of that cramp; it can be split off. Two short vibrations.
    Joined,
    /// The same tap was kept before; nothing changed. Two short vibrations.
    Repeated,
}

/// A tap that is on disk.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct TapKept {
    /// The cramp that the tap made or joined.
    pub cramp_id: String,
    /// What became of the tap.
    pub outcome: TapOutcome,
}

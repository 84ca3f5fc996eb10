//! What the person reports of themselves, how they answered a finding, and every profile. Each method is one step, as in
//! `journal.rs`.

use super::{Journal, JournalError};
use crate::entries::{Acknowledgement, SignReport};
use crate::night::Night;
use crate::profile::DatedProfile;

type Result<T> = std::result::Result<T, JournalError>;

#[cfg_attr(feature = "uniffi", uniffi::export)]
impl Journal {
    /// Keeps what the person said of one sign. Sending it again keeps it once; a later report of the same sign has an id of
    /// its own. [`delete`](Self::delete) takes one back.
    ///
    /// # Errors
    /// [`JournalError::InvalidInput`] names the field that cannot be kept; [`JournalError::IdTaken`] when the id was used for
    /// another report.
    pub fn report_sign(&self, report: SignReport) -> Result<()> {
        let report = report.checked()?;
        self.write(|journal| journal.report_sign(&report))
    }

    /// What was reported in the nights from `first` to `last`, both included, oldest first. A report belongs to the night of
    /// its moment; by day that is the night to come.
    ///
    /// # Errors
    /// As for [`nights`](Self::nights).
    pub fn sign_reports(&self, first: Night, last: Night) -> Result<Vec<SignReport>> {
        self.read(|journal| journal.sign_reports(first, last))
    }

    /// Keeps how the person answered a finding. Sending it again keeps it once. [`delete`](Self::delete) takes one back.
    ///
    /// # Errors
    /// [`JournalError::InvalidInput`] names the field that cannot be kept; [`JournalError::IdTaken`] when the id was used for
    /// another answer.
    pub fn acknowledge(&self, acknowledgement: Acknowledgement) -> Result<()> {
        let acknowledgement = acknowledgement.checked()?;
        self.write(|journal| journal.acknowledge(&acknowledgement))
    }

    /// Every answer to a finding, oldest first.
    ///
    /// # Errors
    /// Storage errors only.
    pub fn acknowledgements(&self) -> Result<Vec<Acknowledgement>> {
        self.read(|journal| journal.acknowledgements())
    }

    /// Every profile that was saved with the day from which on it holds, oldest first.
    ///
    /// # Errors
    /// Storage errors only.
    pub fn profiles(&self) -> Result<Vec<DatedProfile>> {
        self.read(|journal| journal.profiles())
    }
}

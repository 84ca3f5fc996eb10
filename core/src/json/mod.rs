//! A journal as one JSON file: everything that a person told, for tests, for desks, for whoever wants to see it all.
//!
//! Start at [`Document`], then [`load`], which writes one into a journal. The format is described for other programs in
//! `core/docs/journal.schema.json`. What is not known is left out: nothing is ever `null`, and nothing that is left out
//! says no. Phones do without this module: it stands behind the feature `json`.

#[cfg(test)]
pub(crate) mod case;
mod document;
mod error;
mod load;
mod rows;
mod words;

pub use document::{Document, DocumentCramp, FORMAT, VERSION};
pub use error::JsonError;
pub use load::load;

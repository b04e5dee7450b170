//! What changed in the facts, for people and for feed readers.

use crate::{Date, StatusCode};
use serde::{Deserialize, Serialize};

/// A change of the facts. `data/changes.json` holds them, newest first; the date of the newest is the
/// version of the data.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "authoring", serde(deny_unknown_fields))]
pub struct Change {
    /// The day on which it was made.
    pub date: Date,
    /// The codes whose records changed; empty where it concerns all of them.
    pub codes: Vec<StatusCode>,
    /// What changed and what supports it, with the inline marks of [`crate::text`].
    pub what: String,
}

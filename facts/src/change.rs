//! What changed in the facts, for people and for feed readers.

use crate::{Date, StatusCode};
#[cfg(feature = "authoring")]
use crate::{
    Record,
    rules::{Broken, Findings},
};
use serde::{Deserialize, Serialize};

/// A change of the facts. `data/changes.json` holds them, newest first; the date of the newest is the
/// version of the data.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "authoring", serde(deny_unknown_fields))]
pub struct Change {
    /// The day on which it was made.
    pub date: Date,
    /// The codes whose records changed; empty where it is about no code in particular.
    pub codes: Vec<StatusCode>,
    /// What changed and what supports it, with the inline marks of [`crate::text`].
    pub what: String,
}

/// Every rule that the changes must meet, as the path of a member and what would be right.
#[cfg(feature = "authoring")]
pub(crate) fn check(changes: &[Change], records: &[Record]) -> Vec<Broken> {
    let known = |code: StatusCode| records.iter().any(|record| record.code == code);
    let mut found = Findings::default();
    if changes.is_empty() {
        found.add("", "is empty: the newest change is the version of the data");
    }
    for (at, change) in changes.iter().enumerate() {
        if at > 0 && changes[at - 1].date < change.date {
            let reason = "is newer than the day before it in the list: the newest comes first";
            found.add(format!("[{at}].date"), reason);
        }
        for (i, code) in change.codes.iter().enumerate().filter(|(_, code)| !known(**code)) {
            found.add(format!("[{at}].codes[{i}]"), format!("{code} has no record"));
        }
        found.distinct(&format!("[{at}].codes"), "", change.codes.iter());
        found.linked(&format!("[{at}].what"), &change.what, known);
    }
    found.0
}

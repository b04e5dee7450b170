//! The record as it is published at `/407.json`.

use crate::Record;
use serde::Serialize;

/// A record with what a reader needs who has nothing but this file.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Published<'a> {
    /// Where the JSON Schema of this file is.
    #[serde(rename = "$schema")]
    pub schema: String,
    /// The page for people, lasting.
    pub url: String,
    /// The license of the facts, an SPDX identifier: `CC-BY-4.0`.
    pub license: &'static str,
    /// The version of the data: the day of the newest change, `YYYY-MM-DD`.
    pub version: &'a str,
    /// The record itself; `related` is held by both codes of a pair.
    #[serde(flatten)]
    pub record: &'a Record,
    /// The code's constant in languages and frameworks.
    pub constants: Vec<Constant<'a>>,
}

/// How a language or framework writes the code.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Constant<'a> {
    /// The language: `Rust`.
    pub language: &'a str,
    /// The library: `http`.
    pub library: &'a str,
    /// What one types.
    pub expression: String,
    /// Whether the library has a constant for the code; if not, the expression sends the number.
    pub named: bool,
}

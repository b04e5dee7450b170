//! What a language or framework calls a status code.

use crate::StatusCode;
#[cfg(feature = "authoring")]
use crate::{
    Constant, Date,
    rules::{Broken, Findings},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
#[cfg(feature = "authoring")]
use std::collections::BTreeSet;

/// A language or framework, and what one types in it for a status code. `data/languages.json` holds
/// them, the most widely used first.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "authoring", serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Language {
    /// Its lasting name in addresses and element ids: `rust-http`.
    pub id: String,
    /// The language: `Rust`.
    pub language: String,
    /// The library: `http`.
    pub library: String,
    /// How a constant is imported or used: one or two sentences, code between backticks.
    pub how: String,
    /// What one types for a code, whole: `StatusCode::NOT_FOUND`. A code that is not here has no
    /// constant in the library.
    pub constants: BTreeMap<StatusCode, String>,
    /// What one types for any other code, `{code}` in the number's place: `StatusCode::from_u16({code})?`.
    pub otherwise: String,
    /// The file of `data/constants/`, without its ending, that the constants are held to; absent where
    /// no package of the library is at hand to hold them to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub snapshot: Option<String>,
    /// The constants that releases in use lack, with the release that brought them: `Spring 7.0`. Those that
    /// are newer than the snapshot are among them.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub since: BTreeMap<StatusCode, String>,
    /// What was read for the constants that no snapshot vouches for: repository and file. Absent where there
    /// are none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub read: Option<String>,
    /// The library's documentation of its constants.
    pub source: String,
}

/// What a real library has: a file of `data/constants/`, written by `cargo xtask constants`.
#[cfg(feature = "authoring")]
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Snapshot {
    /// What it is of: `Rust http::StatusCode`.
    pub library: String,
    /// The package that was read: `crate http`.
    pub package: String,
    /// The library's version.
    pub version: String,
    /// The day on which it was read: for whoever opens the file; nothing here asks for it.
    pub taken: Date,
    /// Those of the names that the library calls deprecated.
    pub deprecated: BTreeSet<String>,
    /// Every name of a number, without what stands before it in code.
    pub constants: BTreeMap<StatusCode, Vec<String>>,
}

/// What one types for a code.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Expression<'a> {
    /// The library's constant.
    Constant(&'a str),
    /// The number: the library has no constant for it.
    Number(String),
}

impl Language {
    /// What one types for a code: the library's constant, or the number where there is none.
    pub fn expression(&self, code: StatusCode) -> Expression<'_> {
        match self.constants.get(&code) {
            Some(constant) => Expression::Constant(constant),
            None => Expression::Number(self.otherwise.replace("{code}", &code.to_string())),
        }
    }

    /// How the language writes a code, as it is published.
    #[cfg(feature = "authoring")]
    pub fn constant(&self, code: StatusCode) -> Constant<'_> {
        let (expression, named) = match self.expression(code) {
            Expression::Constant(expression) => (expression.to_owned(), true),
            Expression::Number(expression) => (expression, false),
        };
        Constant {
            language: &self.language,
            library: &self.library,
            expression,
            named,
            since: self.since.get(&code).map(String::as_str),
        }
    }
}

/// Every rule that the languages must meet, as the path of a member and what would be right.
#[cfg(feature = "authoring")]
pub(crate) fn check(languages: &[Language]) -> Vec<Broken> {
    let mut found = Findings::default();
    if languages.is_empty() {
        found.add("", "is empty: every code has its constants");
    }
    for (i, language) in languages.iter().enumerate() {
        let at = |member: &str| format!("[{i}].{member}");
        let id = &language.id;
        if !id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-') {
            found.add(at("id"), "is made of small letters, digits and hyphens");
        }
        if languages[..i].iter().any(|earlier| earlier.id == *id) {
            found.add(at("id"), "is another language's too");
        }
        for (member, text) in [
            ("id", id),
            ("language", &language.language),
            ("library", &language.library),
            ("otherwise", &language.otherwise),
        ] {
            found.words(&at(member), text);
        }
        found.marked(&at("how"), &language.how);
        if language.constants.is_empty() {
            found.add(at("constants"), "is empty");
        }
        for (code, expression) in &language.constants {
            found.words(&at(&format!("constants.{code}")), expression);
        }
        if !language.otherwise.contains("{code}") {
            found.add(at("otherwise"), "must have {code} where the number goes");
        }
        for (code, release) in &language.since {
            let at = at(&format!("since.{code}"));
            found.words(&at, release);
            if !language.constants.contains_key(code) {
                found.add(at, "has no constant");
            }
        }
        if language.snapshot.is_none() && language.read.is_none() {
            found.add(at("read"), "is missing: no snapshot vouches for the constants");
        }
        if !language.source.starts_with("https://") {
            found.add(at("source"), "must start with https://");
        }
    }
    found.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_without_a_constant_is_sent_by_its_number() {
        let code = |number| StatusCode::new(number).expect("within 100 to 999");
        let rust = Language {
            id: "rust-http".to_owned(),
            language: "Rust".to_owned(),
            library: "http".to_owned(),
            how: "`use http::StatusCode;`".to_owned(),
            constants: BTreeMap::from([(code(404), "StatusCode::NOT_FOUND".to_owned())]),
            otherwise: "StatusCode::from_u16({code})?".to_owned(),
            snapshot: None,
            since: BTreeMap::new(),
            read: None,
            source: "https://docs.rs/http".to_owned(),
        };
        assert_eq!(rust.expression(code(404)), Expression::Constant("StatusCode::NOT_FOUND"));
        let number = Expression::Number("StatusCode::from_u16(466)?".to_owned());
        assert_eq!(rust.expression(code(466)), number);
    }
}

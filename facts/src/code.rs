//! The number itself and the class its first digit names.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A three-digit status code, 100 to 999 (RFC 9110 §15).
///
/// HTTP defines the classes 100–599 only, but the grammar is `3DIGIT`, and numbers beyond them are
/// met in practice (783, 999). A value outside 100–999 cannot be made.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(try_from = "u16", into = "u16")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("minimum" = 100, "maximum" = 999)))]
pub struct StatusCode(u16);

impl StatusCode {
    /// The code, where `number` is within 100–999.
    pub const fn new(number: u16) -> Option<StatusCode> {
        if number >= 100 && number <= 999 { Some(StatusCode(number)) } else { None }
    }

    /// Reads exactly three ASCII digits, the first not 0: what a status line holds (RFC 9112 §4).
    pub fn parse(text: &str) -> Option<StatusCode> {
        if text.len() != 3 || !text.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        StatusCode::new(text.parse().ok()?)
    }

    /// The number, 100–999.
    pub const fn get(self) -> u16 {
        self.0
    }

    /// As what a client treats the code that does not know it (RFC 9110 §15): the x00 of its class, `400`, or
    /// from 600 on any of `5xx`.
    pub fn unknown_as(self) -> String {
        match self.class() {
            Class::Other => Class::ServerError.slug().to_owned(),
            _ => (self.0 / 100 * 100).to_string(),
        }
    }

    /// The class its first digit names.
    pub const fn class(self) -> Class {
        match self.0 / 100 {
            1 => Class::Informational,
            2 => Class::Successful,
            3 => Class::Redirection,
            4 => Class::ClientError,
            5 => Class::ServerError,
            _ => Class::Other,
        }
    }
}

/// A number that no status code can be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct OutOfRange(u16);

impl fmt::Display for OutOfRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} is not a status code: it must be 100 to 999", self.0)
    }
}

impl std::error::Error for OutOfRange {}

impl TryFrom<u16> for StatusCode {
    type Error = OutOfRange;

    fn try_from(number: u16) -> Result<Self, OutOfRange> {
        StatusCode::new(number).ok_or(OutOfRange(number))
    }
}

impl From<StatusCode> for u16 {
    fn from(code: StatusCode) -> u16 {
        code.0
    }
}

impl fmt::Display for StatusCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

/// The class of a status code: its first digit (RFC 9110 §15), and the rest of what is met.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Class {
    /// 1xx (RFC 9110 §15.2).
    Informational,
    /// 2xx (RFC 9110 §15.3).
    Successful,
    /// 3xx (RFC 9110 §15.4).
    Redirection,
    /// 4xx (RFC 9110 §15.5).
    ClientError,
    /// 5xx (RFC 9110 §15.6).
    ServerError,
    /// 600–999: outside the classes of HTTP; a client treats them as 5xx (RFC 9110 §15).
    Other,
}

impl Class {
    /// Every class, in the order of their numbers.
    pub const ALL: [Class; 6] = [
        Class::Informational,
        Class::Successful,
        Class::Redirection,
        Class::ClientError,
        Class::ServerError,
        Class::Other,
    ];

    /// How people write it, and its address: `4xx`, or `other`.
    pub const fn slug(self) -> &'static str {
        match self {
            Class::Informational => "1xx",
            Class::Successful => "2xx",
            Class::Redirection => "3xx",
            Class::ClientError => "4xx",
            Class::ServerError => "5xx",
            Class::Other => "other",
        }
    }

    /// The inverse of [`Class::slug`].
    pub fn from_slug(slug: &str) -> Option<Class> {
        Class::ALL.into_iter().find(|class| class.slug() == slug)
    }

    /// The name that RFC 9110 §15 gives it; `Outside the classes` for [`Class::Other`].
    pub const fn name(self) -> &'static str {
        match self {
            Class::Informational => "Informational",
            Class::Successful => "Successful",
            Class::Redirection => "Redirection",
            Class::ClientError => "Client Error",
            Class::ServerError => "Server Error",
            Class::Other => "Outside the classes",
        }
    }

    /// The section of RFC 9110 that defines it.
    pub const fn section(self) -> &'static str {
        match self {
            Class::Informational => "RFC 9110 §15.2",
            Class::Successful => "RFC 9110 §15.3",
            Class::Redirection => "RFC 9110 §15.4",
            Class::ClientError => "RFC 9110 §15.5",
            Class::ServerError => "RFC 9110 §15.6",
            Class::Other => "RFC 9110 §15",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_code_is_three_digits_from_100() {
        for good in [100, 407, 599, 600, 999] {
            assert_eq!(StatusCode::new(good).map(StatusCode::get), Some(good));
            assert_eq!(StatusCode::parse(&good.to_string()), StatusCode::new(good));
        }
        for bad in [0, 99, 1000, u16::MAX] {
            assert_eq!(StatusCode::new(bad), None);
        }
        for bad in ["", "40", "4040", "099", "+40", "4 4", "４０４", "40x"] {
            assert_eq!(StatusCode::parse(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn a_class_is_found_by_its_slug_and_by_its_first_digit() {
        for class in Class::ALL {
            assert_eq!(Class::from_slug(class.slug()), Some(class));
        }
        assert_eq!(StatusCode(599).class(), Class::ServerError);
        assert_eq!(StatusCode(600).class(), Class::Other);
        assert_eq!(Class::from_slug("6xx"), None);
    }
}

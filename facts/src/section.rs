//! A section of an RFC, and the address of its text.

use serde::{Deserialize, Serialize};

/// A section of an RFC as this project writes it: `RFC 9110 §15.5.8`, or `RFC 7725 §A` for an appendix.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("pattern" = r"^RFC [0-9]+ §([0-9]+|[A-Z])(\.[0-9]+)*$")))]
pub struct Section(String);

impl Section {
    /// Reads `RFC n §s`; `None` where the text is anything else.
    pub fn parse(text: &str) -> Option<Section> {
        let (rfc, section) = text.strip_prefix("RFC ")?.split_once(" §")?;
        (is_digits(rfc) && Section::is_number(section)).then(|| Section(text.to_owned()))
    }

    /// Whether a text is the number of a section, `15.5.8`, or of one in an appendix, `A.1`.
    pub fn is_number(text: &str) -> bool {
        let is_appendix =
            |part: &str| part.len() == 1 && part.bytes().all(|b| b.is_ascii_uppercase());
        let mut parts = text.split('.');
        parts.next().is_some_and(|first| is_digits(first) || is_appendix(first))
            && parts.all(is_digits)
    }

    /// What [`Section::is_number`] accepts, as a pattern.
    #[cfg(feature = "schema")]
    pub(crate) const NUMBER: &str = r"^([0-9]+|[A-Z])(\.[0-9]+)*$";

    /// The text as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The RFC's number and the section's: `("9110", "15.5.8")`.
    pub fn parts(&self) -> (&str, &str) {
        let text = self.0.strip_prefix("RFC ").unwrap_or_default();
        text.split_once(" §").unwrap_or((text, ""))
    }

    /// The address of the section in the RFC Editor's HTML.
    pub fn url(&self) -> String {
        let (rfc, section) = self.parts();
        let kind = match section.as_bytes() {
            [b'A'..=b'Z', ..] => "appendix",
            _ => "section",
        };
        format!("https://www.rfc-editor.org/rfc/rfc{rfc}.html#{kind}-{section}")
    }
}

fn is_digits(part: &str) -> bool {
    !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit())
}

impl TryFrom<String> for Section {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Section, Self::Error> {
        Section::parse(&text).ok_or("a section is written `RFC 9110 §15.5.8`")
    }
}

impl From<Section> for String {
    fn from(section: Section) -> String {
        section.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_leads_to_its_text() {
        let url = |text| Section::parse(text).map(|section| section.url());
        assert_eq!(
            url("RFC 9110 §15.5.8").as_deref(),
            Some("https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.8")
        );
        assert_eq!(
            url("RFC 9110 §B.3").as_deref(),
            Some("https://www.rfc-editor.org/rfc/rfc9110.html#appendix-B.3")
        );
        for bad in ["RFC 9110", "RFC 9110 15", "RFC x §1", "RFC 9110 §", "RFC 9110 §1.", "9110 §1"]
        {
            assert_eq!(Section::parse(bad), None, "{bad}");
        }
    }
}

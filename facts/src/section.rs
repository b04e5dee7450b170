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
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        let appendix = |part: &str| part.len() == 1 && part.bytes().all(|b| b.is_ascii_uppercase());
        let mut parts = section.split('.');
        let first = parts.next()?;
        let fits = digits(rfc) && (digits(first) || appendix(first)) && parts.all(digits);
        fits.then(|| Section(text.to_owned()))
    }

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

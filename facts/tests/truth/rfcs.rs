//! What is known of the RFCs: `data/rfc/`.

use facts::Section;
use serde::{Deserialize, de::DeserializeOwned};
use std::{collections::BTreeMap, fs, path::Path};

/// An RFC of the index.
#[derive(Deserialize)]
pub struct Rfc {
    pub title: String,
    /// Whether its text was read: if not, only the sections that are listed here may be cited.
    pub read: bool,
    pub obsoleted_by: Vec<u32>,
    /// Sections that a second source confirms, with their titles.
    #[serde(default)]
    sections: BTreeMap<String, String>,
    /// Sections that nobody has held against the document.
    #[serde(default)]
    on_trust: BTreeMap<String, String>,
    /// Obsoleted sections whose content stands nowhere else, with the reason: they may be linked.
    #[serde(default)]
    pub not_replaced: BTreeMap<String, String>,
    /// Whether it was made Historic, with no RFC in its place.
    #[serde(default)]
    pub historic: bool,
}

/// A section whose text was read.
#[derive(Deserialize)]
pub struct Text {
    title: String,
    /// The header fields that it names, each with the keywords that govern it.
    pub fields: BTreeMap<String, Vec<String>>,
    /// Every keyword in it.
    pub keywords: Vec<String>,
    /// The status codes in it.
    pub mentions: Vec<u16>,
}

#[derive(Deserialize)]
struct Texts {
    sections: BTreeMap<String, Text>,
}

/// Every RFC that may be cited.
pub struct Rfcs {
    index: BTreeMap<u32, Rfc>,
    texts: BTreeMap<u32, Texts>,
}

impl Rfcs {
    pub fn read(dir: &Path) -> Rfcs {
        let index: BTreeMap<u32, Rfc> = json(&dir.join("index.json"));
        let read = index.iter().filter(|(_, rfc)| rfc.read);
        let texts = read.map(|(number, _)| (*number, json(&dir.join(format!("{number}.json")))));
        Rfcs { texts: texts.collect(), index }
    }

    /// The RFC of a document's name, `RFC 9110`; `Err` says what to do where it is not in the index.
    pub fn rfc(&self, document: &str) -> Result<&Rfc, String> {
        let number = document.strip_prefix("RFC ").and_then(|number| number.parse().ok());
        number.and_then(|number: u32| self.index.get(&number)).ok_or_else(|| {
            format!(
                "{document} is not in data/rfc/index.json: add it in tools/rfc/not-in-texts.json"
            )
        })
    }

    /// The title of a section that exists; `Err` where there is none, or none that anybody looked up.
    pub fn title(&self, section: &Section) -> Result<&str, String> {
        let (number, part) = section.parts();
        let rfc = self.rfc(&format!("RFC {number}"))?;
        if rfc.read {
            let text = self.text(section).map(|text| text.title.as_str());
            text.ok_or_else(|| format!("{}: there is no such section", section.as_str()))
        } else {
            let title =
                rfc.sections.get(part).or_else(|| rfc.on_trust.get(part)).map(String::as_str);
            title.ok_or_else(|| {
                format!(
                    "{}: the text of the RFC is not at hand; open the section, and if it says so, \
                     add it in tools/rfc/not-in-texts.json",
                    section.as_str()
                )
            })
        }
    }

    /// What was found in a section; `None` where the RFC was not read or has no such section.
    pub fn text(&self, section: &Section) -> Option<&Text> {
        let (number, part) = section.parts();
        self.texts.get(&number.parse().ok()?)?.sections.get(part)
    }

    /// Whether `successor` (`RFC 9110`) took the place of `rfc`, at once or in the end.
    pub fn is_succeeded_by(&self, rfc: &Rfc, successor: &str) -> bool {
        rfc.obsoleted_by.iter().any(|number| {
            let next = self.index.get(number);
            *successor == format!("RFC {number}")
                || next.is_some_and(|next| self.is_succeeded_by(next, successor))
        })
    }
}

fn json<T: DeserializeOwned>(file: &Path) -> T {
    let text = fs::read_to_string(file).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
    serde_json::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", file.display()))
}

//! What is published: the record at `/407.json`, the list of all codes at `/codes.json`.

use crate::{CachingRule, ContentRule, Record, Registration, RetryRule, State, StatusCode, Turn};
use serde::Serialize;

/// The license of the facts, an SPDX identifier.
pub const LICENSE: &str = "CC-BY-4.0";

/// A record with what a reader needs who has nothing but this file.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(transform = as_published))]
pub struct Published<'a> {
    /// Where the JSON Schema of this file is.
    #[serde(rename = "$schema")]
    pub schema: String,
    /// The page for people, lasting.
    #[cfg_attr(feature = "schema", schemars(extend("format" = "uri", "pattern" = "^https?://")))]
    pub url: String,
    /// The license of the facts, an SPDX identifier: `CC-BY-4.0`.
    #[cfg_attr(feature = "schema", schemars(extend("const" = LICENSE)))]
    pub license: &'static str,
    /// The version of the data: the day of the newest change, `YYYY-MM-DD`.
    #[cfg_attr(feature = "schema", schemars(with = "crate::Date"))]
    pub version: &'a str,
    /// The record itself; `related` is held by both codes of a pair.
    #[serde(flatten)]
    pub record: &'a Record,
    /// The code's constant in languages and frameworks.
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    pub constants: Vec<Constant<'a>>,
}

/// How a language or framework writes the code.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Constant<'a> {
    /// The language: `Rust`.
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    pub language: &'a str,
    /// The library: `http`.
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    pub library: &'a str,
    /// What one types.
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    pub expression: String,
    /// Whether the library has a constant for the number; if not, the expression sends the number itself. One
    /// that the library calls deprecated counts where its name is the code's: `USE_PROXY` for 305, but not
    /// `METHOD_FAILURE` for 420.
    pub named: bool,
    /// The release that brought the constant, where releases in use lack it: `Spring 6.0.5`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(default, with = "String", extend("minLength" = 1)))]
    pub since: Option<&'a str>,
}

/// Every code, with what a program needs that has to know them all.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(extend("additionalProperties" = false)))]
pub struct List<'a> {
    /// Where the JSON Schema of this file is.
    #[serde(rename = "$schema")]
    pub schema: String,
    /// The license of the facts, an SPDX identifier: `CC-BY-4.0`.
    #[cfg_attr(feature = "schema", schemars(extend("const" = LICENSE)))]
    pub license: &'static str,
    /// The version of the data: the day of the newest change, `YYYY-MM-DD`.
    #[cfg_attr(feature = "schema", schemars(with = "crate::Date"))]
    pub version: &'a str,
    /// The codes, by their number.
    pub codes: Vec<Listed<'a>>,
}

/// What the list says of a code, in the words of its record.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(extend("additionalProperties" = false)))]
pub struct Listed<'a> {
    /// The number.
    pub code: StatusCode,
    /// Its name.
    pub name: &'a str,
    /// The class: `4xx`; `other` from 600 on.
    pub class: &'static str,
    /// Where it stands today.
    pub state: State,
    /// Who registered it.
    pub registration: &'a Registration,
    /// One plain sentence: what the code says.
    pub summary: &'a str,
    /// The page for people, lasting.
    #[cfg_attr(feature = "schema", schemars(extend("format" = "uri", "pattern" = "^https?://")))]
    pub url: String,
    /// Whose move it is when this code is seen.
    pub turn: Turn,
    /// Whether a cache may keep the response.
    pub caching: CachingRule,
    /// Whether the response may carry content.
    pub content: ContentRule,
    /// Whether sending the request again can help.
    pub retry: RetryRule,
    /// Earlier and other names.
    pub aliases: Vec<&'a str>,
    /// As what a client treats the code that does not know it (RFC 9110 §15): the number of a code, `400`, or
    /// from 600 on `5xx`.
    pub unknown_as: String,
}

/// Says what the record's own schema says otherwise or leaves open: what `$schema` is in this file (the member
/// of the record, which is for editors, has its name), and that no other members follow those of the record.
#[cfg(feature = "schema")]
fn as_published(schema: &mut schemars::Schema) {
    schema.insert("additionalProperties".to_owned(), false.into());
    if let Some(address) = schema.pointer_mut("/properties/$schema") {
        *address = serde_json::json!({
            "description": "Where the JSON Schema of this file is.",
            "type": "string",
            "format": "uri",
            "pattern": "^https?://",
        });
    }
}

#[cfg(all(test, feature = "schema"))]
mod tests {
    use super::*;
    use schemars::schema_for;
    use serde_json::{Value, json};

    #[test]
    fn the_schemas_hold_what_the_types_refuse() {
        let record = schema_for!(Record).to_value();
        let of = |name: &str| record["$defs"][name].clone();
        assert_eq!(
            (&of("StatusCode")["minimum"], &of("StatusCode")["maximum"]),
            (&json!(100), &json!(999))
        );
        for name in ["Section", "Date"] {
            assert!(of(name)["pattern"].is_string(), "{name}");
        }
    }

    #[test]
    fn the_address_of_the_schema_is_a_text_that_is_always_there() {
        let published = schema_for!(Published<'_>).to_value();
        assert!(
            published["required"].as_array().is_some_and(|names| names.contains(&json!("$schema")))
        );
        let address = &published["properties"]["$schema"];
        assert_eq!(address["type"], "string");
        assert_eq!(address["writeOnly"], Value::Null);
    }

    #[test]
    fn descriptions_have_no_links_that_only_rustdoc_follows() {
        for schema in [schema_for!(Published<'_>), schema_for!(List<'_>), schema_for!(crate::Guide)]
        {
            let text = schema.to_value().to_string();
            assert!(!text.contains("[`"), "{text}");
        }
    }
}

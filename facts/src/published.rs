//! The record as it is published at `/407.json`.

use crate::Record;
use serde::Serialize;

/// A record with what a reader needs who has nothing but this file.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(transform = own_address))]
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

/// Says of `$schema` what it is in this file: the member of the record, which is for editors, has its name.
#[cfg(feature = "schema")]
fn own_address(schema: &mut schemars::Schema) {
    if let Some(address) = schema.pointer_mut("/properties/$schema") {
        *address = serde_json::json!({
            "description": "Where the JSON Schema of this file is.",
            "type": "string",
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
        for schema in [schema_for!(Published<'_>), schema_for!(crate::Guide)] {
            let text = schema.to_value().to_string();
            assert!(!text.contains("[`"), "{text}");
        }
    }
}

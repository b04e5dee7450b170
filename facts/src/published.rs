//! What is published: the record at `/407.json`, all records at `/records.json`, the list of all codes at `/codes.json`,
//! the changes at `/changes.json`, what the search knows at `/search.json`.

use crate::{
    CachingRule, Change, ContentRule, Date, Methods, Record, Registration, RetryRule, State,
    StatusCode, Synonyms, Turn, Variant, text,
};
#[cfg(feature = "schema")]
use crate::{Class, schema};
use serde::Serialize;
use std::collections::BTreeMap;

/// The license of the facts, an SPDX identifier.
pub const LICENSE: &str = "CC-BY-4.0";

/// The text of the license.
pub const LICENSE_URL: &str = "https://creativecommons.org/licenses/by/4.0/";

/// What every published file says of itself.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Imprint<'a> {
    /// Where the JSON Schema of this file is.
    #[serde(rename = "$schema")]
    #[cfg_attr(feature = "schema", schemars(extend("format" = "uri", "pattern" = schema::ADDRESS)))]
    pub schema: String,
    /// The license of the facts, an SPDX identifier: `CC-BY-4.0`.
    #[cfg_attr(feature = "schema", schemars(extend("const" = LICENSE)))]
    pub license: &'static str,
    /// The version of the data: the day of the newest change, `YYYY-MM-DD`.
    #[cfg_attr(feature = "schema", schemars(with = "Date"))]
    pub version: &'a str,
    /// Which state of the data it is: the same in all files that are of one state, and another one as soon as
    /// anything differs, on the same day too.
    #[cfg_attr(feature = "schema", schemars(extend("pattern" = "^[0-9a-f]{16}$")))]
    pub revision: &'a str,
}

/// A record with what a reader needs who has nothing but this file.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "PublishedRecord", transform = as_published))]
pub struct Published<'a> {
    /// Where the file is from.
    #[serde(flatten)]
    pub imprint: Imprint<'a>,
    /// The page for people, lasting.
    #[cfg_attr(feature = "schema", schemars(extend("format" = "uri", "pattern" = schema::ADDRESS)))]
    pub url: String,
    /// The class: `4xx`; `other` from 600 on.
    #[cfg_attr(feature = "schema", schemars(extend("enum" = Class::ALL.map(Class::slug))))]
    pub class: &'static str,
    /// As what a client treats the code that does not know it: see [`StatusCode::unknown_as`].
    #[cfg_attr(feature = "schema", schemars(extend("description" = UNKNOWN_AS, "pattern" = schema::GENERIC)))]
    pub unknown_as: String,
    /// The record itself; `related` is held by both codes of a pair.
    #[serde(flatten)]
    pub record: &'a Record,
    /// The code's constant in languages and frameworks.
    #[cfg_attr(feature = "schema", schemars(length(min = 1), extend("uniqueItems" = true)))]
    pub constants: Vec<Constant<'a>>,
}

impl<'a> Published<'a> {
    /// A record as it is published, its page being at `url`.
    pub fn new(
        imprint: Imprint<'a>,
        url: String,
        record: &'a Record,
        constants: Vec<Constant<'a>>,
    ) -> Published<'a> {
        let code = record.code;
        let (class, unknown_as) = (code.class().slug(), code.unknown_as());
        Published { imprint, url, class, unknown_as, record, constants }
    }
}

/// How a language or framework writes the code.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(transform = schema::words))]
pub struct Constant<'a> {
    /// The language: `Rust`.
    pub language: &'a str,
    /// The library: `http`.
    pub library: &'a str,
    /// What one types.
    pub expression: String,
    /// Whether the library has a constant for the number; if not, the expression sends the number itself. One
    /// that the library calls deprecated counts where its name is the code's: `USE_PROXY` for 305, but not
    /// `METHOD_FAILURE` for 420.
    pub named: bool,
    /// The release that brought the constant, where releases in use lack it: `Spring 6.0.5`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub since: Option<&'a str>,
}

/// Every record, for who wants all that there is at once.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "RecordList"))]
pub struct Records<'a> {
    /// Where the file is from.
    #[serde(flatten)]
    pub imprint: Imprint<'a>,
    /// The records, by their number, each as the file of its own has it.
    #[cfg_attr(feature = "schema", schemars(length(min = 1), extend("uniqueItems" = true)))]
    pub records: Vec<Published<'a>>,
}

/// Every code, with what a program needs that has to know them all.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "CodeList"))]
pub struct List<'a> {
    /// Where the file is from.
    #[serde(flatten)]
    pub imprint: Imprint<'a>,
    /// The codes, by their number.
    #[cfg_attr(feature = "schema", schemars(length(min = 1), extend("uniqueItems" = true)))]
    pub codes: Vec<Listed<'a>>,
}

/// What the list says of a code, in the words of its record.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(
    transform = schema::standing,
    transform = schema::repeatable("retry"),
    transform = schema::words,
))]
pub struct Listed<'a> {
    /// The number.
    pub code: StatusCode,
    /// Its name.
    pub name: &'a str,
    /// The class: `4xx`; `other` from 600 on.
    #[cfg_attr(feature = "schema", schemars(extend("enum" = Class::ALL.map(Class::slug))))]
    pub class: &'static str,
    /// Where it stands today in the meaning of `registration`; in another vendor's hands, see `variants`.
    pub state: State,
    /// Who registered it, or whose it is.
    pub registration: &'a Registration,
    /// One plain sentence: what the code says.
    pub summary: &'a str,
    /// The page for people, lasting.
    #[cfg_attr(feature = "schema", schemars(extend("format" = "uri", "pattern" = schema::ADDRESS)))]
    pub url: String,
    /// Whose move it is when this code is seen.
    pub turn: Turn,
    /// Whether a cache may keep the response, in the meaning of `registration`.
    pub caching: CachingRule,
    /// Whether the response may carry content, in the meaning of `registration`: a rule for its sender.
    pub content: ContentRule,
    /// Whether sending the request again can help, in the meaning of `registration`.
    pub retry: RetryRule,
    /// Which methods a program may repeat by itself: there exactly where `retry` is `same-now` or `same-later`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub methods: Option<Methods>,
    /// Earlier and other names.
    #[cfg_attr(feature = "schema", schemars(extend("uniqueItems" = true)))]
    pub aliases: Vec<&'a str>,
    /// As what a client treats the code that does not know it: see [`StatusCode::unknown_as`].
    #[cfg_attr(feature = "schema", schemars(extend("description" = UNKNOWN_AS, "pattern" = schema::GENERIC)))]
    pub unknown_as: String,
    /// The same number in another vendor's hands: what is said of `caching`, `content` and `retry` need not hold of
    /// it.
    #[cfg_attr(feature = "schema", schemars(extend("uniqueItems" = true)))]
    pub variants: Vec<ListedVariant<'a>>,
}

/// What the list says of another vendor's use of a number.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(transform = schema::words))]
pub struct ListedVariant<'a> {
    /// The vendor.
    pub vendor: &'a str,
    /// The vendor's words for it.
    pub name: &'a str,
    /// Where this use stands today.
    #[cfg_attr(feature = "schema", schemars(extend("enum" = schema::states(false))))]
    pub state: State,
}

impl<'a> Listed<'a> {
    /// What the list says of the code of a record whose page is at `url`.
    pub fn new(record: &'a Record, url: String) -> Listed<'a> {
        Listed {
            code: record.code,
            name: &record.name,
            class: record.code.class().slug(),
            state: record.state,
            registration: &record.registration,
            summary: &record.summary,
            url,
            turn: record.turn,
            caching: record.caching.rule,
            content: record.content.rule,
            retry: record.retry.rule,
            methods: record.retry.methods,
            aliases: names(record),
            unknown_as: record.code.unknown_as(),
            variants: record.variants.iter().map(ListedVariant::new).collect(),
        }
    }
}

impl<'a> ListedVariant<'a> {
    fn new(Variant { vendor, name, state, .. }: &'a Variant) -> ListedVariant<'a> {
        ListedVariant { vendor, name, state: *state }
    }
}

/// The other names of a code, without where they are from.
fn names(record: &Record) -> Vec<&str> {
    record.aliases.iter().map(|alias| alias.name.as_str()).collect()
}

#[cfg(feature = "schema")]
const UNKNOWN_AS: &str = "As what a client treats the code that does not know it (RFC 9110 §15): the number of a \
                          code, `400`, or from 600 on `5xx`.";

/// The changes of the facts.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Changes<'a> {
    /// Where the file is from.
    #[serde(flatten)]
    pub imprint: Imprint<'a>,
    /// The changes, newest first.
    #[cfg_attr(feature = "schema", schemars(length(min = 1), extend("uniqueItems" = true)))]
    pub changes: Vec<Told<'a>>,
}

/// A change as it is told to programs.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(transform = schema::words))]
pub struct Told<'a> {
    /// Its number from the oldest, 1, which lasts.
    #[cfg_attr(feature = "schema", schemars(range(min = 1)))]
    pub id: usize,
    /// The day on which it was made.
    pub date: &'a Date,
    /// The codes whose records changed; empty where it is about no code in particular.
    #[cfg_attr(feature = "schema", schemars(extend("uniqueItems" = true)))]
    pub codes: &'a [StatusCode],
    /// What changed and what supports it, as plain text.
    pub text: String,
    /// Where the page of changes tells of it, lasting.
    #[cfg_attr(feature = "schema", schemars(extend("format" = "uri", "pattern" = schema::ADDRESS)))]
    pub url: String,
}

impl<'a> Told<'a> {
    /// A change as it is told to programs, the page telling of it at `url`.
    pub fn new(id: usize, change: &'a Change, url: String) -> Told<'a> {
        let Change { date, codes, what } = change;
        Told { id, date, codes, text: text::plain(what), url }
    }
}

/// What the search knows: enough to search as the site does.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SearchIndex<'a> {
    /// Where the file is from.
    #[serde(flatten)]
    pub imprint: Imprint<'a>,
    /// What each of the members below is, by its name, and how to use it.
    pub about: BTreeMap<&'static str, String>,
    /// What is searched of each code beside the text of its page.
    #[cfg_attr(feature = "schema", schemars(length(min = 1), extend("uniqueItems" = true)))]
    pub documents: Vec<Document<'a>>,
    /// Words that say nothing of which code is meant: they are left out before stems are taken.
    #[cfg_attr(feature = "schema", schemars(length(min = 1), extend("uniqueItems" = true)))]
    pub stop_words: &'static [&'static str],
    /// Groups of words that mean the same. A group is a term by its place.
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    pub synonyms: &'a [Synonyms],
    /// For each term its codes, each with what the term weighs there, from 1 to 15.
    pub terms: BTreeMap<String, Vec<(StatusCode, u8)>>,
}

/// What is searched of a code beside the text of its page, the weightiest first.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(transform = schema::words))]
pub struct Document<'a> {
    /// The number.
    pub code: StatusCode,
    /// Its name.
    pub name: &'a str,
    /// One plain sentence: what the code says.
    pub summary: &'a str,
    /// Earlier and other names.
    #[cfg_attr(feature = "schema", schemars(extend("uniqueItems" = true)))]
    pub aliases: Vec<&'a str>,
    /// What people type who look for it.
    #[cfg_attr(feature = "schema", schemars(extend("uniqueItems" = true)))]
    pub keywords: &'a [String],
    /// Texts by which software reports it.
    #[cfg_attr(feature = "schema", schemars(extend("uniqueItems" = true)))]
    pub messages: &'a [String],
    /// The names of the header fields that come with it.
    #[cfg_attr(feature = "schema", schemars(extend("uniqueItems" = true)))]
    pub fields: Vec<&'a str>,
    /// The page for people, lasting.
    #[cfg_attr(feature = "schema", schemars(extend("format" = "uri", "pattern" = schema::ADDRESS)))]
    pub url: String,
}

impl<'a> Document<'a> {
    /// What is searched of the code of a record whose page is at `url`.
    pub fn new(record: &'a Record, url: String) -> Document<'a> {
        Document {
            code: record.code,
            name: &record.name,
            summary: &record.summary,
            aliases: names(record),
            keywords: &record.keywords,
            messages: &record.messages,
            fields: record.fields.iter().map(|field| field.name.as_str()).collect(),
            url,
        }
    }
}

/// Says what `$schema` is in this file: the member of the record, which is for editors, has its name.
#[cfg(feature = "schema")]
fn as_published(schema: &mut schemars::Schema) {
    if let Some(address) = schema.pointer_mut("/properties/$schema") {
        *address = serde_json::json!({
            "description": "Where the JSON Schema of this file is.",
            "type": "string",
            "format": "uri",
            "pattern": schema::ADDRESS,
        });
    }
}

#[cfg(all(test, feature = "schema"))]
mod tests {
    use super::*;
    use crate::{Guide, published_schema_of, schema_of};
    use serde_json::{Value, json};

    #[test]
    fn the_schemas_hold_what_the_types_refuse() {
        let record = schema_of::<Record>().to_value();
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
        let published = published_schema_of::<Published<'_>>().to_value();
        assert!(
            published["required"].as_array().is_some_and(|names| names.contains(&json!("$schema")))
        );
        let address = &published["properties"]["$schema"];
        assert_eq!(address["type"], "string");
        assert_eq!(address["writeOnly"], Value::Null);
    }

    #[test]
    fn descriptions_have_no_links_that_only_rustdoc_follows() {
        for schema in all() {
            let text = schema.to_string();
            assert!(!text.contains("[`"), "{text}");
        }
    }

    /// Every schema that is for authors.
    fn of_authors() -> [Value; 2] {
        [schema_of::<Record>(), schema_of::<Guide>()].map(schemars::Schema::to_value)
    }

    /// Every schema that is published.
    fn published() -> [Value; 5] {
        [
            published_schema_of::<Published<'_>>(),
            published_schema_of::<Records<'_>>(),
            published_schema_of::<List<'_>>(),
            published_schema_of::<Changes<'_>>(),
            published_schema_of::<SearchIndex<'_>>(),
        ]
        .map(schemars::Schema::to_value)
    }

    /// Every schema that there is.
    fn all() -> impl Iterator<Item = Value> {
        of_authors().into_iter().chain(published())
    }

    /// Calls `visit` with each object that a value holds, and with itself.
    fn each_object(value: &Value, visit: &mut dyn FnMut(&serde_json::Map<String, Value>)) {
        match value {
            Value::Object(members) => {
                visit(members);
                members.values().for_each(|member| each_object(member, visit));
            }
            Value::Array(items) => items.iter().for_each(|item| each_object(item, visit)),
            _ => {}
        }
    }

    #[test]
    fn authors_are_held_to_the_members_that_there_are_and_programs_are_not() {
        let closed = |schema: &Value| {
            let mut closed = 0;
            each_object(schema, &mut |object| {
                closed += usize::from(object.get("additionalProperties") == Some(&json!(false)));
            });
            closed
        };
        assert!(of_authors().iter().all(|schema| closed(schema) > 0));
        assert_eq!(published().each_ref().map(closed), [0; 5]);
    }

    #[test]
    fn the_title_of_a_schema_tells_what_it_describes() {
        let titles = published().map(|schema| schema["title"].clone());
        let told = ["PublishedRecord", "RecordList", "CodeList", "Changes", "SearchIndex"];
        assert_eq!(json!(titles), json!(told));
    }

    #[test]
    fn validators_know_every_format_and_no_member_may_be_null() {
        for schema in all() {
            each_object(&schema, &mut |object| {
                let format = object.get("format").and_then(Value::as_str);
                assert!(matches!(format, None | Some("date" | "uri")), "{object:?}");
                let kind = object.get("type").map(Value::to_string).unwrap_or_default();
                assert!(!kind.contains("null"), "{object:?}");
            });
        }
    }
}

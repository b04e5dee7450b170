//! What the rules of a record ask, as JSON Schema says it, for editors and for whoever reads the published
//! files: as much of it as can be said simply. The rest is the rules' alone.

use crate::{Requirement, RetryRule, State};
use schemars::{
    JsonSchema, Schema,
    generate::SchemaSettings,
    transform::{RecursiveTransform, Transform},
};
use serde_json::{Value, json};

/// The JSON Schema of a type, as the authors of records have it: a member that it does not name is a mistake.
pub fn schema_of<T: JsonSchema>() -> Schema {
    let settings = SchemaSettings::draft2020_12().with_transform(RecursiveTransform(plain));
    settings.into_generator().into_root_schema_for::<T>()
}

/// The JSON Schema of a type, as programs have it that read what is published: there may be members that it does not
/// name, so that who keeps a copy of it can read what comes with further ones.
pub fn published_schema_of<T: JsonSchema>() -> Schema {
    let mut schema = schema_of::<T>();
    RecursiveTransform(open).transform(&mut schema);
    schema
}

fn open(schema: &mut Schema) {
    if schema.get("additionalProperties") == Some(&Value::Bool(false)) {
        schema.remove("additionalProperties");
    }
}

/// Leaves out what only Rust knows. Its kinds of numbers are no formats of JSON Schema, and there are validators
/// that refuse a schema which has one; what may be absent is left out, and never `null`.
fn plain(schema: &mut Schema) {
    if schema.get("format").and_then(Value::as_str).is_some_and(|name| name.starts_with("uint")) {
        schema.remove("format");
    }
    if let Some(Value::Array(kinds)) = schema.get_mut("type") {
        kinds.retain(|kind| kind != "null");
        if let [kind] = &kinds[..] {
            let kind = kind.clone();
            schema.insert("type".to_owned(), kind);
        }
    }
    if let Some(Value::Array(kinds)) = schema.get_mut("anyOf") {
        kinds.retain(|kind| kind["type"] != "null");
        if let [Value::Object(kind)] = &kinds[..] {
            let kind = kind.clone();
            schema.remove("anyOf");
            kind.into_iter().for_each(|(keyword, value)| _ = schema.insert(keyword, value));
        }
    }
    if schema.get("default") == Some(&Value::Null) {
        schema.remove("default");
    }
}

/// An address of the web.
pub(crate) const ADDRESS: &str = "^https?://";

/// As what a code may be treated: the first code of a class, or outside the classes one of them.
pub(crate) const GENERIC: &str = "^([1-5]00|5xx)$";

/// A name or a sentence: not empty, no blanks around it, no line breaks.
pub(crate) const WORDS: &str = r"^\S([^\n]*\S)?$";

/// Holds each text of an object, and each in its lists, to [`WORDS`]; or those of a list. What has a pattern
/// of its own keeps it, and so does what is one of some words.
pub(crate) fn words(schema: &mut Schema) {
    if let Some(items) = schema.get_mut("items") {
        hold(items);
    }
    let members = schema.get_mut("properties").and_then(Value::as_object_mut);
    for (name, member) in members.into_iter().flatten() {
        // The address of the schema is for editors, and no rule is about it.
        if name != "$schema" {
            hold(member);
        }
    }
}

fn hold(member: &mut Value) {
    let Some(member) = member.as_object_mut() else { return };
    let is_text = match member.get("type") {
        Some(Value::String(kind)) => kind == "string",
        // `["string", "null"]`: a text that may be absent.
        Some(Value::Array(kinds)) => kinds.iter().any(|kind| kind == "string"),
        _ => false,
    };
    if is_text && !member.contains_key("enum") {
        member.entry("pattern").or_insert_with(|| WORDS.into());
    }
    if let Some(items) = member.get_mut("items") {
        hold(items);
    }
}

/// The states that a registered code can have, or a vendor's.
pub(crate) fn states(registered: bool) -> Value {
    State::ALL
        .iter()
        .filter(|state| state.is_registered() == registered)
        .map(|state| state.word())
        .collect()
}

/// A code that IANA lists has one of the states for those, a vendor's one of the others.
pub(crate) fn standing(schema: &mut Schema) {
    let state = |registered| json!({ "properties": { "state": { "enum": states(registered) } } });
    let iana = json!({ "properties": { "registration": { "const": "IANA" } } });
    decide(schema, iana, state(true), state(false));
}

/// `methods` is there exactly where the same request may be sent again, which the member `rule` tells.
pub(crate) fn repeatable(rule: &'static str) -> impl FnMut(&mut Schema) {
    move |schema| {
        let same = RetryRule::ALL.iter().filter(|rule| rule.is_same()).map(|rule| rule.word());
        let same = json!({ "properties": { rule: { "enum": same.collect::<Value>() } } });
        let absent = json!({ "properties": { "methods": false } });
        decide(schema, same, json!({ "required": ["methods"] }), absent);
    }
}

/// `when` is there only where the field is a `MUST`.
pub(crate) fn conditional(schema: &mut Schema) {
    let must = Requirement::Must.word();
    let requirement = json!({ "properties": { "requirement": { "const": must } } });
    decide(schema, requirement, true.into(), json!({ "properties": { "when": false } }));
}

/// Holds an object to `then` where it fits `condition`, and to `otherwise` where it does not, beside what else
/// it is held to.
fn decide(schema: &mut Schema, condition: Value, then: Value, otherwise: Value) {
    let decision = json!({ "if": condition, "then": then, "else": otherwise });
    let all = schema.ensure_object().entry("allOf").or_insert_with(|| json!([]));
    if let Value::Array(all) = all {
        all.push(decision);
    }
}

/// Somebody has something to check.
pub(crate) fn some_fix(schema: &mut Schema) {
    let some = json!({ "type": "array", "minItems": 1 });
    let steps = |who: &str| json!({ "required": [who], "properties": { who: some } });
    let any = ["client", "server", "intermediary"].map(steps);
    schema.insert("anyOf".to_owned(), any.into_iter().collect());
}

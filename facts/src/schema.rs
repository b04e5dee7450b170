//! What the rules of a record ask, as JSON Schema says it, for editors and for whoever reads the published
//! files: as much of it as can be said simply. The rest is the rules' alone.

use crate::{Requirement, RetryRule, State};
use schemars::Schema;
use serde_json::{Value, json};

/// A name or a sentence: not empty, no blanks around it, no line breaks.
pub(crate) const WORDS: &str = r"^\S([^\n]*\S)?$";

/// Holds each text of an object, and each in its lists, to [`WORDS`]; or those of a list. What has a pattern
/// of its own keeps it.
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
    if is_text {
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

/// `methods` is there exactly where the same request may be sent again.
pub(crate) fn repeatable(schema: &mut Schema) {
    let same: Value =
        RetryRule::ALL.iter().filter(|rule| rule.is_same()).map(|rule| rule.word()).collect();
    let rule = json!({ "properties": { "rule": { "enum": same } } });
    let absent = json!({ "properties": { "methods": false } });
    decide(schema, rule, json!({ "required": ["methods"] }), absent);
}

/// `when` is there only where the field is a `MUST`.
pub(crate) fn conditional(schema: &mut Schema) {
    let must = Requirement::Must.word();
    let requirement = json!({ "properties": { "requirement": { "const": must } } });
    decide(schema, requirement, true.into(), json!({ "properties": { "when": false } }));
}

/// Holds an object to `then` where it fits `condition`, and to `otherwise` where it does not.
fn decide(schema: &mut Schema, condition: Value, then: Value, otherwise: Value) {
    for (keyword, value) in [("if", condition), ("then", then), ("else", otherwise)] {
        schema.insert(keyword.to_owned(), value);
    }
}

/// Somebody has something to check.
pub(crate) fn some_fix(schema: &mut Schema) {
    let steps = |who: &str| json!({ "required": [who], "properties": { who: { "minItems": 1 } } });
    let any = ["client", "server", "intermediary"].map(steps);
    schema.insert("anyOf".to_owned(), any.into_iter().collect());
}

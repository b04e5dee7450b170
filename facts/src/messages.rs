//! What software says with a code, beyond the messages of the records.

use crate::{
    Record, StatusCode,
    rules::{Broken, Findings},
};
use std::collections::{BTreeMap, BTreeSet};

/// For each code what software says with it without naming it: `data/messages.json`. Explaining knows these beside
/// [`Record::messages`], which the search knows, too: its index is a part of every first visit, and has room for what
/// is met most.
pub type Messages = BTreeMap<StatusCode, Vec<String>>;

/// Every rule that the messages must meet, as the path of a member and what would be right.
pub(crate) fn check(messages: &Messages, records: &[Record]) -> Vec<Broken> {
    let mut found = Findings::default();
    for (code, texts) in messages {
        let record = records.iter().find(|record| record.code == *code);
        if record.is_none() {
            found.add(code.to_string(), "has no record: nobody could read on there");
        }
        let mut seen: BTreeSet<&String> =
            record.into_iter().flat_map(|record| &record.messages).collect();
        for (i, text) in texts.iter().enumerate() {
            let at = format!("{code}[{i}]");
            found.words(&at, text);
            if !seen.insert(text) {
                found.add(at, "is there already, here or in the record");
            }
        }
    }
    found.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_a_text_of_a_record_that_has_it_once() {
        let code = StatusCode::new(404).expect("a code");
        let broken = |texts: &[&str]| {
            let texts = texts.iter().map(|&text| text.to_owned()).collect();
            let found = check(&Messages::from([(code, texts)]), &[]);
            found.into_iter().map(|(member, _)| member).collect::<Vec<_>>()
        };
        assert_eq!(broken(&["NoSuchKey", "No such image"]), ["404"], "no record");
        for text in ["", " NoSuchKey"] {
            assert_eq!(broken(&[text]), ["404", "404[0]"], "{text:?}");
        }
        assert_eq!(broken(&["NoSuchKey", "NoSuchKey"]), ["404", "404[1]"]);
    }
}

//! The guide from a server author's situation to a code: a tree of questions, `data/guide.json`.

use crate::{Record, Section, State, StatusCode};
use serde::{Deserialize, Serialize};

/// The whole guide. Each place in it has one path, the ids of the answers that lead there joined by
/// dots: `request.state.clash`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "authoring", serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Guide {
    /// Where the JSON Schema is, for editors; nothing else reads it.
    #[cfg(feature = "authoring")]
    #[serde(rename = "$schema", default, skip_serializing)]
    #[cfg_attr(feature = "schema", schemars(extend("description" = "Where this schema is, for editors.")))]
    pub schema: Option<String>,
    /// The first question.
    pub start: Question,
}

/// A question that the author of a server can answer.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "authoring", serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Question {
    /// The question, with inline marks.
    pub question: String,
    /// Why the answer matters, in one sentence with marks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// The answers, at least two.
    pub answers: Vec<Answer>,
}

/// An answer, and where it leads.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "authoring", serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Answer {
    /// Its part of the path: small letters, unique among the answers to its question.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = "^[a-z]+$")))]
    pub id: String,
    /// The answer, with marks but no links: it is one.
    pub answer: String,
    /// What it rules out, with marks, and where an RFC settles it the section: a sentence that reads on
    /// from “Rules out”.
    pub rules_out: String,
    /// What comes next.
    pub next: Next,
}

/// Where an answer leads.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Next {
    /// To another question.
    Question(Question),
    /// To the code to send.
    End(End),
}

/// The code to send.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "authoring", serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct End {
    /// The code.
    pub code: StatusCode,
    /// Why it is this one and what to mind, in one to three sentences with marks.
    pub reason: String,
    /// The section that settles it.
    pub section: Section,
    /// The head of the response, ready to copy: status line and field lines, without line ends. The
    /// length of the content is left to the server where there is content.
    pub send: Vec<String>,
}

/// Whether the guide leads to a code: it does to every final code that IANA lists and that is in force.
/// Interim responses (1xx) say nothing of how the request went.
pub fn is_offered(record: &Record) -> bool {
    (200..600).contains(&record.code.get())
        && matches!(record.state, State::Standard | State::Experimental)
}

#[cfg(feature = "authoring")]
mod rules {
    use super::{Answer, End, Guide, Next, Question, is_offered};
    use crate::{
        Condition, Record, Requirement,
        rules::{Broken, Findings, parsed_head},
    };
    use std::collections::HashSet;

    /// Every rule that the guide must meet, as the path of a member and what would be right.
    pub(crate) fn check(guide: &Guide, records: &[Record]) -> Vec<Broken> {
        let mut check =
            Check { records, found: Findings::default(), offered: HashSet::new(), above: 0 };
        check.question("start", &guide.start);
        let missing = records
            .iter()
            .filter(|record| is_offered(record) && !check.offered.contains(&record.code.get()));
        for record in missing {
            check.found.add("start", format!("no answers lead to {}", record.code));
        }
        check.found.0
    }

    struct Check<'a> {
        records: &'a [Record],
        found: Findings,
        /// The codes that answers lead to.
        offered: HashSet<u16>,
        /// How many questions stand above the one that is looked at.
        above: usize,
    }

    impl Check<'_> {
        fn question(&mut self, at: &str, question: &Question) {
            self.text(&format!("{at}.question"), &question.question);
            if let Some(why) = &question.why {
                self.text(&format!("{at}.why"), why);
            }
            if question.answers.len() < 2 {
                self.found
                    .add(format!("{at}.answers"), "are fewer than two: there is nothing to decide");
            }
            let mut ids = HashSet::new();
            for (i, answer) in question.answers.iter().enumerate() {
                let at = format!("{at}.answers[{i}]");
                if !ids.insert(&answer.id) {
                    let reason = format!("{:?} is another answer's too", answer.id);
                    self.found.add(format!("{at}.id"), reason);
                }
                self.answer(&at, answer);
            }
        }

        fn answer(&mut self, at: &str, answer: &Answer) {
            if answer.id.is_empty() || !answer.id.bytes().all(|b| b.is_ascii_lowercase()) {
                self.found.add(format!("{at}.id"), "is made of small letters");
            }
            self.text(&format!("{at}.answer"), &answer.answer);
            if crate::text::plain(&answer.answer) != answer.answer.replace('`', "") {
                self.found.add(format!("{at}.answer"), "is a link itself, so it holds none");
            }
            self.text(&format!("{at}.rules_out"), &answer.rules_out);
            if answer.rules_out.starts_with(char::is_uppercase) || !answer.rules_out.ends_with('.')
            {
                let reason = "reads on from “Rules out”: no capital first, a full stop last";
                self.found.add(format!("{at}.rules_out"), reason);
            }
            match &answer.next {
                Next::Question(next) => {
                    self.above += 1;
                    if self.above >= MOST_QUESTIONS {
                        let reason = format!("is question {} in a row", self.above + 1);
                        self.found.add(format!("{at}.next"), reason);
                    }
                    self.question(&format!("{at}.next.question"), next);
                    self.above -= 1;
                }
                Next::End(end) => self.end(&format!("{at}.next.end"), end),
            }
        }

        fn end(&mut self, at: &str, end: &End) {
            self.text(&format!("{at}.reason"), &end.reason);
            self.offered.insert(end.code.get());
            let Some(record) = self.records.iter().find(|record| record.code == end.code) else {
                self.found.add(format!("{at}.code"), format!("{} has no record", end.code));
                return;
            };
            if !is_offered(record) {
                let reason = format!("{} is not to be sent: its record says so", end.code);
                self.found.add(format!("{at}.code"), reason);
            }
            if let Err(reason) = head(record, end) {
                self.found.add(format!("{at}.send"), reason);
            }
        }

        /// Text with marks, whose links lead somewhere.
        fn text(&mut self, at: &str, text: &str) {
            let known = |code| self.records.iter().any(|record| record.code == code);
            self.found.linked(at, text, known);
        }
    }

    /// More questions than this in a row nobody answers.
    const MOST_QUESTIONS: usize = 6;

    /// Holds the head of an end to its record: a head that a parser accepts, the code's own status line,
    /// every field that it MUST have whatever was asked for. Where content may come in parts, the guide has one,
    /// and what it has goes over HTTP/1.1.
    fn head(record: &Record, end: &End) -> Result<(), String> {
        let head = parsed_head(&end.send)?;
        let line = format!("HTTP/1.1 {} {}", record.code, record.name);
        if end.send.first() != Some(&line) {
            return Err(format!("begins with another line than {line:?}"));
        }
        let due = record.fields.iter().filter(|field| {
            field.requirement == Requirement::Must
                && (matches!(field.when, None | Some(Condition::SinglePart | Condition::Http11))
                    // Whoever has a clock dates each response (RFC 9110 §6.6.1).
                    || field.name == "Date")
        });
        let missing: Vec<_> = due
            .map(|field| field.name.as_str())
            .filter(|name| head.field(name).is_none())
            .collect();
        if missing.is_empty() {
            Ok(())
        } else {
            Err(format!("has no {}, which {} MUST have", missing.join(", "), end.code))
        }
    }
}

#[cfg(feature = "authoring")]
pub(crate) use rules::check;

//! Explaining a pasted response, in a worker of its own beside the page: the site's first load does not
//! pay for it, and a paste of ten megabytes does not stall what is on the screen.
//!
//! # Protocol
//!
//! The worker first posts [`READY`]; what is posted to it before that may be lost. Then each message is
//! a string, `OP SEQ BASE`, a line feed, and the text as pasted; and is answered by a string of JSON that
//! repeats `seq`:
//!
//! | `OP` | answer |
//! | --- | --- |
//! | `explain` | `seq`, `html`, `code` (of the response that counts; a number, a text where it is invalid, `null`), `findings` (how many of each severity) |
//! | `redact` | `seq`, `text`, `kinds` |
//! | `secrets` | `seq`, `kinds` |
//!
//! `BASE` is the path that the site is hosted under, empty at the root of a host. The text is not in
//! JSON on its way here, so that the page need not escape megabytes.
//!
//! # Why no worker crate
//!
//! `gloo-worker` gives the same bridge with types. Measured with brotli, it adds 12 kB to this program and
//! 22 kB to the page's (30.5 kB for a page with nothing but the bridge, 8.6 kB with `Worker` of `web-sys`),
//! since messages go through a codec on both sides. Two strings need neither: the page's side is
//! `Worker::new_with_options`, `post_message` and one listener.
//!
//! # Its files
//!
//! Trunk writes `explainer_loader.js`, `explainer.js` and `explainer_bg.wasm`, without a hash in their
//! names. The loader is a module, since the page starts it with `type: "module"`; what it names it finds
//! beside itself.

mod html;

use reference::explain::{Code, Secret, Severity, explain, redact, secrets};
use serde::Serialize;

/// The first message of the worker.
pub const READY: &str = "ready";

/// An answer, as JSON.
#[derive(Serialize)]
#[serde(untagged)]
enum Answer {
    Explained { seq: u32, html: String, code: Option<Code>, findings: Count },
    Redacted { seq: u32, text: String, kinds: Vec<Secret> },
    Secrets { seq: u32, kinds: Vec<Secret> },
}

/// How many findings there are of each severity.
#[derive(Serialize, Default)]
struct Count {
    errors: usize,
    warnings: usize,
    notes: usize,
}

/// Answers a message of the page; `None` where it is not of the protocol.
pub fn answer(message: &str) -> Option<String> {
    let (head, text) = message.split_once('\n')?;
    let mut words = head.split(' ');
    let (op, seq) = (words.next()?, words.next()?.parse().ok()?);
    let base = words.next().unwrap_or_default();
    let answer = match op {
        "explain" => explained(seq, base, text),
        "redact" => {
            let (text, kinds) = redact(text);
            Answer::Redacted { seq, text, kinds }
        }
        "secrets" => Answer::Secrets { seq, kinds: secrets(text) },
        _ => return None,
    };
    serde_json::to_string(&answer).ok()
}

fn explained(seq: u32, base: &str, text: &str) -> Answer {
    let report = explain(text);
    let mut findings = Count::default();
    for finding in report.all_findings() {
        match finding.severity {
            Severity::Error => findings.errors += 1,
            Severity::Warning => findings.warnings += 1,
            Severity::Note => findings.notes += 1,
        }
    }
    let code = report.status().cloned();
    Answer::Explained { seq, html: html::report(&report, text, base), code, findings }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    fn ask(message: &str) -> Value {
        let answer = answer(message).expect("an answer");
        serde_json::from_str(&answer).expect("JSON")
    }

    #[test]
    fn an_answer_repeats_the_number_of_its_question() {
        let answer = ask("explain 7 /x\nHTTP/1.1 405 Method Not Allowed\nContent-Length: 0\n");
        assert_eq!(answer["seq"], 7);
        assert_eq!(answer["code"], 405);
        assert_eq!(answer["findings"]["errors"], 1);
        let html = answer["html"].as_str().expect("text");
        assert!(html.contains("data-finding=\"missing-allow\" data-severity=\"error\""), "{html}");
        assert!(html.contains("href=\"/x/405\""), "{html}");
    }

    #[test]
    fn secrets_are_named_and_taken_out() {
        let text = "Authorization: Bearer abcdefgh\n";
        assert_eq!(ask(&format!("secrets 1 \n{text}"))["kinds"][0], "authorization");
        assert_eq!(ask(&format!("redact 2 \n{text}"))["text"], "Authorization: [redacted]\n");
    }

    #[test]
    fn what_is_no_question_has_no_answer() {
        for message in ["", "explain", "explain x \n", "sing 1 \n"] {
            assert_eq!(answer(message), None, "{message:?}");
        }
    }
}

//! Secrets in a paste: what kinds there are, and the text without them. Read before an input is shared.

mod bounds;
mod dumps;
mod fields;
mod looks;
mod names;
mod places;
#[cfg(test)]
mod tests;

use super::lines::without_escapes;
use bounds::{Quote, is_line_end, is_name_byte, length};
use dumps::in_dumps;
use looks::{AT, LOOKS, Look, is_credentials, is_random};
use serde::Serialize;
use std::ops::Range;

/// A kind of secret.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Secret {
    /// The value of `Authorization` or `Proxy-Authorization`, or the user of a command.
    Authorization,
    /// The value of `Cookie` or `Set-Cookie`.
    Cookie,
    /// A token, a key or a password: by its name, by its looks, or in an address.
    Token,
    /// An e-mail address.
    Email,
    /// An IP address that is not of this machine.
    IpAddress,
}

impl Secret {
    /// What it is, for people.
    pub const fn words(self) -> &'static str {
        match self {
            Secret::Authorization => "credentials",
            Secret::Cookie => "cookies",
            Secret::Token => "tokens",
            Secret::Email => "e-mail addresses",
            Secret::IpAddress => "IP addresses",
        }
    }

    /// What stands in its place.
    const fn mark(self) -> &'static str {
        match self {
            Secret::Authorization | Secret::Cookie | Secret::Token => "[redacted]",
            Secret::Email => "[e-mail]",
            Secret::IpAddress => "[address]",
        }
    }
}

/// The kinds of secrets in `text`, each once, in the order of [`Secret`].
pub fn secrets(text: &str) -> Vec<Secret> {
    redact(text).1
}

/// `text` with a mark in place of each secret, and the kinds that were found. Line ends stay as they
/// are, so that line numbers do; the colors of a terminal go.
pub fn redact(text: &str) -> (String, Vec<Secret>) {
    // They stand between a name and its colon.
    let (mut clean, mut kinds) = (without_escapes(text).into_owned(), Vec::new());
    // Where a mark stands for a quote that ends nowhere, what comes after can be read in another way.
    for _ in 0..9 {
        let before = kinds.len();
        for find in [in_dumps, found] {
            let secrets = find(&clean);
            clean = marked(&clean, &secrets);
            kinds.extend(secrets.into_iter().map(|(secret, _)| secret));
        }
        if kinds.len() == before {
            break;
        }
    }
    kinds.sort_unstable();
    kinds.dedup();
    (clean, kinds)
}

/// A secret, and where it stands.
type Found = (Secret, Range<usize>);

/// `text` with a mark in place of each secret.
fn marked(text: &str, secrets: &[Found]) -> String {
    let mut marked = String::with_capacity(text.len());
    let mut copied = 0;
    for (secret, range) in secrets {
        marked.push_str(&text[copied..range.start]);
        marked.push_str(secret.mark());
        copied = range.end;
    }
    marked.push_str(&text[copied..]);
    marked
}

/// The secrets in `text`, in their order.
fn found(text: &str) -> Vec<Found> {
    let mut redaction = Redaction { text, seen: 0, found: Vec::new() };
    // The strings that have begun on the line and not ended, the outer ones first.
    let mut strings: Vec<Quote> = Vec::new();
    let (mut line, mut at, mut looked) = (0, 0, 0);
    while let Some(byte) = text.as_bytes().get(at) {
        let end = at + length(&text.as_bytes()[at..], is_name_byte);
        if end > at {
            if at >= looked {
                looked = redaction.named(line, at..end, strings.last().copied()).unwrap_or(end);
            }
            at = end;
            continue;
        }
        if is_line_end(*byte) {
            strings.clear();
            line = at + 1;
        } else if let Some(quote) = Quote::at(text, at) {
            let in_word = at > 1 && length(&text.as_bytes()[at - 2..at], is_name_byte) == 2;
            match strings.iter().position(|string| string.is_ended_by(quote)) {
                Some(ended) => match quote.length_within(text, at) {
                    0 => strings.truncate(ended),
                    length => at += length - 1,
                },
                // An apostrophe.
                None if in_word && quote.mark == b'\'' => {}
                None => strings.push(quote),
            }
        }
        at += 1;
    }
    redaction.look_to(text.len());
    redaction.found
}

/// A text, and what was found in it.
struct Redaction<'a> {
    text: &'a str,
    /// Up to where it was looked through.
    seen: usize,
    found: Vec<Found>,
}

impl Redaction<'_> {
    /// Takes out the secret that `name`, on the line that begins at `line`, stands before. Returns up to
    /// where no other name is to be looked for.
    fn named(&mut self, line: usize, name: Range<usize>, string: Option<Quote>) -> Option<usize> {
        let found = self.user(name.end, string).or_else(|| self.option(line, &name, string));
        let found = found.or_else(|| self.of_mysql(line, &name, string));
        let found = found.or_else(|| self.private_key(&name)).or_else(|| self.part(&name));
        let found = found.or_else(|| self.element(&name)).or_else(|| self.before_name(&name));
        let found = found.or_else(|| self.webhook(&name));
        let found = found.or_else(|| self.of_wireshark(&name)).or_else(|| self.of_dotnet(&name));
        let found = found.or_else(|| self.of_python(&name)).or_else(|| self.of_ftp(line, &name));
        let found = found.or_else(|| self.identifier(&name));
        found.or_else(|| self.field(line, name, string))
    }

    /// Takes what stands at `range` as a secret, in each line of it.
    fn take(&mut self, secret: Secret, range: Range<usize>) {
        let text = self.text;
        let mut at = range.start;
        for line in text[range].split(['\n', '\r']) {
            let value = line.trim();
            if !value.is_empty() && value != secret.mark() {
                let start = at + line.len() - line.trim_start().len();
                self.look_to(start);
                self.seen = start + value.len();
                self.found.push((secret, start..self.seen));
            }
            at += line.len() + 1;
        }
    }

    /// Looks up to `end` for what is a secret by its looks.
    fn look_to(&mut self, end: usize) {
        let separates = |c: char| c.is_whitespace() || "\"'`<>(),;{}\\".contains(c);
        let mut at = self.seen;
        self.seen = end;
        let mut previous = "";
        while let Some(first) = self.text[at..end].chars().next() {
            let rest = &self.text[at..end];
            let mut separators = rest.match_indices(separates).map(|(at, _)| at);
            let length = separators.find(|at| !rest[*at..].starts_with(AT)).unwrap_or(rest.len());
            let word = at..at + length.max(first.len_utf8());
            at = word.end;
            if length > 0 {
                self.look_at_word(word.clone(), previous);
                previous = &self.text[word];
            } else if !matches!(first, ' ' | '\t') {
                previous = "";
            }
        }
    }

    fn look_at_word(&mut self, range: Range<usize>, previous: &str) {
        let word = &self.text[range.clone()];
        // The hash of Git is of what everybody has.
        if is_random(word) && previous != "commit"
            || is_credentials(previous.trim_end_matches(':'), word)
        {
            self.found.push((Secret::Token, range));
        } else {
            self.look_for(range, &LOOKS);
        }
    }

    /// Looks for each of `looks` in what those before it leave.
    fn look_for(&mut self, mut rest: Range<usize>, looks: &[(Look, Secret)]) {
        let Some(((look, secret), others)) = looks.split_first() else { return };
        while let Some(range) = look(&self.text[rest.clone()]) {
            let range = rest.start + range.start..rest.start + range.end;
            self.look_for(rest.start..range.start, others);
            rest.start = range.end;
            self.found.push((*secret, range));
        }
        self.look_for(rest, others);
    }
}

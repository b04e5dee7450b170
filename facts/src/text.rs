//! The prose of a record: paragraphs and lists, with the few inline marks that it may hold.
//!
//! - `` `Retry-After` ``: what goes over the wire or is typed, shown as code;
//! - `[401]`: a link to another status code;
//! - `[RFC 9110 §15.5.2]`: a link to a section of an RFC.
//!
//! One parser serves the page, the Markdown and the plain text of descriptions.

use crate::{Section, StatusCode};
use serde::{Deserialize, Serialize};

/// Blocks of text in reading order. A block that starts with `- ` is an item of a list; consecutive
/// items make one list; every other block is a paragraph.
///
/// A block may hold marks: code between backticks (`` `Retry-After` ``), a link to another status code
/// (`[407]`), a link to a section of an RFC (`[RFC 9110 §15.5.8]`). So may each `note`, `difference`, `does`
/// and step of `fix`; a `question` holds no links.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(transparent)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(transform = crate::schema::words, extend("minItems" = 1)))]
pub struct Prose(pub Vec<String>);

/// A paragraph or a whole list of a [`Prose`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Block<'a> {
    /// A paragraph's text.
    Paragraph(&'a str),
    /// The items of a list, without their `- `.
    List(Vec<&'a str>),
}

impl Prose {
    /// The paragraphs and lists, in order.
    pub fn blocks(&self) -> Vec<Block<'_>> {
        let mut blocks = Vec::new();
        for text in &self.0 {
            match (text.strip_prefix("- "), blocks.last_mut()) {
                (Some(item), Some(Block::List(items))) => items.push(item),
                (Some(item), _) => blocks.push(Block::List(vec![item])),
                (None, _) => blocks.push(Block::Paragraph(text)),
            }
        }
        blocks
    }

    /// The words alone, blocks joined by a space: for descriptions and for searching.
    pub fn plain(&self) -> String {
        let mut plain = String::new();
        for text in &self.0 {
            if !plain.is_empty() {
                plain.push(' ');
            }
            plain.push_str(&self::plain(text.strip_prefix("- ").unwrap_or(text)));
        }
        plain
    }
}

/// A run of text with one meaning.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Inline<'a> {
    /// Words.
    Text(&'a str),
    /// What goes over the wire or is typed: never translated.
    Code(&'a str),
    /// A status code, linked to its page.
    Status(StatusCode),
    /// A section of an RFC, linked to it.
    Section(Section),
}

/// Splits `text` at its marks. A mark that is not closed, or brackets around anything else, is text.
pub fn inlines(text: &str) -> Vec<Inline<'_>> {
    let mut runs = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while let Some(offset) = text[at..].find(['`', '[']) {
        let open = at + offset;
        let close = if text[open..].starts_with('`') { '`' } else { ']' };
        let Some(length) = text[open + 1..].find(close) else {
            at = open + 1;
            continue;
        };
        let inner = &text[open + 1..open + 1 + length];
        let run = if close == '`' {
            (!inner.is_empty()).then_some(Inline::Code(inner))
        } else {
            StatusCode::parse(inner)
                .map(Inline::Status)
                .or_else(|| Section::parse(inner).map(Inline::Section))
        };
        let Some(run) = run else {
            at = open + 1;
            continue;
        };
        if start < open {
            runs.push(Inline::Text(&text[start..open]));
        }
        runs.push(run);
        at = open + length + 2;
        start = at;
    }
    if start < text.len() {
        runs.push(Inline::Text(&text[start..]));
    }
    runs
}

/// The status codes that `text` links to.
pub fn statuses(text: &str) -> impl Iterator<Item = StatusCode> {
    inlines(text).into_iter().filter_map(|run| match run {
        Inline::Status(code) => Some(code),
        _ => None,
    })
}

/// `text` without its marks.
pub fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for run in inlines(text) {
        match run {
            Inline::Text(words) | Inline::Code(words) => plain.push_str(words),
            Inline::Status(code) => plain.push_str(&code.get().to_string()),
            Inline::Section(section) => plain.push_str(section.as_str()),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_read_and_everything_else_is_text() {
        let section = Section::parse("RFC 9110 §15.5.2").expect("a section");
        let code = StatusCode::new(401).expect("a code");
        assert_eq!(
            inlines("Send `WWW-Authenticate` with [401] ([RFC 9110 §15.5.2])."),
            [
                Inline::Text("Send "),
                Inline::Code("WWW-Authenticate"),
                Inline::Text(" with "),
                Inline::Status(code),
                Inline::Text(" ("),
                Inline::Section(section),
                Inline::Text(")."),
            ]
        );
        for text in ["a [list] of", "an open `tick", "an open [401", "``", "[]", "[RFC 9110]"] {
            assert_eq!(inlines(text), [Inline::Text(text)], "{text}");
        }
        assert_eq!(plain("see [x `y` [401]"), "see [x y 401");
    }

    #[test]
    fn items_in_a_row_make_one_list() {
        let prose = Prose(["One.", "- a", "- b", "Two."].map(String::from).to_vec());
        assert_eq!(
            prose.blocks(),
            [Block::Paragraph("One."), Block::List(vec!["a", "b"]), Block::Paragraph("Two.")]
        );
        assert_eq!(prose.plain(), "One. a b Two.");
    }
}

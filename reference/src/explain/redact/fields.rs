//! Secrets that stand behind their name.

use super::{Redaction, Secret, bounds::*, looks::is_credentials, names::*};
use std::ops::Range;

/// Python has `b'…'` and `u'…'`.
const OF_PYTHON: [char; 2] = ['b', 'u'];

/// How many bytes the value of a common name, such as `key`, has at most in a form.
const LONGEST_COMMON: usize = 4096;

/// A name that a secret may stand behind, and how it stands in the text.
struct Place<'a> {
    text: &'a str,
    /// Where its line begins.
    line: usize,
    name: Range<usize>,
    /// The string that it stands in, where it is in one.
    string: Option<Quote>,
    named: Named,
    /// Whether the value is that of a header field: the whole line, or a list.
    is_header: bool,
    in_address: bool,
    /// Whether the name is in quotes or brackets of its own.
    is_closed: bool,
    /// Whether a header field's name is the first of its line.
    is_alone: bool,
    /// Where what follows the name begins, quotes and blanks left out.
    after: usize,
    /// What stands between the name and the value.
    sign: Option<&'static str>,
    /// Whether that is a sign of programs and forms, and not of fields.
    is_assigned: bool,
    /// Where the value is, if it stands behind the name as the second of a pair.
    bare: Option<usize>,
    /// Where it is, if it is another member of the object or a further argument.
    member: Option<usize>,
}

impl<'a> Place<'a> {
    fn read(
        text: &'a str,
        line: usize,
        name: Range<usize>,
        string: Option<Quote>,
    ) -> Option<Place<'a>> {
        let called = &text[name.clone()];
        let mut named = Named::read(called)?;
        let before = &text[..name.start];
        // What Express calls its cookie.
        named.is_common &= !before.ends_with("connect.");
        let is_header = named.secret != Secret::Token || called.contains('-');
        let in_address = called.starts_with(AMPERSAND)
            || ["?", "&", "#", "&amp;"].iter().any(|mark| before.ends_with(mark));
        let closed = skip(text, name.end, "\"']\\`^");
        let is_closed = closed > name.end;
        let is_alone = is_header && !is_closed && text[line..name.start].trim().is_empty();
        let after = skip(text, closed, " \t");
        let signs = ["::", "==", "=>", ":", "=", "%3D", "%3d", "%5D=", "%5d="];
        let sign = first_of(&signs, &text[after..]);
        let is_assigned = sign.is_some_and(|sign| !matches!(sign, ":" | "=>"));
        let bare = bare_pair(text, &name).filter(|_| is_header);
        // PHP has `define('DB_PASSWORD', '…')`.
        let is_defined = ["define('", "define(\""].iter().any(|call| before.ends_with(call));
        let pair = || next_string(text, &name).filter(|_| is_header || is_defined);
        let member = value_member(text, &name).or(bare).or_else(pair);
        let member = member.or_else(|| setting(text, &name));
        let place = Place {
            text,
            line,
            name,
            string,
            named,
            is_header,
            in_address,
            is_closed,
            is_alone,
            after,
            sign,
            is_assigned,
            bare,
            member,
        };
        Some(place)
    }

    /// Where the value begins, if there is one that may be a secret.
    fn start(&self) -> Option<usize> {
        let Place { text, after, is_header, is_alone, .. } = *self;
        let rest = &text[after..];
        let start = match (self.sign, self.member) {
            (Some("::" | "=="), _) => return None,
            (Some(sign), _) => after + sign.len(),
            (None, Some(start)) => start,
            // `Cookie("a", "1")`.
            (None, None) if is_header && first_of(&["(\"", "('"], rest).is_some() => after,
            // Developer tools can have the value on the next line.
            (None, None) if is_alone && rest.starts_with(['\n', '\r']) => after,
            // Tables have a tab.
            (None, None) if is_alone && text[self.name.end..].starts_with('\t') => after,
            (None, None) => return None,
        };
        let is_sure = self.in_address || self.is_assigned || self.member.is_some();
        if self.named.is_common && !is_sure && !self.is_of_docker() {
            return None;
        }
        let start = skip(text, start, " \t");
        let called = &text[self.name.clone()];
        if called.eq_ignore_ascii_case("code") && is_status(&text[skip(text, start, "\"'\\")..]) {
            return None;
        }
        // Go has `[]string{"…"}`.
        let start = start + first_of(&["[]string"], &text[start..]).map_or(0, str::len);
        // Nothing is in it, and without it a HAR file is no JSON any more.
        let is_empty = text[start..].starts_with("[]") || text[start..].starts_with("{}");
        (!is_empty).then_some(start)
    }

    /// Whether it is how Docker keeps who somebody is, as Basic does: `"auth": "…"`.
    fn is_of_docker(&self) -> bool {
        let word = || {
            let value = self.text[self.after..].strip_prefix(':')?.trim_start();
            Some(value.strip_prefix('"')?.split_once('"')?.0)
        };
        &self.text[self.name.clone()] == "auth"
            && word().is_some_and(|word| is_credentials("basic", word))
    }

    /// Whether the value is a bracket with strings in it.
    fn opens_strings(&self, value: &str) -> bool {
        let begins =
            |inner: &str| inner.trim_start_matches(OF_PYTHON).starts_with(['"', '\'', '\\', '{']);
        let has_strings = match value.split_at_checked(1) {
            Some(("{", inner)) => begins(inner) || inner.starts_with(char::is_whitespace),
            Some(("[" | "(", inner)) => begins(inner.trim_start()),
            _ => false,
        };
        // `auth=("me", "…")`.
        has_strings && (self.is_header || self.is_assigned || !value.starts_with('('))
    }

    /// Where the value that begins at `start` ends, if it is one: it is in no quotes of its own.
    fn end(&self, start: usize) -> Option<usize> {
        let Place { text, string, is_header, in_address, is_assigned, .. } = *self;
        let value = &text[start..];
        let word = &value[..length(value.as_bytes(), is_name_byte)];
        if matches!(word, "null" | "true" | "false" | "undefined" | "None" | "nil" | "YES" | "NO") {
            return None;
        }
        if self.named.is_common && !in_address {
            // In a form, other values follow.
            let is_plain = |b: u8| is_name_byte(b) || !b.is_ascii() || b"%+*./~".contains(&b);
            let value = value.as_bytes();
            let rest = &value[length(&value[..value.len().min(LONGEST_COMMON)], is_plain)..];
            rest[length(rest, |b| b == b'=')..].starts_with(b"&").then_some(())?;
        }
        let is_list = is_header
            && !in_address
            && value.starts_with('[')
            && text[..start].ends_with([':', '=']);
        let is_line = is_header && !is_assigned && !is_list && self.bare.is_none();
        let stops = if in_address {
            " \t\"'<>&#\\`"
        } else if is_list || self.bare.is_some() {
            "]"
        } else if is_line {
            ""
        } else if is_assigned && self.named.secret != Secret::Token {
            ",})&"
        } else if is_assigned {
            " \t\"'<>&#\\`,;)}"
        } else if self.is_closed {
            " \t,}"
        } else {
            " \t"
        };
        let end = value_end(text, start, string, stops);
        Some(match string {
            _ if is_list => end + usize::from(text[end..].starts_with(']')),
            _ if !is_line => start + text[start..end].trim_end_matches([',', ';', ')', '}']).len(),
            Some(_) => line_end(text, start, end),
            None if self.is_alone => lines_end(text, self.line, start, end),
            None => end,
        })
    }
}

/// Where a line ends that stands in a string with more of them, each ended by `\n` or `\r\n`.
fn line_end(text: &str, start: usize, end: usize) -> usize {
    let ends = |rest: &str| {
        let name = length(rest.as_bytes(), is_name_byte);
        rest.is_empty() || rest.starts_with('\\') || rest[name..].starts_with(':')
    };
    let mut escapes = text[start..end].match_indices('\\').map(|(at, _)| start + at);
    let line = escapes.find(|at| text[at + 1..end].strip_prefix(['r', 'n']).is_some_and(ends));
    line.map_or(end, |at| without_escapes(text, start, at))
}

impl Redaction<'_> {
    /// `Cookie: a=1`, `"cookie": "a=1"`, `"name": "Cookie", "value": "a=1"`, `?token=…`.
    pub(super) fn field(
        &mut self,
        line: usize,
        name: Range<usize>,
        string: Option<Quote>,
    ) -> Option<usize> {
        let text = self.text;
        let place = Place::read(text, line, name, string)?;
        let start = place.start()?;
        let named = place.named;
        let value = &text[start..];
        if place.opens_strings(value) {
            return Some(self.take_strings(named, start));
        }
        // An object without strings; without its bracket the rest would be no JSON.
        if value.starts_with('{') && !place.is_assigned && !place.is_header {
            return None;
        }
        if let Some(lines) = block(text, start) {
            let end = lines.end;
            self.take_value(named, lines);
            return Some(end);
        }
        let quote = skip(text, start + usize::from(value.starts_with(OF_PYTHON)), ESCAPES);
        if let Some(opened) = Quote::at(text, quote) {
            let mut end = value_end(text, quote + 1, Some(opened), "");
            // `<add key="ApiKey" value="…"/>`: what is there is a name.
            if named.is_common && Named::read(&text[quote + 1..end]).is_some() {
                return None;
            }
            self.take_value(named, quote + 1..end);
            while let Some(next) = added_string(text, end) {
                end = next.end;
                self.take_value(named, next);
            }
            return Some(end);
        }
        let end = place.end(start)?;
        self.take_value(named, start..end);
        Some(end)
    }

    /// Takes out the strings in the bracket at `start`, but for names of cookies and their attributes.
    fn take_strings(&mut self, named: Named, start: usize) -> usize {
        let text = self.text;
        let of_other = |c: char| !c.is_whitespace() && !"\"'\\[]{}()".contains(c);
        let (mut at, mut depth, mut name) = (start, 0, "");
        while let Some(byte) = text.as_bytes().get(at) {
            match (byte, Quote::at(text, at)) {
                (_, Some(quote)) => {
                    let string = at + 1..value_end(text, at + 1, Some(quote), "");
                    at = string_end(text, string.end);
                    if text[at..].trim_start().starts_with([':', '=']) {
                        name = &text[string];
                    } else {
                        if name != "name" && !is_attribute(name) {
                            self.take_value(named, string);
                        }
                        name = "";
                    }
                    continue;
                }
                // Cut off before its end, where the next line is none of its own.
                (b'\n' | b'\r', _) if text[at + 1..].starts_with(of_other) => break,
                (b'[' | b'{' | b'(', _) => depth += 1,
                (b']' | b'}' | b')', _) => depth -= 1,
                _ => {}
            }
            at += 1;
            if depth == 0 {
                break;
            }
        }
        at
    }

    pub(super) fn take_value(&mut self, named: Named, value: Range<usize>) {
        if !named.has_attributes {
            return self.take(named.secret, value);
        }
        let text = self.text;
        let first = value.start;
        let mut at = first;
        for part in text[value].split(';') {
            let name = part.split('=').next().unwrap_or_default();
            // Behind a quote or a bracket it is no attribute any more.
            let behind = || part.find(['"', '\'']).or_else(|| part.find("], "));
            let other = || next_cookie(part).or_else(behind);
            // A cookie without a value is an attribute that was put in its place.
            let is_attribute = (at > first || !part.contains('=')) && is_attribute(name);
            let cookie = if is_attribute { other() } else { Some(0) };
            if let Some(start) = cookie {
                // What the beginning of a name promises is no secret, and findings are about it.
                let start = skip(part, start, " ");
                let prefix = first_of(&["__Host-", "__Secure-"], &part[start..]);
                let start = start + prefix.map_or(0, str::len);
                self.take(named.secret, at + start..at + part.len());
            }
            at += part.len() + 1;
        }
    }
}

/// Whether three digits stand there, and nothing that can belong to them: a status, and no code that stands for somebody.
fn is_status(value: &str) -> bool {
    let after = &value[length(value.as_bytes(), |b| b.is_ascii_digit())..];
    let ended = after.is_empty()
        || after.starts_with(|c: char| c.is_whitespace() || "\"'&<>,;)}]\\#".contains(c));
    value.len() - after.len() == 3 && ended
}

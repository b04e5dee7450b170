//! Secrets that stand behind their name.

use super::{Redaction, Secret, bounds::*, looks::is_credentials, names::*};
use std::ops::Range;

impl Redaction<'_> {
    /// `Cookie: a=1`, `"cookie": "a=1"`, `"name": "Cookie", "value": "a=1"`, `?token=…`.
    pub(super) fn field(
        &mut self,
        line: usize,
        name: Range<usize>,
        string: Option<Quote>,
    ) -> Option<usize> {
        let text = self.text;
        let called = &text[name.clone()];
        let named = Named::read(called)?;
        // The value of a header field is the whole line, or a list.
        let is_header = named.secret != Secret::Token || called.contains('-');
        let in_address = called.starts_with(AMPERSAND)
            || ["?", "&", "#", "&amp;"].iter().any(|mark| text[..name.start].ends_with(mark));
        let closed = skip(text, name.end, "\"']\\`^");
        let is_closed = closed > name.end;
        let is_alone = is_header && !is_closed && text[line..name.start].trim().is_empty();

        let after = skip(text, closed, " \t");
        let rest = &text[after..];
        let sign = first_of(&["::", "==", "=>", ":", "=", "%3D", "%3d", "%5D=", "%5d="], rest);
        let is_assigned = sign.is_some_and(|sign| !matches!(sign, ":" | "=>"));
        let bare = bare_pair(text, &name).filter(|_| is_header);
        // PHP has `define('DB_PASSWORD', '…')`.
        let is_defined =
            ["define('", "define(\""].iter().any(|call| text[..name.start].ends_with(call));
        let pair = || next_string(text, &name).filter(|_| is_header || is_defined);
        let member = value_member(text, &name).or(bare).or_else(pair);
        let start = match (sign, member) {
            (Some("::" | "=="), _) => return None,
            (Some(sign), _) => after + sign.len(),
            (None, Some(start)) => start,
            // `Cookie("a", "1")`.
            (None, None) if is_header && first_of(&["(\"", "('"], rest).is_some() => after,
            // Developer tools can have the value on the next line.
            (None, None) if is_alone && rest.starts_with(['\n', '\r']) => after,
            // Tables have a tab.
            (None, None) if is_alone && text[closed..].starts_with('\t') => after,
            (None, None) => return None,
        };
        // Docker keeps who somebody is as Basic does: `"auth": "…"`.
        let quoted = text[after..].strip_prefix(':').map(str::trim_start);
        let quoted = quoted.and_then(|value| value.strip_prefix('"')?.split_once('"'));
        let is_of_docker =
            called == "auth" && quoted.is_some_and(|(word, _)| is_credentials("basic", word));
        if named.is_common && !in_address && !is_assigned && member.is_none() && !is_of_docker {
            return None;
        }

        let start = skip(text, start, " \t");
        if called.eq_ignore_ascii_case("code") && is_status(&text[skip(text, start, "\"'\\")..]) {
            return None;
        }
        // Go has `[]string{"…"}`.
        let start = start + first_of(&["[]string"], &text[start..]).map_or(0, str::len);
        let value = &text[start..];
        // Nothing is in it, and without it a HAR file is no JSON any more.
        if value.starts_with("[]") || value.starts_with("{}") {
            return None;
        }
        // Python has `b'…'`.
        let of_python = ['b', 'u'];
        let begins =
            |inner: &str| inner.trim_start_matches(of_python).starts_with(['"', '\'', '\\', '{']);
        let has_strings = match value.split_at_checked(1) {
            Some(("{", inner)) => begins(inner) || inner.starts_with(char::is_whitespace),
            Some(("[" | "(", inner)) => begins(inner.trim_start()),
            _ => false,
        };
        // `auth=("me", "…")`.
        if has_strings && (is_header || is_assigned || !value.starts_with('(')) {
            return Some(self.take_strings(named, start));
        }
        // An object without strings; without its bracket the rest would be no JSON.
        if value.starts_with('{') && !is_assigned && !is_header {
            return None;
        }
        if let Some(lines) = block(text, start) {
            let end = lines.end;
            self.take_value(named, lines);
            return Some(end);
        }
        let quote = skip(text, start + usize::from(value.starts_with(of_python)), ESCAPES);
        if let Some(opened) = Quote::at(text, quote) {
            let end = value_end(text, quote + 1, Some(opened), "");
            // `<add key="ApiKey" value="…"/>`: what is there is a name.
            if named.is_common && Named::read(&text[quote + 1..end]).is_some() {
                return None;
            }
            self.take_value(named, quote + 1..end);
            return Some(end);
        }
        let word = &value[..length(value.as_bytes(), is_name_byte)];
        if matches!(word, "null" | "true" | "false" | "undefined" | "None" | "nil" | "YES" | "NO") {
            return None;
        }
        let is_list = is_header
            && !in_address
            && value.starts_with('[')
            && text[..start].ends_with([':', '=']);
        let is_line = is_header && !is_assigned && !is_list && bare.is_none();
        let stops = if in_address {
            " \t\"'<>&#\\`"
        } else if is_list || bare.is_some() {
            "]"
        } else if is_line {
            ""
        } else if is_assigned && named.secret != Secret::Token {
            ",})&"
        } else if is_assigned {
            " \t\"'<>&#\\`,;)}"
        } else if is_closed {
            " \t,}"
        } else {
            " \t"
        };
        if named.is_common && !in_address {
            // In a form, other values follow.
            let is_plain = |b: u8| is_name_byte(b) || !b.is_ascii() || b"%+*./~".contains(&b);
            value[length(value.as_bytes(), is_plain)..]
                .trim_start_matches('=')
                .strip_prefix('&')?;
        }
        let mut end = value_end(text, start, string, stops);
        if is_list {
            end += usize::from(text[end..].starts_with(']'));
        } else if !is_line {
            end = start + text[start..end].trim_end_matches([',', ';', ')', '}']).len();
        } else if string.is_some() {
            // A string can have more lines in it, each ended by `\n` or `\r\n`.
            let ends = |rest: &str| {
                let name = length(rest.as_bytes(), is_name_byte);
                rest.is_empty() || rest.starts_with('\\') || rest[name..].starts_with(':')
            };
            let mut escapes = text[start..end].match_indices('\\').map(|(at, _)| start + at);
            let line =
                escapes.find(|at| text[at + 1..end].strip_prefix(['r', 'n']).is_some_and(ends));
            end = line.map_or(end, |at| without_escapes(text, start, at));
        } else if is_alone {
            end = lines_end(text, line, start, end);
        }
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

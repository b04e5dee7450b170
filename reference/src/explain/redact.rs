//! Secrets in a paste: what kinds there are, and the text without them. Read before an input is shared.

mod bounds;
mod looks;
mod names;
#[cfg(test)]
mod tests;

use bounds::*;
use looks::{LOOKS, Look, is_credentials, is_random};
use names::*;
use serde::Serialize;
use std::ops::Range;

/// How many characters the token of a bot of Telegram has at least, which has 35.
const SHORTEST_BOT_TOKEN: usize = 30;
/// How many the last part of an address of Slack has at least, which has 24.
const SHORTEST_WEBHOOK: usize = 16;
/// How many bytes the head of a part of a form has at most.
const LONGEST_PART_HEAD: usize = 400;

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
/// are, so that line numbers do.
pub fn redact(text: &str) -> (String, Vec<Secret>) {
    let (mut clean, mut kinds) = (text.to_owned(), Vec::new());
    // Where a mark stands for a quote that ends nowhere, what comes after can be read in another way.
    for _ in 0..9 {
        let (cleaner, found) = redact_once(&clean);
        if found.is_empty() {
            break;
        }
        clean = cleaner;
        kinds.extend(found);
    }
    kinds.sort_unstable();
    kinds.dedup();
    (clean, kinds)
}

fn redact_once(text: &str) -> (String, Vec<Secret>) {
    let clean = String::with_capacity(text.len());
    let mut redaction = Redaction { text, copied: 0, clean, kinds: Vec::new() };
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
    redaction.copy_to(text.len());
    (redaction.clean, redaction.kinds)
}

/// A text on its way to `clean`.
struct Redaction<'a> {
    text: &'a str,
    /// Up to where it is there.
    copied: usize,
    clean: String,
    kinds: Vec<Secret>,
}

impl Redaction<'_> {
    /// Takes out the secret that `name`, on the line that begins at `line`, stands before. Returns up to
    /// where no other name is to be looked for.
    fn named(&mut self, line: usize, name: Range<usize>, string: Option<Quote>) -> Option<usize> {
        let found = self.user(name.end, string).or_else(|| self.option(&name, string));
        let found = found.or_else(|| self.private_key(&name)).or_else(|| self.part(&name));
        let found = found.or_else(|| self.element(&name)).or_else(|| self.before_name(&name));
        let found = found.or_else(|| self.webhook(&name));
        found.or_else(|| self.field(line, name, string))
    }

    /// `-----BEGIN PRIVATE KEY-----` and what follows, up to its end.
    fn private_key(&mut self, name: &Range<usize>) -> Option<usize> {
        let text = self.text;
        let label = text[name.clone()].ends_with("-----BEGIN").then(|| &text[name.end..])?;
        let (label, _) =
            label.split_once("-----").filter(|(label, _)| label.ends_with("PRIVATE KEY"))?;
        let start = name.end + label.len() + "-----".len();
        // Cut off before its end, it goes on as far as its letters do.
        let rest = &text[start..];
        let dashes = rest.find("-----").unwrap_or(rest.len());
        let length = match rest[dashes..].starts_with("-----END") {
            true => dashes,
            false => rest[..dashes].find([' ', ':', '"', '\'']).unwrap_or(dashes),
        };
        self.take(Secret::Token, start..start + length);
        Some(start + length)
    }

    /// `Content-Disposition: form-data; name="password"`: the line after the empty one that ends the
    /// head of the part, as it is or in a string.
    fn part(&mut self, name: &Range<usize>) -> Option<usize> {
        let text = self.text;
        let before = text[..name.start].trim_end_matches(['"', '\\']).strip_suffix("name=")?;
        before.trim_end().ends_with("form-data;").then_some(())?;
        let named = Named::read(&text[name.clone()])?;
        let head = &text.as_bytes()[name.end..text.len().min(name.end + LONGEST_PART_HEAD)];
        let gaps = ["\r\n\r\n", "\n\n", r"\r\n\r\n", r"\n\n"];
        let ends = gaps.iter().filter_map(|gap| {
            let at = head.windows(gap.len()).position(|window| window == gap.as_bytes())?;
            Some(name.end + at + gap.len())
        });
        let start = ends.min()?;
        let end = value_end(text, start, None, "");
        let escaped = [r"\r\n", r"\n"].iter().filter_map(|escape| text[start..end].find(escape));
        let end = escaped.min().map_or(end, |length| start + length);
        self.take_value(named, start..end);
        Some(end)
    }

    /// `<token>…</token>`, with whatever attributes.
    fn element(&mut self, name: &Range<usize>) -> Option<usize> {
        let text = self.text;
        let prefix = |c: char| c.is_ascii_alphanumeric() || "-_:".contains(c);
        if !text[..name.start].trim_end_matches(prefix).ends_with('<') {
            return None;
        }
        let named = Named::read(&text[name.clone()]).filter(|named| !named.is_common)?;
        let tag = name.end + text[name.end..].find(['<', '>'])?;
        let start = skip(text, tag, ">");
        let cdata = first_of(&["<![CDATA["], &text[start..]);
        let start = start + cdata.map_or(0, str::len);
        let rest = text[tag..].starts_with('>').then(|| &text[start..])?;
        // `<token>` alone stands for one, and `List<Token>` is a type.
        let length = match cdata {
            Some(_) => rest.find("]]>").unwrap_or(rest.len()),
            None => rest.find('<').filter(|end| rest[*end..].starts_with("</"))?,
        };
        self.take_value(named, start..start + length);
        Some(start + length)
    }

    /// `"value": "…", "name": "Cookie"`, where a tool sorts members its own way.
    fn before_name(&mut self, name: &Range<usize>) -> Option<usize> {
        let text = self.text;
        let (value, named) = value_of_next(text, name)?;
        let end = value.end;
        self.take_value(named, value);
        Some(end)
    }

    /// `/services/T…/B…/…` of Slack, `/bot123:…` of Telegram: whoever knows the address may call it. With the host or
    /// without, as in a request line; in JSON each slash may have a backslash.
    fn webhook(&mut self, name: &Range<usize>) -> Option<usize> {
        let text = self.text;
        let bytes = text.as_bytes();
        let called = text[..name.start].ends_with('/').then(|| &text[name.clone()])?;
        let is_number = |id: &str| !id.is_empty() && id.bytes().all(|b| b.is_ascii_digit());
        let (mut start, mut end) = (name.end, name.end);
        let is_whole = if called.strip_prefix("bot").is_some_and(is_number) {
            start += first_of(&[":", "%3A", "%3a"], &text[start..])?.len();
            end = start + length(&bytes[start..], is_name_byte);
            end >= start + SHORTEST_BOT_TOKEN
        } else if ["services", "workflows", "triggers", "actions", "commands"].contains(&called) {
            let (mut parts, mut last) = (0, 0);
            while let Some(slash) = first_of(&["/", r"\/"], &text[end..]) {
                let part = end + slash.len();
                let of_team = |b: u8| b.is_ascii_uppercase() || b.is_ascii_digit();
                let of_any = |b: u8| b.is_ascii_alphanumeric();
                last = match parts {
                    0 if !text[part..].starts_with(['T', 'E']) => 0,
                    0 => length(&bytes[part..], of_team),
                    _ => length(&bytes[part..], of_any),
                };
                if last == 0 {
                    break;
                }
                start = if parts == 0 { part } else { start };
                end = part + last;
                parts += 1;
            }
            parts >= 3 && last >= SHORTEST_WEBHOOK
        } else {
            false
        };
        is_whole.then(|| self.take(Secret::Token, start..end))?;
        Some(end)
    }

    /// Of `https://user:password@host/`, what follows the scheme.
    fn user(&mut self, scheme: usize, string: Option<Quote>) -> Option<usize> {
        let slashes = first_of(&["://", r":\/\/"], &self.text[scheme..])?;
        let start = scheme + slashes.len();
        let end = value_end(self.text, start, string, "/?#\\\"<>` \t");
        let end = start + self.text[start..end].rfind('@')?;
        self.take(Secret::Token, start..end);
        Some(end)
    }

    /// `-u user:password`, `--cookie 'a=1'`, `--token …`.
    fn option(&mut self, name: &Range<usize>, string: Option<Quote>) -> Option<usize> {
        let text = self.text;
        let option = text[name.clone()].strip_prefix('-')?;
        let before = text[..name.start].chars().next_back();
        if before.is_some_and(|c| !c.is_whitespace() && !"\"'".contains(c)) {
            return None;
        }
        let mut start = name.end;
        let (secret, has) = match option {
            "-user" | "-proxy-user" | "-auth" | "-cert" | "-proxy-cert" | "a" | "E" => {
                (Secret::Authorization, ":")
            }
            "-cookie" => (Secret::Cookie, "="),
            "-pass" | "-proxy-pass" | "-bearer" => (Secret::Token, ""),
            _ if option.starts_with('-') => {
                (Named::read(option).filter(|named| !named.is_common)?.secret, "")
            }
            _ => {
                // Others can stand before the letter, and the value right behind it.
                let option =
                    option.trim_start_matches(['f', 'g', 'i', 'k', 's', 'v', 'I', 'L', 'S']);
                let (letter, value) = option.split_at_checked(1)?;
                start -= value.len();
                match letter {
                    "u" | "U" => (Secret::Authorization, ":"),
                    "b" => (Secret::Cookie, "="),
                    _ => return None,
                }
            }
        };
        // In a list of arguments each is quoted.
        let is_quoted = name.start > 0 && Quote::at(text, name.start - 1).is_some();
        let begin = skip(text, start, if is_quoted { "\"'\\, " } else { " \t=" });
        if has.is_empty() && (begin == start || text[start..].starts_with('=')) {
            return None;
        }
        let end = if is_quoted {
            value_end(text, begin, Quote::at(text, begin - 1).or(string), "")
        } else {
            argument_end(text, begin, string)
        };
        let value = &text[begin..end];
        let (_, after) = value.split_once(has)?;
        // Another option, nobody, an address.
        if value.starts_with('-') || value == ":" || has == ":" && after.starts_with('/') {
            return None;
        }
        self.take(secret, begin..end);
        Some(end)
    }

    /// `Cookie: a=1`, `"cookie": "a=1"`, `"name": "Cookie", "value": "a=1"`, `?token=…`.
    fn field(&mut self, line: usize, name: Range<usize>, string: Option<Quote>) -> Option<usize> {
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
        let pair = || next_string(text, &name).filter(|_| is_header);
        let member = value_member(text, &name).or(bare).or_else(pair);
        let start = match (sign, member) {
            (Some("::" | "=="), _) => return None,
            (Some(sign), _) => after + sign.len(),
            (None, Some(start)) => start,
            // `Cookie("a", "1")`.
            (None, None) if is_header && first_of(&["(\"", "('"], rest).is_some() => after,
            // Developer tools can have the value on the next line.
            (None, None) if is_alone && rest.starts_with(['\n', '\r']) => after,
            (None, None) => return None,
        };
        if named.is_common && !in_address && !is_assigned && member.is_none() {
            return None;
        }

        let start = skip(text, start, " \t");
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
        if has_strings && (is_header || is_assigned && value.starts_with('(')) {
            return Some(self.take_strings(named, start));
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
        if matches!(word, "null" | "true" | "false" | "undefined" | "None" | "nil") {
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

    fn take_value(&mut self, named: Named, value: Range<usize>) {
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
            let cookie = if at > first && is_attribute(name) { other() } else { Some(0) };
            if let Some(start) = cookie {
                self.take(named.secret, at + start..at + part.len());
            }
            at += part.len() + 1;
        }
    }

    /// Puts a mark in place of what stands at `range`, in each line of it.
    fn take(&mut self, secret: Secret, range: Range<usize>) {
        let text = self.text;
        let mut at = range.start;
        for line in text[range].split(['\n', '\r']) {
            let value = line.trim();
            if !value.is_empty() && value != secret.mark() {
                let start = at + line.len() - line.trim_start().len();
                self.copy_to(start);
                self.mark(secret);
                self.copied = start + value.len();
            }
            at += line.len() + 1;
        }
    }

    fn mark(&mut self, secret: Secret) {
        self.clean.push_str(secret.mark());
        self.kinds.push(secret);
    }

    /// Copies the text up to `end`, without what is a secret by its looks.
    fn copy_to(&mut self, end: usize) {
        let separates = |c: char| c.is_whitespace() || "\"'`<>(),;{}\\".contains(c);
        let mut rest = &self.text[self.copied..end];
        self.copied = end;
        let mut previous = "";
        while let Some(first) = rest.chars().next() {
            let length = rest.find(separates).unwrap_or(rest.len());
            let (word, after) = rest.split_at(length.max(first.len_utf8()));
            rest = after;
            if length > 0 {
                self.copy_word(word, previous);
                previous = word;
            } else {
                self.clean.push(first);
                if !matches!(first, ' ' | '\t') {
                    previous = "";
                }
            }
        }
    }

    fn copy_word(&mut self, word: &str, previous: &str) {
        if is_random(word) || is_credentials(previous.trim_end_matches(':'), word) {
            self.mark(Secret::Token);
        } else {
            self.copy_without(word, &LOOKS);
        }
    }

    /// Copies `word` without what one of `looks` finds in it.
    fn copy_without(&mut self, word: &str, looks: &[(Look, Secret)]) {
        let Some(((look, secret), others)) = looks.split_first() else {
            return self.clean.push_str(word);
        };
        let mut rest = word;
        while let Some(range) = look(rest) {
            self.copy_without(&rest[..range.start], others);
            self.mark(*secret);
            rest = &rest[range.end..];
        }
        self.copy_without(rest, others);
    }
}

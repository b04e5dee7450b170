//! Secrets in a paste: what kinds there are, and the text without them. Read before an input is shared.

use serde::Serialize;
use std::{net::IpAddr, ops::Range};

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
    let (mut clean, mut kinds) = redact_once(text);
    // Where a mark stands for a quote that ends nowhere, what comes after can be read in another way.
    for _ in 0..8 {
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

/// How many bytes at the beginning are `of` a kind.
fn length(bytes: &[u8], of: impl Fn(u8) -> bool) -> usize {
    bytes.iter().take_while(|byte| of(**byte)).count()
}

/// The first place from `at` on where none of the ASCII characters `skipped` stands.
fn skip(text: &str, at: usize, skipped: &str) -> usize {
    at + length(&text.as_bytes()[at..], |byte| skipped.as_bytes().contains(&byte))
}

fn is_name_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
}

fn is_line_end(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}

/// What keeps a quote from ending a string: in JSON and Unix shells, in PowerShell, in the older shell
/// of Windows.
const ESCAPES: &str = "\\`^";

/// A quote that begins or ends a string.
#[derive(Clone, Copy)]
struct Quote {
    mark: u8,
    /// How many backslashes stand before it: in a string each quote has one.
    escapes: usize,
}

impl Quote {
    fn at(text: &str, at: usize) -> Option<Quote> {
        let mark = text.as_bytes().get(at).copied().filter(|mark| matches!(mark, b'"' | b'\''))?;
        let escapes = text.as_bytes()[..at].iter().rev();
        let escapes = escapes.take_while(|byte| ESCAPES.as_bytes().contains(byte));
        Some(Quote { mark, escapes: escapes.filter(|byte| **byte != b'^').count() })
    }

    fn is_ended_by(self, quote: Quote) -> bool {
        // A backslash of the string itself is written as two, in a string in a string as four.
        let ends = quote.escapes % (2 * self.escapes + 2) == self.escapes;
        self.mark == quote.mark && (quote.escapes < self.escapes || ends)
    }

    /// How long what begins with it, at `at`, is where that is how a shell writes a quote within a string.
    fn length_within(self, text: &str, at: usize) -> usize {
        let within = first_of(&[r"'\''", "'\"'\"'", "''", "\"\""], &text[at..]);
        within.filter(|_| self.escapes == 0).map_or(0, str::len)
    }
}

/// Where what starts at `start` ends: with the `string` that it stands in, with its line, or before one
/// of the characters `stops`.
fn value_end(text: &str, start: usize, string: Option<Quote>, stops: &str) -> usize {
    let mut at = start;
    while let Some(byte) = text.as_bytes().get(at)
        && !is_line_end(*byte)
        && !stops.as_bytes().contains(byte)
    {
        if let Some((string, quote)) = string.zip(Quote::at(text, at))
            && string.is_ended_by(quote)
        {
            match quote.length_within(text, at) {
                0 => return without_escapes(text, start, at),
                length => at += length - 1,
            }
        }
        at += 1;
    }
    at
}

/// `end`, or where the escapes before it begin.
fn without_escapes(text: &str, start: usize, end: usize) -> usize {
    start + text[start..end].trim_end_matches(|c| ESCAPES.contains(c)).len()
}

fn first_of(beginnings: &[&'static str], text: &str) -> Option<&'static str> {
    beginnings.iter().find(|beginning| text.starts_with(**beginning)).copied()
}

/// Where the argument of a command ends that begins at `start`: strings in it can hold spaces.
fn argument_end(text: &str, start: usize, string: Option<Quote>) -> usize {
    let mut at = start;
    loop {
        at = value_end(text, at, string, " \t\"'");
        match Quote::at(text, at) {
            Some(quote) if !string.is_some_and(|string| string.is_ended_by(quote)) => {
                at = string_end(text, value_end(text, at + 1, Some(quote), ""));
            }
            _ => return without_escapes(text, start, at),
        }
    }
}

/// The end of a string with the quote, where its value ends at `end`.
fn string_end(text: &str, end: usize) -> usize {
    let quote = skip(text, end, ESCAPES);
    quote + usize::from(Quote::at(text, quote).is_some())
}

/// Where the value begins that a member of its own gives to `name`: `"name": "…", "value": "…"`, and in
/// HTML `name="…" value="…"`.
fn value_member(text: &str, name: &Range<usize>) -> Option<usize> {
    let quotes = ['"', '\'', '\\'];
    let before = text[..name.start].strip_suffix(quotes)?.trim_end_matches(quotes);
    let before = before.trim_end_matches([':', '=', ' ']).trim_end_matches(quotes);
    let after = text[name.end..].trim_start_matches(quotes);
    let after = after.trim_start_matches(|c: char| c == ',' || c.is_ascii_whitespace());
    let after = after.trim_start_matches(quotes).strip_prefix("value")?.trim_start_matches(quotes);
    let after = after.trim_start_matches(' ').strip_prefix([':', '='])?;
    let is_name = before.ends_with("name") || before.ends_with("key");
    is_name.then(|| text.len() - after.len())
}

/// Where the line after the one that ends at `end` stands.
fn next_line(text: &str, end: usize) -> Range<usize> {
    let ended = first_of(&["\r\n", "\n", "\r"], &text[end..]);
    let start = end + ended.map_or(0, str::len);
    start..value_end(text, start, None, "")
}

/// Where a value ends that is alone with its name: with the lines that are indented further, and where
/// nothing is on the line of the name, with the next line.
fn lines_end(text: &str, line: usize, start: usize, end: usize) -> usize {
    let indent = |at: usize| skip(text, at, " \t") - at;
    let mut end = end;
    loop {
        let next = next_line(text, end);
        let value = text[next.clone()].trim();
        let name = &value[length(value.as_bytes(), is_name_byte)..];
        let is_field = name == ":" || name.starts_with(": ");
        let is_value = value.contains('=')
            || value.split(' ').count() == 2
            || !value.contains(' ') && value.contains(|c: char| c.is_ascii_digit());
        let is_further = indent(next.start) > indent(line) || start == end && is_value;
        if value.is_empty() || is_field || !is_further {
            return end;
        }
        end = next.end;
    }
}

/// Where a cookie begins in the value of an attribute: some join several by commas or line ends.
fn next_cookie(attribute: &str) -> Option<usize> {
    let joined = [",", r"\n"].into_iter().flat_map(|join| attribute.match_indices(join));
    let starts = joined.map(|(at, join)| skip(attribute, at + join.len(), " "));
    let named = starts.filter(|start| {
        let rest = &attribute[*start..];
        rest.find(['=', ' ', ',', '\\']).is_some_and(|end| end > 0 && rest[end..].starts_with('='))
    });
    named.min()
}

/// Whether an attribute of a cookie is called so.
fn is_attribute(name: &str) -> bool {
    const ATTRIBUTES: &str =
        "domain expires httponly max-age partitioned path priority samesite secure";
    ATTRIBUTES.split(' ').any(|attribute| attribute.eq_ignore_ascii_case(name.trim()))
}

/// What JSON can have for `&`, behind a backslash.
const AMPERSAND: &str = "u0026";

/// What a name says of its value.
#[derive(Clone, Copy)]
struct Named {
    secret: Secret,
    /// Whether the name has many meanings, and is that of a secret in an address or a form alone.
    is_common: bool,
    /// Whether there are attributes in the value. They are no secret, and findings are about them.
    has_attributes: bool,
}

impl Named {
    /// In any case, with or without hyphens and underscores: `X-Api-Key`, `api_key`, `apiKey`.
    fn read(name: &str) -> Option<Named> {
        const COMMON: &str = "auth code key pass session sid sig";
        const TOKENS: &str = "accesskey apikey assertion authkey jwt oauth2bearer passwd password \
            privatekey pwd secret secretkey sessid sessionid signature token";
        if name.len() > 64 {
            return None;
        }
        let name = name.strip_prefix(AMPERSAND).unwrap_or(name);
        let name = name.replace(['-', '_'], "").to_ascii_lowercase();
        let is_common = COMMON.split(' ').any(|common| common == name);
        let secret = if name.ends_with("authorization") {
            Secret::Authorization
        } else if name.ends_with("cookie") || name == "cookies" {
            Secret::Cookie
        } else if is_common || TOKENS.split(' ').any(|token| name.ends_with(token)) {
            Secret::Token
        } else {
            return None;
        };
        Some(Named { secret, is_common, has_attributes: name.ends_with("setcookie") })
    }
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
        found.or_else(|| self.field(line, name, string))
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
            "-user" | "-proxy-user" | "-auth" | "a" => (Secret::Authorization, ":"),
            "-cookie" => (Secret::Cookie, "="),
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
        let member = value_member(text, &name);
        let start = match (sign, member) {
            (Some("::" | "=="), _) => return None,
            (Some(sign), _) => after + sign.len(),
            (None, Some(start)) => start,
            // `Cookie("a", "1")`.
            (None, None) if is_header && rest.starts_with("(\"") => after,
            // Developer tools can have the value on the next line.
            (None, None) if is_alone && rest.starts_with(['\n', '\r']) => after,
            (None, None) => return None,
        };
        if named.is_common && !in_address && !is_assigned && member.is_none() {
            return None;
        }

        let start = skip(text, start, " \t");
        let value = &text[start..];
        // Python has `b'…'`.
        let of_python = ['b', 'u'];
        let begins =
            |inner: &str| inner.trim_start_matches(of_python).starts_with(['"', '\'', '\\', '{']);
        let has_strings = match value.split_at_checked(1) {
            Some(("{", inner)) => begins(inner) || inner.starts_with(char::is_whitespace),
            Some(("[" | "(", inner)) => begins(inner.trim_start()),
            _ => false,
        };
        if is_header && has_strings {
            return Some(self.take_strings(named, start));
        }
        let quote = skip(text, start + usize::from(value.starts_with(of_python)), ESCAPES);
        if let Some(opened) = Quote::at(text, quote) {
            let end = value_end(text, quote + 1, Some(opened), "");
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
        let is_line = is_header && !is_assigned && !is_list;
        let stops = if in_address {
            " \t\"'<>&#\\`"
        } else if is_list {
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
            let cookie = if at > first && is_attribute(name) { next_cookie(part) } else { Some(0) };
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

/// Finds the first secret of a kind in a word.
type Look = fn(&str) -> Option<Range<usize>>;

const LOOKS: [(Look, Secret); 3] =
    [(issued_token, Secret::Token), (email, Secret::Email), (ip_address, Secret::IpAddress)];

/// Whether `word` says who somebody is after the name of a `scheme`, and is neither prose nor a parameter
/// of a challenge.
fn is_credentials(scheme: &str, word: &str) -> bool {
    let any = |of: fn(&u8) -> bool| word.bytes().skip(1).any(|b| of(&b));
    let plain = word.trim_end_matches('=');
    let is_plain = plain.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~+/".contains(&b));
    let is_mixed = any(u8::is_ascii_uppercase) && word.bytes().any(|b| b.is_ascii_lowercase());
    let is_bearer = scheme.eq_ignore_ascii_case("bearer");
    let is_prose = plain.len() < word.len() || word.to_ascii_lowercase().starts_with("auth");
    (is_bearer || scheme.eq_ignore_ascii_case("basic"))
        && word.len() >= 8
        && is_plain
        && (any(u8::is_ascii_digit) || is_mixed || is_bearer && !is_prose)
}

/// A JSON Web Token, or a key with a prefix that its issuer gives it.
fn issued_token(word: &str) -> Option<Range<usize>> {
    const PREFIXES: [&str; 9] =
        ["ghp_", "gho_", "github_pat_", "glpat-", "xoxb-", "xoxp-", "sk_live_", "sk-", "AKIA"];
    let mut at = 0;
    while at < word.len() {
        let rest = &word[at..];
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && !"-_.".contains(c));
        let run = &rest[..end.unwrap_or(rest.len())];
        let is_jwt = run.starts_with("eyJ") && run.len() > 30 && run.contains('.');
        if is_jwt || run.len() >= 20 && first_of(&PREFIXES, run).is_some() {
            return Some(at..at + run.len());
        }
        at += run.len() + rest[run.len()..].chars().next().map_or(0, char::len_utf8);
    }
    None
}

/// Whether a word looks drawn by chance: long, of letters in both cases and digits, or of hexadecimal
/// digits.
fn is_random(word: &str) -> bool {
    let any = |of: fn(&u8) -> bool| word.bytes().any(|b| of(&b));
    let plain = word.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.~+=".contains(&b));
    let mixed = any(u8::is_ascii_uppercase) && any(u8::is_ascii_lowercase);
    word.len() >= 32
        && plain
        && any(u8::is_ascii_digit)
        && (mixed || word.bytes().all(|b| b.is_ascii_hexdigit()))
}

fn email(word: &str) -> Option<Range<usize>> {
    let local = |c: char| c.is_ascii_alphanumeric() || "._%+-".contains(c);
    word.match_indices('@').find_map(|(at, _)| {
        let start = word[..at].trim_end_matches(local).len();
        let domain = &word[at + 1..];
        let length = domain.find(|c: char| !(c.is_ascii_alphanumeric() || c == '.' || c == '-'));
        let domain = domain[..length.unwrap_or(domain.len())].trim_end_matches('.');
        let fits = start < at && domain.contains('.') && !domain.starts_with('.');
        fits.then(|| start..at + 1 + domain.len())
    })
}

fn ip_address(word: &str) -> Option<Range<usize>> {
    let part = |c: char| c.is_ascii_hexdigit() || c == '.' || c == ':';
    let mut at = 0;
    while at < word.len() {
        let rest = &word[at..];
        let start = at + rest.find(part)?;
        let end =
            word[start..].find(|c: char| !part(c)).map_or(word.len(), |length| start + length);
        let glued = word[..start].ends_with(|c: char| c.is_alphanumeric() || c == '-')
            || word[end..].starts_with(|c: char| c.is_alphanumeric() || c == '-');
        let text = word[start..end].trim_end_matches(['.', ':']);
        // With a port, the part before the colon.
        let host = match text.split_once(':') {
            Some((host, port)) if host.contains('.') && !port.contains(':') => host,
            _ => text,
        };
        if !glued && host.parse::<IpAddr>().is_ok_and(is_of_somebody) {
            return Some(start..start + host.len());
        }
        at = end;
    }
    None
}

/// Whether the address says something of somebody: those of the machine itself do not.
fn is_of_somebody(address: IpAddr) -> bool {
    !address.is_loopback() && !address.is_unspecified()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Redacts `text` and holds the outcome to what a visitor counts on.
    fn hold(text: &str) -> String {
        let clean = redact(text).0;
        assert_eq!(clean.lines().count(), text.lines().count(), "{text:?}");
        assert_eq!(secrets(&clean), [], "{text:?} became {clean:?}");
        assert_eq!(redact(&clean).0, clean, "{text:?}");
        clean
    }

    #[test]
    fn secrets_are_taken_out_and_named() {
        let text = "> Authorization: Bearer abc\r\nSet-Cookie: id=7; Secure\nGET /?token=abc&a=1 from 203.0.113.9 by a@b.example\nServer: a";
        let (redacted, kinds) = redact(text);
        assert_eq!(
            redacted,
            "> Authorization: [redacted]\r\nSet-Cookie: [redacted]; Secure\nGET /?token=[redacted]&a=1 from [address] by [e-mail]\nServer: a"
        );
        assert_eq!(
            kinds,
            [
                Secret::Authorization,
                Secret::Cookie,
                Secret::Token,
                Secret::Email,
                Secret::IpAddress
            ]
        );
        assert_eq!(secrets(&redacted), []);
    }

    #[test]
    fn a_secret_is_found_wherever_it_stands() {
        for (text, expected) in [
            ("https://me:secret@a.example/x", "https://[redacted]@a.example/x"),
            (
                r#"{ "name": "Cookie", "value": "a=1; b=2" },"#,
                r#"{ "name": "Cookie", "value": "[redacted]" },"#,
            ),
            (
                "$ curl -H 'Authorization: Bearer x.y.z' https://a.example",
                "$ curl -H 'Authorization: [redacted]' https://a.example",
            ),
            (r#"{"password":"hunter22","a":1}"#, r#"{"password":"[redacted]","a":1}"#),
            ("[2001:db8::7]:8080", "[[address]]:8080"),
            ("2001:db8::1 - - [x]", "[address] - - [x]"),
            ("10.0.0.1:443", "[address]:443"),
            ("id 9f86d081884c7d659a2feaa0c55ad015", "id [redacted]"),
            (r#"{"auth":"Bearer abcdefgh","n":1}"#, r#"{"auth":"Bearer [redacted]","n":1}"#),
            ("<a@b> a@b.example", "<a@b> [e-mail]"),
            ("/a?x=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln", "/a?x=[redacted]"),
        ] {
            assert_eq!(hold(text), expected);
        }
    }

    #[test]
    fn every_secret_of_a_line_is_found_and_the_rest_of_it_stays() {
        for (text, expected) in [
            (
                "curl -H 'Authorization: Bearer abcdefgh' -H 'Cookie: sid=abc' -d 'a=1'",
                "curl -H 'Authorization: [redacted]' -H 'Cookie: [redacted]' -d 'a=1'",
            ),
            (
                r#"{"authorization":"Basic YTpi","cookie":"sid=1","status":404}"#,
                r#"{"authorization":"[redacted]","cookie":"[redacted]","status":404}"#,
            ),
            (
                r#"{"headers":{"Authorization":"Basic YTpi"},"value":1}"#,
                r#"{"headers":{"Authorization":"[redacted]"},"value":1}"#,
            ),
            (
                "curl https://me:pw@host -H 'Authorization: x'",
                "curl https://[redacted]@host -H 'Authorization: [redacted]'",
            ),
            (
                r#"curl -u me:pw --cookie "a=1; b=2" -b c=3 -b jar.txt -sSu 'me:p w' -ume:pw https://a.example"#,
                "curl -u [redacted] --cookie [redacted] -b [redacted] -b jar.txt -sSu [redacted] -u[redacted] https://a.example",
            ),
            (
                r#"-Headers @{"Authorization"="Bearer x"; "X-Api-Key" = "k"; "Accept"="*/*"}"#,
                r#"-Headers @{"Authorization"="[redacted]"; "X-Api-Key" = "[redacted]"; "Accept"="*/*"}"#,
            ),
            (
                r#"{"body":"{\"password\" : \"a\\\"b\",\"n\":1}","token":12345,"status":401}"#,
                r#"{"body":"{\"password\" : \"[redacted]\",\"n\":1}","token":[redacted],"status":401}"#,
            ),
            (
                "GET /cb?code=abc&state=1&access_token=a.b&sig=c%2Bd#id_token=e HTTP/1.1",
                "GET /cb?code=[redacted]&state=1&access_token=[redacted]&sig=[redacted]#id_token=[redacted] HTTP/1.1",
            ),
            (
                r#""set-cookie": ["a=1; Path=/; HttpOnly", "b=2"], "vary": ["Cookie"]"#,
                r#""set-cookie": ["[redacted]; Path=/; HttpOnly", "[redacted]"], "vary": ["Cookie"]"#,
            ),
            (
                "set-cookie: a=1; Expires=Thu, 01 Jan 2032 00:00:00 GMT; Path=/, b=2; c; Secure",
                "set-cookie: [redacted]; Expires=Thu, 01 Jan 2032 00:00:00 GMT; Path=/, [redacted]; [redacted]; Secure",
            ),
            (
                r#""cookies":[{"name":"sid","value":"abc","path":"/"}],"queryString":[{"name":"key","value":"k"},{"name":"page","value":"2"}]"#,
                r#""cookies":[{"name":"sid","value":"[redacted]","path":"/"}],"queryString":[{"name":"key","value":"[redacted]"},{"name":"page","value":"2"}]"#,
            ),
            (
                r"send: b'GET / HTTP/1.1\r\nCookie: a=1\r\nHost: a.example\r\n\r\n'",
                r"send: b'GET / HTTP/1.1\r\nCookie: [redacted]\r\nHost: a.example\r\n\r\n'",
            ),
            ("map[Authorization:[Bearer abc] Host:[a]]", "map[Authorization:[redacted] Host:[a]]"),
            (
                "{\n  \"name\": \"Cookie\",\n  \"value\": \"a=1\"\n}",
                "{\n  \"name\": \"Cookie\",\n  \"value\": \"[redacted]\"\n}",
            ),
            ("cookie\na=1\naccept\n*/*", "cookie\n[redacted]\naccept\n*/*"),
            (
                "Authorization: Digest a=\"b\",\r\n  response=\"c\"\r\nHost: a",
                "Authorization: [redacted]\r\n  [redacted]\r\nHost: a",
            ),
            (
                ":method: GET\n:path: /?api_key=k\ncookie: a=1\ncookie: b=\"2\"; c='3'\naccept: */*",
                ":method: GET\n:path: /?api_key=[redacted]\ncookie: [redacted]\ncookie: [redacted]\naccept: */*",
            ),
            (
                r"curl -H 'Cookie: a='\''1'\''; b=2' -H $'X-Auth-Token: a\'b' -A 'x'",
                r"curl -H 'Cookie: [redacted]' -H $'X-Auth-Token: [redacted]' -A 'x'",
            ),
            (
                r#"{"message":"got Cookie: a=1","status":404}"#,
                r#"{"message":"got Cookie: [redacted]","status":404}"#,
            ),
        ] {
            assert_eq!(hold(text), expected);
        }
    }

    /// What secrets stand in, with `…` in the place of each.
    const PLACES: [&str; 87] = [
        "Authorization: …",
        "authorization: Bearer …",
        "AUTHORIZATION:Basic …",
        "> Proxy-Authorization: Digest username=\"me\", response=\"…\"",
        "Authorization:\n  …=",
        "  Authorization: Bearer\n    …",
        "Cookie: a=…; b=…",
        "cookie: a=\"…\"; b='…'; c=…",
        "Cookie:\na=…",
        "cookie\na=…; b=…",
        "authorization\nBearer …",
        "Set-Cookie: a=…; Secure\nSet-Cookie: b=…; Path=/",
        "< set-cookie: a=…; Path=/, b=…; Path=/; …",
        "header: Set-Cookie: a=…",
        "Set-Cookie: name=…; Secure\nSet-Cookie: path=…; Path=/",
        r"curl -H 'Cookie: a=x\new; b=…' -H 'X-Api-Key: \r…'",
        "{\"error\":\"404\",\"log\":\"sent Authorization: Bearer …\"}",
        "X-Api-Key: …",
        "x-api-key : …",
        "X-Auth-Token: … …",
        "X-CSRF-Token:…",
        "PRIVATE-TOKEN: …",
        "* [HTTP/2] [1] [authorization: Bearer …]",
        "recv (stream_id=1) set-cookie: a=…",
        "curl -H 'Authorization: …' -H \"Cookie: a=…; b=…\" --header 'X-Api-Key:…'",
        "curl -H \"Authorization: Digest username=\\\"me\\\", response=\\\"…\\\"\"",
        r"curl -H 'Cookie: a='\''…'\''; b=…' -H $'Cookie: a=\'…\'; b=…'",
        "curl -H 'Cookie: a='\"'\"'…'\"'\"'; b=…'",
        "curl -H ^\"cookie: a=^\\^\"…^\\^\"; b=…^\" -H ^\"authorization: …^\"",
        "curl -u me:… -U me:… --user me:… --proxy-user 'me:…' https://a.example",
        "curl -u 'me:… …' -u \"me:… …\" -u me:'… …' --user=me:…",
        "curl -sSLu me:… -ume:… -b a=… -b 'a=…; b=…' -ba=…",
        "curl --cookie a=… --cookie \"a=…; b=…\" --cookie='a=…'",
        "curl --oauth2-bearer … --proxy-password … --token '… …'",
        "curl https://me:…@a.example 'https://…@a.example' ftp://me:…,…;…@a.example",
        r"{'args': ['-u', 'me:…', '--cookie', 'a=…', '--token', '…']}",
        "http -a me:… a.example Authorization:'Bearer …' X-Api-Key:… Cookie:\"a=…; b=…\"",
        "wget --http-password=… --header=\"Cookie: a=…\" a.example",
        "Invoke-WebRequest -Headers @{\"Authorization\"=\"Bearer …\"; 'Cookie' = 'a=…'}",
        "\"X-Api-Key\"=\"a`\"…\"",
        "$session.Cookies.Add((New-Object System.Net.Cookie(\"a\", \"…\", \"/\", \"a.example\")))",
        r#"{"authorization":"…","cookie":"a=…"}"#,
        r#"{"Authorization" : "Bearer …" , "Cookie" : "a=…; b=…"}"#,
        r#"{"headers":{"Authorization":"Basic …"},"value":1}"#,
        r#"{"x-api-key":["…","…"],"Set-Cookie":["a=…; Path=/","b=…"]}"#,
        "'set-cookie': [\n  'a=…; Path=/',\n  'b=…'\n]",
        r#"{"token_type":"Bearer","access_token":"…","refresh_token": "…","accessToken":"…"}"#,
        r#"{"password":"… …","clientSecret":"a\"…","pwd":"a\\","jwt":"…"}"#,
        r#"{"body":"{\"password\":\"…\",\"a\":\"\\\"\",\"token\":\"a\\\"…\"}"}"#,
        r#"{"body":"a=1&password=…&token=…","url":"https:\/\/me:…@a.example\/?sig=…"}"#,
        r#"{"url":"/?a=1\u0026access_token=…\u0026code=…"}"#,
        r#"{"name":"Authorization","value":"Bearer …"},{"name":"Cookie","value":"a=…; b=\"…\""}"#,
        r#"{"name":"set-cookie","value":"a=…; Path=/\nb=…; Path=/; HttpOnly"}"#,
        "{\n  \"name\": \"Authorization\",\n  \"value\": \"…\"\n}",
        r#"{\"name\":\"Cookie\",\"value\":\"a=…\"}"#,
        r#""cookies":[{"name":"a","value":"…","path":"/"},{"value":"…","name":"b"}]"#,
        "\"cookies\": [\n {\n  \"name\": \"a\",\n  \"value\": \"…\"\n }\n]",
        r#""queryString":[{"name":"sig","value":"…"}],"postData":{"params":[{"name":"pass","value":"…"}],"text":"pass=…&a=1"}"#,
        r#""text":"POST / HTTP/1.1\r\nCookie: a=\"…\"; b=…\r\nAuthorization: …\r\n\r\ntoken=…""#,
        "send: b'GET / HTTP/1.1\\r\\nCookie: a=\"…\"; b=…\\r\\nX-Api-Key: …\\r\\n\\r\\n'",
        "http-outgoing-0 >> \"Authorization: Bearer …[\\r][\\n]\"",
        "GET /?access_token=… HTTP/1.1",
        "GET /cb?code=…&state=1 HTTP/1.1",
        "GET /?a=1&api_key=…&sig=…#id_token=… HTTP/1.1",
        "GET /?X-Amz-Signature=…&X-Amz-Security-Token=…",
        "GET /a;jsessionid=…?a=1",
        "Location: https://a.example/?to=https%3A%2F%2Fb.example%3Ftoken%3D…",
        "<a href=\"/?a=1&amp;key=…&amp;token=…\">",
        "<input type=\"hidden\" name=\"csrf_token\" value=\"…\">",
        "user[password]=…&user%5Bpassword%5D=…",
        "code=…&grant_type=authorization_code",
        "password: …",
        "password = …",
        "DB_PASSWORD=…",
        "Server=a;Password=…;Timeout=1",
        "level=info cookie=a=… x=1, token=… password=\"… …\"",
        "headers={Authorization=Bearer …, Cookie=a=…; b=…}",
        "map[Authorization:[Bearer …] Cookie:[a=…; b=…]]",
        "[Authorization] => Bearer …",
        "\"Authorization\"=>\"Bearer …\", :cookie => 'a=…'",
        "headers[\"Authorization\"] = \"Bearer …\"",
        "{b'Cookie': b'a=…', b'Set-Cookie': [b'a=…; Path=/', b'b=…']}",
        "{authorization: 'Bearer …', cookie: 'a=…; b=…'}",
        "cookies = { 'a': '…', 'b': '…' }",
        "it's said that Cookie: a=…; b='…'; c=…",
        "é€ Cookie: é=…; €",
        "Cookie: [redacted] a=…",
    ];

    #[test]
    fn no_secret_stays_wherever_it_stands() {
        for secret in ["hunter2", "Zm9vOmJhcg==", "q.r-s_t~u+v", "€é-8Ω", "correcthorse", "%21a%22"]
        {
            let texts = PLACES.map(|place| place.replace('…', secret));
            for text in &texts {
                let clean = hold(text);
                assert!(!clean.contains(secret), "{text:?} became {clean:?}");
            }
            for line_end in ["\n", "\r\n", "\r", "\n\n"] {
                let text = texts.join(line_end);
                let clean = hold(&text);
                assert!(!clean.contains(secret), "{clean}");
            }
        }
    }

    #[test]
    fn no_secret_stays_behind_others_on_its_line() {
        let lines = || PLACES.iter().filter(|place| !place.contains('\n'));
        for (first, second) in lines().flat_map(|first| lines().map(move |second| (first, second)))
        {
            let text = format!("{first} {second}").replace('…', "hunter2");
            let clean = hold(&text);
            assert!(!clean.contains("hunter2"), "{text:?} became {clean:?}");
        }
    }

    #[test]
    fn a_text_without_its_secrets_has_none_wherever_it_was_cut() {
        for (place, next) in PLACES.iter().zip(PLACES.iter().cycle().skip(1)) {
            for (at, _) in place.char_indices() {
                for text in [&place[..at], &place[at..]] {
                    hold(text);
                    hold(&format!("{text}{next}"));
                    hold(&format!("{next}\"'{text}").replace('…', "me@a.example"));
                }
            }
        }
    }

    #[test]
    fn what_is_no_secret_stays() {
        for text in [
            "HTTP/1.1 200 OK",
            "Date: Sun, 06 Nov 1994 08:49:37 GMT",
            "ETag: \"34aa387-d-1568eb00\"",
            "Server: nginx/1.22.1",
            "Listening on 127.0.0.1:8080 and ::1",
            "error code=404 in /app/node_modules/axios/lib/core/settle.js:19:12",
            "WWW-Authenticate: Basic realm=\"a\"",
            "WWW-Authenticate: Bearer realm=\"example\", error=\"invalid_token\"",
            "WWW-Authenticate: Bearer authorization_uri=\"https://a.example/\"",
            "WWW-Authenticate: Bearer resource_metadata=\"https://a.example/\"",
            "Vary: Cookie, Authorization",
            "Vary\nCookie\nServer\nnginx",
            "Vary:\nCookie\nServer:\nnginx",
            "Cookie:\nHost: a.example",
            "Access-Control-Allow-Headers: Authorization, X-Api-Key",
            "{\"allowed\":[\"Authorization\",\"Cookie\",\"X-Api-Key\"],\"value\":1}",
            "{\"token_type\":\"Bearer\",\"expires_in\":3600,\"token\":null,\"cookie\":false}",
            "The Cookie header, an Authorization header and the token are missing",
            "The token provided is invalid; a password must be given for Basic authentication",
            "Unexpected token < in JSON at position 0",
            "use of jwt::decode, if token == other",
            "curl --negotiate -u : -b jar.txt --user-agent a/1.0 https://a.example/u:v",
            "{\"code\":\"not-found\",\"key\":\"a\",\"session\":\"b\",\"name\":\"x\",\"value\":\"1\"}",
            "Set-Cookie2: no; Cookie names: a",
        ] {
            assert_eq!(hold(text), text);
        }
    }
}

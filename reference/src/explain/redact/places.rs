//! Secrets that show by where they stand: in a form, an element, an address, a command.

use super::{Redaction, Secret, bounds::*, names::*};
use crate::explain::is_number;
use std::ops::Range;

/// How many characters the token of a bot of Telegram has at least, which has 35.
const SHORTEST_BOT_TOKEN: usize = 30;
/// How many the last part of an address of Slack has at least, which has 24.
const SHORTEST_WEBHOOK: usize = 16;
/// How many parts such an address has at most.
const MOST_PARTS: usize = 4;
/// How many bytes before an option are looked at for the command.
const LONGEST_COMMAND: usize = 200;
/// How many bytes of the name of an element are looked at before what it is named after: `soap:SessionToken`.
const LONGEST_TAG: usize = 200;
/// How many bytes the name of a user, or of a cookie, has at most in an option.
const LONGEST_USER: usize = 1000;
/// How many bytes the head of a part of a form has at most.
const LONGEST_PART_HEAD: usize = 400;

impl Redaction<'_> {
    /// `-----BEGIN PRIVATE KEY-----` and what follows, up to its end.
    pub(super) fn private_key(&mut self, name: &Range<usize>) -> Option<usize> {
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
    pub(super) fn part(&mut self, name: &Range<usize>) -> Option<usize> {
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
    pub(super) fn element(&mut self, name: &Range<usize>) -> Option<usize> {
        let text = self.text;
        let is_prefix = |b: &u8| b.is_ascii_alphanumeric() || b"-_:".contains(b);
        let before = &text.as_bytes()[name.start.saturating_sub(LONGEST_TAG)..name.start];
        before.iter().rev().find(|b| !is_prefix(b)).filter(|b| **b == b'<')?;
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
    pub(super) fn before_name(&mut self, name: &Range<usize>) -> Option<usize> {
        let text = self.text;
        let (value, named) = value_of_next(text, name)?;
        let end = value.end;
        self.take_value(named, value);
        Some(end)
    }

    /// `/services/T…/B…/…` of Slack, `/bot123:…` of Telegram: whoever knows the address may call it. With the host or
    /// without, as in a request line; in JSON each slash may have a backslash.
    pub(super) fn webhook(&mut self, name: &Range<usize>) -> Option<usize> {
        let text = self.text;
        let bytes = text.as_bytes();
        let called = text[..name.start].ends_with('/').then(|| &text[name.clone()])?;
        let (mut start, mut end) = (name.end, name.end);
        let is_whole = if called.strip_prefix("bot").is_some_and(is_number) {
            start += first_of(&[":", "%3A", "%3a"], &text[start..])?.len();
            end = start + length(&bytes[start..], is_name_byte);
            end >= start + SHORTEST_BOT_TOKEN
        } else if ["services", "workflows", "triggers", "actions", "commands"].contains(&called) {
            let (mut parts, mut last) = (0, 0);
            while parts < MOST_PARTS
                && let Some(slash) = first_of(&["/", r"\/"], &text[end..])
            {
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
    pub(super) fn user(&mut self, scheme: usize, string: Option<Quote>) -> Option<usize> {
        let slashes = first_of(&["://", r":\/\/"], &self.text[scheme..])?;
        let start = scheme + slashes.len();
        let end = value_end(self.text, start, string, "/?#\\\"<>` \t");
        let end = start + self.text[start..end].rfind('@')?;
        self.take(Secret::Token, start..end);
        Some(end)
    }

    /// Whether one of `commands` is on the line that begins at `line`, and has the option at `option`.
    fn has_command(&self, line: usize, option: usize, commands: &[&str]) -> bool {
        let near = line.max(option.saturating_sub(LONGEST_COMMAND));
        let before = self.text.as_bytes()[near..option].rsplit(|byte| b";&|".contains(byte)).next();
        let has = |command: &&str| {
            let mut words = before.unwrap_or_default().windows(command.len());
            words.any(|word| word == command.as_bytes())
        };
        commands.iter().any(has)
    }

    /// `mysql -phunter2`; behind a blank stands the name of a database.
    pub(super) fn of_mysql(
        &mut self,
        line: usize,
        name: &Range<usize>,
        string: Option<Quote>,
    ) -> Option<usize> {
        let text = self.text;
        let start = name.end - text[name.clone()].strip_prefix("-p")?.len();
        let is_option = text[line..name.start].ends_with([' ', '\t']);
        if !is_option || !self.has_command(line, name.start, &["mysql", "mariadb"]) {
            return None;
        }
        let end = argument_end(text, start, string);
        // A port of Docker's has a colon.
        let is_password = end > start && !text[start..end].contains(':');
        is_password.then(|| self.take(Secret::Token, start..end))?;
        Some(end)
    }

    /// `Credentials: user:password`, as Wireshark decodes an `Authorization`.
    pub(super) fn of_wireshark(&mut self, name: &Range<usize>) -> Option<usize> {
        let text = self.text;
        let start = name.end + text[name.end..].strip_prefix(": ").map(|_| ": ".len())?;
        if &text[name.clone()] != "Credentials" {
            return None;
        }
        let end = value_end(text, start, None, "");
        let (user, password) = text[start..end].split_once(':')?;
        let is_sentence = user.contains(' ') || password.starts_with("//");
        (!is_sentence).then(|| self.take(Secret::Authorization, start..end))?;
        Some(end)
    }

    /// `<Cookie sid=… for example.com/>`, as Python prints one.
    pub(super) fn of_python(&mut self, name: &Range<usize>) -> Option<usize> {
        let text = self.text;
        let start = name.end + text[name.end..].strip_prefix(' ').map(|_| " ".len())?;
        if &text[name.clone()] != "Cookie" || !text[..name.start].ends_with('<') {
            return None;
        }
        let end = value_end(text, start, None, "<>");
        let end = start + text[start..end].rfind(" for ")?;
        self.take(Secret::Cookie, start..end);
        Some(end)
    }

    /// `> PASS …` of FTP, as curl shows it.
    pub(super) fn of_ftp(&mut self, line: usize, name: &Range<usize>) -> Option<usize> {
        let text = self.text;
        let is_sent = &text[name.clone()] == "PASS" && text[line..name.start].trim() == ">";
        let start = skip(text, name.end, " ");
        if !is_sent || start == name.end {
            return None;
        }
        let end = value_end(text, start, None, "");
        self.take(Secret::Token, start..end);
        Some(end)
    }

    /// Leaves the value of `ETag: "…"` as it is, whatever it looks like.
    pub(super) fn identifier(&mut self, name: &Range<usize>) -> Option<usize> {
        let text = self.text;
        if !is_identifier(&text[name.clone()]) {
            return None;
        }
        let sign = skip(text, name.end, "\"'\\ ");
        let sign = text[sign..].starts_with([':', '=', '\t']).then_some(sign + 1);
        let start = skip(text, value_member(text, name).or(sign)?, " \t");
        // A weak one has `W/` before its quote, and JSON a backslash.
        let start = skip(text, start, "\"'\\");
        let start = start + first_of(&["W/"], &text[start..]).map_or(0, str::len);
        let start = skip(text, start, "\"'\\");
        let end = value_end(text, start, None, " \t\"'\\<>,");
        self.look_to(start);
        self.seen = end;
        Some(end)
    }

    /// `new AuthenticationHeaderValue("Bearer", "…")`.
    pub(super) fn of_dotnet(&mut self, name: &Range<usize>) -> Option<usize> {
        let text = self.text;
        let rest = text[name.end..].strip_prefix("(\"")?;
        if !text[name.clone()].ends_with("AuthenticationHeaderValue") {
            return None;
        }
        let value = rest[length(rest.as_bytes(), is_name_byte)..].strip_prefix("\", \"")?;
        let start = text.len() - value.len();
        let end = value_end(text, start, Quote::at(text, start - 1), "");
        self.take(Secret::Authorization, start..end);
        Some(end)
    }

    /// `-u user:password`, `--cookie 'a=1'`, `--token …`.
    pub(super) fn option(
        &mut self,
        line: usize,
        name: &Range<usize>,
        string: Option<Quote>,
    ) -> Option<usize> {
        let text = self.text;
        let option = text[name.clone()].strip_prefix('-')?;
        let before = text[..name.start].chars().next_back();
        if before.is_some_and(|c| !c.is_whitespace() && !"\"'".contains(c)) {
            return None;
        }
        let (secret, has, start) = self.argument_of(line, name, option)?;
        // In a list of arguments each is quoted.
        let is_quoted = name.start > 0 && Quote::at(text, name.start - 1).is_some();
        let begin = skip(text, start, if is_quoted { "\"'\\, " } else { " \t=" });
        let value = &text[begin..];
        // Another option.
        if has.is_empty() && (begin == start || text[start..].starts_with('='))
            || value.starts_with('-')
        {
            return None;
        }
        if !has.is_empty() {
            let most = &value.as_bytes()[..value.len().min(LONGEST_USER)];
            let after = most.iter().position(|byte| has.as_bytes() == [*byte])? + 1;
            // An address.
            if has == ":" && value[after..].starts_with('/') {
                return None;
            }
        }
        let end = if is_quoted {
            value_end(text, begin, Quote::at(text, begin - 1).or(string), "")
        } else {
            argument_end(text, begin, string)
        };
        let value = &text[begin..end];
        // Nobody, or where the argument has ended before.
        if value == ":" || !value.contains(has) {
            return None;
        }
        self.take(secret, begin..end);
        Some(end)
    }

    /// What the argument of `option` is, what is in each that is a secret, and where it begins, with what stands before
    /// it.
    fn argument_of(
        &self,
        line: usize,
        name: &Range<usize>,
        option: &str,
    ) -> Option<(Secret, &'static str, usize)> {
        let text = self.text;
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
            // `docker login -p …`, `sshpass -p …`; to others it is a port.
            "p" if self.has_command(line, name.start, &[" login ", "sshpass"]) => {
                (Secret::Token, "")
            }
            // PowerShell and NuGet: `-ApiKey …`.
            _ if option.starts_with(|c: char| c.is_ascii_uppercase())
                && text[start..].starts_with(' ')
                && Named::read(option).is_some_and(|named| !named.is_common) =>
            {
                (Secret::Token, "")
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
        Some((secret, has, start))
    }
}

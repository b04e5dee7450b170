//! What software says with a status without naming its number: `upstream timed out (110: Connection timed out)`,
//! `MethodNotAllowedHttpException`.

use super::{Message, Said};
use crate::{
    Entry, catalog,
    explain::{Code, Source, lines::Lines},
    search::{analysis::words, messages},
};
use facts::StatusCode;

include!(concat!(env!("OUT_DIR"), "/said.rs"));

/// Reads every line that holds a known message. Lines after one another with the same status are one response, but
/// for those of a log, of which each begins with its time.
pub(super) fn read(lines: &Lines<'_>) -> Vec<Message> {
    let mut messages: Vec<Message> = Vec::new();
    let mut last = None;
    for line in lines.iter().filter(|line| !line.is_blank()) {
        let Some(said) = said(line.text).or_else(|| named(line.text)) else { continue };
        let Some(code) = said.codes.first().copied() else { continue };
        let is_entry = line.text.starts_with(|c: char| c.is_ascii_digit() || c == '[');
        if last.replace(code) != Some(code) || is_entry {
            let message = Message::bare(Code::Valid(code), None, Source::Said, line.number);
            messages.push(Message { said: Some(said), ..message });
        }
    }
    messages
}

/// The longest known message in a line, with the codes that it comes with, and others as long.
fn said(line: &str) -> Option<Said> {
    let (mut most, mut said) = (0, None);
    messages::each_key(line, &mut |key| {
        let counts = messages::counts_as(key);
        if counts < most {
            return;
        }
        let from = SAID.partition_point(|(known, ..)| *known < key);
        let known = SAID[from..].iter().take_while(|(known, ..)| *known == key);
        for (_, code, words) in known.filter(|(.., message)| messages::is_in(line, message)) {
            if counts > most {
                said = None;
                most = counts;
            }
            let Said { codes, .. } = said.get_or_insert_with(|| {
                let words = (*words).to_owned();
                Said { words, codes: Vec::new() }
            });
            codes.extend(StatusCode::new(*code));
        }
    });
    let mut said = said?;
    said.codes.sort();
    said.codes.dedup();
    Some(said)
}

/// An error of a program that is named after a code: `NotFoundHttpException`, `BAD_REQUEST`. Of other names, such as
/// `NotFoundError` of the DOM, too many have nothing to do with HTTP.
fn named(line: &str) -> Option<Said> {
    messages::names(line).find_map(|name| {
        let name = str::from_utf8(name).ok()?;
        let is_constant = name.contains('_') && !name.contains(|c: char| c.is_ascii_lowercase());
        let is_of_any = |word: &&str| matches!(*word, "http" | "exception");
        let words = words(name);
        let all = words.iter().map(|word| word.text.as_str());
        let called: Vec<&str> = all.clone().filter(|word| !is_of_any(word)).collect();
        if !is_constant && called.len() == words.len() {
            return None;
        }
        let called = called.join(" ");
        let is_called = |entry: &&Entry| {
            let mut names = [entry.name].into_iter().chain(entry.aliases());
            entry.code.get() >= 400 && names.any(|name| name.eq_ignore_ascii_case(&called))
        };
        let entry = catalog::all().iter().find(is_called)?;
        Some(Said { words: name.to_owned(), codes: vec![entry.code] })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(line: &str) -> Vec<u16> {
        let said = said(line).or_else(|| named(line));
        said.map_or(Vec::new(), |said| said.codes.into_iter().map(StatusCode::get).collect())
    }

    #[test]
    fn what_a_record_has_is_known_in_a_line_of_it() {
        for (_, code, message) in SAID {
            let line = format!("2026/11/30 [error] 7#7: *1 {message}, client: 192.0.2.1");
            assert!(known(&line).contains(&code), "{code}: {message}");
        }
    }

    #[test]
    fn the_longest_message_counts_with_each_code_that_it_comes_with() {
        let missing = "open() failed (2: No such file or directory)";
        assert_eq!(known(missing), [404]);
        assert_eq!(known(&[missing, " while connecting to upstream"].concat()), [502]);
        assert_eq!(known("AUTHENTICATION credentials were not provided."), [401, 403]);
    }

    #[test]
    fn words_that_a_message_does_not_have_in_this_order_say_nothing() {
        for line in
            ["", "Connection refused", "expired jwt", "slow down", "the upstream, timed out"]
        {
            assert!(known(line).is_empty(), "{line}: {:?}", known(line));
        }
    }

    #[test]
    fn an_error_that_is_named_after_a_code_has_it() {
        for (line, code) in [
            ("Symfony\\Component\\HttpKernel\\Exception\\MethodNotAllowedHttpException", 405),
            ("aiohttp.web_exceptions.HTTPGatewayTimeout", 504),
            ("org.springframework.web.server.UnsupportedMediaTypeException: x", 415),
            ("{\"code\":\"PAYLOAD_TOO_LARGE\"}", 413),
            ("com.example.ConflictException: taken", 409),
        ] {
            assert_eq!(known(line), [code], "{line}");
        }
        for line in [
            "NotFoundError: Failed to execute 'removeChild' on 'Node'",
            "FileNotFoundException: a.txt",
            "HttpException",
            "at NotFound (src/NotFound.tsx)",
            "EarlyHintsException",
        ] {
            assert!(known(line).is_empty(), "{line}: {:?}", known(line));
        }
    }

    #[test]
    fn a_key_that_two_texts_share_is_not_enough() {
        let (key, _, message) = SAID[0];
        assert_eq!(messages::key_of(message), Some(key));
        assert!(messages::is_in(message, message));
        assert!(!messages::is_in("anything else", message));
    }

    #[test]
    fn entries_of_a_log_are_counted_and_lines_of_a_trace_are_one() {
        let read = |text: &str| read(&Lines::new(text)).len();
        let entry = "2026/11/30 09:30:00 [error] 7#7: *1 access forbidden by rule";
        assert_eq!(read(&[entry, entry, ""].join("\n")), 2);
        assert_eq!(read("Error: jwt expired\nCaused by: jwt expired\n"), 1);
    }
}

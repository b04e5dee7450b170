//! What software says with a status without naming its number: `upstream timed out (110: Connection timed out)`,
//! `MethodNotAllowedHttpException`, `{"message":"Not Found"}`.

use super::{LONG_WORD, Message, Said, phrase};
use crate::{
    Entry, catalog,
    explain::{
        Code, Source,
        former::former_names,
        lines::{Line, Lines},
    },
    search::{analysis::words, messages},
};
use facts::StatusCode;
use std::ops::Range;

include!(concat!(env!("OUT_DIR"), "/said.rs"));

/// Up to how many lines there are for each to be read together with the next, since a page or a mail may have wrapped
/// what is said.
const MOST_WRAPPED: usize = 1000;

/// Members that say what went wrong. A value of another may be one word by chance.
const TELLING: [&str; 8] =
    ["error", "message", "detail", "title", "reason", "description", "msg", "statusText"];
/// No name of a code has as many bytes.
const LONGEST_NAME: usize = 48;

/// Reads every line that says something which is known. Of these, those with the same status after one another are one
/// response, but for the entries of a log.
pub(super) fn read(lines: &Lines<'_>) -> Vec<Message> {
    // Servers of mail have bad credentials, too.
    if !phrase::replies_of_mail(lines.text).is_empty() {
        return Vec::new();
    }
    let (mut read, _) = each(&mut lines.iter());
    if read.is_empty() && lines.len() <= MOST_WRAPPED {
        read.extend(wrapped(lines));
    }
    read
}

/// Reads what the other lines of a log say: it belongs to the first of its responses that has a code which comes with
/// it, which may be the very one, and else it is a response. Gives the lines that say nothing which is known.
pub(super) fn beside(lines: &Lines<'_>, messages: &mut Vec<Message>) -> Vec<usize> {
    let is_logged =
        |line: usize| messages.binary_search_by_key(&line, |one| one.response.status_line).is_ok();
    let (read, unread) = each(&mut lines.iter().filter(|line| !is_logged(line.number)));
    // The place of the first with each code.
    let mut first = [None; 1000];
    for (at, message) in messages.iter().enumerate().rev() {
        if let Some(code) = message.response.code.valid() {
            first[usize::from(code.get())] = Some(at);
        }
    }
    let mut others = Vec::new();
    for message in read {
        let codes = message.said.iter().flat_map(|said| &said.codes);
        match codes.filter_map(|code| first[usize::from(code.get())]).next() {
            Some(at) => {
                message.said.into_iter().for_each(|said| add(said, &mut messages[at].said));
            }
            None => others.push(message),
        }
    }
    let mut others = others.into_iter().peekable();
    for message in std::mem::take(messages) {
        let line = message.response.status_line;
        while let Some(other) = others.next_if(|other| other.response.status_line < line) {
            messages.push(other);
        }
        messages.push(message);
    }
    messages.extend(others);
    unread
}

/// Adds what is said beside a response, once, but for the name of its code, which tells no more than the code does.
fn add(said: Said, to: &mut Vec<Said>) {
    let is_name = |code: &StatusCode| {
        catalog::find(*code).is_some_and(|entry| entry.name.eq_ignore_ascii_case(&said.words))
    };
    match to.iter_mut().find(|one| one.words == said.words) {
        Some(one) => one.lines.extend(said.lines),
        None if said.codes.iter().any(is_name) => {}
        None => to.push(said),
    }
}

/// What each line says, and the lines that say nothing which is known.
fn each<'a>(lines: &mut dyn Iterator<Item = Line<'a>>) -> (Vec<Message>, Vec<usize>) {
    let (mut read, mut unread) = (Vec::new(), Vec::new());
    let mut last = None;
    for line in lines.filter(|line| !line.is_blank()) {
        let said = message(line.text).or_else(|| error(line.text));
        let said = said.or_else(|| name(line.text)).or_else(|| quoted_name(line.text));
        let Some(said) = said else {
            unread.push(line.number);
            continue;
        };
        let code = said.codes.first().copied();
        if last != code || is_entry(line.text) {
            read.extend(response(said, line.text, line.number));
        }
        last = code;
    }
    (read, unread)
}

/// Whether a line is an entry of a log: it begins with its time, as also in syslog, with its level, or is JSON.
fn is_entry(line: &str) -> bool {
    let is_day = |rest: &str| rest.trim_start().starts_with(|c: char| c.is_ascii_digit());
    let is_syslog = line.get(..4).is_some_and(|month| month.ends_with(' '))
        && line.get(4..).is_some_and(is_day);
    line.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '[' | '{')) || is_syslog
}

/// `text` is the line that says it. Where it has the number of an error, too, it names the status: `error: 404
/// (NoSuchBucket)`.
fn response(said: Said, text: &str, line: usize) -> Option<Message> {
    let code = *said.codes.first()?;
    let number = code.to_string();
    let is_of_error = |(at, _): (usize, &str)| phrase::lower_tail(&text[..at]).ends_with("error");
    let is_named = said.words.contains(&number) || text.match_indices(&number).any(is_of_error);
    let source = if is_named { Source::Text } else { Source::Said };
    let said = vec![Said { lines: vec![line], ..said }];
    Some(Message { said, ..Message::bare(Code::Valid(code), None, source, line) })
}

/// The first message that goes over the end of a line.
fn wrapped(lines: &Lines<'_>) -> Option<Message> {
    let (mut lines, after) = (lines.iter(), lines.iter().skip(1));
    after.zip(&mut lines).find_map(|(next, line)| {
        let text = [line.text, " ", next.text].concat();
        response(message(&text)?, &text, line.number)
    })
}

/// The longest message in a line, with the codes that it comes with; of several as long the first.
fn message(line: &str) -> Option<Said> {
    let (mut most, mut said) = (0, None);
    messages::each_run(line, &mut |key, place| {
        let counts = messages::counts_as(key);
        if counts > most
            && let Some(found) = known(key, |message| is_said(line, &place, message))
        {
            (most, said) = (counts, Some(found));
        }
    });
    said
}

/// The first of the messages with a key that holds, and every code that comes with it.
fn known(key: u32, holds: impl Fn(&str) -> bool) -> Option<Said> {
    let from = SAID.partition_point(|(known, ..)| *known < key);
    let known = || SAID[from..].iter().take_while(|(known, ..)| *known == key);
    let (.., words) = known().find(|(.., message)| holds(message))?;
    let codes = known().filter(|(.., message)| message == words);
    let mut codes: Vec<StatusCode> =
        codes.filter_map(|(_, code, _)| StatusCode::new(*code)).collect();
    codes.sort();
    Some(Said { words: (*words).to_owned(), codes, lines: Vec::new() })
}

/// Whether a line has, at the place of its words, a message: one with brackets or slashes to the letter,
/// `(2: No such file or directory)`, as also a name with dots; and of any other its letters and what parts its words.
fn is_said(line: &str, place: &Range<usize>, message: &str) -> bool {
    if message.contains(['(', '/']) || !message.contains([' ', '"']) {
        let found = message.find(char::is_alphanumeric).and_then(|before| {
            let start = place.start.checked_sub(before)?;
            line.get(start..)
        });
        found.is_some_and(|found| found.starts_with(message))
    } else {
        let said = line.get(place.clone()).map(squeezed).unwrap_or_default();
        !said.is_empty() && squeezed(message).starts_with(&said)
    }
}

/// The letters and digits of a text in lower case, with its colons and the full stops between its sentences: quotes,
/// blanks and dashes differ from where it was printed to where it was pasted.
fn squeezed(text: &str) -> String {
    let start = text.find(char::is_alphanumeric).unwrap_or(0);
    let mut chars = text.get(start..).unwrap_or_default().chars().peekable();
    let mut squeezed = String::new();
    while let Some(c) = chars.next() {
        let is_stop = c == '.' && chars.peek().is_some_and(|next| next.is_whitespace());
        if c.is_alphanumeric() || c == ':' || is_stop {
            squeezed.extend(c.to_lowercase());
        }
    }
    squeezed
}

/// An error that is known by its name, or named after a code: `NoSuchBucket`, `NotFoundHttpException`, `BAD_REQUEST`.
/// Of other names, such as `NotFoundError` of the DOM, too many have nothing to do with HTTP.
fn error(line: &str) -> Option<Said> {
    messages::names(line).find_map(|name| {
        let name = str::from_utf8(name).ok()?;
        let start = (name.as_ptr() as usize).checked_sub(line.as_ptr() as usize)?;
        let (before, after) = (line.get(..start)?, line.get(start + name.len()..)?);
        if !is_reported(before, name, after) {
            return None;
        }
        let key = messages::key_of(name)?;
        known(key, |message| message == name).or_else(|| named_after_code(name))
    })
}

/// Whether `name`, between `before` and `after`, is that of an error that is reported, and not one that a program or a
/// person speaks of: it stands where a report has it, at the beginning, in quotes or brackets or behind a colon, and
/// what it is about follows behind a colon or in brackets.
fn is_reported(before: &str, name: &str, after: &str) -> bool {
    const BEFORE: [char; 12] = [':', '"', '\'', '>', '(', '[', ']', '.', '\\', '=', '/', '!'];
    const AFTER: [char; 10] = ['"', '\'', ')', ']', '<', '&', ':', '[', '{', '\\'];
    let before = before.trim_end();
    let is_compared = before.trim_end_matches(['"', '\'']).trim_end().ends_with("==");
    // Vercel has the number of the request behind it, Squid that of a system's error.
    let next = after.strip_prefix(' ').map_or("", |rest| rest.split(' ').next().unwrap_or(""));
    let is_numbered = next.contains("::") || next.parse::<u16>().is_ok();
    let is_explained = after.starts_with(": ");
    let begins = before.is_empty() || before.ends_with(BEFORE) || is_explained;
    let rest = after.trim_start_matches(['"', '\'']);
    // The name of a member, of a class, or of a case.
    let is_key = rest.len() < after.len() && rest.trim_start().starts_with(':');
    // Rust's `StatusCode::NOT_FOUND`; Ruby's errors are no constants.
    let is_constant = before.ends_with("::") && !name.contains(|c: char| c.is_ascii_lowercase());
    let is_class = after.starts_with("::") || is_constant;
    // PHP says where: `Illuminate\Session\TokenMismatchException in VerifyCsrfToken.php`.
    let is_placed = before.ends_with('\\') && after.starts_with(" in ");
    let is_followed = is_explained || is_placed || is_numbered || after.starts_with(" (");
    let ends = is_followed || after.starts_with(AFTER) || after.bytes().all(|byte| byte == b'.');
    begins && ends && !is_compared && !is_key && !is_class
}

/// An error of a program that is named after a code.
fn named_after_code(name: &str) -> Option<Said> {
    let is_constant = name.contains('_') && !name.contains(|c: char| c.is_ascii_lowercase());
    let is_of_any = |word: &&str| matches!(*word, "http" | "exception");
    let words = words(name);
    let all = words.iter().map(|word| word.text.as_str());
    let called: Vec<&str> = all.filter(|word| !is_of_any(word)).collect();
    let is_function = !name.contains(|c: char| c.is_ascii_uppercase());
    if is_function || !is_constant && called.len() == words.len() {
        return None;
    }
    let called = called.join(" ");
    let is_called = |entry: &&Entry| {
        let mut names = [entry.name].into_iter().chain(former_names(entry.code));
        names.any(|name| name.replace('-', " ").eq_ignore_ascii_case(&called))
    };
    let entry = registered_errors().find(is_called)?;
    Some(Said { words: name.to_owned(), codes: vec![entry.code], lines: Vec::new() })
}

/// The registered codes of errors.
fn registered_errors() -> impl Iterator<Item = &'static Entry> {
    let is_error = |entry: &&Entry| entry.code.get() >= 400 && entry.vendor.is_none();
    catalog::all().iter().filter(is_error)
}

/// The name of a registered code that stands by itself: the whole line, an element, or a value of JSON; or before a
/// path, as Django logs it: `Not Found: /favicon.ico`.
fn name(line: &str) -> Option<Said> {
    let whole = line.trim();
    // Where a name may be, and whether one word of it tells enough there.
    let mut places: Vec<(&str, bool)> = vec![(whole, false)];
    let elements = whole.split('<').skip(1).filter_map(|part| part.split_once('>'));
    places.extend(elements.map(|(_, text)| (text, true)));
    // Of what stands between quotes each second is quoted; a value follows its member and a colon.
    let (mut member, mut between) = ("", "");
    for (at, part) in whole.split('"').enumerate() {
        if at % 2 == 0 {
            between = part;
            continue;
        }
        if between.trim() == ":" {
            places.push((part, TELLING.contains(&member)));
        }
        member = part;
    }
    places.iter_mut().for_each(|(text, _)| *text = text.trim().trim_end_matches(['.', '!']));
    places.retain(|(text, _)| text.len() < LONGEST_NAME);
    let logged = whole.split_once(": /").filter(|(_, path)| !path.starts_with('/'));
    let entry = registered_errors().find(|entry| {
        let is_long = entry.name.contains([' ', '-']);
        let is_here = |(text, of_one_word): &(&str, bool)| {
            (is_long || *of_one_word) && text.eq_ignore_ascii_case(entry.name)
        };
        let rest = logged.and_then(|(before, _)| before.strip_suffix(entry.name));
        let is_logged = rest.is_some_and(|rest| rest.is_empty() || rest.ends_with([' ', ':']));
        is_logged && entry.name.len() >= LONG_WORD || places.iter().any(is_here)
    })?;
    Some(Said { words: entry.name.to_owned(), codes: vec![entry.code], lines: Vec::new() })
}

/// The name that stands where the number of a status would: Azure's clients say `invalid status code 'Unauthorized'`.
fn quoted_name(line: &str) -> Option<Said> {
    let (_, rest) = line.split_once("status code '")?;
    let (quoted, _) = rest.split_once('\'').filter(|(quoted, _)| quoted.len() < LONGEST_NAME)?;
    let entry = registered_errors().find(|entry| {
        let mut names = [entry.name].into_iter().chain(former_names(entry.code));
        names.any(|name| squeezed(name) == squeezed(quoted))
    })?;
    Some(Said { words: quoted.to_owned(), codes: vec![entry.code], lines: Vec::new() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(line: &str) -> Vec<u16> {
        let read = read(&Lines::new(line));
        let said = read.first().and_then(|message| message.said.first());
        said.map_or(Vec::new(), |said| said.codes.iter().map(|code| code.get()).collect())
    }

    fn are_known(lines: &[(&str, u16)]) {
        for (line, code) in lines {
            assert_eq!(known(line), [*code], "{line}");
        }
    }

    fn are_unknown(lines: &[&str]) {
        for line in lines {
            assert!(known(line).is_empty(), "{line}: {:?}", known(line));
        }
    }

    #[test]
    fn what_a_record_has_is_known_in_a_line_of_it() {
        for (_, code, message) in SAID {
            let line = format!("2026/11/30 [error] 7#7: {message}: client: 192.0.2.1");
            assert!(known(&line).contains(&code), "{code}: {message}: {:?}", known(&line));
        }
    }

    #[test]
    fn the_longest_message_counts_with_each_code_that_it_comes_with() {
        let missing = "open() failed (2: No such file or directory)";
        assert_eq!(known(&[missing, ", client: 192.0.2.1"].concat()), [404]);
        assert_eq!(known(&[missing, " while connecting to upstream"].concat()), [502]);
        assert_eq!(known("AUTHENTICATION credentials were not provided."), [401, 403]);
        // Words say more than a name, wherever they stand.
        assert_eq!(known("invalid_grant: Invalid user credentials"), [401]);
    }

    #[test]
    fn what_an_object_store_says_counts_in_its_own_words() {
        are_known(&[
            ("<Error><Code>AccessDenied</Code><Message>Access Denied</Message>", 403),
            ("  <Code>InternalError</Code>", 500),
            ("<Code>ServiceUnavailable</Code>", 503),
            ("<Error><Code>InvalidToken</Code>", 400),
            ("<Code>ExpiredToken</Code><Message>The provided token has expired.</Message>", 400),
            (
                "(ExpiredToken) when calling the GetObject operation: The provided token has expired.",
                400,
            ),
            ("ExpiredToken: The provided token has expired.", 400),
            // Others say as much with another code.
            ("{\"message\":\"The provided token has expired\"}", 401),
        ]);
        are_unknown(&[
            "Access Denied",
            "{\"code\":\"AccessDenied\"}",
            "It raises <code>InvalidToken</code> then",
            "InternalError: too much recursion",
        ]);
    }

    #[test]
    fn a_message_may_go_over_the_end_of_a_line() {
        let page = "<p>The proxy server received an invalid\nresponse from an upstream server.<br>";
        assert_eq!(known(page), [502]);
    }

    #[test]
    fn words_that_a_message_does_not_have_in_this_order_say_nothing() {
        are_unknown(&[
            "",
            "Connection refused",
            "expired jwt",
            "slow down",
            "the upstream, timed out",
            "FileNotFoundError: [Errno 2] No such file or directory: 'a.csv'",
        ]);
    }

    #[test]
    fn an_error_is_known_by_its_name_where_it_is_reported() {
        are_known(&[
            ("Symfony\\Component\\HttpKernel\\Exception\\MethodNotAllowedHttpException", 405),
            ("aiohttp.web_exceptions.HTTPGatewayTimeout", 504),
            ("org.springframework.web.server.UnsupportedMediaTypeException: x", 415),
            ("{\"code\":\"PAYLOAD_TOO_LARGE\"}", 413),
            ("com.example.ConflictException: taken", 409),
            ("<Code>NoSuchBucket</Code>", 404),
            ("Stripe::RateLimitError: Request rate limit exceeded", 429),
            ("Error: invalid_scope", 400),
            ("?error=invalid_scope&state=1", 400),
            ("ActionController::UnknownFormat (ItemsController#show is missing a template)", 406),
            ("{\\\"status\\\":\\\"PERMISSION_DENIED\\\"}", 403),
            ("FUNCTION_INVOCATION_TIMEOUT fra1::8k2lq-17", 504),
            ("X-Squid-Error: ERR_DNS_FAIL 0", 503),
            ("Illuminate\\Session\\TokenMismatchException in VerifyCsrfToken.php", 419),
        ]);
        are_unknown(&[
            "NotFoundError: Failed to execute 'removeChild' on 'Node'",
            "FileNotFoundException: a.txt",
            "HttpException",
            "at NotFound (src/NotFound.tsx)",
            "EarlyHintsException",
            "implicit declaration of function 'http_forbidden'",
            "Azure.RequestFailedException: Service request failed.",
            "{\"status\":\"REQUEST_DENIED\"}",
            "InvalidTokenException: expired",
            "#define INVALID_ARGUMENT 3",
            "gave NOT_FOUND std::string back",
            "We saw invalid_grant (see the docs)",
            "door -> Locked",
            "throw new NotFoundHttpException('No such item');",
            "return StatusCode::NOT_FOUND;",
            "NOT_FOUND = 5;",
            "if error[\"Code\"] == \"NoSuchKey\":",
            "\"invalid_grant\": \"The sign-in is over\",",
            "@ExceptionHandler(MethodArgumentNotValidException::class)",
            "fix: handle NoSuchKey and invalid_grant in uploads",
            "How do I catch MethodNotAllowedHttpException in Laravel?",
            "| invalid_grant | the token is over |",
            "return Err(StatusCode::NOT_FOUND);",
        ]);
    }

    #[test]
    fn the_name_of_a_code_is_known_where_it_stands_by_itself() {
        are_known(&[
            ("Bad Gateway", 502),
            ("<html><head><title>Service Unavailable</title></head>", 503),
            ("<h1>Forbidden</h1>", 403),
            ("{\"message\":\"Not Found\"}", 404),
            ("{\"error\": \"Unauthorized\", \"path\": \"/a\"}", 401),
            ("WARNING django.request Not Found: /favicon.ico", 404),
            ("Internal Server Error: /orders/7/", 500),
            ("Unauthorized: /api/me/", 401),
            ("WARNING:django.request:Not Found: /x", 404),
            ("<p><h1>                  Not Found                 </h1>", 404),
        ]);
        are_unknown(&[
            "Gone",
            "{\"state\":\"Locked\"}",
            "The page was Not Found by us",
            "{\"Not Found\": 1}",
            "Not Found: //a",
            "Conflict: /a",
            "{\"message\":\"OK\"}",
        ]);
    }

    #[test]
    fn words_are_a_message_with_what_parts_them() {
        are_unknown(&[
            "For this reason unregistered users see less",
            "We need remote permission to enter",
            "the jwt. Expired tokens",
        ]);
        for line in
            ["{\"message\": \"Unauthenticated.\"}", "{\\\"message\\\":\\\"Unauthenticated.\\\"}"]
        {
            assert_eq!(known(line), [401], "{line}");
        }
    }

    #[test]
    fn a_line_without_end_is_read_to_its_end() {
        // Where each place is looked at again from the next, this takes hours.
        for piece in
            ["A1 ", "\"A1\":", "a: /", "<b>", "(2: No such file or directory) ", "jwt: expired é"]
        {
            let line = [piece.repeat(100_000), ".".repeat(100_000)].concat();
            assert!(known(&line).is_empty(), "{piece}: {:?}", known(&line));
        }
    }

    #[test]
    fn entries_of_a_log_are_counted_and_lines_of_a_trace_are_one() {
        let read = |text: &str| read(&Lines::new(text)).len();
        let entry = "2026/11/30 09:30:00 [error] 7#7: *1 access forbidden by rule";
        let of_syslog = "Nov 30 09:30:00 web nginx: access forbidden by rule";
        let of_json = "{\"level\":\"error\",\"msg\":\"access forbidden by rule\"}";
        for entry in [entry, of_syslog, of_json] {
            assert_eq!(read(&[entry, entry, ""].join("\n")), 2, "{entry}");
        }
        assert_eq!(read("Error: jwt expired\nCaused by: jwt expired\n"), 1);
    }
}

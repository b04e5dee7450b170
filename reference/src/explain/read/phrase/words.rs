//! The words around a number, and what they say of it.

/// Words after which a number is a status code.
pub const SURE: [&str; 46] = [
    "status code",
    "statuscode",
    "status_code",
    "status-code",
    "http status",
    "http_status",
    "httpstatus",
    "response code",
    "response_code",
    "responsecode",
    "http code",
    "http_code",
    "http error",
    "httperror",
    "http/1.1",
    "http/1.0",
    "http/2",
    "http/2.0",
    "http/3",
    "http",
    "status",
    "a status of",
    "status of",
    "returned error",
    "server response",
    "awaiting response...",
    "tunnel failed, response",
    "err_http_response_code_failure",
    "returned a status",
    "response status",
    "return code is",
    "response status is",
    "status code is",
    "status code of",
    "status code was",
    "response status code was unacceptable",
    // .NET.
    "does not indicate success",
    "clientresponseerror",
    "httpexception",
    "sc",
    // Windows and .NET in German and French.
    "http-fehler",
    "fehler zurückgegeben",
    "retourné une erreur",
    // Phoenix.
    "[info] sent",
    // ModSecurity.
    "denied with code",
    "iis",
];

/// Words after which a number may be one, where the sentence speaks of HTTP.
pub const LIKELY: [&str; 22] = [
    "occurred",
    "was",
    "error",
    "fehler",
    "code",
    "returned",
    "responded",
    "responded with",
    "response",
    "got",
    "received",
    "failed with",
    "exception",
    "completed",
    "answered",
    "answered with",
    "returns",
    "replied",
    "replied with",
    "rc",
    "with",
    "a",
];

/// Words of a sentence that speaks of HTTP.
pub const CONTEXT: [&str; 14] = [
    "operation",
    "http",
    "url",
    "status",
    "request",
    "server",
    "response",
    "connect",
    "proxy",
    "fetch",
    "download",
    "api",
    "upstream",
    "ray id",
];

/// Words before which a number counts something, beside plurals.
const COUNTED: [&str; 20] = [
    "b",
    "byte",
    "character",
    "dateien",
    "gb",
    "kb",
    "kib",
    "km",
    "mb",
    "mib",
    "minute",
    "ms",
    "new",
    "of",
    "out",
    "percent",
    "s",
    "sec",
    "second",
    "zeilen",
];

/// How many characters around a number are looked at: what is further away is of something else.
const NEAR: usize = 48;

/// The last characters before a number.
pub fn near_before(before: &str) -> &str {
    let start = before.char_indices().rev().nth(NEAR - 1).map_or(0, |(at, _)| at);
    &before[start..]
}

/// The first characters behind a number.
fn near_after(after: &str) -> &str {
    after.char_indices().nth(NEAR).map_or(after, |(end, _)| &after[..end])
}

/// The last words before a number, in lower case, without what stands between them and it.
pub fn lower_tail(before: &str) -> String {
    let between = |c: char| c.is_whitespace() || ":=([\"'`<>|*".contains(c);
    let mut tail = near_before(before).to_ascii_lowercase();
    tail.truncate(tail.trim_end_matches(between).len());
    tail
}

/// Whether `text` ends with `word`, which may itself be the end of a longer name: `ClientResponseError`.
pub fn ends_with_word(text: &str, word: &str) -> bool {
    text.ends_with(word) && (word.len() > 4 || is_whole_word(text, word))
}

fn is_whole_word(text: &str, word: &str) -> bool {
    let before = text.strip_suffix(word);
    before.is_some_and(|before| !before.ends_with(|c: char| c.is_alphanumeric() || c == '_'))
}

/// How long the word is that `text` begins with.
pub fn word_length(text: &str) -> usize {
    text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len())
}

pub fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Whether the number is what was hoped for, and not what came: `want 200`, `== 200`,
/// `expected status code 200 but got 404`.
pub fn is_expected(before: &str, tail: &str, after: &str) -> bool {
    let hopes = [
        "expected",
        "expecting",
        "expected status",
        "expected status code",
        "want",
        "wanted",
        "instead of",
    ];
    let compared = ["==", "!="].iter().any(|sign| before.trim_end().ends_with(sign));
    let hoped =
        || words(tail).any(|word| word.starts_with("expect")) || tail.contains("failed to get");
    let came = || {
        let came = ["but", "got", "received", "was"];
        let then = words(near_after(after)).skip_while(|word| !came.contains(word));
        then.skip(1).any(|word| word.len() == 3 && word.bytes().all(|b| b.is_ascii_digit()))
    };
    // chai prints an object between the two: `expected { … } to have status code 200 but got 404`.
    let other_came = after.starts_with(" but got ");
    compared
        || other_came
        || hopes.iter().any(|word| is_whole_word(tail, word))
        || hoped() && came()
}

/// Whether the number is what a process ended with: `exit status 255`, `code=exited, status=143`.
pub fn is_of_exit(tail: &str, number: u16) -> bool {
    // A connection is terminated with a 503, too: a process has one byte to say.
    let of_process =
        || ["terminated", "died", "child returned"].iter().any(|verb| ends(tail, verb));
    has_exited(tail) || number <= u16::from(u8::MAX) && of_process()
}

/// Whether a process is said to have exited with the number: a request that is terminated may have 0, too.
pub fn has_exited(tail: &str) -> bool {
    ends(tail, "exit")
}

/// Whether the number says how what the verb tells of came out.
fn ends(tail: &str, verb: &str) -> bool {
    const BETWEEN: [&str; 8] = ["code", "ed", "error", "s", "status", "value", "was", "with"];
    tail.rsplit_once(verb).is_some_and(|(_, rest)| words(rest).all(|word| BETWEEN.contains(&word)))
}

/// Whether the number counts something: `500 ms`, `200 rows`, `100 %`.
pub fn is_count(after: &str) -> bool {
    let Some(then) = after.strip_prefix([' ', '-']) else { return false };
    let then = then.trim_start();
    let (word, rest) = then.split_at(word_length(then));
    let counted = COUNTED.contains(&word.to_ascii_lowercase().as_str()) || is_plural(word);
    // In `status=503 bytes=0` the word is the name of another value.
    then.starts_with('%') || counted && !rest.starts_with(['=', ':'])
}

/// Whether the word looks like the plural of a thing, and not like what is said of a status: `404 means …`.
fn is_plural(word: &str) -> bool {
    const OTHERS: [&str; 16] = [
        "always",
        "appears",
        "besides",
        "comes",
        "does",
        "errors",
        "happens",
        "indicates",
        "means",
        "occurs",
        "responses",
        "says",
        "seems",
        "shows",
        "sometimes",
        "tells",
    ];
    word.bytes().all(|b| b.is_ascii_lowercase())
        && word.len() > 3
        // `access`, `status`, `this`.
        && word.strip_suffix('s').is_some_and(|rest| !rest.ends_with(['s', 'u', 'i']))
        && !OTHERS.contains(&word)
}

/// Whether a client of an API names its error, and what the API says follows:
/// `Error code: 429 - {…}`, `RateLimitError: 429 You exceeded …`.
pub fn is_of_client(before: &str, tail: &str, after: &str, number: u16) -> bool {
    let is_class = |name: &str| name.ends_with(|c: char| c.is_ascii_alphabetic());
    let of_class = before.strip_suffix("Error: ").is_some_and(is_class);
    let says = after.strip_prefix(' ').is_some_and(|said| said.starts_with(char::is_uppercase));
    tail.ends_with("error code") && after.starts_with(" - {") || of_class && says && number >= 400
}

/// Whether nothing but an address stands before the number and nothing behind it, as Certbot has it:
/// `Invalid response from http://example.com/x [192.0.2.1]: 404`.
pub fn is_answer_of(before: &str, after: &str) -> bool {
    let is_last = after.chars().all(char::is_whitespace);
    let Some(asked) = before.strip_suffix(": ").filter(|_| is_last) else {
        return false;
    };
    let ip = asked.strip_suffix(']').and_then(|asked| asked.rsplit_once(" ["));
    let asked = ip.map_or(asked, |(asked, _)| asked);
    asked.rsplit(' ').next().is_some_and(|word| word.contains("://"))
}

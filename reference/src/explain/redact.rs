//! Takes out of a text what its owner would not want to share.

/// What a text holds that should not be shared.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Secret {
    /// Credentials in `Authorization` or `Proxy-Authorization`.
    Credentials,
    /// `Cookie` or `Set-Cookie`.
    Cookies,
    /// A token in an address or by itself.
    Tokens,
    /// An address of a person or a machine.
    Addresses,
}

impl Secret {
    /// What it is, in words.
    pub fn words(self) -> &'static str {
        match self {
            Secret::Credentials => "credentials",
            Secret::Cookies => "cookies",
            Secret::Tokens => "tokens",
            Secret::Addresses => "addresses of people or machines",
        }
    }
}

/// What stands in the place of what was taken out.
const REDACTED: &str = "[redacted]";

/// The text without what should not be shared, and what that was.
pub fn redact(text: &str) -> (String, Vec<Secret>) {
    let mut found = Vec::new();
    let lines = text.split('\n').map(|line| redact_line(line, &mut found));
    let redacted = lines.collect::<Vec<_>>().join("\n");
    found.sort_unstable();
    found.dedup();
    (redacted, found)
}

fn redact_line(line: &str, found: &mut Vec<Secret>) -> String {
    let start = line.trim_start_matches(['<', '>', ' ', '\t', '*']);
    let lower = start.to_ascii_lowercase();
    let fields = [
        ("authorization:", Secret::Credentials),
        ("proxy-authorization:", Secret::Credentials),
        ("x-api-key:", Secret::Tokens),
        ("cookie:", Secret::Cookies),
        ("set-cookie:", Secret::Cookies),
    ];
    for (name, secret) in fields {
        if lower.starts_with(name) && !start[name.len()..].trim().is_empty() {
            found.push(secret);
            let kept = line.len() - start.len() + name.len();
            let attributes = if name == "set-cookie:" {
                start.find(';').map_or("", |at| &start[at..])
            } else {
                ""
            };
            return [&line[..kept], " ", REDACTED, attributes].concat();
        }
    }
    let mut redacted = String::new();
    let is_apart = |c: char| c.is_whitespace() || "\"'<>()[]{},;&?".contains(c);
    let mut word = String::new();
    for c in line.chars().chain(['\n']) {
        if is_apart(c) {
            redacted.push_str(&redact_word(&word, found));
            word.clear();
            redacted.push(c);
        } else {
            word.push(c);
        }
    }
    redacted.pop();
    redacted
}

fn redact_word(word: &str, found: &mut Vec<Secret>) -> String {
    if let Some((name, value)) = word.split_once('=') {
        let lower = name.to_ascii_lowercase();
        let names =
            ["token", "key", "secret", "password", "passwd", "signature", "sig", "session", "code"];
        if !value.is_empty() && names.iter().any(|known| lower.ends_with(known)) {
            found.push(Secret::Tokens);
            return [name, "=", REDACTED].concat();
        }
    }
    let is_jwt = word.starts_with("eyJ") && word.matches('.').count() == 2;
    if is_jwt || is_random(word) {
        found.push(Secret::Tokens);
        return REDACTED.to_owned();
    }
    let host = word.rsplit('/').next().unwrap_or(word);
    let is_mail =
        host.split_once('@').is_some_and(|(user, host)| !user.is_empty() && host.contains('.'));
    if is_mail || word.parse::<std::net::IpAddr>().is_ok() {
        found.push(Secret::Addresses);
        return REDACTED.to_owned();
    }
    word.to_owned()
}

/// Whether a word looks drawn by chance: long, of letters in both cases and digits, or of hexadecimal digits.
fn is_random(word: &str) -> bool {
    let is = |of: fn(&u8) -> bool| word.bytes().any(|byte| of(&byte));
    let is_plain =
        word.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.~+/=".contains(&byte));
    word.len() >= 32
        && is_plain
        && !word.contains('/')
        && is(u8::is_ascii_digit)
        && (is(u8::is_ascii_uppercase) && is(u8::is_ascii_lowercase)
            || word.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

//! Holds a response to the RFCs.

use super::{Finding, FindingId as Id, Response, date};
use facts::State;

/// Fields that a message has once (RFC 9110 §5.3): their grammar is no list.
const ONCE: [&str; 14] = [
    "Age",
    "Content-Length",
    "Content-Location",
    "Content-Range",
    "Content-Type",
    "Date",
    "ETag",
    "Expires",
    "Last-Modified",
    "Location",
    "Retry-After",
    "Server",
    "Strict-Transport-Security",
    "Content-Disposition",
];
/// Fields about one connection, which HTTP/2 and HTTP/3 do not have (RFC 9113 §8.2.2).
const OF_CONNECTION: [&str; 5] =
    ["Connection", "Keep-Alive", "Proxy-Connection", "Transfer-Encoding", "Upgrade"];

/// What is to be said of a response.
pub fn findings(response: &Response) -> Vec<Finding> {
    let mut found = Found { response, findings: Vec::new() };
    found.status();
    for (id, line) in &response.broken {
        found.push(*id, vec![*line]);
    }
    // A log line or an exception shows no head: it lacks nothing.
    if !response.fields.is_empty() {
        found.required();
        found.framing();
        found.values();
        found.caching_and_cookies();
    }
    found.content();
    found.findings
}

struct Found<'a> {
    response: &'a Response,
    findings: Vec<Finding>,
}

impl Found<'_> {
    fn push(&mut self, id: Id, lines: Vec<usize>) {
        self.findings.push(Finding::new(id, lines));
    }

    /// A finding about the status line.
    fn here(&mut self, id: Id) {
        self.push(id, vec![self.response.line]);
    }

    /// A finding about the lines of a field.
    fn at(&mut self, id: Id, name: &str) {
        self.push(id, self.response.field(name).map(|line| line.line).collect());
    }

    fn status(&mut self) {
        let response = self.response;
        let code = response.code();
        if !(100..600).contains(&code) {
            self.here(Id::InvalidStatusCode);
        }
        match response.entry {
            None if (100..600).contains(&code) => self.here(Id::UnregisteredCode),
            None => {}
            Some(entry) => {
                match entry.state {
                    _ if entry.vendor.is_some() => self.here(Id::UnofficialCode),
                    State::Obsolete => self.here(Id::ObsoleteCode),
                    State::Reserved => self.here(Id::ReservedCode),
                    _ => {}
                }
                let is_old = |reason: &String| {
                    entry.aliases().any(|alias| alias.eq_ignore_ascii_case(reason.trim()))
                };
                let is_one = response.version.is_none_or(|version| version < 2);
                if entry.vendor.is_none() && is_one && response.reason.as_ref().is_some_and(is_old)
                {
                    self.here(Id::ObsoleteReasonPhrase);
                }
            }
        }
        let is_bare = response.reason.as_ref().is_none_or(|reason| reason.trim().is_empty());
        if response.has_status_line
            && is_bare
            && response.version.is_some_and(|version| version < 2)
        {
            self.here(Id::NoReasonPhrase);
        }
        if response.is_pseudo {
            self.here(Id::PseudoStatus);
        }
    }

    /// What the status asks for.
    fn required(&mut self) {
        let response = self.response;
        let is_one = response.version.is_none_or(|version| version < 2);
        let is_tunnel = response.request.is("CONNECT") && response.code() / 100 == 2;
        match response.code() {
            405 if !response.has("Allow") => self.here(Id::MissingAllow),
            401 if !response.has("WWW-Authenticate") => self.here(Id::MissingWwwAuthenticate),
            407 if !response.has("Proxy-Authenticate") => self.here(Id::MissingProxyAuthenticate),
            101 | 426 if is_one && !response.has("Upgrade") => self.here(Id::MissingUpgrade),
            201 if response.request.is("POST") && !response.has("Location") => {
                self.here(Id::MissingLocation);
            }
            301 | 302 | 307 | 308 if !response.has("Location") => self.here(Id::MissingLocation),
            303 if !response.has("Location") => self.here(Id::MissingLocationSeeOther),
            206 => self.partial(),
            416 if !response.has("Content-Range") => self.here(Id::MissingContentRangeUnsatisfied),
            304 if !response.has("ETag") && !response.has("Last-Modified") => {
                self.here(Id::NotModifiedMissingValidator);
            }
            451 if !response.field("Link").any(|link| link.value.contains("blocked-by")) => {
                self.here(Id::MissingBlockedBy);
            }
            429 | 503 if !response.has("Retry-After") => self.here(Id::RetryAfterSuggested),
            _ => {}
        }
        if !matches!(response.code(), 206 | 416) && response.has("Content-Range") {
            self.at(Id::ContentRangeMeaningless, "Content-Range");
        }
        if is_one && response.has("Upgrade") && !response.lists("Connection", "upgrade") {
            self.at(Id::MissingConnectionUpgrade, "Upgrade");
        }
        let is_asked = matches!(response.code() / 100, 2..=4) && !is_tunnel;
        if is_asked && !response.has("Date") {
            self.here(Id::MissingDate);
        }
    }

    fn partial(&mut self) {
        let response = self.response;
        let is_multipart = response.field("Content-Type").any(|line| {
            line.value.trim_start().to_ascii_lowercase().starts_with("multipart/byteranges")
        });
        match (is_multipart, response.has("Content-Range")) {
            (true, true) => self.at(Id::ContentRangeNotAllowed, "Content-Range"),
            (false, false) => self.here(Id::MissingContentRange),
            _ => {}
        }
    }

    /// Where the content ends (RFC 9112 §6), and fields of the connection.
    fn framing(&mut self) {
        let response = self.response;
        let code = response.code();
        let is_tunnel = response.request.is("CONNECT") && code / 100 == 2;
        let is_without = code / 100 == 1 || code == 204 || is_tunnel;
        let is_two = response.version.is_some_and(|version| version >= 2);
        let has_length = response.has("Content-Length");
        let has_coding = response.has("Transfer-Encoding");
        if is_without && has_length {
            self.at(Id::ContentLengthNotAllowed, "Content-Length");
        }
        if is_without && has_coding && !is_two {
            self.at(Id::TransferEncodingNotAllowed, "Transfer-Encoding");
        }
        if has_length && has_coding {
            let mut lines: Vec<_> = response
                .field("Content-Length")
                .chain(response.field("Transfer-Encoding"))
                .map(|l| l.line)
                .collect();
            lines.sort_unstable();
            self.push(Id::ConflictingFraming, lines);
        }
        let lengths: Vec<&str> = response
            .field("Content-Length")
            .flat_map(|line| line.value.split(','))
            .map(str::trim)
            .collect();
        let is_number =
            |length: &&str| !length.is_empty() && length.bytes().all(|byte| byte.is_ascii_digit());
        if !lengths.iter().all(is_number) {
            self.at(Id::BadContentLength, "Content-Length");
        } else if lengths.iter().any(|length| *length != lengths[0]) {
            self.at(Id::ConflictingContentLength, "Content-Length");
        }
        if is_two {
            for name in OF_CONNECTION {
                if response.has(name) {
                    self.at(Id::ConnectionSpecificHeader, name);
                }
            }
        }
    }

    fn values(&mut self) {
        let response = self.response;
        for name in ONCE {
            let count = response.field(name).count();
            let differs = name == "Content-Length"
                && response
                    .field(name)
                    .any(|line| Some(&line.value) != response.field(name).next().map(|l| &l.value));
            if count > 1 && !differs {
                self.at(Id::DuplicateHeaderOnceOnly, name);
            }
        }
        for name in ["Date", "Last-Modified"] {
            for line in response.field(name) {
                match date::form(line.value.trim()) {
                    Some(date::Form::Fixed) => {}
                    Some(date::Form::Obsolete) => {
                        self.push(Id::ObsoleteDateFormat, vec![line.line])
                    }
                    None => self.push(Id::BadDate, vec![line.line]),
                }
            }
        }
        for line in response.field("Expires") {
            // Anything that is no date means the past, and `0` and `-1` are written for it.
            if date::form(line.value.trim()) == Some(date::Form::Obsolete) {
                self.push(Id::ObsoleteDateFormat, vec![line.line]);
            }
        }
        for line in response.field("Retry-After") {
            let value = line.value.trim();
            let is_delay = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
            match date::form(value) {
                _ if is_delay => {}
                Some(date::Form::Fixed) => {}
                Some(date::Form::Obsolete) => self.push(Id::ObsoleteDateFormat, vec![line.line]),
                None => self.push(Id::BadRetryAfter, vec![line.line]),
            }
        }
        for line in response.field("Location") {
            let value = line.value.trim();
            let is_wrong = |c: char| !c.is_ascii_graphic() || "\"<>\\^`{|}".contains(c);
            if value.is_empty() || value.contains(is_wrong) {
                self.push(Id::BadLocation, vec![line.line]);
            }
        }
    }

    fn caching_and_cookies(&mut self) {
        let response = self.response;
        let directives: Vec<String> = response
            .field("Cache-Control")
            .flat_map(|line| line.value.split(','))
            .map(|directive| directive.trim().to_ascii_lowercase())
            .collect();
        let stores = |directive: &String| {
            let (name, age) = directive.split_once('=').unwrap_or((directive, ""));
            matches!(name, "max-age" | "s-maxage")
                && age.trim_matches('"').parse::<u64>().is_ok_and(|age| age > 0)
        };
        if directives.iter().any(|directive| directive == "no-store")
            && directives.iter().any(stores)
        {
            self.at(Id::CacheControlContradiction, "Cache-Control");
        }
        for line in response.field("Set-Cookie") {
            let attributes: Vec<String> = line
                .value
                .split(';')
                .skip(1)
                .map(|part| part.trim().to_ascii_lowercase())
                .collect();
            let is_secure = attributes.iter().any(|attribute| attribute == "secure");
            let same_site =
                attributes.iter().find_map(|attribute| attribute.strip_prefix("samesite="));
            if same_site == Some("none") && !is_secure {
                self.push(Id::CookieNotSecure, vec![line.line]);
            } else if !is_secure || same_site.is_none() {
                self.push(Id::CookieAttributes, vec![line.line]);
            }
        }
    }

    fn content(&mut self) {
        let response = self.response;
        let code = response.code();
        let is_without =
            code / 100 == 1 || matches!(code, 204 | 205 | 304) || response.request.is("HEAD");
        let length: Option<usize> =
            response.field("Content-Length").next().and_then(|line| line.value.trim().parse().ok());
        if code == 205 && length.is_some_and(|length| length > 0) {
            self.at(Id::ContentNotAllowed, "Content-Length");
        } else if is_without
            && let Some((line, content)) = &response.content
            && !content.trim().is_empty()
        {
            self.push(Id::ContentNotAllowed, vec![*line]);
        }
        let is_coded = response.has("Content-Encoding") || response.has("Transfer-Encoding");
        if is_without || is_coded {
            return;
        }
        if let (Some(length), Some((_, content))) = (length, &response.content)
            && !content.trim().is_empty()
            && !is_length(content, length)
        {
            self.at(Id::ContentLengthMismatch, "Content-Length");
        }
    }
}

/// Whether a text that was pasted may have had a length: pasting takes carriage returns, and adds or takes
/// what is at the end; what was cut short on the way is marked so, or breaks off.
fn is_length(content: &str, length: usize) -> bool {
    let lines = content.matches('\n').count();
    let trimmed = content.trim_end().len();
    let is_cut = content.trim_end().ends_with("...")
        || content.trim_end().ends_with('…')
        || content.contains('\u{fffd}');
    (trimmed..=content.len() + lines + 2).contains(&length) || is_cut && length > trimmed
}

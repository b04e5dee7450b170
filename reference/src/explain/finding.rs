//! What can be found: ids, severities, and the finding itself.

use facts::Section;
use serde::{Serialize, Serializer};
use std::fmt;

/// How much a finding weighs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// A SHOULD is not met, or it is surely a mistake.
    Warning,
    /// A MUST is broken.
    Error,
}

impl Severity {
    /// The word for it: `error`.
    pub const fn word(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// Something to say about a response or about the input.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Finding {
    /// What kind of thing it is; stable.
    pub id: FindingId,
    /// How much it weighs.
    pub severity: Severity,
    /// The sentence for people.
    pub sentence: String,
    /// The section that settles it, where a document does.
    pub section: Option<Section>,
    /// The lines of the input that it is about, counted from 1, in order.
    pub lines: Vec<usize>,
}

/// Puts the gravest first.
pub(super) fn sort(findings: &mut [Finding]) {
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
}

/// How many findings there are of each severity: `1 error, 2 warnings, 1 note`; empty where there are none.
pub fn in_numbers<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> String {
    let mut numbers = [(Severity::Error, 0), (Severity::Warning, 0), (Severity::Note, 0)];
    for finding in findings {
        for (severity, number) in &mut numbers {
            *number += usize::from(*severity == finding.severity);
        }
    }
    let some = numbers.into_iter().filter(|(_, number)| *number > 0);
    let words = some.map(|(severity, number)| {
        let plural = if number == 1 { "" } else { "s" };
        format!("{number} {}{plural}", severity.word())
    });
    words.collect::<Vec<_>>().join(", ")
}

macro_rules! ids {
    ($($(#[$doc:meta])* $variant:ident = $name:literal),* $(,)?) => {
        /// The kinds of findings. Their names are stable.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum FindingId { $($(#[$doc])* $variant),* }

        impl FindingId {
            /// Every kind.
            pub const ALL: &'static [FindingId] = &[$(FindingId::$variant),*];

            /// The word for it: `missing-allow`.
            pub const fn word(self) -> &'static str {
                match self { $(FindingId::$variant => $name),* }
            }
        }
    };
}

ids! {
    /// A 405 without `Allow`.
    MissingAllow = "missing-allow",
    /// A 401 without a challenge.
    MissingWwwAuthenticate = "missing-www-authenticate",
    /// A 407 without a challenge.
    MissingProxyAuthenticate = "missing-proxy-authenticate",
    /// A 101 or 426 without `Upgrade`.
    MissingUpgrade = "missing-upgrade",
    /// `Upgrade` without the connection option `upgrade`.
    MissingConnectionUpgrade = "missing-connection-upgrade",
    /// A redirect, or a 201 to POST, without `Location`.
    MissingLocation = "missing-location",
    /// A 206 or 416 without `Content-Range`.
    MissingContentRange = "missing-content-range",
    /// `Content-Range` in the head of a multipart 206, or in a response that gives it no meaning.
    ContentRangeNotAllowed = "content-range-not-allowed",
    /// A 2xx, 3xx or 4xx without `Date`.
    MissingDate = "missing-date",
    /// A 304 without the validator that a 200 would have had.
    NotModifiedMissingValidator = "304-missing-validator",
    /// A 451 that does not say who blocks.
    MissingBlockedBy = "missing-blocked-by",
    /// A 429 or 503 that does not say when to come back.
    RetryAfterSuggested = "retry-after-suggested",
    /// `Retry-After` that is neither seconds nor a date.
    BadRetryAfter = "bad-retry-after",
    /// A date that is none.
    BadDate = "bad-date",
    /// A date in one of the two old formats.
    ObsoleteDateFormat = "obsolete-date-format",
    /// A challenge without a scheme, or with parameters that no comma separates.
    BadChallenge = "bad-challenge",
    /// A `Basic` challenge without its realm.
    MissingRealm = "missing-realm",
    /// A content coding that is not registered.
    UnknownContentCoding = "unknown-content-coding",
    /// `Last-Modified` that is later than `Date`.
    ModifiedAfterDate = "modified-after-date",
    /// `Content-Type` that is no media type.
    BadContentType = "bad-content-type",
    /// A member of `Allow` or `Vary` that is no name.
    BadListMember = "bad-list-member",
    /// `Link` without the brackets around its target.
    BadLink = "bad-link",
    /// `Access-Control-Allow-Origin` that browsers do not take.
    BadAllowOrigin = "bad-allow-origin",
    /// `Access-Control-Allow-Credentials` that browsers do not take.
    BadAllowCredentials = "bad-allow-credentials",
    /// `Content-Length` that is not a number.
    BadContentLength = "bad-content-length",
    /// `Location` or `Content-Location` that is no URI reference.
    BadLocation = "bad-location",
    /// A field that stands once stands more than once.
    DuplicateHeaderOnceOnly = "duplicate-header-once-only",
    /// Content where there must be none.
    ContentNotAllowed = "content-not-allowed",
    /// `Content-Length` where it must not be.
    ContentLengthNotAllowed = "content-length-not-allowed",
    /// `Transfer-Encoding` where it must not be.
    TransferEncodingNotAllowed = "transfer-encoding-not-allowed",
    /// `Content-Length` beside `Transfer-Encoding`, or chunks within chunks.
    ConflictingFraming = "conflicting-framing",
    /// Two different lengths.
    ConflictingContentLength = "conflicting-content-length",
    /// The content is not as long as `Content-Length` says.
    ContentLengthMismatch = "content-length-mismatch",
    /// A field about the connection in HTTP/2 or HTTP/3.
    ConnectionSpecificHeader = "connection-specific-header",
    /// There is no status in the input.
    NoStatusLine = "no-status-line",
    /// There was no response, or none that the page may see.
    NoResponse = "no-response",
    /// A status code that none can be.
    InvalidStatusCode = "invalid-status-code",
    /// A version that is not in capitals.
    VersionCase = "version-case",
    /// A field value over several lines.
    FoldedHeader = "folded-header",
    /// A field name that is no token.
    BadHeaderName = "bad-header-name",
    /// A line in the head that is no field line.
    BadHeaderLine = "bad-header-line",
    /// `:status`: HTTP/2's way of carrying the status, or a stray one in HTTP/1.
    Http2PseudoStatus = "http2-pseudo-status",
    /// The status is not named: what is said is known to come with it.
    StatusNotNamed = "status-not-named",
    /// There is more than one response in the input.
    SeveralResponses = "several-responses",
    /// The browser had the status and did not give the response to the page.
    KeptFromPage = "kept-from-page",
    /// The status came, and the content not to its end.
    IncompleteContent = "incomplete-content",
    /// A code that is neither registered nor known here.
    UnregisteredCode = "unregistered-code",
    /// A vendor's code.
    UnofficialCode = "unofficial-code",
    /// A code whose definition was withdrawn.
    ObsoleteCode = "obsolete-code",
    /// A code that is kept free.
    ReservedCode = "reserved-code",
    /// An earlier name of the code.
    ObsoleteReasonPhrase = "obsolete-reason-phrase",
    /// An HTTP/1 status line without a phrase.
    NoReasonPhrase = "no-reason-phrase",
    /// The phrase is the name of another code.
    ReasonPhraseOfAnotherCode = "reason-phrase-of-another-code",
    /// A 303 that does not say where.
    SeeOtherWithoutLocation = "see-other-without-location",
    /// `Content-Range` that contradicts itself.
    BadContentRange = "bad-content-range",
    /// `multipart/byteranges` without its boundary.
    MissingBoundary = "missing-boundary",
    /// An entity tag without its quotes.
    BadEtag = "bad-etag",
    /// `Age` that is not a number of seconds.
    BadAge = "bad-age",
    /// A date with the name of another day.
    WrongWeekday = "wrong-weekday",
    /// `Expires` that is no date and so means: already expired.
    AlreadyExpired = "already-expired",
    /// 101 in HTTP/2 or HTTP/3.
    SwitchingProtocolsNotSupported = "switching-protocols-not-supported",
    /// A 1xx response to an HTTP/1.0 request.
    InterimResponseToHttp10 = "interim-response-to-http-1-0",
    /// `identity` as a content coding.
    ContentEncodingIdentity = "content-encoding-identity",
    /// `Cache-Control` directives that rule each other out.
    CacheControlConflict = "cache-control-conflict",
    /// A `Cache-Control` directive whose value is not what it must be.
    BadCacheControl = "bad-cache-control",
    /// `Vary: *`.
    VaryStar = "vary-star",
    /// `Set-Cookie` without a name and a value, or with a lifetime that is none.
    BadCookie = "bad-cookie",
    /// A cookie without what its name or another attribute promises.
    RefusedCookie = "refused-cookie",
    /// A cookie without `Secure`.
    CookieWithoutSecure = "cookie-without-secure",
    /// A cookie without `SameSite`.
    CookieWithoutSameSite = "cookie-without-samesite",
    /// `SameSite=None` without `Secure`.
    CookieSameSiteNoneWithoutSecure = "cookie-samesite-none-without-secure",
}

impl fmt::Display for FindingId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

impl Serialize for FindingId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}

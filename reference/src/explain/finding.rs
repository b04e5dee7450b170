//! What can be said of a response: each finding with its id, how grave it is, its words and its section.

use facts::Section;

/// How grave a finding is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Severity {
    /// A MUST is broken.
    Error,
    /// A SHOULD is not met, or it is surely a mistake.
    Warning,
    /// Worth knowing.
    Note,
}

impl Severity {
    /// As it is written: `error`.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }
}

/// Something to be said of a response.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// Which it is.
    pub id: FindingId,
    /// How grave it is.
    pub severity: Severity,
    /// The lines of the input that it is about, from 1.
    pub lines: Vec<usize>,
}

impl Finding {
    /// A finding about lines of the input.
    pub fn new(id: FindingId, lines: Vec<usize>) -> Finding {
        Finding { id, severity: id.severity(), lines }
    }

    /// The section that says so, where one does.
    pub fn section(&self) -> Option<Section> {
        Section::parse(self.id.section())
    }
}

macro_rules! findings {
    ($($(#[$doc:meta])* $variant:ident $id:literal $severity:ident $section:literal $sentence:literal)*) => {
        /// Which finding it is. Ids last: programs hold on to them.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[allow(missing_docs, reason = "each is explained by its sentence")]
        pub enum FindingId { $($(#[$doc])* $variant),* }

        impl FindingId {
            /// Every finding.
            pub const ALL: &'static [FindingId] = &[$(FindingId::$variant),*];

            /// The id: `missing-allow`.
            pub fn word(self) -> &'static str {
                match self { $(FindingId::$variant => $id),* }
            }

            /// How grave it is.
            pub fn severity(self) -> Severity {
                match self { $(FindingId::$variant => Severity::$severity),* }
            }

            /// The section that says so: `RFC 9110 §15.5.6`; empty where none does.
            pub fn section(self) -> &'static str {
                match self { $(FindingId::$variant => $section),* }
            }

            /// What is the matter, and what would be right.
            pub fn sentence(self) -> &'static str {
                match self { $(FindingId::$variant => $sentence),* }
            }
        }
    };
}

findings! {
    MissingAllow "missing-allow" Error "RFC 9110 §15.5.6"
        "A 405 must name the methods that the resource supports, in Allow; the list may be empty."
    MissingWwwAuthenticate "missing-www-authenticate" Error "RFC 9110 §15.5.2"
        "A 401 must hold at least one challenge, in WWW-Authenticate: without it a client cannot know how to sign in."
    MissingProxyAuthenticate "missing-proxy-authenticate" Error "RFC 9110 §15.5.8"
        "A 407 must hold the proxy’s challenge, in Proxy-Authenticate."
    MissingUpgrade "missing-upgrade" Error "RFC 9110 §7.8"
        "A 101 and a 426 must name the protocol, in Upgrade."
    MissingConnectionUpgrade "missing-connection-upgrade" Error "RFC 9110 §7.8"
        "Who sends Upgrade must also send Connection: upgrade, so that no intermediary passes it on."
    MissingLocation "missing-location" Warning "RFC 9110 §10.2.2"
        "The response should say where to go, or what was created, in Location."
    MissingLocationSeeOther "missing-location" Note "RFC 9110 §15.4.4"
        "A 303 without Location leads nowhere; no keyword asks for the field, but the code is about what it names."
    MissingContentRange "missing-content-range" Error "RFC 9110 §15.3.7.1"
        "A 206 with a single part must say which part it is, in Content-Range."
    MissingContentRangeUnsatisfied "missing-content-range" Warning "RFC 9110 §15.5.17"
        "A 416 to a request for bytes should give the length of the representation: Content-Range: bytes */length."
    ContentRangeNotAllowed "content-range-not-allowed" Error "RFC 9110 §15.3.7.2"
        "In a 206 with several parts each part has its own Content-Range: the head must not have one."
    ContentRangeMeaningless "content-range-not-allowed" Warning "RFC 9110 §14.4"
        "Content-Range has a meaning in 206 and 416 alone."
    MissingDate "missing-date" Error "RFC 9110 §6.6.1"
        "An origin server with a clock must send Date in every 2xx, 3xx and 4xx response."
    NotModifiedMissingValidator "304-missing-validator" Warning "RFC 9110 §15.4.5"
        "A 304 must repeat the ETag that a 200 would have had; this one has no validator at all."
    MissingBlockedBy "missing-blocked-by" Warning "RFC 7725 §4"
        "A 451 should name who blocks, in a Link field with rel=\"blocked-by\"."
    RetryAfterSuggested "retry-after-suggested" Note "RFC 9110 §10.2.3"
        "Retry-After would tell the client how long to wait."
    BadRetryAfter "bad-retry-after" Error "RFC 9110 §10.2.3"
        "Retry-After is a whole number of seconds or an HTTP date."
    BadDate "bad-date" Error "RFC 9110 §5.6.7"
        "This is no date that HTTP knows; right would be, for example, Sun, 06 Nov 1994 08:49:37 GMT."
    ObsoleteDateFormat "obsolete-date-format" Error "RFC 9110 §5.6.7"
        "This form of date is obsolete: a sender must write Sun, 06 Nov 1994 08:49:37 GMT."
    BadContentLength "bad-content-length" Error "RFC 9110 §8.6"
        "Content-Length is one whole number of bytes."
    BadLocation "bad-location" Error "RFC 9110 §10.2.2"
        "Location holds a URI reference: no spaces, quotes or characters beyond ASCII, which are percent-encoded."
    DuplicateHeaderOnceOnly "duplicate-header-once-only" Error "RFC 9110 §5.3"
        "This field must not be sent more than once."
    ContentNotAllowed "content-not-allowed" Error "RFC 9110 §6.4.1"
        "A response with this status must not have content."
    ContentLengthNotAllowed "content-length-not-allowed" Error "RFC 9110 §8.6"
        "Content-Length must not be sent with a 1xx, a 204 or a 2xx that answers CONNECT."
    TransferEncodingNotAllowed "transfer-encoding-not-allowed" Error "RFC 9112 §6.1"
        "Transfer-Encoding must not be sent with a 1xx, a 204 or a 2xx that answers CONNECT."
    ConflictingFraming "conflicting-framing" Error "RFC 9112 §6.2"
        "Content-Length must not be sent together with Transfer-Encoding: recipients may disagree on where the content ends."
    ConflictingContentLength "conflicting-content-length" Error "RFC 9112 §6.3"
        "Several lengths that differ: the message cannot be trusted and must be refused."
    ContentLengthMismatch "content-length-mismatch" Warning "RFC 9110 §8.6"
        "Content-Length is not the length of the content that was pasted."
    ConnectionSpecificHeader "connection-specific-header" Error "RFC 9113 §8.2.2"
        "HTTP/2 and HTTP/3 have no connection-specific fields: a message with one is malformed."
    NoStatusLine "no-status-line" Error "RFC 9112 §4"
        "No status was found. Paste the beginning of the response too: the line HTTP/1.1 404 Not Found, for example."
    InvalidStatusCode "invalid-status-code" Error "RFC 9110 §15"
        "A status code is three digits from 100 to 599; a client treats any other as an invalid response, like a 5xx."
    FoldedHeader "folded-header" Error "RFC 9112 §5.2"
        "A field must be on one line: folding is obsolete."
    BadHeaderName "bad-header-name" Error "RFC 9110 §5.1"
        "A field name is letters, digits and a few signs, with no space before the colon."
    BadHeaderLine "bad-header-line" Error "RFC 9112 §5"
        "A line of the head is a name, a colon and a value."
    PseudoStatus "http2-pseudo-status" Note "RFC 9113 §8.3.2"
        "The status is in the pseudo-header field :status, as HTTP/2 and HTTP/3 carry it; they have no reason phrase."
    SeveralResponses "several-responses" Note "RFC 9110 §15.2"
        "There are several responses, in order. The one that counts is the last final one."
    UnregisteredCode "unregistered-code" Warning "RFC 9110 §15"
        "Nobody has registered this code. A client treats it as the first of its class."
    UnofficialCode "unofficial-code" Note "RFC 9110 §15"
        "This code is a vendor’s and not registered: software that does not know it treats it as the first of its class."
    ObsoleteCode "obsolete-code" Warning "RFC 9110 §15"
        "This code is obsolete: nothing new should send it."
    ReservedCode "reserved-code" Note "RFC 9110 §15"
        "This code is reserved and has no meaning in HTTP."
    ObsoleteReasonPhrase "obsolete-reason-phrase" Note "RFC 9110 §15.1"
        "The reason phrase is an earlier name of the code. Clients ignore the phrase, so this does no harm."
    NoReasonPhrase "no-reason-phrase" Note "RFC 9112 §4"
        "There is no reason phrase, which is allowed: clients ignore it."
    CacheControlContradiction "cache-control-contradiction" Note "RFC 9111 §5.2.2.5"
        "Cache-Control says no-store and also how long to store: no-store wins."
    CookieNotSecure "cookie-same-site-none-without-secure" Warning "RFC 6265 §4.1.2.5"
        "Browsers refuse a cookie with SameSite=None that is not Secure."
    CookieAttributes "cookie-without-secure-or-same-site" Note "RFC 6265 §4.1.2.5"
        "A cookie without Secure also goes over plain HTTP; without SameSite each browser decides where it is sent."
}

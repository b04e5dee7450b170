//! The record of a status code: everything the project says about one number.
//!
//! Reading is strict with the `authoring` feature (a member that is not here is refused).

use crate::{Date, Exchange, Message, Prose, Section, StatusCode, words::words};
#[cfg(feature = "schema")]
use crate::{rules, schema};
use serde::{Deserialize, Serialize};

/// Everything the project says about one number. One file of `data/codes/` holds one record.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "authoring", serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(transform = schema::standing, transform = schema::words))]
pub struct Record {
    /// Where the JSON Schema is, for editors; nothing else reads it.
    #[cfg(feature = "authoring")]
    #[serde(rename = "$schema", default, skip_serializing)]
    #[cfg_attr(feature = "schema", schemars(extend("description" = "Where this schema is, for editors.")))]
    pub schema: Option<String>,
    /// The number; the file's name is the same.
    pub code: StatusCode,
    /// The registered reason phrase; for a vendor's code, the vendor's words. For a number that the
    /// registry has as `(Unused)`, the name that people know it by. It is not unique, since vendors name
    /// theirs as they like: 401 and 561 are both `Unauthorized`. What identifies a record is `code`.
    pub name: String,
    /// Earlier and other names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(extend("uniqueItems" = true)))]
    pub aliases: Vec<Alias>,
    /// Who registered it, or whose it is.
    pub registration: Registration,
    /// Where it stands today in the meaning of `registration`; in another vendor's hands, see `variants`.
    pub state: State,
    /// Whose move it is when this code is seen.
    pub turn: Turn,
    /// One plain sentence: what the code says.
    #[cfg_attr(feature = "schema", schemars(extend("maxLength" = rules::SUMMARY, "pattern" = r"^[^\s`\[\]][^\n`\[\]]*\.$")))]
    pub summary: String,
    /// What it means.
    pub meaning: Prose,
    /// When a server should send it.
    pub when_to_use: Prose,
    /// A concrete case, told; `exchange` shows it.
    pub example: Prose,
    /// When not to send it, and what to send instead.
    pub when_not_to_use: Prose,
    /// Where this comes from, the document to go by first. One that another has obsoleted comes later and
    /// says by which (`obsoleted_by`); a draft never does, even one that has expired.
    #[cfg_attr(feature = "schema", schemars(length(min = 1), extend("uniqueItems" = true)))]
    pub sources: Vec<Source>,
    /// The example as it goes over the wire.
    pub exchange: Exchange,
    /// Whether a cache may keep the response, in the meaning of `registration`.
    pub caching: Caching,
    /// Whether the response may carry content, in the meaning of `registration`: a rule for its sender.
    pub content: Content,
    /// Whether sending the request again can help, in the meaning of `registration`.
    pub retry: Retry,
    /// The header fields that come with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(extend("uniqueItems" = true)))]
    pub fields: Vec<Field>,
    /// What to check, in order, by who is looking.
    pub fix: Fix,
    /// What tells it from the codes it is mistaken for. Each pair is stored once, in the record of the
    /// smaller number; the published records hold it on both sides.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(extend("uniqueItems" = true)))]
    pub related: Vec<Related>,
    /// What people type who look for it, beside its names: words and phrases that the text seldom holds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(extend("uniqueItems" = true)))]
    pub keywords: Vec<String>,
    /// Texts by which software reports it, or the piece of one that tells: `no healthy upstream`. They are known
    /// to the search and to explaining, and not shown, since software changes its words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(extend("uniqueItems" = true)))]
    pub messages: Vec<String>,
    /// The same number in another vendor's hands: each has its own `state`, and what the record says of `caching`,
    /// `content` and `retry` need not hold of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(extend("uniqueItems" = true)))]
    pub variants: Vec<Variant>,
    /// What receivers do with it: browsers and `fetch`, curl, libraries, crawlers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clients: Vec<Receiver>,
    /// The day on which the record was last held against its sources.
    pub reviewed: Date,
}

impl Record {
    /// The responses of the example that have this code, in order.
    pub fn responses(&self) -> impl Iterator<Item = &Message> {
        self.exchange.messages().filter(|message| message.status() == Some(self.code))
    }
}

/// An earlier or other name of the code.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "authoring", serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(transform = schema::words))]
pub struct Alias {
    /// The name.
    pub name: String,
    /// Where it was or is in use: `RFC 2616`, `nginx`, `informal`.
    pub from: String,
}

/// Who registered the code: `IANA`; or of one that nobody has, the vendor that its name and its first meaning are
/// from. Whether that vendor still sends it is another matter: 420 is Twitter's, and others send it today.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(with = "String", extend("pattern" = schema::WORDS)))]
pub enum Registration {
    /// In the HTTP Status Code Registry of IANA (RFC 9110 §16.2).
    Iana,
    /// Not registered; from the vendor named.
    Vendor(String),
}

impl From<String> for Registration {
    fn from(name: String) -> Registration {
        if name == "IANA" { Registration::Iana } else { Registration::Vendor(name) }
    }
}

impl From<Registration> for String {
    fn from(registration: Registration) -> String {
        match registration {
            Registration::Iana => "IANA".to_owned(),
            Registration::Vendor(name) => name,
        }
    }
}

words! {
    /// Where a code stands today. The first five are for codes that IANA lists, the others for vendors'.
    State {
        /// Registered and in force.
        Standard = "standard",
        /// Registered, and its definition was withdrawn or deprecated.
        Obsolete = "obsolete",
        /// Kept free: registered as `(Unused)`.
        Reserved = "reserved",
        /// Registered for a time, while its document is being written.
        Temporary = "temporary",
        /// Registered by an Experimental RFC.
        Experimental = "experimental",
        /// A vendor sends it today: the one that it is from or, where that one has stopped, one of `variants`.
        Active = "active",
        /// The vendor that it is from writes it to logs or metrics, and no client receives it from there. One of
        /// `variants` may be sent: it says so.
        LogOnly = "log-only",
        /// Met in the wild, with no vendor that documents it.
        Informal = "informal",
        /// A vendor sent it once.
        Retired = "retired",
    }
}

impl State {
    /// Whether this state is one of a code that IANA lists.
    pub const fn is_registered(self) -> bool {
        matches!(
            self,
            State::Standard
                | State::Obsolete
                | State::Reserved
                | State::Temporary
                | State::Experimental
        )
    }
}

words! {
    /// Whose move it is when the code is seen.
    Turn {
        /// Nobody's: it went well, or goes on by itself.
        Nobody = "nobody",
        /// The client's: to change the request, to sign in, to wait, to repeat the request or to go on with
        /// it. `retry` says whether and how to send it again.
        Client = "client",
        /// The origin server's.
        Server = "server",
        /// The proxy's, gateway's or CDN's between them.
        Intermediary = "intermediary",
    }
}

impl Turn {
    /// Whose move it is, told to whoever sees the code.
    pub const fn whose_move(self) -> &'static str {
        match self {
            Turn::Nobody => "Nothing to do",
            Turn::Client => "Your move, as the client",
            Turn::Server => "The server’s move",
            Turn::Intermediary => "The move of the proxy, gateway or CDN between",
        }
    }
}

/// A document that defines or describes the code.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "authoring", serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(transform = schema::words))]
pub struct Source {
    /// `RFC 9110`, or the title of a vendor's document.
    pub document: String,
    /// The section's number, where the document has numbers: `15.5.8`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(extend("pattern" = Section::NUMBER)))]
    pub section: Option<String>,
    /// The section's title, to the letter.
    pub title: String,
    /// The deep link.
    #[cfg_attr(feature = "schema", schemars(extend("pattern" = r"^https://\S*$")))]
    pub url: String,
    /// The document that took its place, for one no longer in force.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub obsoleted_by: Option<String>,
}

/// Whether a cache may keep the response (RFC 9111 §3, §4.2.2).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "authoring", serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(transform = schema::words))]
pub struct Caching {
    /// The rule.
    pub rule: CachingRule,
    /// One sentence for this code.
    pub note: String,
    /// What says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<Section>,
}

words! {
    /// When a cache may keep a response with this code.
    CachingRule {
        /// Also without being told: heuristically cacheable (RFC 9110 §15.1).
        Heuristic = "heuristic",
        /// Only if the response says so, by `Expires` or a directive such as `max-age` or `public` (RFC 9111 §3).
        Explicit = "explicit",
        /// Never.
        Never = "never",
    }
}

/// Whether a response with this code may carry content (RFC 9110 §6.4.1).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "authoring", serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(transform = schema::words))]
pub struct Content {
    /// The rule.
    pub rule: ContentRule,
    /// One sentence for this code.
    pub note: String,
    /// What says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<Section>,
}

words! {
    /// Whether there may be content.
    ContentRule {
        /// It may, as in most responses.
        Allowed = "allowed",
        /// The sender must not put any in. This is no rule for reading: only a 1xx, a 204 and a 304 end with
        /// their head whatever it declares, and of a 205 what it declares is read (RFC 9112 §6.3).
        Forbidden = "forbidden",
        /// The status is logged and is not sent itself: the client gets a response with another status, or
        /// none at all.
        NotSent = "not-sent",
    }
}

/// Whether sending the request again can help.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "authoring", serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(transform = schema::repeatable("rule"), transform = schema::words))]
pub struct Retry {
    /// The rule.
    pub rule: RetryRule,
    /// Which methods a program may repeat by itself: there exactly where the rule is `same-now` or
    /// `same-later`. What else to mind is in `note`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub methods: Option<Methods>,
    /// One or two sentences for this code: when and how, and what makes it safe.
    pub note: String,
    /// What says so, where a document does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<Section>,
}

words! {
    /// Whether, and how, to send the request again.
    RetryRule {
        /// Nothing to retry: it went well, or is still under way.
        NotNeeded = "not-needed",
        /// The same request may be sent again at once; after a 425, not in TLS early data (RFC 8470 §5.2).
        SameNow = "same-now",
        /// The same request may be sent again after a wait.
        SameLater = "same-later",
        /// After changing something in the request.
        Changed = "changed",
        /// To another URI or over another connection.
        Elsewhere = "elsewhere",
        /// Sending it again gives the same answer.
        Pointless = "pointless",
    }
}

impl RetryRule {
    /// Whether the same request may be sent again.
    pub const fn is_same(self) -> bool {
        matches!(self, RetryRule::SameNow | RetryRule::SameLater)
    }

    /// Whether to send the request again, as a sentence; empty where the question does not arise.
    pub const fn advice(self) -> &'static str {
        match self {
            RetryRule::NotNeeded => "",
            RetryRule::SameNow => "Send the same request again.",
            RetryRule::SameLater => "Send the same request again later.",
            RetryRule::Changed => "Change the request, then send it again.",
            RetryRule::Elsewhere => "Go elsewhere: to another URI or over another connection.",
            RetryRule::Pointless => "Sending it again is pointless.",
        }
    }
}

words! {
    /// Which methods a program may repeat by itself when it knows no more than the status code (RFC 9110
    /// §9.2.2).
    Methods {
        /// All of them: the code means that the request was not applied.
        Any = "any",
        /// Those that are idempotent, such as `GET`, `PUT` and `DELETE`: the request may have been applied, or
        /// nothing promises that it was not, so one with another method, such as `POST`, is repeated only by
        /// who knows that it was not.
        Idempotent = "idempotent",
        /// None: whoever made the request asks for it again first, as where it takes days or somebody's doing
        /// until it can succeed, and no backoff helps.
        Unasked = "none",
    }
}

/// A header field that comes with the response.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "authoring", serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(transform = schema::conditional, transform = schema::words))]
pub struct Field {
    /// The field's name: `Proxy-Authenticate`.
    #[cfg_attr(feature = "schema", schemars(extend("pattern" = "^[A-Za-z0-9-]+$")))]
    pub name: String,
    /// The keyword of RFC 2119 that the section has for it; `none` where it has none.
    pub requirement: Requirement,
    /// On what a `MUST` depends: absent where every response with the code has to have the field. Of the other
    /// keywords `note` alone says when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    /// Who sends it, in the section's words: `proxy`, `origin server`, `server`.
    pub sender: String,
    /// What it is there for, and when: one sentence.
    pub note: String,
    /// The section that says so; a vendor's field may have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<Section>,
}

words! {
    /// How strongly a document asks for a field (RFC 2119).
    Requirement {
        /// Absolute.
        Must = "MUST",
        /// Recommended.
        Should = "SHOULD",
        /// Optional.
        May = "MAY",
        /// Described without a keyword.
        None = "none",
    }
}

words! {
    /// On what it depends that a response has to have a field.
    Condition {
        /// The 200 to the same request would have had it (RFC 9110 §15.3.7, §15.4.5).
        In200 = "in-200",
        /// The content is a single part of the representation (RFC 9110 §15.3.7.1).
        SinglePart = "single-part",
        /// The content is several parts, as `multipart/byteranges` (RFC 9110 §15.3.7.2).
        MultipleParts = "multiple-parts",
        /// The response answers a WebSocket handshake and names `websocket` in `Upgrade` (RFC 6455 §4.2.2).
        WebSocket = "websocket",
        /// The response goes over HTTP/1.1: HTTP/2 and HTTP/3 forbid fields that are about a connection (RFC 9113
        /// §8.2.2, RFC 9114 §4.2).
        Http11 = "http-1.1",
    }
}

/// What to check, in order, by who is looking; for 1xx to 3xx the usual mistakes in handling and in
/// sending the code.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "authoring", serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(transform = schema::some_fix, transform = schema::words))]
pub struct Fix {
    /// As who wrote or runs the client.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub client: Vec<String>,
    /// As who wrote or runs the origin server.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub server: Vec<String>,
    /// As who runs the proxy, gateway or CDN between them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub intermediary: Vec<String>,
}

/// What tells a code from another.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "authoring", serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(transform = schema::words))]
pub struct Related {
    /// The other code.
    pub code: StatusCode,
    /// One sentence that reads the same from both sides.
    pub difference: String,
    /// The question that decides between the two.
    pub question: Deciding,
}

/// A question that decides between two codes. It reads the same from both sides: its answers belong to
/// the numbers, not to the record that holds it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "authoring", serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(transform = schema::words))]
pub struct Deciding {
    /// The question, with marks but no links.
    #[cfg_attr(feature = "schema", schemars(extend("maxLength" = rules::ASK, "pattern" = r"^\S[^\n]*\?$")))]
    pub ask: String,
    /// The answer that leads to the smaller number.
    #[cfg_attr(feature = "schema", schemars(extend("maxLength" = rules::ANSWER)))]
    pub smaller: String,
    /// The answer that leads to the larger number.
    #[cfg_attr(feature = "schema", schemars(extend("maxLength" = rules::ANSWER)))]
    pub larger: String,
}

/// The same number as another vendor uses it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "authoring", serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(transform = schema::words))]
pub struct Variant {
    /// The vendor's words for it.
    pub name: String,
    /// The vendor.
    pub vendor: String,
    /// Where this use stands today.
    #[cfg_attr(feature = "schema", schemars(extend("enum" = schema::states(false))))]
    pub state: State,
    /// What it means there.
    pub meaning: Prose,
    /// Where this comes from.
    pub source: Source,
}

/// What one kind of receiver does with the code.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "authoring", serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(transform = schema::words))]
pub struct Receiver {
    /// Who: `fetch`, `curl`, `Google Search`.
    pub who: String,
    /// What it does.
    pub does: String,
}

//! The example of a record: who speaks to whom, what goes over the wire, and what happens between.

#[cfg(feature = "schema")]
use crate::schema;
use crate::{StatusCode, words::words};
use serde::{Deserialize, Serialize};

/// An exchange of HTTP messages between named parties, in the order of time.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "authoring", serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Exchange {
    /// Who takes part, from the client to the origin server.
    #[cfg_attr(feature = "schema", schemars(length(min = 1), extend("uniqueItems" = true)))]
    pub parties: Vec<Party>,
    /// What happens, in order.
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    pub steps: Vec<Step>,
}

impl Exchange {
    /// What goes over the wire, in order.
    pub fn messages(&self) -> impl Iterator<Item = &Message> {
        self.steps.iter().filter_map(|step| match step {
            Step::Message(message) => Some(message),
            Step::Event(_) | Step::Log(_) => None,
        })
    }

    /// The place among the parties, from 0, of the one with that id; the rules see to it that each that a step names
    /// is there.
    pub fn place(&self, id: &str) -> usize {
        self.parties.iter().position(|party| party.id == id).unwrap_or_default()
    }

    /// The name of the party with that id.
    pub fn name(&self, id: &str) -> &str {
        self.parties.get(self.place(id)).map_or("", |party| &party.name)
    }
}

/// One who takes part in an exchange.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "authoring", serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(transform = schema::words))]
pub struct Party {
    /// The short name that the steps use: `client`, `proxy`.
    pub id: String,
    /// What it is in the terms of RFC 9110 §3.
    pub role: Role,
    /// What it is in this example: `Build agent`, `proxy.corp.example`.
    pub name: String,
}

words! {
    /// What a party is (RFC 9110 §3).
    Role {
        /// Sends requests (§3.3, §3.5).
        Client = "client",
        /// Answers from stored responses (§3.8).
        Cache = "cache",
        /// Chosen by the client to forward its requests (§3.7).
        Proxy = "proxy",
        /// Acts as origin server and forwards inward: reverse proxy, load balancer, CDN (§3.7).
        Gateway = "gateway",
        /// Originates the response (§3.6).
        OriginServer = "origin-server",
    }
}

/// One thing that happens in an exchange.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Step {
    /// A message goes over the wire.
    Message(Message),
    /// Something happens with no message: a wait, a closed connection.
    Event(Event),
    /// A line is written to a log.
    Log(Event),
}

/// An HTTP message as text: its head line by line, and its content.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "authoring", serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Message {
    /// The `id` of the party that sends it.
    #[cfg_attr(feature = "schema", schemars(extend("pattern" = schema::WORDS)))]
    pub from: String,
    /// The `id` of the party that receives it.
    #[cfg_attr(feature = "schema", schemars(extend("pattern" = schema::WORDS)))]
    pub to: String,
    /// Start line and field lines, without line ends, in HTTP/1.1 form.
    #[cfg_attr(
        feature = "schema",
        schemars(length(min = 1), inner(regex(pattern = r"^[^\r\n]+$")))
    )]
    pub head: Vec<String>,
    /// The content, to the byte. Absent where there is none, and where the example leaves it out: the
    /// Content-Length in `head` then tells its length (in the response to a `HEAD`, what it would have been).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub body: String,
}

impl Message {
    /// The status of a response; `None` for a request, and for what has no status of three digits.
    pub fn status(&self) -> Option<StatusCode> {
        let (version, rest) = self.head.first()?.split_once(' ')?;
        version.starts_with("HTTP/").then(|| StatusCode::parse(rest.split(' ').next()?))?
    }
}

/// What happens at one party.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "authoring", serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(transform = schema::words))]
pub struct Event {
    /// The `id` of the party.
    pub at: String,
    /// What happens, or the line as the log has it.
    pub text: String,
}

impl Event {
    /// Whether the line holds the code, as a word of its own.
    pub fn holds(&self, code: StatusCode) -> bool {
        let code = code.to_string();
        self.text.split([' ', ',', ';']).any(|word| word == code)
    }
}

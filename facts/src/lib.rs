//! The facts about HTTP status codes as types: what a [`Record`] is, the rules it must meet and its
//! JSON Schema. The build, the published files, the checks and the browser all read through here, so
//! that a fact has one definition.

mod change;
mod code;
mod date;
mod exchange;
mod guide;
mod language;
#[cfg(feature = "authoring")]
pub mod load;
#[cfg(feature = "authoring")]
mod messages;
#[cfg(feature = "authoring")]
mod published;
#[cfg(feature = "authoring")]
mod queries;
mod record;
#[cfg(feature = "authoring")]
mod rules;
#[cfg(feature = "schema")]
mod schema;
mod section;
mod synonyms;
pub mod text;
mod words;

pub use change::Change;
pub use code::{Class, OutOfRange, StatusCode};
pub use date::Date;
pub use exchange::*;
pub use guide::{Answer, End, Guide, Next, Question, is_offered};
pub use language::*;
#[cfg(feature = "authoring")]
pub use messages::Messages;
#[cfg(feature = "authoring")]
pub use published::*;
#[cfg(feature = "authoring")]
pub use queries::Queries;
pub use record::*;
#[cfg(feature = "schema")]
pub use schema::{published_schema_of, schema_of};
pub use section::Section;
pub use synonyms::Synonyms;
pub use text::Prose;

//! The names that codes had in earlier RFCs.

use facts::StatusCode;

include!(concat!(env!("OUT_DIR"), "/former.rs"));

/// nginx says `Request-URI Too Large`, as RFC 2616 §6.1.1 did beside the name that its §10.4.15 has.
const ALSO_FORMER: (u16, &str) = (414, "Request-URI Too Large");

/// The former names of `code`.
pub(super) fn former_names(code: StatusCode) -> impl Iterator<Item = &'static str> {
    let all = FORMER.iter().chain([&ALSO_FORMER]);
    all.filter(move |(of, _)| *of == code.get()).map(|(_, name)| *name)
}

//! What a record says about caching, content, fields and names is what the RFCs say.

use crate::{Faults, World, hold, prose};
use facts::{CachingRule, Condition, ContentRule, Requirement, Section, State};

#[test]
fn heuristically_cacheable_are_those_of_rfc_9110_and_451() {
    hold(heuristic);
}

#[test]
fn what_a_cache_must_not_store_is_never_stored() {
    hold(never);
}

#[test]
fn no_content_is_in_1xx_204_205_and_304_and_in_no_other() {
    hold(no_content);
}

#[test]
fn every_field_that_an_rfc_asks_for_is_in_the_record() {
    hold(asked_for);
}

#[test]
fn what_is_about_a_connection_must_be_there_over_http_1_1_alone() {
    hold(of_a_connection);
}

#[test]
fn no_page_calls_a_code_by_a_superseded_name() {
    hold(superseded_names);
}

#[test]
fn a_sentence_begins_with_a_capital() {
    hold(capitals);
}

pub fn heuristic(world: &World) -> Faults {
    let mut faults = Faults::default();
    // RFC 9110 §15.1 mentions the codes that are heuristically cacheable, and no others.
    let listed = Section::parse("RFC 9110 §15.1").expect("a section");
    let listed = &world.rfcs.text(&listed).expect("RFC 9110 was read").mentions;
    for record in &world.records {
        let code = record.code.get();
        // RFC 7725 §3 says it of 451.
        let is = listed.contains(&code) || code == 451;
        if is != (record.caching.rule == CachingRule::Heuristic) {
            let reason = format!("heuristic is {is} for it (RFC 9110 §15.1, RFC 7725 §3)");
            faults.add(record, "caching.rule", reason);
        }
    }
    faults
}

pub fn never(world: &World) -> Faults {
    let mut faults = Faults::default();
    for record in &world.records {
        let code = record.code.get();
        let why = match code {
            428 | 429 | 431 | 511 => "RFC 6585 forbids caches to store it",
            304 => "it refreshes a stored response and is none itself (RFC 9111 §4.3.4)",
            100..=199 => "an interim response is not stored (RFC 9111 §3)",
            _ if record.state == State::LogOnly => "no response is sent",
            _ => continue,
        };
        if record.caching.rule != CachingRule::Never {
            faults.add(record, "caching.rule", format!("must be never: {why}"));
        }
    }
    faults
}

pub fn no_content(world: &World) -> Faults {
    let mut faults = Faults::default();
    for record in &world.records {
        // RFC 9110 §6.4.1 for 1xx, 204 and 304, §15.3.6 for 205.
        let is = matches!(record.code.get(), 100..=199 | 204 | 205 | 304);
        if is != (record.content.rule == ContentRule::Forbidden) {
            let reason = format!("forbidden is {is} for it (RFC 9110 §6.4.1, §15.3.6)");
            faults.add(record, "content.rule", reason);
        }
    }
    faults
}

/// Code, field, requirement, and the sections that say so: the record cites one of them.
type Asked = (u16, &'static str, Requirement, &'static [&'static str]);

#[rustfmt::skip]
const ASKED_FOR: &[Asked] = {
    use Requirement::{May, Must, None, Should};
    &[
        (101, "Upgrade", Must, &["RFC 9110 §15.2.2", "RFC 9110 §7.8"]),
        (101, "Connection", Must, &["RFC 9110 §7.8"]),
        (103, "Link", None, &["RFC 8297 §2"]),
        (201, "Location", Should, &["RFC 9110 §9.3.3"]),
        // §15.3.7 asks a client to inspect it; that the server sends it stands in the subsection.
        (206, "Content-Range", Must, &["RFC 9110 §15.3.7.1"]),
        (206, "Date", Must, &["RFC 9110 §15.3.7"]),
        (206, "Cache-Control", Must, &["RFC 9110 §15.3.7"]),
        (206, "ETag", Must, &["RFC 9110 §15.3.7"]),
        (206, "Expires", Must, &["RFC 9110 §15.3.7"]),
        (206, "Content-Location", Must, &["RFC 9110 §15.3.7"]),
        (206, "Vary", Must, &["RFC 9110 §15.3.7"]),
        (300, "Location", Should, &["RFC 9110 §15.4.1"]),
        (301, "Location", Should, &["RFC 9110 §15.4.2"]),
        (302, "Location", Should, &["RFC 9110 §15.4.3"]),
        (303, "Location", None, &["RFC 9110 §15.4.4"]),
        (304, "Cache-Control", Must, &["RFC 9110 §15.4.5"]),
        (304, "Content-Location", Must, &["RFC 9110 §15.4.5"]),
        (304, "Date", Must, &["RFC 9110 §15.4.5"]),
        (304, "ETag", Must, &["RFC 9110 §15.4.5"]),
        (304, "Expires", Must, &["RFC 9110 §15.4.5"]),
        (304, "Vary", Must, &["RFC 9110 §15.4.5"]),
        (307, "Location", Should, &["RFC 9110 §15.4.8"]),
        (308, "Location", Should, &["RFC 9110 §15.4.9"]),
        (401, "WWW-Authenticate", Must, &["RFC 9110 §15.5.2", "RFC 9110 §11.6.1"]),
        (405, "Allow", Must, &["RFC 9110 §15.5.6"]),
        (407, "Proxy-Authenticate", Must, &["RFC 9110 §15.5.8", "RFC 9110 §11.7.1"]),
        (413, "Retry-After", Should, &["RFC 9110 §15.5.14"]),
        (415, "Accept", None, &["RFC 9110 §15.5.16"]),
        (415, "Accept-Encoding", None, &["RFC 9110 §15.5.16"]),
        // In the answer to a PATCH.
        (415, "Accept-Patch", Should, &["RFC 5789 §2.2"]),
        (416, "Content-Range", Should, &["RFC 9110 §15.5.17"]),
        (426, "Upgrade", Must, &["RFC 9110 §15.5.22", "RFC 9110 §7.8"]),
        (426, "Connection", Must, &["RFC 9110 §7.8"]),
        (429, "Retry-After", May, &["RFC 6585 §4"]),
        (451, "Link", Should, &["RFC 7725 §4"]),
        (503, "Retry-After", May, &["RFC 9110 §15.6.4"]),
    ]
};

pub fn asked_for(world: &World) -> Faults {
    let mut faults = Faults::default();
    for (code, name, requirement, sections) in ASKED_FOR {
        let Some(record) = world.record(*code) else { continue };
        let says = |row: &&facts::Field| {
            let cited = row.section.as_ref().map(Section::as_str);
            row.name == *name
                && row.requirement == *requirement
                && cited.is_some_and(|cited| sections.contains(&cited))
        };
        if !record.fields.iter().any(|row| says(&row)) {
            let (word, sections) = (requirement.word(), sections.join(" or "));
            faults.add(record, "fields", format!("has no {name} with {word} from {sections}"));
        }
    }
    faults
}

/// RFC 9113 §8.2.2 and RFC 9114 §4.2.
pub fn of_a_connection(world: &World) -> Faults {
    let mut faults = Faults::default();
    for record in &world.records {
        for (i, row) in record.fields.iter().enumerate() {
            let is_due =
                row.requirement == Requirement::Must && row.when != Some(Condition::Http11);
            if is_due
                && ["Connection", "Keep-Alive", "Transfer-Encoding", "Upgrade"]
                    .contains(&&*row.name)
            {
                let reason = format!("must be http-1.1: HTTP/2 and HTTP/3 forbid {}", row.name);
                faults.add(record, format!("fields[{i}].when"), reason);
            }
        }
    }
    faults
}

/// Names that codes had, in any case of letters; today's names hold none of them.
const SUPERSEDED: [&str; 12] = [
    "moved temporarily",
    "request time-out",
    "request entity too large",
    "payload too large",
    "request-uri too long",
    "request-uri too large",
    "request uri too long",
    "request uri too large",
    "uri too large",
    "requested range not satisfiable",
    "unprocessable entity",
    "gateway time-out",
];

/// A vendor's literal output, in code or in an exchange, may hold an old name; `aliases` and the titles
/// of sources have it because that is what they are for.
pub fn superseded_names(world: &World) -> Faults {
    let mut faults = Faults::default();
    for record in &world.records {
        for line in prose(record) {
            let words = line.words().join(" ").to_lowercase();
            for name in SUPERSEDED.iter().filter(|name| words.contains(*name)) {
                let reason = format!("has the old name {name:?}: old names belong in aliases");
                faults.add(record, &line.field, reason);
            }
        }
    }
    faults
}

/// Names that are written small at the beginning of a sentence, too.
const SMALL: [&str; 4] = ["curl", "nginx", "requests", "urllib3"];

pub fn capitals(world: &World) -> Faults {
    let mut faults = Faults::default();
    for record in &world.records {
        for line in prose(record) {
            for sentence in line.text.split(". ") {
                let is_name = SMALL.iter().any(|name| sentence.starts_with(name));
                if sentence.starts_with(char::is_lowercase) && !is_name {
                    faults.add(record, &line.field, format!("begins small: {sentence:?}"));
                }
            }
        }
    }
    faults
}

//! What a record cites is there and says so.

use crate::{Faults, World, citations, hold, lines, prose};
use facts::{Record, Registration, Requirement, Section, Source};

#[test]
fn every_cited_section_exists_and_every_source_has_its_title_to_the_letter() {
    hold(sections_and_titles);
}

#[test]
fn every_field_row_points_at_a_section_that_says_it_of_the_field() {
    hold(field_rows);
}

#[test]
fn keywords_in_capitals_stand_by_a_section_that_has_them() {
    hold(keywords);
}

#[test]
fn what_is_obsoleted_says_by_what_and_no_text_links_to_it() {
    hold(obsoleted);
}

#[test]
fn every_unofficial_code_has_a_source_that_is_no_rfc() {
    hold(unofficial);
}

/// The sources of a record and of its variants, with their paths.
fn sources(record: &Record) -> impl Iterator<Item = (String, &Source)> {
    let own = record.sources.iter().enumerate().map(|(i, one)| (format!("sources[{i}]"), one));
    let variants = record.variants.iter().enumerate();
    own.chain(variants.map(|(i, variant)| (format!("variants[{i}].source"), &variant.source)))
}

fn is_rfc(source: &Source) -> bool {
    source.document.starts_with("RFC ")
}

pub fn sections_and_titles(world: &World) -> Faults {
    let mut faults = Faults::default();
    for record in &world.records {
        for (field, source) in sources(record).filter(|(_, source)| is_rfc(source)) {
            let cited = source.section.as_ref();
            let title = match cited.map(|part| format!("{} §{part}", source.document)) {
                None => world.rfcs.rfc(&source.document).map(|rfc| rfc.title.as_str()),
                Some(text) => match Section::parse(&text) {
                    Some(section) => world.rfcs.title(&section),
                    None => Err(format!("{text} is no section")),
                },
            };
            match title {
                Err(reason) => faults.add(record, field, reason),
                Ok(title) if title != source.title => {
                    let reason = format!("{:?}: the title is {title:?}", source.title);
                    faults.add(record, format!("{field}.title"), reason);
                }
                Ok(_) => {}
            }
        }
        for (field, section) in citations(record) {
            if let Err(reason) = world.rfcs.title(&section) {
                faults.add(record, field, reason);
            }
        }
    }
    faults
}

pub fn field_rows(world: &World) -> Faults {
    let mut faults = Faults::default();
    for record in &world.records {
        for (i, row) in record.fields.iter().enumerate() {
            // A section of an RFC whose text is not at hand cannot be checked.
            let Some(section) = &row.section else { continue };
            let Some(text) = world.rfcs.text(section) else { continue };
            let field = format!("fields[{i}] {}", row.name);
            let cited = section.as_str();
            match (text.fields.get(&row.name), row.requirement) {
                (None, _) => faults.add(record, field, format!("{cited} does not name it")),
                (Some(_), Requirement::None) => {}
                (Some(keywords), requirement) => {
                    let word = requirement.word();
                    if !keywords.iter().any(|keyword| keyword == word) {
                        let found = format!("{cited} does not say {word} of it, but {keywords:?}");
                        faults.add(record, field, found);
                    }
                }
            }
        }
    }
    faults
}

pub fn keywords(world: &World) -> Faults {
    let mut faults = Faults::default();
    for record in &world.records {
        let lines = lines(record);
        for line in prose(record) {
            // A note stands beside the section of its own member: `fields[0].note`, `fields[0].section`.
            let owner = line.field.rsplit_once('.').map_or("", |(owner, _)| owner);
            let beside = lines.iter().find(|other| other.field == format!("{owner}.section"));
            let beside = beside.and_then(|other| Section::parse(&other.text));
            let cited: Vec<Section> = line.sections().chain(beside).collect();
            for keyword in line.words().into_iter().flat_map(keywords_in) {
                let has = |section: &Section| match world.rfcs.text(section) {
                    Some(text) => text.keywords.contains(&keyword),
                    None => true,
                };
                if cited.is_empty() {
                    let reason = format!("says {keyword} without a section that does");
                    faults.add(record, &line.field, reason);
                } else if !cited.iter().any(has) {
                    let cited: Vec<_> = cited.iter().map(Section::as_str).collect();
                    let reason = format!("says {keyword}: {} does not", cited.join(", "));
                    faults.add(record, &line.field, reason);
                }
            }
        }
    }
    faults
}

/// The RFC 2119 keywords of a text, in capitals: `MUST`, `MUST NOT`, `MAY` …
pub fn keywords_in(text: &str) -> Vec<String> {
    const WORDS: [&str; 7] =
        ["MUST", "SHALL", "SHOULD", "MAY", "REQUIRED", "RECOMMENDED", "OPTIONAL"];
    let words: Vec<&str> = text.split(|c: char| !c.is_ascii_alphabetic()).collect();
    let keyword = |(i, word): (usize, &&str)| {
        let negated = words.get(i + 1) == Some(&"NOT");
        WORDS.contains(word).then(|| format!("{word}{}", if negated { " NOT" } else { "" }))
    };
    words.iter().enumerate().filter_map(keyword).collect()
}

/// Text links to an obsoleted section only where nothing took its place (`not_replaced` in the index);
/// otherwise history is told without a link: "RFC 7231 had …".
pub fn obsoleted(world: &World) -> Faults {
    let mut faults = Faults::default();
    for record in &world.records {
        for (field, source) in sources(record) {
            let Ok(rfc) = world.rfcs.rfc(&source.document) else { continue };
            let field = format!("{field}.obsoleted_by");
            let successors = || {
                let names: Vec<_> = rfc.obsoleted_by.iter().map(|n| format!("RFC {n}")).collect();
                names.join(" or ")
            };
            match &source.obsoleted_by {
                None if rfc.obsoleted_by.is_empty() => {}
                None => {
                    let reason = format!("is missing: {} took its place", successors());
                    faults.add(record, field, reason);
                }
                Some(_) if rfc.obsoleted_by.is_empty() && !rfc.historic => {
                    faults.add(record, field, format!("{} is in force", source.document));
                }
                Some(named) if !rfc.historic && !world.rfcs.is_succeeded_by(rfc, named) => {
                    faults.add(record, field, format!("{named}: it was {}", successors()));
                }
                Some(_) => {}
            }
        }
        for (field, section) in citations(record) {
            let (number, part) = section.parts();
            let Ok(rfc) = world.rfcs.rfc(&format!("RFC {number}")) else { continue };
            if !rfc.obsoleted_by.is_empty() && !rfc.not_replaced.contains_key(part) {
                let reason = format!("links to {}, which is obsoleted", section.as_str());
                faults.add(record, field, reason);
            }
        }
    }
    faults
}

pub fn unofficial(world: &World) -> Faults {
    let mut faults = Faults::default();
    for record in &world.records {
        let is_vendors = matches!(record.registration, Registration::Vendor(_));
        if is_vendors && record.sources.iter().all(is_rfc) {
            faults.add(record, "sources", "has only RFCs, and no RFC defines an unofficial code");
        }
    }
    faults
}

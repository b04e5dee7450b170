//! The facts of a code at a glance: caching, content, retry, unknown clients, header fields.

use super::advice::retry_words;
use crate::content::prose::{inline_html, sender};
use facts::{CachingRule, Class, ContentRule, Field, Record, Requirement, Section, StatusCode};
use leptos::prelude::*;

/// The strip of facts, and the table of fields.
pub fn strip(record: &Record) -> impl IntoView + use<> {
    let caching = caching_word(record.caching.rule).to_owned();
    let content = content_word(record.content.rule).to_owned();
    let (caching_note, content_note, retry) = (&record.caching, &record.content, &record.retry);
    view! {
        <dl class="facts">
            {fact("Cacheable", caching, &caching_note.note, caching_note.section.as_ref())}
            {fact("Content", content, &content_note.note, content_note.section.as_ref())}
            {fact("Retry", retry_words(retry), &retry.note, retry.section.as_ref())}
            {unknown(record.code)}
        </dl>
        {(!record.fields.is_empty()).then(|| fields(&record.fields))}
    }
}

/// Whether a cache may keep the response, in words.
pub fn caching_word(rule: CachingRule) -> &'static str {
    match rule {
        CachingRule::Heuristic => "By default",
        CachingRule::Explicit => "Only if told so",
        CachingRule::Never => "Never",
    }
}

/// Whether there may be content, in words.
pub fn content_word(rule: ContentRule) -> &'static str {
    match rule {
        ContentRule::Allowed => "Allowed",
        ContentRule::Forbidden => "Forbidden",
        ContentRule::NotSent => "Not sent",
    }
}

fn fact(
    name: &'static str,
    word: String,
    note: &str,
    section: Option<&Section>,
) -> impl IntoView + use<> {
    view! {
        <div class="fact">
            <dt>{name}</dt>
            <dd>
                <strong>{word}</strong>
                <span inner_html=inline_html(note)></span>
                {section.map(section_link)}
            </dd>
        </div>
    }
}

/// What a client does that does not know the code, in words, with a note, and what says so.
pub fn unknown_words(code: StatusCode) -> (String, &'static str, Option<Section>) {
    let generic = code.unknown_as();
    let (word, note) = match code.class() {
        Class::Other => (
            format!("As a {generic}"),
            "A number outside 100 to 599 is invalid, and a client treats it like a server error.",
        ),
        _ if code.to_string() == generic => (
            "Known to all".to_owned(),
            "It is what the other codes of its class are taken for by a client that does not know them.",
        ),
        _ => (
            format!("As [{generic}]"),
            "A client need not know every code, but understands the class.",
        ),
    };
    (word, note, Section::parse("RFC 9110 §15"))
}

fn unknown(code: StatusCode) -> impl IntoView + use<> {
    let (word, note, section) = unknown_words(code);
    view! {
        <div class="fact">
            <dt>"Unknown to a client"</dt>
            <dd>
                <strong inner_html=inline_html(&word)></strong>
                <span>{note}</span>
                {section.as_ref().map(section_link)}
            </dd>
        </div>
    }
}

fn section_link(section: &Section) -> impl IntoView + use<> {
    view! {
        " "
        <a class="section" href=section.url()>{section.as_str().to_owned()}</a>
    }
}

fn fields(fields: &[Field]) -> impl IntoView + use<> {
    let rows = fields
        .iter()
        .map(|field| {
            let requirement = match field.requirement {
                Requirement::None => "—",
                other => other.word(),
            };
            view! {
                <tr>
                    <th scope="row">
                        <code translate="no">{field.name.clone()}</code>
                    </th>
                    <td data-requirement=field.requirement.word()>{requirement}</td>
                    <td>
                        <span inner_html=inline_html(&field.note)></span>
                        <small>{format!(" From {}.", sender(&field.sender))}</small>
                        {field.section.as_ref().map(section_link)}
                    </td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="scroll" role="region" tabindex="0" aria-label="Header fields">
            <table class="fields">
                <caption>"Header fields that come with it"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Field"</th>
                        <th scope="col">"Required"</th>
                        <th scope="col">"What for"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

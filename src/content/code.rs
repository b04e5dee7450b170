//! The page of a code, from its record.

use super::prose::html;
use crate::{route::Route, ui::codes::standing, words::class_title};
use facts::{Alias, Prose, Record, Registration, Source, State, Variant};
use leptos::prelude::*;
use reference::{Entry, catalog};

/// The words of the sections.
pub fn text(record: &Record) -> String {
    let proses = [&record.meaning, &record.when_to_use, &record.example, &record.when_not_to_use];
    proses.map(Prose::plain).join("\n\n")
}

/// What stands between the summary and the sections: where the code stands, and what one must not miss.
pub fn lead(entry: &'static Entry, record: &Record) -> impl IntoView {
    let class = entry.code.class();
    view! {
        <ul class="badges">
            <li>
                <a href=Route::Class(class).href()>{class_title(class)}</a>
            </li>
            <li>{registration(&record.registration)}</li>
            {standing(entry).map(|_| view! { <li class="badge-state">{record.state.word()}</li> })}
        </ul>
        {notice(record.state).map(|notice| view! { <p class="note">{notice}</p> })}
        {(Route::Code(entry) == Route::not_found()).then(nothing_here)}
        {(!record.aliases.is_empty()).then(|| aliases(&record.aliases))}
    }
}

/// The sections.
pub fn body(entry: &'static Entry, record: &Record) -> impl IntoView {
    view! {
        {section("meaning", "Meaning", &record.meaning)}
        {section("when-to-use", "When to Use", &record.when_to_use)}
        {section("example", "Example", &record.example)}
        {section("when-not-to-use", "When Not to Use", &record.when_not_to_use)}
        <section aria-labelledby="source">
            <h2 id="source">"Source"</h2>
            <ul class="sources">{record.sources.iter().map(source).collect_view()}</ul>
            <p class="reviewed">
                "Last held against its sources on " <time>{record.reviewed.as_str().to_owned()}</time>
                "."
            </p>
        </section>
        {record.variants.iter().map(variant).collect_view()}
        {around(entry)}
    }
}

fn section(id: &'static str, title: &'static str, prose: &Prose) -> impl IntoView {
    view! {
        <section aria-labelledby=id>
            <h2 id=id>{title}</h2>
            <div class="prose" inner_html=html(prose)></div>
        </section>
    }
}

fn registration(registration: &Registration) -> String {
    match registration {
        Registration::Iana => "Registered with IANA".to_owned(),
        Registration::Vendor(vendor) => format!("Unofficial: {vendor}"),
    }
}

/// What a reader must know first of a code that is not plainly in force.
fn notice(state: State) -> Option<&'static str> {
    Some(match state {
        State::Standard => return None,
        State::Obsolete => {
            "Obsolete: it is registered, but its definition was withdrawn or deprecated. Do not send it \
             in anything new."
        }
        State::Reserved => {
            "Reserved: the registry has it as “(Unused)”. It has no meaning in HTTP and is not to be \
             assigned."
        }
        State::Temporary => {
            "Temporary: registered while its document is being written. Number and meaning may still \
             change."
        }
        State::Experimental => "Experimental: defined by an Experimental RFC, not by a standard.",
        State::Active => {
            "Unofficial: not registered with IANA. Only software that knows this vendor gives it a \
             meaning; everyone else goes by its first digit."
        }
        State::LogOnly => {
            "Log-only: software uses or logs the number on its own side; the client receives something \
             else, or nothing."
        }
        State::Informal => "Informal: met in the wild, with nobody who defines it.",
        State::Retired => "Retired: the vendor that used it no longer does.",
    })
}

/// This page also stands at every address where there is nothing.
fn nothing_here() -> impl IntoView {
    view! {
        <aside class="note" aria-label="Nothing at this address?">
            <p>
                <strong>"Nothing at this address?"</strong>
                " If you came to read about 404, you are in the right place. If a link or a typed \
                address brought you here, that page does not exist: "
                <a href=Route::Home.href()>"search the codes"</a> " or "
                <a href=Route::Codes.href()>"see all of them"</a> "."
            </p>
        </aside>
    }
}

fn aliases(aliases: &[Alias]) -> impl IntoView {
    let names: Vec<_> =
        aliases.iter().map(|alias| format!("{} ({})", alias.name, alias.from)).collect();
    view! { <p class="aliases">{format!("Also known as {}.", names.join(", "))}</p> }
}

fn variant(variant: &Variant) -> impl IntoView {
    view! {
        <section class="variant">
            <h2>{format!("Elsewhere: {} ({})", variant.name, variant.vendor)}</h2>
            <div class="prose" inner_html=html(&variant.meaning)></div>
            <ul class="sources">{source(&variant.source)}</ul>
        </section>
    }
}

fn source(source: &Source) -> impl IntoView {
    let section = source.section.as_ref().map(|section| format!(" §{section}"));
    let obsolete = source.obsoleted_by.as_ref().map(|by| format!(" Obsoleted by {by}."));
    view! {
        <li>
            <a href=source.url.clone()>
                {format!("{}{}", source.document, section.unwrap_or_default())}
            </a>
            {format!(", {}.", source.title)}
            {obsolete.map(|obsolete| view! { <small>{obsolete}</small> })}
        </li>
    }
}

/// The codes before and after, and the way to the class.
fn around(entry: &'static Entry) -> impl IntoView {
    let (before, after) = catalog::neighbors(entry.code);
    let class = entry.code.class();
    let step = |entry: &'static Entry, rel: &'static str, label: &'static str| {
        view! {
            <a rel=rel href=Route::Code(entry).href()>
                <small>{label}</small>
                {format!(" {} {}", entry.code, entry.name)}
            </a>
        }
    };
    view! {
        <nav class="around" aria-label="Codes around this one">
            {before.map(|entry| step(entry, "prev", "Previous"))}
            <a href=Route::Class(class).href()>
                <small>"Class"</small>
                {format!(" {}", class_title(class))}
            </a>
            {after.map(|entry| step(entry, "next", "Next"))}
        </nav>
    }
}

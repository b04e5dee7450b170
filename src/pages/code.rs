//! `/407`: one code, told from its record.

use crate::{
    app::Site,
    head::class_title,
    route::Route,
    ui::{codes::standing, prose::Words, share::ShareButton},
};
use facts::{Alias, Record, Registration, Source, State};
use leptos::prelude::*;
use reference::{Entry, catalog};

/// The page of a code.
pub fn view(entry: &'static Entry, record: &Record) -> impl IntoView {
    let site = expect_context::<Site>();
    let route = Route::Code(entry);
    let class = entry.code.class();
    let title = format!("{} {}", record.code, record.name);
    view! {
        <article class="code" data-class=class.slug()>
            <p class="back">
                <a href=move || site.search_href()>"← Back to Search"</a>
            </p>
            <header class="hero">
                <h1 tabindex="-1">
                    <span class="figure" translate="no">{entry.code.get()}</span>
                    " "
                    <span class="name">{record.name.clone()}</span>
                </h1>
                <p class="summary">{record.summary.clone()}</p>
                <ul class="badges">
                    <li>
                        <a href=Route::Class(class).href()>{class_title(class)}</a>
                    </li>
                    <li>{registration(&record.registration)}</li>
                    {standing(entry)
                        .map(|_| view! { <li class="badge-state">{record.state.word()}</li> })}
                </ul>
                {notice(record.state)
                    .map(|notice| view! { <p class="note note-state">{notice}</p> })}
                {(route == Route::not_found()).then(nothing_here)}
                <ShareButton url=route.url() title=title/>
            </header>
            {section("meaning", "Meaning", &record.meaning)}
            {(!record.aliases.is_empty()).then(|| aliases(&record.aliases))}
            {section("when-to-use", "When to Use", &record.when_to_use)}
            {section("example", "Example", &record.example)}
            {section("when-not-to-use", "When Not to Use", &record.when_not_to_use)}
            {record.variants.iter().map(variant).collect_view()}
            <section aria-labelledby="source">
                <h2 id="source">"Source"</h2>
                <ul class="sources">{record.sources.iter().map(source).collect_view()}</ul>
                <p class="reviewed">
                    "Last held against its sources on "
                    <time>{record.reviewed.as_str().to_owned()}</time> "."
                </p>
            </section>
            {around(entry)}
        </article>
    }
}

fn section(id: &'static str, title: &'static str, prose: &facts::Prose) -> impl IntoView {
    view! {
        <section aria-labelledby=id>
            <h2 id=id>{title}</h2>
            <Words prose=prose.clone()/>
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
        State::Obsolete => "Obsolete: it is registered, but its definition was withdrawn or deprecated. Do not send it in anything new.",
        State::Reserved => "Reserved: the registry has it as “(Unused)”. It has no meaning in HTTP and is not to be assigned.",
        State::Temporary => "Temporary: registered while its document is being written. Number and meaning may still change.",
        State::Experimental => "Experimental: defined by an Experimental RFC, not a standard.",
        State::Active => "Unofficial: not registered with IANA. Only software that knows this vendor gives it a meaning; everyone else treats it by its first digit.",
        State::LogOnly => "Log-only: it stands in logs and metrics. No client receives it.",
        State::Informal => "Informal: met in the wild, with nobody who defines it.",
        State::Retired => "Retired: the vendor that used it no longer does.",
    })
}

/// This page also stands at every address where there is nothing.
fn nothing_here() -> impl IntoView {
    view! {
        <aside class="note nowhere" aria-label="Nothing at this address?">
            <p>
                <strong>"Nothing at this address?"</strong>
                " If you came to read about 404, you are in the right place. If a link or a typed address
                brought you here, that page does not exist: "
                <a href=Route::Home.href()>"search the codes"</a> " or "
                <a href=Route::Codes.href()>"see all of them"</a> "."
            </p>
        </aside>
    }
}

fn aliases(aliases: &[Alias]) -> impl IntoView {
    view! {
        <p class="aliases">
            "Also known as "
            {aliases
                .iter()
                .enumerate()
                .map(|(at, alias)| {
                    let comma = if at == 0 { "" } else { ", " };
                    view! {
                        {comma}
                        <strong>{alias.name.clone()}</strong>
                        " ("
                        {alias.from.clone()}
                        ")"
                    }
                })
                .collect_view()} "."
        </p>
    }
}

fn variant(variant: &facts::Variant) -> impl IntoView {
    view! {
        <section class="variant">
            <h2>{format!("Elsewhere: {} ({})", variant.name, variant.vendor)}</h2>
            <Words prose=variant.meaning.clone()/>
            <ul class="sources">{source(&variant.source)}</ul>
        </section>
    }
}

fn source(source: &Source) -> impl IntoView {
    let mark = source.section.as_ref().map(|section| format!(" §{section}")).unwrap_or_default();
    let obsolete = source.obsoleted_by.as_ref().map(|by| format!(" Obsoleted by {by}."));
    view! {
        <li>
            <a href=source.url.clone()>{source.document.clone()} {mark}</a>
            ", "
            {source.title.clone()}
            "."
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
                " "
                {entry.code.get()}
                " "
                {entry.name}
            </a>
        }
    };
    view! {
        <nav class="around" aria-label="Codes around this one">
            {before.map(|entry| step(entry, "prev", "Previous"))}
            <a href=Route::Class(class).href()>
                <small>"Class"</small>
                " "
                {class_title(class)}
            </a>
            {after.map(|entry| step(entry, "next", "Next"))}
        </nav>
    }
}

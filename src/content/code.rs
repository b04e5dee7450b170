//! The page of a code, from its record.

pub mod advice;
mod attempt;
mod constants;
pub mod exchange;
pub mod glance;
mod sources;

use super::{
    Facts, codes,
    head::{in_script, page, with_trail},
    prose::html,
    styles,
};
use crate::{
    head::{Head, SITE_NAME},
    route::Route,
    words::{class_title, standing},
};
use facts::{Alias, Class, Prose, Record, Registration, State, Variant};
use leptos::prelude::*;
use reference::{Entry, catalog};
use serde_json::json;

/// A section of a page; each has an address, `/407#fix`.
pub struct Part {
    id: &'static str,
    title: &'static str,
    view: AnyView,
}

impl Part {
    /// The section at `#id`.
    pub fn new(id: &'static str, title: &'static str, view: impl IntoView + 'static) -> Part {
        Part { id, title, view: view.into_any() }
    }
}

/// The words of the sections that explain the code.
pub fn text(record: &Record) -> String {
    let proses = [&record.meaning, &record.when_to_use, &record.example, &record.when_not_to_use];
    proses.map(Prose::plain).join("\n\n")
}

/// The head of a code's page.
pub fn head(entry: &'static Entry, record: &Record) -> Head {
    let route = Route::Code(entry);
    let class = entry.code.class();
    let name = format!("{} {}", entry.code, entry.name);
    let headline = format!("{name} - HTTP Status Code");
    let keywords =
        format!("HTTP {}, {}, HTTP status code, REST API, web development", entry.code, entry.name);
    let head = page(
        route,
        format!("{headline} Explained"),
        &format!("{name}: {}", record.meaning.plain()),
    );
    let article = json!({
        "@context": "https://schema.org",
        "@type": "TechArticle",
        "headline": headline,
        "description": head.description,
        "url": route.url(),
        "keywords": keywords,
        "dateModified": record.reviewed.as_str(),
        "articleBody": record.meaning.plain(),
        "publisher": { "@type": "Organization", "name": SITE_NAME, "url": Route::Home.url() },
    });
    let head = Head {
        keywords: Some(keywords),
        alternates: vec![
            ("application/json".to_owned(), format!("{}.json", route.url())),
            ("text/markdown".to_owned(), format!("{}.md", route.url())),
        ],
        json_ld: vec![in_script(&article)],
        styles: vec![styles::CODE],
        ..head
    };
    with_trail(
        head,
        &[codes::all_codes(), (class_title(class), Route::Class(class)), (name, route)],
    )
}

/// The page.
pub fn view(entry: &'static Entry, record: &Record, facts: &Facts) -> impl IntoView {
    view! {
        <article class="code" data-class=entry.code.class().slug()>
            <p class="back">
                <a href=Route::Home.href()>"← Back to Search"</a>
            </p>
            <header class="hero">
                <h1 tabindex="-1">
                    <span class="figure" translate="no">{entry.code.get()}</span>
                    " "
                    <span class="name">{entry.name}</span>
                </h1>
                <p class="summary">{entry.summary}</p>
                <div class="standing">{lead(entry, record)}</div>
                {exchange::picture(record)}
            </header>
            <div class="body">
                {sections(parts(entry, record, facts))}
                {around(entry)}
            </div>
        </article>
    }
}

/// What stands between the summary and the picture of the exchange: what to do, where the code stands, and what one
/// must not miss.
fn lead(entry: &'static Entry, record: &Record) -> impl IntoView {
    let class = entry.code.class();
    view! {
        {advice::turn(record)}
        <div class="labels">
            <ul class="badges">
                <li>
                    <a href=Route::Class(class).href()>{class_title(class)}</a>
                </li>
                <li>{registration(&record.registration)}</li>
                {standing(entry).map(|_| view! { <li class="badge-state">{record.state.word()}</li> })}
            </ul>
            <div class="share needs-program">
                <span role="status"></span>
                <button class="button" type="button" data-action="share">"Share"</button>
            </div>
        </div>
        {notice(record).map(|notice| view! { <p class="note">{notice}</p> })}
        {(Route::Code(entry) == Route::not_found()).then(|| nothing_here("Nothing at this address?"))}
    }
}

/// The table of contents and the sections.
pub fn sections(parts: Vec<Part>) -> impl IntoView {
    let contents: Vec<_> = parts
        .iter()
        .map(|part| {
            let href = format!("#{}", part.id);
            view! {
                <li>
                    <a href=href>{part.title}</a>
                </li>
            }
        })
        .collect();
    view! {
        <nav class="contents" aria-labelledby="contents">
            <h2 id="contents">"On this page"</h2>
            <ul>{contents}</ul>
        </nav>
        {parts
            .into_iter()
            .map(|Part { id, title, view }| {
                view! {
                    <section aria-labelledby=id>
                        <h2 id=id>
                            {title} <a class="anchor" href=format!("#{id}") aria-hidden="true" tabindex="-1">
                                "#"
                            </a>
                        </h2>
                        {view}
                    </section>
                }
            })
            .collect_view()}
    }
}

/// The sections in the order of the page: for an error what to do comes right after the meaning, for the
/// other classes the usual mistakes follow the explanation.
fn parts(entry: &'static Entry, record: &Record, facts: &Facts) -> Vec<Part> {
    let is_error = advice::is_error(record);
    let fix = || Part::new("fix", advice::fix_title(record), advice::fix(record));
    let meaning = view! {
        {prose(&record.meaning)}
        {(!record.aliases.is_empty()).then(|| aliases(&record.aliases))}
    };
    let example = view! {
        {prose(&record.example)}
        {exchange::messages(record)}
    };
    let mut parts = vec![Part::new("meaning", "Meaning", meaning)];
    if is_error {
        parts.push(fix());
    }
    parts.push(Part::new("facts", "At a Glance", glance::strip(record)));
    parts.push(Part::new("when-to-use", "When to Use", prose(&record.when_to_use)));
    parts.push(Part::new("example", "Example", example));
    parts.push(Part::new("try", "Try It", attempt::view(record)));
    parts.push(Part::new("when-not-to-use", "When Not to Use", prose(&record.when_not_to_use)));
    if !is_error {
        parts.push(fix());
    }
    if !record.related.is_empty() {
        parts.push(Part::new("related", "Easily Confused With", advice::related(record)));
    }
    if !record.clients.is_empty() {
        parts.push(Part::new("receivers", "What Receivers Do", advice::receivers(record)));
    }
    if let Some(problem) = exchange::problem(record) {
        parts.push(Part::new("problem", "Problem Details", problem));
    }
    parts.push(Part::new("constants", "In Code", constants::view(entry, facts)));
    if !record.variants.is_empty() {
        let variants = record.variants.iter().map(variant).collect_view();
        parts.push(Part::new("elsewhere", "Elsewhere", variants));
    }
    parts.push(Part::new("source", "Source", sources::view(entry, record)));
    parts
}

fn prose(prose: &Prose) -> impl IntoView + use<> {
    view! { <div class="prose" inner_html=html(prose)></div> }
}

/// Who registered the code, in words.
pub fn registration(registration: &Registration) -> String {
    match registration {
        Registration::Iana => "Registered with IANA".to_owned(),
        Registration::Vendor(vendor) => format!("Unofficial: {vendor}"),
    }
}

/// What a reader must know first of a code that is not plainly in force.
fn notice(record: &Record) -> Option<&'static str> {
    Some(match record.state {
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
        State::Active if record.code.class() == Class::Other => {
            "Unofficial: not registered with IANA. Only software that knows this vendor gives it a \
             meaning; everyone else takes it for an invalid response, like a server error."
        }
        State::Active => {
            "Unofficial: not registered with IANA. Only software that knows this vendor gives it a \
             meaning; everyone else goes by its first digit."
        }
        State::LogOnly => {
            "Log-only: software uses or logs the number on its own side; the client receives something \
             else, or nothing."
        }
        State::Informal => "Informal: met in the wild, defined by nobody.",
        State::Retired => "Retired: the vendor that used it no longer does.",
    })
}

/// The page of 404 also stands at every address where there is nothing. `label` is what a list of the page's parts has.
pub fn nothing_here(label: &'static str) -> impl IntoView {
    view! {
        <aside class="note" aria-label=label>
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

fn aliases(aliases: &[Alias]) -> impl IntoView + use<> {
    view! { <p class="aliases">{also_known(aliases)}</p> }
}

/// The other names of a code, as a sentence.
pub fn also_known(aliases: &[Alias]) -> String {
    let names: Vec<_> =
        aliases.iter().map(|alias| format!("{} ({})", alias.name, alias.from)).collect();
    format!("Also known as {}.", names.join(", "))
}

fn variant(variant: &Variant) -> impl IntoView + use<> {
    view! {
        <h3>{format!("{} ({}, {})", variant.name, variant.vendor, variant.state.word())}</h3>
        {prose(&variant.meaning)}
        <ul class="sources">{sources::source(&variant.source)}</ul>
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

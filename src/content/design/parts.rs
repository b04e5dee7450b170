//! The parts of the site in their states, each made of the classes that it has everywhere. Pointing and focus
//! are shown by `is-hovered` and `is-focused`, which share the rules of `:hover` and `:focus-visible`.

use crate::{
    content::{
        Facts,
        code::{Part, advice, exchange, glance::strip, nothing_here},
        listing::{rows, tile},
    },
    route::Route,
    words::{NOTHING_FOUND, nothing_found, search_field, standing},
};
use facts::StatusCode;
use leptos::prelude::*;
use reference::{Entry, catalog};

/// The codes that stand for the ways a tile is drawn: in force, unofficial, temporary, log-only, obsolete,
/// reserved, retired.
const TILES: [u16; 7] = [404, 520, 104, 499, 305, 418, 527];

/// The sections; `None` where the records lack a code that they show.
pub fn all(facts: &Facts) -> Option<Vec<Part>> {
    let shown = entry(407)?;
    let record = facts.record(shown.code)?;
    Some(vec![
        Part::new("buttons", "Buttons and links", buttons()),
        Part::new("field", "The search field and its answers", answers(shown)),
        Part::new("tiles", "Tiles", tiles()?),
        Part::new("labels", "Labels", labels()),
        Part::new(
            "turn",
            "Whose move it is",
            view! { <div data-class="4xx">{advice::turn(record)}</div> },
        ),
        Part::new("rows", "Lists", rows(std::slice::from_ref(shown))),
        Part::new(
            "facts",
            "Facts and tables",
            view! { <div data-class="4xx">{strip(record)}</div> },
        ),
        Part::new(
            "example",
            "The exchange",
            view! {
                <div data-class="4xx">{exchange::picture(record)} {exchange::messages(record)}</div>
            },
        ),
        Part::new("code", "Code to copy", code()),
        Part::new("choices", "Choices", choices(shown, entry(401)?)),
        Part::new("findings", "What is found in a response", findings()),
        Part::new("messages", "Messages", messages()),
    ])
}

fn entry(code: u16) -> Option<&'static Entry> {
    catalog::find(StatusCode::new(code)?)
}

fn buttons() -> impl IntoView {
    view! {
        <p>"At least 36 pixels high, or 28 in a corner. The buttons do nothing here."</p>
        <ul class="specimens">
            <li>
                <button class="button" type="button">"Share"</button>
                <small>"at rest"</small>
            </li>
            <li>
                <button class="button is-hovered" type="button">"Share"</button>
                <small>"under the pointer"</small>
            </li>
            <li>
                <button class="button is-focused" type="button">"Share"</button>
                <small>"with the focus"</small>
            </li>
            <li>
                <button class="quiet" type="button">"Clear"</button>
                <small>"quiet, inside of a line"</small>
            </li>
            <li>
                <a href=Route::About.href()>"A link"</a>
                <small>"at rest"</small>
            </li>
            <li>
                <a class="is-hovered" href=Route::About.href()>"A link"</a>
                <small>"under the pointer"</small>
            </li>
            <li>
                <a class="is-focused" href=Route::About.href()>"A link"</a>
                <small>"with the focus"</small>
            </li>
        </ul>
    }
}

fn answers(shown: &'static Entry) -> impl IntoView {
    let option = |selected: bool| {
        view! {
            <a
                class="row"
                role="option"
                href=Route::Code(shown).href()
                data-class=shown.code.class().slug()
                aria-selected=if selected { "true" } else { "false" }
            >
                <b translate="no">{shown.code.get()}</b>
                " "
                <span class="name">
                    <mark>"Proxy"</mark>
                    " Authentication Required"
                </span>
                <span class="line">{shown.summary}</span>
            </a>
        }
    };
    view! {
        <div class="search">
            <input type="search" aria-label="A search field that shows how it looks" placeholder=search_field!(placeholder) autocomplete="off"/>
        </div>
        <p>"An answer, and below it the one that Enter opens. The words that were sought are marked."</p>
        <div class="results" role="listbox" aria-label="Answers as an example">{option(false)} {option(true)}</div>
    }
}

fn tiles() -> Option<impl IntoView> {
    let specimen = |entry: &'static Entry, class: &'static str, is_hit: bool, said: &str| {
        view! {
            <li data-class=entry.code.class().slug()>
                {tile(entry, class, is_hit)}
                <small>{said.to_owned()}</small>
            </li>
        }
    };
    let standings = TILES.into_iter().map(entry).collect::<Option<Vec<_>>>()?;
    let shown = entry(404)?;
    Some(view! {
        <p>
            "A solid edge: registered and in force. A dashed edge: unofficial, on trial or out of use. A struck number: \
             not to be sent any more, or never."
        </p>
        <ul class="specimens">
            {standings
                .into_iter()
                .map(|entry| {
                    let said = standing(entry).unwrap_or_else(|| "registered, in force".to_owned());
                    specimen(entry, "tile", false, &said)
                })
                .collect_view()}
        </ul>
        <p>"Under the pointer, with the focus, and while a search goes on: found, and not found."</p>
        <ul class="specimens">
            {specimen(shown, "tile is-hovered", false, "under the pointer")}
            {specimen(shown, "tile is-focused", false, "with the focus")}
        </ul>
        <ul class="specimens" data-searching>
            {specimen(shown, "tile", true, "found")}
            {specimen(shown, "tile", false, "not found")}
        </ul>
    })
}

fn labels() -> impl IntoView {
    view! {
        <ul class="badges">
            <li><a href=Route::Codes.href()>"4xx Client Error"</a></li>
            <li>"Registered with IANA"</li>
            <li>"Unofficial: Cloudflare"</li>
            <li class="badge-state">"obsolete"</li>
        </ul>
        <p>"The class leads to its page; who registered the code is said of every code; the standing is filled, and there only when a code is not plainly in force."</p>
    }
}

fn code() -> impl IntoView {
    let block = |class: &'static str, words: &'static str| {
        view! {
            <div class=class>
                <pre translate="no" tabindex="0">"Proxy-Authenticate: Basic realm=\"corp\""</pre>
                <button class="button copy" type="button" aria-label=format!("{words} (example)")>{words}</button>
            </div>
        }
    };
    view! {
        <p>"The button is there under the pointer and with the focus, and always on a touch screen; without the program it is not."</p>
        {block("copyable", "Copy")}
        {block("copyable is-hovered", "Copy")}
        {block("copyable is-hovered", "Copied")}
    }
}

fn choices(one: &'static Entry, other: &'static Entry) -> impl IntoView {
    let code = |entry: &'static Entry| {
        view! {
            <li>
                <a href=Route::Code(entry).href() data-class=entry.code.class().slug()>
                    <strong>{format!("{} {}", entry.code, entry.name)}</strong>
                    <span>{entry.summary}</span>
                </a>
            </li>
        }
    };
    view! {
        <p>"A step of the guide, and the two codes of a comparison: the whole box can be pressed."</p>
        <ul class="options">
            <li>
                <a href=Route::Choose.href()>"Something went wrong"</a>
                <p>"The request was not fulfilled."</p>
            </li>
        </ul>
        <ul class="decide">{code(other)} {code(one)}</ul>
    }
}

fn findings() -> impl IntoView {
    let finding = |severity: &'static str, words: &'static str| {
        view! {
            <li data-severity=severity>
                <strong class="severity">{severity}</strong>
                " "
                {words}
            </li>
        }
    };
    view! {
        <ul class="findings">
            {finding("error", "A MUST of an RFC is broken.")}
            {finding("warning", "A SHOULD is not followed, or something works by luck.")}
            {finding("note", "Worth knowing; nothing is wrong.")}
        </ul>
    }
}

fn messages() -> impl IntoView {
    view! {
        <p>"Each says what happened and what to do."</p>
        <h3>{NOTHING_FOUND}</h3>
        <div inner_html=nothing_found("xyzzy")></div>
        <h3>"On its way"</h3>
        <p>"A bar below the top of the page, after a moment, until the page is there. Here it stands still:"</p>
        <p class="loading" aria-hidden="true"></p>
        <h3>"Without a network"</h3>
        <p>"Nothing is said: a page that was kept is shown as ever. For one that was not, the browser says that there is no network."</p>
        <h3>"Trouble"</h3>
        <p class="trouble">{trouble()}</p>
        <h3>"Nothing at this address"</h3>
        {nothing_here("Nothing at this address, as an example")}
    }
}

/// What `index.html` has to say where the program does not run.
fn trouble() -> &'static str {
    let line = include_str!("../../../index.html").split_once("<p id=\"trouble\"");
    let words = line
        .and_then(|(_, line)| line.split_once('>'))
        .and_then(|(_, line)| line.split_once("</p>"));
    words.map_or("", |(words, _)| words)
}

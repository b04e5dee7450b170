//! `/choose`: the guide from a server author's situation to the code to send.
//!
//! The page holds every question and every end, each in a section of its own: without a program it is
//! the whole guide, read from top to bottom or by its links; with one, only the section that the address
//! names is shown.

use super::{
    head::{page, with_trail},
    parts::copyable_text,
    prose::inline_html,
};
use crate::{
    head::{Head, SITE_NAME},
    route::Route,
    words::class_title,
};
use facts::{Answer, Class, End, Guide, Question, text::statuses};
use leptos::prelude::*;
use reference::{
    catalog,
    compare::Pair,
    guide::{Node, Place, START, places},
};

/// The address of a place in the guide, base path included: `/choose?path=request.state#request.state`.
///
/// A program reads the query, and the fragment finds the section where none runs.
pub fn href(path: &str) -> String {
    match path {
        START => format!("{}#{START}", Route::Choose.href()),
        path => format!("{}?path={path}#{path}", Route::Choose.href()),
    }
}

/// The head of the page.
pub fn head() -> Head {
    let head = page(
        Route::Choose,
        format!("Which HTTP status code should I send? - {SITE_NAME}"),
        "Answer a few questions about what happened on your server and get the HTTP status code to send, the \
         section of the RFC that settles it, and a response head to copy.",
    );
    with_trail(head, &[("Which status code should I send?".to_owned(), Route::Choose)])
}

/// The page: every place of the guide, each before those that it leads to.
pub fn view(guide: &Guide) -> impl IntoView {
    let places = places(guide);
    let ends = places.iter().filter(|place| matches!(place.node, Node::End(_))).count();
    view! {
        <h1 tabindex="-1">"Which status code should I send?"</h1>
        <p class="lead">
            {places.len() - ends} " questions lead to every code that a server sends as its final answer. Each answer \
            says what it rules out; each end has the reason, the section that settles it and the head of a \
            response to copy, to which your server adds the length of the content."
        </p>
        <div class="guide">{places.iter().map(section).collect_view()}</div>
        <p>
            "Interim responses, such as 100 and 103, come before the final one; 101 begins another protocol, such as WebSocket. They are among the "
            <a href=Route::Class(Class::Informational).href()>{class_title(Class::Informational)}</a>" codes."
        </p>
    }
}

fn section(place: &Place<'_>) -> impl IntoView + use<> {
    let path = place.path();
    let title = format!("{path}-title");
    let (class, heading, text) = match place.node {
        Node::Question(asked) => {
            (None, inline_html(&asked.question), question(asked, place).into_any())
        }
        Node::End(reached) => {
            (Some(reached.code.class().slug()), name(reached), end(reached, place).into_any())
        }
    };
    view! {
        <section id=path.clone() class="place" tabindex="-1" data-node=path data-class=class aria-labelledby=title>
            {trail(place)}
            <h2 id=title.clone() inner_html=heading></h2>
            {text}
        </section>
    }
}

/// The questions that were answered on the way, each with the way back to it.
fn trail(place: &Place<'_>) -> Option<impl IntoView + use<>> {
    if place.trail.is_empty() {
        return None;
    }
    let steps = place
        .trail
        .iter()
        .zip(place.paths_before())
        .map(|(step, path)| {
            view! {
                <li>
                    <a href=href(&path) inner_html=inline_html(&step.question.question)></a>
                    " "
                    <span inner_html=inline_html(&step.answer.answer)></span>
                </li>
            }
        })
        .collect_view();
    Some(view! {
        <ol class="trail" aria-label="Your answers so far">
            {steps}
        </ol>
    })
}

fn question(question: &Question, place: &Place<'_>) -> impl IntoView + use<> {
    let onward = question.answers.iter().zip(place.onward());
    let answers = onward.map(|(one, next)| answer(one, &next.path())).collect_view();
    view! {
        {question.why.as_ref().map(|why| view! { <p class="reason" inner_html=inline_html(why)></p> })}
        <ul class="options">{answers}</ul>
    }
}

fn answer(answer: &Answer, leads_to: &str) -> impl IntoView + use<> {
    view! {
        <li>
            <a href=href(leads_to) inner_html=inline_html(&answer.answer)></a>
            <p>
                "Rules out "
                <span inner_html=inline_html(&answer.rules_out)></span>
            </p>
        </li>
    }
}

/// The code by number and name, as a link to its page.
fn name(end: &End) -> String {
    let name = catalog::find(end.code).map_or("", |entry| entry.name);
    match Route::of_code(end.code) {
        Some(route) => view! {
            <a href=route.href()>
                <b translate="no">{end.code.get()}</b>
                " "
                {name}
            </a>
        }
        .to_html(),
        None => end.code.to_string(),
    }
}

fn end(end: &End, place: &Place<'_>) -> impl IntoView + use<> {
    view! {
        <p class="reason" inner_html=inline_html(&end.reason)></p>
        <p>
            <a class="section" href=end.section.url()>{end.section.as_str().to_owned()}</a>
        </p>
        {copyable_text(end.send.join("\n"), "response head")}
        <p class="onward">
            {Route::of_code(end.code).map(|route| view! { <a href=route.href()>"All about " {end.code.get()}</a> })}
            {doubts(end, place).map(|pair| {
                let [one, other] = [pair.smaller(), pair.larger()].map(|entry| entry.code.get());
                view! { " " <a href=Route::Pair(pair).href()>{one} " or " {other} "?"</a> }
            }).collect_view()}
            " "
            <a href=href(START)>"Start again"</a>
        </p>
    }
}

/// The comparisons with what the answers on the way ruled out, the last answer's first.
fn doubts(end: &End, place: &Place<'_>) -> impl Iterator<Item = Pair> + use<> {
    let mut pairs: Vec<Pair> = Vec::new();
    for step in place.trail.iter().rev() {
        let ruled_out = statuses(&step.answer.rules_out);
        let known = ruled_out.filter_map(|code| Pair::new(end.code, code));
        for pair in known {
            if !pairs.contains(&pair) {
                pairs.push(pair);
            }
        }
    }
    pairs.into_iter().take(MOST_DOUBTS)
}

/// How many comparisons an end leads to.
const MOST_DOUBTS: usize = 3;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::tests::facts;
    use std::collections::BTreeSet;

    fn guide() -> Guide {
        facts().guide
    }

    fn page() -> String {
        crate::content::html(view(&guide()))
    }

    #[test]
    fn an_end_leads_on_to_its_code_to_what_was_ruled_out_and_to_the_start() {
        let page = page();
        let end = page
            .split("id=\"request.who.yes.open\"")
            .nth(1)
            .and_then(|rest| rest.split("</section>").next());
        let end = end.expect("the end for a client without rights");
        for href in ["/403", "/compare/403/404", "/compare/401/403"] {
            assert!(end.contains(&format!("href=\"{href}\"")), "{href}: {end}");
        }
        assert!(end.contains(&format!("href=\"{}\"", href(START))), "{end}");
    }

    /// What stands between `before` and the next quotation mark, wherever `before` is.
    fn values<'a>(html: &'a str, before: &'a str) -> Vec<&'a str> {
        html.split(before).skip(1).filter_map(|rest| rest.split('"').next()).collect()
    }

    #[test]
    fn every_place_has_a_section_and_every_link_within_the_guide_leads_to_one() {
        let (guide, page) = (guide(), page());
        let sections: Vec<String> =
            values(&page, "<section id=\"").into_iter().map(str::to_owned).collect();
        let expected: Vec<String> = places(&guide).iter().map(Place::path).collect();
        assert_eq!(sections, expected);
        let reached: BTreeSet<&str> = values(&page, "href=\"/choose?path=").into_iter().collect();
        for link in &reached {
            let (path, fragment) = link.split_once('#').expect("a fragment");
            assert_eq!(path, fragment);
            assert!(sections.iter().any(|section| section == path), "{path}");
        }
        assert_eq!(reached.len(), sections.len() - 1, "a place that no answer links to");
    }

    #[test]
    fn each_end_names_its_code_its_section_and_a_head_to_copy() {
        let (guide, page) = (guide(), page());
        for place in places(&guide) {
            let Node::End(end) = place.node else { continue };
            let start = format!("<section id=\"{}\"", place.path());
            let section =
                page.split(&start).nth(1).and_then(|rest| rest.split("</section>").next());
            let section = section.expect("its section");
            let link = format!("<h2 id=\"{}-title\"><a href=\"/{}\">", place.path(), end.code);
            assert!(section.contains(&link), "{section}");
            assert!(section.contains(&end.section.url()), "{section}");
            assert!(section.contains(&format!("HTTP/1.1 {}", end.code)), "{section}");
            assert!(section.contains("data-action=\"copy\""), "{section}");
        }
    }

    #[test]
    fn the_page_is_one_outline_without_inline_styles() {
        let page = page();
        assert_eq!(page.matches("<h1").count(), 1);
        assert!(["<h3", "<h4", " style=", "<!>", "[RFC"].iter().all(|part| !page.contains(part)));
        let ids = values(&page, " id=\"");
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "an id is there twice");
        assert!(head().description.chars().count() <= 160);
    }
}

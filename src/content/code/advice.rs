//! What to do: whose move it is, what to check, what tells a code from its neighbors.

use crate::{content::prose::inline_html, route::Route};
use facts::{Class, Methods, Record, Retry, RetryRule};
use leptos::prelude::*;
use reference::{catalog, compare::Pair};

/// Whose move it is, and what that move is: the answer for who has no time.
pub fn turn(record: &Record) -> impl IntoView + use<> {
    view! {
        <p class="turn">
            <strong>{record.turn.whose_move()}</strong>
            ". "
            {record.retry.rule.advice()} " "
            <span inner_html=inline_html(&record.retry.note)></span>
        </p>
    }
}

/// Whether sending the request again can help, and with which methods a program may do so by itself, in words.
pub fn retry_words(retry: &Retry) -> String {
    let methods = match retry.methods {
        None => "",
        Some(Methods::Any) => ": any method",
        Some(Methods::Idempotent) => ": idempotent methods",
        Some(Methods::Unasked) => ": no method unasked",
    };
    let rule = match retry.rule {
        RetryRule::NotNeeded => "Not needed",
        RetryRule::SameNow => "The same request, at once",
        RetryRule::SameLater => "The same request, later",
        RetryRule::Changed => "After changing the request",
        RetryRule::Elsewhere => "Elsewhere: another URI or connection",
        RetryRule::Pointless => "Pointless",
    };
    [rule, methods].concat()
}

/// Whether the code says that something is to be mended.
pub fn is_error(record: &Record) -> bool {
    !matches!(record.code.class(), Class::Informational | Class::Successful | Class::Redirection)
}

/// What the section of steps is called.
pub fn fix_title(record: &Record) -> &'static str {
    if is_error(record) { "Fix It" } else { "Usual Mistakes" }
}

/// What to check, in order, under who is looking; or for a code that is no error, the usual mistakes under where
/// they are made. Who has nothing to check is left out.
pub fn steps(record: &Record) -> impl Iterator<Item = (&'static str, &[String])> {
    let titles = if is_error(record) {
        ["As the client", "As the server", "As the proxy, gateway or CDN between"]
    } else {
        ["In handling it", "In sending it", "In passing it on"]
    };
    let fix = &record.fix;
    let steps = [&fix.client, &fix.server, &fix.intermediary].map(Vec::as_slice);
    titles.into_iter().zip(steps).filter(|(_, steps)| !steps.is_empty())
}

/// The section of steps.
pub fn fix(record: &Record) -> impl IntoView + use<> {
    steps(record)
        .map(|(title, steps)| {
            let steps = steps
                .iter()
                .map(|step| view! { <li inner_html=inline_html(step)></li> })
                .collect_view();
            view! {
                <h3>{title}</h3>
                <ol class="steps">{steps}</ol>
            }
        })
        .collect_view()
}

/// What tells the code from each that it is mistaken for.
pub fn related(record: &Record) -> impl IntoView + use<> {
    let rows = record
        .related
        .iter()
        .filter_map(|related| {
            let entry = catalog::find(related.code)?;
            let pair = Pair::new(record.code, related.code);
            Some(view! {
                <dt>
                    <a href=Route::Code(entry).href()>{format!("{} {}", entry.code, entry.name)}</a>
                </dt>
                <dd>
                    <span inner_html=inline_html(&related.difference)></span>
                    {pair.map(|pair| {
                        view! { " " <a href=Route::Pair(pair).href()>"Side by side"</a> }
                    })}
                </dd>
            })
        })
        .collect_view();
    view! { <dl class="pairs">{rows}</dl> }
}

/// What browsers, tools and libraries do on receiving the code.
pub fn receivers(record: &Record) -> impl IntoView + use<> {
    let rows = record
        .clients
        .iter()
        .map(|receiver| {
            view! {
                <dt>{receiver.who.clone()}</dt>
                <dd inner_html=inline_html(&receiver.does)></dd>
            }
        })
        .collect_view();
    view! { <dl class="pairs">{rows}</dl> }
}

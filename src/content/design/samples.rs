//! The tokens as tables: each with a sample, its value and what it is for. A sample is an SVG whose
//! attributes are the token's value, so that no style of its own can say something else.

use crate::{
    content::tokens::{Group, Token, contrast, find},
    head::escape,
};
use leptos::prelude::*;

/// Below this contrast (WCAG 2.2, 1.4.11) a color is a ground or a line between things: what it stands out
/// by is of no interest.
const VISIBLE: f64 = 3.0;

/// The address of a group, and what is said above its table.
pub fn heading(title: &str) -> (&'static str, &'static str) {
    match title {
        "Color" => (
            "color",
            "In the light and in the dark theme. The number is the contrast to the page (WCAG 2.2): text has \
             at least 4.5, what one must see 3.",
        ),
        "Classes" => {
            ("classes", "One color for each class, dark enough to be read as text on every ground.")
        }
        "Type" => (
            "type",
            "The fonts of the reader’s system: nothing is loaded, nothing jumps. Sizes follow the size that is \
             set in the browser.",
        ),
        "Space" => (
            "space",
            "Seven steps, and the longest line of text; parts of one thing are close, things are apart.",
        ),
        "Shape" => (
            "shape",
            "Round is what can be pressed; square with a colored edge is what can be opened.",
        ),
        _ => (
            "motion",
            "How long a number is on its way to its page, and how long the site waits before it shows what need not be seen at once.",
        ),
    }
}

/// A group's tokens.
pub fn table(group: &'static Group, what: &'static str) -> impl IntoView {
    let is_color = group.tokens.iter().any(|token| token.themes()[0].starts_with('#'));
    let rows = group.tokens.iter().map(|token| row(token, is_color)).collect_view();
    let columns = match is_color {
        true => view! { <th scope="col">"Light"</th> <th scope="col">"Dark"</th> }.into_any(),
        false => view! { <th scope="col">"Value"</th> }.into_any(),
    };
    view! {
        <p>{what}</p>
        <div class="scroll" role="region" tabindex="0" aria-label=format!("{}: tokens", group.title)>
            <table class=if is_color { "tokens colors" } else { "tokens" }>
                <thead>
                    <tr>
                        <th scope="col">"Token"</th>
                        {columns}
                        <th scope="col">"For"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn row(token: &'static Token, is_color: bool) -> impl IntoView {
    let values = match is_color {
        true => color_cells(token).into_any(),
        false => view! {
            <td>
                <div inner_html=sample(token)></div>
                <code translate="no">{token.value}</code>
            </td>
        }
        .into_any(),
    };
    view! {
        <tr>
            <th scope="row" translate="no">{token.name}</th>
            {values}
            <td>{token.purpose}</td>
        </tr>
    }
}

fn color_cells(token: &'static Token) -> impl IntoView {
    let papers = find("paper").map_or([""; 2], Token::themes);
    token
        .themes()
        .into_iter()
        .zip(papers)
        .map(|(color, paper)| {
            let ratio = contrast(color, paper).filter(|ratio| *ratio >= VISIBLE);
            view! {
                <td>
                    <div inner_html=swatch(color)></div>
                    <code translate="no">{color}</code>
                    {ratio.map(|ratio| view! { " " <small>{format!("{ratio:.1}")}</small> })}
                </td>
            }
        })
        .collect_view()
}

fn swatch(color: &str) -> String {
    let color = escape(color);
    format!(
        "<svg aria-hidden=\"true\" width=\"48\" height=\"24\"><rect x=\".5\" y=\".5\" width=\"47\" height=\"23\" \
         rx=\"5\" fill=\"{color}\" stroke=\"currentColor\" stroke-opacity=\".3\"/></svg>"
    )
}

/// What a token looks like where one can see it by itself; else nothing.
fn sample(token: &Token) -> String {
    let value = escape(token.value);
    let words = |attribute: &str, words: &str| {
        format!(
            "<svg aria-hidden=\"true\" width=\"100%\" height=\"1.35em\" {attribute}=\"{value}\" fill=\"currentColor\">\
             <text y=\"1em\">{words}</text></svg>"
        )
    };
    match token.name.split('-').next() {
        Some("sans" | "mono" | "figure") => words("font-family", "407 Proxy Authentication"),
        Some("size") => words("font-size", "407"),
        Some("gap") => format!(
            "<svg aria-hidden=\"true\" width=\"{value}\" height=\"12\">\
             <rect width=\"100%\" height=\"100%\" fill=\"currentColor\"/></svg>"
        ),
        Some("edge") => format!(
            "<svg aria-hidden=\"true\" width=\"{value}\" height=\"40\">\
             <rect width=\"100%\" height=\"100%\" fill=\"currentColor\"/></svg>"
        ),
        Some("radius") => format!(
            "<svg aria-hidden=\"true\" width=\"40\" height=\"40\"><rect x=\".5\" y=\".5\" width=\"39\" height=\"39\" \
             rx=\"{value}\" fill=\"none\" stroke=\"currentColor\"/></svg>"
        ),
        _ => String::new(),
    }
}

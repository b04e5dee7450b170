//! The head of the document after a move, in a browser.
#![cfg(target_arch = "wasm32")]

use site::{article::Article, head::apply};
use wasm_bindgen_test::*;
use web_sys::Document;

wasm_bindgen_test_configure!(run_in_browser);

fn document() -> Document {
    web_sys::window().and_then(|window| window.document()).expect("a browser's document")
}

fn article(title: &str, head: &str) -> Article {
    Article { title: title.to_owned(), head: head.to_owned(), main: String::new() }
}

fn code_page() -> Article {
    let head = "<meta name=\"description\" content=\"A &quot;proxy&quot;\" data-head=\"\">\
                <link rel=\"canonical\" href=\"https://example.com/407\" data-head=\"\">\
                <script type=\"application/ld+json\" data-head=\"\">{\"a\":1}</script>";
    article("407 Proxy & <Authentication>", head)
}

/// The elements that an article put into the head of the document, as HTML.
fn in_head(document: &Document) -> String {
    let found = document.head().expect("a head").query_selector_all("[data-head]");
    let found = found.expect("a valid selector");
    let element = |at| found.get(at).map(wasm_bindgen::JsCast::unchecked_into);
    let html = |element: web_sys::Element| element.outer_html();
    (0..found.length()).filter_map(element).map(html).collect()
}

#[wasm_bindgen_test]
fn the_document_has_the_head_of_the_article() {
    let document = document();
    apply(&code_page(), &document);
    assert_eq!(in_head(&document), code_page().head);
    assert_eq!(document.title(), code_page().title);
}

#[wasm_bindgen_test]
fn the_last_pages_head_is_gone_after_a_move() {
    let document = document();
    apply(&code_page(), &document);
    let next = article("466", "<meta name=\"robots\" content=\"noindex\" data-head=\"\">");
    apply(&next, &document);
    assert_eq!(in_head(&document), next.head);
    assert_eq!(document.title(), "466");
    // Nothing is left of them, not even white space: a visit has many moves.
    let nodes = document.head().expect("a head").child_nodes().length();
    apply(&code_page(), &document);
    apply(&next, &document);
    assert_eq!(document.head().expect("a head").child_nodes().length(), nodes);
}

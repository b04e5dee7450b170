//! The head's sink in the browser, in a browser.
#![cfg(target_arch = "wasm32")]

use site::{
    head::{Head, apply, print},
    route::Route,
};
use wasm_bindgen_test::*;
use web_sys::Document;

wasm_bindgen_test_configure!(run_in_browser);

fn document() -> Document {
    web_sys::window().and_then(|window| window.document()).expect("a browser's document")
}

fn code_page() -> Head {
    Head {
        title: "407 Proxy & <Authentication>".to_owned(),
        description: "A \"proxy\" wants credentials.".to_owned(),
        keywords: Some("HTTP 407".to_owned()),
        canonical: "https://example.com/407".to_owned(),
        image: "https://example.com/og/407.png".to_owned(),
        indexed: true,
        alternates: vec![("application/json".to_owned(), "/407.json".to_owned())],
        json_ld: vec!["{\"a\":1}".to_owned(), "{\"b\":2}".to_owned()],
    }
}

/// The elements that a head put into the document, as HTML.
fn in_head(document: &Document) -> Vec<String> {
    let found = document.head().expect("a head").query_selector_all("[data-head]");
    let found = found.expect("a valid selector");
    (0..found.length())
        .filter_map(|at| found.get(at))
        .map(|node| wasm_bindgen::JsCast::unchecked_into::<web_sys::Element>(node).outer_html())
        .collect()
}

#[wasm_bindgen_test]
fn applying_leaves_what_printing_would_have_written() {
    let document = document();
    let head = code_page();
    apply(&head.tags(), &document);
    let printed = document.create_element("template").expect("a template");
    printed.set_inner_html(&print(&head.tags()));
    let printed = printed.inner_html().replace("=\"\"", "");
    let (title, printed) = printed.split_once('\n').expect("the title comes first");
    let applied: Vec<_> = in_head(&document).iter().map(|tag| tag.replace("=\"\"", "")).collect();
    assert_eq!(applied.join("\n"), printed.trim());
    assert_eq!(document.title(), head.title);
    assert_eq!(title, "<title>407 Proxy &amp; &lt;Authentication&gt;</title>");
}

#[wasm_bindgen_test]
fn the_last_pages_head_is_gone_after_a_move() {
    let document = document();
    apply(&code_page().tags(), &document);
    let next = Head { title: "466".to_owned(), ..Head::unlisted(Route::Home) };
    apply(&next.tags(), &document);
    let tags = in_head(&document).concat();
    assert_eq!(document.title(), "466");
    assert!(!tags.contains("407") && !tags.contains("ld+json"), "{tags}");
    assert_eq!(tags.matches("name=\"robots\"").count(), 1, "{tags}");
    apply(&code_page().tags(), &document);
    let tags = in_head(&document).concat();
    for one in ["name=\"description\"", "rel=\"canonical\"", "name=\"keywords\"", "og:title"] {
        assert_eq!(tags.matches(one).count(), 1, "{one} in {tags}");
    }
    assert!(!tags.contains("robots"), "{tags}");
}

//! What holds for the drawing of every record.

use super::{
    measure::{Font, width},
    plan::{Answerer, Kind, Plan, Row},
    sequence::{NARROWEST, WIDEST, draw},
};
use crate::content::tests::facts;
use ::facts::Record;
use roxmltree::{Document, Node};

fn records() -> Vec<Record> {
    facts().records
}

fn record(code: u16) -> Record {
    records().into_iter().find(|record| record.code.get() == code).expect("a record")
}

fn drawing(record: &Record) -> String {
    draw(&Plan::new(record), record.exchange.parties.len(), "Drawing")
}

/// A length of the drawing at a width: `12.5`, or `50%` of it.
fn length(node: Node<'_, '_>, name: &str, full: f64) -> f64 {
    let text = node.attribute(name).unwrap_or("0");
    match text.strip_suffix('%') {
        Some(share) => share.parse::<f64>().expect("a share") / 100.0 * full,
        None => text.parse().unwrap_or_else(|_| panic!("{name}={text:?} is no number")),
    }
}

/// The left and right ends of each text and box at a width, and how far down it stands.
fn extents(document: &Document<'_>, full: f64) -> Vec<(String, f64, f64, f64)> {
    let mut extents = vec![];
    let texts = document
        .descendants()
        .filter(|node| node.has_tag_name("text") || node.has_tag_name("tspan"));
    for node in texts {
        let text: String =
            node.children().filter(Node::is_text).filter_map(|node| node.text()).collect();
        let around = node.ancestors().find(|node| node.has_tag_name("svg")).expect("an svg");
        let x = length(around, "x", full) + length(node, "x", full);
        let is_note = around.attribute("class") == Some("note");
        let is_own = node.ancestors().any(|node| node.attribute("class") == Some("response own"));
        let size = match node.attribute("class") {
            Some("field") => 11.0,
            _ if is_own => 13.0,
            _ => 12.0,
        };
        let wide = width(&text, Font { size, mono: !is_note });
        let left = if is_note { x } else { x - wide / 2.0 };
        extents.push((text, left, left + wide, length(around, "y", full)));
    }
    for node in document.descendants().filter(|node| node.has_tag_name("rect")) {
        let around = node.parent_element().expect("a parent");
        let left = length(around, "x", full) + length(node, "x", full);
        let (wide, y) = (length(node, "width", full), length(around, "y", full));
        extents.push(("a box".to_owned(), left, left + wide, y + length(node, "height", full)));
    }
    extents
}

#[test]
fn every_drawing_is_well_formed_and_nothing_leaves_it_at_any_width() {
    for record in records() {
        let svg = drawing(&record);
        let document =
            Document::parse(&svg).unwrap_or_else(|error| panic!("{}: {error}\n{svg}", record.code));
        let height = length(document.root_element(), "height", 0.0);
        for full in [NARROWEST, 340.0, 500.0, WIDEST] {
            for (text, left, right, bottom) in extents(&document, full) {
                let code = record.code;
                // What is rounded to two decimals of a percent may be off by a tenth of a pixel.
                assert!(
                    left >= -0.2 && right <= full + 0.2,
                    "{code} at {full}: {text:?} from {left} to {right}"
                );
                assert!(bottom <= height, "{code}: {text:?} ends at {bottom} of {height}");
            }
        }
    }
}

#[test]
fn the_boxes_of_a_drawing_do_not_overlap() {
    for record in records() {
        let svg = drawing(&record);
        let document = Document::parse(&svg).expect("well-formed");
        let mut end = 0.0;
        for node in document.descendants().filter(|node| node.has_tag_name("rect")) {
            let around = node.parent_element().expect("a parent");
            let top = length(around, "y", 0.0);
            assert!(
                top >= end,
                "{}: a box begins at {top}, the one before ends at {end}",
                record.code
            );
            end = top + length(node, "height", 0.0);
        }
    }
}

#[test]
fn a_drawing_carries_no_style_and_says_what_it_is() {
    for record in records() {
        let svg = drawing(&record);
        assert!(!svg.contains("style="), "{}", record.code);
        let document = Document::parse(&svg).expect("well-formed");
        let root = document.root_element();
        assert_eq!(root.attribute("role"), Some("img"));
        let title = root.first_element_child().expect("a title");
        assert_eq!((title.tag_name().name(), title.text()), ("title", Some("Drawing")));
        assert_eq!(root.attribute("aria-labelledby"), title.attribute("id"));
    }
}

#[test]
fn every_step_is_drawn() {
    for record in records() {
        let svg = drawing(&record);
        let document = Document::parse(&svg).expect("well-formed");
        let boxes = document.descendants().filter(|node| node.has_tag_name("rect")).count();
        assert_eq!(boxes, record.exchange.steps.len(), "{}", record.code);
    }
}

#[test]
fn the_drawing_shows_who_answers() {
    for (code, role, only_logs) in [
        (407, "proxy", false),
        (504, "gateway", false),
        (499, "gateway", true),
        (304, "origin-server", false),
    ] {
        let record = record(code);
        let Answerer { at, only_logs: logs } =
            Plan::new(&record).answerer.expect("someone answers");
        assert_eq!((record.exchange.parties[at].role.word(), logs), (role, only_logs), "{code}");
        assert_eq!(
            drawing(&record).matches("class=\"own\"").count(),
            1,
            "{code}: one is busy with it"
        );
    }
}

#[test]
fn the_fields_that_matter_are_called_out_at_their_message() {
    let fields = |code: u16| -> Vec<String> {
        let rows = Plan::new(&record(code)).rows.into_iter();
        rows.flat_map(|row| match row {
            Row::Message { fields, .. } => fields,
            Row::Note { .. } => vec![],
        })
        .collect()
    };
    for (code, line) in [
        (101, "Upgrade: websocket"),
        (304, "If-None-Match: \"c7f2\""),
        (307, "Location: https://eu.api.example.com/photos"),
        (405, "Allow: "),
        (407, "Proxy-Authenticate: Basic"),
        (429, "Retry-After: 18"),
    ] {
        let fields = fields(code);
        assert!(fields.iter().any(|field| field.starts_with(line)), "{code}: {fields:?}");
    }
    assert!(!fields(502).iter().any(|field| field.starts_with("Content-Length")));
}

#[test]
fn a_client_that_hangs_up_is_drawn_as_a_cut_connection() {
    let rows = Plan::new(&record(499)).rows;
    let cuts: Vec<_> = rows
        .iter()
        .filter_map(|row| match row {
            Row::Note { at, kind: Kind::Closed(peer), .. } => Some((*at, *peer)),
            _ => None,
        })
        .collect();
    assert_eq!(
        cuts,
        [(0, Some(1)), (1, Some(2))],
        "the client leaves nginx, then nginx the service"
    );
    assert_eq!(drawing(&record(499)).matches("href=\"#seq-x\"").count(), 2);
}

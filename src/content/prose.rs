//! The prose of a record as HTML.

use crate::{head::escape, route::Route};
use explainer::code;
use facts::{
    Prose,
    text::{Block, Inline, inlines},
};

/// Paragraphs and lists.
pub fn html(prose: &Prose) -> String {
    let mut html = String::new();
    for block in prose.blocks() {
        match block {
            Block::Paragraph(text) => wrap(&mut html, "p", text),
            Block::List(items) => {
                html.push_str("<ul>");
                items.into_iter().for_each(|item| wrap(&mut html, "li", item));
                html.push_str("</ul>");
            }
        }
    }
    html
}

fn wrap(html: &mut String, element: &str, text: &str) {
    html.push_str(&["<", element, ">"].concat());
    html.push_str(&inline_html(text));
    html.push_str(&["</", element, ">"].concat());
}

/// A sentence with its marks as HTML: code, links to codes and to sections.
pub fn inline_html(text: &str) -> String {
    let mut html = String::new();
    for run in inlines(text) {
        let parts = match run {
            Inline::Text(words) => [String::new(), escape(words), String::new()],
            Inline::Code(words) => [String::new(), code(words), String::new()],
            Inline::Status(code) => match Route::of_code(code) {
                Some(route) => link(&route.href(), &code.to_string()),
                None => [String::new(), code.to_string(), String::new()],
            },
            Inline::Section(section) => link(&section.url(), section.as_str()),
        };
        html.push_str(&parts.concat());
    }
    html
}

fn link(href: &str, text: &str) -> [String; 3] {
    [["<a href=\"", &escape(href), "\">"].concat(), escape(text), "</a>".to_owned()]
}

/// Who sends a field, in a sentence: a part that someone plays has an article, a vendor has none.
pub fn sender(sender: &str) -> String {
    if sender.starts_with(char::is_uppercase) { sender.to_owned() } else { format!("the {sender}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_elements_and_text_stays_text() {
        assert_eq!(
            inline_html("Not `<b>` but [401] & [RFC 9110 §15.5.2]."),
            "Not <code translate=\"no\">&lt;b&gt;</code> but <a href=\"/401\">401</a> &amp; \
             <a href=\"https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.2\">RFC 9110 §15.5.2</a>."
        );
        let long = "curl -x http://proxy.example:8080";
        assert_eq!(
            inline_html(&format!("`{long}`")),
            format!("<code translate=\"no\" class=\"long\">{long}</code>")
        );
        let prose = Prose(["A <script>.", "- one", "- two"].map(String::from).to_vec());
        assert_eq!(html(&prose), "<p>A &lt;script&gt;.</p><ul><li>one</li><li>two</li></ul>");
    }
}

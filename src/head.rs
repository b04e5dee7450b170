//! The head of a page as data, with two sinks, [`print`] and [`apply`], that take the same list of
//! [`Tag`]s, so that the prerendered file and the document after a move cannot differ. What it says of each
//! page is decided in [`crate::content`].

use crate::route::Route;

/// The name of the site.
pub const SITE_NAME: &str = "HTTP Codes Explainer";

/// The width and height of a page's image, in pixels.
pub const CARD_SIZE: (u32, u32) = (1200, 630);

/// What the head says of a page.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Head {
    /// The document's title.
    pub title: String,
    /// At most 160 characters of plain text.
    pub description: String,
    /// Comma-separated keywords, on the pages of codes.
    pub keywords: Option<String>,
    /// The canonical address, absolute.
    pub canonical: String,
    /// The address of the image that is shown where the page is shared, absolute; empty for none. It shows
    /// the title.
    pub image: String,
    /// Whether search engines should list the page.
    pub indexed: bool,
    /// The same facts in other forms: media type and address.
    pub alternates: Vec<(String, String)>,
    /// JSON-LD objects, serialized so that they can stand in a script element.
    pub json_ld: Vec<String>,
}

/// An element of the head.
#[derive(Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "ssr", derive(serde::Serialize))]
pub struct Tag {
    /// `meta`, `link`, `script` or `title`.
    pub name: String,
    /// Attributes in order.
    pub attributes: Vec<(String, String)>,
    /// The text inside; `None` for a void element.
    pub text: Option<String>,
}

impl Head {
    /// The head of a page that search engines should not list, without its words.
    pub fn unlisted(route: Route) -> Head {
        Head { canonical: route.url(), ..Head::default() }
    }

    /// The elements of the head, the title first.
    pub fn tags(&self) -> Vec<Tag> {
        let mut tags = vec![
            Tag { name: "title".to_owned(), attributes: vec![], text: Some(self.title.clone()) },
            meta("name", "description", &self.description),
        ];
        if let Some(keywords) = &self.keywords {
            tags.push(meta("name", "keywords", keywords));
        }
        if !self.indexed {
            tags.push(meta("name", "robots", "noindex"));
        }
        tags.push(tag("link", &[("rel", "canonical"), ("href", &self.canonical)]));
        tags.extend(self.alternates.iter().map(|(media_type, href)| {
            tag("link", &[("rel", "alternate"), ("type", media_type), ("href", href)])
        }));
        let kind = if self.keywords.is_some() { "article" } else { "website" };
        tags.extend([
            meta("property", "og:type", kind),
            meta("property", "og:site_name", SITE_NAME),
            meta("property", "og:title", &self.title),
            meta("property", "og:description", &self.description),
            meta("property", "og:url", &self.canonical),
            meta("name", "twitter:title", &self.title),
            meta("name", "twitter:description", &self.description),
        ]);
        if self.image.is_empty() {
            tags.push(meta("name", "twitter:card", "summary"));
        } else {
            let (width, height) = CARD_SIZE;
            tags.extend([
                meta("property", "og:image", &self.image),
                meta("property", "og:image:width", &width.to_string()),
                meta("property", "og:image:height", &height.to_string()),
                meta("property", "og:image:alt", &self.title),
                meta("name", "twitter:card", "summary_large_image"),
            ]);
        }
        tags.extend(self.json_ld.iter().map(|json| Tag {
            text: Some(json.clone()),
            ..tag("script", &[("type", "application/ld+json")])
        }));
        tags
    }
}

fn meta(key: &str, name: &str, content: &str) -> Tag {
    tag("meta", &[(key, name), ("content", content)])
}

fn tag(name: &str, attributes: &[(&str, &str)]) -> Tag {
    let owned = |(key, value): &(&str, &str)| ((*key).to_owned(), (*value).to_owned());
    Tag { name: name.to_owned(), attributes: attributes.iter().map(owned).collect(), text: None }
}

/// The first sink: the head as HTML text, for a prerendered file. Every element but the title is marked
/// `data-head`, which is how the second sink finds what it replaces.
pub fn print(tags: &[Tag]) -> String {
    let mut html = String::new();
    for Tag { name, attributes, text } in tags {
        html.push('<');
        html.push_str(name);
        for (key, value) in attributes {
            html.push_str(&format!(" {key}=\"{}\"", escape(value)));
        }
        html.push_str(if name == "title" { ">" } else { " data-head>" });
        match text {
            Some(text) if name == "script" => html.push_str(&format!("{text}</script>")),
            Some(text) => html.push_str(&format!("{}</{name}>", escape(text))),
            None => {}
        }
        html.push('\n');
    }
    html
}

/// The second sink: replaces the head of the document.
pub fn apply(tags: &[Tag], document: &web_sys::Document) {
    let Some(head) = document.head() else { return };
    if let Ok(old) = head.query_selector_all("[data-head]") {
        for at in 0..old.length() {
            if let Some(node) = old.get(at) {
                let _ = head.remove_child(&node);
            }
        }
    }
    for Tag { name, attributes, text } in tags {
        if name == "title" {
            document.set_title(text.as_deref().unwrap_or_default());
            continue;
        }
        let Ok(element) = document.create_element(name) else { continue };
        for (key, value) in attributes {
            let _ = element.set_attribute(key, value);
        }
        let _ = element.set_attribute("data-head", "");
        if text.is_some() {
            element.set_text_content(text.as_deref());
        }
        let _ = head.append_child(&element);
    }
}

/// Text made safe to stand in HTML, in an element or in a double-quoted attribute.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_cannot_break_out_of_the_head() {
        let head = Head {
            title: "</title><script>x".to_owned(),
            description: "\"><script>x".to_owned(),
            indexed: true,
            ..Head::default()
        };
        let html = print(&head.tags());
        assert!(!html.contains("<script"), "{html}");
        assert_eq!(html.matches("</title").count(), 1, "{html}");
        assert_eq!(html.matches("<meta").count(), html.matches("\" data-head>\n<meta").count() + 1);
    }

    #[test]
    fn each_page_has_one_element_of_a_kind() {
        let head = Head { keywords: Some("a, b".to_owned()), ..Head::default() };
        let tags = head.tags();
        for (at, tag) in tags.iter().enumerate() {
            let same = |other: &&Tag| {
                other.name == tag.name && other.attributes.first() == tag.attributes.first()
            };
            assert_eq!(tags[at..].iter().filter(same).count(), 1, "{tag:?}");
        }
    }
}

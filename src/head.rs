//! The head of a page. [`Head::print`] writes it as HTML once; the prerendered file and the document after a
//! move, which [`apply`] brings it into, have that same text and cannot differ. What it says of each page is
//! decided in [`crate::content`].

#[cfg(feature = "browser")]
use crate::article::Article;
#[cfg(feature = "ssr")]
use crate::content::styles;
#[cfg(feature = "browser")]
use wasm_bindgen::JsCast;

/// The name of the site.
pub const SITE_NAME: &str = "HTTP Codes Explainer";

/// The width and height of a page's image, in pixels.
#[cfg(feature = "ssr")]
pub const CARD_SIZE: (u32, u32) = (1200, 630);

/// What the head says of a page.
#[cfg(feature = "ssr")]
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
    /// The address of the image that is shown where the page is shared, absolute; empty for none.
    pub image: String,
    /// What the image shows.
    pub image_alt: String,
    /// Whether search engines should list the page.
    pub indexed: bool,
    /// The same facts in other forms: media type and address.
    pub alternates: Vec<(String, String)>,
    /// JSON-LD objects, serialized so that they can stand in a script element.
    pub json_ld: Vec<String>,
    /// The style sheets that this kind of page needs beside the common one: see [`styles`].
    pub styles: Vec<&'static str>,
}

#[cfg(feature = "ssr")]
impl Head {
    /// The elements of the head but for the title, and nothing between them, which a move would leave behind.
    /// Each is marked `data-head`, which is how [`apply`] finds what it replaces. Style sheets are the last: they go behind the common one.
    pub fn print(&self) -> String {
        let mut html = String::new();
        let mut element = |name: &str, attributes: &[(&str, &str)]| {
            let write = |(key, value): &(&str, &str)| format!(" {key}=\"{}\"", escape(value));
            let attributes: String = attributes.iter().map(write).collect();
            html.push_str(&format!("<{name}{attributes} data-head>"));
        };
        element("meta", &[("name", "description"), ("content", &self.description)]);
        if let Some(keywords) = &self.keywords {
            element("meta", &[("name", "keywords"), ("content", keywords)]);
        }
        if !self.indexed {
            element("meta", &[("name", "robots"), ("content", "noindex")]);
        }
        element("link", &[("rel", "canonical"), ("href", &self.canonical)]);
        for (media_type, href) in &self.alternates {
            element("link", &[("rel", "alternate"), ("type", media_type), ("href", href)]);
        }
        let kind = if self.keywords.is_some() { "article" } else { "website" };
        for (property, content) in [
            ("og:type", kind),
            ("og:site_name", SITE_NAME),
            ("og:title", &self.title),
            ("og:description", &self.description),
            ("og:url", &self.canonical),
        ] {
            element("meta", &[("property", property), ("content", content)]);
        }
        element("meta", &[("name", "twitter:title"), ("content", &self.title)]);
        element("meta", &[("name", "twitter:description"), ("content", &self.description)]);
        if self.image.is_empty() {
            element("meta", &[("name", "twitter:card"), ("content", "summary")]);
        } else {
            let (width, height) = CARD_SIZE;
            for (property, content) in [
                ("og:image", self.image.as_str()),
                ("og:image:width", &width.to_string()),
                ("og:image:height", &height.to_string()),
                ("og:image:alt", &self.image_alt),
            ] {
                element("meta", &[("property", property), ("content", content)]);
            }
            element("meta", &[("name", "twitter:card"), ("content", "summary_large_image")]);
        }
        for json in &self.json_ld {
            html.push_str("<script type=\"application/ld+json\" data-head>");
            html.push_str(json);
            html.push_str("</script>");
        }
        for sheet in &self.styles {
            html.push_str(&format!("<style data-head>{}</style>", styles::plain(sheet)));
        }
        html
    }
}

/// Replaces the head of the document by that of an article.
#[cfg(feature = "browser")]
pub fn apply(article: &Article, document: &web_sys::Document) {
    use crate::browser::elements;
    document.set_title(&article.title);
    let Some(head) = document.head() else { return };
    for old in elements::<web_sys::Element>(head.query_selector_all("[data-head]")) {
        old.remove();
    }
    // In a template nothing is loaded or run.
    let template = document.create_element("template").ok();
    let template = template.and_then(|template| template.dyn_into().ok());
    let Some(template): Option<web_sys::HtmlTemplateElement> = template else { return };
    template.set_inner_html(&article.head);
    let _ = head.append_child(&template.content());
}

/// Text made safe to stand in HTML, in an element or in a double-quoted attribute: there an apostrophe means nothing.
/// It is of the records or typed, and every first visit loads this. What is pasted may hold anything; for that there
/// is `explainer::escape`, in the worker.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(all(test, feature = "ssr"))]
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
        let html = head.print();
        assert!(!html.contains("<script"), "{html}");
        assert_eq!(html.matches("<meta").count(), html.matches("\" data-head><meta").count() + 1);
    }

    #[test]
    fn each_page_has_one_element_of_a_kind() {
        let head = Head { keywords: Some("a, b".to_owned()), ..Head::default() };
        let html = head.print();
        let kinds: Vec<_> =
            html.split('<').skip(1).filter_map(|tag| tag.split(" content=").next()).collect();
        for (at, kind) in kinds.iter().enumerate() {
            assert!(!kinds[at + 1..].contains(kind), "{kind}");
        }
    }
}

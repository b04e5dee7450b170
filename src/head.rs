//! The head of a page: a pure function of the [`Page`], with two sinks that print or apply the same
//! list of [`Tag`]s, so that the prerendered file and the document after a move cannot differ.

use crate::{page::Page, route::Route, route::site_url};
use facts::{Class, Record};
use serde::Serialize;

/// The name of the site.
pub const SITE_NAME: &str = "HTTP Codes Explainer";

/// The longest description that search engines show whole, in characters.
const LONGEST_DESCRIPTION: usize = 160;

/// What the head says of a page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Head {
    /// The document's title.
    pub title: String,
    /// At most 160 characters of plain text.
    pub description: String,
    /// Comma-separated keywords, on the pages of codes.
    pub keywords: Option<String>,
    /// The canonical address, absolute.
    pub canonical: String,
    /// Whether search engines should list the page.
    pub indexed: bool,
    /// JSON-LD objects, serialized.
    pub json_ld: Vec<String>,
}

/// An element of the head.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Tag {
    /// `meta`, `link`, `script` or `title`.
    pub name: &'static str,
    /// Attributes in order.
    pub attributes: Vec<(&'static str, String)>,
    /// The text inside; `None` for a void element.
    pub text: Option<String>,
}

/// The head of a page.
pub fn head(page: &Page) -> Head {
    match page {
        Page::Code(_, record) => code_head(record),
        Page::Plain(route) => static_head(*route),
    }
}

fn code_head(record: &Record) -> Head {
    let route = Route::of_code(record.code).unwrap_or(Route::not_found());
    let name = format!("{} {}", record.code, record.name);
    let headline = format!("{name} - HTTP Status Code");
    let meaning = record.meaning.plain();
    let description = cut(format!("{name}: {meaning}"));
    let keywords =
        format!("HTTP {}, {}, HTTP status code, REST API, web development", record.code, record.name);
    let article = Article {
        context: SCHEMA_ORG,
        kind: "TechArticle",
        headline: &headline,
        description: &description,
        url: route.url(),
        keywords: &keywords,
        date_modified: record.reviewed.as_str(),
        article_body: article_body(record),
        publisher: Organization { kind: "Organization", name: SITE_NAME, url: site_url() },
    };
    let json_ld = vec![
        json(&article),
        breadcrumbs(&[
            (SITE_NAME.to_owned(), Route::Home),
            (class_title(record.code.class()), Route::Class(record.code.class())),
            (name.clone(), route),
        ]),
    ];
    Head {
        title: format!("{name} - HTTP Status Code Explained"),
        description,
        keywords: Some(keywords),
        canonical: route.url(),
        indexed: true,
        json_ld,
    }
}

fn static_head(route: Route) -> Head {
    let home = || (SITE_NAME.to_owned(), Route::Home);
    let (title, description, crumbs) = match route {
        Route::Home => (
            format!("{SITE_NAME} - every HTTP status code, with its source"),
            "Type a status code, a name or what went wrong, and read what it means, when to use it and \
             which section of which RFC says so. Registered and unofficial codes."
                .to_owned(),
            vec![],
        ),
        Route::Codes => (
            format!("All HTTP status codes by class - {SITE_NAME}"),
            "Every HTTP status code that IANA registers and the unofficial ones met in practice, by \
             class, each with what it says in one sentence."
                .to_owned(),
            vec![home(), ("All codes".to_owned(), route)],
        ),
        Route::Class(class) => (
            format!("{} - HTTP status codes - {SITE_NAME}", class_title(class)),
            format!("{} Every code of the class, each in one sentence.", class_sentence(class)),
            vec![home(), ("All codes".to_owned(), Route::Codes), (class_title(class), route)],
        ),
        Route::About => (
            format!("About - {SITE_NAME}"),
            "What this reference is, which documents and registries its facts come from, and how to \
             cite it or correct it."
                .to_owned(),
            vec![home(), ("About".to_owned(), route)],
        ),
        Route::Unused(unused) => (
            format!("{} is not an HTTP status code in use - {SITE_NAME}", unused.code()),
            format!(
                "Nobody registers or documents {}. A client treats it as {}00; here are the nearest \
                 codes in use.",
                unused.code(),
                unused.code().get() / 100
            ),
            vec![],
        ),
        Route::Code(entry) => (
            format!("{} {} - HTTP Status Code Explained", entry.code, entry.name),
            entry.summary.to_owned(),
            vec![],
        ),
    };
    let json_ld = match route {
        Route::Home => vec![json(&WebSite {
            context: SCHEMA_ORG,
            kind: "WebSite",
            name: SITE_NAME,
            url: route.url(),
            potential_action: SearchAction {
                kind: "SearchAction",
                target: format!("{}/?q={{search_term_string}}", site_url()),
                query_input: "required name=search_term_string",
            },
        })],
        _ if crumbs.is_empty() => vec![],
        _ => vec![breadcrumbs(&crumbs)],
    };
    Head {
        title,
        description: cut(description),
        keywords: None,
        canonical: route.url(),
        indexed: !matches!(route, Route::Unused(_)),
        json_ld,
    }
}

/// How a class is titled: `4xx Client Error`.
pub fn class_title(class: Class) -> String {
    match class {
        Class::Other => class.name().to_owned(),
        _ => format!("{} {}", class.slug(), class.name()),
    }
}

/// What a class says, in one sentence (RFC 9110 §15).
pub fn class_sentence(class: Class) -> &'static str {
    use Class::*;
    match class {
        Informational => "Interim: the request goes on, and a final response is still to come.",
        Successful => "The request was received, understood and accepted.",
        Redirection => "The client has more to do, often at another address, to get what it asked for.",
        ClientError => "The request cannot be fulfilled as it is: by the server's account, the client's move.",
        ServerError => "The server, or someone behind it, failed to fulfill a request that seems valid.",
        Other => "Numbers from 600 on: HTTP has no such class, and a client treats them as a 5xx.",
    }
}

/// Cuts a text at a word to what search engines show whole, with an ellipsis where it was cut.
fn cut(text: String) -> String {
    if text.chars().count() <= LONGEST_DESCRIPTION {
        return text;
    }
    let Some((limit, next)) = text.char_indices().nth(LONGEST_DESCRIPTION - 1) else { return text };
    let end = if next == ' ' { limit } else { text[..limit].rfind(' ').unwrap_or(limit) };
    format!("{}…", text[..end].trim_end_matches([' ', ',', ';', ':', '.', '(']))
}

fn article_body(record: &Record) -> String {
    let proses =
        [&record.meaning, &record.when_to_use, &record.example, &record.when_not_to_use];
    proses.map(|prose| prose.plain()).join("\n\n")
}

const SCHEMA_ORG: &str = "https://schema.org";

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Article<'a> {
    #[serde(rename = "@context")]
    context: &'a str,
    #[serde(rename = "@type")]
    kind: &'a str,
    headline: &'a str,
    description: &'a str,
    url: String,
    keywords: &'a str,
    date_modified: &'a str,
    article_body: String,
    publisher: Organization<'a>,
}

#[derive(Serialize)]
struct Organization<'a> {
    #[serde(rename = "@type")]
    kind: &'a str,
    name: &'a str,
    url: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct WebSite<'a> {
    #[serde(rename = "@context")]
    context: &'a str,
    #[serde(rename = "@type")]
    kind: &'a str,
    name: &'a str,
    url: String,
    potential_action: SearchAction<'a>,
}

#[derive(Serialize)]
struct SearchAction<'a> {
    #[serde(rename = "@type")]
    kind: &'a str,
    target: String,
    #[serde(rename = "query-input")]
    query_input: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct BreadcrumbList<'a> {
    #[serde(rename = "@context")]
    context: &'a str,
    #[serde(rename = "@type")]
    kind: &'a str,
    item_list_element: Vec<ListItem<'a>>,
}

#[derive(Serialize)]
struct ListItem<'a> {
    #[serde(rename = "@type")]
    kind: &'a str,
    position: usize,
    name: &'a str,
    item: String,
}

fn breadcrumbs(trail: &[(String, Route)]) -> String {
    let item = |(at, (name, route)): (usize, &'_ (String, Route))| (at + 1, name.clone(), route.url());
    let items: Vec<_> = trail.iter().enumerate().map(item).collect();
    json(&BreadcrumbList {
        context: SCHEMA_ORG,
        kind: "BreadcrumbList",
        item_list_element: items
            .iter()
            .map(|(position, name, url)| ListItem {
                kind: "ListItem",
                position: *position,
                name,
                item: url.clone(),
            })
            .collect(),
    })
}

fn json<T: Serialize>(value: &T) -> String {
    script_safe(&serde_json::to_string(value).unwrap_or_default())
}

/// JSON that no `</script>` or `<!--` in a text can break out of when it stands in a script element.
pub fn script_safe(json: &str) -> String {
    json.replace('<', "\\u003c")
}

impl Head {
    /// The elements of the head, the title first.
    pub fn tags(&self) -> Vec<Tag> {
        let meta = |key: &'static str, name: &str, content: &str| Tag {
            name: "meta",
            attributes: vec![(key, name.to_owned()), ("content", content.to_owned())],
            text: None,
        };
        let mut tags = vec![
            Tag { name: "title", attributes: vec![], text: Some(self.title.clone()) },
            meta("name", "description", &self.description),
        ];
        if let Some(keywords) = &self.keywords {
            tags.push(meta("name", "keywords", keywords));
        }
        if !self.indexed {
            tags.push(meta("name", "robots", "noindex"));
        }
        tags.push(Tag {
            name: "link",
            attributes: vec![("rel", "canonical".to_owned()), ("href", self.canonical.clone())],
            text: None,
        });
        let kind = if self.keywords.is_some() { "article" } else { "website" };
        tags.extend([
            meta("property", "og:type", kind),
            meta("property", "og:site_name", SITE_NAME),
            meta("property", "og:title", &self.title),
            meta("property", "og:description", &self.description),
            meta("property", "og:url", &self.canonical),
            meta("name", "twitter:card", "summary"),
            meta("name", "twitter:title", &self.title),
            meta("name", "twitter:description", &self.description),
        ]);
        tags.extend(self.json_ld.iter().map(|json| Tag {
            name: "script",
            attributes: vec![("type", "application/ld+json".to_owned())],
            text: Some(json.clone()),
        }));
        tags
    }

    /// The first sink: the head as HTML text, for a prerendered file. Every element but the title is
    /// marked `data-head`, which is how the second sink finds what it replaces.
    pub fn print(&self) -> String {
        let mut html = String::new();
        for Tag { name, attributes, text } in self.tags() {
            html.push('<');
            html.push_str(name);
            for (key, value) in attributes {
                html.push_str(&format!(" {key}=\"{}\"", escape(&value)));
            }
            html.push_str(if name == "title" { ">" } else { " data-head>" });
            match text {
                Some(text) if name == "script" => html.push_str(&format!("{text}</script>")),
                Some(text) => html.push_str(&format!("{}</{name}>", escape(&text))),
                None => {}
            }
            html.push('\n');
        }
        html
    }

    /// The second sink: replaces the head of the document.
    pub fn apply(&self, document: &web_sys::Document) {
        document.set_title(&self.title);
        let Some(head) = document.head() else { return };
        if let Ok(old) = head.query_selector_all("[data-head]") {
            for at in 0..old.length() {
                if let Some(node) = old.get(at) {
                    let _ = head.remove_child(&node);
                }
            }
        }
        for Tag { name, attributes, text } in self.tags() {
            if name == "title" {
                continue;
            }
            let Ok(element) = document.create_element(name) else { continue };
            for (key, value) in attributes {
                let _ = element.set_attribute(key, &value);
            }
            let _ = element.set_attribute("data-head", "");
            if text.is_some() {
                element.set_text_content(text.as_deref());
            }
            let _ = head.append_child(&element);
        }
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
    fn a_long_description_is_cut_at_a_word() {
        let long = cut("word ".repeat(60));
        assert!(long.chars().count() <= 160, "{long}");
        assert!(long.ends_with("word…"), "{long}");
        assert_eq!(cut("short.".to_owned()), "short.");
        let exact = "é".repeat(160);
        assert_eq!(cut(exact.clone()), exact);
        assert!(cut("é".repeat(161)).chars().count() <= 160);
        let dotted = cut(format!("{} end.", "a".repeat(158)));
        assert_eq!(dotted, format!("{}…", "a".repeat(158)));
    }

    #[test]
    fn text_cannot_break_out_of_the_head() {
        let head = Head {
            title: "</title><script>x".to_owned(),
            description: "\"><script>x".to_owned(),
            keywords: None,
            canonical: "https://example.com/".to_owned(),
            indexed: true,
            json_ld: vec![script_safe("\"</script><script>x\"")],
        };
        let html = head.print();
        assert_eq!(html.matches("<script").count(), 1, "{html}");
        assert_eq!(html.matches("</script").count(), 1, "{html}");
        assert_eq!(html.matches("</title").count(), 1, "{html}");
    }
}

//! What the head says of each page.

use super::styles;
use crate::{
    head::{Head, SITE_NAME},
    route::{Route, site_url},
    words::{class_sentence, class_title},
};
use facts::{Class, Record};
use reference::Entry;
use serde_json::{Value, json};

/// The longest description that search engines show whole, in characters.
const LONGEST_DESCRIPTION: usize = 160;

/// The head of the search page.
pub fn of_home() -> Head {
    let website = json!({
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": SITE_NAME,
        "url": Route::Home.url(),
        "potentialAction": {
            "@type": "SearchAction",
            "target": format!("{}?q={{search_term_string}}", Route::Home.url()),
            "query-input": "required name=search_term_string",
        },
    });
    Head {
        json_ld: vec![in_script(&website)],
        styles: vec![styles::HOME],
        ..page(
            Route::Home,
            format!("{SITE_NAME} - every HTTP status code, with its source"),
            "Type a status code, a name or what went wrong, and read what it means, when to send it and \
             which section of which RFC says so. Registered and unofficial codes.",
        )
    }
}

/// The head of the page of all codes.
pub fn of_codes() -> Head {
    let head = page(
        Route::Codes,
        format!("All HTTP status codes by class - {SITE_NAME}"),
        "Every HTTP status code that IANA lists and the unofficial ones met in practice, by class, each \
         with what it says in one sentence.",
    );
    with_trail(head, &[all_codes()])
}

/// The head of the page of a class.
pub fn of_class(class: Class) -> Head {
    let route = Route::Class(class);
    let head = page(
        route,
        format!("{} - HTTP status codes - {SITE_NAME}", class_title(class)),
        &format!("{} Every code of the class, each in one sentence.", class_sentence(class)),
    );
    with_trail(head, &[all_codes(), (class_title(class), route)])
}

/// The head of the page about the site.
pub fn of_about() -> Head {
    let head = page(
        Route::About,
        format!("About - {SITE_NAME}"),
        "What this reference is, which documents and registries its facts come from, and how to cite it \
         or correct it.",
    );
    with_trail(head, &[("About".to_owned(), Route::About)])
}

/// The head of the page of changes.
pub fn of_changes() -> Head {
    let head = page(
        Route::Changes,
        format!("Changes in the facts - {SITE_NAME}"),
        "What changed in the records of the HTTP status codes, newest first, also as an Atom feed and as JSON.",
    );
    let feed = ("application/atom+xml".to_owned(), format!("{}/feed.xml", site_url()));
    let head = Head { alternates: vec![feed], ..head };
    with_trail(head, &[("Changes".to_owned(), Route::Changes)])
}

/// The head of a code's page.
pub fn of_code(entry: &'static Entry, record: &Record) -> Head {
    let route = Route::Code(entry);
    let class = entry.code.class();
    let name = format!("{} {}", entry.code, entry.name);
    let headline = format!("{name} - HTTP Status Code");
    let keywords =
        format!("HTTP {}, {}, HTTP status code, REST API, web development", entry.code, entry.name);
    let head = page(
        route,
        format!("{headline} Explained"),
        &format!("{name}: {}", record.meaning.plain()),
    );
    let article = json!({
        "@context": "https://schema.org",
        "@type": "TechArticle",
        "headline": headline,
        "description": head.description,
        "url": route.url(),
        "keywords": keywords,
        "dateModified": record.reviewed.as_str(),
        "articleBody": record.meaning.plain(),
        "publisher": { "@type": "Organization", "name": SITE_NAME, "url": Route::Home.url() },
    });
    let head = Head {
        keywords: Some(keywords),
        alternates: vec![
            ("application/json".to_owned(), format!("{}.json", route.url())),
            ("text/markdown".to_owned(), format!("{}.md", route.url())),
        ],
        json_ld: vec![in_script(&article)],
        styles: vec![styles::CODE],
        ..head
    };
    with_trail(head, &[all_codes(), (class_title(class), Route::Class(class)), (name, route)])
}

/// The head of any page: what it is called, and what it says, of which search engines show the beginning.
pub fn page(route: Route, title: String, description: &str) -> Head {
    let image_alt = match route {
        Route::Code(_) => title.clone(),
        _ => format!("{SITE_NAME}: every HTTP status code, explained with its source"),
    };
    Head {
        title,
        description: cut(description),
        canonical: route.url(),
        image: format!("{}{}", site_url(), route.card()),
        image_alt,
        indexed: true,
        ..Head::default()
    }
}

fn all_codes() -> (String, Route) {
    ("All codes".to_owned(), Route::Codes)
}

/// Adds where the page stands, from the search page down, by name and address, as JSON-LD.
pub fn with_trail(mut head: Head, trail: &[(String, Route)]) -> Head {
    let home = [(SITE_NAME.to_owned(), Route::Home)];
    let items: Vec<Value> = home
        .iter()
        .chain(trail)
        .enumerate()
        .map(|(at, (name, route))| {
            json!({ "@type": "ListItem", "position": at + 1, "name": name, "item": route.url() })
        })
        .collect();
    let breadcrumbs = json!({
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": items,
    });
    head.json_ld.push(in_script(&breadcrumbs));
    head
}

/// JSON that no `</script>` or `<!--` in a text can break out of when it stands in a script element.
fn in_script(json: &Value) -> String {
    json.to_string().replace('<', "\\u003c")
}

/// Cuts a text at a word to what search engines show whole, with an ellipsis where it was cut.
fn cut(text: &str) -> String {
    if text.chars().count() <= LONGEST_DESCRIPTION {
        return text.to_owned();
    }
    let Some((limit, next)) = text.char_indices().nth(LONGEST_DESCRIPTION - 1) else {
        return text.to_owned();
    };
    let end = if next == ' ' { limit } else { text[..limit].rfind(' ').unwrap_or(limit) };
    format!("{}…", text[..end].trim_end_matches([' ', ',', ';', ':', '.', '(']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_image_is_told_by_what_it_shows_the_title_only_where_it_shows_that() {
        let about = of_about();
        assert!(about.image.ends_with("/og/site.png"), "{}", about.image);
        assert!(!about.image_alt.contains("About"), "{}", about.image_alt);
        let route = Route::of_code(facts::StatusCode::new(407).expect("a code"));
        let code = page(route.expect("a record"), "407".to_owned(), "");
        assert!(code.image.ends_with("/og/407.png"), "{}", code.image);
        assert_eq!(code.image_alt, code.title);
    }

    #[test]
    fn a_long_description_is_cut_at_a_word() {
        let long = cut(&"word ".repeat(60));
        assert!(long.chars().count() <= 160, "{long}");
        assert!(long.ends_with("word…"), "{long}");
        assert_eq!(cut("short."), "short.");
        let exact = "é".repeat(160);
        assert_eq!(cut(&exact), exact);
        assert!(cut(&"é".repeat(161)).chars().count() <= 160);
        assert_eq!(cut(&format!("{} end.", "a".repeat(158))), format!("{}…", "a".repeat(158)));
    }

    #[test]
    fn json_cannot_break_out_of_its_script() {
        let texts = json!(["</script><script>x", "<!--"]);
        let printed = in_script(&texts);
        assert!(!printed.contains('<'), "{printed}");
        assert_eq!(serde_json::from_str::<Value>(&printed).expect("still JSON"), texts);
    }
}

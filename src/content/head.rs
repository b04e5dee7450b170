//! What the heads of all pages have in common; what each says of its own stands with the page.

use crate::{
    head::{Head, SITE_NAME},
    route::{Route, site_url},
};
use serde_json::{Value, json};

/// The longest description that search engines show whole, in characters.
const LONGEST_DESCRIPTION: usize = 160;

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

/// Adds the feed of the changes, which feed readers look for.
pub fn with_feed(mut head: Head) -> Head {
    let feed = ("application/atom+xml".to_owned(), format!("{}/feed.xml", site_url()));
    head.alternates.push(feed);
    head
}

/// JSON that no `</script>` or `<!--` in a text can break out of when it stands in a script element.
pub fn in_script(json: &Value) -> String {
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
        let about = crate::content::about::head();
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

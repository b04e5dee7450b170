//! What crawlers, language models and browsers look for beside the pages.

use crate::{Files, images};
use anyhow::Result;
use facts::{Class, Date, LICENSE, LICENSE_URL, Record};
use reference::catalog;
use site::{
    content::Facts,
    head::{SITE_NAME, escape},
    route::{Route, base, site_url},
    words::{class_sentence, class_title, standing},
};

/// What language models find beside the pages: the file, what it is, and what it holds.
const OTHER_FILES: [(&str, &str, &str); 11] = [
    ("llms-full.txt", "Every page in one file", "The Markdown of all codes, one after the other."),
    (
        "codes.json",
        "Every code as JSON",
        "Number, name, summary, whose move it is, caching, content, retry with which methods, what it counts \
         as to a client that does not know it, and other vendors that have the number.",
    ),
    ("schema/codes.json", "JSON Schema of the list", "What `codes.json` holds."),
    ("records.json", "Every record as JSON", "What the `.json` of each code holds, in one file."),
    ("schema/records.json", "JSON Schema of all records", "What `records.json` holds."),
    ("schema/code.json", "JSON Schema of a record", "What the `.json` of a code holds."),
    (
        "search.json",
        "The search index",
        "Keywords, messages of software, stop words, synonyms, and for each term its codes by weight.",
    ),
    ("schema/search.json", "JSON Schema of the search index", "What `search.json` holds."),
    ("changes.json", "Changes in the facts", "Newest first, with the codes that they are about."),
    ("schema/changes.json", "JSON Schema of the changes", "What `changes.json` holds."),
    ("feed.xml", "The same as a feed", "Atom."),
];

/// `sitemap.xml`, `robots.txt`, `llms.txt` and its other name, the manifest, the search for address bars.
///
/// # Errors
/// A color of the manifest is missing among the tokens.
pub fn files(facts: &Facts) -> Result<Files> {
    let llms = llms();
    Ok(Files::from([
        ("sitemap.xml".to_owned(), sitemap(&facts.records)),
        ("robots.txt".to_owned(), robots()),
        ("llm.txt".to_owned(), llms.clone()),
        ("llms.txt".to_owned(), llms),
        ("manifest.webmanifest".to_owned(), manifest()?),
        ("opensearch.xml".to_owned(), open_search()),
    ]))
}

/// Every prerendered page; the day of a page of several codes is that of the newest of them.
fn sitemap(records: &[Record]) -> String {
    let newest =
        |of: &dyn Fn(&&Record) -> bool| records.iter().filter(of).map(|r| &r.reviewed).max();
    let reviewed = |route: Route| -> Option<&Date> {
        match route {
            Route::Code(entry) => newest(&|record| record.code == entry.code),
            Route::Class(class) => newest(&|record| record.code.class() == class),
            Route::Pair(pair) => {
                newest(&|record| [pair.smaller().code, pair.larger().code].contains(&record.code))
            }
            Route::Home
            | Route::Codes
            | Route::Explain
            | Route::Compare
            | Route::Choose
            | Route::About
            | Route::Design
            | Route::Changes
            | Route::Unused(_) => newest(&|_| true),
        }
    };
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for route in Route::prerendered() {
        let day = reviewed(route).map(|day| format!("<lastmod>{}</lastmod>", day.as_str()));
        xml.push_str(&format!(
            "<url><loc>{}</loc>{}</url>\n",
            escape(&route.url()),
            day.unwrap_or_default()
        ));
    }
    xml.push_str("</urlset>\n");
    xml
}

fn robots() -> String {
    format!("User-agent: *\nAllow: /\n\nSitemap: {}/sitemap.xml\n", site_url())
}

/// The site for language models (llmstxt.org): what it is, every page with its sentence, and the other files. Below a
/// heading that format has links and nothing else, so what is said of classes stands before the first.
fn llms() -> String {
    let mut text = format!(
        "# {SITE_NAME}\n\n\
         > Every HTTP status code that IANA lists and the unofficial ones met in practice: what each \
         means, when to send it, when not to, an example, and the section of the document that says so.\n\n\
         Each code is a Markdown file below; the same as JSON ends in `.json`. The facts are under the license \
         [{LICENSE}]({LICENSE_URL}). The first digit of a code is its class:\n\n"
    );
    for class in Class::ALL {
        text.push_str(&format!("- {}. {}\n", class_title(class), class_sentence(class)));
    }
    for class in Class::ALL {
        text.push_str(&format!("\n## {}\n\n", class_title(class)));
        for entry in catalog::of_class(class) {
            let standing = standing(entry).map(|standing| format!("{standing}. "));
            text.push_str(&format!(
                "- [{} {}]({}.md): {}{}\n",
                entry.code,
                entry.name,
                Route::Code(entry).url(),
                standing.unwrap_or_default(),
                entry.summary
            ));
        }
    }
    // By this name readers leave out what they have no room for.
    text.push_str("\n## Optional\n\n");
    for (file, name, note) in OTHER_FILES {
        text.push_str(&format!("- [{name}]({}/{file}): {note}\n", site_url()));
    }
    text
}

/// The search as a browser takes it up for its address bar (OpenSearch 1.1).
fn open_search() -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n\
         <ShortName>HTTP Codes</ShortName>\n\
         <Description>{SITE_NAME}: what a status code means, by number, name or what went wrong</Description>\n\
         <InputEncoding>UTF-8</InputEncoding>\n\
         <Image width=\"48\" height=\"48\" type=\"image/x-icon\">{base}/favicon.ico</Image>\n\
         <Url type=\"text/html\" template=\"{base}/?q={{searchTerms}}\"/>\n\
         </OpenSearchDescription>\n",
        base = escape(site_url())
    )
}

fn manifest() -> Result<String> {
    let manifest = serde_json::json!({
        "name": SITE_NAME,
        "short_name": "HTTP Codes",
        "description": "Every HTTP status code, explained with its source.",
        "id": format!("{}/", base()),
        "start_url": format!("{}/", base()),
        "scope": format!("{}/", base()),
        "display": "standalone",
        "background_color": images::dark("paper")?,
        "theme_color": images::dark("accent-1")?,
        "icons": images::manifest_entries(),
    });
    Ok(manifest.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a link of llms.txt leads to.
    fn linked(line: &str) -> Option<&str> {
        let (name, rest) = line.strip_prefix("- [")?.split_once("](")?;
        let (address, note) = rest.split_once(')')?;
        (!name.contains(']') && note.starts_with(": ")).then_some(address)
    }

    #[test]
    fn below_its_headings_llms_txt_has_links_alone() {
        let text = llms();
        let mut parts = text.split("\n## ");
        let before = parts.next().unwrap_or_default();
        assert!(before.starts_with(&format!("# {SITE_NAME}\n\n> ")), "{before}");
        assert!(before.contains(&format!("[{LICENSE}]({LICENSE_URL})")), "{before}");
        let mut addresses = Vec::new();
        for part in parts {
            for line in part.lines().skip(1).filter(|line| !line.is_empty()) {
                addresses.push(linked(line).unwrap_or_else(|| panic!("no link: {line}")));
            }
        }
        for entry in catalog::all() {
            assert!(addresses.contains(&format!("{}.md", Route::Code(entry).url()).as_str()));
        }
        assert!(addresses.contains(&format!("{}/search.json", site_url()).as_str()));
        for class in Class::ALL {
            assert!(before.contains(class_sentence(class)), "{before}");
        }
        let unofficial = catalog::all().iter().filter(|entry| entry.vendor.is_some()).count();
        assert_eq!(text.matches("): unofficial, ").count(), unofficial);
        assert!(text.contains("/419.md): unofficial, Laravel. "), "{text}");
    }

    #[test]
    fn what_llms_txt_names_beside_the_pages_is_written() -> anyhow::Result<()> {
        let files = crate::machines::files(&crate::machines::tests::facts()?)?;
        for (file, ..) in OTHER_FILES {
            assert!(files.contains_key(file), "{file}");
        }
        Ok(())
    }
}

//! What crawlers, language models and browsers look for beside the pages.

use crate::{Files, images};
use facts::{Class, Date, Record};
use reference::catalog;
use site::{
    content::Facts,
    head::{SITE_NAME, escape},
    route::{Route, base, site_url},
    words::{class_sentence, class_title},
};

/// `sitemap.xml`, `robots.txt`, `llms.txt` and its other name, the manifest.
pub fn files(facts: &Facts) -> Files {
    let llms = llms();
    Files::from([
        ("sitemap.xml".to_owned(), sitemap(&facts.records)),
        ("robots.txt".to_owned(), robots()),
        ("llm.txt".to_owned(), llms.clone()),
        ("llms.txt".to_owned(), llms),
        ("manifest.webmanifest".to_owned(), manifest()),
        ("opensearch.xml".to_owned(), open_search()),
    ])
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

/// The site for language models (llmstxt.org): what it is, and every page with its sentence.
fn llms() -> String {
    let mut text = format!(
        "# {SITE_NAME}\n\n\
         > Every HTTP status code that IANA lists and the unofficial ones met in practice: what each \
         means, when to send it, when not to, an example, and the section of the document that says so.\n\n\
         Each code is a Markdown file below; the same as JSON ends in `.json`. All of them in one file: \
         {base}/llms-full.txt. A list as JSON: {base}/codes.json.\n",
        base = site_url()
    );
    for class in Class::ALL {
        text.push_str(&format!("\n## {}\n\n{}\n\n", class_title(class), class_sentence(class)));
        for entry in catalog::of_class(class) {
            let vendor = entry.vendor.map(|vendor| format!(" (unofficial, {vendor})"));
            text.push_str(&format!(
                "- [{} {}]({}.md){}: {}\n",
                entry.code,
                entry.name,
                Route::Code(entry).url(),
                vendor.unwrap_or_default(),
                entry.summary
            ));
        }
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

fn manifest() -> String {
    serde_json::json!({
        "name": SITE_NAME,
        "short_name": "HTTP Codes",
        "description": "Every HTTP status code, explained with its source.",
        "id": format!("{}/", base()),
        "start_url": format!("{}/", base()),
        "scope": format!("{}/", base()),
        "display": "standalone",
        "background_color": "#000000",
        "theme_color": "#ff6b35",
        "icons": images::manifest_entries(),
    })
    .to_string()
}

//! Every page as HTML: the app, rendered into the page that Trunk made.

use crate::{Fetched, Files, images, policy::Policy};
use anyhow::{Context, Result, ensure};
use leptos::prelude::*;
use site::{
    article::Article,
    content::{self, Facts},
    head::{SITE_NAME, escape},
    route::{Route, base},
};

/// Where the head of a page goes in Trunk's page.
const HEAD: &str = "<!--head-->";
/// Where the app goes.
const APP: &str = "<div id=\"app\"></div>";
/// Where the policy goes: before everything that it is about.
const POLICY: &str = "<!--policy-->";

/// Trunk's page, with the links to program and styles.
pub struct Template {
    text: String,
    policy: Policy,
    programs: (String, String),
}

impl Template {
    /// Takes Trunk's page, which must have a place for the policy, one for the head and one for the app.
    pub fn new(text: &str) -> Result<Template> {
        for place in [POLICY, HEAD, APP] {
            ensure!(
                text.matches(place).count() == 1,
                "index.html must hold `{place}` once: it is replaced in each page"
            );
        }
        // One sheet needs one hash.
        let text = with_plain_styles(&text.replace("</style>\n<style>", "\n"));
        let policy = Policy::of(&text)?;
        let programs = (address(&text, "modulepreload")?, address(&text, "preload")?);
        Ok(Template { text: text.replace(POLICY, &policy.meta()), policy, programs })
    }

    /// The text that all pages have around what is theirs.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The policy that every page runs under.
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// The addresses of the JavaScript that loads the program, and of the program.
    pub fn programs(&self) -> (&str, &str) {
        (&self.programs.0, &self.programs.1)
    }

    /// Every prerendered page, as a flat file that a host serves without its `.html`.
    pub fn pages(&self, articles: &[(Route, Article)], build: &str) -> Files {
        let page = |(route, article): &(Route, Article)| {
            (format!("{}.html", route.file()), self.page(*route, article, build))
        };
        articles.iter().map(page).collect()
    }

    /// A page without content, which the program fills with the page of whatever address it is shown at.
    pub fn shell(&self, build: &str) -> String {
        let article =
            Article { title: SITE_NAME.to_owned(), head: String::new(), main: String::new() };
        let shell = shell(Route::Home, &article);
        self.fill(&article, &format!("<div id=\"app\" data-build=\"{build}\">{shell}</div>"))
    }

    fn page(&self, route: Route, article: &Article, build: &str) -> String {
        let app = format!(
            "<div id=\"app\" data-page=\"{}\" data-build=\"{build}\">{}</div>",
            route.path(),
            shell(route, article)
        );
        self.fill(article, &app)
    }

    fn fill(&self, article: &Article, app: &str) -> String {
        let mut head = format!("<title>{}</title>\n{}", escape(&article.title), article.head);
        head.push_str(&format!("<link rel=\"manifest\" href=\"{}/manifest.webmanifest\">", base()));
        head.push_str(&format!(
            "<link rel=\"search\" type=\"application/opensearchdescription+xml\" title=\"HTTP Codes\" \
             href=\"{}/opensearch.xml\">",
            base()
        ));
        head.push_str(&images::links());
        self.text.replace(HEAD, &head).replace(APP, app)
    }
}

/// The page with its style sheet as a browser needs it: without comments, which every page would carry, and
/// without indents.
fn with_plain_styles(page: &str) -> String {
    let Some((before, rest)) = page.split_once("<style>") else { return page.to_owned() };
    let Some((sheet, after)) = rest.split_once("</style>") else { return page.to_owned() };
    let mut plain = String::new();
    for (at, part) in sheet.split("/*").enumerate() {
        plain.push_str(if at == 0 {
            part
        } else {
            part.split_once("*/").map_or("", |(_, rest)| rest)
        });
    }
    let lines: Vec<_> = plain.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    format!("{before}<style>{}</style>{after}", lines.join("\n"))
}

/// The address that Trunk's page links to as `rel`.
fn address(page: &str, rel: &str) -> Result<String> {
    let start = format!("rel=\"{rel}\" href=\"");
    let address = page.split_once(&start).and_then(|(_, after)| after.split_once('"'));
    let (address, _) = address.with_context(|| format!("Trunk's page links to no {rel}"))?;
    Ok(address.to_owned())
}

/// The articles of all prerendered pages.
pub fn articles(facts: &Facts) -> Vec<(Route, Article)> {
    Owner::new().with(|| content::articles(facts))
}

/// The articles that the browser fetches: of the prerendered pages, and of numbers that nobody uses.
pub fn fetched(articles: &[(Route, Article)]) -> Fetched {
    let prerendered = articles.iter().map(|(route, article)| (route.file(), article.clone()));
    prerendered.chain(content::unused::articles()).collect()
}

/// The app's element on a page.
pub fn shell(route: Route, article: &Article) -> String {
    Owner::new().with(|| content::shell(route, article))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_carries_its_styles_without_comments() {
        let page = "<p>/* text */</p><style>\n/* a\n b */\n  p { color: red; } /* c */\n\n</style><p>  x</p>";
        assert_eq!(
            with_plain_styles(page),
            "<p>/* text */</p><style>p { color: red; }</style><p>  x</p>"
        );
        assert_eq!(with_plain_styles("<p>no style</p>"), "<p>no style</p>");
    }
}

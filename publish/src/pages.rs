//! Every page as HTML: the app, rendered into the page that Trunk made.

use crate::{Files, images};
use anyhow::{Result, ensure};
use leptos::prelude::*;
use site::{
    article::Article,
    content::{self, Facts},
    head,
    route::{Route, base},
};

/// Where the head of a page goes in Trunk's page.
const HEAD: &str = "<!--head-->";
/// Where the app goes.
const APP: &str = "<div id=\"app\"></div>";

/// Trunk's page, with the links to program and styles.
pub struct Template(String);

impl Template {
    /// Takes Trunk's page, which must have a place for the head and one for the app.
    pub fn new(text: &str) -> Result<Template> {
        for place in [HEAD, APP] {
            ensure!(
                text.matches(place).count() == 1,
                "index.html must hold `{place}` once: it is replaced in each page"
            );
        }
        Ok(Template(text.to_owned()))
    }

    /// The text as Trunk made it.
    pub fn text(&self) -> &str {
        &self.0
    }

    /// Every prerendered page, as a flat file that a host serves without its `.html`.
    pub fn pages(&self, articles: &[(Route, Article)], build: &str) -> Files {
        let page = |(route, article): &(Route, Article)| {
            (format!("{}.html", route.file()), self.page(*route, article, build))
        };
        articles.iter().map(page).collect()
    }

    fn page(&self, route: Route, article: &Article, build: &str) -> String {
        let mut head = head::print(&article.head);
        head.push_str(&format!("<link rel=\"manifest\" href=\"{}/manifest.webmanifest\">", base()));
        head.push_str(&images::links());
        let app = format!(
            "<div id=\"app\" data-page=\"{}\" data-build=\"{build}\">{}</div>",
            route.path(),
            shell(route, article)
        );
        self.0.replace(HEAD, &head).replace(APP, &app)
    }
}

/// The articles of all prerendered pages.
pub fn articles(facts: &Facts) -> Vec<(Route, Article)> {
    Owner::new().with(|| content::articles(facts))
}

/// The app's element on a page.
pub fn shell(route: Route, article: &Article) -> String {
    Owner::new().with(|| content::shell(route, article))
}

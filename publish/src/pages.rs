//! Every page as HTML: the app, rendered into the page that Trunk made.

use crate::Files;
use anyhow::{Context, Result, ensure};
use facts::Record;
use leptos::prelude::*;
use site::{
    app::{App, Site},
    head::{head, script_safe},
    page::Page,
    route::{Route, base},
};
use std::sync::Arc;

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
    pub fn pages(&self, records: &[Record], build: &str) -> Result<Files> {
        // Effects are for the browser; here they need only somewhere to be dropped.
        any_spawner::Executor::init_tokio().context("the executor was set up before")?;
        let mut files = Files::new();
        for record in crate::published(records) {
            let route = Route::of_code(record.code).context("every record has a route")?;
            let data = script_safe(&serde_json::to_string(&record)?);
            let Route::Code(entry) = route else { continue };
            let page = Page::Code(entry, Arc::new(record));
            files.insert(file(route), self.page(page, build, Some(&data)));
        }
        for route in Route::prerendered().filter(|route| !matches!(route, Route::Code(_))) {
            files.insert(file(route), self.page(Page::Plain(route), build, None));
        }
        Ok(files)
    }

    fn page(&self, page: Page, build: &str, record: Option<&str>) -> String {
        let route = page.route();
        let mut head = head(&page).print();
        head.push_str(&format!(
            "<link rel=\"manifest\" href=\"{}/manifest.webmanifest\">",
            base()
        ));
        let mut app = format!(
            "<div id=\"app\" data-page=\"{}\" data-build=\"{build}\">{}</div>",
            route.path(),
            render(page)
        );
        if let Some(record) = record {
            app.push_str(&format!("<script type=\"application/json\" id=\"record\">{record}</script>"));
        }
        self.0.replace(HEAD, &head).replace(APP, &app)
    }
}

/// The app as HTML that hydration takes over.
fn render(page: Page) -> String {
    let context = Arc::new(hydration_context::SsrSharedContext::new());
    let owner = Owner::new_root(Some(context));
    owner.with(|| {
        let site = Site::new(page);
        view! { <App site/> }.to_html()
    })
}

/// The file that a host serves at a route's path.
fn file(route: Route) -> String {
    match route {
        Route::Home => "index.html".to_owned(),
        _ => format!("{}.html", route.path().trim_start_matches('/')),
    }
}

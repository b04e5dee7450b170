//! Every page as HTML: the app, rendered into the page that Trunk made.

use crate::{Fetched, Files, images, policy::Policy};
use anyhow::{Context, Result, anyhow, ensure};
use leptos::prelude::*;
use site::{
    article::Article,
    content::{self, Facts, scripts, styles},
    head::{SITE_NAME, escape},
    route::{Route, base},
};

/// Where the head of a page goes in Trunk's page.
const HEAD: &str = "<!--head-->";
/// Where the style sheets of a kind of pages go: behind the common one, as after a move.
const STYLES: &str = "<!--styles-->";
/// Where the app goes.
const APP: &str = "<div id=\"app\"></div>";
/// Where Trunk starts the program, and to where.
const LOADER: [&str; 2] = ["<script type=\"module\">", "</script>"];
/// Where the policy goes: before everything that it is about.
const POLICY: &str = "<!--policy-->";

/// Trunk's page, with the links to program and styles.
pub struct Template {
    text: String,
    policy: Policy,
    programs: (String, String),
}

impl Template {
    /// Takes Trunk's page, which must have a place for each of the parts that are put into it, and all
    /// articles that may come into a page.
    pub fn new<'a>(
        text: &str,
        articles: impl IntoIterator<Item = &'a Article>,
    ) -> Result<Template> {
        for place in [POLICY, HEAD, STYLES, APP] {
            ensure!(
                text.matches(place).count() == 1,
                "index.html must hold `{place}` once: it is replaced in each page"
            );
        }
        ensure!(
            text.contains(LOADER[0]),
            "Trunk's page starts no program with `{}`: another version may write it otherwise",
            LOADER[0]
        );
        let programs = (address(text, "modulepreload")?, address(text, "preload")?);
        let text = early(&starting(&plain(&joined(text)), &programs));
        let around = text.replace(APP, &shell(Route::Home, &empty()));
        let policy = Policy::of(&around, articles)?;
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
        let article = empty();
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
        // What the page is about stands before all sheets: who shows a link to it reads its beginning.
        let (about, sheets) =
            article.head.split_at(article.head.find("<style").unwrap_or(article.head.len()));
        let mut head = format!("<title>{}</title>\n{about}", escape(&article.title));
        head.push_str(&format!("<link rel=\"manifest\" href=\"{}/manifest.webmanifest\">", base()));
        head.push_str(&format!(
            "<link rel=\"search\" type=\"application/opensearchdescription+xml\" title=\"HTTP Codes\" \
             href=\"{}/opensearch.xml\">",
            base()
        ));
        head.push_str(&images::links());
        self.text.replace(HEAD, &head).replace(STYLES, sheets).replace(APP, app)
    }
}

/// The page with the links to its programs right behind its policy: Trunk puts them at the end of the head, and
/// a host that sends no `Link` field would have the browser read all styles before it asks for them.
fn early(page: &str) -> String {
    let place = page.find("<link rel=\"modulepreload\"").zip(page.find("</head>"));
    let Some((links, end)) = place.filter(|(links, end)| links < end) else {
        return page.to_owned();
    };
    let (start, links, rest) = (&page[..links], &page[links..end], &page[end..]);
    [&start.replace(POLICY, &[POLICY, "\n", links].concat()), rest].concat()
}

/// The page with its sheets in one element: one sheet needs one hash.
fn joined(page: &str) -> String {
    page.replace("</style>\n<style>", "\n")
}

/// The page with its inline script and style sheet as a browser needs them, since every page carries them.
fn plain(page: &str) -> String {
    let page = with_text(page, ["<style>", "</style>"], styles::plain);
    with_text(&page, ["<script>", "</script>"], scripts::plain)
}

/// The page with a start of the program that does no more: Trunk's own also gives the program to the window and
/// tells it, which the site does not wait for.
fn starting(page: &str, (script, program): &(String, String)) -> String {
    with_text(page, LOADER, |_| {
        format!("import init from '{script}'; await init({{ module_or_path: '{program}' }});")
    })
}

/// The page with another text in its first element of a kind, if it has one.
fn with_text(page: &str, [start, end]: [&str; 2], change: impl Fn(&str) -> String) -> String {
    let element = page.split_once(start);
    let element = element.and_then(|(before, rest)| Some((before, rest.split_once(end)?)));
    let Some((before, (text, after))) = element else { return page.to_owned() };
    format!("{before}{start}{}{end}{after}", change(text))
}

/// The address that Trunk's page links to as `rel`.
pub fn address(page: &str, rel: &str) -> Result<String> {
    let start = format!("rel=\"{rel}\" href=\"");
    let address = page.split_once(&start).and_then(|(_, after)| after.split_once('"'));
    let (address, _) = address.with_context(|| format!("Trunk's page links to no {rel}"))?;
    Ok(address.to_owned())
}

/// The articles of all prerendered pages.
///
/// # Errors
/// A page cannot be made.
pub fn articles(facts: &Facts) -> Result<Vec<(Route, Article)>> {
    let articles = Owner::new().with(|| content::articles(facts));
    articles.map_err(|route| anyhow!("{}: the facts lack what this page shows", route.path()))
}

/// The articles that the browser fetches: of the prerendered pages, and of numbers that nobody uses.
pub fn fetched(articles: &[(Route, Article)]) -> Fetched {
    let prerendered = articles.iter().map(|(route, article)| (route.file(), article.clone()));
    prerendered.chain(content::unused::articles()).collect()
}

/// What a page without content says.
fn empty() -> Article {
    Article { title: SITE_NAME.to_owned(), head: String::new(), main: String::new() }
}

/// The app's element on a page.
pub fn shell(route: Route, article: &Article) -> String {
    Owner::new().with(|| content::shell(route, article))
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use base64::{Engine, engine::general_purpose::STANDARD};
    use sha2::{Digest, Sha256};

    /// A page with all that Trunk's page has.
    pub const PAGE: &str = "<head><!--policy--><script>\n// why\n  run('// x');\n\n</script><!--head--><style>\n\
        a { color: red; }\n</style>\n<style>/* b */ b { color: red; }\n</style><!--styles-->\
        <link rel=\"modulepreload\" href=\"/a.js\"><link rel=\"preload\" href=\"/a.wasm\">\
        <script type=\"module\">\nimport init from '/b.js';\nwindow.wasm = 1;\n</script></head>\
        <p>/* text */  x</p><div id=\"app\"></div>";

    fn article(head: &str) -> Article {
        Article { title: "T".to_owned(), head: head.to_owned(), main: String::new() }
    }

    #[test]
    fn a_page_carries_its_script_and_its_sheet_plain() {
        let page = plain(&joined(PAGE));
        assert!(page.contains("<script>run('// x');</script>"), "{page}");
        assert!(page.contains("<style>a{color:red}b{color:red}</style>"), "{page}");
        assert!(page.contains("<p>/* text */  x</p>"), "{page}");
        assert_eq!(plain("<p>no style</p>"), "<p>no style</p>");
    }

    #[test]
    fn the_sheet_of_a_kind_of_pages_stands_behind_the_common_one() {
        let article = article("<meta name=\"x\" data-head>\n<style data-head>c{}</style>\n");
        let template = Template::new(PAGE, [&article]).expect("a template");
        let page = template.fill(&article, "");
        let at = |text: &str| page.find(text).unwrap_or_else(|| panic!("{text}: {page}"));
        assert!(at("<meta name=\"x\"") < at("<style>a{"), "{page}");
        assert!(at("<style>a{") < at("<style data-head>c{}"), "{page}");
    }

    #[test]
    fn the_programs_are_asked_for_before_the_styles_are_read() {
        let page = early(PAGE);
        let at = |text: &str| page.find(text).unwrap_or_else(|| panic!("{text}: {page}"));
        assert!(at(POLICY) < at("rel=\"modulepreload\""), "{page}");
        assert!(at("href=\"/a.wasm\"") < at("<script>"), "{page}");
        assert_eq!(page.len(), PAGE.len() + 1, "moved, and not said twice");
    }

    #[test]
    fn the_program_is_started_and_nothing_else() {
        let page = Template::new(PAGE, []).expect("a template");
        let loader = "<script type=\"module\">import init from '/a.js'; await init({ module_or_path: '/a.wasm' });</script>";
        assert_eq!(page.text().matches("module\">").count(), 1);
        assert!(page.text().contains(loader), "{}", page.text());
        let other = PAGE.replace(LOADER[0], "<script type=module>");
        assert!(Template::new(&other, []).is_err(), "the build says that it is not there");
    }

    #[test]
    fn what_is_inline_in_any_article_is_allowed_on_every_page() {
        let facts = crate::read(std::path::Path::new("../data")).expect("the facts");
        let articles = articles(&facts).expect("the articles");
        let fetched = fetched(&articles);
        let template = Template::new(PAGE, fetched.values()).expect("a template");
        let policy = template.policy().header();
        let mut sheets = 0;
        for article in fetched.values() {
            for sheet in article.head.split("<style data-head>").skip(1) {
                let (sheet, _) = sheet.split_once("</style>").expect("an end");
                let hash = STANDARD.encode(Sha256::digest(sheet));
                assert!(
                    policy.contains(&format!("'sha256-{hash}'")),
                    "{}: {policy}",
                    article.title
                );
                sheets += 1;
            }
            assert_eq!(
                article.head.matches("<style").count(),
                article.head.matches("<style data-head>").count()
            );
            assert_eq!(article.main.matches("<style").count(), 0, "{}", article.title);
        }
        assert!(sheets > 5, "{sheets} sheets");
    }
}

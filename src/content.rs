//! What the pages say, prepared from the facts: runs when the site is published, never in the browser.

mod about;
mod changes;
pub mod choose;
mod code;
mod codes;
pub mod compare;
mod design;
mod explain;
mod head;
mod home;
mod listing;
pub mod markdown;
mod parts;
mod prose;
pub mod scripts;
mod shell;
pub mod styles;
pub mod tokens;
pub mod unused;

use crate::{article::Article, head::Head, route::Route};
use facts::{Change, Constant, Guide, Language, Record, Snapshot, StatusCode, Synonyms};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// What `data/` holds for people to read.
pub struct Facts {
    /// The records, sorted by number, with what tells codes apart on both sides.
    pub records: Vec<Record>,
    /// The constants of languages and frameworks.
    pub languages: Vec<Language>,
    /// What the libraries were found to have, by the name that [`Language::snapshot`] has.
    pub snapshots: BTreeMap<String, Snapshot>,
    /// The guide to the code that an API should send.
    pub guide: Guide,
    /// Words that mean the same.
    pub synonyms: Vec<Synonyms>,
    /// What changed, newest first.
    pub changes: Vec<Change>,
}

impl Facts {
    /// The record of a code.
    pub fn record(&self, code: StatusCode) -> Option<&Record> {
        let at = self.records.binary_search_by_key(&code, |record| record.code).ok()?;
        Some(&self.records[at])
    }

    /// How languages and frameworks write a code.
    pub fn constants(&self, code: StatusCode) -> Vec<Constant<'_>> {
        self.languages.iter().map(|language| language.constant(code)).collect()
    }

    /// The changes, newest first, each with its number from the oldest, which lasts: addresses hold it.
    pub fn numbered_changes(&self) -> impl Iterator<Item = (usize, &Change)> {
        (1..=self.changes.len()).rev().zip(&self.changes)
    }

    /// The version of the data: the day of the newest change.
    pub fn version(&self) -> &str {
        self.changes.first().map_or("", |change| change.date.as_str())
    }
}

/// The article of every prerendered page.
///
/// # Errors
/// A page that cannot be made of these facts: no page is missing without a word.
pub fn articles(facts: &Facts) -> Result<Vec<(Route, Article)>, Route> {
    let of = |route| Ok((route, article(route, facts).ok_or(route)?));
    Route::prerendered().map(of).collect()
}

/// The words of a code's sections, for searching in them.
pub fn text(record: &Record) -> String {
    code::text(record)
}

/// Where a correction of a record is proposed: its file in the repository that `REPO_URL` names at build,
/// or how to do it.
pub fn correction_href(code: StatusCode) -> String {
    correction_in(option_env!("REPO_URL").unwrap_or_default(), code)
}

fn correction_in(repository: &str, code: StatusCode) -> String {
    match repository.trim_end_matches('/') {
        "" => format!("{}#correct", Route::About.href()),
        repository => format!("{repository}/edit/main/data/codes/{code}.json"),
    }
}

/// The app's element on a page: the article with the bar, the sidebar and the foot around it.
pub fn shell(route: Route, article: &Article) -> String {
    html(shell::view(route, article.main.clone()))
}

fn article(route: Route, facts: &Facts) -> Option<Article> {
    Some(match route {
        Route::Home => page(home::head(), home::view()),
        Route::Code(entry) => {
            let record = facts.record(entry.code)?;
            page(code::head(entry, record), code::view(entry, record, facts))
        }
        Route::Codes => text_page(codes::head_of_all(), codes::all()),
        Route::Class(class) => text_page(codes::head_of_class(class), codes::of_class(class)),
        Route::Explain => text_page(explain::head(), explain::view()),
        Route::Compare => text_page(compare::head_of_all(), compare::all(facts)),
        Route::Pair(pair) => {
            let html = compare::page(pair, facts)?;
            let view = leptos::view! { <div inner_html=html></div> };
            page(compare::head(pair, facts)?, view)
        }
        Route::Choose => text_page(choose::head(), choose::view(&facts.guide)),
        Route::About => text_page(about::head(), about::view(facts)),
        Route::Design => page(design::head(), design::view(facts)?),
        Route::Changes => text_page(changes::head(), changes::view(facts)),
        // No file of its own: see [`unused`].
        Route::Unused(_) => return None,
    })
}

fn page(head: Head, view: impl IntoView) -> Article {
    Article { head: head.print(), title: head.title, main: html(view) }
}

/// A page that is mostly text.
fn text_page(mut head: Head, view: impl IntoView) -> Article {
    head.styles.insert(0, styles::TEXT);
    page(head, leptos::view! { <div class="text">{view}</div> })
}

/// The view as HTML, without the marks that hydration would look for.
fn html(view: impl IntoView) -> String {
    view.into_view().to_html().replace("<!>", "")
}

#[cfg(test)]
mod tests {
    use super::*;
    use facts::load;
    use std::path::Path;

    /// Records and guide of `data/`.
    pub(crate) fn facts() -> Facts {
        let data = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/data"));
        let records = load::folder(&data.join("codes")).expect("the records keep their rules");
        let guide = load::guide(&data.join("guide.json"), &records);
        Facts {
            guide: guide.expect("the guide keeps its rules"),
            records,
            languages: Vec::new(),
            snapshots: BTreeMap::new(),
            synonyms: Vec::new(),
            changes: Vec::new(),
        }
    }

    #[test]
    fn a_page_that_cannot_be_made_is_named() {
        let mut facts = facts();
        facts.records.retain(|record| record.code.get() != 407);
        assert_eq!(articles(&facts).err(), Some(Route::Design), "the first that shows it");
    }

    #[test]
    fn a_correction_leads_to_the_file_in_the_repository_or_to_how_it_is_done() {
        let code = StatusCode::new(407).expect("a code");
        for repository in ["https://git.example/o/r", "https://git.example/o/r/"] {
            let file = "https://git.example/o/r/edit/main/data/codes/407.json";
            assert_eq!(correction_in(repository, code), file);
        }
        assert!(correction_in("", code).ends_with("/about#correct"));
    }
}

//! What the pages say, prepared from the records: runs when the site is published, never in the browser.

mod about;
mod code;
mod codes;
mod head;
mod prose;

use crate::{article::Article, route::Route};
use facts::{Record, StatusCode};
use leptos::prelude::*;

/// The article of every prerendered page, from records that are sorted by number and complete: one for
/// every entry of the catalog.
pub fn articles(records: &[Record]) -> Vec<(Route, Article)> {
    let of = |route| Some((route, article(route, records)?));
    Route::prerendered().filter_map(of).collect()
}

/// The words of a code's sections, for searching in them.
pub fn text(record: &Record) -> String {
    code::text(record)
}

fn article(route: Route, records: &[Record]) -> Option<Article> {
    let record = |code: StatusCode| {
        records.binary_search_by_key(&code, |record| record.code).ok().map(|at| &records[at])
    };
    Some(match route {
        Route::Home => Article { head: head::of_home(), ..Article::default() },
        Route::Code(entry) => {
            let record = record(entry.code)?;
            Article {
                head: head::of_code(entry, record),
                lead: code::lead(entry, record).to_html(),
                body: code::body(entry, record).to_html(),
            }
        }
        Route::Codes => text_page(head::of_codes(), codes::all()),
        Route::Class(class) => text_page(head::of_class(class), codes::of_class(class)),
        Route::About => text_page(head::of_about(), about::view()),
        Route::Unused(_) => return None,
    })
}

fn text_page(head: crate::head::Head, view: impl IntoView) -> Article {
    Article { head, lead: String::new(), body: view.into_view().to_html() }
}

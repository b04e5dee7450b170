//! The texts of the answers, as HTML.

use super::{FIRST, Finder, history::address, index, recent};
use crate::{
    head::escape,
    route::Route,
    words::{NOTHING_FOUND, class_title, nothing_found, standing},
};
use leptos::prelude::*;
use reference::{
    compare::Pair,
    part::{from, holds},
    search::{Answer, Hit, Offer, Why, best_sentence},
};

/// What one may ask, for who does not know where to begin.
const EXAMPLES: [&str; 4] = ["502", "retry-after", "user not logged in", "401 vs 403"];

impl Finder {
    /// How many answers there are, in words.
    pub(super) fn count(self) -> String {
        let (hits, is_partial) = self.answer.with(|answer| (answer.hits.len(), answer.is_partial));
        if is_partial {
            let coming = "Searching…";
            let lost = "Numbers and names only: the index of the search did not load";
            return if self.is_lost.get() { lost } else { coming }.to_owned();
        }
        match hits {
            0 => NOTHING_FOUND.to_owned(),
            1 => "1 result".to_owned(),
            hits => [&hits.to_string(), " results"].concat(),
        }
    }

    /// What was read in place of words that nobody knows.
    pub(super) fn corrections(self) -> String {
        let mut html = String::new();
        self.answer.with(|answer| {
            for word in &answer.corrections {
                let start = if html.is_empty() { " · Read “" } else { ", “" };
                let parts = [start, &escape(&word.read), "” for “", &escape(&word.typed), "”"];
                html.push_str(&parts.concat());
            }
        });
        html
    }

    /// The codes looked up last, with a way to forget them.
    pub(super) fn recent(self) -> String {
        self.forgotten.track();
        let codes = recent::all();
        if codes.is_empty() {
            let examples = EXAMPLES.map(|query| link(&address(query), query));
            return ["Such as ", &examples.join(" · ")].concat();
        }
        let mut html = String::from("Looked up last: ");
        for entry in codes {
            html.push_str(&link(&Route::Code(entry).href(), &entry.code.to_string()));
            html.push(' ');
        }
        html + "<button class=\"quiet\" type=\"button\" data-action=\"forget\">Forget these</button>"
    }

    /// What else answers the query.
    pub(super) fn offer(self) -> String {
        let explain = |text: &str| {
            let text = String::from(js_sys::encode_uri_component(text));
            let href = [&Route::Explain.href(), "#text=", &text].concat();
            (href, "Explain what was pasted, line by line".to_owned())
        };
        // Who asks for two codes means the comparison: Enter opens it.
        let mut meant = "";
        self.query.track();
        let (href, words) = if self.pasted.with(Option::is_some) {
            explain(&self.in_lines())
        } else {
            match self.answer.with(|answer| answer.offer.clone()) {
                None => return String::new(),
                Some(Offer::Explain) => self.query.with(|query| explain(query)),
                Some(Offer::Compare(entries)) => {
                    let codes: Vec<_> =
                        entries.iter().map(|entry| entry.code.to_string()).collect();
                    let pair = match entries[..] {
                        [one, other] => Pair::new(one.code, other.code),
                        _ => None,
                    };
                    let href = match pair {
                        Some(pair) => Route::Pair(pair).href(),
                        None => [&Route::Compare.href(), "?with=", &codes.join(",")].concat(),
                    };
                    meant = " data-meant";
                    (href, ["Compare ", &codes.join(" and ")].concat())
                }
                Some(Offer::Choose) => (
                    Route::Choose.href(),
                    "Choose a code for your API, question by question".to_owned(),
                ),
            }
        };
        ["<p class=\"offer\"", meant, ">", &link(&href, &words), "</p>"].concat()
    }

    /// The class that was asked for, with the way to its page.
    pub(super) fn group(self) -> String {
        let Some(class) = self.answer.with(|answer| answer.class) else { return String::new() };
        let link = link(&Route::Class(class).href(), &class_title(class));
        ["<p class=\"group\" data-class=\"", class.slug(), "\">", &link, "</p>"].concat()
    }

    /// What follows the list: the way to all answers, or where there are none, the way on.
    pub(super) fn rest(self) -> String {
        self.all.track();
        let (hits, is_partial) = self.answer.with(|answer| (answer.hits.len(), answer.is_partial));
        if hits == 0 && is_partial {
            return String::new();
        }
        if hits == 0 {
            return self.query.with(|query| nothing_found(query));
        }
        if self.is_whole() || hits <= FIRST {
            return String::new();
        }
        let start = "<button class=\"button more\" type=\"button\" data-action=\"all\">Show all ";
        [start, &hits.to_string(), "</button>"].concat()
    }
}

fn link(href: &str, text: &str) -> String {
    ["<a href=\"", &escape(href), "\">", &escape(text), "</a>"].concat()
}

/// What an answer says, with what was sought marked in it.
pub(super) fn row_text(answer: &Answer, hit: &Hit) -> String {
    let entry = hit.entry;
    let number = entry.code.to_string();
    let (name, summary) = (mark(entry.name, answer), mark(entry.summary, answer));
    let mut html =
        ["<b translate=\"no\">", &number, "</b> <span class=\"name\">", &name, "</span>"].concat();
    let mut part = |before: &str, text: &str, after: &str| {
        html.push_str(before);
        html.push_str(text);
        html.push_str(after);
    };
    let standing = standing(entry);
    if let Some(standing) = &standing {
        part(" <small>", &escape(standing), "</small>");
    }
    let why = hit.why.as_ref().map(why).unwrap_or_default();
    // The vendor is part of the standing.
    if !why.is_empty() && standing.is_none() {
        part(" <small class=\"why\">", &escape(&why), "</small>");
    }
    part("<span class=\"line\">", &summary, "</span>");
    if !holds(&name, "<mark>") && !holds(&summary, "<mark>") {
        // Not followed: a sentence that comes in later would push away what is being read.
        index::with_text(entry.code, |text| {
            if let Some(sentence) = best_sentence(answer, text) {
                part("<span class=\"line said\">", &mark(sentence, answer), "</span>");
            }
        });
    }
    if answer.is_strong && answer.hits.first() == Some(hit) {
        part("<span class=\"line todo\">", &entry.to_do(), "</span>");
    }
    html
}

/// Why a code is there, where its name and summary do not say it.
fn why(why: &Why) -> String {
    match why {
        Why::Said => "a known message".to_owned(),
        Why::OldName(name) => ["also known as ", name].concat(),
        Why::Field(name) => ["header field ", name].concat(),
        Why::Vendor(name) => ["by ", name].concat(),
    }
}

/// A text as HTML, with what was sought marked in it.
fn mark(text: &str, answer: &Answer) -> String {
    let mut html = String::new();
    let mut end = 0;
    for range in answer.marks(text) {
        let parts = (text.get(end..range.start), text.get(range.clone()));
        let (Some(before), Some(found)) = parts else { continue };
        html.push_str(&[&escape(before), "<mark>", &escape(found), "</mark>"].concat());
        end = range.end;
    }
    html.push_str(&escape(from(text, end)));
    html
}

//! The facts for programs: JSON, JSON Schemas, Markdown, the changes as JSON and as an Atom feed.

use crate::Files;
use anyhow::{Context, Result};
use facts::{Change, LICENSE, List, Listed, Published};
use reference::{
    catalog,
    search::{analysis::ENDINGS, with_site},
};
use schemars::schema_for;
use serde_json::json;
use site::{
    content::{Facts, markdown, unknown_as},
    head::{SITE_NAME, escape},
    route::{Route, site_url},
};
use std::collections::BTreeMap;

/// What describes a record, and what describes the list of all codes.
const RECORD_SCHEMA: &str = "schema/code.json";
const LIST_SCHEMA: &str = "schema/codes.json";

/// Every file for programs.
pub fn files(facts: &Facts) -> Result<Files> {
    let mut files = Files::new();
    let mut full = format!("# {SITE_NAME}: every code\n");
    for entry in catalog::all() {
        let route = Route::Code(entry);
        let record = facts.record(entry.code).context("every entry has a record")?;
        let published = Published {
            schema: address_of(RECORD_SCHEMA),
            url: route.url(),
            license: LICENSE,
            version: facts.version(),
            record,
            constants: facts.constants(entry.code),
        };
        let page = markdown::page(entry, facts).context("every entry has a record")?;
        files.insert(format!("{}.json", route.file()), serde_json::to_string_pretty(&published)?);
        full.push_str(&format!("\n{}", page.replace("\n## ", "\n### ").replacen("# ", "## ", 1)));
        files.insert(format!("{}.md", route.file()), page);
    }
    files.insert("llms-full.txt".to_owned(), full);
    files.insert("codes.json".to_owned(), index(facts)?);
    files.insert("search.json".to_owned(), search_index(facts)?);
    files.insert("changes.json".to_owned(), changes(facts)?);
    files.insert("feed.xml".to_owned(), feed(facts));
    let schemas =
        [(RECORD_SCHEMA, schema_for!(Published<'_>)), (LIST_SCHEMA, schema_for!(List<'_>))];
    for (path, mut schema) in schemas {
        // Its address identifies it.
        schema.insert("$id".to_owned(), address_of(path).into());
        files.insert(path.to_owned(), serde_json::to_string_pretty(&schema)?);
    }
    Ok(files)
}

/// Where one of these files is.
fn address_of(path: &str) -> String {
    format!("{}/{path}", site_url())
}

/// `/codes.json`: what is needed to list every code, and to tell without its record what to do with it.
fn index(facts: &Facts) -> Result<String> {
    let codes = facts.records.iter().filter_map(|record| {
        Some(Listed {
            code: record.code,
            name: &record.name,
            class: record.code.class().slug(),
            state: record.state,
            registration: &record.registration,
            summary: &record.summary,
            url: Route::of_code(record.code)?.url(),
            turn: record.turn,
            caching: record.caching.rule,
            content: record.content.rule,
            retry: record.retry.rule,
            aliases: record.aliases.iter().map(|alias| alias.name.as_str()).collect(),
            unknown_as: unknown_as(record.code),
        })
    });
    let index = List {
        schema: address_of(LIST_SCHEMA),
        license: LICENSE,
        version: facts.version(),
        codes: codes.collect(),
    };
    Ok(serde_json::to_string_pretty(&index)?)
}

/// `/search.json`: what the search knows of each code beside its page, which words it takes for one another,
/// and its index, so that a program can search as the site does.
fn search_index(facts: &Facts) -> Result<String> {
    let documents: Vec<_> = facts
        .records
        .iter()
        .map(|record| {
            json!({
                "code": record.code,
                "name": record.name,
                "summary": record.summary,
                "aliases": record.aliases.iter().map(|alias| &alias.name).collect::<Vec<_>>(),
                "keywords": record.keywords,
                "messages": record.messages,
                "fields": record.fields.iter().map(|field| &field.name).collect::<Vec<_>>(),
                "url": Route::of_code(record.code).map(Route::url),
            })
        })
        .collect();
    let terms: BTreeMap<_, _> =
        with_site(|site| site.postings().map(|(term, codes)| (term.to_owned(), codes)).collect());
    let endings = ENDINGS.join(", ");
    let about = json!({
        "documents": "What is searched of each code beside the text of its page, the weightiest first.",
        "synonyms": "Groups of words that mean the same; those under typed lead to words, not back.",
        "terms": format!("For each term its codes, each with what the term weighs there, from 1 to 15 (BM25F over the \
                  parts of a record, times how rare the term is). A term is the stem of a word (redirect of redirects, \
                  redirected and redirection), a field name as one word (ifmatch), or, with ~ and two letters, a \
                  group of synonyms by its place (~aa the first, ~ab the second). A word is a run of letters and \
                  digits in lower case, without apostrophes, and begins anew at a capital (NotFound: not, found). \
                  Numbers of other than four digits and words that tell nothing (the, when, status) are no terms. \
                  What has a digit, a letter beyond ASCII or fewer than four letters is its own stem, and so is \
                  https. Of any other word endings go in this order: ies becomes y where two letters stand before it, \
                  else s goes where three do, but not of ss, us and is; then the first of these goes that leaves four \
                  letters, or three for ing and ed: {endings}; then, of what is longer than three letters, the last of two equal ones unless a, e, i, o, u, \
                  s or l, else a last e; a last i becomes y. Who stems nothing can take the terms that a word begins \
                  with and finds most. The score of a code is the sum of its weights; the site adds more where the \
                  query is a whole name or a header field."),
    });
    let index = json!({
        "about": about,
        "license": LICENSE,
        "version": facts.version(),
        "documents": documents,
        "synonyms": facts.synonyms,
        "terms": terms,
    });
    Ok(index.to_string())
}

/// Where the page tells of a change.
fn address(number: usize) -> String {
    format!("{}#{number}", Route::Changes.url())
}

/// `/changes.json`: the changes, newest first, for whoever reads no feeds.
fn changes(facts: &Facts) -> Result<String> {
    let changes: Vec<_> = facts
        .numbered_changes()
        .map(|(number, change)| {
            json!({
                "id": number,
                "date": change.date,
                "codes": change.codes,
                "text": facts::text::plain(&change.what),
                "url": address(number),
            })
        })
        .collect();
    let changes = json!({ "license": LICENSE, "version": facts.version(), "changes": changes });
    Ok(serde_json::to_string_pretty(&changes)?)
}

/// The changes as an Atom feed (RFC 4287).
fn feed(facts: &Facts) -> String {
    let page = escape(&Route::Changes.url());
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <feed xmlns=\"http://www.w3.org/2005/Atom\">\n\
         <title>{SITE_NAME}: changes in the facts</title>\n\
         <id>{page}</id>\n<link href=\"{page}\"/>\n\
         <link rel=\"self\" href=\"{}/feed.xml\"/>\n\
         <updated>{}</updated>\n<author><name>{SITE_NAME}</name></author>\n",
        escape(site_url()),
        updated(&facts.changes)
    );
    for (at, (number, change)) in facts.numbered_changes().enumerate() {
        let what = facts::text::plain(&change.what);
        let address = escape(&address(number));
        let codes = change.codes.iter().map(|code| format!("<category term=\"{code}\"/>\n"));
        xml.push_str(&format!(
            "<entry>\n<title>{}</title>\n<id>{address}</id>\n<link href=\"{address}\"/>\n\
             <updated>{}</updated>\n{}<content>{}</content>\n</entry>\n",
            escape(title(&what)),
            updated(&facts.changes[at..]),
            codes.collect::<String>(),
            escape(&what)
        ));
    }
    xml.push_str("</feed>\n");
    xml
}

/// The first sentence of a change, or what comes before its colon.
fn title(what: &str) -> &str {
    let ends = |(at, end): &(usize, &str)| {
        what.get(at + end.len()..).is_none_or(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    let end = what.match_indices(['.', ':', ';']).find(ends).map(|(at, _)| at);
    what.get(..end.unwrap_or(what.len())).unwrap_or(what)
}

/// When the first of the changes from here on was made. Of a change its day is known and no more, and readers sort
/// entries by their time alone: those of a day have its first minutes, in their order. What comes later that day
/// changes none of them.
fn updated(changes: &[Change]) -> String {
    let day = changes.first().map_or("", |change| change.date.as_str());
    let before = changes.iter().skip(1).take_while(|change| change.date.as_str() == day).count();
    format!("{day}T{:02}:{:02}:00Z", before / 60, before % 60)
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use crate::pages::articles;
    use serde_json::Value;
    use std::path::Path;

    /// What `data/` holds.
    pub fn facts() -> Result<Facts> {
        crate::read(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../data")))
    }

    #[test]
    fn the_list_tells_of_each_code_what_to_do_with_it_as_its_schema_says() -> Result<()> {
        let files = files(&facts()?)?;
        let read = |path: &str| serde_json::from_str::<Value>(&files[path]);
        let (list, schema) = (read("codes.json")?, read(LIST_SCHEMA)?);
        assert_eq!(list["$schema"], address_of(LIST_SCHEMA));
        let listed = list["codes"].as_array().context("a list")?;
        assert_eq!(listed.len(), catalog::all().len());
        let described = &schema["$defs"]["Listed"];
        for one in listed {
            let names: Vec<_> = one.as_object().context("an object")?.keys().cloned().collect();
            assert_eq!(json!(names), described["required"]);
            assert!(names.iter().all(|name| described["properties"][name].is_object()), "{one}");
        }
        let one = |code: u16| listed.iter().find(|one| one["code"] == code).unwrap_or(&Value::Null);
        let told = ["turn", "caching", "content", "retry"].map(|name| &one(425)[name]);
        assert_eq!(json!(told), json!(["client", "explicit", "allowed", "same-now"]));
        assert_eq!(one(425)["aliases"], json!(["Unordered Collection"]));
        for (code, generic) in [(425, "400"), (400, "400"), (599, "500"), (999, "5xx")] {
            assert_eq!(one(code)["unknown_as"], generic, "{code}");
        }
        Ok(())
    }

    #[test]
    fn the_schema_is_identified_by_its_address_which_every_record_names() -> Result<()> {
        let files = files(&facts()?)?;
        let json = |path: &str| -> Result<Value> { Ok(serde_json::from_str(&files[path])?) };
        let id = json("schema/code.json")?["$id"].clone();
        assert_eq!(id, format!("{}/schema/code.json", site_url()));
        for entry in catalog::all() {
            assert_eq!(json(&format!("{}.json", entry.code))?["$schema"], id, "{}", entry.code);
        }
        Ok(())
    }

    #[test]
    fn the_title_of_a_change_is_its_first_sentence() {
        for (what, first) in [
            ("First edition: a record for each.", "First edition"),
            ("Tried with httpd 2.4.71: a 502.", "Tried with httpd 2.4.71"),
            ("ASP.NET Core sets 499 by itself. More.", "ASP.NET Core sets 499 by itself"),
            ("No end", "No end"),
        ] {
            assert_eq!(title(what), first);
        }
    }

    #[test]
    fn the_search_index_says_how_a_word_becomes_a_term() -> Result<()> {
        let index: Value = serde_json::from_str(&search_index(&facts()?)?)?;
        let about = index["about"]["terms"].as_str().context("a text")?;
        let terms = index["terms"].as_object().context("the terms")?;
        for example in ["redirect", "ifmatch", "~aa", "https"] {
            assert!(about.contains(example) && terms.contains_key(example), "{example}");
        }
        let is_empty = |codes: &Value| codes.as_array().is_none_or(Vec::is_empty);
        assert!(!terms.values().any(is_empty), "each term has its codes");
        Ok(())
    }

    /// The texts between two marks, in their order.
    fn between<'a>(text: &'a str, begin: &str, end: &str) -> Vec<&'a str> {
        text.split(begin).skip(1).filter_map(|rest| rest.split(end).next()).collect()
    }

    #[test]
    fn each_change_has_one_address_on_the_page_in_the_feed_and_as_json() -> Result<()> {
        let facts = facts()?;
        let files = files(&facts)?;
        let page = articles(&facts)?.into_iter().find(|(route, _)| *route == Route::Changes);
        let page = page.context("the page of changes")?.1.main;
        let addresses: Vec<_> = between(&page, "<h2 id=\"", "\"")
            .into_iter()
            .map(|id| format!("{}#{id}", Route::Changes.url()))
            .collect();
        assert_eq!(addresses.len(), facts.changes.len());
        assert!(addresses.last().is_some_and(|first| first.ends_with("/changes#1")));
        let feed = &files["feed.xml"];
        let entries = between(feed, "<entry>", "</entry>");
        let all = |begin, end| entries.iter().flat_map(move |entry| between(entry, begin, end));
        assert!(all("<id>", "</id>").eq(&addresses), "{feed}");
        assert!(all("<link href=\"", "\"").eq(&addresses), "{feed}");
        let list: Value = serde_json::from_str(&files["changes.json"])?;
        let list = list["changes"].as_array().context("a list")?;
        assert!(list.iter().map(|change| &change["url"]).eq(&addresses), "{list:?}");
        for ((entry, change), read) in entries.iter().zip(&facts.changes).zip(list) {
            let codes = between(entry, "<category term=\"", "\"");
            assert!(codes.into_iter().eq(change.codes.iter().map(ToString::to_string)), "{entry}");
            assert_eq!(read["codes"], json!(change.codes));
            assert!(entry.contains(&escape(read["text"].as_str().unwrap_or("none"))), "{entry}");
        }
        Ok(())
    }

    #[test]
    fn the_times_of_the_feed_tell_the_order_of_a_day_and_stay() -> Result<()> {
        let mut facts = facts()?;
        let times = |facts: &Facts| -> Vec<String> {
            between(&feed(facts), "<updated>", "<").into_iter().map(str::to_owned).collect()
        };
        let before = times(&facts);
        assert_eq!(before[0], before[1], "the feed is as new as its newest entry");
        assert!(before[1..].is_sorted_by(|newer, older| newer > older), "{before:?}");
        assert!(before.last().is_some_and(|first| first.ends_with("T00:00:00Z")), "{before:?}");
        facts.changes.insert(0, facts.changes[0].clone());
        assert_eq!(times(&facts)[2..], before[1..], "a further change of the day moves no other");
        facts.changes = vec![facts.changes[0].clone(); 62];
        assert!(times(&facts)[0].ends_with("T01:01:00Z"));
        Ok(())
    }
}

//! The facts for programs: JSON, JSON Schemas, Markdown, the Atom feed.

use crate::Files;
use anyhow::{Context, Result};
use facts::{LICENSE, List, Listed, Published};
use reference::{catalog, search::with_site};
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
    let about = json!({
        "documents": "What is searched of each code beside the text of its page, the weightiest first.",
        "synonyms": "Groups of words that mean the same; those under typed lead to words, not back.",
        "terms": "For each term its codes, each with what the term weighs there, from 1 to 15 (BM25F over the \
                  parts of a record, times how rare the term is). A term is a word in lower case without its \
                  ending (redirect of redirects, redirected and redirection), a field name as one word (ifmatch), \
                  or, with ~ and two letters, a group of synonyms by its place (~aa the first, ~ab the second). A term \
                  without codes is in too many records to tell them apart. The score of a code is the sum of \
                  its weights; the site adds more where the query is a whole name or a header field.",
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

/// The changes as an Atom feed (RFC 4287).
fn feed(facts: &Facts) -> String {
    let page = escape(&Route::Changes.url());
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <feed xmlns=\"http://www.w3.org/2005/Atom\">\n\
         <title>{SITE_NAME}: changes in the facts</title>\n\
         <id>{page}</id>\n<link href=\"{page}\"/>\n\
         <link rel=\"self\" href=\"{}/feed.xml\"/>\n\
         <updated>{}T00:00:00Z</updated>\n<author><name>{SITE_NAME}</name></author>\n",
        escape(site_url()),
        facts.version()
    );
    // Entries of one day are told apart by their place from the oldest, which never changes.
    for (at, change) in facts.changes.iter().rev().enumerate().collect::<Vec<_>>().into_iter().rev()
    {
        let day = change.date.as_str();
        let what = facts::text::plain(&change.what);
        xml.push_str(&format!(
            "<entry>\n<title>{}</title>\n<id>{page}#{}</id>\n<link href=\"{page}\"/>\n\
             <updated>{day}T00:00:00Z</updated>\n<content>{}</content>\n</entry>\n",
            escape(what.split(['.', ':']).next().unwrap_or(&what)),
            at + 1,
            escape(&what)
        ));
    }
    xml.push_str("</feed>\n");
    xml
}

#[cfg(test)]
pub mod tests {
    use super::*;
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
}

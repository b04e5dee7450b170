//! The facts for programs: JSON, JSON Schemas, Markdown, the changes as JSON and as an Atom feed.

use crate::{Files, hex};
use anyhow::{Context, Result};
use facts::{
    Change, Changes, Document, Imprint, LICENSE, LICENSE_URL, List, Listed, Published, Records,
    SearchIndex, Told, published_schema_of,
};
use reference::{
    catalog,
    search::{
        TEXT,
        analysis::{ENDINGS, STOP},
        with_site,
    },
};
use schemars::{
    Schema,
    transform::{RecursiveTransform, Transform},
};
use sha2::{Digest, Sha256};
use site::{
    content::{Facts, markdown},
    head::{SITE_NAME, escape},
    route::{Route, site_url},
};

/// What describes a record, all records, the list of all codes, the changes, and what the search knows.
const RECORD_SCHEMA: &str = "schema/code.json";
const RECORDS_SCHEMA: &str = "schema/records.json";
const LIST_SCHEMA: &str = "schema/codes.json";
const CHANGES_SCHEMA: &str = "schema/changes.json";
const SEARCH_SCHEMA: &str = "schema/search.json";

/// Every file for programs.
pub fn files(facts: &Facts) -> Result<Files> {
    let mut files = Files::new();
    let revision = revision(facts)?;
    let imprint = |schema| imprint(schema, facts, &revision);
    let mut records = Vec::new();
    let mut full = format!("# {SITE_NAME}: every code\n");
    for entry in catalog::all() {
        let route = Route::Code(entry);
        let record = facts.record(entry.code).context("every entry has a record")?;
        let constants = facts.constants(entry.code);
        let published = Published::new(imprint(RECORD_SCHEMA), route.url(), record, constants);
        let page = markdown::page(entry, facts).context("every entry has a record")?;
        files.insert(format!("{}.json", route.file()), serde_json::to_string_pretty(&published)?);
        records.push(published);
        full.push_str(&format!("\n{}", page.replace("\n## ", "\n### ").replacen("# ", "## ", 1)));
        files.insert(format!("{}.md", route.file()), page);
    }
    files.insert("llms-full.txt".to_owned(), full);
    let all = Records { imprint: imprint(RECORDS_SCHEMA), records };
    files.insert("records.json".to_owned(), serde_json::to_string(&all)?);
    files.insert("codes.json".to_owned(), index(imprint(LIST_SCHEMA), facts)?);
    files.insert("search.json".to_owned(), search_index(imprint(SEARCH_SCHEMA), facts)?);
    files.insert("changes.json".to_owned(), changes(imprint(CHANGES_SCHEMA), facts)?);
    files.insert("feed.xml".to_owned(), feed(facts));
    for (path, schema) in [
        (RECORD_SCHEMA, published_schema_of::<Published<'_>>()),
        (RECORDS_SCHEMA, published_schema_of::<Records<'_>>()),
        (LIST_SCHEMA, published_schema_of::<List<'_>>()),
        (CHANGES_SCHEMA, published_schema_of::<Changes<'_>>()),
        (SEARCH_SCHEMA, published_schema_of::<SearchIndex<'_>>()),
    ] {
        files.insert(path.to_owned(), serde_json::to_string_pretty(&of_this_site(path, schema))?);
    }
    Ok(files)
}

/// Where one of these files is.
fn address_of(path: &str) -> String {
    format!("{}/{path}", site_url())
}

/// What a file says of itself that the schema describes.
fn imprint<'a>(schema: &str, facts: &'a Facts, revision: &'a str) -> Imprint<'a> {
    let schema = address_of(schema);
    Imprint { schema, license: LICENSE, version: facts.version(), revision }
}

/// What tells a state of the data from every other, since a day has many: a hash of all that these files tell of it.
fn revision(facts: &Facts) -> Result<String> {
    let constants: Vec<_> =
        facts.records.iter().map(|record| facts.constants(record.code)).collect();
    let told = (&facts.records, constants, &facts.changes, &facts.synonyms, TEXT);
    Ok(hex(Sha256::new().chain_update(serde_json::to_vec(&told)?)))
}

/// The schema as it is published at a path: its address identifies it and is what its files name, and the pages that
/// they name are of this site.
fn of_this_site(path: &str, mut schema: Schema) -> Schema {
    let address = address_of(path);
    schema.insert("$id".to_owned(), address.as_str().into());
    // What means more than itself in a pattern, of what an address may hold.
    let plain = |c: char| if ".+*$()[]".contains(c) { format!("\\{c}") } else { c.to_string() };
    let here = format!("^{}/", site_url().chars().map(plain).collect::<String>());
    RecursiveTransform(|part: &mut Schema| {
        if part.get("format").is_some_and(|format| format == "uri") {
            part.insert("pattern".to_owned(), here.as_str().into());
        }
    })
    .transform(&mut schema);
    if let Some(named) = schema.pointer_mut("/properties/$schema") {
        named["const"] = address.into();
    }
    schema
}

/// `/codes.json`: what is needed to list every code, and to tell without its record what to do with it.
fn index(imprint: Imprint<'_>, facts: &Facts) -> Result<String> {
    let codes = facts.records.iter().filter_map(|record| {
        let page = Route::of_code(record.code)?;
        Some(Listed::new(record, page.url()))
    });
    let list = List { imprint, codes: codes.collect() };
    Ok(serde_json::to_string_pretty(&list)?)
}

/// `/search.json`: what the search knows of each code beside its page, which words it takes for one another,
/// and its index, so that a program can search as the site does.
fn search_index(imprint: Imprint<'_>, facts: &Facts) -> Result<String> {
    let documents = facts.records.iter().filter_map(|record| {
        let page = Route::of_code(record.code)?;
        Some(Document::new(record, page.url()))
    });
    let about = [
        (
            "documents",
            "What is searched of each code beside the text of its page, the weightiest first.",
        ),
        (
            "stop_words",
            "Words that say nothing of which code is meant: they are left out before stems are taken.",
        ),
        (
            "synonyms",
            "Groups of words that mean the same; those under typed lead to words, not back.",
        ),
        ("terms", &how_words_become_terms()),
    ];
    let index = SearchIndex {
        imprint,
        about: about.map(|(name, text)| (name, text.to_owned())).into(),
        documents: documents.collect(),
        stop_words: &STOP,
        synonyms: &facts.synonyms,
        terms: with_site(|site| {
            site.postings().map(|(term, codes)| (term.to_owned(), codes)).collect()
        }),
    };
    Ok(serde_json::to_string(&index)?)
}

/// How a program takes a word of a query to the terms of the index.
fn how_words_become_terms() -> String {
    let endings = ENDINGS.join(", ");
    format!(
        "For each term its codes, each with what the term weighs there, from 1 to 15 (BM25F over the parts of \
         a record, times how rare the term is; where it weighs little, a code is left out). A term is the \
         stem of a word (redirect of redirects, redirected and redirection), the stem of a field name as one \
         word (ifmatch, retryaft of Retry-After; only of a name with a hyphen whose parts all begin with a \
         capital), or, with ~ and two letters, a group of synonyms by its place (~aa the first, ~ab the \
         second). A word is a run of letters and digits in lower case, without apostrophes. Within a run \
         another begins at a capital behind a small letter, and at a capital behind a capital or a digit \
         where a small letter follows (NotFound: not, found; HTTPError: http, error). Numbers of other than \
         four digits and the words under stop_words are left out. What has a digit, a letter beyond ASCII or \
         fewer than four letters is its own stem, and so is https. Of any other word endings go in this \
         order: ies becomes y where two letters stand before it, else s goes where three do, but not of ss, \
         us and is; then the first of these goes that leaves four letters, or three for ing and ed: \
         {endings}; then, of what is longer than three letters, the last of two equal ones unless a, e, i, o, \
         u, s or l, else a last e; a last i becomes y. Who stems nothing can take the terms that a word \
         begins with and finds most. The score of a code is the sum of its weights; the site adds more where \
         the query is a whole name or a header field."
    )
}

/// Where the page tells of a change.
fn address(number: usize) -> String {
    format!("{}#{number}", Route::Changes.url())
}

/// `/changes.json`: the changes, newest first, for whoever reads no feeds.
fn changes(imprint: Imprint<'_>, facts: &Facts) -> Result<String> {
    let told = facts.numbered_changes().map(|(id, change)| Told::new(id, change, address(id)));
    let changes = Changes { imprint, changes: told.collect() };
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
         <updated>{}</updated>\n<author><name>{SITE_NAME}</name></author>\n\
         <rights>{LICENSE}, {LICENSE_URL}</rights>\n",
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
    use serde_json::{Value, json};
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
            let mut names: Vec<_> = one.as_object().context("an object")?.keys().collect();
            assert!(names.iter().all(|name| described["properties"][name].is_object()), "{one}");
            names.retain(|name| *name != "methods");
            assert_eq!(json!(names), described["required"]);
        }
        let one = |code: u16| listed.iter().find(|one| one["code"] == code).unwrap_or(&Value::Null);
        let told = ["turn", "caching", "content", "retry"].map(|name| &one(425)[name]);
        assert_eq!(json!(told), json!(["client", "explicit", "allowed", "same-now"]));
        assert_eq!(one(425)["aliases"], json!(["Unordered Collection"]));
        let told = [425, 503, 507, 407].map(|code| &one(code)["methods"]);
        assert_eq!(json!(told), json!(["any", "idempotent", "none", null]));
        let after_days_or_a_sign_in = [456, 509, 511].map(|code| &one(code)["methods"]);
        assert_eq!(json!(after_days_or_a_sign_in), json!(["none", "none", "none"]));
        let sent =
            json!([{ "vendor": "Vercel", "name": "REQUEST_HEADER_TOO_LARGE", "state": "active" }]);
        let told = [494, 407].map(|code| &one(code)["variants"]);
        assert_eq!(json!(told), json!([sent, []]));
        for (code, class, generic) in
            [(425, "4xx", "400"), (400, "4xx", "400"), (599, "5xx", "500"), (999, "other", "5xx")]
        {
            let record = read(&format!("{code}.json"))?;
            for told in [one(code), &record] {
                assert_eq!((&told["class"], &told["unknown_as"]), (&json!(class), &json!(generic)));
            }
        }
        Ok(())
    }

    #[test]
    fn a_schema_is_identified_by_its_address_which_what_it_describes_names() -> Result<()> {
        let files = files(&facts()?)?;
        let json = |path: &str| -> Result<Value> { Ok(serde_json::from_str(&files[path])?) };
        let records = catalog::all().iter().map(|entry| format!("{}.json", entry.code));
        let described = records.map(|file| (file, "schema/code.json")).chain([
            ("codes.json".to_owned(), "schema/codes.json"),
            ("records.json".to_owned(), "schema/records.json"),
            ("changes.json".to_owned(), "schema/changes.json"),
            ("search.json".to_owned(), "schema/search.json"),
        ]);
        let mut described: Vec<_> = described.collect();
        for (file, schema) in &described {
            assert_eq!(json(file)?["$schema"], format!("{}/{schema}", site_url()), "{file}");
        }
        described.dedup_by_key(|(_, schema)| *schema);
        for (_, path) in described {
            let schema = json(path)?;
            let id = format!("{}/{path}", site_url());
            assert_eq!(
                (&schema["$id"], &schema["properties"]["$schema"]["const"]),
                (&json!(id), &json!(id))
            );
        }
        Ok(())
    }

    #[test]
    fn the_file_of_all_records_has_each_as_the_file_of_its_own_has_it() -> Result<()> {
        let files = files(&facts()?)?;
        let all: Value = serde_json::from_str(&files["records.json"])?;
        let all = all["records"].as_array().context("a list")?;
        assert_eq!(all.len(), catalog::all().len());
        for (record, entry) in all.iter().zip(catalog::all()) {
            let own: Value = serde_json::from_str(&files[&format!("{}.json", entry.code)])?;
            assert_eq!(*record, own, "{}", entry.code);
        }
        Ok(())
    }

    #[test]
    fn each_file_says_which_state_of_the_data_it_is_of() -> Result<()> {
        let mut facts = facts()?;
        let told = |facts: &Facts| -> Result<String> {
            let files = files(facts)?;
            let of = |file: &str| -> Result<Value> {
                Ok(serde_json::from_str::<Value>(&files[file])?["revision"].clone())
            };
            let first = of("407.json")?;
            for file in ["404.json", "records.json", "codes.json", "changes.json", "search.json"] {
                assert_eq!(of(file)?, first, "{file}");
            }
            Ok(first.as_str().context("a text")?.to_owned())
        };
        let before = told(&facts)?;
        assert_eq!(told(&facts)?, before);
        let (version, record) = (facts.version().to_owned(), &mut facts.records[0]);
        record.retry.note.push_str(" Again.");
        assert_eq!(facts.version(), version);
        assert_ne!(told(&facts)?, before, "a note of a record differs");
        Ok(())
    }

    #[test]
    fn pages_that_the_files_name_are_of_this_site_and_of_no_other() -> Result<()> {
        let files = files(&facts()?)?;
        for (path, place) in [
            (RECORD_SCHEMA, "/properties/url"),
            (RECORDS_SCHEMA, "/$defs/PublishedRecord/properties/url"),
            (LIST_SCHEMA, "/$defs/Listed/properties/url"),
            (CHANGES_SCHEMA, "/$defs/Told/properties/url"),
            (SEARCH_SCHEMA, "/$defs/Document/properties/url"),
        ] {
            let schema: Value = serde_json::from_str(&files[path])?;
            let pattern = schema.pointer(place).context(place)?["pattern"].as_str();
            assert_eq!(
                pattern.map(|pattern| pattern.replace('\\', "")),
                Some(format!("^{}/", site_url()))
            );
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
        let index: Value = serde_json::from_str(&files(&facts()?)?["search.json"])?;
        let about = index["about"]["terms"].as_str().context("a text")?;
        let terms = index["terms"].as_object().context("the terms")?;
        for example in ["redirect", "ifmatch", "retryaft", "~aa", "https"] {
            assert!(about.contains(example) && terms.contains_key(example), "{example}");
        }
        let stop_words = index["stop_words"].as_array().context("a list")?;
        let stop_words: Vec<_> = stop_words.iter().filter_map(Value::as_str).collect();
        assert!(stop_words.contains(&"the") && about.contains("stop_words"), "{stop_words:?}");
        let told = index["about"].as_object().context("what is told")?.keys();
        let beside = |name: &&String| {
            !["$schema", "license", "version", "revision", "about"].contains(&name.as_str())
        };
        assert!(told.eq(index.as_object().context("an object")?.keys().filter(beside)));
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
        let addresses: Vec<_> = between(&page, "<p id=\"", "\"")
            .into_iter()
            .map(|id| format!("{}#{id}", Route::Changes.url()))
            .collect();
        assert_eq!(addresses.len(), facts.changes.len());
        assert!(addresses.last().is_some_and(|first| first.ends_with("/changes#1")));
        let feed = &files["feed.xml"];
        let head = feed.split("<entry>").next().unwrap_or_default();
        assert_eq!(between(head, "<rights>", "</rights>"), [format!("{LICENSE}, {LICENSE_URL}")]);
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

//! `/compare/401/403`: two codes side by side; and the columns from which the browser makes the comparison
//! of any two or three.

mod together;

use super::{
    Facts,
    code::{
        advice::retry_words,
        glance::{caching_word, content_word},
        registration,
    },
    head::{self, with_trail},
    prose::{html as prose_html, inline_html},
    styles,
};
use crate::{
    head::{Head, SITE_NAME, escape},
    route::Route,
    words::class_title,
};
use explainer::comparison::{self, Apart, Column, Row};
use facts::{
    Class, Deciding, Field, Message, Prose, Record, Related, Requirement, Section, Source, State,
    Step, text::plain,
};
use leptos::prelude::*;
use reference::{Entry, catalog, compare::Pair};

/// How many bytes the title of a page may have to be shown whole.
const LONGEST_TITLE: usize = 65;

/// The head of the page of a pair.
pub fn head(pair: Pair, facts: &Facts) -> Option<Head> {
    let (smaller, larger) = (pair.smaller(), pair.larger());
    let route = Route::Pair(pair);
    let name = format!("{} or {}", smaller.code, larger.code);
    let title = format!("{name}: {} vs {}", smaller.name, larger.name);
    // Search engines cut a longer one, and two names say more than the site's.
    let whole = format!("{title} - {SITE_NAME}");
    let title = if whole.len() > LONGEST_TITLE { title } else { whole };
    let head = head::page(route, title, &plain(&related(pair, facts)?.difference));
    let head = Head { styles: vec![styles::TEXT], ..head };
    Some(with_trail(head, &[trail(), (name, route)]))
}

/// The page of a pair, as HTML.
pub fn page(pair: Pair, facts: &Facts) -> Option<String> {
    let of = |entry: &'static Entry| Some(column(entry, facts.record(entry.code)?));
    Some(comparison::main(&[of(pair.smaller())?, of(pair.larger())?]))
}

/// The head of `/compare`, the list of all pairs.
pub fn head_of_all() -> Head {
    let head = head::page(
        Route::Compare,
        format!("HTTP status codes that are mistaken for each other - {SITE_NAME}"),
        "Pairs of HTTP status codes that are easily confused, 401 and 403 among them, each with the question \
         that decides between the two.",
    );
    with_trail(head, &[trail()])
}

fn trail() -> (String, Route) {
    ("Compare".to_owned(), Route::Compare)
}

/// `/compare`: every pair, with the question that decides, by the class of the smaller number.
pub fn all(facts: &Facts) -> impl IntoView + use<> {
    let asked = |pair| Some((pair, Some(inline_html(&related(pair, facts)?.question.ask))));
    let is_of = |pair: &Pair, class| pair.smaller().code.class() == class;
    let classes =
        Class::ALL.into_iter().filter(|class| Pair::all().any(|pair| is_of(&pair, *class)));
    let (links, sections): (Vec<_>, Vec<_>) = classes
        .map(|class| {
            let pairs = Pair::all().filter(|pair| is_of(pair, class)).filter_map(asked).collect();
            let link = view! {
                <li data-class=class.slug()>
                    <a href=format!("#{}", class.slug())>{class_title(class)}</a>
                </li>
            };
            let section = view! {
                <section data-class=class.slug()>
                    <h2 id=class.slug()>
                        <a href=Route::Class(class).href()>{class_title(class)}</a>
                    </h2>
                    {list(pairs)}
                </section>
            };
            (link, section)
        })
        .unzip();
    let first = together::most(facts).into_iter().map(|pair| (pair, None)).collect();
    view! {
        <h1 tabindex="-1">"Codes that are mistaken for each other"</h1>
        <p class="lead">
            "Each pair with the question that decides between the two, and the codes side by side."
        </p>
        <form class="compare-any needs-program" action=Route::Compare.href()>
            <label for="with">"Two or three codes, by number or name"</label>
            " "
            <input id="with" name="with" aria-describedby="said" required placeholder="200 503" autocomplete="off" />
            " "
            <button class="button">"Compare"</button>
        </form>
        <div id="said" data-said role="status"></div>
        <nav aria-labelledby="by-class">
            <p id="by-class">"All pairs, by the class of the smaller number:"</p>
            <ul class="compare-classes">{links}</ul>
        </nav>
        <section>
            <h2>"Most often named together"</h2>
            <p>"By the records, and by the guide to the code that an API should send."</p>
            {list(first)}
        </section>
        {sections}
    }
}

/// Links to pairs, each with what is said of it, as HTML.
fn list(pairs: Vec<(Pair, Option<String>)>) -> impl IntoView + use<> {
    let items = pairs
        .into_iter()
        .map(|(pair, said)| {
            let (smaller, larger) = (pair.smaller(), pair.larger());
            view! {
                <li>
                    <a href=Route::Pair(pair).href()>
                        {format!("{} {} or {} {}", smaller.code, smaller.name, larger.code, larger.name)}
                    </a>
                    {said.map(|said| view! { " " <span inner_html=said></span> })}
                </li>
            }
        })
        .collect_view();
    view! { <ul class="compare-list">{items}</ul> }
}

/// What a comparison says of one code.
pub fn column(entry: &'static Entry, record: &Record) -> Column {
    let route = Route::Code(entry);
    let apart = record.related.iter().filter(|related| related.code > record.code);
    Column {
        code: entry.code.get(),
        name: escape(entry.name),
        class: entry.code.class().slug().to_owned(),
        href: escape(&route.href()),
        apart: apart.filter_map(|related| apart_of(entry, related)).collect(),
        rows: rows(record),
    }
}

/// What the records say of a pair: it stands in that of the smaller number.
fn related(pair: Pair, facts: &Facts) -> Option<&Related> {
    let record = facts.record(pair.smaller().code)?;
    record.related.iter().find(|related| related.code == pair.larger().code)
}

/// The difference, and the question that decides with each answer as a link to its code.
fn apart_of(smaller: &'static Entry, related: &Related) -> Option<Apart> {
    let larger = catalog::find(related.code)?;
    let Deciding { ask, smaller: to_smaller, larger: to_larger } = &related.question;
    let answer = |words: &str, entry: &'static Entry| {
        view! {
            <li data-class=entry.code.class().slug()>
                <a href=Route::Code(entry).href()>
                    <span inner_html=inline_html(words)></span>
                    " "
                    <strong>
                        <b translate="no">{entry.code.get()}</b>
                        " "
                        {entry.name}
                    </strong>
                </a>
            </li>
        }
    };
    let html = view! {
        <p class="difference" inner_html=inline_html(&related.difference)></p>
        <p class="ask" inner_html=inline_html(ask)></p>
        <ul class="decide">{answer(to_smaller, smaller)} {answer(to_larger, larger)}</ul>
    };
    Some(Apart { from: related.code.get(), html: super::html(html) })
}

/// What is compared, in the order of the page.
fn rows(record: &Record) -> Vec<Row> {
    let class = record.code.class();
    let (caching, content, retry) = (&record.caching, &record.content, &record.retry);
    let mut rows = vec![
        text("summary", "In a sentence", escape(&record.summary)),
        fact("turn", "Whose move", record.turn.whose_move(), String::new()),
        fact("standing", "Standing", &standing(record), String::new()),
        fact("class", "Class", &class_title(class), String::new()),
        text("meaning", "Meaning", first_paragraph(&record.meaning)),
        text("when-to-use", "When to use", prose_html(&record.when_to_use)),
        fact(
            "retry",
            "Sending it again",
            &retry_words(retry),
            noted(&retry.note, retry.section.as_ref()),
        ),
        fact(
            "caching",
            "Cacheable",
            caching_word(caching.rule),
            noted(&caching.note, caching.section.as_ref()),
        ),
        fact(
            "content",
            "Content",
            content_word(content.rule),
            noted(&content.note, content.section.as_ref()),
        ),
    ];
    rows.extend(record.fields.iter().map(field));
    rows.extend(exchange(record));
    let in_force = record.sources.iter().filter(|source| source.obsoleted_by.is_none());
    let sources: String = in_force.map(source).collect();
    rows.push(text("sources", "Sources", format!("<ul>{sources}</ul>")));
    rows
}

fn text(id: &str, title: &str, text: String) -> Row {
    Row { id: id.to_owned(), title: title.to_owned(), text, ..Row::default() }
}

fn fact(id: &str, title: &str, fact: &str, note: String) -> Row {
    Row { fact: escape(fact), ..text(id, title, note) }
}

fn lines(id: &str, title: &str, lines: impl IntoIterator<Item = impl AsRef<str>>) -> Row {
    let lines = lines.into_iter().map(|line| escape(line.as_ref())).collect();
    Row { lines, ..text(id, title, String::new()) }
}

fn standing(record: &Record) -> String {
    format!("{}, {}", registration(&record.registration), record.state.word())
}

fn first_paragraph(prose: &Prose) -> String {
    let first: Vec<String> = prose.0.iter().take(1).cloned().collect();
    prose_html(&Prose(first))
}

/// A note as a sentence of its own, with the section that says so.
fn noted(note: &str, section: Option<&Section>) -> String {
    let section = section.map(|section| {
        format!(" <a class=\"section\" href=\"{}\">{}</a>", section.url(), section.as_str())
    });
    format!("<span>{}</span>{}", inline_html(note), section.unwrap_or_default())
}

/// A header field that comes with the code; rows of the same field stand side by side.
fn field(field: &Field) -> Row {
    let title = format!("<code translate=\"no\">{}</code>", escape(&field.name));
    let id = format!("field-{}", field.name.to_ascii_lowercase());
    let requirement = match field.requirement {
        Requirement::None => "Described",
        other => other.word(),
    };
    fact(&id, &title, requirement, noted(&field.note, field.section.as_ref()))
}

/// The example as it goes over the wire, without content: the request and the response with the code, or
/// the line in the log that holds it.
fn exchange(record: &Record) -> Vec<Row> {
    let steps = &record.exchange.steps;
    if record.state == State::LogOnly {
        let logged = steps.iter().filter_map(|step| match step {
            Step::Log(event) if event.holds(record.code) => Some(&event.text),
            Step::Message(_) | Step::Event(_) | Step::Log(_) => None,
        });
        return vec![lines("log", "In the log", logged)];
    }
    let messages: Vec<&Message> = record.exchange.messages().collect();
    let own = format!("HTTP/1.1 {} ", record.code);
    let is_own = |message: &&Message| message.status() == Some(record.code);
    let found = messages.iter().position(is_own);
    let Some(at) = found.or_else(|| messages.iter().position(|m| member(m, &own).is_some())) else {
        return Vec::new();
    };
    let response = messages[at];
    let asked = |message: &&&Message| message.from == response.to && message.to == response.from;
    let request = messages[..at].iter().rfind(asked);
    let mut rows: Vec<Row> =
        request.map(|request| lines("request", "Request", &request.head)).into_iter().collect();
    let inside = if is_own(&response) { None } else { member(response, &own) };
    let answer = response.head.iter().map(String::as_str).chain(inside.map(str::trim));
    rows.push(lines("response", "Response", answer));
    rows
}

/// The status of a member: it stands in the content of a Multi-Status.
fn member<'a>(message: &'a Message, status: &str) -> Option<&'a str> {
    message.body.lines().find(|line| line.contains(status))
}

fn source(source: &Source) -> String {
    let section = source.section.as_ref().map(|section| format!(" §{section}"));
    format!(
        "<li><a href=\"{}\">{}{}</a>, {}</li>",
        escape(&source.url),
        escape(&source.document),
        escape(&section.unwrap_or_default()),
        escape(&source.title)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::tests::facts;
    use facts::StatusCode;

    fn pair(one: u16, other: u16) -> Pair {
        let code = |number| StatusCode::new(number).expect("in range");
        Pair::new(code(one), code(other)).expect("a pair")
    }

    #[test]
    fn a_pair_says_first_what_tells_the_two_apart_and_how_to_decide() {
        let facts = facts();
        let page = page(pair(403, 401), &facts).expect("a page");
        assert!(
            page.starts_with(
                "<h1 tabindex=\"-1\"><span translate=\"no\">401</span> Unauthorized or"
            )
        );
        let decide = page.find("<ul class=\"decide\">").expect("the answers");
        let table = page.find("<table").expect("the table");
        assert!(
            page.find("401 says that valid credentials are missing").is_some_and(|at| at < decide)
        );
        assert!(decide < table);
        let answers = &page[decide..table];
        assert!(answers.find("href=\"/401\"") < answers.find("href=\"/403\""));
        assert!(answers.contains("href=\"/403\""), "{answers}");
    }

    #[test]
    fn the_list_has_each_pair_under_the_class_of_its_smaller_number() {
        let facts = facts();
        let list = crate::content::html(all(&facts));
        let (before, sections) = list.split_once("<section data-class=").expect("the classes");
        let mut sections: Vec<_> = sections.split("<section data-class=").collect();
        sections.retain(|section| !section.is_empty());
        assert_eq!(before.matches("<a href=\"#").count(), sections.len(), "a link to each");
        let mut listed = 0;
        for section in sections {
            let slug = section.trim_start_matches('"').split('"').next().expect("a class");
            assert!(section.contains(&format!("<h2 id=\"{slug}\"")), "{section}");
            assert!(before.contains(&format!("<a href=\"#{slug}\"")), "{before}");
            let class = Class::from_slug(slug).expect("a class");
            let pairs: Vec<Pair> =
                Pair::all().filter(|pair| pair.smaller().code.class() == class).collect();
            assert_eq!(section.matches("<li>").count(), pairs.len(), "{slug}");
            listed += pairs.len();
            for pair in pairs {
                let link = format!("<a href=\"{}\"", Route::Pair(pair).href());
                assert!(section.contains(&link), "{link} is not under {slug}");
            }
        }
        assert_eq!(listed, Pair::all().count());
    }

    #[test]
    fn every_pair_has_a_page_with_both_columns_and_no_leftover_mark() {
        let facts = facts();
        for pair in Pair::all() {
            let page = page(pair, &facts).expect("a page");
            for entry in [pair.smaller(), pair.larger()] {
                assert!(
                    page.contains(&format!("<td data-code=\"{}\"", entry.code)),
                    "{}",
                    Route::Pair(pair).path()
                );
            }
            assert!(
                ["<!>", " style=", "[RFC", "`"].iter().all(|part| !page.contains(part)),
                "{page}"
            );
            let head = head(pair, &facts).expect("a head");
            assert!(head.description.chars().count() <= 160 && !head.description.is_empty());
            assert!(head.canonical.ends_with(&Route::Pair(pair).path()));
        }
    }

    #[test]
    fn every_column_shows_its_code_on_the_wire_or_in_a_log() {
        let facts = facts();
        for record in &facts.records {
            let entry = catalog::find(record.code).expect("an entry");
            let column = column(entry, record);
            let shown =
                column.rows.iter().find(|row| ["response", "log"].contains(&row.id.as_str()));
            let lines = &shown.unwrap_or_else(|| panic!("{} is not shown", record.code)).lines;
            let code = record.code.to_string();
            assert!(lines.iter().any(|line| line.contains(&code)), "{code}: {lines:?}");
            let ids: std::collections::BTreeSet<_> =
                column.rows.iter().map(|row| &row.id).collect();
            assert_eq!(ids.len(), column.rows.len(), "{code} has a row twice");
        }
    }

    #[test]
    fn equal_facts_of_a_pair_are_said_once() {
        let facts = facts();
        let page = page(pair(401, 403), &facts).expect("a page");
        let class =
            page.split("data-row=\"class\"").nth(1).and_then(|rest| rest.split("</tbody>").next());
        let class = class.expect("the row");
        assert!(
            class.contains("Both:") && class.matches("4xx Client Error").count() == 1,
            "{class}"
        );
        assert!(page.contains("data-row=\"field-www-authenticate\" data-differs"), "{page}");
    }
}

//! Codes side by side. A [`Column`] is what one code's record says, prepared when the site is published;
//! [`main`] joins columns into the page. The prerendered pairs and what the worker makes of any two or
//! three codes go through here, so that they cannot differ.

use crate::escape;
use facts::StatusCode;
use reference::{catalog, compare::Pair};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, iter};

/// How many codes stand side by side.
const MOST: usize = 3;
/// How many words a name has at most.
const LONGEST_NAME: usize = 9;
/// Words between codes that ask for nothing.
const BETWEEN: [&str; 5] = ["vs", "versus", "and", "or", "with"];

/// What the address of a comparison asks for, `401,403,407`.
#[derive(Default)]
pub struct Asked {
    /// The codes, each once, as many as stand side by side.
    codes: Vec<StatusCode>,
    /// What else there was: more codes, and what is none.
    left_out: Vec<String>,
}

impl Asked {
    /// Reads which codes are named, by number or by name, with whatever is no letter and no digit between them.
    pub fn read(with: &str) -> Asked {
        let mut asked = Asked::default();
        let words = with.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let words: Vec<&str> = words.collect();
        let mut rest = words.as_slice();
        let names = names();
        while let [word, ..] = rest {
            // Each with how many words it takes.
            let by_name = |length| Some((*names.get(&letters(&rest[..length].concat()))?, length));
            let by_number = StatusCode::parse(word).map(|code| (code, 1));
            // The most words that are a name.
            let named =
                by_number.or_else(|| (1..=rest.len().min(LONGEST_NAME)).rev().find_map(by_name));
            let (read, left) = rest.split_at(named.map_or(1, |(_, length)| length));
            match named {
                Some((code, _)) if asked.codes.contains(&code) => {}
                Some((code, _)) if asked.codes.len() < MOST => asked.codes.push(code),
                None if BETWEEN.contains(&word.to_ascii_lowercase().as_str()) => {}
                _ => asked.left_out.push(read.join(" ")),
            }
            rest = left;
        }
        asked
    }

    /// The codes that have a record, and so a column.
    pub fn known(&self) -> impl Iterator<Item = StatusCode> {
        self.codes.iter().copied().filter(|code| catalog::find(*code).is_some())
    }

    /// What is shown, of those columns that could be had: the comparison and its title, or what there is to say in
    /// its place.
    pub fn page(&self, columns: &[Column]) -> (String, Option<String>) {
        let is_there = |code: &StatusCode| columns.iter().any(|column| column.code == code.get());
        let numbers = |codes: Vec<StatusCode>| -> Vec<String> {
            codes.iter().map(ToString::to_string).collect()
        };
        let known: Vec<StatusCode> = self.known().collect();
        let unknown = self.codes.iter().copied().filter(|code| !known.contains(code)).collect();
        let lost = known.iter().copied().filter(|code| !is_there(code)).collect();
        let notes = [
            note(
                "Two or three codes can be compared, by number or name. Left out: ",
                &self.left_out,
            ),
            note("Nothing is known here about ", &numbers(unknown)),
            note("Could not be loaded, to be tried again: ", &numbers(lost)),
        ]
        .concat();
        if columns.len() < 2 {
            let alone = self.codes.len() == 1;
            let alone = self.codes.first().filter(|_| alone).map(|code| beside(*code, columns));
            return (notes + &alone.unwrap_or_default(), None);
        }
        (below_heading(&main(columns), &notes), Some(title(columns)))
    }
}

/// Every name of every code, as [`letters`]. One that several have is that of the registered code.
fn names() -> BTreeMap<String, StatusCode> {
    let all = catalog::all().iter();
    let (own, unofficial): (Vec<_>, Vec<_>) = all.partition(|entry| entry.vendor.is_none());
    let mut names = BTreeMap::new();
    for entry in own.into_iter().chain(unofficial) {
        for name in iter::once(entry.name).chain(entry.aliases()) {
            names.entry(letters(name)).or_insert(entry.code);
        }
    }
    names
}

/// What all ways of writing a name have in common.
fn letters(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn note(what: &str, of: &[String]) -> String {
    if of.is_empty() {
        return String::new();
    }
    ["<p class=\"note\">", what, &escape(&of.join(" and ")), ".</p>"].concat()
}

/// That a code alone cannot be compared, and with which it often is.
fn beside(code: StatusCode, columns: &[Column]) -> String {
    let number = code.to_string();
    let pairs = columns.first().map_or_else(String::new, Column::pairs);
    ["<p class=\"note\">A second code is needed beside ", &number, &pairs, ".</p>"].concat()
}

fn below_heading(html: &str, notes: &str) -> String {
    match html.split_once("</h1>") {
        Some((heading, rest)) => [heading, "</h1>", notes, rest].concat(),
        None => [notes, html].concat(),
    }
}

/// What a comparison says of one code. `publish` writes it to `compare/407.json`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Column {
    /// The number.
    pub code: u16,
    /// Its name, as HTML.
    pub name: String,
    /// The class that it is colored by: `4xx`.
    pub class: String,
    /// The address of its page, base path included.
    pub href: String,
    /// What tells it from each code with a larger number that it is mistaken for.
    pub apart: Vec<Apart>,
    /// What is compared, in the order of the page.
    pub rows: Vec<Row>,
}

impl Column {
    /// What stands before the addresses of pages: they are beside each other.
    fn base(&self) -> &str {
        self.href.rsplit_once('/').map_or("", |(base, _)| base)
    }

    /// Links to the comparisons with the codes that this one is mistaken for, behind a colon; empty where it is
    /// mistaken for none.
    fn pairs(&self) -> String {
        let link = |pair: Pair| {
            let both = [pair.smaller(), pair.larger()];
            let at = both.iter().position(|entry| entry.code.get() == self.code)?;
            let other = both[1 - at];
            let [one, two] = both.map(|entry| entry.code.to_string());
            let number = other.code.to_string();
            let address = [self.base(), "/compare/", &one, "/", &two].concat();
            let text = [&number, " ", &escape(other.name)].concat();
            Some(["<a href=\"", &address, "\">", &text, "</a>"].concat())
        };
        let links: Vec<String> = Pair::all().filter_map(link).collect();
        if links.is_empty() {
            return String::new();
        }
        [": ", &links.join(", ")].concat()
    }
}

/// What tells two codes apart.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Apart {
    /// The number of the other code.
    pub from: u16,
    /// The difference, the deciding question and its answers, as HTML.
    pub html: String,
}

/// One thing that is compared. Its parts are HTML; what does not apply is empty.
#[derive(Clone, PartialEq, Eq, Default, Debug, Serialize, Deserialize)]
pub struct Row {
    /// By this rows of several columns belong together.
    pub id: String,
    /// What the row is about.
    pub title: String,
    /// The fact in a few words: said once where all columns have the same.
    pub fact: String,
    /// What the record says about it.
    pub text: String,
    /// The lines of a message on the wire: those that no other column has are marked.
    pub lines: Vec<String>,
}

/// What `main` holds: what tells the codes apart, then their records side by side. Columns may come in any
/// order; a code that comes twice is shown once.
pub fn main(columns: &[Column]) -> String {
    let columns = in_order(columns);
    let mut html = ["<h1 tabindex=\"-1\">", &heading(&columns), "</h1>"].concat();
    html.push_str(&apart(&columns));
    html.push_str("<h2 id=\"side-by-side\">Side by side</h2>");
    html.push_str(&table(&columns));
    html.push_str(&form(&columns));
    html
}

/// The field of the list of all pairs, filled in: to compare one more, or others.
fn form(columns: &[&Column]) -> String {
    let codes: Vec<_> = columns.iter().map(|column| column.code.to_string()).collect();
    let base = columns.first().map_or("", |column| column.base());
    [
        "<form class=\"compare-any needs-program\" action=\"",
        base,
        "/compare\"><label for=\"with\">Others, or a third, by number or name</label> \
         <input id=\"with\" name=\"with\" required autocomplete=\"off\" value=\"",
        &codes.join(" "),
        "\"> <button class=\"button\">Compare</button></form>",
    ]
    .concat()
}

/// What a comparison is called: `401 or 403?`.
pub fn title(columns: &[Column]) -> String {
    either(in_order(columns).iter().map(|column| column.code.to_string())) + "?"
}

fn in_order(columns: &[Column]) -> Vec<&Column> {
    let mut ordered: Vec<&Column> = Vec::new();
    for column in columns {
        let at =
            ordered.iter().position(|other| other.code >= column.code).unwrap_or(ordered.len());
        if ordered.get(at).is_none_or(|other| other.code != column.code) {
            ordered.insert(at, column);
        }
    }
    ordered
}

fn heading(columns: &[&Column]) -> String {
    let named = |column: &&Column| {
        ["<span translate=\"no\">", &column.code.to_string(), "</span> ", &column.name].concat()
    };
    either(columns.iter().map(named)) + "?"
}

/// `401, 403 or 407`.
fn either(items: impl Iterator<Item = String>) -> String {
    let mut items: Vec<String> = items.collect();
    match items.pop() {
        Some(last) if items.is_empty() => last,
        Some(last) => [&items.join(", "), " or ", &last].concat(),
        None => String::new(),
    }
}

fn apart(columns: &[&Column]) -> String {
    let mut html = String::new();
    let mut seldom = Vec::new();
    for (at, smaller) in columns.iter().enumerate() {
        for larger in &columns[at + 1..] {
            let (one, other) = (smaller.code.to_string(), larger.code.to_string());
            let Some(apart) = smaller.apart.iter().find(|apart| apart.from == larger.code) else {
                seldom.push([&one, " and ", &other].concat());
                continue;
            };
            let title = match columns {
                [_, _] => "What tells them apart".to_owned(),
                _ => [&one, " or ", &other].concat(),
            };
            let id = [&one, "-", &other].concat();
            let parts = [
                "<section class=\"apart\" aria-labelledby=\"apart-",
                &id,
                "\"><h2 id=\"apart-",
                &id,
                "\">",
                &title,
                "</h2>",
                &apart.html,
                "</section>",
            ];
            html.push_str(&parts.concat());
        }
    }
    if html.is_empty() {
        return "<p>These codes are seldom taken for each other: no record tells them apart. What each says \
                stands side by side.</p>"
            .to_owned();
    }
    if !seldom.is_empty() {
        let parts = [
            "<p class=\"apart\">Seldom taken for each other, so that no record tells them apart: ",
            &seldom.join(", "),
            ".</p>",
        ];
        html.push_str(&parts.concat());
    }
    html
}

fn table(columns: &[&Column]) -> String {
    let mut html =
        "<table class=\"compare\" aria-labelledby=\"side-by-side\"><thead><tr><td></td>".to_owned();
    for column in columns {
        let parts = [
            "<th scope=\"col\" data-class=\"",
            &column.class,
            "\"><a href=\"",
            &column.href,
            "\"><b translate=\"no\">",
            &column.code.to_string(),
            "</b> ",
            &column.name,
            "</a></th>",
        ];
        html.push_str(&parts.concat());
    }
    html.push_str("</tr></thead>");
    for first in union(columns) {
        let of = |column: &&Column| column.rows.iter().find(|row| row.id == first.id).cloned();
        let cells: Vec<Option<Row>> = columns.iter().map(of).collect();
        html.push_str(&group(first, &cells, columns));
    }
    html.push_str("</table>");
    html
}

/// The first row of each id. A row that earlier columns lack comes before the one that follows it in its own.
fn union<'a>(columns: &[&'a Column]) -> Vec<&'a Row> {
    let mut rows: Vec<&Row> = Vec::new();
    for column in columns {
        let mut following = rows.len();
        for row in column.rows.iter().rev() {
            match rows.iter().position(|known| known.id == row.id) {
                Some(at) => following = at,
                None => rows.insert(following, row),
            }
        }
    }
    rows
}

/// The rows of a table for one thing that is compared: what is the same in all columns is said once.
fn group(first: &Row, cells: &[Option<Row>], columns: &[&Column]) -> String {
    let same = |part: fn(&Row) -> (&str, &[String])| {
        let all = cells.iter().map(|cell| cell.as_ref().map(part));
        all.clone().all(|cell| cell.is_some()) && all.clone().all(|cell| cell == Some(part(first)))
    };
    let same_fact = same(|row| (row.fact.as_str(), &[]));
    let same_text = same(|row| (row.text.as_str(), &row.lines));
    let said_once = same_fact && (same_text || !first.fact.is_empty());
    let attribute = if said_once { "" } else { " data-differs" };
    let rows = if said_once && !same_text { " rowspan=\"2\"" } else { "" };
    let parts = [
        "<tbody data-row=\"",
        &first.id,
        "\"",
        attribute,
        "><tr><th scope=\"row\"",
        rows,
        ">",
        &first.title,
        "</th>",
    ];
    let mut html = parts.concat();
    if said_once {
        let all = if columns.len() == 2 { "Both:" } else { "All:" };
        let span = columns.len().to_string();
        let once = ["<td class=\"once\" colspan=\"", &span, "\"><span>", all, "</span> "];
        html.push_str(&once.concat());
        html.push_str(&strong(&first.fact));
        if same_text {
            html.push_str(&first.text);
            html.push_str(&wire(&first.lines, |_| false));
        }
        html.push_str("</td>");
    }
    if !said_once || !same_text {
        html.push_str(if said_once { "</tr><tr>" } else { "" });
        let shared = |line: &String| {
            let has =
                |cell: &&Option<Row>| cell.as_ref().is_some_and(|row| row.lines.contains(line));
            cells.iter().filter(has).count() > 1
        };
        for (cell, column) in cells.iter().zip(columns) {
            html.push_str(&["<td data-code=\"", &column.code.to_string(), "\">"].concat());
            match cell {
                None => html.push_str(NOTHING),
                Some(row) => {
                    html.push_str(
                        if said_once { String::new() } else { strong(&row.fact) }.as_str(),
                    );
                    html.push_str(&row.text);
                    // A message that has no line in common with another differs as a whole: marks would only
                    // be in the way.
                    let is_marked = row.lines.iter().any(shared);
                    html.push_str(&wire(&row.lines, |line| is_marked && !shared(line)));
                }
            }
            html.push_str("</td>");
        }
    }
    html.push_str("</tr></tbody>");
    html
}

/// A cell of a column that has nothing to say.
const NOTHING: &str =
    "<span aria-hidden=\"true\">—</span><span class=\"visually-hidden\">Nothing</span>";

fn strong(fact: &str) -> String {
    if fact.is_empty() { String::new() } else { ["<strong>", fact, "</strong> "].concat() }
}

/// Lines as they go over the wire, those that `differs` marked.
fn wire(lines: &[String], differs: impl Fn(&String) -> bool) -> String {
    if lines.is_empty() {
        return String::new();
    }
    let line = |line: &String| match differs(line) {
        true => ["<mark>", line, "</mark>"].concat(),
        false => line.clone(),
    };
    let lines: Vec<String> = lines.iter().map(line).collect();
    ["<pre translate=\"no\" tabindex=\"0\">", &lines.join("\n"), "</pre>"].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(id: &str, fact: &str, text: &str) -> Row {
        let (id, fact, text) = (id.to_owned(), fact.to_owned(), text.to_owned());
        Row { title: id.to_uppercase(), id, fact, text, lines: Vec::new() }
    }

    fn column(code: u16, rows: Vec<Row>) -> Column {
        let apart = if code == 401 {
            vec![Apart { from: 403, html: "<p>apart</p>".to_owned() }]
        } else {
            Vec::new()
        };
        let (name, class, href) = (format!("Name {code}"), "4xx".to_owned(), format!("/{code}"));
        Column { code, name, class, href, apart, rows }
    }

    /// The part of the table about one thing.
    fn part<'a>(html: &'a str, id: &str) -> &'a str {
        let start = format!("<tbody data-row=\"{id}\"");
        let at = html.find(&start).unwrap_or_else(|| panic!("no row {id} in {html}"));
        html[at..].split("</tbody>").next().unwrap_or_default()
    }

    #[test]
    fn what_is_the_same_is_said_once_and_what_differs_is_marked() {
        let html = main(&[
            column(401, vec![row("a", "Yes", ""), row("b", "Yes", "one"), row("c", "Yes", "")]),
            column(403, vec![row("a", "Yes", ""), row("b", "Yes", "two"), row("c", "No", "")]),
        ]);
        let (a, b, c) = (part(&html, "a"), part(&html, "b"), part(&html, "c"));
        assert!(!a.contains("data-differs") && a.matches("Yes").count() == 1, "{a}");
        assert!(a.contains("colspan=\"2\"") && a.contains("Both:"), "{a}");
        assert!(!b.contains("data-differs") && b.matches("Yes").count() == 1, "{b}");
        assert!(b.contains("rowspan=\"2\"") && b.contains("one") && b.contains("two"), "{b}");
        assert!(c.contains("data-differs") && c.contains("Yes") && c.contains("No"), "{c}");
        assert!(!c.contains("Both:"), "{c}");
    }

    #[test]
    fn an_address_asks_for_two_codes_or_three_and_what_is_left_out_is_said() {
        let found = |with: &str, lost: &[u16]| {
            let asked = Asked::read(with);
            let known = asked.known().filter(|code| !lost.contains(&code.get()));
            asked.page(&known.map(|code| column(code.get(), Vec::new())).collect::<Vec<_>>())
        };
        let (html, title) = found("401 403,401", &[]);
        assert_eq!(title.as_deref(), Some("401 or 403?"));
        assert!(!html.contains("note"), "{html}");
        let (html, title) = found("401 vs 403 and 407", &[]);
        assert_eq!(title.as_deref(), Some("401, 403 or 407?"));
        assert!(!html.contains("note"), "{html}");
        let (html, title) = found("401/403-407,511,<b>", &[]);
        assert_eq!(title.as_deref(), Some("401, 403 or 407?"));
        assert!(html.contains("</h1><p class=\"note\">Two or three"), "{html}");
        assert!(html.contains("Left out: 511 and b."), "{html}");
        for (with, names) in [
            ("unauthorized or forbidden", "401 or 403?"),
            ("Not Found vs. Gone", "404 or 410?"),
            ("not-found,gone", "404 or 410?"),
            ("BadGateway GatewayTimeout 503", "502, 503 or 504?"),
            ("I'm a teapot and OK", "200 or 418?"),
            ("moved temporarily, moved permanently", "301 or 302?"),
            ("request header fields too large; 413", "413 or 431?"),
        ] {
            let (html, title) = found(with, &[]);
            assert_eq!(title.as_deref(), Some(names), "{with}");
            assert!(!html.contains("note"), "{with}: {html}");
        }
        let (html, title) = found("enough allowed, forbidden, gone", &[]);
        assert_eq!(title.as_deref(), Some("403 or 410?"));
        assert!(html.contains("Left out: enough and allowed."), "{html}");
        let (html, _) = found("401", &[]);
        let other = "<a href=\"/compare/401/403\">403 Forbidden</a>";
        assert!(html.contains("needed beside 401: <a ") && html.contains(other), "{html}");
        let (html, _) = found("561", &[]);
        assert!(html.contains("<a href=\"/compare/401/561\">401 Unauthorized</a>"), "{html}");
        let long = "forbidden ".repeat(20_000) + "gone";
        assert_eq!(found(&long, &[]).1.as_deref(), Some("403 or 410?"), "a long address");
        for (with, lost, said) in [
            ("401", vec![401], "beside 401."),
            ("466", vec![], "beside 466."),
            ("401,466", vec![], "Nothing is known here about 466."),
            ("401,403", vec![403], "Could not be loaded, to be tried again: 403."),
            ("none", vec![], "Left out: none."),
        ] {
            let (html, title) = found(with, &lost);
            assert!(title.is_none() && html.contains(said), "{with}: {html}");
        }
    }

    #[test]
    fn the_order_of_the_columns_does_not_matter_and_a_code_is_shown_once() {
        let columns = [401, 403, 407].map(|code| column(code, vec![row("a", "Yes", "")]));
        let [one, two, three] = &columns;
        let other = [three, one, two, one].map(Clone::clone);
        assert_eq!(main(&columns), main(&other));
        assert_eq!(title(&other), "401, 403 or 407?");
        assert_eq!(title(&columns[..2]), "401 or 403?");
    }

    #[test]
    fn only_codes_that_are_mistaken_for_each_other_are_told_apart() {
        let columns = [401, 403, 407].map(|code| column(code, Vec::new()));
        assert_eq!(main(&columns).matches("<p>apart</p>").count(), 1);
        assert!(main(&columns).contains("401 or 403</h2>"));
        assert!(main(&columns).contains("apart: 401 and 407, 403 and 407.</p>"));
        assert!(!main(&columns[..2]).contains("Seldom"));
        assert!(!main(&columns[1..]).contains("<p>apart</p>"));
        assert!(main(&columns[1..]).contains("no record tells them apart"));
    }

    #[test]
    fn a_row_that_one_column_lacks_keeps_its_place_and_differs() {
        let html = main(&[
            column(401, vec![row("a", "1", ""), row("x", "1", ""), row("z", "1", "")]),
            column(403, vec![row("a", "1", ""), row("y", "1", ""), row("z", "1", "")]),
        ]);
        let order: Vec<&str> =
            html.split("data-row=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert_eq!(order, ["a", "x", "y", "z"]);
        for id in ["x", "y"] {
            assert!(part(&html, id).contains("data-differs"));
            assert!(part(&html, id).contains("Nothing"));
        }
    }

    #[test]
    fn the_lines_that_no_other_message_has_are_marked() {
        let wire = |lines: &[&str]| Row {
            lines: lines.iter().map(ToString::to_string).collect(),
            ..row("wire", "", "")
        };
        let html = main(&[
            column(
                401,
                vec![wire(&["HTTP/1.1 401 Unauthorized", "Date: now", "WWW-Authenticate: x"])],
            ),
            column(403, vec![wire(&["HTTP/1.1 403 Forbidden", "Date: now"])]),
        ]);
        assert!(html.contains("<mark>HTTP/1.1 403 Forbidden</mark>\nDate: now</pre>"), "{html}");
        assert!(html.contains("Date: now\n<mark>WWW-Authenticate: x</mark></pre>"), "{html}");
        let three = main(&[
            column(502, vec![wire(&["502", "Server: nginx", "Date: one"])]),
            column(503, vec![wire(&["503", "Date: one", "Retry-After: 9"])]),
            column(504, vec![wire(&["504", "Server: nginx", "Date: two"])]),
        ]);
        for shown in [
            "<mark>502</mark>\nServer: nginx\nDate: one</pre>",
            "<mark>503</mark>\nDate: one\n<mark>Retry-After: 9</mark></pre>",
            "<mark>504</mark>\nServer: nginx\n<mark>Date: two</mark></pre>",
        ] {
            assert!(three.contains(shown), "no {shown} in {three}");
        }
        let alone = main(&[
            column(502, vec![wire(&["502", "Date: one"])]),
            column(503, vec![wire(&["503", "Date: one"])]),
            column(504, vec![wire(&["504", "Date: two"])]),
        ]);
        assert!(alone.contains(">504\nDate: two</pre>"), "{alone}");
        let other = main(&[
            column(401, vec![wire(&["GET /a HTTP/1.1"])]),
            column(403, vec![wire(&["GET /b HTTP/1.1"])]),
        ]);
        assert!(!other.contains("<mark>") && part(&other, "wire").contains("data-differs"));
        let same = main(&[
            column(401, vec![wire(&["GET / HTTP/1.1"])]),
            column(403, vec![wire(&["GET / HTTP/1.1"])]),
        ]);
        assert!(!part(&same, "wire").contains("data-differs"), "{same}");
        assert_eq!(same.matches("<pre").count(), 1, "{same}");
    }
}

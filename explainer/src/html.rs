//! A report as HTML. Whatever comes from the input goes through [`escape`].

use explainer::{code, escape};
use facts::Class;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use reference::explain::{
    Code, Finding, FindingId, Logged, Report, Response, Tally, in_numbers, input_lines,
};
use std::{collections::BTreeMap, fmt::Write};

/// At most this many responses are shown; of more, the first ones and the one that counts. Of a log that many codes.
const MOST_SHOWN: usize = 20;
/// At most this many codes are counted in words.
const MOST_TALLIED: usize = 8;
/// At most this many lines are quoted for a finding.
const MOST_QUOTED: usize = 4;
/// At most this many lines of a head are shown.
const MOST_HEAD_LINES: usize = 80;
/// At most this many characters of a line are shown.
const LONGEST_LINE: usize = 300;
/// At most this many characters are searched for.
const LONGEST_SEARCH: usize = 200;

/// The report of `text`, with links to the pages of a site that is hosted under `base`.
pub fn report(report: &Report, text: &str, base: &str) -> String {
    let lines = input_lines(text);
    let page = Page { report, lines: &lines, base };
    let mut html = String::new();
    page.write(&mut html);
    html
}

/// What the report comes to, as text for those who do not see it: `405 Method Not Allowed: 1 error, 1 warning, 1 note`.
pub fn told(report: &Report) -> String {
    let Some(decisive) = report.decisive() else {
        let sentences = report.findings.iter().map(|finding| finding.sentence.as_str());
        return sentences.collect::<Vec<_>>().join(" ");
    };
    let counts = in_numbers(report.all_findings().filter(|one| !is_of_several(one)));
    let logged = report.logged();
    if !logged.is_empty() {
        let counts = if counts.is_empty() { counts } else { [": ", &counts].concat() };
        let codes = counted(&tallies(&logged), &|_, one| times(one));
        return [codes, counts].concat();
    }
    let counts = match counts.as_str() {
        "" if decisive.is_message() => "no rule broken",
        "" => "only a status",
        counts => counts,
    };
    format!("{}: {counts}", named(decisive))
}

/// Whether a finding is that there are several responses, which the report says in words of its own.
fn is_of_several(finding: &Finding) -> bool {
    finding.id == FindingId::SeveralResponses
}

/// How often there is each code: `11 × 502, 289 × 200`; `word` is what is put for one, by its place.
fn counted(tallies: &[&Tally], word: &dyn Fn(usize, &Tally) -> String) -> String {
    let shown = tallies.iter().take(MOST_TALLIED).enumerate();
    let words: Vec<String> = shown.map(|(at, one)| word(at, one)).collect();
    let rest = tallies.iter().skip(MOST_TALLIED).map(|one| one.count).sum::<usize>();
    let rest = if rest > 0 { format!(", {rest} with other codes") } else { String::new() };
    words.join(", ") + &rest
}

/// What a log has of its codes, in the order in which it is shown.
fn tallies<'a>(logged: &[Logged<'a>]) -> Vec<&'a Tally> {
    logged.iter().map(|one| one.tally).collect()
}

fn times(tally: &Tally) -> String {
    format!("{} × {}", tally.count, tally.code)
}

/// Whether a line may tell what went wrong: not a request, a field, markup or a piece of JSON.
fn tells(line: &str) -> bool {
    let is_request = line.rsplit(' ').next().is_some_and(|last| last.starts_with("HTTP/"));
    let is_other = ["<", "{", "[", "curl ", "$ ", "wget ", "Host:"];
    !is_request
        && !is_other.iter().any(|start| line.starts_with(start))
        && line.chars().filter(|c| c.is_alphabetic()).count() > 2
}

struct Page<'a> {
    report: &'a Report,
    lines: &'a [&'a str],
    base: &'a str,
}

impl Page<'_> {
    fn write(&self, html: &mut String) {
        let Report { responses, findings, omitted, .. } = self.report;
        let Some(decisive) = self.report.decisive_at() else {
            self.findings(findings, &|_| false, html);
            // What got no response no code is meant by.
            if !findings.iter().any(|finding| finding.id == FindingId::NoResponse) {
                self.search(html);
            }
            return;
        };
        let logged = self.report.logged();
        if !logged.is_empty() {
            return self.log(&logged, html);
        }
        // That there are several responses, which is the finding about all of them, the verdict says.
        if responses.len() > 1 {
            self.verdict(decisive, html);
        }
        // The one that counts is shown, and of those that answer requests of their own the worst.
        let is_log = self.report.is_log();
        let mut shown = vec![decisive];
        for rank in 0..=Code::LAST_RANK {
            for (at, response) in responses.iter().enumerate() {
                let is_next = !is_log || response.code.rank() == rank;
                if is_next && shown.len() < MOST_SHOWN && !shown.contains(&at) {
                    shown.push(at);
                }
            }
        }
        shown.sort_unstable();
        for at in &shown {
            self.response(at + 1, &responses[*at], *at == decisive, html);
        }
        let left_out = omitted + responses.len() - shown.len();
        let are = if left_out == 1 { "is" } else { "are" };
        if left_out > 0 {
            push(html, format_args!("<p class=\"left-out\">{left_out} more {are} not shown.</p>"));
        }
    }

    /// A log: what each code means, and where it stands, the worst first.
    fn log(&self, logged: &[Logged<'_>], html: &mut String) {
        let count = self.report.responses.len() + self.report.omitted;
        let codes = counted(&tallies(logged), &|at, one| {
            let number = at + 1;
            format!("<a href=\"#response-{number}\">{}</a>", escape(&times(one)))
        });
        verdict(
            format_args!("{count} responses. {codes}. Each answers a request of its own."),
            html,
        );
        for (at, Logged { tally, responses, findings }) in
            logged.iter().take(MOST_SHOWN).enumerate()
        {
            let Some(response) = responses.first() else { continue };
            self.open(at + 1, response, findings, "", html);
            let Tally { count: times, first, last, .. } = tally;
            if *times > 1 {
                let lines = if first == last {
                    format!(", all in line {first}")
                } else {
                    format!(": the first in line {first}, the last in line {last}")
                };
                push(html, format_args!("<p class=\"asked\">{times} responses{lines}.</p>"));
            }
            let told = |finding: &Finding| {
                responses.iter().all(|one| finding.lines.contains(&one.status_line))
            };
            self.findings(findings, &told, html);
            let mut lines = vec![*first, *last];
            lines.dedup();
            self.head(&lines, findings, html);
            html.push_str("</section>");
        }
        let left_out = logged.len().saturating_sub(MOST_SHOWN);
        let codes_are = if left_out == 1 { "code is" } else { "codes are" };
        if left_out > 0 {
            push(
                html,
                format_args!("<p class=\"left-out\">{left_out} more {codes_are} not shown.</p>"),
            );
        }
        let unread = &self.report.unread;
        if let Some(first) = unread.first() {
            let what = match unread.len() {
                1 => format!("Line {first} names no status and is not explained."),
                more => format!(
                    "{more} lines name no status and are not explained: the first is line {first}."
                ),
            };
            push(html, format_args!("<p class=\"left-out\">{what}</p>"));
        }
        html.push_str("<p class=\"clean\">A line of a log has only a status: paste the whole head of a response to have it checked.</p>");
    }

    /// Where no status is named the words may still tell which is meant: the search reads them. They are in the
    /// fragment of its address, which no browser sends, and which it takes out.
    fn search(&self, html: &mut String) {
        let Some(line) = self.lines.iter().map(|line| line.trim()).find(|line| tells(line)) else {
            return;
        };
        let words: String = line.chars().take(LONGEST_SEARCH).collect();
        let base = escape(self.base);
        let words = utf8_percent_encode(&words, NON_ALPHANUMERIC);
        push(
            html,
            format_args!(
                "<p>The words may still tell which code is meant: <a href=\"{base}/#text={words}\">search for them</a>.</p>"
            ),
        );
    }

    fn verdict(&self, decisive: usize, html: &mut String) {
        let Report { responses, omitted, tally, .. } = self.report;
        let (count, number) = (responses.len() + omitted, decisive + 1);
        let name = responses.get(decisive).map(heading).unwrap_or_default();
        let is_each_once = tally.first().is_none_or(|first| first.count == 1);
        let codes = if is_each_once {
            String::new()
        } else {
            counted(&tally.iter().collect::<Vec<_>>(), &|_, one| escape(&times(one))) + ". "
        };
        let which = if self.report.is_log() {
            [&codes, "Each answers a request of its own; the last:"].concat()
        } else {
            "The last final one is the answer:".to_owned()
        };
        verdict(
            format_args!("{count} responses. {which} <a href=\"#response-{number}\">{name}</a>."),
            html,
        );
    }

    /// Begins the section of a response, or of all that a log has of its code: the name, what it means and what to do.
    fn open(
        &self,
        number: usize,
        response: &Response,
        findings: &[Finding],
        decisive: &str,
        html: &mut String,
    ) {
        let code = escape(&response.code.to_string());
        let class = response.code.valid().map_or("invalid", |code| code.class().slug());
        push(
            html,
            format_args!(
                "<section data-response data-code=\"{code}\" data-class=\"{class}\"{decisive} aria-labelledby=\"response-{number}\"><h2 id=\"response-{number}\">"
            ),
        );
        let name = heading(response);
        match response.code {
            // Beyond the classes of HTTP only a number with a record has a page: see `Route::of_code` of the site.
            Code::Valid(code) if code.class() != Class::Other || response.entry().is_some() => {
                let base = escape(self.base);
                push(html, format_args!("<a href=\"{base}/{code}\">{name}</a></h2>"));
            }
            _ => push(html, format_args!("{name}</h2>")),
        }
        if let Some(variant) = response.variant() {
            let base = escape(self.base);
            let (vendor, code) = (escape(variant.vendor), &response.code);
            push(
                html,
                format_args!(
                    "<p class=\"summary\">What {vendor} means by it is told on <a href=\"{base}/{code}#elsewhere\">its page</a>.</p>"
                ),
            );
        } else if let Some(entry) = response.entry() {
            push(html, format_args!("<p class=\"summary\">{}</p>", escape(entry.summary)));
            // What is to be done about a response that the page did not get, its finding says.
            let is_lost = |one: &Finding| {
                matches!(one.id, FindingId::KeptFromPage | FindingId::IncompleteContent)
            };
            if !findings.iter().any(is_lost) {
                push(html, format_args!("<p class=\"todo\">{}", entry.to_do()));
                if entry.code.get() >= 400 {
                    let (base, code) = (escape(self.base), entry.code);
                    push(
                        html,
                        format_args!(" <a href=\"{base}/{code}#fix\">How to fix a {code}</a>"),
                    );
                }
                html.push_str("</p>");
            }
        }
    }

    fn response(&self, number: usize, response: &Response, decisive: bool, html: &mut String) {
        let decisive = if decisive { " data-decisive" } else { "" };
        let findings = &response.findings;
        self.open(number, response, findings, decisive, html);
        if let Some(request) = &response.request {
            let target = request.target.as_deref().unwrap_or_default();
            let asked = format!("{} {target}", request.method);
            let asked = escape(&cut(asked.trim_end()));
            push(
                html,
                format_args!(
                    "<p class=\"asked\">In answer to <code class=\"long\" translate=\"no\">{asked}</code>.</p>"
                ),
            );
        }
        if findings.is_empty() {
            let clean = if response.is_message() {
                "As far as this text shows, the message breaks no rule of the RFCs."
            } else {
                "Only a status was given: paste the whole head of the response to have it checked."
            };
            push(html, format_args!("<p class=\"clean\">{clean}</p>"));
        }
        let lines: Vec<usize> = response.lines.clone().collect();
        self.findings(findings, &|finding| lines.len() == 1 && finding.lines == lines, html);
        self.head(&lines, findings, html);
        html.push_str("</section>");
    }

    /// Each finding with what it is about, but where that is all of the head, which follows; of several first how many
    /// there are.
    fn findings(
        &self,
        findings: &[Finding],
        is_of_all: &dyn Fn(&Finding) -> bool,
        html: &mut String,
    ) {
        if findings.is_empty() {
            return;
        }
        if findings.len() > 1 {
            push(html, format_args!("<p class=\"counts\">{}:</p>", in_numbers(findings)));
        }
        html.push_str("<ul class=\"findings\">");
        for finding in findings {
            let severity = finding.severity.word();
            push(
                html,
                format_args!(
                    "<li data-finding=\"{}\" data-severity=\"{severity}\"><p><strong class=\"severity\">{severity}</strong> {}",
                    finding.id,
                    prose(&finding.sentence)
                ),
            );
            if let Some(section) = &finding.section {
                push(
                    html,
                    format_args!(
                        " <a class=\"section\" href=\"{}\">{}</a>",
                        escape(&section.url()),
                        escape(section.as_str())
                    ),
                );
            }
            html.push_str("</p>");
            if !is_of_all(finding) {
                self.quote(finding, html);
            }
            html.push_str("</li>");
        }
        html.push_str("</ul>");
    }

    /// The lines that a finding is about.
    fn quote(&self, finding: &Finding, html: &mut String) {
        html.push_str("<pre class=\"quoted\" translate=\"no\">");
        for line in finding.lines.iter().take(MOST_QUOTED) {
            self.line(*line, None, html);
        }
        html.push_str("</pre>");
    }

    /// The lines of a head as they were pasted, those marked that findings are about.
    fn head(&self, lines: &[usize], findings: &[Finding], html: &mut String) {
        let mut marks: BTreeMap<usize, &str> = BTreeMap::new();
        // The gravest comes first and stays.
        for finding in findings {
            for line in &finding.lines {
                marks.entry(*line).or_insert(finding.severity.word());
            }
        }
        let last = marks.keys().next_back().filter(|line| lines.last() < Some(line));
        html.push_str("<pre class=\"head\" translate=\"no\" tabindex=\"0\" aria-label=\"The head as it was pasted\">");
        for line in lines.iter().take(MOST_HEAD_LINES).chain(last) {
            self.line(*line, marks.get(line).copied(), html);
        }
        if lines.len() > MOST_HEAD_LINES {
            html.push('…');
        }
        html.push_str("</pre>");
    }

    fn line(&self, number: usize, mark: Option<&str>, html: &mut String) {
        let text =
            number.checked_sub(1).and_then(|at| self.lines.get(at)).copied().unwrap_or_default();
        let text = escape(&cut(text));
        push(html, format_args!("<span class=\"line\" data-line=\"{number}\">"));
        match mark {
            Some(severity) => {
                push(html, format_args!("<mark data-severity=\"{severity}\">{text}</mark>"))
            }
            None => html.push_str(&text),
        }
        html.push_str("\n</span>");
    }
}

/// What the report begins with where there are several responses.
fn verdict(sentences: std::fmt::Arguments<'_>, html: &mut String) {
    push(
        html,
        format_args!(
            "<p class=\"verdict\" data-finding=\"several-responses\" data-severity=\"note\">{sentences}</p>"
        ),
    );
}

/// Number and name.
fn named(response: &Response) -> String {
    cut(format!("{} {}", response.code, response.name()).trim_end())
}

fn heading(response: &Response) -> String {
    escape(&named(response))
}

fn push(html: &mut String, what: std::fmt::Arguments<'_>) {
    // Writing to a String does not fail.
    let _ = html.write_fmt(what);
}

/// A sentence, in which what stands between backticks is as it is on the wire. In what is quoted, of the input,
/// they are signs like all others.
fn prose(sentence: &str) -> String {
    let mut html = String::new();
    let mut rest = sentence;
    let (mut opened, mut closed) = (0, 0);
    while let Some((before, after)) = rest.split_once('`') {
        opened += before.matches('“').count();
        closed += before.matches('”').count();
        html.push_str(&escape(before));
        match after.split_once('`') {
            Some((words, after)) if opened <= closed => {
                html.push_str(&code(words));
                rest = after;
            }
            _ => {
                html.push('`');
                rest = after;
            }
        }
    }
    html + &escape(rest)
}

/// The beginning of a long line.
fn cut(text: &str) -> String {
    match text.char_indices().nth(LONGEST_LINE) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests;

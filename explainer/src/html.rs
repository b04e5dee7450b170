//! A report as HTML. Whatever comes from the input goes through [`escape`].

use explainer::escape;
use facts::Class;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use reference::explain::{Code, Finding, FindingId, Report, Response, Severity, input_lines};
use std::{collections::BTreeMap, fmt::Write, ops::Range};

/// At most this many responses are shown; of more, the first ones and the one that counts.
const MOST_SHOWN: usize = 20;
/// At most this many codes are counted in words.
const MOST_TALLIED: usize = 8;
/// At most this many lines are quoted for a finding.
const MOST_QUOTED: usize = 4;
/// At most this many lines of a head are shown.
const MOST_HEAD_LINES: usize = 80;
/// At most this many characters of a line are shown.
const LONGEST_LINE: usize = 300;
/// Up to how many bytes what is on the wire stays whole on a line: `Access-Control-Allow-Origin` does.
const WHOLE: usize = 28;
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
    let counts = [Severity::Error, Severity::Warning, Severity::Note].map(|severity| {
        let word = severity.word();
        match report.all_findings().filter(|finding| finding.severity == severity).count() {
            0 => String::new(),
            1 => format!(", 1 {word}"),
            more => format!(", {more} {word}s"),
        }
    });
    let counts = counts.concat();
    let counts = counts.strip_prefix(", ").unwrap_or("no rule broken");
    format!("{}: {counts}", named(decisive))
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
            self.findings(findings, 0..0, html);
            // What got no response no code is meant by.
            if !findings.iter().any(|finding| finding.id == FindingId::NoResponse) {
                self.search(html);
            }
            return;
        };
        // That there are several responses, which is the finding about all of them, the verdict says.
        if responses.len() > 1 {
            self.verdict(decisive, html);
        }
        // The one that counts is shown, at its place or in place of the last.
        let first = if decisive < MOST_SHOWN { MOST_SHOWN } else { MOST_SHOWN - 1 };
        let mut left_out = *omitted;
        for (at, response) in responses.iter().enumerate() {
            if at < first || at == decisive {
                self.response(at + 1, response, at == decisive, html);
            } else {
                left_out += 1;
            }
        }
        let are = if left_out == 1 { "is" } else { "are" };
        if left_out > 0 {
            push(html, format_args!("<p class=\"left-out\">{left_out} more {are} not shown.</p>"));
        }
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
        let Report { responses, omitted, .. } = self.report;
        let (count, number) = (responses.len() + omitted, decisive + 1);
        let name = responses.get(decisive).map(heading).unwrap_or_default();
        let which = if self.report.is_log() {
            [&self.tally(), "Each answers a request of its own; the last:"].concat()
        } else {
            "The last final one is the answer:".to_owned()
        };
        push(
            html,
            format_args!(
                "<p class=\"verdict\" data-finding=\"several-responses\" data-severity=\"note\">{count} responses. {which} <a href=\"#response-{number}\">{name}</a>.</p>"
            ),
        );
    }

    /// How often each code is there, where not each is there once.
    fn tally(&self) -> String {
        let tally = &self.report.tally;
        if tally.first().is_none_or(|first| first.count == 1) {
            return String::new();
        }
        let times: Vec<_> = tally
            .iter()
            .take(MOST_TALLIED)
            .map(|one| format!("{} × {}", one.count, escape(&one.code.to_string())))
            .collect();
        let rest = tally.iter().skip(MOST_TALLIED).map(|one| one.count).sum::<usize>();
        let rest = if rest > 0 { format!(", {rest} with other codes") } else { String::new() };
        format!("{}{rest}. ", times.join(", "))
    }

    fn response(&self, number: usize, response: &Response, decisive: bool, html: &mut String) {
        let code = escape(&response.code.to_string());
        let class = response.code.valid().map_or("invalid", |code| code.class().slug());
        let decisive = if decisive { " data-decisive" } else { "" };
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
            if !response.findings.iter().any(is_lost) {
                push(html, format_args!("<p class=\"todo\">{}</p>", entry.to_do()));
            }
        }
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
        if response.findings.is_empty() {
            html.push_str(
                "<p class=\"clean\">As far as this text shows, the message breaks no rule of the RFCs.</p>",
            );
        }
        self.findings(&response.findings, response.lines.clone(), html);
        self.head(response, html);
        html.push_str("</section>");
    }

    /// Each finding with what it is about, but for the one line that is all of the head, which follows.
    fn findings(&self, findings: &[Finding], head: Range<usize>, html: &mut String) {
        if findings.is_empty() {
            return;
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
            if head.len() != 1 || finding.lines != [head.start] {
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

    /// The head as it was pasted, with the lines marked that findings are about.
    fn head(&self, response: &Response, html: &mut String) {
        let mut marks: BTreeMap<usize, &str> = BTreeMap::new();
        // The gravest comes first and stays.
        for finding in &response.findings {
            for line in &finding.lines {
                marks.entry(*line).or_insert(finding.severity.word());
            }
        }
        let shown = response.lines.clone().take(MOST_HEAD_LINES);
        let last = marks.keys().next_back().copied().filter(|line| *line >= response.lines.end);
        html.push_str("<pre class=\"head\" translate=\"no\" tabindex=\"0\" aria-label=\"The head as it was pasted\">");
        for line in shown.chain(last) {
            self.line(line, marks.get(&line).copied(), html);
        }
        if response.lines.len() > MOST_HEAD_LINES {
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

/// Number and name: of the record, or the phrase of the response.
fn named(response: &Response) -> String {
    let name = match (response.variant(), response.entry()) {
        (Some(variant), _) => variant.name,
        (None, Some(entry)) => entry.name,
        (None, None) => response.reason.as_deref().unwrap_or_default(),
    };
    cut(format!("{} {name}", response.code).trim_end())
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
            Some((code, after)) if opened <= closed => {
                let class = if code.len() > WHOLE { " class=\"long\"" } else { "" };
                let code = escape(code);
                html.push_str(&["<code", class, " translate=\"no\">", &code, "</code>"].concat());
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
mod tests {
    use super::*;
    use reference::explain::explain;

    fn html(text: &str) -> String {
        report(&explain(text), text, "")
    }

    #[test]
    fn nothing_of_the_input_is_markup() {
        let text =
            "HTTP/1.1 299 <b onclick='x'>&\"\nLocation: <script>\nSer<i>ver: \"'\n<img>: x\n";
        let html = html(text);
        for bad in ["<b ", "<script", "<i>", "<img", "onclick='"] {
            assert!(!html.contains(bad), "{bad} in {html}");
        }
    }

    #[test]
    fn only_a_number_that_has_a_page_is_a_link() {
        for (code, is_link) in [
            ("404", true),
            ("466", true),
            ("599", true),
            ("783", true),
            ("999", true),
            ("600", false),
            ("742", false),
            ("4040", false),
        ] {
            let html = html(&format!("HTTP/1.1 {code} X\n"));
            assert_eq!(html.contains(&format!("<a href=\"/{code}\">")), is_link, "{html}");
        }
    }

    #[test]
    fn what_a_report_comes_to_fits_a_line() {
        for (text, line) in [
            (
                "HTTP/1.1 405 Method Not Allowed\nContent-Length: 0\n",
                "405 Method Not Allowed: 1 error, 1 warning",
            ),
            ("404", "404 Not Found: no rule broken"),
            ("HTTP/2 299 Odd\ndate: Mon, 30 Nov 2026 10:00:00 GMT\n", "299 Odd: 1 warning"),
            ("", ""),
        ] {
            assert_eq!(told(&explain(text)), line, "{text:?}");
        }
    }

    #[test]
    fn words_without_a_status_lead_to_the_search_in_what_no_browser_sends() {
        let found =
            html("GET /a HTTP/1.1\n\n<p>\n  connect() failed (111: Connection refused)\nmore");
        let address = "\"/#text=connect%28%29%20failed%20%28111%3A%20Connection%20refused%29\"";
        assert!(found.contains(address), "{found}");
        for text in [
            "",
            "GET /a HTTP/1.1\nHost: a",
            "curl https://a.example/",
            "TypeError: Failed to fetch",
            "{\n}",
            "HTTP/1.1 404 Not Found\n",
        ] {
            assert!(!html(text).contains("text="), "{text:?}: {}", html(text));
        }
    }

    #[test]
    fn the_line_that_a_finding_is_about_is_quoted_and_marked() {
        assert!(!html("GET https://a.example/ net::ERR_FAILED 200 (OK)").contains("Nothing to do"));
        let html = html("HTTP/1.1 200 OK\nDate: yesterday\nContent-Length: 0\n");
        assert!(html.contains("Nothing to do"), "{html}");
        assert!(
            html.contains("<span class=\"line\" data-line=\"2\">Date: yesterday\n</span>"),
            "{html}"
        );
        assert!(html.contains("<mark data-severity=\"error\">Date: yesterday</mark>"), "{html}");
    }

    #[test]
    fn what_is_on_the_wire_is_set_as_such() {
        assert_eq!(prose("A `b` <c>."), "A <code translate=\"no\">b</code> &lt;c&gt;.");
        assert_eq!(prose("One ` alone."), "One ` alone.");
        assert_eq!(
            prose("“a`b`c`d” is no `X`."),
            "“a`b`c`d” is no <code translate=\"no\">X</code>."
        );
    }

    #[test]
    fn a_vendors_number_that_another_means_is_told_as_the_others() {
        let report = html("HTTP/1.1 540 Project Paused\nContent-Length: 0\n");
        assert!(report.contains("540 Project Paused</a></h2>"), "{report}");
        assert!(report.contains("What Supabase means by it"), "{report}");
        assert!(!report.contains("Shopify has switched"), "{report}");
        let report = html("HTTP/2 540\n");
        assert!(
            report.contains(
                "known from Shopify: Temporarily Disabled. Supabase has it as Project Paused."
            ),
            "{report}"
        );
    }

    #[test]
    fn of_several_responses_the_one_that_counts_is_named_first() {
        let html = html("HTTP/1.1 100 Continue\n\nHTTP/1.1 404 Not Found\n\n");
        assert!(html.starts_with("<p class=\"verdict\""), "{html}");
        assert!(html.contains("<a href=\"#response-2\">404 Not Found</a>"), "{html}");
        assert_eq!(html.matches("<section data-response").count(), 2);
    }

    #[test]
    fn of_the_lines_of_a_log_none_is_the_answer_of_the_others() {
        let html =
            html(&"::1 - - [15/Nov/2022:08:12:31 +0000] \"GET / HTTP/1.1\" 404 1\n".repeat(2));
        assert!(html.contains("2 responses. 2 × 404. Each answers a request of its own"), "{html}");
    }

    #[test]
    fn a_long_input_makes_a_short_page() {
        let log = "::1 - - [15/Nov/2022:08:12:31 +0000] \"GET / HTTP/1.1\" 404 1\n".repeat(5000);
        let many = html(&log);
        assert_eq!(many.matches("<section data-response").count(), MOST_SHOWN);
        assert!(many.contains("4980 more are not shown"), "{many}");
        // Who counts stands at the end or among the first: as many are shown.
        let block = |code: u16| format!("HTTP/1.1 {code} X\n\n");
        let [interim, last] = [block(100).repeat(MOST_SHOWN), block(404)];
        for text in [[&*interim, &last].concat(), [&*last, &interim].concat()] {
            let html = html(&text);
            assert_eq!(html.matches("<section data-response").count(), MOST_SHOWN);
            assert!(html.contains("data-code=\"404\"") && html.contains("1 more is not shown"));
        }
        let wide =
            html(&format!("HTTP/1.1 404 {}\n{}", "x".repeat(100_000), "a: b\n".repeat(10_000)));
        assert!(wide.len() < 40_000, "{}", wide.len());
    }
}

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
mod tests {
    use super::*;
    use reference::explain::explain;

    fn html(text: &str) -> String {
        report(&explain(text), text, "")
    }

    /// A line of a log.
    fn logged_with(code: u16) -> String {
        format!("::1 - - [15/Nov/2022:08:12:31 +0000] \"GET / HTTP/1.1\" {code} 1\n")
    }

    /// The codes of the sections, in their order.
    fn codes(html: &str) -> Vec<&str> {
        let sections = html.split("data-response data-code=\"").skip(1);
        sections.filter_map(|section| section.split('"').next()).collect()
    }

    #[test]
    fn of_a_log_each_code_is_told_once_and_what_failed_comes_first() {
        let [ok, bad] = [200, 502].map(logged_with);
        let log = [ok.repeat(280), bad.repeat(10), ok.repeat(9), bad].concat();
        let html = html(&log);
        assert_eq!(codes(&html), ["502", "200"]);
        let verdict = "300 responses. <a href=\"#response-1\">11 × 502</a>, <a href=\"#response-2\">289 × 200</a>.";
        assert!(html.contains(verdict), "{html}");
        assert!(html.contains("11 responses: the first in line 281, the last in line 300."));
        let lines = [281, 300].map(|number| html.find(&format!("data-line=\"{number}\"")));
        assert!(lines[0] < lines[1] && lines[0].is_some(), "{html}");
        assert!(!html.contains("not shown"), "{html}");
        assert_eq!(told(&explain(&log)), "11 × 502, 289 × 200");
    }

    #[test]
    fn what_is_to_be_said_of_each_line_with_a_code_is_said_once_and_of_one_of_them_with_it() {
        let same = html(&logged_with(520).repeat(3));
        assert_eq!(same.matches("data-finding=\"unofficial-code\"").count(), 1);
        assert!(!same.contains("class=\"quoted\""), "{same}");
        let line = |what: &str| format!("2026/11/30 09:30:00 [error] 7#7: *1 {what}\n");
        let refused = "connect() failed (111: Connection refused) while connecting to upstream";
        let closed =
            "upstream prematurely closed connection while reading response header from upstream";
        let both = html(&[refused, closed, refused].map(line).concat());
        assert_eq!(codes(&both), ["502"]);
        assert_eq!(both.matches("data-finding=\"status-not-named\"").count(), 2);
        assert_eq!(both.matches("class=\"quoted\"").count(), 2);
    }

    #[test]
    fn the_lines_of_a_log_that_are_not_explained_are_named() {
        let log = logged_with(404).repeat(2);
        assert!(!html(&log).contains("not explained"));
        let one = html(&[&*log, "reopening logs\n"].concat());
        assert!(one.contains(">Line 3 names no status and is not explained.<"), "{one}");
        let two = html(&["started\n", &*log, "reopening logs\n"].concat());
        assert!(
            two.contains(">2 lines name no status and are not explained: the first is line 1.<"),
            "{two}"
        );
    }

    #[test]
    fn full_responses_keep_their_order_and_a_section_each() {
        let redirected = "HTTP/1.1 200 OK\nServer: a\n\nHTTP/1.1 500 X\nServer: a\n\n";
        assert_eq!(codes(&html(&redirected.repeat(2))), ["200", "500", "200", "500"]);
        let entry = |status: u16| {
            format!(
                r#"{{"request":{{"method":"GET","headers":[]}},"response":{{"status":{status},"headers":[{{"name":"Server","value":"a"}}]}}}}"#
            )
        };
        let har = |statuses: &[u16]| {
            let entries: Vec<_> = statuses.iter().map(|status| entry(*status)).collect();
            html(&format!(r#"{{"log":{{"entries":[{}]}}}}"#, entries.join(",")))
        };
        assert_eq!(codes(&har(&[200, 500, 200])), ["200", "500", "200"]);
        // Of more than are shown, those that failed are.
        let many = har(&[&[200; 30][..], &[500], &[200; 9]].concat());
        assert_eq!(codes(&many).len(), MOST_SHOWN);
        assert!(codes(&many).contains(&"500"), "{many}");
    }

    #[test]
    fn only_of_a_message_it_is_said_that_it_breaks_no_rule() {
        let date = "Date: Mon, 30 Nov 2026 10:00:00 GMT";
        let message = html(&format!("HTTP/1.1 404 Not Found\n{date}\n"));
        assert!(message.contains("breaks no rule") && !message.contains("Only a status"));
        for text in [
            "404",
            "HTTP/1.1 404 Not Found\n",
            r#"{"title":"Gone","status":410}"#,
            "AxiosError: Request failed with status code 404",
            "curl: (22) The requested URL returned error: 404",
            &logged_with(404),
        ] {
            let html = html(text);
            assert!(!html.contains("breaks no rule") && html.contains("Only a status"), "{html}");
        }
        let log = html(&logged_with(404).repeat(2));
        assert!(!log.contains("breaks no rule") && log.contains("has only a status"), "{log}");
    }

    #[test]
    fn how_many_findings_there_are_is_said_before_them() {
        let many = html("HTTP/1.1 405 Method Not Allowed\nAge: x\nDate: x\nExpires: 0\n");
        let number = |severity| {
            many.matches(&format!("<strong class=\"severity\">{severity}</strong>")).count()
        };
        assert_eq!(["error", "warning", "note"].map(number), [3, 0, 1], "{many}");
        assert!(many.contains("<p class=\"counts\">3 errors, 1 note:</p><ul"), "{many}");
        assert!(!html("HTTP/2 299 Odd\ndate: Mon, 30 Nov 2026 10:00:00 GMT\n").contains("counts"));
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
            ("404", "404 Not Found: only a status"),
            ("HTTP/2 299 Odd\ndate: Mon, 30 Nov 2026 10:00:00 GMT\n", "299 Odd: 1 warning"),
            ("", ""),
        ] {
            assert_eq!(told(&explain(text)), line, "{text:?}");
        }
    }

    #[test]
    fn words_without_a_status_lead_to_the_search_in_what_no_browser_sends() {
        let found =
            html("GET /a HTTP/1.1\n\n<p>\n  worker failed (11: Resource unavailable)\nmore");
        let address = "\"/#text=worker%20failed%20%2811%3A%20Resource%20unavailable%29\"";
        assert!(found.contains(address), "{found}");
        for text in [
            "",
            "GET /a HTTP/1.1\nHost: a",
            "curl https://a.example/",
            "TypeError: Failed to fetch",
            "connect() failed (111: Connection refused)",
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
        let verdict = "2 responses. <a href=\"#response-1\">2 × 404</a>. Each answers a request of its own.</p>";
        assert!(html.contains(verdict), "{html}");
    }

    #[test]
    fn a_long_input_makes_a_short_page() {
        let many = html(&"HTTP/1.1 404 Not Found\n\n".repeat(5000));
        assert_eq!(many.matches("<section data-response").count(), MOST_SHOWN);
        assert!(many.contains("4980 more are not shown"), "{many}");
        let codes = (400..=420).chain([420]);
        let of_each = html(&codes.map(logged_with).collect::<String>());
        assert_eq!(of_each.matches("<section data-response").count(), MOST_SHOWN);
        assert!(of_each.contains("1 more code is not shown"), "{of_each}");
        assert!(of_each.contains("1 × 406</a>, 13 with other codes."), "{of_each}");
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

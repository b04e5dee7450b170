//! The report as HTML. Whatever comes from the input goes through [`escape`].

use facts::{RetryRule, Turn};
use reference::{
    Entry,
    explain::{Code, Finding, Report, Response, input_lines},
};
use std::collections::BTreeMap;

/// The longest part of a line that is shown, in characters.
const LONGEST_LINE: usize = 240;
/// How many responses are shown; of more, the first ones and the one that counts.
const MOST: usize = 20;
/// How many lines are quoted for a finding.
const MOST_QUOTED: usize = 4;
/// How many lines of a head are shown.
const MOST_OF_HEAD: usize = 80;

/// The report on a text; links begin with `base`.
pub fn report(text: &str, report: &Report, base: &str) -> String {
    let page = Page { report, lines: &input_lines(text), base };
    page.html()
}

struct Page<'a> {
    report: &'a Report,
    lines: &'a [&'a str],
    base: &'a str,
}

impl Page<'_> {
    fn html(&self) -> String {
        let Report { responses, omitted, findings } = self.report;
        let mut html = self.findings(findings);
        let decisive = self.report.decisive().map(std::ptr::from_ref);
        let mut left_out = *omitted;
        for (at, response) in responses.iter().enumerate() {
            let counts = decisive == Some(std::ptr::from_ref(response));
            if at + 1 < MOST || counts {
                html.push_str(&self.response(response, counts && responses.len() > 1));
            } else {
                left_out += 1;
            }
        }
        if left_out > 0 {
            html.push_str(&["<p>And ", &left_out.to_string(), " more.</p>"].concat());
        }
        html
    }

    fn response(&self, response: &Response, counts: bool) -> String {
        let entry = response.entry();
        let code = escape(&response.code.to_string());
        let class = response.code.valid().map_or("other", |code| code.class().slug());
        let name = entry.map_or("not a code in use", |entry| entry.name);
        let title = ["<b translate=\"no\">", &code, "</b> ", &escape(name)].concat();
        let has_page = match response.code {
            Code::Valid(code) => entry.is_some() || code.get() < 600,
            Code::Invalid(_) => false,
        };
        let title = match has_page {
            true => ["<a href=\"", &escape(self.base), "/", &code, "\">", &title, "</a>"].concat(),
            false => title,
        };
        let mut html = [
            "<section data-response data-code=\"",
            &code,
            "\" data-class=\"",
            class,
            "\"><h2>",
            &title,
            "</h2>",
        ]
        .concat();
        if counts {
            html.push_str(
                "<p class=\"counts\">The last final response: this is the one that counts.</p>",
            );
        }
        if let Some(entry) = entry {
            html.push_str(
                &["<p>", &escape(entry.summary), "</p><p class=\"todo\">", &to_do(entry), "</p>"]
                    .concat(),
            );
        }
        if response.findings.is_empty() {
            html.push_str("<p class=\"fine\">Nothing to object to in what was pasted.</p>");
        }
        html.push_str(&self.findings(&response.findings));
        html.push_str(&self.head(response));
        html + "</section>"
    }

    fn findings(&self, findings: &[Finding]) -> String {
        if findings.is_empty() {
            return String::new();
        }
        let findings: String = findings.iter().map(|finding| self.finding(finding)).collect();
        ["<ul class=\"findings\">", &findings, "</ul>"].concat()
    }

    fn finding(&self, finding: &Finding) -> String {
        let severity = finding.severity.word();
        let mut html = [
            "<li data-finding=\"",
            finding.id.word(),
            "\" data-severity=\"",
            severity,
            "\"><strong>",
            severity,
            "</strong> ",
            &prose(&finding.sentence),
        ]
        .concat();
        if let Some(section) = &finding.section {
            html.push_str(
                &[
                    " <a class=\"section\" href=\"",
                    &escape(&section.url()),
                    "\">",
                    &escape(section.as_str()),
                    "</a>",
                ]
                .concat(),
            );
        }
        for number in finding.lines.iter().take(MOST_QUOTED) {
            html.push_str(
                &["<pre translate=\"no\">", &self.line(*number, true), "</pre>"].concat(),
            );
        }
        html + "</li>"
    }

    /// The head as it was pasted, folded up, with the lines marked that findings are about.
    fn head(&self, response: &Response) -> String {
        if response.lines.len() < 2 {
            return String::new();
        }
        let mut marks: BTreeMap<usize, &str> = BTreeMap::new();
        // The gravest comes first and stays.
        for finding in &response.findings {
            for line in &finding.lines {
                marks.entry(*line).or_insert(finding.severity.word());
            }
        }
        let mut html = "<details class=\"head\"><summary>The head, line by line</summary><pre translate=\"no\" tabindex=\"0\">".to_owned();
        for number in response.lines.clone().take(MOST_OF_HEAD) {
            let line = self.line(number, marks.contains_key(&number));
            html.push_str(&[&line, "\n"].concat());
        }
        if response.lines.len() > MOST_OF_HEAD {
            html.push('…');
        }
        html + "</pre></details>"
    }

    /// A line with its number.
    fn line(&self, number: usize, marked: bool) -> String {
        let line = number.checked_sub(1).and_then(|at| self.lines.get(at)).unwrap_or(&"");
        let text = escape(&cut(line));
        let text = if marked { ["<mark>", &text, "</mark>"].concat() } else { text };
        ["<span>", &number.to_string(), "</span> ", &text].concat()
    }
}

/// What to do about a code, in a line.
fn to_do(entry: &Entry) -> String {
    let whose = match entry.turn {
        Turn::Nobody => "Nothing to do.",
        Turn::Client => "Your move, as the client.",
        Turn::Server => "The server’s move.",
        Turn::Intermediary => "The move of the proxy, gateway or CDN between.",
    };
    let retry = match entry.retry {
        RetryRule::NotNeeded => "",
        RetryRule::SameNow => " Send the same request again.",
        RetryRule::SameLater => " Send the same request again later.",
        RetryRule::Changed => " Change the request, then send it again.",
        RetryRule::Elsewhere => " Go elsewhere: to another URI or over another connection.",
        RetryRule::Pointless => " Sending it again is pointless.",
    };
    [whose, retry].concat()
}

/// A sentence, in which what stands between backticks is as it is on the wire.
fn prose(sentence: &str) -> String {
    let parts: Vec<&str> = sentence.split('`').collect();
    let mut html = String::new();
    for (at, part) in parts.iter().enumerate() {
        let part = escape(part);
        match (at % 2, at + 1 == parts.len()) {
            (0, _) => html.push_str(&part),
            (_, false) => html.push_str(&["<code translate=\"no\">", &part, "</code>"].concat()),
            // No second one: it is the sign itself.
            (_, true) => html.push_str(&["`", &part].concat()),
        }
    }
    html
}

/// The beginning of a long line.
fn cut(text: &str) -> String {
    match text.char_indices().nth(LONGEST_LINE) {
        Some((end, _)) => [&text[..end], "…"].concat(),
        None => text.to_owned(),
    }
}

fn escape(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    text.replace('"', "&quot;").replace('\'', "&#39;").replace('\0', "\u{fffd}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use reference::explain::explain;

    fn html(text: &str) -> String {
        report(text, &explain(text), "/x")
    }

    #[test]
    fn nothing_of_the_input_is_markup() {
        let html =
            html("HTTP/1.1 299 <b onclick='x'>&\"\nLocation: <script>\nSer<i>ver: \"'\n<img>: x\n");
        for bad in ["<b o", "<script", "<i>", "<img", "onclick='"] {
            assert!(!html.contains(bad), "{bad} in {html}");
        }
    }

    #[test]
    fn the_line_that_a_finding_is_about_is_quoted_and_marked() {
        let html = html("HTTP/1.1 200 OK\nDate: yesterday\nContent-Length: 0\n");
        assert_eq!(
            html.matches("<span>2</span> <mark>Date: yesterday</mark>").count(),
            2,
            "{html}"
        );
        assert!(html.contains("<span>3</span> Content-Length: 0"), "{html}");
    }

    #[test]
    fn what_is_on_the_wire_is_set_as_such() {
        assert_eq!(prose("A `b` <c>."), "A <code translate=\"no\">b</code> &lt;c&gt;.");
        assert_eq!(prose("One ` alone."), "One ` alone.");
    }

    #[test]
    fn the_response_that_counts_is_named_and_led_to() {
        let html = html("HTTP/1.1 100 Continue\n\nHTTP/1.1 404 Not Found\n\n");
        assert_eq!(html.matches("<section data-response").count(), 2);
        let (_, last) = html.split_once("data-code=\"404\"").expect("404");
        assert!(last.contains("class=\"counts\"") && last.contains("href=\"/x/404\""), "{html}");
    }

    #[test]
    fn a_long_input_makes_a_short_page() {
        let log = "::1 - - [15/Nov/2022:08:12:31 +0000] \"GET / HTTP/1.1\" 404 1\n".repeat(5000);
        let many = html(&log);
        assert_eq!(many.matches("<section data-response").count(), MOST);
        assert!(many.contains("And 4980 more."), "{many}");
        let wide =
            html(&format!("HTTP/1.1 404 {}\n{}", "x".repeat(100_000), "a: b\n".repeat(10_000)));
        assert!(wide.len() < 20_000, "{}", wide.len());
    }
}

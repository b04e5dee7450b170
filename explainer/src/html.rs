//! The report as HTML.

use facts::{RetryRule, Turn};
use reference::{
    Entry,
    explain::{Finding, Report, Response},
};

/// The longest part of a line that is shown, in characters.
const LONGEST_LINE: usize = 240;
/// How many responses are shown.
const MOST: usize = 50;

/// The report on a text; links begin with `base`.
pub fn report(text: &str, report: &Report, base: &str) -> String {
    if text.trim().is_empty() {
        return String::new();
    }
    let lines: Vec<&str> =
        text.split('\n').flat_map(|line| line.trim_end_matches('\r').split('\r')).collect();
    let mut html = String::new();
    for finding in &report.findings {
        html.push_str(
            &["<ul class=\"findings\">", &self::finding(finding, &lines), "</ul>"].concat(),
        );
    }
    let counting = report.counting().map(|response| response.line);
    for one in report.responses.iter().take(MOST) {
        let counts = report.responses.len() > 1 && counting == Some(one.line);
        html.push_str(&response(one, counts, &lines, base));
    }
    if let Some(more) = report.responses.len().checked_sub(MOST).filter(|more| *more > 0) {
        html.push_str(&["<p>And ", &more.to_string(), " more.</p>"].concat());
    }
    html
}

fn response(response: &Response, counts: bool, lines: &[&str], base: &str) -> String {
    let code = response.code();
    let class = match code / 100 {
        first @ 1..=5 => [&first.to_string(), "xx"].concat(),
        _ => "other".to_owned(),
    };
    let status = escape(&response.status);
    let name = response.entry.map_or("not a code in use", |entry| entry.name);
    let has_page = response.entry.is_some() || (100..600).contains(&code);
    let title = ["<b translate=\"no\">", status.as_str(), "</b> ", &escape(name)].concat();
    let title = match has_page {
        true => ["<a href=\"", &escape(base), "/", &status, "\">", &title, "</a>"].concat(),
        false => title,
    };
    let mut html = [
        "<section data-response data-code=\"",
        &status,
        "\" data-class=\"",
        &class,
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
    if let Some(entry) = response.entry {
        html.push_str(
            &["<p>", &escape(entry.summary), "</p><p class=\"todo\">", &to_do(entry), "</p>"]
                .concat(),
        );
    }
    if response.findings.is_empty() {
        html.push_str("<p class=\"fine\">Nothing to object to in what was pasted.</p>");
    } else {
        html.push_str("<ul class=\"findings\">");
        html.extend(response.findings.iter().map(|finding| self::finding(finding, lines)));
        html.push_str("</ul>");
    }
    html + "</section>"
}

fn finding(finding: &Finding, lines: &[&str]) -> String {
    let severity = finding.severity.word();
    let mut html = [
        "<li data-finding=\"",
        finding.id.word(),
        "\" data-severity=\"",
        severity,
        "\"><strong>",
        severity,
        "</strong> ",
        finding.id.sentence(),
    ]
    .concat();
    if let Some(section) = finding.section() {
        let link =
            [" <a class=\"section\" href=\"", &section.url(), "\">", section.as_str(), "</a>"];
        html.push_str(&link.concat());
    }
    for number in &finding.lines {
        let Some(line) = number.checked_sub(1).and_then(|at| lines.get(at)) else { continue };
        let cut: String = line.chars().take(LONGEST_LINE).collect();
        let dots = if cut.len() < line.len() { "…" } else { "" };
        html.push_str(
            &[
                "<pre translate=\"no\"><span>",
                &number.to_string(),
                "</span> <mark>",
                &escape(&cut),
                dots,
                "</mark></pre>",
            ]
            .concat(),
        );
    }
    html + "</li>"
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

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

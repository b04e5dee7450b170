//! A report as people read it.

use super::variant_url;
use reference::explain::{Finding, Logged, Report, Response, Tally, in_numbers};

/// At most this many lines are named for one thing.
const MOST_LINES: usize = 8;

/// The lines of a report. A log is told by its codes, as on the site.
pub fn lines(report: &Report) -> Vec<String> {
    let logged = report.logged();
    let mut lines: Vec<String> = if logged.is_empty() {
        report.responses.iter().flat_map(of_response).collect()
    } else {
        logged.iter().flat_map(of_logged).collect()
    };
    if report.is_log() && report.responses.len() > 1 {
        let times = report.tally.iter().map(|one| format!("{} × {}", one.count, one.code));
        lines.push(times.collect::<Vec<_>>().join(", "));
    }
    if !report.unread.is_empty() {
        lines
            .push(format!("(not explained, since no status is named: {})", places(&report.unread)));
    }
    if logged.is_empty() && report.omitted > 0 {
        lines.push(format!("({} more before the last)", report.omitted));
    }
    lines.extend(report.findings.iter().flat_map(of_finding));
    lines
}

fn of_response(response: &Response) -> Vec<String> {
    let place = format!("line {}", response.status_line);
    of_code(response, &place, &response.findings)
}

/// What a log has of a code.
fn of_logged(logged: &Logged<'_>) -> Vec<String> {
    let Logged { tally, responses, findings } = logged;
    let Tally { count, first, last, .. } = tally;
    let place = match count {
        1 => format!("line {first}"),
        _ => format!("{count} times, line {first} to {last}"),
    };
    responses.first().map_or(Vec::new(), |response| of_code(response, &place, findings))
}

fn of_code(response: &Response, place: &str, findings: &[Finding]) -> Vec<String> {
    let mut lines = vec![format!("{} {}  ({place})", response.code, response.name())];
    let summary = match (response.variant(), response.entry()) {
        (Some(variant), _) => {
            Some(format!("What {} means by it: {}", variant.vendor, variant_url(variant)))
        }
        (None, entry) => entry.map(|entry| entry.summary.to_owned()),
    };
    lines.extend(summary.map(|summary| format!("  {summary}")));
    if findings.len() > 1 {
        lines.push(format!("  {}:", in_numbers(findings)));
    }
    lines.extend(findings.iter().flat_map(of_finding));
    lines
}

fn of_finding(finding: &Finding) -> Vec<String> {
    let Finding { id, severity, sentence, section, lines } = finding;
    let said = format!("  {}: {sentence} [{id}, {}]", severity.word(), places(lines));
    let section =
        section.as_ref().map(|section| format!("    {} {}", section.as_str(), section.url()));
    [said].into_iter().chain(section).collect()
}

/// Lines by their numbers; of many the first ones.
fn places(lines: &[usize]) -> String {
    let numbers: Vec<String> = lines.iter().take(MOST_LINES).map(usize::to_string).collect();
    let rest = match lines.len().saturating_sub(MOST_LINES) {
        0 => String::new(),
        rest => format!(" and {rest} more"),
    };
    format!("line {}{rest}", numbers.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use reference::explain::explain;

    #[test]
    fn of_a_log_each_code_is_printed_once_and_what_failed_comes_first() {
        let line = |code: u16| {
            format!("::1 - - [30/Nov/2026:10:00:00 +0000] \"GET / HTTP/1.1\" {code} 1\n")
        };
        let log = [line(200).repeat(300), line(502), line(200).repeat(9)].concat();
        let text = lines(&explain(&log)).join("\n");
        assert!(text.starts_with("502 Bad Gateway  (line 301)\n"), "{text}");
        assert!(text.contains("\n200 OK  (309 times, line 1 to 310)\n"), "{text}");
        assert_eq!(text.matches("\n200 OK").count(), 1, "{text}");
    }

    #[test]
    fn a_number_that_is_another_vendors_is_told_as_that_vendors() {
        let text = lines(&explain("HTTP/1.1 540 Project Paused\n")).join("\n");
        assert!(text.starts_with("540 Project Paused  (line 1)\n"), "{text}");
        assert!(text.contains("What Supabase means by it: https://"), "{text}");
        assert!(!text.contains("switched"), "that is what Shopify means: {text}");
    }

    #[test]
    fn how_many_findings_there_are_is_printed_before_them() {
        let text = lines(&explain("HTTP/1.1 405 Method Not Allowed\nContent-Length: 0\n"));
        assert_eq!(text[2], "  1 error, 1 warning:", "{text:?}");
    }

    #[test]
    fn a_finding_is_printed_with_its_line_and_where_to_read_on() {
        let text =
            lines(&explain("HTTP/1.1 405 Method Not Allowed\nContent-Length: 0\n")).join("\n");
        assert!(text.starts_with("405 Method Not Allowed  (line 1)\n"), "{text}");
        assert!(text.contains("[missing-allow, line 1]"), "{text}");
        assert!(
            text.contains("https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.6"),
            "{text}"
        );
    }
}

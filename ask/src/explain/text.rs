//! A report as people read it.

use reference::explain::{Finding, Report, Response};

/// The lines of a report.
pub fn lines(report: &Report) -> Vec<String> {
    let mut lines: Vec<String> = report.responses.iter().flat_map(of_response).collect();
    if report.is_log() && report.responses.len() > 1 {
        let times = report.tally.iter().map(|one| format!("{} × {}", one.count, one.code));
        lines.push(times.collect::<Vec<_>>().join(", "));
    }
    if report.omitted > 0 {
        lines.push(format!("({} more before the last)", report.omitted));
    }
    lines.extend(report.findings.iter().flat_map(of_finding));
    lines
}

fn of_response(response: &Response) -> Vec<String> {
    let (name, summary) = match response.entry() {
        Some(entry) => (entry.name, entry.summary),
        None => (response.reason.as_deref().unwrap_or_default(), ""),
    };
    let mut lines = vec![format!("{} {name}  (line {})", response.code, response.status_line)];
    if !summary.is_empty() {
        lines.push(format!("  {summary}"));
    }
    lines.extend(response.findings.iter().flat_map(of_finding));
    lines
}

fn of_finding(finding: &Finding) -> Vec<String> {
    let Finding { id, severity, sentence, section, lines } = finding;
    let numbers: Vec<String> = lines.iter().map(usize::to_string).collect();
    let said = format!("  {}: {sentence} [{id}, line {}]", severity.word(), numbers.join(", "));
    let section =
        section.as_ref().map(|section| format!("    {} {}", section.as_str(), section.url()));
    [said].into_iter().chain(section).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use reference::explain::explain;

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

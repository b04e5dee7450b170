//! `cargo xtask explain`: what a pasted response says, in a terminal or in a script.

use anyhow::{Context, Result};
use reference::explain::{Finding, Report, Response, Severity, explain};
use std::{
    fs,
    io::{self, Read},
    path::Path,
    process::ExitCode,
};

/// The exit status for an input in which a MUST is broken.
const BROKEN: u8 = 1;
/// The exit status for an input without a status.
const NO_STATUS: u8 = 2;
/// The exit status for what cannot be read.
pub const UNREADABLE: u8 = 3;

/// Explains the file, or what comes in on the standard input.
///
/// # Errors
/// The input cannot be read.
pub fn run(file: Option<&Path>, json: bool) -> Result<ExitCode> {
    let bytes = match file {
        Some(path) => fs::read(path).with_context(|| format!("cannot read {}", path.display()))?,
        None => {
            let mut bytes = Vec::new();
            io::stdin().read_to_end(&mut bytes).context("cannot read the standard input")?;
            bytes
        }
    };
    // Content may be in any charset; heads are ASCII.
    let report = explain(&String::from_utf8_lossy(&bytes));
    if json {
        println!("{}", serde_json::to_string_pretty(&report)?);
    } else {
        print!("{}", text(&report));
    }
    Ok(ExitCode::from(exit_status(&report)))
}

fn exit_status(report: &Report) -> u8 {
    if report.status().is_none() {
        NO_STATUS
    } else if report.all_findings().any(|finding| finding.severity == Severity::Error) {
        BROKEN
    } else {
        0
    }
}

fn text(report: &Report) -> String {
    let mut text: String = report.responses.iter().map(of_response).collect();
    if report.is_log() && report.responses.len() > 1 {
        let times = report.tally.iter().map(|one| format!("{} × {}", one.count, one.code));
        text += &format!("{}\n", times.collect::<Vec<_>>().join(", "));
    }
    if report.omitted > 0 {
        text += &format!("({} more before the last)\n", report.omitted);
    }
    text + &report.findings.iter().map(of_finding).collect::<String>()
}

fn of_response(response: &Response) -> String {
    let (name, summary) = match response.entry() {
        Some(entry) => (entry.name, entry.summary),
        None => (response.reason.as_deref().unwrap_or_default(), ""),
    };
    let mut text = format!("{} {name}  (line {})\n", response.code, response.status_line);
    if !summary.is_empty() {
        text += &format!("  {summary}\n");
    }
    text + &response.findings.iter().map(of_finding).collect::<String>()
}

fn of_finding(finding: &Finding) -> String {
    let lines: Vec<String> = finding.lines.iter().map(usize::to_string).collect();
    let section = finding
        .section
        .as_ref()
        .map(|section| format!("\n    {} {}", section.as_str(), section.url()));
    format!(
        "  {}: {} [{}, line {}]{}\n",
        finding.severity.word(),
        finding.sentence,
        finding.id,
        lines.join(", "),
        section.unwrap_or_default(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_exit_status_tells_a_broken_response_from_a_good_one_and_from_none() {
        let status = |text| exit_status(&explain(text));
        assert_eq!(status("HTTP/1.1 405 Method Not Allowed\nContent-Length: 0\n"), BROKEN);
        assert_eq!(status("HTTP/1.1 503 Service Unavailable\nContent-Length: 0\n"), 0);
        assert_eq!(status("hello"), NO_STATUS);
    }

    #[test]
    fn a_finding_is_printed_with_its_line_and_where_to_read_on() {
        let text = text(&explain("HTTP/1.1 405 Method Not Allowed\nContent-Length: 0\n"));
        assert!(text.starts_with("405 Method Not Allowed  (line 1)\n"), "{text}");
        assert!(text.contains("[missing-allow, line 1]"), "{text}");
        assert!(
            text.contains("https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.6"),
            "{text}"
        );
    }
}

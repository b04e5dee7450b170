//! `cargo xtask explain`: what the page `/explain` says, on the command line, for use in a pipeline.

use anyhow::{Context, Result};
use reference::explain::{Report, Severity, explain};
use serde_json::json;
use std::{
    fs,
    io::{Read, stdin},
    path::Path,
    process::ExitCode,
};

/// Explains a file, or what is read from the standard input. Fails (1) if a MUST is broken, and (2) if there
/// is no status.
///
/// # Errors
/// The input cannot be read.
pub fn run(file: Option<&Path>, as_json: bool) -> Result<ExitCode> {
    let mut bytes = Vec::new();
    match file {
        Some(file) => {
            bytes = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
        }
        None => {
            stdin().read_to_end(&mut bytes).context("cannot read the standard input")?;
        }
    }
    let text = String::from_utf8_lossy(&bytes);
    let report = explain(&text);
    if as_json {
        println!("{:#}", json(&report));
    } else {
        print!("{}", plain(&report));
    }
    let has_error = report.all_findings().any(|finding| finding.severity == Severity::Error);
    Ok(match (report.responses.is_empty(), has_error) {
        (true, _) => ExitCode::from(2),
        (false, true) => ExitCode::FAILURE,
        (false, false) => ExitCode::SUCCESS,
    })
}

fn plain(report: &Report) -> String {
    let mut text = String::new();
    for response in &report.responses {
        let entry = response.entry();
        let name = entry.map_or("not a code in use", |entry| entry.name);
        text.push_str(&format!("line {}: {} {name}\n", response.status_line, response.code));
        if let Some(entry) = entry {
            text.push_str(&format!("  {}\n", entry.summary));
        }
    }
    if report.omitted > 0 {
        text.push_str(&format!("({} more before the last)\n", report.omitted));
    }
    for finding in report.all_findings() {
        let lines: Vec<_> = finding.lines.iter().map(ToString::to_string).collect();
        let section = finding.section.as_ref().map(|section| format!(" ({})", section.as_str()));
        text.push_str(&format!(
            "line {}: {} [{}] {}{}\n",
            lines.join(", "),
            finding.severity.word(),
            finding.id,
            finding.sentence,
            section.unwrap_or_default()
        ));
    }
    text
}

fn json(report: &Report) -> serde_json::Value {
    let finding = |finding: &reference::explain::Finding| {
        json!({
            "id": finding.id,
            "severity": finding.severity,
            "sentence": finding.sentence,
            "section": finding.section,
            "url": finding.section.as_ref().map(|section| section.url()),
            "lines": finding.lines,
        })
    };
    let responses: Vec<_> = report
        .responses
        .iter()
        .map(|response| {
            json!({
                "status": response.code.to_string(),
                "name": response.entry().map(|entry| entry.name),
                "reason": response.reason,
                "version": response.version,
                "source": response.source,
                "line": response.status_line,
                "final": response.is_final,
                "request": response.request.as_ref().map(|request| &request.method),
                "fields": response.fields,
                "findings": response.findings.iter().map(finding).collect::<Vec<_>>(),
            })
        })
        .collect();
    json!({
        "status": report.status().map(ToString::to_string),
        "responses": responses,
        "omitted": report.omitted,
        "findings": report.findings.iter().map(finding).collect::<Vec<_>>(),
    })
}

//! A report as scripts read it; ARCHITECTURE.md describes it.

use super::variant_url;
use crate::site_url::site_url;
use facts::Section;
use reference::{
    Entry,
    explain::{Finding, Report, Response, Variant},
};
use serde_json::{Value, json};

/// The number of the format: another one where a member goes or means something else.
const FORMAT: u8 = 1;

/// The lines of a report.
pub fn lines(report: &Report) -> Vec<String> {
    let Report { responses, omitted, tally, unread, findings } = report;
    let json = json!({
        "format": FORMAT,
        "responses": responses.iter().map(of_response).collect::<Vec<_>>(),
        "omitted": omitted,
        "tally": tally,
        "unread": unread,
        "findings": findings.iter().map(of_finding).collect::<Vec<_>>(),
    });
    format!("{json:#}").lines().map(str::to_owned).collect()
}

/// A response with what is known of its code.
fn of_response(response: &Response) -> Value {
    let mut json = json!(response);
    json["record"] = response.entry().map(record).into();
    json["variant"] = response.variant().map(variant).into();
    json["findings"] = response.findings.iter().map(of_finding).collect();
    json
}

fn record(entry: &Entry) -> Value {
    let url = format!("{}/{}", site_url(), entry.code);
    json!({ "name": entry.name, "summary": entry.summary, "url": url })
}

/// What another vendor than that of the record means by the number.
fn variant(variant: &Variant) -> Value {
    json!({ "name": variant.name, "vendor": variant.vendor, "url": variant_url(variant) })
}

/// A finding with the address of its section.
fn of_finding(finding: &Finding) -> Value {
    let mut json = json!(finding);
    json["url"] = finding.section.as_ref().map(Section::url).into();
    json
}

#[cfg(test)]
mod tests {
    use super::*;
    use reference::explain::explain;

    fn read(input: &str) -> Value {
        serde_json::from_str(&lines(&explain(input)).join("\n")).expect("JSON")
    }

    #[test]
    fn a_script_has_all_that_the_text_says() {
        let report = read("HTTP/1.1 405 Method Not Allowed\nContent-Length: 0\n");
        let response = &report["responses"][0];
        assert_eq!(report["format"], 1);
        assert_eq!(response["code"], 405);
        assert_eq!(response["record"]["name"], "Method Not Allowed");
        assert!(response["record"]["summary"].as_str().is_some_and(|text| text.ends_with('.')));
        assert_eq!(response["record"]["url"], format!("{}/405", site_url()));
        let finding = &response["findings"][0];
        assert_eq!(finding["id"], "missing-allow");
        assert_eq!(finding["severity"], "error");
        assert_eq!(finding["section"], "RFC 9110 §15.5.6");
        assert_eq!(finding["url"], "https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.6");
    }

    #[test]
    fn of_each_code_a_script_has_how_often_it_is_there_and_where() {
        let report =
            read(&"::1 - - [30/Nov/2026:10:00:00 +0000] \"GET / HTTP/1.1\" 502 1\n".repeat(3));
        assert_eq!(report["unread"], json!([]));
        assert_eq!(report["tally"], json!([{ "code": 502, "count": 3, "first": 1, "last": 3 }]));
    }

    #[test]
    fn whose_meaning_of_a_number_it_is_a_script_is_told() {
        let variant = read("HTTP/1.1 540 Project Paused\n")["responses"][0]["variant"].clone();
        let url = format!("{}/540#elsewhere", site_url());
        assert_eq!(variant, json!({ "name": "Project Paused", "vendor": "Supabase", "url": url }));
        assert_eq!(read("HTTP/1.1 540 Gone\n")["responses"][0]["variant"], Value::Null);
    }

    #[test]
    fn what_is_not_known_is_null() {
        let report = read("HTTP/1.1 466 Odd\nContent-Length: 0\n");
        assert_eq!(report["responses"][0]["record"], Value::Null);
        assert_eq!(read("status: 0")["findings"][0]["url"], Value::Null);
    }
}
